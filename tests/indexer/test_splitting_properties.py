"""What holds of the passages of any document, however odd."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from archive.document import TABULAR, AgendaItem, Block, BlockKind, Document, DocumentKind
from archive.reading import Piece, join_pieces
from indexer.passage import PassageKind
from indexer.splitting.splitter import split
from tests.indexer.records import document_of

WORDS = st.sampled_from(
    [
        "A Member asked why costs had risen.",
        "A Member noted the report.",
        "In response, officers explained that steel was dear.",
        "In response to these questions, it was explained.",
        "The following responses were given:",
        "RESOLVED -",
        "It was RESOLVED that it be noted.",
        "THAT the Committee:",
        "note the report;",
        "PRESENT",
        "Councillors Vane and Moss",
        "It was MOVED by Councillor Vane:",
        "For: Councillor Quill",
        "The motion was CARRIED.",
        "Recorded vote",
        "It was moved by Councillor Vane and seconded by Mr R W Gough that it be noted.",
        "For (2)",
        "Mr R W Gough, Mrs T Dean",
        "Against (1): Cllr. A. Okafor",
        "Abstain: none",
        "Amendment lost",
        "The motion was put to the vote: 8 for, 3 against. The amendment was LOST by 3 votes to 9.",
        "Councillor Moss moved an amendment, seconded by the Leader.",
        "Councillor Quill\tFor",
        "Member\tVote",
        "Title\tType\tResult",
        "Motion by Councillor Vane\tAmendment\tRejected",
        "Amendment 2",
        "AMENDMENT 2: Councillor Moss moved, seconded by the Leader, that it be noted.",
        "Amendment 1 was put and LOST (3 for, 9 against).",
        "That the school be closed.",
        "Moved by Councillor Vane, seconded by Councillor Moss.",
        "Question 1 from Mrs Vane",
        "Supplementary question",
        "Written answer by the Leader",
        "Q. Why?",
        "A. Because.",
        "(Councillor Quill abstained.)",
        "Appendix A – Figures",
        "The Chair: Order.",
        "Minutes:",
        "Decision:",
        "Reasons for decision",
        "word " * 70,
        "word. " * 170,
        "The cost was £4m. " * 60,
        "x" * 5_000,
        "?",
        "·",
    ]
)
TEXTS = st.lists(WORDS, min_size=1, max_size=3).map(" ".join) | st.text(max_size=20)
MARKERS = st.sampled_from(["", "·", "-", "1.", "2.", "(a)", "(i)"])


@st.composite
def pieces(draw: st.DrawFn) -> Piece:
    kind = draw(st.sampled_from([*BlockKind, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM]))
    text = draw(TEXTS)
    marker = ""
    level = 0
    if kind is BlockKind.HEADING:
        level = draw(st.integers(0, 3))
    if kind is BlockKind.LIST_ITEM:
        level = draw(st.integers(1, 3))
        marker = draw(MARKERS)
        text = f"{marker} {text}"
    page = draw(st.integers(1, 4))
    return Piece(
        kind, text, draw(st.sampled_from([None, (page, page), (page, page + 1)])), level, marker
    )


@st.composite
def documents(draw: st.DrawFn) -> Document:
    text, blocks, _ = join_pieces(draw(st.lists(pieces(), max_size=14)))
    edges = [block.start for block in blocks] + [len(text)]
    if draw(st.booleans()):
        edges = list(range(len(text) + 1))[:200] + edges
    chosen = sorted(draw(st.sets(st.sampled_from(edges), max_size=6)))
    items = tuple(
        AgendaItem(str(at), draw(st.sampled_from(["", "Apologies", "RESOLVED"])), start, end)
        for at, (start, end) in enumerate(pairwise(chosen))
        if draw(st.booleans())
    )
    return document_of(text, blocks, items, draw(st.sampled_from(list(DocumentKind))))


ABOVE = {BlockKind.HEADING, BlockKind.LABEL, BlockKind.TABLE_HEADER}


@settings(max_examples=300)
@given(documents())
def test_passages_are_exact_ordered_slices_apart_from_each_other(document: Document) -> None:
    last = 0
    for passage in split(document):
        assert last <= passage.start < passage.end
        assert document.text[passage.start : passage.end] == passage.text
        # no blank edges, but for the tabs that a row's empty first cells leave
        assert passage.text.lstrip("\t") == passage.text.strip()
        assert not passage.text.startswith("\t") or any(
            block.kind in TABULAR and block.start <= passage.start < block.end
            for block in document.blocks
        )
        last = passage.end


@settings(max_examples=300)
@given(documents())
def test_no_passage_crosses_an_items_edge(document: Document) -> None:
    for passage in split(document):
        assert passage.item == document.item_at(passage.start)
        assert document.item_at(passage.end - 1) == passage.item
        edges = [edge for item in document.items for edge in (item.start, item.end)]
        assert not any(passage.start < edge < passage.end for edge in edges)


@settings(max_examples=300)
@given(documents())
def test_passages_cover_every_block_of_the_record(document: Document) -> None:
    found = split(document)
    covered = bytearray(len(document.text))
    for passage in found:
        covered[passage.start : passage.end] = b"\1" * (passage.end - passage.start)
        for context in passage.context:
            if not _is_within(document, context.start, {*ABOVE, BlockKind.CAPTION}):
                continue
            covered[context.start : context.end] = b"\1" * (context.end - context.start)
    titles = {title for passage in found for title in passage.section}
    titles |= {passage.item.title for passage in found if passage.item}
    for block in document.blocks:
        words = document.text[block.start : block.end]
        if block.kind is BlockKind.LABEL:
            continue
        if block.kind is BlockKind.HEADING and (
            " ".join(words.split()) in titles or document.items
        ):
            continue
        for offset in range(block.start, block.end):
            assert covered[offset] or document.text[offset].isspace(), (block, offset)


@settings(max_examples=300)
@given(documents())
def test_contexts_are_exact_slices_outside_their_passage(document: Document) -> None:
    for passage in split(document):
        for context in passage.context:
            assert context.start < context.end
            assert document.text[context.start : context.end] == context.text
            assert context.end <= passage.start or context.start >= passage.end


@settings(max_examples=300)
@given(documents())
def test_ids_are_unique_and_lasting(document: Document) -> None:
    found = split(document)
    assert len({passage.id for passage in found}) == len(found)
    assert split(document) == found


@settings(max_examples=300)
@given(documents())
def test_pages_lie_within_the_blocks_pages(document: Document) -> None:
    for passage in split(document):
        pages = [
            block.pages
            for block in document.blocks
            if block.pages and block.start < passage.end and block.end > passage.start
        ]
        expected = (min(a for a, _ in pages), max(b for _, b in pages)) if pages else None
        assert passage.pages == expected


@settings(max_examples=300)
@given(documents())
def test_what_is_said_of_a_motion_stands_in_the_document(document: Document) -> None:
    whole = " ".join(document.text.split())
    for passage in split(document):
        motion = passage.motion
        if motion is None:
            continue
        assert passage.kind in (PassageKind.MOTION, PassageKind.RESOLUTION)
        names = [name for vote in motion.votes for name in vote.names]
        for said in (motion.proposer, motion.seconder, motion.outcome, *names):
            assert said in whole
        for vote in motion.votes:
            assert vote.count is not None and vote.count >= 0
            assert vote.names or str(vote.count) in whole or vote.count == 0


QUESTION = "A Member asked why costs had risen"


@settings(max_examples=100)
@given(
    st.lists(st.integers(3, 400), min_size=1, max_size=6),
    st.integers(0, 250),
    st.sampled_from([("·", "-"), ("•", "o"), ("1.", "(a)"), ("·", "·")]),
)
def test_a_response_never_stands_without_its_question(
    sizes: list[int], preamble: int, markers: tuple[str, str]
) -> None:
    outer, inner = markers
    opening = "Costs matter. " * (preamble // 2)
    question = f"{outer} {opening}{QUESTION}. The following responses were given:"
    parts = [Piece(BlockKind.LIST_ITEM, question, level=1, marker=outer)]
    for size in sizes:
        response = f"{inner} Officers explained. " + "So it was. " * (size // 3)
        parts.append(Piece(BlockKind.LIST_ITEM, response, level=2, marker=inner))
    text, blocks, _ = join_pieces(parts)
    for passage in split(document_of(text, blocks)):
        assert passage.kind in (PassageKind.QUESTION, PassageKind.EXCHANGE)
        if "Officers explained" in passage.text or "So it was" in passage.text:
            beside = [passage.text, *(context.text for context in passage.context)]
            assert any(QUESTION in words for words in beside)


def _is_within(document: Document, offset: int, kinds: set[BlockKind]) -> bool:
    holding: list[Block] = [block for block in document.blocks if block.start <= offset < block.end]
    return any(block.kind in kinds for block in holding)
