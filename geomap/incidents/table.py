"""Incidents, reports and what was left out, as DataFrames; and tables edited by hand, checked on the way back in."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geomap.errors import TableError
from geomap.incidents.columns import (
    BOOLEAN,
    DAY,
    INCIDENT_COLUMNS,
    INTEGER,
    LIST,
    NUMBER,
    REPORT_COLUMNS,
    SKIPPED_COLUMNS,
    Column,
)
from geomap.incidents.statuses import is_incident
from geomap.options import Options
from geomap.records import Incident, Skipped

if TYPE_CHECKING:
    import pandas as pd

# How the texts of a list share one cell.
SEPARATOR = " | "
# So many problems are told one by one; a table with more has one cause.
_MAX_TOLD = 30


def build_tables(
    incidents: Sequence[Incident], skipped: Sequence[Skipped]
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """The incidents, reports and skipped tables, with the columns of :mod:`geomap.incidents.columns`.

    Days are ``datetime.date``, counts nullable integers, missing cells ``None`` or NaN; lists are joined by " | ".
    """
    rows = [_incident_row(incident) for incident in incidents]
    report_rows = [
        {**_record(report, REPORT_COLUMNS), "incident_id": incident.incident_id}
        for incident in incidents
        for report in sorted(incident.reports, key=lambda report: (report.article_id, report.event_start))
    ]
    skipped_rows = [_record(item, SKIPPED_COLUMNS) for item in skipped]
    return (
        make_frame(rows, INCIDENT_COLUMNS),
        make_frame(report_rows, REPORT_COLUMNS),
        make_frame(skipped_rows, SKIPPED_COLUMNS),
    )


def _incident_row(incident: Incident) -> dict[str, Any]:
    row = _record(incident, INCIDENT_COLUMNS)
    return {name: (SEPARATOR.join(value) or None) if isinstance(value, tuple) else value for name, value in row.items()}


def _record(record: Any, columns: Sequence[Column]) -> dict[str, Any]:
    return {column.name: getattr(record, column.name, None) for column in columns}


def make_frame(rows: Sequence[dict[str, Any]], columns: Sequence[Column]) -> pd.DataFrame:
    """A DataFrame with exactly these columns, in this order, with their types, also when there are no rows."""
    import pandas as pd

    data: dict[str, Any] = {}
    for column in columns:
        values = [row.get(column.name) for row in rows]
        if column.type == INTEGER:
            data[column.name] = pd.array(values, dtype="Int64")
        elif column.type == NUMBER:
            data[column.name] = pd.Series(values, dtype="float64")
        elif column.type == BOOLEAN:
            data[column.name] = pd.Series([bool(value) for value in values], dtype="bool")
        else:
            data[column.name] = pd.Series([None if value == "" else value for value in values], dtype="object")
    return pd.DataFrame(data, columns=[column.name for column in columns])


def keep_wanted(incidents: Iterable[Incident], options: Options) -> list[Incident]:
    """The incidents of the wanted layers whose interval may fall inside the wanted days; undated ones stay."""
    return [
        incident
        for incident in incidents
        if is_incident(incident.status)
        and (not options.layers or incident.layer in options.layers)
        and _may_fall_inside(incident.date_start, incident.date_end, options.since, options.until)
    ]


def keep_wanted_rows(
    incidents: pd.DataFrame,
    *,
    since: datetime.date | None = None,
    until: datetime.date | None = None,
    layers: Sequence[str] = (),
) -> pd.DataFrame:
    """The same for a table."""
    keep = [
        (not layers or layer in layers) and _may_fall_inside(start, end, since, until)
        for layer, start, end in zip(incidents["layer"], incidents["date_start"], incidents["date_end"], strict=True)
    ]
    return incidents[keep].reset_index(drop=True)


def _may_fall_inside(
    start: datetime.date | None,
    end: datetime.date | None,
    since: datetime.date | None,
    until: datetime.date | None,
) -> bool:
    first, last = start or end, end or start
    if first is None or last is None:
        return True
    return (since is None or last >= since) and (until is None or first <= until)


def read_incidents(path: Path) -> pd.DataFrame:
    """An incidents table from a file, perhaps edited by hand, with every cell checked.

    Raises:
        TableError: names every bad cell at once, by row and column.
    """
    from geomap.exports import read_table

    return check_incidents(read_table(path), where=str(path))


def read_reports(path: Path) -> pd.DataFrame:
    """A reports table from a file; columns that are missing are empty."""
    from geomap.exports import read_table

    return _typed(read_table(path), REPORT_COLUMNS, str(path))


def check_incidents(table: pd.DataFrame, *, where: str = "table") -> pd.DataFrame:
    """The table with its columns in order and typed.

    Columns that geomap does not know are dropped; known ones that are missing are empty, unless they are required.

    Raises:
        TableError: names every bad cell at once; rows count from 2, the header being row 1.
    """
    missing = [column.name for column in INCIDENT_COLUMNS if column.required and column.name not in table.columns]
    if missing:
        raise TableError(
            f"{where}: there is no column {', '.join(missing)}; a table for geomap has at least "
            f"{', '.join(column.name for column in INCIDENT_COLUMNS if column.required)}",
            tuple(missing),
        )
    return _typed(table, INCIDENT_COLUMNS, where)


def _typed(table: pd.DataFrame, columns: Sequence[Column], where: str) -> pd.DataFrame:
    from geomap.events import load_taxonomy

    taxonomy = load_taxonomy()
    choices = {"kind": tuple(taxonomy.kinds), "layer": tuple(taxonomy.layers)}
    problems: list[str] = []
    rows: list[dict[str, Any]] = [{} for _ in range(len(table))]
    for column in columns:
        if column.name not in table.columns:
            continue
        allowed = choices.get(column.name, column.choices)
        for number, value in enumerate(table[column.name].tolist()):
            try:
                rows[number][column.name] = read_cell(value, column, allowed)
            except ValueError as error:
                problems.append(f"{where}, row {number + 2}, {column.name}: {error}")
    if not problems:
        problems = _contradictions(rows, where)
    if problems:
        told = problems[:_MAX_TOLD]
        more = [f"and {len(problems) - len(told)} more"] if len(problems) > len(told) else []
        raise TableError("\n".join([*told, *more]), tuple(problems))
    return make_frame(rows, columns)


def _contradictions(rows: Sequence[dict[str, Any]], where: str) -> list[str]:
    """What no single cell shows: intervals that end before they begin, points with one half, ids used twice."""
    problems = []
    seen: dict[str, int] = {}
    for number, row in enumerate(rows, start=2):
        start, end, day = row.get("date_start"), row.get("date_end"), row.get("date")
        if start and end and start > end:
            problems.append(f"{where}, row {number}, date_end: {end} is before date_start {start}")
        elif day and start and end and not start <= day <= end:
            problems.append(f"{where}, row {number}, date: {day} is not between {start} and {end}")
        if (row.get("latitude") is None) != (row.get("longitude") is None):
            problems.append(f"{where}, row {number}, latitude: a point needs both latitude and longitude")
        for name in ("killed", "injured"):
            low, high = row.get(f"{name}_low"), row.get(f"{name}_high")
            if low is not None and high is not None and low > high:
                problems.append(f"{where}, row {number}, {name}_high: {high} is less than {name}_low {low}")
        identity = row.get("incident_id")
        if identity and "article_id" not in row:
            if identity in seen:
                problems.append(f"{where}, row {number}, incident_id: {identity} is already in row {seen[identity]}")
            seen.setdefault(identity, number)
    return problems


def read_cell(value: Any, column: Column, allowed: Sequence[str] = ()) -> Any:
    """The value of a cell in the column's type; ``None`` for an empty one.

    Raises:
        ValueError: the cell does not fit; says what was found and what is wanted.
    """
    if _is_empty(value):
        if column.required:
            raise ValueError("is empty; it needs a value")
        return None
    text = str(value).strip()
    if column.type == DAY:
        return _day(value, text)
    if column.type == BOOLEAN:
        if text.lower() in ("true", "1", "1.0", "yes"):
            return True
        if text.lower() in ("false", "0", "0.0", "no"):
            return False
        raise ValueError(f"{text!r} is neither true nor false")
    if column.type in (INTEGER, NUMBER):
        return _number(text, column)
    if allowed and text not in allowed:
        raise ValueError(f"{text!r} is not one of {', '.join(allowed)}")
    return SEPARATOR.join(part.strip() for part in text.split("|")) if column.type == LIST else text


def _is_empty(value: Any) -> bool:
    """Whether a cell holds nothing: None, a blank text, or any of the three missing values of pandas."""
    if value is None or (isinstance(value, float) and value != value):
        return True
    return type(value).__name__ in ("NAType", "NaTType") or (isinstance(value, str) and not value.strip())


def _day(value: Any, text: str) -> datetime.date:
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, datetime.date):
        return value
    try:
        return datetime.date.fromisoformat(text[:10])
    except ValueError:
        raise ValueError(f"{text!r} is not a day; write YYYY-MM-DD") from None


def _number(text: str, column: Column) -> float | int:
    try:
        number = float(text)
    except ValueError:
        raise ValueError(f"{text!r} is not a number") from None
    if column.type == INTEGER and not number.is_integer():
        raise ValueError(f"{text!r} is not a whole number")
    low, high = column.lowest, column.highest
    if (low is not None and not number >= low) or (high is not None and not number <= high):
        bounds = f"between {low:g} and {high:g}" if low is not None and high is not None else f"at least {low:g}"
        raise ValueError(f"{text} is out of range; it must be {bounds}")
    return int(number) if column.type == INTEGER else number
