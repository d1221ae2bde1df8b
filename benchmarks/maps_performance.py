"""Size and speed of the map page: python -m benchmarks.maps_performance [counts ...]

Prints a table and, for the usual counts, writes it to benchmarks/results/maps.md.
"""

from __future__ import annotations

import platform
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.maps_measuring import MeasuredPage, open_browser

RESULTS = Path(__file__).parent / "results" / "maps.md"
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
        "count had changed; the others are the page's main thread.\n"
        "Chromium without a graphics card, 1440 by 900.\n\n"
        f"Machine: {platform.machine()}, Python {platform.python_version()}.\n"
    )


def _measure(count: int) -> list[str]:
    from geomap.maps import draw_map
    from tests.maps.made_incidents import make_incidents

    # folium, pandas and the assets are read before the clock runs.
    draw_map(make_incidents(10)).get_root()
    incidents = make_incidents(max(1, count)).iloc[:count]
    with tempfile.TemporaryDirectory() as folder, open_browser() as browser:
        path = Path(folder, "map.html")
        before = time.process_time()
        draw_map(incidents).save(path)
        build = time.process_time() - before
        size = path.stat().st_size
        if count == 0:
            return ["0", f"{size / 1e6:.2f}", f"{build:.2f}", "", "", "", "", "", ""]
        page = MeasuredPage(browser, path)
        step, search = page.filter_step(), page.search()
        frame, rate = page.drag()
    return [
        f"{count:,}",
        f"{size / 1e6:.2f}",
        f"{build:.2f}",
        f"{page.ready_seconds:.2f}",
        f"{page.load_seconds:.2f}",
        f"{step * 1000:.0f}",
        f"{search * 1000:.0f}",
        f"{frame * 1000:.0f}",
        f"{rate:.0f}",
    ]


if __name__ == "__main__":
    main(sys.argv[1:])
