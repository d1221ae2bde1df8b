"""Rules for dates that name their calendar place: "Dec. 27", "27 December 2019", "the 1980s", "Q3 2020"."""

from __future__ import annotations

import re

from geomap.dates.counting import count_at, unit_at
from geomap.dates.grammar import Rule, Tokens, rule
from geomap.dates.holidays import named_day
from geomap.dates.intervals import (
    Interval,
    add_days,
    add_months,
    add_units,
    day,
    month_interval,
    season_interval,
    unit_interval,
    week_of_period,
    week_of_year,
    year_interval,
)
from geomap.dates.reader import Reader, Reading
from geomap.dates.vocabulary import CODES, DECADES, SEASONS, VAGUE

_DIGITS = re.compile(r"\d+")


def _explicit(first: int, last: int, interval: Interval | None, unit: str, reason: str, **more: int) -> Reading | None:
    if interval is None:
        return None
    return Reading(first, last, interval, unit, "explicit", [reason], **more)  # type: ignore[arg-type]


def _year_value(reader: Reader, token: int) -> int:
    """The year a token names; two digits mean 1950 to 2049."""
    value = reader.scan.values[token]
    if reader.code(token) == CODES["year"]:
        return value
    return value + (2000 if value < 50 else 1900)


def _single(date: object) -> Interval | None:
    return (date, date) if date else None  # type: ignore[return-value]


def read_month_day(reader: Reader, at: Tokens, first: int, last: int) -> Reading | None:
    """ "Dec. 27, 2019", "27 December", "March 3-5", "between 3 and 12 of Sept", "Friday, Dec. 27"."""
    month = reader.scan.values[at["m"]]
    number = reader.scan.values[at["d"]]
    until = reader.scan.values[at["e"]] if "e" in at else None
    weekday = reader.scan.values[at["w"]] if "w" in at else None
    if "y" in at:
        year = _year_value(reader, at["y"])
        date = day(year, month, number)
        if date is None:
            return None
        end = date
        if until is not None:
            end = day(year, month, until) or date
            if until < number and (later := add_months(date.replace(day=1), 1)):
                end = day(later.year, later.month, until) or date
        return _explicit(first, last, (date, end), "day", "a full date", month=month, number=number, year=year)
    reading = reader.yearless_day(first, last, month, number, weekday)
    if until is not None:
        reading.known = f"--{month:02d}-{number:02d}/--{month:02d}-{until:02d}"
        if reading.interval:
            begin = reading.interval[0]
            following = begin if until > number else add_months(begin.replace(day=1), 1)
            end = day(following.year, following.month, until) if following else None
            if end is None:
                return None
            reading.interval = (begin, end)
    if day(2000, month, number) is None:
        return None
    return reading


def read_month_day_in_words(reader: Reader, at: Tokens, first: int, last: int) -> Reading | None:
    """ "May twenty nine", "January twenty five nineteen eighty six"."""
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


def read_month_year(reader: Reader, at: Tokens, first: int, last: int) -> Reading | None:
    """ "March 2019", "March of 2019", "2017 april"."""
    month, year = reader.scan.values[at["m"]], _year_value(reader, at["y"])
    return _explicit(first, last, month_interval(year, month), "month", "a month and its year", month=month, year=year)


def read_month_span_year(reader: Reader, at: Tokens, first: int, last: int) -> Reading | None:
    """ "January to April 2015", "March and April 2020"."""
    year = _year_value(reader, at["y"])
    low, high = reader.scan.values[at["m"]], reader.scan.values[at["n"]]
    begin, end = month_interval(year if low <= high else year - 1, low), month_interval(year, high)
    if begin is None or end is None:
        return None
    return _explicit(first, last, (begin[0], end[1]), "month", "months of one year", year=year)


def read_month(reader: Reader, at: Tokens, first: int, last: int) -> Reading | None:
    """A month alone."""
    return reader.yearless_month(first, last, reader.scan.values[at["m"]])


def read_weekday_number(reader: Reader, at: Tokens, first: int, last: int) -> Reading | None:
    """ "Monday 21", "Sat 14th": the nearest month in which they meet."""
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
    return _explicit(first, last, chosen, "day", f"the nearest such day, {reason}")


def read_numeric(reader: Reader, at: Tokens, first: int, last: int) -> Reading | None:
    """ "2019-12-27", "27/12/2019", "12/27/2019", "20191227", "2019-12", "12/27"."""
    word = reader.word(first)
    parts = _DIGITS.findall(word)
    numbers = [int(part) for part in parts]
    if len(parts) == 1:
        return _explicit(
            first,
            last,
            _single(day(numbers[0] // 10_000, numbers[0] // 100 % 100, numbers[0] % 100)),
            "day",
            "a full date",
        )
    if len(parts[0]) == 4:
        if len(parts) == 3:
            date = day(*numbers) or day(numbers[0], numbers[2], numbers[1])
            return _explicit(first, last, _single(date), "day", "a full date")
        if 1 <= numbers[1] <= 12 and 1000 <= numbers[0] <= 2199:
            return _explicit(first, last, month_interval(*numbers), "month", "a year and a month")
        if len(parts[1]) == 2 and numbers[0] % 100 + 1 <= numbers[1] and 1000 <= numbers[0] <= 2199:
            count = numbers[1] - numbers[0] % 100 + 1
            return _explicit(first, last, year_interval(numbers[0], count), "year", "years from and to")
        return None
    if len(parts) == 2 and len(parts[1]) == 4:
        if 1000 <= numbers[1] <= 2199:
            return _explicit(first, last, month_interval(numbers[1], numbers[0]), "month", "a month and a year")
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
        return _explicit(first, last, _single(day(year, month, number)), "day", f"a full date, {reason}")
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
            return _explicit(first, last, (published, published), "day", "the order that gives the publication day")
        reading = _explicit(first, last, (month_first, month_first), "day", "read month first")
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
    """ "9/11" is the name of a day: 11 September 2001. Dates in that form that follow "on" are left to the other rule."""
    if reader.word(first) != "9/11" or reader.word(first - 1) in ("on", "by", "until", "from", "to", "friday"):
        return None
    date = day(2001, 9, 11)
    return _explicit(first, last, _single(date), "day", "9/11 is the name of 11 September 2001")


_YEAR_BEFORE = frozenset(
    """in since of by until till before after during from to between through and or early late mid the than for
    year throughout circa around about its his their a an our this on at fiscal dated spring summer autumn winter fall
    through pre post""".split()
)
_YEAR_COMPOUNDS = frozenset("era style vintage model present built born dated elected early mid late".split())
_OLD_YEAR_BEFORE = frozenset(
    "in since by until before after from during early late mid between circa year throughout".split()
)
_NUMBERED = frozenset(
    """flight resolution route highway room unit article section no number boeing airbus suite page channel model serial
    code paragraph rule law bus interstate convoy operation studio area box extension dial formula apollo windows
    hill lot peugeot asteroid category""".split()
)
_COUNTED = frozenset(
    """people persons men women children soldiers troops civilians fighters militants rebels police officers protesters
    demonstrators migrants refugees residents homes houses families members dead killed injured wounded deaths casualties
    prisoners passengers cases dollars euros pounds rupees dinars rials yuan yen francs marks kilometers kilometres km miles
    metres meters feet foot ft m kg kilograms tons tonnes acres hectares hours minutes seconds days weeks months years
    vehicles rockets missiles tanks aircraft bombs shells employees workers students jobs votes seats points barrels
    copies words pages per percent megawatts mw hp rpm mph kmh kph degrees calories shares villagers marines personnel
    Americans Iraqis Israelis Palestinians Russians Ukrainians victims tourists supporters delegates spectators
    units square cubic others applicants bodies guests pilgrims animals cattle sheep nautical yards grams gallons litres liters
    times volts watts million billion ethnic""".split()
)
_APPROXIMATELY = frozenset(
    "some about nearly almost over least approximately roughly around than up most exactly only another estimated killed injured".split()
)


def read_year(reader: Reader, at: Tokens, first: int, last: int) -> Reading | None:
    """A bare year, where it is not a count, a number of something, or part of a name."""
    token = at["y"]
    year = reader.scan.values[token]
    previous, following = reader.word(token - 1), reader.word(token + 1)
    labelled = "label" in at
    if not labelled:
        if reader.scan.touches(token) and previous not in ("(", "[", '"', "“", "‘", "'", "/", "–", "—", "-"):
            return None
        if previous == "-" and reader.scan.touches(token) and reader.scan.touches(token - 1):
            if reader.word(token - 2) not in ("mid", "early", "late", "post", "pre", "the", "since", "until"):
                return None
        if (
            following in _COUNTED
            or (following in ("-", "'") and reader.word(token + 2) in _COUNTED)
            or following == "%"
        ):
            return None
        if reader.word(token) == "year in words" and year >= 2000 and previous not in _YEAR_BEFORE:
            return None
        if previous in _NUMBERED or (previous == "." and reader.word(token - 2) in ("no", "nos", "dlrs")):
            return None
        if previous in _APPROXIMATELY and reader.word(token - 2) not in ("in", "since", "of"):
            return None
        if following == "-" and reader.scan.touches(token + 1) and reader.scan.touches(token + 2):
            if reader.word(token + 2).isalpha() and reader.word(token + 2) not in _YEAR_COMPOUNDS:
                return None
        if following == ":" or (following == "/" and reader.scan.touches(token + 1)):
            return None
        if previous in ("dlrs", "rs", "usd", "us", "pop", "nasdaq"):
            return None
        if year < 1800 and previous not in _OLD_YEAR_BEFORE:
            return None
        if not 1500 <= year <= 2100 and (
            previous not in ("in", "since", "by", "until", "from") or following in _COUNTED
        ):
            return None
        if reader.word(token) != "year in words" and _counts_things(reader, token):
            return None
    return _explicit(first, last, year_interval(year), "year", "a year", year=year)


def _counts_things(reader: Reader, token: int) -> bool:
    """Whether a number that looks like a year counts the plural noun after it, as in "killed 2000 goats"."""
    previous = reader.word(token - 1)
    following = reader.word(token + 1)
    return (
        previous not in _YEAR_BEFORE
        and following.endswith("s")
        and len(following) > 3
        and reader.scan.text[reader.scan.starts[token + 1]].islower()
        and previous.endswith(("ed", "ing"))
    )


def read_year_span(reader: Reader, at: Tokens, first: int, last: int) -> Reading | None:
    """ "1990-91", "2014-2018"."""
    begin = reader.scan.values[at["y"]]
    end = reader.scan.values[at["z"]]
    if reader.code(at["z"]) != CODES["year"]:
        end += begin - begin % 100
    if not begin < end <= begin + 150 or not 1500 <= begin <= 2199:
        return None
    return _explicit(first, last, year_interval(begin, end - begin + 1), "year", "years from and to", year=begin)


def read_before_christ(reader: Reader, at: Tokens, first: int, last: int) -> Reading | None:
    """ "323 BC": no day of our calendar, so no interval; what is known is the year."""
    if not reader.scan.text[reader.scan.starts[last - 1]].isupper():
        return None
    year = reader.scan.values[at["y"]]
    return Reading(
        first, last, None, "year", "none", ["before year 1, outside the calendar"], f"-{max(year - 1, 0):04d}"
    )


def read_decade(reader: Reader, at: Tokens, first: int, last: int) -> Reading | None:
    """ "the 1980s", "the '80s", "the nineties"."""
    token = at["d"]
    word = reader.word(token)
    if reader.code(token) == CODES["decade"]:
        digits = _DIGITS.findall(word)[0]
        year = int(digits)
        if len(digits) == 2:
            if word[0].isdigit() and not (reader.word(token - 1) in ("the", "early", "late", "mid", "-") or "of" in at):
                return None
            year += 1900 if year >= 30 else 2000
    else:
        year = 1900 + DECADES[word]
    if reader.word(first - 1) in ("his", "her", "their", "my", "our"):
        return None
    if not 1000 <= year <= 2199:
        return None
    return _explicit(first, last, year_interval(year, 10), "decade", "a decade", year=year)


def read_century(reader: Reader, at: Tokens, first: int, last: int) -> Reading | None:
    """ "the 21st century": counted in hundreds, 2000 to 2099, as TIMEX3 does."""
    number = reader.scan.values[at["n"]]
    if reader.word(at["u"]) not in ("century", "centuries") or not 2 <= number <= 30:
        return None
    return _explicit(
        first, last, year_interval(100 * (number - 1), 100), "century", "a century", year=100 * (number - 1)
    )


def read_part_of_year(reader: Reader, at: Tokens, first: int, last: int) -> Reading | None:
    """ "the third quarter of 1984", "first half of 2018", "the last two months of 2019", "first week of May 2020"."""
    unit = "half" if "h" in at else unit_at(reader, at["u"])
    count = count_at(reader, at["c"])[1] if "c" in at else 1
    from_end = reader.code(at["n"]) == CODES["last"]
    number = 1 if from_end else reader.scan.values[at["n"]]
    if count > 1 and number != 1:
        return None
    if "y" in at:
        year = _year_value(reader, at["y"])
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


def read_quarter(reader: Reader, at: Tokens, first: int, last: int) -> Reading | None:
    """ "the third quarter", "third-quarter net": the near one that the tense allows."""
    if reader.word(at["u"]) != "quarter" or reader.published is None:
        return None
    if reader.scan.starts[at["u"]] - reader.scan.ends[at["n"]] > 1:
        return None
    number = reader.scan.values[at["n"]]
    if not 1 <= number <= 4:
        return None
    if "y" in at:
        interval = month_interval(_year_value(reader, at["y"]), 3 * number - 2, 3)
        return _explicit(first, last, interval, "quarter", "a quarter of a named year")
    found = [month_interval(reader.published.year + offset, 3 * number - 2, 3) for offset in (-1, 0, 1)]
    chosen, reason = reader.nearest([one for one in found if one], first, last)
    return _explicit(first, last, chosen, "quarter", f"the near one, {reason}")


def read_quarter_code(reader: Reader, at: Tokens, first: int, last: int) -> Reading | None:
    """ "Q3 2019", "2019 H2", "q1-2019", "Q3"."""
    code = reader.word(at["q"])
    months = 3 if code[0] == "q" else 6
    number = int(code[1])
    if not 1 <= number <= 12 // months:
        return None
    unit = "quarter" if months == 3 else "half"
    if "y" in at:
        year = _year_value(reader, at["y"])
        return _explicit(
            first, last, month_interval(year, months * (number - 1) + 1, months), unit, "a part of a named year"
        )
    if reader.published is None or months == 6:
        return None
    found = [month_interval(reader.published.year + offset, months * (number - 1) + 1, months) for offset in (-1, 0, 1)]
    chosen, reason = reader.nearest([one for one in found if one], first, last)
    return _explicit(first, last, chosen, unit, f"the near one, {reason}")


def read_season(reader: Reader, at: Tokens, first: int, last: int) -> Reading | None:
    """ "summer 2014", "the winter of 2010-11", "over the summer"."""
    word = reader.word(at["s"])
    season = SEASONS[word]
    if "y" in at:
        year = _year_value(reader, at["y"])
        return _explicit(first, last, season_interval(year, season), "season", "a season of a named year", year=year)
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
    return _explicit(first, last, chosen, "season", f"the near one, {reason}")


_SEASON_BEFORE = frozenset("in by since until during over last this next of early late mid - through".split())


def read_week_number(reader: Reader, at: Tokens, first: int, last: int) -> Reading | None:
    """ "week 23", "week 3 of 2027"."""
    if reader.word(at["u"]) != "week" or (reader.published is None and "y" not in at):
        return None
    if "y" not in at and reader.word(first - 1) in ("in", "for", "of", "his", "their", "nfl", "season"):
        return None
    year = _year_value(reader, at["y"]) if "y" in at else reader.published.year  # type: ignore[union-attr]
    interval = week_of_year(year, reader.scan.values[at["n"]])
    return _explicit(first, last, interval, "week", "an ISO week")


def read_holiday(reader: Reader, at: Tokens, first: int, last: int) -> Reading | None:
    """ "Christmas Eve", "Easter 2021", "the start of Ramadan"."""
    name = reader.word(at["h"])
    if "y" in at:
        year = _year_value(reader, at["y"])
        return _explicit(first, last, named_day(name, year), "day", f"{name} of {year}", year=year)
    if reader.published is None:
        fixed = named_day(name, 2001)
        other = named_day(name, 2004)
        known = fixed and other and fixed[0].strftime("--%m-%d")
        if not fixed or not other or known != other[0].strftime("--%m-%d"):
            known = None
        return Reading(first, last, None, "day", "none", ["which year needs the publication date"], known or None)
    pointer = reader.word(at["p"]) if "p" in at else ""
    years = [reader.published.year + offset for offset in (-1, 0, 1)]
    found = [one for one in (named_day(name, year) for year in years) if one]
    if pointer in ("last", "previous", "past"):
        found = [one for one in found if one[1] < reader.published][-1:]
        reason = "the last one"
    elif pointer in ("next", "coming", "upcoming"):
        found = [one for one in found if one[0] > reader.published][:1]
        reason = "the coming one"
    elif pointer == "this":
        found = [one for one in found if one[0].year == reader.published.year]
        reason = "the one of this year"
    else:
        chosen, reason = reader.nearest(found, first, last)
        found = [chosen] if chosen else []
    if not found:
        return None
    unit = "day" if found[0][0] == found[0][1] else "days"
    return Reading(first, last, found[0], unit, "explicit", [f"{name}: {reason}"])


def read_weekday_numeric(reader: Reader, at: Tokens, first: int, last: int) -> Reading | None:
    reading = read_numeric(reader, at, at["n"], last)
    if reading:
        reading.first = first
    return reading


ABSOLUTE_RULES: tuple[Rule, ...] = (
    rule("9/11", "n:numeric", read_named_attack),
    rule("numeric", "n:numeric", read_numeric),
    rule("weekday and numeric", "weekday comma? n:numeric", read_weekday_numeric),
    rule(
        "month day, year",
        "(w:weekday dot? comma?)? m:month dot? (dash|slash)? the? d:day_number ((joint|comma and?) the? e:day_number)?"
        " (separator|comma in)? y:year(?!dash small)",
        read_month_day,
    ),
    rule("year month day", "y:year dash? m:month dash? d:day_number", read_month_day),
    rule("month year day", "m:month dash y:year dash d:day_number", read_month_day),
    rule(
        "day month year",
        "(w:weekday dot? comma?)? the? d:day_number (joint the? e:day_number)? (of|dash|slash)? m:month dot?"
        " (separator|comma in)? y:year",
        read_month_day,
    ),
    rule("day month of short year", "the? d:day_number of? m:month dot? (of|apostrophe) y:two_digit", read_month_day),
    rule(
        "month day in words",
        "m:month dot? d:cardinal (comma? y:year)?(?!unit|clock_unit|dash)",
        read_month_day_in_words,
    ),
    rule(
        "month day",
        "(w:weekday dot? comma?)? m:month dot? slash? the? d:day_number ((joint|comma and?) the? e:day_number)?"
        "(?!unit|clock_unit|daypart unit|month|thousand|hundred)",
        read_month_day,
    ),
    rule(
        "day month",
        "(w:weekday dot? comma?)? the? d:day_digits (joint the? e:day_digits)? (of|dash|slash)? m:month",
        read_month_day,
    ),
    rule("nth of month", "(w:weekday comma?)? the? d:day_number (joint the? e:day_number)? of m:month", read_month_day),
    rule(
        "month to month year",
        "m:month dot? (dash|to|until|and|or|slash) n:month dot? (separator|comma in)? y:year",
        read_month_span_year,
    ),
    rule("month year", "m:month dot? (separator|comma in)? y:year", read_month_year),
    rule("year month", "y:year dash? m:month", read_month_year),
    rule(
        "part of year",
        "the? n:nth dash? (c:plain_count dash?)? (u:unit|h:half) (of|in) (the?) (m:month dot? comma?)? of? y:year",
        read_part_of_year,
    ),
    rule("part of month", "the? n:nth dash? (u:unit|h:half) of m:month", read_part_of_year),
    rule("weekday number", "w:weekday the? d:day_digits(?!unit|clock_unit|month|dash|to|colon)", read_weekday_number),
    rule("month", "m:month", read_month),
    rule("year span", "y:year dash z:two_digit", read_year_span),
    rule("years", "y:year dash z:year", read_year_span),
    rule("before Christ", "y:plain_count bc", read_before_christ),
    rule("decade", "(the:the|of:of)? d:decade", read_decade),
    rule("decade in words", "(the:the|i:in) d:decade_word", read_decade),
    rule("century", "the? n:nth dash? u:unit", read_century),
    rule("quarter of the year before", "the? y:year n:nth dash? u:unit", read_quarter),
    rule("quarter", "the? fiscal? n:nth dash? u:unit(?! (of|in) year)", read_quarter),
    rule("quarter code and year", "q:quarter_code dash? (of|in)? y:year", read_quarter_code),
    rule("year and quarter code", "y:year dash? q:quarter_code", read_quarter_code),
    rule("quarter code", "q:quarter_code", read_quarter_code),
    rule("season and year", "the? s:season (of|in|comma)? y:year", read_season),
    rule("season", "the:the? s:season", read_season),
    rule("week number", "the? u:unit n:small ((of|in|comma)? y:year)?", read_week_number),
    rule("holiday and year", "h:holiday comma? (of|in)? y:year", read_holiday),
    rule("holiday", "(p:pointer)? h:holiday", read_holiday),
    rule("labelled year", "the? label:unit of? y:year", read_year),
    rule("year", "y:year", read_year),
)
