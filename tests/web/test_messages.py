"""What the pages say, in every language: marked, collected, translated, and nothing left over."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from jinja2 import nodes

from tests.messages import Text, extracted, forms_of, held, is_translated
from web.language import LANGUAGES
from web.site import SiteSettings
from web.templating import TEMPLATES, make_templates
from web.urls import Urls

CODES = [language.code for language in LANGUAGES[1:]]

TRANSLATED = (
    "templates/committee.html",
    "templates/committees.html",
    "templates/home.html",
    "templates/layout.html",
    "templates/meeting.html",
    "templates/meetings.html",
    "templates/people.html",
    "templates/person.html",
    "templates/recent.html",
    "templates/register.html",
    "templates/reports.html",
    "templates/series.html",
    "templates/parts/attendance.html",
    "templates/parts/documents.html",
    "templates/parts/pages.html",
    "browsing.py",
    "presenters/browse.py",
    "presenters/people.py",
    "presenters/register.py",
    "presenters/reports.py",
    "templates/results.html",
    "templates/parts/cards.html",
    "templates/parts/filters.html",
    "templates/parts/search_form.html",
    "templates/parts/timeline.html",
    "templates/parts/words.html",
    "presenters/card.py",
    "presenters/cautions.py",
    "presenters/filters.py",
    "presenters/grouping.py",
    "presenters/motion.py",
    "presenters/pagination.py",
    "presenters/quotation.py",
    "presenters/results.py",
    "presenters/timeline.py",
    "presenters/words.py",
    "markup.py",
    "wording.py",
)
"""The files that make the pages to search and to browse."""

NOT_YET_MARKED = {
    "about.html",
    "document.html",
    "passage.html",
    "inspect/index.html",
    "parts/nodes.html",
}
"""Templates with sentences that no catalogue can hold yet."""

SAID_ALOUD = {"alt", "aria-label", "placeholder", "title"}


@pytest.fixture(scope="module")
def uses() -> list[tuple[str, Text]]:
    return list(extracted())


def first(text: Text | list[str]) -> str:
    return text if isinstance(text, str) else text[0]


@pytest.mark.parametrize("code", CODES)
def test_searching_and_browsing_are_translated_whole(
    uses: list[tuple[str, Text]], code: str
) -> None:
    said = {first(message.id) for message in held(code) if message.id and is_translated(message)}
    lacking = {first(text) for file, text in uses if file in TRANSLATED} - said

    assert lacking == set(), "run `make messages`, and translate these"


@pytest.mark.parametrize("code", CODES)
def test_a_catalogue_holds_nothing_that_no_page_says(
    uses: list[tuple[str, Text]], code: str
) -> None:
    kept = {first(message.id) for message in held(code) if message.id}

    assert kept - {first(text) for _, text in uses} == set(), "run `make messages`"


@pytest.mark.parametrize("code", CODES)
def test_a_translation_keeps_what_is_filled_in(code: str) -> None:
    for message in held(code):
        if message.id and is_translated(message):
            wanted = set(re.findall(r"%\(\w+\)s", first(message.id)))
            forms = forms_of(message)
            assert all(set(re.findall(r"%\(\w+\)s", form)) == wanted for form in forms), message.id


class Said(HTMLParser):
    """The text and the spoken attributes of a template's own HTML."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.texts += [value or "" for name, value in attrs if name in SAID_ALOUD]


def unmarked(source: str) -> list[str]:
    """Words of a template that stand in it outside ``_()`` and ``{% trans %}``."""
    tree = make_templates(SiteSettings(), Urls()).parse(source)
    parser = Said()
    for part in tree.find_all(nodes.TemplateData):
        parser.feed(part.data)
    parser.close()
    return [text.strip() for text in parser.texts if re.search(r"[A-Za-z]", text)]


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("<p>{{ _('Read') }}</p>", []),
        ("<p>{% trans %}Read{% endtrans %}</p>", []),
        ("{% if a %}<p>Read</p>{% endif %}", ["Read"]),
        ('<a aria-label="More" class="x">…</a>', ["More"]),
    ],
)
def test_words_outside_the_catalogue_are_seen(source: str, found: list[str]) -> None:
    assert unmarked(source) == found


@pytest.mark.parametrize(
    "name",
    sorted(
        path.relative_to(TEMPLATES).as_posix()
        for path in TEMPLATES.rglob("*.html")
        if path.relative_to(TEMPLATES).as_posix() not in NOT_YET_MARKED
    ),
)
def test_a_template_says_nothing_outside_the_catalogue(name: str) -> None:
    assert unmarked((TEMPLATES / name).read_text("utf-8")) == []
