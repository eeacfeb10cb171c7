from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from archive.citation import cite, source_link
from archive.document import AgendaItem, DocumentKind, Entry, Provenance, Status


def entry(
    url: str = "", kind: DocumentKind = DocumentKind.MINUTES, committee: str = "Cabinet"
) -> Entry:
    provenance = Provenance("s", "f", "0" * 64, dt.datetime(2025, 1, 1, tzinfo=dt.UTC), url)
    return Entry("d", "Annual Report 2023-24", kind, committee, dt.date(2024, 12, 10), provenance)


ITEM = AgendaItem("7", "Budget", 0, 9, "AI51890")


@pytest.mark.parametrize(
    ("of", "item", "pages", "said"),
    [
        (entry(), ITEM, None, "Cabinet, 10 December 2024, item 7"),
        (entry(), ITEM, (3, 3), "Cabinet, 10 December 2024, item 7, page 3"),
        (
            entry(),
            AgendaItem("", "Budget", 0, 9),
            (3, 4),
            "Cabinet, 10 December 2024, Budget, pages 3 to 4",
        ),
        (entry(), None, None, "Cabinet, 10 December 2024"),
        (
            replace(entry(), status=Status.DRAFT),
            ITEM,
            None,
            "Cabinet, 10 December 2024, draft minutes, item 7",
        ),
        (entry(committee=""), ITEM, None, "Annual Report 2023-24, 10 December 2024, item 7"),
        (
            entry(kind=DocumentKind.ANNUAL_REPORT),
            None,
            (2, 2),
            "Annual Report 2023-24, Cabinet, 10 December 2024, page 2",
        ),
    ],
)
def test_in_words(
    of: Entry, item: AgendaItem | None, pages: tuple[int, int] | None, said: str
) -> None:
    assert cite(of, item, pages) == said


PAGE = "http://democracy.example/mgAi.aspx?ID=65747"


@pytest.mark.parametrize(
    ("url", "text", "item", "pages", "link"),
    [
        ("", "words", None, None, ""),
        ("https://c.example/a.pdf", "words", ITEM, (3, 4), "https://c.example/a.pdf#page=3"),
        ("https://c.example/a.pdf#page=1", "words", None, (3, 4), "https://c.example/a.pdf#page=3"),
        ("https://c.example/a.docx", "words", None, None, "https://c.example/a.docx"),
        (PAGE, "· It was agreed.", None, None, f"{PAGE}#:~:text=It%20was%20agreed."),
        (PAGE, "pan-London, all", ITEM, None, f"{PAGE}#AI51890:~:text=pan%2DLondon%2C%20all"),
        (
            PAGE,
            "RESOLVED -\nTHAT the Committee:\n1. Note the report and ask for another in June of next year.",
            None,
            None,
            f"{PAGE}#:~:text=RESOLVED%20%2D,another%20in%20June%20of%20next%20year.",
        ),
    ],
)
def test_as_an_address(
    url: str, text: str, item: AgendaItem | None, pages: tuple[int, int] | None, link: str
) -> None:
    assert source_link(entry(url), text, item, pages) == link
