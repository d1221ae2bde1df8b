"""Who, to whom, with what and how many: the details of every event of an article.

Numbers go to the event that their words belong to: the one whose own words say what befell the people, else the one
nearest in the build of the sentence; a sentence with numbers and no event tells on about the event before it.
"""

from __future__ import annotations

import functools
import re
import tomllib
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib import resources

from geomap.events.actors import ActorIndex, default_index, find_roles
from geomap.events.casualties import Count, counting_spots, find_counts
from geomap.events.forces import find_forces
from geomap.events.named_people import read_names
from geomap.events.participants import Told, find_actor, find_target, reach
from geomap.events.phrases import PhraseTable
from geomap.events.references import Reference, find_references, reference_at
from geomap.events.weapons import choose_facility, choose_weapon
from geomap.records import DateMention, Details, Event, Link, Quantity, Sentence

# Events that people are hurt in, by layer; what is said, voted, signed or threatened hurts nobody by itself.
_HURTING_LAYERS = frozenset(("strikes", "rocket_attacks", "bombings", "clashes", "abductions", "protests"))
_WALL = re.compile(
    r"[;:()“”\"—]|\s[–-]\s|,\s|\b(?:who|which|that|when|while|after|before|where|and|but|as)\b", re.IGNORECASE
)
_ILLNESS = re.compile(
    r"\b(?:cholera|ebola|covid(?:-19)?|coronavirus|virus|measles|malaria|disease|epidemic|pandemic|hunger|famine|starvation"
    r"|thirst|infections?)\b",
    re.IGNORECASE,
)
_BODIES = frozenset(("bodies", "corpses"))
_FURTHER = re.compile(r"\banother\b|\b(?:others?|more)$", re.IGNORECASE)
_FAR = 400.0
# A count belongs to one of so many events next to it.
_CLOSE = 8
_REAL = frozenset(("occurred", "ongoing", "failed", "alleged", "historical"))


@dataclass(slots=True)
class _Draft:
    """The details of one event under way."""

    numbers: dict[str, Quantity] = field(default_factory=dict)
    shares: dict[str, tuple[Quantity, ...]] = field(default_factory=dict)
    victims: tuple[int, int] | None = None
    reasons: list[str] = field(default_factory=list)
    running: bool = False


def find_details(
    text: str,
    sentences: Sequence[Sentence],
    events: Sequence[Event],
    links: Sequence[Link],
    dates: Sequence[DateMention],
    *,
    actors: ActorIndex | None = None,
) -> list[Details]:
    """What the article tells about each event, parallel to ``events``.

    ``numbers`` maps a unit (killed, injured, missing, arrested, abducted, troops, rockets, aircraft, protesters) to its
    quantity; a unit nobody counts is not in it, "no casualties" is a quantity of 0 to 0. Totals over longer than the
    event are left out. ``actor``, ``target``, ``weapon``, ``facility`` are ``None`` when the text does not say.

    Args:
        actors: the list of names to use, when it is not the shipped one.
    """
    listed = (actors or default_index()).find(text)
    drafts = [_Draft() for _ in events]
    by_sentence: dict[int, list[int]] = {}
    for index, event in enumerate(events):
        by_sentence.setdefault(event.sentence, []).append(index)
    date_spans = [(date.start, date.end) for date in dates]
    date_starts = [span[0] for span in date_spans]
    spots = counting_spots(text)
    for number, sentence in enumerate(sentences):
        low = bisect_right(date_starts, sentence.start - 1)
        high = bisect_right(date_starts, sentence.end)
        taken = date_spans[low:high]
        cues = spots and spots[bisect_right(spots, sentence.start - 1) : bisect_right(spots, sentence.end)]
        counts = find_counts(text, sentence.start, sentence.end, taken, cues) if cues or spots is None else []
        here = by_sentence.get(number, [])
        if counts:
            _attach_counts(text, sentences, events, drafts, by_sentence, number, counts)
        if here:
            for index in here:
                _attach_forces(text, sentence, events[index], drafts[index], taken, here, events)
    details: list[Details] = [Details()] * len(events)
    table = phrase_table()
    name_starts, link_starts = [mention.start for mention in listed], [link.start for link in links]
    for number, here in by_sentence.items():
        sentence = sentences[number]
        phrases = table.find(text, sentence.start, sentence.end)
        first, last = bisect_left(name_starts, sentence.start), bisect_left(name_starts, sentence.end)
        names = [mention for mention in listed[first:last] if mention.end <= sentence.end]
        near = links[bisect_left(link_starts, sentence.start) : bisect_left(link_starts, sentence.end)]
        roles = find_roles(text, sentence.start, phrases, names)
        told = Told(text, sentence, phrases, roles, near, [events[index] for index in here])
        for index in here:
            details[index] = _finish(told, events[index], drafts[index])
    return details


@functools.lru_cache(maxsize=1)
def phrase_table() -> PhraseTable:
    """The weapons, sites and roles of ``details.toml``, ready to be found."""
    words = tomllib.loads(resources.files("geomap.events").joinpath("details.toml").read_text("utf-8"))
    return PhraseTable(
        {
            "weapons": words["weapons"],
            "facilities": words["facilities"],
            "roles": {"role": words["roles"], "victim": words["victims"]},
        }
    )


def _attach_counts(
    text: str,
    sentences: Sequence[Sentence],
    events: Sequence[Event],
    drafts: list[_Draft],
    by_sentence: dict[int, list[int]],
    number: int,
    counts: list[Count],
) -> None:
    here = [index for index in by_sentence.get(number, []) if events[index].layer in _HURTING_LAYERS]
    references = find_references(text, sentences[number].start, sentences[number].end) if here else []
    for count in counts:
        chosen: list[int] = []
        if here:
            told_of = _may_own(references, events, here, count)
            close = sorted(told_of, key=lambda index: abs(events[index].start - count.cue_start))[:_CLOSE]
            ranked = sorted((_apart(text, events[index], count), index) for index in close)
            near = [index for apart, index in ranked if apart < _FAR]
            # a second number of a kind is the next event's: "two killed in raids on A, six by rockets fired at B"
            free = [index for index in near if count.unit not in drafts[index].numbers]
            if near and (count.running or near[0] in free or not free):
                chosen = near[:1]
            elif near:
                chosen = free[:1]
        else:
            chosen = _told_before(text, sentences, events, by_sentence, number, count)
        for index in chosen:
            draft = drafts[index]
            if count.running and not events[index].series:
                draft.reasons.append(f"“{count.quantity.text}” is a running total, not this event's {count.unit}")
                draft.running = draft.running or (
                    count.cue_start < events[index].end and events[index].start < count.cue_end
                )
                continue
            told = draft.numbers.get(count.unit)
            if told is not None:
                if here and _comes_on_top(text, count):
                    draft.numbers[count.unit] = _sum(told, count.quantity)
                continue
            draft.numbers[count.unit] = count.quantity
            if count.shares:
                draft.shares[count.unit] = count.shares
            if draft.victims is None and count.quantity.low != 0:
                draft.victims = count.victims
            draft.reasons.append(
                f"{count.unit} from “{' '.join(text[count.quantity.start : count.quantity.end].split())}”"
            )


def _comes_on_top(text: str, count: Count) -> bool:
    """Whether those counted died after others in the sentence: "..., and two more succumbed to their wounds"."""
    cue = text[count.cue_start : count.cue_end].lower()
    return cue.startswith(("succumb", "died")) and bool(_FURTHER.search(count.quantity.text))


def _sum(told: Quantity, more: Quantity) -> Quantity:
    low = None if told.low is None or more.low is None else told.low + more.low
    high = None if told.high is None or more.high is None else told.high + more.high
    return Quantity(told.start, told.end, told.text, low, high)


def _may_own(references: Sequence[Reference], events: Sequence[Event], here: list[int], count: Count) -> list[int]:
    """The events a count may be of: what is told as the reason or the time of another event lends it no dead."""
    reference = reference_at(references, count.cue_start)
    if reference is None:
        return here
    return [index for index in here if reference.start <= events[index].start < reference.end]


def _told_before(
    text: str,
    sentences: Sequence[Sentence],
    events: Sequence[Event],
    by_sentence: dict[int, list[int]],
    number: int,
    count: Count,
) -> list[int]:
    """The events that a sentence without one tells on about.

    A number goes to one event of the nearest sentence before that has any; "no casualties" to all of them, and past
    what only takes up again what was told ("the attacks").
    """
    paragraph = sentences[number].paragraph
    found: list[int] = []
    if _ILLNESS.search(text, sentences[number].start, sentences[number].end):
        return found
    for earlier in range(number - 1, max(-1, number - 4), -1):
        if paragraph - sentences[earlier].paragraph > 1 and not sentences[earlier].headline:
            break
        if count.running or (sentences[earlier].paragraph != paragraph and (found or number - earlier > 2)):
            break
        if sentences[earlier].paragraph != paragraph and text[count.cue_start : count.cue_end].lower() in _BODIES:
            # dead who are found need not be those of the paragraph before
            break
        before = [index for index in by_sentence.get(earlier, []) if events[index].layer in _HURTING_LAYERS]
        real = [index for index in before if events[index].status in _REAL]
        if not real:
            continue
        if count.quantity.low != 0:
            return real[-1:] if sentences[earlier].paragraph == paragraph else real[:1]
        found.extend(real)
        if not all(events[index].definite for index in real):
            break
    return found


def _apart(text: str, event: Event, count: Count) -> float:
    """How far an event and a count stand apart: characters, and more for every clause between them."""
    for span in ((event.start, event.end), *event.effect_spans, *((event.verb_span,) if event.verb_span else ())):
        if span[0] < count.cue_end and count.cue_start < span[1]:
            return 0.0 if span == (event.start, event.end) else 1.0
    if (
        event.layer == "abductions"
        and count.unit not in ("abducted", "arrested")
        and event.kind in ("abduction", "arrest")
    ):
        penalty = 60.0
    elif count.unit in ("arrested", "abducted") and event.kind not in ("abduction", "arrest", "protest", "riot"):
        penalty = 80.0
    elif event.kind == "protest" and count.unit in ("killed", "injured"):
        # marchers are harmed by what else is told
        penalty = 30.0
    else:
        penalty = 0.0
    if event.status in ("planned", "threatened", "denied", "hypothetical"):
        penalty += 150.0
    first, last = min(event.end, count.cue_end), max(event.start, count.cue_start)
    gap = text[first:last] if first < last else ""
    walls = sum(4.0 if wall.group() == ", " else 12.0 for wall in _WALL.finditer(gap))
    # "12 people were killed in a bombing": the event that explains the count follows it
    explains = (
        bool(re.match(r"\s+(?:in|by|when|during|after|as)\s+(?:an?|the|two|several|\w+)?\b", gap))
        and event.start > count.cue_end
    )
    return penalty + len(gap) / 3 + walls - (15.0 if explains else 0.0)


def _attach_forces(
    text: str,
    sentence: Sentence,
    event: Event,
    draft: _Draft,
    taken: list[tuple[int, int]],
    here: list[int],
    events: Sequence[Event],
) -> None:
    for unit, quantity in find_forces(text, sentence.start, sentence.end, event, taken):
        nearest = min(
            here,
            key=lambda index: min(abs(events[index].start - quantity.end), abs(quantity.start - events[index].end)),
        )
        if events[nearest] is not event:
            continue
        if unit not in draft.numbers:
            draft.numbers[unit] = quantity
            draft.reasons.append(f"{unit} from “{quantity.text}”")


def _are_named(told: Told, draft: _Draft) -> bool:
    """Whether those who were killed are told by their full names, and are no group that is known by such a name."""
    killed = draft.numbers.get("killed")
    if killed is None or not killed.low or draft.victims is None:
        return False
    start, end = draft.victims
    if not read_names(told.text, start, end)[0]:
        return False
    return all(one.end <= start or end <= one.start for one in told.mentions if one.listed)


def _finish(told: Told, event: Event, draft: _Draft) -> Details:
    text = told.text
    first, last = reach(told.sentence, event, told.events)
    actor = find_actor(told, event, last)
    target = find_target(told, event, draft.victims, actor, last)
    near = (event.start, event.end)
    weapon = choose_weapon(told.phrases, *near, near) or choose_weapon(told.phrases, first, last, near)
    facility = choose_facility(text, told.phrases, first, last, near)
    reasons = list(draft.reasons)
    if actor:
        reasons.append(f"actor from “{text[actor.start : actor.end]}”")
    return Details(
        actor=actor.name if actor else None,
        target=target,
        weapon=weapon,
        facility=facility,
        targeted_killing=event.targeted_killing or _are_named(told, draft),
        numbers=draft.numbers,
        reasons=tuple(reasons),
        shares=draft.shares,
        running=draft.running,
    )
