"""The command line: which command, with which options, and what its end means."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.metadata import version
from io import TextIOWrapper
from pathlib import Path

from archive.backup import BadBackup
from archive.catalogue import DamagedCatalogue
from archive.document import DocumentKind
from archive.erasure import NothingToTakeDown
from archive.lock import ArchiveBusy
from archive.quotations import NoChecksums
from indexer.building.description import NoIndex
from indexer.models.model_store import ModelError
from indexer.passage import PassageKind
from indexer.results import Mode, Sort
from indexer.role import Role
from web import wording
from web.command.line import one_line
from web.command.values import first_day, last_day, one_of, port
from web.errors import ArchiveRenewed
from web.settings import Settings, read_settings
from web.site import SettingError

USAGE = """exit status: 0 done · 1 done, but something is wrong or nothing was found ·
2 the command could not run"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; the exit status."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a terminal that has no “ is shown \u201c
            stream.reconfigure(errors="backslashreplace")
    try:
        settings = read_settings()
        options = _parser(settings).parse_args(arguments)
        gc.disable()  # looking for what could be freed takes a sixth of the time of loading
        command = import_module(f"web.command.{options.run}")  # only what this command needs
        gc.freeze()
        gc.enable()
        return int(command.run(options))
    except BrokenPipeError:  # the reader of our output, head for one, has seen enough
        sys.stderr.close()
        return 0
    except (
        argparse.ArgumentError,
        ArchiveRenewed,
        BadBackup,
        SettingError,
        ArchiveBusy,
        DamagedCatalogue,
        ModelError,
        NoChecksums,
        NoIndex,
        NothingToTakeDown,
        OSError,
    ) as error:
        sys.stderr.write(f"minutebook: {_told(error)}\n")
        return 2
    except KeyboardInterrupt:
        sys.stderr.write("\nminutebook: stopped; nothing half-done is in service.\n")
        return 130


def _parser(settings: Settings) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="minutebook",
        description="A searchable archive of council minutes.",
        epilog=USAGE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=version("minutebook"))
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    index = commands.add_parser("index", help="read folders into the archive and index them")
    index.add_argument("folders", nargs="*", type=Path, metavar="FOLDER")
    index.add_argument("--model", default=settings.model, help="folder of another model")
    index.set_defaults(run="index")

    inspect = commands.add_parser("inspect", help="show what is read of one file, and what is not")
    inspect.add_argument("file", type=Path, metavar="FILE")
    shown = inspect.add_mutually_exclusive_group()
    shown.add_argument(
        "--full", action="store_true", help="print every word, however long the line"
    )
    shown.add_argument("--json", action="store_true", help="print JSON for programs")
    inspect.add_argument(
        "--html", type=Path, metavar="DIR", help="draw the blocks over the pages, in DIR/index.html"
    )
    inspect.set_defaults(run="inspect")

    serve = commands.add_parser("serve", help="serve the pages and the JSON API")
    serve.add_argument("--host", default=settings.host)
    serve.add_argument("--port", default=settings.port, type=port)
    serve.set_defaults(run="serve", site=settings.site)

    search = commands.add_parser("search", help="answer a question here")
    search.add_argument("question")
    search.add_argument("--mode", choices=list(Mode), default=Mode.HYBRID, type=Mode)
    search.add_argument("--sort", choices=list(Sort), default=Sort.RELEVANCE, type=Sort)
    search.add_argument(
        "--committee",
        action="append",
        default=[],
        metavar="NAME",
        help="only of this committee, named in full; this and the next three can be given more than once",
    )
    kinds: dict[str, tuple[Callable[[str], object], str]] = {
        "--kind": (one_of(DocumentKind, wording.DOCUMENT_KINDS), "of document"),
        "--passage": (one_of(PassageKind, wording.PASSAGE_KINDS), "of part of the record"),
        "--role": (one_of(Role, wording.ROLES), "of speaker"),
    }
    for option, (named, what) in kinds.items():
        search.add_argument(
            option, action="append", default=[], type=named, metavar="KIND", help=f"only {what}"
        )
    search.add_argument(
        "--from", dest="date_from", type=first_day, metavar="DATE", help="2024, 2024-12, 10/12/2024"
    )
    search.add_argument("--to", dest="date_to", type=last_day, metavar="DATE")
    search.add_argument("--limit", type=int, help="passages to print; with --csv, all unless told")
    shape = search.add_mutually_exclusive_group()
    shape.add_argument("--json", action="store_true", help="print JSON for programs")
    shape.add_argument("--csv", action="store_true", help="print a table for a spreadsheet")
    search.set_defaults(run="search", site=settings.site)

    verify = commands.add_parser("verify", help="prove that everything held is what was received")
    verify.add_argument(
        "--quotations",
        type=Path,
        metavar="FILE",
        help="check only the quotations of a briefing, by its checksum list",
    )
    verify.set_defaults(run="verify")

    takedown = commands.add_parser(
        "takedown",
        help="take a document down and erase it, or list what was taken down",
        description="Takes a document down: nothing of it is searched or shown any more, its address says "
        "that it was taken down, and its file, text and vectors are erased from the archive. "
        "Without an id, lists what was taken down.",
    )
    takedown.add_argument(
        "id",
        nargs="?",
        default="",
        metavar="ID",
        help="of the document, or of one of its passages; of a file that could not be read, its SHA-256",
    )
    takedown.add_argument("--reason", metavar="TEXT", help="shown to everyone at its address")
    takedown.add_argument(
        "--version", default="", metavar="SHA256", help="only the version whose SHA-256 begins so"
    )
    takedown.add_argument(
        "--bare", action="store_true", help="do not even say of what kind, committee and day it was"
    )
    instead = takedown.add_mutually_exclusive_group()
    instead.add_argument(
        "--preview", action="store_true", help="say what would go, and change nothing"
    )
    instead.add_argument(
        "--allow-corrected",
        action="store_true",
        help="let another file take its place; the erased one stays refused",
    )
    instead.add_argument(
        "--lift", action="store_true", help="forget the takedown: the same file may come in again"
    )
    takedown.set_defaults(run="takedown", model=settings.model)

    backup = commands.add_parser("backup", help="write the whole archive into one new file")
    backup.set_defaults(run="backup")
    restore = commands.add_parser(
        "restore", help="make an archive of such a file, in a new or empty folder, and verify it"
    )
    restore.set_defaults(run="restore")
    for command in (backup, restore):
        command.add_argument("file", type=Path, metavar="FILE")

    evaluate = commands.add_parser(
        "evaluate", help="measure how well judged questions are answered"
    )
    evaluate.add_argument("judged", nargs="+", type=Path, metavar="JUDGED")
    evaluate.add_argument("--half", choices=["tuning", "test"], help="ask these questions only")
    evaluate.add_argument(
        "--save", type=Path, metavar="FILE", help="keep what came of each question"
    )
    evaluate.add_argument(
        "--compare", type=Path, metavar="FILE", help="name the questions won and lost since"
    )
    evaluate.add_argument(
        "--cross-validate", action="store_true", help="learn weights without what they are asked"
    )
    evaluate.add_argument(
        "--ablate", action="store_true", help="also leave out each step of the ranking in turn"
    )
    evaluate.add_argument("--learn", type=Path, metavar="FILE", help="write the ranking's weights")
    evaluate.add_argument(
        "--calibrate", type=Path, metavar="FILE", help="write from where on evidence is enough"
    )
    evaluate.add_argument("--model", default=settings.model, help="folder of another model")
    evaluate.set_defaults(run="evaluate")

    for command in (serve, search, evaluate):
        command.add_argument(
            "--reranker",
            default=settings.reranker,
            metavar="DIR",
            help="folder of a cross-encoder that puts the first passages in order",
        )
    for command in (index, serve, search, verify, takedown, backup, restore, evaluate):
        command.add_argument("--archive", default=settings.archive, type=Path, metavar="DIR")
    for command in (index, verify, takedown, backup, restore, evaluate):
        command.add_argument("--json", action="store_true", help="print JSON for programs")
    return parser


def _told(error: Exception) -> str:
    """In the words of whoever typed the command, also where only the system has said what is wrong."""
    if not isinstance(error, OSError) or error.errno is None or error.filename is None:
        return str(error)
    name = one_line(os.fsdecode(error.filename))
    if isinstance(error, FileNotFoundError):
        return f"There is no file or folder {name}."
    if isinstance(error, IsADirectoryError):
        return f"{name} is a folder: name a file."
    if isinstance(error, NotADirectoryError):
        return f"{name} cannot be: part of it is a file, not a folder."
    if isinstance(error, PermissionError):
        return f"You are not allowed to use {name}: ask whoever keeps this machine."
    return f"{name} cannot be used: {error.strerror}."
