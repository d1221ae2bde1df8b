"""Names that the gazetteer does not have, told by the town they lie in or by a distance from it."""

from __future__ import annotations

import pytest

from geomap.places import Gazetteer, link_places, open_gazetteer

SALVADOR = "SAN SALVADOR, 1 Nov (Example) -- "


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return open_gazetteer()


def named(text: str, gazetteer: Gazetteer) -> list[tuple[str | None, str | None]]:
    """Name and country of the places of a text that may be where something happened."""
    return [(link.name, link.country) for link in link_places(text, gazetteer) if link.literal and link.role == "place"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("A post in Laico neighborhood was hit.", "San Salvador (Laico neighborhood)"),
        ("Shots were fired in the Escalon neighbourhood.", "San Salvador (Escalon neighbourhood)"),
        ("A house in Colonia Miramontes burned.", "San Salvador (Colonia Miramontes)"),
        ("Shots fell in the 15 September neighborhood.", "San Salvador (15 September neighborhood)"),
        ("SHOTS WERE FIRED IN COLONIA MIRAMONTES TODAY AT NOON.", "San Salvador (Colonia Miramontes)"),
        ("SHOTS WERE FIRED LAST NIGHT IN LAICO NEIGHBORHOOD.", "San Salvador (Laico Neighborhood)"),
        (
            "Clashes shook Zacamil and went on in San Antonio Abad, a middle-class neighborhood.",
            "San Salvador (San Antonio Abad)",
        ),
        ("Two were shot at the Central American University.", "San Salvador (Central American University)"),
    ],
)
def test_an_unknown_part_of_a_town_lies_in_the_town_spoken_of(text: str, place: str, gazetteer: Gazetteer) -> None:
    assert named(SALVADOR + text, gazetteer) == [(place, "SV")]


def test_a_part_that_the_gazetteer_has_in_that_town_is_its_own_place(gazetteer: Gazetteer) -> None:
    text = "BAGHDAD (Example) - A bomb exploded in the Karrada neighbourhood."
    assert named(text, gazetteer) == [("Karrada", "IQ")]


def test_a_suburb_of_an_unknown_name_lies_in_the_town_spoken_of(gazetteer: Gazetteer) -> None:
    text = "MEDELLIN (Example) - Two men threw a grenade in the exclusive suburb of El Poblado. They fled to Itagui."
    assert named(text, gazetteer) == [("Medellín (suburb of El Poblado)", "CO"), ("Itagüí", "CO")]


@pytest.mark.parametrize(
    "text", ["They live in a poor neighborhood.", "A MIDDLE-CLASS RESIDENTIAL AREA WAS HIT BY TWO SHELLS."]
)
def test_common_words_name_no_part_of_a_town(text: str, gazetteer: Gazetteer) -> None:
    assert named(SALVADOR + text, gazetteer) == []


def test_a_longer_name_is_not_the_town_that_it_begins_with(gazetteer: Gazetteer) -> None:
    text = SALVADOR + "Peasants in San Miguel Department fled. Others were seized in San Luis de la Reina."
    assert named(text, gazetteer)[-1] == ("San Luis de la Reina (San Miguel Department)", "SV")


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("A mayor was seized in Cubarales, 400 km northeast of Bogota.", ["Cubarales"]),
        ("A judge was shot in Medellin, located 250 km northwest of Bogota.", ["Medellín"]),
        ("A mayor was shot on the outskirts of Achi, about 500 km north of Bogota.", ["outskirts of Achí"]),
        ("Two died in Fallujah, 69 km west of Baghdad.", ["Fallujah"]),
        ("Two died 40 km west of Tehran.", ["40 km west of Tehran"]),
    ],
)
def test_a_distance_behind_a_name_only_explains_it(text: str, places: list[str], gazetteer: Gazetteer) -> None:
    assert [name for name, _ in named(text, gazetteer) if name != "Achí"] == places


def test_a_namesake_far_from_the_distance_told_is_not_meant(gazetteer: Gazetteer) -> None:
    links = link_places("Two died in La Esperanza, 40 km east of San Salvador.", gazetteer)
    (link,) = [link for link in links if link.literal]
    assert (link.name, link.country, round(link.latitude, 1), round(link.longitude, 1)) == (
        "La Esperanza",
        "SV",
        13.7,
        -88.8,
    )


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Shots rang out at the Jose Maria Cordoba airport in Rionegro.", "Rionegro (Jose Maria Cordoba airport)"),
        ("SHOTS RANG OUT AT THE JOSE MARIA CORDOBA AIRPORT IN RIONEGRO.", "Rionegro (Jose Maria Cordoba Airport)"),
        ("A blast hit a market in Kabul.", "Kabul (market)"),
    ],
)
def test_an_unknown_facility_keeps_its_own_name(text: str, place: str, gazetteer: Gazetteer) -> None:
    assert [name for name, _ in named(text, gazetteer)] == [place]


@pytest.mark.parametrize("text", ["AK-47 rifles were used.", "An MI-8 helicopter fell."])
def test_the_letters_of_a_weapon_are_no_state(text: str, gazetteer: Gazetteer) -> None:
    assert named(text, gazetteer) == []


def test_the_country_in_the_brackets_of_a_dateline_belongs_to_it(gazetteer: Gazetteer) -> None:
    assert named("MADRID (Spain), 18 Nov (Example) -- Two men were shot in Lima.", gazetteer) == [("Lima", "PE")]


def test_the_middle_of_a_continent_has_a_name_of_its_own(gazetteer: Gazetteer) -> None:
    text = "Rebels met in central America. Others went to south Korea."
    assert named(text, gazetteer) == [("Central America", None), ("South Korea", "KR")]


def test_a_namesake_abroad_lies_in_no_division_told_with_it(gazetteer: Gazetteer) -> None:
    text = SALVADOR + "Rebels fought in El Refugio, Chalatenango Department."
    assert named(text, gazetteer)[0] == ("El Refugio", "SV")
