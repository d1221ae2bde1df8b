"""Weekdays and nights: "Friday", "last Friday", "Tuesday of next week", "overnight"."""

from __future__ import annotations

from geomap.dates.building import AHEAD, BACK, anchored
from geomap.dates.counting import unit_at
from geomap.dates.direction import FUTURE, LEANS_AHEAD, PAST
from geomap.dates.grammar import Tokens
from geomap.dates.intervals import (
    add_days,
    unit_interval,
)
from geomap.dates.reader import Reader, Reading, tense_reason
from geomap.dates.vocabulary import CODES


def read_weekday(reader: Reader, at: Tokens, first: int, last: int) -> Reading | None:
    """A bare weekday."""
    if reader.code(first - 1) == CODES["each"]:
        return None
    return reader.weekday(first, last, reader.scan.values[at["w"]])


def read_pointed_weekday(reader: Reader, at: Tokens, first: int, last: int) -> Reading | None:
    """Read "last Friday", "next Monday", "this Saturday", "the following Tuesday"."""
    number, pointer = reader.scan.values[at["w"]], reader.word(at["p"])
    published = reader.published
    if pointer == "following" and reader.code(first) != CODES["the"] and reader.word(first - 1) != "on":
        # "following Friday's raid": a preposition.
        return None
    if pointer in ("same", "that", "very", "following", "ensuing", "subsequent", "preceding"):
        anchor = reader.anchor(first, frozenset({"day", "days", "week", "weekend"}))
        if anchor is not None and anchor.interval is not None:
            base = anchor.interval[0]
            if pointer in ("same", "that", "very"):
                week = unit_interval(base, "week")
                date = week and add_days(week[0], number)
            elif pointer == "preceding":
                date = add_days(base, -((base.weekday() - number - 1) % 7) - 1)
            else:
                date = add_days(anchor.interval[1], (number - anchor.interval[1].weekday() - 1) % 7 + 1)
            return anchored(
                reader, first, last, (date, date) if date else None, "day", anchor, f"the {pointer} such day from"
            )
    if published is None:
        return reader.relative(first, last, None, "day", "")
    monday = add_days(published, -published.weekday())
    if monday is None:
        return None
    if pointer in ("last", "past"):
        back = (published.weekday() - number) % 7
        # Nobody calls yesterday, or today, "last Thursday".
        date = add_days(published, -(back if back > 1 else back + 7))
        reason = "the last one before yesterday"
    elif pointer in ("previous", "prior", "preceding"):
        date = add_days(monday, number - 7)
        reason = "the one of the week before"
    elif pointer in ("next", "following", "ensuing", "subsequent"):
        date = add_days(monday, number + 7)
        reason = "the one of the week after publication's"
    elif pointer in ("coming", "upcoming", "forthcoming"):
        date = add_days(published, (number - published.weekday() - 1) % 7 + 1)
        reason = "the first one after publication"
    elif pointer == "this":
        tense, word = reader.direction(first, last)
        if tense == PAST:
            date = add_days(published, -((published.weekday() - number) % 7))
        elif tense in (FUTURE, LEANS_AHEAD):
            date = add_days(published, (number - published.weekday()) % 7)
        else:
            date = add_days(monday, number)
        reason = f"the one of these days, {tense_reason(tense, word)}"
    else:
        return None
    return reader.relative(first, last, (date, date) if date else None, "day", reason)


def read_weekday_of_week(reader: Reader, at: Tokens, first: int, last: int) -> Reading | None:
    """Read "Monday of next week", "next week Tuesday", "on Friday last week"."""
    if unit_at(reader, at["u"]) != "week":
        return None
    pointer = reader.word(at["p"])
    offset = -1 if pointer in BACK else 1 if pointer in AHEAD else 0
    if reader.published is None:
        return reader.relative(first, last, None, "day", "")
    week = add_days(reader.published, 7 * offset - reader.published.weekday())
    date = week and add_days(week, reader.scan.values[at["w"]])
    return reader.relative(first, last, (date, date) if date else None, "day", f"that day of {pointer} week")


def read_overnight(reader: Reader, at: Tokens, first: int, last: int) -> Reading | None:
    """Read "overnight": the night that ends on publication day, or on the day of the date beside it."""
    if reader.code(first - 1) in (CODES["a"], CODES["the"]) or reader.word(last) in (
        "stay",
        "guest",
        "guests",
        "success",
    ):
        return None
    if reader.published is None:
        return reader.relative(first, last, None, "days", "")
    if "v" in at:
        inner = reader.weekday(first, last, reader.scan.values[at["v"]])
        before = add_days(inner.interval[0], -1) if inner.interval else None
        if inner.interval and before:
            inner.interval, inner.unit = (before, inner.interval[1]), "days"
            inner.reasons.append("the night that ends on that day")
        return inner
    if "w" in at:
        inner = reader.weekday(first, last, reader.scan.values[at["w"]])
        if inner.interval is None:
            return inner
        after = add_days(inner.interval[0], 1)
        inner.interval, inner.unit = (inner.interval[0], after or inner.interval[0]), "days"
        inner.reasons.append("the night that begins on that day")
        return inner
    date = add_days(reader.published, -1)
    interval = (date, reader.published) if date else None
    return reader.relative(first, last, interval, "days", "the night before publication")
