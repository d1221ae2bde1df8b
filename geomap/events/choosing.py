"""Chooses the kind of an event whose word does not say it: by weapon, by target, by who did it.

"Attack", "strike", "blast" and "killed" take the kind of the weapon named in their noun phrase, then their clause, then
their sentence; with none named, target and doer decide, and last the default of the taxonomy.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from geomap.events.figurative import is_lethal
from geomap.events.grammar import Clauses
from geomap.events.matching import Match, agent_of, any_filler, openings_of
from geomap.events.signals import with_plurals
from geomap.events.taxonomy import Taxonomy

Span = tuple[int, int]
# The reason of a choice made for want of anything better; what the article told before may replace it.
UNDECIDED = "nothing says more"
# The reason of "the attack", which is of the kind that the article told before.
AS_TOLD_BEFORE = "as told before"
# The reason where only those who were hit told one kind from another.
BY_VICTIMS = "victims"

# How far behind a target its load is looked for: "a bus carrying soldiers".
_CARRIED = 2
# Verbs of attack that leave the weapon open, and those of them that leave the kind of target open too.
_STRIKING = frozenset("attack target strike hit assault raid".split())
_ASSAULTING = frozenset("attack assault raid storm invade".split())
_CLASHING = frozenset(
    """clash clashes clashed clashing fighting scuffles scuffle confrontation confrontations skirmishes battles
    battled""".split()
)
# A taxonomy of the user's own need not have our classes.
_NONE: frozenset[str] = frozenset()
_BY_HAND = frozenset(("armed_clash", "killing"))
_SUICIDE = frozenset(("suicide", "kamikaze", "vest"))


@dataclass(slots=True)
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


# "the air force station" is hit, and hits nobody.
_OF_A_SERVICE = frozenset(
    """station base camp school academy headquarters officer officers personnel pilot pilots chief men man recruits
    barracks facility compound hospital sergeant corporal""".split()
)


@cache
def _weapon_openings(taxonomy: Taxonomy) -> frozenset[str]:
    return openings_of(frozenset(weapon_words(taxonomy)))


def weapon_in(clauses: Clauses, spans: Iterable[Span], taxonomy: Taxonomy) -> Choice | None:
    """The kind of the weapons named in the spans, by the order of the taxonomy; ``None`` where none is named."""
    weapons = clauses.weapons
    if weapons is None:
        weapons = clauses.weapons = _weapons_of(clauses, taxonomy)
    named = [index for start, end in spans for index in range(start, end) if index in weapons]
    if not named:
        return None
    order = list(taxonomy.weapons)
    first = min(named, key=lambda index: (order.index(weapons[index]), index))
    return Choice(weapons[first], clauses.tokens[first].word)


def _weapons_of(clauses: Clauses, taxonomy: Taxonomy) -> dict[int, str]:
    """The weapons of a sentence by token, looked up once however many events ask for them."""
    words, openings = weapon_words(taxonomy), _weapon_openings(taxonomy)
    found: dict[int, str] = {}
    for index in range(len(clauses.lowers) - 1, -1, -1):
        lower = clauses.lowers[index]
        kind = words.get(lower)
        if kind is None and lower in openings and index + 1 < len(clauses.lowers):
            kind = words.get(f"{lower}-{clauses.lowers[index + 1]}")
            if lower == "air" and index + 2 < len(clauses.lowers) and clauses.lowers[index + 2] in _OF_A_SERVICE:
                kind = None
        if kind is None and "-" in lower:
            kind = words.get(lower.split("-", 1)[0])
        if kind is None:
            continue
        if not (lower in ("shell", "grad", "reaper", "mine") and clauses.tokens[index].word[0].isupper()):
            found[index] = kind
    return found


@dataclass(slots=True)
class Parties:
    """Who takes part, as token spans: ``subject`` of the verb, ``target`` of the deed, ``agent`` who did it."""

    clause: Span
    subject: Span | None
    target: Span | None
    agent: Span | None


def choose_kind(
    clauses: Clauses, match: Match, parties: Parties, taxonomy: Taxonomy, *, definite: bool = False
) -> Choice | None:
    """The kind of a match. ``None`` where it is no event at all ("hit" with nothing lethal about it)."""
    role = match.signal.role
    if role == "kind":
        return _specific(clauses, match, parties, taxonomy)
    if role == "mention" and not definite:
        return None
    if role == "effect":
        return _effect(clauses, match, parties, taxonomy)
    if role == "explosion":
        return _explosion(clauses, match, parties, taxonomy)
    return _attack(clauses, match, parties, taxonomy)


def _attack(clauses: Clauses, match: Match, parties: Parties, taxonomy: Taxonomy) -> Choice | None:
    name = match.signal.target
    doer = parties.subject if _is_active(clauses, match) else parties.agent
    crowd = _crowd(clauses, doer, taxonomy) or _crowd(clauses, parties.agent, taxonomy)
    if crowd:
        return crowd
    weapon = _weapon(clauses, match, parties, taxonomy)
    if weapon and weapon.kind not in ("armed_clash", "killing"):
        return weapon
    target = parties.target
    if weapon:
        return Choice(kind_by_target(clauses, target or parties.subject, taxonomy), weapon.reason)
    if name == "hit":
        evident = target is not None and any_filler(clauses, target, likely_targets(taxonomy))
        if not evident or not is_lethal(clauses, range(match.start, match.end)):
            return None
        if _is_active(clauses, match) and holds(clauses, parties.subject, taxonomy, "air_power"):
            return Choice("air_strike", "struck by a force with aircraft")
    if name == "strike" or match.signal.role == "mention":
        return Choice(taxonomy.generic[name], UNDECIDED)
    return Choice(kind_by_target(clauses, target, taxonomy), UNDECIDED)


def _explosion(clauses: Clauses, match: Match, parties: Parties, taxonomy: Taxonomy) -> Choice:
    if holds(clauses, parties.clause, taxonomy, "mishap") and not weapon_in(clauses, [parties.clause], taxonomy):
        return Choice("accident", "a mishap")
    weapon = _weapon(clauses, match, parties, taxonomy)
    if weapon and weapon.kind not in ("armed_clash", "killing"):
        return weapon
    bombs = match.is_verb and clauses.groups[match.group].lemma == "bomb" and _is_active(clauses, match)
    if bombs and holds(clauses, parties.subject, taxonomy, "air_power"):
        return Choice("air_strike", "bombed by a force with aircraft")
    return Choice(taxonomy.generic[match.signal.target], UNDECIDED)


def _effect(clauses: Clauses, match: Match, parties: Parties, taxonomy: Taxonomy) -> Choice | None:
    weapon = _weapon(clauses, match, parties, taxonomy)
    if weapon and weapon.kind not in ("armed_clash", "killing"):
        return weapon
    victim = parties.target if _is_active(clauses, match) else parties.subject
    kind = _by_victim(clauses, victim, taxonomy)
    if match.signal.target == "damage":
        if not victim or not any_filler(clauses, victim, likely_targets(taxonomy)):
            return None
        if kind == "killing":
            kind = taxonomy.generic["damage"]
    return Choice(kind, weapon.reason if weapon else UNDECIDED)


def _weapon(clauses: Clauses, match: Match, parties: Parties, taxonomy: Taxonomy) -> Choice | None:
    """The weapon nearest to the word: in its noun phrase, then its clause, then its sentence."""
    near = (clauses.noun_phrase_start(match.start) if not match.is_verb else match.start, match.end + 1)
    for span in (near, parties.clause, (0, len(clauses.tokens))):
        weapon = weapon_in(clauses, [span], taxonomy)
        if weapon:
            return Choice(weapon.kind, f"weapon: {weapon.reason}")
    return None


def _specific(clauses: Clauses, match: Match, parties: Parties, taxonomy: Taxonomy) -> Choice:
    """The kind of a word that has one, corrected where who or what did it says more."""
    kind = match.signal.target
    group = clauses.groups[match.group] if match.is_verb else None
    fired = kind in ("rocket_attack", "bombing") or (
        kind == "armed_clash" and group and group.lemma in ("open", "fire")
    )
    aircraft = with_plurals(taxonomy.weapons.get("air_strike", _NONE))
    if fired and parties.agent and any_filler(clauses, parties.agent, aircraft):
        return Choice("air_strike", "from the air")
    if (
        kind == "bombing"
        and group
        and group.lemma == "bomb"
        and _by_air_power(clauses, parties.agent, group.first, taxonomy)
    ):
        return Choice("air_strike", "bombed by a force with aircraft")
    if kind in ("bombing", "grenade") and any_filler(clauses, parties.clause, _SUICIDE):
        return Choice("suicide_bombing", "suicide")
    if kind in ("armed_clash", "killing", "property_destruction"):
        crowd = _crowd(clauses, parties.agent, taxonomy)
        if crowd:
            return crowd
    if kind == "property_destruction" and (doer := weapon_in(clauses, [parties.agent or (0, 0)], taxonomy)):
        # a rocket burns a house, gunmen set fire to it
        return Choice(doer.kind if doer.kind not in _BY_HAND else kind, f"weapon: {doer.reason}")
    if kind == "deployment" and group and group.lemma == "enter" and holds(clauses, parties.agent, taxonomy, "rebels"):
        return Choice("territory_taken", "entered by those who are no state")
    if kind == "arrest" and group and _by_rebels(clauses, parties, taxonomy):
        return Choice("abduction", "held by those who are no state")
    if kind == "armed_clash":
        return _clash(clauses, match, parties, taxonomy)
    if kind == "killing" and group and holds(clauses, parties.target, taxonomy, "demonstrator"):
        return Choice("protest_force", "target")
    return Choice(kind, "its own word")


def _by_air_power(clauses: Clauses, who: Span | None, verb: int, taxonomy: Taxonomy) -> bool:
    """Whether a force with aircraft does it, or a pronoun of a sentence that such a force opens.

    ``verb`` is the first token of the verb: "led it to bomb" has its doer right before it.
    """
    named = who[0] if who is not None and who[1] - who[0] == 1 else verb - 1
    if named >= 0 and clauses.tokens[named].lower in ("it", "they", "them"):
        who = clauses.groups[0].subject
    return holds(clauses, who, taxonomy, "air_power")


def _by_rebels(clauses: Clauses, parties: Parties, taxonomy: Taxonomy) -> bool:
    """Whether only rebels, and nobody of a state, are there to detain somebody."""
    detained = parties.target or (0, 0)
    others = ((0, detained[0]), (detained[1], len(clauses.tokens)))
    by_state = any(holds(clauses, span, taxonomy, "state") for span in others)
    return not by_state and any(holds(clauses, span, taxonomy, "rebels") for span in others)


def _clash(clauses: Clauses, match: Match, parties: Parties, taxonomy: Taxonomy) -> Choice:
    group = clauses.groups[match.group] if match.is_verb else None
    if clauses.tokens[match.head].lower in _CLASHING:
        crowd = holds(clauses, parties.clause, taxonomy, "crowd")
        if crowd or holds(clauses, parties.target, taxonomy, "youth"):
            return Choice("riot", "a crowd takes part")
    into_air = group and group.lemma in ("open", "fire", "shoot") and _into_the_air(clauses, match)
    if into_air and holds(clauses, (0, len(clauses.tokens)), taxonomy, "crowd"):
        return Choice("protest_intervention", "fired into the air before a crowd")
    if group and group.lemma in ("open", "fire") and _at_a_crowd(clauses, parties, taxonomy):
        return Choice("protest_force", "fired on a crowd")
    if group and group.lemma in _STRIKING:
        weapon = _weapon(clauses, match, parties, taxonomy)
        if weapon and weapon.kind not in ("armed_clash", "killing"):
            return weapon
    if group and parties.target and (match.signal.words or group.lemma in _ASSAULTING):
        by_target = kind_by_target(clauses, parties.target, taxonomy)
        if by_target != "armed_clash":
            return Choice(by_target, "target")
    return Choice("armed_clash", "its own word")


def _into_the_air(clauses: Clauses, match: Match) -> bool:
    ahead = clauses.lowers[match.end : match.end + 5]
    return "air" in ahead and ("in" in ahead or "into" in ahead)


def _at_a_crowd(clauses: Clauses, parties: Parties, taxonomy: Taxonomy) -> bool:
    """Whether a force of the state fired at nobody else than the crowd that the sentence tells of."""
    if not holds(clauses, parties.agent or parties.subject, taxonomy, "state"):
        return False
    target = parties.target
    named = target is not None and clauses.tokens[target[0]].lower not in ("fire", "them", "it", "shots")
    return not named and holds(clauses, (0, len(clauses.tokens)), taxonomy, "crowd")


def kind_by_target(clauses: Clauses, target: Span | None, taxonomy: Taxonomy) -> str:
    """Armed clash, or killing where the target is people with no weapons, or force against a crowd of protesters."""
    if target is None:
        return "armed_clash"
    if holds(clauses, target, taxonomy, "demonstrator"):
        return "protest_force"
    if is_armed(clauses, (target[0], target[1] + _CARRIED), taxonomy):
        return "armed_clash"
    civil = any_filler(clauses, target, _civil(taxonomy))
    return "killing" if civil else "armed_clash"


def _by_victim(clauses: Clauses, victim: Span | None, taxonomy: Taxonomy) -> str:
    """The kind of a death told with no cause: killing, unless those who fight are spoken of."""
    if holds(clauses, victim, taxonomy, "demonstrator"):
        return "protest_force"
    if victim and any_filler(clauses, victim, _civil(taxonomy)):
        return "armed_clash" if is_armed(clauses, victim, taxonomy) else "killing"
    return "armed_clash" if is_armed(clauses, (0, len(clauses.tokens)), taxonomy) else "killing"


def _crowd(clauses: Clauses, who: Span | None, taxonomy: Taxonomy) -> Choice | None:
    if not holds(clauses, who, taxonomy, "crowd"):
        return None
    return Choice("mob_violence" if holds(clauses, who, taxonomy, "mob") else "riot", "a crowd did it")


def _is_active(clauses: Clauses, match: Match) -> bool:
    return match.is_verb and not clauses.groups[match.group].passive


def is_armed(clauses: Clauses, span: Span | None, taxonomy: Taxonomy) -> bool:
    """Whether the span names those who fight or are fought as such: soldiers, police, militants, bases."""
    return holds(clauses, span, taxonomy, "armed")


def holds(clauses: Clauses, span: Span | None, taxonomy: Taxonomy, name: str) -> bool:
    """Whether the span holds a word of a class of the taxonomy, in either number; false for no span."""
    return span is not None and any_filler(clauses, span, with_plurals(taxonomy.classes.get(name, _NONE)))


@cache
def likely_targets(taxonomy: Taxonomy) -> frozenset[str]:
    """What is attacked: places and people of the taxonomy's classes."""
    names = ("place_thing", "fighters", "civilians", "civil_place", "arms", "vehicle_bomb", "territory")
    return with_plurals(frozenset().union(*(taxonomy.classes.get(name, _NONE) for name in names)))


@cache
def _civil(taxonomy: Taxonomy) -> frozenset[str]:
    return with_plurals(taxonomy.classes.get("civilians", _NONE) | taxonomy.classes.get("civil_place", _NONE))


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
