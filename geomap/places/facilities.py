"""Facilities told by their town: "the airport in Erbil", "a base in Kirkuk", "the French embassy in Baghdad"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from geomap import geometry
from geomap.places import phrases
from geomap.places.areas import Relation, radius_of
from geomap.records import Link, Place

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from geomap.places.gazetteer import Gazetteer

# How far beyond the edge of its town a facility may lie: airfields need room.
FIELD_KM, OTHER_KM = 35.0, 12.0
# Of these a town has several, known or not.
COMMON_KINDS = frozenset(("hospital", "university", "religious", "market", "stadium", "hotel", "bridge", "station"))
_SINGLE = ("a ", "an ", "one ", "another ")


def read_facility(
    match: re.Match[str], anchor: Link, by_span: dict[tuple[int, int], Link], gazetteer: Gazetteer
) -> Link | None:
    """The facility of a town: the one that the gazetteer has of this kind (for embassies, of this country too).

    The town itself, with a wider radius, where none is known or several are; ``None`` where the words do not tell.
    """
    word = " ".join(re.split(r"[\s-]+", match["facility"].lower()))
    kinds = phrases.facility_words().get(word)
    if kinds is None or anchor.latitude is None or anchor.longitude is None:
        return None
    owned = match.span("owner") if match.groupdict().get("owner") else match.span("which")
    owners = [link for span, link in by_span.items() if owned[0] <= span[0] and span[1] <= owned[1]]
    reach = radius_of(anchor) + (FIELD_KM if "airport" in kinds or "air_base" in kinds else OTHER_KM)
    around = gazetteer.nearby(anchor.latitude, anchor.longitude, reach, kinds=kinds)
    fitting = [(away, place) for away, place in around if _is_owned(place, owners, kinds, gazetteer)]
    relation = Relation("facility", (anchor,), facility=word)
    many = bool(match.groupdict().get("many"))
    definite = not match.group().lower().startswith(_SINGLE)
    if not definite and (match.groupdict().get("where") or "").lower() in ("near", "outside"):
        # "a base outside Baghdad" may be any: the words around the town say where, the reasons name the likely one.
        return None
    # "a market in Kabul" is any of its many, though the gazetteer should have only one.
    several = many or (not definite and not COMMON_KINDS.isdisjoint(kinds))
    chosen = _pick(fitting, kinds, anchor, definite) if not several else None
    if chosen is not None:
        away, place = chosen
        reason = f"{place.name}: the {word} that is known within {reach:.0f} km of {anchor.name} ({away:.0f} km)"
        score = round(anchor.score * (0.95 if len(fitting) == 1 else 0.8), 3)
        return Link(
            start=match.start(),
            end=match.end(),
            text="",
            name=place.name,
            kind=place.kind,
            country=place.country,
            admin1=place.admin1,
            latitude=place.latitude,
            longitude=place.longitude,
            radius_km=place.radius_km,
            place_id=place.place_id,
            score=score,
            literal=True,
            basis="facility",
            anchor=(anchor.start, anchor.end),
            relation=relation,
            reasons=(reason,),
        )
    radius = max(radius_of(anchor) * 1.3, 8.0 if len(fitting) < 2 else min(25.0, fitting[-1][0] + 2))
    known = "; ".join(f"{place.name} ({away:.0f} km)" for away, place in fitting[:4])
    reason = f"{word} of {anchor.name}: " + (f"several are known: {known}" if known else "none is in the gazetteer")
    return Link(
        start=match.start(),
        end=match.end(),
        text="",
        name=f"{anchor.name} ({word})",
        kind=kinds[0],
        country=anchor.country,
        admin1=anchor.admin1,
        latitude=anchor.latitude,
        longitude=anchor.longitude,
        radius_km=round(radius, 1),
        place_id=anchor.place_id,
        score=round(anchor.score * 0.9, 3),
        literal=True,
        basis="near",
        anchor=(anchor.start, anchor.end),
        relation=relation,
        reasons=(reason,),
    )


# "the Jose Maria Cordoba airport", "the central American University": its name before the word for what it is.
_PROPER = re.compile(
    r"(?:(?i:the|an?)\s+)?(?!(?i:the|an?)\s)((?:[a-z]{5,}\s+)?(?:[A-Z][\w’'.-]*\s+(?:(?:de|del|la|las|los|el|of)\s+){0,2}){1,4})$"
)


def proper_name(text: str, link: Link) -> str | None:
    """What a facility that the gazetteer does not have is called: "Rionegro (Jose Maria Cordoba airport)".

    ``None`` for one that the words do not call by a name of its own, and for an embassy.
    """
    relation = link.relation
    if link.basis != "near" or link.kind == "embassy":
        return None
    start, end = link.start, min(link.end, link.start + 80)
    word = re.compile(re.escape(relation.facility).replace(r"\ ", r"[\s-]+"), re.IGNORECASE).search(text, start, end)
    found = _PROPER.match(text[start : word.start()]) if word else None
    if word is None or found is None or relation.anchors[0].start < word.start():
        return None
    words = " ".join(f"{found[1]}{word.group()}".split())
    called = words.title() if words.isupper() else words
    return f"{relation.anchors[0].name} ({called})"


def _is_owned(place: Place, owners: Sequence[Link], kinds: Sequence[str], gazetteer: Gazetteer) -> bool:
    """Whether an embassy is of the country that the words before name; other facilities fit whoever owns them."""
    if "embassy" not in kinds:
        return True
    if not owners:
        return False
    full = gazetteer.full_place(place.place_id) or place
    names = " | ".join((full.name, *full.other_names)).lower()
    return any(owner.name and (owner.name.lower() in names or owner.text.lower() in names) for owner in owners)


def _pick(
    fitting: list[tuple[float, Place]], kinds: Sequence[str], anchor: Link, definite: bool
) -> tuple[float, Place] | None:
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


def likely_facility(
    relation: Relation, shape: BaseGeometry, point: geometry.Point, start: int, covered: str, gazetteer: Gazetteer
) -> str | None:
    """A facility of the kind that the sentence names just before, if the gazetteer has one inside the area."""
    if relation.kind not in ("offset", "distance", "drive", "direction", "near", "outside", "between", "road"):
        return None
    lead = re.split(r"[.!?\n;]", covered[max(0, start - 90) : start])[-1].lower()
    named = phrases.facility_pattern().findall(lead)
    if not named:
        return None
    words, word = phrases.facility_words(), " ".join(re.split(r"[\s-]+", named[-1]))
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
