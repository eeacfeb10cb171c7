"""Two versions of a document, side by side in one text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from archive.changes import Fate, Paragraph, changes, is_same
from archive.document import Document, Entry
from web import wording
from web.language import _, ngettext
from web.markup import Markup, compared
from web.urls import Urls

_KEPT_IN_SIGHT = 1
"""Unchanged paragraphs shown before and after a change, so that one sees where it stands."""
_MOST_FOLDED = 200
"""Unchanged paragraphs of one stretch that can be unfolded; of a longer one the reader has the text."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Paragraphs in a row that are in sight, or that are folded away."""

    paragraphs: tuple[Markup, ...]
    folded: str
    """"12 paragraphs that are the same in both"; empty for what is in sight."""
    opens_items: bool = False
    """Whether the items of the agenda begin with it, after the letterhead and the lists of names."""


@dataclass(frozen=True, slots=True)
class ChosenVersion:
    label: str
    url: str
    title: str = ""
    """Of its document, where the other version is of another one."""


@dataclass(frozen=True, slots=True)
class ChangesPage:
    title: str
    of_what: str
    document_url: str
    before: ChosenVersion
    after: ChosenVersion
    stretches: tuple[Stretch, ...]
    summary: str
    in_items: str
    """How many paragraphs differ from the first item on, where others differ before it; else empty."""
    others: tuple[ChosenVersion, ...]
    """Other comparisons, each with what follows it."""


def changes_page(
    before: Document, after: Document, versions: Sequence[Entry], urls: Urls
) -> ChangesPage:
    """``versions`` are the document's, newest first; none where ``before`` is another document, its draft."""
    are_one = before.id == after.id
    paragraphs = changes(before, after)
    changed = sum(not is_same(paragraph) for paragraph in paragraphs)
    first = _first_item(paragraphs, after)
    in_items = sum(not is_same(paragraph) for paragraph in paragraphs[first:])
    if changed:
        summary = ngettext("%(count)s paragraph differs.", "%(count)s paragraphs differ.", changed)
    else:
        summary = (
            _("The words of both versions are the same, paragraph for paragraph.")
            if are_one
            else _("The words of both documents are the same, paragraph for paragraph.")
        )
    pair = (before.entry.provenance.sha256, after.entry.provenance.sha256)
    return ChangesPage(
        title=after.entry.title,
        of_what=_("What changed between two versions")
        if are_one
        else _("What changed between the draft and the minutes that took its place"),
        document_url=urls.document(after.id),
        before=_version(before.entry, urls) if are_one else _document(before.entry, urls),
        after=_version(after.entry, urls) if are_one else _document(after.entry, urls),
        stretches=tuple(_stretches(paragraphs, first)),
        summary=summary,
        in_items=_("%(count)s of them from the first item on", count=f"{in_items:,}")
        if 0 < in_items < changed
        else "",
        others=tuple(_others(versions, pair, urls)),
    )


def version_label(entry: Entry) -> str:
    """``Retrieved 20 January 2025, draft``"""
    when = _("Retrieved %(moment)s", moment=wording.moment(entry.provenance.retrieved))
    return f"{when}, {wording.STATUSES[entry.status].lower()}" if entry.status else when


def _version(entry: Entry, urls: Urls) -> ChosenVersion:
    sha256 = entry.provenance.sha256
    return ChosenVersion(version_label(entry), urls.document(entry.id, version=sha256))


def _document(entry: Entry, urls: Urls) -> ChosenVersion:
    return ChosenVersion(version_label(entry), urls.document(entry.id), entry.title)


def _others(
    versions: Sequence[Entry], shown: tuple[str, str], urls: Urls
) -> Iterator[ChosenVersion]:
    for newer, older in pairwise(versions):
        pair = (older.provenance.sha256, newer.provenance.sha256)
        if pair != shown:
            label = _(
                "%(older)s, to %(newer)s", older=version_label(older), newer=version_label(newer)
            )
            yield ChosenVersion(label, urls.changes(newer.id, *pair))


def _first_item(paragraphs: Sequence[Paragraph], after: Document) -> int:
    """The place of the paragraph that opens the first item of ``after``; 0 where it has none."""
    if not after.items:
        return 0
    block = next(block for block in after.blocks if block.end > after.items[0].start)
    opening = after.text[block.start : block.end]
    told = (
        "".join(part.text for part in each if part.fate is not Fate.GONE) for each in paragraphs
    )
    return next((place for place, words in enumerate(told) if words == opening), 0)


def _stretches(paragraphs: Sequence[Paragraph], first: int) -> Iterator[Stretch]:
    """``first``: the place of the paragraph with which a stretch begins whatever stands around it."""
    changed = [number for number, each in enumerate(paragraphs) if not is_same(each)]
    in_sight = {
        near
        for number in changed
        for near in range(number - _KEPT_IN_SIGHT, number + _KEPT_IN_SIGHT + 1)
    }
    runs = groupby(range(len(paragraphs)), key=lambda at: (at in in_sight, at >= first))
    for (is_in_sight, _is_item), run in runs:
        numbers = list(run)
        folded = ""
        if not is_in_sight:
            folded = ngettext(
                "%(count)s paragraph that is the same in both",
                "%(count)s paragraphs that are the same in both",
                len(numbers),
            )
        is_shown = is_in_sight or len(numbers) <= _MOST_FOLDED
        words = tuple(compared(paragraphs[number]) for number in numbers) if is_shown else ()
        yield Stretch(words, folded, opens_items=0 < first == numbers[0])
