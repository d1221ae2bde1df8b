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
from dataclasses import replace

from geomap.incidents.agreement import VIOLENT, agreement, dates_agree, kinds_together, numbers_agree, places_agree
from geomap.incidents.happening import Happening
from geomap.incidents.sightings import Sighting

# Score from which a mention joins a happening.
JOIN = 0.8

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
# How many happenings a mention is compared with, the last ones: more than articles have, so that only in a text without
# end the time would grow with its square.
_LAST_HAPPENINGS = 100
# "One of the wounded died later" tells on about one of the last happenings, so many sentences back at most.
_LATER_WITHIN = 2
_NEAR_HAPPENINGS = 3


def group_sightings(
    text: str, sightings: Sequence[Sighting], published: datetime.date | None = None
) -> list[Happening]:
    """The happenings of an article, in the order of their first mention; each sighting is in exactly one.

    Args:
        sightings: in the order of the text. published: the day of publication, where it is known.
    """
    happenings: list[Happening] = []
    for unit in _told_together(text, sightings):
        if (attack := _attack_before(unit, happenings)) is not None:
            for sighting in unit.sightings:
                # the day and the hospital of a death are not those of the attack
                attack.add(replace(sighting, date=None, place=None))
            continue
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


def _attack_before(unit: Happening, happenings: Sequence[Happening]) -> Happening | None:
    """What somebody who died later died of: what the same or one of the sentences right before told of, or ``None``."""
    if not all(sighting.aftermath for sighting in unit.sightings):
        return None
    first = unit.sightings[0]
    here = first.event.sentence
    for happening in reversed(happenings[-_NEAR_HAPPENINGS:]):
        last = happening.sightings[-1]
        within = _LATER_WITHIN if last.sentence.paragraph == first.sentence.paragraph else 1
        if last.event.layer in VIOLENT and here - last.event.sentence <= within:
            return happening
    return None


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


# "detonated a bomb at the gate |before clashing| with the guards"
_THEN = re.compile(r"[^.;:]{0,90}?\s(?:and|before|then|while)\s(?:\w+ly\s|then\s)?", re.IGNORECASE)
_BEFORE = re.compile(r"\sbefore\s$")
_FIGHTING = frozenset(("bombings", "clashes"))


def _goes_on(text: str, before: Sighting, sighting: Sighting) -> bool:
    """Whether the same people go on in the same place: "blew up the gate and opened fire"."""
    one, two = before.event, sighting.event
    if one.voice != "active" or two.voice != "active" or not {one.layer, two.layer} <= _FIGHTING:
        return False
    if one.subject_span is None or one.subject_span != two.subject_span or sighting.numbers:
        return False
    same_place = before.place is not None and sighting.place is not None and before.place.link == sighting.place.link
    if sighting.place and not (same_place and _BEFORE.search(text, one.end, two.start)):
        return False
    own_day = sighting.date is not None and before.date is not None and sighting.date.mention != before.date.mention
    return not own_day and _THEN.fullmatch(text[one.end : two.start]) is not None


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
    if _goes_on(text, before, sighting):
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
        return numbers_agree(unit.numbers, sighting.numbers) >= 0
    if before.event.voice == "nominal" and _RESULT.fullmatch(gap) and _KILLS.match(sighting.event.text):
        return numbers_agree(unit.numbers, sighting.numbers) >= 0
    opening = _OPENING.fullmatch(text, before.sentence.start, before.event.end)
    if opening and _THEN_TOLD.fullmatch(gap):
        return True
    if len(gap) > 130 or _APART.search(gap) or not _MANNER.fullmatch(gap):
        return False
    if dates_agree(unit.date, sighting.date) is None or places_agree(unit.place, sighting.place) is None:
        return False
    return numbers_agree(unit.numbers, sighting.numbers) >= 0 and not sighting.anew
