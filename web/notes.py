"""What is told of a search, in words of the page's language: notes on the question, reasons of silence."""

from __future__ import annotations

from indexer.note import Note, Told
from indexer.results import Filter, Reason, Results
from web.language import N_, Words, _, ngettext
from web.wording import listed, span

_NOTES = Words(
    {
        Told.CUT: N_(
            "The question is %(number)s characters long: only its first %(limit)s were used."
        ),
        Told.ONLY_COMMON: N_("The question holds only common words, so those were looked for."),
        Told.NO_WORD: N_("The question holds no word to look for."),
        Told.LONE_QUOTATION_MARK: N_("A quotation mark without a partner was left out."),
        Told.LONE_BRACKET: N_("A closing bracket without a partner was left out."),
        Told.OPEN_BRACKET: N_("A bracket that was not closed was closed at the end."),
        Told.LONE_OR: N_("OR was left out: it needs words on both sides."),
        Told.LONE_NOT: N_("NOT was left out: no word follows it."),
        Told.DEEP_BRACKETS: N_("Brackets more than %(limit)s deep were left out."),
        Told.MANY_WORDS: N_("Only the first %(limit)s words were used."),
        Told.NO_LETTER: N_("“%(typed)s” holds no letter or number and was left out."),
        Told.SHORT_PREFIX: N_("“%(typed)s” was left out: give %(limit)s letters or more before *."),
        Told.NO_DISTANCE: N_(
            '~ was left out: say how many words may stand between, as in "school places"~5.'
        ),
        Told.FAR: N_("%(typed)s was taken for ~%(limit)s, the widest that is looked for."),
        Told.FORMS: N_("“%(typed)s” was also looked for as %(forms)s."),
        Told.EVERYDAY: N_("Also looked for %(forms)s, which records may say for “%(typed)s”."),
        Told.SPEAKER: N_("“%(typed)s” was read as who is speaking, and not looked for as words."),
        Told.TIME: N_("“%(typed)s” was read as a time (%(time)s), and not looked for as words."),
        Told.NO_DAY: N_("There is no %(typed)s in the calendar, so no time was understood."),
        Told.NEWEST: N_(
            "“%(typed)s” was read as a wish for the newest, and not looked for as words."
        ),
        Told.MISSING: N_("The archive nowhere holds %(forms)s."),
        Told.NO_COMMITTEE: N_("No document of the archive is of a committee called “%(typed)s”."),
        Told.COMMITTEE: N_("“%(typed)s” may name a committee (%(names)s)."),
        Told.COMMITTEE_READ: N_(
            "“%(typed)s” was read as a committee (%(names)s), and not looked for as words."
        ),
    }
)

_ALL_DATES = N_("No dates are chosen: all were searched.")
_ALL_COMMITTEES = N_("No committee is chosen: all were searched.")
"""Said where something was noticed that a reader may have meant as a filter."""

_REASONS = Words(
    {
        Reason.UNANSWERED: N_(
            "No passage answers this. Those listed share words with it or come close to its meaning."
        ),
        Reason.NOTHING: N_(
            "The archive holds nothing on this: no passage has the question’s words together or its "
            "meaning."
        ),
    }
)
_MISSPELT = N_("No passage has these words as they are spelt, or comes close to their meaning.")
_FILTERED = N_(
    "Of what was chosen to be searched, no passage has the question’s words together or its meaning."
)


def reason(results: Results) -> str:
    """Why a search gave no answer; of the whole archive only where the whole of it was searched."""
    silence = results.silence
    if silence is None:
        return ""
    if silence.reason is Reason.NOTHING and results.search.filter != Filter():
        return _(_FILTERED)
    if silence.reason is Reason.NOTHING and results.query.suggestion:
        return _(_MISSPELT)
    return _REASONS[silence.reason]


def beyond(results: Results) -> str:
    """What filters have left out of an empty list; empty where they have left out nothing."""
    if not results.beyond:
        return ""
    return ngettext(
        "Without these filters %(count)s passage is found.",
        "Without these filters %(count)s passages are found.",
        results.beyond,
    )


def notes(results: Results) -> list[str]:
    """What was done with the query, each note once."""
    told = dict.fromkeys((*results.query.notes, *results.notes))
    if any(note.told is Told.MANY_WORDS for note in told):  # which says more than this does
        told = {note: None for note in told if note.told is not Told.CUT}
    return [" ".join((_said(note), *_unset(note, results))) for note in told]


def _said(note: Note) -> str:
    if note.told is Told.ABOVE:
        return ngettext(
            "%(count)s more passage has the words only together with the heading or question that it "
            "stands under, and is not counted.",
            "%(count)s more passages have the words only together with the heading or question that they "
            "stand under, and are not counted.",
            note.number,
        )
    values = {
        "typed": note.typed,
        "number": f"{note.number:,}",
        "limit": f"{note.limit:,}",
        "forms": listed([f"“{form}”" for form in note.forms]),
        "names": listed(note.forms),
        "time": _time(note),
    }
    return _NOTES[note.told] % values


def _time(note: Note) -> str:
    first, last = note.date_from, note.date_to
    if last and not first:
        return _("until %(date)s", date=span(None, last))
    if first and not last:
        return _("from %(date)s", date=span(first, None))
    return span(first, last)


def _unset(note: Note, results: Results) -> tuple[str, ...]:
    """That what was noticed narrows nothing, unless the reader has chosen such a filter."""
    chosen = results.search.filter
    if note.told is Told.TIME and not (chosen.date_from or chosen.date_to):
        return (_(_ALL_DATES),)
    if note.told in (Told.COMMITTEE, Told.COMMITTEE_READ) and not chosen.committees:
        return (_(_ALL_COMMITTEES),)
    return ()
