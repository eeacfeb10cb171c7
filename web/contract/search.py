"""A search: what was understood, what answers it, and the passages found."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field
from typing_extensions import TypedDict

from web.contract.archive import CoverageBody
from web.contract.passage import QuotableBody

PeriodBody = TypedDict(
    "PeriodBody",
    {
        "typed": Annotated[str, Field(description="The words that name it.")],
        "from": Annotated[str | None, Field(description="Its first day, as YYYY-MM-DD.")],
        "to": Annotated[str | None, Field(description="Its last day, as YYYY-MM-DD.")],
    },
)
PeriodBody.__doc__ = """A time that the question names. It is offered, not applied."""


class SpeakerBody(TypedDict):
    """Whose words the question asks for. It is offered, not applied."""

    typed: str
    """The words that name them."""
    role: str | None
    """`member`, `officer`, `chair`, `public` or `partner`."""
    name: str
    """Of a person; may be empty."""


class QueryBody(TypedDict):
    """What the search was understood to ask."""

    text: str
    """As typed."""
    mode: str
    """`hybrid`, `keyword`, `meaning` or `every`."""
    terms: list[str]
    """The words looked for."""
    phrases: list[str]
    """The exact phrases required."""
    filters: dict[str, str | list[str]]
    """Those in force, under the names of their parameters."""
    notes: list[str]
    """What was done with the query, in plain sentences."""
    asked: str
    """What kind of thing the question asks for: `anything`, `decision`, `vote`, `attendance`, `question`,
    `response` or `number`.
    """
    suggestion: str
    """The query with its spelling mended by the archive's own words; empty where there is nothing to mend."""
    period: PeriodBody | None
    """A time that the question names."""
    committees: list[str]
    """Committees that the question may name; one is a filter only where `filters` says so."""
    speaker: SpeakerBody | None
    """Whose words the question asks for."""


class SliceBody(TypedDict):
    """Words of a statement's document that it needs to be understood."""

    text: str
    """Word for word."""
    start: int
    """Where it begins in the document's text."""
    end: int
    """Where it ends, exclusive."""


class StatementBody(TypedDict):
    """A sentence or more of the record that answers the question."""

    text: str
    """Word for word."""
    passage: str
    """The id of the passage that it is part of."""
    start: int
    """Where it begins in the passage's `text`."""
    end: int
    """Where it ends, exclusive."""
    citation: str
    """To quote it by."""
    url: str
    """Of the passage's page here."""
    question: SliceBody | None
    """The recorded question that it responds to."""
    leads: list[SliceBody]
    """Of an item of a list, the words that govern it, outermost first: "RESOLVED – That the Cabinet be
    asked:". Quote them with it.
    """
    unanswered: bool
    """Whether it is a question to which the minutes record no answer."""


class AnswerBody(TypedDict):
    """What the record itself says to the question."""

    statements: list[StatementBody]
    """The best first."""
    is_sure: bool
    """False where the sentences only come nearest to the question, and may not answer it."""


class WhyBody(TypedDict):
    """Why a passage was found."""

    keyword_rank: int | None
    """Its place by words alone; null where it was not found so."""
    meaning_rank: int | None
    """Its place by meaning alone; null where it was not found so."""
    matched: list[str]
    """The words of the query that it holds."""
    said: list[str]
    """What it says, in the record's words, for everyday words of the query."""


class HitBody(QuotableBody):
    """A passage found; `/api/passages/{id}` tells more of it."""

    rank: int
    """Its place in the whole list, from 1."""
    score: float
    """For order within one list only: scores of two searches do not compare."""
    highlights: list[list[int]]
    """Where words of the query stand in `text`: pairs of start and end."""
    sentence: list[int] | None
    """Where the sentence nearest to the question stands in `text`: start and end."""
    why: WhyBody
    """Why it was found."""
    also_in: list[str]
    """The ids of passages elsewhere with the same words and figures, which are not listed again; spacing,
    case, punctuation and the style of quotation marks and dashes aside.
    """


class SilenceBody(TypedDict):
    """Why the archive gives no answer."""

    reason: str
    """A plain sentence."""
    nearest: list[HitBody]
    """The passages nearest to the question. They do not answer it, and are not counted."""


class FacetBody(TypedDict):
    """How many passages share a value."""

    value: str
    """As the filter of the same name takes it."""
    count: int
    """Of the passages found."""


class YearCountBody(TypedDict):
    """Mentions of one year and committee."""

    committee: str
    """Empty for documents that name none."""
    year: str
    """As YYYY."""
    count: int
    """Passages."""


class ResultsBody(TypedDict):
    """What a search found."""

    query: QueryBody
    """What it was understood to ask."""
    total: int
    """How many passages were found."""
    total_is_exact: bool
    """False where `total` counts only those nearest by meaning, of which there is no end."""
    answer: AnswerBody | None
    """Null where the archive does not answer the question, or none was asked; only with the first hits."""
    silence: SilenceBody | None
    """Why there is no answer; null where there is one, or none was asked for."""
    hits: list[HitBody]
    """From `offset` on, `limit` of them at most."""
    facets: dict[str, list[FacetBody]]
    """Counts by `committee`, `year`, `kind`, `passage` and `role`."""
    timeline: list[YearCountBody]
    """The hits counted by year and committee in the mode `every`, those without a date left out; empty in
    any other mode and where no words are given.
    """
    coverage: CoverageBody
    """What was searched: the documents that the filters let through."""
    beyond: int
    """Where filters leave nothing to be found: how many passages are found without them; else 0."""
