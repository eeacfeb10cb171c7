"""``minutebook search``: a question answered on the terminal, or its passages as a file."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from contextlib import closing
from itertools import chain

from indexer.results import Filter, Results, Search
from web.command.found import found
from web.command.opening import opened
from web.dates import today
from web.export import MOST, in_csv, in_full
from web.representation import Representation
from web.request_search import DEFAULT_LIMIT, LARGEST_LIMIT
from web.urls import Urls


def run(options: argparse.Namespace) -> int:
    if options.date_from and options.date_to and options.date_from > options.date_to:
        raise argparse.ArgumentError(None, "--to must not be before --from.")
    most = MOST if options.csv else LARGEST_LIMIT
    limit = options.limit or (most if options.csv else DEFAULT_LIMIT)
    wanted = Search(
        options.question,
        mode=options.mode,
        filter=Filter(
            committees=tuple(options.committee),
            kinds=tuple(options.kind),
            passages=tuple(options.passage),
            date_from=options.date_from,
            date_to=options.date_to,
            roles=tuple(options.role),
        ),
        sort=options.sort,
        limit=max(1, min(most, limit)),
    )
    with closing(opened(options)) as library:
        if options.csv:
            pages = in_full(library, wanted, wanted.limit)
            return _print_table(pages, wanted.limit, options.site.public_url)
        results = library.search(wanted)
        if options.json:
            body = Representation(Urls()).results(results)
            sys.stdout.write(json.dumps(body, ensure_ascii=False) + "\n")
        else:
            sys.stdout.write("\n".join(found(results, library)) + "\n")
    return 0 if results.hits else 1


def _print_table(pages: Iterator[Results], most: int, site: str) -> int:
    """Bytes as they are: a terminal's own encoding or line ends would make another file of them."""
    first = next(pages)
    for piece in in_csv(chain((first,), pages), Urls(), site, today()):
        sys.stdout.buffer.write(piece)
    sys.stdout.buffer.flush()
    if not site:
        sys.stderr.write(
            "The column Link holds addresses within the site, such as /passages/…: set "
            "MINUTEBOOK_PUBLIC_URL to have them in full.\n"
        )
    if first.total > most:
        sys.stderr.write(f"The first {most:,} of {first.total:,} passages.\n")
    return 0 if first.hits else 1
