"""A small library held in memory: hand-made documents, and a search over them that is real but plain."""

from __future__ import annotations

import datetime as dt
import hashlib
import weakref
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

from archive.document import (
    AgendaItem,
    Area,
    Attendee,
    Block,
    BlockKind,
    Deletion,
    Document,
    DocumentKind,
    Entry,
    Meeting,
    PageState,
    Presence,
    Provenance,
    Range,
    Status,
    Unreadable,
    count_tables,
)
from archive.drafts import Drafts
from archive.originals import ORIGINALS, Originals
from archive.page_pictures import PICTURES, PagePictures
from archive.passage_id import passage_id
from archive.takedowns import Takedown
from indexer.highlight import highlights, matched
from indexer.note import Note, Told
from indexer.parser import parse
from indexer.passage import Choice, Context, Motion, Passage, PassageKind, Vote
from indexer.query import Asked, Period, Query, Speaker
from indexer.results import (
    Answer,
    Coverage,
    FacetCount,
    Hit,
    Mode,
    Reason,
    Results,
    Search,
    Silence,
    Sort,
    Statement,
    Why,
    YearCount,
)
from indexer.role import Role
from indexer.sentences import sentences

SCRUTINY = "Children, Schools and Families Scrutiny Committee"
CABINET = "Cabinet"
COUNCIL_NAME = "Full Council"
RETRIEVED = dt.datetime(2025, 1, 20, 9, 30, tzinfo=dt.UTC)
HOSTILE = 'The form asked for <b>"name"</b> & <script>alert(1)</script> address.'


@dataclass(frozen=True, slots=True)
class Piece:
    """A block, and the passage that it is, if it is one."""

    text: str
    kind: BlockKind = BlockKind.PARAGRAPH
    passage: PassageKind | None = PassageKind.NARRATIVE
    level: int = 0
    marker: str = ""
    page: int | None = None
    context: tuple[int, ...] = ()
    """Numbers of the pieces that it needs above it."""
    item: AgendaItem | None = None
    """The agenda item that begins here; its range is set when the document is made."""
    motion: Motion | None = None
    roles: tuple[Role, ...] = ()
    struck: tuple[tuple[int, str], ...] = ()
    """Words struck through, each after so many characters of the text."""
    attendees: tuple[tuple[str, str, Presence], ...] = ()
    """Names and roles, as they stand in the text, and presence."""


@dataclass(frozen=True, slots=True)
class Shelved:
    document: Document
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Found:
    passage: Passage
    entry: Entry
    superseded: bool
    reread: bool = False


def make(entry: Entry, pieces: Sequence[Piece]) -> Shelved:
    text = "\n".join(piece.text for piece in pieces)
    ranges: list[Range] = []
    at = 0
    for piece in pieces:
        ranges.append((at, at + len(piece.text)))
        at += len(piece.text) + 1
    opens = [number for number, piece in enumerate(pieces) if piece.item] + [len(pieces)]
    items = tuple(
        replace(item, start=ranges[first][0], end=ranges[after - 1][1])
        for first, after in pairwise(opens)
        if (item := pieces[first].item)
    )
    blocks = tuple(
        Block(
            p.kind,
            start,
            end,
            (p.page, p.page) if p.page else None,
            p.level,
            p.marker,
            (Area(start, end, p.page, 72.0, 72.0 + 20 * n, 523.5, 86.0 + 20 * n),)
            if p.page
            else (),
        )
        for n, (p, (start, end)) in enumerate(zip(pieces, ranges, strict=True))
    )
    truncated = tuple(item.number or item.title for item in items if item.rest_at)
    document = Document(
        replace(entry, tables=count_tables(blocks), truncated=truncated),
        text,
        blocks,
        items,
        tuple(
            Attendee(name, role, presence, text.index(name), text.index(name) + len(name))
            for piece in pieces
            for name, role, presence in piece.attendees
        ),
        tuple(
            Deletion(start + at, words, piece.page)
            for piece, (start, _) in zip(pieces, ranges, strict=True)
            for at, words in piece.struck
        ),
    )
    headings: list[str] = []
    passages: list[Passage] = []
    seen: Counter[str] = Counter()
    for piece, (start, end) in zip(pieces, ranges, strict=True):
        if piece.kind is BlockKind.HEADING:
            headings = [*headings[: piece.level - 1], piece.text]
        if piece.passage is None:
            continue
        passages.append(
            Passage(
                id=passage_id(entry.id, piece.text, seen[piece.text]),
                document=entry.id,
                kind=piece.passage,
                start=start,
                end=end,
                text=piece.text,
                context=tuple(
                    Context(*ranges[number], pieces[number].text) for number in piece.context
                ),
                item=document.item_at(start),
                section=() if items else tuple(headings),
                pages=(piece.page, piece.page) if piece.page else None,
                motion=piece.motion,
                roles=piece.roles,
            )
        )
        seen[piece.text] += 1
    return Shelved(document, tuple(passages))


def entry(
    name: str,
    title: str,
    kind: DocumentKind,
    committee: str,
    date: dt.date | None,
    source_url: str = "",
    *,
    status: Status | None = None,
    notes: tuple[str, ...] = (),
    pages: tuple[PageState, ...] | None = None,
    author: str = "",
    period: str = "",
    words: str = "",
) -> Entry:
    is_meeting = kind in (DocumentKind.MINUTES, DocumentKind.AGENDA)
    return Entry(
        id=hashlib.sha256(name.encode()).hexdigest()[:12],
        title=title,
        kind=kind,
        committee=committee,
        date=date,
        provenance=Provenance(
            source=source_url or name,
            file=name,
            sha256=sha256_hex(name + words),
            retrieved=RETRIEVED,
            source_url=source_url,
            publisher="Larkmere Borough Council",
            licence="CC0-1.0",
        ),
        meeting=Meeting(committee, date, "6.30 pm", "Town Hall") if is_meeting else None,
        status=status,
        author=author,
        period=period,
        pages=pages,
        notes=notes,
    )


def original(entry: Entry) -> bytes:
    """The bytes of its file: enough to have the hash that it names, and to be damaged as a PDF."""
    name = entry.provenance.file
    words = next(w for w in ("", "old") if sha256_hex(name + w) == entry.provenance.sha256)
    return (name + words).encode()


def sha256_hex(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()


ITEM = BlockKind.LIST_ITEM
MINUTES = make(
    entry(
        "scrutiny.html",
        "Minutes of the Scrutiny Committee, 10 December 2024",
        DocumentKind.MINUTES,
        SCRUTINY,
        dt.date(2024, 12, 10),
        "https://democracy.larkmere.example/ieListDocuments.aspx?CId=131&MId=4011",
        status=Status.CONFIRMED,
    ),
    [
        Piece("Apologies", BlockKind.HEADING, None, 1, item=AgendaItem("1", "Apologies", 0, 0)),
        Piece("There were none.", passage=PassageKind.ATTENDANCE),
        Piece(
            "Safeguarding annual report",
            BlockKind.HEADING,
            None,
            1,
            item=AgendaItem("7", "Safeguarding annual report", 0, 0, "AI52011"),
        ),
        Piece("Minutes:", BlockKind.LABEL, None),
        Piece(
            "· A Member asked what partners had learnt about neglect. The following was said:",
            ITEM,
            PassageKind.QUESTION,
            1,
            "·",
        ),
        Piece(
            "- Officers said that neglect was often seen late. " * 8
            + "Staff were trained to report it. " * 8,
            ITEM,
            PassageKind.EXCHANGE,
            2,
            "-",
            context=(4,),
            roles=(Role.OFFICER,),
        ),
        Piece(
            "· A Member asked how many children had moved school.",
            ITEM,
            PassageKind.UNANSWERED,
            1,
            "·",
            roles=(Role.MEMBER,),
        ),
        Piece(HOSTILE),
        Piece(
            "RESOLVED - THAT the Committee note the report on neglect.",
            passage=PassageKind.RESOLUTION,
        ),
    ],
)
REPORT = make(
    entry(
        "report.pdf",
        "Safeguarding Annual Report 2023-24",
        DocumentKind.ANNUAL_REPORT,
        SCRUTINY,
        dt.date(2024, 10, 15),
        "https://democracy.larkmere.example/documents/s7101/report.pdf",
        notes=("Page 2 holds a picture only: it was not read.",),
        pages=(PageState.TEXT, PageState.PICTURE, PageState.TEXT, PageState.TEXT),
        author="Larkmere Safeguarding Partnership",
        period="2023-24",
    ),
    [
        Piece("Safeguarding Annual Report", BlockKind.HEADING, None, 1, page=1),
        Piece("1 Foreword", BlockKind.HEADING, None, 2, page=1),
        Piece("Neglect is everybody's business.", passage=PassageKind.SECTION, page=1),
        Piece("2 Figures", BlockKind.HEADING, None, 2, page=3),
        Piece("Table 1: Concerns by kind", BlockKind.CAPTION, None, page=3),
        Piece("Kind\t2022-23\t2023-24", BlockKind.TABLE_HEADER, None, page=3),
        Piece(
            "Neglect\t1,204\t1,311", BlockKind.TABLE_ROW, PassageKind.TABLE_ROW, page=3,
            context=(4, 5),
        ),
        Piece(
            "Self-neglect\t310\t298", BlockKind.TABLE_ROW, PassageKind.TABLE_ROW, page=4,
            context=(4, 5),
        ),
        Piece("The figures are for the whole year.", passage=PassageKind.SECTION, page=4),
    ],
)  # fmt: skip
_CABINET_OLD = make(
    entry(
        "cabinet.pdf",
        "Cabinet, 7 March 2023",
        DocumentKind.MINUTES,
        CABINET,
        dt.date(2023, 3, 7),
        "https://democracy.larkmere.example/documents/g4012/cabinet.pdf",
        status=Status.DRAFT,
        words="old",
    ),
    [Piece("The charge for parking was left at £2.", page=1)],
)
CABINET_NEW = make(
    entry(
        "cabinet.pdf",
        "Cabinet, 7 March 2023",
        DocumentKind.MINUTES,
        CABINET,
        dt.date(2023, 3, 7),
        "https://democracy.larkmere.example/documents/g4012/cabinet.pdf",
        status=Status.DRAFT,
    ),
    [
        Piece(f"Note {number}: parking in ward {number} was discussed.", page=1)
        for number in range(1, 26)
    ],
)
NAMELESS = make(
    entry("leaflet.txt", "A leaflet", DocumentKind.REPORT, "", None),
    [Piece("How to speak at a meeting.")],
)
_FOR = ("Cllr A. Okafor", "Cllr B. Lindqvist", "Cllr D. Marsh")
_AMENDED = Motion("Cllr D. Marsh", "", "LOST", True, (Vote(Choice.FOR, 2), Vote(Choice.AGAINST, 3)))
_CARRIED = Motion(
    "Cllr A. Okafor",
    "Cllr B. Lindqvist",
    "CARRIED",
    votes=(
        Vote(Choice.FOR, 3, _FOR),
        Vote(Choice.AGAINST, None, ("Cllr E. Ferreira", "Cllr F. Novak")),
        Vote(Choice.ABSTAINED, 0),
    ),
)
COUNCIL = make(
    entry(
        "council.pdf",
        "Full Council, 8 May 2025",
        DocumentKind.MINUTES,
        COUNCIL_NAME,
        dt.date(2025, 5, 8),
        "https://democracy.larkmere.example/documents/g4020/council.pdf",
        status=Status.CONFIRMED,
        pages=(PageState.TEXT, PageState.BLANK, PageState.MACHINE_READ),
    ),
    [
        Piece(
            "Present: Cllr A. Okafor (Mayor), Cllr B. Lindqvist and Cllr D. Marsh",
            passage=PassageKind.ATTENDANCE,
            page=1,
            attendees=(
                ("Cllr A. Okafor", "Mayor", Presence.PRESENT),
                ("Cllr B. Lindqvist", "", Presence.PRESENT),
                ("Cllr D. Marsh", "", Presence.PRESENT),
            ),
        ),
        Piece(
            "In attendance: Dr C. Mbeki, Director of Place",
            passage=PassageKind.ATTENDANCE,
            page=1,
            attendees=(("Dr C. Mbeki", "Director of Place", Presence.IN_ATTENDANCE),),
        ),
        Piece(
            "Bus shelters",
            BlockKind.HEADING,
            None,
            1,
            page=1,
            item=AgendaItem("12", "Bus shelters", 0, 0),
        ),
        Piece(
            "Cllr A. Okafor moved, seconded by Cllr B. Lindqvist, that every shelter be mended.",
            passage=PassageKind.MOTION,
            page=1,
            motion=_CARRIED,
            struck=((57, "each"), (82, "by May")),
        ),
        Piece(
            "Cllr D. Marsh moved to leave out the shelters in villages.",
            passage=PassageKind.MOTION,
            page=1,
            motion=_AMENDED,
        ),
        Piece("1 Of timber or glass.", BlockKind.FOOTNOTE, page=1, marker="1"),
        Piece("The shelter at the Green was opened in 1931.", page=3),
        Piece("Green\t1931\ttimber", BlockKind.TABLE_ROW, PassageKind.TABLE_ROW, page=3),
    ],
)
LICENSING = make(
    entry(
        "licensing.html",
        "Licensing Committee, 2 June 2025",
        DocumentKind.MINUTES,
        "Licensing Committee",
        dt.date(2025, 6, 2),
        "https://democracy.larkmere.example/ieListDocuments.aspx?CId=140&MId=4031",
    ),
    [
        Piece(
            "Street trading",
            BlockKind.HEADING,
            None,
            1,
            item=AgendaItem(
                "3",
                "Street trading",
                0,
                0,
                rest_at="https://democracy.larkmere.example/mgAi.aspx?ID=52100",
            ),
        ),
        Piece("Traders asked for a pitch by the fountain."),
        Piece(
            "Closing",
            BlockKind.HEADING,
            None,
            1,
            item=AgendaItem("4", "Closing", 0, 0, rest_at="javascript:alert(1)"),
        ),
        Piece("The fountain was praised."),
    ],
)
OLD_PASSAGE = _CABINET_OLD.passages[0]
OLD_ENTRY = _CABINET_OLD.document.entry


COPIES = tuple(each.id for each in (*NAMELESS.passages, *LICENSING.passages, *REPORT.passages))
"""Said to hold the same words as the question without an answer."""


DAYS = (Period("10 December 2024", dt.date(2024, 12, 10), dt.date(2024, 12, 10)),)
YEARS = (
    Period("2023-24", dt.date(2023, 4, 1), dt.date(2024, 3, 31)),
    Period("2024-25", dt.date(2024, 4, 1), dt.date(2025, 3, 31)),
)
HOLDS_NOTHING = "why"
"""How a question begins on which nothing is held."""
ANSWERS_NOTHING = "how"
"""How a question begins that nothing answers, though passages hold its words."""


TAKEN_DOWN_PASSAGE, TAKEN_DOWN_VERSION = "f" * 16, "abcdef"
TAKEDOWNS = (
    Takedown(
        "f" * 12,
        RETRIEVED,
        "Published by mistake: it named a <child>.",
        DocumentKind.MINUTES,
        CABINET,
        dt.date(2024, 3, 4),
    ),
    Takedown("e" * 12, RETRIEVED, ""),
    Takedown(REPORT.document.id, RETRIEVED, "", DocumentKind.ANNUAL_REPORT, is_open=True),
)


class MemoryLibrary:
    """Searches by the words alone."""

    def __init__(
        self,
        shelf: Sequence[Shelved] = (
            MINUTES,
            REPORT,
            CABINET_NEW,
            NAMELESS,
            COUNCIL,
            LICENSING,
        ),
        unreadable: tuple[Unreadable, ...] = (
            Unreadable("scan.pdf", "None of the PDF's pages (2) holds text: it was not read."),
        ),
    ) -> None:
        self._shelf = {each.document.id: each for each in shelf}
        self._unreadable = unreadable
        self.searches = 0
        folder = Path(mkdtemp(prefix="minutebook-"))
        weakref.finalize(self, rmtree, folder)
        self.originals = Originals(folder / ORIGINALS)
        self.pictures = PagePictures(folder / PICTURES, self.originals)
        for document in (*(each.document for each in shelf), _CABINET_OLD.document):
            self.originals.keep(original(document.entry))

    def state(self) -> str:
        return "in memory"

    def entries(self) -> tuple[Entry, ...]:
        found = [each.document.entry for each in self._shelf.values()]
        return tuple(sorted(found, key=lambda e: e.date or dt.date.min, reverse=True))

    def entry(self, document_id: str) -> Entry | None:
        found = self._shelf.get(document_id)
        return found.document.entry if found else None

    def follows(self, document_id: str) -> Entry | None:
        return Drafts.of(self.entries()).followed_by.get(document_id)

    def drafts(self, document_id: str) -> tuple[Entry, ...]:
        return Drafts.of(self.entries()).before.get(document_id, ())

    def document(self, document_id: str, version: str = "") -> Document | None:
        is_old = document_id == OLD_ENTRY.id and document_id in self._shelf
        if is_old and version and OLD_ENTRY.provenance.sha256.startswith(version):
            return _CABINET_OLD.document
        found = self._shelf.get(document_id)
        if found is None or not found.document.entry.provenance.sha256.startswith(version):
            return None
        return found.document

    def versions(self, document_id: str) -> tuple[Entry, ...]:
        current = self.entry(document_id)
        if current is None:
            return ()
        return (current, OLD_ENTRY) if document_id == OLD_ENTRY.id else (current,)

    def passages(self, document_id: str) -> tuple[Passage, ...]:
        found = self._shelf.get(document_id)
        return found.passages if found else ()

    def passage(self, passage_id: str) -> Found | None:
        for each in self._shelf.values():
            for passage in each.passages:
                if passage.id == passage_id:
                    return Found(passage, each.document.entry, False)
        return Found(OLD_PASSAGE, OLD_ENTRY, True) if passage_id == OLD_PASSAGE.id else None

    def document_holding(self, passage_id: str) -> Document | None:
        found = self.passage(passage_id)
        if found is None:
            return None
        return self.document(found.entry.id, found.entry.provenance.sha256)

    def unreadable(self) -> tuple[Unreadable, ...]:
        return self._unreadable

    def takedown(self, document_id: str, version: str = "") -> Takedown | None:
        held = version and version != TAKEN_DOWN_VERSION
        return None if held else next((t for t in TAKEDOWNS if t.document == document_id), None)

    def takedown_of_passage(self, passage_id: str) -> Takedown | None:
        return TAKEDOWNS[0] if passage_id == TAKEN_DOWN_PASSAGE else None

    def takedowns(self) -> tuple[Takedown, ...]:
        return TAKEDOWNS

    def coverage(self) -> Coverage:
        dates = [e.date for e in self.entries() if e.date]
        meetings = {(e.committee, e.date) for e in self.entries() if e.meeting}
        return Coverage(
            len(self._shelf),
            len(meetings),
            min(dates, default=None),
            max(dates, default=None),
            len(self._unreadable),
        )

    def understood(self, search: Search) -> Query:
        return understood(search.text)

    def search(self, search: Search) -> Results:
        self.searches += 1
        query = self.understood(search)
        found = [
            (passage, shelved.document.entry, highlights(query, passage.text))
            for shelved in self._shelf.values()
            for passage in shelved.passages
            if _passes(search, passage, shelved.document.entry)
        ]
        if search.text:
            found = [each for each in found if each[2]]
        above = 0
        if search.mode is Mode.EVERY:
            found = [each for each in found if _holds_all(query, each[0].text)]
            above = 2 if "in homes" in search.text else 0
        found.sort(key=lambda each: (-len(each[2]), each[0].id))
        if search.sort is not Sort.RELEVANCE or search.mode is Mode.EVERY or not search.text:
            found.sort(
                key=lambda each: each[1].date or dt.date.min,
                reverse=search.sort is not Sort.OLDEST,
            )
        hits = tuple(
            Hit(
                passage=passage,
                document=document,
                rank=rank,
                score=1 / rank,
                highlights=marks,
                context_highlights=tuple(highlights(query, c.text) for c in passage.context),
                why=Why(
                    rank if search.mode is not Mode.MEANING else None,
                    None,
                    matched(query, [passage.text]),
                ),
                sentence=None if search.mode is Mode.EVERY else _sentence(passage, marks),
                also_in=COPIES if passage.kind is PassageKind.UNANSWERED else (),
            )
            for rank, (passage, document, marks) in enumerate(found, 1)
        )
        silence = None
        if search.text.startswith(HOLDS_NOTHING) and search.mode is Mode.HYBRID:
            silence, hits = Silence(Reason.NOTHING, hits[:3]), ()
        elif search.text.startswith(ANSWERS_NOTHING):
            silence = Silence(Reason.UNANSWERED, ())
        return Results(
            search=search,
            query=query,
            total=len(hits),
            total_is_exact=search.mode in (Mode.KEYWORD, Mode.EVERY),
            hits=hits[search.offset : search.offset + search.limit],
            answer=_answer(hits) if search.text.startswith("what") and not search.offset else None,
            silence=None if search.offset else silence,
            facets=_facets(hits),
            coverage=self.coverage(),
            notes=(*query.notes, *([Note(Told.ABOVE, number=above)] if above else ())),
            above=above,
            timeline=_timeline(hits) if search.mode is Mode.EVERY and search.text else (),
        )


def _passes(search: Search, passage: Passage, entry: Entry) -> bool:
    chosen = search.filter
    return (
        (not chosen.committees or entry.committee in chosen.committees)
        and (not chosen.kinds or entry.kind in chosen.kinds)
        and (not chosen.passages or passage.kind in chosen.passages)
        and (not chosen.roles or not set(passage.roles).isdisjoint(chosen.roles))
        and (not chosen.date_from or (entry.date or dt.date.min) >= chosen.date_from)
        and (not chosen.date_to or (entry.date or dt.date.max) <= chosen.date_to)
    )


def understood(text: str) -> Query:
    """Knows one misspelling, some periods, one committee, one kind of speaker, and "every mention of"."""
    subject = text.removeprefix("every mention of ")
    query = parse(subject)
    note = Note(Told.COMMITTEE, "cabinet", forms=("Cabinet",))
    return replace(
        query,
        text=text,
        subject="" if subject == text else subject,
        wants_every=subject != text,
        asked=Asked.RESPONSE if "officers" in text else Asked.ANYTHING,
        speaker=Speaker("officers", Role.OFFICER) if "officers" in text else None,
        period=next((time for time in (*DAYS, *YEARS) if time.typed in text), None),
        committees=note.forms if "cabinet" in text else (),
        notes=(*query.notes, *([note] if "cabinet" in text else ())),
        suggestion=text.replace("negelct", "neglect") if "negelct" in text else "",
    )


def _holds_all(query: Query, text: str) -> bool:
    return all(highlights(replace(query, wanted=(leaf,)), text) for leaf in query.wanted)


def _sentence(passage: Passage, marks: Sequence[Range]) -> Range | None:
    """Of several, the one with most marks, the last of equals."""
    spans = sentences(passage.text)
    if len(spans) < 2 or not marks:
        return None
    return max(spans, key=lambda span: (sum(span[0] <= m[0] < span[1] for m in marks), span))


def _answer(hits: Sequence[Hit]) -> Answer | None:
    """A sentence of each of the first two, and of the first that comes from another meeting."""
    others = (
        hit for hit in hits[2:] if hit.document.date not in [h.document.date for h in hits[:2]]
    )
    statements = []
    for hit in (*hits[:2], *islice(others, 1)):
        start, end = sentences(hit.passage.text)[0]
        text, context = hit.passage.text[start:end], hit.passage.context
        question = context[0] if hit.passage.kind is PassageKind.EXCHANGE else None
        statements.append(Statement(text, hit.passage, hit.document, start, end, question))
    statements.sort(key=lambda each: each.document.date or dt.date.min, reverse=True)
    return Answer(tuple(statements)) if statements else None


def _facets(hits: Sequence[Hit]) -> dict[str, tuple[FacetCount, ...]]:
    values = {
        "committee": [hit.document.committee for hit in hits],
        "year": [str(hit.document.date.year) for hit in hits if hit.document.date],
        "kind": [hit.document.kind.value for hit in hits],
        "passage": [hit.passage.kind.value for hit in hits],
        "role": [role.value for hit in hits for role in hit.passage.roles],
    }
    return {
        name: tuple(FacetCount(value, count) for value, count in Counter(found).most_common())
        for name, found in values.items()
    }


def _timeline(hits: Sequence[Hit]) -> tuple[YearCount, ...]:
    dated = [(str(h.document.date.year), h.document.committee) for h in hits if h.document.date]
    return tuple(
        YearCount(committee, year, count)
        for (year, committee), count in sorted(Counter(dated).items())
    )
