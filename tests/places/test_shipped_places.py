"""What geomap ships besides the curated list, and the tables that name its kinds."""

from __future__ import annotations

import pytest

from geomap.geometry import sphere_km
from geomap.places.divisions import DivisionNames, load_divisions
from geomap.places.gazetteer import Gazetteer, open_gazetteer
from geomap.places.index import Row
from geomap.places.kinds import load_kinds
from geomap.places.normalise import loose_key, name_key
from geomap.places.sources_geonames import kind_of, load_feature_codes


@pytest.fixture(scope="module")
def gazetteer():
    with open_gazetteer() as opened:
        yield opened


def test_every_feature_code_means_a_kind_or_nothing():
    assert set(load_feature_codes().values()) - set(load_kinds()) == {"-"}
    # Every class has a kind of its own for codes that have no line; P goes by population.
    assert {code for code in load_feature_codes() if len(code) == 1} | {"P"} == set("AHLPRSTUV")
    assert kind_of("P", "NEW", 6_000) == "town"
    assert kind_of("?", "NEW", None) == "land"


def test_every_kind_has_a_prominence_and_a_radius():
    assert all(0 <= kind.prominence < 1 and kind.radius_km > 0 for kind in load_kinds().values())


@pytest.mark.parametrize(
    ("name", "kind", "country", "latitude", "longitude", "within_degrees"),
    [
        ("Baghdad", "capital", "IQ", 33.3, 44.4, 0.2),
        ("Texas", "admin1", "US", 31.5, -99.3, 0.5),
        ("Bavaria", "admin1", "DE", 49.0, 11.5, 0.5),
        ("Queensland", "admin1", "AU", -21.0, 145.5, 2.5),
        ("Tangipahoa Parish", "admin2", "US", 30.6, -90.4, 0.2),
        ("Washington", "city", "US", 38.9, -77.0, 0.2),
        ("Kyiv", "city", "UA", 50.45, 30.5, 0.2),
    ],
)
def test_well_known_places_are_where_they_are(
    gazetteer: Gazetteer, name: str, kind: str, country: str, latitude: float, longitude: float, within_degrees: float
):
    groups = {"capital": "settlement", "city": "settlement"}
    place = next(
        entry.place
        for entry in gazetteer.lookup(name)
        if groups.get(kind, kind) in (entry.place.kind, load_kinds()[entry.place.kind].group)
        and entry.place.country == country
    )
    assert abs(place.latitude - latitude) <= within_degrees
    assert abs(place.longitude - longitude) <= within_degrees


def test_a_city_and_its_country_agree_on_the_divisions_name(gazetteer: Gazetteer):
    for name, country in (("Ramadi", "IQ"), ("Houston", "US"), ("Munich", "DE"), ("Maiduguri", "NG")):
        city = next(entry.place for entry in gazetteer.lookup(name) if entry.place.country == country)
        assert city.admin1 is not None
        division = gazetteer.division(country, city.admin1)
        assert division is not None, (name, city.admin1)
        assert division.kind == "admin1"


def test_states_are_found_by_their_abbreviations(gazetteer: Gazetteer):
    for written, name in (("Calif.", "California"), ("N.Y.", "New York"), ("W.Va.", "West Virginia"), ("TX", "Texas")):
        found = [entry for entry in gazetteer.lookup(written) if entry.place.kind == "admin1"]
        assert [(entry.place.name, entry.code) for entry in found if entry.place.country == "US"] == [(name, True)]


def test_countries_are_found_by_code(gazetteer: Gazetteer):
    assert [(gazetteer.country(code) or None) is not None for code in ("IQ", "us", "ZZ")] == [True, True, False]
    iraq = gazetteer.country("IQ")
    assert iraq is not None
    assert (iraq.name, iraq.latitude, iraq.longitude) == ("Iraq", 33.0, 44.0)


def test_a_curated_division_names_the_towns_in_it():
    curated = [Row("a", "Anbar", "admin1", 33, 42, 100, "IQ", None, None, ("Al Anbar Governorate",))]
    names = DivisionNames(curated, load_divisions())
    assert names.of_code("IQ", "01") == "Anbar"
    assert [names.of_name("IQ", written) for written in ("al-Anbar province", "Nowhere", None)] == [
        "Anbar",
        "Nowhere",
        None,
    ]
    assert names.is_curated("IQ", "Anbar") and not names.is_curated("IQ", "Basra")
    assert "Anbar" not in {division.name for division in names.missing if division.country == "IQ"}


@pytest.mark.parametrize(
    "spellings",
    [
        "Deir ez-Zor, Dayr az Zawr, Deir Ezzor, DEIR AZ-ZOR",
        "Irbil, Erbil, Arbil",
        "Fallujah, Falluja, al-Fallujah, Fallouja",
        "Khan Shaykhun, Khan Sheikhoun, Khan Shaykhoun",
        "Hodeidah, Hudaydah, Al Hudaydah, Hodeida",
        "Sulaymaniyah, Sulaimaniya, Suleimaniyeh",
        "Nasiriyah, An Nasiriyah, Nasiriya",
        "Qamishli, Al Qamishli, Kamishly",
        "Kunduz, Qonduz",
        "Mykolaiv, Mykolayiv",
        "Kandahar, Qandahar",
    ],
)
def test_transliterations_of_one_name_share_the_rough_key(spellings: str):
    assert len({loose_key(name_key(name)) for name in spellings.split(", ")}) == 1


@pytest.mark.parametrize("names", ["Basra, Bursa", "Homs, Hama", "Mosul, Masyaf", "Aden, Adana", "Tikrit, Tekirdag"])
def test_different_towns_keep_different_rough_keys(names: str):
    first, second = (loose_key(name_key(name)) for name in names.split(", "))
    assert first != second or first == ""


@pytest.mark.parametrize(
    ("country", "name", "latitude", "longitude", "within_km"),
    [
        ("JP", "Tokyo", 35.68, 139.5, 40),
        ("CL", "Valparaíso", -32.9, -71.3, 60),
        ("VN", "Da Nang City", 15.8, 108.0, 60),
        ("AU", "Queensland", -22.6, 144.6, 400),
        ("CA", "Ontario", 50.0, -86.0, 400),
        ("CA", "Alberta", 55.0, -115.0, 350),
        ("BR", "Amazonas State", -4.2, -64.7, 250),
        ("DZ", "Tamanrasset Province", 22.9, 5.5, 250),
        ("CN", "Sichuan", 30.7, 102.7, 200),
    ],
)
def test_divisions_stand_in_the_middle_of_their_land(
    country: str, name: str, latitude: float, longitude: float, within_km: float, gazetteer: Gazetteer
):
    division = gazetteer.division(country, name)
    assert division is not None
    assert sphere_km(division.latitude, division.longitude, latitude, longitude) < within_km
