"""Where an event's word stands in its sentence: as a verb, or as a noun under a verb or another noun."""

from __future__ import annotations

from dataclasses import dataclass

from geomap.events.grammar import Clauses
from geomap.events.lexicon import COORDINATOR, MARK, PREPOSITION, TO

_RELATIVES = frozenset(("which", "that", "who"))
_PARTICLES = frozenset(("out", "off", "up", "down"))
# "Tuesdays raid", in copy that lost its apostrophes
_DAYS_OF = frozenset("mondays tuesdays wednesdays thursdays fridays saturdays sundays yesterdays".split())
_DEFINITE = frozenset(("the", "this", "that", "these", "those", "its", "their", "his", "her", "such", "both"))


@dataclass(slots=True)
class Position:
    """Where an event's word stands. ``group`` is the verb group that it is, is the object of, or hangs on; ``role`` is
    verb, object, subject, prepositional or free. ``governor`` is the noun token that it depends on, -1 for none;
    ``preposition`` the word between them. ``start`` is the first token of the event's noun phrase."""

    role: str
    group: int
    start: int
    head: int
    governor: int = -1
    preposition: str = ""


def locate(clauses: Clauses, head: int, start: int, group: int) -> Position:
    """Where a word stands: as a verb, or as a noun under a verb or another noun."""
    if group >= 0:
        return Position("verb", group, start, head)
    tokens, tags, groups = clauses.tokens, clauses.tags, clauses.groups
    left = clauses.noun_phrase_start(start)
    before = left - 1
    # "attacks and clashes", "rebels, gangs and violence": what stands before the first of a list governs all of it
    while before > 0 and (tags[before] == COORDINATOR or tokens[before].lower == ","):
        previous = before - 1 if tokens[before - 1].lower != "," else before - 2
        if previous < 0 or tags[previous] not in "npg" or previous in clauses.group_of_head:
            break
        further = clauses.noun_phrase_start(previous)
        opener = tags[further - 1] if further else MARK
        goes_on = opener in (PREPOSITION, COORDINATOR) or (further and tokens[further - 1].lower == ",")
        if not goes_on and further - 1 not in clauses.group_of_head:
            break
        left = further
        before = left - 1
    # "a man suspected of planning a massacre appeared in court": no subject of what follows
    doing = clauses.group_of_head.get(before, -1)
    if doing >= 0 and groups[doing].form not in ("ing", "to"):
        doing = -1
    for number, group_here in enumerate(groups):
        if group_here.form != "finite":
            # its subject is another verb's subject or object, or depends on something else
            continue
        if (
            group_here.subject
            and group_here.subject[0] <= head < group_here.subject[1]
            and left <= group_here.subject[0]
            and (doing < 0 or group_here.link in _RELATIVES)
        ):
            return Position("subject", number, left, head)
    if before >= 0:
        verb = clauses.group_of_head.get(before)
        if verb is None and tags[before] == "r" and before:
            verb = clauses.group_of_head.get(before - 1)
        if verb is not None:
            return Position("object", verb, left, head)
        if tags[before] in (PREPOSITION, TO, "S"):
            word = tokens[before].lower
            quantity = before and tags[before - 1] == "d" and word == "of"
            if before and (tags[before - 1] in "npgj" or quantity) and before - 1 not in clauses.group_of_head:
                return Position("prepositional", clauses.group_at[head], left, head, before - 1, word)
            verb = clauses.group_of_head.get(before - 1)
            if verb is not None:
                # "carried out an attack", "called off a march": the particle belongs to the verb
                role = "object" if word in _PARTICLES else "prepositional"
                return Position(role, verb, left, head, -1, word)
            return Position("prepositional", clauses.group_at[head], left, head, -1, word)
    for number, group_here in enumerate(groups):
        if group_here.object and group_here.object[0] <= head < group_here.object[1]:
            return Position("object", number, left, head)
    for number, group_here in enumerate(groups):
        if group_here.first > head and group_here.subject and group_here.subject[0] <= head < group_here.subject[1]:
            return Position("subject", number, left, head)
    return Position("free", clauses.group_at[head] if clauses.group_at else -1, left, head)


def is_definite(clauses: Clauses, position: Position) -> bool:
    """Whether the noun phrase points at something already known: "the assault", "that strike", "Friday's raid"."""
    if position.role == "verb":
        group = clauses.groups[position.group]
        if group.form != "to" or group.start == 0 or clauses.tags[group.start - 1] not in "np":
            return False
        # "the decision to halt training"
        return clauses.tokens[clauses.noun_phrase_start(group.start - 1)].lower in _DEFINITE
    first = clauses.tokens[position.start]
    return first.lower in _DEFINITE or any(
        word.endswith(("'s", "’s", "s'", "s’")) or word in _DAYS_OF
        for word in (clauses.tokens[index].lower for index in range(position.start, position.head))
    )
