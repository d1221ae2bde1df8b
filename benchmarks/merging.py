"""How merging scores on the project's own groups of short reports, and how its time grows.

python -m benchmarks.merging            pairwise precision, recall and F1, with every wrong pair
python -m benchmarks.merging --growth   seconds for 1,250 to 20,000 generated reports
"""

from __future__ import annotations

import argparse
import dataclasses
import datetime
import itertools
import random
import time
from collections.abc import Iterator
from pathlib import Path

from geomap.incidents import merge_reports
from geomap.options import Options
from geomap.pipeline import Extractor, find_incidents
from geomap.records import Article, Report

GROUPS = Path(__file__).parent.parent / "tests" / "incidents" / "merging_groups.txt"


Group = list[tuple[str, Article]]


def read_groups(path: Path = GROUPS) -> list[Group]:
    """Groups of (label, article). Every letter of a label is a happening that the article tells of."""
    return [group for groups in read_sets(path) for group in groups]


def read_sets(path: Path = GROUPS) -> list[list[Group]]:
    """The sets of groups, each to be merged in a run of its own."""
    sets: list[list[Group]] = [[]]
    for number, block in enumerate(path.read_text(encoding="utf-8").split("\n\n")):
        if block.startswith("=="):
            sets.append([])
            continue
        group = []
        for place, line in enumerate(line for line in block.splitlines() if not line.startswith("#")):
            label, published, source, text = (part.strip() for part in line.split("|", 3))
            identity = f"g{number:02d}-{place}"
            group.append((label, Article(text, published=published, source=source, id=identity)))
        if group:
            sets[-1].append(group)
    return sets


def pairs_of(incidents: list[set[str]]) -> set[tuple[str, str]]:
    """Every pair of article ids that share an incident."""
    return {pair for ids in incidents for pair in itertools.combinations(sorted(ids), 2)}


def score() -> tuple[float, float, float, list[str]]:
    """Precision, recall and F1 over pairs of articles, the groups of a set merged in one run, and the wrong pairs."""
    groups = read_groups()
    texts = {article.id: article.text for group in groups for _, article in group}
    wanted = pairs_of(
        [
            {article.id for label, article in group if letter in label}
            for group in groups
            for letter in {letter for label, _ in group for letter in label}
        ]
    )
    incidents = [
        incident
        for one in read_sets()
        for incident in find_incidents([article for group in one for _, article in group], Options())[0]
    ]
    found = pairs_of([{report.article_id for report in incident.reports} for incident in incidents])
    right = len(wanted & found)
    precision, recall = right / max(1, len(found)), right / len(wanted)
    wrong = [f"not joined: {texts[a]}\n            {texts[b]}" for a, b in sorted(wanted - found)]
    wrong += [f"joined:     {texts[a]}\n            {texts[b]}" for a, b in sorted(found - wanted)]
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall), wrong


def generated_reports(count: int, seed: int = 1) -> Iterator[Report]:
    """Reports made from those of the groups: moved in time and space, so that each happening has about three."""
    extract = Extractor(Options())
    seeds = [report for group in read_groups() for _, article in group for report in extract(article)[0]]
    generator = random.Random(seed)
    made = 0
    while made < count:
        base = generator.choice(seeds)
        shift = datetime.timedelta(days=generator.randrange(3650))
        north, east = generator.uniform(-20, 20), generator.uniform(-40, 40)
        for _ in range(generator.randint(1, 5)):
            yield dataclasses.replace(
                base,
                article_id=f"a{made}",
                source=f"Source {generator.randrange(200)}",
                quote=" ".join(word for word in base.quote.split() if generator.random() > 0.1),
                date_start=base.date_start + shift if base.date_start else None,
                date_end=base.date_end + shift if base.date_end else None,
                date=base.date + shift if base.date else None,
                published=base.published + shift if base.published else None,
                latitude=base.latitude + north if base.latitude is not None else None,
                longitude=base.longitude + east if base.longitude is not None else None,
                place_id=f"{base.place_id}-{made // 50}" if base.place_id else None,
            )
            made += 1


def main() -> None:
    """Prints the scores or the growth."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--growth", action="store_true")
    if parser.parse_args().growth:
        print("reports  incidents  seconds  microseconds a report")
        for count in (1_250, 2_500, 5_000, 10_000, 20_000):
            reports = list(generated_reports(count))
            start = time.process_time()
            incidents = merge_reports(reports)
            spent = time.process_time() - start
            print(f"{len(reports):>7}  {len(incidents):>9}  {spent:>7.2f}  {spent / len(reports) * 1e6:>10.0f}")
        return
    precision, recall, f1, wrong = score()
    print("\n".join(wrong))
    print(f"pairs: precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f}")


if __name__ == "__main__":
    main()
