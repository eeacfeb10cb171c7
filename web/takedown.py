"""What is said of a document that was taken down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from archive.takedowns import Takedown
from web.contract import TakedownBody
from web.language import N_, _, long_date, ngettext
from web.wording import DOCUMENT_KINDS

TAKEN_DOWN = N_("Passages that have been taken down")

_MOST_LISTED = 30
"""Takedowns that the about page names."""


def name_of(takedown: Takedown) -> str:
    """What it was, as far as that may still be said: kind, committee and day, never the title."""
    parts = (
        DOCUMENT_KINDS[takedown.kind] if takedown.kind else _("A document"),
        takedown.committee,
        long_date(takedown.date) if takedown.date else "",
    )
    return ", ".join(filter(None, parts))


def when_and_why(takedown: Takedown) -> str:
    when = _("Taken down on %(day)s.", day=long_date(takedown.moment.date()))
    if not takedown.reason:
        return when
    reason = takedown.reason.rstrip()
    end = "" if reason.endswith((".", "!", "?", "…")) else "."
    why = _("The reason given: %(reason)s", reason=reason)
    return f"{when} {why}{end}"


def told(takedown: Takedown) -> str:
    """In whole sentences."""
    return f"{name_of(takedown)}. {when_and_why(takedown)}"


@dataclass(frozen=True, slots=True)
class TakedownsSection:
    """The takedowns, as the about page tells them."""

    counted: str
    lines: tuple[str, ...]
    more: int
    """How many are not named; the page's JSON twin names them all."""


def takedowns_section(takedowns: Sequence[Takedown]) -> TakedownsSection:
    shown = takedowns[:_MOST_LISTED]
    number = len(takedowns)
    return TakedownsSection(
        ngettext(
            "%(count)s document or version of one has been taken down.",
            "%(count)s documents or versions of them have been taken down.",
            number,
        ),
        tuple(map(told, shown)),
        number - len(shown),
    )


def takedown_body(takedown: Takedown) -> TakedownBody:
    return {
        "document": takedown.document,
        "taken_down": takedown.moment.isoformat(timespec="seconds"),
        "reason": takedown.reason,
        "kind": takedown.kind.value if takedown.kind else None,
        "committee": takedown.committee,
        "date": takedown.date.isoformat() if takedown.date else None,
    }
