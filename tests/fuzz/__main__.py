"""``python -m tests.fuzz``: alters real files for as long as is given, and names what breaks a reader."""

from __future__ import annotations

import argparse
import datetime as dt
import re
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from random import Random

from archive.process import Limits, ReadingStopped
from archive.reading import UnreadableSource
from archive.sources import SUFFIXES, Source
from archive.workers import Job, Workers
from tests.fuzz.mutation import mutated

CORPUS = Path(__file__).parents[2] / "corpus"
LIMITS = Limits(seconds=60, longest=60, memory=1_500_000_000)
_MIDDLING = 300_000
"""Bytes: larger files are drawn less often, so that each has about as much time."""
_NOW = dt.datetime(2025, 1, 1, tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True)
class Sample:
    """A real file to be altered."""

    name: str
    suffix: str
    data: bytes

    @property
    def weight(self) -> float:
        return min(1.0, _MIDDLING / max(1, len(self.data)))


def samples_of(folders: list[Path]) -> list[Sample]:
    """Every file under the folders that a reader reads, in sorted order."""
    paths = sorted(path for folder in folders for path in folder.rglob("*") if path.is_file())
    return [
        Sample(path.name, path.suffix.lower(), path.read_bytes())
        for path in paths
        if path.suffix.lower() in SUFFIXES
    ]


def altered(samples: list[Sample], seed: str) -> tuple[Sample, bytes]:
    """The sample that a seed draws, and what becomes of it."""
    random = Random(seed)
    sample = random.choices(samples, [each.weight for each in samples])[0]
    alike = [each.data for each in samples if each.suffix == sample.suffix]
    return sample, mutated(sample.data, sample.suffix, alike, random)


def outcome(workers: Workers, sample: Sample, path: Path) -> tuple[str, str]:
    """What became of one altered file, in a word, and the fault if there is one."""
    name = f"altered{sample.suffix}"
    job = Job(Source(path, name, name), path, _NOW)
    try:
        workers.read(job).result()
    except ReadingStopped as stopped:
        return "find", str(stopped)
    except UnreadableSource:
        return "refused", ""
    return "read", ""


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path, default=[CORPUS], metavar="FOLDER")
    parser.add_argument("--minutes", type=float, default=5.0)
    parser.add_argument("--seed", default="1", help="the run's seed, or that of one find")
    parser.add_argument("--keep", type=Path, help="folder that the files of finds are saved to")
    options = parser.parse_args()
    samples = samples_of(options.folders)
    seeds = [options.seed] if ":" in options.seed else None
    tally: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    start = time.monotonic()
    with (
        Workers(1, LIMITS, "tests.fuzz.promise") as workers,
        tempfile.TemporaryDirectory() as folder,
    ):
        path = Path(folder, "altered")
        number = 0
        while time.monotonic() < start + options.minutes * 60:
            seed = seeds[0] if seeds else f"{options.seed}:{number}"
            number += 1
            sample, data = altered(samples, seed)
            path.write_bytes(data)
            began = time.monotonic()
            what, fault = outcome(workers, sample, path)
            tally[f"{sample.suffix} {what}"] += 1
            if fault:
                kind = re.sub(r"\d+", "0", fault)[:60]
                kinds[kind] += 1
                took = time.monotonic() - began
                print(f"{seed} {sample.name} {took:.1f} s: {fault}", flush=True)
                if options.keep and kinds[kind] <= 5:
                    options.keep.mkdir(parents=True, exist_ok=True)
                    saved = options.keep / f"{seed.replace(':', '-')}{sample.suffix}"
                    saved.write_bytes(data)
            if seeds:
                break
    minutes = (time.monotonic() - start) / 60
    print(f"{number:,} cases in {minutes:.1f} minutes, {sum(kinds.values())} finds")
    for what, count in sorted(tally.items()):
        print(f"  {count:>7,} {what}")
    return 1 if kinds else 0


if __name__ == "__main__":
    sys.exit(main())
