"""Exchanges: a question or comment with its responses, and questions without a recorded answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from archive.document import Block, BlockKind, Range
from indexer.passage import PassageKind
from indexer.sentences import sentences
from indexer.splitting.cut import AIM, cut, is_long
from indexer.splitting.draft import Draft, Taken, span, words
from indexer.splitting.nesting import body, is_beneath, is_numbered, said, subordinates
from indexer.splitting.question import (
    announces_questions,
    asks,
    is_interrogative,
    may_answer_itself,
    remarks,
)
from indexer.splitting.reply import (
    answers_within,
    is_answered,
    last_question,
    named_member_speaks,
    names_its_question,
    officers_reply,
    opens_reply,
    opens_reply_to_all,
)
from indexer.splitting.resolution import opens_resolution

TOGETHER = 200
"""Words up to which a question and its responses are one passage; the encoder sees all of it, and a
reader takes it in at once. A longer exchange is found by the response that matters."""

_SPEECH = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)


@dataclass(frozen=True, slots=True)
class _Opening:
    """What the block that may open an exchange says, by its sentences."""

    place: Range
    spoken: tuple[str, ...]
    at: tuple[Range, ...]
    """Where each sentence stands in the document; the block's marker is in none."""
    question: int | None

    @property
    def answered(self) -> bool:
        return self.question is not None and is_answered(self.spoken, self.question)


def take_exchange(text: str, blocks: Sequence[Block], at: int, lead: str = "") -> Taken | None:
    """The exchange that opens at ``at``, if one does; ``lead`` is what the list was introduced with."""
    block = blocks[at]
    if block.kind not in _SPEECH:
        return None
    opening = _read(text, block, announced=announces_questions(lead))
    after = _responses_end(text, blocks, at)
    beneath = blocks[at + 1 : after]
    if not opening.spoken:
        return None
    if opening.question is None:
        if _is_answered_remark(opening, text, beneath):
            return Taken(_exchange(text, block, opening, beneath), after)
        return None
    if beneath and all(_only_asks(said(text, item)) for item in beneath):
        return _after_questions(text, blocks, at, after, opening)
    if beneath or opening.answered:
        return Taken(_exchange(text, block, opening, beneath), after)
    return _after_questions(text, blocks, at, after, opening)


def _read(text: str, block: Block, *, announced: bool) -> _Opening:
    start = body(text, block)
    places = [(start + first, start + last) for first, last in sentences(text[start : block.end])]
    spoken = tuple(" ".join(text[slice(*place)].split()) for place in places)
    question = last_question(spoken, is_announced=announced)
    return _Opening((block.start, block.end), spoken, tuple(places), question)


def _only_asks(words_of: str) -> bool:
    return is_interrogative(words_of) and not may_answer_itself(words_of)


def _responses_end(text: str, blocks: Sequence[Block], at: int) -> int:
    """The position after the responses listed beneath the block at ``at``.

    A paragraph between two responses, as a page's end leaves it behind, goes with the first.
    """
    block = blocks[at]
    after = at + 1
    if block.kind is BlockKind.LIST_ITEM:
        while after < len(blocks):
            resumed = after > at + 1 and blocks[after].kind is BlockKind.PARAGRAPH
            response = after + 1 if resumed else after
            if response == len(blocks) or not is_beneath(blocks[response], block):
                break
            if _starts_anew(text, blocks[response], block):
                break
            after = response + 1
        return after
    if text[block.start : block.end].rstrip(" -–").endswith(":"):
        while after < len(blocks) and blocks[after].kind is BlockKind.LIST_ITEM:
            if asks(said(text, blocks[after])):
                return at + 1
            after += 1
    return after


def _starts_anew(text: str, block: Block, above: Block) -> bool:
    """Whether an item set as deep as the one above it, by a lesser marker, is another member's turn."""
    words_of = said(text, block)
    return block.level == above.level and (asks(words_of) or remarks(words_of))


def _is_answered_remark(opening: _Opening, text: str, beneath: Sequence[Block]) -> bool:
    """Whether a block without a question is a comment and its reply, or a reply that names its question."""
    first = opening.spoken[0]
    if names_its_question(first):
        return any(
            officers_reply(sentence) or answers_within(sentence) for sentence in opening.spoken
        )
    if not remarks(first):
        return False
    if any(officers_reply(sentence) for sentence in opening.spoken[1:]):
        return True
    return bool(beneath) and opens_reply(said(text, beneath[0]))


def _after_questions(
    text: str, blocks: Sequence[Block], at: int, after: int, opening: _Opening
) -> Taken | None:
    """A question without its own answer: with the reply that stands after it, or else unanswered.

    Several questions may share one reply that says so. Where a named member speaks next, that may be
    the answer. So may any paragraph be that comes after a paragraph or numbered paragraph, unlike a
    bullet, which is a turn of its own; so these are called unanswered only where they open with the
    question, and another question, a decision or nothing follows.
    """
    block = blocks[at]
    reply = after
    while reply < len(blocks) and _is_open_question(text, blocks[reply]):
        reply = subordinates(blocks, reply)
    if reply < len(blocks) and blocks[reply].kind in _SPEECH:
        opener = said(text, blocks[reply])
        if opens_reply_to_all(opener) or (reply == after and opens_reply(opener)):
            end = _reply_end(text, blocks, reply)
            question = span(blocks[at:reply])
            return Taken(exchanged(text, question, question, _responses(blocks, reply, end)), end)
    following = said(text, blocks[after]) if after < len(blocks) else ""
    if named_member_speaks(following):
        return None
    is_running = block.kind is BlockKind.PARAGRAPH or is_numbered(block)
    if is_running and (opening.question != 0 or not _turns_away(blocks, after, following)):
        return None
    if not is_running and _may_go_on(blocks, after) and not opens_resolution(following):
        return None
    kind = PassageKind.UNANSWERED
    return Taken([Draft(kind, *part) for part in cut(text, *span(blocks[at:after]))], after)


def _may_go_on(blocks: Sequence[Block], after: int) -> bool:
    """Whether a paragraph after a bullet may be the rest of it, which a page's end has cut off.

    It may if it stands between bullets, or opens the next page.
    """
    if after == len(blocks) or blocks[after].kind is not BlockKind.PARAGRAPH:
        return False
    if after + 1 < len(blocks) and blocks[after + 1].kind is BlockKind.LIST_ITEM:
        return True
    before, here = blocks[after - 1].pages, blocks[after].pages
    return before is not None and here is not None and before[1] < here[0]


def _turns_away(blocks: Sequence[Block], at: int, words_of: str) -> bool:
    """Whether what stands at ``at`` plainly does not answer what stands before it."""
    if at == len(blocks) or blocks[at].kind not in _SPEECH:
        return True
    return asks(words_of) or names_its_question(words_of) or opens_resolution(words_of)


def _is_open_question(text: str, block: Block) -> bool:
    if block.kind not in _SPEECH:
        return False
    opening = _read(text, block, announced=False)
    return opening.question is not None and not opening.answered


def _reply_end(text: str, blocks: Sequence[Block], at: int) -> int:
    """The position after a reply, its list, and further replies that go on with it."""
    after = _responses_end(text, blocks, at)
    while after < len(blocks) and blocks[after].kind is blocks[at].kind:
        words_of = said(text, blocks[after])
        if names_its_question(words_of) or not opens_reply(words_of):
            break
        after = _responses_end(text, blocks, after)
    return after


def _responses(blocks: Sequence[Block], start: int, end: int) -> list[Range]:
    """Each response with what lies beneath it, and the paragraph that goes on with it."""
    places: list[Range] = []
    at = start
    while at < end:
        after = min(subordinates(blocks, at), end)
        if blocks[at].kind is BlockKind.LIST_ITEM:
            while after < end and blocks[after].kind is BlockKind.PARAGRAPH:
                after += 1
        places.append(span(blocks[at:after]))
        at = after
    return places


def _exchange(text: str, block: Block, opening: _Opening, beneath: Sequence[Block]) -> list[Draft]:
    if beneath:
        return exchanged(
            text,
            opening.place,
            _asked(text, opening, beneath),
            _responses(beneath, 0, len(beneath)),
        )
    kind = PassageKind.EXCHANGE
    first, *rest = cut(text, block.start, block.end)
    context = (_asked(text, opening, beneath),)
    return [Draft(kind, *first), *(Draft(kind, *part, context=context) for part in rest)]


def exchanged(
    text: str,
    question: Range,
    asked: Range,
    responses: Sequence[Range],
    context: tuple[Range, ...] = (),
) -> list[Draft]:
    """One passage if short; else the question, and each response with the question as context too."""
    whole = (question[0], responses[-1][1])
    if words(text[slice(*whole)]) <= TOGETHER and not is_long(text, *whole):
        return [Draft(PassageKind.EXCHANGE, *whole, context=context)]
    drafts = [Draft(PassageKind.QUESTION, *part, context=context) for part in cut(text, *question)]
    for response in responses:
        drafts += [
            Draft(PassageKind.EXCHANGE, *part, context=(*context, asked))
            for part in cut(text, *response)
        ]
    return drafts


def _asked(text: str, opening: _Opening, beneath: Sequence[Block]) -> Range:
    """What a response needs beside it: what was said before it or, if that is long, the question alone."""
    question = opening.at[opening.question or 0]
    before = (opening.place[0], opening.place[1] if beneath else question[1])
    return before if words(text[slice(*before)]) <= AIM else question
