"""Scores the pipeline on our own articles: python -m benchmarks.own_news [--later | --wars] [--quiet] [ID..].

A report may stand for a gold incident when their types are of one family and their days meet, their points are near, or
the report quotes the words of the incident. Pairs are taken best first, each report and each incident once. Fully right
is a pair whose type, days and point all agree; a report that stands for nothing is false. Reports are those that the
map shows when it opens; an older happening may also be told by a historical report, which the map shows when asked to.
"""

from __future__ import annotations

import argparse
import datetime
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.corpora import NEWS_TYPES, extractor
from geomap.geometry import distance_km
from geomap.incidents.statuses import is_on_map
from geomap.records import Article, Report

ARTICLES = Path(__file__).resolve().parents[1] / "tests" / "accuracy" / "own_news"
LATER = ARTICLES.with_name("later_news")
WARS = ARTICLES.with_name("war_news")
FAMILIES = {
    **dict.fromkeys(("air_strike", "rocket_attack", "bombing", "armed_clash", "abduction"), "violence"),
    **dict.fromkeys(("deployment", "withdrawal"), "movement"),
    **dict.fromkeys(("protest", "political"), "civic"),
}
# A report's interval may be this much longer than twice the gold's: "all of 2020" is no answer to a single day.
SLACK_DAYS = 7


@dataclass
class Score:
    """Counts over articles; `mistakes` are lines for a person to read."""

    articles: int = 0
    main: int = 0
    found_main: int = 0
    right_main: int = 0
    background: int = 0
    found_background: int = 0
    right_background: int = 0
    false: int = 0
    reports: int = 0
    phrases: int = 0
    forbidden: int = 0
    killed_given: int = 0
    killed_exact: int = 0
    mistakes: list[str] = field(default_factory=list)

    def figures(self) -> dict[str, float]:
        """The shares that the floors are set for."""
        return {
            "found_main": self.found_main / max(1, self.main),
            "fully_right_main": self.right_main / max(1, self.main),
            "found_background": self.found_background / max(1, self.background),
            "fully_right_background": self.right_background / max(1, self.background),
            "false_per_article": self.false / max(1, self.articles),
            "forbidden": self.forbidden / max(1, self.phrases),
            "killed_exact": self.killed_exact / max(1, self.killed_given),
        }


@dataclass(frozen=True)
class Comparison:
    """How one report fits one gold incident."""

    kind: bool
    days: bool
    point: bool
    near: bool
    quoted: bool

    @property
    def rank(self) -> int:
        """Larger is the better pair; 0 when the two cannot be paired."""
        if not (self.days or self.near or self.quoted):
            return 0
        return 4 * self.quoted + 3 * self.kind + 3 * self.days + 3 * self.point + self.near


def read_gold(folder: Path = ARTICLES) -> list[dict[str, Any]]:
    """The rows of gold.jsonl, each with the `text` of its article."""
    rows = [json.loads(line) for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines()]
    return [{**row, "text": (folder / f"{row['id']}.txt").read_text(encoding="utf-8")} for row in rows]


def compare(gold: dict[str, Any], report: Report) -> Comparison | None:
    """How the two agree; None when their types are of different families."""
    kind = NEWS_TYPES[report.kind]
    if all(FAMILIES[kind] != FAMILIES[other] for other in gold["types"]):
        return None
    start, end = (datetime.date.fromisoformat(gold[name]) for name in ("date_start", "date_end"))
    days = False
    if report.date_start is not None and report.date_end is not None:
        short_enough = (report.date_end - report.date_start).days <= 2 * (end - start).days + SLACK_DAYS
        days = short_enough and report.date_start <= end and start <= report.date_end
    away = None
    if report.latitude is not None and report.longitude is not None:
        away = distance_km((report.latitude, report.longitude), (gold["latitude"], gold["longitude"]))
    return Comparison(
        kind=kind in gold["types"],
        days=days,
        point=away is not None and away <= gold["tolerance_km"],
        near=away is not None and away <= 2 * gold["tolerance_km"] + 25,
        quoted=gold["cue"] in report.quote,
    )


def pair(golds: Sequence[dict[str, Any]], reports: Sequence[Report]) -> dict[int, tuple[int, Comparison]]:
    """Report index -> (gold index, comparison), best pairs first; incidents that count go before optional ones."""
    candidates = []
    for i, gold in enumerate(golds):
        for j, report in enumerate(reports):
            result = compare(gold, report)
            if result is not None and result.rank:
                candidates.append((-result.rank, gold["role"] == "optional", i, j, result))
    pairs: dict[int, tuple[int, Comparison]] = {}
    taken: set[int] = set()
    for _, _, i, j, result in sorted(candidates, key=lambda candidate: candidate[:4]):
        if i not in taken and j not in pairs:
            taken.add(i)
            pairs[j] = (i, result)
    return pairs


def score_article(row: dict[str, Any], reports: Sequence[Report], history: Sequence[Report], score: Score) -> None:
    """Adds one article to the counts: the reports that the map shows, and those of history."""
    golds, text = row["incidents"], row["text"]
    pairs = pair(golds, reports)
    by_gold: dict[int, tuple[Report, Comparison]] = {i: (reports[j], result) for j, (i, result) in pairs.items()}
    left = [i for i, gold in enumerate(golds) if gold["role"] == "background" and i not in by_gold]
    for j, (i, result) in pair([golds[i] for i in left], history).items():
        by_gold[left[i]] = (history[j], result)
    score.articles += 1
    score.reports += len(reports)
    score.phrases += len(row["must_not_map"])
    for i, gold in enumerate(golds):
        role = gold["role"]
        if role == "optional":
            continue
        found = by_gold.get(i)
        right = found is not None and found[1].kind and found[1].days and found[1].point
        if role == "main":
            score.main += 1
            score.found_main += found is not None
            score.right_main += right
        else:
            score.background += 1
            score.found_background += found is not None
            score.right_background += right
        told = f"{gold['types'][0]} {gold['date_start']}..{gold['date_end']} {gold['place']}"
        if found is None:
            score.mistakes.append(f"{row['id']}: MISSED {role} {told}\n    {sentence(text, gold['cue'])}")
            continue
        report, result = found
        if not right:
            wrong = " ".join(
                name
                for name, fine in (("KIND", result.kind), ("DATE", result.days), ("PLACE", result.point))
                if not fine
            )
            score.mistakes.append(f"{row['id']}: {wrong} {told}\n    {describe(report)}")
        if gold["killed"] or report.killed_low is not None:
            score.killed_given += bool(gold["killed"])
            exact = killed_is_right(gold, report)
            score.killed_exact += bool(gold["killed"]) and exact
            if not exact:
                score.mistakes.append(f"{row['id']}: KILLED {gold['killed']} {told}\n    {describe(report)}")
    for j, report in enumerate(reports):
        if j not in pairs:
            score.false += 1
            score.mistakes.append(f"{row['id']}: FALSE\n    {describe(report)}")
        mate = pairs.get(j)
        if mate is not None and mate[1].quoted:
            continue
        for phrase in row["must_not_map"]:
            if phrase["cue"] in report.quote:
                score.forbidden += 1
                score.mistakes.append(
                    f"{row['id']}: FORBIDDEN ({phrase['why']}) {phrase['cue']}\n    {describe(report)}"
                )


def killed_is_right(gold: dict[str, Any], report: Report) -> bool:
    """Whether the report's low number is one of the gold's, or missing where it may be."""
    if report.killed_low is None:
        return bool(gold["killed_may_be_missing"])
    return report.killed_low in gold["killed"] or (not gold["killed"] and report.killed_low == 0)


def sentence(text: str, cue: str) -> str:
    """The line of the text that holds the cue, shortened around it."""
    at = text.index(cue)
    return " ".join(text[max(0, at - 120) : at + len(cue) + 120].split())


def describe(report: Report) -> str:
    """One report in a line, with its words."""
    quote = " ".join(report.quote.split())
    return (
        f"{report.kind}/{report.status} {report.date_start}..{report.date_end} {report.place} "
        f"killed={report.killed_low} injured={report.injured_low} {report.confidence:.2f}: {quote[:260]}"
    )


def score_all(only: Iterable[str] = (), folder: Path = ARTICLES) -> Score:
    """The score of all articles of a folder, or of those whose id is given."""
    wanted, score = set(only), Score()
    for row in read_gold(folder):
        if not wanted or row["id"] in wanted:
            reports, _ = extractor()(Article(text=row["text"], published=row["published"], id=row["id"]))
            known = [report for report in reports if report.kind in NEWS_TYPES]
            shown = [report for report in known if is_on_map(report.status, report.layer)]
            score_article(row, shown, [report for report in known if report.status == "historical"], score)
    return score


def main() -> int:
    """Prints the mistakes and the figures; 0."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", nargs="*", metavar="ARTICLE_ID")
    parser.add_argument("--later", action="store_true", help="the articles that were written later")
    parser.add_argument("--wars", action="store_true", help="those on days with many attacks, which are the hardest")
    parser.add_argument("--quiet", action="store_true", help="only the figures")
    arguments = parser.parse_args()
    score = score_all(arguments.articles, LATER if arguments.later else WARS if arguments.wars else ARTICLES)
    if not arguments.quiet:
        print("\n".join(score.mistakes))
    print(f"{score.articles} articles, {score.reports} reports")
    print(f"{score.main} main and {score.background} background incidents")
    for name, value in score.figures().items():
        print(f"{name:24} {value:.3f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
