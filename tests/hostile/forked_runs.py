"""The command line run many times, each run in a process of its own that need not load the libraries and word lists.

    python -m tests.hostile.forked_runs

Reads one list of arguments a line, as JSON; answers each with one line: [exit code, what went to standard error,
seconds, megabytes at most]. A run starts as a copy of this process, so that its memory counts everything that a fresh
start would load.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from pathlib import Path

import geomap
from geomap.cli import main


def load_all() -> None:
    """Read an article and draw its map, so that whatever is loaded once is there."""
    article = geomap.Article("A car bomb killed two people near Mosul on Friday.")
    geomap.draw_map(geomap.map_incidents([article]).incidents)


def run(arguments: list[str]) -> tuple[int, str, float, float]:
    """One run: its exit code, standard error, seconds and megabytes."""
    with tempfile.TemporaryFile() as errors, Path(os.devnull).open("w") as nothing:
        start = time.perf_counter()
        child = os.fork()
        if child == 0:
            os.dup2(nothing.fileno(), 1)
            os.dup2(errors.fileno(), 2)
            # Leaves by SystemExit or a traceback, and never goes back to the loop of its parent.
            main(arguments)
        _, status, usage = os.wait4(child, 0)
        seconds = time.perf_counter() - start
        errors.seek(0)
        said = errors.read().decode("utf-8", "replace")
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    return os.waitstatus_to_exitcode(status), said, seconds, usage.ru_maxrss / unit


if __name__ == "__main__":
    load_all()
    for line in sys.stdin:
        sys.stdout.write(json.dumps(run(json.loads(line))) + "\n")
        sys.stdout.flush()
