"""Who did it and whom it hit, by the grammar of the sentence, the list of actors and the names that stand in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from geomap.events.actors import ActorMention, agent_after, choose_in, victim_after
from geomap.events.naming import ProperName, country_of, flown_by, is_weapon_of, people_named, proper_name, without_lead
from geomap.events.phrases import Phrase
from geomap.records import Event, Link, Sentence

_DEATH = re.compile(
    r"\b(?:killings?|deaths?|murders?|assassinations?|shootings?|abductions?|kidnappings?|arrests?)$", re.IGNORECASE
)

_DECISION = re.compile(
    r"\b(?:decisions?|plans?|moves?|orders?|votes?|agreements?|calls?|proposals?|bids?|efforts?|pressure|demands?)\s+to\s+$",
    re.IGNORECASE,
)

# "the council's members" are known by the council, not as members.
_OWNED = re.compile(
    r"['’]s?\s+(?:\w+\s+)?(?:members|personnel|men|units?|officers?|workers|supporters)$", re.IGNORECASE
)

# Names of places that stand for a people or a government, and so may act.
_STANDING_FOR = frozenset(("demonym", "metonym", "modifier"))

_LOCAL = frozenset(("named", "admin", "facility", "near"))

_GENERIC_ACTORS = frozenset(
    (
        "men",
        "man",
        "members",
        "personnel",
        "government",
        "unit",
        "units",
        "residents",
        "workers",
        "students",
        "civilians",
    )
)

_GENERIC_TARGETS = frozenset(("members", "personnel", "men", "man", "unit", "units", "government"))

# Whoever moves is called so; whose they are is told elsewhere.
_TROOPS = frozenset(("troops", "soldiers", "forces", "marines", "peacekeepers", "paratroopers", "reinforcements"))


@dataclass(slots=True)
class Told:
    """What one sentence tells, found once for all of its events."""

    text: str
    sentence: Sentence
    phrases: Sequence[Phrase]
    mentions: Sequence[ActorMention]
    links: Sequence[Link]
    events: Sequence[Event]


def reach(sentence: Sentence, event: Event, siblings: Sequence[Event]) -> tuple[int, int]:
    """The stretch of the sentence that tells of this event: its clause, not past the words of another event."""
    first, last = sentence.start, sentence.end
    for other in siblings:
        if other is event:
            continue
        if other.end <= event.start:
            first = max(first, other.end)
        elif other.start >= event.end:
            last = min(last, other.start)
    if event.clause_span:
        first, last = min(first, event.clause_span[0]) if first == sentence.start else first, last
        first = max(first, min(event.clause_span[0], event.start))
    return first, last


def find_actor(told: Told, event: Event, last: int) -> ActorMention | None:
    text = told.text
    mentions = [mention for mention in told.mentions if mention.acts or event.layer == "protests"]

    def choose(span: tuple[int, int]) -> ActorMention | None:
        return choose_in(span, text, mentions) or _named_in(told, span)

    # "are affected by the decision to halt training": who is affected does not decide
    lead = text[max(told.sentence.start, event.start - 60) : event.start]
    decided = lead.rstrip().lower().endswith("to") and _DECISION.search(text, event.start - len(lead), event.start)
    found = choose(event.agent_span) if event.agent_span and not decided else None
    if found is None:
        # "a Taliban attack", "Turkish shelling"
        close = [
            mention
            for mention in mentions
            if mention.end <= event.start and not text[mention.end : event.start].strip(" -'’s")
        ]
        found = close[-1] if close else None
    if found is None:
        found = agent_after(text, event.end, min(last, event.end + 120), mentions, choose)
    if found is None and event.voice == "active" and event.subject_span and not decided:
        found = choose(event.subject_span)
    if found is None and event.voice == "nominal":
        for link in told.links:
            if link.role in _STANDING_FOR and link.end <= event.start and event.start - link.end <= 24:
                between = text[link.end : event.start]
                if not re.search(r"[,;:.]|\b(?:in|on|at|of|and|the)\b", between):
                    found = ActorMention(link.start, link.end, link.name or link.text, True)
                    break
    if event.layer == "deployments" and (found is None or found.name.lower() in _TROOPS):
        found = _whose_troops(told, event)
    return _acting(told, event, found) if found else None


def _named_in(told: Told, span: tuple[int, int]) -> ActorMention | None:
    """Who acts by a proper name that no list holds."""
    name = proper_name(told.text, span, told.sentence.start, told.links)
    return ActorMention(name.start, name.end, name.name, name.standing) if name else None


def _whose_troops(told: Told, event: Event) -> ActorMention | None:
    """Whose soldiers move: "3,000 more US soldiers were sent", "the withdrawal of French forces"."""
    spans = [event.object_span, event.subject_span, (event.end, min(event.end + 60, told.sentence.end))]
    for span in spans:
        if span is None:
            continue
        for mention in told.mentions:
            if mention.listed and span[0] <= mention.start and mention.end <= span[1] + 1:
                return mention
        for link in told.links:
            if link.role in ("demonym", "modifier") and span[0] <= link.start and link.end <= span[1]:
                return ActorMention(link.start, link.end, link.name or link.text, True)
    return None


def _acting(told: Told, event: Event, found: ActorMention) -> ActorMention | None:
    """The actor under the name of the table; ``None`` for words that name nobody or the dead."""
    if event.voice == "nominal" and _is_town(told, found):
        return None
    if found.listed:
        return found
    if event.attribution and _ITS.search(told.text, max(told.sentence.start, found.start - 8), found.start):
        # "Islamic State said its fighters shot dead ...": the fighters are those of who says so
        speakers = (one for one in told.mentions if one.listed and one.end <= found.start)
        own = [one for one in speakers if told.text[one.start : one.end] in event.attribution]
        if own:
            return own[-1]
    if found.name.lower() == "government" and is_weapon_of(told.text, found.end):
        return replace(found, name="government forces")
    if found.name.lower() in _GENERIC_ACTORS or _OWNED.search(found.name) or _names_the_victim(event, found):
        return None
    crew = flown_by(found.name)
    if crew is None:
        return found
    if country := country_of(crew):
        return replace(found, name=country)
    if crew.lower() == "government":
        return replace(found, name="government forces")
    return replace(found, name=crew[0].lower() + crew[1:] if crew[1:2].islower() else crew) if crew else None


def _is_town(told: Told, found: ActorMention) -> bool:
    """Whether a name is that of where it was: "the Lahore blast", "the Pulwama attack"."""
    return any(
        link.start < found.end
        and found.start < link.end
        and link.role in ("modifier", "place")
        and link.basis in _LOCAL
        for link in told.links
    )


def _names_the_victim(event: Event, found: ActorMention) -> bool:
    """Whether a name before a word for a death is the dead's: "the Soleimani killing"."""
    return (
        bool(_DEATH.search(event.text)) and found.end <= event.start and not found.listed and found.name[:1].isupper()
    )


def find_target(
    told: Told, event: Event, victims: tuple[int, int] | None, actor: ActorMention | None, last: int
) -> str | None:
    """Whom the event hit: an active verb's object, a passive one's subject, whom "on ..." names, else the victims.

    Troops that move are nobody's target, and of what people protest or decide only "against ..." tells the target.
    """
    text, mentions = told.text, told.mentions
    if event.layer == "deployments":
        return None
    if event.layer in ("protests", "political"):
        return _opposed(told, event)

    def other(found: ActorMention | None) -> str | None:
        if found is None or (actor is not None and found.start == actor.start):
            return None
        return None if found.name.lower() in _GENERIC_TARGETS else found.name

    span = event.object_span if event.voice == "active" else event.subject_span if event.voice == "passive" else None
    if span and (name := other(_hit_in(told, span))):
        return name
    if _DEATH.search(event.text) and event.agent_span and event.agent_span[1] <= event.start:
        named = _named_in(told, event.agent_span)
        if named and _names_the_victim(event, replace(named, listed=False)):
            return text[named.start : named.end]
    if name := other(victim_after(text, event.end, last, mentions)):
        return name
    return other(_hit_in(told, victims)) if victims else None


def _hit_in(told: Told, span: tuple[int, int]) -> ActorMention | None:
    """Who is hit, by the words of a span: somebody of the list, a person in full, a role, a people."""
    found = choose_in(span, told.text, told.mentions)
    if found is not None and not found.listed and (apposed := _APPOSED.match(told.text, found.end)):
        # "the mayor|, Ada Stone": the name may stand past the end of the span
        span = (span[0], max(span[1], apposed.end()))
    name = proper_name(told.text, span, told.sentence.start, told.links)
    if found is None or not found.listed:
        if name and not name.standing and (found is None or _is_titled(told.text, found, name)):
            return ActorMention(name.start, name.end, name.name, False)
        if found is None and name and name.standing and (people := people_named(told.text, name)):
            return ActorMention(name.start, name.end, people, False)
    return found


def _is_titled(text: str, role: ActorMention, name: ProperName) -> bool:
    """Whether a role only describes the person named with it: "the mayor, Ada Stone", "priest John Moss"."""
    return " " in name.name and role.start < name.start and text[role.end : name.start] in ("", " ", ", ")


def _opposed(told: Told, event: Event) -> str | None:
    last = min(told.sentence.end, event.end + 80)
    # "threw stones at soldiers"
    thrown = _THROWN.match(event.text) and _AT.match(told.text, event.end, last)
    against = thrown or _AGAINST.search(told.text, event.end, last)
    if against is None:
        return None
    words = " ".join(against["whom"].split())
    return words[without_lead(words) :] or None


_ITS = re.compile(r"\b(?:its|their)\s+(?:own\s+)?$", re.IGNORECASE)
_APPOSED = re.compile(r",?\s(?:[A-Z][\w’'-]+|al-[A-Z]\w+)(?:\s(?:[A-Z][\w’'-]+|al-[A-Z]\w+|bin|ibn|de|al|el))+")

_WHOM = (
    r"(?P<whom>(?:(?!(?:in|on|at|by|that|which|who|and|after|as|with|for|from|near|outside|over|when|while"
    r"|to|since|amid|across|following|before|during|but)\b|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
    r"[\w’'-]+(?:\s+|(?=[,.;:]|$))){1,6})"
)
_AGAINST = re.compile(rf"\bagainst\s+{_WHOM}", re.IGNORECASE)
_THROWN = re.compile(r"(?:threw|throw|hurl|pelt|lob)", re.IGNORECASE)
_AT = re.compile(rf"\s+at\s+{_WHOM}", re.IGNORECASE)
