"""What could not be read, as readers are told: what is wrong, without what an officer is to do about it."""

from __future__ import annotations

import re

_REMEDY = re.compile(
    r"\s*[:.;,]\s+(?:(?:or|if it is a scan)\b[^.]*?)?(?:add|ask|check|copy|correct|delete|fetch|have|install"
    r"|open|please report|put|rename|save|split|take|write)\b.*",
    re.IGNORECASE | re.DOTALL,
)
"""From where a sentence turns to whoever keeps the files: "…: fetch it again", "…. Save a copy …"."""
_FOLDERS = re.compile(r"(?<![\w:/.])(?:/[^/\s]+)+/(?=[^/\s])")
"""Of a path on the machine that reads: no reader's business."""


def without_remedy(reason: str) -> str:
    """``The PDF was cut short. Fetch it again.`` is ``The PDF was cut short.``"""
    said = _FOLDERS.sub("", _REMEDY.sub("", reason)).rstrip()
    return said if said.endswith((".", "!", "?")) else f"{said}."
