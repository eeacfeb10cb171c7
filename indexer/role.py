"""In what capacity people speak, and by what words records and questions call them."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """In what capacity somebody speaks in the record."""

    MEMBER = "member"
    OFFICER = "officer"
    CHAIR = "chair"
    PUBLIC = "public"
    PARTNER = "partner"
    """Of another body: police, health, voluntary sector."""


NOUNS = {
    Role.CHAIR: "(?:vice_|vice-|deputy_)?chair(?:man|woman|person)?s? presiding_member",
    Role.OFFICER: """(?:council_|senior_|lead_|monitoring_|section_151_|s151_)?officers? heads?
        (?:council_)?staff officials? clerk solicitor (?:service_|team_)?managers? chief_executive
        (?:executive_|corporate_|assistant_|deputy_|strategic_|service_)?directors?""",
    Role.PUBLIC: """(?:members?_of_)?(?:the_)?public (?:local_)?residents? (?:local_)?people petitioners?
        deputations? neighbours? parents? carers? tenants? leaseholders? objectors? service_users?
        campaigners? public_speakers?""",
    Role.PARTNER: """(?:metropolitan_|met_|local_)?police(?:_officers?)? nhs(?:_representatives?)? icb
        health_partners? (?:nhs_|hospital_|foundation_)trusts? fire_(?:service|brigade) ambulance_service
        partners? partner_(?:organisations?|bodies|agencies) voluntary_(?:sector|organisations?|groups?)
        probation(?:_service)? ofsted cqc""",
    Role.MEMBER: """councillors? cllrs? (?:committee_|elected_|council_|lead_|ward_)?members? mayor
        opposition(?:_members?|_councillors?)? backbenchers? leader deputy_leader
        cabinet_members? (?:cabinet_)?portfolio_holders?""",
}
"""What those of a role are called, for ``any_of``."""

TITLES = {
    Role.MEMBER: "councillor cllr councillors cllrs alderman mayor leader",
    Role.PARTNER: "inspector superintendent sergeant constable pc dci chief_inspector chief_constable",
}
"""Titles before a name that tell the role of whoever bears it."""


def any_of(words: str) -> str:
    """Words, of which a "_" stands for a space, as one pattern; the longest first."""
    listed = sorted(words.split(), key=len, reverse=True)
    return "(?:" + "|".join(word.replace("_", r"\s+") for word in listed) + ")"
