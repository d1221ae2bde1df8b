"""Sub-event types of news snippets against an annotated corpus, where it is at hand in ../shared."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

from benchmarks.events_types import DEFAULT, type_of, weighted_f1

FLOORS = tomllib.loads((Path(__file__).parent / "floors.toml").read_text(encoding="utf-8"))["event_types"]


@pytest.mark.skipif(not DEFAULT.exists(), reason=f"{DEFAULT} is not here: the corpora are optional development data")
def test_the_weighted_f1_of_event_types_stays_above_its_floor() -> None:
    rows = [json.loads(line) for line in DEFAULT.read_text(encoding="utf-8").splitlines()]
    weighted, _, _ = weighted_f1([row["type"] for row in rows], [type_of(row["text"]) for row in rows])
    assert weighted >= FLOORS["weighted_f1"]


def test_weighted_f1_counts_every_label_by_its_size() -> None:
    weighted, macro, rows = weighted_f1(["a", "a", "a", "b"], ["a", "a", "b", "b"])
    assert (round(weighted, 3), round(macro, 3)) == (0.767, 0.733)
    assert rows == {"a": (1.0, 2 / 3, 3), "b": (0.5, 1.0, 1)}
