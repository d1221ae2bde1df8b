"""Named days and seasons: when they fall in a year, by calendar libraries where a rule is not a plain date.

Easter comes from dateutil; the Islamic months from hijridate (the Umm al-Qura calendar, 1924 to 2077: a local sighting
of the moon is often a day later, so that single days have that day too); the Hebrew calendar from
convertdate. Outside a library's range a named day has no interval.
"""

from __future__ import annotations

import datetime
import math
from typing import Final

from geomap.dates.intervals import Interval, add_days, day, nth_weekday

# name -> the rule: "M-D" fixed; "easter N" days from Easter; "islamic M D [length]"; "hebrew M D [length]";
# "nth N WEEKDAY MONTH [days after]", N of -1 being the last; "nowruz"; "chinese" has no library here and is left out.
_RULES: Final[dict[str, str]] = {
    "christmas eve": "12-24",
    "christmas day": "12-25",
    "christmas": "12-25",
    "xmas": "12-25",
    "boxing day": "12-26",
    "new year's eve": "12-31",
    "new years eve": "12-31",
    "new year's day": "1-1",
    "new years day": "1-1",
    "new year's": "1-1",
    "halloween": "10-31",
    "valentine's day": "2-14",
    "valentines day": "2-14",
    "st. patrick's day": "3-17",
    "st patrick's day": "3-17",
    "saint patrick's day": "3-17",
    "april fools' day": "4-1",
    "april fool's day": "4-1",
    "earth day": "4-22",
    "may day": "5-1",
    "juneteenth": "6-19",
    "bastille day": "7-14",
    "guy fawkes night": "11-5",
    "bonfire night": "11-5",
    "armistice day": "11-11",
    "remembrance day": "11-11",
    "veterans day": "11-11",
    "anzac day": "4-25",
    "all saints' day": "11-1",
    "all saints day": "11-1",
    "all souls' day": "11-2",
    "epiphany": "1-6",
    "twelfth night": "1-5",
    "orthodox christmas": "1-7",
    "st. stephen's day": "12-26",
    "international women's day": "3-8",
    "women's day": "3-8",
    "leap day": "2-29",
    "d-day": "6-6",
    "easter": "easter 0",
    "easter sunday": "easter 0",
    "easter day": "easter 0",
    "easter monday": "easter 1",
    "easter saturday": "easter -1",
    "easter weekend": "easter -2 4",
    "good friday": "easter -2",
    "holy saturday": "easter -1",
    "maundy thursday": "easter -3",
    "palm sunday": "easter -7",
    "holy week": "easter -7 7",
    "ash wednesday": "easter -46",
    "shrove tuesday": "easter -47",
    "mardi gras": "easter -47",
    "lent": "easter -46 46",
    "ascension day": "easter 39",
    "pentecost": "easter 49",
    "whit sunday": "easter 49",
    "whit monday": "easter 50",
    "corpus christi day": "easter 60",
    "orthodox easter": "orthodox 0",
    "thanksgiving": "nth 4 3 11",
    "thanksgiving day": "nth 4 3 11",
    "black friday": "nth 4 3 11 1",
    "cyber monday": "nth 4 3 11 4",
    "labor day": "nth 1 0 9",
    "memorial day": "nth -1 0 5",
    "mother's day": "nth 2 6 5",
    "father's day": "nth 3 6 6",
    "columbus day": "nth 2 0 10",
    "indigenous peoples' day": "nth 2 0 10",
    "presidents day": "nth 3 0 2",
    "presidents' day": "nth 3 0 2",
    "martin luther king day": "nth 3 0 1",
    "martin luther king jr. day": "nth 3 0 1",
    "us independence day": "7-4",
    "u.s. independence day": "7-4",
    "american independence day": "7-4",
    "ramadan": "islamic 9 1 30",
    "ramadhan": "islamic 9 1 30",
    "ramzan": "islamic 9 1 30",
    "laylat al-qadr": "islamic 9 27 2",
    "eid al-fitr": "islamic 10 1 3",
    "eid-al-fitr": "islamic 10 1 3",
    "eid ul-fitr": "islamic 10 1 3",
    "eid al fitr": "islamic 10 1 3",
    "eid ul fitr": "islamic 10 1 3",
    "eid al-adha": "islamic 12 10 4",
    "eid-al-adha": "islamic 12 10 4",
    "eid ul-adha": "islamic 12 10 4",
    "eid al adha": "islamic 12 10 4",
    "eid ul adha": "islamic 12 10 4",
    "feast of the sacrifice": "islamic 12 10 4",
    "day of arafah": "islamic 12 9 2",
    "hajj": "islamic 12 8 6",
    "ashura": "islamic 1 10 2",
    "ashoura": "islamic 1 10 2",
    "ashoora": "islamic 1 10 2",
    "arbaeen": "islamic 2 20 2",
    "arbain": "islamic 2 20 2",
    "islamic new year": "islamic 1 1 2",
    "muharram": "islamic 1 1 30",
    "mawlid": "islamic 3 12 2",
    "mawlid al-nabi": "islamic 3 12 2",
    "milad-un-nabi": "islamic 3 12 2",
    "the prophet's birthday": "islamic 3 12 2",
    "nowruz": "nowruz",
    "nowrouz": "nowruz",
    "norouz": "nowruz",
    "noruz": "nowruz",
    "newroz": "3-21",
    "persian new year": "nowruz",
    "iranian new year": "nowruz",
    "passover": "hebrew 1 15 8",
    "yom kippur": "hebrew 7 10",
    "rosh hashanah": "hebrew 7 1 2",
    "rosh hashana": "hebrew 7 1 2",
    "sukkot": "hebrew 7 15 7",
    "simchat torah": "hebrew 7 22",
    "hanukkah": "hebrew 9 25 8",
    "chanukah": "hebrew 9 25 8",
    "purim": "hebrew purim",
    "shavuot": "hebrew 3 6",
    "tisha b'av": "hebrew 5 9",
}


def _by_first_word() -> dict[str, tuple[str, ...]]:
    table: dict[str, list[str]] = {}
    for name in sorted(_RULES, key=len, reverse=True):
        first = ""
        for character in name:
            if not character.isalpha():
                break
            first += character
        table.setdefault(first, []).append(name)
    return {first: tuple(names) for first, names in table.items()}


_NAMES: Final = _by_first_word()
# What follows the first word, two characters of it; "the" opens a name, but seldom.
_OPENINGS: Final = {
    word: frozenset(name[len(word) : len(word) + 2] for name in names) for word, names in _NAMES.items()
}


_JULIAN_DAY_OF_ORDINAL_0: Final = 1_721_425
HOLIDAY_WORDS: Final = frozenset(_NAMES)


# Names that are common words in lower case.
_COMMON_WORDS: Final = frozenset({"lent", "epiphany", "may day", "new year's", "holy week", "remembrance day"})


def holiday_at(text: str, start: int, word: str) -> int:
    """Where the named day that begins at ``start`` ends, 0 when none does. ``word`` is its first word in lower case."""
    openings, after = _OPENINGS[word], start + len(word)
    if "" not in openings and text[after : after + 2].lower().replace("’", "'") not in openings:
        return 0
    for name in _NAMES[word]:
        end = start + len(name)
        if text[start:end].lower().replace("’", "'") != name or text[end : end + 1].isalnum():
            continue
        if name in _COMMON_WORDS and text[start].islower():
            continue
        return 0 if text.startswith((" Island", " Jr"), end) else end
    return 0


def named_day(name: str, year: int) -> Interval | None:
    """The days of the named day or period that begins in ``year``; None where the calendar does not reach.

    >>> named_day("easter monday", 2021)
    (datetime.date(2021, 4, 5), datetime.date(2021, 4, 5))
    """
    kind, *rest = _RULES[name].split()
    if not 1 <= year <= 9999:
        return None
    if kind in ("easter", "orthodox"):
        return _easter(kind, year, [int(part) for part in rest])
    if kind == "nth":
        return _nth_weekday(year, *(int(part) for part in rest))
    if kind == "islamic":
        return _islamic(year, *(int(part) for part in rest))
    if kind == "hebrew":
        return _hebrew(year, rest)
    if kind == "nowruz":
        return _nowruz(year)
    month, number = kind.split("-")
    date = day(year, int(month), int(number))
    return (date, date) if date else None


def _span(first: datetime.date | None, length: int) -> Interval | None:
    last = first and add_days(first, length - 1)
    return (first, last) if first and last else None


def _easter(kind: str, year: int, numbers: list[int]) -> Interval | None:
    from dateutil.easter import EASTER_ORTHODOX, EASTER_WESTERN, easter

    if not 1583 <= year <= 4099:
        return None
    sunday = easter(year, EASTER_WESTERN if kind == "easter" else EASTER_ORTHODOX)
    return _span(add_days(sunday, numbers[0]), numbers[1] if len(numbers) > 1 else 1)


def _nth_weekday(year: int, count: int, weekday: int, month: int, later: int = 0) -> Interval | None:
    date = nth_weekday(year, month, weekday, count)
    date = date and add_days(date, later)
    return (date, date) if date else None


def _islamic(year: int, month: int, number: int, length: int = 1) -> Interval | None:
    """The one that begins in the Gregorian year; the later one where two do (2030 has two Ramadans)."""
    from hijridate import Hijri

    found = None
    nearest = round((year - 621.5) * 365.2425 / 354.367)
    for hijri_year in range(nearest - 1, nearest + 3):
        try:
            date = Hijri(hijri_year, month, number).to_gregorian()
            days = min(length, Hijri(hijri_year, month, 1).month_length()) if length > 4 else length
        except (ValueError, OverflowError):
            continue
        first = datetime.date(date.year, date.month, date.day)
        if first.year == year and (found is None or first > found[0]):
            found = _span(first, days)
    return found


def _hebrew(year: int, rest: list[str]) -> Interval | None:
    from convertdate import hebrew

    if not 1000 <= year <= 3000:
        return None
    for hebrew_year in (year + 3760, year + 3761):
        if rest[0] == "purim":
            month, number, length = (13 if hebrew.leap(hebrew_year) else 12), 14, 1
        else:
            month, number = int(rest[0]), int(rest[1])
            length = int(rest[2]) if len(rest) > 2 else 1
        # The year begins with month 7, and the Julian day of its first evening's noon counts on from there.
        months = range(7, month) if month >= 7 else (*range(7, hebrew.year_months(hebrew_year) + 1), *range(1, month))
        later = sum(hebrew.month_length(hebrew_year, one) for one in months) + number - 1
        first = datetime.date.fromordinal(
            round(hebrew.to_jd(hebrew_year, 7, 1) + 0.5) - _JULIAN_DAY_OF_ORDINAL_0 + later
        )
        if first.year == year:
            return _span(first, length)
    return None


def _nowruz(year: int) -> Interval | None:
    """The day whose noon in Tehran (UTC+3:30) is the first after the March equinox.

    The mean equinox is the polynomial of Meeus, Astronomical Algorithms, chapter 27; convertdate, which computes the
    sun's place instead and needs 50 ms for it, gives the same days from 1900 to 2100.
    """
    if not 1800 <= year <= 2200:
        return None
    y = (year - 2000) / 1000
    julian_day = 2451623.80984 + 365242.37404 * y + 0.05169 * y**2 - 0.00411 * y**3 - 0.00057 * y**4
    noon_before = math.floor(julian_day + 3.5 / 24)
    date = datetime.date.fromordinal(noon_before - _JULIAN_DAY_OF_ORDINAL_0 + 1)
    return date, date
