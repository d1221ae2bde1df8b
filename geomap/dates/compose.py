"""What surrounds a date and changes it: "early", "the end of", "from ... to ...", the time of day beside it."""

from __future__ import annotations

from dataclasses import replace

from geomap.dates.clock import ClockTime, read_clock
from geomap.dates.direction import PAST
from geomap.dates.intervals import Interval, add_days, add_months, day, month_interval, narrow
from geomap.dates.reader import Reader, Reading
from geomap.dates.vocabulary import CODES, EDGES, ZONES

_LINKS = frozenset(CODES[name] for name in "of in on the dash for".split())
_DAY_UNITS = frozenset({"day", "days"})
# Alpha-2 codes of countries so far west that their day goes on while elsewhere the next has begun.
_WESTERN = frozenset("US CA MX GT SV HN NI CR PA CU HT DO JM CO VE EC PE BO CL AR UY PY BR".split())


_BEFORE_BARE_EDGE = frozenset("by at from since until the in around - , (".split())
_NOUN_EDGES = frozenset("end start beginning close middle outset onset rest remainder".split())


def apply_edge(reader: Reader, reading: Reading) -> None:
    """Read "early March", "the end of last year", "later this month", "earlier on Friday"."""
    token = reading.first - 1
    while token >= 0 and reader.code(token) in _LINKS and reading.first - token < 4:
        token -= 1
    word, code, link = reader.word(token), reader.code(token), reader.word(token + 1)
    steps = reading.first - 1 - token
    if code == CODES["edge"]:
        if _edge_belongs(reader, reading, token, link, steps):
            first = token - 1 if reader.word(token - 1) == "the" else token
            if EDGES[word] == "rest":
                _keep_rest(reader, reading, first)
            else:
                _narrow(reading, first, EDGES[word], word)
    elif word in ("earlier", "later") and (steps == 0 or link in ("in", "on", "the")):
        if steps > 1 and word == "later" and link == "on" and reading.unit != "day":
            return
        reading.first = token
        if reading.unit not in _DAY_UNITS:
            _cut(reader, reading, word)


def _edge_belongs(reader: Reader, reading: Reading, token: int, link: str, steps: int) -> bool:
    """Whether the word at ``token`` says which part of the reading is meant, ``steps`` small words before it."""
    word = reader.word(token)
    if word not in _NOUN_EDGES:
        return steps == 0 or link not in ("of", "for")
    if steps == 0:
        # "by end March"; elsewhere it is a verb, as in "will close next year"
        return reader.word(token - 1) in _BEFORE_BARE_EDGE and reading.unit != "day" and EDGES[word] != "rest"
    if word in ("start", "close", "end") and reader.word(token - 1) in ("to", "will", "would", "and"):
        return False
    return link == "of" or (link == "the" and steps == 1 and EDGES[word] != "rest")


def _keep_rest(reader: Reader, reading: Reading, first: int) -> None:
    """ "the rest of the year": from publication on."""
    published = reader.published
    if published is None or reading.interval is None or not reading.interval[0] <= published <= reading.interval[1]:
        return
    reading.first = first
    reading.interval = (published, reading.interval[1])
    reading.reasons.append("what is left of it at publication")


def _narrow(reading: Reading, first: int, edge: str, word: str) -> None:
    """The early, middle or late part. "Early March" stays a month: news says so well past the tenth."""
    reading.first = first
    if reading.interval is None or reading.interval[0] == reading.interval[1]:
        return
    part = narrow(reading.interval, edge)
    if reading.unit != "month" or edge in ("start", "end"):
        reading.interval = part
    else:
        reading.part = part
    reading.reasons.append(f'"{word}": the {edge} part of it')


def _cut(reader: Reader, reading: Reading, word: str) -> None:
    """Read "earlier this month" points to the days before publication, "later this week" to Thursday and on."""
    published = reader.published
    if published is None or reading.interval is None:
        return
    first, last = reading.interval
    if not first <= published <= last:
        return
    if word == "later" and reader.direction(reading.first, reading.last)[0] == PAST:
        # "Later that week they left": later than what was told before, not than publication.
        return
    if word == "earlier":
        part = (first, max(first, add_days(published, -1) or first))
    else:
        thursday = add_days(first, 3) or first
        part = (max(published, thursday) if reading.unit == "week" else published, last)
    if reading.unit == "week":
        reading.interval = part
    else:
        reading.part = part
    reading.reasons.append(f'"{word}": {"before" if word == "earlier" else "from"} publication')


def join_range(reader: Reader, left: Reading, right: Reading) -> Reading | None:
    """Read "from Aug. 26 to Oct. 20", "between 2003 and 2011", "today through Nov. 17": one interval, or None."""
    # "from Nov. 1, 1989, through Oct. 31": the comma that closes a year
    at = left.last + (reader.code(left.last) == CODES["comma"] and left.year is not None)
    gap = right.first - at
    if not 1 <= gap <= 2 or (gap == 2 and reader.code(at + 1) != CODES["the"]):
        return None
    link = reader.word(at)
    opener = reader.word(left.first - 1)
    if link == "and":
        if opener != "between":
            return None
    elif link in ("to", "through", "until", "till", "thru", "into"):
        if link in ("to", "through", "thru") and opener not in ("from", "between") and left.unit != right.unit:
            return None
        if link == "into" and not (left.unit == right.unit == "day"):
            return None
        if link in ("until", "till") and opener != "from":
            return None
    elif link in ("-", "–", "—"):
        if left.unit != right.unit:
            return None
    else:
        return None
    first = left.first - 1 if opener in ("from", "between") else left.first
    known = f"{left.known or '..'}/{right.known or '..'}" if left.interval is None or right.interval is None else None
    interval = _hull(reader, left, right)
    if interval is None and left.interval is not None and right.interval is not None:
        return None
    if (left.interval is None) != (right.interval is None):
        return None
    return replace(
        right,
        first=first,
        interval=interval,
        unit="day" if left.unit == right.unit == "day" else "days",
        basis=left.basis if interval else "none",
        known=known,
        reasons=[*left.reasons, *right.reasons, "from the first to the second"],
        time=left.time,
        zone=left.zone,
    )


def _hull(reader: Reader, left: Reading, right: Reading) -> Interval | None:
    if left.interval is None or right.interval is None:
        return None
    begin, end = left.interval, right.interval
    if left.year is None and right.year is None and left.month is not None and right.month is not None:
        return _yearless_range(reader, left, right)
    if left.year is None and left.month is not None and right.year is not None:
        begin = _in_year(left, end, before=True) or begin
    elif right.year is None and right.month is not None:
        end = _in_year(right, begin, before=False) or end
    if begin[0] > end[1] and left.basis == right.basis == "weekday" and (begin[0] - end[1]).days < 7:
        # "from Thursday to Saturday", told on a Friday: the Thursday of a week before.
        return add_days(begin[0], -7) or begin[0], end[1]
    if begin[0] > end[1]:
        return None
    return begin[0], end[1]


def _yearless_range(reader: Reader, left: Reading, right: Reading) -> Interval | None:
    """Two yearless ends: the range whose nearest day is nearest to publication, by the tense."""
    assert left.interval is not None and right.interval is not None
    found = []
    for years in (-1, 0, 1):
        begin = add_months(left.interval[0], 12 * years)
        end = begin and _in_year(right, (begin, begin), before=False)
        if begin and end and (end[0] - begin).days < 366:
            found.append((begin, end[1]))
    return reader.nearest(found, left.first, right.last)[0]


def _in_year(reading: Reading, other: Interval, *, before: bool) -> Interval | None:
    """A yearless reading in the year that puts it just before, or just after, the other end of its range."""
    assert reading.month is not None
    year = other[0].year
    for candidate in (year, year - 1 if before else year + 1):
        if reading.number is None:
            found = month_interval(candidate, reading.month)
        else:
            date = day(candidate, reading.month, reading.number)
            found = (date, date) if date else None
        if found and (found[0] <= other[1] if before else found[1] >= other[0]):
            return found
    return None


def same_day(reader: Reader, left: Reading, right: Reading) -> bool:
    """Whether two readings side by side say the same: "Saturday, three days from now"."""
    gap = right.first - left.last
    touching = gap == 0 or (gap == 1 and reader.code(left.last) == CODES["comma"])
    return touching and left.interval is not None and left.interval == right.interval


def attach_time(reader: Reader, reading: Reading) -> None:
    """Keep the time of day that stands right before or after a day, and take it into the span."""
    if reading.unit != "day" or (reading.interval is None and reading.known is None and reading.basis != "none"):
        return
    last = reading.last
    if reader.code(last) == CODES["daypart"] or reader.code(last) == CODES["overnight"]:
        reading.last = last = last + 1
    found = _clock_before(reader, reading.first) or _clock_after(reader, last)
    if found is None:
        return
    reading.time, reading.zone = found.time, found.zone
    reading.first, reading.last = min(reading.first, found.first), max(reading.last, found.last)
    if reading.zone is None and reader.code(reading.last) == CODES["zone"]:
        start, end = reader.span(reading.last, reading.last + 1)
        reading.zone = reader.scan.text[start:end]
        reading.last += 1
    reading.reasons.append(f"time of day {found.time}{f' {found.zone}' if found.zone else ''}")
    _across_midnight(reader, reading, found)


def _clock_before(reader: Reader, first: int) -> ClockTime | None:
    token = first - 1
    if reader.word(token) in ("on", "of", ","):
        token -= 1
    if reader.code(token) == CODES["close"]:
        # "1 p.m. EST (1800 GMT) on Thursday": the clock before the bracket comes first.
        opening = next(
            (at for at in range(token - 1, max(-1, token - 5), -1) if reader.code(at) == CODES["open"]), None
        )
        if opening is None:
            return None
        token = opening - 1
    for start in range(token, max(-1, token - 4), -1):
        code = reader.code(start)
        if code in (CODES["clock"], CODES["noon"]):
            found = read_clock(reader, start)
            return found if found and found.last == token + 1 else None
        if code in (CODES["dot"], CODES["break"]):
            return None
    return None


def _clock_after(reader: Reader, last: int) -> ClockTime | None:
    token = last
    steps = 0
    while steps < 4 and reader.word(token) in (
        ",",
        "at",
        "around",
        "about",
        "shortly",
        "just",
        "soon",
        "after",
        "before",
        "by",
        "approximately",
    ):
        token += 1
        steps += 1
    if reader.code(token) not in (CODES["clock"], CODES["noon"]):
        return None
    found = read_clock(reader, token)
    if found is None:
        return None
    return ClockTime(last, found.last, found.time, found.zone)


def _day_shift(one: ClockTime, other: ClockTime) -> int:
    """How many days later the second clock's calendar is, for two clocks of one moment.

    Without both zones the clocks are taken to be less than twelve hours apart.
    """
    minutes = _minutes(one.time)
    zones = ZONES.get((one.zone or "").lower()), ZONES.get((other.zone or "").lower())
    if zones[0] is not None and zones[1] is not None:
        return (minutes - zones[0] + zones[1]) // 1440
    ahead = _minutes(other.time) - minutes
    return -1 if ahead > 720 else 1 if ahead < -720 else 0


def _minutes(time: str) -> int:
    return 60 * int(time[:2]) + int(time[3:])


def join_clocks(reader: Reader, left: Reading, right: Reading) -> bool:
    """Take "(5:45 p.m. Thursday EST)" into the reading before it: two clocks of one moment, whose days both count."""
    if left.time is None or right.time is None or left.interval is None or right.interval is None:
        return False
    bracket = left.last
    if right.first != bracket + 1 or reader.code(bracket) not in (CODES["open"], CODES["comma"], CODES["or"]):
        return False
    if abs((left.interval[0] - right.interval[0]).days) > 1 or left.time == right.time:
        return False
    left.interval = (min(left.interval[0], right.interval[0]), max(left.interval[1], right.interval[1]))
    left.last = right.last
    left.reasons.append(f"{right.time} {right.zone or 'elsewhere'} is the same moment")
    return True


def _across_midnight(reader: Reader, reading: Reading, found: ClockTime) -> None:
    """Both days, when two clocks of one moment lie on both sides of midnight."""
    if reading.interval is None or reading.interval[0] != reading.interval[1]:
        return
    date = reading.interval[0]
    after = add_days(date, 1)
    other = _second_clock(reader, found.last) or _second_clock(reader, reading.last)
    if other is not None:
        reading.last = max(reading.last, other.last + 1)
        beside = add_days(date, _day_shift(found, other))
        if beside is not None and beside != date:
            reading.interval = (min(date, beside), max(date, beside))
            reading.reasons.append(f"{other.time} {other.zone or 'elsewhere'} is on {beside.isoformat()}")
        return
    local = found.zone is not None and found.zone.lower().endswith(" time")
    western = (reader.source_country or "").upper() in _WESTERN or _told_in_washington(reader, reading.last)
    if local and found.time < "08:00" and western and after is not None:
        if (found.zone or "").lower() in ("eastern time", "pacific time", "central time", "mountain time"):
            return
        reading.interval = (date, after)
        reading.reasons.append("a small hour far east of the source: its day and the next")


def _told_in_washington(reader: Reader, token: int) -> bool:
    """Whether the day is that of Washington or New York, by the words after it."""
    if reader.word(token) == "in":
        token += 1
    return reader.word(token) == "washington" or (reader.word(token) == "new" and reader.word(token + 1) == "york")


def _second_clock(reader: Reader, token: int) -> ClockTime | None:
    """The clock time in brackets: "(1800 GMT)"."""
    if reader.code(token) != CODES["open"] or reader.code(token + 1) != CODES["clock"]:
        return None
    found = read_clock(reader, token + 1)
    return found if found and reader.code(found.last) == CODES["close"] else None
