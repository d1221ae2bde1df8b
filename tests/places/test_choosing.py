"""Which of the places that share a name is chosen."""

from __future__ import annotations

import pytest

from geomap.places import Gazetteer, explain_places, link_places, open_gazetteer
from geomap.places.model import load_model


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return open_gazetteer()


@pytest.mark.parametrize(
    ("text", "name", "division", "country"),
    [
        ("A fire in Paris, Texas, killed one.", "Paris", "Texas", "US"),
        ("A fire in Paris killed one, France's interior minister said.", "Paris", "Île-de-France", "FR"),
        ("Farmers in Lubbock and Amarillo fear for Paris, in Texas.", "Paris", "Texas", "US"),
        ("A march in Birmingham, Alabama, and one in Montgomery.", "Birmingham", "Alabama", "US"),
        ("A march in Birmingham, and others in Leeds and Manchester, England.", "Birmingham", "England", "GB"),
        ("Police in Tripoli, Lebanon, and in Beirut fired tear gas.", "Tripoli", "North Governorate", "LB"),
    ],
)
def test_the_words_around_choose_among_places_of_one_name(
    text: str, name: str, division: str, country: str, gazetteer: Gazetteer
) -> None:
    link = next(link for link in link_places(text, gazetteer) if link.text.startswith(name))
    assert link.country == country
    if country != "LB":
        assert link.admin1 == division


@pytest.mark.parametrize(
    ("text", "name", "place"),
    [
        ("A gunman killed 26 people at a school in Newtown, Connecticut.", "Newtown", "Newtown"),
        ("A march in Newtown, Conn., and one in Danbury.", "Newtown", "Newtown"),
        ("Troops left Saigon for the coast of Vietnam.", "Saigon", "Ho Chi Minh City"),
        ("Docks in Hodeida, Yemen, were bombed.", "Hodeida", "Hodeidah"),
    ],
)
def test_a_former_name_yields_to_the_town_beside_that_has_it_as_its_own(
    text: str, name: str, place: str, gazetteer: Gazetteer
) -> None:
    assert next(link.name for link in link_places(text, gazetteer) if link.text == name) == place


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Clashes broke out in Kirkuk province in Iraq.", "Kirkuk", "admin1"),
        ("Clashes broke out in Kirkuk in Iraq.", "Kirkuk", "city"),
        ("Clashes broke out in Anbar and Kirkuk provinces in Iraq.", "Kirkuk", "admin1"),
        ("Clashes broke out in the province of Herat in Afghanistan.", "Herat", "admin1"),
        ("Clashes broke out in the city of Herat in Afghanistan.", "Herat", "city"),
        ("Clashes broke out in Basra in Iraq.", "Basra", "city"),
    ],
)
def test_what_the_text_calls_a_place_decides_between_a_town_and_its_province(
    text: str, name: str, kind: str, gazetteer: Gazetteer
) -> None:
    link = next(link for link in link_places(text, gazetteer) if link.text.startswith(name))
    assert link.kind == kind


def test_the_sources_home_and_country_speak_for_their_places(gazetteer: Gazetteer) -> None:
    text = "A shop in Alexandria was robbed."
    (plain,) = link_places(text, gazetteer)
    (at_home,) = link_places(text, gazetteer, home="Pineville, Louisiana", source_country="US")
    assert (plain.country, at_home.country, at_home.admin1) == ("EG", "US", "Louisiana")


def test_a_preferred_country_wins_among_places_of_one_name() -> None:
    text = "A shop in Cambridge was robbed."
    (here,) = link_places(text, open_gazetteer(preferred_country="US"))
    (there,) = link_places(text, open_gazetteer(preferred_country="GB"))
    assert (here.country, there.country) == ("US", "GB")


def test_links_have_reasons_and_what_else_they_might_have_been(gazetteer: Gazetteer) -> None:
    link = link_places("A fire in Paris, Texas, killed one.", gazetteer)[0]
    assert "the text names what contains it right after" in link.reasons
    assert "FR" in [candidate.place.country for candidate in link.runners_up]
    assert 0 <= link.score <= 1
    assert all(0 <= candidate.score <= 1 for candidate in link.runners_up)


def test_the_explanation_names_choice_score_reason_and_runner_up(gazetteer: Gazetteer) -> None:
    lines = explain_places("A fire in Paris, Texas, killed one.", gazetteer).splitlines()
    assert lines[0] == "Paris  [10:15]"
    assert lines[1].startswith("  = Paris, Texas, US (town), 33.66")
    assert any(line.startswith("  because the text names what contains it") for line in lines)
    assert any(line.startswith("  or: Paris, Île-de-France, FR (capital)") for line in lines)
    assert explain_places("Nothing.", gazetteer) == "No place names found."


def test_calibration_rises_and_stays_between_0_and_1() -> None:
    model = load_model()
    values = [model.calibrated(step / 50) for step in range(51)]
    assert values == sorted(values)
    assert 0 <= values[0] <= values[-1] <= 1


@pytest.mark.parametrize(
    ("text", "name", "place", "country"),
    [
        ("A raid in Dikwa Local Government Area of Borno State killed nine.", "Dikwa", "Dikwa", "NG"),
        ("Herdsmen burned huts in Kwande LGA of Benue State.", "Benue State", "Benue", "NG"),
        ("A clash in San Mariano town, Isabela, killed two.", "San Mariano", "San Mariano", "PH"),
        ("Gunmen attacked a post in Matta, Pakistan.", "Matta", "Matta", "PK"),
        ("A mine killed two in Sui, Pakistan, on Monday.", "Sui", "Sui", "PK"),
        ("A bomb went off in Balad, Somalia, on Monday.", "Balad", "Balad", "SO"),
        ("In Kyiv, Poland said it would help.", "Kyiv", "Kyiv", "UA"),
        ("Jets bombed a crowd in Kanbalu Township, Sagaing Region.", "Kanbalu", "Kanbalu", "MM"),
        ("A fire in Cranberry Township, Pa., killed one.", "Cranberry", "Cranberry Township", "US"),
    ],
)
def test_what_a_name_is_said_to_lie_in_decides(
    text: str, name: str, place: str, country: str, gazetteer: Gazetteer
) -> None:
    link = next(link for link in link_places(text, gazetteer) if link.text.startswith(name))
    assert (link.name, link.country) == (place, country)


@pytest.mark.parametrize("text", ["Gunmen burned a NATO oil tanker.", "The LTTE and the ADF denied it."])
def test_an_acronym_is_no_town_of_that_spelling(text: str, gazetteer: Gazetteer) -> None:
    assert [link.place_id for link in link_places(text, gazetteer) if link.place_id] == []


@pytest.mark.parametrize(
    ("text", "name", "chosen"),
    [
        ("A bomb exploded in Palmyra, officials in Syria said.", "Palmyra", "Tadmur"),
        ("A bomb exploded in Mokha, officials in Yemen said.", "Mokha", "Mocha"),
        ("A shell hit Artemivsk, officials in Ukraine said.", "Artemivsk", "Bakhmut"),
        ("In Deir Ezzor, an army unit repelled an attack.", "Deir Ezzor", "Deir ez-Zor"),
        ("A bomb killed 53 people in Islamabad on Saturday.", "Islamabad", "Islamabad"),
    ],
)
def test_what_the_list_made_by_hand_calls_a_town_is_its_name(
    text: str, name: str, chosen: str, gazetteer: Gazetteer
) -> None:
    assert next(link.name for link in link_places(text, gazetteer) if link.text == name) == chosen


def test_an_alliance_is_no_village(gazetteer: Gazetteer) -> None:
    assert [link.text for link in link_places("A base of NATO troops in Kabul was hit.", gazetteer)] == ["Kabul"]
