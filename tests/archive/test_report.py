from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from archive.document import DocumentKind, Entry, PageState, Provenance, Unreadable
from archive.report import reading_report

STATES = st.lists(st.sampled_from(PageState), max_size=12)


def entry(
    name: str,
    pages: list[PageState] | None = None,
    truncated: tuple[str, ...] = (),
    tables: int = 0,
) -> Entry:
    provenance = Provenance(name, name, "0" * 64, dt.datetime(2025, 1, 1, tzinfo=dt.UTC))
    return Entry(
        name,
        name,
        DocumentKind.MINUTES,
        "",
        None,
        provenance,
        pages=None if pages is None else tuple(pages),
        tables=tables,
        truncated=truncated,
    )


def test_a_report_names_what_a_reader_must_know() -> None:
    scan = entry("scan.pdf", [PageState.TEXT, PageState.MACHINE_READ, PageState.MACHINE_READ])
    torn = entry("torn.pdf", [PageState.PICTURE, PageState.BLANK, PageState.FAILED], tables=2)
    cut = entry("cut.html", truncated=("58", "Closing"), tables=1)
    bad = Unreadable("bad.pdf", "It is locked.")
    report = reading_report([scan, torn, cut], [bad])

    assert (report.documents, report.page_count, report.tables) == (3, 6, 3)
    assert [(each.document, each.pages) for each in report.machine_read] == [(scan, (2, 3))]
    assert [(each.document, each.pages) for each in report.unread] == [(torn, (1, 3))]
    assert [(each.document, each.items) for each in report.cut_short] == [(cut, ("58", "Closing"))]
    assert report.unreadable == (bad,)


@given(st.lists(st.none() | STATES, max_size=6))
def test_every_page_is_counted_once_under_its_state(papers: list[list[PageState] | None]) -> None:
    report = reading_report([entry(str(n), pages) for n, pages in enumerate(papers)], [])
    every = [state for pages in papers for state in pages or []]

    assert report.page_count == len(every)
    assert all(count == every.count(state) > 0 for state, count in report.pages.items())
    unread = {PageState.PICTURE, PageState.FAILED}
    assert sum(len(each.pages) for each in report.unread) == sum(s in unread for s in every)
    for each in report.machine_read:
        assert each.document.pages is not None
        assert {each.document.pages[n - 1] for n in each.pages} == {PageState.MACHINE_READ}
