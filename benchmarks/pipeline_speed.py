"""How many articles a second the pipeline reads, where the time goes, and what a second process gains.

    python -m benchmarks.pipeline_speed [--articles 1000]

Uses the development news beside the project where they are there, else the examples, repeated.
"""

from __future__ import annotations

import argparse
import dataclasses
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import geomap
from geomap.dates import find_date_mentions
from geomap.events import find_details, find_events
from geomap.incidents import build_reports, merge_reports
from geomap.language import split_sentences
from geomap.options import Options
from geomap.pipeline import Extractor, find_incidents
from geomap.places import link_places
from geomap.records import Article

ROOT = Path(__file__).parent.parent
NEWS = ROOT.parent / "shared" / "corpora" / "news" / "texts"
EXAMPLES = ROOT / "examples" / "articles"


def repeated_articles(count: int) -> list[Article]:
    """So many articles, each with an id of its own."""
    found = geomap.read_articles([NEWS if NEWS.exists() else EXAMPLES], published="2020-01-05")
    return [dataclasses.replace(found[i % len(found)], id=f"a{i}") for i in range(count)]


def timed(seconds: dict[str, float], name: str, function: Callable[..., Any], *given: Any, **named: Any) -> Any:
    """The result of a call, its time added to ``seconds[name]``."""
    start = time.perf_counter()
    result = function(*given, **named)
    seconds[name] = seconds.get(name, 0.0) + time.perf_counter() - start
    return result


def stage_seconds(articles: list[Article]) -> dict[str, float]:
    """Seconds of each stage over all articles, in one process."""
    extract = Extractor(Options())
    extract(articles[0])
    spent: dict[str, float] = {}
    reports = []
    for article in articles:
        text, day = article.text, article.published
        sentences = timed(spent, "sentences", split_sentences, text)
        links = timed(spent, "places", link_places, text, extract.gazetteer, sentences=sentences)
        dates = timed(spent, "dates", find_date_mentions, text, day, sentences=sentences)
        events = timed(spent, "events", find_events, text, sentences, links, dates, published=day)
        details = timed(spent, "details", find_details, text, sentences, events, links, dates)
        reports += timed(spent, "reports", build_reports, article, sentences, links, dates, events, details)[0]
    timed(spent, "merging", merge_reports, reports)
    return spent


def main() -> None:
    """Prints the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=1000)
    count = parser.parse_args().articles
    articles = repeated_articles(count)
    characters = sum(len(article.text) for article in articles)
    print(f"{count} articles, {characters / count:.0f} characters each\n")
    spent = stage_seconds(articles[: max(50, count // 4)])
    total = sum(spent.values())
    print("stage       share  milliseconds an article")
    for name, seconds in sorted(spent.items(), key=lambda item: -item[1]):
        print(f"{name:<10} {seconds / total:>6.0%}  {1000 * seconds / max(50, count // 4):>8.2f}")
    print("\njobs  articles a second")
    rates = {}
    for jobs in (1, 2):
        start = time.perf_counter()
        find_incidents(articles, Options(jobs=jobs))
        rates[jobs] = count / (time.perf_counter() - start)
        print(f"{jobs:>4}  {rates[jobs]:>8.0f}")
    print(f"\ntwo jobs against one: {rates[2] / rates[1]:.2f}")


if __name__ == "__main__":
    main()
