"""The one-line summaries, whole."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.events import load_taxonomy
from geomap.incidents.summary import LONGEST, summarise
from geomap.incidents.whereabouts import where

TAXONOMY = load_taxonomy()


def line(kind: str, place: str | None, **told: Any) -> str:
    fields: dict[str, Any] = {
        "status": "occurred",
        "actor": None,
        "target": None,
        "killed": (None, None),
        "injured": (None, None),
        "troops": None,
        "series": False,
        "targeted": False,
    }
    return summarise(kind, TAXONOMY.kinds[kind].name, place=place, **{**fields, **told})


@pytest.mark.parametrize(
    ("kind", "place", "told", "expected"),
    [
        (
            "rocket_attack",
            "K-1 Air Base",
            {"weapon": "rocket", "killed": (1, 1), "injured": (4, 4)},
            "Rocket attack at K-1 Air Base: 1 killed, 4 injured",
        ),
        ("rocket_attack", "Green Zone", {"killed": (0, 0), "injured": (0, 0)}, None),
        (
            "rocket_attack",
            "Ain al-Asad Air Base",
            {"weapon": "ballistic missile", "actor": "Iran", "killed": (0, 0)},
            "Missile attack at Ain al-Asad Air Base, by Iran: nobody killed",
        ),
        (
            "rocket_attack",
            "south of Maarat al-Numan",
            {"weapon": "artillery", "actor": "government forces"},
            "Shelling south of Maarat al-Numan, by government forces",
        ),
        (
            "rocket_attack",
            "Iraq",
            {"weapon": "rocket", "series": True},
            "Repeated rocket attacks in Iraq",
        ),
        ("rocket_attack", "Donbas", {"weapon": "artillery", "series": True}, "Repeated shelling in Donbas"),
        (
            "air_strike",
            "near Qaim",
            {"actor": "United States", "target": "Kataib Hezbollah", "killed": (25, None), "injured": (51, 51)},
            "Air strike near Qaim, by the United States, against Kataib Hezbollah: at least 25 killed, 51 injured",
        ),
        (
            "air_strike",
            "Baghdad International Airport",
            {
                "actor": "US",
                "target": "Qassem Soleimani",
                "weapon": "drone",
                "targeted": True,
                "killed": (2, 2),
            },
            "Targeted killing of Qassem Soleimani at Baghdad International Airport, by the US (drone strike): 2 killed",
        ),
        ("air_strike", "Idlib", {"status": "alleged"}, "Alleged air strike in Idlib"),
        (
            "bombing",
            "Mogadishu",
            {"status": "historical", "killed": (600, 600)},
            "Earlier bombing in Mogadishu: 600 killed",
        ),
        ("bombing", "Kabul", {"weapon": "car bomb", "killed": (10, 15)}, "Car bombing in Kabul: 10 to 15 killed"),
        ("bombing", "Kabul", {"status": "failed"}, "Failed bombing in Kabul"),
        (
            "suicide_bombing",
            "Aden (hotel)",
            {"actor": "suicide bomber"},
            "Suicide bombing at a hotel in Aden, by a suicide bomber",
        ),
        ("suicide_bombing", "Cusco (airport)", {}, "Suicide bombing at the airport in Cusco"),
        (
            "armed_clash",
            "15 km north of Grozny",
            {"actor": "Taliban"},
            "Armed clash 15 km north of Grozny, by the Taliban",
        ),
        ("armed_clash", "area of Kyiv", {"series": True}, "Repeated armed clashes in the Kyiv area"),
        ("armed_clash", "outskirts of Abuja", {}, "Armed clash on the outskirts of Abuja"),
        ("armed_clash", "outside Jakarta", {}, "Armed clash outside Jakarta"),
        (
            "killing",
            "Temixco",
            {"actor": "gunmen", "target": "Ada Stone", "killed": (1, 1)},
            "Killing of Ada Stone in Temixco, by gunmen: 1 killed",
        ),
        (
            "killing",
            "Colorado Springs (clinic)",
            {"weapon": "firearm", "killed": (3, 3)},
            "Shooting at a clinic in Colorado Springs: 3 killed",
        ),
        ("arrest", "Iguala", {"actor": "police", "target": "officers"}, "Arrest of officers in Iguala, by police"),
        ("abduction", "Goma", {"target": "British tourists"}, "Abduction of British tourists in Goma"),
        (
            "protest",
            "Dakar",
            {"target": "president's inauguration"},
            "Protest in Dakar, against president's inauguration",
        ),
        ("protest", "Lagos", {"status": "planned"}, "Planned protest in Lagos"),
        ("riot", "US Embassy in Baghdad", {"actor": "protesters"}, "Riot at the US Embassy in Baghdad, by protesters"),
        ("territory_taken", "Sirte", {"actor": "Libyan army"}, "Territory taken in Sirte, by the Libyan army"),
        (
            "deployment",
            "Kuwait",
            {"status": "planned", "actor": "United States", "troops": 3500},
            "3,500 US troops to Kuwait (announced)",
        ),
        ("deployment", "Iraq", {"status": "ongoing", "actor": "US forces", "troops": 5200}, "5,200 US troops in Iraq"),
        ("deployment", "Kuwait", {"troops": 100}, "100 troops to Kuwait"),
        ("deployment", "Mali", {"actor": "France"}, "Deployment to Mali, by France"),
        ("withdrawal", "Syria", {"actor": "United States", "troops": 1000}, "Withdrawal of 1,000 US troops from Syria"),
        (
            "withdrawal",
            "Mali",
            {"actor": "France", "troops": 400, "status": "planned"},
            "Withdrawal of 400 French troops from Mali (announced)",
        ),
        ("withdrawal", "Iraq", {"actor": "NATO"}, "Withdrawal from Iraq, by NATO"),
        ("vote", "Iraq", {"actor": "Iraqi parliament"}, "Vote in the Iraqi parliament"),
        ("vote", "Cartagena", {"actor": "Colombians"}, "Vote in Cartagena, by Colombians"),
        ("coup", None, {}, "Coup"),
    ],
)
def test_a_line_tells_the_incident_in_natural_english(
    kind: str, place: str | None, told: dict[str, Any], expected: str | None
) -> None:
    if expected is None:
        expected = "Rocket, missile or artillery attack in the Green Zone: nobody killed or injured"
    assert line(kind, place, **told) == expected


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("United States", " in the United States"),
        ("Wall Street", " on Wall Street"),
        ("Atrato River", " on the Atrato River"),
        ("Strait of Hormuz", " in the Strait of Hormuz"),
        ("Red Sea", " in the Red Sea"),
        ("Kidal (camp)", " at a camp in Kidal"),
        ("Naypyidaw (parliament)", " at the parliament in Naypyidaw"),
        ("between Karachi and Gwadar", " between Karachi and Gwadar"),
        ("northern Baghdad", " in northern Baghdad"),
        ("Pentagon", " at the Pentagon"),
        ("Port of Aden", " at the Port of Aden"),
        ("Splendid Hotel, Ouagadougou", " at Splendid Hotel, Ouagadougou"),
        ("Erawan Shrine", " at the Erawan Shrine"),
        ("Port-au-Prince", " in Port-au-Prince"),
        (None, ""),
    ],
)
def test_the_preposition_fits_the_kind_of_place(place: str | None, expected: str) -> None:
    assert where(place) == expected


def test_a_site_without_a_telling_name_is_known_by_its_kind() -> None:
    assert where("Westgate", "market") == " at Westgate"


def test_a_long_line_leaves_out_the_target_before_the_actor() -> None:
    written = line(
        "air_strike",
        "Splendid Hotel, Ouagadougou",
        actor="a militia",
        target="members of the " + "long " * 12 + "column",
    )
    assert written == "Air strike at Splendid Hotel, Ouagadougou, by a militia"


NAMES = st.one_of(st.none(), st.text("abc DEF", min_size=1, max_size=90).filter(lambda text: bool(text.strip())))


KINDS = sorted(TAXONOMY.kinds)


@given(NAMES, NAMES, st.sampled_from(KINDS), st.booleans(), st.booleans())
def test_a_line_stays_short_whatever_it_is_told(
    actor: str | None, target: str | None, kind: str, series: bool, targeted: bool
) -> None:
    written = line(kind, "Kirkuk", actor=actor, target=target, series=series, targeted=targeted, killed=(1, None))
    assert len(written) <= LONGEST
    assert "\n" not in written
    assert "  " not in " ".join(written.split())
