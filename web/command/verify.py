"""``minutebook verify``: says what was proved of the archive or of quotations, and names what differs."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import asdict

from archive.lock import sole_writer
from archive.quotations import Verdict, read_checksums, verify_quotations
from indexer.verify import Verified, verify
from web.command.line import numbered, one_line
from web.command.progress import bar


def run(options: argparse.Namespace) -> int:
    if not options.archive.is_dir():
        raise FileNotFoundError(f"There is no archive folder {options.archive}.")
    if options.quotations:
        return _quotations(options)
    with sole_writer(options.archive):
        found = verify(options.archive, bar)
    if options.json:
        sys.stdout.write(json.dumps(asdict(found), ensure_ascii=False) + "\n")
    else:
        sys.stdout.write("\n".join(in_words(found)) + "\n")
    return 1 if found.faults else 0


def in_words(found: Verified) -> Iterator[str]:
    """What was proved or what differs, a line each."""
    if found.faults:
        yield from ("These differ:", *(f"  {one_line(fault)}" for fault in found.faults))
        return
    yield (
        f"{found.documents:,} document versions and {found.passages:,} passages verified: every "
        "passage is an exact slice of its document, every original has its hash, and catalogue, "
        "keyword index and vectors hold the same."
    )
    if found.takedowns:
        yield f"{numbered(found.takedowns, 'takedown')}: nothing of them is held."


def _quotations(options: argparse.Namespace) -> int:
    """The archive is only read: it may be indexed meanwhile."""
    verdicts = verify_quotations(options.archive, read_checksums(options.quotations))
    wrong = sum(bool(verdict.fault) for verdict in verdicts)
    if options.json:
        body = {"quotations": [asdict(verdict) for verdict in verdicts], "faults": wrong}
        sys.stdout.write(json.dumps(body, ensure_ascii=False) + "\n")
    else:
        lines = [_line(number, verdict) for number, verdict in enumerate(verdicts, 1)]
        held = f"{len(verdicts) - wrong:,} of {len(verdicts):,} quotations are held as they were quoted."
        sys.stdout.write("\n".join([*map(one_line, lines), held]) + "\n")
    return 1 if wrong or not verdicts else 0


def _line(number: int, verdict: Verdict) -> str:
    told = verdict.fault or "The same original, and the same words at that place."
    if verdict.is_former and not verdict.fault:
        told += " The document has a newer version."
    return f"{number}. {verdict.quoted.passage}: {told}"
