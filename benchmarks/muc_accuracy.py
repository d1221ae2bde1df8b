"""Scores the pipeline on the 1988-90 wire copy with its own scorer: python -m benchmarks.muc_accuracy [--errors N]."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from benchmarks.corpora import CORPORA


def main() -> int:
    """Runs the scorer; its exit code."""
    scorer = CORPORA / "events" / "score_incidents.py"
    if not scorer.exists():
        print(f"{scorer} is not there: the development corpora are optional and lie beside the project")
        return 1
    root = str(Path(__file__).resolve().parents[1])
    command = [sys.executable, str(scorer), "--callable", "benchmarks.corpora:muc_rows", "--path", root]
    return subprocess.run(
        [*command, *sys.argv[1:], str(scorer.parent / "muc_dev.jsonl")], cwd=root, check=False
    ).returncode


if __name__ == "__main__":
    raise SystemExit(main())
