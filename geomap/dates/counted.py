"""Counted units: "three days ago", "two weeks later", "the past two months", "in recent weeks"."""

from __future__ import annotations

import datetime
import math

from geomap.dates.building import AHEAD, anchored, offset_words
from geomap.dates.counting import count_at, unit_at
from geomap.dates.direction import FUTURE, LEANS_AHEAD, PAST
from geomap.dates.grammar import Tokens
from geomap.dates.intervals import (
    Interval,
    add_days,
    add_units,
    shifted_interval,
    unit_interval,
)
from geomap.dates.quarters import compares
from geomap.dates.reader import Reader, Reading, tense_reason
from geomap.dates.vocabulary import CODES


def trailing(reader: Reader, first: int, last: int, count: int, unit: str, inclusive: bool = True) -> Reading | None:
    """A stretch of time that ends at publication, or begins after it."""
    if reader.published is None:
        return reader.relative(first, last, None, "days", "")
    return _stretch(reader, first, last, reader.published, count, unit, inclusive)


def _stretch(
    reader: Reader, first: int, last: int, base: datetime.date, count: int, unit: str, inclusive: bool = True
) -> Reading | None:
    other = add_units(base, count, unit)
    if other is None:
        return reader.relative(first, last, None, "days", "")
    if count < 0:
        end = base if inclusive else add_days(base, -1)
        interval = (other, end) if end and other <= end else None
        reason = "up to publication"
    else:
        begin = add_days(base, 1)
        interval = (begin, other) if begin and begin <= other else None
        reason = "from the day after publication"
    return reader.relative(first, last, interval, "days", reason)


def read_counted_pointer(reader: Reader, at: Tokens, first: int, last: int) -> Reading | None:
    """Read "the past two months", "the next three days", "5 upcoming years", "the past two quarters"."""
    unit = unit_at(reader, at["u"])
    pointer = reader.word(at["p"])
    low, high = count_at(reader, at["c"])
    if high > 1 and not reader.word(at["u"]).endswith("s"):
        return None
    if high == 0 or pointer in ("this", "that", "same", "current", "very", "calendar", "latest", "present", "those"):
        return None
    if reader.code(last) == CODES["of"]:
        # "the last five days of the campaign" count from what is named after them.
        return None
    ahead = pointer in AHEAD
    if ahead and reader.direction(first, last)[0] == PAST:
        return _after_anchor(reader, first, last, high, unit)
    if reader.published is None:
        return reader.relative(first, last, None, "days", "")
    if unit in ("quarter", "decade", "century") and low == high:
        here = unit_interval(reader.published, unit)
        begin = here and add_units(here[0], 1 if ahead else -high, unit)
        after = begin and add_units(begin, high, unit)
        end = after and add_days(after, -1)
        if begin and end:
            return reader.relative(first, last, (begin, end), unit, f"whole {unit}s beside publication's")
    return trailing(
        reader, first, last, high if ahead else -high, unit, pointer not in ("previous", "preceding", "prior")
    )


def _after_anchor(reader: Reader, first: int, last: int, count: int, unit: str) -> Reading | None:
    """Read "for the next three years" in a story: the time after the last date."""
    anchor = reader.anchor(first, frozenset({"day", "days", "week", "month", "year"}))
    if anchor is None or anchor.interval is None:
        return None
    begin, end = add_days(anchor.interval[1], 1), add_units(anchor.interval[1], count, unit)
    if begin is None or end is None:
        return None
    return anchored(reader, first, last, (begin, end), "days", anchor, f"{count} {unit}s after")


_RECENT_REACH = {"day": 6, "week": 5, "month": 5, "year": 5, "quarter": 4, "decade": 3, "weekend": 4}


def read_vague_units(reader: Reader, at: Tokens, first: int, last: int) -> Reading | None:
    """Read "in recent weeks", "the coming months": a few of them, up to five or so."""
    unit, pointer = unit_at(reader, at["u"]), reader.word(at["p"])
    if unit not in _RECENT_REACH or not reader.word(at["u"]).endswith("s"):
        return None
    if pointer in ("this", "same", "current", "latest", "present", "calendar", "very"):
        return None
    if pointer in (
        "that",
        "those",
        "following",
        "previous",
        "preceding",
        "prior",
        "ensuing",
        "subsequent",
        "last",
        "next",
    ):
        return None
    count = _RECENT_REACH[unit]
    return trailing(reader, first, last, count if pointer in AHEAD else -count, unit)


def read_ago(reader: Reader, at: Tokens, first: int, last: int) -> Reading | None:
    """Read "three days ago", "about a year ago", "two months ago": the unit that holds the day so far back."""
    unit = unit_at(reader, at["u"])
    low, high = count_at(reader, at["c"])
    if high == 0:
        return None
    if "b" in at:
        low = min(low, count_at(reader, at["b"])[0])
    if reader.published is None:
        return reader.relative(first, last, None, unit, "")
    quarter = reader.quarter(first)
    if unit == "year" and low == high == 1 and quarter and quarter.interval and compares(reader, first):
        interval = shifted_interval(quarter.interval[0], -1, "year", "quarter")
        return anchored(reader, first, last, interval, "quarter", quarter, "one year before")
    far, near = add_units(reader.published, -high, unit), add_units(reader.published, -low, unit)
    if far is None or near is None:
        return reader.relative(first, last, None, unit, "")
    begin, end = unit_interval(far, unit), unit_interval(near, unit)
    if begin is None or end is None:
        return None
    approximate = reader.code(first) == CODES["approx"] or reader.word(first - 1) in _HEDGES
    interval = (begin[0], end[1])
    if approximate and unit == "day":
        interval = _widen(interval, max(1, high // 5))
    return reader.relative(
        first,
        last,
        interval,
        unit if low == high else "days",
        f"{high} {unit}{'s' if high > 1 else ''} before publication",
    )


_HEDGES = frozenset("about around roughly approximately nearly almost some".split())


def _widen(interval: Interval, days: int) -> Interval:
    return add_days(interval[0], -days) or interval[0], add_days(interval[1], days) or interval[1]


def read_later(reader: Reader, at: Tokens, first: int, last: int) -> Reading | None:
    """Read "two days later", "a week before", "a year earlier", "three weeks from now"."""
    unit = unit_at(reader, at["u"])
    low, high = count_at(reader, at["c"])
    word = reader.word(at["w"])
    if high == 0:
        return None
    sign = -1 if word in ("earlier", "before", "previously", "beforehand") else 1
    if word == "now" or word in ("ahead", "hence"):
        return _trailing_point(reader, first, last, high, unit)
    if word in ("before", "after") and continues(reader, last):
        return None
    if word in ("on", "afterwards", "afterward") and unit == "year":
        return None
    if unit == "year" and sign < 0:
        quarter = reader.quarter(first)
        if quarter and quarter.interval and compares(reader, first):
            interval = shifted_interval(quarter.interval[0], -high, "year", "quarter")
            return anchored(reader, first, last, interval, "quarter", quarter, offset_words(-high, unit))
    anchor = reader.anchor(
        first,
        frozenset({"day", "days", "week", "weekend", "month", "year"} if unit in _LONG else {"day", "weekend", "week"}),
    )
    if anchor is None or anchor.interval is None:
        if sign < 0 and word == "earlier" and reader.published is not None:
            far, near = add_units(reader.published, -high, unit), add_units(reader.published, -low, unit)
            begin = unit_interval(far, unit) if far else None
            end = unit_interval(near, unit) if near else None
            if begin and end:
                return reader.relative(first, last, (begin[0], end[1]), unit, "counted back from publication")
        if reader.published is None:
            return Reading(first, last, None, unit, "none", ["counts from a date that the text does not give"])
        if word == "later" and low == high and reader.direction(first, last)[0] == FUTURE:
            return _trailing_point(reader, first, last, high, unit)
        return None
    begin_date, end_date = anchor.interval
    least, most = sorted((sign * low, sign * high))
    begin_day = add_units(begin_date, least, unit)
    end_day = add_units(end_date, most, unit)
    if begin_day is None or end_day is None:
        return None
    if unit in _LONG:
        first_unit, last_unit = unit_interval(begin_day, unit), unit_interval(end_day, unit)
        if first_unit is None or last_unit is None:
            return None
        interval = (first_unit[0], last_unit[1])
        name = unit if low == high and interval == first_unit else "days"
    else:
        interval = (begin_day, end_day)
        name = "day" if begin_day == end_day else "days"
        if reader.word(first - 1) in _HEDGES or reader.code(first) == CODES["approx"]:
            interval, name = _widen(interval, 1 if unit == "day" else 2), "days"
    return anchored(reader, first, last, interval, name, anchor, offset_words(sign * high, unit))


_STOPS = frozenset(", . ; : ) ? ! \" ' ” – — and but when in at".split()) | {"", "\n"}


def continues(reader: Reader, last: int) -> bool:
    """Whether "a week before" goes on with what it was before ("the attack"), whose date is not known."""
    if reader.word(last) == "that":
        # "a fortnight before that.", but not "a fortnight before that attack"
        return reader.word(last + 1) not in _STOPS
    return reader.word(last) not in _STOPS


def _trailing_point(reader: Reader, first: int, last: int, count: int, unit: str) -> Reading | None:
    if reader.published is None:
        return reader.relative(first, last, None, unit, "")
    date = add_units(reader.published, count, unit)
    return reader.relative(
        first,
        last,
        (date, date) if date else None,
        "day",
        f"{count} {unit}{'s' if count > 1 else ''} after publication",
    )


def read_last_hours(reader: Reader, at: Tokens, first: int, last: int) -> Reading | None:
    """Read "the last 24 hours": the day of publication and as many days before as the hours reach back."""
    hours = reader.scan.values[at["c"]]
    if reader.word(at["u"]) not in ("hours", "hrs") or not 12 <= hours <= 240:
        return None
    return trailing(reader, first, last, -math.ceil(hours / 24), "day")


def read_ago_on_day(reader: Reader, at: Tokens, first: int, last: int) -> Reading | None:
    """Read "two weeks ago Friday", "a year ago today": the exact day."""
    if reader.published is None:
        return reader.relative(first, last, None, "day", "")
    unit = unit_at(reader, at["u"])
    low, high = count_at(reader, at["c"])
    if low != high or high == 0:
        return None
    base: datetime.date | None = reader.published
    if "w" in at:
        base = add_days(reader.published, -((reader.published.weekday() - reader.scan.values[at["w"]]) % 7))
    elif reader.word(at["d"]) not in ("today", "tonight", "yesterday"):
        return None
    elif reader.word(at["d"]) == "yesterday":
        base = add_days(reader.published, -1)
    date = add_units(base, -high, unit) if base else None
    reason = f"{high} {unit}{'s' if high > 1 else ''} before {reader.word(last - 1)}"
    return reader.relative(first, last, (date, date) if date else None, "day", reason)


def read_two_counts_ago(reader: Reader, at: Tokens, first: int, last: int) -> Reading | None:
    """Read "a year and two months ago": the unit of the second that holds the day so far back."""
    larger, unit = unit_at(reader, at["v"]), unit_at(reader, at["u"])
    more, count = count_at(reader, at["b"]), count_at(reader, at["c"])
    if more[0] != more[1] or count[0] != count[1] or larger == unit:
        return None
    if reader.published is None:
        return reader.relative(first, last, None, unit, "")
    back = add_units(reader.published, -more[1], larger)
    interval = shifted_interval(back, -count[1], unit, unit) if back else None
    return reader.relative(first, last, interval, unit, "counted back from publication")


def read_ago_this_unit(reader: Reader, at: Tokens, first: int, last: int) -> Reading | None:
    """Read "two years ago this month": the month that lies so far back."""
    unit, inner = unit_at(reader, at["u"]), unit_at(reader, at["v"])
    low, high = count_at(reader, at["c"])
    if unit not in _LONG or inner not in ("day", "week", "weekend", "month") or low != high or high == 0:
        return None
    if reader.published is None:
        return reader.relative(first, last, None, inner, "")
    interval = shifted_interval(reader.published, -high, unit, inner)
    return reader.relative(first, last, interval, inner, f"the {inner} {high} {unit}{'s' if high > 1 else ''} back")


def read_in_units(reader: Reader, at: Tokens, first: int, last: int) -> Reading | None:
    """Read "will meet in two weeks": a day ahead, where the verb looks ahead."""
    if reader.published is None:
        return None
    unit = unit_at(reader, at["u"])
    low, high = count_at(reader, at["c"])
    if high == 0 or unit in ("decade", "century", "quarter", "weekend"):
        return None
    if unit == "day" and reader.code(at["c"]) == CODES["a"]:
        return None
    tense, word = reader.direction(first, last)
    if tense not in (FUTURE, LEANS_AHEAD) or reader.word(first - 1) in (
        "once",
        "twice",
        "times",
        "time",
        "first",
        "second",
        "third",
    ):
        return None
    reading = _trailing_point(reader, first, last, high, unit)
    if reading and reading.interval and low != high:
        begin = add_units(reader.published, low, unit)
        reading.interval, reading.unit = (begin or reading.interval[0], reading.interval[1]), "days"
    if reading:
        reading.reasons.append(tense_reason(tense, word))
    return reading


_LONG = frozenset({"month", "quarter", "year", "decade", "century", "half"})
