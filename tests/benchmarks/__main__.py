"""Speed and memory, each beside a floor or a peer in the same run.

    python -m tests.benchmarks make ARCHIVE --passages 100000 --texts FOLDER ...
    python -m tests.benchmarks keyword ARCHIVE
    python -m tests.benchmarks serving ARCHIVE
    python -m tests.benchmarks.reading FOLDER ...
    python -m tests.benchmarks.reranking ARCHIVE QUESTION

Times on a shared machine mean little by themselves: read the ratios.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from tests.benchmarks import archive, keyword, serving
from tests.benchmarks.prose import Prose


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(dest="command", required=True)
    make = commands.add_parser("make", help="make an archive of invented passages")
    make.add_argument("archive", type=Path)
    make.add_argument("--passages", type=int, required=True)
    make.add_argument("--texts", type=Path, nargs="+", required=True, metavar="FOLDER")
    make.add_argument(
        "--without-whoosh",
        action="store_true",
        help="some twenty times as fast; cannot be added to",
    )
    words = commands.add_parser("keyword", help="our engine beside Whoosh, FTS5 and tantivy")
    words.add_argument("archive", type=Path)
    words.add_argument("--each", type=int, default=60, help="queries of every class")
    words.add_argument("--rounds", type=int, default=3)
    words.add_argument(
        "--processor-time", action="store_true", help="for a machine on which other programs run"
    )
    serve = commands.add_parser("serving", help="whole searches over HTTP, memory, start")
    serve.add_argument("archive", type=Path)
    serve.add_argument("--questions", type=int, default=60)
    serve.add_argument("--seconds", type=float, default=20, help="for clients that ask at once")
    options = parser.parse_args()
    if options.command == "make":
        prose = Prose(options.texts)
        options.archive.mkdir(parents=True)
        whoosh = not options.without_whoosh
        archive.make(options.archive, options.passages, prose, with_whoosh=whoosh)
    elif options.command == "keyword":
        keyword.run(options.archive, options.each, options.rounds, options.processor_time)
    else:
        serving.run(options.archive, options.questions, options.seconds)


if __name__ == "__main__":
    main()
