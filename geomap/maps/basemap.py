"""The world behind the map: Natural Earth's countries, as the package's build packed them.

The format is described where it is written, in web/basemap.mjs. Borders are Natural Earth's, drawn as they are on the
ground; Crimea stands alone there and counts for both states that claim it.
"""

from __future__ import annotations

import gzip
import json
import struct
from typing import TYPE_CHECKING, Any

from geomap.errors import OptionError
from geomap.maps.built import read_asset

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

SCALES = ("110m", "50m")


def load_country_polygons(scale: str = "110m") -> dict[str, BaseGeometry]:
    """Every country's land as a shapely geometry in degrees, longitude before latitude, by ISO 3166 alpha-2 code.

    ``scale`` is "110m" (175 codes, coarse) or "50m" (235, finer; the Vatican is too small for it). Polygons are cut at
    the antimeridian. Kosovo is XK; land that two states claim (Crimea, the Siachen Glacier) is part of both; Northern
    Cyprus is part of CY and Somaliland of SO.

    Raises:
        OptionError: there is no such scale.
    """
    from shapely import make_valid, union_all
    from shapely.geometry import Polygon

    parts: dict[str, list[BaseGeometry]] = {}
    for country in read_countries(scale):
        for shell, *holes in country["geometry"]["coordinates"]:
            # Simplified rings may touch themselves; what is left of such a place is a line, which is no land.
            valid = make_valid(Polygon(shell, [hole for hole in holes if len(hole) > 3]))
            land = [part for part in getattr(valid, "geoms", [valid]) if part.geom_type.endswith("Polygon")]
            for code in country["codes"] if land else ():
                parts.setdefault(code, []).extend(land)
    return {code: union_all(some) for code, some in sorted(parts.items())}


def read_countries(scale: str = "110m") -> list[dict[str, Any]]:
    """The countries of a scale: ``name``, ``codes`` (ISO alpha-2, several where claimed by several), ``geometry``.

    ``geometry`` is a GeoJSON Polygon or MultiPolygon.

    Raises:
        OptionError: there is no such scale.
    """
    if scale not in SCALES:
        raise OptionError(f"there is no base map of scale {scale!r}; take one of {', '.join(SCALES)}")
    topology, arcs = _unpack(read_asset(f"world-{scale}.bin"))
    countries = []
    for one in topology["objects"]["countries"]["geometries"]:
        rings = one["arcs"] if one["type"] == "MultiPolygon" else [one["arcs"]]
        polygons = [[_join(ring, arcs) for ring in polygon] for polygon in rings]
        codes = one["properties"].get("claimants", [one["id"]] if "id" in one else [])
        countries.append(
            {
                "name": one["properties"]["name"],
                "codes": codes,
                "geometry": {"type": "MultiPolygon", "coordinates": polygons},
            }
        )
    return countries


def _unpack(data: bytes) -> tuple[dict[str, Any], list[list[tuple[float, float]]]]:
    raw = gzip.decompress(data)
    (length,) = struct.unpack_from("<I", raw)
    topology = json.loads(raw[4 : 4 + length])
    for shape in topology["objects"].values():
        _undo_differences(shape)
    numbers = _read_numbers(raw[4 + length :])
    (scale_x, scale_y), (left, bottom) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs, at = [], 0
    for count in topology["arcLengths"]:
        x = y = 0
        points = []
        for _ in range(count):
            x += numbers[at]
            y += numbers[at + 1]
            at += 2
            points.append((x * scale_x + left, y * scale_y + bottom))
        arcs.append(points)
    return topology, arcs


def _undo_differences(shape: dict[str, Any]) -> None:
    """The indexes of arcs are written as the difference to the one before."""
    before = 0

    def walk(part: Any) -> Any:
        nonlocal before
        if isinstance(part, list):
            return [walk(one) for one in part]
        before += part
        return before

    for one in shape.get("geometries", [shape]):
        if "arcs" in one:
            one["arcs"] = walk(one["arcs"])


def _read_numbers(raw: bytes) -> list[int]:
    numbers = []
    value = shift = 0
    for byte in raw:
        value |= (byte & 127) << shift
        if byte > 127:
            shift += 7
        else:
            numbers.append(-(value >> 1) - 1 if value & 1 else value >> 1)
            value = shift = 0
    return numbers


def _join(ring: list[int], arcs: list[list[tuple[float, float]]]) -> list[tuple[float, float]]:
    """The points of a ring; a negative arc is run backwards, and neighbours share a point."""
    points: list[tuple[float, float]] = []
    for index in ring:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        points.extend(arc[1:] if points else arc)
    return points
