from __future__ import annotations

from pathlib import Path

import pytest

from web.settings import Settings, read_settings
from web.site import SettingError


def test_nothing_set_is_the_defaults() -> None:
    assert read_settings({}) == Settings()
    assert (
        read_settings({"MINUTEBOOK_ARCHIVE": "", "MINUTEBOOK_PORT": "", "HOME": "/x"}) == Settings()
    )


def test_everything_can_be_set() -> None:
    settings = read_settings(
        {
            "MINUTEBOOK_ARCHIVE": "/srv/archive",
            "MINUTEBOOK_PORT": "80",
            "MINUTEBOOK_RERANKER": "/srv/judge",
            "MINUTEBOOK_COUNCIL_NAME": "Larkmere Borough Council",
            "MINUTEBOOK_BRAND_COLOUR": "#00703c",
        }
    )

    assert settings.archive == Path("/srv/archive")
    assert settings.port == 80
    assert settings.reranker == "/srv/judge"
    assert settings.site.council_name == "Larkmere Borough Council"
    assert settings.site.theme.brand == "#00703c"


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("PORT", "http", "MINUTEBOOK_PORT is “http”"),
        ("PORT", "70000", "MINUTEBOOK_PORT is “70000”"),
        (
            "BRAND_COLOUR",
            "#ffff00",
            "MINUTEBOOK_BRAND_COLOUR is “#ffff00”, whose contrast with white is 1.1",
        ),
        ("CONTACT", "nonsense", "MINUTEBOOK_CONTACT is “nonsense”. Give an email address"),
        ("CONTACT", "javascript:alert@x.y", "MINUTEBOOK_CONTACT is"),
        ("CONTACT", "two people@x.example", "MINUTEBOOK_CONTACT is"),
        ("LINK_COLOUR", "blue", "MINUTEBOOK_LINK_COLOUR is “blue”"),
    ],
)
def test_what_cannot_be_used_is_named(name: str, value: str, said: str) -> None:
    with pytest.raises(SettingError, match=said):
        read_settings({f"MINUTEBOOK_{name}": value})


@pytest.mark.parametrize(
    ("contact", "url"),
    [
        ("minutes@larkmere.example", "mailto:minutes@larkmere.example"),
        ("https://larkmere.example/contact", "https://larkmere.example/contact"),
    ],
)
def test_a_contact_is_written_to_or_visited(contact: str, url: str) -> None:
    site = read_settings({"MINUTEBOOK_CONTACT": contact}).site

    assert (site.contact, site.contact_url) == (contact, url)
