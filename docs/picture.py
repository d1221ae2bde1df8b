"""Draws docs/images/map.png from the examples: ``python -m docs.picture`` (needs a Chromium and the dev extra)."""

from __future__ import annotations

import io
import shutil
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

import geomap

ROOT = Path(__file__).parent.parent


def main() -> None:
    """Writes the picture: the example map in a window of 1440 by 900, with a card open."""
    result = geomap.map_incidents(geomap.read_articles(ROOT / "examples" / "articles"))
    page = geomap.draw_map(
        result.incidents, result.reports, title="Iraq, winter 2019–20", subtitle="From the example articles"
    )
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        path = Path(folder, "map.html")
        page.save(path)
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        window = browser.new_page(viewport={"width": 1440, "height": 900})
        shown = result.incidents[result.incidents["place"] == "Baghdad International Airport"].iloc[0]["incident_id"]
        window.goto(f"{path.as_uri()}#map=6/33.2/47&dates=2019-12-20..2020-01-20&incident={shown}")
        window.wait_for_selector("html[data-ready='1']")
        window.wait_for_timeout(1000)
        picture = Image.open(io.BytesIO(window.screenshot()))
        browser.close()
    target = ROOT / "docs" / "images" / "map.png"
    target.parent.mkdir(exist_ok=True)
    picture.convert("RGB").save(target, optimize=True)


if __name__ == "__main__":
    main()
