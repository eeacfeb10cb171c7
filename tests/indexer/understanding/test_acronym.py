from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.understanding.acronym import Definition, definitions, key


@pytest.mark.parametrize(
    ("text", "acronym", "meaning"),
    [
        ("in the Multi-Agency Safeguarding Hub (MASH)", "MASH", "Multi-Agency Safeguarding Hub"),
        ("MASH (Multi-Agency Safeguarding Hub) staff", "MASH", "Multi-Agency Safeguarding Hub"),
        ("the Low Traffic Neighbourhood (LTN) scheme", "LTN", "Low Traffic Neighbourhood"),
        ("Low Traffic Neighbourhoods (“LTNs”)", "LTN", "Low Traffic Neighbourhoods"),
        ("Education, Health and Care Plans (EHCP’s)", "EHCP", "Education, Health and Care Plans"),
        (
            "the Hub (the MASH), or Care Quality Commission (the CQC)",
            "CQC",
            "Care Quality Commission",
        ),
        ("Adult Social Care & Health (ASCH)", "ASCH", "Adult Social Care & Health"),
        ("Commercial & Industrial (C&I) waste", "C&I", "Commercial & Industrial"),
        ("Deprivation of Liberty Safeguards (DoLS)", "DoLS", "Deprivation of Liberty Safeguards"),
        ("an Equality Impact Assessment (EqIA)", "EqIA", "Equality Impact Assessment"),
        (
            "Special Education Needs Coordinator (SENCO)",
            "SENCO",
            "Special Education Needs Coordinator",
        ),
        ("the published admission number (PAN)", "PAN", "published admission number"),
        (
            "Not in Education, Employment or Training (NEETs)",
            "NEET",
            "Not in Education, Employment or Training",
        ),
        ("Small and Medium-sized Enterprises (SMEs)", "SME", "Small and Medium-sized Enterprises"),
        (
            "International Financial Reporting Standard 9 (IFRS9)",
            "IFRS9",
            "International Financial Reporting Standard 9",
        ),
        ("the take-up of Free for Two (FF2)", "FF2", "Free for Two"),
        ("said that The Education People (TEP) ran it", "TEP", "The Education People"),
        ("households in Temporary Accommodation (TA)", "TA", "Temporary Accommodation"),
        ("the Office for Budget Responsibility (OBR)", "OBR", "Office for Budget Responsibility"),
        (
            "(formerly Areas of Outstanding Natural Beauty (AONB))",
            "AONB",
            "Areas of Outstanding Natural Beauty",
        ),
        ("Glossary\nSAB\tSafeguarding Adults Board\nIt met", "SAB", "Safeguarding Adults Board"),
        ("SAB: Safeguarding Adults Board", "SAB", "Safeguarding Adults Board"),
        ("CQC – Care Quality Commission", "CQC", "Care Quality Commission"),
    ],
)
def test_what_a_text_defines(text: str, acronym: str, meaning: str) -> None:
    assert list(definitions(text)) == [Definition(acronym, meaning)]


@pytest.mark.parametrize(
    "text",
    [
        "Councillor Brown (Chair)",
        "Councillor Ash (CHAIR)",
        "the page (HTML)",
        "the Inspector’s Report (Appendix A)",
        "the plan (see Appendix B)",
        "set out in accordance with it (IA)",
        "the centres (HWRCs) at Tovil",
        "HWRCs (Tovil, Dartford and Sittingbourne)",
        "the KMWLP (Appendix D)",
        "1.5% of output (GDP)",
        "Mr Smith. Council Quality Committee. (CQC)",
        "Cllr Lamb (LAB), Cllr Conway (CON)",
        "the Director of Adult Social Care (DASS)",
        "NOTE: that the report be noted",
        "(MASH)",
        "MASH ()",
    ],
)
def test_what_is_no_definition(text: str) -> None:
    assert list(definitions(text)) == []


def test_every_meaning_is_told() -> None:
    text = "Safeguarding Adults Review (SAR) and Subject Access Requests (SARs)"

    assert [found.meaning for found in definitions(text)] == [
        "Safeguarding Adults Review",
        "Subject Access Requests",
    ]


def test_an_acronym_is_known_however_it_is_capitalised() -> None:
    assert key("EqIA") == key("EQIA") == "eqia"
    assert key("R&D") == "r d"


@given(
    st.text(max_size=300)
    | st.lists(st.sampled_from("( ) ABC AbC of Alpha beta - & \t \n s ’ A: A".split(" "))).map(
        " ".join
    )
)
def test_a_meaning_stands_in_the_text(text: str) -> None:
    for found in definitions(text):
        assert found.meaning in text
        assert found.acronym in text
