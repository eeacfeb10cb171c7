"""The reader: one document with what surrounds its text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from archive.document import (
    Document,
    Entry,
    Presence,
    Range,
    Status,
)
from archive.page_pictures import PagePictures
from indexer.highlight import highlights
from indexer.passage import Passage
from indexer.query import Query
from web import search_wording, wording
from web.committees import Committee
from web.library import Located
from web.outline import OutlineEntry, outline_of
from web.presenters.changes import version_label
from web.presenters.drafts import OfOneMeeting
from web.presenters.grouping import meeting_url
from web.presenters.in_print import InPrint, in_print
from web.presenters.reading import MOST_STEPPED, Marks, Node, permalinks_to, read
from web.presenters.steps import Steps, stepping, steps_through
from web.remedy import without_remedy
from web.urls import Urls, followable


@dataclass(frozen=True, slots=True)
class Version:
    label: str
    url: str
    is_shown: bool
    is_current: bool
    changes_url: str
    """What differs from it in the version that came next; empty for the current one."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a document, in words."""

    title: str
    committee: str
    date: str
    date_unsaid: str
    """The same, where the title does not say it."""
    kind: str
    status: str
    """"Draft", "Confirmed" or empty."""
    is_draft: bool
    publisher: str
    licence: str
    licence_said: str
    """In a few words, where it goes by a short name."""
    source_url: str
    file: str
    original: str
    """What the link to the stored file is called: "Download the original (PDF, 1.2 MB)"."""
    retrieved: str
    sha256: str
    author: str
    period: str
    pages: str
    tables: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Person:
    name: str
    role: str
    is_remote: bool


@dataclass(frozen=True, slots=True)
class Attended:
    """Those of a meeting whom the record lists under one heading."""

    presence: str
    people: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class Sought:
    """What brought the reader here."""

    query: str
    """In quotation marks; empty where nothing was searched for."""
    marked: int
    """Words marked in the document."""
    stepping: str
    """Which of them one steps through, as a sentence; empty where it is all."""
    passage: str
    """The id of the passage shown; empty where none is."""
    passage_url: str
    match_url: str
    """Of the first match that one steps through; empty where there is none."""
    next_match_url: str
    """Of the first at or after the beginning of the passage shown."""
    previous_match_url: str
    results_url: str
    is_lost: bool
    """Whether the passage asked for is not in this version."""
    in_print: InPrint | None
    """The passage on its pages, where the source has pages."""


@dataclass(frozen=True, slots=True)
class DocumentPage:
    id: str
    facts: Facts
    outline: tuple[OutlineEntry, ...]
    nodes: tuple[Node, ...]
    sought: Sought | None
    attended: tuple[Attended, ...]
    versions: tuple[Version, ...]
    is_current: bool
    is_reread: bool
    """Whether the same file has been read again since, by better rules."""
    current_url: str
    changes_url: str
    """What the publisher has changed since this version; empty for the current one."""
    original_url: str
    verify_url: str
    others: OfOneMeeting
    """Drafts and final minutes of the same meeting."""
    committee_url: str
    """Empty where the document names no committee."""
    meeting_url: str
    """Empty where it belongs to no meeting."""


def document_page(
    document: Document,
    passages: Sequence[Passage],
    versions: Sequence[Entry],
    pictures: PagePictures,
    urls: Urls,
    *,
    size: int | None,
    query: str = "",
    asked: Query | None = None,
    results_url: str = "",
    sought_id: str = "",
    located: Located | None = None,
    others: OfOneMeeting,
    committees: Iterable[Committee] = (),
) -> DocumentPage:
    """``passages`` are the current version's; ``located`` is the passage named in the address.

    ``query`` is what was searched for, ``asked`` what that looks for.
    ``size`` is that of the stored file in bytes; None where it is missing.
    """
    sha256 = document.entry.provenance.sha256
    by_name = {committee.name: committee for committee in committees if committee.name}
    committee = by_name.get(document.entry.committee)
    shown = _shown(document, located)
    has_current_bytes = not versions or versions[0].provenance.sha256 == sha256
    is_reread = bool(has_current_bytes and shown and located and located.reread)
    is_current = has_current_bytes and not is_reread
    own = passages if is_current else ()
    searched = highlights(asked, document.text) if asked else ()
    anchors, outline = outline_of(document)
    for passage in own:
        if not (shown and passage.id == sought_id):  # that has its place at its tools
            anchors.setdefault(passage.start, []).append(urls.passage_anchor(passage.id))
    permalinks = permalinks_to(own)
    steps = steps_through(asked, searched, document, own) if asked else Steps((), 0, 0)
    sought = None
    if query or sought_id:
        before = [at for at in steps.places if shown and at < shown[0]]
        sought = Sought(
            query=search_wording.quoted(query),
            marked=len(searched),
            passage=sought_id if shown else "",
            passage_url=f"#{urls.passage_anchor(sought_id)}" if shown else "",
            stepping=stepping(steps),
            match_url=_match_url(1, steps),
            next_match_url=_match_url(len(before) + 1, steps),
            previous_match_url=_match_url(len(before), steps),
            results_url=results_url,
            is_lost=bool(sought_id) and shown is None,
            in_print=in_print(document, shown, pictures, urls) if shown else None,
        )
    return DocumentPage(
        id=document.id,
        facts=facts(document.entry, size),
        outline=outline,
        nodes=read(document, Marks(searched, shown, anchors, permalinks, steps.places)),
        sought=sought,
        attended=tuple(attended(document)),
        versions=_versions(document, versions, urls),
        is_current=is_current,
        is_reread=is_reread,
        current_url=urls.document(document.id),
        changes_url=""
        if has_current_bytes
        else urls.changes(document.id, sha256, versions[0].provenance.sha256),
        original_url=urls.original(document.id, version="" if has_current_bytes else sha256),
        verify_url=urls.verify(document.id, version="" if has_current_bytes else sha256),
        others=others,
        committee_url=urls.committee(committee.slug) if committee else "",
        meeting_url=meeting_url(document.entry, by_name, urls),
    )


def _match_url(number: int, steps: Steps) -> str:
    has_one = 0 < number <= min(len(steps.places), MOST_STEPPED)
    return f"#match-{number}" if has_one else ""


def facts(entry: Entry, size: int | None) -> Facts:
    """``size`` is that of the stored file in bytes; None where it is missing."""
    known = entry.provenance
    return Facts(
        title=entry.title,
        committee=entry.committee,
        date=wording.date_or_undated(entry.date),
        date_unsaid=wording.date_unsaid(entry.date, entry.title),
        kind=wording.document_kind(entry),
        status=wording.STATUSES[entry.status] if entry.status else "",
        is_draft=entry.status is Status.DRAFT,
        publisher=known.publisher,
        licence=known.licence,
        licence_said=wording.licence_said(known.licence),
        source_url=followable(known.source_url),
        file=known.file,
        original=wording.original(PurePath(known.file).suffix, size),
        retrieved=wording.moment(known.retrieved),
        sha256=known.sha256,
        author=entry.author,
        period=entry.period,
        pages=wording.page_states(Counter(entry.pages)) if entry.pages else "",
        tables=wording.counted(entry.tables, "table") if entry.tables else "",
        notes=tuple(map(without_remedy, entry.notes)),
    )


def attended(document: Document) -> Iterator[Attended]:
    """Who took part, as the document's own list says."""
    for presence in Presence:
        people = tuple(
            Person(each.name, each.role, each.remotely)
            for each in document.attendance
            if each.presence is presence
        )
        if people:
            yield Attended(wording.PRESENCES[presence], people)


def _shown(document: Document, located: Located | None) -> Range | None:
    """The passage's range, where it is a slice of this very text."""
    if located is None or located.entry.id != document.id:
        return None
    passage = located.passage
    is_here = passage.is_slice_of(document.text)
    return (passage.start, passage.end) if is_here else None


def _versions(document: Document, versions: Sequence[Entry], urls: Urls) -> tuple[Version, ...]:
    if len(versions) < 2:
        return ()
    shown = document.entry.provenance.sha256
    return tuple(
        Version(
            label=version_label(entry),
            url=urls.document(document.id, version=entry.provenance.sha256 if number else ""),
            is_shown=entry.provenance.sha256 == shown,
            is_current=number == 0,
            changes_url=urls.changes(
                document.id, entry.provenance.sha256, versions[number - 1].provenance.sha256
            )
            if number
            else "",
        )
        for number, entry in enumerate(versions)
    )
