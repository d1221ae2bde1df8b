"""Ten states of the page beside small pictures of how they looked when somebody looked at them.

``GEOMAP_RENEW_PICTURES=1 python -m pytest tests/browser/test_reference_pictures.py`` writes the pictures anew; look at
them before they are committed. Fonts and their smoothing differ between machines, so that pictures are compared tile by
tile, by how bright a tile is and how much is on it: what this finds is a part that is gone, has moved, or has another
colour.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy
import pytest

from tests.browser.conftest import Maker, Opener
from tests.browser.driver import MapPage
from tests.browser.incidents import make_designed_incidents, make_designed_reports
from tests.maps.made_incidents import make_incidents

Image = pytest.importorskip("PIL.Image")

REFERENCES = Path(__file__).parent / "references"
RENEW = os.environ.get("GEOMAP_RENEW_PICTURES") == "1"
WIDTH = 480
COLOURS = 256
# Pixels of a tile, and how far apart (of 256) its mean colour and its contrast may lie.
TILE = 60
TOLERANCE = 14.0
# Tiles that may differ more: words break elsewhere in another font.
MOST_TILES = 0.1


def _nothing(page: MapPage) -> None:
    page.settle()


def _card(page: MapPage) -> None:
    page.row("Missiles hit").click()


def _filters(page: MapPage) -> None:
    page.open_filters()
    page.page.locator("#gm-finer").evaluate("(one) => one.scrollIntoView()")


def _table(page: MapPage) -> None:
    page.page.get_by_role("button", name="Show the table").click()
    page.page.mouse.move(5, 5)


def _dates(page: MapPage) -> None:
    page.choose_dates("2019-12-20", "2020-01-05")


def _country(page: MapPage) -> None:
    page.row("Troops to be sent").click()


def _sheet(page: MapPage) -> None:
    page.page.locator(".gm-grip").click()
    page.page.wait_for_timeout(400)
    page.page.mouse.move(5, 5)


@dataclass(frozen=True)
class State:
    """One state of the page: how it is drawn, opened, and brought about."""

    bring_about: Callable[[MapPage], None] = _nothing
    many: bool = False
    draw: dict[str, Any] = field(default_factory=dict)
    context: dict[str, Any] = field(default_factory=dict)


PHONE = {"viewport": {"width": 390, "height": 844}}
STATES = {
    "opened": State(),
    "dark": State(context={"color_scheme": "dark"}),
    "thousands": State(many=True),
    "card": State(_card),
    "country": State(_country, context={"color_scheme": "dark"}),
    "filters": State(_filters, context={"viewport": {"width": 1024, "height": 768}}),
    "dates": State(_dates),
    "table": State(_table),
    "arabic": State(draw={"language": "ar"}),
    "phone": State(_sheet, context=PHONE),
}


@pytest.mark.parametrize("name", STATES)
def test_a_state_looks_as_it_did(name: str, make_page: Maker, open_page: Opener, tmp_path: Path) -> None:
    state = STATES[name]
    incidents = make_incidents(4000) if state.many else make_designed_incidents()
    reports = None if state.many else make_designed_reports()
    words = {"title": "Winter in the region", "subtitle": "Made up for tests", "note": "Ask the desk for more."}
    page = open_page(make_page(incidents, reports, **words, **state.draw), **state.context)
    state.bring_about(page)
    page.page.wait_for_timeout(300)
    taken = tmp_path / "taken.png"
    page.page.screenshot(path=taken, animations="disabled")
    reference = REFERENCES / f"{name}.png"
    if RENEW:
        _shrink(taken).quantize(COLOURS, kmeans=3, dither=Image.Dither.NONE).save(reference, optimize=True)
        return
    differing = _differing(taken, reference)
    assert differing <= MOST_TILES, f"{name}: {differing:.0%} of its tiles look different"


def test_references_are_small() -> None:
    sizes = {path.stem: path.stat().st_size for path in REFERENCES.glob("*.png")}
    assert set(sizes) == set(STATES)
    assert max(sizes.values()) < 60_000


def test_the_comparison_sees_a_part_that_is_gone(tmp_path: Path) -> None:
    whole = Image.open(REFERENCES / "card.png").convert("RGB")
    without = whole.copy()
    without.paste((242, 239, 233), (int(WIDTH * 0.7), 20, int(WIDTH * 0.99), 240))
    without.save(tmp_path / "without.png")
    assert _differing(tmp_path / "without.png", REFERENCES / "card.png") > MOST_TILES
    others = {
        name: _differing(REFERENCES / f"{name}.png", REFERENCES / "opened.png") for name in ("dark", "table", "arabic")
    }
    assert min(others.values()) > MOST_TILES


def _shrink(path: Path) -> Any:
    picture = Image.open(path).convert("RGB")
    width = min(WIDTH, picture.width)
    return picture.resize((width, round(picture.height * width / picture.width)), Image.Resampling.LANCZOS)


def _differing(one: Path, other: Path) -> float:
    """The part of the tiles that look different."""
    first, second = _tiles(one), _tiles(other)
    assert first.shape == second.shape
    return float((numpy.abs(first - second).max(axis=-1) > TOLERANCE).mean())


def _tiles(path: Path) -> numpy.ndarray[Any, Any]:
    """For every tile its mean red, green and blue, and its contrast."""
    pixels = numpy.asarray(_shrink(path), dtype="float64")
    rows, columns = pixels.shape[0] // TILE, pixels.shape[1] // TILE
    tiles = pixels[: rows * TILE, : columns * TILE].reshape(rows, TILE, columns, TILE, 3)
    contrast = tiles.mean(axis=4).std(axis=(1, 3))
    return numpy.dstack([tiles.mean(axis=(1, 3)), contrast])
