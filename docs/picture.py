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
        result.incidents, result.reports, title="Iraq and beyond, winter 2019–20", subtitle="From the example articles"
    )
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        path = Path(folder, "map.html")
        page.save(path)
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        window = browser.new_page(viewport={"width": 1440, "height": 900})
        window.goto(path.as_uri())
        window.wait_for_selector("html[data-ready='1']")
        window.get_by_role("button", name="Air strike in Idlib").first.click()
        window.wait_for_timeout(1000)
        picture = Image.open(io.BytesIO(window.screenshot()))
        browser.close()
    target = ROOT / "docs" / "images" / "map.png"
    target.parent.mkdir(exist_ok=True)
    picture.convert("RGB").save(target, optimize=True)


if __name__ == "__main__":
    main()
