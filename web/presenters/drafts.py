"""What a reader of a draft, or of the minutes that took its place, should know of the other."""

from __future__ import annotations

from dataclasses import dataclass

from archive.document import Entry, Status
from web.language import N_, _
from web.library import Library
from web.urls import Urls

_CONFIRMED = N_("The confirmed minutes of this meeting are in the archive")
_UNMARKED = N_("Minutes of this meeting that are not marked as a draft are in the archive")


@dataclass(frozen=True, slots=True)
class FinalMinutes:
    """Those that took a draft's place."""

    told: str
    """That they are in the archive, as a sentence without its stop."""
    url: str
    changes_url: str
    """What differs in them from the draft."""


@dataclass(frozen=True, slots=True)
class HeldDraft:
    title: str
    url: str
    changes_url: str


@dataclass(frozen=True, slots=True)
class OfOneMeeting:
    """The other documents that are minutes of the same meeting."""

    final: FinalMinutes | None
    drafts: tuple[HeldDraft, ...]


def minutes_of(entry: Entry, library: Library, urls: Urls) -> OfOneMeeting:
    return OfOneMeeting(
        final_minutes(entry, library, urls),
        tuple(
            HeldDraft(draft.title, urls.document(draft.id), urls.changes_since(draft.id, entry.id))
            for draft in library.drafts(entry.id)
        ),
    )


def final_minutes(entry: Entry, library: Library, urls: Urls) -> FinalMinutes | None:
    """None for what is no draft, or whose place no other minutes have taken."""
    found = library.follows(entry.id) if entry.status is Status.DRAFT else None
    if found is None:
        return None
    told = _(_CONFIRMED) if found.status is Status.CONFIRMED else _(_UNMARKED)
    return FinalMinutes(told, urls.document(found.id), urls.changes_since(entry.id, found.id))
