"""Parts of periods: "the first half of 2018", "the last week of May", "summer 2014", "week 23"."""

from __future__ import annotations

from geomap.dates.building import AHEAD, BACK, explicit, year_value
from geomap.dates.counting import count_at, unit_at
from geomap.dates.grammar import Tokens
from geomap.dates.intervals import (
    Interval,
    add_days,
    add_months,
    add_units,
    month_interval,
    season_interval,
    unit_interval,
    week_of_period,
    week_of_year,
    year_interval,
)
from geomap.dates.reader import Reader, Reading
from geomap.dates.vocabulary import CODES, SEASONS


def read_part_of_year(reader: Reader, at: Tokens, first: int, last: int) -> Reading | None:
    """Read "the third quarter of 1984", "first half of 2018", "the last two months of 2019"."""
    unit = "half" if "h" in at else unit_at(reader, at["u"])
    count = count_at(reader, at["c"])[1] if "c" in at else 1
    from_end = reader.code(at["n"]) == CODES["last"]
    number = 1 if from_end else reader.scan.values[at["n"]]
    if count > 1 and number != 1:
        return None
    if "y" in at:
        year = year_value(reader, at["y"])
        period = month_interval(year, reader.scan.values[at["m"]]) if "m" in at else year_interval(year)
        basis, note = "explicit", "a part of a named period"
    elif "m" in at:
        outer = reader.yearless_month(first, last, reader.scan.values[at["m"]])
        period, basis, note = outer.interval, outer.basis, "; ".join(outer.reasons)
    else:
        return None
    interval = period and _part(period, unit, number, count, from_end)
    if interval is None:
        return None
    return Reading(first, last, interval, unit, basis, [note])


def _part(period: Interval, unit: str, number: int, count: int, from_end: bool) -> Interval | None:
    if unit == "week" and count == 1:
        return week_of_period(period, -1 if from_end else number)
    if unit == "weekend":
        week = week_of_period(period, -1 if from_end else number)
        return unit_interval(week[0], "weekend") if week else None
    if unit in ("century", "decade", "year", "fortnight"):
        return None
    if unit == "half":
        middle = narrow_half(period)
        return (middle, period[1]) if from_end or number == 2 else (period[0], add_days(middle, -1) or middle)
    if from_end:
        after = add_days(period[1], 1)
        begin = after and add_units(after, -count, unit)
        return (begin, period[1]) if begin and begin >= period[0] else None
    begin = add_units(period[0], number - 1, unit)
    stop = begin and add_units(begin, count, unit)
    end = stop and add_days(stop, -1)
    return (begin, end) if begin and end and end <= period[1] else None


def narrow_half(period: Interval):  # type: ignore[no-untyped-def]
    """The first day of the second half of a period."""
    first, last = period
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    if months > 1 and months % 2 == 0 and first.day == 1:
        return add_months(first, months // 2) or first
    return add_days(first, ((last - first).days + 1) // 2) or first


def read_half_of(reader: Reader, at: Tokens, first: int, last: int) -> Reading | None:
    """Read "the last half of the '80s", "the first half of this year", "the first week of next month"."""
    inner = reader.read_at(last)
    if inner is None or inner.interval is None or inner.unit in ("day", "days"):
        return None
    from_end = reader.code(at["n"]) == CODES["last"]
    number = 1 if from_end else reader.scan.values[at["n"]]
    period = inner.interval
    interval: Interval | None
    if "h" in at:
        middle = narrow_half(period)
        interval = (middle, period[1]) if from_end or number == 2 else (period[0], add_days(middle, -1) or middle)
        unit = "half"
    else:
        unit = unit_at(reader, at["u"])
        count = count_at(reader, at["c"])[1] if "c" in at else 1
        if unit == "week" and count == 1:
            interval = week_of_period(period, -1 if from_end else number)
        elif unit == "week" and from_end:
            final = week_of_period(period, -1)
            begin = final and add_days(final[0], -7 * (count - 1))
            interval = (begin, final[1]) if begin and final else None
        elif from_end:
            after = add_days(period[1], 1)
            begin = after and add_units(after, -count, unit)
            interval = (begin, period[1]) if begin and begin >= period[0] else None
        else:
            if count > 1 and number != 1:
                return None
            begin = add_units(period[0], number - 1, unit)
            stop = begin and add_units(begin, count, unit)
            end = stop and add_days(stop, -1)
            interval = (begin, end) if begin and end and end <= period[1] else None
    if interval is None:
        return None
    return Reading(first, inner.last, interval, unit, inner.basis, [f"a part of: {'; '.join(inner.reasons)}"])


def read_season(reader: Reader, at: Tokens, first: int, last: int) -> Reading | None:
    """Read "summer 2014", "the winter of 2010-11", "over the summer"."""
    word = reader.word(at["s"])
    season = SEASONS[word]
    if "y" in at:
        year = year_value(reader, at["y"])
        return explicit(first, last, season_interval(year, season), "season", "a season of a named year", year=year)
    before = reader.word(first - 1)
    if reader.published is None or (word == "spring" and before not in _SEASON_BEFORE):
        return None
    if "the" not in at and before not in (
        "in",
        "this",
        "by",
        "since",
        "until",
        "of",
        "during",
        "late",
        "early",
        "mid",
        "-",
    ):
        return None
    if (
        word == "fall"
        and before not in ("in", "this", "last", "during", "over", "since", "until")
        and not (before in ("early", "late") or (before in ("by", "of") and "the" in at))
    ):
        return None
    if (word == "fall" and before == "the") or reader.word(last) in ("of", "in"):
        return None
    found = [season_interval(reader.published.year + offset, season) for offset in (-1, 0, 1)]
    chosen, reason = reader.nearest([one for one in found if one], first, last)
    return explicit(first, last, chosen, "season", f"the near one, {reason}")


_SEASON_BEFORE = frozenset("in by since until during over last this next of early late mid - through".split())


def read_pointed_season(reader: Reader, at: Tokens, first: int, last: int) -> Reading | None:
    """Read "last fall", "this summer", "next spring"."""
    season, pointer = SEASONS[reader.word(at["s"])], reader.word(at["p"])
    published = reader.published
    if published is None:
        return reader.relative(first, last, None, "season", "")
    if pointer == "that":
        return None
    found = [one for one in (season_interval(published.year + offset, season) for offset in (-2, -1, 0, 1)) if one]
    if pointer in BACK:
        found = [one for one in found if one[1] < published][-1:]
    elif pointer in AHEAD:
        found = [one for one in found if one[0] > published][:1]
    else:
        chosen = reader.nearest(found, first, last)[0]
        found = [chosen] if chosen else []
    if not found:
        return None
    return reader.relative(first, last, found[0], "season", f"the {pointer} one")


def read_week_number(reader: Reader, at: Tokens, first: int, last: int) -> Reading | None:
    """Read "week 23", "week 3 of 2027"."""
    if reader.word(at["u"]) != "week" or (reader.published is None and "y" not in at):
        return None
    if "y" not in at and reader.word(first - 1) in ("in", "for", "of", "his", "their", "nfl", "season"):
        return None
    year = year_value(reader, at["y"]) if "y" in at else reader.published.year  # type: ignore[union-attr]
    interval = week_of_year(year, reader.scan.values[at["n"]])
    return explicit(first, last, interval, "week", "an ISO week")


def read_week_number_of_year(reader: Reader, at: Tokens, first: int, last: int) -> Reading | None:
    """Read "week 27 of last year"."""
    if unit_at(reader, at["u"]) != "week" or unit_at(reader, at["y"]) != "year" or reader.published is None:
        return None
    pointer = reader.word(at["p"])
    year = reader.published.year + (-1 if pointer in BACK else 1 if pointer in AHEAD else 0)
    return reader.relative(first, last, week_of_year(year, reader.scan.values[at["n"]]), "week", "an ISO week")
