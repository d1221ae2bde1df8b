"""The kinds of places, with their prominence and their usual reach (kinds.csv)."""

from __future__ import annotations

import csv
import math
from functools import cache
from importlib import resources
from typing import NamedTuple

# Kinds of rows that stand for a country's whole area and can be found by its ISO code.
COUNTRY_KINDS = ("country", "territory")


class Kind(NamedTuple):
    """A kind of place: its group (area, settlement, facility, water, land, line), prominence 0 to 1, usual radius."""

    name: str
    group: str
    prominence: float
    radius_km: float


@cache
def load_kinds() -> dict[str, Kind]:
    """All kinds by name. Callers must not change the result."""
    text = resources.files("geomap.places").joinpath("kinds.csv").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return {
        row["kind"]: Kind(row["kind"], row["group"], float(row["prominence"]), float(row["radius_km"]))
        for row in csv.DictReader(lines)
    }


def settlement_kind(population: int | None) -> str:
    """City from 50,000 people, town from 5,000, village below; settlement when the number is unknown.

    >>> [settlement_kind(people) for people in (70_000, 6_000, 300, None)]
    ['city', 'town', 'village', 'settlement']
    """
    if not population:
        return "settlement"
    return "city" if population >= 50_000 else "town" if population >= 5_000 else "village"


def importance(kind: str, population: int | None) -> float:
    """How likely a place is meant when nothing but its kind and population is known, 0 to 1.

    The logarithm of the population, which is what news mentions grow with, and never less than the kind's prominence.
    An unknown kind counts as a settlement.

    >>> [round(importance(*place), 2) for place in (("city", 7_000_000), ("village", 500), ("country", 100))]
    [0.79, 0.31, 0.96]
    """
    known = load_kinds().get(kind)
    prominence = known.prominence if known else 0.0
    people = math.log10(population + 10) / 8.7 if population else 0.1
    return max(prominence, people) + 0.05 * min(prominence, people)


def usual_radius_km(kind: str, population: int | None = None) -> float:
    """How far a place reaches from its point when its row does not say, in kilometres.

    For settlements the radius of a disc that holds the population at 3,000 people per square kilometre, at least 1;
    for everything else the kind's usual radius; 2 for an unknown kind.

    >>> round(usual_radius_km("city", 1_000_000), 1), usual_radius_km("village", 500), usual_radius_km("airport")
    (10.3, 1.0, 4.0)
    """
    known = load_kinds().get(kind)
    if known is not None and known.group != "settlement":
        return known.radius_km
    if not population:
        return known.radius_km if known else 2.0
    return max(1.0, round(math.sqrt(population / 3000 / math.pi), 1))
