"""Whose words a passage records: real forms of minutes, each with the roles that the record gives."""

from __future__ import annotations

import pytest

from archive.document import Attendee, Document, Presence
from indexer.role import Role
from indexer.splitting.roll import Roll, of_post
from indexer.splitting.speaking import Speakers
from tests.indexer.records import document

M, OFF, C, P, B = Role.MEMBER, Role.OFFICER, Role.CHAIR, Role.PUBLIC, Role.PARTNER
LISTED = [
    ("Councillor Hester Vane", "Chair", Presence.PRESENT),
    ("Councillor Femi Ash", "", Presence.PRESENT),
    ("Councillor Odile Moss", "Vice-Chair", Presence.PRESENT),
    ("Mr Piers Ash", "Head of Transport", Presence.IN_ATTENDANCE),
    ("Perpetua Lyle", "Section 151 Officer and Director of Finance", Presence.IN_ATTENDANCE),
    ("Beatrix Holm", "Chief Executive, Millfield Learning Trust", Presence.IN_ATTENDANCE),
    ("Gideon Asprey", "Independent Chair, Safeguarding Adults Board", Presence.IN_ATTENDANCE),
    ("Wilf Draycott", "", Presence.PRESENT),
]


def speakers(listed: list[tuple[str, str, Presence]]) -> Speakers:
    plain: Document = document("= 1. Item\nNothing.")
    attendance = tuple(Attendee(*each, 0, 1) for each in listed)
    return Speakers(Roll(Document(plain.entry, plain.text, plain.blocks, plain.items, attendance)))


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("· A Member asked why. Officers explained that it was late.", {M, OFF}),
        ("Councillor Brand asked when it would end.", {M}),
        ("The Director of Public Health replied that it would not.", {OFF}),
        ("The Executive Director, Adults and Health, replied that fees would rise.", {OFF}),
        ("In response to questions officers explained the delay.", {OFF}),
        ("In response to a question from Councillor Ash, Ms Lyle said no.", {M, OFF}),
        ("(2) Perpetua Lyle said that the gap was wide.", {OFF}),
        ("Mr Ash outlined the scheme.", {OFF}),
        ("Councillor Ash outlined the scheme.", {M}),
        ("Councillor Vane thanked everybody.", {M, C}),
        ("Councillor Moss thanked everybody.", {M}),
        ("The Chair thanked everybody.", {C}),
        ("The Superintendent said that knives were fewer.", {B}),
        ("Beatrix Holm said that the trust had six schools.", {B}),
        ("The Independent Chair said that reviews were slow.", {B}),
        ("Mr Love (Cabinet Member for Education) introduced the plan.", {M}),
        ("Dr Gosh, Director of Public Health, introduced the report.", {OFF}),
        ("The Leader and officers agreed.", {M, OFF}),
        ("It was MOVED by Councillor Ash, SECONDED by Councillor Moss.", {M}),
        ("The deputation asked for a date.", {P}),
        ("A resident asked about bins, and the Cabinet Member replied.", {P, M}),
        # What does not say who speaks, or only tells of others.
        ("It was explained that the bridge was shut.", set()),
        ("Report of the Director of Housing.", set()),
        ("Residents said in the survey that buses were late.", set()),
        ("Of those that officers visited, most were pleased.", set()),
        ("The Chief Executive of Northern Water said that it rained.", set()),
        ("RESOLVED that the Director of Housing be authorised to sign.", set()),
        ("Wilf Draycott said that he agreed.", set()),
        ("Mr Brown said that he agreed.", set()),
        ("Members of staff asked for help.", set()),
    ],
)
def test_roles_are_what_the_record_says(text: str, roles: set[Role]) -> None:
    assert set(speakers(LISTED).roles(text)) == roles


def test_what_introduces_a_list_tells_whose_words_it_holds() -> None:
    who = speakers(LISTED)

    assert who.roles("(b) Roads.", ["Mr Ash provided an update on the following:"]) == (OFF,)
    assert who.roles("- Late.", ["A Member asked why. The following responses were given:"]) == ()


def test_a_stranger_speaks_for_the_public_only_in_its_part_of_the_meeting() -> None:
    who = speakers(LISTED)

    assert who.roles("Mr Brown asked why.", heading="Public questions") == (P,)
    assert who.roles("Mr Brown asked why.", heading="Budget") == ()
    assert who.roles("Mr Ash replied.", heading="Public questions") == (OFF,)


def test_those_present_are_members_where_nobody_is_titled_councillor() -> None:
    who = speakers(
        [("Mr R W Gough", "Chairman", Presence.PRESENT), ("Mr N Baker", "", Presence.PRESENT)]
    )

    assert set(who.roles("Mr Gough and Mr Baker agreed.")) >= {M}
    assert who.roles("Mr Baker noted it.") == (M,)


@pytest.mark.parametrize(
    ("post", "roles"),
    [
        ("Head of Hospital Social Work", {OFF}),
        ("Larkmere and Fenland Integrated Care Board", {B}),
        ("Detective Superintendent", {B}),
        ("Chair, Housing Scrutiny Committee", {M}),
        ("Managing Director", set()),
        ("Lantern Theatre Company", set()),
        ("", set()),
    ],
)
def test_a_post_gives_its_role(post: str, roles: set[Role]) -> None:
    assert of_post(post) == roles
