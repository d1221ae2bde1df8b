"""Times of day beside a date: "at 2 a.m. local time", "shortly after midnight", "1 p.m. EST (1800 GMT)"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from geomap.dates.reader import Reader
from geomap.dates.vocabulary import CODES, ZONES

_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?(?::\d{2})?\s*(?:([ap])\.?m\.?|o['’]clock)?", re.IGNORECASE)
_COMPACT = re.compile(r"(\d{2})(\d{2})")
_HINTS = frozenset(
    "at around about shortly just soon after before by until from the approximately nearly early late".split()
)


@dataclass(frozen=True, slots=True)
class ClockTime:
    """A time of day, "HH:MM", its zone as written and the tokens ``[first, last)`` that say so."""

    first: int
    last: int
    time: str
    zone: str | None


def parse_clock(word: str) -> str | None:
    """Read "HH:MM" of a clock time as written, None when there is no such time.

    >>> parse_clock("2:05 p.m.")
    '14:05'
    """
    compact = _COMPACT.fullmatch(word)
    match = _CLOCK.fullmatch(word)
    if compact:
        hour, minute = int(compact[1]), int(compact[2])
    elif match:
        hour, minute = int(match[1]), int(match[2] or 0)
        half = (match[3] or "").lower()
        if half and not 1 <= hour <= 12:
            return None
        if half:
            hour = hour % 12 + (12 if half == "p" else 0)
    else:
        return None
    return f"{hour:02d}:{minute:02d}" if hour < 24 and minute < 60 else None


def read_clock(reader: Reader, token: int) -> ClockTime | None:
    """The time of day whose clock word is at ``token``, with the zone after it."""
    code = reader.code(token)
    if code == CODES["clock"]:
        time = parse_clock(reader.word(token))
    elif code == CODES["noon"]:
        time = "00:00" if reader.word(token) == "midnight" else "12:00"
    else:
        return None
    if time is None:
        return None
    last = token + 1
    zone = None
    if reader.code(last) == CODES["zone"] and reader.word(last) in ZONES:
        zone = reader.scan.text[reader.scan.starts[last] : reader.scan.ends[last]]
        last += 1
    elif reader.word(last + 1) == "time" and reader.word(last) not in (
        "the",
        "a",
        "this",
        "that",
        "same",
        "long",
        "first",
        "last",
        "second",
    ):
        start, end = reader.span(last, last + 2)
        zone = reader.scan.text[start:end]
        last += 2
    first = token
    while first > 0 and reader.word(first - 1) in _HINTS and token - first < 3:
        first -= 1
    return ClockTime(first, last, time, zone)
