"""One run of all judged questions through one system: what came of each, kept to be compared."""

from __future__ import annotations

import json
import statistics
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from archive.originals import write_whole
from indexer.evaluation.metrics import interval


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one question. Measures that say nothing of it are None: a list has no place for a
    question that the archive cannot answer, and baselines give no answers.
    """

    question: str
    text: str
    type: str
    measures: Mapping[str, float | None]
    milliseconds: float
    """From the question's words to hits and answer."""


@dataclass(frozen=True, slots=True)
class Run:
    """The outcomes of one system."""

    system: str
    outcomes: tuple[Outcome, ...]

    def types(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(outcome.type for outcome in self.outcomes if outcome.type))

    def of_type(self, kind: str) -> Run:
        return Run(self.system, tuple(each for each in self.outcomes if each.type == kind))

    def values(self, measure: str) -> list[float]:
        """Of the questions that the measure says something of."""
        found = (outcome.measures.get(measure) for outcome in self.outcomes)
        return [value for value in found if value is not None]

    def mean(self, measure: str) -> float | None:
        values = self.values(measure)
        return statistics.fmean(values) if values else None

    def interval(self, measure: str) -> tuple[float, float]:
        """95 % bootstrap interval of the mean, over questions."""
        return interval(self.values(measure))

    def percentile(self, share: float) -> float:
        """Milliseconds that this share of the questions took at most."""
        times = sorted(outcome.milliseconds for outcome in self.outcomes)
        return times[min(len(times) - 1, int(share * len(times)))] if times else 0.0


@dataclass(frozen=True, slots=True)
class Difference:
    """How two runs differ in one measure, over the questions that both were asked."""

    measure: str
    mean: float
    interval: tuple[float, float]
    """Of the mean difference, paired by question."""
    won: tuple[tuple[Outcome, float], ...]
    """Questions that the first run does better, with by how much, the largest first."""
    lost: tuple[tuple[Outcome, float], ...]


def compare(run: Run, other: Run, measure: str) -> Difference:
    """What ``run`` wins and loses against ``other``."""
    theirs = {outcome.question: outcome.measures.get(measure) for outcome in other.outcomes}
    gains = [
        (outcome, mine - before)
        for outcome in run.outcomes
        if (mine := outcome.measures.get(measure)) is not None
        and (before := theirs.get(outcome.question)) is not None
    ]
    values = [gain for _, gain in gains]
    ordered = sorted(gains, key=lambda pair: (-abs(pair[1]), pair[0].question))
    return Difference(
        measure,
        statistics.fmean(values) if values else 0.0,
        interval(values),
        tuple(pair for pair in ordered if pair[1] > 0),
        tuple(pair for pair in ordered if pair[1] < 0),
    )


def save(path: Path, runs: Iterable[Run]) -> None:
    write_whole(
        path, json.dumps([asdict(run) for run in runs], ensure_ascii=False, indent=1).encode()
    )


def load(path: Path) -> tuple[Run, ...]:
    """Runs as ``save`` wrote them. Raises ValueError, naming the file, for anything else."""
    try:
        (*rows,) = json.loads(path.read_text("utf-8"))
        return tuple(
            Run(row["system"], tuple(Outcome(**outcome) for outcome in row["outcomes"]))
            for row in rows
        )
    except (ValueError, KeyError, TypeError) as error:
        raise ValueError(
            f"{path} holds no runs ({error}): give a file that `minutebook evaluate --save` wrote."
        ) from error
