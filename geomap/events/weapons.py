"""What an event was done with, and what kind of site it hit, from the words round it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from geomap.events.phrases import Phrase

# The first name that stands in the words wins over the general ones it is told with.
_GENERAL = frozenset(("explosives", "firearm", "aircraft", "artillery", "fire"))

_NOT_A_SITE = re.compile(r"\b(?:west|left|right|east)\s+$", re.IGNORECASE)
_SITE_BEFORE = re.compile(
    r"""(?:\b(?:at|in|on|into|near|outside|inside|against|targeting|targeted|hits?|hitting|struck|strikes?|storm(?:ed|ing|s)?|attack(?:ed|ing|s)?|bombed|shelled|of|from|enter(?:ed|ing)
    |left|leaving|towards?|through|around|over|by|seized|captured|overran|retook|took|recaptured|destroyed|damaged|to)
    \s+(?:(?:the|an?|its|their|his|two|three|several|another|one|some)\s+)?(?:[\w.'’-]+\s+){0,5})$""",
    re.VERBOSE | re.IGNORECASE,
)


def choose_weapon(phrases: Sequence[Phrase], start: int, end: int, near: tuple[int, int]) -> str | None:
    """The weapon named between two positions, the one in or closest to the span ``near``; ``None`` for none.

    Args:
        phrases: what a table that holds the weapons found in the sentence.
    """
    best: tuple[int, int, str] | None = None
    for phrase in phrases:
        if phrase.group != "weapons" or not (start <= phrase.start and phrase.end <= end):
            continue
        distance = max(phrase.start - near[1], near[0] - phrase.end, 0)
        rank = (distance + (30 if phrase.name in _GENERAL else 0), phrase.start, phrase.name)
        if best is None or rank < best:
            best = rank
    return best[2] if best else None


def choose_facility(text: str, phrases: Sequence[Phrase], start: int, end: int, near: tuple[int, int]) -> str | None:
    """The kind of site that the words between two positions say was hit or entered, the one closest to ``near``.

    ``None`` where they name none.
    """
    best: tuple[int, int, str] | None = None
    for phrase in phrases:
        if phrase.group != "facilities" or not (start <= phrase.start and phrase.end <= end):
            continue
        inside = near[0] <= phrase.start < near[1]
        lead = text[max(start, phrase.start - 60) : phrase.start]
        if (phrase.name == "bank" and _NOT_A_SITE.search(lead)) or (not inside and not _SITE_BEFORE.search(lead)):
            continue
        rank = (max(phrase.start - near[1], near[0] - phrase.end, 0), phrase.start, phrase.name)
        if best is None or rank < best:
            best = rank
    return best[2] if best else None
