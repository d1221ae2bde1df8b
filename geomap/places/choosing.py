"""Choosing among the places that share a name, from what the places are and from the other names in the text.

Each candidate gets a linear score from facts as numbers, a second round uses what the first round chose for the other
names; "none of these" is a candidate of its own. The weights are fitted by ``benchmarks/fit_places.py``.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from geomap.places.features import kind_group, name_class

Floats = NDArray[np.float64]

MAX_CANDIDATES = 100
# What a type word says ("Kirkuk province") and what its absence says of a division that is named after its main town.
# Set by hand: texts scored within 161 km do not tell a town from the province around it.
TYPE_WORD = 4.0
BARE_DIVISION = 4.0
PREFERRED = 3.0
GROUPS = ("country", "region", "admin1", "admin2", "city", "site")
_TIERS = {"country": 0, "region": 0, "admin1": 1, "admin2": 2, "city": 2, "site": 2}
STATIC = (
    "people",
    "importance",
    "main",
    "weak",
    "code",
    "top",
    "behind",
    "people_behind",
    "capital",
    *GROUPS,
    "huge_city",
    "big_city",
    "tiny_city",
    "alone",
    "admin_over_city",
    "city_over_admin",
    "main_admin",
    "main_city",
    "seat_over_admin",
    "admin_with_seat",
    "seat",
)
_WITH_SEAT = STATIC.index("admin_with_seat")
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


# A listed place has seldom a population, and is meant far more often than a village of that name.
_LISTED_POPULATION = 100_000
_LISTED_IMPORTANCE = 0.8


@dataclass(slots=True)
class Name:
    """What a gazetteer has under one key, as arrays that all texts share. ``places`` may be empty."""

    key: str
    entries: tuple[Any, ...]
    kind: str
    static: Floats
    latitude: Floats
    longitude: Floats
    country: NDArray[np.int64]
    admin1: NDArray[np.int64]
    tier: NDArray[np.int64]
    group: tuple[str, ...]
    weak: bool


def _is_listed(entry: Any) -> bool:
    """Whether a person put the place on a list because the news speaks of it."""
    return entry.layer in ("curated", "user", "added") and not entry.weak


def _unknown_population(entry: Any) -> int:
    return _LISTED_POPULATION if _is_listed(entry) else 0


class NameBook:
    """The names of one gazetteer, each looked up once and kept as arrays."""

    def __init__(self, gazetteer: Any) -> None:
        self.gazetteer = gazetteer
        self.ids: dict[Any, int] = {None: 0}
        self._names: dict[str, Name] = {}

    def number(self, value: Any) -> int:
        """A small number for a country or a division; 0 for none."""
        return self.ids.setdefault(value, len(self.ids))

    def name(self, key: str) -> Name:
        """What is known under a key."""
        known = self._names.get(key)
        if known is None:
            if len(self._names) > 50_000:
                self._names.clear()
            known = self._names[key] = self._build(key, self.gazetteer.lookup_key(key))
        return known

    def demonym(self, place: str) -> Name:
        """The place that a demonym is made from: the most important of that name, a country before others."""
        mark = "demonym:" + place
        known = self._names.get(mark)
        if known is None:
            entries = self.gazetteer.lookup(place)
            countries = [entry for entry in entries if kind_group(entry.place.kind) == "country"]
            known = self._names[mark] = self._build(mark, tuple(countries or entries)[:1])
        return known

    def single(self, entry: Any) -> Name:
        """A name that means one place only."""
        return self._build("place:" + entry.place.place_id, (entry,))

    def _build(self, key: str, entries: Sequence[Any]) -> Name:
        entries = tuple(entries[:MAX_CANDIDATES])
        places = [entry.place for entry in entries]
        groups = tuple(kind_group(place.kind) for place in places)
        people = [
            math.log10(1 + max(0, place.population or _unknown_population(entry)))
            for entry, place in zip(entries, places, strict=True)
        ]
        importance = [max(entry.importance, _LISTED_IMPORTANCE if _is_listed(entry) else 0.0) for entry in entries]
        best = max(importance, default=0.0)
        most = max((size for size, group in zip(people, groups, strict=True) if group == "city"), default=0.0)
        has_admin = any(group in ("admin1", "admin2") for group in groups)
        has_city = "city" in groups
        main_admin = any(entry.main for entry, group in zip(entries, groups, strict=True) if group == "admin1")
        static = np.zeros((len(entries), len(STATIC)))
        for row, (entry, group, size) in enumerate(zip(entries, groups, people, strict=True)):
            city = group == "city"
            static[row] = (
                size / 7,
                importance[row],
                entry.main,
                entry.weak,
                entry.code,
                row == 0,
                best - importance[row],
                (most - size if city else 0.0) / 3,
                entry.place.kind == "capital",
                *(group == known for known in GROUPS),
                city and size >= 6,
                city and size >= 5,
                city and size < 3.5,
                len(entries) == 1,
                group in ("admin1", "admin2") and has_city,
                city and has_admin,
                entry.main and group in ("admin1", "admin2"),
                entry.main and city,
                city and entry.main and has_admin and not main_admin,
                _has_seat(entry, entries),
                city and any(_is_seat(entry.place, other.place) for other in entries if not other.main),
            )
        divisions = [
            (place.country, place.admin1 or (place.name if group == "admin1" else None))
            for place, group in zip(places, groups, strict=True)
        ]
        return Name(
            key,
            entries,
            name_class(entries) if entries else "unlisted",
            static,
            np.array([place.latitude for place in places], float),
            np.array([place.longitude for place in places], float),
            np.array([self.number(place.country) for place in places], np.int64),
            np.array([self.number(pair) if pair[1] else 0 for pair in divisions], np.int64),
            np.array([_TIERS[group] for group in groups], np.int64),
            groups,
            all(entry.weak for entry in entries),
        )


def _is_seat(town: Any, division: Any) -> bool:
    """Whether a town lies in or beside a first-level division of the same name ("Basra", "Basra Governorate")."""
    if division.kind != "admin1" or kind_group(town.kind) != "city" or town.country != division.country:
        return False
    apart = distances(town.latitude, town.longitude, division.latitude, division.longitude)
    return bool(apart < 2 * division.radius_km + 60)


def _has_seat(entry: Any, entries: Sequence[Any]) -> bool:
    return not entry.main and any(_is_seat(other.place, entry.place) for other in entries)


@dataclass(slots=True)
class Group:
    """Mentions of one name that must mean the same place. ``logit`` is how sure it is that they are a place's name."""

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


def fits(inner: Name, outer: Name) -> NDArray[np.bool_]:
    """Which places of ``inner`` lie in some place of ``outer``: the same country or division, or near a city or county."""
    found = np.zeros(len(inner.entries), bool)
    for row, group in enumerate(outer.group[:40]):
        if group == "country":
            found |= (inner.country == outer.country[row]) & (inner.tier > 0)
        elif group == "admin1":
            found |= (inner.admin1 == outer.admin1[row]) & (inner.tier > 1)
        elif group in ("admin2", "city", "site"):
            reach = 80.0 if group == "admin2" else 40.0
            found |= (inner.tier > 1) & (
                distances(inner.latitude, inner.longitude, outer.latitude[row], outer.longitude[row]) < reach
            )
        else:
            found |= distances(inner.latitude, inner.longitude, outer.latitude[row], outer.longitude[row]) < 1500
    return found


def distances(latitude: Any, longitude: Any, other_latitude: Any, other_longitude: Any) -> Any:
    """Great-circle kilometres on a sphere of 6371 km, element by element (numpy broadcasting)."""
    a, b, c, d = (np.radians(value) for value in (latitude, longitude, other_latitude, other_longitude))
    half = np.sin((c - a) / 2) ** 2 + np.cos(a) * np.cos(c) * np.sin((d - b) / 2) ** 2
    return 12742.0 * np.arcsin(np.minimum(1.0, np.sqrt(half)))


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
    of = np.repeat(np.arange(len(groups)), sizes)
    starts = [0, *np.cumsum(sizes).tolist()]
    fixed = np.zeros(len(of))
    links = np.zeros((len(of), len(LINKS)))
    for index, group in enumerate(groups):
        if not sizes[index]:
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
            if match.any():
                links[part, 4] = match
                links[part, 5] = ~match
                fixed[part] = np.where(match, TYPE_WORD, -TYPE_WORD)
        else:
            fixed[part] -= BARE_DIVISION * group.name.static[:, _WITH_SEAT]
        if preferred:
            fixed[part] += PREFERRED * (group.name.country == preferred)

    def join(arrays: list[Any], empty: Any) -> Any:
        return np.concatenate(arrays) if arrays else empty

    return Table(
        of,
        join([name.static for name in names], np.zeros((0, len(STATIC)))),
        join([name.latitude for name in names], np.zeros(0)),
        join([name.longitude for name in names], np.zeros(0)),
        join([name.country for name in names], np.zeros(0, np.int64)),
        join([name.admin1 for name in names], np.zeros(0, np.int64)),
        join([name.tier for name in names], np.zeros(0, np.int64)),
        starts,
        links,
        fixed,
    )


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
    places, _ = _shares(table.country, table.of, mass, total, table.country > 0)
    named, _ = _shares(table.country, table.of, mass, total, (table.country > 0) & wide)
    dynamic[:, 0], dynamic[:, 1] = places, named
    divisions, _ = _shares(table.admin1, table.of, mass, total, table.admin1 > 0)
    called, _ = _shares(table.admin1, table.of, mass, total, (table.admin1 > 0) & (table.tier == 1))
    dynamic[:, 2], dynamic[:, 3] = divisions, called
    dynamic[:, :4] = np.log(dynamic[:, :4] + 0.03) - math.log(0.03)
    local = table.tier > 0
    if rows:
        near, close, far = _nearness(table, share, weight, total)
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
    for tier in range(3):
        chosen_tier = table.tier == tier
        at = len(STATIC) + np.arange(len(DYNAMIC)) * 3 + tier
        facts[np.ix_(chosen_tier, at)] = dynamic[chosen_tier]
    base = len(STATIC) + 3 * len(DYNAMIC)
    facts[:, base : base + len(LINKS)] = table.links
    if rows:
        facts[:, base + 6] = second * dynamic[:, 4] * local
        facts[:, base + 7] = second * (dynamic[:, 0] > 2.5)
    none = np.zeros((total, len(NONE_FEATURES)))
    for index, group in enumerate(groups):
        part = slice(table.starts[index], table.starts[index + 1])
        size = part.stop - part.start
        none[index] = (
            1.0,
            group.logit,
            size == 1,
            group.name.weak,
            group.name.kind == "tiny",
            dynamic[part, 0].max() if size else 0.0,
            dynamic[part, 2].max() if size else 0.0,
            group.word,
        )
    return facts, none


def _shares(
    label: NDArray[np.int64], of: NDArray[np.int64], mass: Floats, total: int, use: NDArray[np.bool_]
) -> tuple[Floats, Floats]:
    """For each row: how much of the other groups' mass carries the same label, as a share of all mass."""
    if not len(label):
        return np.zeros(0), np.zeros(0)
    values, code = np.unique(label, return_inverse=True)
    table = np.zeros((total, len(values)))
    np.add.at(table, (of[use], code[use]), mass[use])
    column = table.sum(axis=0)
    whole = max(float(np.bincount(of, weights=mass, minlength=total).sum()), 1e-9)
    others = np.where(label > 0, column[code] - table[of, code], 0.0)
    return np.maximum(0.0, others) / whole, column


def _nearness(table: Table, share: Floats, weight: Floats, total: int) -> tuple[Floats, Floats, Floats]:
    """For each candidate: how near the nearest place chosen for another name is, and how many lie near or far."""
    chosen = []
    for index in range(total):
        part = slice(table.starts[index], table.starts[index + 1])
        if part.stop > part.start:
            row = part.start + int(np.argmax(share[part]))
            if table.tier[row] > 0:
                chosen.append((index, row, float(share[row]) * weight[index]))
    rows = len(table.of)
    if not chosen:
        return np.zeros(rows), np.zeros(rows), np.zeros(rows)
    at = np.array([row for _, row, _ in chosen])
    strength = np.array([value for _, _, value in chosen])
    group = np.array([index for index, _, _ in chosen])
    away = distances(
        table.latitude[:, None], table.longitude[:, None], table.latitude[at][None, :], table.longitude[at][None, :]
    )
    own = table.of[:, None] == group[None, :]
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
