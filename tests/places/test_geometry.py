"""Points, distances and areas."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geomap import geometry

POINTS = st.tuples(st.floats(-80, 80), st.floats(-180, 180))


@settings(deadline=None)
@given(POINTS, st.floats(0, 359), st.floats(0.1, 2000))
def test_an_offset_lies_as_far_away_as_it_says(start: tuple[float, float], bearing: float, kilometres: float) -> None:
    assert geometry.distance_km(start, geometry.offset(start, bearing, kilometres)) == pytest.approx(
        kilometres, rel=1e-6
    )


@settings(deadline=None)
@given(POINTS, st.floats(0, 359), st.floats(1, 500))
def test_a_point_on_the_bearing_lies_in_its_sector(
    start: tuple[float, float], bearing: float, kilometres: float
) -> None:
    shape = geometry.sector(start, bearing, 40, kilometres * 0.5, kilometres * 1.5)
    latitude, longitude = geometry.offset(start, bearing, kilometres)
    assert any(geometry.contains(shape, (latitude, longitude + turn)) for turn in (-360, 0, 360))


@pytest.mark.parametrize(
    ("latitude", "longitude", "wrong"),
    [
        (33.3, 44.4, None),
        (148.0, 10.0, "latitude 148.0 is outside -90..90"),
        (10.0, -190.0, "longitude -190.0 is outside -180..180"),
        (float("nan"), 10.0, "latitude nan, longitude 10.0 are not both numbers"),
    ],
)
def test_points_off_the_globe_are_told_in_words(latitude: float, longitude: float, wrong: str | None) -> None:
    assert geometry.check_point(latitude, longitude) == wrong


def test_a_corridor_holds_the_middle_of_its_way() -> None:
    start, end = (34.73, 36.71), (35.13, 36.75)
    shape = geometry.corridor([start, end], 5)
    assert all(geometry.contains(shape, point) for point in (start, end, geometry.halfway(start, end)))
    assert not geometry.contains(shape, (34.9, 36.9))


def test_neighbours_share_a_border_and_others_do_not() -> None:
    line = geometry.border("SY", "IQ")
    assert line is not None and line.equals(geometry.border("IQ", "SY"))
    assert geometry.contains(geometry.strip(line, 20), (34.38, 40.98))
    assert geometry.border("IQ", "FR") is None


def test_the_north_of_a_country_is_in_its_north() -> None:
    area = geometry.country_area("IQ")
    assert area is not None
    north = geometry.part_of_area(area, 0)
    assert geometry.contains(north, (36.3, 43.1)) and not geometry.contains(north, (30.5, 47.8))


def test_the_coast_is_where_no_neighbour_begins() -> None:
    coast = geometry.coast("YE")
    assert coast is not None
    assert geometry.distance_km(geometry.nearest_on(coast, (14.8, 42.6)), (14.8, 42.95)) < 30
    assert geometry.coast("AF") is None or geometry.coast("AF").length < 1
