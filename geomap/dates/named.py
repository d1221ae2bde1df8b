"""Named days: "Christmas Eve", "Easter 2021", "last Ramadan"."""

from __future__ import annotations

from geomap.dates.building import AHEAD, BACK, explicit, year_value
from geomap.dates.counting import unit_at
from geomap.dates.grammar import Tokens
from geomap.dates.holidays import named_day
from geomap.dates.reader import Reader, Reading


def read_holiday(reader: Reader, at: Tokens, first: int, last: int) -> Reading | None:
    """Read "Christmas Eve", "Easter 2021", "the start of Ramadan"."""
    name = reader.word(at["h"])
    if "y" in at:
        year = year_value(reader, at["y"])
        return explicit(first, last, named_day(name, year), "day", f"{name} of {year}", year=year)
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


def read_holiday_of_year(reader: Reader, at: Tokens, first: int, last: int) -> Reading | None:
    """Read "Christmas of last year", "Easter this year"."""
    if unit_at(reader, at["u"]) != "year" or reader.published is None:
        return None
    pointer = reader.word(at["p"])
    offset = -1 if pointer in BACK else 1 if pointer in AHEAD else 0
    interval = named_day(reader.word(at["h"]), reader.published.year + offset)
    return reader.relative(first, last, interval, "day", f"of {pointer} year") if interval else None
