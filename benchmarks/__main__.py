"""Every figure of speed and size that the documents state: ``python -m benchmarks``.

Takes some minutes; quote ratios rather than seconds, machines differ. What compares with other libraries needs the
``bench`` extra, what measures the page a Chromium.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
COMMANDS = (
    ("the pipeline", ["pipeline_speed"]),
    ("places, beside flashgeotext", ["places_speed"]),
    ("dates, beside dateparser", ["dates_speed"]),
    ("merging", ["merging", "--growth"]),
    ("the index, four designs", ["index_designs", "--rows", "300000"]),
    ("the page", ["maps_performance"]),
    ("the page, beside folium's own ways", ["maps_against_folium"]),
)


def main() -> None:
    """Runs each benchmark in a process of its own; one that fails does not stop the others."""
    for title, (module, *arguments) in COMMANDS:
        print(f"\n== {title}: python -m benchmarks.{' '.join([module, *arguments])}", flush=True)
        subprocess.run([sys.executable, "-m", f"benchmarks.{module}", *arguments], cwd=ROOT, check=False)


if __name__ == "__main__":
    main()
