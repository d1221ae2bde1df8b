"""Which of a sentence's places is an event's own.

Every literal place of the event's sentence gets a score from how it is joined to the event: the preposition before it,
the clause walls and the words between them, other events that stand closer, whether it opens the sentence. The best one
wins; a finer name told together with it ("in Sadr City, Baghdad") wins over the wider one. Places listed side by side
after a plural ("attacks in A, B and C") are all the event's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from geomap.incidents.nearness import Walls
from geomap.incidents.side_by_side import finest_of_chain, holds, is_finer, listed_with, takes_list
from geomap.records import Event, Link, Sentence

_LOCATIVE = frozenset(
    """in at near on outside inside around across throughout within along off of over between beside against targeting
    amid above under beyond through surrounding aboard""".split()
)
_INTO = frozenset("into to toward towards onto for".split())
_FROM = frozenset(("from",))
# "a 29-year-old woman from Cali was murdered"
_COMES_FROM = re.compile(
    r"\b(?:man|woman|men|women|boys?|girls?|natives?|residents?|students?|citizens?|farmers?|teenagers?|immigrants?|migrants?"
    r"|refugees?|couple|tourists?|family|lawyers?|teachers?|journalists?|originally|hails?|come|comes|came|businessm[ae]n)\s+$",
    re.IGNORECASE,
)
# The last preposition before the name, matched from the beginning of the words before it.
_PREPOSITION = re.compile(
    r"(?:|.*[\s,(“\"—])(in|at|near|on|outside|inside|around|across|throughout|within|along|off|of"
    r"|over|between|beside|against|targeting|amid|through|surrounding"
    r"|into|to|toward|towards|onto|for|from|with|by|about|than|like|since|after|before|until|via|versus|aboard)\s"
    r"((?:(?:the|a|an|its|their|his|some|several|two|three|four|this|that|both)\s+)?(?:[\w.’'-]+\s+){0,5}?)$",
    re.IGNORECASE | re.DOTALL,
)
# What stands before "of" when the name after it is where something is: "the city of", "the outskirts of", "north of".
_SITE_OF = re.compile(
    r"\b(?:cit(?:y|ies)|towns?|villages?|hamlets?|provinces?|states?|districts?|areas?|regions?"
    r"|outskirts|suburbs?|north(?:ern)?|south(?:ern)?|east(?:ern)?|west(?:ern)?|north-?west|north-?east"
    r"|south-?west|south-?east|cent(?:er|re)|ports?|capital"
    r"|islands?|parts?|departments?|municipality|streets?|heart|miles?|kilomet(?:er|re)s|km|borders?"
    r"|neighbou?rhoods?|sides?|edges?|coasts?|governorates?|county|canton|prefecture|territory|quarter"
    r"|section|zone|valley|mountains?|university|airport|vicinity|entrance|gates?|middle|control|embassy"
    r"|community|peninsula|strip|gulf|bay|end|campus|headquarters|resort|stronghold|jurisdiction|most|much"
    r"|all|third|half)\s+$",
    re.IGNORECASE,
)
_NAMES_NEXT = re.compile(
    r"\s+(?:[a-z-]+\s+){0,2}?(?:cit(?:y|ies)|towns?|villages?|ports?|resorts?|provinces?|districts?"
    r"|regions?|neighbou?rhoods?|suburbs?|capital|stronghold|settlement"
    r"|governorate)\s+(?:of\s+)?(?:the\s+)?"
)
# Where somebody speaks, meets or travels is not where the event is.
_WHERE_SPOKEN = frozenset(("in", "to", "at", "on", "from"))
_ELSEWHERE = re.compile(
    r"\b(?:(?:fly|flew|flown|flying|fled|flee|fleeing|travel|travels|escaped?|deported|extradited)(?=\s+to$)"
    r"|(?:call|phon|contact|alert|notif|inform|ask|urg|warn)(?:ed|ied|ing)\s+(?:[\w’'-]+\s+){0,2}[\w’'-]+|speaking|speech|interview(?:ed)?|(?:news|press)\s+conference|visit(?:ing|ed)?|trip|tour"
    r"|talks|meeting|summit|reporters|televised|tv|television|radio|travel(?:l?ing|l?ed)|briefing"
    r"|headquartered|exiled?|based|born|hospitali[sz]ed|embassy\s+of|ambassador|correspondent|reporter"
    r"|spokes\w+)"
    r"\s+(?:(?:with|by)\s+\w+\s+)?(?:in|to|at|on|from)$",
    re.IGNORECASE,
)
_RECORD_SINCE = re.compile(r"\b(?:\w{3,}est|worst|first|most\s+\w+)\b[^.;]{0,60}\bsince\s+[a-z][^.;]*$", re.IGNORECASE)
_OWN_PREPOSITION = re.compile(r"(?:near|outside|off|between)\s|\d", re.IGNORECASE)
_TO_DO = re.compile(r"\bto\s+(?!the\b|an?\b|its\b|their\b|his\b|her\b|both\b|all\b)[a-z]{3,}\b")
_SAID_NEXT = re.compile(r"\s+(?:has\s+|have\s+|had\s+)?(?:said|says|announced|reported|confirmed|added|told)\b")
_DIED_IN = re.compile(r"\b(?:died|die|dies)\s+(?:later\s+)?(?:in|at)\s+(?:an?\s+|the\s+)?$", re.IGNORECASE)
_NEW_PHRASE = re.compile(r"\S\s+(?:the|a|an|its|their|his|her)\s", re.IGNORECASE)
_TELLS = re.compile(
    r"\b(?:said|says|told|announced|stated|reported|confirmed|declared|acknowledged|admitted|denied"
    r"|claimed|revealed|accused|blamed|condemned|warned|alleged|described|apologi[sz]ed\s+for)\b",
    re.IGNORECASE,
)
_TELLING = (
    *("said", "says", "told", "announc", "stated", "report", "confirm", "declar", "acknowledg", "admit", "denied"),
    *("claim", "reveal", "accus", "blam", "condemn", "warn", "alleg", "describ", "apolog"),
)
_HITS = re.compile(
    r"\b(?:hit|hits|hitting|struck|strikes?|striking|shelled|shells|shelling|bombed|bombs|bombing"
    r"|bombard(?:ed|s|ing)|pound(?:ed|s|ing)|target(?:ed|s|ing)|attack(?:ed|s|ing)?|rock(?:ed|s|ing)"
    r"|stormed|storm|seized?|captured?|capturing|retook|retake|retaking"
    r"|recaptured|liberated|overran|entered|entering|enter|took|reached|reach|leaving|left|leave"
    r"|took\s+control\s+of|retaken|regained|shook|shaken|shaking|invaded|besieged|raided|ripped\s+through"
    r"|tore\s+through)\s+(?:(?:the|a|an|several|areas\s+of|parts\s+of)\s+)?(?:[\w’'-]+\s+){0,3}$",
    re.IGNORECASE,
)
# What stands between the place that heads an entry of a list and the entry.
_LABEL = re.compile(
    r"(?:,?\s+(?:province|governorate|district|state|city|countryside|region|area))?(?:\s\([^)]{1,30}\))?:\s"
)
_FAR_SCORE = 0.15
# Nouns that a country's name describes rather than locates: whose they are, not where they are.
_WHOSE = re.compile(
    r"""(?:(?:,\s+[A-Z][\w.]*){0,3},?\s+and\s+(?:[A-Z][\w.]*|other|allied|foreign|coalition))?
    \s+(?:[a-z]+(?:-[a-z]+)*\s+){0,2}?(?:[Mm]ilitary|[Ff]orces?|troops?|[Aa]rmy|soldiers?|bases?|[Ee]mbass(?:y
    |ies)|consulates?|officials?|[Gg]overnment|[Pp]resident|air\s?strikes?|strikes?|drones?
    |service|servicemen|personnel|[Ss]tate|[Dd]epartment|[Nn]avy|[Mm]arines?|[Dd]efen[cs]e|[Ss]ecretary
    |[Aa]mbassador|[Aa]dministration|citizens?|nationals?|allies|interests|diplomats?|jets?|warplanes?|planes?|aircraft
    |warships?|ships?|[Aa]ir\s+[Ff]orce|special|contractors?|commanders?|generals?|intelligence|mission|envoy
    |adviso?e?rs?|[Cc]oalition|dollars?|sanctions|missiles?|rockets?|bombers?|helicopters?|targets|weapons?
    |air\s?bases?|airfields?
    |sailors?|airmen|pilots?|hostages?|journalists?|[Cc]entral\s+[Cc]ommand|[Hh]ouse|[Ss]enate|[Cc]ongress
    |[Pp]entagon|[Tt]reasury|sources?|authorities|media|newspapers?|police|spokes\w+|leaders?|foreign|[Ff]oreign|[Pp]rime|[Mm]inist\w+|[Nn]ational)\b
    |-(?:led|backed|based|born|made|trained|funded|supported|allied|held|owned|registered|flagged)\b""",
    re.VERBOSE | re.IGNORECASE,
)
_PART_OF_IT = re.compile(
    r"\s+(?:(?:[A-Z][\w’'-]+|[a-z]+(?:ern|al|ed)?)\s+){0,2}?(?:[A-Z]\w+|capital|cit(?:y|ies)|town"
    r"|village|province|region|border|coast|north|south|east|west|northern|southern|eastern|western"
    r"|airport|port|soil|territory|parliament|district|oil|main|largest|second)"
)


@dataclass(slots=True)
class PlaceChoice:
    """A place for an event: ``link``, how sure (0 to 1), ``how`` it was found, and the reason in plain words.

    ``how`` is own, listed, site, same happening, before, lead, focus or dateline.
    """

    link: Link
    score: float
    how: str
    reason: str


def choose_places(
    text: str,
    sentence: Sentence,
    event: Event,
    links: Sequence[Link],
    siblings: Sequence[Event],
    walls: Walls,
) -> list[PlaceChoice]:
    """The event's own places in its sentence: one, several for a list of places, or an empty list for none.

    Args:
        links: the literal, placed links of this sentence, in order.
        siblings: the other events of this sentence.
    """
    scored = []
    for position, link in enumerate(links):
        following = links[position + 1] if position + 1 < len(links) else None
        if following and _NAMES_NEXT.fullmatch(text, link.end, following.start) and not _is_part(link, following):
            # "the Red Sea port of Massawa": the first name describes the second
            continue
        score, why = _score(text, sentence, event, link, siblings, walls)
        if score > 0.25:
            scored.append((score, -link.start, link, why))
    if not scored:
        return []
    scored.sort(key=lambda item: (item[0], item[1]), reverse=True)
    best_score, _, best, why = scored[0]
    best = finest_of_chain(text, best, [link for _, _, link, _ in scored])
    if best is not scored[0][2]:
        why = f"“{best.text}” is told together with “{scored[0][2].text}” and is the finer one"
    else:
        for score, _, link, reason in scored[1:]:
            if score > 0.45 and score > best_score - 0.4 and is_finer(link, best) and holds(best, link):
                best, why = link, f"{reason}, finer than “{best.text}”"
    choice = PlaceChoice(best, min(best_score, 1.0) * max(0.35, best.score) ** 0.5, "own", why)
    listed = listed_with(text, best, links) if takes_list(text, event) else [best]
    if len(listed) < 2:
        return [choice]
    reason = f"one of the places listed together: {', '.join(link.text for link in listed)}"
    return [PlaceChoice(link, choice.score * 0.97, "listed", reason) for link in listed]


# Happenings that are called by where they were: "the Pulwama attack", "the Tehran protests".
_CALLED = frozenset(("strikes", "rocket_attacks", "bombings", "clashes", "abductions", "protests"))
_CALLED_GAP = re.compile(r"\s+(?:[a-z-]+\s+){0,2}")


def place_in_name(text: str, event: Event, links: Sequence[Link]) -> PlaceChoice | None:
    """The place that an event is called by, as one of the links of its sentence names it; ``None`` for none."""
    if event.voice != "nominal" or event.layer not in _CALLED:
        return None
    for link in links:
        local = link.role == "modifier" and link.latitude is not None and link.basis != "country"
        if local and link.end < event.start and _CALLED_GAP.fullmatch(text, link.end, event.start):
            score = 0.6 * max(0.35, link.score) ** 0.5
            return PlaceChoice(link, score, "own", f"“{link.text}” is in what the event is called")
    return None


def _is_part(inner: Link, outer: Link) -> bool:
    """Whether the first place is a part of the second: "the Bastar district of Chhattisgarh"."""
    return (inner.radius_km or 0.0) < (outer.radius_km or 0.0) and holds(outer, inner)


def says_whose(text: str, link: Link) -> bool:
    """Whether a country's name describes whose something is ("US forces"), not where."""
    return link.basis == "country" and bool(_WHOSE.match(text, link.end, min(len(text), link.end + 60)))


def _score(
    text: str, sentence: Sentence, event: Event, link: Link, siblings: Sequence[Event], walls: Walls
) -> tuple[float, str]:
    if link.start < event.end and event.start < link.end:
        return 0.9, f"“{link.text}” is part of the event's words"
    lead = text[max(sentence.start, link.start - 70) : link.start]
    base, why = _joint(lead, event, link, sentence, text)
    left, right = (link.end, event.start) if link.end <= event.start else (event.end, link.start)
    cost = walls.between(left, right)
    if not text[sentence.start : link.start].strip() and _LABEL.match(text, link.end, min(sentence.end, link.end + 40)):
        # "Homs: a car bomb killed five"
        return 0.8 - 0.1 * sum(1 for other in siblings if other.start < event.start), f"“{link.text}” heads the line"
    opens = (
        link.end <= event.start and not text[sentence.start : link.start].strip(' “"').count(" ") > 4 and base >= 0.8
    )
    if opens:
        cost = max(0.0, cost - 0.6)
        why += ", at the head of the sentence"
    between = [other for other in siblings if left <= other.start < right and not _same_clause_effect(event, other)]
    # a place that follows another event in its own clause is that one's
    taken = any(
        link.start > other.end and link.start - other.end <= 40 and walls.between(other.end, link.start) < 0.5
        for other in between
    )
    if link.start > event.end and _RECORD_SINCE.search(text, sentence.start, link.start):
        # "the deadliest since talks began in Havana"
        base -= 0.7
    blockers = len(between) + (2 if taken and link.start > event.end else 0)
    if tells(text, left, right):
        # "speaking in Geneva, the envoy said that ..."
        base -= 0.5 if link.end <= event.start else 0.3
    if event.layer == "political" and left == event.end and _TO_DO.search(text, left, right):
        # "voted to extend the strikes from Iraq to Syria": what was decided is to be there
        base = min(base, 0.2)
    if link.start > event.end and cost and _SAID_NEXT.match(text, link.end, link.end + 30):
        # "were killed by a mine, the ministry in London said"
        base -= 0.45
    score = base - _FAR_SCORE * cost - 0.0016 * (right - left) - 0.18 * blockers
    if event.clause_span and event.clause_span[0] <= link.start < event.clause_span[1]:
        score += 0.08
    return score, why


def tells(text: str, start: int, end: int) -> bool:
    """Whether somebody tells something in ``text[start:end]``: "said", "announced", "blamed"."""
    words = text[start:end].lower()
    for stem in _TELLING:
        if stem in words:
            return _TELLS.search(text, start, end) is not None
    return False


def _same_clause_effect(event: Event, other: Event) -> bool:
    return any(start <= other.start < end for start, end in event.effect_spans)


def _joint(lead: str, event: Event, link: Link, sentence: Sentence, text: str) -> tuple[float, str]:
    """The base score of how a place is joined on, and how to say it."""
    after = text[link.end : link.end + 2]
    if after in ("'s", "’s") and link.basis == "country":
        if event.layer == "deployments":
            # "Britain's 400 troops": whose they are, not where
            return 0.1, f"“{link.text}” is whose they are"
        part = _PART_OF_IT.match(text, link.end + 2, min(len(text), link.end + 50))
        return (0.66 if part else 0.25), f"“{link.text}” owns what the event is told of"
    if match := _PREPOSITION.match(lead):
        word, between = match.group(1).lower(), match.group(2)
        if word not in _LOCATIVE and _HITS.search(lead, match.end(1)):
            # "after the rebels |captured Konna"
            return 0.92, f"“{link.text}” is what was hit or taken"
        if _NEW_PHRASE.search(between):
            if _OWN_PREPOSITION.match(link.text):
                # "after setting up a roadblock |near Birnin Gwari|": the words before it are another phrase
                return 0.85, f"“{link.text}”"
            return 0.45, f"“{link.text}” stands in its sentence"
        if word in _LOCATIVE and _DIED_IN.search(lead) and "hospital" in text[link.start : link.end + 20].lower():
            return 0.2, f"“{link.text}” is where somebody died of it"
        if word in _WHERE_SPOKEN and event.layer != "deployments" and _ELSEWHERE.search(lead[: match.end(1)]):
            return 0.25, f"“{link.text}” is where somebody spoke or met"
        phrase = f"“{' '.join((match.group(1) + ' ' + between).split())} {link.text}”"
        moving = event.layer == "deployments"
        if word in _FROM and _COMES_FROM.search(lead[: match.start(1)]):
            return 0.1, f"“{link.text}” is where somebody comes from"
        if word in _FROM:
            # where soldiers are sent from is not where they are
            return (0.95 if event.kind == "withdrawal" else 0.1 if moving else 0.35), phrase
        if word in _INTO:
            if word == "for":
                return 0.45, phrase
            return (0.97 if moving else 0.72), phrase
        if word == "of":
            return (0.93 if _SITE_OF.search(lead[: match.start(1)]) else 0.45), phrase
        if word in _LOCATIVE:
            return 0.95, phrase
        return 0.4, phrase
    if _HITS.search(lead):
        return 0.92, f"“{link.text}” is what was hit or taken"
    if after in ("'s", "’s"):
        return 0.68, f"“{link.text}” owns what the event is told of"
    if link.basis in ("near", "offset", "facility"):
        return 0.85, f"“{link.text}”"
    if event.subject_span and event.subject_span[0] <= link.start < event.subject_span[1]:
        return 0.7, f"“{link.text}” is the subject of the sentence"
    if not lead.strip() or lead.rstrip().endswith((",", "and")):
        return 0.72, f"“{link.text}” stands beside it"
    return 0.55, f"“{link.text}” stands in its sentence"
