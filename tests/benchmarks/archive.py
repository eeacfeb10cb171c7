"""Archives of any size, written through the product's own writers, without its readers and its model.

The passages are drawn sentences. Each sentence has its real vector, with noise; a passage's vector is the
mean of those of its sentences, with noise. Passages carry no digests, so ``verify`` finds fault.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import random
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from archive.catalogue import Catalogue, open_catalogue
from archive.document import (
    AgendaItem,
    Block,
    BlockKind,
    Document,
    DocumentKind,
    Entry,
    Meeting,
    Provenance,
)
from archive.passage_id import passage_id
from indexer.building.build import put_in_service
from indexer.building.description import ENGINE, INDEX, LEXICON, MODELS, PASSAGES
from indexer.building.passage_table import TableWriter
from indexer.building.shelved import Shelved
from indexer.engine import Indexed
from indexer.engines.embedded.writer import EmbeddedWriter
from indexer.models.encoder import OnnxEncoder, Vectors
from indexer.models.export import DEFAULT_MODEL, exported
from indexer.passage import Passage, PassageKind
from indexer.understanding import lexicon
from indexer.understanding.lexicon import Noted, note
from tests.benchmarks.prose import Prose
from tests.benchmarks.tokenised import Tokenised

COMMITTEES = tuple(
    f"{name} Committee"
    for name in (
        "Adult Social Care",
        "Audit",
        "Children and Young People",
        "Environment and Climate",
        "Health Scrutiny",
        "Highways and Transport",
        "Housing",
        "Licensing",
        "Planning",
        "Policy and Resources",
        "Public Protection",
        "Standards",
    )
)
_PASSAGES, _IN_ITEM = 50, 5
"""Passages of a document, and of each of its items."""
_KINDS = (PassageKind.NARRATIVE, PassageKind.EXCHANGE, PassageKind.RESOLUTION, PassageKind.QUESTION)
_NOISE = 0.5
"""Length of the noise beside a vector of length 1: two draws of a sentence then have a cosine of .8."""
_FIRST_DAY = dt.date(2004, 1, 5)
_RETRIEVED = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


def make(folder: Path, passages: int, prose: Prose, *, with_whoosh: bool) -> None:
    """Make an archive in an empty folder; without Whoosh it can be served but never added to."""
    index = folder / INDEX
    making = index / "building-benchmark"
    (making / ENGINE).mkdir(parents=True)
    models = folder.parent / MODELS  # shared by the archives that stand side by side
    encoder = OnnxEncoder(exported(DEFAULT_MODEL, models))
    (folder / MODELS).symlink_to(models.absolute())
    maker = _Maker(prose, _sentence_vectors(folder.parent, prose, encoder), passages)
    with open_catalogue(folder, create=True) as catalogue:
        writer = EmbeddedWriter(making / ENGINE, None, None if with_whoosh else Tokenised())
        table = TableWriter(making / PASSAGES, None)

        def noted() -> Iterator[Noted]:
            for document, shelved in maker.documents(catalogue, writer):
                table.replace(document, shelved)
                yield note(one.passage.text for one in shelved)

        with catalogue.writing():
            lexicon.write(making / LEXICON, noted())
        table.close()
        writer.commit()
        heads = {version.document: version.number for version in catalogue.versions()}
    newest = max(heads.values())
    put_in_service(making, encoder.model, newest, heads, maker.kinds)


def _sentence_vectors(place: Path, prose: Prose, encoder: OnnxEncoder) -> Vectors:
    """Kept beside the archives, for the next one."""
    digest = hashlib.sha256("\n".join([encoder.model, *prose.sentences]).encode()).hexdigest()[:12]
    path = place / f"sentences-{digest}.npy"
    if not path.is_file():
        np.save(path, encoder.encode(prose.sentences))
    return np.asarray(np.load(path))


class _Maker:
    def __init__(self, prose: Prose, vectors: Vectors, passages: int) -> None:
        self._prose, self._vectors, self._passages = prose, vectors, passages
        self._noise = np.random.default_rng(1)
        self.kinds: dict[str, int] = {}

    def documents(
        self, catalogue: Catalogue, writer: EmbeddedWriter
    ) -> Iterator[tuple[str, list[Shelved]]]:
        """Every document with its passages, once it is in the catalogue and they in the index."""
        draw, row = random.Random(1), 0
        for number in range(-(-self._passages // _PASSAGES)):
            count = min(_PASSAGES, self._passages - row)
            document, drawn = self._document(number, count, draw)
            version = catalogue.add(document, "benchmark", None)
            catalogue.set_head(document.id, version)
            blocks = [block for block in document.blocks if block.kind is BlockKind.PARAGRAPH]
            shelved = []
            for place, (block, sentences) in enumerate(zip(blocks, drawn, strict=True)):
                kind = draw.choice(_KINDS)
                text = document.text[block.start : block.end]
                passage = Passage(
                    id=passage_id(document.id, text, 0),
                    document=document.id,
                    kind=kind,
                    start=block.start,
                    end=block.end,
                    text=text,
                    item=document.item_at(block.start),
                )
                vectors = self._with_noise(self._vectors[list(sentences)])
                whole = self._with_noise(vectors.mean(axis=0, keepdims=True))[0]
                writer.add(Indexed(passage, document.entry, whole, vectors, row, 0))
                self.kinds[kind.value] = self.kinds.get(kind.value, 0) + 1
                shelved.append(Shelved(passage, version, place))
                row += 1
            yield document.id, shelved

    def _with_noise(self, vectors: Vectors) -> Vectors:
        unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
        noise = self._noise.standard_normal(vectors.shape, np.float32)
        noisy = unit + noise * np.float32(_NOISE / vectors.shape[1] ** 0.5)
        return np.asarray(noisy / np.linalg.norm(noisy, axis=1, keepdims=True), np.float32)

    def _document(
        self, number: int, count: int, draw: random.Random
    ) -> tuple[Document, list[tuple[int, ...]]]:
        pieces: list[tuple[BlockKind, str]] = []
        sentences = []
        for place in range(count):
            drawn = self._prose.draw(draw)
            if place % _IN_ITEM == 0:
                title = " ".join(draw.choice(self._prose.sentences).split(" ")[:5])
                pieces.append((BlockKind.HEADING, f"{place // _IN_ITEM + 1}. {title}"))
            pieces.append((BlockKind.PARAGRAPH, drawn.text))
            sentences.append(drawn.sentences)
        text = "\n".join(piece for _, piece in pieces)
        blocks, starts, at = [], [], 0
        for kind, piece in pieces:
            is_heading = kind is BlockKind.HEADING
            blocks.append(Block(kind, at, at + len(piece), level=int(is_heading)))
            starts += [(at, piece)] if is_heading else []
            at += len(piece) + 1
        ends = [start for start, _ in starts[1:]] + [len(text)]
        items = tuple(
            AgendaItem(heading.partition(". ")[0], heading.partition(". ")[2], start, end)
            for (start, heading), end in zip(starts, ends, strict=True)
        )
        committee = COMMITTEES[number % len(COMMITTEES)]
        date = _FIRST_DAY + dt.timedelta(days=draw.randrange(22 * 365))
        source = f"benchmark/{number:06}"
        entry = Entry(
            id=f"{number:012x}",  # ascending, as documents stand in an index
            title=f"Minutes of the {committee}, {date:%d %B %Y}",
            kind=draw.choice((DocumentKind.MINUTES, DocumentKind.MINUTES, DocumentKind.REPORT)),
            committee=committee,
            date=date,
            provenance=Provenance(
                source, f"{number}.txt", hashlib.sha256(text.encode()).hexdigest(), _RETRIEVED
            ),
            meeting=Meeting(committee, date),
        )
        return Document(entry, text, tuple(blocks), items), sentences
