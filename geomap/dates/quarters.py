"""Quarters, and what business reports compare them with: "the third quarter", "a year-ago period"."""

from __future__ import annotations

import re

from geomap.dates.building import BACK, anchored, explicit, neighbour, pointed_year, year_value
from geomap.dates.counting import unit_at
from geomap.dates.grammar import Tokens
from geomap.dates.intervals import (
    month_interval,
    shifted_interval,
)
from geomap.dates.reader import Reader, Reading


def read_quarter(reader: Reader, at: Tokens, first: int, last: int) -> Reading | None:
    """Read "the third quarter", "third-quarter net": the near one that the tense allows."""
    if reader.word(at["u"]) != "quarter" or reader.published is None:
        return None
    if reader.scan.starts[at["u"]] - reader.scan.ends[at["n"]] > 1:
        return None
    number = reader.scan.values[at["n"]]
    if not 1 <= number <= 4:
        return None
    if "y" in at:
        interval = month_interval(year_value(reader, at["y"]), 3 * number - 2, 3)
        return explicit(first, last, interval, "quarter", "a quarter of a named year")
    found = [month_interval(reader.published.year + offset, 3 * number - 2, 3) for offset in (-1, 0, 1)]
    chosen, reason = reader.nearest([one for one in found if one], first, last)
    return explicit(first, last, chosen, "quarter", f"the near one, {reason}")


def read_quarter_number(reader: Reader, at: Tokens, first: int, last: int) -> Reading | None:
    """Read "quarter 2 of 2016"."""
    number = reader.scan.values[at["n"]]
    if reader.word(at["u"]) != "quarter" or number > 4:
        return None
    interval = month_interval(reader.scan.values[at["y"]], 3 * number - 2, 3)
    return explicit(first, last, interval, "quarter", "a quarter of a named year")


def read_quarter_of_pointed_year(reader: Reader, at: Tokens, first: int, last: int) -> Reading | None:
    """Read "last year's third quarter", "1988's first quarter"."""
    number = reader.scan.values[at["n"]]
    if reader.word(at["q"]) != "quarter" or not 1 <= number <= 4:
        return None
    if "y" in at:
        year: int | None = reader.scan.values[at["y"]]
    else:
        year = pointed_year(reader, at["p"]) if unit_at(reader, at["u"]) == "year" else None
    if year is None:
        return None
    return explicit(first, last, month_interval(year, 3 * number - 2, 3), "quarter", "a quarter of a named year")


def read_same_period(reader: Reader, at: Tokens, first: int, last: int) -> Reading | None:
    """Read "the same quarter last year", "the same period a year earlier"."""
    if unit_at(reader, at["y"] if "y" in at else at["y2"]) != "year" or (
        "p" in at and reader.word(at["p"]) not in BACK
    ):
        return None
    if "u" in at and unit_at(reader, at["u"]) not in ("quarter", "month", "week"):
        return None
    wanted = unit_at(reader, at["u"]) if "u" in at else "quarter"
    found = reader.quarter(first) if wanted == "quarter" else reader.period(wanted)
    if found is None or found.interval is None:
        return None
    interval = shifted_interval(found.interval[0], -1, "year", wanted)
    return anchored(reader, first, last, interval, wanted, found, "one year before")


def read_half(reader: Reader, at: Tokens, first: int, last: int) -> Reading | None:
    """Read "the first half" of business reports: of the near year that the tense allows."""
    number = reader.scan.values[at["n"]]
    if number not in (1, 2) or reader.published is None or not compares(reader, first):
        return None
    found = [month_interval(reader.published.year + offset, 6 * number - 5, 6) for offset in (-1, 0, 1)]
    chosen, reason = reader.nearest([one for one in found if one], first, last)
    return explicit(first, last, chosen, "half", f"the near one, {reason}")


def read_quarter_code(reader: Reader, at: Tokens, first: int, last: int) -> Reading | None:
    """Read "Q3 2019", "2019 H2", "q1-2019", "Q3"."""
    code = reader.word(at["q"])
    months = 3 if code[0] == "q" else 6
    number = int(code[1])
    if not 1 <= number <= 12 // months:
        return None
    unit = "quarter" if months == 3 else "half"
    if "y" in at:
        year = year_value(reader, at["y"])
        return explicit(
            first, last, month_interval(year, months * (number - 1) + 1, months), unit, "a part of a named year"
        )
    if reader.published is None or months == 6:
        return None
    found = [month_interval(reader.published.year + offset, months * (number - 1) + 1, months) for offset in (-1, 0, 1)]
    chosen, reason = reader.nearest([one for one in found if one], first, last)
    return explicit(first, last, chosen, unit, f"the near one, {reason}")


def read_year_earlier_period(reader: Reader, at: Tokens, first: int, last: int) -> Reading | None:
    """Read "the year-earlier quarter", "the year-ago period", "the latest period"."""
    if unit_at(reader, at["u"]) != "year":
        return None
    quarter = reader.quarter(first)
    if quarter is not None and quarter.interval is not None:
        interval = shifted_interval(quarter.interval[0], -1, "year", "quarter")
        return anchored(reader, first, last, interval, "quarter", quarter, "one year before")
    return neighbour(reader, first, last, "year", -1)


def read_year_period(reader: Reader, at: Tokens, first: int, last: int) -> Reading | None:
    """Read "the 1988 period": the same quarter of that year, where the text is about one."""
    quarter = reader.quarter(first)
    if quarter is None or quarter.interval is None or not compares(reader, first):
        return None
    interval = month_interval(reader.scan.values[at["y"]], quarter.interval[0].month, 3)
    return anchored(reader, first, last, interval, "quarter", quarter, "the same quarter as")


def read_latest_period(reader: Reader, at: Tokens, first: int, last: int) -> Reading | None:
    """Read "the latest period", "the latest quarter"."""
    quarter = reader.latest_quarter()
    if quarter is None or quarter.interval is None or reader.word(at["p"]) not in ("latest", "current"):
        return None
    return anchored(reader, first, last, quarter.interval, "quarter", quarter, "the quarter the text is about")


def read_first_months(reader: Reader, at: Tokens, first: int, last: int) -> Reading | None:
    """Read "the first nine months": of the year, the near one that the tense allows."""
    count = reader.scan.values[at["c"]]
    if reader.word(at["n"]) != "first" or reader.word(at["u"]) != "months" or count not in (3, 4, 6, 8, 9, 10, 11):
        return None
    if reader.published is None:
        return reader.relative(first, last, None, "months", "")
    found = [month_interval(reader.published.year + offset, 1, count) for offset in (-1, 0, 1)]
    chosen, reason = reader.nearest([one for one in found if one], first, last)
    return reader.relative(first, last, chosen, "months", f"of the year, {reason}")


_FIGURES = re.compile(
    r"[$€£%]|\b(?:percent|compared|million|billion|net|profits?|earnings|sales|revenues?|income|loss|shares?|rates?)\b"
)


def compares(reader: Reader, first: int) -> bool:
    """Whether the sentence compares figures, as business reports do with the quarter one year before."""
    low, high = reader.sentence_bounds(reader.scan.starts[first])
    return _FIGURES.search(reader.scan.text, low, min(high, low + 1000)) is not None
