"""What can be set from outside: the only module that reads the environment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from web.site import PREFIX, SettingError, SiteSettings, Theme

PORT_REMEDY = "give a number from 1 to 65535."

_FAIR = 600
"""Requests a minute of one address, behind which a whole council's officers may sit."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Defaults of the command's options, which win when given, and what a council makes of its site."""

    archive: Path = Path("data")
    """MINUTEBOOK_ARCHIVE: the archive's folder."""
    host: str = "127.0.0.1"
    """MINUTEBOOK_HOST: the address to listen at; 0.0.0.0 serves other machines too."""
    port: int = 8000
    """MINUTEBOOK_PORT"""
    model: str = ""
    """MINUTEBOOK_MODEL: the folder of a sentence-transformers model, instead of the packaged one."""
    reranker: str = ""
    """MINUTEBOOK_RERANKER: the folder of a sentence-transformers CrossEncoder that puts the first passages
    in order; none without it."""
    site: SiteSettings = field(default_factory=lambda: SiteSettings(requests_a_minute=_FAIR))
    """MINUTEBOOK_SERVICE_NAME, _COUNCIL_NAME, _COUNCIL_URL, _CONTACT, _NOTICE, _PUBLIC_URL,
    _BRAND_COLOUR, _LINK_COLOUR and _RATE_LIMIT: requests a minute that one client may make, 600 unless
    told, 0 for any number. Behind a proxy on another machine, uvicorn's FORWARDED_ALLOW_IPS names the
    proxy, or all readers count as one."""


def read_settings(environ: Mapping[str, str] = os.environ) -> Settings:
    """Raises SettingError. An empty value counts as none."""
    given = {
        name.removeprefix(PREFIX).lower(): value
        for name, value in environ.items()
        if name.startswith(PREFIX) and value
    }
    try:
        port = port_number(given.get("port", "8000"))
    except ValueError:
        raise SettingError("port", given["port"], f": {PORT_REMEDY}") from None
    limit = given.get("rate_limit", str(_FAIR))
    if not (limit.isascii() and limit.isdigit() and len(limit) <= 6):
        raise SettingError(
            "rate_limit",
            limit,
            ": give the requests a minute that one client may make, or 0 for any number.",
        )
    names = ("service_name", "council_name", "council_url", "contact", "notice", "public_url")
    colours = {"brand": "brand_colour", "link": "link_colour"}
    theme = Theme(**{part: given[name] for part, name in colours.items() if name in given})
    return Settings(
        archive=Path(given.get("archive", "data")),
        host=given.get("host", "127.0.0.1"),
        port=port,
        model=given.get("model", ""),
        reranker=given.get("reranker", ""),
        site=SiteSettings(
            **{name: given[name] for name in names if name in given},
            requests_a_minute=int(limit),
            theme=theme,
        ),
    )


def port_number(text: str) -> int:
    """Raises ValueError, whose message begins with the value."""
    if not text.isascii() or not text.isdigit() or len(text) > 5 or not 0 < int(text) < 65536:
        raise ValueError(f"“{text}”: {PORT_REMEDY}")
    return int(text)
