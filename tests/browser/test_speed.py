"""How the page grows with its incidents: ratios within one run, and bytes."""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from benchmarks.maps_measuring import ARGUMENTS, MeasuredPage
from tests.browser.conftest import find_chromium
from tests.maps.made_incidents import make_incidents

if TYPE_CHECKING:
    from playwright.sync_api import Browser

MEGABYTE = 1_000_000


@dataclass
class Measured:
    """A page of so many incidents: its bytes, and seconds of CPU."""

    size: int
    build: float
    load: float
    step: float
    search: float
    frame: float


def _draw(count: int, path: Path) -> float:
    from geomap import draw_map

    incidents = make_incidents(max(1, count)).iloc[:count]
    before = time.process_time()
    draw_map(incidents).save(path)
    return time.process_time() - before


def _measure(count: int, folder: Path, playwright_browser: Browser) -> Measured:
    path = folder / f"{count}.html"
    build = _draw(count, path)
    # A browser of its own: whatever else is open would be counted too.
    alone = playwright_browser.browser_type.launch(executable_path=find_chromium(), args=ARGUMENTS)
    page = MeasuredPage(alone, path)
    frame, _ = page.drag()
    found = Measured(path.stat().st_size, build, page.load_seconds, page.filter_step(), page.search(), frame)
    alone.close()
    return found


@pytest.fixture(scope="module")
def few_and_many(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> tuple[Measured, Measured]:
    folder = tmp_path_factory.mktemp("speed")
    return _measure(1_000, folder, browser), _measure(100_000, folder, browser)


@pytest.mark.slow
def test_a_hundred_times_the_incidents_cost_a_few_times_the_work(few_and_many: tuple[Measured, Measured]) -> None:
    few, many = few_and_many
    assert many.step < 8 * few.step
    assert many.frame < 8 * few.frame
    assert many.search < 15 * few.search
    assert many.load < 6 * few.load
    # A step of the filter is a small part of opening the page.
    assert many.step < many.load / 10


@pytest.mark.slow
def test_files_stay_small(few_and_many: tuple[Measured, Measured], tmp_path: Path) -> None:
    few, many = few_and_many
    empty = tmp_path / "empty.html"
    _draw(0, empty)
    assert empty.stat().st_size <= 0.6 * MEGABYTE
    assert few.size <= 1.0 * MEGABYTE
    assert many.size <= 14 * MEGABYTE


@pytest.mark.slow
def test_drawing_ten_thousand_takes_less_than_three_times_the_imports(tmp_path: Path) -> None:
    path = tmp_path / "map.html"
    _draw(10, path)
    drawn = _draw(10_000, path)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", "import pandas, folium"], check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    imports = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    assert drawn < 3 * imports
    assert path.stat().st_size < 3 * MEGABYTE
