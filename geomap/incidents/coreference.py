"""Which event mentions of one article tell of the same happening.

Mentions that one clause tells together ("killed in a raid", "the attack, a car bomb") are one to begin with. The others
are read in order; each joins the happening it agrees with best, or starts one of its own. What agrees adds up (kind,
place, day, numbers, names of victims, "the attack", headline and lead), what differs takes away; different days, places
far apart and a list's single places rule it out.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from geomap.incidents.dating import DateChoice
from geomap.incidents.placing import PlaceChoice, distance_km, holds
from geomap.incidents.sightings import Sighting
from geomap.records import Quantity

# Score from which a mention joins a happening.
JOIN = 0.8

_VIOLENT = frozenset(("strikes", "rocket_attacks", "bombings", "clashes"))
# How well two kinds of different layers go together when neither word is generic.
_LAYERS_TOGETHER = {
    frozenset(("strikes", "rocket_attacks")): 0.25,
    frozenset(("strikes", "bombings")): 0.2,
    frozenset(("rocket_attacks", "bombings")): 0.35,
    frozenset(("strikes", "clashes")): 0.2,
    frozenset(("rocket_attacks", "clashes")): 0.35,
    frozenset(("bombings", "clashes")): 0.35,
    frozenset(("clashes", "abductions")): 0.1,
    frozenset(("clashes", "protests")): 0.2,
}
_ALONE = frozenset(("statement", "threat", "diplomacy"))
# Words between two events of a sentence that make the second the manner, the cause or another name of the first.
_MANNER = re.compile(
    r"""(?:\s+[\w’'.-]+){0,12}?,?\s+(?:in|by|during|when|with|as|from|using)\s+(?:(?:an?|the|what|two|three|several|multiple|twin|their|its|his)\s+)?(?:[\w’'-]+\s+){0,4}
    |,\s+(?:an?|the)\s+(?:[\w’'-]+\s+){0,4}
    |\s+(?:[\w’'-]+\s+){0,2}""",
    re.VERBOSE | re.IGNORECASE,
)
_APART = re.compile(
    r"\b(?:and|but|while|after|before|following|since|then|until|despite|amid|because|over|against|which|who|that|response|retaliation|revenge|prompt\w*|led|lead\w*|spark\w*|trigger\w*)\b|[;:—]|\s[–-]\s",
    re.IGNORECASE,
)
# "airstrikes that killed", "a blast, killing"
_RESULT = re.compile(
    r"(?:(?:\s+[\w’'-]+){0,4}?,?\s+(?:that|which)|,)?\s+(?:\w+\s+){0,2}",
    re.IGNORECASE,
)
_KILLS = re.compile(
    r"kill|wound|injur|destroy|damag|left\b|leaving|claim|target|hit|struck|ripped|tore|rocked", re.IGNORECASE
)
# "In another attack, gunmen fired on ..."
_OPENING = re.compile(r"[“\"]?(?:in|during)\s+(?:an?|another|the|one)\s+(?:[\w’'-]+\s+){0,4}[\w’'-]+", re.IGNORECASE)
_THEN_TOLD = re.compile(r"(?:\s+(?:on|in|at|near)\s+[^,]{1,40})?,\s+(?:[\w’'.-]+\s+){0,9}", re.IGNORECASE)
_NEWS_DAYS = 4
# How many happenings, and mentions of each, a mention is compared with, the last ones: more than articles have, so that
# only in a text without end the time would grow with its square.
_LAST_HAPPENINGS = 100
_LAST_SIGHTINGS = 50
_FIRST_PLACES = 100
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
            if known is None or (
                _is_vague(known) and not _is_vague(quantity) and (quantity.low or 0) >= (known.low or 0)
            ):
                self.numbers[unit] = quantity
            elif _is_one(known) and (known.low or 0) < (quantity.low or 0):
                self.numbers[unit] = _with_the_others(known, quantity)
        self.names |= sighting.names
        self.news = self.news or sighting.headline or sighting.sentence.paragraph <= 1


def _is_one(quantity: Quantity) -> bool:
    return quantity.low in (0, 1) and quantity.high in (0, 1)


def _is_vague(quantity: Quantity) -> bool:
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
    given = [
        (sighting.place, 1.4 if sighting.sentence.paragraph <= 1 else 1.0)
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


def group_sightings(
    text: str, sightings: Sequence[Sighting], published: datetime.date | None = None
) -> list[Happening]:
    """The happenings of an article, in the order of their first mention; each sighting is in exactly one.

    Args:
        sightings: in the order of the text. published: the day of publication, where it is known.
    """
    happenings: list[Happening] = []
    for unit in _told_together(text, sightings):
        best: tuple[float, int] | None = None
        for index in _to_compare(len(happenings)):
            happening = happenings[index]
            score = agreement(unit, happening, published, first=index == 0)
            if score >= JOIN and (best is None or score >= best[0]):
                best = (score, index)
        if best is None:
            happenings.append(unit)
            continue
        for sighting in unit.sightings:
            happenings[best[1]].add(sighting)
    return happenings


def _to_compare(count: int) -> Iterator[int]:
    """The first happening, which the article is about, and the last ones, in order."""
    if count:
        yield 0
    yield from range(max(1, count - _LAST_HAPPENINGS), count)


def _told_together(text: str, sightings: Sequence[Sighting]) -> list[Happening]:
    """The sightings in order, those that one clause tells as one thing already joined."""
    units: list[Happening] = []
    for sighting in sightings:
        last = units[-1] if units else None
        if last is not None and _is_same_telling(text, last, sighting):
            last.add(sighting)
            continue
        unit = Happening()
        unit.add(sighting)
        units.append(unit)
    return units


def _is_same_telling(text: str, unit: Happening, sighting: Sighting) -> bool:
    before = unit.sightings[-1]
    if (
        before.event.sentence != sighting.event.sentence
        or before.event is sighting.event
        or before.part
        or sighting.part
    ):
        return False
    if (
        before.reference != sighting.reference
        or unit.series != sighting.series
        or unit.planned != (sighting.event.status == "planned")
    ):
        return False
    if any(start <= sighting.event.start < end for start, end in before.event.effect_spans):
        return True
    if kinds_together(before, sighting) < 0.75:
        return False
    if sighting.event.start - before.event.end > 160:
        return False
    gap = text[before.event.end : sighting.event.start]
    subject = sighting.event.subject_span
    verb = sighting.event.voice != "nominal"
    if verb and subject and subject[0] <= before.event.start and before.event.end <= subject[1] and len(gap) < 60:
        # the verb whose subject is the noun before: "400 troops are also stationed"
        return _numbers_agree(unit.numbers, sighting.numbers) >= 0
    if before.event.voice == "nominal" and _RESULT.fullmatch(gap) and _KILLS.match(sighting.event.text):
        return _numbers_agree(unit.numbers, sighting.numbers) >= 0
    opening = _OPENING.fullmatch(text, before.sentence.start, before.event.end)
    if opening and _THEN_TOLD.fullmatch(gap):
        return True
    if len(gap) > 130 or _APART.search(gap) or not _MANNER.fullmatch(gap):
        return False
    if _dates_agree(unit.date, sighting.date) is None or _places_agree(unit.place, sighting.place) is None:
        return False
    return _numbers_agree(unit.numbers, sighting.numbers) >= 0 and not sighting.anew


def agreement(unit: Happening, happening: Happening, published: datetime.date | None, *, first: bool) -> float:
    """How strongly mentions told together tell of a happening; below :data:`JOIN` they do not, 0 is ruled out."""
    if (
        unit.series != happening.series
        or (unit.planned != happening.planned and unit.sightings[0].event.layer != "deployments")
        or _is_presence(unit) != _is_presence(happening)
    ):
        return 0.0
    dates = _dates_agree(unit.date, happening.date)
    if dates is None:
        return 0.0
    score = _kinds_agree(unit, happening)
    if score <= 0:
        return 0.0
    places = _places_agree(unit.place, happening.place)
    if places is None:
        return 0.0
    recent = happening.sightings[-_LAST_SIGHTINGS:]
    if any(one.event is other.event or _explains(one, other) for one in unit.sightings for other in recent):
        return 0.0
    if score < 0.6 and not _is_same_by_name(unit, happening):
        # two weapons that do not fit each other: the same day in the same town is not enough
        return 0.0
    numbers = _numbers_agree(unit.numbers, happening.numbers)
    if numbers < 0 and _days_differ(unit.date, happening.date):
        return 0.0
    goes_on = all(sighting.effect for sighting in unit.sightings) and unit.place is None
    score += dates + places + (max(0.0, numbers) if goes_on and unit.date is None else numbers)
    if unit.names and happening.names:
        score += (
            1.2
            if unit.names & happening.names
            else -0.3
            if _names_a_person(unit) and _names_a_person(happening)
            else 0.0
        )
    if unit.planned != happening.planned:
        score -= 0.3
    lead = unit.sightings[0]
    nearest = min(abs(lead.event.sentence - other.event.sentence) for other in recent)
    definite = any((sighting.event.definite or sighting.ordinal) and not sighting.anew for sighting in unit.sightings)
    anew = any(sighting.anew for sighting in unit.sightings) and not definite
    if not (definite and nearest <= 1):
        score += _age_agrees(unit, happening, published)
        if _is_history(unit) != _is_history(happening) and dates <= 0:
            score -= 0.7
    if definite:
        score += 1.2 if nearest <= 1 else 0.8
    elif nearest == 1:
        score += 0.3
    if goes_on and nearest <= 3:
        score += 0.3
    if all(sighting.headline for sighting in recent) or lead.headline:
        score += 0.5
    if first:
        score += 0.1
    if anew or (lead.anew and not lead.event.definite):
        score -= 1.6
    elif lead.anew:
        score -= 0.5
    if all(sighting.many for sighting in unit.sightings) and not any(s.many for s in recent):
        score -= 0.4
    actors = {sighting.details.actor for sighting in recent if sighting.details.actor}
    own = {sighting.details.actor for sighting in unit.sightings if sighting.details.actor}
    if own & actors:
        score += 0.4
    elif own and actors:
        score -= 1.3 if lead.event.layer == "deployments" else 0.3 if lead.event.layer in _VIOLENT else 0.0
    return score


def _explains(one: Sighting, other: Sighting) -> bool:
    """Whether a sentence tells one of the two to explain or to date the other: "in answer to the killing of ..."."""
    return one.event.sentence == other.event.sentence and one.reference != other.reference


def _is_history(happening: Happening) -> bool:
    return all(sighting.event.status == "historical" for sighting in happening.sightings[-_LAST_SIGHTINGS:])


def _is_same_by_name(unit: Happening, happening: Happening) -> bool:
    """Whether the victims' names or numbers, or a headline, tie two tellings with different weapons."""
    same_number = any(
        unit.numbers[key].low == happening.numbers[key].low and (unit.numbers[key].low or 0) > 1
        for key in unit.numbers.keys() & happening.numbers.keys()
    )
    headline = unit.sightings[0].headline or all(
        sighting.headline for sighting in happening.sightings[-_LAST_SIGHTINGS:]
    )
    return same_number or headline or bool(unit.names & happening.names)


def _is_presence(happening: Happening) -> bool:
    """Whether it tells of forces that are somewhere, and not of a move."""
    first = happening.sightings[0].event
    return first.layer == "deployments" and first.status == "ongoing"


def _names_a_person(happening: Happening) -> bool:
    """Whether the victims are one person with a full name, who is nobody else."""
    return len(happening.names) >= 2 and any(
        _is_one(quantity) for unit, quantity in happening.numbers.items() if unit in ("killed", "injured", "abducted")
    )


def _kinds_agree(unit: Happening, happening: Happening) -> float:
    """The best match of the telling kinds: a generic word speaks only where nothing else does."""
    told, known = unit.sightings[-_LAST_SIGHTINGS:], happening.sightings[-_LAST_SIGHTINGS:]
    ones = [sighting for sighting in told if not sighting.generic] or told
    others = [sighting for sighting in known if not sighting.generic] or known
    return max(kinds_together(one, other) for one in ones for other in others)


def kinds_together(one: Sighting, two: Sighting) -> float:
    """How well the kinds of two mentions go together: 1 for the same, 0 for never."""
    first, second = one.event, two.event
    if first.kind in _ALONE or second.kind in _ALONE:
        return 1.0 if first.kind == second.kind and first.text.lower() == second.text.lower() else 0.0
    violent = first.layer in _VIOLENT and second.layer in _VIOLENT
    if violent and (one.generic or two.generic):
        return 0.95 if first.kind == second.kind else 0.85
    if first.kind == second.kind:
        return 1.0
    if "interception" in (first.kind, second.kind) and {first.layer, second.layer} <= {"rocket_attacks", "strikes"}:
        return 0.6
    if first.layer == second.layer:
        return 0.8 if first.layer in _VIOLENT or first.layer == "protests" else 0.0
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
    shortest, longest = sorted(((one.end - one.start).days, (two.end - two.start).days))
    if longest > 40 and shortest <= 7:
        return -0.4
    return 0.5 if longest <= 3 else 0.2 if longest <= 31 else 0.0


def _days_differ(one: DateChoice | None, two: DateChoice | None) -> bool:
    """Whether the most likely days of two own dates are not the same."""
    return one is not None and two is not None and None not in (one.day, two.day) and one.day != two.day


def _age_agrees(unit: Happening, happening: Happening, published: datetime.date | None) -> float:
    """Evidence against joining what opens an article undated, which is news, with what is dated well before."""
    if published is None:
        return 0.0
    for dated, other in ((unit.date, happening), (happening.date, unit)):
        if dated is None or other.date is not None or dated.end is None or dated.start is None:
            continue
        if (published - dated.end).days > _NEWS_DAYS + 3 or (dated.end - dated.start).days > 40:
            return -1.0 if other.news else -0.5
    return 0.0


def _places_agree(one: PlaceChoice | None, two: PlaceChoice | None) -> float | None:
    """Evidence from two own places; ``None`` when they are too far apart."""
    if one is None or two is None:
        return 0.0
    if one.link.place_id is not None and one.link.place_id == two.link.place_id:
        return 0.5 if one.link.basis == "country" else 1.0
    unsure = -0.8 if min(one.score, two.score) < 0.45 else None
    if one.link.basis == two.link.basis == "country":
        return unsure
    wide, fine = sorted((one.link, two.link), key=lambda link: -(link.radius_km or 0))
    if holds(wide, fine):
        return 0.4
    reach = (one.link.radius_km or 0) + (two.link.radius_km or 0) + 10
    if distance_km(one.link, two.link) <= reach:
        return -0.6
    # a place that is hardly its own says little against
    return unsure


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
        a = first.low if first.low is not None else first.high
        b = second.low if second.low is not None else second.high
        if a is None or b is None:
            continue
        low, high = sorted((a, b))
        if _is_vague(first) != _is_vague(second):
            score += 0.1 if (b >= a if _is_vague(first) else a >= b) else other
        elif low == high:
            score += same
        elif low and high / low <= 1.25:
            score += 0.1
        elif high <= 1:
            score -= 0.2
        elif low > 1 and high / low >= 1.8:
            score += 1.8 * other
        else:
            score += other
    return score
