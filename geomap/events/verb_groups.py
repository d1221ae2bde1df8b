"""Word classes and verb groups of one sentence: which words are verbs, with what auxiliaries, modals and negation.

Words that may be noun or verb ("attacks", "fire", "bombing") are decided by their neighbours; rules of this kind are
right often enough for news prose, and quick.
"""

from __future__ import annotations

from collections.abc import Sequence

from geomap.events.grammar import Clauses, VerbGroup
from geomap.events.lexicon import (
    ADVERB,
    BASE,
    BE,
    COORDINATOR,
    DETERMINER,
    DO,
    HAVE,
    ING,
    MARK,
    MODAL,
    NEGATION,
    PARTICIPLE,
    PAST,
    PREPOSITION,
    PRONOUN,
    RELATIVE,
    SINGULAR,
    SUBORDINATOR,
    TO,
    Lexicon,
)
from geomap.events.word_classes import tag_words, verb_form
from geomap.language import Token

_AUXILIARY = frozenset((MODAL, BE, HAVE, DO))
_BEGINS_GROUP = _AUXILIARY | {TO, "v"}
_OPENERS = frozenset((RELATIVE, SUBORDINATOR))
_BREAKS = frozenset((",", ";", ":", "—", "–", "-", "(", ")", "[", "]", '"', "“", "”", "«", "»"))
_LONGEST_PARENTHESIS = 7
DAYS = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december""".split()
)
_DOUBTED = frozenset(("suspected", "alleged", "presumed", "purported"))
_HEDGES = frozenset(
    """at least most more than fewer less up to as many about around over nearly almost roughly approximately some
    another only just an a well estimated""".split()
)
_LONGEST_HEDGE = 5
_MANY = frozenset("dozen dozens scores hundreds thousands several tens".split())
_ORDINALS = frozenset("first second third fourth fifth last latter former other".split())
_FALLEN = frozenset("killed wounded injured dead arrested hurt detained kidnapped abducted".split())
_COUNT_ALONE = frozenset("few many some most several all both".split())
_SEVERAL = frozenset("several many multiple various numerous these those".split())
_MODALS = {
    "'ll": "will",
    "’ll": "will",
    "wo": "will",
    "won't": "will",
    "won’t": "will",
    "ca": "can",
    "can't": "can",
    "can’t": "can",
    "cannot": "can",
}
_NEGATED_AUXILIARY = ("n't", "n’t")


def find_verb_groups(tokens: Sequence[Token], lexicon: Lexicon) -> Clauses:
    """The sentence with its word classes and verb groups; clauses and arguments are not filled in yet."""
    tags, title_case = tag_words(tokens, lexicon)
    clauses = Clauses(tokens, tags, lexicon.transitive, title_case)
    _find_groups(clauses, lexicon)
    return clauses


def _find_groups(clauses: Clauses, lexicon: Lexicon) -> None:
    """Decides for every possible verb form whether it is one, and collects its auxiliaries."""
    tokens, tags = clauses.tokens, clauses.tags
    count = len(tokens)
    pending: list[int] = []  # auxiliaries and adverbs of the group under way
    for index in range(count):
        tag = tags[index]
        if not pending and tag not in _BEGINS_GROUP:
            continue
        if tag in _AUXILIARY or tag == TO:
            if tag in (BE, HAVE, DO) and tokens[index].word[0] in "'’" and not _contracted(clauses, index):
                continue
            pending.append(index)
            continue
        if tag in (ADVERB, NEGATION) and pending:
            if tokens[index].lower != "no":
                pending.append(index)
                continue
            _close_auxiliary(clauses, pending)
            pending = []
            continue
        if tag == "v":
            lemma, bits = verb_form(tokens[index].lower, lexicon)
            if _is_verb(clauses, lexicon, index, bits, pending):
                _add_group(clauses, index, lemma, bits, pending)
                pending = []
                continue
            tags[index] = "g" if bits == ING else ("j" if bits & PAST and _before_noun(clauses, index) else "n")
        elif pending and tag in (PRONOUN, DETERMINER, "n", "p") and _inverted(clauses, pending):
            continue
        if pending and _parenthesis(clauses, lexicon, index, pending):
            continue
        if pending:
            _close_auxiliary(clauses, pending)
            pending = []
    if pending:
        _close_auxiliary(clauses, pending)
    clauses.groups.sort(key=lambda group: group.head)
    clauses.group_of_head = {group.head: number for number, group in enumerate(clauses.groups)}


def _parenthesis(clauses: Clauses, lexicon: Lexicon, index: int, pending: list[int]) -> bool:
    """Whether this token is inside what parts a verb group: "had not, as of Sunday, announced"."""
    tokens, tags = clauses.tokens, clauses.tags
    opening = pending[-1] + 1
    if tags[pending[-1]] not in (BE, HAVE, MODAL, NEGATION, ADVERB) or index - opening > _LONGEST_PARENTHESIS:
        return False
    comma = tokens[opening].lower == ","
    if not comma and not (
        tags[opening] == PREPOSITION and opening + 1 < len(tokens) and tokens[opening + 1].lower in DAYS
    ):
        return False
    last = min(opening + _LONGEST_PARENTHESIS + 2, len(tokens))
    for position in range(opening + 1, last):
        if comma and tokens[position].lower != ",":
            continue
        following = position + 1 if comma else position
        while following < last and tags[following] == ADVERB:
            following += 1
        if (
            following < last
            and tags[following] == "v"
            and verb_form(tokens[following].lower, lexicon)[1] & (PARTICIPLE | ING)
        ):
            return index < following
        if comma:
            return False
    return False


def _contracted(clauses: Clauses, index: int) -> bool:
    return index > 0 and clauses.tags[index - 1] == PRONOUN


def _inverted(clauses: Clauses, pending: list[int]) -> bool:
    """Whether an auxiliary opens a question, so that its subject may stand before the verb."""
    return len(pending) == 1 and pending[0] == 0 and clauses.tags[0] in _AUXILIARY


def _before_noun(clauses: Clauses, index: int) -> bool:
    return index + 1 < len(clauses.tags) and clauses.tags[index + 1] in "njpv"


def _is_verb(clauses: Clauses, lexicon: Lexicon, index: int, bits: int, pending: list[int]) -> bool:
    tokens, tags = clauses.tokens, clauses.tags
    lower = tokens[index].lower
    following = tags[index + 1] if index + 1 < len(tags) else MARK
    if following in (PREPOSITION, ADVERB, "j", "n") and _count_follows(clauses, index + 1):
        following = "u"
    back = index - 1
    while back > 0 and tags[back] == ADVERB:
        back -= 1
    previous = tags[back] if index else MARK
    if index and tokens[index - 1].word == "-" and tokens[index - 1].end == tokens[index].start:
        # "U.S.-led": the second half of a compound
        return False
    if pending:
        auxiliaries = [position for position in pending if tags[position] != ADVERB and tags[position] != NEGATION]
        last = tags[auxiliaries[-1]] if auxiliaries else MARK
        if last == TO:
            return bool(bits & BASE) and not (
                lower in lexicon.nouns_too and _to_is_preposition(clauses, auxiliaries[-1])
            )
        if last in (MODAL, DO):
            return bool(bits & BASE)
        if last == HAVE:
            return bool(bits & PARTICIPLE)
        if last == BE:
            if bits & PARTICIPLE:
                return True
            return bool(bits & ING)
    if bits & ING:
        if previous in (DETERMINER, "j", "u") or tokens[index - 1].lower.endswith(("'s", "’s")):
            return False
        if previous in "np" and lower in lexicon.nouns_too:
            # "car bombing", "a shooting", but "leaving 12 dead", "troops killing civilians"
            name = following == "p" and tokens[index + 1].lower not in DAYS and previous == "n"
            return index > 0 and (name or following in (DETERMINER, "u", PRONOUN))
        if previous in (PREPOSITION, COORDINATOR, SUBORDINATOR, MARK):
            if lower in lexicon.nouns_too:
                return following in (DETERMINER, "u", PRONOUN, "p", "j") or (following == "n" and previous == MARK)
            return True
        return True
    if bits & (BASE | SINGULAR) and not bits & (PAST | PARTICIPLE):
        if index and tokens[index - 1].lower == "no":
            return False
        if bits & SINGULAR and lower in lexicon.nouns_too and back > 0 and previous == "n" and tags[back - 1] == "u":
            # "three pipe bombs": the subject of a verb in -s is no number of things
            return False
        if bits & SINGULAR and lower in lexicon.nouns_too and following != DETERMINER and _is_counted(clauses, back):
            # "13 Houthi targets"
            return False
        if previous == DETERMINER and tokens[index - 1].lower in _COUNT_ALONE and lower not in lexicon.nouns_too:
            # "few believe", "many fear"
            return bool(bits & BASE)
        if back < index - 1 and previous in "npj" and lower not in lexicon.nouns_too:
            return True
        if previous in (DETERMINER, "j", "u", PREPOSITION) or tokens[index - 1].lower.endswith(("'s", "’s")):
            return False
        if tokens[back].word == "," and bits & SINGULAR and following == DETERMINER and tags[0] == "p":
            # "Zelensky, in Warsaw, signs an agreement"
            return not clauses.groups
        if lower in lexicon.nouns_too:
            if previous in (PRONOUN, RELATIVE):
                return True
            if previous == COORDINATOR and bits & BASE and following in (DETERMINER, PRONOUN, "u"):
                # "to surrender or face an assault"
                return bool(clauses.groups)
            if previous not in "np":
                return False
            if following not in (DETERMINER, "u", PRONOUN, "p", "j", PREPOSITION, TO, "n", RELATIVE, "v"):
                return False
            if back < index - 1:
                # "militants usually attack": an adverb stands before a verb
                return True
            if _finite_verb_ahead(clauses, lexicon, index):
                return False
            plural = tokens[index - 1].lower.endswith("s") and not tokens[index - 1].lower.endswith(("ss", "us", "is"))
            if bits & SINGULAR:
                return previous == "p" or (not plural and following != PREPOSITION)
            return plural and following != PREPOSITION
        if previous == MARK and index and bits & BASE:
            return False
        return previous in "npxrW!C" or (index == 0 and bool(bits & BASE))
    # A past or participle form.
    if tokens[index - 1].lower == "more" and index > 1 and tags[index - 2] == "u":
        # "two more hit the airfield", but "two more wounded men"
        return following not in "nj"
    ordinal = index > 1 and tokens[index - 1].lower in _ORDINALS and tags[index - 2] == DETERMINER
    if ordinal and following not in "npj" and lower not in _FALLEN:
        # "The first went off at noon": one of what was told before
        tags[index - 1] = "n"
        return True
    if previous in (DETERMINER, "u") or tokens[index - 1].lower.endswith(("'s", "’s")):
        # "the wounded soldiers", "the killed"; but "12 killed", "three wounded", "were among those killed by militants"
        by = index + 1 < len(tokens) and tokens[index + 1].lower == "by"
        among = by and index > 1 and tokens[index - 2].lower == "among" and tokens[index - 1].lower == "those"
        return (previous == "u" or among) and following not in "npj"
    if previous == "j" and following in "np" and index > 0:
        return False
    if previous == "j" and back > 0 and tags[back - 1] == DETERMINER and lower in ("wounded", "injured"):
        # "the worst wounded": people, not a deed
        return False
    dead = index + 1 < len(tokens) and tokens[index + 1].lower == "dead"
    if following in "npj" and not dead and index - 1 in clauses.group_of_head and clauses.groups[-1].head == index - 1:
        # "used armored cars": the verb before it has its object here
        return False
    if previous == PREPOSITION and following in "npj":
        return False
    if lower in _DOUBTED and following in "npj":
        # "suspected ETA gunmen": who did it is in doubt, no deed is told
        return False
    if lower in ("armed", "backed", "united", "so-called", "allied", "based", "led", "affected", "wanted"):
        return following not in "np" or previous in "np"
    return index > 0 or following != "n"


def _is_counted(clauses: Clauses, position: int) -> bool:
    """Whether only names and adjectives stand between this position and a number of things before it, not a date's."""
    tokens, tags = clauses.tokens, clauses.tags
    first = position
    while position > 0 and tags[position] in "pj":
        position -= 1
    lower = tokens[position].lower
    if position < first and lower in _SEVERAL:
        return True
    if position == first or tags[position] != "u" or lower in ("one", "1") or (lower.isdigit() and len(lower) == 4):
        return False
    return position == 0 or tokens[position - 1].lower.rstrip(".") not in DAYS


def _count_follows(clauses: Clauses, index: int) -> bool:
    """Whether a number with a hedge before it stands here: "killing |at least 15", "wounding |more than a dozen"."""
    tokens, tags = clauses.tokens, clauses.tags
    last = min(index + _LONGEST_HEDGE, len(tokens))
    position = index
    while position < last and tokens[position].lower in _HEDGES:
        position += 1
    return index < position < len(tokens) and (tags[position] == "u" or tokens[position].lower in _MANY)


def _to_is_preposition(clauses: Clauses, index: int) -> bool:
    """Whether "to" before a word that may be a noun is the preposition: "led to attacks", "response to attack"."""
    following = clauses.tokens[index + 1].lower
    return following.endswith("s") or clauses.tokens[index - 1].lower in (
        "led",
        "response",
        "due",
        "subjected",
        "close",
    )


def _finite_verb_ahead(clauses: Clauses, lexicon: Lexicon, index: int) -> bool:
    """Whether a finite verb follows in the same clause, so that this word is its subject's noun."""
    tokens, tags = clauses.tokens, clauses.tags
    for position in range(index + 1, min(index + 14, len(tokens))):
        tag = tags[position]
        if tag in _OPENERS or tokens[position].lower in _BREAKS:
            return False
        if tag in (MODAL, BE, HAVE, DO):
            return True
        if tag == "v":
            bits = verb_form(tokens[position].lower, lexicon)[1]
            if bits & PAST and tags[position - 1] not in (DETERMINER, "j"):
                return True
    return False


def _add_group(clauses: Clauses, index: int, lemma: str, bits: int, pending: list[int]) -> None:
    tokens, tags = clauses.tokens, clauses.tags
    words = [position for position in pending if tags[position] in _AUXILIARY or tags[position] == TO]
    group = VerbGroup(first=pending[0] if pending else index, head=index, lemma=lemma, form="finite")
    for position in pending:
        lower = tokens[position].lower
        if tags[position] == NEGATION or lower.endswith(_NEGATED_AUXILIARY):
            group.negated = True
        if tags[position] == MODAL:
            group.modal = _MODALS.get(lower, lower.removesuffix("n't").removesuffix("n’t"))
            group.negated = group.negated or lower == "cannot"
    _adverbs_before(clauses, group)
    if not words:
        if bits & ING and not bits & (BASE | PAST):
            group.form = "ing"
        elif bits & PAST:
            group.tense = "past"
        elif bits & PARTICIPLE:
            group.form, group.passive = "participle", True
        else:
            group.tense = "present"
    else:
        last, opening = words[-1], words[0]
        must = len(words) > 1 and tags[words[-2]] == HAVE and tags[last] == TO
        if must:
            # "have to attack" is a duty, "had to attack" was done, "have yet to attack" was not
            group.negated = group.negated or any(tokens[position].lower == "yet" for position in pending)
            past = tokens[words[-2]].lower in ("had", "hadn't") or group.negated
            group.modal = group.modal or ("" if past else "must")
            words = words[:-2] or words[:1]
            last = words[-1]
        group.perfect = not must and any(tags[position] == HAVE for position in words)
        group.passive = tags[last] == BE and bool(bits & PARTICIPLE) and not (bits & ING and not bits & PARTICIPLE)
        group.progressive = tags[last] == BE and bool(bits & ING)
        if tags[opening] == TO:
            group.form = "to"
        elif group.modal:
            group.tense = "future" if group.modal in ("will", "shall") else "present"
        elif tokens[opening].lower in ("was", "were", "had", "did", "wasn't", "weren't", "hadn't", "didn't") or (
            group.perfect and tags[opening] == HAVE
        ):
            group.tense = "past"
        elif tokens[opening].lower in ("being", "having"):
            group.form = "ing"
        elif tokens[opening].lower == "been":
            group.form = "participle"
        else:
            group.tense = "present"
        if tags[opening] == BE and any(tags[position] == TO for position in words[1:]):
            # "is to attack", "were to hold": an arrangement
            group.modal, group.tense, group.form = "to", "future", "finite"
    clauses.groups.append(group)
    clauses.group_of_head[index] = len(clauses.groups) - 1


def _adverbs_before(clauses: Clauses, group: VerbGroup) -> None:
    """Takes adverbs and negation in front of the group into it: "never attacked", "reportedly landed"."""
    position = group.first - 1
    while position >= 0 and clauses.tags[position] in (ADVERB, NEGATION):
        if clauses.tags[position] == NEGATION and clauses.tokens[position].lower in ("not", "never", "n't", "n’t"):
            group.negated = True
            group.first = position
        position -= 1


def _close_auxiliary(clauses: Clauses, pending: list[int]) -> None:
    """Auxiliaries with no verb after them are the verb: "were in Iraq", "has a base", "was the latest attack"."""
    tags, tokens = clauses.tags, clauses.tokens
    words = [position for position in pending if tags[position] in _AUXILIARY]
    if not words:
        return
    head = words[-1]
    lemma = {BE: "be", HAVE: "have", DO: "do", MODAL: "will"}[tags[head]]
    bits = {BE: PARTICIPLE, HAVE: PAST, DO: PAST, MODAL: BASE}[tags[head]]
    lower = tokens[head].lower
    if lower in ("being", "having"):
        bits = ING
    elif len(words) == 1:
        bits = PAST if lower in ("was", "were", "had", "did", "wasn't", "weren't") else SINGULAR
    before = [position for position in pending if position < head]
    after_negation = any(tags[position] == NEGATION for position in pending if position > head)
    _add_group(clauses, head, lemma, bits, before)
    group = clauses.groups[-1]
    group.passive = False
    group.negated = group.negated or after_negation or lower.endswith(_NEGATED_AUXILIARY)
