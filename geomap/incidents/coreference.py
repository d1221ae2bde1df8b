"""Which event mentions of one article tell of the same happening.

Mentions are read in order; each joins the happening it agrees with best, or starts one of its own. What agrees adds up
(kind, place, day, numbers, names of victims, "the attack", headline and lead), what differs takes away, and different
days, places far apart, or a list's single places rule it out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from geomap.incidents.dating import DateChoice
from geomap.incidents.placing import PlaceChoice, distance_km, holds
from geomap.incidents.sightings import Sighting
from geomap.records import Quantity

# Score from which a mention joins a happening.
JOIN = 1.0

_VIOLENT = frozenset(("strikes", "rocket_attacks", "bombings", "clashes"))
# How well two kinds of different layers go together when neither word is generic.
_LAYERS_TOGETHER = {
    frozenset(("strikes", "rocket_attacks")): 0.45,
    frozenset(("strikes", "bombings")): 0.2,
    frozenset(("rocket_attacks", "bombings")): 0.35,
    frozenset(("strikes", "clashes")): 0.2,
    frozenset(("rocket_attacks", "clashes")): 0.35,
    frozenset(("bombings", "clashes")): 0.35,
    frozenset(("clashes", "abductions")): 0.1,
    frozenset(("clashes", "protests")): 0.2,
}
_ALONE = frozenset(("statement", "threat", "diplomacy"))


@dataclass(slots=True)
class Happening:
    """The sightings of one happening, in the order of the text, with what is known of it so far."""

    sightings: list[Sighting] = field(default_factory=list)
    place: PlaceChoice | None = None
    date: DateChoice | None = None
    numbers: dict[str, Quantity] = field(default_factory=dict)
    names: frozenset[str] = frozenset()
    series: bool = False
    planned: bool = False

    def add(self, sighting: Sighting) -> None:
        """Takes a sighting in; the better place, the better date and the first number of a unit stay."""
        if not self.sightings:
            self.series = sighting.event.series
            self.planned = _is_planned(sighting)
        self.sightings.append(sighting)
        if sighting.place and (self.place is None or place_value(sighting.place) > place_value(self.place)):
            self.place = sighting.place
        if sighting.date and (self.date is None or date_value(sighting.date) > date_value(self.date)):
            self.date = sighting.date
        for unit, quantity in sighting.numbers.items():
            known = self.numbers.get(unit)
            if known is None or (_only(known) and (known.low or 0) < (quantity.low or 0)):
                self.numbers[unit] = quantity
        self.names |= sighting.names


def _only(quantity: Quantity) -> bool:
    return quantity.low in (0, 1) and quantity.high in (0, 1)


def place_value(choice: PlaceChoice) -> float:
    """How much a place tells: sure and fine beats unsure and wide."""
    radius = choice.link.radius_km if choice.link.radius_km is not None else 500.0
    fine = 0.3 if radius <= 40 else 0.15 if radius <= 200 else 0.0
    return choice.score + fine


def date_value(choice: DateChoice) -> float:
    """How much a date tells: sure and narrow beats unsure and wide."""
    if choice.start is None or choice.end is None:
        return choice.score - 0.5
    days = (choice.end - choice.start).days
    narrow = 0.5 if days == 0 else 0.35 if days <= 3 else 0.15 if days <= 31 else 0.0
    return choice.score + narrow


def group_sightings(sightings: Sequence[Sighting]) -> list[Happening]:
    """The happenings of an article, in the order of their first mention; each sighting is in exactly one."""
    happenings: list[Happening] = []
    for sighting in sightings:
        best: tuple[float, int] | None = None
        for index, happening in enumerate(happenings):
            score = agreement(sighting, happening, first=index == 0)
            if score >= JOIN and (best is None or score >= best[0]):
                best = (score, index)
        if best is None:
            happenings.append(Happening())
            best = (0.0, len(happenings) - 1)
        happenings[best[1]].add(sighting)
    return happenings


def _is_planned(sighting: Sighting) -> bool:
    return sighting.event.status in ("planned",)


def agreement(sighting: Sighting, happening: Happening, *, first: bool) -> float:
    """How strongly a mention tells of a happening; below :data:`JOIN` it does not. 0 where something rules it out."""
    event = sighting.event
    if any(other.event is event for other in happening.sightings):
        return 0.0
    if event.series != happening.series or _is_planned(sighting) != happening.planned:
        return 0.0
    score = max(kinds_together(sighting, other) for other in happening.sightings)
    if score <= 0:
        return 0.0
    dates = _dates_agree(sighting.date, happening.date)
    places = _places_agree(sighting.place, happening.place)
    if dates is None or places is None:
        return 0.0
    score += dates + places + _numbers_agree(sighting.numbers, happening.numbers)
    if sighting.names and happening.names:
        score += 1.2 if sighting.names & happening.names else -0.5
    nearest = min(abs(event.sentence - other.event.sentence) for other in happening.sightings)
    in_headline = sighting.headline or any(other.headline for other in happening.sightings)
    if event.definite and not sighting.anew:
        score += 0.8
        if nearest <= 1:
            score += 0.3
    elif nearest <= 1:
        score += 0.3 if nearest == 1 else 0.1
    if in_headline:
        score += 0.5
    if first:
        score += 0.1
    if sighting.anew:
        score -= 1.3
    actors = {other.details.actor for other in happening.sightings if other.details.actor}
    if event.status != "historical" and sighting.details.actor and actors:
        score += 0.4 if sighting.details.actor in actors else -0.3
    return score


def kinds_together(one: Sighting, two: Sighting) -> float:
    """How well the kinds of two mentions go together: 1 for the same, 0 for never."""
    first, second = one.event, two.event
    if first.kind in _ALONE or second.kind in _ALONE:
        return 1.0 if first.kind == second.kind and first.text.lower() == second.text.lower() else 0.0
    if first.kind == second.kind:
        return 1.0
    if {first.kind, second.kind} <= {"interception", "rocket_attack", "air_strike"} and "interception" in (
        first.kind,
        second.kind,
    ):
        return 0.6
    if first.layer == second.layer:
        return 0.8 if first.layer in _VIOLENT or first.layer == "protests" else 0.0
    if first.layer in _VIOLENT and second.layer in _VIOLENT and (one.generic or two.generic):
        return 0.75
    return _LAYERS_TOGETHER.get(frozenset((first.layer, second.layer)), 0.0)


def _dates_agree(one: DateChoice | None, two: DateChoice | None) -> float | None:
    """Evidence from two own dates; ``None`` when the days cannot be the same."""
    if one is None or two is None or one.start is None or two.start is None or one.end is None or two.end is None:
        return 0.0
    gap = max((one.start - two.end).days, (two.start - one.end).days)
    if gap > 1:
        return None
    if gap == 1:
        return -0.8
    if one.start == two.start and one.end == two.end:
        return 0.9
    longest = max((one.end - one.start).days, (two.end - two.start).days)
    return 0.5 if longest <= 3 else 0.2 if longest <= 31 else 0.0


def _places_agree(one: PlaceChoice | None, two: PlaceChoice | None) -> float | None:
    """Evidence from two own places; ``None`` when they are too far apart."""
    if one is None or two is None:
        return 0.0
    if one.link.place_id is not None and one.link.place_id == two.link.place_id:
        wide = one.link.basis == "country"
        return 0.5 if wide else 1.0
    wide, fine = sorted((one.link, two.link), key=lambda link: -(link.radius_km or 0))
    if holds(wide, fine):
        return 0.4
    reach = (one.link.radius_km or 0) + (two.link.radius_km or 0) + 10
    return -0.6 if distance_km(one.link, two.link) <= reach else None


def _numbers_agree(one: dict[str, Quantity], two: dict[str, Quantity]) -> float:
    score = 0.0
    for unit, same, other in (
        ("killed", 1.0, -1.1),
        ("injured", 0.6, -0.6),
        ("abducted", 0.8, -0.8),
        ("arrested", 0.6, -0.6),
        ("troops", 1.0, -1.2),
    ):
        first, second = one.get(unit), two.get(unit)
        if first is None or second is None:
            continue
        a, b = first.low if first.low is not None else first.high, second.low if second.low is not None else second.high
        if a is None or b is None:
            continue
        if a == b:
            score += same
        elif min(a, b) and max(a, b) / min(a, b) <= 1.25:
            score += 0.1
        elif min(a, b) <= 1 and max(a, b) <= 1:
            score -= 0.2
        else:
            score += other
    return score
