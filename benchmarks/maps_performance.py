"""Size and speed of the map page: python -m benchmarks.maps_performance [counts ...]

Prints a table and, for the usual counts, writes it to benchmarks/results/maps.md.
"""

from __future__ import annotations

import platform
import statistics
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.maps_measuring import MeasuredPage, open_browser

RESULTS = Path(__file__).parent / "results" / "maps.md"
# How often a page is opened, each time in a browser of its own: what else the machine does shows in single times.
OPENINGS = 5
COUNTS = (0, 1_000, 10_000, 100_000)
HEAD = (
    "incidents",
    "file MB",
    "build s",
    "ready s",
    "first filter s",
    "filter step ms",
    "search ms",
    "drag ms per frame",
    "frames per s",
)


def main(arguments: list[str]) -> None:
    counts = [int(one) for one in arguments] or list(COUNTS)
    rows = [_measure(count) for count in counts]
    table = "\n".join(
        ["| " + " | ".join(HEAD) + " |", "|" + "---:|" * len(HEAD), *("| " + " | ".join(row) + " |" for row in rows)]
    )
    print(table)
    if not arguments:
        RESULTS.parent.mkdir(exist_ok=True)
        RESULTS.write_text(f"{_preface()}\n{table}\n", encoding="utf-8")


def _preface() -> str:
    return (
        "# The map page: size and speed\n\n"
        "Made by `python -m benchmarks.maps_performance`. All incidents have a quote and an url of their own; the\n"
        "file holds the base map. Times are CPU, not the clock: build is Python's after import; ready is all threads\n"
        "of the page's process until it says that it answers, first filter until a layer was switched off and the\n"
        "count had changed, both the median of five openings with the slowest in brackets; the others are the page's\n"
        "main thread.\n"
        "Chromium without a graphics card, 1440 by 900.\n\n"
        f"Machine: {platform.machine()}, Python {platform.python_version()}.\n"
    )


def _measure(count: int) -> list[str]:
    from geomap.maps import draw_map
    from tests.maps.made_incidents import make_incidents

    # folium, pandas and the assets are read before the clock runs.
    draw_map(make_incidents(10)).get_root()
    incidents = make_incidents(max(1, count)).iloc[:count]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "map.html")
        before = time.process_time()
        draw_map(incidents).save(path)
        build = time.process_time() - before
        size = path.stat().st_size
        if count == 0:
            return ["0", f"{size / 1e6:.2f}", f"{build:.2f}", "", "", "", "", "", ""]
        openings = []
        for _ in range(OPENINGS):
            with open_browser() as browser:
                page = MeasuredPage(browser, path)
                openings.append((page.ready_seconds, page.load_seconds))
                if len(openings) == OPENINGS:
                    step, search = page.filter_step(), page.search()
                    frame, rate = page.drag()
    return [
        f"{count:,}",
        f"{size / 1e6:.2f}",
        f"{build:.2f}",
        *(f"{statistics.median(times):.2f} ({max(times):.2f})" for times in zip(*openings, strict=True)),
        f"{step * 1000:.0f}",
        f"{search * 1000:.0f}",
        f"{frame * 1000:.0f}",
        f"{rate:.0f}",
    ]


if __name__ == "__main__":
    main(sys.argv[1:])
