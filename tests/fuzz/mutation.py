"""Alters a file as damage and malice would; the same seed alters it in the same way."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Sequence
from random import Random
from typing import TypeAlias

Mutation: TypeAlias = Callable[[bytes, Random], bytes]

EXTREMES = (
    *(b"0", b"-1", b"1", b"65536", b"2147483647", b"-2147483648", b"4294967296", b"1e38"),
    *(b"99999999999999999999", b"0.0000001", b"-0", b"nan", b"9" * 400),
)
_ROUGH = (b"\0", b"\xff", b"\n", b"<", b">", b"(", b")", b"[", b"/", b"&", b'"', b"\xed\xa0\x80")
_NUMBER = re.compile(rb"(?<![\w.#])-?\d+(?:\.\d+)?")
_OBJECT = re.compile(rb"\b\d+ \d+ obj\b.*?\bendobj\b", re.DOTALL)
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_TAG = re.compile(rb"<[^<>]{1,400}>")
_TOKEN = re.compile(rb"[^\s]+")
_LARGEST = 4_000_000
"""Bytes: what is altered grows, and a larger file would take the time of many small ones."""


def mutated(data: bytes, suffix: str, others: Sequence[bytes], random: Random) -> bytes:
    """The file with a few alterations of the kinds that its form allows."""
    for _ in range(random.choice((1, 1, 1, 2, 3, 6))):
        of_form = suffix in _OF_FORM and random.random() < 0.75
        data = random.choice(_OF_FORM[suffix] if of_form else _ANY)(data, random)
        if others and random.random() < 0.05:
            data = _spliced(data, random.choice(others), random)
    return data[:_LARGEST]


def _flipped(data: bytes, random: Random) -> bytes:
    out = bytearray(data)
    for _ in range(random.choice((1, 3, 20))):
        if out:
            out[random.randrange(len(out))] ^= 1 << random.randrange(8)
    return bytes(out)


def _range(data: bytes, random: Random, most: int = 5_000) -> tuple[int, int]:
    start = random.randrange(len(data) + 1)
    return start, min(len(data), start + random.randrange(1, most))


def _cut(data: bytes, random: Random) -> bytes:
    start, end = _range(data, random)
    return data[:start] + data[end:]


def _truncated(data: bytes, random: Random) -> bytes:
    return data[: random.randrange(len(data) + 1)]


def _repeated(data: bytes, random: Random) -> bytes:
    start, end = _range(data, random)
    return data[:end] + data[start:end] * random.choice((1, 2, 50)) + data[end:]


def _moved(data: bytes, random: Random) -> bytes:
    start, end = _range(data, random)
    rest = data[:start] + data[end:]
    place = random.randrange(len(rest) + 1)
    return rest[:place] + data[start:end] + rest[place:]


def _roughened(data: bytes, random: Random) -> bytes:
    for _ in range(random.choice((1, 5))):
        place = random.randrange(len(data) + 1)
        data = data[:place] + random.choice(_ROUGH) * random.choice((1, 1, 300)) + data[place:]
    return data


def _blanked(data: bytes, random: Random) -> bytes:
    start, end = _range(data, random)
    return data[:start] + bytes(end - start) + data[end:]


def _spliced(data: bytes, other: bytes, random: Random) -> bytes:
    return data[: random.randrange(len(data) + 1)] + other[random.randrange(len(other) + 1) :]


def _extreme_numbers(data: bytes, random: Random) -> bytes:
    return _replaced(data, _NUMBER, random, lambda _: random.choice(EXTREMES))


def _replaced(
    data: bytes, pattern: re.Pattern[bytes], random: Random, put: Callable[[bytes], bytes]
) -> bytes:
    """A few of the pattern's matches, each replaced."""
    found = [match.span() for match in pattern.finditer(data)]
    chosen = sorted(random.sample(found, min(len(found), random.choice((1, 2, 10)))), reverse=True)
    for start, end in chosen:
        data = data[:start] + put(data[start:end]) + data[end:]
    return data


def _exchanged(pattern: re.Pattern[bytes]) -> Mutation:
    """Makes two matches of the pattern change places, a few times."""

    def exchange(data: bytes, random: Random) -> bytes:
        for _ in range(random.choice((1, 4))):
            found = [match.span() for match in pattern.finditer(data)]
            if len(found) < 2:
                return data
            (a, b), (c, d) = sorted(random.sample(found, 2))
            data = data[:a] + data[c:d] + data[b:c] + data[a:b] + data[d:]
        return data

    return exchange


def _content_altered(data: bytes, random: Random) -> bytes:
    """A PDF with what one of its packed streams holds altered."""
    found = list(_STREAM.finditer(data))
    if not found:
        return data
    start, end = random.choice(found).span(1)
    try:
        content = zlib.decompress(data[start:end])
    except zlib.error:
        return data
    change = random.choice(
        (_extreme_numbers, _exchanged(_TOKEN), _repeated, _cut, _flipped, _extreme_numbers)
    )
    packed = zlib.compress(change(content, random))
    head = data[max(0, start - 400) : start]
    told = re.sub(rb"/Length \d+(?! \d+ R)", b"/Length %d" % len(packed), head)
    return data[: max(0, start - 400)] + told + packed + data[end:]


def _tags_altered(data: bytes, random: Random) -> bytes:
    def put(tag: bytes) -> bytes:
        return random.choice(
            (
                b"",
                tag * 2,
                tag * 300,
                tag.replace(b"</", b"<"),
                b"<table><tr><td>" + tag,
                b"</" + tag[1:],
                tag[:-1] + b" hidden>",
                re.sub(rb'"[^"]*"', lambda _: b'"' + random.choice(EXTREMES) + b'"', tag),
                b"<!--" + tag,
                b"<ul><li><p>",
                b"<pre>",
                b"<b><i>",
            )
        )

    return _replaced(data, _TAG, random, put)


def _member_altered(data: bytes, random: Random) -> bytes:
    """A Word file with one of its parts altered, left out or written twice, and packed again."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = [(entry.filename, package.read(entry)) for entry in package.infolist()]
    except Exception:
        return data
    out = io.BytesIO()
    weighty = [place for place, (name, _) in enumerate(parts) if name.endswith(".xml")]
    chosen = random.choice(weighty) if weighty else 0
    change = random.choice((*_OF_FORM[".html"], _extreme_numbers, _flipped, _cut, _blanked))
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for place, (name, part) in enumerate(parts):
            if place != chosen:
                package.writestr(name, part)
            elif random.random() < 0.9:
                package.writestr(name, change(part, random))
    return out.getvalue()


_ANY: tuple[Mutation, ...] = (
    *(_flipped, _cut, _truncated, _repeated, _moved, _roughened, _blanked, _extreme_numbers),
)
_OF_FORM: dict[str, tuple[Mutation, ...]] = {
    ".pdf": (_exchanged(_OBJECT), _extreme_numbers, _content_altered, _content_altered),
    ".html": (_exchanged(_TAG), _tags_altered, _tags_altered),
    ".docx": (_member_altered,),
    ".txt": (_exchanged(re.compile(rb"[^\n]*\n")),),
    ".md": (_exchanged(re.compile(rb"[^\n]*\n")),),
}
