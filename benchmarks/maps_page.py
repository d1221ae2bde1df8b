"""What a map costs: its file, its making, its loading, and every step of its filters.

    python -m benchmarks.maps_page [--counts 0 1000 10000 100000]

All times are CPU milliseconds of the page's main thread (Chromium's own counter), or of this process for the making.
Every incident has a quote and an address of its own. The search and the table are used once before they are measured
where the first use differs, which has its own column.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path
from typing import Any

from tests.browser.conftest import ARGUMENTS, find_chromium
from tests.maps.made_incidents import make_incidents

COUNTS = (0, 1000, 10_000, 100_000)
STEPS = 20
# The budgets that the page was made to: megabytes, then milliseconds.
BUDGETS = {"date step": 40, "search": 150, "load": 1500, "make": 4000}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--counts", type=int, nargs="+", default=COUNTS)
    arguments = parser.parse_args()
    rows = [measure(count) for count in arguments.counts]
    names = list(dict.fromkeys(name for row in rows for name in row))
    print("| " + " | ".join(names) + " |")
    print("|" + "---:|" * len(names))
    for row in rows:
        print("| " + " | ".join(str(row.get(name, "")) for name in names) + " |")
    print(f"budgets at 100,000, in milliseconds: {BUDGETS}; file 14 MB")


def measure(count: int) -> dict[str, Any]:
    """One row of the table."""
    from playwright.sync_api import sync_playwright

    from geomap.maps import draw_map

    incidents = make_incidents(count)
    # The first map of a process reads the base map and the names of towns, which later ones share.
    draw_map(make_incidents(1)).get_root().render()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        file = Path(folder) / "map.html"
        begin = time.process_time()
        draw_map(incidents).save(file)
        made = time.process_time() - begin
        row: dict[str, Any] = {
            "incidents": f"{count:,}",
            "MB": round(file.stat().st_size / 1e6, 2),
            "make": round(made * 1000),
        }
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=list(ARGUMENTS))
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        clock = Clock(page)
        page.goto(file.as_uri())
        page.wait_for_selector("html[data-ready='1']", state="attached", timeout=120_000)
        row["load"] = clock.since(0)
        if count:
            # The texts are read when the page has nothing else to do.
            page.wait_for_timeout(3000)
            row |= use(page, clock)
        row["heap MB"] = round(clock.read()["JSHeapUsedSize"] / 1e6)
        browser.close()
    return row


def use(page: Any, clock: Clock) -> dict[str, Any]:
    """The costs of what a reader does."""
    found: dict[str, Any] = {}
    page.get_by_role("slider", name="First day").focus()
    begin = clock.now()
    for _ in range(STEPS):
        page.keyboard.press("PageUp")
        page.wait_for_timeout(60)
    found["date step"] = round(clock.since(begin) / STEPS, 1)
    page.get_by_role("button", name="All", exact=True).click()
    page.wait_for_timeout(300)
    for name, query in (("first search", "smoke"), ("search", "smoke rising")):
        begin = clock.now()
        page.get_by_role("searchbox").fill(query)
        page.wait_for_timeout(900)
        found[name] = clock.since(begin)
    page.get_by_role("button", name="Clear all").click()
    page.wait_for_timeout(300)
    begin = clock.now()
    page.get_by_role("button", name="Show the table").click()
    page.wait_for_timeout(600)
    found["table"] = clock.since(begin)
    begin = clock.now()
    page.get_by_role("button", name="Sort by What").click()
    page.wait_for_timeout(1000)
    found["sort"] = clock.since(begin)
    page.get_by_role("button", name="Back to the map").click()
    page.get_by_role("button", name="Play").click()
    frames = page.evaluate(
        """() => new Promise((done) => {
            let count = 0;
            const start = performance.now();
            const step = (now) => {
                count += 1;
                if (now - start < 2000) requestAnimationFrame(step); else done(count / 2);
            };
            requestAnimationFrame(step);
        })"""
    )
    found["frames/s while playing"] = round(frames)
    return found


class Clock:
    """The CPU time of a page's main thread."""

    def __init__(self, page: Any) -> None:
        self.session = page.context.new_cdp_session(page)
        self.session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def read(self) -> dict[str, float]:
        return {one["name"]: one["value"] for one in self.session.send("Performance.getMetrics")["metrics"]}

    def now(self) -> float:
        """Milliseconds."""
        return self.read()["TaskDuration"] * 1000

    def since(self, begin: float) -> int:
        return round(self.now() - begin)


if __name__ == "__main__":
    main()
