"""Chooses the kind of an event whose word does not say it: by weapon, by target, by who did it.

"Attack", "strike", "blast" and "killed" take the kind of the weapon named in their noun phrase, then their clause, then
their sentence; with none named, target and doer decide, and last the default of the taxonomy.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from geomap.events.figurative import is_lethal
from geomap.events.grammar import Clauses
from geomap.events.matching import Match, agent_of, has_filler
from geomap.events.signals import with_plurals
from geomap.events.taxonomy import Taxonomy

Span = tuple[int, int]
# The reason of a choice made for want of anything better; what the article told before may replace it.
UNDECIDED = "nothing says more"

_CROWD = frozenset(
    """protester protesters protestor protestors demonstrator demonstrators mob mobs rioter rioters crowd crowds marchers
    marcher hooligans""".split()
)
_DEMONSTRATORS = frozenset("protester protesters protestor protestors demonstrator demonstrators marchers".split())
_CLASH_WORDS = frozenset(
    "clash clashes clashed clashing fighting scuffles scuffle confrontation confrontations skirmishes battles battled".split()
)
_BUILDINGS = frozenset(
    """building house room hotel lobby restaurant premises school church mosque hospital court plea office shop store car compound flat
    apartment race contest talks agreement market politics phase second third fourth fifth week month year day home""".split()
)
_CARRIED = 2
_STRIKING = frozenset("attack target strike hit assault raid".split())
_ASSAULTING = frozenset("attack assault raid storm".split())
_MOB = frozenset("mob mobs vigilantes villagers lynch-mob".split())
_MISHAP = frozenset(
    """gas boiler factory warehouse fireworks firecrackers cylinder transformer kitchen cooker pyrotechnics gas-pipeline refinery
    plant coal colliery furnace chemicals oil-tanker ammonium sparks stove fuel-tank distillery silo accidental accident grain-silo short-circuit
    gas-leak leak petrol-station lpg propane welding""".split()
)
_ARMED = frozenset(
    """soldier soldiers troops police policeman policemen officer officers militants militant insurgents rebels fighters fighter
    terrorists terrorist gunmen gunman commander commanders guards army military forces checkpoint checkpoints base bases outpost barracks
    convoy patrol militia militiamen guerrillas jihadists camp post positions headquarters security-forces subversives rebel marine marines
    paramilitaries peacekeepers recruits cadets serviceman servicemen personnel force contingent unit units garrison tanks tank armed navy peacekeeping mission brigades brigade insurgent rebel battalion regiment navy-seal seal position marines infantry""".split()
)
# Who drops what it bombs from the air, in the active voice: "Turkey bombed the hills".
_AIR_POWERS = frozenset(
    """coalition forces army military jets planes force nato airforce israel russia turkey turkish israeli russian us u.s. american saudi
    warplanes regime government iran pakistan france britain states kingdom arabia emirates alliance""".split()
)


@dataclass(frozen=True, slots=True)
class Choice:
    """The kind that was chosen and the words that decided."""

    kind: str
    reason: str


@cache
def weapon_words(taxonomy: Taxonomy) -> dict[str, str]:
    """From a weapon's word (either number) to the kind that it makes of an attack."""
    found: dict[str, str] = {}
    for kind, words in taxonomy.weapons.items():
        for word in with_plurals(words):
            found.setdefault(word, kind)
    return found


def weapon_in(
    clauses: Clauses, spans: Iterable[Span], taxonomy: Taxonomy, skip: Mapping[int, int] | None = None
) -> Choice | None:
    """The kind of the weapons named in the spans, by the order of the taxonomy; ``None`` where none is named."""
    words = weapon_words(taxonomy)
    order = list(taxonomy.weapons)
    best: tuple[int, str] | None = None
    for start, end in spans:
        for index in range(max(start, 0), min(end, len(clauses.tokens))):
            lower = clauses.tokens[index].lower
            kind = words.get(lower)
            if kind is None and "-" in lower:
                kind = words.get(lower.split("-", 1)[0])
            if kind is None and index + 1 < len(clauses.tokens):
                kind = words.get(f"{lower}-{clauses.tokens[index + 1].lower}")
            if kind is None or (
                clauses.tokens[index].word[0].isupper() and lower in ("shell", "grad", "reaper", "mine")
            ):
                continue
            place = order.index(kind)
            if best is None or place < best[0]:
                best = (place, clauses.tokens[index].word)
    return Choice(order[best[0]], best[1]) if best else None


def choose_kind(
    clauses: Clauses,
    match: Match,
    clause: Span,
    subject: Span | None,
    target: Span | None,
    agent: Span | None,
    taxonomy: Taxonomy,
    *,
    definite: bool = False,
) -> Choice | None:
    """The kind of a match. ``None`` where it is no event at all ("hit" with nothing lethal about it)."""
    signal = match.signal
    if signal.target == "vote" and match.need < 0 and not signal.words:
        lawmakers = with_plurals(taxonomy.classes["lawmakers"] | taxonomy.classes["measure"])
        if not _any(clauses, (0, len(clauses.tokens)), lawmakers):
            return None
    if signal.role == "kind" and match.is_verb and _is_description(clauses, match):
        return None
    if signal.target == "withdrawal" and match.is_verb and match.need < 0 and not _soldiers_move(clauses, match):
        return None
    if signal.role == "kind":
        return _specific(clauses, match, clause, subject, target, agent, taxonomy)
    name = signal.target
    default = taxonomy.generic[name]
    whole = (0, len(clauses.tokens))
    near = (clauses.noun_phrase_start(match.start) if not match.is_verb else match.start, match.end + 1)
    if signal.role == "explosion" and _any(clauses, clause, _MISHAP) and not weapon_in(clauses, [clause], taxonomy):
        return Choice("accident", "a mishap")
    for who in (subject if match.is_verb and not clauses.groups[match.group].passive else None, agent):
        if who and _any(clauses, who, _CROWD) and name != "effect":
            return Choice("mob_violence" if _any(clauses, who, _MOB) else "riot", "a crowd did it")
    weapon = weapon_in(clauses, [near], taxonomy) or weapon_in(clauses, [clause], taxonomy)
    if weapon is None and (signal.role != "mention"):
        weapon = weapon_in(clauses, [whole], taxonomy)
    if name == "hit":
        group = clauses.groups[match.group]
        if weapon is None:
            if target is None or not _evident_target(clauses, target, taxonomy):
                return None
            if not is_lethal(clauses, range(match.start, match.end)):
                return None
            if not group.passive and subject and _any(clauses, subject, _AIR_POWERS):
                return Choice("air_strike", "struck by a force with aircraft")
            return Choice(kind_by_target(clauses, target, taxonomy), "target")
    if weapon is not None:
        if weapon.kind == "armed_clash" and signal.role == "explosion":
            return Choice(default, UNDECIDED)
        if weapon.kind in ("armed_clash", "killing") and signal.role == "effect":
            victim = target if match.is_verb and not clauses.groups[match.group].passive else subject
            return Choice(_by_victim(clauses, victim, taxonomy), f"weapon: {weapon.reason}")
        if weapon.kind in ("armed_clash", "killing") and signal.role == "attack":
            return Choice(kind_by_target(clauses, target or subject, taxonomy), f"weapon: {weapon.reason}")
        return Choice(weapon.kind, f"weapon: {weapon.reason}")
    if name == "attack":
        return Choice(kind_by_target(clauses, target, taxonomy), UNDECIDED)
    if signal.role == "effect":
        victim = target if match.is_verb and not clauses.groups[match.group].passive else subject
        return Choice(_by_victim(clauses, victim, taxonomy), UNDECIDED)
    if signal.role == "mention" and not definite:
        return None
    if name == "explosion" and match.is_verb and clauses.tokens[match.head].lower.startswith("bomb"):
        group = clauses.groups[match.group]
        if not group.passive and subject and _any(clauses, subject, _AIR_POWERS):
            return Choice("air_strike", "bombed by a force with aircraft")
    return Choice(default, UNDECIDED)


def _specific(
    clauses: Clauses,
    match: Match,
    clause: Span,
    subject: Span | None,
    target: Span | None,
    agent: Span | None,
    taxonomy: Taxonomy,
) -> Choice:
    """The kind of a word that has one, corrected where who or what did it says more."""
    kind = match.signal.target
    aircraft = with_plurals(taxonomy.weapons["air_strike"])
    if kind in ("rocket_attack", "bombing") and match.is_verb:
        for who in (subject if not clauses.groups[match.group].passive else agent,):
            if who and _any(clauses, who, aircraft):
                return Choice("air_strike", "fired from the air")
    if kind in ("rocket_attack", "bombing") and not match.is_verb:
        if agent and _any(clauses, agent, aircraft):
            return Choice("air_strike", "from the air")
    if kind == "bombing" and match.is_verb and clauses.groups[match.group].lemma == "bomb" and agent:
        if _any(clauses, agent, _AIR_POWERS):
            return Choice("air_strike", "bombed by a force with aircraft")
    if kind in ("bombing", "grenade") and _any(clauses, clause, frozenset(("suicide", "kamikaze", "vest"))):
        return Choice("suicide_bombing", "suicide")
    if kind in ("armed_clash", "killing", "property_destruction") and agent and _any(clauses, agent, _CROWD):
        return Choice("mob_violence" if _any(clauses, agent, _MOB) else "riot", "a crowd did it")
    if kind == "armed_clash" and clauses.tokens[match.head].lower in _CLASH_WORDS and _any(clauses, clause, _CROWD):
        return Choice("riot", "a crowd takes part")
    if kind == "armed_clash" and match.is_verb and clauses.groups[match.group].lemma in _STRIKING:
        weapon = weapon_in(clauses, [clause], taxonomy)
        if weapon and weapon.kind not in ("armed_clash", "killing"):
            return Choice(weapon.kind, f"weapon: {weapon.reason}")
    if (
        kind == "armed_clash"
        and match.is_verb
        and target
        and (match.signal.words or clauses.groups[match.group].lemma in _ASSAULTING)
    ):
        by_target = kind_by_target(clauses, target, taxonomy)
        if by_target != "armed_clash":
            return Choice(by_target, "target")
    if kind == "killing" and match.is_verb and target and _any(clauses, target, _DEMONSTRATORS):
        return Choice("protest_force", "target")
    return Choice(kind, "its own word")


def _is_description(clauses: Clauses, match: Match) -> bool:
    """Whether the words only say who somebody is: "a group fighting for autonomy", "the brigades based in the port"."""
    group = clauses.groups[match.group]
    if group.lemma in ("fight", "battle"):
        return group.form == "ing" and not group.progressive
    if group.lemma in ("base", "station", "deploy") and group.form == "participle" and group.subject:
        return not any(clauses.tags[index] == "u" for index in range(*group.subject))
    if group.lemma == "enter" and group.object:
        return group.form == "ing" or _any(clauses, group.object, _BUILDINGS)
    return False


def _soldiers_move(clauses: Clauses, match: Match) -> bool:
    """Whether those who withdraw are soldiers, or a country from a country."""
    if any(token.lower in _ARMED for token in clauses.tokens):
        return True
    subject = clauses.groups[match.group].subject
    where = match.end + (match.end < len(clauses.tokens) and clauses.tokens[match.end].lower in ("from", "of"))
    if subject is None or where >= len(clauses.tokens):
        return False
    return clauses.tags[subject[1] - 1] == "p" and any(tag == "p" for tag in clauses.tags[where : where + 3])


def _evident_target(clauses: Clauses, target: Span, taxonomy: Taxonomy) -> bool:
    words = target_words(taxonomy)
    return any(has_filler(clauses, index, words) for index in range(*target))


@cache
def target_words(taxonomy: Taxonomy) -> frozenset[str]:
    """What is attacked: places and people of the taxonomy's classes."""
    classes = taxonomy.classes
    return with_plurals(classes["place_thing"] | classes["fighters"] | classes["civilians"])


def kind_by_target(clauses: Clauses, target: Span | None, taxonomy: Taxonomy) -> str:
    """Armed clash, or killing where the target is people with no weapons, or force against a crowd of protesters."""
    if target is None:
        return "armed_clash"
    if _any(clauses, target, _DEMONSTRATORS):
        return "protest_force"
    # "a bus carrying soldiers" is no bus of civilians
    if _any(clauses, (target[0], target[1] + _CARRIED), _ARMED):
        return "armed_clash"
    if any(has_filler(clauses, index, _civil(taxonomy)) for index in range(*target)):
        return "killing"
    return "armed_clash"


def _by_victim(clauses: Clauses, victim: Span | None, taxonomy: Taxonomy) -> str:
    """The kind of a death told with no cause: killing, unless those who fight are spoken of."""
    if victim and _any(clauses, victim, _DEMONSTRATORS):
        return "protest_force"
    if victim and any(has_filler(clauses, index, _civil(taxonomy)) for index in range(*victim)):
        return "armed_clash" if _any(clauses, victim, _ARMED) else "killing"
    return "armed_clash" if _any(clauses, (0, len(clauses.tokens)), _ARMED) else "killing"


def _any(clauses: Clauses, span: Span, words: frozenset[str]) -> bool:
    return any(has_filler(clauses, index, words) for index in range(span[0], min(span[1], len(clauses.tokens))))


def passive_agent(clauses: Clauses, match: Match) -> Span | None:
    """Who did it, where grammar says so: the subject of an active verb, "by ..." of a passive one or of a noun."""
    if match.is_verb:
        group = clauses.groups[match.group]
        return agent_of(clauses, match.group) if group.passive else group.subject
    tokens = clauses.tokens
    for index in range(match.end, min(match.end + 8, len(tokens))):
        if tokens[index].lower == "by":
            end = clauses.noun_phrase_end(index + 1)
            return (index + 1, end) if end > index + 1 else None
        if index in clauses.group_of_head or tokens[index].lower in (",", ";", ":", "and", "that", "which"):
            break
    return None


@cache
def _civil(taxonomy: Taxonomy) -> frozenset[str]:
    return with_plurals(taxonomy.classes["civilians"] | taxonomy.classes["civil_place"])
