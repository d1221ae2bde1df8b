"""Every accuracy figure that the README states: ``python -m benchmarks.accuracy``.

The development corpora lie beside the project in ../shared; what they measure is left out where they are not there. The
project's own sets are always measured.
"""

from __future__ import annotations

import importlib
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
GOLD = ROOT.parent / "shared" / "gold"
MODULES = (
    ("places", "places_accuracy", True),
    ("dates", "dates_accuracy", True),
    ("kinds of events", "events_types", True),
    ("incidents of 50 news articles", "news_accuracy", True),
    ("incidents of 1988-90 wire copy", "muc_accuracy", True),
    ("incidents of our own articles", "own_news", False),
    ("incidents of our later articles", "own_news --later", False),
    ("incidents of our articles on days of many attacks", "own_news --wars", False),
    ("merging, our own groups", "merging", False),
)


def main() -> None:
    """Runs each measurement in a process of its own and prints what it prints."""
    for title, call, needs_corpora in MODULES:
        module, *arguments = call.split()
        print(f"\n== {title}: python -m benchmarks.{call}", flush=True)
        if needs_corpora and not GOLD.exists():
            print("left out: the development corpora are not beside the project")
            continue
        importlib.import_module(f"benchmarks.{module}")
        subprocess.run([sys.executable, "-m", f"benchmarks.{module}", *arguments], cwd=ROOT, check=False)
    if GOLD.exists():
        command = ["score", str(GOLD / "seed_incidents.csv"), str(GOLD.parent / "articles")]
        command += ["--must-not-map", str(GOLD / "seed_must_not_map.csv")]
        print("\n== the seed articles: geomap score", flush=True)
        subprocess.run([sys.executable, "-m", "geomap", *command], cwd=ROOT, check=False)


if __name__ == "__main__":
    main()
