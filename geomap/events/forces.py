"""Troops that move, rockets that fly, aircraft, and the size of a crowd: what an event counts besides its victims."""

from __future__ import annotations

import re
from collections.abc import Sequence

from geomap.language import find_numbers
from geomap.records import Event, Quantity

_HEADS = {
    "troops": r"""troops?|soldiers?|marines|servicemen|service\s+(?:members|personnel)|personnel|peacekeepers
        |paratroopers|forces|military\s+advis[eo]rs|advis[eo]rs|trainers|commandos|reservists|men|fighters|members\s+of""",
    "rockets": r"""(?:ballistic\s+|cruise\s+|Katyusha\s+|Grad\s+|Qassam\s+)?(?:rockets?|missiles?|mortars?|shells?
        |projectiles?|mortar\s+(?:rounds?|shells?|bombs?)|artillery\s+(?:shells?|rounds?))""",
    "aircraft": r"(?:war)?planes?|aircraft|(?:fighter\s+)?jets?|helicopters?|drones?|bombers",
    "protesters": r"""protest[eo]rs?|demonstrators?|people|marchers?|rioters?|supporters|students|activists|workers
        |women""",
}
_WORDS_BETWEEN = r"""(?:\s+(?:more|other|additional|further|extra|of|the|its|their|new|fresh|heavily\s+armed|US|UK
    |(?:[A-Z][\w.'’]*|\w+(?:ish|ian|ese|ist|ary|ly|ing|al|ed|ive|er|ic|ne|que|il|ze|ct|my)|\w+-[\w-]+)))"""
_AFTER = {
    unit: re.compile(rf"(?:{_WORDS_BETWEEN}){{0,4}}?\s+(?:{heads})\b", re.VERBOSE | re.IGNORECASE)
    for unit, heads in _HEADS.items()
}
# The layers an event must have for a unit to be its own.
_LAYERS = {
    "troops": frozenset(("deployments",)),
    "rockets": frozenset(("rocket_attacks",)),
    "aircraft": frozenset(("strikes", "deployments")),
    "protesters": frozenset(("protests",)),
}


# How far from an event its forces are looked for, in characters.
_REACH = 240


def find_forces(
    text: str, start: int, end: int, event: Event, taken: Sequence[tuple[int, int]] = ()
) -> list[tuple[str, Quantity]]:
    """Unit and quantity of what the event counts in its sentence ``text[start:end]``, at most one of a unit.

    The quantity nearest to the event's words is taken; numbers inside ``taken`` spans are dates.
    """
    units = [unit for unit, layers in _LAYERS.items() if event.layer in layers]
    if not units:
        return []
    start, end = max(start, event.start - _REACH), min(end, event.end + _REACH)
    numbers = [
        number
        for number in find_numbers(text, start, end)
        if not any(a < number.end and number.start < b for a, b in taken)
        and not text[max(start, number.start - 2) : number.start].rstrip("-–")[-1:].isalpha()  # "F-15 jets"
    ]
    found = []
    for unit in units:
        fitting = [number for number in numbers if _AFTER[unit].match(text, number.end, min(end, number.end + 80))]
        if fitting:
            nearest = min(fitting, key=lambda number: max(number.start - event.end, event.start - number.end, 0))
            found.append((unit, nearest))
    return found
