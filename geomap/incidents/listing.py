"""Incidents as lines of text for a terminal."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

# More rows than this scroll the summary off the screen; the table file has them all.
_MAX_ROWS = 40


def format_incidents(incidents: pd.DataFrame, *, width: int | None = None) -> str:
    """A short table of the incidents, one per line, and how many there are; one line when there are none."""
    if incidents.empty:
        return "No incidents."
    width = width or shutil.get_terminal_size((110, 24)).columns
    lines = [f"{'date':<24} {'kind':<15} {'place':<24} {'killed':>7}  reports"]
    for row in incidents.head(_MAX_ROWS).to_dict("records"):
        when = _when(row["date_start"], row["date_end"])
        place = row["place"] or "(no place)"
        note = "" if row["status"] == "occurred" else f" {row['status']}"
        killed = _count(row["killed_low"], row["killed_high"])
        lines.append(f"{when:<24} {row['kind'][:15]:<15} {place[:24]:<24} {killed:>7}  {row['report_count']}{note}")
    if len(incidents) > _MAX_ROWS:
        lines.append(f"... and {len(incidents) - _MAX_ROWS} more")
    one = len(incidents) == 1
    lines.append(f"{len(incidents)} incident{'' if one else 's'}.")
    return "\n".join(line[:width] for line in lines)


def _when(start: object, end: object) -> str:
    if start is None:
        return "no date"
    return str(start) if start == end else f"{start} - {end}"


def _count(low: Any, high: Any) -> str:
    import pandas as pd

    known_low, known_high = not pd.isna(low), not pd.isna(high)
    if not known_low and not known_high:
        return ""
    if known_low and not known_high:
        return f"{low}+"
    return str(high) if low == high or not known_low else f"{low}-{high}"
