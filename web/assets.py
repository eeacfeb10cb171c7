"""Static files, kept by browsers for as long as they do not change."""

from __future__ import annotations

import hashlib
from pathlib import Path

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from web.site import SiteSettings

STATIC = Path(__file__).parent / "static"
_FOR_GOOD = "public, max-age=31536000, immutable"
_ASK_FIRST = "public, no-cache"


def versions(settings: SiteSettings, folder: Path = STATIC) -> dict[str, str]:
    """A digest for each static file and for the theme, to stand in its address."""
    found = {
        path.name: _digest(path.read_bytes()) for path in sorted(folder.iterdir()) if path.is_file()
    }
    found["theme.css"] = _digest(theme_css(settings).encode())
    return found


def theme_css(settings: SiteSettings) -> str:
    """GOV.UK Frontend's custom properties in the council's colours, as checked by ``Theme``."""
    theme = settings.theme
    return (
        ":root{"
        f"--govuk-brand-colour:{theme.brand};"
        f"--govuk-link-colour:{theme.link};"
        f"--govuk-link-hover-colour:color-mix(in srgb,{theme.link} 70%,#000);"
        f"--govuk-surface-border-colour:color-mix(in srgb,{theme.brand} 35%,#fff);"
        f"--govuk-surface-background-colour:color-mix(in srgb,{theme.brand} 5%,#fff);"
        f"--govuk-template-background-colour:color-mix(in srgb,{theme.brand} 5%,#fff)"
        "}\n"
    )


class Assets(StaticFiles):
    """A file asked for by its digest never changes; any other is asked for again, by its ETag."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        is_versioned = scope["query_string"].startswith(b"v=")
        response.headers["Cache-Control"] = _FOR_GOOD if is_versioned else _ASK_FIRST
        return response


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:12]
