"""The names of a gazetteer as arrays: what bears a name, and what is known of each before a text is read."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geomap.places.features import kind_group, name_class
from geomap.places.languages import transliterated_countries
from geomap.places.normalise import name_key, sounds_alike

Floats = NDArray[np.float64]

MAX_CANDIDATES = 100
# A listed place has seldom a population, and is meant far more often than a village of that name.
_LISTED_POPULATION = 100_000
_LISTED_IMPORTANCE = 0.8
GROUPS = ("country", "region", "admin1", "admin2", "city", "site")
# Of so many places, the most important ones, a second spelling is looked for.
_SPELLINGS = 5
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
    "borrowed",
)


@dataclass(slots=True)
class Name:
    """What a gazetteer has under one key, as arrays that all texts share. ``entries`` may be empty.

    ``main`` says whether it is the own name of one of its first places, ``by_hand`` whether a list made by hand has it.
    """

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
    main: bool
    by_hand: bool


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

    def countries(self, key: str) -> frozenset[str | None]:
        """The countries of the places known under a key."""
        return frozenset(entry.place.country for entry in self.name(key).entries)

    def spelling(self, words: str) -> Name:
        """What is known under another spelling of a name that is in no list; as of no name when nothing is."""
        mark = "~" + words
        known = self._names.get(mark)
        if known is None:
            entries = self.gazetteer.lookup_loose(words)[:_SPELLINGS]
            known = self._names[mark] = self._build(name_key(words), entries) if entries else self.name("")
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
        own = [entry.main for entry in entries]
        known = max((size for size, mine in zip(importance, own, strict=True) if mine), default=0.0)
        for row, (entry, group) in enumerate(zip(entries[:_SPELLINGS], groups, strict=False)):
            # Another spelling of a town's name is no less its own where nothing better known has exactly this name.
            if group == "city" and not own[row] and importance[row] > known:
                own[row] = _is_spelling(key, entry.place)
        if not any(own):
            # "Anbar Governorate" is called Anbar where no town is.
            own = [
                group == "admin1" and name_key(place.name).startswith(key + " ")
                for place, group in zip(places, groups, strict=True)
            ]
        static = np.zeros((len(entries), len(STATIC)))
        for row, (entry, group, size) in enumerate(zip(entries, groups, people, strict=True)):
            city = group == "city"
            static[row] = (
                size / 7,
                importance[row],
                own[row],
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
                own[row] and group in ("admin1", "admin2"),
                own[row] and city,
                city and own[row] and has_admin and not main_admin,
                _has_seat(entry, entries),
                city and any(_is_seat(entry.place, other.place) for other in entries if not other.main),
                city and not own[row] and _is_borrowed(key, entry, entries),
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
            any(own[:3]) or any(_is_spelling(key, place) for place in places[:3]),
            any(entry.layer != "shipped" for entry in entries),
        )


def _is_spelling(key: str, place: Any) -> bool:
    """Whether a key is another transliteration of a place's own name; "Arlington" is none of Darlington's."""
    return place.country in transliterated_countries() and sounds_alike(key, name_key(place.name))


def _is_seat(town: Any, division: Any) -> bool:
    """Whether a town lies in or beside a first-level division of the same name ("Basra", "Basra Governorate")."""
    if division.kind != "admin1" or kind_group(town.kind) != "city" or town.country != division.country:
        return False
    apart = distances(town.latitude, town.longitude, division.latitude, division.longitude)
    return bool(apart < 2 * division.radius_km + 60)


def _has_seat(entry: Any, entries: Sequence[Any]) -> bool:
    return not entry.main and any(_is_seat(other.place, entry.place) for other in entries)


def _is_borrowed(key: str, entry: Any, entries: Sequence[Any]) -> bool:
    """Whether a town was called so once or by some, where another of its division has the name as its own.

    So Hartford was called Newtown, and Newtown lies beside it. Another spelling of the town's name is none of these.
    """
    town = entry.place
    if entry.main or not town.admin1 or sounds_alike(key, name_key(town.name)):
        return False
    return any(
        other.main
        and (other.place.country, other.place.admin1) == (town.country, town.admin1)
        and kind_group(other.place.kind) == "city"
        for other in entries
    )


def fits(inner: Name, outer: Name) -> NDArray[np.bool_]:
    """Which places of ``inner`` lie in some place of ``outer``: its country or division, or near a city or county."""
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
