"""The language that a page is written in: English as the source says it, or a translation of it.

Translations are gettext catalogues, ``locale/<code>/LC_MESSAGES/minutebook.po``. A page in another
language than English stands under its code (``/cy/search``), so that the language lives in the address.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path
from typing import Generic, TypeVar

from starlette.types import ASGIApp, Receive, Scope, Send

from archive.citation import long_date as english_date
from web.requested import requested

LOCALE = Path(__file__).parent / "locale"
CATALOGUE = "LC_MESSAGES/minutebook.po"

Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Language:
    code: str
    """As HTML's ``lang`` has it."""
    name: str
    """In the language itself."""
    prefix: str
    """What its addresses begin with."""


ENGLISH = Language("en-GB", "English", "")
LANGUAGES = (ENGLISH, Language("cy", "Cymraeg", "/cy"))

_chosen: ContextVar[Language] = ContextVar("language", default=ENGLISH)


def chosen() -> Language:
    """The language of the page that is being made."""
    return _chosen.get()


@contextmanager
def speaking(language: Language) -> Iterator[None]:
    """All that is said meanwhile is said in ``language``."""
    before = _chosen.set(language)
    try:
        yield
    finally:
        _chosen.reset(before)


def in_languages() -> list[tuple[Language, str]]:
    """Each language with the address, in it, of the page that is being made."""
    return [(language, language.prefix + requested().address) for language in LANGUAGES]


def translated(message: str) -> str:
    """A message in the page's language, as the catalogue has it; in English where it lacks it."""
    return _catalogue(chosen().code).gettext(message)


def translated_form(one: str, many: str, number: int) -> str:
    """The form that goes with ``number`` in the page's language."""
    return _catalogue(chosen().code).ngettext(one, many, number)


def _(message: str, /, **values: object) -> str:
    """A sentence in the page's language, with ``%(name)s`` filled in."""
    said = translated(message)
    return said % values if values else said


def ngettext(one: str, many: str, number: int, /, **values: object) -> str:
    """The form that goes with ``number``, which stands in it as ``%(count)s``: ``1,204``."""
    return translated_form(one, many, number) % {"count": f"{number:,}", **values}


def N_(message: str) -> str:  # noqa: N802 - the name that extractors of messages know
    """Marks a constant for translation; ``_`` translates it where it is used."""
    return message


def forms(one: str, many: str) -> tuple[str, str]:
    """Marks a constant's singular and plural for translation, as ``N_`` does."""
    return one, many


def long_date(date: dt.date) -> str:
    """``10 December 2024``"""
    language = chosen()
    if language is ENGLISH:
        return english_date(date)
    from babel.dates import format_date

    return str(format_date(date, "d MMMM y", locale=language.code))


class Words(Mapping[Key, str], Generic[Key]):
    """Constants marked with ``N_``, each given in the page's language."""

    def __init__(self, english: Mapping[Key, str]) -> None:
        self._english = dict(english)

    def __getitem__(self, key: Key) -> str:
        return _(self._english[key])

    def __iter__(self) -> Iterator[Key]:
        return iter(self._english)

    def __len__(self) -> int:
        return len(self._english)


class LanguageInAddress:
    """Takes the language off the front of a page's address, and makes the page in it."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            language, path = _split(scope["path"])
            scope = {**scope, "path": path, "raw_path": scope["raw_path"][len(language.prefix) :]}
            _chosen.set(language)
        await self._app(scope, receive, send)


def _split(path: str) -> tuple[Language, str]:
    for language in LANGUAGES[1:]:
        if path == language.prefix or path.startswith(language.prefix + "/"):
            return language, path.removeprefix(language.prefix) or "/"
    return ENGLISH, path


@lru_cache
def _catalogue(code: str) -> NullTranslations:
    path = LOCALE / code / CATALOGUE
    if code == ENGLISH.code:
        return NullTranslations()
    # Only a page in another language needs them.
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    compiled = io.BytesIO()
    with path.open("rb") as source:
        write_mo(compiled, read_po(source, locale=code))
    compiled.seek(0)
    return GNUTranslations(compiled)
