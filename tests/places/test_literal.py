"""Whether a name stands for its place, and what else it stands for."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from geomap.places import Gazetteer, link_places, open_gazetteer

SENTENCES = Path(__file__).with_name("literal_sentences.txt")


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return open_gazetteer()


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("BAGHDAD (Reuters) - Two rockets landed in Mosul.", "BAGHDAD", "dateline"),
        ("Kyiv, March 3 (AP) — Shells fell on Kharkiv.", "Kyiv", "dateline"),
        ("Iranian forces crossed into Iraq.", "Iranian", "demonym"),
        ("Talks between Tehran and Riyadh went on.", "Tehran", "metonym"),
        ("Talks between Tehran and Riyadh went on.", "Riyadh", "metonym"),
        ("Tehran denied that it had fired the missiles.", "Tehran", "metonym"),
        ("On Sunday, Iran announced a new drill.", "Iran", "metonym"),
        ("Also on Friday, the United States said it would withdraw.", "United States", "metonym"),
        ("STRABANE (Reuters) - A van was set on fire on Tuesday.", "STRABANE", "dateline"),
        ("MITROVICA, Kosovo (Reuters) - A grenade was thrown.", "MITROVICA", "dateline"),
        ("Iran-backed fighters held the bridge in Mosul.", "Iran", "modifier"),
        ("The United States' killing of the general in Baghdad was condemned.", "United States", "metonym"),
        ("Turkey's latest attack on Afrin began at dawn.", "Turkey", "metonym"),
        ("Their daughters and their son, Lincoln, were asleep.", "Lincoln", "person"),
    ],
)
def test_names_that_stand_for_something_else_say_for_what(
    text: str, name: str, role: str, gazetteer: Gazetteer
) -> None:
    (link,) = (link for link in link_places(text, gazetteer) if link.text == name)
    assert (link.role, link.literal) == (role, False)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Two rockets landed in Tehran.", "Tehran"),
        ("He fled Iraq with his family.", "Iraq"),
        ("The attack killed six people in Peshawar, Pakistan.", "Peshawar"),
        ("Shells fell on Homs and Hama in Syria.", "Hama"),
        ("They were taken by bus to Amman.", "Amman"),
    ],
)
def test_names_of_where_something_is_are_literal(text: str, name: str, gazetteer: Gazetteer) -> None:
    (link,) = (link for link in link_places(text, gazetteer) if link.text == name)
    assert (link.role, link.literal) == ("place", True)


def test_most_names_in_sentences_that_were_kept_out_of_the_fit_are_told_right(gazetteer: Gazetteer) -> None:
    right = found = 0
    for line in SENTENCES.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        text = re.sub(r"\{([^{}]+)[+-]\}", r"\1", line)
        flags = {link.text: link.literal for link in link_places(text, gazetteer)}
        for name, sign in re.findall(r"\{([^{}]+)([+-])\}", line):
            if name in flags:
                found += 1
                right += flags[name] == (sign == "+")
    assert found >= 60
    assert right / found >= 0.75


@pytest.mark.parametrize(
    ("text", "name", "literal"),
    [
        ("Police raided a house in the British city of Bath.", "British", True),
        ("Shells fell along the Syrian-Turkish border.", "Syrian", True),
        ("Shells fell along the Syrian-Turkish border.", "Turkish", True),
        ("Two Iraqi border guards were shot near Basra.", "Iraqi", False),
    ],
)
def test_a_demonym_before_land_says_where_it_lies(text: str, name: str, literal: bool, gazetteer: Gazetteer) -> None:
    assert [link.literal for link in link_places(text, gazetteer) if link.text == name] in ([literal], [])


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The rebels took Bukavu on Friday.", "Bukavu"),
        ("Goma fell to the rebels within a day.", "Goma"),
        ("Kherson was shelled overnight.", "Kherson"),
        ("Aleppo has been bombed for weeks.", "Aleppo"),
        ("The army besieged Homs for two years.", "Homs"),
        ("Kunduz fell to the Taliban.", "Kunduz"),
    ],
)
def test_a_town_that_is_fought_over_is_the_place_itself(text: str, name: str, gazetteer: Gazetteer) -> None:
    (link,) = (link for link in link_places(text, gazetteer) if link.text == name)
    assert (link.role, link.literal, link.name) == ("place", True, name)


def test_a_town_that_is_taken_by_storm_is_not_fought_over(gazetteer: Gazetteer) -> None:
    assert [link.literal for link in link_places("The singer took Paris by storm.", gazetteer)] == [False]
