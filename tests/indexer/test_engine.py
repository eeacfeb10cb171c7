"""What any search engine must do, asked of the embedded one through a whole library."""

from __future__ import annotations

import datetime as dt
import random
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.document import DocumentKind, Status
from indexer.analysis import tokens
from indexer.library import Library
from indexer.likeness.comparison import Comparison
from indexer.passage import PassageKind
from indexer.results import Filter, Mode, Results, Search, Sort, YearCount
from indexer.role import Role
from tests.indexer.hashing import HashingEncoder
from tests.indexer.shelves import built, minutes

HOUSING, CABINET = "Housing Committee", "Cabinet"
WORDS = ("damp", "mould", "boiler", "tenants", "budget", "school", "Café", "W-2", "the", "of")


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    archive = tmp_path_factory.mktemp("archive")
    draw = random.Random(7)
    made = [
        minutes(
            f"m{number}",
            "\n".join(
                f"= {item}. Item {draw.choice(WORDS)}\n"
                f"· A Member asked about {' '.join(draw.choices(WORDS, k=12))}. Officers explained that "
                f"{' '.join(draw.choices(WORDS, k=12))}.\n"
                f"RESOLVED -\n1. Note the {draw.choice(WORDS)} report."
                for item in range(1, 5)
            ),
            committee=draw.choice([HOUSING, CABINET]),
            date=None if number == 5 else dt.date(2022 + number % 3, 1 + number, 9),
        )
        for number in range(9)
    ]
    built(archive, *made)
    opened = Library(archive, HashingEncoder())
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Library, Library]]:
    """An archive with copies: minutes under two names, their draft, a pack that holds them and a report
    that is published again; and the same archive as if it had none.
    """
    draw = random.Random(11)

    def items(count: int) -> list[str]:
        return [
            f"= {item}. Item {draw.choice(WORDS)}\n"
            f"· A Member asked about {' '.join(draw.choices(WORDS, k=20))}. Officers explained that "
            f"{' '.join(draw.choices(WORDS, k=20))}.\n"
            f"RESOLVED -\n1. Note the report and ask for {' '.join(draw.choices(WORDS, k=7))}."
            for item in range(1, count + 1)
        ]

    agreed, reported, others = items(5), items(3), items(4)
    draft = [agreed[0].replace("explained", "denied"), *agreed[1:]]
    made = [
        minutes("printed", "\n".join(agreed), HOUSING, status=Status.CONFIRMED),
        minutes("attached", "\n".join(agreed), CABINET, status=Status.CONFIRMED),
        minutes("draft", "\n".join(draft), HOUSING, status=Status.DRAFT),
        minutes("report", "\n".join(reported), HOUSING, kind=DocumentKind.REPORT),
        minutes("again", "\n".join(reported), CABINET, dt.date(2024, 6, 1), DocumentKind.REPORT),
        minutes(
            "pack",
            "\n".join([*others, *agreed, *reported]),
            CABINET,
            dt.date(2024, 6, 1),
            DocumentKind.AGENDA,
        ),
        minutes("other", "\n".join(items(4)), HOUSING, dt.date(2024, 7, 1)),
    ]
    together = tmp_path_factory.mktemp("together")
    built(together, *made)
    apart = tmp_path_factory.mktemp("apart")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Comparison, "standings", lambda *_: {})
        built(apart, *made)
    libraries = Library(together, HashingEncoder()), Library(apart, HashingEncoder())
    yield libraries
    for each in libraries:
        each.close()


def found(library: Library, text: str, **wanted: object) -> Results:
    return library.search(Search(text, **{"limit": 100, **wanted}))  # type: ignore[arg-type]


def everything(library: Library) -> Results:
    return found(library, "")


def test_no_question_lists_everything_newest_first(library: Library) -> None:
    results = everything(library)
    dates = [hit.document.date or dt.date.min for hit in results.hits]

    assert (
        results.total
        == len(results.hits)
        == sum(len(library.passages(entry.id)) for entry in library.entries())
    )
    assert dates == sorted(dates, reverse=True)


@pytest.mark.parametrize("mode", list(Mode))
def test_a_phrase_really_occurs(library: Library, mode: Mode) -> None:
    for hit in found(library, '"damp mould"', mode=mode).hits:
        words = [token.word for token in tokens(hit.passage.text)]
        assert ("damp", "mould") in pairwise(words)


@pytest.mark.parametrize(
    ("typed", "holds"),
    [
        ("damp AND mould", lambda words: {"damp", "mould"} <= words),
        ("damp OR mould", lambda words: bool({"damp", "mould"} & words)),
        ("damp AND NOT mould", lambda words: "damp" in words and "mould" not in words),
        (
            "(damp OR boiler) AND NOT budget",
            lambda w: bool({"damp", "boiler"} & w) and "budget" not in w,
        ),
        ("cafe AND damp", lambda words: {"cafe", "damp"} <= words),
        ("tena* AND damp", lambda words: {"tenants", "damp"} <= words),
    ],
)
@pytest.mark.parametrize("mode", [Mode.KEYWORD, Mode.HYBRID])
def test_operators_constrain_and_totals_are_exact(
    library: Library, typed: str, holds: object, mode: Mode
) -> None:
    assert callable(holds)
    expected = {
        hit.passage.id
        for hit in everything(library).hits
        if holds(_words(hit.passage.text, hit.passage.heading))
    }
    results = found(library, typed, mode=mode)

    assert {hit.passage.id for hit in results.hits} == expected
    assert results.total == len(expected)
    assert results.total_is_exact


def _words(*texts: str) -> set[str]:
    return {token.word for text in texts for token in tokens(text)}


@pytest.mark.parametrize(
    ("typed", "holds"),
    [
        ("damp NOT mould", lambda words: "damp" in words and "mould" not in words),
        ("damp -mould -boiler", lambda words: "damp" in words and not {"mould", "boiler"} & words),
        ("zebra -damp", lambda words: False),
        ("zebra -damp OR gnu", lambda words: False),
        ("committee:cabinet zebra", lambda words: False),
    ],
)
def test_what_only_narrows_does_not_make_the_words_optional(
    library: Library, typed: str, holds: Callable[[set[str]], bool]
) -> None:
    expected = {
        hit.passage.id
        for hit in everything(library).hits
        if holds(_words(hit.passage.text, hit.passage.heading))
    }

    assert {hit.passage.id for hit in found(library, typed, mode=Mode.KEYWORD).hits} == expected
    for hit in found(library, typed).hits:
        assert "-mould" not in typed or "mould" not in _words(hit.passage.text, hit.passage.heading)


def test_an_exclusion_with_half_a_quotation_mark_still_excludes(library: Library) -> None:
    for hit in found(library, '-"damp boiler').hits:
        assert "damp" not in _words(hit.passage.text)


def test_a_total_with_passages_related_by_meaning_is_no_count(library: Library) -> None:
    assert found(library, "boiler", mode=Mode.KEYWORD).total_is_exact
    assert not found(library, "boiler", mode=Mode.MEANING).total_is_exact
    together = found(library, "boiler", mode=Mode.HYBRID)
    assert together.total_is_exact is (
        together.total == found(library, "boiler", mode=Mode.KEYWORD).total
    )


def test_fields_look_only_there(library: Library) -> None:
    for hit in found(library, "committee:cabinet damp").hits:
        assert hit.document.committee == CABINET
    assert {h.document.title for h in found(library, "title:m3").hits} == {"Minutes m3"}
    for hit in found(library, "item:2").hits:
        assert hit.passage.item is not None
        assert "2" in _words(hit.passage.item.number, hit.passage.item.title)


@given(
    text=st.sampled_from(["", "damp", "damp mould -boiler", '"of the"', "budg*"]),
    mode=st.sampled_from(Mode),
    sort=st.sampled_from(Sort),
    committees=st.sets(st.sampled_from([HOUSING, CABINET, "None such"])),
    passages=st.sets(st.sampled_from([PassageKind.EXCHANGE, PassageKind.RESOLUTION])),
    kinds=st.sets(st.sampled_from(DocumentKind)),
    roles=st.sets(st.sampled_from(Role)),
    dates=st.tuples(st.dates(dt.date(2021, 1, 1), dt.date(2025, 1, 1)), st.none() | st.just(400)),
)
@settings(max_examples=60)
def test_filters_never_leak_and_pages_add_up(
    library: Library,
    text: str,
    mode: Mode,
    sort: Sort,
    committees: set[str],
    passages: set[PassageKind],
    kinds: set[DocumentKind],
    roles: set[Role],
    dates: tuple[dt.date, int | None],
) -> None:
    start, days = dates
    wanted = Filter(
        tuple(committees),
        tuple(kinds),
        tuple(passages),
        start,
        start + dt.timedelta(days) if days else None,
        tuple(roles),
    )
    whole = found(library, text, mode=mode, sort=sort, filter=wanted)

    for hit in whole.hits:
        assert not committees or hit.document.committee in committees
        assert not passages or hit.passage.kind in passages
        assert not kinds or hit.document.kind in kinds
        assert not roles or roles & set(hit.passage.roles)
        assert hit.document.date is not None and hit.document.date >= start
        assert wanted.date_to is None or hit.document.date <= wanted.date_to
    for facet in ("committee", "kind", "passage"):
        assert sum(count.count for count in whole.facets[facet]) == whole.total
    carried = Counter(role.value for hit in whole.hits for role in hit.passage.roles)
    assert {each.value: each.count for each in whole.facets["role"]} == carried
    paged = [
        hit.passage.id
        for offset in range(0, whole.total, 7)
        for hit in found(
            library, text, mode=mode, sort=sort, filter=wanted, offset=offset, limit=7
        ).hits
    ]
    assert paged == [hit.passage.id for hit in whole.hits]
    assert len(set(paged)) == whole.total


@given(
    text=st.sampled_from(
        [
            "",
            "damp",
            "damp mould -boiler",
            '"of the"',
            "budg* school",
            "denied",
            "committee:cabinet damp",
        ]
    ),
    mode=st.sampled_from(Mode),
    sort=st.sampled_from(Sort),
    committees=st.sets(st.sampled_from([HOUSING, CABINET])),
    kinds=st.sets(st.sampled_from(DocumentKind)),
    date_from=st.none() | st.just(dt.date(2024, 5, 15)),
)
@settings(max_examples=80)
def test_each_group_of_copies_is_one_hit_the_first_of_those_found(
    copied: tuple[Library, Library],
    text: str,
    mode: Mode,
    sort: Sort,
    committees: set[str],
    kinds: set[DocumentKind],
    date_from: dt.date | None,
) -> None:
    together, apart = copied
    wanted = Filter(tuple(committees), tuple(kinds), date_from=date_from)
    every = found(apart, text, mode=mode, filter=wanted)
    by_words = {
        hit.passage.id
        for hit in found(apart, text, mode=Mode.KEYWORD, filter=wanted).hits
        if mode is not Mode.MEANING or not text
    }
    expected = set()
    for group in _groups_of(together):
        those = [id for id in group if id in {hit.passage.id for hit in every.hits}]
        expected.update([*[id for id in those if id in by_words], *those][:1])
    results = found(together, text, mode=mode, sort=sort, filter=wanted)

    assert {hit.passage.id for hit in results.hits} == expected
    assert results.total == len(expected) == len(results.hits)
    for facet in ("committee", "kind", "passage"):
        assert sum(count.count for count in results.facets[facet]) == results.total
    if mode is Mode.KEYWORD:
        assert results.total_is_exact
    for hit in results.hits:
        (group,) = (group for group in _groups_of(together) if hit.passage.id in group)
        assert list(hit.also_in) == [id for id in group if id != hit.passage.id]
    paged = [
        hit.passage.id
        for offset in range(0, results.total, 4)
        for hit in found(
            together, text, mode=mode, sort=sort, filter=wanted, offset=offset, limit=4
        ).hits
    ]
    assert paged == [hit.passage.id for hit in results.hits]


def _groups_of(library: Library) -> list[list[str]]:
    """The passages of an archive by group, those that come first by the rule first."""
    by_group: dict[str, list[tuple[int, str]]] = {}
    copies = library._opened.table.copies()
    for shelved in library._opened.table.searched():
        id = shelved.passage.id
        group, precedence = copies.get(id, (id, 0))
        by_group.setdefault(group, []).append((precedence, id))
    return [[id for _, id in sorted(held)] for held in by_group.values()]


def test_copies_are_one_hit_and_each_is_found_by_what_only_it_has(
    copied: tuple[Library, Library],
) -> None:
    together, apart = copied
    passages = sum(len(group) for group in _groups_of(together))

    assert everything(together).total == len(_groups_of(together)) < 0.6 * passages
    assert everything(apart).total == passages
    (hit,) = found(together, "denied", mode=Mode.KEYWORD).hits
    assert hit.document.status is Status.DRAFT
    assert hit.also_in == (), "the others have another word, and are not said to have this one"
    for hit in found(together, "item:1 damp", filter=Filter(kinds=(DocumentKind.AGENDA,))).hits:
        assert hit.document.kind is DocumentKind.AGENDA


@pytest.mark.parametrize("text", ["damp", "damp boiler", '"of the"', "budg* -school", "zebra", ""])
@pytest.mark.parametrize("wanted", [Filter(), Filter(committees=(CABINET,))])
def test_mentions_are_counted_by_year_and_committee(
    library: Library, copied: tuple[Library, Library], text: str, wanted: Filter
) -> None:
    for searched in (library, *copied):
        results = found(searched, text, mode=Mode.EVERY, filter=wanted)
        by_hand = Counter(
            (str(hit.document.date.year), hit.document.committee)
            for hit in results.hits
            if hit.document.date
        )

        assert len(results.hits) == results.total
        assert results.timeline == tuple(
            YearCount(committee, year, count)
            for (year, committee), count in sorted(by_hand.items() if text else ())
        )
        shown = found(searched, text, mode=Mode.EVERY, filter=wanted, offset=3, limit=2)
        assert shown.timeline == results.timeline
        assert not found(searched, text, filter=wanted).timeline


def test_a_filter_by_role_finds_every_passage_that_carries_it(library: Library) -> None:
    every = everything(library).hits
    for role in (Role.MEMBER, Role.OFFICER, Role.CHAIR):
        expected = {hit.passage.id for hit in every if role in hit.passage.roles}
        results = found(library, "", filter=Filter(roles=(role,)))
        assert {hit.passage.id for hit in results.hits} == expected
        assert bool(expected) is (role is not Role.CHAIR)


def test_sorted_by_date_ties_by_id_and_undated_last(library: Library) -> None:
    for sort, sign in ((Sort.NEWEST, -1), (Sort.OLDEST, 1)):
        hits = found(library, "damp", sort=sort).hits
        keys = [
            (
                hit.document.date is None,
                sign * hit.document.date.toordinal() if hit.document.date else 0,
            )
            for hit in hits
        ]
        assert keys == sorted(keys)
        assert [hit.rank for hit in hits] == list(range(1, len(hits) + 1))


@pytest.mark.parametrize(
    "typed",
    [
        "neglect?",
        '"',
        "((",
        "W-2",
        "Camden's",
        "🦆",
        "x" * 10_000,
        "a " * 5_000,
        "\x00",
        "*",
        '"the"',
        "-",
        "NOT",
    ],
)
@pytest.mark.parametrize("mode", list(Mode))
def test_no_text_raises(library: Library, typed: str, mode: Mode) -> None:
    results = found(library, typed, mode=mode)

    assert results.total >= len(results.hits) >= 0


def test_w_2_is_one_thing(library: Library) -> None:
    for hit in found(library, "W-2", mode=Mode.KEYWORD).hits:
        assert "W-2" in hit.passage.text


def test_scores_run_from_0_to_1(library: Library) -> None:
    for mode in Mode:
        scores = [hit.score for hit in found(library, "damp mould boiler", mode=mode).hits]
        assert all(0 <= score <= 1 for score in scores)
        assert scores == sorted(scores, reverse=True)


def test_an_answer_opens_the_list_and_is_not_said_again(library: Library) -> None:
    assert found(library, "damp mould boiler tenants", offset=10).answer is None


def test_threads_get_the_same_answers(library: Library) -> None:
    from concurrent.futures import ThreadPoolExecutor

    asked = ['"damp mould"', "tena*", "boiler budget", "school -damp"] * 12
    expected = {text: [hit.passage.id for hit in found(library, text).hits] for text in set(asked)}
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda text: (text, found(library, text)), asked))

    for text, results in answers:
        assert [hit.passage.id for hit in results.hits] == expected[text]


def test_an_index_grown_step_by_step_equals_one_built_at_once(tmp_path: Path) -> None:
    made = [minutes(f"g{n}", f"= 1. Item\nThe damp in {w} and {w}.") for n, w in enumerate(WORDS)]
    changed = minutes("g3", "= 1. Item\nThe damp is gone.\n· A Member asked why?")
    (tmp_path / "steps").mkdir()
    (tmp_path / "once").mkdir()
    for count in range(1, len(made) + 1):
        built(tmp_path / "steps", *made[:count])
    built(tmp_path / "steps", changed)
    built(tmp_path / "once", *made[:3], changed, *made[4:])
    orders = []
    for name in ("steps", "once"):
        library = Library(tmp_path / name, HashingEncoder())
        orders.append(
            [
                [(hit.passage.id, hit.score) for hit in found(library, text, mode=mode).hits]
                for text in ("damp", "tenants budget", '"damp in"', "schoo*")
                for mode in Mode
            ]
        )
        library.close()

    assert orders[0] == orders[1]
