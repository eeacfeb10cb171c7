"""``minutebook evaluate``: how well judged questions are answered, beside plain recipes and earlier runs."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import asdict, replace
from pathlib import Path

from archive.originals import write_whole
from indexer.evaluation import calibration, measuring
from indexer.evaluation.judgement import JudgementError, Judgements, Question, read_judgements
from indexer.evaluation.learning import learn
from indexer.evaluation.run import Run, compare, load, save
from indexer.evaluation.system import PRODUCT, Product, System, baselines
from indexer.evaluation.validation import (
    FOLDS,
    JudgedSet,
    cross_validated,
    held_out,
    weights_by_fold,
)
from indexer.evidence import written as balance_text
from indexer.library import Library
from indexer.models.reranker import Reranker
from indexer.ranking.steps import STEPS
from indexer.ranking.weights import written as weights_text
from web.command.evaluation_tables import ablation_table, difference, system_table, type_table
from web.command.indexing import indexed
from web.command.opening import reranker
from web.command.progress import bar

RE_ORDERED = f"{PRODUCT}, re-ordered"

JUDGED = "judged"
"""Below the archive's folder: the archives of judged sets, kept so that a second run encodes nothing."""


def run(options: argparse.Namespace) -> int:
    try:
        every = [read_judgements(folder) for folder in options.judged]
        earlier = load(options.compare) if options.compare else ()
        with ExitStack() as open_until_done:
            judge = reranker(options.reranker, options.archive) if options.reranker else None
            sets = [_opened(each, options, open_until_done) for each in every]
            runs = [one for judged in sets for one in _measured(judged, judge, options)]
            _say(_report(runs, earlier, options))
            if options.cross_validate or options.ablate:
                _say(_validated(sets, options))
            if options.learn:
                _learn(sets, options.learn)
            if options.calibrate:
                _calibrate(sets, options.calibrate)
    except (JudgementError, ValueError) as error:
        sys.stderr.write(f"minutebook: {error}\n")
        return 2
    if options.save:
        save(options.save, runs)
    return 0


def _say(lines: Iterator[str]) -> None:
    for line in lines:
        sys.stdout.write(line + "\n")
        sys.stdout.flush()  # the later tables take minutes


def _opened(judgements: Judgements, options: argparse.Namespace, stack: ExitStack) -> JudgedSet:
    """A judged set with an up-to-date archive of its corpus."""
    archive: Path = options.archive / JUDGED / judgements.name
    with indexed(archive, [judgements.corpus], options.model):
        pass  # nothing more to be written
    library = Library.open(archive)
    stack.callback(library.close)
    return JudgedSet.of(judgements, stack.enter_context(library.shelf()))


def _asked(judged: JudgedSet, options: argparse.Namespace) -> list[Question]:
    questions = judged.judgements.questions
    return [each for each in questions if not options.half or each.half in ("", options.half)]


def _measured(
    judged: JudgedSet, judge: Reranker | None, options: argparse.Namespace
) -> Iterator[Run]:
    """Every system over one judged set, the product last."""
    questions = _asked(judged, options)
    systems: list[System] = [*baselines(judged.shelf), Product(judged.shelf)]
    if judge is not None:
        systems.insert(-1, Product(replace(judged.shelf, reranker=judge), RE_ORDERED))
    for system in systems:
        with bar(system.name, len(questions)) as step:
            found = measuring.run(system, questions, judged.relevant, judged.shelf.table, step)
        yield replace(found, system=f"{judged.name}: {system.name}")


def _report(
    runs: Sequence[Run], earlier: Sequence[Run], options: argparse.Namespace
) -> Iterator[str]:
    if options.json:
        yield json.dumps([asdict(each) for each in runs], ensure_ascii=False)
        return
    yield from system_table(runs)
    for each in runs:
        if each.system.endswith(PRODUCT):
            yield from type_table(each)
    before = {each.system: each for each in earlier}
    for each in runs:
        if each.system in before:
            yield from difference(compare(each, before[each.system], measuring.NDCG), each.system)


def _validated(sets: Sequence[JudgedSet], options: argparse.Namespace) -> Iterator[str]:
    """The product under weights that were learnt without the questions that it is asked."""
    lessons = [judged.lessons() for judged in sets]
    every = [one for some in lessons for one in some]
    with bar("Learning", FOLDS) as step:
        by_fold = weights_by_fold(every, step=step)
    validated = []
    for judged in sets:
        with bar("Cross-validating", len(judged.learnable())) as step:
            found = cross_validated(judged, by_fold, step)
        validated.append(replace(found, system=f"{judged.name}: {found.system}"))
    yield from system_table(validated)
    if not options.ablate:
        return
    names = [*STEPS, "near", "far"]
    without: dict[str, list[Run]] = {}
    with bar("Leaving out a step", len(names) * FOLDS) as step:
        for name in names:
            less = weights_by_fold(every, (name,), step)
            without[name] = [held_out(some, less, name) for some in lessons]
    whole = [
        held_out(some, by_fold, judged.name) for judged, some in zip(sets, lessons, strict=True)
    ]
    yield from ablation_table(whole, without)


def _learn(sets: Sequence[JudgedSet], path: Path) -> None:
    lessons = [one for judged in sets for one in judged.lessons()]
    weights = learn(lessons)
    provenance = {
        "learnt_from": {judged.name: len(judged.learnable()) for judged in sets},
        "goal": "nDCG@10 and half of hit@3, each set counting the same; coordinate ascent",
        "model": sets[0].shelf.encoder.model,
        "command": "minutebook evaluate --learn",
    }
    write_whole(path, weights_text(weights, provenance).encode())


def _calibrate(sets: Sequence[JudgedSet], path: Path) -> None:
    """Weigh evidence by all sets, each archive asked its own questions and those of the others; the
    thresholds are set on those sets that hold unanswerable questions.
    """
    asked, judged_too = [], []
    for judged in sets:
        own = judged.tuning()
        found = calibration.samples(own, judged.shelf, 1 / len(own))
        asked += found
        if not all(each.answerable for each in own):
            judged_too += found
        for other in sets:
            if other is not judged:
                strange = other.learnable()
                asked += calibration.strangers(strange, judged.shelf, 1 / len(strange))
    if not judged_too:
        raise ValueError("No judged set holds unanswerable questions: thresholds cannot be set.")
    model = sets[0].shelf.encoder.model
    balance = calibration.calibrate(asked, judged_too, model)
    provenance = {
        "measured_on": {judged.name: len(judged.tuning()) for judged in sets},
        "samples": len(asked),
        "rule": (
            f"at most {calibration.MOST_OFF_TOPIC:.0%} of off-topic and {calibration.MOST_NEAR:.0%} of near "
            "questions answered"
        ),
        "command": "minutebook evaluate --calibrate",
    }
    write_whole(path, balance_text(balance, provenance).encode())
