"""The files of a build in the making: what has changed is read anew, all else is taken over as it stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from archive.catalogue import Catalogue, Version
from archive.document import Entry
from archive.progress import Progress
from indexer.building.description import COMPARISON, ENGINE, LEXICON, PASSAGES
from indexer.building.earlier import Earlier, changed, heads_of
from indexer.building.passage_table import Copied, PassageTable, TableWriter
from indexer.building.shelved import Shelved
from indexer.building.vector_cache import VectorCache
from indexer.engine import EngineWriter, Held, Indexed
from indexer.engines.embedded.writer import EmbeddedWriter
from indexer.likeness.comparison import Comparison, Searched
from indexer.likeness.copies import Standing
from indexer.models.encoded import encoded_texts
from indexer.passage import Passage
from indexer.splitting.splitter import split
from indexer.understanding import lexicon
from indexer.understanding.lexicon import Lexicon, Noted, note


@dataclass(frozen=True, slots=True)
class _Part:
    """One searched document."""

    entry: Entry
    version: int
    ids: tuple[str, ...]
    """Of its passages, in text order; at least one."""
    read: tuple[Passage, ...] | None
    """These passages where they were split anew; None where they are taken over."""


@dataclass(frozen=True, slots=True)
class Written:
    passages: dict[str, int]
    """How many of each kind are searched."""
    encoded: int
    """Texts that had to be encoded."""


def write(
    folder: Path,
    catalogue: Catalogue,
    earlier: Earlier | None,
    cache: VectorCache,
    progress: Progress,
) -> Written:
    """Write a build of all that the catalogue holds into an empty folder."""
    versions = catalogue.versions()
    afresh = changed(versions, earlier)
    shelved = _split(catalogue, afresh, versions, progress)
    parts = _parts(catalogue, heads_of(versions), shelved, earlier)
    standings = _compare(folder, parts, earlier)
    texts = [encoded_texts(passage) for part in parts for passage in part.read or ()]
    flat = [text for of_passage in texts for text in of_passage]
    missing = cache.missing(flat)
    if missing:
        with progress("Encoding", len(missing)) as step:
            cache.fill(missing, step)
    held = _index(folder, parts, standings, texts, cache, earlier, progress)
    _shelve(folder, parts, shelved, standings, held, earlier)
    _note(folder, catalogue, parts, afresh, earlier)
    if earlier is None:
        cache.keep_only(flat)
    with closing(PassageTable(folder / PASSAGES)) as table:
        return Written(table.kinds(), len(missing))


def _split(
    catalogue: Catalogue, documents: set[str], every: Sequence[Version], progress: Progress
) -> dict[str, tuple[Shelved, ...]]:
    """Every passage of some documents, by document: the searched ones in text order, then the former ones.

    Of a wording that several versions of a document hold, the newest version's passage is kept. A document
    that was taken down has no version, and no passage.
    """
    versions = [version for version in every if version.document in documents]
    found: dict[str, dict[str, Shelved]] = {document: {} for document in documents}
    with progress("Splitting", len(versions)) as step:
        for version in sorted(versions, key=lambda v: (v.document, not v.is_head, -v.number)):
            of_document = found[version.document]
            for place, passage in enumerate(split(catalogue.document(version.number))):
                shelved = Shelved(passage, version.number, place if version.is_head else None)
                of_document.setdefault(passage.id, shelved)
            step(1)
    return {document: tuple(by_id.values()) for document, by_id in found.items()}


def _parts(
    catalogue: Catalogue,
    heads: Mapping[str, int],
    shelved: Mapping[str, tuple[Shelved, ...]],
    earlier: Earlier | None,
) -> list[_Part]:
    """The searched documents in the build's order; those without a passage are left out."""
    parts = []
    for document, number in sorted(heads.items()):
        read = None
        if document in shelved:
            read = tuple(one.passage for one in shelved[document] if one.place is not None)
            ids = tuple(passage.id for passage in read)
        else:
            assert earlier is not None  # without one, every document is split
            ids = earlier.ids.get(document, ())
        if ids:
            parts.append(_Part(catalogue.entry(number), number, ids, read))
    return parts


def _compare(
    folder: Path, parts: Sequence[_Part], earlier: Earlier | None
) -> Mapping[int, Standing]:
    """Where passages that have copies stand among them, by row in the build."""

    def texts(part: _Part) -> Callable[[], list[str]]:
        def read() -> list[str]:
            passages = part.read
            if passages is None:
                assert earlier is not None  # as for every part that was not read
                passages = earlier.table.of_document(part.entry.id)
            return [passage.text for passage in passages]

        return read

    comparison = Comparison.open(earlier.folder / COMPARISON) if earlier else Comparison()
    standings = comparison.standings(
        [Searched(part.entry, part.version, texts(part)) for part in parts]
    )
    comparison.write(folder / COMPARISON)
    return standings


def _index(
    folder: Path,
    parts: Sequence[_Part],
    standings: Mapping[int, Standing],
    texts: Sequence[list[str]],
    cache: VectorCache,
    earlier: Earlier | None,
    progress: Progress,
) -> dict[str, Held]:
    """Write the engine's files; what it holds of each passage that was read, by id.

    ``texts`` holds the texts encoded for each of these, in order.
    """
    (folder / ENGINE).mkdir()
    writer: EngineWriter = EmbeddedWriter(
        folder / ENGINE, earlier.folder / ENGINE if earlier else None
    )
    encoded = iter(texts)
    row = 0
    try:
        with progress("Indexing", sum(len(part.ids) for part in parts)) as step:
            for part in parts:
                for place, id in enumerate(part.ids):
                    standing = standings.get(row) or (row, 0)
                    if part.read is None:
                        writer.keep(id, *standing)
                    else:
                        vectors = cache.get(next(encoded))
                        writer.add(
                            Indexed(
                                part.read[place], part.entry, vectors[0], vectors[1:], *standing
                            )
                        )
                    row += 1
                step(len(part.ids))
            return {one.id: one for one in writer.commit()}
    except BaseException:
        writer.cancel()
        raise


def _shelve(
    folder: Path,
    parts: Sequence[_Part],
    shelved: Mapping[str, tuple[Shelved, ...]],
    standings: Mapping[int, Standing],
    held: Mapping[str, Held],
    earlier: Earlier | None,
) -> None:
    """Write the table of passages."""
    ids = [id for part in parts for id in part.ids]
    table = TableWriter(folder / PASSAGES, earlier.folder / PASSAGES if earlier else None)
    for document, read in shelved.items():
        table.replace(
            document,
            (
                one
                if one.place is None
                else replace(
                    one, words=held[one.passage.id].words, vectors=held[one.passage.id].vectors
                )
                for one in read
            ),
        )
    table.set_copies(
        {ids[row]: Copied(ids[group], precedence) for row, (group, precedence) in standings.items()}
    )
    table.close()


def _note(
    folder: Path,
    catalogue: Catalogue,
    parts: Sequence[_Part],
    afresh: set[str],
    earlier: Earlier | None,
) -> None:
    """Write the lexicon."""
    come = (_noted(part.entry, part.read) for part in parts if part.read is not None)
    if earlier is None:
        lexicon.write(folder / LEXICON, come)
        return
    gone = (
        _noted(catalogue.entry(number), earlier.table.of_document(document))
        for document, number in earlier.heads.items()
        if document in afresh
    )
    lexicon.write(folder / LEXICON, come, Lexicon.open(earlier.folder / LEXICON), gone)


def _noted(entry: Entry, passages: Sequence[Passage]) -> Noted:
    headings = dict.fromkeys(passage.heading for passage in passages)
    return note([entry.title, *headings, *(passage.text for passage in passages)])
