"""Takes GOV.UK Frontend's stylesheet and script out of its npm package, without GOV.UK's brand.

A council's site is not GOV.UK: it may use the components, not the typeface, crest or icons. Run, with
the package that ``npm pack govuk-frontend@6.3.0`` leaves in the working folder::

    python -m web.vendor_govuk govuk-frontend-6.3.0.tgz

The same package gives the same two files, byte for byte.
"""

from __future__ import annotations

import json
import re
import sys
import tarfile
from pathlib import Path

VERSION = "6.3.0"
"""Has to fit the templates of govuk-frontend-jinja, which name the version that they are ported from."""

STATIC = Path(__file__).parent / "static"

_SYSTEM_FONTS = "Arial,Helvetica,sans-serif"
_BRANDED = ("Transport", "crest", "url(", "sourceMappingURL", "@font-face")


class VendoringError(Exception):
    """The package is not the one that this script knows how to strip."""


def stylesheet(css: str) -> str:
    """The stylesheet with system fonts, and without the crest and its own address."""
    css = re.sub(r"/\*! Copyright \(c\) 2011 by Margaret Calvert.*?\*/", "", css, flags=re.S)
    css = re.sub(r"@font-face\{[^}]*\}", "", css)
    css = css.replace("GDS Transport,arial,sans-serif", _SYSTEM_FONTS)
    css = re.sub(r"@supports \([^{]*mask-position:initial[^{]*\)\{[^{}]*\{[^}]*\}\}", "", css)
    css = re.sub(r"\.govuk-footer__copyright-logo:before\{[^}]*\}", "", css)
    css = re.sub(r"\n?/\*# sourceMappingURL=.*?\*/", "", css)
    left = [word for word in _BRANDED if word in css]
    if left:
        raise VendoringError(f"The stylesheet still holds {', '.join(left)}.")
    return css.rstrip() + "\n"


def script(javascript: str) -> str:
    """The script without the address of its source map."""
    return re.sub(r"//# sourceMappingURL=.*", "", javascript).rstrip() + "\n"


def vendor(package: Path, static: Path = STATIC) -> None:
    with tarfile.open(package) as archive:

        def read(name: str) -> str:
            member = archive.extractfile(f"package/{name}")
            if member is None:
                raise VendoringError(f"{package} holds no {name}.")
            return member.read().decode("utf-8")

        version = json.loads(read("package.json"))["version"]
        if version != VERSION:
            raise VendoringError(f"{package} is version {version}; {VERSION} is wanted.")
        css = stylesheet(read("dist/govuk/govuk-frontend.min.css"))
        javascript = script(read("dist/govuk/govuk-frontend.min.js"))
    (static / "govuk-frontend.min.css").write_text(css, "utf-8")
    (static / "govuk-frontend.min.js").write_text(javascript, "utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("Usage: python -m web.vendor_govuk govuk-frontend-6.3.0.tgz")
    vendor(Path(sys.argv[1]))
