"""A real browser, and the real site on a free port of this machine."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from indexer.library import Library
from tests.web.library import MemoryLibrary
from tests.web.serving import PATIENCE, served

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
OpenPage = Callable[..., AbstractContextManager[Page]]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        pytest.skip(f"no browser: none of {', '.join(NAMES)} is installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, headless=True, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser: Browser) -> OpenPage:
    """``with open_page(width=320, javascript=False) as page``; checks at its end what holds always."""

    @contextmanager
    def opened(*, width: int = 1280, javascript: bool = True) -> Iterator[Page]:
        context = browser.new_context(
            viewport={"width": width, "height": 800}, java_script_enabled=javascript
        )
        page = context.new_page()
        page.set_default_timeout(PATIENCE * 1000)
        asked: list[str] = []
        complaints: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "console",
            lambda said: (
                complaints.append(said.text)
                if said.type == "error" and "Failed to load resource" not in said.text
                else None
            ),
        )
        yield page
        assert complaints == []
        assert [url for url in asked if not url.startswith("http://127.0.0.1:")] == []
        assert context.cookies() == []
        context.close()

    return opened


@pytest.fixture(scope="package")
def site() -> Iterator[str]:
    """The site's address, over the small library in memory."""
    with served(MemoryLibrary()) as address:
        yield address


@pytest.fixture(scope="package")
def sample_site(sample_archive: Path) -> Iterator[str]:
    """The site's address, over the sample archive."""
    library = Library.open(sample_archive)
    with served(library) as address:
        yield address
    library.close()
