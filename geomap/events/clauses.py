"""A light reading of one sentence: word classes, verb groups, clauses, subjects and objects.

It does what the status and the arguments of events need, and no more: which words are verbs, with what auxiliaries,
modals and negation; which verb a clause hangs on; the noun phrases before and after it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

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
from geomap.language import Token

_NOMINAL = frozenset("njpudg")
_AUXILIARY = frozenset((MODAL, BE, HAVE, DO))
_OPENERS = frozenset((RELATIVE, SUBORDINATOR))
_PREPOSITION_LIKE = frozenset(("after", "before", "since", "until", "till", "as", "than"))
_BREAKS = frozenset((",", ";", ":", "—", "–", "-", "(", ")", "[", "]", '"', "“", "”", "«", "»"))
_SENTENCE_MARKS = frozenset((";", ":", "—", "–", "(", ")", "“", "”", '"'))
_NEGATED_AUXILIARY = ("n't", "n’t")

# Verbs that take a clause: what follows is said, thought, wanted, not simply so.
CLAUSE_VERBS = frozenset(
    """say tell report announce claim confirm believe think know deny allege warn fear hope expect add state declare
    insist argue suggest reveal show find note explain admit acknowledge reiterate reaffirm stress emphasise emphasize
    predict hear see learn estimate indicate understand mean decide agree assume suspect doubt assert affirm maintain
    remember recall testify write suppose vow promise pledge swear threaten ensure demand urge propose recommend
    imply conclude ask order request complain imagine guess wish maintain contend speculate caution
    describe cite quote mention disclose hint""".split()
)


@dataclass(slots=True)
class VerbGroup:
    """A main verb with its auxiliaries. Indices count tokens of the sentence; spans of tokens are half open.

    ``form`` is finite, to, ing or participle (a participle with no auxiliary: "the man killed in the blast").
    ``link`` is the word that opens the clause ("if", "that", "and", ","; empty where nothing does) and ``parent`` the
    group that the clause hangs on, -1 for none.
    """

    first: int
    head: int
    lemma: str
    form: str
    tense: str = "none"
    modal: str = ""
    negated: bool = False
    passive: bool = False
    perfect: bool = False
    progressive: bool = False
    start: int = 0
    end: int = 0
    link: str = ""
    parent: int = -1
    subject: tuple[int, int] | None = None
    object: tuple[int, int] | None = None


@dataclass(slots=True)
class Clauses:
    """The reading of one sentence. ``group_at[i]`` is the verb group whose clause holds token ``i``, -1 for none."""

    tokens: Sequence[Token]
    tags: list[str]
    groups: list[VerbGroup] = field(default_factory=list)
    group_at: list[int] = field(default_factory=list)
    group_of_head: dict[int, int] = field(default_factory=dict)

    def noun_phrase_start(self, index: int) -> int:
        """The first token of the noun phrase whose head is at ``index``."""
        tags, tokens = self.tags, self.tokens
        left = index
        while left > 0:
            tag = tags[left - 1]
            if tag == DETERMINER:
                left -= 1
                # "all the", "both the", "such a"; and a possessive goes on: "the army's"
                if left > 0 and tags[left - 1] == DETERMINER:
                    left -= 1
                break
            if tag == "v" and left - 1 not in self.group_of_head:
                left -= 1
                continue
            if tag not in "njpug" or (tag == "g" and left - 1 in self.group_of_head):
                break
            if (
                tag == "u"
                and left - 2 >= 0
                and tags[left - 2] in "pn"
                and tokens[left - 2].end == tokens[left - 1].start
            ):
                break
            left -= 1
        return left

    def noun_phrase_end(self, index: int) -> int:
        """One past the head of the noun phrase that starts at or after ``index``; ``index`` itself for none."""
        tags = self.tags
        right, count = index, len(tags)
        while right < count and (tags[right] in "djpun" or (tags[right] in "gv" and right not in self.group_of_head)):
            if tags[right] == DETERMINER and right > index and tags[right - 1] in "np":
                break
            right += 1
        return right


def read_clauses(tokens: Sequence[Token], lexicon: Lexicon) -> Clauses:
    """Word classes, verb groups and clauses of one sentence's tokens; no groups where there is no verb."""
    tags = _tag(tokens, lexicon)
    clauses = Clauses(tokens, tags)
    _find_groups(clauses, lexicon)
    _divide(clauses)
    for number in range(len(clauses.groups)):
        _find_arguments(clauses, number)
    return clauses


def _tag(tokens: Sequence[Token], lexicon: Lexicon) -> list[str]:
    """First guess at word classes; "v" marks possible verb forms, decided by ``_find_groups``."""
    closed, forms = lexicon.tags, lexicon.forms
    tags: list[str] = []
    for index, (word, lower, _, _) in enumerate(tokens):
        tag = closed.get(lower)
        if tag is not None:
            if tag == "x" and word == "US":
                tag = "p"
            tags.append(tag)
            continue
        first = word[0]
        if not (first.isalpha()):
            tags.append("u" if first.isdigit() else MARK)
            continue
        if lower in forms:
            # A capital inside the sentence makes a name of it ("Force", "Rally"), unless all words have one.
            if index and first.isupper() and not tokens[index - 1].word[0].isupper() and tags[index - 1] != MARK:
                tags.append("p")
            else:
                tags.append("v")
            continue
        if lower.endswith(("'s", "’s", "s'", "s’")):
            tags.append("p" if first.isupper() else "n")
        elif first.isupper() and index:
            tags.append("p")
        elif lower.endswith("ly"):
            tags.append(ADVERB)
        elif lower.endswith("ing") and len(lower) > 5:
            tags.append("v")
        elif lower.endswith("ed") and len(lower) > 4:
            tags.append("j" if "-" in lower else "v")
        elif "-" in lower or lower.endswith(("ous", "ive", "ful", "less", "ish", "ian", "ese")):
            tags.append("j")
        else:
            tags.append("p" if first.isupper() else "n")
    return tags


def _bits(lower: str, lexicon: Lexicon) -> tuple[str, int]:
    known = lexicon.forms.get(lower)
    if known is not None:
        return known
    if lower.endswith("ing"):
        return lower[:-3], ING
    if lower.endswith("ied"):
        return lower[:-3] + "y", PAST | PARTICIPLE
    return lower[:-2], PAST | PARTICIPLE


def _find_groups(clauses: Clauses, lexicon: Lexicon) -> None:
    """Decides for every possible verb form whether it is one, and collects its auxiliaries."""
    tokens, tags = clauses.tokens, clauses.tags
    count = len(tokens)
    pending: list[int] = []  # auxiliaries and adverbs of the group under way
    for index in range(count):
        tag = tags[index]
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
            lemma, bits = _bits(tokens[index].lower, lexicon)
            if _is_verb(clauses, lexicon, index, bits, pending):
                _add_group(clauses, index, lemma, bits, pending)
                pending = []
                continue
            tags[index] = "g" if bits == ING else ("j" if bits & PAST and _before_noun(clauses, index) else "n")
        elif pending and tag in (PRONOUN, DETERMINER, "n", "p") and _inverted(clauses, pending):
            continue
        if pending:
            _close_auxiliary(clauses, pending)
            pending = []
    if pending:
        _close_auxiliary(clauses, pending)
    clauses.groups.sort(key=lambda group: group.head)
    clauses.group_of_head = {group.head: number for number, group in enumerate(clauses.groups)}


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
    previous = tags[index - 1] if index else MARK
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
            return bool(bits & ING) and not (following in "n" and lower in lexicon.nouns_too and False)
    if bits & ING:
        if previous in (DETERMINER, "j", "u") or tokens[index - 1].lower.endswith(("'s", "’s")):
            return False
        if previous in "np" and lower in lexicon.nouns_too:
            # "car bombing", "a shooting", but "leaving 12 dead", "troops killing civilians"
            return following in (DETERMINER, "u", PRONOUN) and index > 0
        if previous == PREPOSITION or previous == COORDINATOR or previous == SUBORDINATOR or previous == MARK:
            if lower in lexicon.nouns_too:
                return following in (DETERMINER, "u", PRONOUN, "p", "j") or (following == "n" and previous == MARK)
            return True
        return True
    if bits & (BASE | SINGULAR) and not bits & (PAST | PARTICIPLE):
        if previous in (DETERMINER, "j", "u", PREPOSITION) or tokens[index - 1].lower.endswith(("'s", "’s")):
            return False
        if lower in lexicon.nouns_too:
            if previous == PRONOUN or previous == RELATIVE:
                return True
            if previous not in "np":
                return False
            if following not in (DETERMINER, "u", PRONOUN, "p", "j", PREPOSITION, TO, "n", RELATIVE):
                return False
            if _finite_verb_ahead(clauses, lexicon, index):
                return False
            plural = tokens[index - 1].lower.endswith("s") and not tokens[index - 1].lower.endswith(("ss", "us", "is"))
            if bits & SINGULAR:
                return not plural or previous == "p"
            return plural and following != PREPOSITION
        if previous == MARK and index and bits & BASE:
            return False
        return previous in "npxrW!C" or (index == 0 and bool(bits & BASE))
    # A past or participle form.
    if previous in (DETERMINER, "u") or tokens[index - 1].lower.endswith(("'s", "’s")):
        # "the wounded soldiers", "the killed"; but "12 killed", "three wounded"
        return previous == "u" and following not in "np"
    if previous == "j" and following in "np" and index > 0:
        return False
    if previous == PREPOSITION and following in "npj":
        return False
    if lower in ("armed", "backed", "united", "so-called", "allied", "based", "led", "affected", "wanted"):
        return following not in "np" or previous in "np"
    if following in "n" and previous in (MARK, COORDINATOR) and index == 0:
        return False
    return True


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
            bits = _bits(tokens[position].lower, lexicon)[1]
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
            group.modal = {
                "'ll": "will",
                "’ll": "will",
                "won't": "will",
                "won’t": "will",
                "ca": "can",
                "wo": "will",
            }.get(lower, lower.removesuffix("n't").removesuffix("n’t"))
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
        group.perfect = any(tags[position] == HAVE for position in words)
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


def _divide(clauses: Clauses) -> None:
    """Gives every group its clause, the word that opens it and the group it hangs on."""
    tokens, tags, groups = clauses.tokens, clauses.tags, clauses.groups
    count = len(tokens)
    clauses.group_at = [-1] * count
    if not groups:
        return
    groups[0].start = 0
    if groups[0].form in ("to", "ing") or (tags[0] in _OPENERS):
        groups[0].link = tokens[0].lower if tags[0] in _OPENERS else ""
    for number in range(1, len(groups)):
        before, group = groups[number - 1], groups[number]
        group.start, group.link = _boundary(clauses, before, group)
        before.end = group.start
    groups[-1].end = count
    for number, group in enumerate(groups):
        for position in range(group.start, group.end):
            clauses.group_at[position] = number
        if number:
            _reduce(clauses, number)
    if groups[0].link == "":
        for position in range(groups[0].first - 1, -1, -1):
            if tags[position] in _OPENERS and tokens[position].lower not in _PREPOSITION_LIKE:
                groups[0].link = tokens[position].lower
                break
    for number, group in enumerate(groups):
        group.parent = _parent(clauses, number)


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
    return before.head + 1, ""


def _only_nominal(tags: list[str], start: int, end: int) -> bool:
    return all(tags[position] in "djnpuxgr" or tags[position] == MARK for position in range(start, end))


def _reduce(clauses: Clauses, number: int) -> None:
    """A past form with no boundary before the next finite verb was a participle: "rockets fired at it landed"."""
    groups = clauses.groups
    before, group = groups[number - 1], groups[number]
    if (
        group.form == "finite"
        and group.link == ""
        and before.form == "finite"
        and before.first == before.head
        and before.tense == "past"
        and before.lemma not in CLAUSE_VERBS
        and before.head > 0
        and clauses.tags[before.head - 1] in "npu"
    ):
        before.form, before.passive, before.tense = "participle", True, "none"


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
        return number - 1
    if group.link in ("", "that", "whether", "how", "why", "what") and not (
        group.link == "that" and tags[group.start - 1] in "np" and before.lemma not in CLAUSE_VERBS
    ):
        return number - 1
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
            elif other.passive and group.tense == "past":
                group.passive = True
            group.negated = group.negated or (other.negated and tokens[group.start].lower == "or")
    following = group.head + 1
    while following < group.end and tags[following] == ADVERB:
        following += 1
    if not group.passive or group.form == "participle":
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
    if group.form == "finite" and group.tense == "past" and group.first == group.head and not group.passive:
        nxt = tokens[following].lower if following < len(tokens) else ""
        if nxt == "by" and group.object is None and group.lemma not in ("stand", "go", "pass", "come", "fly"):
            group.passive = True


def _subject(clauses: Clauses, number: int) -> tuple[int, int] | None:
    tokens, tags, groups = clauses.tokens, clauses.tags, clauses.groups
    group = groups[number]
    if group.form in ("to", "ing") and number:
        if group.form == "ing" and group.link == "" and group.first and tags[group.first - 1] in "npx":
            return clauses.noun_phrase_start(group.first - 1), group.first
        parent = groups[number - 1]
        return parent.object if group.form == "to" and parent.object and not parent.passive else parent.subject
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
        if tokens[group.start].lower == "," and tags[before.start] in (RELATIVE, MARK) and before.start:
            return _antecedent(clauses, before.start)
        return before.subject
    if tags[end - 1] == PRONOUN:
        return end - 1, end
    left = clauses.noun_phrase_start(end - 1) if tags[end - 1] in "njpudgv" else end
    while left - 1 > start and tags[left - 1] in (PREPOSITION, TO) and tags[left - 2] in "npug":
        left = clauses.noun_phrase_start(left - 2)
    left = max(left, start)
    return (left, end) if left < end else None


def _antecedent(clauses: Clauses, index: int) -> tuple[int, int] | None:
    end = index
    while end > 0 and clauses.tokens[end - 1].lower in _BREAKS:
        end -= 1
    if end == 0 or clauses.tags[end - 1] not in "njpug":
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


def marks_sentence_break(lower: str) -> bool:
    """Whether a mark ends what an adverbial reaches."""
    return lower in _SENTENCE_MARKS
