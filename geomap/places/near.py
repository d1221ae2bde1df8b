"""The rows of an index that lie near a point."""

from __future__ import annotations

import math
from collections.abc import Iterator

from geomap.geometry import sphere_km
from geomap.places.index import IndexFile

_KM_PER_DEGREE = 111.195


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
                distance = sphere_km(latitude, longitude, row_latitude, row_longitude)
                if distance <= radius_km:
                    yield distance, number
