"""Date values against annotated corpora, where they are at hand in ../shared."""

from __future__ import annotations

import importlib.util
import json
import tomllib
from collections import Counter
from pathlib import Path

import pytest

from geomap.dates import find_date_mentions

CORPORA = Path(__file__).parents[3] / "shared" / "corpora" / "dates"
FLOORS = tomllib.loads((Path(__file__).parent / "floors.toml").read_text(encoding="utf-8"))["dates"]


@pytest.mark.parametrize("corpus", sorted(FLOORS))
def test_the_value_f1_of_dates_stays_above_its_floor(corpus: str) -> None:
    path, scorer_path = CORPORA / f"{corpus}.jsonl", CORPORA / "score_dates.py"
    if not path.exists() or not scorer_path.exists():
        pytest.skip(f"{path} is not here: the corpora are optional development data")
    spec = importlib.util.spec_from_file_location("score_dates", scorer_path)
    assert spec is not None and spec.loader is not None
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    counts: Counter[str] = Counter()
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        found = [
            (one.start, one.end, (one.date_start, one.date_end))
            for one in find_date_mentions(record["text"], record["published"])
            if one.date_start is not None
        ]
        scorer.score_doc(record, found, False, counts, None)
    f1 = 2 * counts["val_tp"] / (counts["pred"] + counts["gold"])
    assert f1 >= FLOORS[corpus]
