"""What a word hangs on, and what that says of it: "plans to", "threat of", "denied that", "if", "called off".

From the inside out: the noun or verb that governs the word, that verb's modal and negation, the word that opens its
clause, the verb above it, and so on. The first that says anything decides.
"""

from __future__ import annotations

from geomap.events.cues import Cues, load_cues
from geomap.events.grammar import Clauses, VerbGroup
from geomap.events.lexicon import load_lexicon
from geomap.events.position import Position
from geomap.events.verb_chain import (
    MODAL_STATUS,
    Told,
    doubt_of,
    next_is,
    no_before,
    told_by_chain,
    told_by_finite,
    told_by_link,
)
from geomap.events.word_classes import verb_form

# What they govern has not happened, however definite it sounds: "demanded the withdrawal of all soldiers".
_WANTING = frozenset(
    """demand urge propose plan order oppose request seek want consider discuss invite threaten prepare schedule
    cancel postpone prevent avert favour favor desire recommend suggest simulate rehearse
    plot conspire attempt try mastermind""".split()
)


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
        return told_by_chain(clauses, position.group, cues, position)
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
    if not the or position.role not in ("object", "prepositional"):
        return False
    planned = position.governor >= 0 and tokens[position.governor].lower in load_cues().nouns
    return planned or tokens[position.head].lower not in _CRIMES or not _is_somebody(clauses, after + 1)


def _is_somebody(clauses: Clauses, start: int) -> bool:
    """Whether a noun phrase names or counts people: "of Hector Oqueli", "of the six priests", not "of peasants"."""
    tags = clauses.tags
    for index in range(start, min(start + _LONGEST_TITLE, len(tags))):
        if tags[index] in "pu":
            return True
        if tags[index] not in "djng":
            return False
    return False


# Nouns that tell of one deed where its victims are named.
_CRIMES = frozenset(
    """murder murders assassination killing massacre slaying kidnapping abduction execution slaughter
    beheading""".split()
)
# "of Salvadoran presidency minister Antonio Rodriguez Porth"
_LONGEST_TITLE = 6


def _after_preposition(clauses: Clauses, position: Position, cues: Cues, definite: bool) -> Told | None:
    tokens = clauses.tokens
    word = position.preposition
    if position.governor >= 0:
        noun = tokens[position.governor].lower
        told = cues.nouns.get(noun)
        if told is None and noun.endswith("ing"):
            # "the postponing of demonstrations"
            told = cues.verbs.get(verb_form(noun, load_lexicon())[0])
        if told is None and word in _ABOUT:
            told, noun = _told_further_out(clauses, position.governor, cues)
        told_of_definite = told in ("historical", "alleged", "threatened")
        scheduled = told == "planned" and word == "for"
        if told and word in _NOUN_PREPOSITIONS and (not definite or told_of_definite or scheduled):
            return told, f"{noun} {word}"
        if no_before(clauses, position.governor):
            return "denied", f"no {noun} {word}"
        doubted = doubt_of(clauses, position.governor, cues)
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
    return None if definite else told_by_chain(clauses, position.group, cues, position)


def _told_further_out(clauses: Clauses, governor: int, cues: Cues) -> tuple[str | None, str]:
    """What the noun before a place says: "worries in Berlin about attacks"."""
    where = clauses.noun_phrase_start(governor) - 1
    if where < 1 or clauses.lowers[where] not in _WHERE:
        return None, clauses.lowers[governor]
    noun = clauses.lowers[where - 1]
    return cues.nouns.get(noun), noun


_ABOUT = frozenset(("about", "over", "of"))
_WHERE = frozenset(("in", "at", "among", "across", "within"))
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
    happens = group.lemma in cues.happening or (group.lemma == "take" and next_is(clauses, group.head, "place"))
    if group.negated and (happens or (exists and not definite)):
        return "denied", f"not {word}"
    if group.modal in MODAL_STATUS and (happens or not definite):
        return MODAL_STATUS[group.modal], group.modal
    if definite:
        return None
    spoken_of = group.lemma in ("remain", "become") or (group.lemma == "be" and not _is_there(clauses, group))
    if spoken_of and (group.tense == "present" or group.perfect) and not _is_under_way(clauses, group):
        return "hypothetical", "in general"
    link = told_by_link(clauses, position.group, cues)
    if link or group.parent < 0:
        return link
    told_above, above = told_by_finite(clauses, group, cues)
    return told_above or told_by_chain(clauses, above, cues, position)


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
    return told_by_chain(clauses, position.group, cues, position)
