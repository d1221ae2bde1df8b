"""Days of months: "Dec. 27", "27 December 2019", "Monday 21", "on the 3rd"."""

from __future__ import annotations

from geomap.dates.building import AHEAD, BACK, explicit, pointed_year, single, year_value
from geomap.dates.counting import unit_at
from geomap.dates.grammar import Tokens
from geomap.dates.intervals import (
    add_months,
    add_units,
    day,
    nth_weekday,
)
from geomap.dates.reader import Reader, Reading
from geomap.dates.vocabulary import CODES, VAGUE


def read_month_day(reader: Reader, at: Tokens, first: int, last: int) -> Reading | None:
    """Read "Dec. 27, 2019", "27 December", "March 3-5", "between 3 and 12 of Sept", "Friday, Dec. 27"."""
    month = reader.scan.values[at["m"]]
    number = reader.scan.values[at["d"]]
    until = reader.scan.values[at["e"]] if "e" in at else None
    weekday = reader.scan.values[at["w"]] if "w" in at else None
    if until is not None and not _is_range(reader, at, first):
        # "December 9 and 11": two days, of which the rule for lists, or this one, reads the other.
        until, last = None, at["d"] + 1
    if "y" in at:
        year = year_value(reader, at["y"])
        date = day(year, month, number)
        if date is None:
            return None
        end = date
        if until is not None:
            end = day(year, month, until) or date
            if until < number and (later := add_months(date.replace(day=1), 1)):
                end = day(later.year, later.month, until) or date
        return explicit(first, last, (date, end), "day", "a full date", month=month, number=number, year=year)
    reading = reader.yearless_day(first, last, month, number, weekday)
    if until is not None:
        reading.known = f"--{month:02d}-{number:02d}/--{month:02d}-{until:02d}"
        if reading.interval:
            begin = reading.interval[0]
            following = begin if until > number else add_months(begin.replace(day=1), 1)
            final = day(following.year, following.month, until) if following else None
            if final is None:
                return None
            reading.interval, reading.number = (begin, final), until
    if day(2000, month, number) is None:
        return None
    return reading


def _is_range(reader: Reader, at: Tokens, first: int) -> bool:
    """Whether the second number ends a range: "3-5", "between 3 and 12", and the neighbours "4 and 5"."""
    low, high = sorted((at["d"], at["e"]))
    links = {reader.code(token) for token in range(low + 1, high)}
    if not links & {CODES["and"], CODES["or"], CODES["comma"]}:
        return True
    return reader.word(first - 1) == "between" or reader.scan.values[at["e"]] == reader.scan.values[at["d"]] + 1


def read_weekday_of_month(reader: Reader, at: Tokens, first: int, last: int) -> Reading | None:
    """Read "the last Friday of November", "the second Sunday of October 2018"."""
    month, weekday = reader.scan.values[at["m"]], reader.scan.values[at["w"]]
    count = -1 if reader.code(at["n"]) == CODES["last"] else reader.scan.values[at["n"]]
    if "y" in at:
        date = nth_weekday(year_value(reader, at["y"]), month, weekday, count)
        return explicit(first, last, single(date), "day", "a weekday of a named month")
    if reader.published is None:
        return Reading(first, last, None, "day", "none", ["which year needs the publication date"], f"--{month:02d}")
    dates = [nth_weekday(reader.published.year + offset, month, weekday, count) for offset in (-1, 0, 1)]
    chosen, reason = reader.nearest([(date, date) for date in dates if date], first, last)
    return explicit(first, last, chosen, "day", f"a weekday of a month, {reason}")


def read_listed_day(reader: Reader, at: Tokens, first: int, last: int) -> Reading | None:
    """Read the "11" of "on December 8, 9 and 11": another day of the month just named."""
    before = reader.readings[-1] if reader.readings else None
    if before is None or before.last != first or before.month is None or before.number is None:
        return None
    number = reader.scan.values[at["d"]]
    if number <= before.number or _begins_noun(reader, last) or reader.code(last) in _NOUN_FOLLOWS:
        return None
    if before.interval is None:
        return Reading(at["d"], last, None, "day", "none", list(before.reasons), f"--{before.month:02d}-{number:02d}")
    date = day(before.interval[0].year, before.month, number)
    return explicit(
        at["d"], last, single(date), "day", "a day of the month just named", month=before.month, number=number
    )


def read_day_of_pointed_year(reader: Reader, at: Tokens, first: int, last: int) -> Reading | None:
    """Read "5 March last year", "on June 3 of this year"."""
    if unit_at(reader, at["u"]) != "year":
        return None
    month = reader.scan.values[at["m"] if "m" in at else at["m2"]]
    number = reader.scan.values[at["d"] if "d" in at else at["d2"]]
    if reader.published is None:
        reading = reader.yearless_day(first, last, month, number)
        return reading if day(2000, month, number) else None
    year = pointed_year(reader, at["p"])
    if year is None:
        return None
    date = day(year, month, number)
    return explicit(first, last, single(date), "day", "of a year pointed at")


def read_month_day_in_words(reader: Reader, at: Tokens, first: int, last: int) -> Reading | None:
    """Read "May twenty nine", "January twenty five nineteen eighty six"."""
    number = reader.scan.values[at["d"]]
    following = reader.word(last)
    if not 1 <= number <= 31 or reader.word(at["d"]) in VAGUE:
        return None
    if (
        number < 13
        and "y" not in at
        and following.isalpha()
        and following not in ("and", "at", "in", "on", "to", "for")
    ):
        return None
    return read_month_day(reader, at, first, last)


def read_weekday_number(reader: Reader, at: Tokens, first: int, last: int) -> Reading | None:
    """Read "Monday 21", "Sat 14th": the nearest month in which they meet."""
    published = reader.published
    if published is None:
        return None
    number, weekday = reader.scan.values[at["d"]], reader.scan.values[at["w"]]
    candidates = []
    for offset in range(-12, 13):
        month = add_months(published.replace(day=1), offset)
        date = month and day(month.year, month.month, number)
        if date and date.weekday() == weekday:
            candidates.append((date, date))
    chosen, reason = reader.nearest(candidates, first, last)
    return explicit(first, last, chosen, "day", f"the nearest such day, {reason}")


def read_nth_of_month(reader: Reader, at: Tokens, first: int, last: int) -> Reading | None:
    """Read "on the 3rd", "the 21st this month": the near one that the tense allows."""
    published = reader.published
    number = reader.scan.values[at["d"]]
    if "p" in at and unit_at(reader, at["u"]) != "month":
        return None
    if "p" not in at and reader.word(first - 1) not in _BEFORE_NTH and reader.word(first) != "on":
        return None
    if (reader.code(last) in _NOUN_FOLLOWS and (reader.code(last) != CODES["dash"] or reader.scan.touches(last))) or (
        last < len(reader.scan.words) and _begins_noun(reader, last)
    ):
        return None
    if published is None:
        return Reading(first, last, None, "day", "none", ["which month needs the publication date"], f"---{number:02d}")
    if "p" in at:
        pointer = reader.word(at["p"])
        offset = -1 if pointer in BACK else 1 if pointer in AHEAD else 0
        offsets: tuple[int, ...] = (offset,)
    else:
        offsets = (-1, 0, 1)
    candidates = []
    for offset in offsets:
        shifted = add_units(published.replace(day=1), offset, "month")
        try:
            date = shifted.replace(day=number) if shifted else None
        except ValueError:
            date = None
        if date:
            candidates.append((date, date))
    chosen, reason = reader.nearest(candidates, first, last)
    if chosen is None:
        return None
    return reader.relative(first, last, chosen, "day", f"month taken from publication, {reason}")


_NOUN_FOLLOWS = frozenset(CODES[name] for name in "unit clock_unit month dash decade year weekday".split())


_BEFORE_NTH = frozenset("on by until till since from before after to of through around about for starting".split())
_AFTER_NTH = frozenset(
    """. - , ; : ) ! ? and or to at in for with when after before but as by from while until – — ” ' the a it he she
    they we of this last next morning evening afternoon night is was will would were are""".split()
) | {"\n", '"'}


def _begins_noun(reader: Reader, token: int) -> bool:
    return (
        reader.word(token) not in _AFTER_NTH
        and reader.code(token) != CODES["daypart"]
        and reader.code(token) != CODES["clock"]
    )


def read_days_of_month(reader: Reader, at: Tokens, first: int, last: int) -> Reading | None:
    """Read "the 4th to the 23rd of next month"."""
    if unit_at(reader, at["u"]) != "month" or reader.published is None:
        return None
    pointer = reader.word(at["p"])
    offset = -1 if pointer in BACK else 1 if pointer in AHEAD else 0
    month = add_units(reader.published.replace(day=1), offset, "month")
    if month is None:
        return None
    begin = day(month.year, month.month, reader.scan.values[at["d"]])
    end = day(month.year, month.month, reader.scan.values[at["e"]])
    if begin is None or end is None or end < begin:
        return None
    return reader.relative(first, last, (begin, end), "days", f"days of {pointer} month")
