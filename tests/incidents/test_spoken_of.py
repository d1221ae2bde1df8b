"""Deeds that are spoken of long after, again and again, or in passing."""

from __future__ import annotations

import datetime

import pytest

from geomap.options import Options
from geomap.pipeline import Extractor
from geomap.records import Article, Report

D = datetime.date
PUBLISHED = D(2021, 3, 14)  # a Sunday


@pytest.fixture(scope="module")
def read():
    extract = Extractor(Options())

    def run(text: str) -> list[Report]:
        return list(extract(Article(text=text, published=PUBLISHED, id="a"))[0])

    return run


def told(reports: list[Report]) -> list[tuple[str, str, datetime.date | None]]:
    return [(report.kind, report.place, report.date) for report in reports]


@pytest.mark.parametrize(
    "text",
    [
        "The government today demanded that the police investigate the murder of Hector Vargas.\n\n"
        "Vargas was murdered in Lima on 4 March.",
        "Bishops on Saturday condemned the murder of Hector Vargas. On Sunday the minister also condemned the murder "
        "of Hector Vargas. He was murdered in Lima on 4 March.",
        "The crime perpetrated on 4 March in Lima by armed men shocked the country. The murder is being investigated.",
    ],
)
def test_the_day_on_which_a_murder_is_spoken_of_makes_no_second_murder(read, text: str) -> None:
    assert told(read(text)) == [("killing", "Lima", D(2021, 3, 4))]


@pytest.mark.parametrize(
    ("text", "reports"),
    [
        (
            "The spokesman denied that the delay is linked to the assassination of Hector Vargas 3 days ago in Lima.",
            [("killing", "Lima", D(2021, 3, 11))],
        ),
        ("The army denied the killing of peasants in Lima.", []),
    ],
)
def test_a_murder_with_a_victim_has_happened_whoever_denies_a_part_in_it(read, text: str, reports) -> None:
    assert told(read(text)) == reports


def test_deeds_parted_by_semicolons_have_their_own_days(read) -> None:
    text = (
        "Judge Maria Diaz was assassinated in Lima on 1 March; magistrate Juan Jimenez was killed in Cusco on 3 March; "
        "and clerk Ana Lopez was killed in Arequipa on 5 March."
    )
    assert told(read(text)) == [
        ("killing", "Lima", D(2021, 3, 1)),
        ("killing", "Cusco", D(2021, 3, 3)),
        ("killing", "Arequipa", D(2021, 3, 5)),
    ]


def test_where_somebody_comes_from_is_not_where_he_was_killed(read) -> None:
    assert told(read("A 29-year-old woman from Cali was murdered in Bogota on Friday.")) == [
        ("killing", "Bogotá", D(2021, 3, 12))
    ]


@pytest.mark.parametrize(
    "text",
    [
        "LIMA (Example) - We will not forget how our people were massacred!",
        "LIMA (Example) - They have murdered judges.",
        "LIMA (Example) - Police began an operation in the city to find those responsible.",
    ],
)
def test_talk_tells_no_incident(read, text: str) -> None:
    assert [report for report in read(text) if report.status == "occurred"] == []


def test_hours_and_cartridges_are_no_dead(read) -> None:
    text = "The murder took place in Lima between 0200 and 0300 on Friday. Some 230 cartridges were found at its site."
    assert [(report.place, report.killed_low) for report in read(text)] == [("Lima", None)]


def test_all_that_is_told_in_capitals_is_told_too(read) -> None:
    text = (
        "San Salvador, 13 Mar (Example) -- Guerrillas attacked a police post in Colonia Miramontes yesterday, killing "
        "two policemen. A bomb exploded in the Laico neighborhood on Friday."
    )
    spelled, shouted = told(read(text)), told(read(text.upper()))
    assert spelled == [
        ("armed_clash", "San Salvador (Colonia Miramontes)", D(2021, 3, 13)),
        ("bombing", "San Salvador (Laico neighborhood)", D(2021, 3, 12)),
    ]
    assert [(kind, place.lower(), day) for kind, place, day in shouted] == [
        (kind, place.lower(), day) for kind, place, day in spelled
    ]
