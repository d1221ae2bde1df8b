"""What is known of a span before it is judged: facts of its name and of the words around it, as strings.

A linear model (geomap.places.model) has a weight for each string. All are general: word classes, shapes, short lists of
neighbouring words; none is a place's own name.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Sequence
from typing import Any

from geomap.places.datelines import is_dateline
from geomap.places.lexicon import load_lexicon
from geomap.places.mentions import Candidate, Words, with_article
from geomap.places.model import Facts

# What the classes of the model call the kinds of the gazetteer.
KIND_GROUPS = {
    "country": "country", "territory": "country", "continent": "region", "region": "region", "ocean": "region",
    "sea": "region", "admin1": "admin1", "admin2": "admin2", "capital": "city", "city": "city", "town": "city",
    "village": "city", "settlement": "city",
}  # fmt: skip


def kind_group(kind: str) -> str:
    """The group of a gazetteer kind: country, region, admin1, admin2, city or site."""
    return KIND_GROUPS.get(kind, "site")


def name_class(entries: Sequence[Any]) -> str:
    """The class of a listed name, from its most important place."""
    best = entries[0].place
    group = kind_group(best.kind)
    if group != "city":
        return group
    people = best.population or 0
    return "huge" if people >= 1_000_000 else "big" if people >= 100_000 else "mid" if people >= 10_000 else "tiny"


@functools.lru_cache(maxsize=65536)
def word_status(lower: str) -> str:
    """What else a single word is: a common word (by class), a given name, a surname; "" when nothing."""
    lexicon = load_lexicon()
    rank = lexicon.words.get(lower)
    status = f"w{rank}" if rank else ""
    if lower in lexicon.given:
        status += "g"
    surname = lexicon.surnames.get(lower)
    if surname:
        status += "s1" if surname <= 1000 else "s2" if surname <= 4000 else "s3"
    if lexicon.is_cue(lower, "month"):
        status += "m"
    return status


@functools.lru_cache(maxsize=65536)
def shape(word: str) -> str:
    """How a token is written: x small, X capital, XX capitals, 9 number, else the mark itself."""
    if word[0].isalpha():
        if with_article(word):
            word = word[3:] if word[2] in "-‐‑" else word[4:]
        if word.isupper():
            return "XX" if len(word) > 1 else "X."
        return "X" if word[0].isupper() else "x"
    return "9" if word[0].isdigit() else word


@functools.lru_cache(maxsize=65536)
def word_kind(lower: str) -> str:
    """A short class for a neighbouring word: its cue kinds, or what kind of name or word it is."""
    lexicon = load_lexicon()
    kinds = lexicon.cues.get(lower)
    if kinds:
        return "+".join(sorted(kinds))
    if lower in lexicon.demonyms:
        return "demonym"
    if lower in lexicon.given:
        return "given"
    if lower in lexicon.surnames:
        return "surname" if lower not in lexicon.words else "surname-word"
    rank = lexicon.words.get(lower)
    return f"word{rank}" if rank else ("other" if lower[0].isalpha() else lower if len(lower) == 1 else "number")


@functools.lru_cache(maxsize=65536)
def name_features(kind: str, status: str, shaped: str, count: int, places: int, main: bool, key: str) -> Facts:
    """Facts of the name alone."""
    length = min(count, 4)
    lexicon = load_lexicon()
    tokens = key.split()
    if count == 1:
        # What else the key has is an article.
        del tokens[:-1]
    found = [
        f"n:{kind}",
        f"n:{kind}|{status}",
        f"n:status={status}",
        f"n:{kind}|shape={shaped}",
        f"n:len={length}|{kind}",
        f"n:places={min(4, int(math.log2(places + 1)))}|{kind}",
        f"n:main={main}|{kind}",
        f"n:chars={min(len(key), 8)}",
        f"n:main={main}|{status}",
    ]
    if len(tokens) > 1:
        found.append(f"n:last={word_kind(tokens[-1])}|{kind}")
        found.append(f"n:first={word_kind(tokens[0])}|{kind}")
        for cue in lexicon.cues.get(tokens[-1], ()):
            found.append(f"n:lastcue={cue}")
            found.append(f"n:lastcue={cue}|{kind}")
        for cue in lexicon.cues.get(tokens[0], ()):
            found.append(f"n:firstcue={cue}|{kind}")
        found.append(f"n:lastword={tokens[-1]}")
        found.append(f"n:firstword={tokens[0]}")
    return Facts(found)


@functools.lru_cache(maxsize=65536)
def left_features(one: str, one_shape: str, two: str, two_shape: str, coarse: str) -> Facts:
    """Facts of the two tokens before. ``coarse`` is the coarse class of the name."""
    found = [
        f"l1={one}",
        f"l1k={word_kind(one)}",
        f"l1s={one_shape}",
        f"l1k={word_kind(one)}|{coarse}",
        f"l1s={one_shape}|{coarse}",
        f"l1={one}|{coarse}",
    ]
    if one_shape in ("x", ",", ".", "'", '"', "-", "(", "“", "X", "X.", "XX"):
        found += [
            f"l2={two}|{one if one_shape != 'X' else 'X'}",
            f"l2k={word_kind(two)}|{one_shape}",
            f"l2s={two_shape}|l1={one_shape}|{coarse}",
        ]
    return Facts(found)


@functools.lru_cache(maxsize=65536)
def right_features(one: str, one_shape: str, two: str, two_shape: str, coarse: str) -> Facts:
    """Facts of the two tokens after."""
    found = [
        f"r1={one}",
        f"r1k={word_kind(one)}",
        f"r1s={one_shape}",
        f"r1k={word_kind(one)}|{coarse}",
        f"r1s={one_shape}|{coarse}",
        f"r1={one}|{coarse}",
        f"r2={two}|r1s={one_shape}",
        f"r2k={word_kind(two)}|r1s={one_shape}|{coarse}",
        f"r2s={two_shape}|r1s={one_shape}|{coarse}",
    ]
    return Facts(found)


@functools.lru_cache(maxsize=65536)
def run_features(before: str, after: str, tail: str, place: str, coarse: str) -> Facts:
    """Facts of the run of capitalised words around: the capitalised neighbours, its last word, the place in it."""
    found = [f"run={place}", f"run={place}|{coarse}"]
    if before:
        found += [f"rb={before}", f"rbk={word_kind(before)}", f"rbk={word_kind(before)}|{coarse}"]
    if after:
        found += [f"ra={after}", f"rak={word_kind(after)}", f"rak={word_kind(after)}|{coarse}"]
        found += [f"rac={cue}|{coarse}" for cue in load_lexicon().cues.get(after, ())]
    if tail:
        found += [f"rt={tail}", f"rtk={word_kind(tail)}", f"rtk={word_kind(tail)}|{coarse}|{place}"]
    return Facts(found)


_COARSE = {
    "country": "A",
    "region": "A",
    "admin1": "A",
    "admin2": "D",
    "huge": "B",
    "big": "B",
    "mid": "C",
    "tiny": "C",
    "site": "S",
    "demonym": "P",
    "unlisted": "U",
    "spelling": "V",
}


@functools.lru_cache(maxsize=1024)
def coarse_class(kind: str, status: str) -> str:
    """The class of a name for conjunctions: its kind in a letter, and whether it is also a word or a person's name."""
    return (
        _COARSE[kind]
        + ("w" if "w1" in status or "w2" in status else "")
        + ("p" if "g" in status or "s" in status else "")
        + ("m" if status.endswith("m") else "")
    )


def span_features(
    words: Words, candidate: Candidate, kind: str, status: str, coarse: str, places: int, main: bool
) -> list[Facts]:
    """The groups of facts of a candidate."""
    first, last = candidate.first, candidate.last
    lower, word = words.lower, words.word
    run = words.run[first]
    begin, stop = (min(run[0], first), max(run[1], last + 1)) if run else (first, last + 1)
    place = ("<" if begin == first else "-") + (">" if stop == last + 1 else "-")
    if words.opens[begin]:
        place += "S"
    if words.shouted[first]:
        place += "!"
    if (first == 0 or word[first - 1] in "\n,") and is_dateline(words, first, last):
        place += "D"
    before = lower[first - 1] if begin < first else ""
    after, tail = (lower[last + 1], lower[stop - 1]) if stop > last + 1 else ("", "")
    # Marks stand for what lies before the text and after it.
    left, left_shape = (lower[first - 1], shape(word[first - 1])) if first > 0 else ("<", "<")
    lefter, lefter_shape = (lower[first - 2], shape(word[first - 2])) if first > 1 else ("<", "<")
    right, right_shape = (lower[last + 1], shape(word[last + 1])) if last + 1 < len(word) else (">", ">")
    righter, righter_shape = (lower[last + 2], shape(word[last + 2])) if last + 2 < len(word) else (">", ">")
    return [
        name_features(kind, status, shape(word[first]), last - first + 1, places, main, candidate.key),
        left_features(left, left_shape, lefter, lefter_shape, coarse),
        right_features(right, right_shape, righter, righter_shape, coarse),
        run_features(before, after, tail, place, coarse),
    ]
