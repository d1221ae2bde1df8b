"""Days that follow from the order in which an article tells things: "which prompted", "in response to"."""

from __future__ import annotations

import datetime
import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from geomap.events.references import Reference, reference_at
from geomap.incidents.dating import DateChoice, from_mention
from geomap.incidents.happening import Happening
from geomap.records import DateMention, Event, Sentence

# Words between an earlier and a later event, in this order in the text.
_THEN = re.compile(
    r"\b(?:prompt(?:ed|ing|s)|led\s+to|lead(?:s|ing)\s+to|trigger(?:ed|ing|s)|spark(?:ed|ing|s)|provok(?:ed|ing|es)|in\s+turn|set\s+off|followed\s+by|was\s+followed|caus(?:ed|ing)|result(?:ed|ing)\s+in|unleash(?:ed|ing))\b",
    re.IGNORECASE,
)
# Words between a later and an earlier event, in this order in the text.
_BECAUSE = re.compile(
    r"\b(?:in\s+response\s+to|in\s+retaliation\s+for|in\s+reprisal\s+for|in\s+revenge\s+for|to\s+avenge|retaliat(?:ed|ing|ory)\b.{0,20}\bfor|in\s+the\s+wake\s+of|in\s+the\s+aftermath\s+of|following|since|prompted\s+by|triggered\s+by|sparked\s+by|provoked\s+by|after)\b",
    re.IGNORECASE,
)
# A paragraph that tells of days further back than this before publication tells background.
_OLD_DAYS = 60
# How long before an event what explains it is looked for, when the text does not say.
_LOOK_BACK_DAYS = 7
_SAME_DAY_KINDS = frozenset(
    ("strikes", "rocket_attacks", "bombings", "clashes", "abductions", "protests", "deployments")
)


def order_dates(
    text: str,
    sentences: Sequence[Sentence],
    happenings: Sequence[Happening],
    dated: Sequence[DateChoice | None],
    published: datetime.date | None,
) -> list[DateChoice | None]:
    """The dates with the missing ones filled from the order of events where the text tells it.

    A happening told as the consequence of a dated one lies between that one's first day and publication.
    """
    dates = list(dated)
    spots = sorted(
        (sighting.event.start, sighting.event.end, sighting.event.sentence, index)
        for index, happening in enumerate(happenings)
        for sighting in happening.sightings
    )
    for position, (_, end, number, index) in enumerate(spots):
        for later_start, _, later_number, other in spots[position + 1 : position + 4]:
            if later_number != number or other == index:
                continue
            if _date_by_reference(happenings, dates, number, index, other):
                continue
            gap = text[end:later_start]
            if len(gap) > 160:
                continue
            first, second = (
                (index, other) if _THEN.search(gap) else (other, index) if _BECAUSE.search(gap) else (-1, -1)
            )
            if first < 0 or dates[second] is not None or dates[first] is None:
                continue
            dates[second] = _after(dates[first], happenings[first], text, published)
    return dates


def date_told_before(
    text: str,
    sentence: Sentence,
    event: Event,
    references: Sequence[Reference],
    dates: Sequence[DateMention],
    published: datetime.date | None,
) -> DateChoice | None:
    """The day of an event that is told as so many days before a date: "buried on Tuesday, two days after a bomb".

    ``None`` where the clause of the event has a date of its own or nothing is dated before it.
    """
    own = reference_at(references, event.start)
    if own is None or not own.days or any(own.start <= mention.start < own.end for mention in dates):
        return None
    before = [one for one in dates if one.end <= own.start and one.date_start is not None and one.precision == "day"]
    if not before:
        return None
    reason = f"“{before[-1].text}” dates what it is told before"
    later = from_mention(before[-1], 0.9, reason, event, published, text, sentence)
    return _moved(later, -own.days, "told as so many days before it")


def _date_by_reference(
    happenings: Sequence[Happening], dates: list[DateChoice | None], number: int, one: int, two: int
) -> bool:
    """Dates the one of two happenings by the other that a clause of sentence ``number`` explains; whether it did."""
    for main, told in ((one, two), (two, one)):
        reference = next(
            (s.reference for s in happenings[told].sightings if s.event.sentence == number and s.reference), None
        )
        if reference is None or any(s.reference for s in happenings[main].sightings if s.event.sentence == number):
            continue
        if dates[told] is None and (later := dates[main]) is not None:
            dates[told] = _before(later, reference.days)
        elif dates[main] is None and reference.days and (earlier := dates[told]) is not None:
            dates[main] = _moved(earlier, reference.days, "told as so many days after it")
        else:
            continue
        return True
    return False


def _before(later: DateChoice, days: int | None) -> DateChoice | None:
    """The days of what is told to explain or date a dated event: so many days before, else some days up to it."""
    if days is not None:
        return _moved(later, -days, "told as so many days before it")
    if later.start is None or later.start.toordinal() <= _LOOK_BACK_DAYS:
        return None
    start = later.start - datetime.timedelta(days=_LOOK_BACK_DAYS)
    reason = "told as what came before it"
    return DateChoice(start, later.start, later.start, "days", "order", 0.3, reason, later.mention)


def _moved(date: DateChoice, days: int, reason: str) -> DateChoice | None:
    """The same days moved by so many, as precise as they were; ``None`` off the calendar or without days."""
    step = datetime.timedelta(days=days)
    try:
        start, end, day = (None if one is None else one + step for one in (date.start, date.end, date.day))
    except OverflowError:
        return None
    return DateChoice(start, end, day, date.precision, "order", 0.6 * date.score, reason, date.mention)


def _after(
    earlier: DateChoice | None, happening: Happening, text: str, published: datetime.date | None
) -> DateChoice | None:
    if earlier is None or earlier.start is None or published is None or earlier.start > published:
        return None
    if (published - earlier.start).days > 62:
        return None
    main = happening.sightings[0].event
    words = " ".join(text[main.start : main.end].split())
    day = earlier.start + (published - earlier.start) // 2
    return DateChoice(
        earlier.start, published, day, "days", "order", 0.45, f"told as following from “{words}”", earlier.mention
    )


class ParagraphDates:
    """The dates that each paragraph tells, to ask for the one told just before an undated event of the same story."""

    def __init__(self, happenings: Sequence[Happening], published: datetime.date | None) -> None:
        self._published = published
        # By paragraph, from the end of the text: where the event starts, whether it is background, its date, whose.
        self._told: dict[int, list[tuple[int, bool, int, DateChoice]]] = {}
        for index, happening in enumerate(happenings):
            for sighting in happening.sightings:
                date = sighting.date
                if date is None or date.start is None or date.end is None:
                    continue
                old = published is not None and (published - date.end).days > _OLD_DAYS
                if old or ((date.end - date.start).days <= 3 and sighting.event.layer in _SAME_DAY_KINDS):
                    told = self._told.setdefault(sighting.sentence.paragraph, [])
                    told.append((-sighting.event.start, old, index, date))
        for told in self._told.values():
            told.sort(key=lambda one: one[:2])

    def before(self, index: int, happening: Happening) -> DateChoice | None:
        """The date told last before the first mention of the happening with this index, else ``None``."""
        first = happening.sightings[0]
        if first.event.status == "historical" or first.event.series:
            return None
        told = self._told.get(first.sentence.paragraph, [])
        nearest = bisect_right(told, -first.event.start, key=lambda one: one[0])
        for position in range(nearest, len(told)):
            _, old, other, date = told[position]
            if other == index:
                continue
            if not old:
                words = date.mention.text if date.mention else "the day before it"
                return replace(date, score=0.5 * date.score, reason=f"the paragraph goes on from “{words}”")
            words = date.mention.text if date.mention else "earlier times"
            reason = f"the paragraph tells of earlier times, “{words}”"
            return DateChoice(date.start, self._published, None, "unknown", "order", 0.15, reason, date.mention)
        return None
