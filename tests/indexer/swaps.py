"""Many readers of one library while build after build is put into service beneath them.

    python -m tests.indexer.swaps [--threads 8] [--queries 500] [--swaps 20] [--documents 120]

Each build's documents name the build in every passage, so that each answer is that of one build and of
no other. Ends with status 1 where a query fails or gives an answer that no build gives.
"""

from __future__ import annotations

import argparse
import datetime as dt
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from indexer.library import Library
from indexer.results import Filter, Mode, Search, Sort
from tests.indexer.hashing import HashingEncoder
from tests.indexer.shelves import built, minutes

_SUBJECTS = ("damp", "mould", "school places", "the budget", "lime trees")


def _searching(search: Search) -> Callable[[Library], object]:
    return lambda library: library.search(search)


QUERIES: tuple[Callable[[Library], object], ...] = (
    _searching(Search("damp treated", mode=Mode.KEYWORD)),
    _searching(Search("what was said about mould in homes")),
    _searching(Search('"the matter of school places"')),
    _searching(Search("budg* report")),
    _searching(Search("report", filter=Filter(committees=("Planning Committee",)))),
    _searching(Search("report", sort=Sort.OLDEST, limit=30)),
    _searching(Search("", sort=Sort.NEWEST, filter=Filter(date_from=dt.date(2024, 3, 1)))),
    lambda library: library.passages(minutes("m3", "").id),
    lambda library: library.entries(),
)


def put_into_service(archive: Path, number: int, documents: int) -> None:
    """A build that differs from the one before it in every third document."""
    built(
        archive,
        *(
            minutes(
                f"m{at}",
                f"= 1. Matter {at}\nThe report on the matter of {subject} was noted in build {number}.\n"
                f"· A Member asked of {subject} in homes. Officers said they were treated in build "
                f"{number}.",
                committee=("Housing Committee", "Planning Committee")[at % 2],
                date=dt.date(2024, 1, 1) + dt.timedelta(days=at),
            )
            for at in range(documents)
            if number == 0 or at % 3 == 0
            for subject in [_SUBJECTS[at % len(_SUBJECTS)]]
        ),
    )


@dataclass
class Outcome:
    asked: int = 0
    seen: set[int] = field(default_factory=set)
    """The builds that answers were surely of."""
    longest: float = 0.0
    """Seconds that the slowest query took."""
    faults: list[str] = field(default_factory=list)


def outcome(archive: Path, threads: int, queries: int, swaps: int, documents: int) -> Outcome:
    """Ask at least ``queries`` in each thread, and go on for as long as builds are swapped."""
    done = Outcome()
    known: list[dict[str, set[int]]] = [{} for _ in QUERIES]
    given: list[list[tuple[int, str]]] = [[] for _ in range(threads)]
    over = threading.Event()
    put_into_service(archive, 0, documents)
    _note_answers(archive, known, 0)
    library = Library(archive, HashingEncoder())

    def ask(own: list[tuple[int, str]]) -> None:
        try:
            while len(own) < queries or not over.is_set():
                kind = len(own) % len(QUERIES)
                began = time.perf_counter()
                answer = QUERIES[kind](library)
                done.longest = max(done.longest, time.perf_counter() - began)
                own.append((kind, repr(answer)))
        except Exception as error:  # any at all is what is looked for
            done.faults.append(f"{type(error).__name__}: {error}")

    asking = [threading.Thread(target=ask, args=(own,)) for own in given]
    for thread in asking:
        thread.start()
    for number in range(1, swaps + 1):
        put_into_service(archive, number, documents)
        _note_answers(archive, known, number)
    over.set()
    for thread in asking:
        thread.join()
    library.close()
    for own in given:
        done.asked += len(own)
        _hold_against(known, own, done)
    return done


def _note_answers(archive: Path, known: list[dict[str, set[int]]], number: int) -> None:
    library = Library(archive, HashingEncoder())
    for answers, query in zip(known, QUERIES, strict=True):
        answers.setdefault(repr(query(library)), set()).add(number)
    library.close()


def _hold_against(
    known: list[dict[str, set[int]]], own: list[tuple[int, str]], done: Outcome
) -> None:
    """What one thread was answered, in order: by builds that were, and never by an older one again."""
    latest = 0
    for kind, answer in own:
        builds = known[kind].get(answer)
        if not builds:
            done.faults.append(f"query {kind} was given what no build holds: {answer[:200]}")
        elif max(builds) < latest:
            done.faults.append(f"query {kind} was answered by build {builds} after {latest}")
        else:
            latest = max(latest, min(builds))
            done.seen |= builds if len(builds) == 1 else set()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    for name, usual in (("threads", 8), ("queries", 500), ("swaps", 20), ("documents", 120)):
        parser.add_argument(f"--{name}", type=int, default=usual)
    told = vars(parser.parse_args())
    with tempfile.TemporaryDirectory() as folder:
        done = outcome(Path(folder), **told)
    sys.stdout.write(
        f"{done.asked:,} queries in {told['threads']} threads during {told['swaps']} swaps: "
        f"{len(done.faults)} faults, answers of {len(done.seen)} builds, "
        f"slowest {1000 * done.longest:.0f} ms\n"
    )
    sys.stdout.writelines(f"{fault}\n" for fault in done.faults[:20])
    return bool(done.faults)


if __name__ == "__main__":
    sys.exit(main())
