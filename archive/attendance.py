"""Reads who took part in a meeting from the lists of names that its minutes open with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from archive.document import AgendaItem, Attendee, Block, BlockKind, Presence
from archive.names import Person, find_people, is_remote, untitled
from archive.posts import is_post

_MAX_FRONT = 120
"""Blocks: a council of ninety, one name a line, is listed within them."""
_MAX_SIGN = 120
"""Characters of a heading over a list of names."""

_MAX_GROUP = 8
"""Words of a line that parts a list ("Labour Group"); a longer one ends it."""

_PARTY = (
    r"(?:(?:conservatives?|labour(?: (?:and|&) co-operative)?|liberal democrats?|lib dems?|greens?"
    r"|independents?|plaid cymru|scottish national|snp|reform(?: uk)?|residents[’']?(?: association)?)"
    r"(?:\s+(?:party|group|alliance|members?|councillors?))*)"
)
_BODY = r"(?:\s+of\s+(?:the\s+)?[\w ,&’'-]{1,80}?)?"
_GROUP = (
    r"(?:(?:the|other|all|elected|voting|non[- ]voting|committee|panel|board|cabinet|executive|council"
    r"|borough|parish|external|statutory|co[- ]opted|independent|additional|named)\s+){0,3}"
    r"(?:members?|councillors?|cllrs?|officers?|staff|co-?optees?|guests?|observers?|others?|visitors?"
    r"|representatives?|invitees?|substitutes?|attendees?|partners|public|press)"
)
_HOW = (
    r"(?:(?:also|were|was)\s+){0,2}(?:present|absent|in\s+attendance|attendance|attending|attended"
    r"|sederunt|apologies(?:\s+(?:for|of)\s+absence)?(?:\s+received)?(?:\s+from)?|by\s+invitation)"
)
_MODE = (
    r"(?:[\s,(–-]*(?:attending\s+)?(?:virtually|remotely|online|in\s+person|by\s+invitation"
    r"|(?:via|on|by)\s+(?:(?:ms|microsoft)\s+)?(?:teams|zoom|video\w*))\)?)?"
)
_SIGN = (
    rf"(?:{_GROUP}(?:\s*(?:and|&|/|,)\s*{_GROUP})?{_BODY}(?:\s+(?:who\s+)?{_HOW})?|{_HOW}(?:\s+{_GROUP})?{_BODY})"
    rf"{_MODE}"
)
_PARTY_LINE = re.compile(rf"{_PARTY}\W*(?:[:\t]|$)", re.IGNORECASE)
_TWIN = r"(?:[^\W\d]+\s+){0,3}[^\W\d]+"
"""The same words in the country's other language: "PRESENNOL / PRESENT"."""
_ALONE = re.compile(
    rf"[\W\d]*(?:{_TWIN}\s*/\s*)?(?:{_SIGN}|{_PARTY})(?:\s*/\s*{_TWIN})?\W*", re.IGNORECASE
)
_LEADING = re.compile(
    rf"(?:^|(?<=[.;\n]))[\W\d]*(?:{_TWIN}\s*/\s*)?(?P<sign>{_SIGN}|{_PARTY}|in\s+the\s+chair)"
    rf"(?:\s*/\s*{_TWIN})?\s*[:–—-]+\s*(?=\S)",
    re.IGNORECASE,
)
_CAPITALS = re.compile(
    r"(?P<sign>(?:MEMBERS |COUNCILLORS |OFFICERS |ALSO )?(?:PRESENT|ABSENT|IN ATTENDANCE|APOLOGIES))\s+(?=\S)"
)
_APOLOGIES_FROM = re.compile(
    r"\bapolog(?:y|ies)\b(?!\s+(?:for|of)\s+(?:late|early|leav))[^.:;\n]{0,80}?"
    r"\b(?:from|on\s+behalf\s+of)\s*:?\s*",
    re.IGNORECASE,
)
_SENT_APOLOGIES = re.compile(
    r"(?:^|(?<=[.\n]))(?P<names>[^.\n]{3,300}?(?:\b[A-Z]\.[^.\n]{1,60}?)*?)\s+(?:had\s+|have\s+)?"
    r"(?:sent|gave|given|tendered|submitted|offered)\s+(?:(?:his|her|their|an)\s+)?apolog(?:y|ies)\b"
    r"(?!\s+for\s+(?:late|early|leav))"
)
_SUBSTITUTED = re.compile(
    r"(?P<name>[^.,;\n]{3,80}?)\s+(?P<role>(?:was\s+|were\s+|had\s+|attended\s+|acted\s+|sat\s+)?(?:present\s+)?"
    r"(?:as\s+)?(?:an?\s+|the\s+)?substitut(?:e|ed|ing)\s+(?:member\s+)?for\s+[^.,;\n]{3,80}"
    r"|substitut(?:ed|ing)(?=\s*[.;]))",
)
_STANDS_IN = re.compile(r"[(\[](?P<name>[^()\[\]]{3,80}?)\s+(?P<role>substitut(?:ed|ing))[)\]]")
"""Who sat for an absentee, in a bracket after the absentee's name."""
_FULL_STOP = re.compile(
    r"(?<![A-Z])(?<!\b(?:Mr|Ms|Dr))(?<!\b(?:Mrs|Rev|Ald))(?<!\bCllr)(?<!\bProf)(?<!\bCllrs)\.(?=\s|$)"
)
_STOP = re.compile(
    rf"{_FULL_STOP.pattern}"
    r"|[,;]?\s(?:who|whom|whose|with|for|due|as|were|was|had|have|because|and\s+for)\b"
)
"""Where a sentence's list of names ends."""
_AND_FROM = re.compile(r",\s+and\s+(?:also\s+)?from\s+(?=[A-Z])")
"""How the list goes on after a clause about the last of them."""

_REASON = re.compile(
    r"ill|sick|unwell|leave|holiday|work|family|commit|bereave|personal|medical", re.I
)
_ITEM_OF_NAMES = re.compile(r"apolog|attendance|\bpresent\b|substitut|^membership\b", re.IGNORECASE)
_COLUMNS = {
    "name": re.compile(
        r"(?:full )?names?|(?:committee )?members?|(?:name of )?councillors?|attendees?|officers?",
        re.I,
    ),
    "role": re.compile(
        r"roles?|job title|title|position|post|designation|capacity|portfolio", re.I
    ),
    "status": re.compile(r"present.*|attend(?:ed|ance).*|status|apologies", re.I),
}
_AWAY = (Presence.APOLOGIES, Presence.ABSENT)
_STATUS = (
    (re.compile(r"apolog|^a$|^apols?\b", re.I), Presence.APOLOGIES),
    (re.compile(r"absent|^no?$|did not|not present", re.I), Presence.ABSENT),
    (re.compile(r"in attendance", re.I), Presence.IN_ATTENDANCE),
    (re.compile(r"present|attend|^y(?:es)?$|^[✓✔☑x]$|^p$|remote|virtual|online", re.I), Presence.PRESENT),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Sign:
    """What the heading over a list says of all who stand in it."""

    presence: Presence
    remotely: bool = False


def find_attendance(
    text: str, blocks: Sequence[Block], items: Sequence[AgendaItem]
) -> tuple[Attendee, ...]:
    """The people whom the minutes list before their first item, and under an item on apologies.

    Nobody is listed whom the record does not name as present, absent or in attendance, and nobody
    twice in one way. In the order of the text; each range is that of the name with its role.
    """
    first = items[0].start if items else len(text)
    front = [block for block in blocks if block.start < first][:_MAX_FRONT]
    found = _once(_listed(text, front, None, is_front=True))
    for item in items:
        if _ITEM_OF_NAMES.search(item.title):
            within = [b for b in blocks if item.start < b.start < item.end][:_MAX_FRONT]
            opening = _sign(item.title) if _ALONE.fullmatch(item.title) else None
            before = tuple(found)
            found += (
                attendee
                for attendee in _once(_listed(text, within, opening))
                if not any(_is_same(attendee, each) for each in before)
            )
    return tuple(sorted(found, key=lambda each: each.start))


def _once(found: Iterable[Attendee]) -> list[Attendee]:
    """The people of one list, in the order of the text, each once in each way."""
    once: dict[tuple[str, Presence], Attendee] = {}
    for attendee in sorted(found, key=lambda each: each.start):
        once.setdefault((attendee.name.casefold(), attendee.presence), attendee)
    return list(once.values())


def _is_same(one: Attendee, other: Attendee) -> bool:
    """Whether two lists name one person: "Councillor Ann Vane" here, "Vane" or "A Vane" there."""
    if one.presence is not other.presence:
        return False
    short, long = sorted((untitled(one.name), untitled(other.name)), key=len)
    if not short or short[-1] != long[-1]:
        return False
    return all(a == b or a == b[0] or b == a[0] for a, b in zip(short[:-1], long, strict=False))


def _listed(
    text: str, blocks: Iterable[Block], sign: _Sign | None, *, is_front: bool = False
) -> Iterator[Attendee]:
    columns: dict[str, int] = {}
    has_present = is_open = False
    for block in blocks:
        words = text[block.start : block.end]
        if sign is None and not is_front and _PARTY_LINE.match(words):
            continue  # whom a group has appointed to a committee
        label = "" if columns else _label(words, block)
        if label:
            sign = _sign(label, has_present=has_present, before=sign)
            has_present = has_present or sign.presence is Presence.PRESENT
            people, _ = find_people(text, block.start + len(label), block.end)
            yield from _attending(text, people, sign)
            continue
        if block.kind is BlockKind.TABLE_HEADER:
            columns = _columns(words)
            continue
        if block.kind is BlockKind.TABLE_ROW and columns:
            yield from _row(text, block, columns, sign)
            continue
        if block.kind is BlockKind.TABLE_ROW and (found := _columns(words)) and "name" in found:
            columns = found
            continue
        columns = {} if block.kind is not BlockKind.TABLE_ROW else columns
        if len(words) <= _MAX_SIGN and _ALONE.fullmatch(words):
            sign = _sign(words, has_present=has_present, before=sign)
            has_present = has_present or sign.presence is Presence.PRESENT
            continue
        told = list(_told(text, block))
        if told:
            yield from told
            sign = None if _ends(words, sign) or "apolog" in words.lower() else sign
            continue
        parts = list(_parts(text, block))
        if parts:
            for words, start, end in parts:
                sign = _sign(words, has_present=has_present, before=sign)
                has_present = has_present or sign.presence is Presence.PRESENT
                many = re.search(r"\b(?:councillors|cllrs)\b", words, re.IGNORECASE) is not None
                people, _ = find_people(text, start, end, many=many)
                yield from _attending(text, people, sign)
                is_open = many and text[start:end].rstrip().endswith(",")
            continue
        if sign is None or block.kind is BlockKind.LABEL:
            continue
        people, is_list = find_people(text, block.start, block.end, many=is_open)
        is_open = is_open and words.rstrip().endswith(",")
        if is_list and (block.kind is not BlockKind.HEADING or people[0].is_titled):
            yield from _attending(text, people, sign)
        elif _ends(words, sign):
            sign = None


def _ends(words: str, sign: _Sign | None) -> bool:
    """Whether a line that lists nobody ends the list.

    Any does where people stayed away, lest somebody be said to have stayed away who did not.
    """
    if sign is not None and sign.presence in _AWAY:
        return re.search(r"apolog|absen", words, re.IGNORECASE) is None
    return len(words.split()) > _MAX_GROUP


def _label(words: str, block: Block) -> str:
    """What a form's row says of the names filled in beside it, in its first cell; else empty."""
    label, *others = words.split("\t")
    is_row = block.kind in (BlockKind.TABLE_HEADER, BlockKind.TABLE_ROW) and others
    if not is_row or not _ALONE.fullmatch(label) or _columns(words):
        return ""
    return "" if any(map(_ALONE.fullmatch, others)) else label  # else each column is a list


def _parts(text: str, block: Block) -> Iterator[tuple[str, int, int]]:
    """The lists of names within one block, each with the words over it: "Present: … Apologies: …"."""
    if block.kind is BlockKind.TABLE_ROW:
        return
    words = text[block.start : block.end]
    signs = list(_LEADING.finditer(words))
    if not signs and (capitals := _CAPITALS.match(words)):
        signs = [capitals]
    if not signs or signs[0].start():
        return
    ends = [*(match.start() for match in signs[1:]), len(words)]
    for match, end in zip(signs, ends, strict=True):
        begins = match.start("sign") if "chair" in match["sign"].lower() else match.end()
        yield match["sign"], block.start + begins, block.start + end


def _sign(words: str, *, has_present: bool = False, before: _Sign | None = None) -> _Sign:
    """What the words over a list say of those in it; a bare "Councillors" goes on as before."""
    words = words.casefold()
    remotely = is_remote(words)
    if "apolog" in words:
        return _Sign(Presence.APOLOGIES)
    if "absent" in words:
        return _Sign(Presence.ABSENT)
    members = re.search(r"\b(?:members?|councillors?|cllrs?|co-?opt\w+|substitutes?)\b", words)
    if re.search(r"\bin\s+attendance\b|^\W*attending\b", words) and not members:
        return _Sign(Presence.IN_ATTENDANCE, remotely)
    if re.search(
        r"\b(?:also|others?|guests?|observers?|visitors?|invit\w+|public|press|partners)\b", words
    ):
        return _Sign(Presence.ALSO_PRESENT, remotely)
    if re.search(r"\b(?:officers?|staff)\b", words) and not members:
        return _Sign(Presence.IN_ATTENDANCE, remotely)
    if re.search(r"\bin\s+attendance\b", words) and has_present:
        return _Sign(Presence.ALSO_PRESENT, remotely)
    names_way = re.search(r"present|attend", words)
    if before is not None and not names_way:
        kept = before.presence in _AWAY
        return _Sign(before.presence if kept else Presence.PRESENT, remotely)
    return _Sign(Presence.PRESENT, remotely)


def _told(text: str, block: Block) -> Iterator[Attendee]:
    """Those of whom a sentence says that they sent apologies, or sat for somebody else."""
    if block.kind is BlockKind.TABLE_ROW:
        return
    for match in _APOLOGIES_FROM.finditer(text, block.start, block.end):
        full_stop = _FULL_STOP.search(text, match.end(), block.end)
        end = full_stop.start() if full_stop else block.end
        for start in (match.end(), *(m.end() for m in _AND_FROM.finditer(text, match.end(), end))):
            stop = _STOP.search(text, start, end)
            yield from _apologising(text, start, stop.start() if stop else end)
    for match in _SENT_APOLOGIES.finditer(text, block.start, block.end):
        yield from _apologising(text, *match.span("names"))
    for match in _SUBSTITUTED.finditer(text, block.start, block.end):
        yield from _substitute(text, match)


def _substitute(text: str, match: re.Match[str]) -> Iterator[Attendee]:
    people, _ = find_people(text, *match.span("name"))
    if len(people) == 1 and not people[0].role:
        role = " ".join(match["role"].split())
        role = re.sub(r"^.*?(?=substitut)", "", role)
        yield Attendee(people[0].name, role, Presence.PRESENT, people[0].start, match.end("role"))


def _apologising(text: str, start: int, end: int) -> Iterator[Attendee]:
    people, _ = find_people(text, start, end)
    yield from _attending(text, people, _Sign(Presence.APOLOGIES))


def _attending(text: str, people: Iterable[Person], sign: _Sign) -> Iterator[Attendee]:
    """The people of one list, and who sat for those of them who stayed away."""
    for person in people:
        yield _attendee(person, sign)
        if sign.presence in _AWAY:
            for match in _STANDS_IN.finditer(text, person.start, person.end):
                yield from _substitute(text, match)


def _attendee(person: Person, sign: _Sign) -> Attendee:
    presence = sign.presence
    if re.match(r"apolog", person.aside, re.IGNORECASE):
        presence = Presence.APOLOGIES
    elif re.match(r"absent", person.aside, re.IGNORECASE):
        presence = Presence.ABSENT
    elif re.match(r"in\s+the\s+chair\b", person.role, re.IGNORECASE):
        presence = Presence.PRESENT  # whatever list the line follows
    # why somebody stayed away is nobody's business, though a list may say it
    is_reason = presence in _AWAY and not _is_public(person.role)
    remotely = person.remotely or sign.remotely
    role = "" if is_reason else person.role
    return Attendee(person.name, role, presence, person.start, person.end, remotely)


def _is_public(role: str) -> bool:
    """Whether a bracket after somebody who stayed away names a post or body, and not a reason."""
    words = role.split()
    named = len(words) > 1 and all(
        word[0].isupper() or word in ("and", "for", "of", "the") for word in words
    )
    return is_post(role) or (named and not _REASON.search(role))


def _columns(header: str) -> dict[str, int]:
    """Which column of a table holds what, where its header row says so."""
    cells = [" ".join(cell.split()).strip(":") for cell in header.split("\t")]
    found: dict[str, int] = {}
    for place, cell in enumerate(cells):
        for name, pattern in _COLUMNS.items():
            if name not in found and pattern.fullmatch(cell):
                found[name] = place
                break
    return found if "name" in found and len(found) > 1 else {}


def _row(
    text: str, block: Block, columns: dict[str, int], sign: _Sign | None
) -> Iterator[Attendee]:
    cells: list[tuple[int, int]] = []
    at = block.start
    for cell in text[block.start : block.end].split("\t"):
        cells.append((at, at + len(cell)))
        at += len(cell) + 1
    if max(columns.values()) >= len(cells):
        return
    people, _ = find_people(text, *cells[columns["name"]])
    status = text[slice(*cells[columns["status"]])].strip() if "status" in columns else ""
    presence = next((value for pattern, value in _STATUS if pattern.search(status)), None)
    if "status" not in columns and sign is not None:
        presence = sign.presence
    if len(people) != 1 or presence is None or status.casefold() == "expected":
        return
    person = people[0]
    start, end = cells[columns["role"]] if "role" in columns else (person.end, person.end)
    if (role := " ".join(text[start:end].split())) and start > person.start and not person.role:
        person = replace(person, role=role, end=end)
    remotely = is_remote(status)
    yield _attendee(replace(person, remotely=person.remotely or remotely), sign=_Sign(presence))
