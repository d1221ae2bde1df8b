"""Fits and checks the two tables of geomap/incidents/confidence.py: python -m benchmarks.confidence

Each report of the development corpora is told (it stands for a happening of the gold) or not, and if told, right in
kind, place and days or not. Two logistic regressions with a ridge are fitted over the facts of ``measure``; the 1988-90
wire copy counts less and has a term of its own, since its gold leaves out army clashes on purpose. All figures are from
ten folds by article; the printed weights are from all articles.
"""

from __future__ import annotations

import importlib.util
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from types import ModuleType
from typing import Any

import numpy as np

from benchmarks.corpora import CORPORA, MUC_TYPES, NEWS_TYPES, extractor
from geomap.incidents import reports as reports_module
from geomap.incidents.confidence import measure
from geomap.incidents.statuses import is_on_map
from geomap.records import Article, Report

FOLDS = 10
RIDGE = 2.0
OLD_WIRE_WEIGHT = 0.3


@dataclass(frozen=True, slots=True)
class Example:
    """A report's facts with what the gold says of it."""

    corpus: str
    article: str
    facts: dict[str, float]
    told: bool
    right: bool


def _load(path: str, name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _measured(article: Article, kinds: dict[str, str]) -> list[tuple[Report, dict[str, float]]]:
    """Every report of an article that the map would show, before any is left out, with its facts."""
    found: list[tuple[Report, dict[str, float]]] = []
    make, told = reports_module.make_report, reports_module.is_told

    def keep(*given: Any) -> Report:
        report = make(*given)
        found.append((report, measure(given[2], given[3], given[4])))
        return report

    reports_module.make_report = keep
    reports_module.is_told = lambda *given: 1.0
    try:
        extractor()(article)
    finally:
        reports_module.make_report, reports_module.is_told = make, told
    return [
        (report, facts) for report, facts in found if report.kind in kinds and is_on_map(report.status, report.layer)
    ]


def news_examples() -> list[Example]:
    """The reports of the development news."""
    folder = CORPORA / "news"
    scorer = _load(str(folder / "score_news.py"), "score_news")
    articles, texts = scorer.load(str(folder / "news_gold.jsonl"), str(folder / "texts"))
    examples = []
    for article in articles:
        name = article["id"]
        found = _measured(Article(text=texts[name], published=article["published"], id=name), NEWS_TYPES)
        predictions = [
            scorer.clean(
                {
                    "article_id": name,
                    "type": NEWS_TYPES[report.kind],
                    "date_start": report.date_start,
                    "date_end": report.date_end,
                    "lat": report.latitude,
                    "lon": report.longitude,
                    "place": report.place,
                    "country": report.country,
                    "killed": report.killed_low,
                    "injured": report.injured_low,
                    "quote": report.quote,
                },
                texts,
            )
            for report, _ in found
        ]
        gold = article["incidents"]
        weights = [
            [
                0.0 if (score := scorer.pair(row, guess)) is None else score + (1 if row["optional"] else 1000)
                for guess in predictions
            ]
            for row in gold
        ]
        matched = {guess: row for row, guess in scorer.assign(weights)}
        for index, (_, facts) in enumerate(found):
            row = gold[matched[index]] if index in matched else None
            examples.append(
                Example(
                    "news", name, facts, row is not None, row is not None and _is_right(scorer, row, predictions[index])
                )
            )
    return examples


def _is_right(scorer: ModuleType, row: dict[str, Any], guess: dict[str, Any]) -> bool:
    distance = scorer.dist(row, guess)
    near = row["lat"] is None or (distance is not None and distance <= row["tolerance_km"])
    return bool(guess["type"] in [row["type"], *row["type_alt"]] and scorer.overlap(row, guess) and near)


def wire_examples() -> list[Example]:
    """The reports of the 1988-90 wire copy."""
    folder = CORPORA / "events"
    scorer = _load(str(folder / "score_incidents.py"), "score_incidents")
    examples = []
    for line in (folder / "muc_dev.jsonl").open(encoding="utf-8"):
        row = json.loads(line)
        found = _measured(Article(text=row["text"], published=row["published"], id=row["id"]), MUC_TYPES)
        guesses = [
            {
                "type": MUC_TYPES[report.kind],
                "date_start": report.date,
                "date_end": report.date,
                "place": report.place,
                "country": report.country,
            }
            for report, _ in found
        ]
        gold = row["incidents"]
        compared = {
            (i, j): scorer.compare(one, guess, {}) for i, one in enumerate(gold) for j, guess in enumerate(guesses)
        }
        pairs = scorer.align(
            gold, guesses, compared, scorer.NEED["family"], [bool(one.get("optional")) for one in gold]
        )
        matched = {guess: one for one, guess in pairs}
        for index, (_, facts) in enumerate(found):
            told = index in matched
            result = compared[matched[index], index] if told else {}
            right = told and bool(
                result["same"] and result["over"] and (result["place"] or not gold[matched[index]]["most_specific"])
            )
            examples.append(Example("wire", row["id"], facts, told, right))
    return examples


def _fit(facts: np.ndarray, answers: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Ridge logistic regression by Newton steps; the first column is the bias and is hardly held back."""
    beta = np.zeros(facts.shape[1])
    ridge = np.eye(facts.shape[1]) * RIDGE
    ridge[0, 0] = 0.01
    for _ in range(50):
        chance = 1 / (1 + np.exp(-facts @ beta))
        gradient = facts.T @ (weights * (answers - chance)) - ridge @ beta
        beta = beta + np.linalg.solve((facts * (weights * chance * (1 - chance))[:, None]).T @ facts + ridge, gradient)
    return beta


def cross_validate(examples: list[Example], answer: Callable[[Example], bool]) -> tuple[np.ndarray, dict[str, float]]:
    """The chance of every example from the folds without its article, and the weights from all of them."""
    names = list(examples[0].facts)
    facts = np.array(
        [[example.facts[name] for name in names] + [float(example.corpus == "wire")] for example in examples]
    )
    answers = np.array([answer(example) for example in examples], float)
    weights = np.array([1.0 if example.corpus == "news" else OLD_WIRE_WEIGHT for example in examples])
    articles = sorted({example.article for example in examples})
    order = np.random.RandomState(0).permutation(len(articles))
    fold_of = {articles[index]: position % FOLDS for position, index in enumerate(order)}
    folds = np.array([fold_of[example.article] for example in examples])
    chances = np.zeros(len(examples))
    for fold in range(FOLDS):
        inside = folds == fold
        beta = _fit(facts[~inside], answers[~inside], weights[~inside])
        beta[-1] = 0.0
        chances[inside] = 1 / (1 + np.exp(-facts[inside] @ beta))
    beta = _fit(facts, answers, weights)
    return chances, dict(zip(names, beta[:-1], strict=True))


def main() -> int:
    """Prints the two tables of weights, what each threshold keeps, and how well confidence is calibrated."""
    if not (CORPORA / "news").exists():
        print(f"{CORPORA} is not there: the development corpora are optional and lie beside the project")
        return 1
    examples = news_examples() + wire_examples()
    told, told_weights = cross_validate(examples, lambda example: example.told)
    happened = [example for example in examples if example.told]
    right, right_weights = cross_validate(happened, lambda example: example.right)
    for title, table in (("TOLD", told_weights), ("RIGHT", right_weights)):
        print(title)
        for name, weight in table.items():
            print(f'        "{name}": {weight:.2f},')
    news = np.array([example.corpus == "news" for example in examples])
    truth = np.array([example.told for example in examples])
    print("\nleft out below | news kept, false, lost | wire kept, false, lost")
    for threshold in (0.0, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75):
        cells = []
        for group in (news, ~news):
            kept = group & (told >= threshold)
            cells.append(
                f"{kept.sum():4d} {(kept & ~truth).sum():4d} {(group & truth).sum() - (kept & truth).sum():4d}"
            )
        print(f"{threshold:14.2f} | {cells[0]} | {cells[1]}")
    positions = {id(example): index for index, example in enumerate(happened)}
    names = list(right_weights)
    values, answers = [], []
    for index, example in enumerate(examples):
        if example.corpus != "news" or told[index] < 0.6:
            continue
        if id(example) in positions:
            chance = right[positions[id(example)]]
        else:
            chance = 1 / (1 + np.exp(-sum(right_weights[name] * example.facts[name] for name in names)))
        values.append(told[index] * chance)
        answers.append(example.right)
    print("\nconfidence on the news | reports | mean | right")
    scores, outcomes = np.array(values), np.array(answers)
    for low in (0.0, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8):
        high = low + (0.2 if low in (0.0, 0.8) else 0.1)
        inside = (scores >= low) & (scores < high)
        if inside.any():
            mean, share = scores[inside].mean(), outcomes[inside].mean()
            print(f"{low:.1f} to {high:.1f} | {inside.sum():4d} | {mean:.2f} | {share:.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
