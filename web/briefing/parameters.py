"""The parameters of an address that hold a selection."""

from __future__ import annotations

PICK = "pick"
NOTE = "note."
"""Opens the name of a note's parameter; the passage's id ends it."""
TITLE = "briefing.title"
GROUPING = "briefing.by"
CHANGE = "briefing.do"
"""What the button asks for that the briefing's form was sent by."""


def is_of_a_selection(name: str) -> bool:
    """Whether a parameter of this name is part of one."""
    return name in (PICK, TITLE, GROUPING, CHANGE) or name.startswith(NOTE)
