"""Whether time grows in line with the number of articles, and memory stays: both at 1 to 10,000 articles.

    python -m benchmarks.places_scale [--counts 1 10 100 1000 10000] [-o benchmarks/results]

Each count is read in a process of its own, article after article, by places alone (``link_places``) and by the whole
pipeline (``Extractor``); nothing is kept of what was found. One more article, which does not count, is read first, so
that loading is not in it. Takes the development news beside the project where they are there, else the examples, again
and again, each time with the paragraphs turned and a number added, so that no two articles are the same. Memory is what
the process holds after the first article and at the end. Writes a table and a plot.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import math
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import geomap
from benchmarks.pipeline_speed import EXAMPLES, NEWS
from geomap.options import Options
from geomap.pipeline import Extractor
from geomap.places import link_places
from geomap.records import Article

COUNTS = (1, 10, 100, 1000, 10000)
PARTS = ("places", "pipeline")
WIDTH, HEIGHT, EDGE = 640, 300, 56


@dataclasses.dataclass(frozen=True, slots=True)
class Measured:
    """What ``count`` articles took; memory in MB: after the first article, and at the end."""

    part: str
    count: int
    seconds: float
    first_mb: float
    last_mb: float


def make_articles(count: int) -> Iterator[Article]:
    """So many articles, one at a time; the paragraphs of each repeated one begin with another of them."""
    found = geomap.read_articles([NEWS if NEWS.exists() else EXAMPLES], published="2020-01-05")
    for number in range(count):
        article = found[number % len(found)]
        paragraphs = article.text.split("\n\n")
        turn = number // len(found) % len(paragraphs)
        text = "\n\n".join([*paragraphs[turn:], *paragraphs[:turn], f"Report {number}."])
        yield dataclasses.replace(article, id=f"a{number}", text=text)


def resident_mb() -> float:
    """The memory that this process holds now."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096 / 1e6


def measure(part: str, count: int) -> Measured:
    """Reads ``count`` articles in this process and counts its processor time."""
    extract = Extractor(Options())

    def read(article: Article) -> None:
        if part == "places":
            link_places(article.text, extract.gazetteer)
        else:
            extract(article)

    for article in make_articles(1):
        read(article)
    first_mb = resident_mb()
    start = time.process_time()
    for article in make_articles(count):
        read(article)
    return Measured(part, count, time.process_time() - start, first_mb, resident_mb())


def measure_apart(part: str, count: int) -> Measured:
    """As ``measure``, in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.places_scale", "--one", part, str(count)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return Measured(**json.loads(done.stdout))


def table(rows: Sequence[Measured]) -> str:
    """The rows as a Markdown table."""
    lines = [
        "| part | articles | seconds | milliseconds an article | MB after the first | MB at the end |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    lines += [
        f"| {row.part} | {row.count:,} | {row.seconds:.2f} | {1000 * row.seconds / row.count:.1f} "
        f"| {row.first_mb:.0f} | {row.last_mb:.0f} |"
        for row in rows
    ]
    return "\n".join(lines) + "\n"


def plot(rows: Sequence[Measured]) -> str:
    """Seconds against articles, both on logarithmic scales, as an SVG picture; dashed is growth in line."""
    most = max(math.log10(row.count) for row in rows) or 1.0
    low = math.floor(min(math.log10(row.seconds) for row in rows))
    high = math.ceil(max(math.log10(row.seconds) for row in rows))

    def at(count: float, seconds: float) -> str:
        across = EDGE + (WIDTH - 2 * EDGE) * math.log10(count) / most
        up = HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * (math.log10(seconds) - low) / max(1, high - low)
        return f"{across:.1f},{up:.1f}"

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" '
        'font-size="12"><title>Processor seconds against the number of articles</title>'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>'
    ]
    for power in range(low, high + 1):
        across, up = at(1, 10**power).split(",")
        parts.append(f'<path d="M{across},{up}H{WIDTH - EDGE}" stroke="#ddd"/>')
        parts.append(f'<text x="{EDGE - 6}" y="{float(up) + 4:.1f}" text-anchor="end">{10.0**power:g} s</text>')
    for count in sorted({row.count for row in rows}):
        across = at(count, 10**low).split(",")[0]
        parts.append(f'<text x="{across}" y="{HEIGHT - EDGE + 18}" text-anchor="middle">{count:,}</text>')
    parts.append(f'<text x="{WIDTH / 2}" y="{HEIGHT - 14}" text-anchor="middle">articles</text>')
    for part, colour in zip(PARTS, ("#0072B2", "#D55E00"), strict=True):
        mine = [row for row in rows if row.part == part]
        line = " ".join(at(row.count, row.seconds) for row in mine)
        last = mine[-1]
        each = last.seconds / last.count
        ends = " ".join(at(count, each * count) for count in (mine[0].count, last.count) if each * count >= 10**low)
        parts.append(f'<polyline points="{ends}" fill="none" stroke="{colour}" stroke-dasharray="4 4"/>')
        parts.append(f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"/>')
        across, up = at(last.count, last.seconds).split(",")
        parts.append(
            f'<text x="{float(across) - 6:.1f}" y="{float(up) - 8:.1f}" text-anchor="end" fill="{colour}">{part}</text>'
        )
    return "\n".join([*parts, "</svg>"]) + "\n"


def main() -> None:
    """Prints the table; writes it and the plot where ``-o`` says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--counts", type=int, nargs="+", default=COUNTS)
    parser.add_argument("-o", "--output", type=Path)
    parser.add_argument("--one", nargs=2, metavar=("PART", "COUNT"), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.one:
        part, count = arguments.one
        print(json.dumps(dataclasses.asdict(measure(part, int(count)))))
        return
    rows = [measure_apart(part, count) for part in PARTS for count in sorted(arguments.counts)]
    print(table(rows))
    if arguments.output:
        (arguments.output / "places_scale.svg").write_text(plot(rows), encoding="utf-8")
        command = f"python -m benchmarks.places_scale --counts {' '.join(map(str, sorted(arguments.counts)))}"
        head = (
            "# Time and memory against the number of articles\n\n"
            f"Made by `{command} -o benchmarks/results`; its head says what is\nmeasured. "
            "Processor time of one process, on a machine that was busy with other work.\n\n"
        )
        tail = "\n![Processor seconds against the number of articles, on logarithmic scales](places_scale.svg)\n"
        (arguments.output / "places_scale.md").write_text(head + table(rows) + tail, encoding="utf-8")


if __name__ == "__main__":
    main()
