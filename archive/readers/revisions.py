"""Tracked changes and struck-through words of a Word document, as one mark that its reader knows."""

from __future__ import annotations

import xml.etree.ElementTree as ET

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OFF = ("0", "false", "off")


def strike_deletions(part: bytes) -> bytes:
    """The part with each deletion that is still to be accepted, and each double line, a plain line.

    Insertions stay, as Word shows them. Raises ElementTree's ParseError for broken XML.
    """
    if b":del " not in part and b":dstrike" not in part:
        return part
    root = ET.fromstring(part)  # noqa: S314
    for properties in root.iter(f"{_W}rPr"):
        double = properties.find(f"{_W}dstrike")
        if double is not None and double.get(f"{_W}val") not in _OFF:
            ET.SubElement(properties, f"{_W}strike")
    for deletion in root.iter(f"{_W}del"):
        runs = list(deletion.iter(f"{_W}r"))
        if not runs:
            continue  # the deletion of a paragraph's end or a table's row
        deletion.tag = f"{_W}ins"
        for run in runs:
            _strike(run)
    written: bytes = ET.tostring(root, "utf-8")
    return written


def _strike(run: ET.Element) -> None:
    properties = run.find(f"{_W}rPr")
    if properties is None:
        properties = ET.Element(f"{_W}rPr")
        run.insert(0, properties)
    for old in properties.findall(f"{_W}strike"):
        properties.remove(old)
    ET.SubElement(properties, f"{_W}strike")
    for text in run.iter(f"{_W}delText"):
        text.tag = f"{_W}t"
