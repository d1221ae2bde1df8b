"""Which incidents a person should look at first, and writing down what the person decided."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geomap.exports.files import write_whole
from geomap.incidents.corrections import COLUMNS, check_row

if TYPE_CHECKING:
    import pandas as pd

# An area wider than a large city, and an interval longer than a week, are worth a look; the weights rank them.
_WIDE_KM = 30.0
_LONG_DAYS = 7


def rank_for_review(incidents: pd.DataFrame, *, most: int | None = None) -> list[tuple[str, tuple[str, ...]]]:
    """Ids of the incidents most in need of a look, the neediest first, each with what is doubtful in words.

    Doubtful are low scores, numbers that differ between reports, wide areas, long intervals, missing places and dates.
    Incidents without doubt are left out; so are fields that a person has set already.
    """
    ranked = []
    for row in incidents.to_dict("records"):
        doubts = _doubts(row)
        if doubts:
            weight = sum(weight for weight, _ in doubts)
            ranked.append((-weight, str(row["incident_id"]), tuple(words for _, words in doubts)))
    return [(identity, words) for _, identity, words in sorted(ranked)[:most]]


def _doubts(row: Mapping[Any, Any]) -> list[tuple[float, str]]:
    settled = set(str(row.get("corrected") or "").split(" | "))
    found = []
    if row["confidence"] == row["confidence"] and row["confidence"] < 0.6 and not settled - {""}:
        found.append((2 * (1 - row["confidence"]), f"confidence is only {row['confidence']:.2f}"))
    for name in ("killed", "injured"):
        low, high = row[f"{name}_low"], row[f"{name}_high"]
        if _number(low) and _number(high) and low != high and row["report_count"] > 1 and f"{name}_high" not in settled:
            found.append((0.5 + (high - low) / max(high, 1), f"reports differ on {name}: {low} to {high}"))
    if not _number(row["latitude"]):
        if "latitude" not in settled:
            found.append((1.5, "it has no place"))
    elif _number(row["radius_km"]) and row["radius_km"] > _WIDE_KM and "radius_km" not in settled:
        found.append((min(1.0, row["radius_km"] / 500), f"it is placed within {row['radius_km']:.0f} km only"))
    start, end = row["date_start"], row["date_end"]
    if start is None:
        found.append((1.0, "it has no date"))
    elif end is not None and (end - start).days > _LONG_DAYS and not {"date_start", "date_end"} & settled:
        found.append((0.5, f"it may have been on any of {(end - start).days + 1} days"))
    return found


def _number(value: Any) -> bool:
    return value is not None and value == value and str(value) != "<NA>"


def add_corrections(path: Path, rows: Sequence[Mapping[str, str]]) -> None:
    """Appends decisions to a corrections file, which is made when it is not there; written beside and renamed."""
    old = path.read_text(encoding="utf-8-sig") if path.exists() else ""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, restval="", lineterminator="\n")
    if not old.strip():
        writer.writeheader()
    writer.writerows(rows)
    text = old if not old or old.endswith("\n") else old + "\n"
    write_whole(path, (text + out.getvalue()).encode("utf-8"))


def ask_for_decision(
    incidents: pd.DataFrame,
    incident_id: str,
    *,
    ask: Callable[..., str],
    tell: Callable[[str], object],
) -> list[dict[str, str]] | None:
    """The decision of a person on one incident, as rows for the corrections file; ``None`` to stop looking.

    Args:
        ask: asks a question (the first argument) and returns the answer; ``default`` is what an empty answer means.
        tell: shows a line.
    """
    quote = str(incidents.loc[incidents["incident_id"] == incident_id, "quote"].iloc[0])
    base = {"incident_id": incident_id, "quote": quote}
    while True:
        answer = ask("[k]eep, [d]rop, [s]et a field, [m]erge into another, [n]ext, [q]uit", default="n").strip()
        if answer == "q":
            return None
        if answer == "n":
            return []
        if answer == "k":
            return [{**base, "action": "set", "field": "confidence", "value": "1"}]
        if answer == "d":
            return [{**base, "action": "drop"}]
        if answer == "m":
            return [{**base, "action": "merge", "other": ask("Id of the other one").strip()}]
        if answer == "s":
            row = {**base, "action": "set", "field": ask("Field").strip(), "value": ask("Value", default="").strip()}
            try:
                check_row(row)
            except ValueError as error:
                tell(str(error))
                continue
            return [row]
        tell(f"{answer!r} is not one of k, d, s, m, n, q")
