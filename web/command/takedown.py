"""``minutebook takedown``: takes a document down, lets it in again, or lists what was taken down."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from archive.catalogue import Catalogue, open_catalogue
from archive.erasure import Erased, NothingToTakeDown, leftovers, version_named
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


_SENSELESS = {
    "--lift": ("--version", "--bare", "--reason"),
    "--allow-corrected": ("--version", "--bare"),
}
"""What says nothing beside an option."""


def run(options: argparse.Namespace) -> int:
    archive: Path = options.archive
    _refuse_what_means_nothing(options)
    if not options.id:
        with open_catalogue(archive) as catalogue:
            return _list(catalogue.takedowns.all(), options.json)
    with sole_writer(_existing(archive)), open_catalogue(archive) as catalogue:
        id = document_of(archive, catalogue, options.id)
        if options.lift or options.allow_corrected:
            return _let_in(options, catalogue, id)
        version = version_named(catalogue, id, options.version) if options.version else ""
        if _former(catalogue, id, version) is not None:
            return _again(options, catalogue, id, version)
        planned = plan(archive, catalogue, id, version)
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


def _refuse_what_means_nothing(options: argparse.Namespace) -> None:
    """Raises argparse.ArgumentError for options that say nothing beside each other."""
    given = {
        "--version": bool(options.version),
        "--bare": options.bare,
        "--reason": options.reason is not None,
        "--preview": options.preview,
        "--lift": options.lift,
        "--allow-corrected": options.allow_corrected,
    }
    asked = [name for name, is_given in given.items() if is_given]
    if not options.id and asked:
        raise argparse.ArgumentError(
            None,
            f"Say what to take down: without the id of a document or passage, {asked[0]} means nothing.",
        )
    for action, senseless in _SENSELESS.items():
        for name in asked:
            if given[action] and name in senseless:
                raise argparse.ArgumentError(
                    None,
                    f"{name} means nothing with {action}, which is of every takedown of a document: "
                    "leave it out. Nothing was changed.",
                )


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
    if leftovers(options.archive, catalogue):
        raise NothingToTakeDown("A takedown was not finished. Finish it first: minutebook index")
    if options.allow_corrected and catalogue.takedowns.closing(id) is None:
        raise NothingToTakeDown(
            f"Any other file than the erased one may take the place of {id} already: nothing was changed."
        )
    refused = catalogue.takedowns.refused_as(id)
    with catalogue.writing():
        if options.lift:
            catalogue.takedowns.lift(id)
        else:
            catalogue.takedowns.change(id, reason=options.reason, is_open=True)
    still = sorted({other for each in refused for other in catalogue.takedowns.refusing(each)})
    if options.json:
        told = {"lifted": options.lift, "allows_corrected": options.allow_corrected}
        _print_json({"document": id, **told, "still_refused_as": still if options.lift else []})
    elif options.lift and still:
        sys.stdout.write(
            f"Document {id} is no longer taken down, but the same file was also taken down as document "
            f"{' and document '.join(still)}, and stays refused. To have it again, lift that too: "
            f"{' and '.join(f'minutebook takedown {other} --lift' for other in still)}\n"
        )
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


def _again(options: argparse.Namespace, catalogue: Catalogue, id: str, version: str) -> int:
    """Finish a takedown that was broken off, give another reason, or say less of what it was."""
    what = f"{f'The version {version[:12]} of document' if version else 'Document'} {id}"
    if options.preview:
        raise NothingToTakeDown(f"{what} has been taken down already.")
    if options.reason is not None or options.bare:
        reason = None if options.reason is None else options.reason.strip()
        with catalogue.writing():
            catalogue.takedowns.change(id, version, reason=reason, is_bare=options.bare)
    erased = finish(options.archive, catalogue, encoder_of(options.archive, options.model), bar)
    takedown = _former(catalogue, id, version)
    assert takedown is not None
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
            f"{what} has been taken down already; whatever was left of it is erased.\n"
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
                "title": choice.title,
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
        rest = ", with text, index and vectors; older builds of the index are removed"
        lines.append(
            f"Erased: {numbered(erased.originals, 'stored file')}{pictures}{rest if choice.gone else ''}."
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
    what = f"the version {choice.version[:12]} of " if choice.version else ""
    verb = "Taken down" if is_done else "Would be taken down"
    if not choice.gone:
        yield f"{verb}: {choice.title or 'a file'} ({choice.document}), which could not be read"
        return
    versions = numbered(sum(map(len, choice.gone.values())), "version")
    yield (
        f"{verb}: {what}{choice.title} (document {choice.document}; {versions}, "
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
