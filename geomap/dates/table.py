"""Date mentions as a table and as text to read."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from geomap.dates.mentions import find_date_mentions

if TYPE_CHECKING:
    import pandas

COLUMNS = (
    "start", "end", "text", "date_start", "date_end", "precision", "basis", "known", "time", "time_zone", "reasons",
)  # fmt: skip


def find_dates(
    text: str,
    published: datetime.date | str | None = None,
    *,
    source_country: str | None = None,
    day_first: bool | None = None,
) -> pandas.DataFrame:
    """The date expressions of ``text`` as a table, one row each, in order.

    Columns: start, end (half-open character offsets), text, date_start, date_end (``datetime.date``, inclusive; None
    when unresolved), precision (day, days, week, month, year, unknown), basis (explicit, weekday, relative, none),
    known (what is known of an unresolved date, "--12-27"), time ("HH:MM"), time_zone, reasons. No dates: no rows.

    Raises:
        OptionError: ``text`` is no string or ``published`` no date.
    """
    import pandas

    mentions = find_date_mentions(text, published, source_country=source_country, day_first=day_first)
    rows = [
        (
            one.start, one.end, one.text, one.date_start, one.date_end, one.precision, one.basis, one.known, one.time,
            one.time_zone, "; ".join(one.reasons),
        )
        for one in mentions
    ]  # fmt: skip
    table = pandas.DataFrame(rows, columns=list(COLUMNS))
    return table.astype({"start": "int64", "end": "int64"}) if rows else table


def explain_dates(text: str, published: datetime.date | str | None = None, **settings: bool | str | None) -> str:
    """What was found in ``text`` and why, as lines to read; says so when there is nothing."""
    mentions = find_date_mentions(text, published, **settings)  # type: ignore[arg-type]
    if not mentions:
        return "No date expressions found."
    blocks = []
    for one in mentions:
        line = text.count("\n", 0, one.start) + 1
        shown = " ".join(one.text.split())
        if one.date_start is None:
            days = f"unresolved{f', known {one.known}' if one.known else ''}"
        elif one.date_start == one.date_end:
            days = one.date_start.isoformat()
        else:
            days = f"{one.date_start.isoformat()} to {one.date_end.isoformat() if one.date_end else ''}"
        clock = f" {one.time}{f' {one.time_zone}' if one.time_zone else ''}" if one.time else ""
        head = f"line {line}, {one.start}-{one.end}  {shown!r}  {days}{clock}  ({one.precision}, {one.basis})"
        blocks.append("\n".join([head, *(f"    {reason}" for reason in one.reasons)]))
    return "\n".join(blocks)
