"""One match of a signal as an event under way: its kind, its status, and the grammar round it."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field

from geomap.events.choosing import Choice, Parties, choose_kind, passive_agent
from geomap.events.grammar import Clauses
from geomap.events.matching import Match
from geomap.events.position import is_definite, locate
from geomap.events.status import Status, find_status
from geomap.events.taxonomy import Taxonomy
from geomap.events.verb_groups import DAYS
from geomap.records import DateMention

Span = tuple[int, int]

_LIGHT_VERBS = frozenset(
    """carry launch conduct mount stage make commit perpetrate execute wage undertake begin initiate unleash
    start hold do""".split()
)
_AIMING = frozenset(("on", "at", "with", "against", "into", "toward", "towards"))


@dataclass(slots=True)
class Draft:
    """An event under way, in tokens of its sentence."""

    match: Match
    choice: Choice
    status: Status
    definite: bool
    clause: Span
    group: int
    subject: Span | None
    object: Span | None
    agent: Span | None
    start: int
    effects: list[Match] = field(default_factory=list)


def draft_event(
    clauses: Clauses, match: Match, taxonomy: Taxonomy, dates: Sequence[DateMention], published: datetime.date | None
) -> Draft | None:
    position = locate(clauses, match.head, match.start, match.group)
    number = clauses.group_at[match.head] if clauses.group_at else -1
    group = clauses.groups[position.group] if position.group >= 0 else None
    clause = (clauses.groups[number].start, clauses.groups[number].end) if number >= 0 else (0, len(clauses.tokens))
    clause = (min(clause[0], position.start), max(clause[1], match.end))
    subject = group.subject if group else None
    target = group.object if group else None
    agent = passive_agent(clauses, match)
    if not match.is_verb:
        target = _noun_target(clauses, match)
        if agent is None and group and position.role == "object" and group.lemma in _LIGHT_VERBS and not group.passive:
            agent = group.subject
        if agent is None:
            agent = _possessor(clauses, position.start, match.start)
    elif group and group.passive:
        target = group.subject
    else:
        target = _verb_target(clauses, match) or target
    definite = is_definite(clauses, position)
    parties = Parties(clause, subject, target, agent)
    choice = choose_kind(clauses, match, parties, taxonomy, definite=definite)
    if choice is None or choice.kind not in taxonomy.kinds:
        return None
    status = find_status(clauses, position, choice.kind, taxonomy.kinds[choice.kind].layer, dates, published)
    return Draft(
        match=match,
        choice=choice,
        status=status,
        definite=definite,
        clause=clause,
        group=position.group,
        subject=subject,
        object=target if not match.is_verb else (group.object if group else None),
        agent=agent,
        start=position.start,
    )


def _noun_target(clauses: Clauses, match: Match) -> Span | None:
    """What follows "on", "against", "at", "of" after a noun: "an attack on a base"."""
    if match.end < len(clauses.tokens) and clauses.tokens[match.end].lower in (
        "on",
        "against",
        "at",
        "of",
        "targeting",
        "near",
    ):
        end = clauses.noun_phrase_end(match.end + 1)
        if end > match.end + 1:
            return match.end + 1, end
    return None


def _verb_target(clauses: Clauses, match: Match) -> Span | None:
    """What follows the preposition that ends a verb phrase: "opened fire on a bus", "clashed with police"."""
    tokens = clauses.tokens
    position = match.end - 1
    if tokens[position].lower not in _AIMING and position + 1 < len(tokens):
        position += 1
    if position == match.head or tokens[position].lower not in _AIMING:
        return None
    end = clauses.noun_phrase_end(position + 1)
    return (position + 1, end) if end > position + 1 else None


def _possessor(clauses: Clauses, start: int, end: int) -> Span | None:
    """Names before the word that say whose it is: "Israel's", "Israeli", "Taliban"."""
    names = [
        index
        for index in range(start, end)
        if clauses.tags[index] == "p" and clauses.tokens[index].lower.removesuffix("'s").removesuffix("’s") not in DAYS
    ]
    return (names[0], names[-1] + 1) if names else None
