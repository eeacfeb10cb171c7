"""Questions put in form: "Question 1 from Mrs Vane" with its "Written answer", "Q." with its "A."."""

from __future__ import annotations

import re
from collections.abc import Sequence

from archive.document import Block, BlockKind, Range
from indexer.splitting.ballot import opens_motion
from indexer.splitting.cut import AIM, cut
from indexer.splitting.draft import Draft, Taken, span, words
from indexer.splitting.exchange import exchanged
from indexer.splitting.motion import SPEECH
from indexer.splitting.names import ANY_PERSON
from indexer.splitting.nesting import is_numbered, said, subordinates
from indexer.splitting.resolution import opens_resolution
from indexer.splitting.speech import either

LABEL_LIMIT = 30
"""Words of a line that announces a question or an answer; a longer one says something itself."""

FAR = 12
"""Blocks within which a question's answer is looked for."""

_SORT = r"(?:(?:written|oral|verbal|public|urgent|supplementary|members?[’']?)\s+)*"
_FROM = r"\s+(?:from|by|put by|asked by|given by|on behalf of|to)\s+[^?:]{1,120}"
_QUESTION = re.compile(
    rf"\W*{_SORT}(?:question|(?<=supplementary)\s)"
    rf"(?:\s+(?:no\.?\s*)?\d{{1,3}}(?:\W+(?-i:[A-Z])[^?]{{0,120}})?|"
    rf"\s*[:–-]\s*(?-i:{ANY_PERSON})[^?:]{{0,120}})?(?:{_FROM})?\W*",
    re.I,
)
_ASKED = re.compile(r".*\b(?:asked|put)\b.*\bthe following (?:\w+ )?questions?\s*[:–-]+\W*", re.I)
_OPENS_QUESTION = re.compile(
    rf"\W*(?:Q\d*\s*[:.)]\s+\w|{_SORT}(?i:question)(?:\s+\d+)?(?:{_FROM})?\s*:\s*\w)"
)
_AGAIN = re.compile(r"\bsupplementary\b(?:\s+question\b|\W*$)", re.I)
_ANSWER = re.compile(
    rf"\W*{_SORT}(?:answer|response|reply)(?:\s+\d{{1,3}})?"
    rf"(?:{_FROM}|\s*[:–-]\s*(?-i:{ANY_PERSON})(?:\s*\([^()]*\))?)?\W*",
    re.I,
)
_REPLIED = re.compile(
    r"[^.?]*\b(?:replied|responded|answered)(?:\s+as\s+follows)?\s*[:–-]+\W*", re.I
)
_OPENS_ANSWER = re.compile(
    rf"\W*(?:[AR]\d*\s*[:.)]\s+\w|{_SORT}(?i:answer|response|reply)(?:\s+\d+)?(?:{_FROM})?\s*:\s*\w)|"
    r"[^.?:“]*\b(?:replied|responded|answered)(?:\s+as\s+follows)?\s*[:,–-]+\s*[“\"]"
)
_RESUMES = re.compile(
    r"\W*(?:The|Members|Councillors)\b\s*(?:"
    + either("Committee", "Council", "Board", "Panel", "Cabinet", "meeting", r"Chair\w*", "Mayor")
    + r"\s+)?(?:then|considered|received|noted|thanked|discussed|debated|moved)\b"
)
"""How the record goes on after an answer that nothing closes."""


def take_formal(text: str, blocks: Sequence[Block], at: int) -> Taken | None:
    """The question put in form at ``at`` with its answer and, each apart, its supplementary questions.

    A supplementary question has the first one as context.
    """
    drafts: list[Draft] = []
    asked: tuple[Range, ...] = ()
    after = at
    while after < len(blocks) and (after == at or _AGAIN.search(_printed(text, blocks[after]))):
        start = after
        answer = _answer_at(text, blocks, start)
        if answer is None:
            break
        after = _answer_end(text, blocks, start, answer)
        question = span(blocks[start:answer])
        drafts += exchanged(
            text, question, _brief(text, question), [span(blocks[answer:after])], asked
        )
        asked = asked or (_brief(text, question),)
    return Taken(drafts, after) if drafts else None


def formal_labels(text: str, blocks: Sequence[Block]) -> frozenset[int]:
    """Where the headings start that only label a question or an answer, and pair up."""
    found: list[int] = []
    waiting: list[int] = []
    is_asked = False
    for block in blocks:
        words_of = _printed(text, block)
        heads = [block.start] if block.kind is BlockKind.HEADING else []
        if _opens_question(words_of):
            waiting, is_asked = heads, True
        elif is_asked and _labels_answer(words_of):
            found += [*waiting, *heads]
            waiting = []
        elif heads:
            waiting, is_asked = [], False
    return frozenset(found)


def _printed(text: str, block: Block) -> str:
    """The block's words with "Q." or "A.", which may pass for the letter of a list."""
    return " ".join(text[block.start : block.end].split())


def _opens_question(words_of: str) -> bool:
    if _OPENS_QUESTION.match(words_of):
        return True
    short = words(words_of) <= LABEL_LIMIT
    return short and bool(_QUESTION.fullmatch(words_of) or _ASKED.fullmatch(words_of))


def _labels_answer(words_of: str) -> bool:
    """Whether a line only announces an answer, which follows."""
    short = words(words_of) <= LABEL_LIMIT
    return short and bool(_ANSWER.fullmatch(words_of) or _REPLIED.fullmatch(words_of))


def _answer_at(text: str, blocks: Sequence[Block], at: int) -> int | None:
    """The position of the answer to a question put at ``at``, before any other question."""
    if blocks[at].kind not in SPEECH or not _opens_question(_printed(text, blocks[at])):
        return None
    for place in range(at + 1, min(len(blocks), at + 1 + FAR)):
        words_of = _printed(text, blocks[place])
        if blocks[place].kind not in SPEECH or _opens_question(words_of):
            return None
        if _labels_answer(words_of) or _OPENS_ANSWER.match(words_of):
            return place
        if _ends_answer(text, blocks[place]):
            return None
    return None


def _answer_end(text: str, blocks: Sequence[Block], question: int, answer: int) -> int:
    """The position after an answer: a labelled line with its list, or all that a bare label announces."""
    after = subordinates(blocks, answer)
    if not _labels_answer(_printed(text, blocks[answer])):
        return after
    while after < len(blocks):
        block = blocks[after]
        so_far = text[blocks[answer].start : blocks[after - 1].end]
        closed = "“" in so_far and so_far.count("“") <= so_far.count("”")
        if closed or block.kind not in SPEECH or _opens_question(_printed(text, block)):
            break
        next_turn = is_numbered(block) and is_numbered(blocks[question])
        if after > answer + 1 and (next_turn or _ends_answer(text, block)):
            break
        after += 1
    return after


def _ends_answer(text: str, block: Block) -> bool:
    words_of = said(text, block)
    return bool(opens_resolution(words_of) or opens_motion(text, block) or _RESUMES.match(words_of))


def _brief(text: str, question: Range) -> Range:
    """As much of a question as its answer needs beside it."""
    return question if words(text[slice(*question)]) <= AIM else cut(text, *question)[0]
