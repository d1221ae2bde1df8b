"""Distances on the globe, and the rows of an index that lie near a point."""

from __future__ import annotations

import math
from collections.abc import Iterator

from geomap.places.index import IndexFile

_EARTH_RADIUS_KM = 6371.0088  # the mean radius of the WGS84 ellipsoid (IUGG)
_KM_PER_DEGREE = 111.195


def distance_km(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """Kilometres between two points on the sphere (haversine), within 0.5 % of the ellipsoid's.

    >>> round(distance_km(33.31, 44.37, 36.34, 43.13))  # Baghdad to Mosul
    355
    """
    lower, upper = math.radians(latitude), math.radians(other_latitude)
    half_latitude = (upper - lower) / 2
    half_longitude = math.radians(other_longitude - longitude) / 2
    chord = math.sin(half_latitude) ** 2 + math.cos(lower) * math.cos(upper) * math.sin(half_longitude) ** 2
    return 2 * _EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(chord)))


def rows_nearby(
    index: IndexFile, latitude: float, longitude: float, radius_km: float, kinds: frozenset[str] | None
) -> Iterator[tuple[float, int]]:
    """(distance in kilometres, row number) of the rows within ``radius_km`` of a point, in no order."""
    reach = radius_km / _KM_PER_DEGREE + 1e-9
    south, north = max(latitude - reach, -90.0), min(latitude + reach, 90.0)
    # Near the poles every longitude is near.
    widest = max(abs(south), abs(north))
    breadth = 180.0 if widest > 89 else min(180.0, reach / math.cos(math.radians(widest)))
    west = math.floor(longitude - breadth + 180)
    east = min(math.floor(longitude + breadth + 180), west + 359)
    for latitude_cell in range(min(int(south + 90), 179), min(int(north + 90), 179) + 1):
        for longitude_cell in range(west, east + 1):
            for number in index.rows_in_cell(latitude_cell, longitude_cell % 360):
                if kinds is not None and index.kind(number) not in kinds:
                    continue
                row_latitude, row_longitude, _ = index.point(number)
                distance = distance_km(latitude, longitude, row_latitude, row_longitude)
                if distance <= radius_km:
                    yield distance, number
