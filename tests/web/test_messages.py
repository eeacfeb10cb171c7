"""What the pages say, in every language: marked, collected, translated, and nothing left over."""

from __future__ import annotations

import ast
import re
from html.parser import HTMLParser

import pytest
from jinja2 import nodes

from tests.messages import KEYWORDS, WEB, Text, extracted, forms_of, held, is_translated
from web.language import LANGUAGES
from web.site import SiteSettings
from web.templating import TEMPLATES, make_templates
from web.urls import Urls

CODES = [language.code for language in LANGUAGES[1:]]

TRANSLATED = (
    "templates/about.html",
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
    "templates/section.html",
    "templates/series.html",
    "templates/parts/attendance.html",
    "templates/parts/documents.html",
    "templates/parts/pages.html",
    "browsing.py",
    "presenters/browse.py",
    "presenters/people.py",
    "presenters/register.py",
    "presenters/report.py",
    "presenters/reports.py",
    "templates/results.html",
    "templates/accessibility.html",
    "templates/briefing.html",
    "templates/changes.html",
    "templates/document.html",
    "templates/error.html",
    "templates/passage.html",
    "templates/privacy.html",
    "templates/verify.html",
    "templates/parts/briefing.html",
    "templates/parts/facts.html",
    "templates/parts/follow.html",
    "templates/parts/nodes.html",
    "briefing/briefing.py",
    "briefing/data.py",
    "briefing/selection.py",
    "briefing/word.py",
    "presenters/briefing.py",
    "presenters/changes.py",
    "presenters/feed.py",
    "presenters/in_print.py",
    "presenters/reading.py",
    "presenters/verification.py",
    "desk.py",
    "errors.py",
    "feeds.py",
    "notes.py",
    "reader.py",
    "request_search.py",
    "search_wording.py",
    "takedown.py",
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
"""The files that make the pages to search, to browse, to read and to brief, and the errors of all."""

NOT_YET_MARKED = {"inspect/index.html"}
"""Templates with sentences that no catalogue can hold yet."""

SAID_ALOUD = {"alt", "aria-label", "placeholder", "title"}


@pytest.fixture(scope="module")
def uses() -> list[tuple[str, Text]]:
    return list(extracted())


def first(text: Text | list[str]) -> str:
    return text if isinstance(text, str) else text[0]


@pytest.mark.parametrize("code", CODES)
def test_what_readers_come_by_is_translated_whole(uses: list[tuple[str, Text]], code: str) -> None:
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


def hidden(source: str) -> list[int]:
    """The lines on which a sentence stands within an f-string, where no extractor finds it."""
    return [
        call.lineno
        for part in ast.walk(ast.parse(source))
        if isinstance(part, ast.JoinedStr)
        for call in ast.walk(part)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id in KEYWORDS
        and any(isinstance(said, ast.Constant) for said in call.args)
    ]


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("""f"{_('Read')} it\"""", [1]),
        ("""said = _('Read')\nf"{said} {_(KNOWN)}\"""", []),
        ("""f"{ngettext('%(count)s line', '%(count)s lines', 2)}\"""", [1]),
    ],
)
def test_sentences_that_no_extractor_finds_are_seen(source: str, lines: list[int]) -> None:
    assert hidden(source) == lines


def test_no_sentence_hides_from_the_extractor() -> None:
    found = {path.name: hidden(path.read_text("utf-8")) for path in WEB.rglob("*.py")}

    assert {name: lines for name, lines in found.items() if lines} == {}
