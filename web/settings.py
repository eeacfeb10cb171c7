"""What can be set from outside: the only module that reads the environment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


class SettingError(Exception):
    """A setting has a value that cannot be used; the message names both and the remedy."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Defaults of the command's options; each option given on the command line wins."""

    archive: Path = Path("data")
    """MINUTEBOOK_ARCHIVE: the archive's folder."""
    host: str = "127.0.0.1"
    """MINUTEBOOK_HOST: the address to listen at; 0.0.0.0 serves other machines too."""
    port: int = 8000
    """MINUTEBOOK_PORT"""
    model: str = ""
    """MINUTEBOOK_MODEL: the folder of a sentence-transformers model, instead of the packaged one."""


def read_settings(environ: Mapping[str, str] = os.environ) -> Settings:
    """Raises SettingError."""
    port = environ.get("MINUTEBOOK_PORT", "8000")
    if not port.isascii() or not port.isdigit() or not 0 < int(port) < 65536:
        raise SettingError(f"MINUTEBOOK_PORT is '{port}': give a number from 1 to 65535.")
    return Settings(
        archive=Path(environ.get("MINUTEBOOK_ARCHIVE") or "data"),
        host=environ.get("MINUTEBOOK_HOST") or "127.0.0.1",
        port=int(port),
        model=environ.get("MINUTEBOOK_MODEL", ""),
    )
