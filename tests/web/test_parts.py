"""The small parts that pages are made of."""

from __future__ import annotations

import datetime as dt
import io
import json
import re
import tarfile
from html import unescape
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape

from archive.document import DocumentKind, PageState, Range
from indexer.passage import Choice, Context, Motion, Passage, PassageKind, Vote
from indexer.results import Coverage, Why
from tests.web.library import entry
from web import vendor_govuk
from web.committees import committees
from web.dates import period
from web.excerpt import SHORT, excerpt
from web.markup import marked, record, visible
from web.presenters.card import Reason, why
from web.presenters.motion import motion_facts
from web.presenters.pagination import paginate
from web.presenters.words import words_of
from web.search_wording import download, only, searched
from web.site import SettingError, SiteSettings, Theme
from web.templating import make_templates
from web.urls import Urls, encoded, followable
from web.wording import counted, ordinal, page_numbers, page_states

URLS = Urls({"site.css": "abc"})
OUTPUT = make_templates(SiteSettings(), URLS).from_string("{{ value }}")


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (URLS.search([("q", "damp & mould"), ("to", "")]), "/search?q=damp+%26+mould"),
        (URLS.document("ab/c"), "/documents/ab%2Fc"),
        (
            URLS.document("a", version="0" * 64, passage="p1", query="x y"),
            "/documents/a?version=000000000000&passage=p1&q=x+y#p-p1",
        ),
        (URLS.item("a", 2), "/documents/a#item-2"),
        (URLS.passage("p1"), "/passages/p1"),
        (URLS.meeting("cabinet", dt.date(2024, 1, 2)), "/meetings/cabinet/2024-01-02"),
        (URLS.meetings(committee="cabinet"), "/meetings?committee=cabinet"),
        (URLS.static("site.css"), "/static/site.css?v=abc"),
        (URLS.static("other.css"), "/static/other.css"),
    ],
)
def test_urls(made: str, expected: str) -> None:
    assert made == expected


@given(st.lists(st.tuples(st.text(), st.text())))
def test_addresses_are_encoded_as_the_standard_library_does(
    parameters: list[tuple[str, str]],
) -> None:
    assert encoded(parameters) == urlencode(parameters)


@given(st.one_of(st.text(), st.text("<&>'\"\x00\x1b\x85\xa0 a"), st.integers(), st.none()))
def test_what_a_template_puts_out_is_visible_and_escaped(value: object) -> None:
    assert OUTPUT.render(value=value) == escape(visible(value))
    assert OUTPUT.render(value=Markup("<b>")) == "<b>"


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2024-12-10", "2024-12-10", "2024-12-10"),
        ("10/12/2024", "2024-12-10", "2024-12-10"),
        ("10.12.2024", "2024-12-10", "2024-12-10"),
        ("10 December 2024", "2024-12-10", "2024-12-10"),
        ("1st Sept 2024", "2024-09-01", "2024-09-01"),
        ("Dec 2024", "2024-12-01", "2024-12-31"),
    ],
)
def test_dates_as_people_type_them(typed: str, first: str, last: str) -> None:
    assert period(typed) == (dt.date.fromisoformat(first), dt.date.fromisoformat(last))


@pytest.mark.parametrize(
    "typed", ["", "soon", "31/2/2024", "2024-13", "0000", "12/10", "1 Foo 2024", "20244"]
)
def test_what_is_no_date(typed: str) -> None:
    with pytest.raises(ValueError):
        period(typed)


@given(st.text(max_size=30))
def test_a_typed_date_is_a_period_or_refused(typed: str) -> None:
    try:
        first, last = period(typed)
    except ValueError:
        return
    assert first <= last


def test_marks_and_anchors_stand_in_escaped_words() -> None:
    text = 'a <b> & "c"'

    assert marked(text, [(2, 5)]) == "a <mark>&lt;b&gt;</mark> &amp; &#34;c&#34;"
    assert record(text, (0, 5), anchors={2: ["p-1"]}, shown=(0, 1)) == (
        '<span class="app-shown-words">a</span> <span id="p-1" class="app-anchor"></span>&lt;b&gt;'
    )


@pytest.mark.parametrize(
    ("marks", "within", "made"),
    [
        ([(0, 1), (5, 6)], (0, 9), "<mark>a</mark> {says}b. <mark>c</mark>{ends} d."),
        ([(3, 6)], (0, 9), "a {says}b<mark>. c</mark>{ends} d."),
        ([(4, 8)], (0, 9), "a {says}b.<mark> c</mark>{ends}<mark> d</mark>."),
        ([], (4, 9), "{opens} c{ends} d."),
        ([], (0, 4), "a {says}b.{ends}"),
        ([], (7, 9), "d."),
    ],
)
def test_a_sentence_stands_around_its_marks(marks: list[Range], within: Range, made: str) -> None:
    opens = '<span class="app-sentence">'
    says = f'{opens}<span class="govuk-visually-hidden">Nearest to your question: </span>'

    expected = made.format(opens=opens, says=says, ends="</span>")
    assert marked("a b. c d.", marks, within, (2, 6)) == expected


@given(
    st.text(alphabet="ab<& .\n", max_size=40),
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=4),
    st.tuples(st.integers(0, 40), st.integers(0, 40)),
    st.tuples(st.integers(0, 40), st.integers(0, 40)),
)
def test_a_sentence_changes_no_words_and_nests(
    text: str, marks: list[Range], sentence: Range, within: Range
) -> None:
    start, end = (min(each, len(text)) for each in sorted(within))
    first, last = (min(each, len(text)) for each in sorted(sentence))
    ranges = [(min(mark), max(mark)) for mark in marks]
    made = str(marked(text, ranges, (start, end), (first, last)))

    bare = re.sub('<span class="govuk-visually-hidden">.*?</span>', "", made)
    open_tags: list[str] = []
    for closing, tag in re.findall(r"<(/?)(mark|span)", bare):
        if closing:
            assert open_tags.pop() == tag
        else:
            open_tags.append(tag)
    assert open_tags == []
    assert unescape(re.sub("<[^>]+>", "", bare)) == text[start:end]
    inside = re.findall('<span class="app-sentence">(.*?)</span>', bare, re.S)
    told = unescape(re.sub("<[^>]+>", "", "".join(inside)))
    assert told == text[max(start, first) : max(start, first, min(end, last))]


@given(
    st.text(alphabet="ab<&\"' \n", max_size=60),
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=4),
    st.tuples(st.integers(0, 60), st.integers(0, 60)),
)
def test_marking_never_changes_the_words(text: str, marks: list[Range], shown: Range) -> None:
    ranges = sorted((min(m), min(max(m), len(text))) for m in marks)
    made = record(text, (0, len(text)), ranges, shown=(min(shown), max(shown)), anchors={0: ["x"]})

    # striptags() collapses white space, so white space is compared apart.
    assert made.striptags() == " ".join(text.split())


def test_words_struck_through_stand_at_their_place_apart_from_the_text() -> None:
    made = record("a <b> cd", (0, 8), [(6, 8)], struck={2: ["<i>"], 7: ["x"], 8: ["end"]})

    hidden = '<span class="govuk-visually-hidden">struck through in the source: </span>'
    assert made == (
        f"a <del>{hidden}&lt;i&gt;</del> &lt;b&gt; <mark>c</mark> <del>{hidden}x</del> <mark>d</mark>"
        f" <del>{hidden}end</del>"
    )


@given(
    st.text(alphabet="ab<& \n", max_size=40),
    st.dictionaries(st.integers(0, 40), st.lists(st.sampled_from(["x", "<y>"]), min_size=1), max_size=4),
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=3),
)  # fmt: skip
def test_words_struck_through_change_none_of_the_text(
    text: str, struck: dict[int, list[str]], marks: list[Range]
) -> None:
    ranges = sorted((min(m), min(max(m), len(text))) for m in marks)
    made = record(text, (0, len(text)), ranges, struck=struck)

    kept = re.sub(r"<del>.*?</del>", "", made, flags=re.S)
    assert "".join(unescape(re.sub("</?mark>", "", kept)).split()) == "".join(text.split())
    shown = [words for at, gone in struck.items() if at <= len(text) for words in gone]
    assert made.count("<del>") == len(shown)


@given(
    st.lists(st.sampled_from(["It was so. ", "Members asked, and why. ", "Word " * 90]), max_size=30),
    st.lists(st.integers(0, 800), max_size=4),
)  # fmt: skip
def test_an_excerpt_is_short_ordered_and_holds_a_highlight(
    parts: list[str], starts: list[int]
) -> None:
    text = "".join(parts)
    highlights = [(s, s + 2) for s in starts if s + 2 <= len(text)]
    shown = excerpt(text, highlights)

    assert sum(end - start for start, end in shown) <= max(SHORT, 2 * SHORT)
    assert all(end <= start for (_, end), (start, _) in pairwise(shown))
    assert all(0 <= start <= end <= len(text) for start, end in shown)


def test_an_excerpt_keeps_the_opening_and_the_sentence_asked_for() -> None:
    text = "The report was noted. " + "Nothing much was said. " * 60 + "Damp was raised. The end."
    at = text.index("Damp")
    shown = excerpt(text, [(at, at + 4)])

    assert text[slice(*shown[0])].startswith("The report was noted.")
    assert "Damp was raised." in text[slice(*shown[-1])]


def test_an_excerpt_keeps_the_best_sentence_though_others_hold_more_words() -> None:
    text = "The report was noted. " + "Damp and damp. " * 150 + "It was mended. The end."
    at = text.index("It was mended.")
    marks = [(m.start(), m.end()) for m in re.finditer("[Dd]amp", text)]

    assert not any(s <= at < e for s, e in excerpt(text, marks))
    assert any(s <= at < e for s, e in excerpt(text, marks, best=(at, at + 14)))


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2023-04-01", "2024-03-31", "Only 1 April 2023 to 31 March 2024"),
        ("2024-05-02", "2024-05-02", "Only 2 May 2024"),
        ("2024-05-02", "", "Only from 2 May 2024"),
        ("", "2024-05-02", "Only until 2 May 2024"),
        ("", "", ""),
    ],
)
def test_what_a_period_would_leave(first: str, last: str, words: str) -> None:
    assert only(*(dt.date.fromisoformat(day) if day else None for day in (first, last))) == words


@pytest.mark.parametrize(
    ("total", "is_exact", "words"),
    [
        (1, True, "Download this passage"),
        (37, True, "Download all 37 passages"),
        (37, False, "Download these passages"),
        (10_001, True, "Download the first 10,000 of these passages"),
    ],
)
def test_what_a_download_holds(total: int, is_exact: bool, words: str) -> None:
    told = download(total, 10_000, is_exact=is_exact)

    assert told == f"{words} for a spreadsheet (CSV)"


def test_pages_are_the_first_the_last_and_the_neighbours() -> None:
    pages = paginate(200, 10, 10, lambda n: f"?{n}")

    assert [link and link.number for link in pages.links] == [1, None, 9, 10, 11, None, 20]
    assert (pages.previous_url, pages.next_url) == ("?9", "?11")
    assert not paginate(10, 10, 1, str).is_needed
    assert paginate(11, 10, 7, str).previous_url == ""


@pytest.mark.parametrize(
    ("reason", "words", "short", "detail"),
    [
        (Why(1, 4, ("damp",)), 1, "your word; close in meaning",
         "Your words here: “damp”. Of all passages it is 1st by words and 4th by meaning."),
        (Why(2, None, ("a", "b", "c")), 3, "all your words",
         "Your words here: “a”, “b” and “c”. Of all passages it is 2nd by words."),
        (Why(3, 21, ("a",)), 2, "some of your words",
         "Your words here: “a”. Of all passages it is 3rd by words and 21st by meaning."),
        (Why(None, 2, ()), 1, "none of your words; close in meaning",
         "Of all passages it is 2nd by meaning."),
        (Why(1, 3, (), ("police",)), 1, "what records say for your words; close in meaning",
         "For your words it says “police”. Of all passages it is 1st by words and 3rd by meaning."),
        (Why(1, None, ("a",), ("police", "refuse")), 2, "some of your words",
         "Your words here: “a”. For your words it says “police” and “refuse”. "
         "Of all passages it is 1st by words."),
        (Why(1, None, (), ("police",)), 1, "what records say for your words",
         "For your words it says “police”. Of all passages it is 1st by words."),
    ],
)  # fmt: skip
def test_why(reason: Why, words: int, short: str, detail: str) -> None:
    assert why(reason, words) == Reason(short, detail)


def test_a_list_without_a_question_has_no_reasons() -> None:
    assert why(Why(None, None, ()), 0) is None


@pytest.mark.parametrize(
    ("pages", "words"),
    [
        ([3], "page 3"),
        ([3, 4], "pages 3 and 4"),
        ([9, 7, 8], "pages 7 to 9"),
        ([1, 3, 4, 5, 9], "pages 1, 3 to 5 and 9"),
    ],
)
def test_words_for_page_numbers(pages: list[int], words: str) -> None:
    assert page_numbers(pages) == words


def test_words_for_the_states_of_pages() -> None:
    assert page_states({PageState.TEXT: 1204}) == "1,204 pages"
    assert page_states({PageState.BLANK: 1, PageState.TEXT: 2, PageState.FAILED: 1}) == (
        "4 pages: 2 with text, 1 blank, 1 damaged, not read"
    )


@pytest.mark.parametrize(
    ("motion", "kind", "facts"),
    [
        (Motion(), PassageKind.MOTION, None),
        (Motion("Cllr A", "Cllr B"), PassageKind.MOTION, ("Moved by Cllr A", "Seconded by Cllr B")),
        (
            Motion(outcome="LOST", is_amendment=True, votes=(Vote(Choice.AGAINST, 1_000),)),
            PassageKind.RESOLUTION,
            ("Amendment", "LOST", "Against 1,000"),
        ),
        (
            Motion(votes=(Vote(Choice.FOR, None, ("A", "B")), Vote(Choice.ABSTAINED, None))),
            PassageKind.MOTION,
            ("For 2",),
        ),
    ],
)
def test_what_is_said_of_a_motion(
    motion: Motion, kind: PassageKind, facts: tuple[str, ...] | None
) -> None:
    told = motion_facts(Passage("p", "d", kind, 0, 4, "That", motion=motion))

    assert (told and told.facts) == facts


@pytest.mark.parametrize(
    ("address", "is_followed"),
    [
        ("https://x.example/mgAi.aspx?ID=1", True),
        ("HTTP://x.example/", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("mgAi.aspx?ID=1", False),
        ("https://x.example/\x1b[2J", False),
        ("", False),
    ],
)
def test_only_the_publishers_web_addresses_are_followed(address: str, is_followed: bool) -> None:
    assert followable(address) == (address if is_followed else "")


def test_words_for_numbers() -> None:
    assert [ordinal(n) for n in (1, 2, 3, 4, 11, 13, 21, 112)] == [
        "1st", "2nd", "3rd", "4th", "11th", "13th", "21st", "112th",
    ]  # fmt: skip
    assert [counted(n, "meeting") for n in (0, 1, 1204)] == [
        "0 meetings",
        "1 meeting",
        "1,204 meetings",
    ]
    assert searched(Coverage(1, 0, None, None, 0)) == "1 document"


def test_committees_with_like_names_keep_addresses_apart() -> None:
    def minutes(committee: str) -> str:
        return committee

    names = ["Health & Care", "Health and Care", "Café’s", ""]
    found = committees(
        entry(minutes(name) or "x", "t", DocumentKind.MINUTES, name, dt.date(2024, 1, 2))
        for name in names
    )

    slugs = [each.slug for each in found]
    assert (slugs[0], slugs[3]) == ("cafes", "documents-that-name-no-committee")
    assert len(set(slugs)) == 4
    assert all(each.startswith("health-and-care-") for each in slugs[1:3])


@pytest.mark.parametrize("colour", ["blue", "#fff", "#ffd700", "#12436d;}"])
def test_a_theme_that_nobody_could_read_is_refused(colour: str) -> None:
    with pytest.raises(SettingError, match="MINUTEBOOK_BRAND_COLOUR is"):
        Theme(brand=colour)


STATIC = Path(vendor_govuk.__file__).parent / "static"


def test_vendored_styles_hold_nothing_of_govuks_brand() -> None:
    css = (STATIC / "govuk-frontend.min.css").read_text("utf-8")

    assert not [w for w in ("Transport", "crest", "url(", "sourceMappingURL") if w in css]
    assert f'--govuk-frontend-version:"{vendor_govuk.VERSION}"' in css
    assert css.count("{") == css.count("}")


def package(folder: Path, version: str, css: str) -> Path:
    files = {
        "package/package.json": json.dumps({"version": version}),
        "package/dist/govuk/govuk-frontend.min.css": css,
        "package/dist/govuk/govuk-frontend.min.js": "export{};//# sourceMappingURL=x.map",
    }
    path = folder / "package.tgz"
    with tarfile.open(path, "w:gz") as archive:
        for name, text in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(text.encode())
            archive.addfile(member, io.BytesIO(text.encode()))
    return path


def test_vendoring_strips_the_brand_and_refuses_what_it_does_not_know(tmp_path: Path) -> None:
    branded = (
        "@font-face{font-family:GDS Transport;src:url(a.woff)}"
        "p{font-family:GDS Transport,arial,sans-serif}"
        ".govuk-footer__copyright-logo:before{background-image:url(crest.svg)}"
        "@supports ((-webkit-mask-position:initial) or (mask-position:initial))"
        "{.govuk-footer__copyright-logo:before{mask-image:url(crest.svg)}}"
        "\n/*# sourceMappingURL=x */"
    )
    vendor_govuk.vendor(package(tmp_path, vendor_govuk.VERSION, branded), tmp_path)

    css = (tmp_path / "govuk-frontend.min.css").read_text("utf-8")
    assert css == "p{font-family:Arial,Helvetica,sans-serif}\n"
    assert (tmp_path / "govuk-frontend.min.js").read_text("utf-8") == "export{};\n"
    with pytest.raises(vendor_govuk.VendoringError, match=r"5\.0\.0"):
        vendor_govuk.vendor(package(tmp_path, "5.0.0", ""), tmp_path)
    with pytest.raises(vendor_govuk.VendoringError, match=r"url\("):
        vendor_govuk.stylesheet("a{background:url(x.png)}")


def test_short_lines_and_cells_stand_by_themselves() -> None:
    text = (
        "Recorded vote\nOn the amendment\tAmendment\nFor: (2) Councillors A Vane, B Moss, C Hale, D Norbury,"
        " E Rookwood, F Ironside, G Tolland and H Denholm-Fairweather of Cray Bridge\nAgainst: (0)"
    )
    passage = Passage("p", "d", PassageKind.MOTION, 0, len(text), text)
    lines = [str(line.words) for line in words_of(passage).lines]

    assert lines == [
        "Recorded vote",
        "On the amendment",
        "Amendment",
        text.split("\n")[2],
        "Against: (0)",
    ]


@pytest.mark.parametrize(
    ("header", "row", "pairs"),
    [
        (
            "Ward\tPlanned\nspend\tSpent",
            "Quayside\t£4\t\t",
            [("Ward", "Quayside"), ("Planned\nspend", "£4")],
        ),
        ("\t2024\t2025", "Quayside\t4\t5", [("", "Quayside"), ("2024", "4"), ("2025", "5")]),
        ("", "Quayside\t4", [("", "Quayside"), ("", "4")]),
    ],
)
def test_the_cells_of_a_row_stand_under_their_headers(
    header: str, row: str, pairs: list[tuple[str, str]]
) -> None:
    at = len(header) + 1
    passage = Passage(
        "p", "d", PassageKind.TABLE_ROW, at, at + len(row), row,
        context=(Context(0, len(header), header),) if header else (),
    )  # fmt: skip
    cells = [(str(cell.header), str(cell.words)) for cell in words_of(passage).cells]

    assert cells == pairs
