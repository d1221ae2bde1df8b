"""How far spots of a sentence are apart, and which places hold which."""

from __future__ import annotations

import time

from geomap.events.casualties import find_counts
from geomap.incidents.nearness import Walls
from geomap.incidents.side_by_side import distance_km, holds
from geomap.records import Link


def link(latitude: float, longitude: float, radius_km: float, basis: str = "named", country: str = "IQ") -> Link:
    return Link(0, 1, "x", "x", basis, country, None, latitude, longitude, radius_km, "p", 0.9, True, basis=basis)


def test_one_clause_has_no_walls() -> None:
    text = "Rockets hit the town on Friday"
    assert Walls(text, 0, len(text)).between(0, len(text)) == 0


def test_an_aside_costs_less_than_the_clause_that_ends_a_sentence() -> None:
    aside = "The bomb, which weighed forty kilos, went off in Kabul"
    apart = "The bomb went off, while police slept in Kabul"
    assert Walls(aside, 0, len(aside)).between(4, len(aside)) < Walls(apart, 0, len(apart)).between(4, len(apart))


def test_the_order_of_two_spots_does_not_matter() -> None:
    text = "On Friday, after prayers, gunmen (four of them) fired; nobody was hurt"
    walls = Walls(text, 0, len(text))
    assert walls.between(3, 60) == walls.between(60, 3)


def test_a_country_holds_what_bears_its_code_and_no_other() -> None:
    iraq = link(33, 44, 370, "country")
    assert holds(iraq, link(36.3, 43.1, 13))
    assert not holds(iraq, link(35.7, 51.4, 28, country="IR"))


def test_the_doubt_of_a_relative_place_is_not_its_size() -> None:
    offset = link(34.05, 44.4, 67, "offset")
    assert not holds(offset, link(33.3, 44.4, 0.6, "facility"))


def test_distances_are_great_circles() -> None:
    assert round(distance_km(link(33.3, 44.4, 1), link(36.3, 43.1, 1))) == 354


def test_a_sentence_without_end_costs_about_its_length() -> None:
    def seconds(count: int) -> float:
        text = "Rockets hit the town" + " and killed 3" * count
        begin = time.perf_counter()
        find_counts(text, 0, len(text))
        return time.perf_counter() - begin

    seconds(50)
    short = min(seconds(200) for _ in range(3))
    assert min(seconds(800) for _ in range(3)) < 40 * short
