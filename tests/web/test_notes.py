"""What is told of a search: every note and reason in plain words, in the language of the page."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from indexer.note import Note, Told
from indexer.results import Filter, Reason, Results, Search, Silence
from tests.web.library import MemoryLibrary
from web.language import ENGLISH, LANGUAGES, speaking
from web.notes import beyond, notes, reason
from web.understanding import query_body

WELSH = LANGUAGES[1]
TIME = Note(Told.TIME, "last year", date_from=dt.date(2025, 1, 1), date_to=dt.date(2025, 12, 31))
PLAN = Note(Told.COMMITTEE, "planning committee", forms=("Planning Committee",))
ANY = Filter()
IN_2024 = Filter(date_from=dt.date(2024, 1, 1))
OF_CABINET = Filter(committees=("Cabinet",))


def told(note: Note, chosen: Filter) -> Results:
    found = MemoryLibrary().search(Search("parking", filter=chosen))
    return replace(found, notes=(note, note), query=replace(found.query, notes=(note,)))


UNSOUGHT = "and not looked for as words."
WHEN = "1 January 2025 to 31 December 2025"
NO_DATES = "No dates are chosen: all were searched."


@pytest.mark.parametrize(
    ("note", "chosen", "sentence"),
    [
        (
            Note(Told.CUT, number=16_000, limit=1_000),
            ANY,
            "The question is 16,000 characters long: only its first 1,000 were used.",
        ),
        (
            Note(Told.SHORT_PREFIX, "a*", limit=2),
            ANY,
            "“a*” was left out: give 2 letters or more before *.",
        ),
        (
            Note(Told.NO_DAY, "31 February 2024"),
            ANY,
            "There is no 31 February 2024 in the calendar, so no time was understood.",
        ),
        (
            Note(Told.NO_DISTANCE),
            ANY,
            '~ was left out: say how many words may stand between, as in "school places"~5.',
        ),
        (
            Note(Told.FORMS, "SAR", forms=("Adults Review", "Access Request")),
            ANY,
            "“SAR” was also looked for as “Adults Review” and “Access Request”.",
        ),
        (
            Note(Told.EVERYDAY, "turfed out", forms=("evicted", "eviction")),
            ANY,
            "Also looked for “evicted” and “eviction”, which records may say for “turfed out”.",
        ),
        (
            Note(Told.SPEAKER, "100 % of officers"),
            ANY,
            f"“100 % of officers” was read as who is speaking, {UNSOUGHT}",
        ),
        (TIME, ANY, f"“last year” was read as a time ({WHEN}), {UNSOUGHT} {NO_DATES}"),
        (TIME, OF_CABINET, f"“last year” was read as a time ({WHEN}), {UNSOUGHT} {NO_DATES}"),
        (TIME, IN_2024, f"“last year” was read as a time ({WHEN}), {UNSOUGHT}"),
        (
            replace(TIME, typed="before 2026", date_from=None),
            ANY,
            f"“before 2026” was read as a time (until 31 December 2025), {UNSOUGHT} {NO_DATES}",
        ),
        (
            replace(TIME, typed="since 2025", date_to=None),
            IN_2024,
            f"“since 2025” was read as a time (from 1 January 2025), {UNSOUGHT}",
        ),
        (
            PLAN,
            ANY,
            "“planning committee” may name a committee (Planning Committee). "
            "No committee is chosen: all were searched.",
        ),
        (PLAN, OF_CABINET, "“planning committee” may name a committee (Planning Committee)."),
        (
            Note(Told.ABOVE, number=1),
            ANY,
            "1 more passage has the words only together with the heading or question that it stands "
            "under, and is not counted.",
        ),
        (
            Note(Told.ABOVE, number=1_200),
            ANY,
            "1,200 more passages have the words only together with the heading or question that they "
            "stand under, and are not counted.",
        ),
    ],
)
def test_a_note_in_words(note: Note, chosen: Filter, sentence: str) -> None:
    assert notes(told(note, chosen)) == [sentence]


@pytest.mark.parametrize("code", Told)
def test_every_note_is_a_sentence_in_every_language(code: Told) -> None:
    note = replace(TIME, told=code, typed="50 %", number=2, limit=2, forms=("A", "B"))
    with speaking(ENGLISH):
        english = notes(told(note, ANY))[0]
    with speaking(WELSH):
        welsh = notes(told(note, ANY))[0]
        body = query_body(told(note, ANY))

    assert english.endswith(".") and "%(" not in english
    assert welsh.endswith(".") and "%(" not in welsh and welsh != english
    assert body["notes"] == [english]  # data has one language


ZEBRAS = replace(
    MemoryLibrary().search(Search("zebras")), silence=Silence(Reason.NOTHING, ()), total=0, hits=()
)
MISSPELT = replace(ZEBRAS, query=replace(ZEBRAS.query, suggestion="zebra"))
IN_CABINET = replace(ZEBRAS, search=Search("zebras", filter=OF_CABINET))


@pytest.mark.parametrize(
    ("results", "sentence"),
    [
        (ZEBRAS, "The archive holds nothing on this: no passage has the question’s words together"),
        (MISSPELT, "No passage has these words as they are spelt"),
        (IN_CABINET, "Of what was chosen to be searched, no passage has"),
        (replace(ZEBRAS, silence=Silence(Reason.UNANSWERED, ())), "No passage answers this."),
        (replace(ZEBRAS, silence=None), ""),
    ],
)
def test_a_reason_speaks_of_what_was_searched(results: Results, sentence: str) -> None:
    english = reason(results)
    with speaking(WELSH):
        welsh = reason(results)

    assert english.startswith(sentence)
    assert not sentence or (welsh.endswith(".") and welsh != english)


@pytest.mark.parametrize(
    ("count", "sentence"),
    [
        (0, ""),
        (1, "Without these filters 1 passage is found."),
        (1_204, "Without these filters 1,204 passages are found."),
    ],
)
def test_filters_that_leave_nothing_say_what_they_left_out(count: int, sentence: str) -> None:
    assert beyond(replace(IN_CABINET, beyond=count)) == sentence
