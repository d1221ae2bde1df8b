"""A real Chromium, with no network, that watches every page: a request, message or violation fails the test."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

from tests.browser.driver import MapPage, Watch
from tests.browser.incidents import make_designed_incidents, make_designed_reports

if TYPE_CHECKING:
    from playwright.sync_api import Browser

REQUIRED = os.environ.get("GEOMAP_REQUIRE_BROWSER") == "1"
# Chromium would otherwise look for updates and hosts of its own as soon as it starts.
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--font-render-hinting=none",
    "--force-color-profile=srgb",
)

Opener = Callable[..., MapPage]
Maker = Callable[..., Path]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


def find_chromium() -> str | None:
    """The browser's path: GEOMAP_CHROMIUM, or a Chromium or Chrome on the path."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    found = (shutil.which(name) for name in names)
    return os.environ.get("GEOMAP_CHROMIUM") or next((path for path in found if path), None)


def lacking(what: str) -> None:
    """Skip, or fail where a browser is required."""
    if REQUIRED:
        pytest.fail(f"{what}, and GEOMAP_REQUIRE_BROWSER=1 asks for it")
    pytest.skip(what)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        lacking("playwright is not installed")
    path = find_chromium()
    if path is None:
        lacking("there is no Chromium on the path")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield running
        running.close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Opener]:
    """Opens a file in a new context and waits until the page answers.

    When the test ends, every page must have been silent: no request but for the file itself, no console message, no
    error, no violation of the policy. A test that expects some of them takes them out of ``page.watch`` itself.
    """
    opened: list[MapPage] = []

    def open_one(
        path: Path | str, fragment: str = "", *, wait: bool = True, script: str = "", **context_options: Any
    ) -> MapPage:
        options = {"viewport": {"width": 1440, "height": 900}, "offline": True, "reduced_motion": "reduce"}
        context = browser.new_context(**{**options, **context_options})
        context.set_default_timeout(10_000)
        page = context.new_page()
        watch = Watch(page)
        if script:
            page.add_init_script(script)
        address = path if isinstance(path, str) else path.as_uri()
        page.goto(address + (f"#{fragment}" if fragment else ""))
        made = MapPage(page, watch)
        opened.append(made)
        if wait:
            made.wait_until_ready()
        return made

    yield open_one
    problems = []
    for one in opened:
        problems += one.watch.problems()
        one.page.context.close()
    assert problems == []


@pytest.fixture(scope="session")
def make_page(tmp_path_factory: pytest.TempPathFactory) -> Maker:
    """Draws incidents into a file."""
    folder = tmp_path_factory.mktemp("pages")

    def make(incidents: pd.DataFrame, reports: pd.DataFrame | None = None, **options: Any) -> Path:
        from geomap import draw_map

        path = folder / f"{len(list(folder.iterdir()))}.html"
        draw_map(incidents, reports, **options).save(path)
        return path

    return make


@pytest.fixture(scope="session")
def designed(make_page: Maker) -> Path:
    """The page of the designed incidents and their reports."""
    return make_page(
        make_designed_incidents(),
        make_designed_reports(),
        title="Winter in the region",
        subtitle="Made up for tests",
        note="Ask the desk for more.",
    )
