"""How sure a report is: the chance that it is a happening at all, and that its kind, place and days are right.

Two linear models over a few facts about how a happening is told, fitted on the development news and checked by leaving
articles out (benchmarks/confidence.py prints the table). A weight above 0 speaks for the report.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from types import MappingProxyType

from geomap.incidents.coreference import Happening
from geomap.incidents.dating import DateChoice
from geomap.incidents.placing import PlaceChoice

# Below this chance a report is left out, and the skipped table says why.
TOLD_ENOUGH = 0.68

# A town with its outskirts.
_FINE_KM = 40.0

TOLD: Mapping[str, float] = MappingProxyType(
    {
        "bias": 0.97,
        "own place": 0.50,
        "place guessed": 0.02,
        "country only": -0.17,
        "own place is fine": 0.11,
        "own date": 0.61,
        "dated by order": 0.08,
        "dated by publication": -0.21,
        "long interval": -0.38,
        "mentions": 0.09,
        "lead": 0.41,
        "people counted": 0.57,
        "event score": 0.27,
        "generic words only": -0.15,
        "definite only": -0.03,
        "plural only": -0.07,
        "noun only": -0.30,
        "series": 0.08,
        "political": 0.87,
        "planned": 0.17,
        "actor known": 0.05,
    }
)
RIGHT: Mapping[str, float] = MappingProxyType(
    {
        "bias": -0.52,
        "own place": -0.17,
        "place guessed": -0.17,
        "country only": -0.36,
        "own place is fine": 0.47,
        "own date": 0.81,
        "dated by order": 0.07,
        "dated by publication": 0.13,
        "long interval": -0.60,
        "mentions": -0.34,
        "lead": 0.13,
        "people counted": 0.26,
        "event score": 0.35,
        "generic words only": -0.03,
        "definite only": -0.19,
        "plural only": -0.16,
        "noun only": 0.26,
        "series": 0.33,
        "political": 0.64,
        "planned": 0.46,
        "actor known": 0.14,
    }
)

_TALK = frozenset(("vote", "agreement", "decree", "coup", "diplomacy", "statement", "release", "arrest"))


def measure(happening: Happening, place: PlaceChoice, date: DateChoice) -> dict[str, float]:
    """The facts that the models weigh, by name; each lies between 0 and about 2."""
    sightings = happening.sightings
    events = [sighting.event for sighting in sightings]
    numbers = [
        quantity
        for sighting in sightings
        for unit, quantity in sighting.numbers.items()
        if unit not in ("aircraft", "protesters")
    ]
    first = sightings[0]
    days = (date.end - date.start).days if date.start and date.end else 400
    own_place = place.how in ("own", "listed")
    own_date = date.mention is not None and date.basis != "order" and "paragraph" not in date.reason
    layer = first.event.layer
    return {
        "bias": 1.0,
        "own place": place.score if own_place else 0.0,
        "place guessed": 1.0 if place.how in ("focus", "dateline") else 0.0,
        "country only": 1.0 if place.link.basis == "country" else 0.0,
        "own place is fine": 1.0 if own_place and (place.link.radius_km or 0.0) <= _FINE_KM else 0.0,
        "own date": date.score if own_date else 0.0,
        "dated by order": 1.0 if date.basis == "order" else 0.0,
        "dated by publication": 1.0 if date.basis == "publication" else 0.0,
        "long interval": 1.0 if days > 40 and not happening.series else 0.0,
        "mentions": min(2.0, math.log(len(sightings)) / 1.5),
        "lead": 1.0 if min(sighting.sentence.paragraph for sighting in sightings) <= 1 else 0.0,
        "people counted": 1.0 if any(quantity.low or quantity.high for quantity in numbers) else 0.0,
        "event score": max(event.score for event in events),
        "generic words only": 1.0 if all(sighting.generic for sighting in sightings) else 0.0,
        "definite only": 1.0 if all(event.definite for event in events) else 0.0,
        "plural only": 1.0 if all(sighting.many for sighting in sightings) else 0.0,
        "noun only": 1.0 if all(event.voice == "nominal" for event in events) else 0.0,
        "series": 1.0 if happening.series else 0.0,
        "political": 1.0 if first.event.kind in _TALK or layer == "political" else 0.0,
        "planned": 1.0 if happening.planned else 0.0,
        "actor known": 1.0 if any(sighting.details.actor for sighting in sightings) else 0.0,
    }


def is_told(happening: Happening, place: PlaceChoice, date: DateChoice) -> float:
    """The chance that the mentions tell of a happening, and not of a background, a plan or a figure of speech."""
    return _chance(TOLD, measure(happening, place, date))


def confidence(happening: Happening, place: PlaceChoice, date: DateChoice) -> float:
    """The chance that the report is right in kind, place and days, between 0.02 and 0.98, rounded to two digits."""
    facts = measure(happening, place, date)
    value = _chance(TOLD, facts) * _chance(RIGHT, facts)
    return round(min(0.98, max(0.02, value)), 2)


def _chance(weights: Mapping[str, float], facts: Mapping[str, float]) -> float:
    return 1.0 / (1.0 + math.exp(-sum(weight * facts[name] for name, weight in weights.items())))
