"""What the rest of the text says of a name: its other mentions, persons of that name, the country the text is about."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from geomap.places.choosing import Chosen, Group, weights_of
from geomap.places.lexicon import Lexicon
from geomap.places.mentions import Candidate, Words
from geomap.places.model import Facts
from geomap.places.namebook import NameBook


def persons_of(words: Words, lexicon: Lexicon) -> tuple[frozenset[str], frozenset[str]]:
    """Words that stand after a given name or a title somewhere in the text, and those that are such given names."""
    last: set[str] = set()
    given: set[str] = set()
    lower, capital, run = words.lower, words.capital, words.run
    for index in [index for index, big in enumerate(capital) if big and index]:
        before = lower[index - 1]
        dot = before == "." and index >= 2
        if dot:
            before = lower[index - 2]
        if dot and lexicon.is_cue(before, "title"):
            last.add(lower[index])
        elif run[index] is not None and run[index] == run[index - 1] and capital[index - 1]:
            if before in lexicon.given and lower[index] not in lexicon.words:
                last.add(lower[index])
                given.add(before)
            elif lexicon.is_cue(before, "title"):
                last.add(lower[index])
    return frozenset(last), frozenset(given)


def _bin(value: float) -> int:
    return -2 if value < -2 else -1 if value < -0.5 else 0 if value < 0.5 else 1 if value < 2 else 2 if value < 4 else 3


@functools.lru_cache(maxsize=65536)
def echo_features(
    others: int | None,
    longer: int | None,
    count: int,
    person: bool,
    given: bool,
    country: int,
    division: int,
    neighbours: str,
    coarse: str,
) -> Facts:
    """Facts of the whole text about one span, as strings."""
    found = [
        f"e:others={others}", f"e:others={others}|{coarse}", f"e:longer={longer}", f"e:longer={longer}|{coarse}",
        f"e:count={count}|{others}", f"e:country={country}|{coarse}", f"e:division={division}|{coarse}",
        f"e:division={division}|{others}",
    ]  # fmt: skip
    if neighbours:
        found += [f"e:list={neighbours}", f"e:list={neighbours}|{coarse}", f"e:list={neighbours}|{others}"]
    if person:
        found += ["e:person", f"e:person|{coarse}", f"e:person|{others}"]
    if given:
        found += ["e:given", f"e:given|{coarse}"]
    return Facts(found)


def collect_echoes(
    words: Words,
    candidates: Sequence[Candidate],
    logits: Sequence[float],
    classes: Sequence[str],
    kept: Sequence[int],
    groups: Sequence[Group],
    chosen: Chosen,
    book: NameBook,
    lexicon: Lexicon,
) -> list[Facts]:
    """For each candidate its facts from the rest of the text, given a first judgement.

    ``logits`` and ``kept`` are what the first judge says of the candidates, whose ``classes`` are short classes;
    ``groups`` and ``chosen`` what was chosen for those kept.
    """
    group_keys = [group.name.key for group in groups]
    strength = weights_of(groups)
    table, share = chosen.table, chosen.share
    last_names, given_names = persons_of(words, lexicon)
    twins: dict[str, _Twins] = defaultdict(_Twins)
    for index, candidate in enumerate(candidates):
        twins[candidate.key].add(candidate.start, logits[index])
    inside: dict[str, float] = {}
    for index in kept:
        candidate = candidates[index]
        if candidate.last > candidate.first:
            for lower in words.lower[candidate.first : candidate.last + 1]:
                inside[lower] = max(inside.get(lower, -9.0), logits[index])
    mass_of = share * strength[table.of]
    by_country: dict[int, float] = defaultdict(float)
    by_division: dict[int, float] = defaultdict(float)
    own_country: dict[tuple[str, int], float] = defaultdict(float)
    own_division: dict[tuple[str, int], float] = defaultdict(float)
    whole = 1e-9 + float(mass_of.sum())
    felt = np.flatnonzero(mass_of >= 0.01)
    columns = (mass_of, table.of, table.country, table.admin1)
    for value, of, country, division in zip(*(column[felt].tolist() for column in columns), strict=True):
        key = group_keys[of]
        by_country[country] += value
        own_country[key, country] += value
        if division:
            by_division[division] += value
            own_division[key, division] += value
    beside = _ListNeighbours(words, candidates, logits)
    focus: dict[str, tuple[int, int]] = {}
    found = []
    for index, candidate in enumerate(candidates):
        best = twins[candidate.key].best_elsewhere(candidate.start)
        others = None if best is None else _bin(best)
        longer = None
        if candidate.first == candidate.last:
            seen = inside.get(words.lower[candidate.first])
            longer = None if seen is None else _bin(seen)
        lower = words.lower[candidate.last]
        country_bin = division_bin = -1
        if candidate.listed:
            key = candidate.key
            if key not in focus:
                country_part = division_part = 0.0
                name = book.name(key)
                for country in {*name.country[:30].tolist()} & by_country.keys():
                    if country:
                        country_part = max(country_part, by_country[country] - own_country.get((key, country), 0.0))
                for division in {*name.admin1[:30].tolist()} & by_division.keys():
                    division_part = max(division_part, by_division[division] - own_division.get((key, division), 0.0))
                focus[key] = (_part(country_part / whole), _part(division_part / whole))
            country_bin, division_bin = focus[key]
        found.append(
            echo_features(
                others,
                longer,
                min(twins[candidate.key].count, 4),
                lower in last_names and candidate.first == candidate.last,
                lower in given_names and candidate.first == candidate.last,
                country_bin,
                division_bin,
                beside.of(candidate),
                classes[index],
            )
        )
    return found


def _part(value: float) -> int:
    return 0 if value < 0.01 else 1 if value < 0.05 else 2 if value < 0.15 else 3 if value < 0.35 else 4


class _Twins:
    """The candidates of one name: how many there are, and the best judgements of two that start apart."""

    __slots__ = ("_best", "_second", "_start", "count")

    def __init__(self) -> None:
        self.count = 0
        self._start = -1
        self._best: float | None = None
        self._second: float | None = None

    def add(self, start: int, logit: float) -> None:
        """Counts a candidate; candidates come by start."""
        self.count += 1
        if self._best is None or logit > self._best:
            if start != self._start:
                self._second = self._best
            self._best, self._start = logit, start
        elif start != self._start and (self._second is None or logit > self._second):
            self._second = logit

    def best_elsewhere(self, start: int) -> float | None:
        """The best judgement of a candidate that starts elsewhere, ``None`` for none."""
        return self._second if start == self._start else self._best


class _ListNeighbours:
    """What the first judgement says of the names just before and after one in a list or joined to it by a hyphen."""

    def __init__(self, words: Words, candidates: Sequence[Candidate], logits: Sequence[float]) -> None:
        self._lower = words.lower
        self._ending: dict[int, float] = {}
        self._starting: dict[int, float] = {}
        for candidate, logit in zip(candidates, logits, strict=True):
            self._ending[candidate.last] = max(self._ending.get(candidate.last, -9.0), logit)
            self._starting[candidate.first] = max(self._starting.get(candidate.first, -9.0), logit)

    def of(self, candidate: Candidate) -> str:
        """Mark and judgement of the neighbours, "" when there are none."""
        before = self._look(candidate.first - 1, -1, self._ending)
        after = self._look(candidate.last + 1, 1, self._starting)
        return f"{before}/{after}" if before or after else ""

    def _look(self, index: int, step: int, found: dict[int, float]) -> str:
        lower = self._lower
        mark = ""
        for _ in range(2):
            if not 0 <= index < len(lower) or lower[index] not in _JOINTS:
                break
            mark = _JOINTS[lower[index]] if not mark or lower[index] != "," else mark
            index += step
        if not mark or index not in found:
            return ""
        return f"{mark}{_bin(found[index])}"


_JOINTS = {",": ",", "and": "&", "or": "&", "-": "-", "–": "-", "/": "-"}
