"""Whether the archive still holds what was quoted from it: the same original, and the same words there."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from archive.catalogue import Catalogue, DamagedCatalogue, Version, open_catalogue
from archive.originals import ORIGINALS, Originals, sha256_of
from archive.passage_id import passage_id, wording

_SHA256 = re.compile(r"[0-9a-f]{64}")
_NAMES = ("passage", "document")
_DIGESTS = ("original_sha256", "text_sha256")
_PLACES = ("start", "end")
_SHOWN = 80
"""Characters of a value that is told."""


class NoChecksums(ValueError):
    """A file that is no checksum list; the message names it, the fault and the remedy."""


@dataclass(frozen=True, slots=True)
class QuotedRange:
    """What a checksum list says of one quotation."""

    passage: str
    document: str
    original_sha256: str
    start: int
    end: int
    text_sha256: str
    """Of the document's text from ``start`` to ``end``, as UTF-8."""


@dataclass(frozen=True, slots=True)
class Verdict:
    quoted: QuotedRange
    fault: str
    """What differs, as a sentence; empty where all is as it was quoted."""
    is_former: bool
    """Whether the document has a newer version than the one quoted."""


def read_checksums(path: Path) -> tuple[QuotedRange, ...]:
    """The quotations of a checksum list, or of a whole briefing in JSON. Raises NoChecksums or OSError."""
    try:
        rows = json.loads(path.read_text("utf-8-sig"))["quotations"]
        return tuple(_quoted(row) for row in rows)
    except (ValueError, TypeError, LookupError, RecursionError) as error:
        raise NoChecksums(
            f"{path} is no checksum list of a briefing ({_told(error)}). "
            "Download the list again from the briefing’s page, as JSON, and do not edit it."
        ) from error


def words_sha256(words: str) -> str:
    """By which a quotation is known again: of its words, as UTF-8."""
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()


def verify_quotations(archive: Path, quoted: Iterable[QuotedRange]) -> tuple[Verdict, ...]:
    """Each quotation beside what the archive holds, its originals read anew."""
    originals = Originals(archive / ORIGINALS)
    with open_catalogue(archive) as catalogue:
        return tuple(_verdict(each, catalogue, originals) for each in quoted)


def _verdict(quoted: QuotedRange, catalogue: Catalogue, originals: Originals) -> Verdict:
    versions = catalogue.versions_of(quoted.document)
    same = [version for version in versions if version.sha256 == quoted.original_sha256]
    newest = next((version.sha256 for version in versions if version.is_head), "")
    is_former = bool(same) and newest != quoted.original_sha256
    gone = "" if same else _takedown_fault(quoted, catalogue)
    fault = (
        gone
        or _original_fault(quoted, versions, same, originals)
        or _words_fault(quoted, same, catalogue)
    )
    return Verdict(quoted, fault, is_former)


def _takedown_fault(quoted: QuotedRange, catalogue: Catalogue) -> str:
    takedown = catalogue.takedowns.of_version(quoted.document, quoted.original_sha256)
    if takedown is None:
        return ""
    reason = f" Reason: {takedown.reason}" if takedown.reason else ""
    return (
        f"Document {quoted.document} was taken down on {takedown.moment.date()}: its words are no longer "
        f"held, and cannot be checked.{reason}"
    )


def _original_fault(
    quoted: QuotedRange,
    versions: tuple[Version, ...],
    same: list[Version],
    originals: Originals,
) -> str:
    if not versions:
        return f"The archive holds no document {quoted.document}."
    if not same:
        return (
            f"The archive holds document {quoted.document}, but no version of it from the original "
            f"with SHA-256 {quoted.original_sha256}."
        )
    path = originals.path(quoted.original_sha256)
    try:
        found = sha256_of(path)
    except OSError as error:
        return f"The original {path} cannot be read ({error.strerror})."
    if found != quoted.original_sha256:
        return f"The original {path} has been altered: its SHA-256 is {found}."
    return ""


def _words_fault(quoted: QuotedRange, same: list[Version], catalogue: Catalogue) -> str:
    """One original may have been read more than once: the words need stand in one reading only."""
    for version in same:
        try:
            text = catalogue.document(version.number).text
        except DamagedCatalogue as error:
            return f"Version {version.number} of document {quoted.document} is damaged ({error})."
        words = text[quoted.start : quoted.end]
        if words_sha256(words) == quoted.text_sha256:
            return _id_fault(quoted, text, words)
    return (
        f"The words at characters {quoted.start} to {quoted.end} of document {quoted.document} are not "
        "those that were quoted."
    )


def _id_fault(quoted: QuotedRange, text: str, words: str) -> str:
    """The id is the hash of document, words, and how many passages before have the same words."""
    most = wording(text).count(wording(words)) if words.strip() else 0
    if any(passage_id(quoted.document, words, n) == quoted.passage for n in range(max(1, most))):
        return ""
    return (
        f"The words stand at characters {quoted.start} to {quoted.end} of document {quoted.document}, but "
        f"the passage that has them there is not {quoted.passage}: the id in the list is wrong."
    )


def _quoted(row: Any) -> QuotedRange:
    for name in _NAMES:
        if not isinstance(row[name], str):
            raise ValueError(f"“{name}” is {_shown(row[name])}")
    for name in _DIGESTS:
        if not isinstance(row[name], str) or not _SHA256.fullmatch(row[name]):
            raise ValueError(f"“{name}” is {_shown(row[name])}, no SHA-256")
    for name in _PLACES:
        if type(row[name]) is not int or row[name] < 0:
            raise ValueError(f"“{name}” is {_shown(row[name])}, no number of a character")
    return QuotedRange(**{name: row[name] for name in (*_NAMES, *_DIGESTS, *_PLACES)})


def _shown(value: Any) -> str:
    written = json.dumps(value, ensure_ascii=False)
    return written if len(written) <= _SHOWN else f"{written[:_SHOWN]}…"


def _told(error: Exception) -> str:
    """What is wrong with a file, for whoever picked the wrong one or edited the right one."""
    if isinstance(error, KeyError):
        return f"it lacks “{error.args[0]}”"
    if isinstance(error, UnicodeDecodeError):
        return "it is no text file, but a Word file, a PDF or the like"
    if isinstance(error, json.JSONDecodeError):
        return f"it is no JSON, from line {error.lineno} on"
    if isinstance(error, ValueError):
        return str(error)
    return "its quotations are not written down as they are in such a list"
