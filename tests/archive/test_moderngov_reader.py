from __future__ import annotations

import pytest

from archive.document import AgendaItem
from archive.readers.html import read_markup
from tests.archive.reading_checks import K, assert_sound, markers, outline

SPACER = '<p class="MsoNormal">&nbsp;</p>'
MEETING = f"""<html><head><title>Agenda</title><meta name="DC.date" content="2024-12-10"/></head><body>
<nav><ul><li>Home</li></ul></nav><div role="main"><div id="modgov">
<div class="mgHeader"><h1  class="mgMainTitleTxt" >Agenda, decisions and minutes</h1></div>
<div class="mgSubTitle"><h2 class="mgSubTitleTxt"><a href="x">Transport Panel - Tuesday 10 December
2024 6.30 pm</a></h2></div>
<div class="mgLinks"><ul class="mgActionList"><li><a href="g1.pdf?T=1">Printed minutes
<span class="mgFileSize">PDF 82 KB</span></a></li></ul></div>
<div class="mgContent"><p><span class="mgLabel">Venue: </span>The Town Hall.
<a href="mgLocationDetails.aspx?RID=1">View directions</a></p><h2 class="mgSectionTitle">Media</h2>
<table class="mgItemTable" id="mgItemTable"><caption class="mgSectionTitle">Items</caption>
<tr><th class="mgHide">No.</th><th class="mgHide">Item</th></tr>
<tr><td  class="mgItemNumberCell" ><p  class="mgAiTitleTxt" ><a name="AI51890"></a>7.</p></td>
<td><p  class="mgAiTitleTxt" ><a class="mgAiTitleLnk" href="s1.pdf">Ferry fares <span  class="mgFileSize" >
<img alt="pdf icon" /> PDF 579 KB</span> </a></p>
<div class="mgWordPara"><div class="WordSection1"><p class="MsoNormal">To consider fares on the
river ferry.</p>{SPACER}</div></div>
<p class="mgSubItemTitleTxt">Additional documents:</p><ul class="mgBulletList"><li><a href="s2.pdf">Annex 1
<span class="mgHide">, item 7.</span><span class="mgFileSize">PDF 1 MB</span></a></li></ul>
<p class="mgSubItemTitleTxt">Minutes:</p><div class="mgWordPara"><div class="WordSection1">
<p class="MsoListParagraph"><span style="font-family:Symbol"><span>·<span>&nbsp;&nbsp;&nbsp; </span></span>
</span>A
<span class="SpellE">Memmber</span> asked why.</p>{SPACER}
<p class="MsoNormal"><b>RESOLVED</b> that:</p>
<ol start="1"><li>fares be frozen;</li></ol>{SPACER}<ol start="2"><li>and a report be brought &nbsp;...&nbsp;
<a href="mgAi.aspx?ID=51890" title="Link to view the full item text">
view the full minutes text for item 7.</a></li></ol></div></div>
<table class="mgTableNoBorderFullWidth"><caption class="mgSectionTitle">Recorded Vote</caption>
<thead><th>Title</th><th>Result</th></th><tr><td>Ferry fares</td><td><img alt=''/>Carried</td></tr></table>
<li><a href="mgListRecordedVotesShort.aspx?AIID=1">View Recorded Vote for this item</a></li></td></tr>
<tr><td class="mgItemNumberCell"><p class="mgAiTitleTxt"><a name="AI51891"></a></p></td>
<td><p class="mgAiTitleTxt">Urgent business</p></td></tr></table>
<p>The meeting ended at 9 pm.</p></div><div class="mgFooter"><p>&nbsp;</p></div></div></div>
<footer>Contact</footer></body></html>"""


def test_reads_a_meeting_page() -> None:
    reading = read_markup(MEETING)
    assert_sound(reading)
    assert reading.heading == "Transport Panel - Tuesday 10 December 2024 6.30 pm"
    assert outline(reading) == [
        (K.PARAGRAPH, "Venue: The Town Hall."),
        (K.HEADING, "7. Ferry fares"),
        (K.PARAGRAPH, "To consider fares on the river ferry."),
        (K.LABEL, "Additional documents:"),
        (K.LABEL, "· Annex 1"),
        (K.LABEL, "Minutes:"),
        (K.LIST_ITEM, "· A Memmber asked why."),
        (K.PARAGRAPH, "RESOLVED that:"),
        (K.LIST_ITEM, "1. fares be frozen;"),
        (K.LIST_ITEM, "2. and a report be brought ..."),
        (K.CAPTION, "Recorded Vote"),
        (K.TABLE_HEADER, "Title\tResult"),
        (K.TABLE_ROW, "Ferry fares\tCarried"),
        (K.HEADING, "Urgent business"),
        (K.PARAGRAPH, "The meeting ended at 9 pm."),
    ]
    assert markers(reading) == [("·", 1), ("1.", 1), ("2.", 1)]
    start, urgent = reading.text.index("7. Ferry"), reading.text.index("Urgent")
    assert reading.items == (
        AgendaItem("7", "Ferry fares", start, urgent, "AI51890", "mgAi.aspx?ID=51890"),
        AgendaItem("", "Urgent business", urgent, urgent + len("Urgent business"), "AI51891"),
    )
    assert reading.notes == ()


@pytest.mark.parametrize(
    "head",
    [
        '<base href="https://x.example/moderngov/">',
        '<link rel="canonical" href="https://x.example/moderngov/ieListDocuments.aspx?CId=1&amp;MId=2">',
    ],
)
def test_the_rest_of_an_item_is_at_an_address(head: str) -> None:
    reading = read_markup(MEETING.replace("<head>", f"<head>{head}"))
    assert reading.items[0].rest_at == "https://x.example/moderngov/mgAi.aspx?ID=51890"
    assert "view the full" not in reading.text


def test_reads_an_item_page() -> None:
    reading = read_markup(
        """<div id="modgov"><div class="mgHeader"><h1 class="mgMainTitleTxt">Agenda item</h1></div>
        <div class="mgSubTitle"><h2 class="mgSubTitleTxt">Ferry fares</h2></div><div class="mgContent">
        <ul class="mgActionList"><li><a href="ieListDocuments.aspx?CId=1&amp;MId=2#AI51890">Meeting of
        Transport Panel, Tuesday 10 December 2024 6.30 pm (Item 7.)</a></li></ul>
        <div class="mgWordPara"><p>Report of the Director.</p></div>
        <p class="mgSubItemTitleTxt">Minutes:</p><div class="mgWordPara"><p>Fares were discussed.</p></div>
        <p class="mgSubItemTitleTxt">Supporting documents:</p></div></div>"""
    )
    assert_sound(reading)
    assert (
        reading.heading == "Meeting of Transport Panel, Tuesday 10 December 2024 6.30 pm (Item 7.)"
    )
    assert reading.items == (AgendaItem("7", "Ferry fares", 0, len(reading.text), "AI51890"),)
    assert [words for _, words in outline(reading)] == [
        "7. Ferry fares",
        "Report of the Director.",
        "Minutes:",
        "Fares were discussed.",
        "Supporting documents:",
    ]


def test_a_page_without_items_keeps_its_subtitle() -> None:
    reading = read_markup(
        '<nav>x</nav><div id="modgov"><h1 class="mgMainTitleTxt">Meeting</h1><div class="mgSubTitle">'
        '<h2 class="mgSubTitleTxt">Panel - Thursday 4 December 2025 7:30 pm, CANCELLED</h2></div>'
        '<div class="mgContent"><p>No documents are available</p></div></div>'
    )
    assert reading.heading == "Panel - Thursday 4 December 2025 7:30 pm, CANCELLED"
    assert [words for _, words in outline(reading)][-1] == "No documents are available"


def test_reads_a_decision_page() -> None:
    reading = read_markup(
        """<div id="modgov"><h1 class="mgMainTitleTxt">Decision details</h1><div class="mgSubTitle">
        <h2 class="mgSubTitleTxt">Ferry fares</h2></div><div class="mgContent">
        <p><span class="mgLabel">Decision status: </span>Recommendations Approved</p>
        <p><span class="mgLabel">Date of decision: </span>10/12/2024</p>
        <h3 class="mgSubSubTitleTxt">Decision:</h3>
        <div class="mgWordPara"><p>RESOLVED that fares be frozen.</p>
        </div></div></div>"""
    )
    assert outline(reading)[-4:] == [
        (K.PARAGRAPH, "Decision status: Recommendations Approved"),
        (K.PARAGRAPH, "Date of decision: 10/12/2024"),
        (K.LABEL, "Decision:"),
        (K.PARAGRAPH, "RESOLVED that fares be frozen."),
    ]


def test_a_votes_table_has_a_header_whatever_its_cells_are() -> None:
    reading = read_markup(
        "<p>The amendment was put to the vote.</p><table><tr><td>Member</td><td>Vote</td></tr>"
        "<tr><td>Councillor Vane</td><td>For</td></tr></table><table><tr><td>For (2)</td><td>Vane, Cole</td>"
        "</tr><tr><td>Against (0)</td><td></td></tr></table>"
    )
    assert outline(reading)[1:] == [
        (K.TABLE_HEADER, "Member\tVote"),
        (K.TABLE_ROW, "Councillor Vane\tFor"),
        (K.TABLE_ROW, "For (2)\tVane, Cole"),
        (K.TABLE_ROW, "Against (0)"),
    ]
