"""One happening of an article under way: its mentions in the order of the text, and the best that they tell of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from geomap.incidents.dating import DateChoice
from geomap.incidents.placing import PlaceChoice
from geomap.incidents.side_by_side import holds
from geomap.incidents.sightings import Sighting
from geomap.records import Quantity

_FIRST_PLACES = 100
# "Over 130" may be as many as this times 130.
_ROUNDED = 1.2

# What "several", "dozens", "scores", "hundreds" and "thousands" are read as.
_VAGUE = frozenset((3, 12, 36, 40, 100, 300, 1000, 3000, 10_000, 100_000))


@dataclass(slots=True)
class Happening:
    """The sightings of one happening, in the order of the text, with what is known of it so far.

    ``news`` says that it opens the article, so that without a date it is of these days.
    """

    sightings: list[Sighting] = field(default_factory=list)
    place: PlaceChoice | None = None
    date: DateChoice | None = None
    numbers: dict[str, Quantity] = field(default_factory=dict)
    names: frozenset[str] = frozenset()
    series: bool = False
    planned: bool = False
    news: bool = False

    def add(self, sighting: Sighting) -> None:
        """Takes a sighting in; the better place, the better date and the first number of a unit stay."""
        if not self.sightings:
            self.series = sighting.series
            self.planned = sighting.event.status == "planned"
        self.sightings.append(sighting)
        if sighting.place and (self.place is None or is_better_place(sighting.place, self.place)):
            self.place = sighting.place
        if sighting.date and (self.date is None or date_value(sighting.date) > date_value(self.date)):
            self.date = sighting.date
        for unit, quantity in sighting.numbers.items():
            known = self.numbers.get(unit)
            if (
                known is None
                or (is_vague(known) and not is_vague(quantity) and (quantity.low or 0) >= (known.low or 0))
                or _is_rounded(known, quantity)
            ):
                self.numbers[unit] = quantity
            elif is_one(known) and (known.low or 0) < (quantity.low or 0):
                self.numbers[unit] = _with_the_others(known, quantity)
        self.names |= sighting.names
        self.news = self.news or sighting.headline or sighting.sentence.paragraph <= 1


def is_one(quantity: Quantity) -> bool:
    return quantity.low in (0, 1) and quantity.high in (0, 1)


def _is_rounded(known: Quantity, quantity: Quantity) -> bool:
    """Whether a number is only the other one rounded down: "over 130 killed", and then 136."""
    low, exact = known.low or 0, quantity.low or 0
    return known.high is None and low >= 10 and low % 10 == 0 and low < exact <= _ROUNDED * low


def is_vague(quantity: Quantity) -> bool:
    """Whether a number is only a word for many ("dozens"), which a count outdoes."""
    return (
        quantity.high is None and not any(character.isdigit() for character in quantity.text) and quantity.low in _VAGUE
    )


def _with_the_others(one: Quantity, more: Quantity) -> Quantity:
    """The larger number, or both together when it counts the others ("killed an engineer ...; five others died")."""
    counts_others = more.text.lower().endswith(("other", "others", "more")) and " and " not in more.text
    if one.low != 1 or not counts_others or one.end > more.start:
        return more
    low = None if more.low is None else more.low + 1
    high = None if more.high is None else more.high + 1
    return Quantity(more.start, more.end, more.text, low, high)


def is_better_place(new: PlaceChoice, old: PlaceChoice) -> bool:
    """Whether a place tells more than another: a finer one inside it does unless it is unsure, else the surer one."""
    new_radius, old_radius = new.link.radius_km or 0.0, old.link.radius_km or 0.0
    if new_radius < 0.5 * old_radius and holds(old.link, new.link):
        return new.score > 0.4
    if old_radius < 0.5 * new_radius and holds(new.link, old.link):
        return old.score <= 0.4 and place_value(new) > place_value(old)
    return place_value(new) > place_value(old) + 0.05


def choose_among(happening: Happening) -> PlaceChoice | None:
    """The happening's own place: what its mentions agree on most, the lead counting more, and the finest of that."""
    told = any(sighting.place is not None and not sighting.headline for sighting in happening.sightings)
    headline = 0.8 if told else 1.4
    given = [
        # a headline may name only the nearest town that readers know
        (sighting.place, headline if sighting.headline else 1.4 if sighting.sentence.paragraph <= 1 else 1.0)
        for sighting in happening.sightings
        if sighting.place
    ][:_FIRST_PLACES]
    if not given:
        return None
    best: tuple[float, PlaceChoice] | None = None
    for choice, _ in given:
        backing = sum(
            other.score * weight
            for other, weight in given
            if other.link.place_id == choice.link.place_id
            or holds(other.link, choice.link)
            or holds(choice.link, other.link)
        )
        if best is None or backing > best[0] + 0.01 or (backing > best[0] - 0.01 and is_better_place(choice, best[1])):
            best = (backing, choice)
    assert best is not None
    chosen = best[1]
    for choice, _ in given:
        together = holds(chosen.link, choice.link) or holds(choice.link, chosen.link)
        if together and is_better_place(choice, chosen):
            chosen = choice
    return chosen


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
