"""Reads people, with their posts, out of a list such as minutes print: "Mr R C Love, OBE (Chairman), …"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from archive.posts import (
    HONOURS,
    MANY,
    NO_NAMES,
    PARTICLES,
    POST,
    SURNAMES_TOO,
    TITLE,
    USUAL,
    is_body,
    is_crowd,
    is_honours,
    is_post,
    says,
)

_BREAK = re.compile(rf"[(\[)\],;\t|]|\s(?:and|&)\s|(?<=\s)(?:the\s+)?(?:{USUAL})\.?(?=\s)", re.I)
_AND = re.compile(r"\s*(?:(?:and|&)\s+)?(?P<anew>from\s+(?:the\s+)?)?")
_ASIDE = re.compile(
    r"(?:for|from|until|till|to|left|arrived|joined|items?|minutes?|part|via|by|not|mrs?|ms|miss|dr)\b",
    re.IGNORECASE,
)
"""How a bracket opens that tells of the meeting, not of a post."""
_REMOTE = re.compile(
    r"\b(?:remote(?:ly)?|virtual(?:ly)?|online|(?:via|on|by) (?:ms |microsoft )?(?:teams|zoom|video\b.*)"
    r"|video[- ]?(?:link|conference))\b",
    re.IGNORECASE,
)
_WHOLLY_REMOTE = re.compile(
    rf"(?:attend(?:ed|ing|ance)?|present|joined|joining|participat\w+)?\W*{_REMOTE.pattern}", re.I
)
_PREFIXED = re.compile(
    r"(?P<role>in the chair|(?:vice[- ]?|deputy )?chair(?:man|woman|person)?|(?:town |parish )?clerk|leader"
    r"|(?:deputy )?mayor|secretary|minutes?)\s*[:–-]\s*",
    re.IGNORECASE,
)
_HOLDER = re.compile(
    r"(?:the\s+)?(?P<role>[^(),;]{3,60}?)\s*\((?P<name>[^()]{3,70})\)(?:\s*\(?in\s+the\s+chair\)?)?",
    re.IGNORECASE,
)
"""An office with its holder in brackets: "The Mayor (Councillor Jane Poe) in the Chair"."""
_BRACKETED_TITLE = re.compile(rf"\((?:{USUAL})\.?\)\s*", re.IGNORECASE)
_INITIALS = re.compile(r"(?:[A-Z]\.?\s?)+\s[A-Z]")
_SET_OFF = re.compile(r"[–—:*\n\t-]|\s{2}")
"""What parts a role from the name before it, where no comma or bracket does."""
_GAP = re.compile(r"\t|\s{2}")
_COLUMN_GAP = re.compile(r"(?<=\S)[^\S\n]{2,}(?=\S)")
_SMALL_WORDS = frozenset("a and at for in of on the to with".split())
_BRACKETS = re.compile(r"\s*[(\[](?P<words>[^()\[\]]*(?:\([^()]*\)[^()\[\]]*)*)[)\]]")
_EDGE = " \t\r\n·•▪*†‡–-.,;:"
_MIN_WIDTH = 55
"""Characters of a line that is broken at a margin."""
_MOST_NAMES = 5
_MAX_ROLE = 200


@dataclass(frozen=True, slots=True)
class Person:
    """A name with what stands beside it; ``start`` and ``end`` are the range of both."""

    name: str
    start: int
    end: int
    role: str = ""
    remotely: bool = False
    aside: str = ""
    """A bracket that is no post: "apologies", "until 8 pm"."""
    role_start: int = -1
    """Where a role begins that no bracket closes, so that a further comma may lie within it; else -1."""
    is_titled: bool = True


def is_remote(words: str) -> bool:
    return _REMOTE.search(words) is not None


def untitled(name: str) -> list[str]:
    """The words of a name without titles, honours and full stops, in lower case."""
    at = 0
    while title := TITLE.match(name, at):
        at = title.end() + len(name[title.end() :]) - len(name[title.end() :].lstrip())
        if bracketed := _BRACKETED_TITLE.match(name, at):
            at = bracketed.end()
    words = (word.strip(".") for word in name[at:].split(",")[0].casefold().split())
    return [word for word in words if word and word not in HONOURS]


def find_people(
    text: str, start: int, end: int, *, many: bool = False
) -> tuple[list[Person], bool]:
    """The people whom ``text[start:end]`` lists, and whether it is a list of people.

    Prose that names somebody is none: what is no name and no post may be only a small part.
    ``many`` says that the words before are a title of them all: "Councillors present: Ash, Elm".
    """
    lines = [match.span() for match in re.compile(r"[^\n]+").finditer(text, start, end)]
    whole = _listed(text, start, end, many=many)
    if len(lines) < 2 or _are_wrapped(lines):
        return whole
    apart = [_listed(text, *line, many=many) for line in lines]
    if all(is_list for _, is_list in apart) and not re.search(
        r"[,;&]\s*\n|\band\s*\n", text[start:end]
    ):
        return [person for people, _ in apart for person in people], True
    return whole


def _are_wrapped(lines: Sequence[tuple[int, int]]) -> bool:
    """Whether lines were broken at a margin, and not after each name."""
    lengths = [end - start for start, end in lines[:-1]]
    return min(lengths) >= max(_MIN_WIDTH, 0.8 * max(lengths))


def _listed(text: str, start: int, end: int, *, many: bool) -> tuple[list[Person], bool]:
    people: list[Person] = []
    strange = 0
    for begins, ends in _segments(text, start, end):
        mark = text[begins - 1 : begins] if begins > start else ""
        opening = _AND.match(text, begins, ends)
        begins = opening.end() if opening else begins
        lead = MANY.match(text, begins, ends)
        many = many or lead is not None
        begins = lead.end() if lead else begins
        words = _squeezed(text[begins:ends])
        if not words:
            continue
        person = _person(text, begins, ends, many=many)
        last = people[-1] if people else None
        if person is not None and _is_another(person, words, last, mark):
            people.append(person)
        elif last is not None and is_honours(words):
            people[-1] = _with_honours(text, last, begins, ends)
        elif (
            last is not None
            and mark != ";"
            and not (opening and opening["anew"])
            and _goes_with(words, last)
        ):
            people[-1] = _with_role(text, last, begins, ends)
        elif last is None or not (is_body(words) or is_post(words)):
            strange += 1
            if sum(word.islower() for word in words.split()) > _MOST_NAMES:
                return [], False  # a sentence
    return people, bool(people) and strange * 2 <= len(people)


def _segments(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The parts of a list between commas, semicolons, tabs and "and", none of them in brackets."""
    depth, at = 0, start
    for match in _BREAK.finditer(text, start, end):
        mark = match[0]
        if mark in "([":
            depth += 1
        elif mark in ")]":
            depth = max(0, depth - 1)
        elif depth or match.start() < at:
            continue
        elif mark[:1] in ",;\t|":
            yield at, match.start()
            at = match.end()
        elif mark[:1].isspace():
            # "Director of Adults and Health" goes on; "Dr A and Canon B" does not
            if not _opens_post_tail(text, match.end(), end):
                yield at, match.start()
                at = match.end()
        elif _is_whole(text[at : match.start()]):
            yield at, match.start()
            at = match.start()
    yield at, end


def _opens_post_tail(text: str, at: int, end: int) -> bool:
    following = re.match(r"[^,;()\t]*", text[at:end])
    words = following[0].split() if following else []
    if TITLE.match(text, at, end):
        return False
    first = words[0].strip(_EDGE).lower() if words else ""
    return first in NO_NAMES and not (len(words) == 1 and first in SURNAMES_TOO)


def _is_whole(words: str) -> bool:
    """Whether a title after these words opens another name: "Cllr A Vane Cllr B Cole"."""
    last = words.split()[-1:]
    return (
        bool(words.strip(_EDGE))
        and words.rstrip()[-1] not in ":–-"
        and TITLE.fullmatch(last[0]) is None
        and last[0].lower() not in ("the", "for", "of", "with", "to")
    )


def _person(text: str, start: int, end: int, *, many: bool) -> Person | None:
    start = end - len(text[start:end].lstrip(_EDGE))
    end = start + len(text[start:end].rstrip(_EDGE))
    holder = _HOLDER.fullmatch(text, start, end)
    if holder and _holds(text, holder):
        role = _squeezed(holder["role"])
        return Person(_squeezed(holder["name"]), holder.start("role"), end, role)
    prefix = _PREFIXED.match(text, start, end)
    at = prefix.end() if prefix else start
    article = re.compile(r"the\s+", re.IGNORECASE).match(text, at, end)
    at = article.end() if article and TITLE.match(text, article.end(), end) else at
    name_start = at
    titled = False
    while title := TITLE.match(text, at, end):
        titled = True
        at = title.end() + len(text[title.end() : end]) - len(text[title.end() : end].lstrip())
        if bracketed := _BRACKETED_TITLE.match(text, at, end):
            at = bracketed.end()
    name_end, count = _name(text, at, end, titled=titled or many)
    bracket = _BRACKETS.match(text, name_end, end)
    enough = 1 if titled or many or (bracket and is_post(bracket["words"])) else 2
    words = _squeezed(text[at:name_end])
    if not enough <= count <= _MOST_NAMES or max(map(len, words.split()), default=0) < 2:
        return None
    person = Person(
        _squeezed(text[name_start:name_end]), name_start, name_end, is_titled=titled or many
    )
    if prefix:
        person = replace(person, role=_squeezed(prefix["role"]), start=start)
    elif not titled and not many and words.isupper() and not bracket:
        return None
    return _with_rest(text, person, name_end, end)


def _holds(text: str, holder: re.Match[str]) -> bool:
    """Whether an office and a name stand so: "D Elm (Councillor A Ash substituting)" are two names."""
    role, name = holder["role"], holder["name"]
    if says(name) or not is_post(role):
        return False
    is_office = POST.match(role) is not None
    if TITLE.match(name):
        return is_office or _name(text, *holder.span("role"), titled=False)[0] < holder.end("role")
    ends, count = _name(text, *holder.span("name"), titled=False)
    return is_office and ends == holder.end("name") and count > 1


def _name(text: str, start: int, end: int, *, titled: bool) -> tuple[int, int]:
    """Where the name that begins at ``start`` ends, and of how many words it is."""
    bracket = re.compile(r"[(\[]").search(text, start, end)
    end = bracket.start() if bracket else end
    for gap in _COLUMN_GAP.finditer(text, start, end):
        following = text[gap.end() : end]
        if POST.match(following) or is_body(following):
            end = gap.start()
            break
    last, count = start, 0
    for match in re.compile(r"\S+").finditer(text, start, end):
        core = match[0].strip(".,‘’'“”\"*")
        low = core.lower()
        is_name = core[:1].isupper() and all(c.isalpha() or c in "-.’'‐" for c in core)
        if not (is_name or low in PARTICLES):
            break
        if low in NO_NAMES and not (low in SURNAMES_TOO and (titled or count)):
            break
        is_last = not text[match.end() : end].strip(_EDGE)
        if count and not is_last and low not in HONOURS and POST.match(text, match.start(), end):
            break
        last, count = match.end(), count + 1
    return start + len(text[start:last].rstrip(",*")), count


def _with_rest(text: str, person: Person, at: int, end: int) -> Person | None:
    """The person with what follows the name; None where that is neither bracket nor post."""
    while bracket := _BRACKETS.match(text, at, end):
        person = _with_bracket(person, bracket)
        at = bracket.end()
    rest = text[at:end]
    begins = at + len(rest) - len(rest.lstrip(" \t\r\n–—-:*"))
    if begins >= end:
        return person
    words, between = text[begins:end], text[at:begins]
    if is_post(words) and (_SET_OFF.search(between) or _is_capitalised(words)):
        return _with_role(text, person, begins, end)
    if _GAP.search(between) and is_body(words):
        return person if person.role else _with_role(text, person, begins, end)
    if _WHOLLY_REMOTE.fullmatch(_squeezed(text[begins:end])):
        return replace(person, remotely=True, end=end)
    return None


def _with_bracket(person: Person, bracket: re.Match[str]) -> Person:
    words = _squeezed(bracket["words"])
    remotely = person.remotely or is_remote(words)
    person = replace(person, remotely=remotely, end=bracket.end())
    if _WHOLLY_REMOTE.fullmatch(words) or not words or is_honours(words):
        return person
    is_aside = _ASIDE.match(words) or re.match(r"apolog|absent", words, re.IGNORECASE)
    if is_aside and not words.lower().startswith("for councillor"):
        return replace(person, aside=words)
    return person if person.role else replace(person, role=words)


def _with_role(text: str, person: Person, start: int, end: int) -> Person:
    """The person with a role that no bracket closes, or with more of it."""
    if person.role_start < 0:
        start = end - len(text[start:end].lstrip(_EDGE))
        person = replace(person, role_start=start)
    end = start + len(text[start:end].rstrip(_EDGE))
    role = _squeezed(text[person.role_start : end])
    return person if len(role) > _MAX_ROLE else replace(person, role=role, end=end)


def _is_capitalised(words: str) -> bool:
    """Whether words are written as a post is, so that no comma need part it from the name before."""
    return all(word[:1].isupper() or word in _SMALL_WORDS for word in words.strip(_EDGE).split())


def _is_another(person: Person, words: str, last: Person | None, mark: str) -> bool:
    """Whether a name after ``mark`` is another person's, and not more of what the last one is."""
    if last is None or person.is_titled or mark == ";" or _INITIALS.match(words):
        return True
    own_role = is_post(person.role) and re.search(r"\s[–—-]\s|\(", words) is not None
    return own_role or not _goes_with(words, last)


def _goes_with(words: str, last: Person) -> bool:
    """Whether a part of a list says what the person before it is."""
    if is_crowd(words) or says(words):
        return False
    if last.role_start >= 0:
        return True
    return not last.role and (is_post(words) or is_body(words))


def _with_honours(text: str, last: Person, start: int, end: int) -> Person:
    if last.role:
        return last
    ends = start + len(text[start:end].rstrip(_EDGE))
    return replace(last, name=_squeezed(text[last.start : ends]), end=ends)


def _squeezed(words: str) -> str:
    return " ".join(words.split())
