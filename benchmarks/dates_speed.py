"""How fast dates are found, beside dateparser's search_dates in the same run.

    python benchmarks/dates_speed.py

Prints microseconds a sentence for both (search_dates as it comes, and told the language), and milliseconds for an
article of 3,000 characters.
"""

from __future__ import annotations

import datetime
import time
from pathlib import Path

from geomap.dates import find_date_mentions

EXPRESSIONS = Path(__file__).parents[1] / "tests" / "dates" / "expressions.txt"
PUBLISHED = datetime.date(2020, 1, 3)


def sentences() -> list[str]:
    """The test sentences, without their marks."""
    lines = EXPRESSIONS.read_text(encoding="utf-8").splitlines()
    marked = [line.split(" ; ", 2)[2] for line in lines if line.count(" ; ") >= 2 and not line.startswith("#")]
    return [line.replace("[", "").replace("]", "") for line in marked]


def best_of(repeats: int, texts: list[str], find: object) -> float:
    """Seconds for all the texts, the best of some runs."""
    best = float("inf")
    for _ in range(repeats):
        begin = time.perf_counter()
        for text in texts:
            find(text)  # type: ignore[operator]
        best = min(best, time.perf_counter() - begin)
    return best


def main() -> None:
    """Measure and print."""
    from dateparser.search import search_dates

    texts = sentences()
    article = " ".join(texts)[:3000]
    settings = {"RELATIVE_BASE": datetime.datetime(2020, 1, 3), "PREFER_DATES_FROM": "past"}
    ours = best_of(5, texts, lambda text: find_date_mentions(text, PUBLISHED)) / len(texts)
    print(f"geomap: {1e6 * ours:.0f} microseconds a sentence, {len(texts)} sentences")
    for name, few, languages in (("as it comes", texts[::40], None), ("told that it is English", texts[::10], ["en"])):
        search_dates(few[0], languages=languages, settings=settings)
        theirs = best_of(
            1, few, lambda text, given=languages: search_dates(text, languages=given, settings=settings)
        ) / len(few)
        print(f"search_dates, {name}: {1e6 * theirs:.0f} microseconds a sentence, {theirs / ours:.0f} times as long")
    whole = best_of(20, [article], lambda text: find_date_mentions(text, PUBLISHED))
    print(f"an article of {len(article)} characters with a date in every sentence: {1000 * whole:.2f} ms")


if __name__ == "__main__":
    main()
