"""Places that are told by way of another: "50 miles north of the city", "the airport in Erbil", "the A-B road".

A phrase becomes one link that covers the words of the relation and the names in it. Its ``relation`` says what was
read; :func:`geomap.places.areas.shape_of` draws the area that the words leave open.
"""

from __future__ import annotations

import dataclasses
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter
from typing import TYPE_CHECKING

from geomap import geometry
from geomap.places import phrases
from geomap.places.areas import BORDER_KM, COUNTRY_KINDS, Relation, area_radius, describe, draw, extent_km
from geomap.places.capitals import read_capital
from geomap.places.facilities import likely_facility, proper_name, read_facility
from geomap.records import Link

if TYPE_CHECKING:
    from geomap.places.gazetteer import Gazetteer

DRIVE_KM_PER_HOUR = 65.0
# How many links back "the base" or the other side of a border is looked for.
_REMEMBERED = 300
_end_of = attrgetter("end")
_TOWNS = frozenset(("city", "capital", "town", "village", "settlement"))
# Names whose parts have names of their own.
_CONTINENTS = frozenset(("America", "Africa", "Asia", "Korea"))
_AROUND = frozenset(("near", "outside", "outskirts", "area"))
_WIDE_KINDS = frozenset(("country", "territory", "region", "continent", "admin1", "ocean", "sea"))


def find_last_place(links: Sequence[Link], before: int, word: str = "there") -> Link | None:
    """The place that "there", "the city", "the capital", "the base" ... at this offset most likely means.

    ``links`` are plain or relative links by start, none overlapping. The nearest earlier literal link of a fitting
    kind; ``None`` when the last 300 have none.
    """
    found = [link for link in _links_before(links, before) if link.latitude is not None and _fits_word(link, word)]
    if word.lower().endswith("capital"):
        # "500 km from this capital": that of the country, if one was named
        found.sort(key=lambda link: link.kind != "capital")
    return found[0] if found else None


def _links_before(links: Sequence[Link], before: int) -> Iterator[Link]:
    """The links that end by an offset, the nearest first; not beyond what a reader would remember."""
    stop = bisect_right(links, before, key=_end_of)
    for index in range(stop - 1, max(-1, stop - 1 - _REMEMBERED), -1):
        yield links[index]


_FACILITY_BACK = {
    "airport": ("airport", "air_base"),
    "base": ("military_base", "air_base", "naval_base", "camp"),
    "camp": ("camp", "military_base"),
    "port": ("port", "naval_base"),
}


def _fits_word(link: Link, word: str) -> bool:
    noun = word.lower().split()[-1]
    if noun in _FACILITY_BACK:
        return link.kind in _FACILITY_BACK[noun]
    if noun == "border":
        return link.relation is not None and link.relation.kind == "border"
    if noun in ("city", "town", "village", "capital"):
        return link.kind in _TOWNS and link.role not in ("person", "organisation", "demonym")
    return link.literal


def add_relations(
    text: str, links: Sequence[Link], gazetteer: Gazetteer, words: Iterable[tuple[str, int]]
) -> list[Link]:
    """The links with those that a relative phrase takes up joined into the phrase's link; by start, not overlapping.

    ``words`` are the words of the text in lower case with their offsets.
    """
    if not links:
        return []
    covered = phrases.cover_names(text, links)
    by_span = {(link.start, link.end): link for link in links}
    found: list[tuple[int, int, int, Link]] = []
    for kind, match in phrases.find_relations(covered, words):
        link = _read(kind, match, covered, links, by_span, gazetteer)
        if link is not None:
            found.append((int(kind != "facility"), link.start, link.end, link))
    return _join(text, links, found)


def _join(text: str, links: Sequence[Link], found: list[tuple[int, int, int, Link]]) -> list[Link]:
    """The widest phrases that do not overlap, with the names that are in none of them."""
    # A facility in a town beats "in a town"; else the longer phrase says more.
    found.sort(key=lambda one: (-(one[2] - one[1]), one[0], one[1]))
    taken: list[Link] = []
    starts: list[int] = []
    for _, start, end, link in found:
        at = bisect_left(starts, start)
        if (at == 0 or taken[at - 1].end <= start) and (at == len(taken) or end <= starts[at]):
            taken.insert(at, link)
            starts.insert(at, start)
    plain_starts, plain_ends = [link.start for link in links], [link.end for link in links]
    result: list[Link] = []
    at = 0
    for link in taken:
        # The links do not overlap, so that those that touch the phrase stand in a row.
        first, last = bisect_right(plain_ends, link.start), bisect_left(plain_starts, link.end)
        inner = tuple(links[first:last])
        if inner and (inner[0].start < link.start or inner[-1].end > link.end):
            continue
        result += links[at:first]
        relation = dataclasses.replace(link.relation, inner=inner)
        called = proper_name(text, link) if relation.kind == "facility" else None
        words = text[link.start : link.end]
        result.append(dataclasses.replace(link, text=words, relation=relation, name=called or link.name))
        at = max(first, last)
    return [*result, *links[at:]]


def _read(
    kind: str,
    match: re.Match[str],
    covered: str,
    links: Sequence[Link],
    by_span: dict[tuple[int, int], Link],
    gazetteer: Gazetteer,
) -> Link | None:
    """The link that a pattern's match stands for; ``None`` when its words do not make one here."""
    groups = match.groupdict()
    start, end = match.span()
    if kind == "border":
        return _read_border(match, covered, links, by_span)
    if kind == "capital":
        country = by_span.get(match.span("area"))
        return None if country is None else read_capital(match, country, gazetteer)
    anchors = []
    for group in ("name", "second"):
        if groups.get(group):
            link = by_span.get(match.span(group))
            if link is None or link.latitude is None:
                return None
            anchors.append(link)
    if not anchors:
        word = groups.get("back") or "the city"
        link = find_last_place(links, start, word)
        if link is None:
            return None
        anchors.append(link)
    if kind in ("between", "road") and (len(anchors) < 2 or anchors[0].place_id == anchors[1].place_id):
        return None
    if kind == "between" and any(anchor.role == "metonym" for anchor in anchors):
        return None
    if kind == "facility":
        if anchors[0].kind in _WIDE_KINDS:
            return None
        return read_facility(match, anchors[0], by_span, gazetteer)
    if anchors[0].kind in _WIDE_KINDS and kind in ("near", "outside", "outskirts", "area", "drive", "between", "road"):
        return None
    if kind == "part" and anchors[0].text in _CONTINENTS:
        return _continent(match, anchors[0], gazetteer)
    if kind == "part" and not anchors[0].literal and anchors[0].role in ("organisation", "person"):
        return None
    relation = _measure(kind, match, anchors)
    return None if relation is None else _place(relation, match.start(), end, covered, gazetteer)


def _continent(match: re.Match[str], name: Link, gazetteer: Gazetteer) -> Link | None:
    """What "central America" and "south Korea" name, though the first word is small: no part of the second."""
    words = f"{(match.groupdict().get('direction') or '').title()} {name.text}"
    places = [entry.place for entry in gazetteer.lookup(words) if entry.place.kind in _WIDE_KINDS]
    if not places:
        return None
    place = places[0]
    return dataclasses.replace(
        name,
        start=match.start(),
        end=match.end(),
        name=place.name,
        kind=place.kind,
        country=place.country,
        admin1=place.admin1,
        latitude=place.latitude,
        longitude=place.longitude,
        radius_km=place.radius_km,
        place_id=place.place_id,
        basis="country" if place.kind in COUNTRY_KINDS else "admin",
        anchor=(name.start, name.end),
        relation=Relation("quarter", (name,)),
        reasons=(f"{words} is the name of a place",),
    )


def _measure(kind: str, match: re.Match[str], anchors: list[Link]) -> Relation | None:
    """Distances and direction of a phrase in kilometres and degrees."""
    groups = match.groupdict()
    direction = groups.get("direction")
    bearing = phrases.read_bearing(direction) if direction else None
    if kind in ("offset", "distance"):
        number, upper = phrases.read_number(groups["number"]), groups.get("upper")
        unit = phrases.unit_km(groups["unit"])
        low = number * unit
        high = phrases.read_number(upper) * unit if upper else low
        distance = (low + high) / 2
        if not 0 < distance < 3000:
            return None
        slack = _slack(groups["number"], number, groups.get("quality"))
        edge = min(anchors[0].radius_km or 0.0, 0.35 * distance + 3.0)
        return Relation(
            kind, tuple(anchors), distance_km=distance, low_km=max(0.0, low * (1 - slack) - 0.3 * edge - 1),
            high_km=high * (1 + slack) + edge + 1, bearing=bearing,
        )  # fmt: skip
    if kind == "drive":
        words = groups["number"].lower()
        hours = 0.5 if words == "half" else phrases.read_number(groups["number"])
        if groups["unit"].lower().startswith("minute"):
            hours /= 60
        distance = hours * DRIVE_KM_PER_HOUR
        if not 0 < distance < 1500:
            return None
        return Relation(
            kind, tuple(anchors), distance_km=distance, low_km=0.4 * distance, high_km=1.6 * distance, bearing=bearing
        )
    return Relation(kind, tuple(anchors), bearing=bearing)


def _slack(written: str, number: float, quality: str | None) -> float:
    """The part by which a distance may be off: more for round numbers, for words of number and for "about"."""
    plain = " ".join(written.lower().split())
    if plain in phrases.VAGUE_NUMBERS:
        return 0.6
    slack = 0.15
    if number >= 10 and number % 50 == 0:
        slack = 0.2
    elif number < 5:
        slack = 0.3
    if quality:
        slack += 0.05
    return slack


def _is_around(relation: Relation) -> bool:
    """Whether the area lies round its anchor's own point."""
    if relation.kind == "outskirts":
        return relation.bearing is None
    if relation.kind == "coast":
        return relation.anchors[0].kind not in COUNTRY_KINDS
    return relation.kind in _AROUND


def _place(relation: Relation, start: int, end: int, covered: str, gazetteer: Gazetteer) -> Link | None:
    """The link of a relation: a point inside its area, and the radius that covers the area from there."""
    anchor = relation.anchors[0]
    assert anchor.latitude is not None and anchor.longitude is not None
    center = (anchor.latitude, anchor.longitude)
    shape = draw(relation)
    if shape is None or shape.is_empty:
        return None
    if relation.kind in ("offset", "drive", "distance") and relation.distance_km is not None:
        point = center if relation.bearing is None else geometry.offset(center, relation.bearing, relation.distance_km)
    elif relation.kind == "direction" and relation.bearing is not None:
        point = geometry.offset(center, relation.bearing, 0.5 * sum(extent_km(relation)))
    elif _is_around(relation):
        point = center
    elif relation.kind in ("between", "road"):
        second = relation.anchors[1]
        point = geometry.halfway(center, (second.latitude or 0.0, second.longitude or 0.0))
    else:
        point = geometry.middle_of(shape)
    radius = area_radius(relation, shape, point)
    basis = {"part": anchor.basis, "border": "near", "near": "near"}.get(
        relation.kind, "offset" if relation.distance_km is not None else "near"
    )
    name = describe(relation)
    score = round(anchor.score * (0.9 if anchor.start >= start else 0.75), 3)
    reasons = [f"{name}: reached from {anchor.name} ({anchor.score:.2f})"]
    likely = likely_facility(relation, shape, point, start, covered, gazetteer)
    if likely is not None:
        reasons.append(likely)
    return Link(
        start=start,
        end=end,
        text="",
        name=name,
        kind=anchor.kind,
        country=anchor.country,
        admin1=anchor.admin1,
        latitude=round(point[0], 5),
        longitude=round(point[1], 5),
        radius_km=round(radius, 1),
        place_id=anchor.place_id if relation.kind in _AROUND or relation.kind == "part" else None,
        score=score,
        literal=True,
        basis=basis,
        anchor=(anchor.start, anchor.end),
        relation=relation,
        reasons=tuple(reasons),
    )


def _read_border(
    match: re.Match[str], covered: str, links: Sequence[Link], by_span: dict[tuple[int, int], Link]
) -> Link | None:
    other = by_span.get(match.span("other"))
    if other is None or other.country is None:
        return None
    one = by_span.get(match.span("area")) if match.groupdict().get("area") else None
    if one is None or one.country is None:
        one = next(
            (
                link
                for link in _links_before(links, match.start())
                if link.country
                and link.country != other.country
                and geometry.border(link.country, other.country) is not None
            ),
            None,
        )
    if one is None or one.country is None or one.country == other.country:
        return None
    line = geometry.border(one.country, other.country)
    if line is None:
        return None
    relation = Relation("border", (one, other), border=(one.country, other.country))
    near = find_last_place(links, match.start(), "the town")
    point = geometry.middle_of(line)
    shape = geometry.strip(line, BORDER_KM)
    radius = geometry.reach_km(shape, point)
    reasons = [f"the border of {one.country} and {other.country}"]
    if near is not None and near.latitude is not None and near.longitude is not None:
        close = geometry.nearest_on(line, (near.latitude, near.longitude))
        away = geometry.distance_km(close, (near.latitude, near.longitude))
        if away < 120 and match.start() - near.end < 400:
            point, radius = close, min(radius, 40 + away)
            reasons.append(f"its point nearest to {near.name}")
    return Link(
        start=match.start(),
        end=match.end(),
        text="",
        name=describe(relation),
        kind="border",
        country=one.country,
        admin1=None,
        latitude=round(point[0], 5),
        longitude=round(point[1], 5),
        radius_km=round(radius, 1),
        place_id=None,
        score=round(0.8 * min(one.score, other.score), 3),
        literal=True,
        basis="near",
        anchor=(other.start, other.end),
        relation=relation,
        reasons=tuple(reasons),
    )
