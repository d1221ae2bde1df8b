"""Rules for dates that count from publication or from another date: "three days ago", "last week", "the next day"."""

from __future__ import annotations

import datetime
import re

from geomap.dates.absolute import narrow_half
from geomap.dates.counting import count_at, unit_at
from geomap.dates.direction import FUTURE, LEANS_AHEAD, PAST
from geomap.dates.grammar import Rule, Tokens, rule
from geomap.dates.holidays import named_day
from geomap.dates.intervals import (
    Interval,
    add_days,
    add_units,
    day,
    month_interval,
    season_interval,
    unit_interval,
    week_of_period,
    week_of_year,
)
from geomap.dates.reader import Reader, Reading, tense_reason
from geomap.dates.vocabulary import CODES, SEASONS

_BACK = frozenset("last previous preceding prior past".split())
_AHEAD = frozenset("next coming upcoming forthcoming following ensuing subsequent".split())
_ANAPHORIC = frozenset("that those same very following ensuing subsequent previous preceding prior next".split())
_LONG = frozenset({"month", "quarter", "year", "decade", "century", "half"})


def read_deictic(reader: Reader, at: Tokens, first: int, last: int) -> Reading | None:
    """ "today", "yesterday", "tomorrow", "tonight"."""
    word = reader.word(at["d"])
    offset = {"today": 0, "tonight": 0, "yesterday": -1}.get(word, 1)
    if reader.published is None:
        return reader.relative(first, last, None, "day", "")
    date = add_days(reader.published, offset)
    name = {0: "the day of publication", -1: "the day before publication", 1: "the day after publication"}[offset]
    return reader.relative(first, last, (date, date) if date else None, "day", name)


def read_pointed_unit(reader: Reader, at: Tokens, first: int, last: int) -> Reading | None:
    """ "last week", "this month", "the coming year", "that weekend", "the following day"."""
    unit, pointer = unit_at(reader, at["u"]), reader.word(at["p"])
    if reader.word(at["u"]) in ("days", "weeks", "months", "years", "quarters", "decades", "weekends"):
        return read_vague_units(reader, at, first, last)
    if (unit == "decade" and pointer in _BACK) or (reader.published is None and pointer not in _ANAPHORIC):
        return (
            _trailing(reader, first, last, -10, "year")
            if unit == "decade"
            else reader.relative(first, last, None, unit, "")
        )
    if pointer == "latest" and unit == "quarter":
        found = reader.latest_quarter()
        if found and found.interval:
            return _anchored(reader, first, last, found.interval, unit, found, "the quarter the text is about")
    offset = -1 if pointer in _BACK else 1 if pointer in _AHEAD else 0
    if pointer in ("that", "same", "very", "following", "ensuing", "subsequent", "preceding", "previous", "prior") or (
        pointer == "next" and unit == "day"
    ):
        return _from_anchor(reader, first, last, unit, offset, pointer)
    if unit == "day":
        if pointer not in ("last", "past"):
            return None
        return _trailing(reader, first, last, -1, "day")
    if pointer == "past" and unit != "weekend":
        return _trailing(reader, first, last, -1, unit)
    if pointer == "present" and unit != "year":
        return None
    return _neighbour(reader, first, last, unit, offset)


def _neighbour(reader: Reader, first: int, last: int, unit: str, offset: int) -> Reading | None:
    """The unit of publication, or the one before or after it."""
    if reader.published is None:
        return reader.relative(first, last, None, unit, "")
    shifted = add_units(reader.published, offset, unit)
    interval = shifted and unit_interval(shifted, unit)
    words = {
        -1: f"the {unit} before publication's",
        0: f"the {unit} of publication",
        1: f"the {unit} after publication's",
    }[offset]
    return reader.relative(first, last, interval, unit, words)


def _from_anchor(reader: Reader, first: int, last: int, unit: str, offset: int, pointer: str) -> Reading | None:
    """ "that day", "the following week": counts from the last date in the text, else from publication."""
    smaller = {"day": frozenset({"day"})}.get(
        unit,
        frozenset(
            {"day", "days", "week", "weekend", "month", "quarter", "year"} - ({"year"} if unit != "year" else set())
        ),
    )
    anchor = reader.anchor(first, smaller)
    if anchor is not None and anchor.interval is not None:
        base = anchor.interval[1] if offset > 0 else anchor.interval[0]
        if unit == "weekend" and offset == 0:
            base = anchor.interval[0]
        shifted = add_units(base, offset, unit)
        interval = shifted and unit_interval(shifted, unit)
        return _anchored(reader, first, last, interval, unit, anchor, f"{_offset_words(offset, unit)}")
    if reader.published is None:
        return reader.relative(first, last, None, unit, "")
    if (unit == "day" and pointer in ("that", "very")) or (unit == "day" and pointer == "same"):
        return None
    if (
        unit == "day"
        and pointer in ("next", "following", "ensuing", "subsequent")
        and not _is_ahead(reader, first, last)
    ):
        return None
    return _neighbour(reader, first, last, unit, offset)


def _is_ahead(reader: Reader, first: int, last: int) -> bool:
    return reader.direction(first, last)[0] in (FUTURE, LEANS_AHEAD)


def _offset_words(offset: int, unit: str) -> str:
    if offset == 0:
        return f"the same {unit} as"
    count = f"{abs(offset)} {unit}{'s' if abs(offset) > 1 else ''}"
    return f"{count} {'after' if offset > 0 else 'before'}"


def _anchored(
    reader: Reader, first: int, last: int, interval: Interval | None, unit: str, anchor: Reading, reason: str
) -> Reading:
    span = reader.span(anchor.first, anchor.last)
    words = reader.scan.text[span[0] : span[1]]
    basis = "relative" if interval else "none"
    return Reading(first, last, interval, unit, basis, [f'{reason} "{words}"'], anchor=span)


def _trailing(reader: Reader, first: int, last: int, count: int, unit: str, inclusive: bool = True) -> Reading | None:
    """A stretch of time that ends at publication, or begins after it."""
    if reader.published is None:
        return reader.relative(first, last, None, "days", "")
    return _stretch(reader, first, last, reader.published, count, unit, inclusive)


def _stretch(
    reader: Reader, first: int, last: int, base: datetime.date, count: int, unit: str, inclusive: bool = True
) -> Reading | None:
    other = add_units(base, count, unit)
    if other is None:
        return reader.relative(first, last, None, "days", "")
    if count < 0:
        end = base if inclusive else add_days(base, -1)
        interval = (other, end) if end and other <= end else None
        reason = "up to publication"
    else:
        begin = add_days(base, 1)
        interval = (begin, other) if begin and begin <= other else None
        reason = "from the day after publication"
    return reader.relative(first, last, interval, "days", reason)


def read_counted_pointer(reader: Reader, at: Tokens, first: int, last: int) -> Reading | None:
    """ "the past two months", "the next three days", "5 upcoming years", "the past two quarters"."""
    unit = unit_at(reader, at["u"])
    pointer = reader.word(at["p"])
    low, high = count_at(reader, at["c"])
    if high > 1 and not reader.word(at["u"]).endswith("s"):
        return None
    if high == 0 or pointer in ("this", "that", "same", "current", "very", "calendar", "latest", "present", "those"):
        return None
    ahead = pointer in _AHEAD
    if reader.published is None:
        return reader.relative(first, last, None, "days", "")
    if unit in ("quarter", "decade", "century") and low == high:
        here = unit_interval(reader.published, unit)
        begin = here and add_units(here[0], 1 if ahead else -high, unit)
        after = begin and add_units(begin, high, unit)
        end = after and add_days(after, -1)
        if begin and end:
            return reader.relative(first, last, (begin, end), unit, f"whole {unit}s beside publication's")
    return _trailing(
        reader, first, last, high if ahead else -high, unit, pointer not in ("previous", "preceding", "prior")
    )


_RECENT_REACH = {"day": 6, "week": 5, "month": 5, "year": 5, "quarter": 4, "decade": 3, "weekend": 4}


def read_vague_units(reader: Reader, at: Tokens, first: int, last: int) -> Reading | None:
    """ "in recent weeks", "the coming months": a few of them, up to five or so."""
    unit, pointer = unit_at(reader, at["u"]), reader.word(at["p"])
    if unit not in _RECENT_REACH or not reader.word(at["u"]).endswith("s"):
        return None
    if pointer in ("this", "same", "current", "latest", "present", "calendar", "very"):
        return None
    if pointer in (
        "that",
        "those",
        "following",
        "previous",
        "preceding",
        "prior",
        "ensuing",
        "subsequent",
        "last",
        "next",
    ):
        return None
    count = _RECENT_REACH[unit]
    return _trailing(reader, first, last, count if pointer in _AHEAD else -count, unit)


def read_ago(reader: Reader, at: Tokens, first: int, last: int) -> Reading | None:
    """ "three days ago", "about a year ago", "two months ago": the unit that holds the day so far back."""
    unit = unit_at(reader, at["u"])
    low, high = count_at(reader, at["c"])
    if high == 0:
        return None
    if "b" in at:
        low = min(low, count_at(reader, at["b"])[0])
    if reader.published is None:
        return reader.relative(first, last, None, unit, "")
    quarter = reader.quarter(first)
    if unit == "year" and low == high == 1 and quarter and quarter.interval and _compares(reader, first):
        before = add_units(quarter.interval[0], -1, "year")
        interval = before and unit_interval(before, "quarter")
        return _anchored(reader, first, last, interval, "quarter", quarter, "one year before")
    far, near = add_units(reader.published, -high, unit), add_units(reader.published, -low, unit)
    if far is None or near is None:
        return reader.relative(first, last, None, unit, "")
    begin, end = unit_interval(far, unit), unit_interval(near, unit)
    if begin is None or end is None:
        return None
    approximate = reader.code(first) == CODES["approx"] or reader.word(first - 1) in _HEDGES
    interval = (begin[0], end[1])
    if approximate and unit == "day":
        interval = _widen(interval, max(1, high // 5))
    return reader.relative(
        first,
        last,
        interval,
        unit if low == high else "days",
        f"{high} {unit}{'s' if high > 1 else ''} before publication",
    )


_HEDGES = frozenset("about around roughly approximately nearly almost some".split())


def _widen(interval: Interval, days: int) -> Interval:
    return add_days(interval[0], -days) or interval[0], add_days(interval[1], days) or interval[1]


_FIGURES = re.compile(
    r"[$€£%]|\b(?:percent|compared|million|billion|net|profits?|earnings|sales|revenues?|income|loss|shares?|rates?)\b"
)


def _compares(reader: Reader, first: int) -> bool:
    """Whether the sentence compares figures, as business reports do with the quarter one year before."""
    low, high = reader.sentence_bounds(reader.scan.starts[first])
    return _FIGURES.search(reader.scan.text, low, min(high, low + 1000)) is not None


def read_later(reader: Reader, at: Tokens, first: int, last: int) -> Reading | None:
    """ "two days later", "a week before", "a year earlier", "three weeks from now"."""
    unit = unit_at(reader, at["u"])
    low, high = count_at(reader, at["c"])
    word = reader.word(at["w"])
    if high == 0:
        return None
    sign = -1 if word in ("earlier", "before", "previously", "beforehand") else 1
    if word == "now" or word in ("ahead", "hence"):
        return _trailing_point(reader, first, last, high, unit)
    if word in ("before", "after") and _continues(reader, last):
        return None
    if word in ("on", "afterwards", "afterward") and unit == "year":
        return None
    if unit == "year" and sign < 0:
        quarter = reader.quarter(first)
        if quarter and quarter.interval and _compares(reader, first):
            before = add_units(quarter.interval[0], -high, "year")
            interval = before and unit_interval(before, "quarter")
            return _anchored(reader, first, last, interval, "quarter", quarter, _offset_words(-high, unit))
    anchor = reader.anchor(
        first,
        frozenset({"day", "days", "week", "weekend", "month", "year"} if unit in _LONG else {"day", "weekend", "week"}),
    )
    if anchor is None or anchor.interval is None:
        if sign < 0 and word == "earlier" and reader.published is not None:
            far, near = add_units(reader.published, -high, unit), add_units(reader.published, -low, unit)
            begin, end = far and unit_interval(far, unit), near and unit_interval(near, unit)
            if begin and end:
                return reader.relative(first, last, (begin[0], end[1]), unit, "counted back from publication")
        if reader.published is None:
            return Reading(first, last, None, unit, "none", ["counts from a date that the text does not give"])
        return None
    begin_date, end_date = anchor.interval
    least, most = sorted((sign * low, sign * high))
    begin = add_units(begin_date, least, unit)
    end = add_units(end_date, most, unit)
    if begin is None or end is None:
        return None
    if unit in _LONG:
        first_unit, last_unit = unit_interval(begin, unit), unit_interval(end, unit)
        if first_unit is None or last_unit is None:
            return None
        interval = (first_unit[0], last_unit[1])
        name = unit if low == high and interval == unit_interval(begin, unit) else "days"
    else:
        interval = (begin, end)
        name = "day" if begin == end else "days"
        if reader.word(first - 1) in _HEDGES or reader.code(first) == CODES["approx"]:
            interval, name = _widen(interval, 1 if unit == "day" else 2), "days"
    return _anchored(reader, first, last, interval, name, anchor, _offset_words(sign * high, unit))


def _continues(reader: Reader, last: int) -> bool:
    """Whether "a week before" goes on with what it was before ("the attack"), whose date is not known."""
    following = reader.word(last)
    if not following or following in (
        ".",
        ",",
        ";",
        ")",
        "\n",
        "and",
        "but",
        "–",
        "—",
        ":",
        '"',
        "”",
        "?",
        "!",
        "'",
        "when",
        "in",
        "at",
    ):
        return False
    return True


def _trailing_point(reader: Reader, first: int, last: int, count: int, unit: str) -> Reading | None:
    if reader.published is None:
        return reader.relative(first, last, None, unit, "")
    date = add_units(reader.published, count, unit)
    return reader.relative(
        first,
        last,
        (date, date) if date else None,
        "day",
        f"{count} {unit}{'s' if count > 1 else ''} after publication",
    )


def read_in_units(reader: Reader, at: Tokens, first: int, last: int) -> Reading | None:
    """ "will meet in two weeks": a day ahead, where the verb looks ahead."""
    if reader.published is None:
        return None
    unit = unit_at(reader, at["u"])
    low, high = count_at(reader, at["c"])
    if low != high or high == 0 or unit in ("decade", "century", "quarter", "weekend"):
        return None
    tense, word = reader.direction(first, last)
    if tense not in (FUTURE, LEANS_AHEAD) or reader.word(first - 1) in (
        "once",
        "twice",
        "times",
        "time",
        "first",
        "second",
        "third",
    ):
        return None
    reading = _trailing_point(reader, first, last, high, unit)
    if reading:
        reading.reasons.append(tense_reason(tense, word))
    return reading


def read_offset(reader: Reader, at: Tokens, first: int, last: int) -> Reading | None:
    """ "two days after Christmas", "the day before yesterday", "on the eve of Dec. 3", "the week of March 6"."""
    inner = reader.read_at(last)
    if inner is None or inner.interval is None:
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
        return _anchored(reader, first, inner.last, interval, unit, inner, f"the {unit} of")
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
    return _anchored(reader, first, inner.last, interval, name, inner, _offset_words(sign * high, unit))


def read_pointed_weekday(reader: Reader, at: Tokens, first: int, last: int) -> Reading | None:
    """ "last Friday", "next Monday", "this Saturday", "the following Tuesday"."""
    number, pointer = reader.scan.values[at["w"]], reader.word(at["p"])
    published = reader.published
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
            return _anchored(
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


def read_weekday(reader: Reader, at: Tokens, first: int, last: int) -> Reading | None:
    """A bare weekday."""
    if reader.code(first - 1) == CODES["each"]:
        return None
    return reader.weekday(first, last, reader.scan.values[at["w"]])


def read_weekday_of_week(reader: Reader, at: Tokens, first: int, last: int) -> Reading | None:
    """ "Monday of next week", "next week Tuesday", "on Friday last week"."""
    if unit_at(reader, at["u"]) != "week":
        return None
    pointer = reader.word(at["p"])
    offset = -1 if pointer in _BACK else 1 if pointer in _AHEAD else 0
    if reader.published is None:
        return reader.relative(first, last, None, "day", "")
    week = add_days(reader.published, 7 * offset - reader.published.weekday())
    date = week and add_days(week, reader.scan.values[at["w"]])
    return reader.relative(first, last, (date, date) if date else None, "day", f"that day of {pointer} week")


def read_pointed_month(reader: Reader, at: Tokens, first: int, last: int) -> Reading | None:
    """ "last December", "next March", "this September"."""
    month, pointer = reader.scan.values[at["m"]], reader.word(at["p"])
    published = reader.published
    if published is None:
        return Reading(
            first, last, None, "month", "none", ["needs the publication date, which is unknown"], f"--{month:02d}"
        )
    year = published.year
    if pointer in _BACK:
        # The month just past is called "last month", so "last February" said in March is a year older.
        just_before = (published.month - 2) % 12 + 1
        if month >= published.month or (month == just_before and published.month > 1):
            year -= 1
        reason = "the last one, other than last month"
    elif pointer in _AHEAD:
        if month <= published.month:
            year += 1
        reason = "the coming one"
    elif pointer == "this":
        reason = "the one of this year"
    elif pointer in ("that", "same"):
        anchor = reader.anchor(first, frozenset({"day", "month", "year"}))
        if anchor is None or anchor.interval is None:
            return None
        year, reason = anchor.interval[0].year, "in the year of the date before"
    else:
        return None
    return reader.relative(first, last, month_interval(year, month), "month", reason)


def read_pointed_season(reader: Reader, at: Tokens, first: int, last: int) -> Reading | None:
    """ "last fall", "this summer", "next spring"."""
    season, pointer = SEASONS[reader.word(at["s"])], reader.word(at["p"])
    published = reader.published
    if published is None:
        return reader.relative(first, last, None, "season", "")
    if pointer == "that":
        return None
    found = [one for one in (season_interval(published.year + offset, season) for offset in (-2, -1, 0, 1)) if one]
    if pointer in _BACK:
        found = [one for one in found if one[1] < published][-1:]
    elif pointer in _AHEAD:
        found = [one for one in found if one[0] > published][:1]
    else:
        chosen = reader.nearest(found, first, last)[0]
        found = [chosen] if chosen else []
    if not found:
        return None
    return reader.relative(first, last, found[0], "season", f"the {pointer} one")


def read_pointed_part(reader: Reader, at: Tokens, first: int, last: int) -> Reading | None:
    """ "this morning", "last night", "the next morning", "that evening"."""
    pointer = reader.word(at["p"])
    if pointer in ("last", "this"):
        if reader.published is None:
            return reader.relative(first, last, None, "day", "")
        if pointer == "this" and reader.word(first - 1) in ("like", "of"):
            return None
        date = reader.published if pointer == "this" else add_days(reader.published, -1)
        words = "the day of publication" if pointer == "this" else "the day before publication"
        return reader.relative(first, last, (date, date) if date else None, "day", words)
    if pointer not in _ANAPHORIC or pointer in ("those", "very"):
        return None
    offset = -1 if pointer in _BACK else 1 if pointer in _AHEAD else 0
    anchor = reader.anchor(first)
    if anchor is None or anchor.interval is None:
        return None
    date = add_days(anchor.interval[1], offset)
    return _anchored(reader, first, last, (date, date) if date else None, "day", anchor, _offset_words(offset, "day"))


def read_overnight(reader: Reader, at: Tokens, first: int, last: int) -> Reading | None:
    """ "overnight": the night that ends on publication day, or on the day of the date beside it."""
    if reader.code(first - 1) in (CODES["a"], CODES["the"]) or reader.word(last) in (
        "stay",
        "guest",
        "guests",
        "success",
    ):
        return None
    if reader.published is None:
        return reader.relative(first, last, None, "days", "")
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


def read_weekend(reader: Reader, at: Tokens, first: int, last: int) -> Reading | None:
    """ "over the weekend", "at the weekend"."""
    if unit_at(reader, at["u"]) != "weekend":
        return None
    if reader.published is None:
        return reader.relative(first, last, None, "weekend", "")
    tense, word = reader.direction(first, last)
    here = unit_interval(reader.published, "weekend")
    if here is None:
        return None
    if tense not in (FUTURE, LEANS_AHEAD) and here[0] > reader.published:
        earlier = add_days(reader.published, -7)
        here = earlier and unit_interval(earlier, "weekend")
    return reader.relative(first, last, here, "weekend", f"the near one, {tense_reason(tense, word)}")


def read_the_unit(reader: Reader, at: Tokens, first: int, last: int) -> Reading | None:
    """ "the quarter", "by the end of the year", "earlier in the week": the one the text is about."""
    unit = unit_at(reader, at["u"])
    word = reader.word(at["u"])
    if word.endswith("s") or unit in ("decade", "century", "weekend", "fortnight"):
        return None
    if unit == "quarter":
        found = reader.quarter(first)
        if found is None or not found.interval or reader.code(last) == CODES["dash"] or reader.word(first) != "the":
            return None
        return _anchored(reader, first, last, found.interval, unit, found, "the quarter the text is about")
    previous = reader.word(first - 1)
    if reader.word(last) in (
        "of",
        "after",
        "before",
        "that",
        "when",
        "ended",
        "ending",
        "they",
        "he",
        "she",
        "we",
        "i",
        "to",
        "which",
    ):
        return None
    edged = reader.code(first - 2) in (CODES["edge"], CODES["earlier"], CODES["later"]) and previous in (
        "of",
        "in",
        "on",
    )
    edged = edged or (
        previous == "of" and reader.code(first) == CODES["the"] and unit != "day" and _ranks(reader, first)
    )
    edged = edged or (reader.code(first - 2) in (CODES["half"], CODES["unit"]) and previous == "of")
    if unit == "day" or not (edged or (previous == "for" and unit in ("week", "month"))):
        return None
    anchor = reader.period(unit) if unit != "year" else None
    if (
        anchor is not None
        and anchor.interval
        and reader.sentence_index(first) - reader.sentence_index(anchor.first) <= 1
    ):
        return _anchored(reader, first, last, anchor.interval, unit, anchor, f"the {unit} of")
    return _neighbour(reader, first, last, unit, 0)


def _ranks(reader: Reader, first: int) -> bool:
    """Whether "of the year" follows something ranked or counted: "the third strike of the year"."""
    low = max(0, first - 8)
    return any(reader.code(token) in _RANKS for token in range(low, first))


_RANKS = frozenset(CODES[name] for name in "ordinal ordinal_word last".split())


def read_first_months(reader: Reader, at: Tokens, first: int, last: int) -> Reading | None:
    """ "the first nine months": of the year, the near one that the tense allows."""
    count = reader.scan.values[at["c"]]
    if reader.word(at["n"]) != "first" or reader.word(at["u"]) != "months" or count not in (3, 4, 6, 8, 9, 10, 11):
        return None
    if reader.published is None:
        return reader.relative(first, last, None, "months", "")
    found = [month_interval(reader.published.year + offset, 1, count) for offset in (-1, 0, 1)]
    chosen, reason = reader.nearest([one for one in found if one], first, last)
    return reader.relative(first, last, chosen, "months", f"of the year, {reason}")


def read_year_earlier_period(reader: Reader, at: Tokens, first: int, last: int) -> Reading | None:
    """ "the year-earlier quarter", "the year-ago period", "the latest period"."""
    if unit_at(reader, at["u"]) != "year":
        return None
    quarter = reader.quarter(first)
    if quarter is not None and quarter.interval is not None:
        before = add_units(quarter.interval[0], -1, "year")
        return _anchored(
            reader, first, last, before and unit_interval(before, "quarter"), "quarter", quarter, "one year before"
        )
    return _neighbour(reader, first, last, "year", -1)


def read_year_period(reader: Reader, at: Tokens, first: int, last: int) -> Reading | None:
    """ "the 1988 period": the same quarter of that year, where the text is about one."""
    quarter = reader.quarter(first)
    if quarter is None or quarter.interval is None or not _compares(reader, first):
        return None
    interval = month_interval(reader.scan.values[at["y"]], quarter.interval[0].month, 3)
    return _anchored(reader, first, last, interval, "quarter", quarter, "the same quarter as")


def read_latest_period(reader: Reader, at: Tokens, first: int, last: int) -> Reading | None:
    """ "the latest period", "the latest quarter"."""
    quarter = reader.latest_quarter()
    if quarter is None or quarter.interval is None or reader.word(at["p"]) not in ("latest", "current"):
        return None
    return _anchored(reader, first, last, quarter.interval, "quarter", quarter, "the quarter the text is about")


def read_nth_of_month(reader: Reader, at: Tokens, first: int, last: int) -> Reading | None:
    """ "on the 3rd", "the 21st this month": the near one that the tense allows."""
    published = reader.published
    number = reader.scan.values[at["d"]]
    if "p" in at and unit_at(reader, at["u"]) != "month":
        return None
    if (reader.code(last) in _NOUN_FOLLOWS and (reader.code(last) != CODES["dash"] or reader.scan.touches(last))) or (
        last < len(reader.scan.words) and _begins_noun(reader, last)
    ):
        return None
    if published is None:
        return Reading(first, last, None, "day", "none", ["which month needs the publication date"], f"---{number:02d}")
    if "p" in at:
        pointer = reader.word(at["p"])
        offset = -1 if pointer in _BACK else 1 if pointer in _AHEAD else 0
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
_AFTER_NTH = frozenset(
    """. - , ; : ) ! ? and or to at in for with when after before but as by from while until – — " ” ' the a it he she they we
    of this last next morning evening afternoon night is was will would were are \n""".split(" ")
) | {"\n", "this\n"}


def _begins_noun(reader: Reader, token: int) -> bool:
    return (
        reader.word(token) not in _AFTER_NTH
        and reader.code(token) != CODES["daypart"]
        and reader.code(token) != CODES["clock"]
    )


def read_since_then(reader: Reader, at: Tokens, first: int, last: int) -> Reading | None:
    """ "since then": from the last date in the text to publication."""
    if reader.word(last - 1) != "then":
        return None
    anchor = reader.anchor(first, frozenset({"day", "days", "week", "weekend", "month", "year", "season", "quarter"}))
    if anchor is None or anchor.interval is None or reader.published is None or anchor.interval[0] > reader.published:
        return None
    return _anchored(
        reader, first, last, (anchor.interval[0], reader.published), "days", anchor, "from then to publication:"
    )


def read_half_of(reader: Reader, at: Tokens, first: int, last: int) -> Reading | None:
    """ "the last half of the '80s", "the first half of this year", "the first week of next month", "end" is elsewhere."""
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


def read_starting(reader: Reader, at: Tokens, first: int, last: int) -> Reading | None:
    """ "3 days starting from next Monday": a stretch that begins on a date."""
    if reader.word(at["s"]) != "starting":
        return None
    inner = reader.read_at(last)
    if inner is None or inner.interval is None:
        return None
    after = add_units(inner.interval[0], count_at(reader, at["c"])[1], unit_at(reader, at["u"]))
    end = after and add_days(after, -1)
    if not end or end < inner.interval[0]:
        return None
    return _anchored(reader, first, inner.last, (inner.interval[0], end), "days", inner, "so long from")


def read_week_number_of_year(reader: Reader, at: Tokens, first: int, last: int) -> Reading | None:
    """ "week 27 of last year"."""
    if unit_at(reader, at["u"]) != "week" or unit_at(reader, at["y"]) != "year" or reader.published is None:
        return None
    pointer = reader.word(at["p"])
    year = reader.published.year + (-1 if pointer in _BACK else 1 if pointer in _AHEAD else 0)
    return reader.relative(first, last, week_of_year(year, reader.scan.values[at["n"]]), "week", "an ISO week")


def read_days_of_month(reader: Reader, at: Tokens, first: int, last: int) -> Reading | None:
    """ "the 4th to the 23rd of next month"."""
    if unit_at(reader, at["u"]) != "month" or reader.published is None:
        return None
    pointer = reader.word(at["p"])
    offset = -1 if pointer in _BACK else 1 if pointer in _AHEAD else 0
    month = add_units(reader.published.replace(day=1), offset, "month")
    if month is None:
        return None
    begin = day(month.year, month.month, reader.scan.values[at["d"]])
    end = day(month.year, month.month, reader.scan.values[at["e"]])
    if begin is None or end is None or end < begin:
        return None
    return reader.relative(first, last, (begin, end), "days", f"days of {pointer} month")


def read_from_now(reader: Reader, at: Tokens, first: int, last: int) -> Reading | None:
    """ "between now and November 15"."""
    inner = reader.read_at(last)
    if inner is None or inner.interval is None or reader.published is None or inner.interval[1] < reader.published:
        return None
    return reader.relative(first, inner.last, (reader.published, inner.interval[1]), "days", "from publication on")


def read_until_now(reader: Reader, at: Tokens, first: int, last: int) -> Reading | None:
    """ "between August 2019 and now": the range's other end is the reading before."""
    before = reader.readings[-1] if reader.readings else None
    if before is None or before.last != first or before.interval is None or reader.published is None:
        return None
    if reader.word(before.first - 1) not in ("between", "from") or before.interval[0] > reader.published:
        return None
    reader.readings.pop()
    interval = (before.interval[0], reader.published)
    return reader.relative(before.first - 1, last, interval, "days", "up to publication")


def read_holiday_of_year(reader: Reader, at: Tokens, first: int, last: int) -> Reading | None:
    """ "Christmas of last year", "Easter this year"."""
    if unit_at(reader, at["u"]) != "year" or reader.published is None:
        return None
    pointer = reader.word(at["p"])
    offset = -1 if pointer in _BACK else 1 if pointer in _AHEAD else 0
    interval = named_day(reader.word(at["h"]), reader.published.year + offset)
    return reader.relative(first, last, interval, "day", f"of {pointer} year") if interval else None


def read_day_before(reader: Reader, at: Tokens, first: int, last: int) -> Reading | None:
    """ "the day before", "the week after": one unit from the last date."""
    word = reader.word(at["w"])
    if _continues(reader, last) or unit_at(reader, at["u"]) not in ("day", "week", "month", "year"):
        return None
    offset = -1 if word in ("before", "earlier") else 1
    return _from_anchor(
        reader, first, last, unit_at(reader, at["u"]), offset, "preceding" if offset < 0 else "following"
    )


RELATIVE_RULES: tuple[Rule, ...] = (
    rule("offset from a date", "in? the? (c:count)? u:unit w:hinge", read_offset),
    rule("count from a date", "c:count u:unit s:from from?", read_starting),
    rule("week number of a year", "the? u:unit n:small of? the? p:pointer y:unit", read_week_number_of_year),
    rule(
        "days of a month pointed at",
        "d:day_digits joint e:day_digits (of|in) the? p:pointer u:unit",
        read_days_of_month,
    ),
    rule("between now", "(between|from) now (and|to|until)", read_from_now),
    rule("until now", "(and|to|until) now", read_until_now),
    rule("eve of a date", "(on)? the e:eve of", read_offset),
    rule("holiday of a year", "h:holiday of? p:pointer u:unit", read_holiday_of_year),
    rule("part of a period", "the? n:nth dash? (c:plain_count dash?)? (u:unit|h:half) (of|in)", read_half_of),
    rule("weekday of a week", "w:weekday comma? of? (the? p:pointer) u:unit", read_weekday_of_week),
    rule("week and weekday", "(the? p:pointer) u:unit on? w:weekday", read_weekday_of_week),
    rule("counted pointer", "the? p:pointer approx? c:plain_count of? u:unit", read_counted_pointer),
    rule("count and pointer", "the? c:plain_count p:pointer u:unit", read_counted_pointer),
    rule("first months", "the? n:ordinal_word c:plain_count dash? u:unit(?! of)", read_first_months),
    rule("year-ago period", "the? a? u:unit dash (ago|earlier) period_word", read_year_earlier_period),
    rule(
        "year-ago quarter",
        "the? u:unit dash (ago|earlier) fiscal? (ordinal_word dash?)? unit",
        read_year_earlier_period,
    ),
    rule("year-ago", "the? u:unit dash (ago|earlier)", read_year_earlier_period),
    rule("a period of a year", "the y:year period_word", read_year_period),
    rule("latest period", "the p:current period_word", read_latest_period),
    rule("ago", "approx? c:count of? dash? u:unit (or some)? dash? ago", read_ago),
    rule("this or that many ago", "approx? b:plain_count joint c:plain_count u:unit ago", read_ago),
    rule("from now", "approx? c:count of? u:unit from w:now", read_later),
    rule("later", "approx? c:count of? u:unit w:sequel", read_later),
    rule("the day before", "the u:unit w:sequel", read_day_before),
    rule("in units", "in approx? c:count u:unit(?! (from|ago|later|earlier|of|dash|apostrophe))", read_in_units),
    rule("pointed weekday", "the? p:pointer w:weekday", read_pointed_weekday),
    rule("pointed month", "the? p:pointer m:month(?! dot? small)", read_pointed_month),
    rule("pointed season", "the? p:pointer s:season", read_pointed_season),
    rule("pointed part of a day", "the? p:pointer d:daypart", read_pointed_part),
    rule("overnight between weekdays", "overnight from? w:weekday (to|and|dash) weekday", read_overnight),
    rule("overnight and weekday", "overnight (on|from)? w:weekday", read_overnight),
    rule("weekday overnight", "w:weekday overnight", read_overnight),
    rule("overnight", "overnight", read_overnight),
    rule("since then", "since then", read_since_then),
    rule("pointed unit", "(the|this|that)? p:pointer fiscal? u:unit(?! ended)", read_pointed_unit),
    rule("the weekend", "the u:unit", read_weekend),
    rule("the unit", "the? u:unit", read_the_unit),
    rule("nth of a month", "(the|on) d:ordinal of? ((the? p:pointer) u:unit)?", read_nth_of_month),
    rule("deictic", "d:deictic", read_deictic),
    rule("weekday", "w:weekday", read_weekday),
)
