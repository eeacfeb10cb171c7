from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.query import Asked
from indexer.role import Role
from indexer.understanding.frame import frame


def subject(text: str) -> str:
    """What a question is about: the words that its frame leaves."""
    kept = list(text)
    for start, end in frame(text).cuts:
        kept[start:end] = " " * (end - start)
    return " ".join("".join(kept).split()).strip(" ?.,")


@pytest.mark.parametrize(
    ("question", "about"),
    [
        ("what was said about neglect?", "neglect"),
        ("What has been said on damp", "damp"),
        ("can you summarise the debate on council tax", "council tax"),
        ("Summarize the discussion about resource implications.", "resource implications"),
        ("is there anything on rats?", "rats"),
        ("Has there been any discussion of e-scooters?", "e-scooters"),
        ("are there any plans for the pool", "plans for the pool"),
        ("tell me about temporary accommodation", "temporary accommodation"),
        ("any mention of asbestos", "asbestos"),
        ("all passages that mention asbestos", "asbestos"),
        ("I'd like to know what was decided about bins", "bins"),
        ("please could you tell me what was said about dogs in parks in the minutes", "dogs in parks"),
        ("did the committee agree to lower the admission number?", "lower the admission number"),
        ("what has the council done about fly-tipping", "fly-tipping"),
        ("what's the council doing about damp", "damp"),
        ("what did the Housing Scrutiny Committee recommend on damp", "Housing Scrutiny damp"),
        ("what concerns were raised about the budget?", "the budget"),
        ("What concerns did members raise about foster carers", "foster carers"),
        ("what was the debate over the library", "the library"),
        ("the public's view of the LTN", "the LTN"),
        ("Summarize the questions and answers on education", "education"),
        ("questions from Councillor Ash about bins", "Ash bins"),
        ("Who asked about the swimming pool?", "the swimming pool"),
        ("late licence for the Anchor - what was decided", "late licence for the Anchor -"),
        ("did they vote for a 20mph limit", "for a 20mph limit"),
        ("what did the Director of Housing say about rents", "Director of Housing rents"),
        ("According to Philip Blaker, who should pay?", "Philip Blaker who should pay"),
        ("why did grades fall, according to Meilyr Rowlands?", "why did grades fall, Meilyr Rowlands"),
        ("what did Perpetua Lyle promise the tenants", "Perpetua Lyle promise the tenants"),
        ("when did the council last talk about CCTV", "CCTV"),
        ("Has the council ever discussed twinning?", "twinning"),
        ("which committee discussed the skate park", "the skate park"),
        ("what's been said about the airport", "the airport"),
        ("show all references to evictions", "evictions"),
        ("What assurances did the clerk give on data?", "clerk data"),
        # no frames
        ("school places", "school places"),
        ("response to the consultation", "response to the consultation"),
        ("Camden's policy on housing", "Camden's policy on housing"),
        ("how many children were on free school meals", "how many children were on free school meals"),
        ("Councillor Call for Action", "Councillor Call for Action"),
        ("public health", "public health"),
        ("members' allowances", "members' allowances"),
        ("homes agreed for sale", "homes agreed for sale"),
        ("does an organisation have to explain itself", "does an organisation have to explain itself"),
    ],
)  # fmt: skip
def test_what_a_question_is_about(question: str, about: str) -> None:
    assert subject(question) == about


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("what was said about damp", Asked.ANYTHING),
        ("damp", Asked.ANYTHING),
        ("what was agreed about charges", Asked.DECISION),
        ("was the budget approved?", Asked.DECISION),
        ("decision on the library", Asked.DECISION),
        ("what did scrutiny recommend on voids", Asked.DECISION),
        ("who voted against the budget", Asked.VOTE),
        ("how did Councillor Ash vote on bins", Asked.VOTE),
        ("who was present on 3 October", Asked.ATTENDANCE),
        ("who sent apologies", Asked.ATTENDANCE),
        ("was Councillor Ash absent in May", Asked.ATTENDANCE),
        ("what did members ask about damp", Asked.QUESTION),
        ("Councillor Okafor asked about parking", Asked.QUESTION),
        ("what did officers say about damp", Asked.RESPONSE),
        ("what did officers agree about damp", Asked.DECISION),
        ("how did the minister respond to the report", Asked.RESPONSE),
        ("how many homes were built", Asked.NUMBER),
        ("what percentage of pupils", Asked.NUMBER),
        ("what was the cost of the pool", Asked.NUMBER),
        ("how much did the finance director say it cost", Asked.NUMBER),
    ],
)
def test_what_is_asked_for(question: str, asked: Asked) -> None:
    assert frame(question).asked is asked


@pytest.mark.parametrize(
    ("question", "role", "name"),
    [
        ("what did officers say about damp", Role.OFFICER, ""),
        ("what did the Executive Director of Housing say", Role.OFFICER, ""),
        ("the chair's view on school places", Role.CHAIR, ""),
        ("what did the vice-chair think", Role.CHAIR, ""),
        ("What did members of the public say about the LTN?", Role.PUBLIC, ""),
        ("what did residents of Quayside think of it", Role.PUBLIC, ""),
        ("what did the police say about knives", Role.PARTNER, ""),
        ("what did Inspector Corrigan say", Role.PARTNER, "Corrigan"),
        ("concerns raised by members about bins", Role.MEMBER, ""),
        ("what did the Cabinet Member for Housing say", Role.MEMBER, ""),
        ("Councillor Okafor asked about parking", Role.MEMBER, "Okafor"),
        ("what did councillor okafor say about bins", Role.MEMBER, "okafor"),
        ("Cllr Ash", Role.MEMBER, "Ash"),
        ("parking and Cllr. Pryce-Tully", Role.MEMBER, "Pryce-Tully"),
        ("what did Ms Lyle say about the gap", None, "Lyle"),
        ("What did Dr Frank Atherton think of having a target?", None, "Frank Atherton"),
        ("What did Kirsty Williams AM say about schools", None, "Kirsty Williams"),
        ("What was Sian Gwenllian's concern about the schools", None, "Sian Gwenllian"),
        ("What does Perpetua Lyle reckon is saved", None, "Perpetua Lyle"),
        ("what did Kent Police say about county lines", Role.PARTNER, ""),
        ("what did Ofsted say about the school", Role.PARTNER, ""),
    ],
)
def test_who_is_meant(question: str, role: Role | None, name: str) -> None:
    speaker = frame(question).speaker

    assert speaker is not None
    assert (speaker.role, speaker.name) == (role, name)
    assert speaker.typed.casefold() in question.casefold()


@pytest.mark.parametrize(
    "question",
    [
        "what did the committee say about damp",
        "police",
        "members of the panel",
        "Councillor Call for Action",
        "councillor conduct",
        "Sergeant Street parking",
        "what did they say",
    ],
)
def test_nobody_in_particular(question: str) -> None:
    assert frame(question).speaker is None


@given(
    st.text(max_size=200)
    | st.lists(
        st.sampled_from(
            "what did the members Cllr Ash 's say about , of was there any council Mr agreed by \0 who".split(
                " "
            )
        ),
        max_size=60,
    ).map(" ".join)
)
def test_cuts_lie_within_the_question(question: str) -> None:
    for start, end in frame(question).cuts:
        assert 0 <= start < end <= len(question)
