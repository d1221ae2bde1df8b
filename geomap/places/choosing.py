"""Choosing among the places that share a name, from what the places are and from the other names in the text.

Each candidate gets a linear score from facts as numbers, a second round uses what the first round chose for the other
names; "none of these" is a candidate of its own. The weights are fitted by ``benchmarks/fit_places.py``.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from geomap.places.namebook import STATIC, Floats, Name, distances, fits

# What a type word says ("Kirkuk province") and what its absence says of a division that is named after its main town.
# Set by hand: texts scored within 161 km do not tell a town from the province around it, nor two towns of a division.
TYPE_WORD = 4.0
BARE_DIVISION = 4.0
BORROWED_NAME = 4.0
PREFERRED = 3.0
# A text of more names than this is compared in stretches of so many, each with the one before and the one after.
_NEIGHBOURS = 150
_WITH_SEAT, _BORROWED = STATIC.index("admin_with_seat"), STATIC.index("borrowed")
DYNAMIC = (
    "country_share",
    "country_named",
    "admin1_share",
    "admin1_named",
    "near",
    "close",
    "far",
    "first_country",
    "home_country",
    "holds_other",
)
LINKS = (
    "inside",
    "outside",
    "soft_inside",
    "soft_outside",
    "word_fits",
    "word_differs",
    "round2_near",
    "dominant_country",
)
_DYNAMIC_AT = len(STATIC) + 3 * np.arange(len(DYNAMIC))
FEATURES = (*STATIC, *(f"{name}:{tier}" for name in DYNAMIC for tier in ("wide", "admin1", "local")), *LINKS)
NONE_FEATURES = (
    "bias",
    "name_logit",
    "listed_one",
    "all_weak",
    "tiny",
    "best_country_share",
    "best_admin1_share",
    "word",
)


@dataclass(slots=True)
class Group:
    """Mentions of one name that must mean the same place.

    ``logit`` is how sure it is that they are a place's name, ``part_of`` the name of what the words make it a part of;
    ``beside`` the town named before a place that the words call small ("the village of X").
    """

    name: Name
    logit: float
    count: int
    order: int
    demonym: bool = False
    word: bool = False
    inside: list[Name] = field(default_factory=list)
    soft_inside: list[Name] = field(default_factory=list)
    holds: list[Name] = field(default_factory=list)
    type_word: str | None = None
    part_of: Name | None = None
    beside: Name | None = None


class Labels(NamedTuple):
    """The countries or divisions of all candidates, counted once: sums are made per label and group that has it.

    ``label`` is the label of each row, ``code`` its number, ``pair`` the number of its label and group, and ``code_of``
    the code of each pair. Groups times labels would not fit into memory for a text of many names.
    """

    label: NDArray[np.int64]
    code: NDArray[np.int64]
    pair: NDArray[np.int64]
    code_of: NDArray[np.int64]


def number_labels(label: NDArray[np.int64], of: NDArray[np.int64]) -> Labels:
    """The labels of rows whose groups are ``of``, numbered."""
    values, code = np.unique(label, return_inverse=True)
    size = max(1, len(values))
    pairs, pair = np.unique(of * size + code, return_inverse=True)
    return Labels(label, code, pair, pairs % size)


@dataclass(slots=True)
class Table:
    """All candidates of a text under one another; ``of`` is the group of each row."""

    of: NDArray[np.int64]
    static: Floats
    latitude: Floats
    longitude: Floats
    country: NDArray[np.int64]
    admin1: NDArray[np.int64]
    tier: NDArray[np.int64]
    starts: list[int]
    links: Floats
    fixed: Floats
    countries: Labels
    divisions: Labels


_NO_FLOATS, _NO_NUMBERS, _NO_STATIC = np.zeros(0), np.zeros(0, np.int64), np.zeros((0, len(STATIC)))
_WORD_GROUPS = {
    "division": ("admin1", "admin2", "country"),
    "settlement": ("city",),
    "county": ("admin2",),
    "province": ("admin1", "admin2"),
    "state": ("admin1", "country"),
    "city": ("city",),
}


def make_table(groups: Sequence[Group], preferred: int = 0) -> Table:
    """The candidates of all groups and the facts that do not change from round to round."""
    names = [group.name for group in groups]
    sizes = [len(name.entries) for name in names]
    of = np.arange(len(groups)).repeat(sizes)
    starts = [*accumulate(sizes, initial=0)]
    # An empty array lets a text without names be joined as well.
    static = np.concatenate([_NO_STATIC, *(name.static for name in names)])
    latitude = np.concatenate([_NO_FLOATS, *(name.latitude for name in names)])
    longitude = np.concatenate([_NO_FLOATS, *(name.longitude for name in names)])
    country = np.concatenate([_NO_NUMBERS, *(name.country for name in names)])
    admin1 = np.concatenate([_NO_NUMBERS, *(name.admin1 for name in names)])
    tier = np.concatenate([_NO_NUMBERS, *(name.tier for name in names)])
    fixed = -BARE_DIVISION * static[:, _WITH_SEAT] - BORROWED_NAME * static[:, _BORROWED]
    links = np.zeros((len(of), len(LINKS)))
    for index, group in enumerate(groups):
        if not sizes[index] or not (group.inside or group.soft_inside or group.type_word):
            continue
        part = slice(starts[index], starts[index + 1])
        for column, outers in ((0, group.inside), (2, group.soft_inside)):
            for outer in outers:
                inside = fits(group.name, outer)
                if inside.any():
                    links[part, column] = np.maximum(links[part, column], inside)
                    links[part, column + 1] = np.maximum(links[part, column + 1], ~inside)
        if group.type_word:
            wanted = _WORD_GROUPS[group.type_word]
            match = np.array([kind in wanted for kind in group.name.group])
            fixed[part] = 0.0
            if match.any():
                links[part, 4] = match
                links[part, 5] = ~match
                fixed[part] = np.where(match, TYPE_WORD, -TYPE_WORD)
    if preferred:
        fixed += PREFERRED * (country == preferred)
    countries, divisions = number_labels(country, of), number_labels(admin1, of)
    return Table(of, static, latitude, longitude, country, admin1, tier, starts, links, fixed, countries, divisions)


def first_guess(table: Table, groups: Sequence[Group]) -> Floats:
    """Before anything is chosen: a share for each candidate from importance alone, and from a container that fits."""
    column = STATIC.index("importance")
    score = 12.0 * table.static[:, column] + 6.0 * table.links[:, 0] + 2.0 * table.links[:, 2]
    return softmax(score, table, np.full(len(groups), -np.inf))[0]


def softmax(score: Floats, table: Table, none: Floats) -> tuple[Floats, Floats]:
    """Shares of the candidates within their groups, and the share of "none" per group."""
    total = len(none)
    score = score + table.fixed
    top = none.copy()
    np.maximum.at(top, table.of, score)
    top[~np.isfinite(top)] = 0.0
    raised = np.exp(score - top[table.of])
    nothing = np.exp(none - top)
    whole = np.bincount(table.of, weights=raised, minlength=total) + nothing
    whole[whole == 0] = 1.0
    return raised / whole[table.of], nothing / whole


def weights_of(groups: Sequence[Group]) -> Floats:
    """How much each group says about the others: how sure it is to be a place, and how often it is named."""
    sure = 1 / (1 + np.exp(-np.array([group.logit for group in groups], float)))
    return np.asarray(sure * np.log2(1 + np.array([group.count for group in groups], float)))


def make_facts(
    table: Table, groups: Sequence[Group], share: Floats, second: bool, home: int = 0
) -> tuple[Floats, Floats]:
    """The numbers the linear scores are made of: a row per candidate, and a row per group for "none"."""
    total = len(groups)
    rows = len(table.of)
    facts = np.zeros((rows, len(FEATURES)))
    facts[:, : len(STATIC)] = table.static
    weight = weights_of(groups)
    mass = share * weight[table.of]
    wide = table.tier == 0
    dynamic = np.zeros((rows, len(DYNAMIC)))
    places = _shares(table.countries, mass, table.country > 0)
    named = _shares(table.countries, mass, (table.country > 0) & wide)
    dynamic[:, 0], dynamic[:, 1] = places, named
    divisions = _shares(table.divisions, mass, table.admin1 > 0)
    called = _shares(table.divisions, mass, (table.admin1 > 0) & (table.tier == 1))
    dynamic[:, 2], dynamic[:, 3] = divisions, called
    dynamic[:, :4] = np.log(dynamic[:, :4] + 0.03) - math.log(0.03)
    local = table.tier > 0
    if rows:
        near, close, far = _nearness(table, groups, share, weight)
        dynamic[:, 4], dynamic[:, 5], dynamic[:, 6] = near, close, far
        order = np.array([group.order for group in groups])
        first = int(np.argmin(order))
        part = slice(table.starts[first], table.starts[first + 1])
        if part.stop > part.start:
            chosen = part.start + int(np.argmax(share[part]))
            dynamic[:, 7] = (table.country == table.country[chosen]) & (table.of != first) & (table.country > 0)
        if home:
            dynamic[:, 8] = table.country == home
        for index, group in enumerate(groups):
            for inner in group.holds:
                part = slice(table.starts[index], table.starts[index + 1])
                dynamic[part, 9] = np.maximum(dynamic[part, 9], _holds(group.name, inner))
    facts[np.arange(rows)[:, None], _DYNAMIC_AT + table.tier[:, None]] = dynamic
    base = len(STATIC) + 3 * len(DYNAMIC)
    facts[:, base : base + len(LINKS)] = table.links
    if rows:
        facts[:, base + 6] = second * dynamic[:, 4] * local
        facts[:, base + 7] = second * (dynamic[:, 0] > 2.5)
    country_share, division_share = dynamic[:, 0].tolist(), dynamic[:, 2].tolist()
    none = [
        (
            1.0,
            group.logit,
            stop - start == 1,
            group.name.weak,
            group.name.kind == "tiny",
            max(country_share[start:stop], default=0.0),
            max(division_share[start:stop], default=0.0),
            group.word,
        )
        for group, (start, stop) in zip(groups, pairwise(table.starts), strict=True)
    ]
    return facts, np.array(none, float).reshape(total, len(NONE_FEATURES))


def _shares(labels: Labels, mass: Floats, use: NDArray[np.bool_]) -> Floats:
    """For each row: how much of the other groups' mass carries the same label, as a share of all mass."""
    if not len(mass):
        return np.zeros(0)
    sums = np.bincount(labels.pair[use], weights=mass[use], minlength=len(labels.code_of))
    column = np.bincount(labels.code_of, weights=sums)
    whole = max(float(mass.sum()), 1e-9)
    others = np.where(labels.label > 0, column[labels.code] - sums[labels.pair], 0.0)
    return np.maximum(0.0, others) / whole


def _nearness(table: Table, groups: Sequence[Group], share: Floats, weight: Floats) -> tuple[Floats, Floats, Floats]:
    """For each candidate: how near the nearest place chosen for another name is, and how many lie near or far.

    A name is compared with the names first mentioned near it, which are all names of any usual text, so that time and
    memory grow in line with the text.
    """
    top = np.full(len(groups), -1.0)
    np.maximum.at(top, table.of, share)
    # The first of the best rows of each group, since the last one written stays.
    winners = np.flatnonzero(share == top[table.of])[::-1]
    best = np.full(len(groups), -1)
    best[table.of[winners]] = winners
    best = best[best >= 0]
    best = best[table.tier[best] > 0]
    is_home = np.array([group.order < 0 for group in groups], bool)[table.of[best]]
    chosen, homes = best[~is_home], best[is_home]
    indexes = table.of[chosen].tolist()
    rows = len(table.of)
    near, close, far = np.zeros(rows), np.zeros(rows), np.zeros(rows)
    for begin in range(0, len(groups), _NEIGHBOURS):
        part = slice(table.starts[begin], table.starts[min(len(groups), begin + _NEIGHBOURS)])
        low, high = bisect_left(indexes, begin - _NEIGHBOURS), bisect_left(indexes, begin + 2 * _NEIGHBOURS)
        around = np.concatenate([chosen[low:high], homes])
        if len(around) and part.stop > part.start:
            strength = share[around] * weight[table.of[around]]
            near[part], close[part], far[part] = _compare(table, part, around, strength)
    return near, close, far


def _compare(table: Table, part: slice, at: NDArray[np.int64], strength: Floats) -> tuple[Floats, Floats, Floats]:
    """``_nearness`` of some rows to the chosen rows ``at``."""
    group = table.of[at]
    away = distances(
        table.latitude[part, None],
        table.longitude[part, None],
        table.latitude[at][None, :],
        table.longitude[at][None, :],
    )
    own = table.of[part, None] == group[None, :]
    away = np.where(own, 20000.0, away)
    # A place chosen with little strength counts as further off.
    felt = away / np.maximum(0.05, np.minimum(1.0, strength))[None, :]
    nearest = felt.min(axis=1)
    near = np.maximum(0.0, 1.0 - np.log10(1 + nearest / 20.0) / 2.0)
    strength_others = np.where(own, 0.0, strength[None, :])
    whole = np.maximum(1e-9, strength_others.sum(axis=1))
    close = ((away < 150) * strength_others).sum(axis=1) / whole
    far = ((away > 2000) * strength_others).sum(axis=1) / whole
    return near, close, far


def _holds(outer: Name, inner: Name) -> Floats:
    """Which places of ``outer`` contain some place of ``inner``."""
    found = np.zeros(len(outer.entries))
    for row, group in enumerate(outer.group):
        if group == "country":
            found[row] = bool(((inner.country == outer.country[row]) & (inner.tier > 0)).any())
        elif group == "admin1":
            found[row] = bool(((inner.admin1 == outer.admin1[row]) & (inner.tier > 1)).any())
    return found


class Chosen(NamedTuple):
    """All candidates of a text with their shares, the share of "none" per group, and the facts of the last round."""

    table: Table
    share: Floats
    none: Floats
    facts: Floats


def choose(groups: Sequence[Group], rounds: Sequence[Any], home: int = 0, preferred: int = 0) -> Chosen:
    """The candidates of all groups with their shares, and the share of "none" for each group.

    ``rounds`` are the weights of each round (geomap.places.model.Chooser); ``home`` the number of the source's country,
    ``preferred`` that of the country that the user leans to.
    """
    table = make_table(groups, preferred)
    share, none = first_guess(table, groups), np.zeros(len(groups))
    facts = np.zeros((len(table.of), len(FEATURES)))
    for index, chooser in enumerate(rounds):
        facts, none_facts = make_facts(table, groups, share, index > 0, home)
        share, none = softmax(facts @ chooser.facts, table, none_facts @ chooser.none)
    return Chosen(table, share, none, facts)
