"""Places that the text itself explains: "in Cubarales, 400 km northeast of Bogota".

The distance says where the name before it lies. A name that the gazetteer does not have, or has far from there, takes
the point of the distance; a name that lies there makes the distance a mere explanation, which is no place of its own.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence

from geomap.geometry import sphere_km
from geomap.records import Link

_EXPLAINING = frozenset(("offset", "distance", "drive", "direction", "border"))
_MEASURED = frozenset(("offset", "distance", "drive"))
# ", located 500 km", ", a village some 20 km", " (65 km"
_GAP = re.compile(
    r",?\s+(?:(?:which|that)\s+(?:is|lies)\s+|(?:located|situated|lying)\s+|an?\s+(?:[a-z-]+\s+){0,2}?(?:town|village|city|hamlet"
    r"|municipality|community|district)\s+(?:located\s+|situated\s+)?)?(?:(?:near|on|at|close\s+to)\s+(?:the\s+)?)?",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"(?<!\w)(?:in|at|near|outside)\s+(?:the\s+(?:town|city|village|municipality|hamlet)\s+of\s+)?"
    r"(?P<name>[A-Z][\w’'-]+(?:\s+(?:de|del|la|las|los|el|y|of|[A-Z][\w’'-]+)){0,4}),\s*$"
)
# How much farther from the told point than its own slack a place of that name may lie, in kilometres.
_ROOM_KM = 40.0


def read_appositions(text: str, links: Sequence[Link]) -> list[Link]:
    """The links with distances that only explain the name before them made so; by start, not overlapping."""
    result: list[Link] = []
    for link in links:
        relation = link.relation
        if relation is None or relation.kind not in _EXPLAINING or link.latitude is None:
            result.append(link)
            continue
        before = result[-1] if result else None
        if before is not None and before.end <= link.start and _GAP.fullmatch(text, before.end, link.start):
            if not text[before.end : link.start].lstrip().startswith(",") or before.role not in ("place", "modifier"):
                result.append(link)
            elif before.latitude is None or _is_namesake(before, link):
                result[-1] = _named(text, before.start, before.end, link, (before,))
            elif _lies_there(before, link) and (relation.kind in _MEASURED or relation.kind == "border"):
                result.append(dataclasses.replace(link, literal=False))
            else:
                result.append(link)
            continue
        name = _NAME.search(text, max(before.end if before else 0, link.start - 80), link.start)
        result.append(link if name is None else _named(text, *name.span("name"), link, ()))
    return result


def _is_namesake(place: Link, told: Link) -> bool:
    """Whether a plain name's place lies far from where a distance says it does."""
    return place.relation is None and told.relation.kind in _MEASURED and not _lies_there(place, told)


def _lies_there(place: Link, told: Link) -> bool:
    """Whether a place lies where a distance says it does."""
    if place.latitude is None or place.longitude is None or told.latitude is None or told.longitude is None:
        return False
    apart = sphere_km(place.latitude, place.longitude, told.latitude, told.longitude)
    return apart <= (told.radius_km or 0.0) + (place.radius_km or 0.0) + _ROOM_KM + 0.5 * _distance(told)


def _distance(told: Link) -> float:
    return told.relation.distance_km or 0.0 if told.relation is not None else 0.0


def _named(text: str, start: int, end: int, told: Link, inside: tuple[Link, ...]) -> Link:
    """The name with the point that its explanation gives it."""
    words = " ".join(text[start:end].split())
    called = words.title() if words.isupper() else words
    relation = dataclasses.replace(told.relation, inner=(*inside, *told.relation.inner)) if told.relation else None
    return dataclasses.replace(
        told,
        start=start,
        text=text[start : told.end],
        name=called,
        kind=inside[0].kind if inside and inside[0].kind else "settlement",
        literal=True,
        place_id=None,
        relation=relation,
        reasons=(f"{called}: {told.name}, as the text says", *told.reasons),
    )
