"""What every reading must keep to, and ways to write one down in a test."""

from __future__ import annotations

from archive.document import BlockKind
from archive.reading import Reading

K = BlockKind


def outline(reading: Reading) -> list[tuple[BlockKind, str]]:
    return [(block.kind, reading.text[block.start : block.end]) for block in reading.blocks]


def markers(reading: Reading) -> list[tuple[str, int]]:
    return [(b.marker, b.level) for b in reading.blocks if b.kind is BlockKind.LIST_ITEM]


def assert_sound(reading: Reading) -> None:
    """Blocks are ordered, apart, tight and cover all that is not blank; items lie inside the text."""
    end = 0
    for block in reading.blocks:
        assert end <= block.start < block.end <= len(reading.text)
        assert not reading.text[end : block.start].strip()
        words = reading.text[block.start : block.end]
        assert (
            words == words.rstrip() and words.lstrip("\t") == words.lstrip()
        )  # an empty first cell
        assert words.startswith(block.marker)
        end = block.end
    assert not reading.text[end:].strip()
    place = 0
    for item in reading.items:
        assert place <= item.start < item.end <= len(reading.text)
        assert item.start in {block.start for block in reading.blocks}
        place = item.end
