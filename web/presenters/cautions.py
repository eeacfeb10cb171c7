"""What a reader should know of a passage before trusting its words to be all of the source's."""

from __future__ import annotations

from dataclasses import dataclass

from archive.document import Entry, Status
from indexer.passage import Passage
from web import wording
from web.language import _
from web.presenters.drafts import FinalMinutes
from web.urls import followable


@dataclass(frozen=True, slots=True)
class Cautions:
    """Sentences; each empty where it does not hold."""

    draft: str
    final: FinalMinutes | None
    """The minutes that took the draft's place, where the archive holds them."""
    machine_read: str
    cut_short: str
    rest_url: str
    """Where the publisher shows the whole of the item cut short; empty where no link leads there."""
    struck: str


def cautions(
    entry: Entry,
    passage: Passage,
    *,
    final: FinalMinutes | None = None,
    is_struck: bool = False,
) -> Cautions:
    """``is_struck``: whether words struck through in the source stood among the passage's own."""
    rest_at = passage.item.rest_at if passage.item else ""
    draft = ""
    if entry.status is Status.DRAFT:
        draft = _(wording.OVERTAKEN if final else wording.NOT_CONFIRMED)
    return Cautions(
        draft=draft,
        final=final,
        machine_read=_(wording.READ_BY_MACHINE) if entry.is_machine_read(passage.pages) else "",
        cut_short=_(wording.CUT_SHORT) if rest_at else "",
        rest_url=followable(rest_at),
        struck=_(wording.STRUCK_THROUGH) if is_struck else "",
    )
