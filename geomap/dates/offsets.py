"""Dates that hang on a date beside them: "two days after Christmas", "the week of March 6", "between now and May"."""

from __future__ import annotations

from geomap.dates.building import anchored, offset_words
from geomap.dates.counting import count_at, unit_at
from geomap.dates.grammar import Tokens
from geomap.dates.intervals import (
    add_days,
    add_units,
    unit_interval,
)
from geomap.dates.reader import Reader, Reading
from geomap.dates.vocabulary import CODES

_SIZE = {"day": 1, "week": 2, "weekend": 2, "month": 3, "quarter": 4, "season": 4, "year": 5, "decade": 6, "century": 7}


def read_offset(reader: Reader, at: Tokens, first: int, last: int) -> Reading | None:
    """Read "two days after Christmas", "the day before yesterday", "on the eve of Dec. 3", "the week of March 6"."""
    inner = reader.read_at(last)
    if inner is None and reader.code(last) == CODES["the"]:
        inner = reader.read_at(last + 1)
    if inner is None or inner.interval is None:
        return None
    if (
        inner.unit not in ("day", "days")
        and "u" in at
        and _SIZE.get(inner.unit, 0) > _SIZE.get(unit_at(reader, at["u"]), 0)
    ):
        # "two days after the 2011 uprising": the year is not what the days count from.
        return None
    if inner.unit not in ("day", "days") and reader.code(inner.last) == CODES["apostrophe"]:
        return None
    if "e" in at:
        low = high = 1
        unit, sign = "day", -1
    else:
        unit = unit_at(reader, at["u"])
        word = reader.word(at["w"])
        low, high = count_at(reader, at["c"]) if "c" in at else (1, 1)
        sign = {"before": -1, "to": -1, "until": -1, "of": 0}.get(word, 1)
        if sign == 0 and ("c" in at or unit not in ("week", "weekend")):
            return None
        if sign == 0 and inner.unit != "day":
            return None
        if high == 0:
            return None
    if sign == 0:
        interval = unit_interval(inner.interval[0], unit)
        return anchored(reader, first, inner.last, interval, unit, inner, f"the {unit} of")
    base = inner.interval[0] if sign < 0 else inner.interval[1]
    edges = (add_units(base, sign * low, unit), add_units(base, sign * high, unit))
    if edges[0] is None or edges[1] is None:
        return None
    interval = (min(edges[0], edges[1]), max(edges[0], edges[1]))
    if unit in ("week", "month", "year") and "c" not in at and "e" not in at:
        interval_or_none = unit_interval(interval[0], unit)
        if interval_or_none is None:
            return None
        interval = interval_or_none
    name = "day" if interval[0] == interval[1] else unit
    return anchored(reader, first, inner.last, interval, name, inner, offset_words(sign * high, unit))


def read_starting(reader: Reader, at: Tokens, first: int, last: int) -> Reading | None:
    """Read "3 days starting from next Monday": a stretch that begins on a date."""
    if reader.word(at["s"]) != "starting":
        return None
    inner = reader.read_at(last)
    if inner is None or inner.interval is None:
        return None
    after = add_units(inner.interval[0], count_at(reader, at["c"])[1], unit_at(reader, at["u"]))
    end = after and add_days(after, -1)
    if not end or end < inner.interval[0]:
        return None
    return anchored(reader, first, inner.last, (inner.interval[0], end), "days", inner, "so long from")


def read_from_now(reader: Reader, at: Tokens, first: int, last: int) -> Reading | None:
    """Read "between now and November 15"."""
    inner = reader.read_at(last)
    if inner is None or inner.interval is None or reader.published is None or inner.interval[1] < reader.published:
        return None
    return reader.relative(first, inner.last, (reader.published, inner.interval[1]), "days", "from publication on")


def read_until_now(reader: Reader, at: Tokens, first: int, last: int) -> Reading | None:
    """Read "between August 2019 and now": the range's other end is the reading before."""
    before = reader.readings[-1] if reader.readings else None
    if before is None or before.last != first or before.interval is None or reader.published is None:
        return None
    if reader.word(before.first - 1) not in ("between", "from") or before.interval[0] > reader.published:
        return None
    reader.readings.pop()
    interval = (before.interval[0], reader.published)
    return reader.relative(before.first - 1, last, interval, "days", "up to publication")
