"""Why an incident is what it is, in plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geomap.errors import TableError

if TYPE_CHECKING:
    import pandas as pd

_REASONS = (
    ("kind_reason", "kind"),
    ("status_reason", "status"),
    ("place_reason", "place"),
    ("date_reason", "date"),
    ("numbers_reason", "numbers"),
)


def explain_incident(incidents: pd.DataFrame, reports: pd.DataFrame, incident_id: str) -> str:
    """The incident with, for each report, why this kind, status, place, date and numbers, and why they were merged.

    Spans are character offsets into the article's text, half-open.

    Raises:
        TableError: there is no such incident.
    """
    rows: list[dict[Any, Any]] = incidents[incidents["incident_id"] == incident_id].to_dict("records")
    if not rows:
        raise TableError(f"there is no incident {incident_id!r} in the table; its first column lists them")
    row = rows[0]
    lines = [f"{incident_id}: {row['summary']}"]
    lines.append(f"  {row['kind']} ({row['layer']}), {row['status']}, confidence {row['confidence']:.2f}")
    lines.append(f"  date   {_interval(row)} ({row['date_precision']}, {row['date_basis']})")
    lines.append(f"  place  {_place(row)}")
    if _known(row.get("merge_reason")):
        lines.append(f"  merged because: {row['merge_reason']}")
    if _known(row.get("corrected")):
        lines.append(f"  set by a person: {row['corrected']}")
    told: list[dict[Any, Any]] = reports[reports["incident_id"] == incident_id].to_dict("records")
    for report in told:
        lines += ["", *_report_lines(report)]
    return "\n".join(lines)


def _report_lines(report: dict[Any, Any]) -> list[str]:
    name = " - ".join(str(report[part]) for part in ("source", "title", "published") if _known(report.get(part)))
    lines = [f"  {name or report['article_id']}", f"    “{report['quote']}” ({_span(report, 'quote')})"]
    trigger = _words(report, "event_start", "event_end")
    if trigger:
        lines.append(f"    signalled by “{trigger}” ({_span(report, 'event')})")
    lines += [f"    {label:<8} {report[name]}" for name, label in _REASONS if _known(report.get(name))]
    return lines


def _words(report: dict[Any, Any], start: str, end: str) -> str:
    if not all(_known(report.get(name)) for name in (start, end, "quote_start")):
        return ""
    offset = int(report["quote_start"])
    return str(report["quote"])[max(0, int(report[start]) - offset) : max(0, int(report[end]) - offset)]


def _span(report: dict[Any, Any], name: str) -> str:
    return f"{report[f'{name}_start']}-{report[f'{name}_end']}"


def _interval(row: dict[Any, Any]) -> str:
    start, end = row["date_start"], row["date_end"]
    if not _known(start):
        return "unknown"
    return str(start) if start == end else f"{start} to {end}, most likely {row['date']}"


def _place(row: dict[Any, Any]) -> str:
    if not _known(row["latitude"]):
        return f"{row['place'] or 'unknown'} (no point)"
    return (
        f"{row['place']} at {row['latitude']:.4f}, {row['longitude']:.4f}, within {row['radius_km']:g} km "
        f"({row['place_basis']})"
    )


def _known(value: Any) -> bool:
    return value is not None and value == value and str(value) not in ("", "<NA>")
