"""Motions as many councils print them: who moved, how it ended, how each voted, and what travels with it."""

from __future__ import annotations

import pytest

from archive.document import BlockKind
from archive.reading import Piece, join_pieces
from indexer.passage import Motion, Passage, PassageKind
from indexer.splitting.splitter import split
from indexer.splitting.verdict import verdict
from tests.indexer.records import document, document_of

AMES, BOYD, COLE = "Councillor Ames", "Councillor Boyd", "Councillor Cole"


def passages(source: str) -> list[Passage]:
    return list(split(document(source)))


def motions(source: str) -> list[Motion]:
    """Each different motion, in the order of its first passage."""
    return list(dict.fromkeys(passage.motion for passage in passages(source) if passage.motion))


def told(motion: Motion) -> str:
    """A motion in one line: movers, verdict, votes."""
    votes = "; ".join(
        f"{vote.choice} {vote.count}" + "".join(f" [{name}]" for name in vote.names)
        for vote in motion.votes
    )
    sort = "amendment" if motion.is_amendment else "motion"
    verdict = f"{motion.outcome} (amended)" if motion.is_amended else motion.outcome
    return f"{sort}: {motion.proposer} + {motion.seconder} = {verdict} | {votes}"


SHAPES = {
    "county": (
        """
(1) Mr P J Oakley proposed and Mrs S Channing seconded the motion that the plan be adopted.
(2) The Chair put the motion set out in paragraph 1 to the vote and the voting was as follows:
For (3)
Mr P J Oakley, Mrs S Channing, Mr R C Lovage, OBE
Against (2)
Ms J Meade,
Dr L O’Sullivan
Abstain (0)
Motion CARRIED.
""",
        "motion: Mr P J Oakley + Mrs S Channing = CARRIED | for 3 [Mr P J Oakley] [Mrs S Channing]"
        " [Mr R C Lovage, OBE]; against 2 [Ms J Meade] [Dr L O’Sullivan]; abstained 0",
    ),
    "headings of votes": (
        """
The motion was put to the vote.
## For (2)
Councillor Ames, Councillor Boyd
## Against (1)
Councillor Cole
""",
        "motion:  +  =  | for 2 [Councillor Ames] [Councillor Boyd]; against 1 [Councillor Cole]",
    ),
    "london": (
        """
Councillor Ames MOVED, and Councillor Boyd SECONDED, the recommendations in the report.
Following debate these were put to the vote and CARRIED with 31 votes in favour, 14 against and
2 abstentions.
""".replace("and\n", "and "),
        "motion: Councillor Ames + Councillor Boyd = CARRIED | for 31; against 14; abstained 2",
    ),
    "in one line": (
        "It was proposed by Cllr. A. Okafor, seconded by the Mayor. CARRIED unanimously",
        "motion: Cllr. A. Okafor + the Mayor = CARRIED | ",
    ),
    "parish": (
        "It was proposed by Cllr. B. Thorne, seconded by Cllr. M. Pike and RESOLVED to pay the bill.",
        "motion: Cllr. B. Thorne + Cllr. M. Pike = RESOLVED | ",
    ),
    "parish form": (
        """
Proposer: Cllr Thorne
Seconder: Cllr Pike
Vote: 6 for, 1 against, 0 abstentions
""",
        "motion: Cllr Thorne + Cllr Pike =  | for 6; against 1; abstained 0",
    ),
    "majority, lost": (
        "Upon being put to the vote, the amendment was declared LOST by 12 votes to 21.",
        "amendment:  +  = LOST | for 12; against 21",
    ),
    "majority, carried": (
        "The motion was CARRIED by eight votes to three.",
        "motion:  +  = CARRIED | for 8; against 3",
    ),
    "majority against the verdict": (
        "The motion was LOST by 21 votes to 12.",
        "motion:  +  = LOST | ",
    ),
    "prose": (
        "The motion was put to the vote and LOST: 20 for, 39 against.",
        "motion:  +  = LOST | for 20; against 39",
    ),
    "prose without a verdict": (
        "It was moved by Councillor Ames and seconded by Councillor Boyd that it be approved."
        " The voting was 8 for, 3 against, 1 abstention.",
        "motion: Councillor Ames + Councillor Boyd =  | for 8; against 3; abstained 1",
    ),
    "small letters at a vote": (
        "On being put to the vote the motion was lost.",
        "motion:  +  = lost | ",
    ),
    "dashes": (
        """
Voting For – 12
Against – 3
Abstentions – 0
""",
        "motion:  +  =  | for 12; against 3; abstained 0",
    ),
    "those voting": (
        """
Those voting for the motion: Councillors Ames, Boyd and Cole.
Those voting against the motion: Councillor Dunn.
Abstentions: None
""",
        "motion:  +  =  | for 3 [Ames] [Boyd] [Cole]; against 1 [Councillor Dunn]; abstained 0",
    ),
    "named vote": (
        """
RECORDED VOTE
FOR the motion (4): Councillors Ames, Boyd, Cole and Dunn
AGAINST the motion (2): Councillors Eaves and Frost
ABSTENTIONS (1): Councillor Grieve
NOT VOTING (1): The Mayor
The motion was therefore CARRIED.
""",
        "motion:  +  = CARRIED | for 4 [Ames] [Boyd] [Cole] [Dunn]; against 2 [Eaves] [Frost];"
        " abstained 1 [Councillor Grieve]",
    ),
    "names below bare labels": (
        """
FOR:
Ames
Boyd
AGAINST:
Cole
""",
        "motion:  +  =  | for 2 [Ames] [Boyd]; against 1 [Cole]",
    ),
    "names as bullets": (
        """
The votes were recorded as follows:
For:
· Councillor Ames
· Councillor Boyd
Abstained:
· Councillor Cole (Chair)
""",
        "motion:  +  =  | for 2 [Councillor Ames] [Councillor Boyd]; abstained 1 [Councillor Cole]",
    ),
    "count after the names": (
        """
Those voting in favour: Councillors ap Rhys, Llwyd and Pugh (3)
Those voting against: Councillor Tanner (1)
""",
        "motion:  +  =  | for 3 [ap Rhys] [Llwyd] [Pugh]; against 1 [Councillor Tanner]",
    ),
    "in one sentence": (
        "The recorded vote was: For: Councillors Ames and Boyd; Against: Councillor Cole;"
        " Abstain: none. The motion was CARRIED.",
        "motion:  +  = CARRIED | for 2 [Ames] [Boyd]; against 1 [Councillor Cole]; abstained 0",
    ),
    "run together": (
        "For (2) Mr A Ames, Mr B Boyd Against (1) Mrs C Cole Abstain (0) Motion carried.",
        "motion:  +  = carried | for 2 [Mr A Ames] [Mr B Boyd]; against 1 [Mrs C Cole]; abstained 0",
    ),
    "printed count and fewer names": (
        "For (3): Councillor Ames, Councillor Boyd",
        "motion:  +  =  | for 3 [Councillor Ames] [Councillor Boyd]",
    ),
    "a member against": (
        "It was moved by the Leader, Councillor R. Stone, and seconded by the Deputy Leader that it be"
        " approved. The motion was CARRIED, Councillors Ames and Boyd voting against.",
        "motion: Councillor R. Stone + the Deputy Leader = CARRIED | against 2 [Ames] [Boyd]",
    ),
    "casting vote": (
        "There being 5 for and 5 against, the Chair gave a casting vote and the motion was CARRIED.",
        "motion:  +  = CARRIED | for 5; against 5",
    ),
    "resolution with its vote": (
        "RESOLVED (by 9 votes to 2, with 1 abstention) that the licence be granted.",
        "motion:  +  = RESOLVED | for 9; against 2; abstained 1",
    ),
    "resolution with a line on the vote": (
        """
RESOLVED that the licence be granted.
(Voting: For 9, Against 2, Abstentions 1)
""",
        "motion:  +  = RESOLVED | for 9; against 2; abstained 1",
    ),
    "resolution with names": (
        """
RESOLVED that the licence be granted.
For: Councillors Ames and Boyd
Against: Councillor Cole
""",
        "motion:  +  = RESOLVED | for 2 [Ames] [Boyd]; against 1 [Councillor Cole]",
    ),
    "on the motion of": (
        "On the motion of Councillor Ames, seconded by Councillor Boyd, it was RESOLVED to adjourn.",
        "motion: Councillor Ames + Councillor Boyd = RESOLVED | ",
    ),
    "mover with an office between": (
        "The Leader proposed and Mr Oakley, Deputy Leader and Cabinet Member for Finance, seconded the"
        " above motion that Cabinet.",
        "motion: The Leader + Mr Oakley =  | ",
    ),
    "proposal": (
        "A proposal was made by the Chair to defer the item. The proposal was seconded by Councillor"
        " Boyd-Hale, voted on and carried.",
        "motion: the Chair + Councillor Boyd-Hale = carried | ",
    ),
    "ayes and noes": (
        """
Moved by Ames, seconded by Boyd, that the minutes be approved.
AYES: Ames, Boyd
NOES: None
""",
        "motion: Ames + Boyd =  | for 2 [Ames] [Boyd]; against 0",
    ),
    "withdrawn": (
        "Councillor Ames moved an amendment, seconded by Councillor Boyd. The amendment was WITHDRAWN.",
        "amendment: Councillor Ames + Councillor Boyd = WITHDRAWN | ",
    ),
    "a line for each member": (
        """
On a recorded vote:
Councillor Ames – For
Councillor Boyd – For
Cllr. C. Cole: Against
""",
        "motion:  +  =  | for 2 [Councillor Ames] [Councillor Boyd]; against 1 [Cllr. C. Cole]",
    ),
    "a table run together": (
        "Recorded vote\nCouncillor Ames For Councillor Boyd Against Mr C Cole Abstained",
        "motion:  +  =  | for 1 [Councillor Ames]; against 1 [Councillor Boyd];"
        " abstained 1 [Mr C Cole]",
    ),
    "mover and seconder in sentences of their own": (
        "Cllr Conteh moved that the Order be confirmed. Cllr Flint seconded. The motion was CARRIED.",
        "motion: Cllr Conteh + Cllr Flint = CARRIED | ",
    ),
    "seconder in a paragraph of its own": (
        """
Councillor Conteh moved that the Order be confirmed.
This was seconded by Councillor Flint.
""",
        "motion: Councillor Conteh + Councillor Flint =  | ",
    ),
    "movers without a by": (
        "The minutes were approved. Proposed Cllr Rainbird, seconded Cllr Okeke.",
        "motion: Cllr Rainbird + Cllr Okeke =  | ",
    ),
    "movers cut short": (
        "Prop: Cllr Rainbird Sec: Cllr Okeke. All in favour.",
        "motion: Cllr Rainbird + Cllr Okeke =  | ",
    ),
    "votes in brackets": (
        "The motion, proposed by Councillor Bose and seconded by Councillor Cole, was put to the vote and"
        " lost (For: 4; Against: 9).",
        "motion: Councillor Bose + Councillor Cole = lost | for 4; against 9",
    ),
    "division in a sentence": (
        "On a division there were: Ayes 12, Noes 9. The motion was declared CARRIED.",
        "motion:  +  = CARRIED | for 12; against 9",
    ),
    "score": (
        "The Committee voted 6-2 to approve the application.",
        "motion:  +  =  | for 6; against 2",
    ),
    "score in brackets": (
        "RESOLVED (10:2:1) that the report be noted.",
        "motion:  +  = RESOLVED | for 10; against 2; abstained 1",
    ),
    "score of a tie": (
        "The vote was tied 4-4 and the Chair’s casting vote was given against. The recommendation was"
        " REFUSED.",
        "motion:  +  = REFUSED | for 4; against 4",
    ),
    "score of a motion lost": ("Motion defeated 3–7.", "motion:  +  = defeated | for 3; against 7"),
    "recommendation with those against": (
        """
RECOMMENDED – That the Council adopts the Strategy.
(Councillors Adair and Bose voted against.)
""",
        "motion:  +  =  | against 2 [Adair] [Bose]",
    ),
    "resolution with an abstention": (
        """
RESOLVED – That the Strategy be adopted.
(Cllr Bose abstained.)
""",
        "motion:  +  = RESOLVED | abstained 1 [Cllr Bose]",
    ),
    "notice of motion": (
        """
Proposed by: Councillor Ames
Seconded by: Councillor Boyd
This Council notes:
1. that trees are few;
2. that shade is good.
This Council resolves to plant trees.
A recorded vote was requested, and the votes were recorded as follows:
FOR
Councillors Ames, Boyd,
Cole and Dunn
AGAINST
Councillor Frost
ABSTAIN
None
The motion was declared CARRIED.
""",
        "motion: Councillor Ames + Councillor Boyd = CARRIED | for 4 [Ames] [Boyd] [Cole] [Dunn];"
        " against 1 [Councillor Frost]; abstained 0",
    ),
    "table of members": (
        """
It was MOVED by Councillor Ames, SECONDED by Councillor Boyd that it be approved.
|| Member | Vote
| Councillor Ames | For
| Councillor Boyd | For
| Councillor Cole | Against
| Councillor Dunn | Abstain
CARRIED
""",
        "motion: Councillor Ames + Councillor Boyd = CARRIED | for 2 [Councillor Ames]"
        " [Councillor Boyd]; against 1 [Councillor Cole]; abstained 1 [Councillor Dunn]",
    ),
    "table of members without a header": (
        """
The vote was taken by roll call.
| Councillor Ames | For
| Councillor Cole | Against
""",
        "motion:  +  =  | for 1 [Councillor Ames]; against 1 [Councillor Cole]",
    ),
    "table of crosses": (
        """
|| Name | For | Against | Abstain
| Councillor Ames | X
| Councillor Cole |  | X
| Total | 1 | 1 | 0
""",
        "motion:  +  =  | for 1 [Councillor Ames]; against 1 [Councillor Cole]; abstained 0",
    ),
    "table of sides": (
        """
^ Recorded vote on the amendment
| For (2) | Councillors Ames and Boyd
| Against (1) | Councillor Cole
""",
        "motion:  +  =  | for 2 [Ames] [Boyd]; against 1 [Councillor Cole]",
    ),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_a_motion_is_read_as_printed(shape: str) -> None:
    source, expected = SHAPES[shape]
    assert [told(motion) for motion in motions(source)] == [expected]


@pytest.mark.parametrize(
    "words",
    [
        "No vote was taken.",
        "No recorded vote was requested.",
        "It was noted that the motion had been CARRIED at Council.",
        "Councillor Vane said that the amendment had been lost in May.",
        "The Member noted that the line carried 18 million passengers.",
        "The amendment to the Regulations meant that income was lost.",
        "Lost working days had fallen.",
        "LOST PROPERTY",
        "For 12, 13 and 14 year olds, the offer was wider.",
        "Against 12 other councils, the borough did well.",
        "For: see the table below.",
        "Yes: the scheme would go on.",
        "Residents answered the survey: 62 for, 30 against.",
        "An officer had been seconded from the NHS.",
        "Two nurses were seconded by the Trust to the team.",
        "Councillor Vane proposed that officers look at parking.",
        "Absent: Councillor Moss",
        "It was RESOLVED (10:30) to adjourn.",
        "Members voted 12-13 May as the date.",
        "The Committee agreed 8-3 sites.",
        "The Council voted in 2023-24 to cut.",
        "Councillor Bose asked that the application be REFUSED.",
    ],
)
def test_discussion_is_no_motion(words: str) -> None:
    assert motions(words) == []


@pytest.mark.parametrize(
    "table",
    [
        "|| Characteristic | Affected\n| Age | No\n| Race | Yes",
        "|| Forecast for 2024-25 | Actual against target\n| 12 | 14",
    ],
)
def test_other_tables_are_no_votes(table: str) -> None:
    assert {passage.kind for passage in passages(table)} == {PassageKind.TABLE_ROW}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The motion was CARRIED.", "CARRIED"),
        ("Motion carried.", "carried"),
        ("The amendment fell.", "fell"),
        ("The Chair declared the motion NOT CARRIED.", "NOT CARRIED"),
        ("If the amendment were CARRIED, the rest would fall.", ""),
        ("The Chair asked whether the motion was LOST.", ""),
        ("The Monitoring Officer advised that the motion was LOST.", ""),
        ("Members agreed with the motion.", ""),
        ("CARRIED UNANIMOUSLY", "CARRIED"),
        ("The application was REFUSED.", "REFUSED"),
        ("Motion WITHDRAWN", "WITHDRAWN"),
        ("The amendment was carried by 3 votes to 2 and the Committee resolved it.", "carried"),
        ("With 9 voting in favour and none against, the motion was carried.", "carried"),
        ("The motion was put and lost.", "lost"),
        ("Resolved unanimously.", "Resolved"),
        ("The recommendation was put to the meeting and, by affirmation, AGREED.", "AGREED"),
        ("The motion was carried with some reluctance.", ""),
        ("LOST PROPERTY OFFICE", ""),
    ],
)
def test_verdicts(sentence: str, expected: str) -> None:
    assert verdict(sentence) == expected


DEBATE = """
= 12. Revenue budget
(1) Mr R Vane moved and Mr P Moss seconded the following motion:
“The County Council is asked to:
(a) approve the budget; and
(b) note the risks.”
(2) Members debated it at length.
(3) It was moved by Mrs T Dunn and seconded by Mr A Hale that £2m be added for libraries.
(4) Following the debate, the Chairman put the amendment set out in paragraph 3 to the vote and the voting was as follows:
For (2)
Mrs T Dunn, Mr A Hale
Against (3)
Mr R Vane, Mr P Moss, Miss S Carr
Amendment lost
(5) The Chairman put the substantive motion to the vote and the voting was as follows:
For (3)
Mr R Vane, Mr P Moss,
Miss S Carr
Against (2)
Mrs T Dunn, Mr A Hale
Motion CARRIED
(6) RESOLVED that the County Council approve the budget.
= 13. Next business
None.
"""  # noqa: E501


def test_an_amendment_stands_apart_from_its_motion() -> None:
    main, amendment = motions(DEBATE)
    assert told(main) == (
        "motion: Mr R Vane + Mr P Moss = CARRIED | for 3 [Mr R Vane] [Mr P Moss] [Miss S Carr];"
        " against 2 [Mrs T Dunn] [Mr A Hale]"
    )
    assert told(amendment) == (
        "amendment: Mrs T Dunn + Mr A Hale = lost | for 2 [Mrs T Dunn] [Mr A Hale];"
        " against 3 [Mr R Vane] [Mr P Moss] [Miss S Carr]"
    )


def test_the_vote_travels_with_every_passage_of_its_motion() -> None:
    found = passages(DEBATE)
    main = motions(DEBATE)[0]
    assert [passage.kind for passage in found if passage.motion == main] == [
        PassageKind.MOTION,
        PassageKind.MOTION,
        PassageKind.RESOLUTION,
    ]
    moving, voting, _ = (passage for passage in found if passage.motion == main)
    assert moving.text.endswith("(b) note the risks.”")
    assert voting.text.startswith("(5)") and voting.text.endswith("Motion CARRIED")
    assert voting.context[0].text.startswith("Mr R Vane moved")
    assert voting.context[0].text.endswith("note the risks.”")


def test_a_sentence_on_another_vote_begins_another_motion() -> None:
    source = (
        "Councillor Ames moved that trees be planted and Councillor Boyd seconded. Councillor Cole moved"
        " an amendment, seconded by Councillor Dunn. The amendment was LOST. The original motion was then"
        " put to the vote and CARRIED."
    )
    assert [told(motion) for motion in motions(source)] == [
        "motion: Councillor Ames + Councillor Boyd = CARRIED | ",
        "amendment: Councillor Cole + Councillor Dunn = LOST | ",
    ]


def test_a_motion_printed_above_its_movers_is_part_of_it() -> None:
    source = """
## Motion
That the Committee agrees:
1. to close the school; and
2. to sell it.
Moved by Councillor Urquhart, seconded by Councillor Dalgleish.
## Amendment
That the school be mothballed.
Moved by Bailie Colquhoun, seconded by Councillor MacSween.
A vote was taken by calling the roll.
## Decision
The Amendment was carried by 3 votes to 2 and the Committee resolved accordingly.
"""
    moving, amending, _, voting = passages(source)
    assert moving.text.startswith("That the Committee agrees:")
    assert amending.text.startswith("That the school")
    assert [context.text for context in voting.context] == [moving.text, amending.text]
    assert [told(motion) for motion in motions(source)] == [
        "motion: Councillor Urquhart + Councillor Dalgleish =  (amended) | ",
        "amendment: Bailie Colquhoun + Councillor MacSween = carried | for 3; against 2",
    ]


def test_where_two_outcomes_could_be_meant_none_is_given() -> None:
    source = """
Councillor Ames moved an amendment, seconded by Councillor Boyd, on trees.
Members spoke.
Councillor Cole moved a further amendment, seconded by Councillor Dunn, on hedges.
Members spoke again.
The amendment was LOST.
"""
    assert [told(motion) for motion in motions(source)] == [
        "amendment: Councillor Ames + Councillor Boyd =  | ",
        "amendment: Councillor Cole + Councillor Dunn =  | ",
        "amendment:  +  = LOST | ",
    ]


DEBATES = {
    "numbered amendments": (
        """
AMENDMENT 1: Cllr Dunn moved, Cllr Eve seconded, that the fee be £4.
AMENDMENT 2: Cllr Finch moved, Cllr Gill seconded, that the fee be £3.
Amendment 1 was put and LOST (3 for, 9 against).
Amendment 2 was put and CARRIED (8 for, 4 against).
""",
        "amendment: Cllr Dunn + Cllr Eve = LOST | for 3; against 9",
        "amendment: Cllr Finch + Cllr Gill = CARRIED | for 8; against 4",
    ),
    "lettered amendments in one paragraph": (
        "Cllr Dunn moved amendment A, seconded by Cllr Eve, that the fee be £4. Cllr Finch moved"
        " amendment B, seconded by Cllr Gill, that it be £3. On a vote amendment B was LOST. On a vote"
        " amendment A was LOST (3 for, 9 against).",
        "amendment: Cllr Dunn + Cllr Eve = LOST | for 3; against 9",
        "amendment: Cllr Finch + Cllr Gill = LOST | ",
    ),
    "amendments named by their movers": (
        """
Councillor Dunn moved an amendment, seconded by Councillor Eve, that the fee be £4.
Councillor Finch moved an amendment, seconded by Councillor Gill, that the fee be £3.
The amendment by Councillor Dunn was CARRIED (8 for, 4 against).
Councillor Finch’s amendment was put and LOST (3 for, 9 against).
""",
        "amendment: Councillor Dunn + Councillor Eve = CARRIED | for 8; against 4",
        "amendment: Councillor Finch + Councillor Gill = LOST | for 3; against 9",
    ),
    "an amendment that was not moved": (
        """
AMENDMENT 1: Cllr Dunn moved, Cllr Eve seconded, that the fee be £4.
Amendment 2 was put and LOST (3 for, 9 against).
""",
        "amendment: Cllr Dunn + Cllr Eve =  | ",
        "amendment:  +  = LOST | for 3; against 9",
    ),
    "two amendments in one verdict": (
        """
AMENDMENT 1: Cllr Dunn moved, Cllr Eve seconded, that the fee be £4.
AMENDMENT 2: Cllr Finch moved, Cllr Gill seconded, that the fee be £3.
Amendment 1 and amendment 2 were put together and LOST.
""",
        "amendment: Cllr Dunn + Cllr Eve =  | ",
        "amendment: Cllr Finch + Cllr Gill =  | ",
        "amendment:  +  = LOST | ",
    ),
    "a resolution under another heading": (
        """
Cllr Bose moved and Cllr Cole seconded that the pool be closed.
The matter was deferred.
## Car parks
RESOLVED: That charges be frozen.
Vote: 5 for, 2 against.
""",
        "motion: Cllr Bose + Cllr Cole =  | ",
        "motion:  +  = RESOLVED | for 5; against 2",
    ),
    "a verdict after a deferral": (
        """
Cllr Bose moved and Cllr Cole seconded that the pool be closed.
The matter was deferred.
The motion was put to the vote and CARRIED: 5 for, 2 against.
""",
        "motion: Cllr Bose + Cllr Cole =  | ",
        "motion:  +  = CARRIED | for 5; against 2",
    ),
    "a resolution on the next application": (
        """
Cllr Bose moved and Cllr Cole seconded that the pool be closed.
The Chair then moved to the next application. It was RESOLVED, with 6 for and 1 against, to refuse it.
""",
        "motion: Cllr Bose + Cllr Cole =  | ",
        "motion:  +  = RESOLVED | for 6; against 1",
    ),
    "amendments under headings": (
        """
## Amendment 1
Cllr Dunn moved, Cllr Eve seconded, that the fee be £4.
## Amendment 2
Cllr Finch moved, Cllr Gill seconded, that the fee be £3.
## Votes
Amendment 1 was put and LOST (3 for, 9 against).
Amendment 2 was put and CARRIED (8 for, 4 against).
""",
        "amendment: Cllr Dunn + Cllr Eve = LOST | for 3; against 9",
        "amendment: Cllr Finch + Cllr Gill = CARRIED | for 8; against 4",
    ),
    "the above motion moved after debate": (
        """
(2) Views were sought, and the Leader put forward the following motion:
That the pool be closed.
(3) Members spoke of the pool.
(4) After debate, the Leader proposed and Mr Cole, Cabinet Member for Leisure, seconded the above motion.
(5) RESOLVED that the pool be closed.
""",
        "motion: the Leader + Mr Cole = RESOLVED | ",
    ),
    "a resolution after an amendment that was carried": (
        """
Cllr Bose moved, and Cllr Cole seconded: “That a target of 150 be set.” Cllr Dunn moved as an amendment, \
seconded by Cllr Eden, that “by March” be added. The amendment was put to the vote and CARRIED.
RESOLVED – THAT a target of 150 be set by March.
""".replace("\\\n", ""),
        "motion: Cllr Bose + Cllr Cole = RESOLVED (amended) | ",
        "amendment: Cllr Dunn + Cllr Eden = CARRIED | ",
    ),
    "a substantive motion": (
        """
Cllr Bose moved and Cllr Cole seconded that the pool be closed.
Cllr Dunn moved and Cllr Eden seconded an amendment to keep it open on Sundays.
The amendment was put to the vote and CARRIED.
The substantive motion was put to the vote and CARRIED.
""",
        "motion: Cllr Bose + Cllr Cole = CARRIED (amended) | ",
        "amendment: Cllr Dunn + Cllr Eden = CARRIED | ",
    ),
    "an amendment that was lost": (
        """
Cllr Bose moved and Cllr Cole seconded that the pool be closed.
Cllr Dunn moved and Cllr Eden seconded an amendment to keep it open on Sundays.
The amendment was put to the vote and LOST.
The motion was put to the vote and CARRIED.
""",
        "motion: Cllr Bose + Cllr Cole = CARRIED | ",
        "amendment: Cllr Dunn + Cllr Eden = LOST | ",
    ),
    "a resolution after debate": (
        """
Cllr Bose moved and Cllr Cole seconded that the pool be closed.
Members spoke of the pool.
## Recorded vote on the motion
It was RESOLVED, with 6 for and 1 against, that the pool be closed.
""",
        "motion: Cllr Bose + Cllr Cole = RESOLVED | for 6; against 1",
    ),
}


@pytest.mark.parametrize("debate", DEBATES)
def test_each_verdict_goes_to_the_motion_that_it_is_on(debate: str) -> None:
    source, *expected = DEBATES[debate]
    assert [told(motion) for motion in motions(source)] == expected


def test_a_table_of_results_gives_each_motion_its_own() -> None:
    source = """
Councillor Ames proposed, and Councillor Boyd seconded, that meals be free.
Councillor Cole moved, and Councillor Dunn seconded, an amendment to halve the cost.
^ Recorded Vote
|| Title | Type | Recorded Vote text | Result
| Amendment by Councillor Cole | Amendment | For: (1) Councillor Cole Against: (1) Councillor Ames | Rejected
| Meals | Resolution | For: (2) Councillors Ames and Boyd | Carried
"""
    assert [told(motion) for motion in motions(source)] == [
        "motion: Councillor Ames + Councillor Boyd = Carried | for 2 [Ames] [Boyd]",
        "amendment: Councillor Cole + Councillor Dunn = Rejected | for 1 [Councillor Cole];"
        " against 1 [Councillor Ames]",
    ]


def test_a_row_of_results_repeats_a_motion_that_stands_there_in_words() -> None:
    source = """
Councillor Cole moved, and Councillor Dunn seconded, an amendment to halve the cost.
^ Recorded Vote
|| Title | Type | Recorded Vote text | Result
| Amendment by Councillor Cole | Amendment | For: (1) Councillor Cole Against: (1) Councillor Ames | Rejected
| Meals | Resolution | For: (2) Councillors Ames and Boyd | Carried
"""
    moved, voted, alone = passages(source)

    assert [each.is_row_of_votes for each in (moved, voted, alone)] == [False, True, True]
    assert [each.repeats_a_motion for each in (moved, voted, alone)] == [False, True, False]
    assert voted.motion == moved.motion


def test_forty_names_over_a_page_break_keep_their_motion() -> None:
    names = [f"Mr {chr(65 + n % 26)} {chr(65 + n // 26)}arrow" for n in range(70)]
    pieces = [
        Piece(BlockKind.PARAGRAPH, "It was moved by Mr A Vane and seconded by Mr B Moss that X.", (1, 1)),
        Piece(BlockKind.PARAGRAPH, "The voting was as follows:", (1, 1)),
        Piece(BlockKind.HEADING, "For (70)", (1, 1), 2),
        Piece(BlockKind.PARAGRAPH, ", ".join(names[:40]) + ",", (1, 1)),
        Piece(BlockKind.PARAGRAPH, ", ".join(names[40:]), (2, 2)),
        Piece(BlockKind.PARAGRAPH, "Against (0)", (2, 2)),
        Piece(BlockKind.PARAGRAPH, "Motion CARRIED", (2, 2)),
        Piece(BlockKind.PARAGRAPH, "The meeting then rose and members left for lunch.", (2, 2)),
    ]  # fmt: skip
    *parts, last = split(document_of(*join_pieces(pieces)[:2]))
    assert len({part.motion for part in parts}) == 1
    assert parts[0].motion is not None
    assert parts[0].motion.outcome == "CARRIED"
    assert [(vote.count, vote.names) for vote in parts[0].motion.votes] == [
        (70, tuple(names)),
        (0, ()),
    ]
    assert all(part.context[0].text.startswith("It was moved by Mr A Vane") for part in parts[1:])
    assert last.motion is None
