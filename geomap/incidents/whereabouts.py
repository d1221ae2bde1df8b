"""The preposition and article that a place takes in running English: "at the US Embassy", "in Kirkuk", "near Qaim"."""

from __future__ import annotations

import re

from geomap.places.kinds import load_kinds

# Names of relative places bring their own preposition: "near Kirkuk", "80 km north of Baghdad".
_SAYS_WHERE = re.compile(
    r"(?:near|outside|inside|off|between|at|around|on|along|(?:north|south)(?:-?(?:east|west))?\s+of|(?:east|west)\s+of)\s|\d",
    re.IGNORECASE,
)
_ON_THE = re.compile(r"(?:outskirts|edge|border|coast|banks?|shores?)\s+of\s", re.IGNORECASE)
_AREA_OF = re.compile(r"(?:area|vicinity|region)\s+of\s+(?P<name>.+)$", re.IGNORECASE)
_SITE_IN = re.compile(r"(?P<name>.+)\s\((?P<site>[^()]+)\)$")
_ON = re.compile(r".*\b(?:Street|Avenue|Highway|Bridge|River|Road|Boulevard)$")
_SITE = re.compile(
    r"""(?:(?:Embassy|Consulate)\s.*|.*\b(?:Base|Airport|Airfield|Camp|Embassy|Consulate|Hotel|Hospital|School|University|Mosque|Church|Cathedral
    |Shrine|Temple|Synagogue|Market|Mall|Palace|Dam|Gate|Port|Station|Checkpoint|Prison|Stadium|Bakery|Academy|Refinery
    |Crossing|Pentagon|Club|Cafe|Theatre|Theater|Barracks|Platform)(?:\s+No\.\s+\d+)?(?:,.*)?
    |(?:Cathedral|Church|Port|University|Temple|Mosque)\s+of\s.*|.*\b(?:Embassy|Consulate)\s+in\s.*)$""",
    re.VERBOSE,
)
_THE = re.compile(
    r"""(?:.*\b(?:Embassy|Consulate|Parliament|Shrine|Pentagon|Zone|Strip|Bank|River|Sea|Ocean|Gulf|Channel|Canal
    |Mountains|Islands|Desert|Peninsula|Valley|Republic|Capitol|Emirates|Philippines|Netherlands|Maldives|Bahamas|Gambia
    |Comoros|Sahel|Caucasus|Balkans|Bridge|White\s+House|Old\s+City|Governorate|Region)
    |United\s+(?:States|Kingdom|Arab\s+Emirates)|(?:.*\b(?:Embassy|Consulate))\s+in\s.*
    |(?:Cathedral|Church|Port|University|Temple|Strait|Gulf|Line|Bay|Sea|Horn|Republic|Democratic\s+Republic|Kingdom|State)\s+of\s.*)
    (?:,.*)?$""",
    re.VERBOSE,
)
_KNOWN_SITES = frozenset(("airport", "parliament", "presidential palace", "port"))


def where(place: str | None, kind: str | None = None) -> str:
    """Where something happened, with a space before; an empty text for no place.

    Args:
        kind: the gazetteer's kind of the place, where it has one.

    >>> where("US Embassy in Baghdad"), where("Kirkuk"), where("near Qaim"), where("Aden (hotel)")
    (' at the US Embassy in Baghdad', ' in Kirkuk', ' near Qaim', ' at a hotel in Aden')
    """
    if not place:
        return ""
    if _SAYS_WHERE.match(place):
        return f" {place}"
    if _ON_THE.match(place):
        return f" on the {place}"
    if area := _AREA_OF.match(place):
        return f" in the {area['name']} area"
    if site := _SITE_IN.match(place):
        return f" at {_article(site['site'])} {site['site']}{where(site['name'])}"
    return f" {_preposition(place, kind)} {with_article(place)}"


def moved(place: str | None, direction: str) -> str:
    """Where somebody went ``to`` or came ``from``, with a space before; an empty text for no place.

    >>> moved("United States", "from"), moved("north of Goma", "to")
    (' from the United States', ' to north of Goma')
    """
    if not place:
        return ""
    if site := _SITE_IN.match(place):
        return f" {direction} {_article(site['site'])} {site['site']}{where(site['name'])}"
    if _ON_THE.match(place):
        return f" {direction} the {place}"
    return f" {direction} {with_article(place)}"


def with_article(place: str) -> str:
    """The name with "the" where English says it: "the Green Zone", "Kirkuk"."""
    return f"the {place}" if _THE.match(place) and not place.lower().startswith("the ") else place


def _article(site: str) -> str:
    if site in _KNOWN_SITES:
        return "the"
    return "an" if site[0] in "aeiou" else "a"


def _preposition(place: str, kind: str | None) -> str:
    if _ON.match(place):
        return "on"
    if _SITE.match(place):
        return "at"
    row = load_kinds().get(kind) if kind else None
    return "at" if row is not None and row.group == "facility" and not place.endswith(("Square", "Zone")) else "in"
