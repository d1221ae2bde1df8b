"""How honest the areas of relative places are: tests/places/relative_phrases.csv, phrases with known truth.

    python -m benchmarks.places_relative

Prints each phrase with its point, radius, and whether the true point lies in the area that was drawn, then the part
that does and the median radius.
"""

from __future__ import annotations

import csv
import statistics
from pathlib import Path

from geomap import geometry
from geomap.places import link_places, open_gazetteer, shape_of

PHRASES = Path(__file__).resolve().parents[1] / "tests" / "places" / "relative_phrases.csv"


def main() -> None:
    gazetteer = open_gazetteer()
    inside, in_radius, radii = [], [], []
    for row in csv.DictReader(PHRASES.read_text(encoding="utf-8").splitlines()):
        truth = (float(row["latitude"]), float(row["longitude"]))
        at = row["sentence"].index(row["phrase"])
        found = [
            link
            for link in link_places(row["sentence"], gazetteer)
            if link.relation is not None and link.start < at + len(row["phrase"]) and link.end > at
        ]
        if not found or found[0].latitude is None or found[0].longitude is None or found[0].radius_km is None:
            inside.append(False)
            print(f"NOT READ   {row['phrase']}")
            continue
        link = found[0]
        shape = shape_of(link)
        away = geometry.distance_km((link.latitude, link.longitude), truth)
        inside.append(shape is not None and geometry.contains(shape, truth))
        in_radius.append(away <= link.radius_km)
        radii.append(link.radius_km)
        mark = "in" if inside[-1] else "OUT"
        print(f"{mark:4} {away:6.0f} km of {link.radius_km:5.0f}  {row['phrase']}  ({link.name}; {row['truth']})")
    print(f"{len(inside)} phrases: true point in the area {sum(inside) / len(inside):.3f}, ", end="")
    print(f"within the radius {sum(in_radius) / len(inside):.3f}, median radius {statistics.median(radii):.0f} km")


if __name__ == "__main__":
    main()
