"""Whether a name stands for its place or for something else: people, a government, an organisation, a dateline."""

from __future__ import annotations

from geomap.places.lexicon import Lexicon
from geomap.places.mentions import Candidate, Words

_BASED = frozenset(
    ("based", "backed", "born", "led", "run", "sponsored", "controlled", "funded", "trained", "made", "bound")
)


def read_role(words: Words, candidate: Candidate, lexicon: Lexicon) -> tuple[str, bool]:
    """What the words around say a name stands for, and whether that is the place itself.

    Roles: place, dateline, demonym, person, organisation, metonym, modifier.
    """
    first, last = candidate.first, candidate.last
    if candidate.demonym:
        return "demonym", False
    if _is_dateline(words, first, last):
        return "dateline", False
    run = words.run[first] or (first, last + 1)
    after = words.lower[last + 1] if last + 1 < len(words.word) else ""
    if last + 1 < run[1]:
        tail = words.lower[last + 1 : run[1]]
        if any(lexicon.is_cue(word, "organisation") for word in tail):
            return "organisation", False
    if first > run[0]:
        before = words.lower[first - 1]
        if lexicon.is_cue(before, "title") or before in lexicon.given:
            return "person", False
        if before == "of" and any(lexicon.is_cue(word, "organisation") for word in words.lower[run[0] : first]):
            return "organisation", False
    if after in ("-", "‑", "‐") and last + 2 < len(words.word) and words.lower[last + 2] in _BASED:
        return "modifier", False
    if lexicon.is_cue(after, "said") and not _after_preposition(words, first, lexicon):
        return "metonym", False
    if _between_governments(words, first, lexicon):
        return "metonym", False
    return "place", True


def _is_dateline(words: Words, first: int, last: int) -> bool:
    """A name in capitals, or followed by an agency in brackets, at the head of the text or a paragraph before a dash."""
    if (
        first
        and words.word[first - 1] not in "\n"
        and not (first >= 2 and words.word[first - 1] == "," and words.opens[first - 2])
    ):
        return False
    index = last + 1
    limit = min(len(words.word), last + 14)
    bracket = False
    while index < limit:
        mark = words.word[index]
        if mark in "—–" or (mark == "-" and words.start[index] > words.end(index - 1)):
            return bracket or words.word[first].isupper() or index <= last + 6
        if mark == "(":
            bracket = True
        elif mark in ".!?;\n" and not bracket and len(words.word[index - 1]) > 4:
            return False
        elif mark[0].islower() and not bracket:
            return False
        index += 1
    return False


def _after_preposition(words: Words, first: int, lexicon: Lexicon) -> bool:
    return first > 0 and (lexicon.is_cue(words.lower[first - 1], "where") or words.lower[first - 1] == "of")


def _between_governments(words: Words, first: int, lexicon: Lexicon) -> bool:
    """In "talks between A and B", "tensions with A"."""
    window = range(max(0, first - 4), first)
    if not any(words.lower[index] in ("between", "with", "from") for index in window):
        return False
    return any(lexicon.is_cue(words.lower[index], "government") for index in range(max(0, first - 6), first))
