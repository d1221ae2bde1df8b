"""Texts without capital letters: capitals for the words that can only be names, so that they read as other texts do."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from geomap.places.lexicon import Lexicon

if TYPE_CHECKING:
    from geomap.places.mentions import Words
    from geomap.places.namebook import NameBook
    from geomap.places.normalise import Span

# Words of these classes (words.txt) are English before they are names; rarer ones may be names after "in" or "near".
_COMMON = 2
_KNOWN = frozenset(("country", "region", "admin1", "huge", "big"))


def add_capitals(words: Words, spans: list[Span], book: NameBook, lexicon: Lexicon) -> str:
    """The text with the first letters of its names in capitals; as long as it was.

    ``spans`` are all names of the gazetteer in any case, by start, the longest first. A name counts where it cannot be
    words: none of its words is a common one, or it is a well-known place that stands after "in", "near" or the like.
    """
    letters = list(words.text)
    done = 0
    for span in spans:
        if span.start < done:
            continue
        first, last = bisect_left(words.start, span.start), bisect_left(words.start, span.end) - 1
        if first <= last and words.start[first] == span.start and _is_name(words, first, last, span.key, book, lexicon):
            done = span.end
            for index in range(first, last + 1):
                if words.lower[index] not in lexicon.words or words.lower[index] not in _SMALL:
                    _raise(letters, words.start[index])
    for index, lower in enumerate(words.lower):
        if lower not in lexicon.words and (
            lower in lexicon.demonyms or lower in lexicon.given or lexicon.is_cue(lower, "month")
        ):
            _raise(letters, words.start[index])
        if index == 0 or words.word[index - 1] in ".!?\n":
            _raise(letters, words.start[index])
    return "".join(letters)


_SMALL = frozenset(("of", "the", "and", "in", "on", "de", "la", "al", "upon"))


def _raise(letters: list[str], index: int) -> None:
    big = letters[index].upper()
    if len(big) == 1:
        letters[index] = big


def _is_name(words: Words, first: int, last: int, key: str, book: NameBook, lexicon: Lexicon) -> bool:
    lower = words.lower[first : last + 1]
    if not any(word.isalpha() and len(word) > 2 for word in lower):
        return False
    if lexicon.is_cue(lower[0], "month"):
        return False
    before = words.lower[first - 1] if first else ""
    placed = lexicon.is_cue(before, "where")
    common = [word for word in lower if lexicon.words.get(word, 9) <= _COMMON]
    person = first == last and (lower[0] in lexicon.given or lower[0] in lexicon.surnames)
    if len(common) < len(lower):
        rare = lexicon.words.get(lower[0]) is None or first < last
        return (rare and not person) or placed
    kind = book.name(key).kind
    return placed and (kind == "country" or (first < last and kind in _KNOWN))
