"""Scores the pipeline on the development news: python -m benchmarks.news_accuracy [--per-article]."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from benchmarks.corpora import CORPORA


def main() -> int:
    """Runs the scorer; its exit code."""
    scorer = CORPORA / "news" / "score_news.py"
    if not scorer.exists():
        print(f"{scorer} is not there: the development corpora are optional and lie beside the project")
        return 1
    root = str(Path(__file__).resolve().parents[1])
    command = [sys.executable, str(scorer), "--callable", "benchmarks.corpora:news_rows", "--path", root, "--no-ci"]
    return subprocess.run([*command, *sys.argv[1:]], cwd=root, check=False).returncode


if __name__ == "__main__":
    raise SystemExit(main())
