"""How strongly two tellings agree: by kind, place, day, numbers, names and how they are told."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence

from geomap.incidents.dating import STATEMENT, DateChoice
from geomap.incidents.happening import Happening, is_one, is_vague
from geomap.incidents.placing import PlaceChoice
from geomap.incidents.side_by_side import distance_km, holds
from geomap.incidents.sightings import Sighting
from geomap.records import Link, Quantity

VIOLENT = frozenset(("strikes", "rocket_attacks", "bombings", "clashes"))

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

# What courts and ministers speak of for years.
_CRIMES = frozenset(("killing", "abduction"))
_ALONE = frozenset(("statement", "threat", "diplomacy"))

_NEWS_DAYS = 4
_TOWN_KM = 40.0
# Names of towns and sites, and how far one lies beyond the edge of a town that is not in it.
_SPOTS = frozenset(("named", "facility"))
_SIDE_KM = 5.0

# What speaks against joining what is told afresh in another paragraph, when what was told has no place.
_AFRESH = 0.6
# A headline names a town that readers know for one so near, where no province tells them together.
_HEADLINE_KM = 60.0

# How many mentions of a happening are compared, the last ones: more than articles have, so that only in a text without
# end the time would grow with its square.
LAST_SIGHTINGS = 50


def agreement(unit: Happening, happening: Happening, published: datetime.date | None, *, first: bool) -> float:
    """How strongly mentions told together tell of a happening; 0 is ruled out."""
    if (
        unit.series != happening.series
        or (unit.planned != happening.planned and unit.sightings[0].event.layer != "deployments")
        or _is_presence(unit) != _is_presence(happening)
    ):
        return 0.0
    dates = 0.0 if _is_spoken_of(unit, happening) else dates_agree(unit.date, happening.date)
    if dates is None:
        return 0.0
    score = _kinds_agree(unit, happening)
    if score <= 0:
        return 0.0
    places = places_agree(unit.place, happening.place)
    if places is None and _is_its_headline(unit, happening):
        places = 0.0
    if places is None:
        if not _headline_and_lead(unit, happening, score):
            return 0.0
        places = 0.0
    recent = happening.sightings[-LAST_SIGHTINGS:]
    if any(one.event is other.event or _explains(one, other) for one in unit.sightings for other in recent):
        return 0.0
    if score < 0.6 and not _is_same_by_name(unit, happening):
        # two weapons that do not fit each other: the same day in the same town is not enough
        return 0.0
    numbers = numbers_agree(unit.numbers, happening.numbers)
    if numbers < 0 and _count_both_sides(unit, recent):
        numbers = 0.0
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
    if not unit.sightings[0].event.definite and _is_foiled(unit) != _is_foiled(happening):
        score -= 0.8
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
        if _is_same_word(unit, recent):
            score += 0.35
    elif nearest == 1:
        score += 0.3
    if goes_on and nearest <= 3:
        score += 0.3
    if all(sighting.headline for sighting in recent) or lead.headline:
        score += 0.5
    if first:
        score += 0.1
    if not definite and nearest > 1 and happening.date is None and _is_told_in_full(unit):
        score -= 0.7
    elif not definite and places < 0 and _is_told_in_full(unit):
        # two towns next to each other, each with its own
        score -= 1.0
    if anew or (lead.anew and not lead.event.definite):
        score -= 1.6
    elif lead.anew:
        score -= 0.5
    if all(sighting.many for sighting in unit.sightings) and not any(s.many for s in recent):
        score -= 0.4
    own_town = unit.place is not None and unit.place.link.basis != "country"
    if (
        own_town
        and happening.place is None
        and not happening.news
        and _is_told_afresh(unit)
        and not _same_paragraph(lead, recent)
    ):
        score -= _AFRESH
    actors = {sighting.details.actor for sighting in recent if sighting.details.actor}
    own = {sighting.details.actor for sighting in unit.sightings if sighting.details.actor}
    if own & actors:
        score += 0.4
    elif own and actors:
        score -= 1.3 if lead.event.layer == "deployments" else 0.3 if lead.event.layer in VIOLENT else 0.0
    return score


def _is_its_headline(unit: Happening, happening: Happening) -> bool:
    """Whether one is the headline of the other by the number of its dead, whatever its place is called there."""
    one, other = unit.numbers.get("killed"), happening.numbers.get("killed")
    if one is None or other is None or one.low != other.low or (one.low or 0) < 2:
        return False
    if unit.place is None or happening.place is None or unit.place.link.country != happening.place.link.country:
        return False
    return all(sighting.headline for sighting in happening.sightings[-LAST_SIGHTINGS:])


_ATTACKERS = re.compile(
    r"\b(?:attackers?|assailants?|militants?|terrorists?|gunm[ae]n|insurgents?|rebels?|bombers?|raiders?|bandits?)\b",
    re.IGNORECASE,
)


def _count_both_sides(unit: Happening, told: Sequence[Sighting]) -> bool:
    """Whether the one counts attackers and the other those whom they attacked, so that no number contradicts."""
    if not unit.place and all(_ATTACKERS.search(sighting.details.target or "") for sighting in unit.sightings):
        hit = [sighting.details.target for sighting in told if "killed" in sighting.numbers]
        return all(target and not _ATTACKERS.search(target) for target in hit) and bool(hit)
    return False


def _is_same_word(unit: Happening, told: Sequence[Sighting]) -> bool:
    """Whether a telling word comes again: "the airstrike" is sooner an airstrike than an attack."""
    known = {sighting.event.text.lower() for sighting in told if not sighting.generic}
    return any(not sighting.generic and sighting.event.text.lower() in known for sighting in unit.sightings)


def _is_spoken_of(unit: Happening, happening: Happening) -> bool:
    """Whether the day of the one is only that on which "the murder" was spoken of, not before the other's day."""
    for spoken, told in ((unit, happening), (happening, unit)):
        if spoken.date is None or STATEMENT not in spoken.date.reason or not _is_known(spoken):
            continue
        if told.date is None or spoken.date.end is None or told.date.start is None:
            continue
        if told.date.start <= spoken.date.end:
            return True
    return False


def _is_known(happening: Happening) -> bool:
    """Whether all that is told is "the murder", "the attack": something that the reader knows of."""
    return all(
        sighting.event.definite and sighting.event.voice == "nominal"
        for sighting in happening.sightings[-LAST_SIGHTINGS:]
    )


def _is_foiled(happening: Happening) -> bool:
    """Whether an attack is told that was foiled, which is none of those that were not."""
    return happening.sightings[0].event.status == "failed"


def _is_told_in_full(unit: Happening) -> bool:
    """Whether somebody's own deed is told with its day and its town, and takes up nothing."""
    lead = unit.sightings[0]
    fine = unit.place is not None and (unit.place.link.radius_km or 0) <= _TOWN_KM
    return fine and unit.date is not None and lead.event.voice == "active" and not lead.headline


def _is_told_afresh(unit: Happening) -> bool:
    """Whether its own verb tells it as news and takes up nothing that was told: "Saboteurs blew up a pipeline"."""
    return not any(
        sighting.event.definite
        or sighting.event.voice == "nominal"
        or sighting.effect
        or sighting.generic
        or sighting.headline
        for sighting in unit.sightings
    )


def _same_paragraph(lead: Sighting, others: Sequence[Sighting]) -> bool:
    return any(one.sentence.paragraph == lead.sentence.paragraph for one in others)


def _headline_and_lead(unit: Happening, happening: Happening, kinds: float) -> bool:
    """Whether the one is a headline that names the nearest known town for the happening that the lead places.

    "Strike near Deir ez-Zor", then "near the town of Boukamal": in one province or not far apart, and nothing differs.
    """
    one, two = unit.place, happening.place
    if one is None or two is None or one.link.country != two.link.country or kinds < 0.8:
        return False
    if not all(sighting.headline for sighting in happening.sightings) or unit.sightings[0].headline:
        return False
    if unit.sightings[0].sentence.paragraph > 1 or unit.sightings[0].anew:
        return False
    together = one.link.admin1 is not None and one.link.admin1 == two.link.admin1
    near = distance_km(one.link, two.link) <= _HEADLINE_KM
    return (together or near) and numbers_agree(unit.numbers, happening.numbers) >= 0


def _explains(one: Sighting, other: Sighting) -> bool:
    """Whether a sentence tells one of the two to explain or to date the other: "in answer to the killing of ..."."""
    return one.event.sentence == other.event.sentence and one.reference != other.reference


def _is_history(happening: Happening) -> bool:
    return all(sighting.event.status == "historical" for sighting in happening.sightings[-LAST_SIGHTINGS:])


def _is_same_by_name(unit: Happening, happening: Happening) -> bool:
    """Whether the victims' names or numbers, or a headline, tie two tellings with different weapons."""
    same_number = any(
        unit.numbers[key].low == happening.numbers[key].low and (unit.numbers[key].low or 0) > 1
        for key in unit.numbers.keys() & happening.numbers.keys()
    )
    headline = unit.sightings[0].headline or all(
        sighting.headline for sighting in happening.sightings[-LAST_SIGHTINGS:]
    )
    return same_number or headline or bool(unit.names & happening.names)


def _is_presence(happening: Happening) -> bool:
    """Whether it tells of forces that are somewhere, and not of a move."""
    first = happening.sightings[0].event
    return first.layer == "deployments" and first.status == "ongoing"


def _names_a_person(happening: Happening) -> bool:
    """Whether the victims are one person with a full name, who is nobody else."""
    return len(happening.names) >= 2 and any(
        is_one(quantity) for unit, quantity in happening.numbers.items() if unit in ("killed", "injured", "abducted")
    )


def _kinds_agree(unit: Happening, happening: Happening) -> float:
    """The best match of the telling kinds: a generic word speaks only where nothing else does."""
    told, known = unit.sightings[-LAST_SIGHTINGS:], happening.sightings[-LAST_SIGHTINGS:]
    ones = [sighting for sighting in told if not sighting.generic] or told
    others = [sighting for sighting in known if not sighting.generic] or known
    return max(kinds_together(one, other) for one in ones for other in others)


def kinds_together(one: Sighting, two: Sighting) -> float:
    """How well the kinds of two mentions go together: 1 for the same, 0 for never."""
    first, second = one.event, two.event
    if first.kind in _ALONE or second.kind in _ALONE:
        return 1.0 if first.kind == second.kind and first.text.lower() == second.text.lower() else 0.0
    violent = first.layer in VIOLENT and second.layer in VIOLENT
    if violent and (one.generic or two.generic):
        return 0.95 if first.kind == second.kind else 0.85
    if first.kind == second.kind:
        return 1.0
    if "interception" in (first.kind, second.kind) and {first.layer, second.layer} <= {"rocket_attacks", "strikes"}:
        return 0.6
    if first.layer == second.layer:
        return 0.8 if first.layer in VIOLENT or first.layer == "protests" else 0.0
    return _LAYERS_TOGETHER.get(frozenset((first.layer, second.layer)), 0.0)


def dates_agree(one: DateChoice | None, two: DateChoice | None) -> float | None:
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
        if _is_known(other) and {sighting.event.kind for sighting in other.sightings} <= _CRIMES:
            # "the murder" is spoken of long after
            continue
        if (published - dated.end).days > _NEWS_DAYS + 3 or (dated.end - dated.start).days > 40:
            return -1.0 if other.news else -0.5
    return 0.0


def places_agree(one: PlaceChoice | None, two: PlaceChoice | None) -> float | None:
    """Evidence from two own places; ``None`` when they are too far apart."""
    if one is None or two is None:
        return 0.0
    if _are_quarters(one.link, two.link):
        # two parts of a town by name are one or two places, whatever their points
        return 1.0 if one.link.name == two.link.name else None
    if one.link.place_id is not None and one.link.place_id == two.link.place_id:
        return 0.5 if one.link.basis == "country" else 1.0
    unsure = -0.8 if min(one.score, two.score) < 0.45 else None
    if one.link.basis == two.link.basis == "country":
        return unsure
    wide, fine = sorted((one.link, two.link), key=lambda link: -(link.radius_km or 0))
    if holds(wide, fine) and not _are_neighbours(wide, fine):
        return 0.4
    reach = (one.link.radius_km or 0) + (two.link.radius_km or 0) + 10
    if distance_km(one.link, two.link) <= reach:
        return -0.6
    # a place that is hardly its own says little against
    return unsure


def _are_quarters(one: Link, two: Link) -> bool:
    """Whether both are parts of towns that only the text names."""
    return all(link.relation is not None and link.relation.kind == "quarter" for link in (one, two))


def _are_neighbours(wide: Link, fine: Link) -> bool:
    """Whether two towns or sites lie side by side, the one not in the other."""
    if not {wide.basis, fine.basis} <= _SPOTS or (wide.radius_km or 0) > _TOWN_KM:
        return False
    return distance_km(wide, fine) > 1.3 * (wide.radius_km or 0) + (fine.radius_km or 0) + _SIDE_KM


def numbers_agree(one: dict[str, Quantity], two: dict[str, Quantity]) -> float:
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
        if is_vague(first) != is_vague(second):
            score += 0.1 if (b >= a if is_vague(first) else a >= b) else other
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
