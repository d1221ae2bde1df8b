"""A first guess at the class of every word of a sentence, by closed classes, verb forms, endings and capitals."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from geomap.events.lexicon import (
    ADVERB,
    DETERMINER,
    ING,
    MARK,
    PARTICIPLE,
    PAST,
    PREPOSITION,
    PRONOUN,
    RELATIVE,
    SUBORDINATOR,
    Lexicon,
)
from geomap.language import Token

# How much of a sentence shows whether it is written like a headline.
_NOUNS_IN_LY = frozenset("assembly family ally anomaly monopoly bully fly homily gully lily".split())
_AFTER_SO = frozenset((DETERMINER, PRONOUN, RELATIVE))
_ENOUGH_WORDS = 24
_NOUNS_IN_ING = frozenset(
    """morning evening lightning wedding ceiling sibling pudding clothing offspring viking darling duckling sterling
    herring earring plaything something nothing anything everything""".split()
)
# "about 5,000 troops", "over 200 men"
_BEFORE_NUMBERS = frozenset(("about", "around", "over", "under", "near", "above", "below"))
# Closed words that what stands beside them, or a capital, may make another class.
_DOUBTFUL = _BEFORE_NUMBERS | {"so", "us"}
# "Israeli", "Iraqi", "Russian", "Turkish", "Chinese": at the head of a sentence the capital alone says nothing.
_DEMONYM_ENDINGS = ("i", "an", "ish", "ese")
_POSSESSIVE_ENDINGS = ("'s", "’s", "s'", "s’")
# Stems that no English verb ends in: "argu-", "plagu-", "realiz-", "dispers-".
_STEMS_IN_E = ("u", "v", "z", "c", "rs", "ns", "iat", "icat", "uat", "rg", "dg", "bl", "tl", "kl", "gl")


def tag_words(tokens: Sequence[Token], lexicon: Lexicon) -> tuple[list[str], bool]:
    """First guess at word classes ("v" marks possible verb forms), and whether all words have capitals."""
    closed, forms = lexicon.tags, lexicon.forms
    tags: list[str] = []
    long_words = [token.word for token in tokens[:_ENOUGH_WORDS] if len(token.word) > 3 and token.word[0].isalpha()]
    title_case = sum(word[0].isupper() for word in long_words) > 0.6 * len(long_words)
    for index, (word, lower, _, _) in enumerate(tokens):
        tag = closed.get(lower)
        if tag is None:
            if lower not in forms:
                tag = _open_class(word) if index else _class_at_head(word)
            elif index and word[0].isupper() and not title_case and tags[index - 1] != MARK:
                # A capital inside the sentence makes a name of it ("Force", "Act"), unless all words have one.
                tag = "p"
            else:
                tag = "v"
        elif lower in _DOUBTFUL:
            if tag == PREPOSITION and lower in _BEFORE_NUMBERS and _is_number(tokens, index + 1, closed):
                tag = ADVERB
            if lower == "so" and index + 1 < len(tokens) and closed.get(tokens[index + 1].lower) in _AFTER_SO:
                tag = SUBORDINATOR
            if tag == "x" and word == "US":
                tag = "p"
        tags.append(tag)
    return tags, title_case


@lru_cache(maxsize=10_000)
def _open_class(word: str) -> str:
    """The class of a word that no list holds, by its first letter and its ending."""
    first = word[0]
    if not first.isalpha():
        return "u" if first.isdigit() else MARK
    if first.isupper():
        return "p"
    return "n" if word.lower().endswith(_POSSESSIVE_ENDINGS) else _by_ending(word)


def _class_at_head(word: str) -> str:
    """The same of the first word of a sentence, whose capital says nothing by itself."""
    keeps_capital = word.lower().endswith((*_POSSESSIVE_ENDINGS, *_DEMONYM_ENDINGS))
    return _by_ending(word) if word[0].isupper() and not keeps_capital else _open_class(word)


def _by_ending(word: str) -> str:
    lower = word.lower()
    if lower.endswith("ly") and lower not in _NOUNS_IN_LY:
        return ADVERB
    if lower in _NOUNS_IN_ING:
        return "n"
    if (lower.endswith("ing") and len(lower) > 5) or (lower.endswith("ed") and len(lower) > 4):
        return "j" if "-" in lower else "v"
    if "-" in lower or lower.endswith(("ous", "ive", "ful", "less", "ish", "ian", "ese")):
        return "j"
    return "p" if word[0].isupper() else "n"


def _is_number(tokens: Sequence[Token], index: int, closed: dict[str, str]) -> bool:
    if index >= len(tokens):
        return False
    return tokens[index].word[0].isdigit() or closed.get(tokens[index].lower) == "u"


def verb_form(lower: str, lexicon: Lexicon) -> tuple[str, int]:
    """The lemma of a possible verb form and its form bits; by its ending where the lexicon does not know it."""
    known = lexicon.forms.get(lower)
    if known is not None:
        return known
    if lower.endswith("ing"):
        stem = lower[:-3]
        return stem + "e" if stem.endswith(_STEMS_IN_E) else stem, ING
    if lower.endswith("ied"):
        return lower[:-3] + "y", PAST | PARTICIPLE
    stem = lower[:-2]
    return stem + "e" if stem.endswith(_STEMS_IN_E) else stem, PAST | PARTICIPLE
