"""How fast names are found and places chosen, beside flashgeotext in the same run, and how the time grows.

    python -m benchmarks.places_speed [ARTICLES]

Uses paragraphs of the example articles, six to an article. Prints characters a second for both, and
for geomap the seconds and the peak memory of 1, 10, 100 ... ARTICLES articles. flashgeotext matches 25 thousand cities
without choosing or judging; geomap matches ten times as many, judges every name and chooses its place.
"""

from __future__ import annotations

import random
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

from geomap.places import find_places, link_places, open_gazetteer

EXAMPLES = Path(__file__).resolve().parents[1] / "examples" / "articles"


def make_articles(count: int) -> list[str]:
    """Articles made of the paragraphs of the example articles, in another order each."""
    paragraphs = [
        paragraph
        for path in sorted(EXAMPLES.glob("*.txt"))
        for paragraph in path.read_text(encoding="utf-8").split("\n\n")
        if len(paragraph) > 80
    ]
    draw = random.Random(1)
    return ["\n\n".join(draw.sample(paragraphs, min(6, len(paragraphs)))) for _ in range(count)]


def characters_a_second(find: Callable[[str], object], articles: list[str]) -> float:
    find(articles[0])
    begin = time.process_time()
    for article in articles:
        find(article)
    return sum(map(len, articles)) / (time.process_time() - begin)


def main() -> None:
    most = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    gazetteer = open_gazetteer()
    articles = make_articles(200)
    rates = {
        "find_places": characters_a_second(lambda text: find_places(text, gazetteer), articles),
        "link_places": characters_a_second(lambda text: link_places(text, gazetteer), articles),
        "find_spans (names only)": characters_a_second(gazetteer.find_spans, articles),
    }
    try:
        from flashgeotext.geotext import GeoText
    except ImportError:
        print("flashgeotext is not installed: pip install geomap[bench]")
    else:
        rates["flashgeotext"] = characters_a_second(GeoText().extract, articles)
    for name, rate in rates.items():
        print(f"{name:26}{rate / 1e6:8.2f} MB/s")
    count = 1
    while count <= most:
        batch = make_articles(count)
        begin = time.process_time()
        for article in batch:
            link_places(article, gazetteer)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{count:6} articles {time.process_time() - begin:8.2f} s  peak memory {peak:6.0f} MB")
        count *= 10


if __name__ == "__main__":
    main()
