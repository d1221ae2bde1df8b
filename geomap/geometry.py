"""Points, distances, offsets and areas on the Earth.

Functions take latitude before longitude, in WGS84 degrees, and kilometres. Shapes are shapely geometries, whose own
order is longitude before latitude. Distances and offsets are geodesics of the WGS84 ellipsoid (geopy, after Karney
2013), but for ``sphere_km``; shapes are drawn on a sphere with 32 corners to the circle, exact enough for areas that
come from words.
"""

from __future__ import annotations

import functools
import itertools
import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from geomap.errors import OptionError

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

Point = tuple[float, float]
KM_PER_DEGREE = 111.2
EARTH_KM = 6371.0088  # mean radius, IUGG


def check_point(latitude: float, longitude: float) -> str | None:
    """What is wrong with a point, in words; ``None`` when nothing is.

    >>> check_point(33.3, 44.4) is None, check_point(148.0, 10.0)
    (True, 'latitude 148.0 is outside -90..90')
    """
    if not (math.isfinite(latitude) and math.isfinite(longitude)):
        return f"latitude {latitude}, longitude {longitude} are not both numbers"
    if not -90 <= latitude <= 90:
        return f"latitude {latitude} is outside -90..90"
    if not -180 <= longitude <= 180:
        return f"longitude {longitude} is outside -180..180"
    return None


def distance_km(start: Point, end: Point) -> float:
    """The length of the shortest way between two points, in kilometres.

    >>> round(distance_km((33.3, 44.4), (36.2, 44.0)))
    324
    """
    from geopy.distance import geodesic

    return float(geodesic(start, end).kilometers)


def sphere_km(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """Kilometres between two points on the sphere (haversine): within 0.5 % of ``distance_km``, and far quicker.

    >>> round(sphere_km(33.31, 44.37, 36.34, 43.13))  # Baghdad to Mosul
    355
    """
    lower, upper = math.radians(latitude), math.radians(other_latitude)
    half_longitude = math.radians(other_longitude - longitude) / 2
    half = math.sin((upper - lower) / 2) ** 2 + math.cos(lower) * math.cos(upper) * math.sin(half_longitude) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(half)))


def offset(start: Point, bearing: float, kilometres: float) -> Point:
    """The point that lies so far away in this direction (degrees clockwise from north).

    >>> [round(number, 2) for number in offset((33.3, 44.4), 0, 80)]
    [34.02, 44.4]
    """
    from geopy.distance import geodesic

    end = geodesic(kilometers=kilometres).destination(start, bearing)
    return float(end.latitude), float(end.longitude)


def bearing(start: Point, end: Point) -> float:
    """The direction in which one sets out from ``start`` to ``end`` on a sphere, in degrees clockwise from north."""
    a, b = math.radians(start[0]), math.radians(end[0])
    turn = math.radians(end[1] - start[1])
    east = math.sin(turn) * math.cos(b)
    north = math.cos(a) * math.sin(b) - math.sin(a) * math.cos(b) * math.cos(turn)
    return math.degrees(math.atan2(east, north)) % 360


def halfway(start: Point, end: Point) -> Point:
    """The middle of the shortest way between two points."""
    return offset(start, bearing(start, end), distance_km(start, end) / 2)


def disc(center: Point, kilometres: float) -> BaseGeometry:
    """Everything within a distance of a point."""
    return _polygon([_corner(center, turn * 360 / 32, kilometres) for turn in range(32)])


def ring(center: Point, inner: float, outer: float) -> BaseGeometry:
    """Everything farther than ``inner`` and nearer than ``outer`` kilometres from a point."""
    whole = disc(center, outer)
    return whole if inner <= 0 else whole.difference(disc(center, inner))


def sector(center: Point, direction: float, spread: float, inner: float, outer: float) -> BaseGeometry:
    """The part of a ring that lies within ``spread`` degrees to both sides of a direction."""
    turns = [direction + spread * (step / 8 - 1) for step in range(17)]
    far = [_corner(center, turn, outer) for turn in turns]
    near = [_corner(center, turn, inner) for turn in reversed(turns)] if inner > 0 else [center]
    return _polygon(far + near)


def corridor(points: Sequence[Point], half_width: float) -> BaseGeometry:
    """Everything within a distance of the straight ways between points."""
    from shapely import union_all

    parts = []
    for start, end in itertools.pairwise(points):
        ahead = bearing(start, end)
        corners = [_corner(start, ahead - 90, half_width), _corner(end, ahead - 90, half_width)]
        corners += [_corner(end, ahead + 90, half_width), _corner(start, ahead + 90, half_width)]
        parts.append(_polygon(corners))
    return union_all([*parts, *(disc(point, half_width) for point in points)])


def country_area(code: str) -> BaseGeometry | None:
    """The land of a country by ISO alpha-2 code, from Natural Earth 1:50m; ``None`` when it has no outline there."""
    return _outlines().get(code)


def border(one: str, other: str) -> BaseGeometry | None:
    """The line along which two countries (ISO alpha-2) meet; ``None`` when they do not."""
    return _border(*sorted((one, other)))


def strip(line: BaseGeometry, half_width: float) -> BaseGeometry:
    """Everything within a distance of a line, in kilometres; widths are right at the line's middle latitude."""
    from shapely import affinity

    middle = line.centroid.y
    shrink = max(0.05, math.cos(math.radians(middle)))
    flat = affinity.scale(line, xfact=shrink, yfact=1, origin=(0, 0))
    return affinity.scale(flat.buffer(half_width / KM_PER_DEGREE, 4), xfact=1 / shrink, yfact=1, origin=(0, 0))


def coast(code: str) -> BaseGeometry | None:
    """The outline of a country where no other country begins; ``None`` for one without a coast or an outline."""
    area = country_area(code)
    if area is None:
        return None
    from shapely import box, union_all

    around = box(*area.bounds).buffer(0.1)
    neighbours = [
        other for other, land in _outlines().items() if other != code and around.intersects(box(*land.bounds))
    ]
    lines = [line for other in neighbours if (line := border(code, other)) is not None]
    edge = area.boundary
    shore = edge.difference(union_all(lines).buffer(0.05)) if lines else edge
    return None if shore.is_empty else shore


def part_of_area(area: BaseGeometry, direction: float | None) -> BaseGeometry:
    """The part of an area on one side, bearing in degrees; its middle for ``None``.

    A side is what lies beyond the middle of the area's extent in that direction, less a tenth: people call a good half
    of a country its north. The middle is the inner half of the extent both ways.
    """
    from shapely.geometry import box

    west, south, east, north = area.bounds
    wide, high = east - west, north - south
    if direction is None:
        cut = box(west + wide / 4, south + high / 4, east - wide / 4, north - high / 4)
    else:
        turn = math.radians(direction)
        up, right = round(math.cos(turn), 3), round(math.sin(turn), 3)
        cut = box(
            west + wide * 0.4 if right > 0.3 else west,
            south + high * 0.4 if up > 0.3 else south,
            east - wide * 0.4 if right < -0.3 else east,
            north - high * 0.4 if up < -0.3 else north,
        )
    part = area.intersection(cut)
    return area if part.is_empty else part


@functools.lru_cache(maxsize=1024)
def part_of_country(code: str, direction: float | None) -> BaseGeometry | None:
    """The side of a country that lies in a direction, or its middle; ``None`` when it has no outline."""
    area = country_area(code)
    return None if area is None else part_of_area(area, direction)


def middle_of(shape: BaseGeometry) -> Point:
    """A point inside a shape, its centroid where that lies inside."""
    point = shape.centroid
    if not shape.covers(point):
        point = shape.representative_point()
    return float(point.y), float(point.x)


def nearest_on(shape: BaseGeometry, point: Point) -> Point:
    """The point of a shape that is nearest to a point, measured in degrees shrunk to the latitude."""
    from shapely import affinity
    from shapely.geometry import Point as Dot
    from shapely.ops import nearest_points

    shrink = max(0.05, math.cos(math.radians(point[0])))
    flat = affinity.scale(shape, xfact=shrink, yfact=1, origin=(0, 0))
    found = nearest_points(flat, Dot(point[1] * shrink, point[0]))[0]
    return float(found.y), float(found.x / shrink)


def reach_km(shape: BaseGeometry, center: Point) -> float:
    """The distance from a point to the farthest corner of a shape, in kilometres."""
    import numpy as np
    from shapely import get_coordinates

    shrink = math.cos(math.radians(center[0]))
    away = (get_coordinates(shape) - (center[1], center[0])) * (KM_PER_DEGREE * shrink, KM_PER_DEGREE)
    return float(np.hypot(away[:, 0], away[:, 1]).max())


def radius_of_equal_disc(shape: BaseGeometry) -> float:
    """The radius of a disc as large as a shape, in kilometres, on the plane of the shape's middle latitude."""
    shrink = math.cos(math.radians(shape.centroid.y))
    return math.sqrt(shape.area * shrink * KM_PER_DEGREE**2 / math.pi)


def contains(shape: BaseGeometry, point: Point) -> bool:
    """Whether a point lies in a shape or on its edge."""
    from shapely.geometry import Point as Dot

    return bool(shape.covers(Dot(point[1], point[0])))


def _corner(center: Point, bearing: float, kilometres: float) -> Point:
    """A corner of a shape: an offset on the sphere, within 0.6 % of the ellipsoid's and a hundred times as quick."""
    away, turn = kilometres / EARTH_KM, math.radians(bearing)
    up = math.radians(center[0])
    rise = math.sin(up) * math.cos(away) + math.cos(up) * math.sin(away) * math.cos(turn)
    latitude = math.asin(max(-1.0, min(1.0, rise)))
    east = math.atan2(math.sin(turn) * math.sin(away) * math.cos(up), math.cos(away) - math.sin(up) * rise)
    return math.degrees(latitude), center[1] + math.degrees(east)


def _polygon(points: Sequence[Point]) -> BaseGeometry:
    """A polygon of points; longitudes are unrolled, so that a shape across the antimeridian stays in one piece."""
    from shapely.geometry import Polygon

    first = points[0][1]
    shape = Polygon([(first + (longitude - first + 180) % 360 - 180, latitude) for latitude, longitude in points])
    return shape if shape.is_valid else shape.buffer(0)


@functools.lru_cache(maxsize=1)
def _outlines() -> dict[str, BaseGeometry]:
    from shapely import union_all
    from shapely.geometry import shape

    from geomap.maps.basemap import read_countries

    try:
        countries = read_countries("50m")
    except OptionError:
        # A source tree whose web assets were never built: borders and coasts are not known there.
        return {}
    areas: dict[str, BaseGeometry] = {}
    for country in countries:
        area = shape(country["geometry"])
        # Not make_valid: it fails on islets that rounding has made flat.
        area = area if area.is_valid else area.buffer(0)
        for code in country["codes"]:
            areas[code] = union_all([areas[code], area]) if code in areas else area
    return {code: area for code, area in areas.items() if not area.is_empty}


@functools.lru_cache(maxsize=512)
def _border(one: str, other: str) -> BaseGeometry | None:
    outlines = _outlines()
    if one not in outlines or other not in outlines or one == other:
        return None
    from shapely.ops import linemerge

    shared = outlines[one].boundary.intersection(outlines[other].boundary)
    lines = [part for part in getattr(shared, "geoms", [shared]) if part.length > 0]
    if not lines:
        return None
    merged: BaseGeometry = linemerge(lines) if len(lines) > 1 else lines[0]
    return merged
