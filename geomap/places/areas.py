"""The areas that relative places leave open: what was read, its shape, its radius, its name.

How far an area reaches for each kind of words was set from phrases with known truth
(tests/places/relative_phrases.csv, ``python -m benchmarks.places_relative``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geomap import geometry
from geomap.places.phrases import BEARINGS
from geomap.records import Link

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

# Half the angle that a named direction leaves open: people name the nearest of eight winds, and not always rightly.
SPREAD = 40.0
BORDER_KM = 20.0
COAST_KM = 90.0
COUNTRY_KINDS = ("country", "territory")


@dataclass(frozen=True, slots=True)
class Relation:
    """What was read of a relative place.

    ``kind``: facility, quarter, capital, offset, distance, drive, direction, near, outside, outskirts, area, part,
    between, road, border or coast. ``anchors`` are what it hangs on (plain ones, in order of mention; an anchor may lie
    outside the phrase: "north of the city"). ``inner`` are all plain links inside the phrase's span. ``low_km``,
    ``high_km`` bound the distance from the anchor, ``bearing`` is in degrees, ``facility`` the word for the facility,
    ``border`` the countries that meet.
    """

    kind: str
    anchors: tuple[Link, ...]
    inner: tuple[Link, ...] = ()
    distance_km: float | None = None
    low_km: float | None = None
    high_km: float | None = None
    bearing: float | None = None
    facility: str | None = None
    border: tuple[str, str] | None = None


def shape_of(link: Link) -> BaseGeometry | None:
    """The area that a link's words leave open, longitude before latitude; ``None`` for a link without a point.

    A plain name gives a disc of its radius.
    """
    if link.latitude is None or link.longitude is None:
        return None
    center = (link.latitude, link.longitude)
    relation: Relation | None = link.relation
    if relation is None or relation.kind in ("facility", "capital", "quarter"):
        return geometry.disc(center, link.radius_km or 1.0)
    return draw(relation) or geometry.disc(center, link.radius_km or 1.0)


def radius_of(anchor: Link) -> float:
    """How far an anchor itself reaches, in kilometres."""
    return anchor.radius_km or 2.0


def extent_km(relation: Relation) -> tuple[float, float]:
    """From how near to how far the words reach, in kilometres from the anchor."""
    reach = radius_of(relation.anchors[0])
    bounds = {
        "near": (0.0, 1.3 * reach + 18), "outside": (0.0, 1.2 * reach + 18), "outskirts": (0.0, 1.3 * reach + 4),
        "area": (0.0, 1.5 * reach + 12), "direction": (0.2 * reach, reach + 70),
    }  # fmt: skip
    if relation.low_km is not None and relation.high_km is not None:
        return relation.low_km, relation.high_km
    return bounds[relation.kind]


def draw(relation: Relation) -> BaseGeometry | None:
    """The area of a relation; ``None`` where it cannot be drawn (no such border, a country without a coast)."""
    anchor = relation.anchors[0]
    assert anchor.latitude is not None and anchor.longitude is not None
    center = (anchor.latitude, anchor.longitude)
    if relation.kind in ("between", "road"):
        other = relation.anchors[1]
        assert other.latitude is not None and other.longitude is not None
        end = (other.latitude, other.longitude)
        return geometry.corridor([center, end], 6.0 + 0.1 * geometry.distance_km(center, end))
    if relation.kind == "border":
        return _draw_border(relation)
    if relation.kind == "coast":
        return _draw_coast(relation, center)
    if relation.kind == "part":
        if anchor.kind in COUNTRY_KINDS and anchor.country:
            part = geometry.part_of_country(anchor.country, relation.bearing)
            if part is not None:
                return part
        reach = radius_of(anchor)
        if relation.bearing is None:
            return geometry.disc(center, max(1.0, 0.6 * reach))
        return geometry.sector(center, relation.bearing, 75, 0, 1.5 * reach + 2)
    low, high = extent_km(relation)
    if relation.bearing is None:
        return geometry.ring(center, low, high)
    return geometry.sector(center, relation.bearing, 70 if relation.kind == "outskirts" else SPREAD, low, high)


def _draw_border(relation: Relation) -> BaseGeometry | None:
    assert relation.border is not None
    line = geometry.border(*relation.border)
    return None if line is None else geometry.strip(line, BORDER_KM)


def _draw_coast(relation: Relation, center: tuple[float, float]) -> BaseGeometry | None:
    anchor = relation.anchors[0]
    if anchor.kind not in COUNTRY_KINDS:
        return geometry.disc(center, 70 + radius_of(anchor))
    shore = geometry.coast(anchor.country) if anchor.country else None
    if shore is None:
        return None
    strip = geometry.strip(shore, COAST_KM)
    if relation.bearing is not None:
        return geometry.part_of_area(strip, relation.bearing)
    return strip


def area_radius(relation: Relation, shape: BaseGeometry, point: geometry.Point) -> float:
    """The radius of a disc round the point as large as the area; for areas round the point, how far they reach."""
    reach = geometry.reach_km(shape, point)
    if relation.bearing is None and relation.kind not in ("between", "road", "part", "coast"):
        return reach
    return min(reach, 1.2 * geometry.radius_of_equal_disc(shape))


def describe(relation: Relation) -> str:
    """The relation in words, as the name of its place."""
    names = [anchor.name or anchor.text for anchor in relation.anchors]
    winds = {value: word for word, value in BEARINGS.items()}
    wind = winds.get(relation.bearing) if relation.bearing is not None else None
    kind = relation.kind
    if kind in ("offset", "distance"):
        return f"{relation.distance_km:.0f} km {wind + ' of' if wind else 'from'} {names[0]}"
    if kind == "drive":
        return f"about {relation.distance_km:.0f} km by road {wind + ' of' if wind else 'from'} {names[0]}"
    if kind == "border" and relation.border:
        return f"border of {relation.border[0]} and {relation.border[1]}"
    if kind in ("between", "road"):
        return f"between {names[0]} and {names[1]}"
    if kind == "part":
        return f"{wind + 'ern' if wind else 'central'} {names[0]}"
    words = {
        "direction": f"{wind} of", "near": "near", "outside": "outside", "outskirts": "outskirts of", "area": "area of",
        "coast": "off the coast of",
    }  # fmt: skip
    return f"{words[kind]} {names[0]}"
