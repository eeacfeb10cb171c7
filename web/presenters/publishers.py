"""Whose the documents are, as the archive has it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from archive.document import Entry
from web.language import _
from web.wording import listed

MOST = 3
"""Publishers that are named; most archives hold the papers of one."""


def publishers(entries: Iterable[Entry]) -> str:
    """``Larkmere, Camden and 2 more``, those with most documents first; empty where none is known."""
    counts = Counter(each.provenance.publisher for each in entries if each.provenance.publisher)
    names = sorted(counts, key=lambda name: (-counts[name], name))
    rest = len(names) - MOST
    if rest <= 0:
        return listed(names)
    more = _("%(count)s more", count=rest)
    return _("%(first)s and %(last)s", first=", ".join(names[:MOST]), last=more)
