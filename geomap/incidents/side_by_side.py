"""Places told together: the chain of what lies in what, and lists of places side by side."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from geomap.geometry import sphere_km
from geomap.records import Event, Link

_LIST_GAP = re.compile(
    r"""\s*(?:,|,?\s*\band\b|,?\s*\bas\s+well\s+as\b|\bplus\b|&|/)\s*(?:and\s+)?(?:(?:also\s+)?(?:in|at|on|from|to
    |into)\s+)?(?:the\s+)?(?:(?:nearby|neighbou?ring|northern|southern|eastern|western|central)\s+)?
    (?:(?:cit(?:y|ies)|towns?|villages?|provinces?|districts?|neighbou?rhoods?|areas?|regions?
    |governorates?)\s+of\s+)?(?:the\s+)?""",
    re.VERBOSE | re.IGNORECASE,
)
_BETWEEN = re.compile(r"\b(?:between|from|border|near|of\s+both)\s+(?:the\s+)?(?:\w+\s+){0,2}$", re.IGNORECASE)
_BORDER_AFTER = re.compile(r"\s+(?:border|frontier|road|highway|line|axis|pipeline)\b")
_BREAKS_CHAIN = re.compile(
    r"[;:()—]|\b(?:and|but|while|when|after|before|who|which|that|was|were|is|are|has|have|had|said)\b", re.IGNORECASE
)
_PLURAL_EVENT = re.compile(
    r"(?:s|es)$|\b(?:fired|hit|struck|shelled|bombed|captured|seized|entered|retook|liberated|attacked"
    r"|killed|exploded|clashed|fighting|protested|rallied|marched)\b",
    re.IGNORECASE,
)
_DIRECTION = re.compile(r"(?:just\s+|in\s+|the\s+)*(?:north|south|east|west|central\b|near\b|outside\b)", re.IGNORECASE)


def finest_of_chain(text: str, best: Link, links: Sequence[Link]) -> Link:
    """The finest place told in one chain with the best one: "in Qaa, Lebanon", "in the Kirkuk area of Iraq"."""
    finest = best
    for link in links:
        if link is best or link.radius_km is None or finest.radius_km is None or link.radius_km >= finest.radius_km:
            continue
        first, last = (link, best) if link.start < best.start else (best, link)
        gap = text[first.end : last.start]
        if len(gap) > 60 or _BREAKS_CHAIN.search(gap):
            continue
        if holds(best, link) or _is_wider_one_told(gap, first, last):
            finest = link
    return finest


def holds(outer: Link, inner: Link) -> bool:
    """Whether one place lies in another: by country for countries, else by distance and radius."""
    if outer.basis == "country" or outer.kind == "country":
        return outer.country is None or inner.country is None or outer.country == inner.country
    if outer.latitude is None or inner.latitude is None:
        return False
    if outer.basis in ("near", "offset"):
        # its radius says how unsure the point is, not how far the place goes
        return distance_km(outer, inner) <= (outer.radius_km or 0)
    reach = (outer.radius_km or 0) * 1.3 + (inner.radius_km or 0) + 5
    return distance_km(outer, inner) <= max(reach, 30.0)


def distance_km(first: Link, second: Link) -> float:
    """Great-circle kilometres between two placed links; infinite when one has no point."""
    if first.latitude is None or first.longitude is None or second.latitude is None or second.longitude is None:
        return math.inf
    return sphere_km(first.latitude, first.longitude, second.latitude, second.longitude)


def is_finer(link: Link, other: Link) -> bool:
    """Whether a place is much smaller than another, both with a radius."""
    return link.radius_km is not None and other.radius_km is not None and link.radius_km < 0.5 * other.radius_km


def takes_list(text: str, event: Event) -> bool:
    """Whether an event may have happened in several places: a plural noun, or a verb."""
    return event.voice != "nominal" or bool(_PLURAL_EVENT.search(event.text))


def listed_with(text: str, best: Link, links: Sequence[Link]) -> list[Link]:
    """The places that stand side by side with the best one, in order, itself included."""
    ordered = sorted(links, key=lambda link: link.start)
    position = ordered.index(best)
    run = [best]
    for step, edge in ((-1, 0), (1, -1)):
        index = position + step
        while 0 <= index < len(ordered):
            near, link = run[edge], ordered[index]
            first, last = (link, near) if step < 0 else (near, link)
            gap = text[first.end : last.start]
            if not _LIST_GAP.fullmatch(gap) or _one_in_other(first, last) or _says_where(first, gap, last):
                break
            if gap.strip() == "," and last.basis in ("country", "admin") and first.basis not in ("country", "admin"):
                # "in El Paso, Texas", "in Sevastopol, Russia": one place, whosever it is
                break
            if _is_wider_one_told(gap, first, last):
                break
            run.insert(0, link) if step < 0 else run.append(link)
            index += step
    if len(run) == 2 and not text[run[0].end : run[1].start].strip(", \n"):
        # "in Minatitlán, Veracruz": English joins the last of a list by a word
        return run[:1]
    if _BETWEEN.search(text, max(0, run[0].start - 40), run[0].start) or _BORDER_AFTER.match(text, run[-1].end):
        return [best]
    places: dict[str, Link] = {}
    for link in run:
        places.setdefault(link.place_id or link.text, link)
    unique = list(places.values())
    return unique if len(unique) == len(run) else [best]


def _is_wider_one_told(gap: str, first: Link, last: Link) -> bool:
    """Whether the second place says where the first one is: "in El-Arish, in Sinai"."""
    return gap == ", in " and first.country == last.country and is_finer(first, last)


def _says_where(first: Link, gap: str, second: Link) -> bool:
    """Whether the second only says where the first lies: "in Sadr City, eastern Baghdad", "near Balad, north of"."""
    if gap.strip() != "," or not _DIRECTION.match(second.text):
        return False
    # "in northern Homs, southern Idlib and eastern Aleppo" is a list
    return not _DIRECTION.match(first.text) or first.text.lower().startswith(("near", "outside"))


def _one_in_other(first: Link, second: Link) -> bool:
    aside = {"near", "offset"}
    if (first.basis in aside) != (second.basis in aside):
        # "in Karaj, near Tehran" is one place told twice
        return True
    if first.basis == second.basis == "country":
        return False
    if "country" in (first.basis, second.basis):
        return first.country == second.country or first.country is None or second.country is None
    if first.latitude == second.latitude and first.longitude == second.longitude:
        # a village that no gazetteer has, at the point of what it lies in
        return True
    if first.basis == second.basis == "admin" and first.place_id != second.place_id:
        # "on Wilberforce Island, Bayelsa State", but not "in Anbar and Diyala"
        wide, fine = (first, second) if (first.radius_km or 0) >= (second.radius_km or 0) else (second, first)
        return (fine.radius_km or 0) < 0.6 * (wide.radius_km or 0) and distance_km(wide, fine) < (wide.radius_km or 0)
    if "admin" in (first.basis, second.basis) and first.basis != second.basis:
        wide, fine = (first, second) if first.basis == "admin" else (second, first)
        return holds(wide, fine)
    return first.place_id == second.place_id
