"""Tells attacks on things from attacks on ideas, and deaths by violence from deaths by nature."""

from __future__ import annotations

from geomap.events.company import load_company, names_what_is_struck
from geomap.events.figurative import is_lethal, load_figurative
from geomap.events.grammar import Clauses
from geomap.events.matching import Match, agent_of

Span = tuple[int, int]

# Kinds whose words companies, teams and candidates use too.
_SOLDIERLY = frozenset(
    (
        "withdrawal",
        "territory_taken",
        "armed_clash",
        "attack",
        "hit",
        "strike",
        "explosion",
        "deployment",
        "riot",
        "rocket_attack",
    )
)
# What is done with words as well.
_VERBAL = frozenset(("armed_clash", "attack", "hit", "explosion", "rocket_attack"))
_SAID = frozenset(("attack", "assault", "drop"))
_MISHAPS = frozenset(("accident", "natural_disaster"))
# What nature does by itself, and what is done to it.
# Kinds told by verbs that bands, chefs and judges use too.
_FIERY = frozenset(("property_destruction",))
_OF_NATURE = _MISHAPS | {"effect", "damage"}
_AS_LARGE_AS = ["the", "size", "of"]
_REBELS = frozenset("rebel rebels insurgent insurgents troops army foot-soldiers mutineers".split())
_PARLIAMENT = frozenset(
    """party caucus coalition cabinet parliament senate mps lawmakers senators deputies backbenchers backbench
    conservatives tories liberals republicans democrats shareholders board boardroom bishops""".split()
)
# Things of the list of ideas that may be attacked for all that, as the subject of a passive.
_REAL_ENOUGH = frozenset(
    """market markets target targets business tourism trade record records households audience""".split()
)
# A death told with one of these needs somebody's violence in the sentence.
_QUIET_DEATHS = frozenset("die perish lose claim hurt leave".split())
_VIOLENT = frozenset(
    """bomb bombs bomber bombing explosion explosions blast gunman gunmen rocket rockets missile missiles militants
    rebels insurgents shelling mortar grenade gunfire warplanes drone drones explosives shot airstrike
    airstrikes attack attacks attackers attacker clash clashes fighting ambush raid raids shooting
    bullets bullet mine mines landmine ied strike strikes police troops soldiers army assault stabbed knife
    militia terrorists terrorist assailants killed protest protests riot riots custody""".split()
)


# How many words before it a likeness may begin, and how something is given a name: "branded that a massacre".
_LIKENED = 6
_POINTERS = frozenset(("it", "this", "that", "them"))
_NAMING = ("call", "brand", "dub", "label", "deem", "term", "consider")


# Whose fire is no blaze.
_SHOOTING = frozenset(
    """army soldiers troops police militants gunmen sniper artillery tank rebel enemy friendly hostile gun""".split()
)
# Adjectives that make words of a battle.
_WORDY = frozenset(
    """political legal verbal diplomatic electoral personal media online cyber economic court courtroom ideological
    parliamentary philosophical scathing stinging blistering culinary no-confidence leadership succession
    boardroom bidding ratings relegation title promotion custody constitutional""".split()
)


def is_abstract(clauses: Clauses, match: Match, lethal: bool) -> bool:
    """Whether nobody could be hurt: "attacked the policy", "hit by sanctions", "the bank pulled out of the deal"."""
    figurative = load_figurative()
    tokens = clauses.tokens
    lethal = lethal and is_lethal(clauses, range(match.start, match.end))
    mishap = match.signal.target in _MISHAPS
    if match.is_verb and not mishap and _goes_with(clauses, match.end, ("with", "by"), figurative.abstract_with):
        return True
    if match.is_verb and clauses.groups[match.group].lemma == "bombard" and not lethal:
        # "bombarded with leaks"
        end = clauses.noun_phrase_end(match.end + 1)
        if tokens[match.end : match.end + 1] and clauses.lowers[match.end] == "with" and end > match.end + 1:
            return clauses.words.isdisjoint(_SHOOTING)
    if match.is_verb and not mishap and clauses.groups[match.group].object:
        # "bombarded the mayor with emails"
        after = clauses.groups[match.group].object
        if after and _goes_with(clauses, after[1], ("with",), figurative.abstract_with):
            return True
    if match.is_verb and match.signal.target not in _OF_NATURE and _is_of_nature(clauses, match):
        return True
    if match.is_verb and _is_said(clauses, match):
        return True
    if match.is_verb and (_is_of_an_idea(clauses, match) or _is_of_a_party(clauses, match)):
        return True
    if match.signal.role == "kind" and match.signal.target not in _SOLDIERLY:
        if not match.is_verb or lethal or match.signal.target not in _FIERY:
            return False
        group = clauses.groups[match.group]
        return (
            not group.passive
            and group.subject is not None
            and _head_in(clauses, group.subject, figurative.peaceful_doers)
        )
    if _goes_with(clauses, match.end, ("over",), figurative.abstract):
        # "a battle is raging over the future of the park"
        return True
    if match.is_verb and match.signal.words and match.need < 0:
        end = clauses.noun_phrase_end(match.end)
        if end > match.end and tokens[end - 1].lower in figurative.abstract:
            return True
    if match.signal.target == "strike" and names_what_is_struck(clauses, match):
        return False
    if match.signal.target == "strike" and not lethal:
        return not clauses.words.isdisjoint(figurative.labour)
    if not match.is_verb:
        modifiers = range(clauses.noun_phrase_start(match.start), match.head)
        if not lethal and any(tokens[index].lower in _WORDY for index in modifiers):
            return True
        before = clauses.lowers[match.start - 1] if match.start else ""
        if match.signal.target == "attack" and before in figurative.harmless_killers:
            # "shark attacks", "a virus attack"
            return True
        if not lethal and _goes_with(clauses, match.end, ("from",), figurative.peaceful_doers):
            return True
        return _goes_with(clauses, match.end, ("on", "against", "of", "in"), figurative.abstract)
    group = clauses.groups[match.group]
    doer = agent_of(clauses, match.group) if group.passive else group.subject
    if doer and not lethal:
        if _head_in(clauses, doer, figurative.peaceful_doers):
            # fans do attack a bus
            thrown = group.object is not None and _head_in(clauses, group.object, load_company().harmless["vehicles"])
            return not (thrown and match.signal.target == "attack")
        if match.signal.target in _VERBAL and _head_in(clauses, doer, figurative.speakers):
            return True
    what = None if lethal or not group.passive else group.subject
    if what and _head_in(clauses, what, figurative.abstract - _REAL_ENOUGH):
        return True
    if match.signal.role == "explosion" and group.subject and _head_in(clauses, group.subject, figurative.abstract):
        return True
    last = match.end - 1 if tokens[match.end - 1].lower in ("from", "of") else match.end
    if match.need < 0 and _goes_with(clauses, last, ("from", "of"), figurative.abstract_from):
        return True
    if match.need >= 0 or match.signal.words:
        return False
    # markets are shelled, policies are not
    if group.object and _are_aimed_at(clauses, group.object):
        return False
    ideas = figurative.abstract - _REAL_ENOUGH if match.signal.target == "rocket_attack" else figurative.abstract
    return not group.passive and group.object is not None and _head_in(clauses, group.object, ideas)


def _are_aimed_at(clauses: Clauses, span: Span) -> bool:
    """Whether targets are counted or said to be somebody's: "struck 13 Houthi targets", but not "hit sales targets"."""
    if not _head_in(clauses, span, frozenset(("target", "targets"))):
        return False
    return any(
        clauses.tags[index] in "up" or clauses.lowers[index] in ("military", "enemy", "several", "militant", "rebel")
        for index in range(*span)
    )


def _is_said(clauses: Clauses, match: Match) -> bool:
    """Whether somebody without arms does with words what needs an object: "critics attacked the restaurant", "the
    chancellor dropped a bomb on her party"."""
    group = clauses.groups[match.group]
    if match.need < 0 or group.lemma not in _SAID or group.passive or group.subject is None:
        return False
    figurative = load_figurative()
    own = range(match.start, max(match.end, match.need + 1))
    if is_lethal(clauses, own) or not _head_in(clauses, group.subject, figurative.peaceful_doers | figurative.speakers):
        return False
    vehicles = load_company().harmless["vehicles"]
    return group.object is None or not _head_in(clauses, group.object, vehicles)


def _is_of_an_idea(clauses: Clauses, match: Match) -> bool:
    """Whether the target only stands behind the "of" of what is attacked: "attacked the servers of a hospital"."""
    group = clauses.groups[match.group]
    what = group.subject if group.passive else group.object
    if what is None or match.need < 0 or not what[0] <= match.need < what[1]:
        return False
    head = clauses.head(what)
    return head < match.need and clauses.lowers[head] in load_figurative().abstract


def _is_of_a_party(clauses: Clauses, match: Match) -> bool:
    """Whether the rebels sit in parliament: "rebels in the ruling party struck", "rebel MPs ambushed the minister"."""
    # "rebels struck at dawn" looks like a passive
    doer = agent_of(clauses, match.group) or clauses.groups[match.group].subject
    if doer is None:
        return False
    words = frozenset(clauses.lowers[doer[0] : doer[1]])
    return not words.isdisjoint(_REBELS) and not words.isdisjoint(_PARLIAMENT)


def _is_of_nature(clauses: Clauses, match: Match) -> bool:
    """Whether weather, a disease or an animal does it: "lightning set a barn alight", "hail the size of eggs"."""
    group = clauses.groups[match.group]
    doer = agent_of(clauses, match.group) if group.passive else group.subject
    if doer is None or not clauses.words.isdisjoint(_SHOOTING):
        return False
    lowers = clauses.lowers
    killers = load_figurative().harmless_killers
    return (
        lowers[doer[0]] in killers or _head_in(clauses, doer, killers) or lowers[doer[0] : doer[0] + 3] == _AS_LARGE_AS
    )


def is_likeness(clauses: Clauses, match: Match) -> bool:
    """Whether the words only liken or name something: "like a soldier leaving his post", "called it a surrender"."""
    lowers = clauses.lowers
    first = match.start if match.is_verb else clauses.noun_phrase_start(match.start)
    for index in range(max(0, match.start - _LIKENED), match.start):
        if lowers[index] == "like" and lowers[index + 1] in ("a", "an"):
            return "," not in lowers[index : match.start]
    named = not match.is_verb and first > 1 and lowers[first] in ("a", "an") and lowers[first - 1] in _POINTERS
    return named and lowers[first - 2].startswith(_NAMING)


def is_natural_death(clauses: Clauses, match: Match) -> bool:
    """Whether a death has no violence told with it: "died at 84", "killed by the heat"."""
    figurative = load_figurative()
    group = clauses.groups[match.group]
    killer = agent_of(clauses, match.group) if group.passive else group.subject
    own = range(match.start, match.end)
    words = {token.lower for index, token in enumerate(clauses.tokens) if index not in own}
    if killer and group.lemma not in ("die", "perish") and _head_in(clauses, killer, figurative.harmless_killers):
        return not words & _SHOOTING
    quiet = group.lemma in _QUIET_DEATHS or bool(words & figurative.harmless_killers)
    return quiet and not words & _VIOLENT


def _head_in(clauses: Clauses, span: Span, words: frozenset[str]) -> bool:
    """Whether the head noun is one of the words: the last before a preposition, or what there are thousands of."""
    head = clauses.head(span)
    if clauses.tags[head] == "u" and clauses.lowers[head + 1 : head + 2] == ["of"]:
        head = span[1] - 1
    return clauses.lowers[head] in words


def _goes_with(clauses: Clauses, position: int, prepositions: tuple[str, ...], words: frozenset[str]) -> bool:
    """Whether one of the prepositions stands at the position with one of the words after it."""
    tokens = clauses.tokens
    if position >= len(tokens) or tokens[position].lower not in prepositions:
        return False
    end = clauses.noun_phrase_end(position + 1)
    return end > position + 1 and tokens[end - 1].lower in words
