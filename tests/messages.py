"""The site's sentences that are marked for translation, and the catalogues that translate them.

``python -m tests.messages`` brings the catalogues up to date: a new sentence comes in untranslated, for a
translator to fill in; one that is no longer used goes.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.catalog import Message as Entry
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from web.language import CATALOGUE, LANGUAGES, LOCALE

WEB = Path(__file__).parents[1] / "web"
KEYWORDS: dict[str, Any] = {
    "_": None,
    "gettext": None,
    "N_": None,
    "ngettext": (1, 2),
    "forms": (1, 2),
}
METHODS = [("**.py", "python"), ("templates/**.html", "jinja2.ext:babel_extract")]
OPTIONS = {
    "templates/**.html": {
        "trim_blocks": "true",
        "lstrip_blocks": "true",
        "silent": "false",
        "newstyle_gettext": "true",
    }
}

Text = str | tuple[str, ...]


def extracted() -> Iterator[tuple[str, Text]]:
    """Each use of a message: the file, below ``web``, and the message or its two forms."""
    found = extract_from_dir(str(WEB), METHODS, OPTIONS, KEYWORDS)
    for file, _line, message, _comments, _context in found:
        yield Path(file).as_posix(), message


def used() -> Catalog:
    """All messages, in the order of files, without their lines: those would change with every edit."""
    catalogue = Catalog()
    for file, message in sorted(extracted(), key=lambda use: use[0]):
        catalogue.add(message, locations=[(f"web/{file}", 0)])
    return catalogue


def held(code: str) -> Catalog:
    """The catalogue of a language."""
    with (LOCALE / code / CATALOGUE).open("rb") as source:
        return read_po(source, locale=code)


def bring_up_to_date(code: str) -> Catalog:
    """Rewrites a catalogue below its head, which stays as it is."""
    path, catalogue = LOCALE / code / CATALOGUE, held(code)
    head = path.read_text("utf-8").partition("\n\n")[0]
    catalogue.update(used(), no_fuzzy_matching=True)
    written = io.BytesIO()
    write_po(written, catalogue, 100, omit_header=True, ignore_obsolete=True, include_lineno=False)
    path.write_text(f"{head}\n\n{written.getvalue().decode().strip()}\n", "utf-8")
    return catalogue


def forms_of(message: Entry) -> tuple[str, ...]:
    """What a message is translated by: one sentence, or one for each form of number."""
    strings = message.string
    return (strings,) if isinstance(strings, str) else tuple(strings or ("",))


def is_translated(message: Entry) -> bool:
    return all(forms_of(message))


def main() -> None:
    for language in LANGUAGES[1:]:
        catalogue = bring_up_to_date(language.code)
        lacking = [message for message in catalogue if message.id and not is_translated(message)]
        sys.stdout.write(
            f"{language.name}: {len(catalogue)} messages, {len(lacking)} without translation\n"
        )


if __name__ == "__main__":
    main()
