"""Reports against annotated articles, where they are at hand in ../shared."""

from __future__ import annotations

import importlib.util
import json
import tomllib
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from geomap.incidents import is_on_map
from geomap.options import Options
from geomap.pipeline import Extractor
from geomap.records import Article

CORPORA = Path(__file__).parents[3] / "shared" / "corpora"
BENCHMARKS = Path(__file__).parents[2] / "benchmarks" / "corpora.py"
FLOORS = tomllib.loads((Path(__file__).parent / "floors.toml").read_text(encoding="utf-8"))["incidents"]


def load(path: Path) -> ModuleType:
    if not path.exists():
        pytest.skip(f"{path} is not here: the corpora are optional development data")
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read_gold(scorer: ModuleType, folder: Path) -> tuple[list[dict[str, Any]], dict[str, str]]:
    """The gold as the scorer's own reader gives it, with the files closed again."""
    articles = [json.loads(line) for line in (folder / "news_gold.jsonl").read_text(encoding="utf-8").splitlines()]
    texts = {}
    for article in articles:
        with (folder / "texts" / f"{article['id']}.txt").open(encoding="utf-8", newline="") as file:
            texts[article["id"]] = file.read()
        for row in article["incidents"]:
            row["d0"], row["d1"] = scorer.day(row["date_start"]), scorer.day(row["date_end"])
            for field, default in (("type_alt", []), ("killed_alt", []), ("injured_alt", []), ("optional", False)):
                row.setdefault(field, default)
    return articles, texts


@pytest.fixture(scope="module")
def news() -> dict[str, float]:
    """The scorer's figures for the reports that the map shows when it opens."""
    folder = CORPORA / "news"
    scorer = load(folder / "score_news.py")
    rows = load(BENCHMARKS).news_rows
    articles, texts = read_gold(scorer, folder)
    results, _, _ = scorer.evaluate(articles, texts, rows)
    figures = dict(scorer.summarise(results))
    figures["forbidden"] = figures["must_not_map_violations"] / sum(
        len(article["must_not_map"]) for article in articles
    )
    return figures


@pytest.mark.slow
@pytest.mark.parametrize("measure", sorted(FLOORS["news_at_least"]))
def test_the_news_stays_above_its_floor(news: dict[str, float], measure: str) -> None:
    assert news[measure] >= FLOORS["news_at_least"][measure]


@pytest.mark.slow
@pytest.mark.parametrize("measure", sorted(FLOORS["news_at_most"]))
def test_the_news_stays_below_its_ceiling(news: dict[str, float], measure: str) -> None:
    assert news[measure] <= FLOORS["news_at_most"][measure]


@pytest.mark.slow
def test_the_old_wire_copy_stays_above_its_floors() -> None:
    folder = CORPORA / "events"
    scorer = load(folder / "score_incidents.py")
    rows = load(BENCHMARKS).muc_rows
    counts = {"gold": 0, "guessed": 0, "right": 0, "places": 0, "placed": 0, "days": 0, "dated": 0}
    for line in (folder / "muc_dev.jsonl").read_text(encoding="utf-8").splitlines():
        record: dict[str, Any] = json.loads(line)
        gold, guesses = record["incidents"], rows(record["text"], record["published"])
        optional = [bool(row.get("optional")) for row in gold]
        compared = {
            (i, j): scorer.compare(row, guess, {}) for i, row in enumerate(gold) for j, guess in enumerate(guesses)
        }
        pairs = scorer.align(gold, guesses, compared, scorer.NEED["same-type"], optional)
        counts["gold"] += optional.count(False)
        counts["guessed"] += len(guesses) - sum(optional[i] for i, _ in pairs)
        for i, j in pairs:
            if optional[i]:
                continue
            result, days = compared[i, j], scorer.gold_dates(gold[i])
            places = scorer.gold_places(gold[i])[0]
            counts["right"] += (result["over"] or not days) and (result["place"] if places else result["country"])
            counts["places"] += bool(places)
            counts["placed"] += bool(places) and result["place"]
            one_day = any(form == "day" for _, _, form in days)
            counts["days"] += one_day
            counts["dated"] += one_day and result["exact"]
    precision, recall = counts["right"] / counts["guessed"], counts["right"] / counts["gold"]
    assert 2 * precision * recall / (precision + recall) >= FLOORS["wire"]["end_to_end_f1"]
    assert counts["placed"] / counts["places"] >= FLOORS["wire"]["most_specific_place"]
    assert counts["dated"] / counts["days"] >= FLOORS["wire"]["exact_day"]


@pytest.mark.slow
def test_confidence_tells_right_reports_from_wrong_ones() -> None:
    """Of the surer half of the reports clearly more are right than of the other half."""
    folder = CORPORA / "news"
    scorer = load(folder / "score_news.py")
    rows = load(BENCHMARKS).news_rows
    articles, texts = read_gold(scorer, folder)
    given = list(rows([{"id": a["id"], "text": texts[a["id"]], "published": a["published"]} for a in articles]))
    middle = sorted(row["confidence"] for row in given)[len(given) // 2]
    halves = {}
    for sure in (True, False):
        part = [row for row in given if (row["confidence"] >= middle) is sure]
        results, _, _ = scorer.evaluate(articles, texts, lambda _, part=part: part)
        halves[sure] = scorer.summarise(results)["precision"]
    assert halves[True] > halves[False]


def test_every_shown_report_has_a_point_and_a_quote() -> None:
    folder = CORPORA / "news" / "texts"
    if not folder.exists():
        pytest.skip(f"{folder} is not here: the corpora are optional development data")
    extract = Extractor(Options())
    for path in sorted(folder.glob("*.txt"))[:10]:
        text = path.read_text(encoding="utf-8")
        reports, _ = extract(Article(text=text, published="2019-01-01", id=path.stem))
        for report in reports:
            if is_on_map(report.status, report.layer):
                assert report.latitude is not None
                assert text[report.quote_start : report.quote_end] == report.quote
