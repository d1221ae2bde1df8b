"""What a word hangs on, and what that says of it: "plans to", "threat of", "denied that", "if", "called off".

From the inside out: the noun or verb that governs the word, that verb's modal and negation, the word that opens its
clause, the verb above it, and so on. The first that says anything decides.
"""

from __future__ import annotations

from geomap.events.attribution import REPORTING
from geomap.events.cues import Cues, load_cues
from geomap.events.grammar import Clauses, VerbGroup
from geomap.events.lexicon import load_lexicon
from geomap.events.position import Position, locate
from geomap.events.word_classes import verb_form

Told = tuple[str, str]
"""A status and the words that decided."""

_MODAL_STATUS = {
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
# What they govern has not happened, however definite it sounds: "demanded the withdrawal of all soldiers".
_WANTING = frozenset(
    """demand urge propose plan order oppose request seek want consider discuss invite threaten prepare schedule
    cancel postpone prevent avert favour favor desire recommend suggest simulate rehearse""".split()
)
_MOST_STEPS = 8


def governed_status(clauses: Clauses, position: Position, definite: bool) -> Told | None:
    """What the words round the event's word say of it; ``None`` where they leave it a fact."""
    cues = load_cues()
    definite = definite and not _introduces(clauses, position)
    followed = _followed(clauses, position, cues)
    if followed:
        return followed
    if position.role == "prepositional":
        return _after_preposition(clauses, position, cues, definite)
    if position.role == "subject":
        return _as_subject(clauses, position, cues, definite)
    if position.role == "object":
        return _as_object(clauses, position, cues, definite)
    if position.role == "verb":
        return _chain(clauses, position.group, cues, position)
    return None


def _followed(clauses: Clauses, position: Position, cues: Cues) -> Told | None:
    """A participle behind the noun: "the march scheduled for Monday", "an attack foiled by the police"."""
    if position.role == "verb":
        return None
    for group in clauses.groups:
        if group.form != "participle" or not group.subject or not group.subject[0] <= position.head < group.subject[1]:
            continue
        told = cues.verbs.get(group.lemma)
        if (
            told in ("planned", "denied", "failed")
            and group.lemma not in cues.real
            and group.first == position.head + 1
        ):
            return told, clauses.tokens[group.head].lower
    return None


def _introduces(clauses: Clauses, position: Position) -> bool:
    """Whether "the" only belongs to "of": "the murder of opponents" need not be known, nor have happened."""
    tokens = clauses.tokens
    after = position.head + 1
    the = tokens[position.start].lower == "the" and after < len(tokens) and tokens[after].lower == "of"
    return the and position.role in ("object", "prepositional")


def _after_preposition(clauses: Clauses, position: Position, cues: Cues, definite: bool) -> Told | None:
    tokens = clauses.tokens
    word = position.preposition
    if position.governor >= 0:
        noun = tokens[position.governor].lower
        told = cues.nouns.get(noun)
        if told is None and noun.endswith("ing"):
            # "the postponing of demonstrations"
            told = cues.verbs.get(verb_form(noun, load_lexicon())[0])
        told_of_definite = told in ("historical", "alleged", "threatened")
        scheduled = told == "planned" and word == "for"
        if told and word in _NOUN_PREPOSITIONS and (not definite or told_of_definite or scheduled):
            return told, f"{noun} {word}"
        if _no_before(clauses, position.governor):
            return "denied", f"no {noun} {word}"
        doubted = _doubted(clauses, position.governor, cues)
        if doubted and noun in cues.tales:
            return doubted
    if not definite and word in cues.prepositions:
        return "hypothetical", word
    if position.governor < 0 and position.group >= 0:
        group = clauses.groups[position.group]
        phrase = f"{group.lemma} {word}"
        if phrase in cues.phrasal:
            return cues.phrasal[phrase], phrase
        told = cues.verbs.get(group.lemma)
        beside = group.head + 1 < len(tokens) and tokens[group.head + 1].lower == word
        if told and beside and word in _VERB_PREPOSITIONS and (not definite or told == "planned"):
            return told, f"{tokens[group.head].lower} {word}"
    return None if definite else _chain(clauses, position.group, cues, position)


_NOUN_PREPOSITIONS = frozenset(("of", "to", "for", "on", "about", "against", "over", "in", "from"))
_VERB_PREPOSITIONS = frozenset(("to", "from", "about", "of", "for", "with", "against"))


def _as_subject(clauses: Clauses, position: Position, cues: Cues, definite: bool) -> Told | None:
    group = clauses.groups[position.group]
    word = clauses.tokens[group.head].lower
    told = cues.verbs.get(group.lemma)
    of_definite = told in ("failed", "denied") or (told == "planned" and group.tense != "past")
    if told and group.passive and group.lemma not in cues.real and (of_definite or not definite):
        return told, word
    exists = group.lemma in cues.existence
    happens = group.lemma in cues.happening or (group.lemma == "take" and _next_is(clauses, group.head, "place"))
    if group.negated and (happens or (exists and not definite)):
        return "denied", f"not {word}"
    if group.modal in _MODAL_STATUS and (happens or not definite):
        return _MODAL_STATUS[group.modal], group.modal
    if definite:
        return None
    spoken_of = group.lemma in ("remain", "become") or (group.lemma == "be" and not _is_there(clauses, group))
    if spoken_of and (group.tense == "present" or group.perfect) and not _is_under_way(clauses, group):
        return "hypothetical", "in general"
    link = _link(clauses, position.group, cues)
    if link or group.parent < 0:
        return link
    told_above, above = _finite(clauses, group, cues)
    return told_above or _chain(clauses, above, cues, position)


def _is_there(clauses: Clauses, group: VerbGroup) -> bool:
    return group.subject is not None and clauses.tokens[group.subject[0]].lower == "there"


def _is_under_way(clauses: Clauses, group: VerbGroup) -> bool:
    after = {token.lower for token in clauses.tokens[group.head + 1 : group.head + 4]}
    return bool(after & _UNDER_WAY)


_UNDER_WAY = frozenset(("underway", "under", "ongoing", "over", "continuing", "in"))
_HOLDING = frozenset(
    """include involve entail foresee envisage provide contain comprise authorise authorize cover""".split()
)


def _as_object(clauses: Clauses, position: Position, cues: Cues, definite: bool) -> Told | None:
    group = clauses.groups[position.group]
    told = cues.objects.get(group.lemma) or cues.verbs.get(group.lemma)
    phrase = f"{group.lemma} {position.preposition}"
    if phrase in cues.phrasal:
        return cues.phrasal[phrase], phrase
    if group.lemma in _HOLDING and group.subject and not definite:
        plan = clauses.tokens[group.subject[1] - 1].lower
        if cues.nouns.get(plan) in ("planned", "hypothetical"):
            return cues.nouns[plan], f"{plan} {clauses.tokens[group.head].lower}"
    if told and told != "occurred" and group.lemma not in cues.real:
        word = clauses.tokens[group.head].lower
        if told == "failed":
            purpose = group.form in ("to", "ing") or bool(group.modal) or group.tense == "present"
            return ("hypothetical", f"to {group.lemma}") if purpose else ("failed", word)
        # "authorised the strike" tells of one that was made, "plans the strike" does not
        undone = told == "planned" and group.tense != "past"
        if not definite or undone or group.lemma in _WANTING:
            return told, word
    if definite and group.lemma not in cues.real:
        return None
    return _chain(clauses, position.group, cues, position)


def _chain(clauses: Clauses, number: int, cues: Cues, position: Position) -> Told | None:
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
        if asked and (_negative_subject(clauses, group.subject) or before in ("neither", "none", "nobody")):
            return "denied", "nobody did"
        if group.modal in _MODAL_STATUS:
            if group.perfect and group.modal in _MAY_HAVE:
                return "alleged", f"{group.modal} have"
            return _modal(clauses, group)
        told = _link(clauses, number, cues)
        if told is None and group.form == "to":
            told, number = _infinitive(clauses, group, cues)
        elif told is None and group.form in ("ing", "participle") and number:
            told, number = _participle(clauses, group, cues)
        elif told is None and group.form == "ing" and _is_subject(clauses, group):
            told = "hypothetical", "in general"
        elif told is None:
            told, number = _finite(clauses, group, cues)
        if told:
            return told
    return None


def _modal(clauses: Clauses, group: VerbGroup) -> Told:
    """What a modal says; "will" under a verb of guessing announces nothing: "few believe they will leave"."""
    status = _MODAL_STATUS[group.modal]
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
            if _no_before(clauses, before) or (above is not None and above.negated):
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
        told = _before_doing(clauses, group.start, cues)
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


def _finite(clauses: Clauses, group: VerbGroup, cues: Cues) -> tuple[Told | None, int]:
    """What the clause hangs on: "denied that", "fears that", "the claim that", "let them attack"."""
    tokens, groups = clauses.tokens, clauses.groups
    noun = group.start - 1
    complement = group.link == "that" and noun >= 0 and group.first > group.start + 1
    if complement and tokens[noun].lower in cues.tales | cues.nouns.keys():
        told_of = _told_of(clauses, noun, cues)
        if told_of:
            return told_of, -1
    if group.parent < 0:
        return None, -1
    above = groups[group.parent]
    told = cues.verbs.get(above.lemma)
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
    if _few(clauses, above.subject) and above.lemma in _SPECULATING:
        return ("hypothetical", "few " + tokens[above.head].lower), -1
    return None, group.parent


def _told_of(clauses: Clauses, noun: int, cues: Cues) -> Told | None:
    """What "no evidence that", "the claim that", "dismissed reports that" say of the clause that follows."""
    word = clauses.tokens[noun].lower
    if _no_before(clauses, noun):
        return "denied", f"no {word} that"
    doubted = _doubted(clauses, noun, cues)
    if doubted:
        return doubted
    told = cues.nouns.get(word)
    return (told, f"{word} that") if told in ("alleged", "hypothetical", "denied") else None


def _link(clauses: Clauses, number: int, cues: Cues) -> Told | None:
    """The effect of the word that opens the clause."""
    group = clauses.groups[number]
    if group.link in cues.if_links:
        return "hypothetical", group.link
    first = clauses.tokens[group.start].lower
    if group.form == "finite" and group.first == group.start and (group.modal == "should" or first == "were"):
        return "hypothetical", first
    if group.link in ("how", "why") and group.tense == "present" and not group.perfect and not group.progressive:
        return "hypothetical", group.link
    if group.link in cues.future_links and group.tense == "present":
        for other in clauses.groups:
            if other is not group and other.modal in _MODAL_STATUS and other.form == "finite":
                return "hypothetical", f"{group.link}, with {other.modal}"
    return None


_UNTRUE = frozenset(("false", "untrue", "unfounded", "baseless", "hoax", "fabricated", "unproven"))


def _doubted(clauses: Clauses, noun: int, cues: Cues) -> Told | None:
    """What is done to a tale of events: "rejected reports of a raid", "dismissed claims that ..."."""
    word = clauses.tokens[noun].lower
    if any(token.lower in _UNTRUE for token in clauses.tokens):
        return "denied", f"{word} that were false"
    position = locate(clauses, noun, noun, -1)
    if position.role not in ("object", "prepositional", "subject") or position.group < 0:
        return None
    group = clauses.groups[position.group]
    done = position.role != "subject" or group.passive
    if done and cues.verbs.get(group.lemma) == "denied" and not group.negated:
        return "denied", f"{clauses.tokens[group.head].lower} {word}"
    if done and group.negated and group.lemma in ("confirm", "verify"):
        return "alleged", f"not {clauses.tokens[group.head].lower} {word}"
    if position.role == "object" and word in ("evidence", "proof", "sign", "signs", "indication"):
        told = _chain(clauses, position.group, cues, position)
        return told if told and told[0] in ("denied", "hypothetical") else None
    return None


def _is_subject(clauses: Clauses, group: VerbGroup) -> bool:
    """Whether the sentence opens with a doing of which it speaks: "Bombing hospitals is a crime"."""
    after = next((one for one in clauses.groups if one.head > group.head and one.form == "finite"), None)
    if after is None or group.link or group.first > 0:
        return False
    return all(clauses.tokens[index].lower != "," for index in range(group.head, after.first))


def _before_doing(clauses: Clauses, start: int, cues: Cues) -> Told | None:
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


def _no_before(clauses: Clauses, index: int) -> bool:
    start = clauses.noun_phrase_start(index)
    return any(
        clauses.tokens[position].lower in ("no", "without", "nor") for position in range(max(start - 1, 0), index)
    )


def _negative_subject(clauses: Clauses, subject: tuple[int, int] | None) -> bool:
    if subject is None:
        return False
    start = max(subject[0] - 1, 0)
    return any(clauses.tokens[index].lower in _NOBODY for index in range(start, subject[1]))


_NOBODY = frozenset(("not", "no", "nobody", "none", "neither", "nothing"))


def _few(clauses: Clauses, subject: tuple[int, int] | None) -> bool:
    return subject is not None and clauses.tokens[subject[0]].lower == "few"


def _next_is(clauses: Clauses, index: int, word: str) -> bool:
    return index + 1 < len(clauses.tokens) and clauses.tokens[index + 1].lower == word
