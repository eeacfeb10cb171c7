"""Minutes as ModernGov publishes them on the web: a meeting's page, or the page of one item."""

from __future__ import annotations

from tests.borough import word_markup
from tests.borough.minutes_source import NOTICE, Item, MinutesSource, ballots
from tests.borough.word_markup import escape

_MENU = (
    ("mgCalendarMonthView.aspx?GL=1&amp;bcr=1", "Calendar"),
    ("mgListCommittees.aspx?bcr=1", "Committees"),
    ("mgMemberIndex.aspx?bcr=1", "Councillors"),
    ("mgDelegatedDecisions.aspx?bcr=1&amp;DM=0&amp;DS=2&amp;K=0&amp;DR=&amp;V=0", "Decisions"),
    ("mgEPetitionListDisplay.aspx?bcr=1", "ePetitions"),
    ("ieDocHome.aspx?bcr=1", "Meetings"),
    ("ieDocSearch.aspx?bcr=1", "Search documents"),
    ("mgWhatsNew.aspx?bcr=1", "What's New"),
)
_PAGE = """<!DOCTYPE html>

<html lang="en">
\t<head>
\t\t<meta charset="utf-8">
\t\t<meta name="viewport" content="width=device-width, initial-scale=1">
\t\t<meta name="DC.title"  content="{title}"/>
\t\t<meta name="DC.date" scheme="W3CDTF"  content="{iso}"/>
\t\t<meta name="DC.subject" scheme="eGMS.IPSV"  content="Council meetings"/>
\t\t<title>{title} - Larkmere Borough Council</title>
\t\t<link href="sitespecific/ssMgStyles.css" rel="stylesheet" type="text/css" />
\t\t<link href="sitespecific/ssWordStyles.css" rel="stylesheet" type="text/css" />
\t</head>
\t<body>
\t\t<a class="sr-only" href="#mgMainContent">Skip to main content</a>
\t\t<header id="page-header">
\t\t\t<img src="SiteSpecific/res/img/Logo.png" alt="Larkmere Borough Council" />
\t\t</header>
\t\t<div role="main">
\t\t\t<a class="is-hidden" name="mgMainContent"></a>
\t\t\t<nav aria-label="Breadcrumb" id="breadcrumb-holder"><ul><li><a href="/">Home</a></li>\
<li><a  href="mgListCommittees.aspx?bcr=1" >Committees</a></li>\
<li><a  href="mgCommitteeDetails.aspx?ID={cid}" >Committee details</a></li>\
<li><a  href="ieListMeetings.aspx?CommitteeId={cid}" >Meetings</a></li><li>{crumb}</li></ul></nav>
<div id="modgov"><div class="mgHeader"><h1  class="mgMainTitleTxt" >{crumb}</h1></div>
{body}
<div class="mgFooter" >
\t<p>&nbsp;</p>
</div>
</div>
\t\t\t<nav id="side-nav">
\t\t\t<div class="menu"><ul class="menu-list">
{menu}</ul></div>
\t\t\t</nav>
\t\t</div>
\t\t<footer id="page-footer" class="footer">
\t\t\t<small>Larkmere Borough Council, Town Hall, Quay Street, Larkmere</small>
\t\t</footer>
\t</body>
</html>
"""
_PDF_ICON = '<img height="12" src="mgimages/logo-pdf-1.gif" width="12" alt="pdf icon" />'


def meeting_page(source: MinutesSource) -> str:
    """The page of a whole meeting: ``ieListDocuments.aspx``."""
    when = f"{source.date:%A} {source.long_date}"
    name = f"{source.committee} - {when} {source.time}"
    packs = "".join(
        f'\t<li><a  href="documents/g{source.mid}/{label} {source.date:%A %d-%b-%Y} '
        f'{source.committee}.pdf?T={number}" >{label}\n'
        f'\t<span  class="mgFileSize" >{_PDF_ICON} PDF {size} KB</span> </a></li>\n'
        for label, number, size in (("Agenda frontsheet", 0, 184), ("Printed minutes", 1, 131))
    )
    rows = "".join(
        f'\t\t<tr>\n\n\t\t\t<td  class="mgItemNumberCell" ><p  class="mgAiTitleTxt" >'
        f'<a name="AI{item.id}" aria-disabled="true"></a>{item.number}.</p></td>\n\t\t\t\t\n'
        f"\t\t<td >\t\t\t\n\n{_item(source, item)}\n\t\t\t\t\t\n        </td>\n\t\t</tr>\n"
        for item in source.items
    )
    body = f"""\t\t\t<div class="mgSubTitle" >
\t\t\t\t<h2 class="mgSubTitleTxt"><a  href="mgCommitteeDetails.aspx?ID={source.committee_id}" \
 title="Link&#32;to&#32;{source.committee}">{name}</a></h2>
\t\t\t</div>
\t<div class="mgLinks" >
<ul  class="mgActionList" >
\t<li><a  href="mgMeetingAttendance.aspx?ID={source.mid}" >Attendance details</a></li>
{packs}</ul>
</div>
<div class="mgContent" >
\t\t<p><span  class="mgLabel" >Venue: </span>{escape(source.place)}. \
<a  href="mgLocationDetails.aspx?RID=1" > View directions</a></p>
\t\t<p><span  class="mgLabel" >Contact: </span>Thandi Marlowe&nbsp; Democratic Services Officer
\t\t</p>
<p>{NOTICE}</p>
{word_markup.section(_attendance(source))}
\t\t<table class="mgItemTable"  summary="Table of agenda items" id="mgItemTable">
\t\t<caption  class="mgSectionTitle" >Items</caption>
     <tr>
            <th class="mgHide" abbr="No" scope="col">No.</th>
            <th class="mgHide" abbr="Item" scope="col">Item</th>
    </tr>
{rows}\t</table>
<p>The meeting ended at {source.ended}.</p>
</div>"""
    return _page(source, f"Agenda for {source.committee} on {when}, {source.time}", body)


def item_page(source: MinutesSource) -> str:
    """The page of one agenda item in full: ``mgAi.aspx``."""
    (item,) = source.items
    when = f"{source.date:%A} {source.long_date}"
    meeting = f"ieListDocuments.aspx?CId={source.committee_id}&amp;MId={source.mid}&amp;Ver=4"
    body = f"""\t\t\t<div class="mgSubTitle" >
\t\t\t\t<h2 class="mgSubTitleTxt">{escape(item.title)}</h2>
\t\t\t</div>
<div class="mgContent" >
<ul  class="mgActionList" >
\t<li><a  href="{meeting}#AI{item.id}" >Meeting of {source.committee}, {when} {source.time} \
(Item {item.number}.)</a></li>
</ul>
<p>{NOTICE}</p>
{_item(source, item, titled=False)}
</div>"""
    return _page(source, f"Agenda item - {escape(item.title)}", body, "Agenda item")


def _page(
    source: MinutesSource, title: str, body: str, crumb: str = "Agenda, decisions and minutes"
) -> str:
    menu = "\n".join(f'<li><a href="{href}">{label}</a></li>' for href, label in _MENU)
    return _PAGE.format(
        title=title,
        iso=source.date.isoformat(),
        cid=source.committee_id,
        crumb=crumb,
        body=body,
        menu=menu,
    )


def _attendance(source: MinutesSource) -> list[str]:
    out = []
    for heading, names in source.attendance.items():
        out.append(f'<p class="MsoNormal"><b>{heading}</b></p>')
        out += [word_markup.paragraph(name) for name in names]
        out.append(word_markup.SPACER)
    return out


def _item(source: MinutesSource, item: Item, *, titled: bool = True) -> str:
    out = [f'\t\t\t\t\t<p  class="mgAiTitleTxt" >{escape(item.title)}</p>'] if titled else []
    reports = [part for part in item.sections if part.name == "REPORT"]
    minutes = [part for part in item.sections if part.name in ("MINUTES", "RESOLVED")]
    papers = [
        line.text for part in item.sections if part.name == "DOCUMENTS" for line in part.lines
    ]
    if reports:
        out.append(word_markup.section(word_markup.sections(reports)))
    if papers and titled:
        out += ['<p class="mgSubItemTitleTxt">Additional documents:</p>', _papers(item, papers)]
    if minutes:
        out.append('<p class="mgSubItemTitleTxt">Minutes:</p>')
        out.append(word_markup.section(word_markup.sections(minutes)))
    if ballots(item):
        out.append(_votes(source, item))
    if papers and not titled:
        out += ['<p class="mgSubItemTitleTxt">Supporting documents:</p>', _papers(item, papers)]
    return "\n".join(out)


def _papers(item: Item, papers: list[str]) -> str:
    out = ["", '<ul  class="mgBulletList" >']
    for place, paper in enumerate(papers):
        title, _, size = (part.strip() for part in paper.partition("|"))
        out += [
            f'\t\t\t<li>\n\t\t\t<a  href="documents/s{item.id - 40000 + place}/{escape(title)}.pdf"'
            f'   title="Link to document &#39;{escape(title)}&#39; pdf file">{escape(title)} '
            f'<span  class="mgHide" >, item {item.number}.</span>\n\t\t\t'
            f'<span  class="mgFileSize" >{_PDF_ICON} PDF {size or "96 KB"}</span> </a>  </li>'
        ]
    return "\n".join([*out, "", "</ul>"])


def _votes(source: MinutesSource, item: Item) -> str:
    rows = []
    for ballot in ballots(item):
        kind = "Amendment" if "amendment" in ballot.title.lower() else "Resolution"
        picture, result = ("Positive", "Carried") if ballot.carried else ("Negative", "Rejected")
        text = "".join(f"\n{word_markup.wrap(escape(vote))}<br />" for vote in ballot.votes)
        rows.append(
            f"\t\t\t\t\t<tr>\n\t\t\t\t\t\t<td>{escape(ballot.title)}</td>\n\t\t\t\t\t\t<td>{kind}"
            f"</td>\n\t\t\t\t\t\t<td>{text}\n\t\t\t\t\t\t</td>\n\t\t\t\t\t\t<td>\n"
            f"\t\t\t\t\t\t<img alt='' src='mgImages/motions/Motion{picture}.png' />{result}\n"
            "\t\t\t\t\t\t</td>\n\t\t\t\t\t</tr>\n"
        )
    return (
        '\n\t\t\t\t\t<table  class="mgTableNoBorderFullWidth" >\n'
        '\t\t\t\t\t\t<caption  class="mgSectionTitle" >Recorded Vote</caption>\n'
        '\t\t\t\t\t\t<tr><th scope="col">Title</th><th scope="col">Type</th>'
        '<th scope="col">Recorded Vote text</th><th scope="col">Result</th></tr>\n'
        f"{''.join(rows)}\n\t\t\t\t\t</table>\n"
        f'\t\t\t\t\t<ul><li><a  href="mgListRecordedVotesShort.aspx?AIID={item.id}&amp;'
        f'MID={source.mid}" >View Recorded Vote for this item</a></li></ul>'
    )
