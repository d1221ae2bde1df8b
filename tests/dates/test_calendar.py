"""Named days and the arithmetic of intervals."""

from __future__ import annotations

import datetime

import pytest
from convertdate import persian

from geomap.dates.holidays import _RULES, named_day
from geomap.dates.intervals import add_units, narrow, unit_interval, week_of_period, week_of_year

DAY = datetime.date


@pytest.mark.parametrize(
    ("name", "year", "first", "last"),
    [
        ("easter", 1998, DAY(1998, 4, 12), DAY(1998, 4, 12)),
        ("orthodox easter", 2021, DAY(2021, 5, 2), DAY(2021, 5, 2)),
        ("ramadan", 2023, DAY(2023, 3, 23), DAY(2023, 4, 20)),
        ("eid al-fitr", 2023, DAY(2023, 4, 21), DAY(2023, 4, 23)),
        ("ashura", 2004, DAY(2004, 3, 1), DAY(2004, 3, 2)),
        ("yom kippur", 1973, DAY(1973, 10, 6), DAY(1973, 10, 6)),
        ("passover", 2002, DAY(2002, 3, 28), DAY(2002, 4, 4)),
        ("purim", 2024, DAY(2024, 3, 24), DAY(2024, 3, 24)),
        ("hanukkah", 2023, DAY(2023, 12, 8), DAY(2023, 12, 15)),
        ("nowruz", 2024, DAY(2024, 3, 20), DAY(2024, 3, 20)),
        ("thanksgiving", 2023, DAY(2023, 11, 23), DAY(2023, 11, 23)),
        ("memorial day", 2021, DAY(2021, 5, 31), DAY(2021, 5, 31)),
    ],
)
def test_a_named_day_falls_when_it_fell(name: str, year: int, first: DAY, last: DAY) -> None:
    assert named_day(name, year) == (first, last)


@pytest.mark.parametrize("year", [-1, 0, 1, 622, 1582, 1923, 2078, 4100, 9999, 10_000])
def test_no_year_makes_a_named_day_fail(year: int) -> None:
    for name in _RULES:
        found = named_day(name, year)
        assert found is None or (found[0].year == year and found[0] <= found[1])


@pytest.mark.parametrize("year", [1979, 1996, 2008, 2025, 2060])
def test_nowruz_agrees_with_the_suns_place(year: int) -> None:
    date = DAY(*persian.to_gregorian(year - 621, 1, 1))
    assert named_day("nowruz", year) == (date, date)


@pytest.mark.parametrize(
    ("date", "unit", "first", "last"),
    [
        (DAY(2020, 1, 5), "week", DAY(2019, 12, 30), DAY(2020, 1, 5)),
        (DAY(2020, 1, 5), "weekend", DAY(2020, 1, 4), DAY(2020, 1, 5)),
        (DAY(2020, 2, 10), "month", DAY(2020, 2, 1), DAY(2020, 2, 29)),
        (DAY(2020, 11, 10), "quarter", DAY(2020, 10, 1), DAY(2020, 12, 31)),
        (DAY(2020, 11, 10), "half", DAY(2020, 7, 1), DAY(2020, 12, 31)),
        (DAY(2020, 11, 10), "decade", DAY(2020, 1, 1), DAY(2029, 12, 31)),
        (DAY(3, 1, 1), "century", DAY(1, 1, 1), DAY(99, 12, 31)),
    ],
)
def test_a_unit_holds_its_day(date: DAY, unit: str, first: DAY, last: DAY) -> None:
    assert unit_interval(date, unit) == (first, last)


@pytest.mark.parametrize(
    "unit", ["day", "week", "weekend", "fortnight", "month", "quarter", "year", "decade", "century"]
)
def test_arithmetic_ends_where_the_calendar_ends(unit: str) -> None:
    assert add_units(DAY.max, 1, unit) is None
    assert add_units(DAY.min, -1, unit) is None
    for edge in (DAY.min, DAY.max):
        found = unit_interval(edge, unit)
        assert found is None or found[0] <= edge <= found[1] or unit == "weekend"


@pytest.mark.parametrize(
    ("period", "edge", "part"),
    [
        ((DAY(2019, 1, 1), DAY(2019, 12, 31)), "late", (DAY(2019, 9, 1), DAY(2019, 12, 31))),
        ((DAY(2019, 1, 1), DAY(2019, 12, 31)), "mid", (DAY(2019, 5, 1), DAY(2019, 8, 31))),
        ((DAY(2019, 3, 1), DAY(2019, 3, 31)), "early", (DAY(2019, 3, 1), DAY(2019, 3, 10))),
        ((DAY(1990, 1, 1), DAY(1999, 12, 31)), "mid", (DAY(1994, 1, 1), DAY(1996, 12, 31))),
        ((DAY(2020, 1, 6), DAY(2020, 1, 12)), "late", (DAY(2020, 1, 9), DAY(2020, 1, 12))),
        ((DAY(9999, 1, 1), DAY(9999, 12, 31)), "end", (DAY(9999, 9, 1), DAY(9999, 12, 31))),
    ],
)
def test_early_middle_and_late_are_parts_of_a_period(period: tuple[DAY, DAY], edge: str, part: tuple[DAY, DAY]) -> None:
    assert narrow(period, edge) == part


def test_a_week_belongs_to_the_month_that_holds_its_thursday() -> None:
    january = (DAY(2019, 1, 1), DAY(2019, 1, 31))
    assert week_of_period(january, 3) == (DAY(2019, 1, 14), DAY(2019, 1, 20))
    assert week_of_period(january, -1) == (DAY(2019, 1, 28), DAY(2019, 2, 3))
    assert week_of_period(january, 6) is None


def test_the_weeks_of_a_year_are_iso_weeks() -> None:
    assert week_of_year(2027, 3) == (DAY(2027, 1, 18), DAY(2027, 1, 24))
    assert week_of_year(2021, 53) is None
    assert week_of_year(9999, 60) is None
