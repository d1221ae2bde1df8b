"""Which words of a sentence tell one happening: an attack and the deaths in it, a verb and the noun that it carries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geomap.events.choosing import BY_VICTIMS, UNDECIDED, Choice, kind_by_target
from geomap.events.drafting import Draft
from geomap.events.grammar import Clauses
from geomap.events.matching import Match
from geomap.events.taxonomy import Taxonomy
from geomap.events.verb_groups import DAYS

Span = tuple[int, int]

_PEACEFUL = frozenset(
    """vote agreement relations statement threat deployment withdrawal exercise diplomacy decree base_established arrest
    force_change release weapons_seized territory_transferred""".split()
)
# "a suspected drone strike killed four": what is in doubt is whose or what it was, not that it happened.
# How many tokens after its verb a clause's own town stands.
_NEAR = 8
# How many tokens from its verb or from the end of its clause the day of a deed stands.
_DAY_NEAR = 12
_IN_DOUBT = frozenset(("suspected", "alleged", "purported", "so-called"))
# What a police raid is named by, where it led to it.
_CATCHING = frozenset(("arrest", "weapons_seized"))


def find_cause(clauses: Clauses, match: Match, drafts: Sequence[Draft]) -> Draft | None:
    """The event whose consequence this is: the nearest violent one, unless the clause has its own doer."""
    violent = [draft for draft in drafts if draft.choice.kind not in _PEACEFUL]
    if not violent:
        return None
    if match.is_verb:
        group = clauses.groups[match.group]
        number = clauses.group_at[match.head]
        inside = [draft for draft in violent if clauses.group_at[draft.match.head] == number]
        if inside:
            return min(inside, key=lambda draft: abs(draft.match.head - match.head))
        own_doer = (
            group.form == "finite"
            and not group.passive
            and group.link in (",", "and", "but", "while", ";", "—")
            and bool(group.subject and group.subject[0] >= group.start)
        )
        if _has_own_scene(clauses, match):
            return None
        violent = [draft for draft in violent if not _is_listed_apart(clauses, draft.match, match)]
        if not violent:
            return None
        if own_doer and group.lemma not in ("die", "leave"):
            return None
    return min(violent, key=lambda draft: (draft.match.head > match.head, abs(draft.match.head - match.head)))


def absorb_effect(clauses: Clauses, cause: Draft, effect: Match, taxonomy: Taxonomy) -> None:
    """Makes a consequence part of its cause; who was hit may decide the kind of an attack that nothing else decides."""
    cause.effects.append(effect)
    if effect.is_verb and not cause.match.is_verb and cause.agent is None:
        group = clauses.groups[effect.group]
        ahead = group.subject is not None and group.subject[1] <= group.head < cause.match.head
        if ahead and group.form == "finite" and not group.passive and group.lemma not in ("die", "perish"):
            # "rebels killed six in an attack": whoever killed attacked
            cause.agent = group.subject
    if effect.is_verb:
        _believe(cause)
    if effect.is_verb and cause.object is None and cause.choice == Choice("armed_clash", UNDECIDED):
        kind = kind_by_target(clauses, _victims(clauses, effect), taxonomy)
        cause.choice = Choice(kind, BY_VICTIMS if kind != "armed_clash" else UNDECIDED)


def _has_own_scene(clauses: Clauses, match: Match) -> bool:
    """Whether a clause beside others counts its own people in its own town: "..., and two policemen died in Nobol"."""
    group = clauses.groups[match.group]
    if group.form != "finite" or group.link not in (",", "and", "while", ";") or not group.subject:
        return False
    counted = any(clauses.tags[index] == "u" for index in range(*group.subject))
    near = range(group.head + 1, min(group.end, group.head + _NEAR))
    town = any(
        index in clauses.places
        or (clauses.tags[index] == "p" and clauses.tokens[index - 1].lower in ("in", "at", "near", "nearby", "outside"))
        for index in near
    )
    return counted and town and group.subject[0] >= group.start


def _is_listed_apart(clauses: Clauses, first: Match, second: Match) -> bool:
    """Whether a semicolon parts two deeds with days of their own: "was shot on 28 July; his wife was killed on ..."."""
    left, right = sorted((first.head, second.head))
    marks = [index for index in range(left, right) if clauses.tokens[index].lower == ";"]
    if not marks:
        return False
    before = range(marks[0], max(-1, marks[0] - _DAY_NEAR), -1)
    after = range(right, min(len(clauses.lowers), right + _DAY_NEAR))
    return all(any(clauses.lowers[index] in DAYS for index in span) for span in (before, after))


def _believe(cause: Draft) -> None:
    if cause.status.status == "alleged" and cause.status.reason in _IN_DOUBT:
        cause.status = replace(cause.status, status="occurred", reason=f"{cause.status.reason}, but told with its harm")


def _victims(clauses: Clauses, match: Match) -> Span | None:
    if not match.is_verb:
        return None
    group = clauses.groups[match.group]
    return group.subject if group.passive or group.lemma in ("die", "perish") else group.object


def join_drafts(clauses: Clauses, drafts: list[Draft], taxonomy: Taxonomy) -> list[Draft]:
    """One event where several words signal one: a verb with the noun it carries, the same kind twice in a clause."""
    if len(drafts) < 2:
        return drafts
    kept: list[Draft] = []
    for draft in sorted(drafts, key=lambda draft: draft.match.head):
        for other in kept:
            better = _better(clauses, other, draft, taxonomy)
            if better is None:
                continue
            worse = draft if better is other else other
            better.effects.extend(worse.effects)
            if worse.match.is_verb and worse.status.status == "occurred":
                _believe(better)
            if better is draft:
                kept[kept.index(other)] = draft
            break
        else:
            kept.append(draft)
    return kept


_BLOWS = frozenset(("bombing", "suicide_bombing", "grenade", "air_strike", "rocket_attack", "killing"))
_BREAKING_IN = frozenset("storm invade raid attack".split())


def _is_its_scene(clauses: Clauses, gathering: Draft) -> bool:
    """Whether a gathering is only where it happened: "bombs went off at a rally"."""
    if gathering.match.is_verb:
        return False
    first = clauses.noun_phrase_start(gathering.match.start)
    return first > 0 and clauses.lowers[first - 1] in ("at", "through") and clauses.lowers[first] in ("a", "an", "the")


def _goes_along(clauses: Clauses, first: Draft, second: Draft) -> bool:
    """Whether the second verb only tells how the first was done: "stormed the village, burning huts"."""
    group = clauses.groups[second.match.group]
    if group.form != "ing" or first.choice.kind in _PEACEFUL:
        return False
    return second.choice.kind == "property_destruction" or (group.lemma in ("shoot", "fire") and group.object is None)


def _better(clauses: Clauses, first: Draft, second: Draft, taxonomy: Taxonomy) -> Draft | None:
    """Which of two drafts names the happening that both are words of; ``None`` where they are two happenings."""
    same_kind = first.choice.kind == second.choice.kind
    if same_kind and second.subject and second.subject[0] <= first.match.head < second.subject[1]:
        return first
    both_verbs = first.match.is_verb and second.match.is_verb
    if same_kind and both_verbs and first.subject and first.subject == second.subject:
        # "blew up a car, killing ten", "landed and exploded", but not "attacked a village ... and attacked a base"
        other_word = second.match.signal.target != first.match.signal.target
        if other_word or clauses.groups[second.match.group].form != "finite":
            return first
    if second.choice.kind == "protest" and first.choice.kind in _BLOWS and _is_its_scene(clauses, second):
        return first
    if both_verbs and second.choice.kind == "abduction" and first.subject and first.subject == second.subject:
        group = clauses.groups[second.match.group]
        if clauses.groups[first.match.group].lemma in _BREAKING_IN and not first.effects and group.link == "and":
            # "stormed a school and whisked away ten pupils"
            return second
    if both_verbs and first.choice.kind == "interception" and second.subject and second.subject == first.object:
        # "intercepted a missile fired by the rebels"
        return first
    if both_verbs and first.subject and first.subject == second.subject and _goes_along(clauses, first, second):
        return first
    if not clauses.group_at or clauses.group_at[first.match.head] != clauses.group_at[second.match.head]:
        return None
    for verb, noun in ((first, second), (second, first)):
        if not verb.match.is_verb or noun.match.is_verb:
            continue
        violent = noun.choice.kind not in _PEACEFUL
        if violent and verb.subject and verb.subject[0] <= noun.match.head < verb.subject[1]:
            # "an airstrike struck the camp"; but a rally that turns violent is a riot
            return verb if verb.choice.kind == "riot" else noun
        if (
            verb.choice.kind in _CATCHING
            and noun.choice.kind in ("armed_clash", "arrest")
            and noun.match.head > verb.match.head
        ):
            # "detained twelve men in overnight raids"
            return verb
    if taxonomy.kinds[first.choice.kind].layer != taxonomy.kinds[second.choice.kind].layer and not same_kind:
        both_violent = first.choice.kind not in _PEACEFUL and second.choice.kind not in _PEACEFUL
        if not both_violent:
            # "condemned an attack", "announced a withdrawal"
            return None
    carried = second.object and second.object[0] <= first.match.head < second.object[1]
    carries = first.object and first.match.is_verb and first.object[0] <= second.match.head < first.object[1]
    if same_kind or carried or carries:
        return min(
            (first, second), key=lambda one: (one.match.signal.role != "kind", taxonomy.kinds[one.choice.kind].rank)
        )
    return None
