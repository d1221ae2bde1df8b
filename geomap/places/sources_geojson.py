"""Reading gazetteers that are GeoJSON (RFC 7946): features with a geometry and a name among their properties."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any, NoReturn

from geomap.errors import GazetteerError
from geomap.geometry import sphere_km
from geomap.places.index import Row
from geomap.places.rows import COLUMNS, RowChecker, clean
from geomap.places.sources_csv import read_text


def read_geojson(path: Path, warnings: list[str]) -> list[Row]:
    """The features of a GeoJSON file as rows, in its order.

    A feature's properties are named like the columns of a table (``name``, ``other_names`` as a list or with ``|``
    between them, ``kind``, ...). A point is taken as it is; of other geometries the middle, with a radius that
    reaches their farthest corner.

    Raises:
        GazetteerError: the file is no GeoJSON, or a feature cannot be used; the message counts features from 1.
    """
    text = read_text(path)
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", 1)
        raise GazetteerError(f"{path}:{line}: not JSON ({error}); save it as GeoJSON again", str(path), line) from error
    if isinstance(data, dict) and data.get("type") == "Feature":
        data = {"type": "FeatureCollection", "features": [data]}
    if (
        not isinstance(data, dict)
        or data.get("type") != "FeatureCollection"
        or not isinstance(data.get("features"), list)
    ):
        raise GazetteerError(f"{path}:1: JSON, but not a FeatureCollection; save it as GeoJSON", str(path), 1)
    maker = RowChecker(str(path), warnings, unit="feature")
    rows = []
    for number, feature in enumerate(data["features"], 1):
        row = _row(str(path), number, feature, maker)
        if row is not None:
            rows.append(row)
    if not rows:
        raise GazetteerError(f"{path}: no places: the collection has no features", str(path), 1)
    return rows


def _refuse(path: str, number: int, problem: str, found: object, advice: str) -> NoReturn:
    shown = repr(found)
    raise GazetteerError(f"{path}: feature {number}: {problem}: found {shown[:60]}; {advice}", path)


def _row(path: str, number: int, feature: Any, maker: RowChecker) -> Row | None:
    if not isinstance(feature, dict) or not isinstance(feature.get("properties"), dict):
        _refuse(path, number, "no properties", feature, "a feature needs a geometry and properties with a name")
    properties = {str(key).strip().lower(): value for key, value in feature["properties"].items()}
    latitude, longitude, radius_km = _point(path, number, feature.get("geometry"))
    cells = {}
    for column, synonyms in COLUMNS.items():
        for name in synonyms:
            value = properties.get(name)
            if value is not None and value != "":
                cells[column] = "|".join(map(str, value)) if isinstance(value, list) else str(value)
                break
    if "place_id" not in cells and feature.get("id") is not None:
        cells["place_id"] = str(feature["id"])
    cells["latitude"], cells["longitude"] = repr(latitude), repr(longitude)
    if "radius_km" not in cells and radius_km:
        cells["radius_km"] = repr(radius_km)
    if not clean(cells.get("name", "")):
        _refuse(path, number, "no name", sorted(properties), "give the feature a property called name")
    return maker.row(number, cells)


def _point(path: str, number: int, geometry: Any) -> tuple[float, float, float | None]:
    positions = list(_positions(geometry)) if isinstance(geometry, dict) else []
    if not positions:
        _refuse(path, number, "no geometry", geometry, "give it a Point, a line or a polygon")
    for position in positions:
        longitude, latitude = position[0], position[1]
        if not (_is_degrees(longitude, 180) and _is_degrees(latitude, 90)):
            _refuse(path, number, "a position is not on the globe", position, "GeoJSON writes [longitude, latitude]")
    if len(positions) == 1:
        return float(positions[0][1]), float(positions[0][0]), None
    south, north = min(p[1] for p in positions), max(p[1] for p in positions)
    west, east = min(p[0] for p in positions), max(p[0] for p in positions)
    latitude, longitude = round((south + north) / 2, 6), round((west + east) / 2, 6)
    reach = max(sphere_km(latitude, longitude, p[1], p[0]) for p in positions)
    return latitude, longitude, max(0.1, round(reach, 1))


def _is_degrees(value: Any, limit: int) -> bool:
    return (
        isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value) and abs(value) <= limit
    )


def _positions(geometry: dict[str, Any]) -> Any:
    """All positions of a geometry; nested no deeper than a multipolygon's."""
    if geometry.get("type") == "GeometryCollection":
        for part in geometry.get("geometries") or ():
            if isinstance(part, dict) and part.get("type") != "GeometryCollection":
                yield from _positions(part)
        return
    level = [geometry.get("coordinates")]
    for _ in range(4):
        below: list[Any] = []
        for item in level:
            if isinstance(item, list) and len(item) >= 2 and not any(isinstance(part, list) for part in item):
                yield item
            elif isinstance(item, list):
                below.extend(item)
        level = below
