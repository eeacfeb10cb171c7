"""A small lexicon from texts, for tests."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path

from indexer.understanding import lexicon
from indexer.understanding.lexicon import Lexicon

TEXTS = [
    "The Multi-Agency Safeguarding Hub (MASH) took more contacts. Staff of the MASH are multi-agency.",
    "Multi-agency working with the Low Traffic Neighbourhood (LTN) team; two LTNs were reviewed.",
    "Education, Health and Care Plans (EHCPs) and the Education, Health and Care Plan (EHCP) target.",
    "A Safeguarding Adults Review (SAR) was opened. Subject Access Requests (SARs) rose.",
    "Special Educational Needs and Disabilities (SEND): SEND spending. SEND places. The SEND hub.",
    "Growth, Environment and Transport (GET) will get more. They get it. It may get worse.",
    "Members of the Commercial & Industrial (C&I) waste panel asked about W2 and W-2 permits.",
    "Section 106 (s106) money: s106 agreements under section 106 of the Act.",
    "Wellbeing and well-being of frontline staff; the coordinator co-ordinates neglect work.",
    "Temporary accommodation costs. Temporary accommodation for families. Accommodation is scarce.",
    "Children's safeguarding, children and neglect. Neglect of children. Damp and mould in homes.",
    "The neighbourhood and its neighbours: damp, mould, fostering, safeguarding, budgets.",
    "National Highways (NH) met the NHS. The NHS Trust and the NHS board.",
]


def of(texts: Iterable[str]) -> Lexicon:
    with tempfile.TemporaryDirectory() as folder:
        lexicon.write(Path(folder) / "lexicon", [lexicon.note(texts)])
        return Lexicon.open(Path(folder) / "lexicon")
