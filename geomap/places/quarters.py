"""Parts of a town that no gazetteer has, or only elsewhere: "the Laico neighbourhood", "Colonia Miramontes", "at the
Central American University".

Such a name means a part of the town that the text spoke of last: the link has the town's point and radius, and is
called "San Salvador (Laico neighbourhood)". A place of that name in another town or country is not meant.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from geomap.geometry import sphere_km
from geomap.places.areas import Relation
from geomap.places.lexicon import load_lexicon
from geomap.places.phrases import facility_words
from geomap.records import Link

# How far beyond its edge a town's parts may lie.
PART_KM = 40.0
_TOWNS = frozenset(("city", "capital", "town", "village", "settlement"))
_DIVISIONS = frozenset(("admin1", "admin2"))
_NOT_TOWNS = frozenset(("person", "organisation", "demonym", "modifier"))
# How many links back the town is looked for.
_REMEMBERED = 60
_AFTER = re.compile(
    r"neighbou?rhood(?!s|\w)|suburb(?!s|\w)|residential (?:area|district|complex)(?!s|\w)", re.IGNORECASE
)
_BEFORE = re.compile(r"(?<!\w)(?:colonia|barrio|urbanizaci[oó]n)(?!\w)", re.IGNORECASE)
_OF = re.compile(r"(?<!\w)(?:neighbou?rhood|suburb|quarter|district) of(?= [^\W\d_])", re.IGNORECASE)
# "in Zacamil, one of the most populated neighbourhoods"
_EXPLAINED = re.compile(
    r"(?<!\w)(?i:in|at|on|of|near|to)\s+(?P<name>[A-Z][\w’'-]+(?:\s+(?:(?i:del?|la|las|los|el)\s+)*[A-Z][\w’'-]+){0,3}),\s+"
    r"(?i:an?|one\s+of\s+the)\s+(?:[\w’'-]+\s+){0,4}?(?i:neighbou?rhoods?|suburbs?|residential\s+(?:areas?|districts?))(?!\w)"
)
_WORDS = ("neighbo", "suburb", "residential", "colonia", "barrio", "urbanizaci")
_SMALL = frozenset(("de", "del", "la", "las", "el", "los", "al", "y", "of", "da", "do", "dos"))
_STOPS = frozenset(
    """in at the of and near on from to a an its this that for by with around outside inside into is was were are or
    as one another each every their his her whose which some many several exclusive populous poor wealthy
    middle""".split()
)
_NAME_WORD = re.compile(r"[^\W\d_][\w’'-]*\.?|\d+")
_TOKEN_BEFORE = re.compile(r"([\w’'.-]+)[ \t\n]+$")
_NEXT_WORD = re.compile(r"[ \t]+([\w’'-]+)")
# So many towns of a text a name is looked for beside: more than articles name.
_MOST_TOWNS = 200
_LONGEST = 5
# Words this common name nothing by being written in capitals.
_COMMON = 2
# The span of a name and how it is read: "" for a part of a town, "abroad" for one unless a place of that name lies in
# the town's country, "alone" for a place of its own that lies in or near what was spoken of last.
Found = tuple[int, int, str]
_REST = re.compile(r"(?:\s+(?i:del?|da|dos?)(?:\s+(?i:la|las|los|el))?\s+[A-Z][\w’'-]+)(?:\s+[A-Z][\w’'-]+)?")
# "at the Central American University"
_AT = re.compile(r"(?<!\w)(?:at|inside|outside|near|in)\s+(?:the\s+)?$", re.IGNORECASE)
# "the Zacamil neighbourhood of San Salvador", "Laico neighbourhood, San Salvador"
_TOWN_NEXT = re.compile(r",?\s+(?:(?:in|of)\s+)?(?:(?:northern|southern|eastern|western|central|downtown)\s+)?")


def add_quarters(text: str, links: Sequence[Link]) -> list[Link]:
    """The links with one for every part of a town that the gazetteer has not got there; by start, not overlapping."""
    lowered = text.lower()
    found = _unknown_sites(text, links) + _longer_names(text, links)
    if any(word in lowered for word in _WORDS):
        found += [*_named_before(text), *_named_after(text), *_named_of(text)]
        found += [(*match.span("name"), "abroad") for match in _EXPLAINED.finditer(text)]
    if not links or not found:
        return list(links)
    starts = [link.start for link in links]
    towns = list({link.place_id or link.text: link for link in links if _is_town(link)}.values())[:_MOST_TOWNS]
    result: list[Link] = []
    at = 0
    for start, end, how in sorted(set(found)):
        first, last = _touched(links, starts, start, end)
        inside = tuple(links[first:last])
        if first < at or any(one.relation is not None or one.start < start or one.end > end for one in inside):
            continue
        result += links[at:first]
        at = first
        town = _area(result) if how == "alone" else None
        town = town or _town(text, result, links[last] if last < len(links) else None, end)
        if town is None or any(_is_near(one, towns) for one in inside):
            continue
        if how == "abroad" and any(one.country == town.country or one.role == "person" for one in inside):
            continue
        result.append(_part(text, start, end, town, inside, how))
        at = last
    return [*result, *links[at:]]


def _longer_names(text: str, links: Sequence[Link]) -> list[Found]:
    """The spans of names that go on behind what the gazetteer knows: "San Luis de la Reina" is not San Luis."""
    found = []
    for link in links:
        if (
            link.latitude is not None
            and link.literal
            and link.relation is None
            and (rest := _REST.match(text, link.end))
        ):
            found.append((link.start, rest.end(), "alone"))
    return found


def _unknown_sites(text: str, links: Sequence[Link]) -> list[Found]:
    """The spans of names like "Central American University" that something is told to have happened at."""
    words = facility_words()
    return [
        (link.start, link.end, "")
        for link in links
        if link.latitude is None
        and link.literal
        and " " in link.text
        and link.text.split()[-1].lower() in words
        and _AT.search(text, max(0, link.start - 16), link.start)
    ]


def _named_before(text: str) -> list[Found]:
    """The spans of "Laico neighbourhood": a name in capitals and the word for what it is."""
    spans = []
    for match in _AFTER.finditer(text):
        start = match.start()
        count = 0
        while count < _LONGEST and (word := _TOKEN_BEFORE.search(text, max(0, start - 40), start)):
            token = word[1]
            if token.lower() in _STOPS or token.endswith((".", ",")) or not _NAME_WORD.fullmatch(token):
                break
            if not (token[0].isupper() or token[0].isdigit() or (count and token.lower() in _SMALL)):
                break
            start = word.start(1)
            count += 1
        # in a line of capitals only a short word before it tells where a name begins
        if count and count < _LONGEST and _is_name(text[start : match.start()]):
            spans.append((start, match.end(), ""))
    return spans


def _is_name(words: str) -> bool:
    """Whether words may be a name: not "MIDDLE-CLASS", which only capitals make look like one."""
    first = words.split()[0].lower()
    if first in _SMALL and first not in ("la", "las", "el", "los"):
        return False
    common = load_lexicon().words
    parts = re.split(r"[\s-]+", words.strip().lower())
    return not words.isupper() or any(common.get(part, 9) > _COMMON and part not in _SMALL for part in parts)


def _named_after(text: str) -> list[Found]:
    """The spans of "Colonia Miramontes": the Spanish word and the name after it."""
    found = ((match, _name_end(text, match.end())) for match in _BEFORE.finditer(text) if match.group()[0].isupper())
    return [(match.start(), end, "") for match, end in found if end]


def _named_of(text: str) -> list[Found]:
    """The spans of "the suburb of El Poblado", which may be a suburb of a town of that name too."""
    found = ((match, _name_end(text, match.end())) for match in _OF.finditer(text))
    return [(match.start(), end, "abroad") for match, end in found if end]


def _name_end(text: str, start: int) -> int:
    """Where a name ends that begins at the next word; 0 where none begins there."""
    end, count, common = start, 0, load_lexicon().words
    while count < _LONGEST - 1 and (word := _NEXT_WORD.match(text, end)):
        token, lower = word[1], word[1].lower()
        if not (token[0].isupper() or lower in _SMALL) or lower in _STOPS - _SMALL:
            break
        if count and token.isupper() and lower not in _SMALL and common.get(lower, 9) <= 1:
            # in a line of capitals
            break
        end, count = word.end(), count + 1
    while count and text[start:end].split()[-1].lower() in _SMALL:
        end, count = start + text[start:end].rstrip().rindex(" "), count - 1
    return end if count and text[start:end].strip() else 0


def _touched(links: Sequence[Link], starts: Sequence[int], start: int, end: int) -> tuple[int, int]:
    """The links that a span touches, as the first and the one after the last."""
    first = bisect_left(starts, start)
    if first and links[first - 1].end > start:
        first -= 1
    return first, bisect_left(starts, end)


def _is_town(link: Link) -> bool:
    return link.latitude is not None and link.kind in _TOWNS and link.role not in _NOT_TOWNS


def _town(text: str, before: Sequence[Link], after: Link | None, end: int) -> Link | None:
    """The town that follows right behind a name, else the last one before it."""
    if after is not None and _is_town(after) and _TOWN_NEXT.fullmatch(text, end, after.start):
        return after
    for link in before[-_REMEMBERED:][::-1]:
        if _is_town(link) and not text.endswith(("from ", "FROM "), 0, link.start):
            anchor = link.relation.anchors[0] if link.relation is not None else link
            return anchor if _is_town(anchor) else link
    return None


def _area(before: Sequence[Link]) -> Link | None:
    """The town or division spoken of last before a name, where something was told to be; not the dateline."""
    for link in before[-_REMEMBERED:][::-1]:
        if link.literal and link.role == "place" and (_is_town(link) or link.kind in _DIVISIONS):
            return link
    return None


def _is_near(link: Link, towns: Sequence[Link]) -> bool:
    """Whether the gazetteer's own place of a name lies in or beside a town of the text."""
    if link.latitude is None or link.longitude is None:
        return False
    for town in towns:
        if town is link or town.place_id == link.place_id:
            continue
        assert town.latitude is not None and town.longitude is not None
        apart = sphere_km(link.latitude, link.longitude, town.latitude, town.longitude)
        if apart <= PART_KM + (town.radius_km or 0.0):
            return True
    return False


def _part(text: str, start: int, end: int, town: Link, inside: tuple[Link, ...], how: str) -> Link:
    words = " ".join(text[start:end].split())
    called = words.title() if words.isupper() else words
    alone = how == "alone"
    return Link(
        start=start,
        end=end,
        text=text[start:end],
        name=f"{called} ({town.name})" if alone else f"{town.name} ({called})",
        kind="settlement" if alone else facility_words().get(words.split()[-1].lower(), ("neighbourhood",))[0],
        country=town.country,
        admin1=town.admin1,
        latitude=town.latitude,
        longitude=town.longitude,
        radius_km=town.radius_km,
        place_id=town.place_id,
        score=round(0.85 * town.score, 3),
        literal=True,
        basis="near",
        anchor=(town.start, town.end),
        relation=Relation("quarter", (town,), inner=inside),
        reasons=(f"{called}: a part of {town.name} that is not in the gazetteer",),
    )
