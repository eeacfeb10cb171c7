"""Who is meant in a question: "officers", "Councillor Ash", "the Director of Public Health", "the police"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from archive.document import Range
from indexer.analysis import stem
from indexer.query import Speaker
from indexer.role import NOUNS, TITLES, Role, any_of

DETERMINER = r"(?:the|any|some|other|all|our|their|both|many|most|a|an|each|one|two|several)\s+"
"""What stands before a role without changing who is meant."""

_TITLES: dict[Role | None, str] = {
    Role.MEMBER: TITLES[Role.MEMBER],
    Role.PARTNER: TITLES[Role.PARTNER],
    None: "mr mrs ms miss mx dr doctor professor prof sir dame lord lady baroness hon reverend rev",
}
_ANYWHERE = """[Cc]ouncillors? [Cc]llrs? COUNCILLOR Mr Mrs Ms Miss Mx Dr Professor Prof Sir Dame Baroness
    Hon Reverend Rev Inspector Superintendent Sergeant DCI Chief_Constable Chief_Inspector"""


_SPEAKS = {
    Role.CHAIR: "chair chairman vice-chair",
    Role.OFFICER: "officer director head manager solicitor executive treasurer replied explained responses",
    Role.PUBLIC: "resident public deputation petitioner tenant",
    Role.PARTNER: "police superintendent inspector constable nhs hospital trust nurse doctor partner",
    Role.MEMBER: "councillor member leader mayor",
}
"""Words of which the record uses one where such a person speaks."""


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_BODY = r"(?:(?:the|this|our)\s+)?(?:council|committee|panel|board|cabinet|group|meeting)"
_NOBODY_BY_NAME = _compiled(
    rf"(?:{any_of(NOUNS[Role.CHAIR])}|(?:council\s+|elected\s+|committee\s+)?"
    rf"(?:officers?|members?|councillors?|cllrs?|staff|officials?)|(?:members?\s+of\s+)?(?:the\s+)?public)"
    rf"(?:\s+(?:of|on|from)\s+{_BODY})?"
)
"""Roles that tell who is meant, and are not looked for as words."""
_OF_ROLE = {
    role: _compiled(rf"{any_of(listed)}(?:\s+(?:of|for|at|from|in|on)\s.*)?")
    for role, listed in NOUNS.items()
}
_ENDS_IN_ROLE = {role: _compiled(rf".*\s{any_of(listed)}") for role, listed in NOUNS.items()}
_COLLECTIVE = _compiled(
    r"(?P<which>.*?)\s*\b(?:council|(?:sub[-\s]?)?committee|cabinet|panel|board|meeting|group|people|they|we"
    r"|he|she|you|i|it|everyone|anyone|someone|anybody|somebody|authority|executive|forum|minutes|speakers?"
    r"|record|scrutiny|task\s+(?:group|force))"
)
"""Those who meet: what goes before may say which of them, and is looked for."""
_DETERMINERS = _compiled(rf"\A(?:{DETERMINER})+")
_OF_TITLE = {
    role: _compiled(rf"(?:{any_of(listed)}\.?\s+)+(?=\w)(?!(?:of|for|and|in)\b)")
    for role, listed in _TITLES.items()
}
_HONOURS = re.compile(r"(?:\s+(?:AM|MP|MS|OBE|MBE|CBE|QC|KC))+\Z|['’]s\Z")
_NAME = r"[^\W\d_a-z][^\W\d_]*(?:['’-][^\W\d_]+)*"
_IS_NAME = re.compile(rf"{_NAME}(?:\s+(?:and\s+)?(?:{_NAME}|[A-Z]\.)){{0,5}}")
_TITLED = re.compile(
    rf"\b(?P<title>(?:{any_of(_ANYWHERE)}\.?\s+)+)(?P<name>{_NAME}(?:\s+{_NAME}){{0,2}})"
)
_NO_NAMES = frozenset(
    """Call Ward Conduct Training Development Allowances Allowance Questions Question Support Code Road
    Champion Champions Grant Fund Enquiries Induction Surgery Surgeries Briefing Street Lane""".split()
)
"""What may follow a title and is nobody: "Councillor Call for Action", "Sergeant Street"."""


def cues(meant: Speaker | None) -> tuple[str, ...]:
    """Stems by which the record tells that somebody of this role speaks; none where no role is meant."""
    role = meant.role if meant else None
    return tuple(stem(word) for word in _SPEAKS[role].split()) if role else ()


def speaker(who: str) -> tuple[Speaker | None, Range]:
    """Who is meant, and the range of ``who`` that is worth looking for; None for no one in particular."""
    first = len(who) - len(_DETERMINERS.sub("", who))
    bare = who[first:]
    for role, pattern in _OF_TITLE.items():
        title = pattern.match(bare)
        if title:
            name = _HONOURS.sub("", bare[title.end() :])
            start = first + title.end()
            return Speaker(who, role, name), (start, start + len(name))
    if _NOBODY_BY_NAME.fullmatch(bare):
        return Speaker(who, _role(bare, _OF_ROLE)), (0, 0)
    role = _role(bare, _OF_ROLE)
    if role is not None:
        return Speaker(who, role), (first, len(who))
    collective = _COLLECTIVE.fullmatch(bare)
    if collective:
        return None, (first, first + len(collective["which"]))
    role = _role(bare, _ENDS_IN_ROLE)
    if role is None and _IS_NAME.fullmatch(bare):
        name = _HONOURS.sub("", bare)
        return Speaker(who, None, name), (first, first + len(name))
    return (Speaker(who, role) if role else None), (first, len(who))


def _role(bare: str, patterns: dict[Role, re.Pattern[str]]) -> Role | None:
    return next((role for role, pattern in patterns.items() if pattern.fullmatch(bare)), None)


def titled(plain: str) -> Iterator[tuple[Speaker | None, Range]]:
    """The people who are named with a title anywhere in a question, each with where the title stands."""
    for match in _TITLED.finditer(plain):
        words = match["name"].split()
        if words[0] not in _NO_NAMES and words[-1] not in _NO_NAMES:
            yield speaker(match.group())[0], match.span("title")
