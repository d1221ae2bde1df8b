"""Names found and places chosen on annotated corpora, where they are at hand in ../shared."""

from __future__ import annotations

import importlib.util
import json
import statistics
import tomllib
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from geomap.places import find_places

CORPORA = Path(__file__).parents[3] / "shared" / "corpora" / "places"
FLOORS = tomllib.loads((Path(__file__).parent / "floors.toml").read_text(encoding="utf-8"))["places"]
NAMES = ("LGL", "TR-News", "GeoWebNews", "GeoVirus")

pytestmark = pytest.mark.slow


def load_scorer() -> ModuleType:
    path = CORPORA / "score.py"
    if not path.exists():
        pytest.skip(f"{path} is not here: the corpora are optional development data")
    spec = importlib.util.spec_from_file_location("score_places", path)
    assert spec is not None and spec.loader is not None
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    return scorer


def read(corpus: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (CORPORA / f"{corpus}.dev.jsonl").read_text(encoding="utf-8").splitlines()]


def test_names_and_places_stay_above_their_floors() -> None:
    scorer = load_scorer()
    numbers = {}
    for corpus in NAMES:
        counts = [
            scorer.doc_counts(document["toponyms"], scorer.rows(find_places(document["text"])))
            for document in read(corpus)
        ]
        numbers[corpus] = scorer.metrics(counts)

    def mean(name: str) -> float:
        return statistics.mean(numbers[corpus][name] for corpus in NAMES)

    reached = {
        "overlap_f1": mean("overlap_F1"),
        "acc161": mean("acc161"),
        "end_to_end_f1": mean("e2e_F1"),
        "lgl_end_to_end_f1": numbers["LGL"]["e2e_F1"],
    }
    assert {name: value for name, value in reached.items() if value < FLOORS[name]} == {}


def test_the_literal_flag_stays_above_its_floor() -> None:
    load_scorer()
    right = []
    for document in read("GeoWebNews"):
        flags = {(row.start, row.end): row.literal for row in find_places(document["text"]).itertuples()}
        right += [
            flags[span] == toponym["literal"]
            for toponym in document["toponyms"]
            if (span := (toponym["start"], toponym["end"])) in flags
        ]
    assert statistics.mean(right) >= FLOORS["literal"]
