"""What a council decides about its own site: names, links and colours."""

from __future__ import annotations

import re
from dataclasses import dataclass

_WEB = re.compile(r"https?://[^/\s]+")
_EMAIL = re.compile(r"[^@\s:/?#<>\"]+@[^@\s:/?#<>\"]+\.[^@\s.:/?#<>\"]+")
_HEX = re.compile(r"#[0-9a-fA-F]{6}")

PREFIX = "MINUTEBOOK_"
"""Of the names by which settings are made."""

READABLE_CONTRAST = 4.5
"""The least contrast of text on its ground that WCAG 2.2 level AA accepts (criterion 1.4.3)."""


class SettingError(ValueError):
    """A setting that the site cannot use; its message names it as it is set, and the value."""

    def __init__(self, name: str, value: str, remedy: str) -> None:
        super().__init__(f"{PREFIX}{name.upper()} is “{value}”{remedy}")


def _contrast_with_white(colour: str) -> float:
    def linear(channel: int) -> float:
        share = channel / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(int(colour[at : at + 2], 16)) for at in (1, 3, 5))
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


@dataclass(frozen=True, slots=True)
class Theme:
    """The council's colours, as ``#rrggbb``. Text in each must be readable, or the theme is refused."""

    brand: str = "#12436d"
    """Behind the white name in the header."""
    link: str = "#12508f"
    """Links and buttons, on white."""

    def __post_init__(self) -> None:
        for name, colour in (("brand_colour", self.brand), ("link_colour", self.link)):
            if not _HEX.fullmatch(colour):
                raise SettingError(name, colour, ". Give it as #rrggbb.")
            contrast = _contrast_with_white(colour)
            if contrast < READABLE_CONTRAST:
                raise SettingError(
                    name,
                    colour,
                    f", whose contrast with white is {contrast:.1f}. "
                    f"Choose a darker one, of {READABLE_CONTRAST} or more.",
                )


@dataclass(frozen=True, slots=True)
class SiteSettings:
    """Everything that differs from one council's site to another's."""

    service_name: str = "Minutebook"
    council_name: str = ""
    """The publisher, as the public knows it: "Larkmere Borough Council"."""
    council_url: str = ""
    """The council's own site, linked in the footer."""
    contact: str = ""
    """An email address for questions, corrections and accessibility problems, or that of a page for them."""
    notice: str = ""
    """What readers of every page should know first: that the documents are a sample, say."""
    public_url: str = ""
    """The site's own address, where the server cannot know it: "https://minutes.example.gov.uk"."""
    requests_a_minute: int = 0
    """That one client may make, style sheets and the like aside; 0 for as many as it likes."""
    theme: Theme = Theme()

    @property
    def author(self) -> str:
        """Whose the site is: the council or, where it gives no name, the service."""
        return self.council_name or self.service_name

    @property
    def contact_url(self) -> str:
        return self.contact if _WEB.match(self.contact) else f"mailto:{self.contact}"

    def __post_init__(self) -> None:
        if self.contact and not (_EMAIL.fullmatch(self.contact) or _WEB.match(self.contact)):
            raise SettingError(
                "contact",
                self.contact,
                ". Give an email address, or the address of a page that begins with https:// or http://.",
            )
        for name in ("council_url", "public_url"):
            address = getattr(self, name)
            if address and not _WEB.match(address):
                raise SettingError(
                    name, address, ". Give an address that begins with https:// or http://."
                )
