"""Places that are told by way of another: "50 miles north of the city", "the airport in Erbil", "the A-B road".

A phrase becomes one link that covers the words of the relation and the names in it. Its ``relation`` says what was
read; :func:`shape_of` draws the area that the words leave open. How far an area reaches for each kind of words was set
from phrases with known truth (tests/places/relative_phrases.csv, ``python benchmarks/places_relative.py``).
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from geomap import geometry
from geomap.places import phrases
from geomap.records import Link

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from geomap.places.gazetteer import Gazetteer

# Half the angle that a named direction leaves open: people name the nearest of eight winds, and not always rightly.
SPREAD = 40.0
DRIVE_KM_PER_HOUR = 65.0
_WIDE_KINDS = frozenset(("country", "territory", "region", "continent", "admin1", "ocean", "sea"))


@dataclass(frozen=True, slots=True)
class Relation:
    """What was read of a relative place.

    ``kind``: facility, offset, distance, drive, direction, near, outside, outskirts, area, part, between, road, border
    or coast. ``anchors`` are the links it hangs on (plain ones, in order of mention; an anchor may lie outside the
    phrase: "north of the city"). ``inner`` are all plain links inside the phrase's span. ``low_km``, ``high_km`` bound
    the distance from the anchor, ``bearing`` is in degrees, ``facility`` the word for the facility, ``border`` the
    countries that meet.
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
    if relation is None or relation.kind == "facility":
        return geometry.disc(center, link.radius_km or 1.0)
    return _draw(relation) or geometry.disc(center, link.radius_km or 1.0)


def find_last_place(links: Sequence[Link], before: int, word: str = "there") -> Link | None:
    """The place that "there", "the city", "the capital", "the base" ... at this offset most likely means.

    ``links`` are plain or relative links by start. The nearest earlier literal link of a fitting kind; ``None`` when
    there is none.
    """
    for link in reversed(links):
        if link.end <= before and link.latitude is not None and _fits_word(link, word):
            return link
    return None


_FACILITY_BACK = {"airport": ("airport", "air_base"), "base": ("military_base", "air_base", "naval_base", "camp"), "camp": ("camp", "military_base"), "port": ("port", "naval_base")}  # fmt: skip


def _fits_word(link: Link, word: str) -> bool:
    noun = word.lower().split()[-1]
    if noun in _FACILITY_BACK:
        return link.kind in _FACILITY_BACK[noun]
    if noun == "border":
        return link.relation is not None and link.relation.kind == "border"
    if noun in ("city", "town", "village", "capital"):
        return link.kind in ("city", "capital", "town", "village", "settlement") and link.role in (
            "place",
            "dateline",
            "metonym",
        )
    return link.literal


def add_relations(text: str, links: Sequence[Link], gazetteer: Gazetteer) -> list[Link]:
    """The links with those that a relative phrase takes up joined into the phrase's link; by start, not overlapping."""
    if not links:
        return []
    covered = phrases.cover_names(text, links)
    by_span = {(link.start, link.end): link for link in links}
    found: list[tuple[int, int, int, Link]] = []
    for rank, match, kind in _matches(covered):
        link = _read(kind, match, covered, links, by_span, gazetteer)
        if link is not None:
            found.append((rank, link.start, link.end, link))
    return _join(text, links, found)


def _matches(covered: str) -> list[tuple[int, re.Match[str], str]]:
    return [
        (int(kind != "facility"), match, kind)
        for kind, pattern in phrases.relation_patterns()
        for match in pattern.finditer(covered)
    ]


def _join(text: str, links: Sequence[Link], found: list[tuple[int, int, int, Link]]) -> list[Link]:
    """The widest phrases that do not overlap, with the names that are in none of them."""
    # A facility in a town beats "in a town"; else the longer phrase says more.
    found.sort(key=lambda one: (-(one[2] - one[1]), one[0], one[1]))
    taken: list[Link] = []
    for _, start, end, link in found:
        if all(end <= other.start or start >= other.end for other in taken):
            taken.append(link)
    result = []
    for link in taken:
        inner = tuple(plain for plain in links if plain.start >= link.start and plain.end <= link.end)
        if any(plain.start < link.end and plain.end > link.start and plain not in inner for plain in links):
            continue
        relation = dataclasses.replace(link.relation, inner=inner)
        result.append(dataclasses.replace(link, text=text[link.start : link.end], relation=relation))
    free = [link for link in links if all(link.end <= other.start or link.start >= other.end for other in result)]
    return sorted([*result, *free], key=lambda link: link.start)


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
        return _read_facility(match, anchors[0], by_span, gazetteer)
    if anchors[0].kind in _WIDE_KINDS and kind in ("near", "outside", "outskirts", "area", "drive", "between", "road"):
        return None
    if kind == "part" and not anchors[0].literal and anchors[0].role in ("organisation", "person"):
        return None
    relation = _measure(kind, match, anchors)
    return None if relation is None else _place(relation, match.start(), end, covered, gazetteer)


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


def _radius_of(anchor: Link) -> float:
    return anchor.radius_km or 2.0


def _extent(relation: Relation) -> tuple[float, float]:
    """From how near to how far the words reach, in kilometres from the anchor."""
    reach = _radius_of(relation.anchors[0])
    bounds = {
        "near": (0.0, 1.3 * reach + 18), "outside": (0.0, 1.2 * reach + 18), "outskirts": (0.0, 1.3 * reach + 4),
        "area": (0.0, 1.5 * reach + 12), "direction": (0.2 * reach, reach + 70),
    }  # fmt: skip
    if relation.low_km is not None and relation.high_km is not None:
        return relation.low_km, relation.high_km
    return bounds[relation.kind]


def _draw(relation: Relation) -> BaseGeometry | None:
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
        area = (
            geometry.country_area(anchor.country)
            if anchor.kind in ("country", "territory") and anchor.country
            else None
        )
        if area is not None:
            return geometry.part_of_area(area, relation.bearing)
        reach = _radius_of(anchor)
        if relation.bearing is None:
            return geometry.disc(center, max(1.0, 0.6 * reach))
        return geometry.sector(center, relation.bearing, 75, 0, 1.5 * reach + 2)
    low, high = _extent(relation)
    if relation.bearing is None:
        return geometry.ring(center, low, high)
    return geometry.sector(center, relation.bearing, 70 if relation.kind == "outskirts" else SPREAD, low, high)


def _draw_border(relation: Relation) -> BaseGeometry | None:
    assert relation.border is not None
    line = geometry.border(*relation.border)
    return None if line is None else geometry.strip(line, 20)


def _draw_coast(relation: Relation, center: tuple[float, float]) -> BaseGeometry | None:
    anchor = relation.anchors[0]
    if anchor.kind not in ("country", "territory"):
        return geometry.disc(center, 70 + _radius_of(anchor))
    shore = geometry.coast(anchor.country) if anchor.country else None
    if shore is None:
        return None
    strip = geometry.strip(shore, 90)
    if relation.bearing is not None:
        return geometry.part_of_area(strip, relation.bearing)
    return strip


def _place(relation: Relation, start: int, end: int, covered: str, gazetteer: Gazetteer) -> Link | None:
    """The link of a relation: a point inside its area, and the radius that covers the area from there."""
    anchor = relation.anchors[0]
    assert anchor.latitude is not None and anchor.longitude is not None
    center = (anchor.latitude, anchor.longitude)
    shape = _draw(relation)
    if shape is None or shape.is_empty:
        return None
    if relation.kind in ("offset", "drive", "distance") and relation.distance_km is not None:
        point = center if relation.bearing is None else geometry.offset(center, relation.bearing, relation.distance_km)
    elif relation.kind == "direction" and relation.bearing is not None:
        point = geometry.offset(center, relation.bearing, 0.5 * sum(_extent(relation)))
    elif relation.kind in ("near", "outside", "area") or (relation.kind == "outskirts" and relation.bearing is None):
        point = center
    elif relation.kind == "coast" and anchor.kind not in ("country", "territory"):
        point = center
    elif relation.kind in ("between", "road"):
        second = relation.anchors[1]
        point = geometry.halfway(center, (second.latitude or 0.0, second.longitude or 0.0))
    else:
        point = geometry.middle_of(shape)
    radius = _radius(relation, shape, point)
    basis = {"part": anchor.basis, "border": "near", "near": "near"}.get(
        relation.kind, "offset" if relation.distance_km is not None else "near"
    )
    name = _describe(relation)
    score = round(anchor.score * (0.9 if anchor.start >= start else 0.75), 3)
    reasons = [f"{name}: reached from {anchor.name} ({anchor.score:.2f})"]
    likely = _likely_facility(relation, shape, point, start, covered, gazetteer)
    if likely is not None:
        reasons.append(likely)
    return Link(
        start, end, "", name, anchor.kind, anchor.country, anchor.admin1 if relation.kind != "border" else None, round(point[0], 5),
        round(point[1], 5), round(radius, 1), anchor.place_id if relation.kind in ("near", "outside", "outskirts", "area", "part") else None,
        score, True, "place", basis, (anchor.start, anchor.end), relation, tuple(reasons),
    )  # fmt: skip


def _radius(relation: Relation, shape: BaseGeometry, point: geometry.Point) -> float:
    """The radius of a disc round the point as large as the area; for areas round the point, how far they reach."""
    reach = geometry.reach_km(shape, point)
    if relation.bearing is None and relation.kind not in ("between", "road", "part", "coast"):
        return reach
    return min(reach, 1.2 * geometry.radius_of_equal_disc(shape))


def _describe(relation: Relation) -> str:
    """The relation in words, as the name of its place."""
    names = [anchor.name or anchor.text for anchor in relation.anchors]
    winds = {value: word for word, value in phrases.BEARINGS.items()}
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
    words = {"direction": f"{wind} of", "near": "near", "outside": "outside", "outskirts": "outskirts of", "area": "area of", "coast": "off the coast of"}  # fmt: skip
    return f"{words[kind]} {names[0]}"


def _likely_facility(
    relation: Relation, shape: BaseGeometry, point: geometry.Point, start: int, covered: str, gazetteer: Gazetteer
) -> str | None:
    """A facility of the kind that the sentence names just before, if the gazetteer has one inside the area."""
    if relation.kind not in ("offset", "distance", "drive", "direction", "near", "outside", "between", "road"):
        return None
    lead = re.split(r"[.!?\n;]", covered[max(0, start - 90) : start])[-1].lower()
    words = phrases.facility_words()
    named = [
        (lead.rfind(word), len(word), word) for word in words if re.search(rf"(?<!\w){re.escape(word)}s?(?!\w)", lead)
    ]
    if not named:
        return None
    word = max(named)[2]
    anchor = relation.anchors[0]
    center = (anchor.latitude or 0.0, anchor.longitude or 0.0)
    reach = geometry.reach_km(shape, center) + 1
    inside = [
        (words[word].index(place.kind), geometry.distance_km(point, (place.latitude, place.longitude)), away, place)
        for away, place in gazetteer.nearby(*center, reach, kinds=words[word])
        if geometry.contains(shape, (place.latitude, place.longitude))
    ]
    if not inside:
        return None
    _, _, away, place = min(inside, key=lambda one: (one[0], one[1], one[3].place_id))
    return f"likely {place.name}, {away:.0f} km from {anchor.name}"


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
                for link in reversed([link for link in links if link.end <= match.start()])
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
    shape = geometry.strip(line, 20)
    radius = geometry.reach_km(shape, point)
    reasons = [f"the border of {one.country} and {other.country}"]
    if near is not None and near.latitude is not None and near.longitude is not None:
        close = geometry.nearest_on(line, (near.latitude, near.longitude))
        away = geometry.distance_km(close, (near.latitude, near.longitude))
        if away < 120 and match.start() - near.end < 400:
            point, radius = close, min(radius, 40 + away)
            reasons.append(f"its point nearest to {near.name}")
    return Link(
        match.start(), match.end(), "", f"border of {one.country} and {other.country}", "border", one.country, None,
        round(point[0], 5), round(point[1], 5), round(radius, 1), None, round(0.8 * min(one.score, other.score), 3), True,
        "place", "near", (other.start, other.end), relation, tuple(reasons),
    )  # fmt: skip


def _read_facility(
    match: re.Match[str], anchor: Link, by_span: dict[tuple[int, int], Link], gazetteer: Gazetteer
) -> Link | None:
    """The facility of a town: the one the gazetteer has of this kind and, for embassies, of this country; else the town."""
    word = " ".join(re.split(r"[\s-]+", match["facility"].lower()))
    kinds = phrases.facility_words().get(word)
    if kinds is None or anchor.latitude is None or anchor.longitude is None or anchor.kind in _WIDE_KINDS:
        return None
    owned = match.span("owner") if match.groupdict().get("owner") else match.span("which")
    owners = [link for span, link in by_span.items() if owned[0] <= span[0] and span[1] <= owned[1]]
    reach = _radius_of(anchor) + (35.0 if "airport" in kinds or "air_base" in kinds else 12.0)
    around = gazetteer.nearby(anchor.latitude, anchor.longitude, reach, kinds=kinds)
    fitting = [(away, place) for away, place in around if _is_owned(place, owners, kinds, gazetteer)]
    relation = Relation("facility", (anchor,), facility=word)
    many = bool(match.groupdict().get("many"))
    definite = match.group().lower().startswith("the") or not match.group().lower().startswith(
        ("a ", "an ", "one ", "another ")
    )
    if not definite and (match.groupdict().get("where") or "").lower() in ("near", "outside"):
        # "a base outside Baghdad" may be any: the words around the town say where, the reasons name the likely one.
        return None
    chosen = _pick(fitting, kinds, anchor, definite) if not many else None
    place_basis = "facility"
    if chosen is not None:
        away, place = chosen
        reason = f"{place.name}: the {word} that is known within {reach:.0f} km of {anchor.name} ({away:.0f} km)"
        score = round(anchor.score * (0.95 if len(fitting) == 1 else 0.8), 3)
        return Link(
            match.start(), match.end(), "", place.name, place.kind, place.country, place.admin1, place.latitude, place.longitude,
            place.radius_km, place.place_id, score, True, "place", place_basis, (anchor.start, anchor.end), relation, (reason,),
        )  # fmt: skip
    radius = max(_radius_of(anchor) * 1.3, 8.0 if len(fitting) < 2 else min(25.0, fitting[-1][0] + 2))
    known = "; ".join(f"{place.name} ({away:.0f} km)" for away, place in fitting[:4])
    reason = f"{word} of {anchor.name}: " + (f"several are known: {known}" if known else "none is in the gazetteer")
    return Link(
        match.start(), match.end(), "", f"{anchor.name} ({word})", kinds[0], anchor.country, anchor.admin1, anchor.latitude,
        anchor.longitude, round(radius, 1), anchor.place_id, round(anchor.score * 0.9, 3), True, "place", "near",
        (anchor.start, anchor.end), relation, (reason,),
    )  # fmt: skip


def _is_owned(place: Any, owners: Sequence[Link], kinds: Sequence[str], gazetteer: Gazetteer) -> bool:
    """Whether an embassy is of the country that the words before name; other facilities fit whoever owns them."""
    if "embassy" not in kinds:
        return True
    if not owners:
        return False
    full = gazetteer.full_place(place.place_id) or place
    names = " | ".join((full.name, *full.other_names)).lower()
    return any(owner.name and (owner.name.lower() in names or owner.text.lower() in names) for owner in owners)


def _pick(
    fitting: list[tuple[float, Any]], kinds: Sequence[str], anchor: Link, definite: bool
) -> tuple[float, Any] | None:
    """The one facility that is meant, if that can be told."""
    if len(fitting) == 1:
        return fitting[0]
    if not fitting:
        return None
    named = [(away, place) for away, place in fitting if anchor.name and anchor.name.lower() in place.name.lower()]
    for kind in kinds:
        best = [pair for pair in named if pair[1].kind == kind]
        if len(best) == 1:
            return best[0]
        if not best and len(only := [pair for pair in fitting if pair[1].kind == kind]) == 1 and definite:
            return only[0]
    return None
