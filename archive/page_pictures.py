"""Pictures of the pages of stored PDFs, drawn when first asked for and kept in the archive's folder.

Each is drawn in a process of its own, which may crash, hang or grow without harm to the one that asks.
A picture's file is named after all that it was made from, so several servers may share the folder, and
the folder may be deleted at any time. Where it cannot be written, the last few pictures are held in memory.
"""

from __future__ import annotations

import base64
import re
import shutil
import threading
import time
from collections import OrderedDict
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from archive.originals import Originals, write_whole
from archive.process import Limits, Process, ReadingStopped, WorkerUnavailable

PICTURES = "pictures"

DRAWER = "1"
"""Names how pages are drawn; changed with it, so that they are drawn again."""

_LIMITS = Limits(seconds=10, longest=10)
_AT_ONCE = 2
"""Pages drawn at one time by one server."""
_REMEMBERED = 600.0
"""Seconds after which a page that could not be drawn is tried again."""
_MOST_FAILURES = 1_000
_MOST_HELD = 8

_NAME = re.compile(r"\d+-\w+-([0-9.]+)x([0-9.]+)\.webp")


class Lack(StrEnum):
    """Why there is no picture."""

    MISSING = "missing"
    """The stored file is not in the archive."""
    ALTERED = "altered"
    """The stored file is not the one that was received."""
    FAILED = "failed"
    """Drawing it took too long, or came to nothing."""
    LATER = "later"
    """Others are being drawn: ask again."""


class NoPicture(Exception):
    """The page cannot be shown."""

    def __init__(self, lack: Lack) -> None:
        super().__init__(f"There is no picture of the page ({lack.value}).")
        self.lack = lack


@dataclass(frozen=True, slots=True)
class PagePicture:
    """One page as a viewer shows it."""

    width: float
    height: float
    """Its sides in points, as the areas of blocks are."""
    webp: bytes


class PagePictures:
    """Safe to share between threads."""

    def __init__(
        self,
        folder: Path,
        originals: Originals,
        *,
        most: int = 2_000,
        limits: Limits = _LIMITS,
        module: str = "archive.page_drawer",
        patience: float = 2.0,
    ) -> None:
        """``most``: pictures that are kept, some 200 MB of printed pages; ``patience``: seconds that
        one waits for its turn to be drawn.
        """
        self._folder, self._originals, self._most = folder, originals, most
        self._limits, self._module, self._patience = limits, module, patience
        self._turn = threading.BoundedSemaphore(_AT_ONCE)
        self._lock = threading.Lock()
        self._failed: OrderedDict[tuple[str, int], tuple[float, Lack]] = OrderedDict()
        self._held: OrderedDict[tuple[str, int], PagePicture] = OrderedDict()

    def picture(self, sha256: str, page: int) -> PagePicture:
        """Page ``page``, counted from 1, of the stored file ``sha256``. Raises NoPicture."""
        if found := self._known(sha256, page):
            return found
        if not self._turn.acquire(timeout=self._patience):
            raise NoPicture(Lack.LATER)
        try:
            if found := self._known(sha256, page):  # drawn by another request meanwhile
                return found
            drawn = self._drawn(sha256, page)
        except NoPicture as failure:
            if failure.lack is not Lack.LATER:
                self._remember(sha256, page, failure.lack)
            raise
        finally:
            self._turn.release()
        self._keep(sha256, page, drawn)
        return drawn

    def _known(self, sha256: str, page: int) -> PagePicture | None:
        for path in pictures_of(self._folder, sha256).glob(f"{page}-{DRAWER}-*.webp"):
            sides = _NAME.fullmatch(path.name)
            if sides:
                with suppress(OSError):  # another server has just made room
                    return PagePicture(float(sides[1]), float(sides[2]), path.read_bytes())
        with self._lock:
            until, lack = self._failed.get((sha256, page), (0.0, Lack.FAILED))
            held = self._held.get((sha256, page))
        if time.monotonic() < until:
            raise NoPicture(lack)
        return held

    def _drawn(self, sha256: str, page: int) -> PagePicture:
        original = self._originals.path(sha256).absolute()
        if not original.is_file():
            raise NoPicture(Lack.MISSING)
        request = {"original": str(original), "sha256": sha256, "page": page}
        try:
            drawer = Process(self._limits, self._module)
            try:
                reply = drawer.ask(request)
            finally:
                drawer.end()
        except ReadingStopped:
            raise NoPicture(Lack.FAILED) from None
        except WorkerUnavailable:
            raise NoPicture(Lack.LATER) from None
        return _picture(reply)

    def _remember(self, sha256: str, page: int, lack: Lack) -> None:
        with self._lock:
            self._failed[sha256, page] = (time.monotonic() + _REMEMBERED, lack)
            while len(self._failed) > _MOST_FAILURES:
                self._failed.popitem(last=False)

    def _keep(self, sha256: str, page: int, drawn: PagePicture) -> None:
        place = pictures_of(self._folder, sha256)
        name = f"{page}-{DRAWER}-{drawn.width}x{drawn.height}.webp"
        try:
            place.mkdir(parents=True, exist_ok=True)
            write_whole(place / name, drawn.webp)
        except OSError:  # a folder that may only be read, or a full disk
            with self._lock:
                self._held[sha256, page] = drawn
                while len(self._held) > _MOST_HELD:
                    self._held.popitem(last=False)
            return
        self._make_room()

    def _make_room(self) -> None:
        """Remove the pictures drawn longest ago, a tenth more than must go, so that it is seldom done."""
        kept: list[tuple[float, Path]] = []
        for path in self._folder.glob("*/*/*.webp"):
            with suppress(OSError):  # another server may be at the same
                kept.append((path.stat().st_mtime, path))
        if len(kept) <= self._most:
            return
        kept.sort()
        for _, path in kept[: len(kept) - self._most * 9 // 10]:
            with suppress(OSError):
                path.unlink()
                path.parent.rmdir()  # where it was the last


def pictures_of(folder: Path, sha256: str) -> Path:
    """Where the pictures of one stored file lie."""
    return folder / sha256[:2] / sha256


def erase_pictures(folder: Path, sha256: str) -> int:
    """Remove the pictures of a stored file; how many there were."""
    place = pictures_of(folder, sha256)
    drawn = len(list(place.glob("*.webp")))
    if place.exists():
        shutil.rmtree(place)
        with suppress(OSError):
            place.parent.rmdir()  # where it was the last
    return drawn


def _picture(reply: dict[str, Any]) -> PagePicture:
    if "picture" in reply:
        # as exact as the file's name will give them
        width, height = (round(float(reply[side]), 3) for side in ("width", "height"))
        return PagePicture(width, height, base64.b64decode(reply["picture"]))
    raise NoPicture(Lack.ALTERED if "altered" in reply else Lack.FAILED)
