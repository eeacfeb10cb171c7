"""``minutebook search``: a question answered on the terminal."""

from __future__ import annotations

import argparse
import json
import sys
import textwrap
from contextlib import closing

from archive.citation import cite
from indexer.library import Library
from indexer.results import Filter, Hit, Results, Search
from web import wording
from web.command.line import one_line
from web.presenters.cautions import cautions
from web.presenters.motion import motion_facts
from web.representation import Representation
from web.urls import Urls

_WIDTH = 100


def run(options: argparse.Namespace) -> int:
    with closing(Library.open(options.archive)) as library:
        results = library.search(
            Search(
                options.question,
                mode=options.mode,
                filter=Filter(committees=tuple(options.committee)),
                sort=options.sort,
                limit=max(1, min(100, options.limit)),
            )
        )
    if options.json:
        sys.stdout.write(
            json.dumps(Representation(Urls()).results(results), ensure_ascii=False) + "\n"
        )
    else:
        sys.stdout.write(_page(results))
    return 0 if results.hits else 1


def _page(results: Results) -> str:
    lines = [f"Searched {wording.searched(results.coverage)}."]
    lines += list(results.notes)
    if not results.hits:
        lines.append("Nothing found.")
    for hit in results.hits:
        lines += ["", *_hit(hit)]
    return "\n".join(lines) + "\n"


def _hit(hit: Hit) -> list[str]:
    passage = hit.passage
    motion, known = motion_facts(passage), cautions(hit.document, passage)
    head = f"{hit.rank}. {cite(hit.document, passage.item, passage.pages)} [{passage.kind}]"
    shown = [head]
    for text in [*(f"({context.text})" for context in passage.context), passage.text]:
        for line in text.splitlines():
            shown += _wrapped(line)
    if motion:
        shown += _wrapped(" · ".join(motion.facts))
    told = (known.machine_read, f"{known.cut_short} {known.rest_url}".strip())
    shown += [f"   {caution}" for caution in told if caution]
    return [*map(one_line, shown), f"   /passages/{passage.id}"]


def _wrapped(line: str) -> list[str]:
    return textwrap.wrap(line, _WIDTH, initial_indent="   ", subsequent_indent="   ")
