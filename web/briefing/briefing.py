"""A briefing: exact quotations with their places, ready to be shown or written to a file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from archive.citation import cite, source_link
from archive.document import Entry, Status
from archive.quotations import words_sha256
from indexer.passage import Passage
from indexer.results import Coverage
from web import search_wording, wording
from web.briefing.selection import Grouping, Selection
from web.desk import Desk
from web.language import N_, _, long_date
from web.library import Located
from web.presenters.cautions import cautions
from web.presenters.drafts import final_minutes
from web.presenters.motion import MotionFacts, motion_facts, resolution_url
from web.presenters.words import Words, words_of
from web.takedown import told
from web.urls import Urls, followable

_REPLACED = N_(
    "These words are no longer in the current version of the document: the publisher has replaced it. "
    "They stand here as they were published."
)
_REREAD = N_(
    "The same file has since been read again, by better rules, and no longer has this passage as it "
    "stands here."
)


@dataclass(frozen=True, slots=True)
class Quotation:
    number: int
    """Of its footnote, from 1, in the order of the briefing."""
    passage: Passage
    entry: Entry
    """The version of the document that the words are a slice of."""
    words: Words
    """In full, with what they need above them."""
    motion: MotionFacts | None
    kind: str
    heading: str
    where: str
    """Committee and date, where neither that nor its section says them."""
    note: str
    """The reader's own; empty where there is none."""
    citation: str
    url: str
    """Absolute, of the passage on this site."""
    source_url: str
    """Of the place at the publisher; empty where it has no address."""
    retrieved: str
    """The day on which the archive received the document, in words."""
    cautions: tuple[str, ...]
    """What a reader should know before trusting the words to be all, or current."""
    is_superseded: bool

    @property
    def is_draft(self) -> bool:
        return self.entry.status is Status.DRAFT

    @property
    def facts(self) -> tuple[str, ...]:
        """What it is, whether a draft, and what the record says of a motion, as files tell it in a line."""
        draft = (_("Draft"),) if self.is_draft else ()
        return (self.kind, *draft, *(self.motion.facts if self.motion else ()))

    @property
    def title(self) -> str:
        """What it stands under in a file."""
        return f"{self.heading} ({self.where})" if self.where else self.heading

    @property
    def text_sha256(self) -> str:
        """Of the quoted words, as UTF-8."""
        return words_sha256(self.passage.text)


@dataclass(frozen=True, slots=True)
class Section:
    heading: str
    """Committee and date; empty where the passages stand in the reader's own order."""
    quotations: tuple[Quotation, ...]


@dataclass(frozen=True, slots=True)
class TakenDown:
    """A picked passage that was taken down since."""

    passage: str
    """Its id."""
    told: str
    """What it was, when it was taken down and why, as far as that may be said."""


@dataclass(frozen=True, slots=True)
class Briefing:
    title: str
    notice: str
    """What readers of every page of the site should know first, and of its files too; may be empty."""
    grouping: Grouping
    sections: tuple[Section, ...]
    missing: tuple[str, ...]
    """Ids that were picked and that the archive does not know."""
    taken_down: tuple[TakenDown, ...]
    coverage: Coverage
    made: dt.date
    address: str
    """Absolute, of the briefing's page, from which it can be made again."""

    @property
    def quotations(self) -> tuple[Quotation, ...]:
        return tuple(each for section in self.sections for each in section.quotations)

    @property
    def searched(self) -> str:
        """What the archive held on the day, as sentences."""
        held = _(
            "On %(date)s the archive held %(searched)s.",
            date=long_date(self.made),
            searched=search_wording.searched(self.coverage),
        )
        chosen = _(
            "The passages were chosen by a reader from what they found there: others may bear on the "
            "same matter."
        )
        return " ".join(filter(None, (held, search_wording.not_read(self.coverage), chosen)))


def compiled(
    selection: Selection, desk: Desk, urls: Urls, site: str, today: dt.date, notice: str
) -> Briefing:
    """``site`` is put before the site's own addresses, as letters and files that leave it need them."""
    located = [(each, desk.library.passage(each)) for each in selection.passages]
    found = [each for __, each in located if each]
    unknown = [id for id, each in located if each is None]
    takedowns = {id: desk.library.takedown_of_passage(id) for id in unknown}
    bare, root = urls.carrying(()), site.rstrip("/")
    grouped = _sections(found, selection.grouping)
    sections: list[Section] = []
    number = 0
    for heading, members in grouped:
        quotations = []
        for each in members:
            number += 1
            note = selection.notes.get(each.passage.id, "")
            quotations.append(
                _quotation(number, each, note, desk, bare, root, is_placed=bool(heading))
            )
        sections.append(Section(heading, tuple(quotations)))
    return Briefing(
        title=selection.title or _("Briefing"),
        notice=notice,
        grouping=selection.grouping,
        sections=tuple(sections),
        missing=tuple(id for id, takedown in takedowns.items() if takedown is None),
        taken_down=tuple(TakenDown(id, told(one)) for id, one in takedowns.items() if one),
        coverage=desk.library.coverage(),
        made=today,
        address=root + urls.carrying(selection.parameters()).briefing,
    )


def _sections(found: Sequence[Located], grouping: Grouping) -> list[tuple[str, list[Located]]]:
    """In the reader's order within each; committees by name, the dates of each from the oldest on."""
    if grouping is Grouping.OWN:
        return [("", list(found))] if found else []
    groups: dict[tuple[str, dt.date], list[Located]] = {}
    for each in found:
        key = (each.entry.committee, each.entry.date or dt.date.max)
        groups.setdefault(key, []).append(each)
    ordered = sorted(groups, key=lambda key: (not key[0], key))
    return [(_heading(groups[key][0].entry), groups[key]) for key in ordered]


def _heading(entry: Entry) -> str:
    committee = entry.committee or _(wording.NO_COMMITTEE)
    return f"{committee}, {wording.date_or_undated(entry.date)}"


def _quotation(
    number: int,
    located: Located,
    note: str,
    desk: Desk,
    urls: Urls,
    root: str,
    *,
    is_placed: bool,
) -> Quotation:
    passage, entry = located.passage, located.entry
    resolved = resolution_url(passage, desk.library, urls)
    motion = motion_facts(passage, root + resolved if resolved else "")
    heading, place = passage.heading or entry.title, _heading(entry)
    return Quotation(
        number=number,
        passage=passage,
        entry=entry,
        words=words_of(passage, in_full=True),
        motion=motion,
        kind=wording.passage_kind(passage),
        heading=heading,
        where="" if is_placed or place in heading else place,
        note=note,
        citation=cite(entry, passage.item, passage.pages),
        url=root + urls.passage(passage.id),
        source_url=followable(source_link(entry, passage.text, passage.item, passage.pages)),
        retrieved=long_date(entry.provenance.retrieved.date()),
        cautions=tuple(_cautions(located, desk, urls, root)),
        is_superseded=located.superseded,
    )


def _cautions(located: Located, desk: Desk, urls: Urls, root: str) -> list[str]:
    told = cautions(
        located.entry,
        located.passage,
        final=final_minutes(located.entry, desk.library, urls),
        is_struck=bool(desk.struck_in(located.passage)),
    )
    final = f"{told.final.told}: {root}{told.final.url}" if told.final else ""
    draft = " ".join(filter(None, (told.draft, final)))
    superseded = _(_REREAD if located.reread else _REPLACED) if located.superseded else ""
    cut = " ".join(filter(None, (told.cut_short, told.rest_url)))
    return [each for each in (superseded, draft, told.machine_read, told.struck, cut) if each]
