"""One event of an article together with its own place, date and numbers: what coreference works on."""

from __future__ import annotations

import re
from dataclasses import dataclass

from geomap.events.references import Reference
from geomap.incidents.dating import DateChoice
from geomap.incidents.placing import PlaceChoice
from geomap.records import Details, Event, Quantity, Sentence

_ANEW_ENDS = tuple(
    """another first second third fourth separate separately different further subsequent other elsewhere meanwhile
    additional similar also earlier previous previously fresh new latest later""".split()
)
_ANEW = re.compile(
    r"\b(?:another|first|second|third|fourth|separate(?:ly)?|different|further|subsequent|other"
    r"|elsewhere|meanwhile|additional|similar|also|earlier|previous|previously|fresh|new|latest"
    r"|later)\s+(?:[\w-]+\s+){0,2}$",
    re.IGNORECASE,
)
_ALSO_WORDS = ("also", "separately", "elsewhere", "meanwhile")
_ALSO = re.compile(r"\b(?:also|separately|elsewhere|meanwhile)\b(?:\W+[\w’'-]+){0,6}\W*$", re.IGNORECASE)
# "Strikes were also reported at the base."
_WERE_ALSO = re.compile(r"\s+(?:was|were|has|have)\s+(?:been\s+)?also\b", re.IGNORECASE)
# A sentence that opens with another happening.
_OPENS_ANEW = re.compile(
    r"""[“"]?(?:(?:in|during|at)\s+(?:another|an?\s+(?:second|third|fourth|separate|different|further|similar
    |unrelated|earlier|later)|other|two\s+other|separate)\s
    |(?:separately|elsewhere|meanwhile|in\s+addition|also)\b,?\s|earlier(?:\s+(?:on\s+\w+|in\s+the\s+(?:day|week)
    |this\s+week|today))?,\s)""",
    re.VERBOSE | re.IGNORECASE,
)
# "14:20 Five soldiers have been injured": an entry of a log tells of something new.
_CLOCK_ENTRY = re.compile(r"[\s\[(•*–—-]*\d{1,2}[:.]\d{2}\b")
_EFFECT = re.compile(
    r"(?:was|were|been)?\s*(?:(?:burn(?:ed|t)|crushed|suffocated|trampled)\s+to\s+death|killed|wounded|injured|hurt|died|dead|dies|killing|wounding|injuring"
    r"|kills|injures|wounds)",
    re.IGNORECASE,
)
_KNOWN_ATTACKERS = re.compile(
    r"(?:\w+\s+of\s+the|the|all(?:\s+(?:of\s+)?(?:the\s+)?\w+)?)\s+"
    r"(?:attackers?|assailants?|militants?|terrorists?|gunm[ae]n|insurgents?|rebels?|bombers?|raiders?|bandits?)\s+w(?:as|ere)\b",
    re.IGNORECASE,
)
# "One of the wounded, a boy of six, died in hospital on Sunday": what an attack told before led to, on another day.
_LATER_DEATH = re.compile(
    r"""\b(?:(?:one|two|three|four|five|six|another|some|several)\s+(?:more\s+)?of\s+(?:the|those|its|their)\s+(?:\w+\s+)?
        (?:wounded|injured|hurt)\b[^.;]{0,60}?\b(?:died|dies|has\s+died)
    |(?:later|since|subsequently)\s+died\b|died\s+(?:later|since|afterwards)\b
    |died\s+(?:(?!in\b|when\b|after\b)\w+\s+){0,3}?(?:of|from)\s+(?:(?:his|her|their|the|gunshot|bullet|severe|serious)\s+)*(?:wounds|injuries|burns)
    |succumb\w*\s+to\b
    |died\s+(?:\w+\s+){0,3}?(?:in|at|on\s+the\s+way\s+to)\s+(?:an?\s+|the\s+)?(?:[\w’'-]+\s+){0,2}hospitals?\b
    |died\s+while\s+being\s+(?:treated|taken))""",
    re.VERBOSE | re.IGNORECASE,
)
# "the second blast": one of several told together, or one with a place and victims of its own.
_ORDINAL = re.compile(r"\bthe\s+(?:first|second|third|fourth|other)\s+(?:[\w-]+\s+){0,2}$", re.IGNORECASE)
_OTHERS = re.compile(
    r"(?:another|a\s+(?:second|third|fourth|separate|different)|(?:two|three|several|some"
    r"|many)\s+(?:others?|more)|others)\b",
    re.IGNORECASE,
)
_PLURAL = re.compile(
    r"(?:attacks|strikes|raids|bombings|clashes|blasts|explosions|killings|airstrikes|assaults"
    r"|shootings|protests|demonstrations|rallies|ambushes|kidnappings|abductions|battles|riots|deployments"
    r"|murders|assassinations|incidents|incursions)$",
    re.IGNORECASE,
)
_GENERIC = re.compile(
    r"\b(?:wounded|injured|hurt|died|dead|dies|wounding|injuring|killing|kills|attacks?|assaults?"
    r"|incidents?|violence|blasts?|explosions?|killings?|strikes?|deaths?|raids?|killed|murders?"
    r"|massacres?|operations?|shootings?|assassinations?|bloodshed|fighting|offensive|action|attacked"
    r"|struck|hit|(?:burn(?:ed|t)|crushed|suffocated|trampled)\s+to\s+death)$",
    re.IGNORECASE,
)
_FROM_ANYWHERE = re.compile(r"\b(?:rockets?|missiles?|projectiles?)\b", re.IGNORECASE)
_OF_SOMEBODY = re.compile(r"\s+of\s+((?:[a-z’'-]+\s+){0,5}(?:[A-Z][\w’'.-]+\s*)+)")
# ", Jorge Vargas": the name that follows what the victim was
_APPOSED = re.compile(r"(?:\s+[a-z][\w’'-]*|\s+[A-Z][\w’'.-]*){0,8}?,\s+((?:[A-Z][\w’'.-]+\s*){2,5})(?=[,.;]|$)")
_PROPER = re.compile(r"\b[A-Z][\w’'-]{2,}")
# What is written with a capital without being anybody's name.
_NO_NAMES = frozenset(
    """the their his her this that these those its our your they who and but all one two three four five six seven eight
    nine ten another other both some several many most january february march april may june july august september
    october november december monday tuesday wednesday thursday friday saturday sunday department province doctor
    judge colonel general captain minister president secretary senator mayor deputy governor leader""".split()
)


# A plural told of a longer time than this is several happenings.
_SERIES_DAYS = 20


@dataclass(slots=True)
class Sighting:
    """An event mention as read in its sentence.

    ``place`` and ``date`` are its own ones, ``None`` where its sentence gives none. ``numbers`` are the quantities by
    unit. ``anew`` says that its words set it apart from what was told ("another attack"); ``generic`` that its word may
    stand for any violence ("the attack"); ``headline`` that it stands in one;
    ``many`` that it is a plural told for the first time ("attacks");
    ``aftermath`` that it tells of somebody who died later of what was told before;
    ``effect`` that it tells only who was hurt; ``ordinal`` that it is one of several ("the second blast");
    ``series`` that it is several happenings told as one; ``reference`` is the clause that tells it only to explain or
    to date another event. Sightings that one list of places made
    share an ``event``.
    """

    event: Event
    details: Details
    sentence: Sentence
    place: PlaceChoice | None
    date: DateChoice | None
    numbers: dict[str, Quantity]
    names: frozenset[str]
    anew: bool
    generic: bool
    headline: bool
    effect: bool = False
    aftermath: bool = False
    ordinal: bool = False
    many: bool = False
    series: bool = False
    part: int = 0
    reference: Reference | None = None


def make_sighting(
    text: str,
    event: Event,
    details: Details,
    sentence: Sentence,
    place: PlaceChoice | None,
    date: DateChoice | None,
    *,
    numbers: dict[str, Quantity] | None = None,
    part: int = 0,
    reference: Reference | None = None,
) -> Sighting:
    """The sighting of an event; ``numbers`` replaces the details' own for one part of a list."""
    before = text[max(sentence.start, event.start - 48) : event.start]
    subject = text[slice(*event.subject_span)] if event.subject_span and event.subject_span[0] >= sentence.start else ""
    ordinal = bool(_ORDINAL.search(before) or _ORDINAL.search(subject + " "))
    numbers = details.numbers if numbers is None else numbers
    effect = bool(_EFFECT.fullmatch(event.text)) and not (event.voice == "active" and details.actor)
    many = event.voice == "nominal" and bool(_PLURAL.search(event.text))
    days = (date.end - date.start).days if date and date.start and date.end else 0
    return Sighting(
        event=event,
        details=details,
        sentence=sentence,
        place=place,
        date=date,
        numbers=numbers,
        names=_victim_names(text, event, details),
        anew=(not (ordinal and place is None and not numbers) and _is_anew(text, event, sentence, before, subject))
        or (
            _CLOCK_ENTRY.match(text, sentence.start) is not None
            and not event.definite
            and not (effect and place is None)
        ),
        ordinal=ordinal,
        effect=effect,
        aftermath=effect and "died" in event.text.lower() and _died_later(text, event, sentence),
        many=many and not event.definite,
        series=(event.series and (many or days > _SERIES_DAYS)) or (many and days > _SERIES_DAYS),
        generic=bool(_GENERIC.search(event.text)) and not _says_how(event, subject),
        headline=sentence.headline,
        part=part,
        reference=reference,
    )


def _says_how(event: Event, subject: str) -> bool:
    """Whether the words of an event say by themselves with what it was done: "a mine killed", "the drone hit".

    Rockets and missiles come from the ground and from the air.
    """
    if not any("own word" in reason for reason in event.reasons[:1]) or _FROM_ANYWHERE.search(subject):
        return False
    if event.text.lower().endswith(" to death"):
        # "burned to death": of whatever did it
        return False
    return " " in event.text or (event.voice != "nominal" and event.kind not in ("armed_clash", "killing"))


def _died_later(text: str, event: Event, sentence: Sentence) -> bool:
    """Whether the words around "died" tell of a death that followed on an attack told before."""
    start = max(sentence.start, event.start - 90)
    found = _LATER_DEATH.search(text, start, min(sentence.end, event.end + 60))
    return found is not None and found.start() <= event.start < found.end() + 1


def _is_anew(text: str, event: Event, sentence: Sentence, before: str, subject: str) -> bool:
    if _OPENS_ANEW.match(text, sentence.start, sentence.end):
        return True
    if _EFFECT.fullmatch(event.text) and _KNOWN_ATTACKERS.match(text, sentence.start, sentence.end):
        # "three of the assailants were also killed": those who were told of
        return False
    lowered = before.lower()
    if any(word.endswith(_ANEW_ENDS) for word in lowered.split()[-3:]) and _ANEW.search(before):
        return True
    if event.voice == "nominal" and _WERE_ALSO.match(text, event.end, sentence.end):
        return True
    if _EFFECT.fullmatch(event.text):
        # "two others were also injured" goes on with what was told
        return False
    if event.definite and event.voice == "nominal":
        # "the minister also condemned the murder": another speaks of the same one
        return False
    also = any(word in lowered for word in _ALSO_WORDS) and _ALSO.search(before)
    return bool(also or (event.voice != "nominal" and _OTHERS.match(subject)))


def _victim_names(text: str, event: Event, details: Details) -> frozenset[str]:
    """The capitalised words of whoever the event hit, where that is a named person."""
    if any(
        (details.numbers[unit].low or 0) > 1 for unit in ("killed", "injured", "abducted") if unit in details.numbers
    ):
        return frozenset()
    spans = [
        (quantity.start, quantity.end)
        for unit, quantity in details.numbers.items()
        if unit in ("killed", "injured", "abducted", "arrested") and quantity.low == 1
    ]
    if event.voice == "passive" and event.subject_span:
        spans.append(event.subject_span)
    if event.voice == "active" and event.object_span:
        spans.append(event.object_span)
    if event.voice == "nominal":
        after = _OF_SOMEBODY.match(text[event.end : event.end + 90])
        if after:
            spans.append((event.end + after.start(1), event.end + after.end(1)))
        if apposed := _APPOSED.match(text, event.end, event.end + 140):
            spans.append(apposed.span(1))
    words = (word for start, end in spans for word in _PROPER.findall(text[start:end]))
    return frozenset(word.rstrip("'’s") for word in words if word.lower() not in _NO_NAMES)
