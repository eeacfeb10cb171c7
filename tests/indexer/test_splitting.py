"""What each form of minutes and reports is split into, on small documents."""

from __future__ import annotations

import pytest

from archive.document import BlockKind, DocumentKind
from archive.reading import Piece, join_pieces
from indexer.passage import Passage, PassageKind
from indexer.splitting.cut import CHARACTER_LIMIT, WHOLE_LIMIT
from indexer.splitting.splitter import split
from tests.indexer.records import document, document_of

REPORT = DocumentKind.REPORT


def passages(source: str, kind: DocumentKind = DocumentKind.MINUTES) -> list[Passage]:
    return list(split(document(source, kind)))


def outline(found: list[Passage]) -> list[tuple[str, str]]:
    """Kind and words of each passage."""
    return [(str(passage.kind), " ".join(passage.text.split())) for passage in found]


def kinds(source: str) -> list[str]:
    return [kind for kind, _ in outline(passages(source))]


def sentence(count: int, opening: str = "The report") -> str:
    """A sentence of so many words."""
    return " ".join([opening, *["word"] * (count - len(opening.split()))]) + "."


ANSWERED = [
    "· A Member asked why costs had risen. In response it was explained that steel was dear.",
    "· A Member asked why costs had risen. Officers said that steel was dear.",
    "· A Member asked why costs had risen. Steel had become dear.",
    "· Councillor Vane asked why costs had risen. Councillor Moss replied that steel was dear.",
    "· Councillor Vane asked why costs had risen. Councillor Moss said that steel was dear.",
    "· Councillor Vane asked why costs had risen. The Chair said that it would be looked into.",
    "· A Member asked why costs had risen, and officers explained that steel was dear.",
    "· Asked about the costs, the Director of Housing said that steel was dear.",
    "· In response to a question from Councillor Vane, it was confirmed that costs had risen.",
    "· In response to how costs were met, officers advised that reserves were used.",
    "· A Member noted that costs had risen. Officers explained that steel was dear.",
    "· A Member expressed concern about costs. It was confirmed that steel was dear.",
    "· Clarification was sought on costs. The Director of Finance confirmed that steel was dear.",
    "· With regard to damp, a Member queried the costs. It was noted that steel was dear.",
    "(3) The Committee wished to know why costs had risen. The Director stated that steel was dear.",
    "· The Chair enquired about costs. Sanna Whitfield, Director of Housing, said steel was dear.",
    "· A Member asked what the cost was. A written answer would be sent after the meeting.",
    "· Councillor Vane asked when planning began. The Committee was told that it began at once.",
    "· Councillor Vane asked when planning began. He was told that it began at once.",
    "· Councillor Vane asked if adults were included. They were, from eighteen.",
    "· Councillor Vane asked if they could refuse. They might ask for a review.",
    "· Councillor Vane asked if they could refuse; the Cabinet Member promised to see to it.",
    "· Councillor Vane asked about nights. Dr Vartak said that nobody left unless they asked to.",
    "A resident asked if there was a limit. Members advised that the Council was looking into it.",
    "· Councillor Vane asked about rent. Perpetua Lyle said that it was flat.",
]

UNANSWERED = [
    "· A Member asked why costs had risen.",
    "· Councillor Vane noted that rents were flat and asked why costs had risen.",
    "· The Committee wished to know why costs had risen.",
    "· Councillor Vane asked why costs had risen. She was concerned that more would follow.",
    "· The Chair sought clarification on the costs.",
    "· A Member noted that rents were flat. They asked why costs had risen.",
    "· A Member asked officers to explain why costs had risen.",
    "· In relation to page 4, a Member enquired about the costs.",
    "· Mrs Sierpinska-Lowe queried the costs and asked whether they would fall?",
    "· The written comments of Healthwatch asked how many people had been told.",
    "· A Member asked for the number of homes.",
]

NEITHER = [
    "· A Member noted that costs had risen.",
    "· A Member asked that the report be brought back in six months.",
    "· The Committee asked officers to report back in six months.",
    "· The Chair asked if there were any questions.",
    "· A Member noted that residents had asked for more bins.",
    "· Residents were asked about the scheme in a survey.",
    "· The Director informed Members that schools asked for more staff.",
    "· Members welcomed the report and thanked officers.",
    "· The young people asked for a third evening.",
    "· Councillor Vane said that homes were cold. She asked for a rule that none be let.",
    "The deputation spoke of the cold. They asked for new windows.",
]


@pytest.mark.parametrize("bullet", ANSWERED)
def test_a_bullet_with_its_answer_is_one_exchange(bullet: str) -> None:
    assert outline(passages(f"{bullet}\n· Members welcomed the report.")) == [
        ("exchange", bullet),
        ("narrative", "· Members welcomed the report."),
    ]


@pytest.mark.parametrize("bullet", UNANSWERED)
def test_a_question_that_nothing_answers_is_unanswered(bullet: str) -> None:
    source = f"{bullet}\n· A Member welcomed the report.\nThe Chair thanked officers."
    assert kinds(source) == ["question-no-answer-recorded", "narrative"]


@pytest.mark.parametrize("bullet", NEITHER)
def test_remarks_requests_and_others_questions_are_narrative(bullet: str) -> None:
    assert kinds(f"{bullet}\nThe meeting moved on.") == ["narrative"]


@pytest.mark.parametrize(
    "reply",
    [
        "  - Officers explained that steel was dear.",
        "- It was a matter of steel.",
        "In response, officers explained that steel was dear.",
        "The Director of Housing explained that steel was dear.",
        "· In response to this, it was explained that steel was dear.",
        "· Officers replied that steel was dear.",
        "Answer: steel was dear.",
    ],
)
def test_an_answer_after_its_question_travels_with_it(reply: str) -> None:
    question = "· A Member asked why costs had risen."
    assert outline(passages(f"{question}\n{reply}")) == [
        ("exchange", f"{question} {reply.strip()}")
    ]


def test_questions_answered_together_are_one_exchange() -> None:
    source = """
· A Member asked why costs had risen.
· A Member asked when they would fall.
In response to these questions, officers explained that steel was dear.
"""
    assert kinds(source) == ["exchange"]


def test_the_reply_to_another_question_answers_only_that_one() -> None:
    source = """
· A Member asked why costs had risen.
· In response to a question about damp, officers explained that cases had fallen.
"""
    assert kinds(source) == ["question-no-answer-recorded", "exchange"]


def test_listed_parts_of_a_question_are_no_answer() -> None:
    source = """
· A Member asked the following:
  - why costs had risen
  - whether they would fall
· A Member asked about damp. Officers said that cases had fallen.
"""
    assert kinds(source) == ["question-no-answer-recorded", "exchange"]


@pytest.mark.parametrize(
    ("points", "kind"),
    [
        ("· How many plots were vacant? Twelve.\n· Whether the fee would rise.", "exchange"),
        ("· Whether the fee would rise – It was confirmed that it would not.", "exchange"),
        ("· How many were vacant? And why?\n· Would it rise?", "question-no-answer-recorded"),
    ],
)
def test_words_after_a_listed_question_may_answer_it(points: str, kind: str) -> None:
    assert kinds(f"The following questions were asked:\n{points}") == [kind]


def test_words_after_a_dash_may_answer_a_listed_question() -> None:
    source = "Members asked:\n· why plots were vacant – they had flooded in March;\n· when they would open."
    assert kinds(source) == ["exchange"]


def test_a_public_question_and_its_answer_are_one_exchange() -> None:
    source = """
Question from Mr Bexfield: When will the lifts be mended?
Answer: By the spring.
"""
    assert kinds(source) == ["exchange"]


FORMAL = [
    "Question 1 from Mrs Larkrise of Combe\nWhat is done for carers?\nWritten answer by the Chair\nA lot.",
    "Question from Mr Pell\n“How many people wait?”\nResponse from Councillor Dhillon\n“There were 614.”",
    "QUESTION 3: Councillor Bose to the Leader\nWhat is the cost?\nANSWER:\n£4 million.",
    "Q. Why are plots vacant?\nA. They flooded in March.",
    "(1) Mr Haylock asked the Leader the following question:\n“When will it open?”\n"
    "Councillor Dhillon (Leader of the Council) replied:\n“On 2 April.”",
    "Mrs Crabbe asked the Leader the following question:\n“When?”\nThe Leader replied: “On Monday.”",
]


@pytest.mark.parametrize("source", FORMAL)
def test_a_question_put_in_form_is_one_exchange_with_its_answer(source: str) -> None:
    assert outline(passages(f"{source}\nThe Committee noted the report.")) == [
        ("exchange", " ".join(source.split())),
        ("narrative", "The Committee noted the report."),
    ]


def test_a_supplementary_question_has_the_question_as_context() -> None:
    source = """
## Question 1 from Mrs Larkrise
What is done for carers?
## Written answer
There are three beds.
## Supplementary question
Will it go on?
## Answer
Yes, until 2026.
## Question 2 from Mr Pell
How many wait?
## Answer
Nobody.
## Other business
There was none that the Chair took as urgent.
"""
    first, again, second, last = passages(source)
    assert [str(passage.kind) for passage in (first, again, second)] == ["exchange"] * 3
    assert again.text.startswith("Supplementary question") and again.text.endswith("until 2026.")
    assert [context.text for context in again.context] == [
        "Question 1 from Mrs Larkrise\nWhat is done for carers?"
    ]
    assert not second.context
    assert last.section == ("Other business",)


@pytest.mark.parametrize("next_line", ["Question 2", "RESOLVED that it be noted.", "## Close"])
def test_a_question_put_in_form_without_an_answer_takes_none_of_anothers(next_line: str) -> None:
    source = f"Question 1 from Mrs Larkrise\nWhat is done?\n{next_line}\nAnswer\nIt was noted."
    assert outline(passages(source))[0] == (
        "narrative",
        "Question 1 from Mrs Larkrise What is done?",
    )


def test_a_paragraph_that_may_be_answered_by_the_next_is_not_called_unanswered() -> None:
    source = "A Member asked why costs had risen.\nSteel had become dear over the year."
    assert kinds(source) == ["narrative"]


@pytest.mark.parametrize(
    ("following", "kind"),
    [
        (
            "(3) A Member asked about damp. Officers said it was down.",
            "question-no-answer-recorded",
        ),
        ("RESOLVED that the report be noted.", "question-no-answer-recorded"),
        ("(3) Steel had become dear.", "narrative"),
        ("(3) Councillor Moss said that steel had become dear.", "narrative"),
        ("(3) Sanna Whitfield said that steel had become dear.", "exchange"),
    ],
)
def test_what_follows_a_numbered_paragraph_may_answer_it(following: str, kind: str) -> None:
    assert kinds(f"(2) A Member asked why costs had risen.\n{following}")[0] == kind


def test_a_bullets_next_paragraph_between_bullets_may_be_its_answer() -> None:
    source = """
· A Member asked why costs had risen.
Steel had become dear.
· A Member welcomed the report.
"""
    assert kinds(source) == ["narrative"]


def test_a_response_broken_over_a_page_keeps_its_question() -> None:
    question = "· A Member asked why costs had risen. The following responses were given:"
    responses = [sentence(70, f"- Cause {n} was") for n in (1, 2, 3)]
    first, second, third = responses
    found = passages(f"{question}\n{first}\nThe rest of it.\n{second}\n{third}")
    assert outline(found)[1:] == [
        ("exchange", f"{first} The rest of it."),
        ("exchange", second),
        ("exchange", third),
    ]


def test_a_long_exchange_has_its_question_and_each_response_apart() -> None:
    question = "· A Member asked why costs had risen. The following responses were given:"
    first, second = sentence(110, "- Officers explained"), sentence(120, "- It was noted")
    found = passages(f"{question}\n  {first}\n  {second}\n· A Member welcomed this.")
    assert outline(found) == [
        ("question", question),
        ("exchange", first),
        ("exchange", second),
        ("narrative", "· A Member welcomed this."),
    ]
    assert [[context.text for context in passage.context] for passage in found] == [
        [],
        [question],
        [question],
        [],
    ]


def test_a_long_bullet_is_cut_and_its_later_parts_carry_the_question() -> None:
    question = "· A Member asked why costs had risen."
    answer = " ".join(sentence(30, "Officers explained") for _ in range(10))
    found = passages(f"{question} {answer}")
    assert [passage.kind for passage in found] == [PassageKind.EXCHANGE] * 2
    assert found[0].text.startswith(question)
    assert [context.text for context in found[1].context] == [question]
    assert all(passage.text.endswith(".") for passage in found)


def test_a_resolution_keeps_its_points() -> None:
    source = """
Members discussed the report.
RESOLVED -
THAT the Committee:
1. Note the report;
  (a) in full;
2. Thank officers.
Reasons for decision: the law asks for it.
· A Member asked why. Officers said it was the law.
"""
    assert outline(passages(source)) == [
        ("narrative", "Members discussed the report."),
        (
            "resolution",
            "RESOLVED - THAT the Committee: 1. Note the report; (a) in full; 2. Thank officers.",
        ),
        ("narrative", "Reasons for decision: the law asks for it."),
        ("exchange", "· A Member asked why. Officers said it was the law."),
    ]


@pytest.mark.parametrize(
    "words",
    [
        "RESOLVED: That the minutes be agreed.",
        "Resolved: that the minutes be agreed.",
        "RECOMMENDED that Council adopt the budget.",
        "ACTION: Director of Housing to circulate the figures.",
        "DECISION – the report was noted.",
        "4. RESOLVED that Cabinet note the report.",
        "It was unanimously RESOLVED to note the report.",
        "# RESOLVED",
    ],
)
def test_decisions_in_capitals_are_resolutions(words: str) -> None:
    assert kinds(f"Members discussed it.\n{words}") == ["narrative", "resolution"]


@pytest.mark.parametrize(
    "words",
    [
        "It was agreed that the report be noted.",
        "The Committee noted that an action plan was due.",
        "The actions were complete.",
        "The committee had resolved the matter last year.",
    ],
)
def test_decisions_in_running_prose_are_narrative(words: str) -> None:
    assert kinds(words) == ["narrative"]


def test_a_decision_at_a_paragraphs_end_is_parted_from_it() -> None:
    source = "Members discussed the report. They liked it. It was RESOLVED that it be noted."
    assert outline(passages(source)) == [
        ("narrative", "Members discussed the report. They liked it."),
        ("resolution", "It was RESOLVED that it be noted."),
    ]


def test_numbered_paragraphs_after_a_resolution_are_not_its_points() -> None:
    source = "3. RESOLVED that Cabinet note the report.\n4. The Leader thanked officers."
    assert kinds(source) == ["resolution", "narrative"]


def test_points_go_on_after_a_line_on_the_vote() -> None:
    source = """
It was RESOLVED that:
1. the grant be paid; and
Voting: unanimous
2. The Committee noted the rest.
Voting: unanimous
Councillor Vane was not present.
"""
    assert kinds(source) == ["resolution", "narrative"]


def test_a_long_resolution_has_a_passage_for_each_point() -> None:
    points = "\n".join(f"{n}. {sentence(110, 'Agree')}" for n in (1, 2, 3))
    found = passages(f"RESOLVED - That Cabinet:\n{points}")
    assert [passage.kind for passage in found] == [PassageKind.RESOLUTION] * 3
    assert found[0].text.startswith("RESOLVED - That Cabinet:\n1. Agree")
    assert [context.text for context in found[2].context] == ["RESOLVED - That Cabinet:"]


def test_the_agenda_text_and_the_decision_stand_apart_from_the_minutes() -> None:
    source = """
= 7. Damp and mould
Report of the Director of Housing.
Decision:
That the report be noted.
Minutes:
Officers presented the report.
RESOLVED that the report be noted.
Supporting documents:
= 8. Urgent business
Any business that the Chair takes as urgent.
"""
    found = passages(source)
    assert outline(found) == [
        ("summary", "Report of the Director of Housing."),
        ("resolution", "That the report be noted."),
        ("narrative", "Officers presented the report."),
        ("resolution", "RESOLVED that the report be noted."),
        ("summary", "Any business that the Chair takes as urgent."),
    ]
    assert [context.text for context in found[1].context] == ["Decision:"]
    assert [passage.item.number if passage.item else "" for passage in found] == list("77778")


def test_a_motion_travels_with_its_vote() -> None:
    source = """
Members debated the budget.
It was MOVED by Councillor Vane and SECONDED by Councillor Moss:
That the budget be adopted.
On being put to the vote, the motion was CARRIED.
For: Councillors Vane and Moss
Against: Councillor Quill
Abstain: none
RESOLVED that the budget be adopted.
"""
    assert kinds(source) == ["narrative", "motion", "resolution"]


def test_a_table_of_the_recorded_vote_belongs_to_the_motion() -> None:
    source = """
AMENDMENT
Councillor Vane proposed, and Councillor Moss seconded, that the charge be dropped.
^ Recorded Vote
|| Councillor | Vote
| Vane | For
| Quill | Against
The amendment was LOST.
The meeting went on.
"""
    assert kinds(source) == ["motion", "narrative"]


def test_a_verdict_after_the_debate_carries_its_motion() -> None:
    motion = (
        "It was MOVED by Councillor Vane and SECONDED by Councillor Moss that trees be planted."
    )
    source = f"""
{motion}
During the debate, members spoke of shade and roots.
On being put to the vote the motion was LOST.
"""
    found = passages(source)
    assert [str(passage.kind) for passage in found] == ["motion", "narrative", "motion"]
    assert [context.text for context in found[2].context] == [motion]


@pytest.mark.parametrize(
    "words",
    [
        "The Chair moved this item up the agenda.",
        "For the avoidance of doubt: the scheme had ended.",
        "The budget proposed by the Leader was discussed.",
        "Against this background, costs had risen.",
        "A motion-sensor had been fitted.",
    ],
)
def test_everyday_uses_of_voting_words_are_narrative(words: str) -> None:
    assert kinds(words) == ["narrative"]


def test_attendance_before_the_items() -> None:
    source = """
# Housing Scrutiny Committee
Tuesday, 12th November, 2024 at 6.30 pm in the Town Hall
# MEMBERS OF THE COMMITTEE PRESENT
Councillors Grantley Moss (Chair), Harvey Quill and Mairead Dunstable
ALSO PRESENT
Councillor Idris Kettlewell (Cabinet Member)
Apologies: Councillor Amos Fairweather-Lee
The minutes should be read in conjunction with the agenda for the meeting.
= 1. Apologies for absence
Apologies for absence were received from Councillor Fairweather-Lee.
"""
    assert kinds(source) == ["narrative", "attendance", "narrative", "narrative"]


@pytest.mark.parametrize(
    "title",
    [
        "Minutes of the Planning Committee held on 4 June 2024",
        "MINUTE of MEETING of the EDUCATION COMMITTEE",
        "Cofnodion / Minutes of the Communities Scrutiny Committee",
        "Record of decisions taken by the Cabinet",
        "Proceedings of the Council at the meeting",
    ],
)
def test_a_report_that_says_it_is_minutes_is_read_as_minutes(title: str) -> None:
    found = passages(f"{title}\nRESOLVED that it be noted.", DocumentKind.REPORT)
    assert [str(passage.kind) for passage in found] == ["narrative", "resolution"]


def test_an_item_without_words_is_found_by_its_heading() -> None:
    assert outline(passages("= 1. Apologies\nNone.\n= 2. Urgent business\n= 3. Close")) == [
        ("narrative", "None."),
        ("narrative", "2. Urgent business"),
        ("narrative", "3. Close"),
    ]


def test_a_report_follows_its_headings() -> None:
    source = """
# Annual report
## Foreword
We are proud.
It was a good year.
## Next year
The Board will:
· meet;
· report.
## Empty
"""
    found = passages(source, REPORT)
    assert [(passage.section, passage.text) for passage in found] == [
        (("Annual report", "Foreword"), "We are proud.\nIt was a good year."),
        (("Annual report", "Next year"), "The Board will:\n· meet;\n· report."),
        (("Annual report",), "Empty"),
    ]
    assert {passage.kind for passage in found} == {PassageKind.SECTION}


def test_a_word_or_two_under_a_heading_stand_with_it() -> None:
    found = passages("# Impact\n## Are there any for age?\nNo\n## For carers?\nYes\n", REPORT)
    assert [(passage.section, passage.text) for passage in found] == [
        (("Impact",), "Are there any for age?\nNo"),
        (("Impact",), "For carers?\nYes"),
    ]


def test_an_appendix_opens_a_path_of_its_own_whatever_the_level_of_its_headings() -> None:
    source = """
# Plan
## 1 Aims
The plan has three aims in all, as follows here.
## Appendix A – Measures
# Indicators
There are nine indicators of which six were met.
# Notes
All the figures are of the year that ended in March.
### Annex 2
Sources are named here, each with its own date.
"""
    assert [passage.section for passage in passages(source, REPORT)] == [
        ("Plan", "1 Aims"),
        ("Appendix A – Measures", "Indicators"),
        ("Appendix A – Measures", "Notes"),
        ("Annex 2",),
    ]


def test_a_list_of_appendices_opens_none() -> None:
    source = """
## Appendices
### Appendix A – Measures
### Appendix B – Money
### Contact
Somebody will be glad to answer any questions.
"""
    *_, contact = passages(source, REPORT)
    assert contact.section == ("Appendices", "Contact")


def test_an_appendix_named_with_a_line_in_mid_report_opens_none() -> None:
    found = noted(
        Piece(BlockKind.HEADING, "Plan", (1, 1), 1),
        Piece(BlockKind.PARAGRAPH, "The plan has three aims in all, as here.", (1, 1)),
        Piece(BlockKind.HEADING, "Appendix A:", (1, 1), 2),
        Piece(BlockKind.PARAGRAPH, "The report of the inspector on the plan.", (1, 1)),
        Piece(BlockKind.HEADING, "Contact", (1, 1), 2),
        Piece(BlockKind.PARAGRAPH, "Somebody will be glad to answer any questions.", (1, 1)),
    )
    assert [passage.section for passage in found][1:] == [
        ("Plan", "Appendix A:"),
        ("Plan", "Contact"),
    ]


def noted(*pieces: Piece, kind: DocumentKind = REPORT) -> list[Passage]:
    return list(split(document_of(*join_pieces(pieces)[:2], kind=kind)))


@pytest.mark.parametrize("kind", [REPORT, DocumentKind.MINUTES])
def test_a_footnote_ends_the_passage_of_the_paragraph_that_calls_it(kind: DocumentKind) -> None:
    found = noted(
        Piece(BlockKind.PARAGRAPH, "Costs rose.1"),
        Piece(BlockKind.FOOTNOTE, "1 Of steel.", marker="1"),
        Piece(BlockKind.PARAGRAPH, "Rents were flat."),
        kind=kind,
    )
    assert [passage.text for passage in found] == ["Costs rose.1\n1 Of steel.", "Rents were flat."]


def test_a_footnote_that_does_not_fit_has_its_paragraphs_last_sentence_as_context() -> None:
    long = " ".join(sentence(25) for _ in range(8))
    found = noted(
        Piece(BlockKind.PARAGRAPH, f"{long} Costs rose.1"),
        Piece(BlockKind.FOOTNOTE, f"1 {sentence(40, 'Of steel')}", marker="1"),
    )
    assert found[1].text.startswith("1 Of steel")
    assert [context.text for context in found[1].context] == ["Costs rose.1"]


def test_a_list_goes_on_after_a_footnote_under_its_lead_in() -> None:
    found = noted(
        Piece(BlockKind.PARAGRAPH, "The Board will:"),
        Piece(BlockKind.LIST_ITEM, "· meet;1", level=1, marker="·"),
        Piece(BlockKind.FOOTNOTE, "1 In May.", marker="1"),
        Piece(BlockKind.LIST_ITEM, "· report.", level=1, marker="·"),
    )
    assert [passage.text for passage in found] == [
        "The Board will:\n· meet;1\n1 In May.",
        "· report.",
    ]
    assert [context.text for context in found[1].context] == ["The Board will:"]


def test_the_rest_of_a_list_in_minutes_keeps_its_lead_in_after_an_exchange() -> None:
    source = """
2. Further to comments from Members it was noted:
  · A Member asked why costs had risen. Officers said that steel was dear.
  · Rents were flat.
3. The Chair thanked officers.
"""
    found = passages(source)
    rest = next(passage for passage in found if "Rents" in passage.text)
    assert [context.text for context in rest.context] == [
        "2. Further to comments from Members it was noted:"
    ]


def test_a_long_list_in_a_report_repeats_its_lead_in() -> None:
    items = "\n".join(f"· {sentence(60, 'Do')}" for _ in range(6))
    found = passages(f"A paragraph.\nThe Board will:\n{items}", REPORT)
    assert [str(passage.kind) for passage in found] == ["section", *["list-item"] * 3]
    assert found[1].text.startswith("The Board will:\n· Do")
    assert [context.text for context in found[2].context] == ["The Board will:"]


def test_rows_carry_their_caption_and_header() -> None:
    source = """
^ Table 1: Exclusions
|| Year | Number
| 2023 | 38
| 2024 | 44
^ Figure 2: A map
Some words.
"""
    for kind in (REPORT, DocumentKind.MINUTES):
        found = passages(source, kind)
        assert [passage.text for passage in found[:2]] == ["2023\t38", "2024\t44"]
        assert [context.text for context in found[1].context] == [
            "Table 1: Exclusions",
            "Year\tNumber",
        ]
        assert found[2].text == "Figure 2: A map"


def test_turns_of_a_transcript_are_joined_and_long_ones_keep_their_speaker() -> None:
    turns = [f"{'Lynne Neagle AM' if n % 2 else 'Kirsty Williams AM'}: Yes." for n in range(10)]
    turns.insert(4, "Suzy Davies AM: " + " ".join(sentence(25) for _ in range(12)))
    found = passages("\n".join(turns))
    assert {passage.kind for passage in found} == {PassageKind.NARRATIVE}
    later = [passage for passage in found if passage.context]
    assert [context.text for passage in later for context in passage.context] == ["Suzy Davies AM:"]
    assert all(len(passage.text.split()) <= 220 for passage in found)


def test_repeated_words_have_ids_of_their_own_that_last() -> None:
    first = passages("None.\n= 1. A\nNone.\n= 2. B\nNone.")
    again = passages("Something new.\n= 0. New\nNone.\n= 1. A\nNone.\n= 2. B\nNone.")
    assert len({passage.id for passage in first}) == 3
    assert [passage.id for passage in first] == [passage.id for passage in again[1:]]


def test_pages_run_from_the_first_to_the_last() -> None:
    pieces = [
        Piece(BlockKind.PARAGRAPH, "One.", (3, 3)),
        Piece(BlockKind.PARAGRAPH, "Two.", (3, 4)),
    ]
    (passage,) = split(document_of(*join_pieces(pieces)[:2]))
    assert passage.pages == (3, 4)


@pytest.mark.parametrize("kind", list(DocumentKind))
@pytest.mark.parametrize("text", ["x" * 10_000, "word " * 2_000 + "end", "a. B" * 3_000])
def test_a_huge_block_is_cut_into_bearable_parts(text: str, kind: DocumentKind) -> None:
    found = split(document_of(*join_pieces([Piece(BlockKind.PARAGRAPH, text)])[:2], kind=kind))
    assert len(found) > 1
    assert all(len(passage.text) <= CHARACTER_LIMIT for passage in found)
    assert all(len(passage.text.split()) <= WHOLE_LIMIT for passage in found)


def test_a_document_without_blocks_has_no_passages() -> None:
    assert split(document_of("", ())) == ()


def test_a_row_keeps_its_empty_first_cells() -> None:
    """Else its figures would stand under other heads than their own."""
    pieces = [
        Piece(BlockKind.TABLE_HEADER, "Indicator\tGreen\tAmber\tRed"),
        Piece(BlockKind.TABLE_ROW, "\t2\t\t1"),
        Piece(BlockKind.TABLE_ROW, "\t\t\t2"),
    ]
    text, blocks, _ = join_pieces(pieces)
    rows = [p for p in split(document_of(text, blocks)) if p.kind is PassageKind.TABLE_ROW]

    assert [row.text for row in rows] == ["\t2\t\t1", "\t\t\t2"]
    assert [[context.text for context in row.context] for row in rows] == [
        ["Indicator\tGreen\tAmber\tRed"]
    ] * 2
