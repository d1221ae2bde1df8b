"""Names in a text: where a sentence has words that the gazetteer knows.

Only words that can begin a name are looked at, so the cost grows with the capitals of a text and not with its letters.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from geomap.places.normalise import ABBREVIATED, LETTER, WORD, Span, is_code, without_possessive, word_key

# Small words that a name may begin with before a capital: the Arabic article ("al-Qaim", "ad-Dawr").
_ARTICLE = r"(?:al|el)(?=[-\u2010\u2011 ])|(?:a|e)(?:[dnrstz]|sh)(?=[-\u2010\u2011])"
_CAPITAL_START = re.compile(rf"(?<!{LETTER})(?:(?=[A-Z0-9]|[^\x00-\x7f])(?:{WORD})|(?:{_ARTICLE}))")
_ANY_START = re.compile(rf"(?<!{LETTER})(?:{WORD})")
_QUOTE = "['\u2018\u2019`]?"
_NEXT = re.compile(
    # What stands between two words of a name: a hyphen, a full stop without a blank, a mark that the name must have
    # too, or blanks and at most one line break.
    r"(?:[-\u2010\u2011\u2012\u2013](?:\r?\n[ \t]*)?|\.(?=[^\s.])"
    rf"|(?P<mark>,|[ \t]?\(|[ \t]?/|\.(?=\s)|){_QUOTE}"
    rf"(?:[ \t\u00a0\u202f]+(?:\r?\n[ \t]*)?|\r?\n[ \t]*|(?<=[(/])){_QUOTE})"
    rf"(?P<word>{WORD}|&(?=[ \t]))"
)

# (is a name, is the beginning of a longer name) of a key
Probe = Callable[[str], tuple[bool, bool]]


def find_spans(text: str, probe: Probe, *, any_case: bool = False) -> list[Span]:
    """All spans of a text whose key is a name, overlapping ones too, sorted by start and then longest first.

    Args:
        text: the article.
        probe: tells of a key whether it is a name and whether longer names begin with it.
        any_case: also begin at words in small letters.
    """
    spans: list[Span] = []
    for found in (_ANY_START if any_case else _CAPITAL_START).finditer(text):
        word = found.group()
        if not any_case and not word[0].isascii() and word[0].islower():
            continue
        key = word_key(word)
        name, longer = probe(key) if key else (False, False)
        here: list[Span] = []
        stripped = without_possessive(word)
        if stripped and (short := word_key(stripped)) and probe(short)[0]:
            here.append(Span(found.start(), found.start() + len(stripped), short))
        if name:
            here.append(Span(found.start(), found.end(), key))
        if longer:
            _extend(text, found.start(), found.end(), key, word, probe, here)
        if here:
            here.reverse()
            spans.extend(here)
    return spans


def _extend(text: str, start: int, end: int, key: str, word: str, probe: Probe, here: list[Span]) -> None:
    while True:
        if text[end : end + 1] == "." and word.lower() in ABBREVIATED:
            end += 1
        found = _NEXT.match(text, end)
        if found is None:
            return
        if found["mark"]:
            marked = f"{key} {found['mark'].strip()}"
            if probe(marked)[1]:
                key = marked
            elif found["mark"] != "," or not is_code(found["word"]):
                # "Washington, D.C." is also the Washington DC of lists that have no comma.
                return
        word = found["word"]
        part = word_key(word)
        if not part:
            return
        stripped = without_possessive(word)
        if stripped and (short := f"{key} {word_key(stripped)}") and probe(short)[0]:
            here.append(Span(start, found.start("word") + len(stripped), short))
        key = f"{key} {part}"
        end = found.end()
        name, longer = probe(key)
        if "(" in key and text[end : end + 1] == ")":
            end += 1
        if name:
            here.append(Span(start, end, key))
        if not longer:
            return
