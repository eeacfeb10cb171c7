"""The words in which minutes report speech: who speaks, and by what verbs."""

from __future__ import annotations


def either(*alternatives: str) -> str:
    """A pattern that matches any one of these patterns."""
    return f"(?:{'|'.join(alternatives)})"


TITLE = (
    either(
        r"Cllrs?\b\.?",
        *("Councillors?", "Alderman", "Mr", "Mrs", "Ms", "Miss", "Mx", "Dr", "Canon"),
        *("Rev(?:d|erend)?", "Prof(?:essor)?", "Sir", "Dame", "Lord", "Lady"),
    )
    + r"\b\.?"
)

OFFICE = either(
    *(
        "members?",
        r"chair(?:man|woman|person)?",
        r"vice[- ]chair\w*",
        "committee",
        "panel",
        "mayor",
    ),
    *("residents?", "tenants?", "leaseholders?", "parents?", "petitioners?", "questioners?"),
    *("speakers?", r"co-opt\w+", "parent governor", "member of the public"),
)
"""What members and those who address them are called where they are not named."""

_DETERMINER = (
    either(
        *("an?", "one", "another", "the", "some", "several", "two", "three", "other", "further"),
        *("many", "both", "second", "number of", "few"),
    )
    + r"\s+"
)

_SORT = either("co-opted", "opposition", "committee", "ward") + r"\s+"

ASKER = either(
    rf"(?:{_DETERMINER})*(?:{_SORT})?{OFFICE}\b", TITLE, "they", "he", "she", "one", "another"
)
"""The subject of a sentence that reports what a member, or somebody who addresses members, says."""

MEMBER = either(rf"(?:{_DETERMINER})*(?:{_SORT})?{OFFICE}\b", TITLE)
"""The same, named or by office; no pronoun."""

NAME = r"(?-i:(?:[A-Z][\w’'-]*\.?\s+){1,4})"
"""A name with its last space, in any pattern's case."""

TOPIC = (
    "(?:"
    + either(
        *("in relation to", "with (?:regard|reference|respect) to", "referring to", "regarding"),
        *("turning to", "noting", "having", "following", "given", "on", "as"),
    )
    + r"\b[^.?!]{0,200}?,\s+)?"
)
"""What may stand before the subject: "In relation to page 4, a Member asked"."""

ALSO = r"(?:(?:also|then|further)\s+)?"

VERB = either(
    *("explained", "confirmed", "respond(?:ed|ing)", "replied", "answered", "advised", "stated"),
    *("said", "clarified", "noted", "reported", "informed", "assured", "reassured", "told"),
    *("acknowledged", "commented", "highlighted", "outlined", "agreed", "undertook", "added"),
    *("emphasi[sz]ed", "stressed", "recogni[sz]ed", "accepted", "described", "pointed out"),
    *("indicated", "offered", "set out", "committed", "promised", "suggested", "considered"),
    *("recalled", "drew attention", "shared", "provided"),
)
"""The verbs of replies; members' remarks have many of them too."""

ACTS = either(
    VERB,
    *(
        "asked",
        "queried",
        "enquired",
        "inquired",
        "wondered",
        "questioned",
        "raised",
        "posed",
        "sought",
    ),
    *("thanked", "welcomed", "expressed", "felt", "thought", "believed", "hoped", "observed"),
    *(
        "referred",
        "requested",
        "challenged",
        "urged",
        "remarked",
        "quoted",
        "introduced",
        "presented",
    ),
    *("proposed", "moved", "MOVED", "seconded", "SECONDED", "declared", "reminded", "invited"),
    *("summarised", "concluded", "opposed", "objected", "disagreed", "spoke", "gave", "called"),
    *(
        "announced",
        "apologised",
        "admitted",
        "denied",
        "argued",
        "conceded",
        "regretted",
        "complained",
    ),
    *("warned", "feared", "commended", "congratulated", "praised", "criticised", "discussed"),
    *("debated", "voted", "abstained", "withdrew", "nominated", "addressed", "allowed", "ruled"),
    *(
        "adjourned",
        "elaborated",
        "reiterated",
        "re-emphasi[sz]ed",
        "echoed",
        "updated",
        "wanted",
        "wished",
    ),
    *(
        "looked forward",
        "summed up",
        "paid tribute",
        "took the [Cc]hair",
        "put forward",
        "read out",
    ),
    *("put (?:to|the|it)", "made (?:an?|the|this|some|two|three|several)", "supported the"),
    *("left the (?:room|meeting|chamber)", "(?:was|were) (?:concerned|pleased|grateful|sorry)"),
    *("(?:was|were) of the view", "heard from"),
)
"""The verbs of whatever is said or done in a meeting."""

REPLIES = either(
    *("replied", "responded", "answered", "explained", "confirmed", "advised", "thanked", "said"),
    *("asked", "agreed", "undertook", "seconded", "SECONDED", "clarified", "stated", "added"),
    "assured",
)
"""Those of them that tell a speaker also in the midst of a sentence."""
