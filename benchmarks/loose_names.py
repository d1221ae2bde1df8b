"""How far the second tier of names can be trusted: transliterations found, and words taken for places wrongly.

    python benchmarks/loose_names.py ../shared/corpora/places/*.jsonl

Found: of the spellings that GeoNames gives for towns of at least 20,000 people in countries that write in other
letters (ASCII, same first letter as the main name), those that lead to the town through the rough key of its main name
alone. Wrong: of the capitalised words in the texts that no exact name matches, those that have a rough key of some
place; hardly any of them is one.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from pathlib import Path

from geomap.places.gazetteer import open_gazetteer
from geomap.places.languages import transliterated_countries
from geomap.places.normalise import loose_key, name_key


def found_spellings() -> tuple[int, int]:
    """(spellings found, spellings tried)."""
    found = tried = 0
    with open_gazetteer() as gazetteer:
        (layer,) = [layer for layer in gazetteer.layers if layer.name == "shipped"]
        for number in range(layer.index.row_count):
            row = layer.index.row(number)
            if (row.population or 0) < 20_000 or row.country not in transliterated_countries():
                continue
            rough = loose_key(name_key(row.name))
            for other in layer.index.row(number, names=True).other_names:
                key = name_key(other)
                if other.isascii() and key and key[0] == name_key(row.name)[:1] and key != name_key(row.name):
                    tried += 1
                    found += bool(rough) and loose_key(key) == rough
    return found, tried


def wrong_words(paths: list[Path]) -> tuple[int, int, list[tuple[str, int]]]:
    """(words with a rough key, words tried, the most frequent of the former)."""
    tried = 0
    taken: Counter[str] = Counter()
    with open_gazetteer() as gazetteer:
        for path in paths:
            for line in path.read_text(encoding="utf-8").splitlines():
                text = json.loads(line)["text"]
                names = gazetteer.find_spans(text)
                covered = {offset for span in names for offset in range(span.start, span.end)}
                for word in re.finditer(r"\b[A-Z]\w{3,}", text):
                    if word.start() not in covered:
                        tried += 1
                        taken[word.group()] += bool(gazetteer.lookup_loose(word.group()))
    return sum(taken.values()), tried, [(word, count) for word, count in taken.most_common(12) if count]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", nargs="*", type=Path, help="lines of JSON with a text each")
    options = parser.parse_args()
    found, tried = found_spellings()
    print(f"spellings found by the main name's rough key: {found:,} of {tried:,} ({found / tried:.1%})")
    if options.texts:
        wrong, words, examples = wrong_words(options.texts)
        print(f"capitalised words taken for a place: {wrong:,} of {words:,} ({wrong / words:.1%})")
        print(", ".join(f"{word} {count}" for word, count in examples))


if __name__ == "__main__":
    main()
