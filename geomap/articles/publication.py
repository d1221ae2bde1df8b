"""The day an article was published, as files write it."""

from __future__ import annotations

import datetime
import re
import warnings

# There were no newspapers before; databases write 0001-01-01 and 9999-12-31 for a day that is not known.
_FIRST_YEAR, _LAST_YEAR = 1600, 2500
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T?\d{4,6}Z?)?")
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_NUMERIC = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?!\d)")
_SECONDS = re.compile(r"\d{10}(?:\.\d+)?|\d{13}")
_MONTH_NAME = re.compile(r"(?i)\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*")
_CLOCK = re.compile(r"(?i)\b\d{1,2}[.:h]\d\d(?:[.:]\d\d)?(?:\.\d+)?\s*(?:[ap]\.?m\.?)?|\b\d{1,2}\s*[ap]\.?m\b\.?")
_ZONE = re.compile(r"\(?\b(?:UTC|GMT|MSK|[ECMP][SD]?T|[ABIJKW]ST|(?:CE|EE|WE)S?T|Z)\b\)?|[+-]\d\d:?\d\d\b")
_LEADING_WORDS = re.compile(
    r"(?i)^\W*(?:(?:first\s+)?published|posted|updated|date|on|at|:|monday|tuesday|wednesday|thursday|friday|saturday"
    r"|sunday|mon|tues?|wed|thur?s?|fri|sat|sun)\b[\s:.,]*"
)


def read_publication_day(text: str, *, day_first: bool | None = None) -> datetime.date | None:
    """The calendar day that is written, as written (a time zone does not move it); ``None`` when that is not certain.

    Read are ISO dates with or without a time, ``20200103``, ``2020/1/3``, dates with an English month name in any
    order, and seconds or milliseconds since 1970. ``3/4/2020`` is read only when ``day_first`` says how, or when one
    of the two numbers cannot be a month. A year, a month, or "tomorrow" is not a day, nor is one before 1600 or after
    2500. Today's date is never used.

    >>> read_publication_day("Friday 3 January 2020 19.45 GMT")
    datetime.date(2020, 1, 3)
    >>> read_publication_day("3/4/2020") is None
    True
    """
    text = text.strip()
    if not text or len(text) > 100:
        return None
    if found := _SECONDS.fullmatch(text):
        return _from_seconds(found.group())
    if found := _COMPACT.fullmatch(text) or _ISO.match(text):
        return _day(*map(int, found.groups()[:3]))
    if found := _NUMERIC.match(text):
        first, second, year = map(int, found.groups())
        return _numeric_day(first, second, year, day_first)
    if _MONTH_NAME.search(text) and re.search(r"\d{4}", text):
        return _worded_day(text)
    return None


def _day(year: int, month: int, day: int) -> datetime.date | None:
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def _numeric_day(first: int, second: int, year: int, day_first: bool | None) -> datetime.date | None:
    if day_first is None and first != second and first <= 12 and second <= 12:
        return None
    if day_first or (day_first is None and first > 12):
        return _day(year, second, first)
    return _day(year, first, second)


def _from_seconds(digits: str) -> datetime.date | None:
    seconds = int(digits) / 1000 if len(digits) == 13 else float(digits)
    return datetime.datetime.fromtimestamp(seconds, datetime.UTC).date()


def _worded_day(text: str) -> datetime.date | None:
    from dateutil import parser

    text = _ZONE.sub(" ", _CLOCK.sub(" ", text))
    while (shorter := _LEADING_WORDS.sub("", text)) != text:
        text = shorter
    text = re.sub(r"(?i)\b(?:at|on|of)\b|[|·•–—,]", " ", text)
    found = set()
    # The parser fills what is missing from a default; two that differ in every field show what was filled.
    for default in (datetime.datetime(2000, 1, 1), datetime.datetime(2004, 2, 2)):
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", parser.UnknownTimezoneWarning)
                found.add(parser.parse(text, default=default, dayfirst=False).date())
        except (ValueError, OverflowError):
            return None
    return _day(*found.pop().timetuple()[:3]) if len(found) == 1 else None
