"""Places told by way of another: where they are, how far they reach, and how honest that is."""

from __future__ import annotations

import csv
import statistics
from pathlib import Path

import pytest

from geomap import geometry
from geomap.places import Gazetteer, find_last_place, find_places, link_places, open_gazetteer, shape_of

PHRASES = Path(__file__).with_name("relative_phrases.csv")


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return open_gazetteer()


def relative(text: str, gazetteer: Gazetteer) -> list[tuple[str, str, str]]:
    """Words, kind of relation and name of each relative place of a text."""
    return [(link.text, link.relation.kind, link.name or "") for link in link_places(text, gazetteer) if link.relation]


@pytest.mark.parametrize(
    ("text", "words", "kind", "name"),
    [
        (
            "A blast some 30km south-west of Mosul.",
            "some 30km south-west of Mosul",
            "offset",
            "30 km southwest of Mosul",
        ),
        (
            "A camp 150 km (95 miles) west of Baghdad.",
            "150 km (95 miles) west of Baghdad",
            "offset",
            "150 km west of Baghdad",
        ),
        ("A blast in the Afghan capital killed three.", "the Afghan capital", "capital", "Kabul"),
        ("They marched through Somalia's capital.", "Somalia's capital", "capital", "Mogadishu"),
        ("A bomb went off in the capital of Mali.", "the capital of Mali", "capital", "Bamako"),
        ("A blast shook the Burkinabe capital.", "the Burkinabe capital", "capital", "Ouagadougou"),
        ("Two to three miles north of Kabul.", "Two to three miles north of Kabul", "offset", "4 km north of Kabul"),
        (
            "It lies an hour's drive from Erbil.",
            "an hour's drive from Erbil",
            "drive",
            "about 65 km by road from Erbil",
        ),
        ("Shots on the outskirts of Aden.", "on the outskirts of Aden", "outskirts", "outskirts of Aden"),
        ("The road between Homs and Hama in Syria.", "road between Homs and Hama", "road", "between Homs and Hama"),
        ("The border between Iraq and Syria.", "border between Iraq and Syria", "border", "border of IQ and SY"),
        ("They crossed Turkey's border with Syria.", "Turkey's border with Syria", "border", "border of TR and SY"),
        ("Pirates struck off Yemen's coast.", "off Yemen's coast", "coast", "off the coast of Yemen"),
        ("Rain fell in northern Iraq.", "northern Iraq", "part", "northern Iraq"),
        ("Rain fell in north-west Syria.", "north-west Syria", "part", "northwestern Syria"),
        ("Rain fell in southeast Turkey.", "southeast Turkey", "part", "southeastern Turkey"),
        ("Crowds filled central Baghdad.", "central Baghdad", "part", "central Baghdad"),
        (
            "Mosul fell, and a base 40 miles south of the city.",
            "40 miles south of the city",
            "offset",
            "64 km south of Mosul",
        ),
    ],
)
def test_relations_are_read_with_their_anchor(
    text: str, words: str, kind: str, name: str, gazetteer: Gazetteer
) -> None:
    assert relative(text, gazetteer) == [(words, kind, name)]


@pytest.mark.parametrize(
    ("text", "words", "place_id"),
    [
        ("A strike near Baghdad airport killed two.", "Baghdad airport", "Baghdad International Airport"),
        (
            "He left Baghdad's international airport.",
            "Baghdad's international airport",
            "Baghdad International Airport",
        ),
        ("They stormed the US embassy in Baghdad.", "the US embassy in Baghdad", "US Embassy in Baghdad"),
        ("The airport in Erbil was closed.", "The airport in Erbil", "Erbil International Airport"),
    ],
)
def test_a_facility_of_a_town_is_the_one_that_the_gazetteer_has(
    text: str, words: str, place_id: str, gazetteer: Gazetteer
) -> None:
    (link,) = (link for link in link_places(text, gazetteer) if link.relation)
    assert (link.text, link.name, link.basis) == (words, place_id, "facility")


def test_a_facility_that_nobody_knows_is_its_town_with_a_wider_radius(gazetteer: Gazetteer) -> None:
    town = link_places("A blast in Tikrit, Iraq.", gazetteer)[0]
    (link,) = (link for link in link_places("A blast at a hotel in Tikrit, Iraq.", gazetteer) if link.relation)
    assert (link.text, link.basis, link.latitude) == ("a hotel in Tikrit", "near", town.latitude)
    assert (link.radius_km or 0) > (town.radius_km or 0)


def test_an_offset_offers_the_facility_of_the_named_type_inside_its_area(gazetteer: Gazetteer) -> None:
    text = "Rockets fell in Baghdad. Others hit an airbase about 50 miles north of the city."
    link = link_places(text, gazetteer)[-1]
    assert link.relation is not None
    assert any(reason.startswith("likely Balad Air Base") for reason in link.reasons)
    assert geometry.distance_km((link.latitude or 0, link.longitude or 0), (34.06, 44.4)) < 5


def test_the_table_of_places_keeps_the_names_own_spans_and_points(gazetteer: Gazetteer) -> None:
    text = "A blast some 30km south-west of Mosul."
    (link,) = link_places(text, gazetteer)
    (row,) = find_places(text, gazetteer).itertuples()
    assert row.text == "Mosul"
    assert link.relation is not None
    assert [(inner.start, inner.latitude) for inner in link.relation.inner] == [(row.start, row.latitude)]


def test_words_that_point_back_mean_the_nearest_fitting_place(gazetteer: Gazetteer) -> None:
    links = link_places("Rockets fell in Mosul and on Erbil airport in Iraq.", gazetteer)
    city, there = find_last_place(links, 60, "the city"), find_last_place(links, 60, "there")
    airport = find_last_place(links, 60, "the airport")
    assert city is not None and there is not None and airport is not None
    assert (city.name, there.name, airport.name) == ("Mosul", "Iraq", "Erbil International Airport")
    assert find_last_place(links, 3, "the city") is None


def test_true_points_lie_in_the_areas_that_words_leave_open(gazetteer: Gazetteer) -> None:
    rows = list(csv.DictReader(PHRASES.read_text(encoding="utf-8").splitlines()))
    inside = []
    radii = []
    for row in rows:
        at = row["sentence"].index(row["phrase"])
        found = [link for link in link_places(row["sentence"], gazetteer) if link.relation and link.end > at]
        shape = shape_of(found[0]) if found else None
        inside.append(shape is not None and geometry.contains(shape, (float(row["latitude"]), float(row["longitude"]))))
        radii += [link.radius_km for link in found[:1] if link.radius_km is not None]
    assert len(rows) >= 60
    assert sum(inside) / len(inside) >= 0.9
    assert statistics.median(radii) <= 60


def test_capital_as_money_is_no_place(gazetteer: Gazetteer) -> None:
    assert relative("American capital markets fell, and Chinese capital flows slowed.", gazetteer) == []
