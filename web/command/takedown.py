"""``minutebook takedown``: takes a document down, lets it in again, or lists what was taken down."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from archive.catalogue import Catalogue, open_catalogue
from archive.erasure import Erased, NothingToTakeDown
from archive.lock import sole_writer
from archive.takedowns import Takedown
from indexer.takedown import Plan, carry_out, document_of, encoder_of, finish, plan
from web.command.line import numbered, one_line
from web.command.progress import bar
from web.takedown import takedown_body, told

_BEYOND = (
    "Not in the power of this command: backups and snapshots of the disk, the publisher’s own site, "
    "search engines, and what readers have saved. Delete it there too."
)


def run(options: argparse.Namespace) -> int:
    archive: Path = options.archive
    if not options.id and _is_change(options):
        raise NothingToTakeDown("Say what to take down: give the id of a document or passage.")
    if not options.id:
        with open_catalogue(archive) as catalogue:
            return _list(catalogue.takedowns.all(), options.json)
    with sole_writer(_existing(archive)), open_catalogue(archive) as catalogue:
        id = document_of(archive, catalogue, options.id)
        if options.lift or options.allow_corrected:
            return _let_in(options, catalogue, id)
        if (former := _former(catalogue, id, options.version)) is not None:
            return _again(options, catalogue, former)
        planned = plan(archive, catalogue, id, options.version)
        erased = None
        if not options.preview:
            erased = carry_out(
                archive,
                catalogue,
                planned,
                encoder_of(archive, options.model),
                reason=(options.reason or "").strip(),
                is_bare=options.bare,
                progress=bar,
            )
        _say(options, planned, erased, catalogue.takedowns.of_document(id))
    return 0


def _is_change(options: argparse.Namespace) -> bool:
    asked = (options.version, options.bare, options.preview, options.lift, options.allow_corrected)
    return options.reason is not None or any(asked)


def _existing(archive: Path) -> Path:
    if not archive.is_dir():
        raise FileNotFoundError(f"There is no archive folder {archive}.")
    return archive


def _list(takedowns: tuple[Takedown, ...], in_json: bool) -> int:
    if in_json:
        _print_json({"takedowns": [takedown_body(each) for each in takedowns]})
    elif takedowns:
        for each in takedowns:
            note = " A corrected file may take its place." if each.is_open else ""
            sys.stdout.write(f"{each.document}  {one_line(told(each))}{note}\n")
    else:
        sys.stdout.write("Nothing was taken down.\n")
    return 0


def _let_in(options: argparse.Namespace, catalogue: Catalogue, id: str) -> int:
    if catalogue.takedowns.of_document(id) is None:
        raise NothingToTakeDown(
            f"Document {id} was not taken down: there is nothing to let in again."
        )
    if id in catalogue.unerased():
        raise NothingToTakeDown(
            f"Taking down document {id} was not finished. Finish it first: minutebook takedown {id}"
        )
    with catalogue.writing():
        if options.lift:
            catalogue.takedowns.lift(id)
        else:
            catalogue.takedowns.change(id, reason=options.reason, is_open=True)
    if options.json:
        told = {"lifted": options.lift, "allows_corrected": options.allow_corrected}
        _print_json({"document": id, **told})
    elif options.lift:
        sys.stdout.write(
            f"Document {id} is no longer taken down. What was erased is gone for good: index the folder "
            "that holds its file to have it again.\n"
        )
    else:
        sys.stdout.write(
            f"Another file may now become document {id}: index the folder that holds it. The erased file "
            "stays refused, and links to its passages still say that they were taken down.\n"
        )
    return 0


def _former(catalogue: Catalogue, id: str, version: str) -> Takedown | None:
    """The takedown by which what is named went already."""
    if version:
        return catalogue.takedowns.of_version(id, version)
    return None if catalogue.versions_of(id) else catalogue.takedowns.of_document(id)


def _again(options: argparse.Namespace, catalogue: Catalogue, takedown: Takedown) -> int:
    """Finish a takedown that was broken off, or give another reason."""
    id = takedown.document
    if options.preview:
        raise NothingToTakeDown(f"Document {id} has been taken down already.")
    if options.reason is not None:
        with catalogue.writing():
            catalogue.takedowns.change(id, reason=options.reason.strip())
        takedown = replace(takedown, reason=options.reason.strip())
    erased = finish(options.archive, catalogue, encoder_of(options.archive, options.model), bar)
    if options.json:
        _print_json(
            {
                "takedown": takedown_body(takedown),
                "originals": erased.originals,
                "pictures": erased.pictures,
            }
        )
    else:
        sys.stdout.write(
            f"Document {id} has been taken down already; whatever was left of it is erased.\n"
            f"The public is told: {one_line(told(takedown))}\n"
        )
    return 0


def _say(
    options: argparse.Namespace, planned: Plan, erased: Erased | None, takedown: Takedown | None
) -> None:
    choice = planned.choice
    if options.json:
        _print_json(
            {
                "document": choice.document,
                "title": choice.entry.title,
                "versions": {id: len(gone) for id, gone in choice.gone.items()},
                "passages": planned.passage_count,
                "is_done": erased is not None,
                "originals": erased.originals if erased else 0,
                "pictures": erased.pictures if erased else 0,
                "takedown": takedown_body(takedown) if takedown and erased else None,
                "alike": dict(planned.alike),
                "files": list(choice.files),
            }
        )
        return
    lines = [*_gone(planned, is_done=erased is not None)]
    if erased is not None:
        pictures = (
            f" and {numbered(erased.pictures, 'picture')} of its pages" if erased.pictures else ""
        )
        lines.append(
            f"Erased: {numbered(erased.originals, 'stored file')}{pictures}, with text, index and vectors; "
            "older builds of the index are removed."
        )
        assert takedown is not None
        lines.append(f"The public is told: {told(takedown)}")
    lines += _left(planned)
    if erased is not None:
        lines.append(_BEYOND)
    else:
        lines.append("Nothing was changed. Without --preview, this cannot be undone.")
    sys.stdout.write("\n".join(map(one_line, lines)) + "\n")


def _gone(planned: Plan, is_done: bool) -> Iterator[str]:
    choice = planned.choice
    what = f"the version {choice.version} of " if choice.version else ""
    verb = "Taken down" if is_done else "Would be taken down"
    versions = numbered(sum(map(len, choice.gone.values())), "version")
    yield (
        f"{verb}: {what}{choice.entry.title} (document {choice.document}; {versions}, "
        f"{numbered(planned.passage_count, 'passage')})"
    )
    for id in choice.others:
        yield f"The same file was also document {id}{_title(planned, id)}: it goes with it."


def _left(planned: Plan) -> Iterator[str]:
    for id, count in planned.alike.items():
        yield (
            f"Document {id}{_title(planned, id)} stays, and {numbered(count, 'passage')} of it "
            f"{'says' if count == 1 else 'say'} the same or nearly. If it must go too: "
            f"minutebook takedown {id}"
        )
    for path in planned.choice.files:
        yield f"The file itself lies at {path}: it will not be taken in again, but delete it there."


def _title(planned: Plan, id: str) -> str:
    entry = planned.entries.get(id)
    return f" ({entry.title})" if entry else ""


def _print_json(body: Mapping[str, object]) -> None:
    sys.stdout.write(json.dumps(body, ensure_ascii=False) + "\n")
