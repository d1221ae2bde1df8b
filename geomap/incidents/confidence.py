"""How sure a report is: the chance that it is a happening at all, and that its kind, place and days are right.

Two linear models over a few facts about how a happening is told, and a line that takes the product of their chances to
the share of reports that was right. Both are in ``confidence.toml``, fitted on the development news and checked by
leaving articles out (``python -m benchmarks.confidence``).
"""

from __future__ import annotations

import functools
import itertools
import math
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources

from geomap.incidents.dating import DateChoice
from geomap.incidents.happening import Happening
from geomap.incidents.placing import PlaceChoice

# Below this chance a report is left out, and the skipped table says why. Violence is named in passing far more often
# than a deployment or a rally: it must be told better.
TOLD_ENOUGH = 0.7
VIOLENCE_TOLD_ENOUGH = 0.8
_VIOLENT = frozenset(("strikes", "rocket_attacks", "bombings", "clashes", "abductions"))

# A town with its outskirts.
_FINE_KM = 40.0


@dataclass(frozen=True, slots=True)
class _Model:
    """The weights of both chances by the name of the fact, and the knots of the line."""

    told: Mapping[str, float]
    right: Mapping[str, float]
    knots: Sequence[tuple[float, float]]


@functools.lru_cache(maxsize=1)
def _model() -> _Model:
    data = tomllib.loads(resources.files("geomap.incidents").joinpath("confidence.toml").read_text("utf-8"))
    return _Model(data["told"], data["right"], tuple((x, y) for x, y in data["calibration"]["knots"]))


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
    return _chance(_model().told, measure(happening, place, date))


def told_enough(happening: Happening) -> float:
    """The least chance with which mentions of this kind become a report."""
    first = happening.sightings[0].event
    violent = first.layer in _VIOLENT and first.kind not in _TALK
    return VIOLENCE_TOLD_ENOUGH if violent else TOLD_ENOUGH


def confidence(happening: Happening, place: PlaceChoice, date: DateChoice) -> float:
    """The chance that the report is right in kind, place and days, above 0 and below 1, rounded to two digits.

    Calibrated: of reports with about 0.8, about 80 % are right.
    """
    facts, model = measure(happening, place, date), _model()
    return round(calibrate(_chance(model.told, facts) * _chance(model.right, facts), model.knots), 2)


def calibrate(value: float, knots: Sequence[tuple[float, float]]) -> float:
    """The height of the line through ``knots``, which rise, at ``value``; that of the outermost knot beyond them.

    >>> [calibrate(value, [(0.25, 0.0), (0.75, 0.5)]) for value in (0.0, 0.5, 0.9)]
    [0.0, 0.25, 0.5]
    """
    if value <= knots[0][0]:
        return knots[0][1]
    for (left, low), (right, high) in itertools.pairwise(knots):
        if value <= right:
            return low + (high - low) * (value - left) / (right - left)
    return knots[-1][1]


def _chance(weights: Mapping[str, float], facts: Mapping[str, float]) -> float:
    return 1.0 / (1.0 + math.exp(-sum(weight * facts[name] for name, weight in weights.items())))
