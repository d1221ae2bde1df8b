"""Dates in digits: "2019-12-27", "27/12/2019", "12/27", and the name 9/11."""

from __future__ import annotations

import re

from geomap.dates.building import explicit, single
from geomap.dates.grammar import Tokens
from geomap.dates.intervals import (
    day,
    month_interval,
    year_interval,
)
from geomap.dates.reader import Reader, Reading
from geomap.dates.vocabulary import CODES

_DIGITS = re.compile(r"\d+")


def read_numeric(reader: Reader, at: Tokens, first: int, last: int) -> Reading | None:
    """Read "2019-12-27", "27/12/2019", "12/27/2019", "20191227", "2019-12", "12/27"."""
    word = reader.word(first)
    parts = _DIGITS.findall(word)
    numbers = [int(part) for part in parts]
    if len(parts) == 1:
        return explicit(
            first,
            last,
            single(day(numbers[0] // 10_000, numbers[0] // 100 % 100, numbers[0] % 100)),
            "day",
            "a full date",
        )
    if len(parts[0]) == 4:
        if len(parts) == 3:
            date = day(*numbers) or day(numbers[0], numbers[2], numbers[1])
            return explicit(first, last, single(date), "day", "a full date")
        if 1 <= numbers[1] <= 12 and 1000 <= numbers[0] <= 2199:
            return explicit(first, last, month_interval(*numbers), "month", "a year and a month")
        if len(parts[1]) == 2 and numbers[0] % 100 + 1 <= numbers[1] and 1000 <= numbers[0] <= 2199:
            count = numbers[1] - numbers[0] % 100 + 1
            return explicit(first, last, year_interval(numbers[0], count), "year", "years from and to")
        return None
    if len(parts) == 2 and len(parts[1]) == 4:
        if 1000 <= numbers[1] <= 2199:
            return explicit(first, last, month_interval(numbers[1], numbers[0]), "month", "a month and a year")
        return None
    return _read_slashed(reader, numbers, len(parts[-1]) == 4, first, last)


def _read_slashed(reader: Reader, numbers: list[int], long_year: bool, first: int, last: int) -> Reading | None:
    one, two = numbers[0], numbers[1]
    if one > 12 or two > 12:
        day_first, reason = one > 12, "only one order gives a day"
    elif one == two:
        day_first, reason = True, "day and month are the same"
    elif reader.day_first is not None:
        day_first, reason = reader.day_first, reader.day_first_reason
    else:
        return _undecided(reader, numbers, first, last)
    number, month = (one, two) if day_first else (two, one)
    if not 1 <= month <= 12:
        return None
    if len(numbers) == 3:
        year = numbers[2] if long_year else numbers[2] + (2000 if numbers[2] < 50 else 1900)
        return explicit(first, last, single(day(year, month, number)), "day", f"a full date, {reason}")
    if reader.word(first - 1) in ("-", "+", "=", "score", "won", "beat") or not _numeric_company(reader, first, last):
        return None
    reading = reader.yearless_day(first, last, month, number)
    reading.reasons.append(reason)
    return reading if day(2000, month, number) else None


def _undecided(reader: Reader, numbers: list[int], first: int, last: int) -> Reading | None:
    """Both orders are possible: the days of both readings when they are given a year, the near one otherwise."""
    one, two = numbers[0], numbers[1]
    if len(numbers) == 3:
        year = numbers[2] if numbers[2] > 99 else numbers[2] + (2000 if numbers[2] < 50 else 1900)
        month_first, day_first = day(year, one, two), day(year, two, one)
        if month_first is None or day_first is None:
            return None
        published = reader.published
        candidates = [month_first, day_first]
        if published is not None and published in candidates:
            return explicit(first, last, (published, published), "day", "the order that gives the publication day")
        reading = explicit(first, last, (month_first, month_first), "day", "read month first")
        if reading:
            reading.reasons.append(f"undecidable: day first it would be {day_first.isoformat()}")
        return reading
    if not _numeric_company(reader, first, last):
        return None
    reading = reader.yearless_day(first, last, one, two)
    reading.reasons.append("undecidable: read month first")
    return reading


_NUMERIC_BEFORE = frozenset(
    """on by since until till before after from to between through of and or dated date this next last for at around
    monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun ( , -""".split()
)


def _numeric_company(reader: Reader, first: int, last: int) -> bool:
    """Whether "4/23" stands where a date would, so that fractions and "24/7" are left alone."""
    word = reader.word(first)
    if word == "24/7":
        return False
    if word in ("9/11", "7/7") and reader.code(last) != CODES["slash"]:
        return True
    return reader.word(first - 1) in _NUMERIC_BEFORE or first == 0


def read_named_attack(reader: Reader, at: Tokens, first: int, last: int) -> Reading | None:
    """Read "9/11" is the name of a day: 11 September 2001; "on 9/11" is left to the rule for digits."""
    if reader.word(first) != "9/11" or reader.word(first - 1) in ("on", "by", "until", "from", "to", "friday"):
        return None
    date = day(2001, 9, 11)
    return explicit(first, last, single(date), "day", "9/11 is the name of 11 September 2001")


def read_weekday_numeric(reader: Reader, at: Tokens, first: int, last: int) -> Reading | None:
    reading = read_numeric(reader, at, at["n"], last)
    if reading:
        reading.first = first
    return reading
