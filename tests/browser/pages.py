"""What a reader sees and does, for the tests that draw maps of their own."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from tests.browser.conftest import Opener
from tests.maps.made_incidents import make_incidents, make_reports

SHOWN_STATUSES = ("occurred", "ongoing", "failed")

Show = Callable[..., Any]


@pytest.fixture
def show(open_page: Opener, tmp_path: Path) -> Show:
    """Opens a map, or a file, and gives playwright's page once it answers."""

    def show_one(drawn: Any, *, address: str = "", width: int = 1440, height: int = 900, **options: Any) -> Any:
        file = drawn if isinstance(drawn, Path) else tmp_path / f"map{len(list(tmp_path.iterdir()))}.html"
        if not isinstance(drawn, Path):
            drawn.save(file)
        viewport = {"width": width, "height": height}
        return open_page(file, address.removeprefix("#"), viewport=viewport, **options).page

    return show_one


@pytest.fixture(scope="session")
def incidents() -> pd.DataFrame:
    """A hundred and twenty incidents of half a year."""
    return make_incidents(120)


@pytest.fixture(scope="session")
def reports(incidents: pd.DataFrame) -> pd.DataFrame:
    return make_reports(incidents)


@pytest.fixture(scope="session")
def map_file(incidents: pd.DataFrame, reports: pd.DataFrame, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Those incidents as a page."""
    from geomap.maps import draw_map

    file = tmp_path_factory.mktemp("page") / "map.html"
    draw_map(incidents, reports, title="Half a year").save(file)
    return file


def shown_at_first(incidents: pd.DataFrame) -> pd.DataFrame:
    """The rows that the page shows before anything is touched."""
    announced = (incidents["status"] == "planned") & incidents["kind"].isin(["deployment", "withdrawal"])
    return incidents[incidents["status"].isin(SHOWN_STATUSES) | announced]


def may_fall_inside(incidents: pd.DataFrame, first: str, last: str) -> pd.Series:
    """Whether each row's interval touches the days; undated rows do."""
    undated = incidents["date_start"].isna()
    return undated | ((incidents["date_start"] <= last) & (incidents["date_end"] >= first))


def shown_count(page: Any) -> int:
    """How many incidents the page says that it shows."""
    text = page.locator(".gm-sentence").inner_text()
    if "No incident" in text or "no incidents" in text:
        return 0
    return int(re.match(r"([\d,]+)", text)[1].replace(",", ""))


def choose_dates(page: Any, first: str, last: str) -> None:
    for label, day in (("From", first), ("To", last)):
        field = page.get_by_label(label, exact=True)
        field.fill(day)
        field.blur()
    settle(page)


def settle(page: Any) -> None:
    """Two frames: what was asked for is done and drawn."""
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())))")


def open_card(page: Any, text: str | None = None) -> Any:
    """Select the first incident of the list, or the first with the text, and give its card."""
    rows = page.locator(".gm-row")
    (rows.filter(has_text=text).first if text else rows.first).click()
    card = page.locator(".gm-card")
    card.wait_for()
    card.locator("h2").wait_for()
    return card
