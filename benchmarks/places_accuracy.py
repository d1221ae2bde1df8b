"""Finding and choosing places on the annotated corpora, cross-validated, with the peers' numbers beside.

    python -m benchmarks.places_accuracy [--corpora FOLDER]

Every number comes from documents that the weights had not seen (five parts). Takes some minutes. The peers' numbers are
means over the held-back halves of the same four corpora, as published with the corpora.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from benchmarks.fit_places import fit_all, literal_line
from benchmarks.places_corpora import DEFAULT_FOLDER

# Mean of LGL, TR-News, GeoWebNews and GeoVirus: overlap F1, accuracy within 161 km of names found, end to end F1.
PEERS = (
    ("Stanford NER (finding only)", 0.821, None, None),
    ("Edinburgh Geoparser (its best number)", None, 0.834, None),
    ("CamCoder", None, 0.779, 0.584),
    ("cities of 15,000 and more, most populous", 0.734, 0.765, 0.569),
    ("cities of 500 and more, most populous", 0.663, 0.649, 0.431),
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, default=DEFAULT_FOLDER)
    fitted = fit_all(parser.parse_args().corpora)
    print(f"{'':42}{'found':>8}{'161 km':>8}{'both':>8}")
    for corpus, values in fitted.numbers.items():
        print(f"{'geomap, ' + corpus:42}" + "".join(f"{value:8.3f}" for value in values.values()))
    for name, *values in PEERS:
        print(f"{name:42}" + "".join("       -" if value is None else f"{value:8.3f}" for value in values))
    print(literal_line(fitted))


if __name__ == "__main__":
    main()
