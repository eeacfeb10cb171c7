"""A document taken down: out of service within seconds, then out of the archive's files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from archive.catalogue import Catalogue
from archive.document import Entry
from archive.erasure import (
    Choice,
    Erased,
    NothingToTakeDown,
    choose,
    choose_file,
    erase_files,
    file_id,
    leftovers,
    mark,
)
from archive.progress import Progress, silent
from indexer.building.build import build, remove_others
from indexer.building.description import MODELS, PASSAGES, NoIndex, current
from indexer.building.encoding import exported_encoder
from indexer.building.passage_table import PassageTable
from indexer.models.encoder import Encoder, OnnxEncoder
from indexer.models.export import DEFAULT_MODEL, exported


@dataclass(frozen=True, slots=True)
class Plan:
    """What would be taken down, and what stays that says the same."""

    choice: Choice
    passages: Mapping[str, tuple[str, ...]]
    """Ids of the passages that go, by document."""
    alike: Mapping[str, int]
    """How many passages of each document that stays are copies of one that goes."""
    entries: Mapping[str, Entry]
    """Of every document that is named here but the chosen one."""

    @property
    def passage_count(self) -> int:
        return sum(map(len, self.passages.values()))


def document_of(archive: Path, catalogue: Catalogue, id: str) -> str:
    """The id of what an id names: of a document, by its own or that of one of its passages, or of a file
    that could not be read, by its SHA-256. Raises NothingToTakeDown.
    """
    takedowns = catalogue.takedowns
    if catalogue.versions_of(id) or takedowns.of_document(id):
        return id
    with _table(archive) as table:
        if found := table.find(id) if table else None:
            return found.passage.document
    if former := takedowns.of_passage(id):
        if catalogue.versions_of(former.document):
            raise NothingToTakeDown(
                f"Passage {id} has been taken down already, with a version of document {former.document}. "
                f"If another version must go too, name the document: {former.document}"
            )
        return former.document
    if any(sha256.startswith(id.lower()) for sha256 in takedowns.refused_as(file_id(id))):
        return file_id(id)
    if chosen := choose_file(archive, catalogue, id):
        return chosen.document
    raise NothingToTakeDown(
        f"No document or passage of the archive {archive} has the id '{id}', and no file that could not "
        "be read. It is the last part of the address of the document's or passage's page, or what the "
        "file's SHA-256 begins with, twelve digits at least."
    )


def plan(archive: Path, catalogue: Catalogue, document: str, version: str = "") -> Plan:
    """Look up what goes with a document, or with the version that has the SHA-256 ``version``, or with a
    file that could not be read. Raises NothingToTakeDown.
    """
    file = None if catalogue.versions_of(document) else choose_file(archive, catalogue, document)
    choice = file or choose(catalogue, document, version)
    passages: dict[str, tuple[str, ...]] = {}
    alike: dict[str, int] = {}
    with _table(archive) as table:
        if table is not None:
            for id, gone in choice.gone.items():
                passages[id] = tuple(
                    shelved.passage.id
                    for each in gone
                    for shelved in table.of_version(id, each.number)
                )
            going = {id for ids in passages.values() for id in ids}
            for found in table.get(list(_copies(table, going))).values():
                stays = found.passage.document
                alike[stays] = alike.get(stays, 0) + 1
    named = {*alike, *choice.others}
    heads = {head.document: head.number for head in catalogue.heads()}
    entries = {id: catalogue.entry(heads[id]) for id in named if id in heads}
    return Plan(choice, passages, alike, entries)


def carry_out(
    archive: Path,
    catalogue: Catalogue,
    planned: Plan,
    encoder: Encoder,
    *,
    reason: str,
    is_bare: bool,
    progress: Progress = silent,
) -> Erased:
    """Take down what was planned, and erase it. The caller holds the archive's lock.

    What is killed on the way is finished by ``resume``.
    """
    mark(
        catalogue,
        planned.choice,
        planned.passages,
        reason=reason,
        is_bare=is_bare,
        moment=dt.datetime.now(dt.UTC),
    )
    return finish(archive, catalogue, encoder, progress)


def finish(
    archive: Path, catalogue: Catalogue, encoder: Encoder, progress: Progress = silent
) -> Erased:
    """Erase all that was taken down and is still held; where nothing is, this changes nothing."""
    if catalogue.unerased():
        build(archive, catalogue, encoder, progress)  # in seconds: searched no more
        # What a build takes over from the one before may hold words of it still: made anew, it cannot.
        built = build(archive, catalogue, encoder, progress, afresh=True)
        remove_others(archive, built.name)
    erased = erase_files(archive, catalogue)
    catalogue.erase()
    return erased


def resume(archive: Path, catalogue: Catalogue, model: str, progress: Progress = silent) -> bool:
    """Finish what was broken off, as ``encoder_of`` finds the encoder; whether there was anything."""
    if not leftovers(archive, catalogue):
        return False
    finish(archive, catalogue, encoder_of(archive, model), progress)
    return True


def encoder_of(archive: Path, model: str) -> Encoder:
    """The one that the index was built with: with another, everything would be encoded anew.

    Where there is no index, that of the folder ``model`` or, where it names none, the packaged one.
    """
    try:
        return exported_encoder(archive, current(archive)[1])
    except NoIndex:
        return OnnxEncoder(exported(model or DEFAULT_MODEL, archive / MODELS))


def _copies(table: PassageTable, going: set[str]) -> Iterator[str]:
    groups = table.copies()
    hit = {groups[id].group for id in going if id in groups}
    yield from (id for id, told in groups.items() if told.group in hit and id not in going)


@contextmanager
def _table(archive: Path) -> Iterator[PassageTable | None]:
    """The passages of the build in service; None where there is none."""
    try:
        folder, _ = current(archive)
    except NoIndex:
        yield None
        return
    with closing(PassageTable(folder / PASSAGES)) as table:
        yield table
