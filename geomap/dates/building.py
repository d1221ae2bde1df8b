"""Readings as the rules build them."""

from __future__ import annotations

from geomap.dates.intervals import (
    Interval,
    shifted_interval,
)
from geomap.dates.reader import Reader, Reading
from geomap.dates.vocabulary import CODES


def neighbour(reader: Reader, first: int, last: int, unit: str, offset: int) -> Reading | None:
    """The unit of publication, or the one before or after it."""
    if reader.published is None:
        return reader.relative(first, last, None, unit, "")
    interval = shifted_interval(reader.published, offset, unit, unit)
    words = {
        -1: f"the {unit} before publication's",
        0: f"the {unit} of publication",
        1: f"the {unit} after publication's",
    }[offset]
    return reader.relative(first, last, interval, unit, words)


def explicit(first: int, last: int, interval: Interval | None, unit: str, reason: str, **more: int) -> Reading | None:
    if interval is None:
        return None
    return Reading(first, last, interval, unit, "explicit", [reason], **more)  # type: ignore[arg-type]


def year_value(reader: Reader, token: int) -> int:
    """The year a token names; two digits mean 1950 to 2049."""
    value = reader.scan.values[token]
    if reader.code(token) == CODES["year"]:
        return value
    return value + (2000 if value < 50 else 1900)


def single(date: object) -> Interval | None:
    return (date, date) if date else None  # type: ignore[return-value]


def anchored(
    reader: Reader, first: int, last: int, interval: Interval | None, unit: str, anchor: Reading, reason: str
) -> Reading:
    span = reader.span(anchor.first, anchor.last)
    words = reader.scan.text[span[0] : span[1]]
    basis = "relative" if interval else "none"
    return Reading(first, last, interval, unit, basis, [f'{reason} "{words}"'], anchor=span)


def offset_words(offset: int, unit: str) -> str:
    if offset == 0:
        return f"the same {unit} as"
    count = f"{abs(offset)} {unit}{'s' if abs(offset) > 1 else ''}"
    return f"{count} {'after' if offset > 0 else 'before'}"


BACK = frozenset("last previous preceding prior past".split())


AHEAD = frozenset("next coming upcoming forthcoming following ensuing subsequent".split())


def pointed_year(reader: Reader, pointer: int) -> int | None:
    """The year that "last", "this" or "next" year is at publication, or "that year" after a date in the text."""
    word = reader.word(pointer)
    if word in ("that", "same", "very", "following", "previous", "preceding"):
        anchor = reader.anchor(pointer, frozenset({"day", "days", "month", "season", "quarter", "year"}))
        if anchor is not None and anchor.interval is not None:
            return anchor.interval[0].year + (-1 if word in BACK else 1 if word in AHEAD else 0)
    if reader.published is None:
        return None
    return reader.published.year + (-1 if word in BACK else 1 if word in AHEAD else 0)
