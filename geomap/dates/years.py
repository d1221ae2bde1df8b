"""Years, decades and centuries: "in 2003", "1980-88", "the 1980s", "the 21st century", "331 BC"."""

from __future__ import annotations

import re

from geomap.dates.building import explicit
from geomap.dates.grammar import Tokens
from geomap.dates.intervals import (
    year_interval,
)
from geomap.dates.reader import Reader, Reading
from geomap.dates.vocabulary import CODES, DECADES

_DIGITS = re.compile(r"\d+")


_YEAR_BEFORE = frozenset(
    """in since of by until till before after during from to between through and or early late mid the than for
    year throughout circa around about its his their a an our this on at fiscal dated spring summer autumn winter fall
    through pre post""".split()
)


_HYPHENED_BEFORE = frozenset("mid early late post pre the since until".split())
_YEAR_COMPOUNDS = frozenset("era style vintage model present built born dated elected early mid late".split())


_OLD_YEAR_BEFORE = frozenset(
    "in since by until before after from during early late mid between circa year throughout".split()
)


_NUMBERED = frozenset(
    """flight resolution route highway room unit article section no number boeing airbus suite page channel model
    serial code paragraph rule law bus interstate convoy operation studio area box extension dial formula apollo
    windows hill lot lodge peugeot asteroid category""".split()
)


_COUNTED = frozenset(
    """people persons men women children soldiers troops civilians fighters militants rebels police officers protesters
    demonstrators migrants refugees residents homes houses families members dead killed injured wounded deaths
    casualties prisoners passengers cases dollars euros pounds rupees dinars rials yuan yen francs marks kilometers
    kilometres km miles metres meters feet foot ft m kg kilograms tons tonnes acres hectares hours minutes seconds
    days weeks months years vehicles rockets missiles tanks aircraft bombs shells employees workers students jobs
    votes seats points barrels copies words pages per percent megawatts mw hp rpm mph kmh kph degrees calories
    shares villagers marines personnel Americans Iraqis Israelis Palestinians Russians Ukrainians victims tourists
    supporters delegates spectators units square cubic others applicants bodies guests pilgrims animals cattle sheep
    nautical yards grams gallons litres liters times volts watts million billion ethnic""".split()
)


_APPROXIMATELY = frozenset(
    "some about nearly almost over least approximately roughly around than up most exactly only another"
    " estimated killed injured".split()
)


_DIGIT_CODES = frozenset(CODES[name] for name in "small number two_digit year".split())


def read_year(reader: Reader, at: Tokens, first: int, last: int) -> Reading | None:
    """A bare year, where it is not a count, a number of something, or part of a name."""
    token = at["y"]
    year = reader.scan.values[token]
    previous, following = reader.word(token - 1), reader.word(token + 1)
    labelled = "label" in at
    if year > 2199:
        return None
    if not labelled:
        if reader.scan.touches(token) and previous not in ("(", "[", '"', "“", "‘", "'", "/", "–", "—", "-"):
            return None
        hyphened = previous == "-" and reader.scan.touches(token) and reader.scan.touches(token - 1)
        if hyphened and reader.word(token - 2) not in _HYPHENED_BEFORE:
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
        compound = following == "-" and reader.scan.touches(token + 1) and reader.scan.touches(token + 2)
        if compound and reader.word(token + 2).isalpha() and reader.word(token + 2) not in _YEAR_COMPOUNDS:
            return None
        if (
            previous == "at"
            or (following == ":" and reader.code(token + 2) in _DIGIT_CODES)
            or (following == "/" and reader.scan.touches(token + 1))
        ):
            return None
        if reader.code(token + 1) == CODES["zone"] or (following == "and" and reader.code(token + 3) == CODES["zone"]):
            return None
        if previous == "/" and reader.code(token - 2) != CODES["year"]:
            return None
        if previous in ("dlrs", "rs", "usd", "us", "pop", "nasdaq"):
            return None
        if year < 1800 and previous not in _OLD_YEAR_BEFORE:
            return None
        if not 1500 <= year <= 2100 and (previous not in ("in", "since", "by", "circa") or following in _COUNTED):
            return None
        if reader.word(token) != "year in words" and _counts_things(reader, token):
            return None
    return explicit(first, last, year_interval(year), "year", "a year", year=year)


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
    """Read "1990-91", "2014-2018"."""
    begin = reader.scan.values[at["y"]]
    end = reader.scan.values[at["z"]]
    if reader.code(at["z"]) != CODES["year"]:
        end += begin - begin % 100
    if not begin < end <= begin + 150 or not 1500 <= begin <= 2199:
        return None
    return explicit(first, last, year_interval(begin, end - begin + 1), "year", "years from and to", year=begin)


def read_before_christ(reader: Reader, at: Tokens, first: int, last: int) -> Reading | None:
    """Read "323 BC": no day of our calendar, so no interval; what is known is the year."""
    if not reader.scan.text[reader.scan.starts[last - 1]].isupper():
        return None
    year = reader.scan.values[at["y"]]
    return Reading(
        first, last, None, "year", "none", ["before year 1, outside the calendar"], f"-{max(year - 1, 0):04d}"
    )


def read_decade(reader: Reader, at: Tokens, first: int, last: int) -> Reading | None:
    """Read "the 1980s", "the '80s", "the nineties"."""
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
    return explicit(first, last, year_interval(year, 10), "decade", "a decade", year=year)


def read_century(reader: Reader, at: Tokens, first: int, last: int) -> Reading | None:
    """Read "the 21st century": counted in hundreds, 2000 to 2099, as TIMEX3 does."""
    number = reader.scan.values[at["n"]]
    if reader.word(at["u"]) not in ("century", "centuries") or not 2 <= number <= 30:
        return None
    return explicit(
        first, last, year_interval(100 * (number - 1), 100), "century", "a century", year=100 * (number - 1)
    )
