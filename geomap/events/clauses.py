"""A light reading of one sentence: its clauses, what they hang on, and the subject and object of every verb.

It does what the status and the arguments of events need, and no more.
"""

from __future__ import annotations

from collections.abc import Sequence

from geomap.events.grammar import Clauses, VerbGroup
from geomap.events.lexicon import (
    ADVERB,
    COORDINATOR,
    MARK,
    NEGATION,
    PREPOSITION,
    PRONOUN,
    RELATIVE,
    SUBORDINATOR,
    TO,
    Lexicon,
)
from geomap.events.verb_groups import find_verb_groups
from geomap.language import Token

_OPENERS = frozenset((RELATIVE, SUBORDINATOR))
_PREPOSITION_LIKE = frozenset(("after", "before", "since", "until", "till", "as", "than"))
_BREAKS = frozenset((",", ";", ":", "—", "–", "-", "(", ")", "[", "]", '"', "“", "”", "«", "»"))
_PARTICLES = frozenset(("down", "up", "off", "out", "over", "back", "away"))
_FIRED_AT = frozenset("at on back into toward towards".split())
# What is fired, and does not fire by itself.
_FIRED = frozenset(
    """rocket rockets missile missiles shell shells mortar mortars projectile projectiles round rounds shot shots bullet
    bullets grenade grenades gas salvo volley barrage""".split()
)
# Verbs before a "by" that names no doer: "stood by", "passed by".
_GOES_BY = frozenset(
    ("stand", "go", "pass", "come", "fly", "drive", "walk", "rise", "fall", "grow", "drop", "increase")
)

# Verbs that take a clause: what follows is said, thought, wanted, not simply so.
CLAUSE_VERBS = frozenset(
    """say tell report announce claim confirm believe think know deny allege warn fear hope expect add state
    declare insist argue suggest reveal show find note explain admit acknowledge reiterate reaffirm stress
    emphasise emphasize predict hear see learn estimate indicate understand mean decide agree assume suspect
    doubt assert affirm maintain remember recall testify write suppose vow promise pledge swear threaten
    ensure demand urge propose recommend imply conclude ask order request complain imagine guess wish
    contend speculate caution describe cite quote mention disclose hint""".split()
)


def read_clauses(tokens: Sequence[Token], lexicon: Lexicon, before: frozenset[str] = frozenset()) -> Clauses:
    """Word classes, verb groups and clauses of one sentence's tokens; no groups where there is no verb.

    ``before`` are the words of the sentence before, in lower case.
    """
    clauses = find_verb_groups(tokens, lexicon)
    clauses.before = before
    _divide(clauses)
    for number in range(len(clauses.groups)):
        _find_arguments(clauses, number)
    return clauses


def _divide(clauses: Clauses) -> None:
    """Gives every group its clause, the word that opens it and the group it hangs on."""
    tokens, groups = clauses.tokens, clauses.groups
    count = len(tokens)
    clauses.group_at = [-1] * count
    if not groups:
        return
    _open_first(clauses)
    for number in range(1, len(groups)):
        before, group = groups[number - 1], groups[number]
        group.start, group.link = _boundary(clauses, before, group)
        before.end = group.start
    groups[-1].end = count
    for number in range(len(groups)):
        _bare_participle(clauses, number)
    for number, group in enumerate(groups):
        clauses.group_at[group.start : group.end] = [number] * (group.end - group.start)
    # What stands before a relative clause that opens the sentence belongs to the main clause after it.
    if groups[0].start:
        main = next((number for number, group in enumerate(groups) if number and group.form == "finite"), 0)
        for position in range(groups[0].start):
            clauses.group_at[position] = main
    for number, group in enumerate(groups):
        group.parent = _parent(clauses, number)


def _open_first(clauses: Clauses) -> None:
    """The first group's clause: the whole front of the sentence, or from the word that opens it."""
    tokens, tags = clauses.tokens, clauses.tags
    group = clauses.groups[0]
    for position in range(group.first - 1, -1, -1):
        lower = tokens[position].lower
        if tags[position] not in _OPENERS or lower in _PREPOSITION_LIKE:
            continue
        if tags[position] == RELATIVE and lower == "that" and position + 1 < group.first and position == 0:
            continue
        group.link = lower
        if tags[position] == RELATIVE and position:
            group.start = position
        return


def _bare_participle(clauses: Clauses, number: int) -> None:
    """A past form of a verb that wants an object, with none after it, is a participle: "two men arrested in ..."."""
    groups, tags = clauses.groups, clauses.tags
    group = groups[number]
    if group.form != "finite" or group.first != group.head or group.tense != "past":
        return
    following = group.head + 1
    while following < len(tags) and tags[following] == ADVERB:
        following += 1
    if following + 1 < len(tags) and clauses.tokens[following].lower in _PARTICLES and tags[following + 1] in "djnpux":
        following += 1
    has_object = following < len(tags) and tags[following] in "djnpuxgv" and following not in clauses.group_of_head
    after = groups[number + 1] if number + 1 < len(groups) else None
    if (
        after is not None
        and after.head == following + 1 == after.first
        and clauses.tokens[following].lower == "and"
        and after.tense == "past"
        and after.head + 1 < len(tags)
        and tags[after.head + 1] in "djnpuxg"
    ):
        # "shot and killed two": both verbs have the object
        return
    by = following < len(tags) and clauses.tokens[following].lower == "by" and group.lemma not in _GOES_BY
    if by and after is not None and _is_main_after(clauses, group, after):
        # "forces backed by tanks and jets |entered the town": "and" joins the tanks and the jets
        after.link, after.start = "", after.first
    before_main = (
        after is not None
        and after.form == "finite"
        and after.link == ""
        and group.lemma not in CLAUSE_VERBS
        and group.head > 0
        and tags[group.head - 1] in "npug"
    )
    if has_object and not (before_main and by):
        return
    if not before_main and _fires(clauses, group):
        return
    if (by or group.lemma in clauses.transitive) and (
        group.head == 0 or tags[group.head - 1] not in (PRONOUN, RELATIVE)
    ):
        group.passive = True
    if before_main:
        group.form, group.passive, group.tense = "participle", True, "none"
    elif group.passive and number and groups[number - 1].form == "finite" and group.link == "":
        group.form, group.tense = "participle", "none"
    if group.form == "participle" and number and group.link == "":
        group.start = groups[number - 1].end = group.first


def _fires(clauses: Clauses, group: VerbGroup) -> bool:
    """Whether somebody fires at something: "artillery fired at the hills", but not "rockets fired at the city"."""
    if group.lemma != "fire" or group.head == 0 or group.head + 1 >= len(clauses.lowers):
        return False
    return clauses.lowers[group.head + 1] in _FIRED_AT and clauses.lowers[group.head - 1] not in _FIRED


def _is_main_after(clauses: Clauses, group: VerbGroup, after: VerbGroup) -> bool:
    """Whether a verb after "backed by A and B" has its subject before "backed": only nouns stand between the two."""
    if after.form != "finite" or after.link != "and" or clauses.tags[after.first - 1] not in "npx":
        return False
    between = range(group.head + 2, after.first)
    ands = sum(clauses.tokens[position].lower == "and" for position in between)
    return ands == 1 and all(
        clauses.tags[index] in "djnpuxg" or clauses.tokens[index].lower in ("and", ",", "-", "led") for index in between
    )


def _boundary(clauses: Clauses, before: VerbGroup, group: VerbGroup) -> tuple[int, str]:
    tokens, tags = clauses.tokens, clauses.tags
    first = group.first
    while first - 1 > before.head and tags[first - 1] == ADVERB:
        first -= 1
    if group.form in ("to", "ing", "participle"):
        previous = tags[first - 1]
        word = tokens[first - 1].lower
        if first - 1 > before.head and (previous in (PREPOSITION, SUBORDINATOR, COORDINATOR, RELATIVE)):
            return first - 1, word
        if first - 1 > before.head and word == ",":
            return first - 1, ","
        return first, ""
    last_break = like = -1
    for position in range(first - 1, before.head, -1):
        lower = tokens[position].lower
        tag = tags[position]
        if tag in _OPENERS:
            if lower in _PREPOSITION_LIKE:
                if last_break >= 0 and not _only_nominal(tags, position + 1, last_break):
                    like = position
                    continue
                if last_break < 0:
                    return position, lower
                continue
            if lower == "that" and position + 1 < first and tags[position - 1] in (PREPOSITION, MARK):
                continue
            return position, lower
        if last_break < 0 and (tag == COORDINATOR or lower in _BREAKS):
            last_break = position
    if last_break >= 0:
        after_verb = tags[before.head + 1]
        if (
            before.lemma in CLAUSE_VERBS
            and not before.passive
            and after_verb != MARK
            and after_verb != COORDINATOR
            and last_break < first - 1
            and tokens[last_break].lower in ("and", ",")
            and _only_nominal(tags, before.head + 1, last_break)
        ):
            return before.head + 1, ""
        return last_break, tokens[last_break].lower
    if like >= 0:
        return like, tokens[like].lower
    if before.lemma not in CLAUSE_VERBS and tags[first - 1] in "npugx" and before.form == "finite":
        # no complement of the verb before: the new clause begins with its own subject
        return max(clauses.noun_phrase_start(first - 1), before.head + 1), ""
    return before.head + 1, ""


def _only_nominal(tags: list[str], start: int, end: int) -> bool:
    return all(tags[position] in "djnpuxgr" or tags[position] == MARK for position in range(start, end))


def _parent(clauses: Clauses, number: int) -> int:
    """The group on which this one hangs, -1 for a main clause."""
    groups, tags, tokens = clauses.groups, clauses.tags, clauses.tokens
    group = groups[number]
    if number == 0:
        return -1
    before = groups[number - 1]
    if group.form == "to" or (group.form in ("ing", "participle") and group.link != COORDINATOR):
        if group.link in ("and", "or", "nor") and before.form == group.form:
            return before.parent
        if group.link == "," and group.form == "ing":
            # "stormed the gate leading to the port, killing two": the finite verb did it
            return next((one for one in range(number - 1, -1, -1) if groups[one].form == "finite"), number - 1)
        return number - 1
    bare = group.first == group.head <= group.start + 2 and tokens[group.head].lower == group.lemma
    if bare and before.form == "to" and group.link in ("and", "or"):
        # "to arm themselves and strike the enemy"
        group.form, group.tense = "to", "none"
        return before.parent
    if group.link == "" and before.form in ("to", "ing") and before.lemma not in CLAUSE_VERBS:
        # "forces fighting to retake the south |said": the main verb, whose subject holds the one before
        return -1
    if group.link in ("", "that", "whether", "how", "why", "what"):
        relative = group.link == "that" and (
            group.first == group.start + 1 or (tags[group.start - 1] in "np" and before.lemma not in CLAUSE_VERBS)
        )
        return -1 if relative else number - 1
    if group.link == "if" and before.lemma in ("ask", "know", "see", "doubt", "wonder"):
        return number - 1
    if tags[group.start] == COORDINATOR:
        if group.first <= group.start + 1 or all(
            tags[p] in (ADVERB, NEGATION) for p in range(group.start + 1, group.first)
        ):
            return before.parent
        # "said that A and B": with its own subject, still what was said
        return before.parent if before.link in ("that", "") and before.parent >= 0 and before.form == "finite" else -1
    if tokens[group.start].lower == "," and before.form == "finite" and before.link in ("that",):
        return -1
    return -1


def _find_arguments(clauses: Clauses, number: int) -> None:
    tokens, tags, groups = clauses.tokens, clauses.tags, clauses.groups
    group = groups[number]
    group.subject = _subject(clauses, number)
    if group.form == "finite" and not group.modal and group.first == group.head:
        shared = number and groups[number - 1].end == group.start and tags[group.start] == COORDINATOR
        if shared and group.first <= group.start + 2:
            other = groups[number - 1]
            if other.modal and group.tense == "present":
                group.modal, group.tense = other.modal, other.tense
            elif (
                other.passive
                and group.tense == "past"
                and group.lemma not in CLAUSE_VERBS
                and _no_object(clauses, group)
            ):
                group.passive = True
            group.negated = group.negated or (other.negated and tokens[group.start].lower == "or")
    following = group.head + 1
    while following < group.end and tags[following] == ADVERB:
        following += 1
    if not group.passive or group.form == "participle":
        particle = following + 1 < group.end and tokens[following].lower in _PARTICLES
        if particle and tags[following + 1] in "djnpux":
            following += 1
        end = clauses.noun_phrase_end(following)
        end = min(end, group.end)
        if end > following:
            # "killed 12 of them", "attacks on the base": keep the part after "of"
            while end < group.end - 1 and tokens[end].lower == "of":
                more = min(clauses.noun_phrase_end(end + 1), group.end)
                if more <= end + 1:
                    break
                end = more
            group.object = (following, end)


def _no_object(clauses: Clauses, group: VerbGroup) -> bool:
    following = group.head + 1
    return following >= len(clauses.tags) or clauses.tags[following] not in "djnpuxg"


def _subject(clauses: Clauses, number: int) -> tuple[int, int] | None:
    tokens, tags, groups = clauses.tokens, clauses.tags, clauses.groups
    group = groups[number]
    if group.form in ("to", "ing") and number:
        if group.form == "ing" and group.link == "" and group.first and tags[group.first - 1] in "npx":
            return clauses.noun_phrase_start(group.first - 1), group.first
        parent = groups[group.parent] if group.parent >= 0 else groups[number - 1]
        of_object = group.form == "to" or group.link in ("of", "from", "for")
        # "they are due to leave", "it is ready to strike": the adjective is no doer
        of_object = of_object and parent.lemma != "be"
        return parent.object if of_object and parent.object and not parent.passive else parent.subject
    inserted = number and groups[number - 1].link == "" and groups[number - 1].form in ("participle", "ing")
    if inserted and group.link == "" and group.form == "finite":
        return groups[number - 1].subject
    end = group.first
    while end > group.start and tags[end - 1] in (ADVERB, NEGATION):
        end -= 1
    start = group.start
    if start < end and (tags[start] in (COORDINATOR, SUBORDINATOR) or tokens[start].lower in _BREAKS):
        start += 1
    if group.form == "participle":
        if end and tags[end - 1] in "npu":
            return clauses.noun_phrase_start(end - 1), end
        return None
    if start < end and tags[start] == RELATIVE:
        if start + 1 < end:
            start += 1
        else:
            return _antecedent(clauses, start)
    if end > start and tokens[end - 1].lower in _BREAKS:
        return _first_noun_phrase(clauses, start, end)
    if end <= start:
        if number == 0:
            return None
        before = groups[number - 1]
        if tags[group.start] == COORDINATOR:
            return before.subject
        if tokens[group.start].lower in _BREAKS or before.form == "participle":
            # after what is put between subject and verb: ", who fled in May, returned", "the men held there died"
            outer = number - 1
            while outer > 0 and groups[outer].parent == outer - 1 and tags[groups[outer].start] != RELATIVE:
                outer -= 1
            if groups[outer].start and tags[groups[outer].start] in (RELATIVE, MARK):
                return _antecedent(clauses, groups[outer].start)
        return before.subject
    if tags[end - 1] == PRONOUN:
        return end - 1, end
    left = clauses.noun_phrase_start(end - 1) if tags[end - 1] in "njpudgv" else end
    while left - 1 > start and tags[left - 1] in (PREPOSITION, TO) and tags[left - 2] in "npug":
        left = clauses.noun_phrase_start(left - 2)
    left = max(left, start)
    listed = False
    while left - 2 > start and tags[left - 2] in "npug":
        # "the militants and their families left": both did
        if tokens[left - 1].lower != "and" and not (listed and tokens[left - 1].lower == ","):
            break
        listed = True
        left = clauses.noun_phrase_start(left - 2)
        while left - 1 > start and tags[left - 1] in (PREPOSITION, TO) and tags[left - 2] in "npug":
            left = clauses.noun_phrase_start(left - 2)
        left = max(left, start)
    return (left, end) if left < end else None


def _antecedent(clauses: Clauses, index: int) -> tuple[int, int] | None:
    end = index
    while end > 0 and clauses.tokens[end - 1].lower in _BREAKS:
        end -= 1
    if end == 0 or clauses.tags[end - 1] not in "njpugd":
        return None
    return clauses.noun_phrase_start(end - 1), end


def _first_noun_phrase(clauses: Clauses, start: int, end: int) -> tuple[int, int] | None:
    """The subject before an apposition: the first noun phrase that is not part of an opening "On Sunday, ..."."""
    tokens, tags = clauses.tokens, clauses.tags
    position = start
    while position < end:
        if tags[position] == PREPOSITION:
            while position < end and tokens[position].lower != ",":
                position += 1
        right = min(clauses.noun_phrase_end(position), end)
        if right > position:
            while right < end - 1 and tokens[right].lower == "of":
                right = max(right + 1, min(clauses.noun_phrase_end(right + 1), end))
            return position, right
        position += 1
    return None
