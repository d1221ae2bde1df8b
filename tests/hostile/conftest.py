"""The tree of hostile files that is made from the shared generator, where that is present."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

GENERATOR = Path(__file__).parents[3] / "shared" / "hostile" / "make_hostile.py"


@dataclass(frozen=True)
class Entry:
    """A line of the manifest: a file below ``root`` and what must come of it."""

    root: Path
    path: str
    role: str
    accept: bool
    rows: int | None
    budget_s: float
    rss_mb: int

    @property
    def file(self) -> Path:
        return self.root / self.path


@dataclass(frozen=True)
class HostileTree:
    """Everything the generator made."""

    root: Path
    entries: tuple[Entry, ...]

    def of(self, role: str) -> list[Entry]:
        return [entry for entry in self.entries if entry.role == role]


@pytest.fixture(scope="session")
def hostile_tree(tmp_path_factory: pytest.TempPathFactory) -> HostileTree:
    if not GENERATOR.exists():
        pytest.skip(f"the generator of hostile files is not there: {GENERATOR}")
    root = tmp_path_factory.mktemp("hostile")
    subprocess.run([sys.executable, GENERATOR, root, "--small"], check=True, capture_output=True)
    lines = (root / "manifest.jsonl").read_text("utf-8").splitlines()
    entries = []
    for given in map(json.loads, lines):
        accept = given["expect"] == "accept"
        numbers = (given["rows"], given["budget_s"], given["rss_mb"])
        entries.append(Entry(root, given["path"], given["role"], accept, *numbers))
    return HostileTree(root, tuple(entries))
