"""What an officer should know of a PDF that was read only in part."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from archive.readers.pdf.letters import plain
from archive.readers.pdf.page import Page

_LONGEST_MARK = 60  # characters quoted of a mark across a page


def notes_on(
    pages: Sequence[Page], read: Collection[int], contents: Collection[int], remedy: str
) -> tuple[str, ...]:
    """One plain sentence or two for each thing left out, or read with less certainty.

    ``read`` are the pages that gave text, ``contents`` those that hold a table of contents; both
    count from 1. ``remedy`` says what to do about pages that are only pictures. A page without
    any mark on it but its running head is blank, and not noted.
    """
    return tuple(_notes(pages, read, contents, remedy))


def _notes(
    pages: Sequence[Page], read: Collection[int], contents: Collection[int], remedy: str
) -> Iterator[str]:
    for page in pages:
        if page.problem:
            yield f"Page {page.number} was not read: {page.problem}. Fetch the file again."
    silent = [
        page.number
        for page in pages
        if page.number not in read
        and page.number not in contents
        and not page.problem
        and (page.has_picture or not page.words)
    ]
    if silent:
        hold, they = _verbs(silent)
        yield f"{_named(silent)} {hold} no text (a scan?): {they} not read. {remedy}"
    recognised = [page.number for page in pages if page.is_machine_read and page.number in read]
    if recognised:
        were = "was" if len(recognised) == 1 else "were"
        they = "it" if len(recognised) == 1 else "they"
        yield f"{_named(recognised)} {were} read by machine from a scan: {they} may hold mistakes."
    if contents:
        hold, _ = _verbs(contents)
        yield f"{_named(sorted(contents))} {hold} a table of contents: it was left out of the text."
    marked = [page for page in pages if page.marks]
    if marked:
        mark = plain(" ".join(marked[0].marks))[:_LONGEST_MARK]
        numbers = _named([page.number for page in marked])
        yield f"{numbers}: the mark “{mark}” across the page was left out."


def _verbs(numbers: Collection[int]) -> tuple[str, str]:
    return ("holds", "it was") if len(numbers) == 1 else ("hold", "they were")


def _named(numbers: Sequence[int]) -> str:
    """Pages as a clerk lists them: "Page 3", "Pages 3 and 4", "Pages 3, 4 and 7 to 9"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    parts: list[str] = []
    for run in runs:
        parts += [f"{run[0]} to {run[-1]}"] if len(run) > 2 else [str(number) for number in run]
    listed = " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)
    return f"{'Page' if len(numbers) == 1 else 'Pages'} {listed}"
