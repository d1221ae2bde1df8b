"""What a person decided, kept in a small file and replayed over every later run.

A corrections file is a CSV with the columns action, incident_id, field, value, other, quote, note:

    set          incident_id, field, value     the field of an incident
    merge        incident_id, other            two incidents are one
    split        incident_id, other            the report of article ``other`` is a happening of its own
    drop         incident_id                   not an incident
    add          incident_id, quote            one more, under an id of your own; fill it with set
    block_name   value                         never a place
    place_name   field, value                  the name ``field`` means ``value``, an id or "latitude, longitude"

An id changes when the date or the place of an incident does; ``quote`` then finds it again by its sentence. What no
longer applies is reported, not lost.
"""

from __future__ import annotations

import csv
import dataclasses
import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from geomap.errors import TableError
from geomap.incidents.columns import INCIDENT_COLUMNS, LIST
from geomap.incidents.fusing import fuse, name_members
from geomap.incidents.table import read_cell
from geomap.records import Incident, Place, Report, Skipped

COLUMNS = ("action", "incident_id", "field", "value", "other", "quote", "note")
ACTIONS = ("set", "merge", "split", "drop", "add", "block_name", "place_name")
_NEEDS = {
    "set": ("incident_id", "field"),
    "merge": ("incident_id", "other"),
    "split": ("incident_id", "other"),
    "drop": ("incident_id",),
    "add": ("incident_id",),
    "block_name": ("value",),
    "place_name": ("field", "value"),
}
_SETTABLE = {column.name: column for column in INCIDENT_COLUMNS if column.name != "incident_id"}


@dataclass(frozen=True, slots=True)
class Correction:
    """One decision; ``line`` is its line in the file, ``typed`` the value in the type of its field."""

    action: str
    incident_id: str
    field: str
    value: str
    other: str
    quote: str
    note: str
    path: str
    line: int
    typed: Any = None

    def __str__(self) -> str:
        parts = (self.action, self.incident_id, self.field, self.value, self.other)
        return " ".join(part for part in parts if part)


def read_corrections(path: Path) -> tuple[Correction, ...]:
    """The decisions of a file, in its order; an empty file has none.

    Raises:
        TableError: names every bad row at once.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise TableError(f"{path}: not UTF-8 text ({error.reason} at byte {error.start}); save it as UTF-8") from error
    reader = csv.DictReader(text.splitlines())
    if reader.fieldnames and "action" not in reader.fieldnames:
        raise TableError(f"{path}:1: there is no column 'action'; the columns are {', '.join(COLUMNS)}")
    found, problems = [], []
    for row in reader:
        cells = {name: (row.get(name) or "").strip() for name in COLUMNS}
        try:
            found.append(_read_row(cells, str(path), reader.line_num))
        except ValueError as error:
            problems.append(f"{path}:{reader.line_num}: {error}")
    if problems:
        raise TableError("\n".join(problems), tuple(problems))
    return tuple(found)


def check_row(cells: Mapping[str, str]) -> None:
    """Raises ``ValueError`` with what is wrong when the cells are not a decision that can be replayed."""
    _read_row({name: cells.get(name, "") for name in COLUMNS}, "", 0)


def _read_row(cells: dict[str, str], path: str, line: int) -> Correction:
    action = cells["action"]
    if action not in ACTIONS:
        raise ValueError(f"action {action!r} is not one of {', '.join(ACTIONS)}")
    empty = [name for name in _NEEDS[action] if not cells[name]]
    if empty:
        raise ValueError(f"{action} needs {', '.join(empty)}")
    typed: Any = None
    if action == "set":
        column = _SETTABLE.get(cells["field"])
        if column is None:
            raise ValueError(f"field {cells['field']!r} is not one of {', '.join(_SETTABLE)}")
        typed = read_cell(cells["value"], column, _choices(column.name) or column.choices)
        if column.type == LIST:
            typed = tuple(part.strip() for part in (typed or "").split("|") if part.strip())
    elif action == "place_name" and "," in cells["value"]:
        typed = _point(cells["value"])
    return Correction(**cells, path=path, line=line, typed=typed)


def _choices(field: str) -> tuple[str, ...]:
    from geomap.events import load_taxonomy

    taxonomy = load_taxonomy()
    return {"kind": tuple(taxonomy.kinds), "layer": tuple(taxonomy.layers)}.get(field, ())


def _point(value: str) -> tuple[float, float]:
    latitude, _, longitude = value.partition(",")
    point = float(latitude), float(longitude)
    if not (-90 <= point[0] <= 90 and -180 <= point[1] <= 180):
        raise ValueError(f"{value!r} is not a latitude, longitude")
    return point


def blocked_names(corrections: Sequence[Correction]) -> tuple[str, ...]:
    """The names that the corrections block."""
    return tuple(correction.value for correction in corrections if correction.action == "block_name")


def move_names(
    reports: Sequence[Report], corrections: Sequence[Correction], find_place: Callable[[str], Place | None]
) -> tuple[list[Report], list[Skipped]]:
    """The reports with every name that a person placed at its place, and a row for each decision that found no place.

    Done before merging, so that reports of one happening meet at the right place. ``find_place`` gives the place of an
    id, or ``None``.
    """
    moved = list(reports)
    left_out = []
    for correction in corrections:
        if correction.action != "place_name":
            continue
        changes = _place_changes(correction, find_place)
        if changes is None:
            reason = f"{correction.path}:{correction.line}: no gazetteer has the place {correction.value!r}"
            left_out.append(Skipped("corrections", reason, path=correction.path))
            continue
        wanted = correction.field.casefold()
        moved = [
            dataclasses.replace(report, **changes, place_reason=f"placed by a person ({correction})")
            if wanted in {(report.place_text or "").casefold(), (report.place or "").casefold()}
            else report
            for report in moved
        ]
    return moved, left_out


def _place_changes(correction: Correction, find_place: Callable[[str], Place | None]) -> dict[str, Any] | None:
    if correction.typed is not None:
        latitude, longitude = correction.typed
        return {"latitude": latitude, "longitude": longitude, "place_id": None, "place_shape": None}
    place = find_place(correction.value)
    if place is None:
        return None
    return {
        "place": place.name,
        "place_basis": "named",
        "latitude": place.latitude,
        "longitude": place.longitude,
        "radius_km": place.radius_km,
        "country": place.country,
        "admin1": place.admin1,
        "place_id": place.place_id,
        "place_shape": None,
    }


def apply_corrections(
    incidents: Sequence[Incident], corrections: Sequence[Correction]
) -> tuple[list[Incident], list[Skipped]]:
    """The incidents with every decision replayed, and a row for each decision that no longer applies.

    Ids in the file are those before any correction. What is merged or split comes first, then what is dropped or added,
    then single fields, each in the order of the file.
    """
    state = _State(incidents)
    left_out = []
    for actions in (("merge", "split"), ("drop", "add"), ("set",)):
        for correction in corrections:
            if correction.action in actions and not state.apply(correction):
                reason = f"{correction.path}:{correction.line}: the correction '{correction}' no longer applies"
                left_out.append(Skipped("corrections", reason, path=correction.path, text=correction.quote or None))
    return state.incidents(), left_out


class _State:
    """The incidents while corrections are applied, found by the id they had at first or by a sentence."""

    def __init__(self, incidents: Sequence[Incident]) -> None:
        self._incidents: dict[str, Incident] = {incident.incident_id: incident for incident in incidents}
        self._moved: dict[str, str] = {}

    def incidents(self) -> list[Incident]:
        return sorted(
            self._incidents.values(),
            key=lambda incident: (incident.date or datetime.date.max, incident.place or "", incident.incident_id),
        )

    def apply(self, correction: Correction) -> bool:
        """Whether the correction found what it speaks of."""
        if correction.action == "add":
            return self._add(correction)
        key = self._find(correction)
        if key is None:
            return False
        if correction.action == "drop":
            del self._incidents[key]
            return True
        if correction.action == "set":
            self._set(key, correction)
            return True
        if correction.action == "merge":
            other = self._moved.get(correction.other, correction.other)
            return other in self._incidents and other != key and self._merge(key, other)
        return self._split(key, correction.other)

    def _find(self, correction: Correction) -> str | None:
        key = self._moved.get(correction.incident_id, correction.incident_id)
        if key in self._incidents:
            return key
        wanted = " ".join(correction.quote.split())
        if not wanted:
            return None
        for key, incident in sorted(self._incidents.items()):
            if any(" ".join(report.quote.split()) == wanted for report in incident.reports):
                return key
        return None

    def _add(self, correction: Correction) -> bool:
        if correction.incident_id in self._incidents:
            return False
        self._incidents[correction.incident_id] = dataclasses.replace(
            _EMPTY, incident_id=correction.incident_id, quote=correction.quote, summary=correction.note
        )
        return True

    def _set(self, key: str, correction: Correction) -> None:
        incident = self._incidents[key]
        values: dict[str, Any] = {correction.field: correction.typed}
        if correction.field == "kind":
            from geomap.events import load_taxonomy

            values["layer"] = load_taxonomy().kinds[correction.value].layer
        corrected = tuple(dict.fromkeys((*incident.corrected, *values)))
        self._incidents[key] = dataclasses.replace(incident, corrected=corrected, **values)

    def _merge(self, key: str, other: str) -> bool:
        reports = (*self._incidents[key].reports, *self._incidents[other].reports)
        if not reports:
            return False
        merged = fuse(sorted(reports, key=_report_order), (("joined by a person",),))
        self._incidents[key] = dataclasses.replace(merged, incident_id=key, corrected=("merge_reason",))
        del self._incidents[other]
        self._moved[other] = key
        return True

    def _split(self, key: str, article_id: str) -> bool:
        incident = self._incidents[key]
        apart = [report for report in incident.reports if report.article_id == article_id]
        rest = [report for report in incident.reports if report.article_id != article_id]
        if not apart or not rest:
            return False
        self._incidents[key] = dataclasses.replace(fuse(rest), incident_id=key, corrected=("merge_reason",))
        new = name_members([fuse(apart)])[0]
        number, identity = 2, new.incident_id
        while identity in self._incidents:
            identity, number = f"{new.incident_id}-{number}", number + 1
        why = "set apart by a person"
        self._incidents[identity] = dataclasses.replace(
            new, incident_id=identity, corrected=("merge_reason",), merge_reason=why
        )
        return True


def _report_order(report: Report) -> tuple[str, int]:
    return (report.article_id, report.event_start)


_EMPTY = Incident(
    incident_id="",
    layer="political",
    kind="statement",
    status="occurred",
    date_start=None,
    date_end=None,
    date=None,
    date_precision="unknown",
    date_basis="none",
    place=None,
    place_text=None,
    place_basis="none",
    latitude=None,
    longitude=None,
    radius_km=None,
    country=None,
    admin1=None,
    place_id=None,
    actor=None,
    target=None,
    weapon=None,
    facility=None,
    targeted_killing=False,
    killed_low=None,
    killed_high=None,
    injured_low=None,
    injured_high=None,
    troops=None,
    summary="",
    quote="",
    report_count=0,
    source_count=0,
    sources=(),
    urls=(),
    confidence=1.0,
)
