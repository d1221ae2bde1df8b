"""How sure a report is, from what its parts are worth."""

from __future__ import annotations

from geomap.incidents.coreference import Happening
from geomap.incidents.dating import DateChoice
from geomap.incidents.placing import PlaceChoice


def confidence(happening: Happening, place: PlaceChoice, date: DateChoice) -> float:
    """The chance that kind, date and place are all right, between 0.02 and 0.98, rounded to two digits."""
    event = max(sighting.event.score for sighting in happening.sightings)
    value = event * (0.35 + 0.65 * min(1.0, place.score)) * (0.45 + 0.55 * min(1.0, date.score))
    value += 0.03 * min(3, len(happening.sightings) - 1)
    return round(min(0.98, max(0.02, value)), 2)
