"""The lines, cells and sentences that record votes: "For (39)", "8 for, 3 against"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from archive.document import Block
from indexer.passage import Choice
from indexer.splitting.names import ANY_PERSON, TITLED, listed_names
from indexer.splitting.speech import VERB, either

_NUMBERS = {"no": 0, "nil": 0, "none": 0} | {
    word: number
    for number, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
        "sixteen seventeen eighteen nineteen twenty".split(),
        start=1,
    )
}
_NUMBER = either(r"\d{1,3}", *_NUMBERS)

_FOR = either("for", r"in favou?r", "ayes?", "yes")
_AGAINST = either("against", "not in favou?r", "noes", "no", "nays?", "opposed")
_ABSTAINED = either("abstain(?:ed|ing|ers?)?", "abstentions?")
_NEITHER = either(
    *("(?:did )?not voting", "did not vote", "not present", "absent", "present,? not voting"),
    *("no vote recorded", "declar(?:ed|ation of) (?:an )?interests?"),
)
_CHOICE = (
    rf"(?:(?P<abstained>{_ABSTAINED})|(?P<against>{_AGAINST})|(?P<for>{_FOR})|"
    rf"(?P<neither>{_NEITHER}))\b"
)
_WHAT = (
    r"(?:\s+(?:of\s+)?(?:the|this)\s+(?:(?:original|substantive|proposed|main)\s+)?"
    r"(?:motion|amendment|proposal|recommendations?|resolution)(?:\s+as amended|\s+(?:no\.?\s*)?\d)?)?"
)
_WHO_VOTED = (
    r"(?:(?:the following|those|all|members?|councillors?|cllrs?\.?|names? of|number of|total|votes?|voted|"
    r"voting|cast|who|present and|recorded|in)[:–-]?\s+){0,6}(?:votes?|voting)?\s*"
)
_SORT = r"(?:\s*(?:votes?|members?|councillors?))?"
_COUNT = (
    rf"{_SORT}(?:\s*[:–—-]?\s*(?:\(\s*(?P<bracketed>\d{{1,3}}){_SORT}\s*\)|"
    rf"(?P<count>\d{{1,3}})(?![\w/]|\.\d){_SORT}))?"
)
_LABEL = re.compile(
    rf"\W{{0,3}}(?:(?P<before>\d{{1,3}})\s+)?{_WHO_VOTED}{_CHOICE}{_WHAT}{_COUNT}"
    r"(?P<mark>\s*(?:were|was)?\s*(?:[:–—](?!\d)|-(?=\s|$))|\s*[.;,]?$|(?=\s*[,;.)]))?",
    re.I,
)
"""What opens the votes cast one way: "For (39)", "Those voting against the motion:", "Abstentions – 2"."""

_NEXT_LABEL = re.compile(
    rf"(?:(?<=[.;,:)\]\w])|(?<=\d))\s*[,;./]?\s+(?:and\s+)?\(?(?=(?:Votes?\s+|Voting\s+|Voted\s+)?"
    rf"(?i:{either(_FOR, _AGAINST, _ABSTAINED, _NEITHER)})\b(?i:{_WHAT})\s*(?:[:(]|[–-]\s|\d))"
)
_MORE = re.compile(
    rf"\b(?:{_AGAINST}|{_ABSTAINED}|{_FOR})\b\W*\d|\d\W*\b(?:{_AGAINST}|{_ABSTAINED})\b", re.I
)
_COUNTED = re.compile(
    rf"\b(?P<number>{_NUMBER})\s+(?:(?:votes?|members?|councillors?)\s+)?"
    r"(?:(?:were|was|voting|voted|cast|being)\s+)?"
    rf"(?:(?P<abstained>{_ABSTAINED})|(?P<against>against)|(?P<for>in favou?r|for))\b"
    r"(?=\s*(?:[,;.:)/–-]|$|(?:and|to|with|it|of)\b|\d|"
    r"the (?:motion|amendment|proposal|resolution|recommendation)))",
    re.I,
)
_BY_TO = re.compile(
    rf"(?:\bby\s+(?={_NUMBER}\s+to\b)|(?={_NUMBER}\s+votes?\b))(?P<first>{_NUMBER})\s+(?:votes?\s+)?to\s+"
    rf"(?P<second>{_NUMBER})\b",
    re.I,
)
_SCORE = re.compile(
    r"\b(?P<how>(?:RESOLVED|RECOMMENDED|agreed)(?=[\s:–-]*\()|"
    r"vot(?:ed?|es|ing)|tied|carried|lost|defeated)\b[\s:–-]*(?:(?:was|by|at|of)\s+)*(?P<bracket>\()?(?P<first>\d{1,3})\s?(?:[-–]|(?P<colon>:))\s?"
    r"(?P<second>\d{1,3})(?(colon)(?::(?P<third>\d{1,3}))?)(?![\w%/–-]|[.:,]\d)(?(bracket)\))",
    re.I,
)
"""A vote as a score: "voted 6-2", "RESOLVED (10:2:1)", those who abstained last."""

VOTING = re.compile(
    r"\b(?:vote[sd]?|voting|carried|lost|defeated|abstain\w*|abstentions?|(?:up)?on (?:a|the) division)\b",
    re.I,
)
VOTERS = re.compile(
    rf"(?P<who>{ANY_PERSON}(?:(?:,\s*|\s+and\s+|,\s*and\s+)(?:{ANY_PERSON}|[A-Z][\w’'-]+))*)\s+"
    r"(?:having\s+)?(?:(?P<abstained>abstain(?:ed|ing))|"
    r"vot(?:ed|ing)\s+(?:(?P<against>against)|(?P<for>for|in favou?r)))\b"
)
_VOTE = re.compile(r"\b(?:votes?|voted|voting)\b", re.I)
HEADING_LIMIT = 10
"""Words of a cell or caption that says no more than what its table is of."""

_VOTER = re.compile(
    rf"(?<![\w’'])(?P<name>{TITLED})\s*(?:[:–-]\s*|\s)(?:voted\s+)?"
    rf"(?i:(?P<abstained>{_ABSTAINED}|abstain)|(?P<against>against)|(?P<for>for|in favou?r))\b"
)
SPOKEN = re.compile(rf"\b(?!recorded\b){VERB}\s+that\b", re.I)
_CAST = re.compile(r"\b(?:for|favou?r|against|abst\w+|to)\b", re.I)
_POLL = re.compile(
    r"\b(?:survey|consultation|questionnaire|respondents?|petition|referendum)\b", re.I
)
NOBODY = re.compile(
    r"\W*(?:none|nil|nobody|no one|no[- ]?(?:votes|members|councillors)|n/?a)\s*(?:[.;,)]\s*|$)",
    re.I,
)


def opens_votes(words_of: str) -> bool:
    """Whether a line opens, or is, the list or the count of votes cast one way.

    >>> opens_votes("For (39)"), opens_votes("For the avoidance of doubt: no.")
    (True, False)
    """
    label = label_of(words_of)
    return (label is not None and chosen(label) is not None) or bool(voters_in(words_of))


def is_vote_line(words_of: str) -> bool:
    """Whether a line lists or counts votes, or those who did not vote: "Not voting (1): The Mayor"."""
    return label_of(words_of) is not None or bool(voters_in(words_of))


def voters_in(words_of: str) -> list[tuple[str, Choice]]:
    """Who voted how, of a line that says nothing else: "Councillor Vane – For", "(Cllr Moss abstained.)"."""
    if not _CAST.search(words_of):
        return []
    found = list(_VOTER.finditer(words_of))
    if found and not _VOTER.sub("", words_of).strip(" ,;.()"):
        return [(voter["name"], choice) for voter in found if (choice := chosen(voter))]
    found = list(VOTERS.finditer(words_of)) if VOTING.search(words_of) else []
    if not found or VOTERS.sub("", words_of).strip(" ,;.()").lower() not in ("", "and", "while"):
        return []
    return [
        (name, choice)
        for voters in found
        if (choice := chosen(voters))
        for name in listed_names(voters["who"])[0]
    ]


def is_bare_label(words_of: str) -> bool:
    """Whether a line only names votes, such as "Against (22)", so that who cast them follows."""
    label = label_of(words_of)
    return label is not None and not words_of[label.end() :].strip(" .:–-")


def counts_votes(sentence: str) -> bool:
    """Whether a sentence of prose counts votes: "The voting was 8 for, 3 against"."""
    return len({vote.choice for vote in counted_in(sentence)}) > 1


def is_vote_heading(cells: Sequence[str]) -> bool:
    """Whether a table's caption or header row says that it is of votes: "Member | Vote"."""
    sides = {choice for cell in cells if (choice := choice_of(cell))}
    return len(sides) > 1 or any(
        _VOTE.search(cell) and len(cell.split()) <= HEADING_LIMIT for cell in cells
    )


def is_vote_row(cells: Sequence[str]) -> bool:
    """Whether a table's row says how one member, or how many, voted: "Councillor Vane | For"."""
    return len(cells) > 1 and any(choice_of(cell) for cell in cells)


def cells_of(text: str, block: Block) -> list[str]:
    """The words of each cell of a table's row."""
    return [" ".join(cell.split()) for cell in text[block.start : block.end].split("\t")]


class Cast(NamedTuple):
    choice: Choice
    number: int


def label_of(words_of: str) -> re.Match[str] | None:
    """The label that a line opens with: one with a count, a colon or dash after it, or nothing else."""
    label = _LABEL.match(words_of)
    if label is None or (label["mark"] is None and not label["bracketed"]):
        return None
    rest = words_of[label.end() :].strip(" .:–-")
    counted = label["bracketed"] or label["count"] or label["before"]
    if re.match(r"\W{0,3}(?:no|yes)\b", words_of, re.I) and not (counted or rest[:1].isdigit()):
        return None
    if not rest.strip("() ,;"):
        return label
    if label["mark"] == "" and not label["bracketed"]:
        return label if counted and _MORE.search(rest) else None
    listed = counted or rest[0].isdigit() or listed_names(rest)[0]
    return label if listed or NOBODY.match(rest) else None


def parts_of(words_of: str) -> Iterator[str]:
    """A line cut where the next kind of vote begins: "For: Vane. Against: Moss"."""
    start = 0
    for cut in _NEXT_LABEL.finditer(words_of):
        yield words_of[start : cut.start()]
        start = cut.end()
    yield words_of[start:]


def chosen(found: re.Match[str]) -> Choice | None:
    groups = found.groupdict()
    for choice in Choice:
        if groups.get(choice.value):
            return choice
    return None


def choice_of(cell: str) -> Choice | None:
    """What a table's cell that holds nothing else says of a vote; None where it says nothing of it."""
    if cell.lower() in ("yes", "no"):
        return None
    label = _LABEL.fullmatch(cell)
    return chosen(label) if label else None


def label_count(cell: str) -> int | None:
    label = _LABEL.fullmatch(cell)
    printed = (label["bracketed"] or label["count"] or label["before"]) if label else None
    return int(printed) if printed else None


def counted_in(sentence: str) -> list[Cast]:
    """The counts that a sentence of prose gives."""
    if SPOKEN.search(sentence) or _POLL.search(sentence):
        return []
    if score := _scored(sentence):
        return score
    if not _CAST.search(sentence):
        return []
    found = [
        Cast(choice, _number(match["number"]))
        for match in _COUNTED.finditer(sentence)
        if (choice := chosen(match))
    ]
    kinds = [cast.choice for cast in found]
    if len(set(kinds)) < len(kinds):
        return []
    if not {Choice.FOR, Choice.AGAINST} & set(kinds):
        found = _majority(sentence) + found
    return found if len(found) > 1 or VOTING.search(sentence) else []


def _majority(sentence: str) -> list[Cast]:
    """Of "CARRIED by 20 votes to 12": which is which is plain only where the verdict bears the order out."""
    match = _BY_TO.search(sentence)
    if match is None:
        return []
    first, second = _number(match["first"]), _number(match["second"])
    plain = _bears_out(sentence, first, second)
    return [Cast(Choice.FOR, first), Cast(Choice.AGAINST, second)] if plain else []


def _scored(sentence: str) -> list[Cast]:
    """Of "voted 6-2 to approve" or "lost 3:5": read by the same rule; "10:30" may be a time."""
    match = _SCORE.search(sentence)
    if match is None:
        return []
    first, second, third = match.group("first", "second", "third")
    if match["colon"] and len(second) > 1 and third is None:
        return []
    how = match["how"].lower()
    tied = how == "tied" and first == second
    voted = how.startswith("vot") and third is not None
    approved = how.startswith("vot") and re.match(
        r"\s+(?:to|in favou?r|that)\b", sentence[match.end() :]
    )
    ahead = int(first) >= int(second)
    if not (
        tied or voted or (approved and ahead) or _bears_out(match["how"], int(first), int(second))
    ):
        return []
    cast = [Cast(Choice.FOR, int(first)), Cast(Choice.AGAINST, int(second))]
    return cast + ([Cast(Choice.ABSTAINED, int(third))] if third else [])


def _bears_out(words_of: str, first: int, second: int) -> bool:
    """Whether what these words say came of a vote bears out that ``first`` were for, ``second`` against."""
    carried = re.search(r"\b(?:carried|agreed|RESOLVED|RECOMMENDED)\b", words_of, re.I)
    lost = re.search(r"\b(?:lost|defeated)\b", words_of, re.I)
    return bool(
        (carried and not lost and first >= second) or (lost and not carried and first <= second)
    )


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _NUMBERS[word.lower()]
