"""Tables as GeoJSON (RFC 7946): a point feature per row, longitude first, WGS84, no crs member.

``properties`` is the flat row in the order of the columns, latitude and longitude included; a row without a point has a
null geometry. ``columns`` beside the features names the columns, so that a table without rows keeps them.
"""

from __future__ import annotations

import datetime
import json
import math
from typing import TYPE_CHECKING, Any

from geomap.errors import TableError
from geomap.exports.cells import Cell, cell_from_text, column_types, plain_columns, typed_table
from geomap.incidents.columns import DAY

if TYPE_CHECKING:
    import pandas as pd


def write(table: pd.DataFrame) -> bytes:
    """The table as the bytes of a file. A number that JSON does not have (an infinity) is null."""
    columns = plain_columns(table)
    features = [
        json.dumps(_feature(dict(zip(columns, row, strict=True))), ensure_ascii=False, allow_nan=False)
        for row in zip(*columns.values(), strict=True)
    ]
    names = json.dumps(list(columns), ensure_ascii=False)
    # A feature per line: easy to compare, and no deeper than it must be.
    body = ",\n".join(features)
    return f'{{"type": "FeatureCollection", "columns": {names}, "features": [\n{body}\n]}}\n'.encode()


def _feature(row: dict[str, Cell]) -> dict[str, Any]:
    properties = {name: _json_value(cell) for name, cell in row.items()}
    latitude, longitude = properties.get("latitude"), properties.get("longitude")
    placed = isinstance(latitude, float) and isinstance(longitude, float)
    return {
        "type": "Feature",
        **({"id": row["incident_id"]} if row.get("incident_id") else {}),
        "geometry": {"type": "Point", "coordinates": [longitude, latitude]} if placed else None,
        "properties": properties,
    }


def _json_value(cell: Cell) -> Any:
    if isinstance(cell, datetime.date):
        return cell.isoformat()
    return None if isinstance(cell, float) and not math.isfinite(cell) else cell


def read(data: bytes) -> pd.DataFrame:
    """The table in the bytes of a file; a point moved in a map editor moves the row's latitude and longitude.

    Raises:
        TableError: not a GeoJSON feature collection.
    """
    try:
        given = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise TableError(f"is not GeoJSON: {error}") from None
    features = given.get("features") if isinstance(given, dict) else None
    if not isinstance(features, list) or not all(isinstance(feature, dict) for feature in features):
        raise TableError("is not a GeoJSON feature collection")
    rows = [_row(feature) for feature in features]
    listed = given.get("columns")
    names = [str(name) for name in listed] if isinstance(listed, list) else []
    names = list(dict.fromkeys([*names, *(name for row in rows for name in row)]))
    return typed_table({name: [row.get(name) for row in rows] for name in names})


def _row(feature: dict[str, Any]) -> dict[str, Cell]:
    properties = feature.get("properties")
    row = {name: _cell(value, name) for name, value in properties.items()} if isinstance(properties, dict) else {}
    geometry = feature.get("geometry")
    point = geometry.get("coordinates") if isinstance(geometry, dict) and geometry.get("type") == "Point" else None
    if isinstance(point, list) and len(point) >= 2:
        row["longitude"], row["latitude"] = _cell(point[0], "longitude"), _cell(point[1], "latitude")
    return row


def _cell(value: Any, column: str) -> Cell:
    wanted = column_types().get(column)
    if isinstance(value, str):
        return cell_from_text(value, column) if wanted == DAY else value
    if value is None or isinstance(value, (bool, int)):
        return float(value) if wanted == "number" and type(value) is int else value
    if isinstance(value, float):
        return int(value) if wanted == "integer" and value.is_integer() else value
    return json.dumps(value, ensure_ascii=False)
