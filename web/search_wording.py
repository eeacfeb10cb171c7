"""The site's words for a search: how it is asked, what it gives, and that it gives nothing."""

from __future__ import annotations

import datetime as dt

from indexer.results import Coverage, Mode, Sort
from web.language import N_, Words, _, long_date, ngettext
from web.wording import counted, span

MODES = Words(
    {
        Mode.HYBRID: N_("Words and meaning"),
        Mode.KEYWORD: N_("Words only"),
        Mode.MEANING: N_("Meaning only"),
        Mode.EVERY: N_("Every mention"),
    }
)

MODES_EXPLAINED = Words(
    {
        Mode.HYBRID: N_("What holds your words or means the same, the best first"),
        Mode.KEYWORD: N_("Only what holds your words, in any of their forms"),
        Mode.MEANING: N_("What comes closest in meaning, whatever its words"),
        Mode.EVERY: N_("All that holds every word, counted exactly, by date"),
    }
)

SORTS = Words(
    {
        Sort.RELEVANCE: N_("Best match"),
        Sort.NEWEST: N_("Newest first"),
        Sort.OLDEST: N_("Oldest first"),
    }
)

NOTHING = Words(
    {
        Mode.HYBRID: N_(
            "No passage in the documents searched holds these words or is close to them in meaning."
        ),
        Mode.KEYWORD: N_("No passage in the documents searched holds these words."),
        Mode.MEANING: N_(
            "No passage in the documents searched is close to these words in meaning."
        ),
        Mode.EVERY: N_("No passage in the documents searched itself holds all of these words."),
    }
)

FIELDS = Words(
    {
        "sort": N_("Order"),
        "group": N_("Shown as"),
        "committee": N_("Committee"),
        "passage": N_("Part of the record"),
        "role": N_("Who is speaking"),
        "kind": N_("Kind of document"),
        "from": N_("From"),
        "to": N_("To"),
        "mode": N_("Look for"),
    }
)
"""What the results page calls the parameters that narrow a search or lay it out."""

DID_YOU_MEAN = N_("Did you mean")

ANSWER = N_("In the record’s own words")

PERHAPS = N_("Perhaps an answer, in the record’s own words")

PERHAPS_EXPLAINED = N_(
    "These sentences come nearest to what was asked. Whether they answer it, only reading on can tell."
)

SILENCE = N_("Nothing found that answers this")

NEAREST = N_("Nearest passages")

NEAREST_EXPLAINED = N_(
    "These come closest, but do not answer what was asked. They are not counted as results."
)

NEAREST_SENTENCE = N_("Nearest to your question")
"""Said before that sentence to those who cannot see how it is marked."""

MARKED = (N_("your words"), N_("the sentence nearest to your question"))
"""What is marked in a hit, each shown marked so."""

EVERY_EXPLAINED = N_(
    "Each passage counted here holds all your words itself, in one form or another (in quotation marks: in "
    "just that form); those that only stand under a heading or question with them, or are related only by "
    "meaning, are not counted:"
)

WHAT_WAS_SEARCHED = N_("What was searched")

_LONGEST = 120
"""Characters of a query that are repeated; the whole stands in the box."""

RELATED = N_("look for passages related by meaning")


def quoted(text: str) -> str:
    """A query in quotation marks, unless it has its own; of a long one, how it begins."""
    if len(text) > _LONGEST:
        whole_words, _space, _cut = text[:_LONGEST].rpartition(" ")
        text = f"{whole_words or text[:_LONGEST]}…"
    return text if text[:1] in ("", '"', "“") else f"“{text}”"


def searched(coverage: Coverage) -> str:
    """What was searched, as the end of a sentence."""
    words = counted(coverage.documents, "document")
    dates = span(coverage.date_from, coverage.date_to)
    if dates:
        words = _("%(documents)s dated %(dates)s", documents=words, dates=dates)
    if coverage.meetings:
        words = _(
            "%(documents)s, among them the papers of %(meetings)s",
            documents=words,
            meetings=counted(coverage.meetings, "meeting"),
        )
    return words


def not_read(coverage: Coverage) -> str:
    """What could not be searched, as a sentence; empty where all was read."""
    if not coverage.unreadable:
        return ""
    return _(
        "%(documents)s could not be read.", documents=counted(coverage.unreadable, "more document")
    )


def above(count: int) -> str:
    """Of a link to what holds the words only together with what it stands under."""
    return ngettext(
        "list %(count)s more that stands under such a heading or question",
        "list %(count)s more that stand under such a heading or question",
        count,
    )


def only(first: dt.date | None, last: dt.date | None) -> str:
    """What a search would be narrowed to; empty where there is nothing to narrow it to."""
    if first and last:
        return _("Only %(dates)s", dates=span(first, last))
    if first:
        return _("Only from %(date)s", date=long_date(first))
    return _("Only until %(date)s", date=long_date(last)) if last else ""


def download(total: int, most: int, *, is_exact: bool) -> str:
    """Of a link to a list's passages as a file; ``most`` is how many it holds at most."""
    if total > most:
        return _(
            "Download the first %(count)s of these passages for a spreadsheet (CSV)",
            count=f"{most:,}",
        )
    if total == 1:
        return _("Download this passage for a spreadsheet (CSV)")
    if is_exact:
        return _("Download all %(count)s passages for a spreadsheet (CSV)", count=f"{total:,}")
    return _("Download these passages for a spreadsheet (CSV)")
