"""What the verbs above an event say of it: modals, purposes, wishes, doubts, and conditions, from the inside out."""

from __future__ import annotations

from geomap.events.attribution import REPORTING
from geomap.events.cues import Cues
from geomap.events.grammar import Clauses, VerbGroup
from geomap.events.position import Position, locate

Told = tuple[str, str]
"""A status and the words that decided."""

MODAL_STATUS = {
    "will": "planned",
    "shall": "planned",
    "to": "planned",
    "would": "hypothetical",
    "could": "hypothetical",
    "may": "hypothetical",
    "might": "hypothetical",
    "should": "hypothetical",
    "must": "hypothetical",
    "can": "hypothetical",
}
_GUESSING = frozenset("believe think suspect fear worry hope doubt imagine wonder ask warn predict wish".split())

_SPECULATING = frozenset("believe think suspect fear expect predict doubt know hope".split())

_MAY_HAVE = frozenset(("may", "might", "could", "must"))

_PERMITTING = frozenset("let allow permit enable entitle".split())

# After these a finite clause has its own tense: "announced that troops had left".
_ANNOUNCING = frozenset("""announce agree decide approve order commit expect plan promise pledge vow""".split())

_OF_DOING = frozenset(("of", "about", "for"))
_NOT_EVEN_TRIED = frozenset(("alleged", "denied", "hypothetical"))
_MOST_STEPS = 8


def told_by_chain(clauses: Clauses, number: int, cues: Cues, position: Position) -> Told | None:
    """The status that a verb group has of itself and from the groups above it."""
    tokens, groups = clauses.tokens, clauses.groups
    for _ in range(_MOST_STEPS):
        if number < 0:
            return None
        group = groups[number]
        if group.negated:
            return "denied", "not " + tokens[group.head].lower
        asked = number == position.group and position.role in ("verb", "object")
        before = tokens[group.first - 1].lower if group.first else tokens[0].lower
        if asked and (negative_subject(clauses, group.subject) or before in ("neither", "none", "nobody")):
            return "denied", "nobody did"
        if group.modal in MODAL_STATUS:
            if group.perfect and group.modal in _MAY_HAVE:
                return "alleged", f"{group.modal} have"
            return _modal(clauses, group)
        told = told_by_link(clauses, number, cues)
        if told is None and group.form == "to":
            told, number = _infinitive(clauses, group, cues)
        elif told is None and group.form in ("ing", "participle") and number:
            told, number = _participle(clauses, group, cues)
        elif told is None and group.form == "ing" and group.first and clauses.lowers[group.first - 1] in _OF_DOING:
            # "commanders dream of marching into the capital", read without a verb
            told, number = before_doing(clauses, group.first, cues), -1
        elif told is None and group.form == "ing" and is_subject(clauses, group):
            told = "hypothetical", "in general"
        elif told is None:
            told, number = told_by_finite(clauses, group, cues)
        if told and told[0] == "failed" and group.form == "to":
            # "claims that mercenaries tried to kill him"
            outer = told_by_chain(clauses, group.parent, cues, position)
            return outer if outer and outer[0] in _NOT_EVEN_TRIED else told
        if told:
            return told
    return None


def _modal(clauses: Clauses, group: VerbGroup) -> Told:
    """What a modal says; "will" under a verb of guessing announces nothing: "few believe they will leave"."""
    status = MODAL_STATUS[group.modal]
    number = group.parent
    while status == "planned" and number >= 0:
        above = clauses.groups[number]
        if above.lemma in _GUESSING:
            return "hypothetical", f"{clauses.tokens[above.head].lower} ... {group.modal}"
        number = above.parent
    return status, group.modal


def _infinitive(clauses: Clauses, group: VerbGroup, cues: Cues) -> tuple[Told | None, int]:
    """What stands before "to attack": a noun, an adjective, a verb; and the group to go on with."""
    tokens, tags, groups = clauses.tokens, clauses.tags, clauses.groups
    before = group.start - 1
    above = groups[group.parent] if group.parent >= 0 else None
    if before >= 0:
        lower = tokens[before].lower
        if lower in cues.nouns and tags[before] in "npj":
            if "any" in (tokens[before - 1].lower, lower):
                return ("hypothetical", f"any {lower} to"), -1
            if no_before(clauses, before) or (above is not None and above.negated):
                return ("denied", f"no {lower} to"), -1
            if lower in _MADE and tokens[clauses.noun_phrase_start(before)].lower == "the":
                return None, group.parent
            return (cues.nouns[lower], f"{lower} to"), -1
        if lower == "yet":
            return ("denied", "yet to"), -1
        if lower in _READY:
            return ("planned", f"{lower} to"), -1
        if tags[before] == "j":
            return ("hypothetical", f"{lower} to"), -1
    if above is None:
        return ("hypothetical", "to"), -1
    word = tokens[above.head].lower
    told = cues.verbs.get(above.lemma)
    if above.lemma in _PERMITTING and above.tense == "past":
        return None, group.parent
    if above.lemma == "have":
        # "had to withdraw" did; "have until Monday to withdraw" may
        return (
            (None, group.parent)
            if above.tense == "past" and before == above.head
            else (("hypothetical", "have to"), -1)
        )
    if told and (above.lemma not in cues.real or above.passive or above.lemma == "order"):
        if above.negated and told in ("planned", "threatened"):
            return ("denied", f"not {word} to"), -1
        return (told, f"{word} to"), -1
    if above.lemma in cues.real or (above.passive and above.lemma in ("force", "compel", "oblige")):
        return None, group.parent
    if above.passive and above.lemma in ("believe", "think"):
        return ("alleged", f"{word} to"), -1
    if above.lemma in ("say", "report", "know", "understand", "find", "see"):
        return None, group.parent
    return ("hypothetical", "to, a purpose"), -1


# "The decision to halt training": what is known to be decided is told as done.
_MADE = frozenset(("decision", "order", "move"))

_READY = frozenset(("ready", "set", "due", "poised", "about", "bound", "prepared", "determined", "eager"))


def _participle(clauses: Clauses, group: VerbGroup, cues: Cues) -> tuple[Told | None, int]:
    """What stands before "attacking": a preposition with its noun or verb, or the verb it goes with."""
    tokens, groups = clauses.tokens, clauses.groups
    word = group.link
    if word == "without":
        return ("denied", "without"), -1
    if word in ("from", "against"):
        return ("hypothetical", word), -1
    if word in ("of", "for", "about", "on", "to") and group.start:
        told = before_doing(clauses, group.start, cues)
        if told:
            return told, -1
    above = groups[group.parent] if group.parent >= 0 else None
    if above is not None and f"{above.lemma} {word}" in cues.phrasal:
        return (cues.phrasal[f"{above.lemma} {word}"], f"{above.lemma} {word}"), -1
    if above is not None and word in ("", "by", ",") and group.form == "ing":
        told_above = cues.verbs.get(above.lemma)
        if told_above and (above.head == group.first - 1 or (word == "" and told_above == "hypothetical")):
            return (told_above, tokens[above.head].lower), -1
        return None, group.parent
    return None, -1


def told_by_finite(clauses: Clauses, group: VerbGroup, cues: Cues) -> tuple[Told | None, int]:
    """What the clause hangs on: "denied that", "fears that", "the claim that", "let them attack"."""
    tokens, groups = clauses.tokens, clauses.groups
    noun = group.start - 1
    complement = group.link == "that" and noun >= 0 and group.first > group.start + 1
    if complement and tokens[noun].lower in cues.tales | cues.nouns.keys():
        told_of = tale_of(clauses, noun, cues)
        if told_of:
            return told_of, -1
    if group.parent < 0:
        return None, -1
    above = groups[group.parent]
    told = cues.verbs.get(above.lemma)
    if above.first == above.head and next_is(clauses, above.head, "by"):
        # "a leader wanted by the courts died in": says who somebody is
        told = None
    if above.lemma in _PERMITTING:
        told = "hypothetical" if above.tense == "present" or above.modal else None
    elif told == "planned" and (group.tense == "past" or above.lemma in _ANNOUNCING):
        told = "planned" if above.lemma == "expect" and group.tense == "present" else None
    elif told in ("threatened", "planned") and above.lemma in _ANNOUNCING:
        told = None
    elif above.lemma in ("claim", "charge"):
        told = "alleged"
    elif told == "hypothetical" and above.lemma in ("warn", "caution") and group.tense == "past":
        told = None
    if told:
        return (told, tokens[above.head].lower), -1
    if above.negated and above.lemma in REPORTING | _SPECULATING:
        return ("denied", "not " + tokens[above.head].lower), -1
    if few(clauses, above.subject) and above.lemma in _SPECULATING:
        return ("hypothetical", "few " + tokens[above.head].lower), -1
    return None, group.parent


def tale_of(clauses: Clauses, noun: int, cues: Cues) -> Told | None:
    """What "no evidence that", "the claim that", "dismissed reports that" say of the clause that follows."""
    word = clauses.tokens[noun].lower
    if no_before(clauses, noun):
        return "denied", f"no {word} that"
    doubted = doubt_of(clauses, noun, cues)
    if doubted:
        return doubted
    told = cues.nouns.get(word)
    return (told, f"{word} that") if told in ("alleged", "hypothetical", "denied") else None


def told_by_link(clauses: Clauses, number: int, cues: Cues) -> Told | None:
    """The effect of the word that opens the clause."""
    group = clauses.groups[number]
    if group.link in cues.if_links:
        return "hypothetical", group.link
    first = clauses.tokens[group.start].lower
    if group.form == "finite" and group.first == group.start and (group.modal == "should" or first == "were"):
        return "hypothetical", first
    if group.link in ("how", "why") and group.tense == "present" and not group.perfect and not group.progressive:
        return "hypothetical", group.link
    has = group.perfect and clauses.lowers[group.first] in ("has", "have")
    if group.link in cues.future_links and (group.tense == "present" or has):
        told = clauses.lowers[-1] == "." and not clauses.title_case
        if told and not has and not group.progressive and group.link in _NOT_YET:
            return "hypothetical", f"{group.link}, in the present"
        for other in clauses.groups:
            if other is not group and other.modal in MODAL_STATUS and other.form == "finite":
                return "hypothetical", f"{group.link}, with {other.modal}"
    return None


# With the present tense they tell of what is to come: "when the leaders meet".
_NOT_YET = frozenset(("when", "until", "once", "before"))
_UNTRUE = frozenset(("false", "untrue", "unfounded", "baseless", "hoax", "fabricated", "unproven"))


def doubt_of(clauses: Clauses, noun: int, cues: Cues) -> Told | None:
    """What is done to a tale of events: "rejected reports of a raid", "dismissed claims that ..."."""
    word = clauses.tokens[noun].lower
    if any(token.lower in _UNTRUE for token in clauses.tokens):
        return "denied", f"{word} that were false"
    position = locate(clauses, noun, noun, -1)
    if position.governor >= 0 and no_before(clauses, position.governor):
        # "no truth to stories about a mutiny"
        return "denied", f"no {clauses.lowers[position.governor]}"
    if position.role not in ("object", "prepositional", "subject") or position.group < 0:
        return None
    group = clauses.groups[position.group]
    done = position.role != "subject" or group.passive
    if done and cues.verbs.get(group.lemma) == "denied" and not group.negated:
        return "denied", f"{clauses.tokens[group.head].lower} {word}"
    if done and group.negated and group.lemma in ("confirm", "verify"):
        return "alleged", f"not {clauses.tokens[group.head].lower} {word}"
    if position.role == "object" and word in ("evidence", "proof", "sign", "signs", "indication"):
        told = told_by_chain(clauses, position.group, cues, position)
        return told if told and told[0] in ("denied", "hypothetical") else None
    return None


def is_subject(clauses: Clauses, group: VerbGroup) -> bool:
    """Whether the sentence opens with a doing of which it speaks: "Bombing hospitals is a crime"."""
    after = next((one for one in clauses.groups if one.head > group.head and one.form == "finite"), None)
    if after is None or group.link or group.first > 0:
        return False
    return all(clauses.tokens[index].lower != "," for index in range(group.head, after.first))


def before_doing(clauses: Clauses, start: int, cues: Cues) -> Told | None:
    """The word before "of doing": "accused of bombing", "capable of striking", "a plan for attacking"."""
    tokens = clauses.tokens
    for index in range(start - 1, max(start - 5, -1), -1):
        lower = tokens[index].lower
        number = clauses.group_of_head.get(index)
        if number is not None:
            told = cues.verbs.get(clauses.groups[number].lemma)
            return (told, lower) if told else None
        if lower in cues.nouns:
            return cues.nouns[lower], lower
    return None


def no_before(clauses: Clauses, index: int) -> bool:
    start = clauses.noun_phrase_start(index)
    return any(
        clauses.tokens[position].lower in ("no", "without", "nor") for position in range(max(start - 1, 0), index)
    )


def negative_subject(clauses: Clauses, subject: tuple[int, int] | None) -> bool:
    if subject is None:
        return False
    start = max(subject[0] - 1, 0)
    return any(clauses.tokens[index].lower in _NOBODY for index in range(start, subject[1]))


_NOBODY = frozenset(("not", "no", "nobody", "none", "neither", "nothing"))


def few(clauses: Clauses, subject: tuple[int, int] | None) -> bool:
    return subject is not None and clauses.tokens[subject[0]].lower == "few"


def next_is(clauses: Clauses, index: int, word: str) -> bool:
    return index + 1 < len(clauses.tokens) and clauses.tokens[index + 1].lower == word
