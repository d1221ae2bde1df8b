"""Months: "March 2019", "January to April 2015", "last December"."""

from __future__ import annotations

from geomap.dates.building import AHEAD, BACK, explicit, pointed_year, year_value
from geomap.dates.counting import unit_at
from geomap.dates.grammar import Tokens
from geomap.dates.intervals import (
    month_interval,
)
from geomap.dates.reader import Reader, Reading


def read_month_year(reader: Reader, at: Tokens, first: int, last: int) -> Reading | None:
    """Read "March 2019", "March of 2019", "2017 april"."""
    month, year = reader.scan.values[at["m"]], year_value(reader, at["y"])
    if year > 2199:
        return None
    return explicit(first, last, month_interval(year, month), "month", "a month and its year", month=month, year=year)


def read_month_of_pointed_year(reader: Reader, at: Tokens, first: int, last: int) -> Reading | None:
    """Read "March of this year", "in July last year"."""
    if unit_at(reader, at["u"]) != "year":
        return None
    month = reader.scan.values[at["m"]]
    if reader.published is None:
        return reader.yearless_month(first, last, month)
    year = pointed_year(reader, at["p"])
    if year is None:
        return None
    return explicit(first, last, month_interval(year, month), "month", "of a year pointed at")


def read_month_span_year(reader: Reader, at: Tokens, first: int, last: int) -> Reading | None:
    """Read "January to April 2015", "March and April 2020"."""
    year = year_value(reader, at["y"])
    low, high = reader.scan.values[at["m"]], reader.scan.values[at["n"]]
    begin, end = month_interval(year if low <= high else year - 1, low), month_interval(year, high)
    if begin is None or end is None:
        return None
    return explicit(first, last, (begin[0], end[1]), "month", "months of one year", year=year)


def read_month(reader: Reader, at: Tokens, first: int, last: int) -> Reading | None:
    """A month alone."""
    return reader.yearless_month(first, last, reader.scan.values[at["m"]])


def read_pointed_month(reader: Reader, at: Tokens, first: int, last: int) -> Reading | None:
    """Read "last December", "next March", "this September"."""
    month, pointer = reader.scan.values[at["m"]], reader.word(at["p"])
    published = reader.published
    if published is None:
        return Reading(
            first, last, None, "month", "none", ["needs the publication date, which is unknown"], f"--{month:02d}"
        )
    year = published.year
    if pointer in BACK:
        # The month just past is called "last month", so "last February" said in March is a year older.
        just_before = (published.month - 2) % 12 + 1
        if month >= published.month or (month == just_before and published.month > 1):
            year -= 1
        reason = "the last one, other than last month"
    elif pointer in AHEAD:
        if month <= published.month:
            year += 1
        reason = "the coming one"
    elif pointer == "this":
        reason = "the one of this year"
    elif pointer in ("that", "same"):
        anchor = reader.anchor(first, frozenset({"day", "month", "year"}))
        if anchor is None or anchor.interval is None:
            return None
        year, reason = anchor.interval[0].year, "in the year of the date before"
    else:
        return None
    return reader.relative(first, last, month_interval(year, month), "month", reason)
