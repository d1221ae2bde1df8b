"""Fits and checks geomap/incidents/confidence.toml: python -m benchmarks.confidence [--write]

Each report of the development corpora and of the project's own articles is told (it stands for a happening of the
gold) or not, and if told, right in kind, place and days or not. Two logistic regressions with a ridge are fitted over
the facts of ``measure``; the 1988-90 wire copy counts less and has a term of its own, since its gold leaves out army
clashes on purpose. A rising line of few knots then takes the product of both chances to the share that was right
among news reports with such a product. All figures are from ten folds by article, those of the line too: what a fold
is shown was fitted without it. The weights and knots that are written are from all articles.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from benchmarks.corpora import CORPORA, MUC_TYPES, NEWS_TYPES, extractor
from benchmarks.own_news import pair, read_gold
from geomap.incidents import confidence as confidence_module
from geomap.incidents import reports as reports_module
from geomap.incidents.confidence import TOLD_ENOUGH, calibrate, measure
from geomap.incidents.statuses import is_on_map
from geomap.records import Article, Report

FOLDS = 10
RIDGE = 2.0
OLD_WIRE_WEIGHT = 0.5
# Reports behind each knot of the line, at least.
REPORTS_A_KNOT = 80
LOWEST, HIGHEST = 0.05, 0.97
FILE = Path(confidence_module.__file__).with_name("confidence.toml")


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


def own_examples() -> list[Example]:
    """The reports of the project's own articles."""
    examples = []
    for row in read_gold():
        found = _measured(Article(text=row["text"], published=row["published"], id=row["id"]), NEWS_TYPES)
        pairs = pair(row["incidents"], [report for report, _ in found])
        for index, (_, facts) in enumerate(found):
            match = pairs[index][1] if index in pairs else None
            right = match is not None and match.kind and match.days and match.point
            examples.append(Example("own", row["id"], facts, match is not None, right))
    return examples


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
    weights = np.array([OLD_WIRE_WEIGHT if example.corpus == "wire" else 1.0 for example in examples])
    folds = folds_of(examples)
    chances = np.zeros(len(examples))
    for fold in range(FOLDS):
        inside = folds == fold
        beta = _fit(facts[~inside], answers[~inside], weights[~inside])
        beta[-1] = 0.0
        chances[inside] = 1 / (1 + np.exp(-facts[inside] @ beta))
    beta = _fit(facts, answers, weights)
    return chances, dict(zip(names, beta[:-1], strict=True))


def folds_of(examples: list[Example]) -> np.ndarray:
    """The fold of every example; all of one article are in one fold."""
    return np.array([zlib.crc32(example.article.encode()) % FOLDS for example in examples])


def rising_line(chances: np.ndarray, right: np.ndarray) -> list[tuple[float, float]]:
    """Knots of the line from a product of chances to the share that was right, both rising."""
    order = np.argsort(chances, kind="stable")
    blocks = [
        [float(chances[part].mean()), float(right[part].mean()), len(part)]
        for part in np.array_split(order, max(2, len(order) // REPORTS_A_KNOT))
    ]
    merged: list[list[float]] = []
    for block in blocks:
        merged.append(block)
        while len(merged) > 1 and merged[-2][1] >= merged[-1][1]:
            (x, y, n), (u, v, m) = merged[-2], merged[-1]
            merged[-2:] = [[(x * n + u * m) / (n + m), (y * n + v * m) / (n + m), n + m]]
    # beyond the outermost blocks the line goes on to its ends
    return [(0.0, LOWEST), *((x, min(max(y, LOWEST), HIGHEST)) for x, y, _ in merged), (1.0, HIGHEST)]


def write_file(told: dict[str, float], right: dict[str, float], knots: list[tuple[float, float]]) -> None:
    """Replaces the shipped weights and knots."""
    lines = [
        "# What confidence is made of: fitted by `python -m benchmarks.confidence --write` on the development news,",
        "# the project's own articles and 1988-90 wire copy, and checked with articles left out. Not edited by hand.",
    ]
    for title, table in (("told", told), ("right", right)):
        what = "a happening at all" if title == "told" else "right in kind, place and days, if it is one"
        lines += ["", f"# The chance that a report is {what}: above 0 speaks for it.", f"[{title}]"]
        lines += [f'"{name}" = {weight:.2f}' for name, weight in table.items()]
    lines += ["", "# From the product of both chances to the share of reports that was right; straight between knots."]
    lines += ["[calibration]", "knots = ["]
    lines += [f"  [{x:.3f}, {y:.3f}]," for x, y in knots]
    FILE.write_text("\n".join([*lines, "]", ""]), encoding="utf-8")


def main() -> int:
    """Prints what thresholds keep and how confidence fares on articles left out; 0, or 1 without corpora."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help=f"write {FILE.name} anew")
    arguments = parser.parse_args()
    if not (CORPORA / "news").exists():
        print(f"{CORPORA} is not there: the development corpora are optional and lie beside the project")
        return 1
    examples = news_examples() + own_examples() + wire_examples()
    told, told_weights = cross_validate(examples, lambda example: example.told)
    happened = [example for example in examples if example.told]
    right_of_told, right_weights = cross_validate(happened, lambda example: example.right)
    right = np.array([_chance(right_weights, example.facts) for example in examples])
    right[[example.told for example in examples]] = right_of_told
    news = np.array([example.corpus != "wire" for example in examples])
    truth = np.array([example.told for example in examples])
    print("left out below | news kept, false, lost | wire kept, false, lost")
    for threshold in (0.0, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75):
        cells = []
        for group in (news, ~news):
            kept = group & (told >= threshold)
            lost = (group & truth).sum() - (kept & truth).sum()
            cells.append(f"{kept.sum():4d} {(kept & ~truth).sum():4d} {lost:4d}")
        print(f"{threshold:14.2f} | {cells[0]} | {cells[1]}")
    kept = news & (told >= TOLD_ENOUGH)
    chances = (told * right)[kept]
    outcomes = np.array([example.right for example in examples], float)[kept]
    folds = folds_of(examples)[kept]
    scores = np.zeros(len(chances))
    for fold in range(FOLDS):
        knots = rising_line(chances[folds != fold], outcomes[folds != fold])
        scores[folds == fold] = [calibrate(chance, knots) for chance in chances[folds == fold]]
    print("\nconfidence on news and own articles left out | reports | mean | right")
    for low in (0.0, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9):
        high = low + (0.2 if low == 0.0 else 0.1)
        inside = (scores >= low) & (scores < high)
        if inside.any():
            mean, share = scores[inside].mean(), outcomes[inside].mean()
            print(f"{low:.1f} to {high:.1f} | {inside.sum():4d} | {mean:.2f} | {share:.2f}")
    print(f"Brier score {((scores - outcomes) ** 2).mean():.3f}, of the mean alone {outcomes.var():.3f}")
    if arguments.write:
        write_file(told_weights, right_weights, rising_line(chances, outcomes))
        print(f"wrote {FILE.name}")
    return 0


def _chance(weights: dict[str, float], facts: dict[str, float]) -> float:
    return float(1 / (1 + np.exp(-sum(weight * facts[name] for name, weight in weights.items()))))


if __name__ == "__main__":
    raise SystemExit(main())
