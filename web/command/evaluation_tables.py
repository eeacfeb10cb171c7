"""Measured runs as tables in Markdown, to be read on a terminal and kept in a document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from indexer.evaluation.measuring import ANSWERED, GOLD, HITS, MRR, NDCG, OF_RIGHT, RECALL, SENTENCE
from indexer.evaluation.run import Difference, Run, compare

_MEASURES = (NDCG, MRR, *HITS.values(), RECALL, GOLD, SENTENCE, OF_RIGHT)
_NAMED = 15
"""Questions won and lost that are named."""


def system_table(runs: Sequence[Run]) -> Iterator[str]:
    """One row a system: means, with the interval of the first, and how long a question takes."""
    yield from _table(
        ["system", "questions", *_MEASURES, "ms p50", "ms p95"],
        [
            [
                each.system,
                str(len(each.values(NDCG))),
                _with_interval(each, NDCG),
                *(_share(each.mean(measure)) for measure in _MEASURES[1:]),
                f"{each.percentile(0.5):.0f}",
                f"{each.percentile(0.95):.0f}",
            ]
            for each in runs
        ],
    )


def type_table(run: Run) -> Iterator[str]:
    """One row a type of question."""
    yield f"{run.system}, by type of question"
    kinds = [(kind, run.of_type(kind)) for kind in run.types()]
    answerable = Run(run.system, tuple(o for o in run.outcomes if NDCG in o.measures))
    rows = [("all that can be answered", answerable), *kinds]
    yield from _table(
        ["type", "questions", *_MEASURES, ANSWERED],
        [
            [
                kind,
                str(len(some.outcomes)),
                *(_share(some.mean(measure)) for measure in (*_MEASURES, ANSWERED)),
            ]
            for kind, some in rows
        ],
    )


def ablation_table(whole: Sequence[Run], without: Mapping[str, Sequence[Run]]) -> Iterator[str]:
    """What each step adds to nDCG@10, with the interval of the difference, for each judged set."""
    yield "nDCG@10 with a step less the same without it, both learnt anew and cross-validated"
    rows = [["all steps", *(_with_interval(each, NDCG) for each in whole)]]
    for name, runs in without.items():
        found = [compare(one, less, NDCG) for one, less in zip(whole, runs, strict=True)]
        rows.append([name, *(f"{d.mean:+.3f} [{_signed(d.interval)}]" for d in found)])
    yield from _table(["step", *(each.system for each in whole)], rows)


def difference(found: Difference, system: str) -> Iterator[str]:
    """What one run wins and loses against an earlier one."""
    yield (
        f"{system}, {found.measure} against the earlier run: {found.mean:+.3f} "
        f"[{_signed(found.interval)}]; {len(found.won)} won, {len(found.lost)} lost"
    )
    for title, some in (("won", found.won), ("lost", found.lost)):
        for outcome, gain in some[:_NAMED]:
            yield f"  {title} {gain:+.2f}  {outcome.question}  {outcome.text}"
    yield ""


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    yield "| " + " | ".join(head) + " |"
    yield "|" + "---|" * len(head)
    for row in rows:
        yield "| " + " | ".join(row) + " |"
    yield ""


def _with_interval(run: Run, measure: str) -> str:
    low, high = run.interval(measure)
    return f"{_share(run.mean(measure))} [{_share(low)}, {_share(high)}]"


def _share(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"


def _signed(interval: tuple[float, float]) -> str:
    return ", ".join(f"{end:+.3f}" for end in interval)
