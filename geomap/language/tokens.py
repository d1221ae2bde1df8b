"""Words and marks of a text, with their spans."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

# A word keeps inner apostrophes, full stops of abbreviations (U.S.) and hyphens; a number keeps its separators.
_TOKEN = re.compile(
    r"""
    \d+(?:[.,:/]\d+)*(?:st|nd|rd|th|s|mm|km|kg|m|lb|ft)?\b
    | (?:[^\W\d_]\.){2,}
    | [^\W_]+(?:['’ʼ`\-‐‑][^\W_]+)*
    | [^\w\s]
    """,
    re.VERBOSE,
)


class Token(NamedTuple):
    """A word, a number or a mark: ``text[start:end] == word``; ``lower`` is its lower case."""

    word: str
    lower: str
    start: int
    end: int


def split_tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The tokens of ``text[start:end]`` in order, with offsets into the whole text.

    >>> [token.word for token in split_tokens("U.S. troops, 3,500 of them.")]
    ['U.S.', 'troops', ',', '3,500', 'of', 'them', '.']
    """
    return place_words(text, split_words(text, start, end), start)


def split_words(text: str, start: int = 0, end: int | None = None) -> list[str]:
    """The words of :func:`split_tokens` alone, for half of its time; :func:`place_words` makes tokens of them.

    >>> split_words("U.S. troops")
    ['U.S.', 'troops']
    """
    return _TOKEN.findall(text, start, len(text) if end is None else end)


def place_words(text: str, words: Sequence[str], start: int = 0) -> list[Token]:
    """The tokens of the words that :func:`split_words` found in the text from ``start`` on."""
    tokens = []
    make: Callable[[type[Token], tuple[str, str, int, int]], Token] = tuple.__new__  # half the time of Token(...)
    find, position = text.find, start
    for word in words:
        # Between two tokens is white space or a low line, with which none begins: the next occurrence is the token.
        first = find(word, position)
        position = first + len(word)
        tokens.append(make(Token, (word, word.lower(), first, position)))
    return tokens
