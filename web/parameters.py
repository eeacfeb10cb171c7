"""What the API and its tools for assistants can be asked with, each parameter described once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from archive.document import DocumentKind
from indexer.passage import PassageKind
from indexer.results import Mode, Sort
from indexer.role import Role
from web.briefing.parameters import GROUPING, PICK, TITLE
from web.briefing.selection import LONGEST_TITLE, MOST, Grouping
from web.request_search import DEFAULT_LIMIT, LARGEST_LIMIT, LARGEST_OFFSET, MOST_VALUES


@dataclass(frozen=True, slots=True)
class Parameter:
    name: str
    description: str
    schema: Mapping[str, Any]
    """JSON Schema of its value."""
    place: str = "query"
    """``query`` or ``path``, as OpenAPI calls them."""

    @property
    def repeats(self) -> bool:
        return bool(self.schema["type"] == "array")

    def in_openapi(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "in": self.place,
            "required": self.place == "path",
            "description": self.description,
            "schema": dict(self.schema),
        }

    def argument(self) -> dict[str, Any]:
        """JSON Schema of the argument of this name."""
        return {**self.schema, "description": self.description}


def _one_of(values: type[StrEnum], **more: str) -> dict[str, Any]:
    return {"type": "string", "enum": [each.value for each in values], **more}


def _several(items: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": dict(items), "maxItems": MOST_VALUES}


_TEXT = {"type": "string"}

Q = Parameter(
    "q",
    "Words, a question in plain English, or a query with “exact phrases”, AND, OR, NOT, -word, word*. "
    "Without it, the search lists all that its filters let through, newest first.",
    _TEXT,
)
MODE = Parameter(
    "mode",
    f"How to look: `{Mode.HYBRID}` (by words and by meaning), `{Mode.KEYWORD}`, `{Mode.MEANING}`, or "
    f"`{Mode.EVERY}`: each passage that holds all the words itself, not in the heading or question above "
    "it, counted exactly.",
    _one_of(Mode, default=Mode.HYBRID.value),
)
COMMITTEE = Parameter("committee", "Only these committees, by name.", _several(_TEXT))
KIND = Parameter("kind", "Only documents of these kinds.", _several(_one_of(DocumentKind)))
PASSAGE = Parameter(
    "passage",
    "Only passages of these kinds: `resolution` is what was decided, `exchange` a question with its "
    "answer.",
    _several(_one_of(PassageKind)),
)
ROLE = Parameter(
    "role",
    "Only passages that record the words of people in these capacities. A passage may carry several or, "
    "where the record does not say, none.",
    _several(_one_of(Role)),
)
FROM = Parameter(
    "from", "No earlier than this day, month or year: 2024-12-10, 10/12/2024, 2024-12, 2024.", _TEXT
)
TO = Parameter("to", "No later than this day, month or year, itself included.", _TEXT)
SORT = Parameter(
    "sort",
    f"Their order. In the mode `{Mode.EVERY}`, whose hits are not ranked, `{Sort.RELEVANCE}` reads as "
    f"`{Sort.NEWEST}`.",
    _one_of(Sort, default=Sort.RELEVANCE.value),
)
LIMIT = Parameter(
    "limit",
    "How many to give.",
    {"type": "integer", "minimum": 1, "maximum": LARGEST_LIMIT, "default": DEFAULT_LIMIT},
)
OFFSET = Parameter(
    "offset",
    "How many to pass over, to go on from an earlier answer.",
    {"type": "integer", "minimum": 0, "maximum": LARGEST_OFFSET, "default": 0},
)
SEARCH = (Q, MODE, COMMITTEE, KIND, PASSAGE, ROLE, FROM, TO, SORT, LIMIT, OFFSET)

PASSAGE_ID = Parameter("passage_id", "The passage's id.", _TEXT, "path")
DOCUMENT_ID = Parameter("document_id", "The document's id.", _TEXT, "path")
VERSION = Parameter(
    "version",
    "Six or more of the first digits of the SHA-256 of an older version; without it, the current one.",
    {"type": "string", "pattern": "^([0-9a-fA-F]{6,64})?$"},
)
SLUG = Parameter(
    "slug",
    "The committee, as the last part of its `url` in `/api/committees` names it.",
    _TEXT,
    "path",
)
DATE = Parameter("date", "The day of the meeting.", {"type": "string", "format": "date"}, "path")
OF_COMMITTEE = Parameter(
    "committee",
    "Only meetings of this committee, by its name or the last part of its `url`.",
    _TEXT,
)
YEAR = Parameter(
    "year", "Only meetings of this year.", {"type": "string", "pattern": "^([1-9][0-9]{3})?$"}
)
PICKS = Parameter(
    PICK,
    "The ids of passages, in order.",
    {"type": "array", "items": {"type": "string", "maxLength": 64}, "maxItems": MOST},
)
BRIEFING_TITLE = Parameter(TITLE, "The briefing's title.", {**_TEXT, "maxLength": LONGEST_TITLE})
ORDER = Parameter(
    GROUPING,
    "In the order given, or under their committees and dates.",
    _one_of(Grouping, default=Grouping.OWN.value),
)


def as_argument(parameter: Parameter) -> Parameter:
    """A parameter of a path, for where there is no path."""
    return replace(parameter, place="query")
