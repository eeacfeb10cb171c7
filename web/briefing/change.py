"""What a button of the briefing's form asks for: its fields come along, so nothing that is typed is lost."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from web.briefing.parameters import CHANGE
from web.briefing.selection import MOST, Selection
from web.errors import BadParameter
from web.language import _
from web.request_search import Parameters, single

_ASKED = re.compile(r"clear|remove:(?P<gone>.+)|move:(?P<by>-?[0-9]{1,3}):(?P<moved>.+)", re.DOTALL)


class Verb(StrEnum):
    MOVE = "move"
    REMOVE = "remove"
    CLEAR = "clear"


@dataclass(frozen=True, slots=True)
class Change:
    verb: Verb
    passage: str = ""
    """The id of the one that moves or goes."""
    by: int = 0
    """Places further down that it moves."""

    @property
    def value(self) -> str:
        """As the button sends it."""
        by = (str(self.by),) if self.verb is Verb.MOVE else ()
        return ":".join((self.verb, *by, *filter(None, [self.passage])))

    def of(self, selection: Selection) -> Selection:
        """One that was made already, as when the page is asked for again, changes nothing."""
        if self.verb is Verb.CLEAR:
            return Selection()
        if self.passage not in selection.passages:
            return selection
        if self.verb is Verb.REMOVE:
            return selection.without(self.passage)
        return selection.moving(self.passage, self.by)


def read_change(parameters: Parameters) -> Change | None:
    """The change in a query string; none where none is asked for. Raises BadParameter."""
    asked = single(parameters, CHANGE)
    if not asked:
        return None
    found = _ASKED.fullmatch(asked)
    if found is None:
        raise BadParameter(CHANGE, asked, _("Press a button of the briefing’s page instead."))
    if found["gone"]:
        return Change(Verb.REMOVE, found["gone"])
    if found["moved"]:
        return Change(Verb.MOVE, found["moved"], max(-MOST, min(MOST, int(found["by"]))))
    return Change(Verb.CLEAR)
