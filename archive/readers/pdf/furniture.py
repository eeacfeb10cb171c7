"""What is printed on a page beside its record: running heads and feet, page numbers, markings."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from archive.readers.pdf.folio import page_numbers
from archive.readers.pdf.page import Page, Word
from archive.readers.pdf.strip import Strip, strips_of, text_of
from archive.reading import Dropped

_APART = 2  # pages between two that share a head, as where odd and even pages have their own
_PLAIN_ENOUGH = 4  # pages from which a repeated row is a head however close the text stands to it
_SPACE = 1.6  # sizes between the baselines of a head and of the text, at the least, on fewer pages
_FEWEST_IN_RUN = 3  # neighbouring pages that share a head, in a file of several papers
_LARGE = 1.15  # times the body's size from which a row that some pages share may be their title
_TITLE = 1.3  # the same for one that most pages share
_LEVEL = 6.0  # points between the heights of one row on different pages

_MARKING = re.compile(
    r"(?i:(?:(?:security|protective)? ?(?:classification|marking): ?)?"
    r"(?:official|restricted|confidential|unclassified|swyddogol)"
    r"(?: ?[-–—:/]? ?\(?sensitive(?: ?[-–—:] ?\w+)?\)?)?"
    r"|(?:not )?protectively marked)|PUBLIC|PRIVATE|SECRET|PROTECT|EXEMPT"
)
_AMOUNT = re.compile(r"[-–(]*(?:£\d[\d,.]*|\d[\d,]*\.\d+|\d{1,3}(?:,\d{3})+)[%mk)]*")
_STAMP = re.compile(r"agenda item \d{1,3}[a-z]?", re.I)
"""What is printed in the corner of a paper's first page when a pack is made up."""

_BLANK = re.compile(
    r"(?:this )?page (?:is |has been )?(?:(?:intentionally|deliberately) )?left "
    r"(?:(?:intentionally|deliberately) )?blank"
    r"(?: (?:intentionally|deliberately))?|(?:this page )?intentionally (?:left )?blank|blank page"
    r"|mae['’]r dudalen hon yn (?:fwriadol )?wag(?: yn fwriadol)?|tudalen wag",
    re.IGNORECASE,
)


class Kept(NamedTuple):
    """Each page's words without its furniture, and what was left out."""

    words: list[list[Word]]
    dropped: list[Dropped]


def without_furniture(pages: Sequence[Page], words: Sequence[list[Word]], body: float) -> Kept:
    """Each page's words less its furniture; ``body`` is the size of most letters in points.

    A row in the outer part of a page counts as furniture where it is a page number or a marking
    such as "OFFICIAL", or where the same row (page numbers aside) stands at one height on at least
    half of the pages that hold words, and on two at the least, or on a run of neighbouring pages,
    as the heads of each paper in a pack do. So does the line that says that a page is blank.
    """
    strips = [
        strip
        for place, (page, kept) in enumerate(zip(pages, words, strict=True))
        for strip in strips_of(place, page, kept)
    ]
    reasons: dict[int, tuple[str, Strip]] = {}
    written = sum(1 for kept in words if kept)
    for strip in _repeated(strips, written, body, pages):
        reasons[id(strip.words)] = "running head" if not strip.at_foot else "running foot", strip
    for strip in page_numbers(strips):
        reasons[id(strip.words)] = "page number", strip
    for strip in strips:
        if _MARKING.fullmatch(strip.text):
            reasons[id(strip.words)] = "classification", strip
        if (
            _STAMP.fullmatch(strip.text)
            and not strip.at_foot
            and strip.words[0].x0 > pages[strip.place].width / 2
        ):
            reasons[id(strip.words)] = "stamp", strip
    gone: dict[int, set[int]] = defaultdict(set)
    dropped: list[tuple[int, float, Dropped]] = []
    for reason, strip in reasons.values():
        gone[strip.place].update(map(id, strip.words))
        number = pages[strip.place].number
        dropped.append((number, strip.y, Dropped(strip.text, reason, number)))
    kept_words = []
    for place, (page, found) in enumerate(zip(pages, words, strict=True)):
        left = [word for word in found if id(word) not in gone[place]] if gone[place] else found
        if left and len(left) < 20 and _BLANK.fullmatch(text := text_of(left).rstrip(".")):
            dropped.append((page.number, left[0].y, Dropped(text, "blank page", page.number)))
            left = []
        kept_words.append(left)
    return Kept(kept_words, [each for _, _, each in sorted(dropped, key=lambda d: d[:2])])


def _repeated(
    strips: list[Strip], written: int, body: float, pages: Sequence[Page]
) -> Iterator[Strip]:
    half, nearly_all = max(2, (written + 1) // 2), max(3, written - 1)
    groups: dict[tuple[str, bool, int], list[Strip]] = defaultdict(list)
    for strip in strips:
        groups[strip.shape].append(strip)
    for group in groups.values():
        if len(group) < 2:
            continue
        # one shape at one height, the same in words and numbers or counting with the pages
        for alike in _at_one_height(group):
            for chosen in (_sametext_of(alike), _counting(alike)):
                on = sorted({strip.place for strip in chosen})
                if len(on) < _PLAIN_ENOUGH and not _are_set_apart(chosen, strips):
                    continue
                if len(on) >= (nearly_all if any(s.deep for s in chosen) else half):
                    # set as large as a title, or with amounts, it is the text's own where it is first
                    is_text = _may_be_title(chosen, _TITLE * body, pages) or _is_total(chosen[0])
                    yield from (s for s in chosen if not (is_text and s.place == on[0]))
                elif not _may_be_title(chosen, _LARGE * body, pages):
                    runs = _runs(on)
                    yield from (s for s in chosen if s.place in runs and not s.deep)


def _are_set_apart(chosen: list[Strip], strips: list[Strip]) -> bool:
    """Whether a space parts the rows from the text, as it does heads but no line of the text."""
    gaps = [
        min(
            (
                abs(other.y - strip.y) / strip.size
                for other in strips
                if other.place == strip.place
                and other.at_foot == strip.at_foot
                and (other.y < strip.y) == strip.at_foot
                and other.y != strip.y
            ),
            default=_SPACE,
        )
        for strip in chosen
    ]
    return sorted(gaps)[len(gaps) // 2] >= _SPACE if gaps else False


def _at_one_height(group: list[Strip]) -> Iterator[list[Strip]]:
    """The group's rows by height; a row may stand in two such sets."""
    levels = Counter(round(strip.inset / _LEVEL) for strip in group)
    for level, count in levels.items():
        if count > 1 and count >= max(levels[level - 1], levels[level + 1]):
            yield [s for s in group if abs(s.inset / _LEVEL - level) <= 1]


def _may_be_title(strips: list[Strip], size: float, pages: Sequence[Page]) -> bool:
    """Whether some pages share a title of their text, as slides do, not a head set in its corner."""
    one = strips[0] if strips else None
    return (
        one is not None
        and not one.at_foot
        and one.size >= size
        and one.words[0].x0 < pages[one.place].width / 2
    )


def _is_total(strip: Strip) -> bool:
    """Whether a row holds amounts: "TOTAL £m 334.7 290.0"."""
    return not strip.at_foot and sum(bool(_AMOUNT.fullmatch(w.text)) for w in strip.words) > 1


def _runs(places: list[int]) -> set[int]:
    """The places that stand in a run of neighbouring pages, long enough to show a head."""
    found: set[int] = set()
    run: list[int] = []
    for place in places:
        if run and place - run[-1] > _APART:
            run = []
        run.append(place)
        if len(run) >= _FEWEST_IN_RUN:
            found.update(run)
    return found


def _sametext_of(strips: list[Strip]) -> list[Strip]:
    most = Counter(s.text for s in strips).most_common(1)
    return [s for s in strips if s.text == most[0][0]] if most else []


def _counting(strips: list[Strip]) -> list[Strip]:
    steps = Counter(n - s.place for s in strips for n in set(s.numbers))
    if not steps:
        return []
    step = steps.most_common(1)[0][0]
    return [s for s in strips if s.place + step in s.numbers]
