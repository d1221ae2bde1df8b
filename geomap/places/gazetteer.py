"""The gazetteer: places by name, by id and by distance.

A gazetteer is a stack of index files, one for each set of places: what the user gave for this run, what the user added
for good, and what geomap ships. Each is built once into the cache folder and then memory-mapped, so that opening costs
milliseconds and a search touches only the pages it needs.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple

from geomap.geometry import sphere_km
from geomap.places.divisions import core_name
from geomap.places.index import CODE, MAIN, WEAK, IndexFile, Row, country_key, hash_key
from geomap.places.kinds import COUNTRY_KINDS, load_kinds
from geomap.places.layers import Layer, open_layers
from geomap.places.near import rows_nearby
from geomap.places.normalise import MARKS, Span, loose_key, name_key
from geomap.places.spans import find_spans
from geomap.records import Place

# Ambiguous names have hundreds of bearers ("San José"); beyond this many the least important are left out.
MAX_ENTRIES = 250
_TOWNS = frozenset(("city", "town", "village"))
# The importance of a city of a hundred thousand or so.
_CITY = 0.6
# Villages bear these names, too, and no newspaper ever means them.
_ALLIANCES = ("NATO",)


class Entry(NamedTuple):
    """A place that bears a name.

    Attributes:
        place: the place; its ``other_names`` and ``note`` are left empty (``Gazetteer.full_place`` has them).
        main: the name is the place's own name and not one of its other names.
        code: the name is a short form in capitals (US, UAE); written otherwise it is most likely not meant.
        weak: an other name of low quality: an airport's code, a spelling from another language.
        importance: how likely the place is meant before anything else is known, 0 to 1.
        layer: "user" (a table given for this run), "added" (a table added for good), "curated", "shipped", or "dump"
            (a GeoNames dump, given or added).
    """

    place: Place
    main: bool
    code: bool
    weak: bool
    importance: float
    layer: str


def _is_town_by_hand(entry: Entry) -> bool:
    return entry.layer == "curated" and entry.place.kind in _TOWNS and not entry.weak


class Gazetteer:
    """Places by name, by id and by distance; made by ``open_gazetteer``.

    Attributes:
        blocked: the keys of the names that never match.
        preferred_country: ISO alpha-2 of the country that ambiguous names lean to, or ``None``.
        fingerprint: hex digest of everything that went in; the same inputs have the same one.
        warnings: what was odd about the user's files, one sentence each.
    """

    def __init__(
        self, layers: Sequence[Layer], *, blocked_names: Iterable[str] = (), preferred_country: str | None = None
    ) -> None:
        self._layers = tuple(layers)
        self.blocked = frozenset(key for key in map(name_key, blocked_names) if key)
        self.preferred_country = preferred_country.upper() if preferred_country else None
        self.warnings = tuple(warning for layer in self._layers for warning in layer.warnings)
        digest = hashlib.sha256()
        for layer in self._layers:
            digest.update(layer.fingerprint.encode())
        digest.update(repr((sorted(self.blocked), self.preferred_country)).encode())
        self.fingerprint = digest.hexdigest()
        # Caches of this object and not of its class: they go when it goes.
        self._probe = lru_cache(maxsize=131072)(self._probe_files)
        self._entries = lru_cache(maxsize=8192)(self._find_entries)
        self._place = lru_cache(maxsize=16384)(self._read_place)
        self._country = lru_cache(maxsize=512)(self._find_country)
        self._division = lru_cache(maxsize=4096)(self._find_division)

    def __enter__(self) -> Gazetteer:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the files. Searching afterwards is an error."""
        for layer in self._layers:
            layer.index.close()

    def __reduce__(self) -> tuple[Any, ...]:
        # Travels to worker processes as its recipe; they map the same files.
        recipe = tuple((layer.name, layer.index.path, layer.fingerprint, layer.warnings) for layer in self._layers)
        return _reopen, (recipe, tuple(self.blocked), self.preferred_country)

    @property
    def row_count(self) -> int:
        """The number of places, all layers together."""
        return sum(layer.index.row_count for layer in self._layers)

    @property
    def layers(self) -> tuple[Layer, ...]:
        """The stack of index files, the user's first."""
        return self._layers

    def find_spans(self, text: str, *, any_case: bool = False) -> list[Span]:
        """All names in a text, overlapping ones too, sorted by start and then longest first.

        A name begins with a capital, a digit, or a letter without case; ``any_case`` takes small letters as well. It
        never runs across the end of a sentence, a bracket or an empty line, and across a comma only when the
        gazetteer has it with the comma. ``text[start:end]`` are the words, without a possessive 's.
        """
        return find_spans(text, self._probe, any_case=any_case)

    def has_key(self, key: str) -> bool:
        """Whether an exact key (``normalise.name_key``) is a name."""
        return self._probe(key)[0]

    def has_prefix(self, key: str) -> bool:
        """Whether longer names begin with the words of an exact key."""
        return self._probe(key)[1]

    def lookup(self, name: str) -> tuple[Entry, ...]:
        """The places that bear a name, the most important first; () when there is none.

        Case, accents, hyphens, apostrophes and dots do not count, and commas and brackets only where that leads to
        something. At most 250 places are returned.
        """
        key = name_key(name)
        return self._entries(key) or self._entries(" ".join(word for word in key.split() if word not in MARKS))

    def lookup_key(self, key: str) -> tuple[Entry, ...]:
        """As ``lookup``, from the key of a span or of ``normalise.name_key``."""
        return self._entries(key)

    def lookup_loose(self, name: str) -> tuple[Entry, ...]:
        """The places with a name that sounds alike in another transliteration, the most important first; or ().

        Only the better known places of countries whose languages are written in other letters have such a second form,
        and names of fewer than three consonants have none. To be asked when ``lookup`` gave nothing and something else
        says that a place is meant: in news one in twenty of the capitalised words that are no name here has the
        second form of one (benchmarks/loose_names.py).
        """
        key = name_key(name)
        rough = loose_key(key)
        return self._entries("~" + rough) if rough and key not in self.blocked else ()

    def full_place(self, place_id: str) -> Place | None:
        """The place with that id, with its other names and its note; ``None`` when there is none."""
        for layer in self._layers:
            number = layer.index.row_of_id(place_id)
            if number is not None:
                return _as_place(layer.index.row(number, names=True))
        return None

    def country(self, code: str) -> Place | None:
        """The country with that ISO alpha-2 code, or ``None``."""
        return self._country(code)

    def division(self, country: str, name: str) -> Place | None:
        """The first-level division of a country with that name, or ``None``."""
        return self._division(country, name)

    def nearby(
        self, latitude: float, longitude: float, radius_km: float, *, kinds: Iterable[str] | None = None
    ) -> list[tuple[float, Place]]:
        """The places within ``radius_km`` of a point with their distances in kilometres, the nearest first.

        ``kinds`` leaves out all others. Distances are on the sphere (haversine), within 0.5 % of the ellipsoid's.
        """
        wanted = None if kinds is None else frozenset(kinds)
        found: list[tuple[float, Place]] = []
        for position, layer in enumerate(self._layers):
            before = [place for _, place in found]
            for distance, number in rows_nearby(layer.index, latitude, longitude, radius_km, wanted):
                if self._owner(position, number) != (position, number):
                    continue
                place = self._place(position, number)
                if not any(other.kind == place.kind and _same_place(other, place, 5.0) for other in before):
                    found.append((distance, place))
        found.sort(key=lambda pair: (pair[0], pair[1].place_id))
        return found

    def _probe_files(self, key: str) -> tuple[bool, bool]:
        hashed = hash_key(key)
        name = longer = False
        for layer in self._layers:
            found = layer.index.find(hashed)
            if found is not None:
                name = name or found[1] > found[0]
                longer = longer or found[2]
        return name and key not in self.blocked, longer

    def _find_entries(self, key: str) -> tuple[Entry, ...]:
        if not key or key in self.blocked:
            return ()
        hashed = hash_key(key)
        entries: list[Entry] = []
        seen: set[tuple[int, int]] = set()
        for position, layer in enumerate(self._layers):
            found = layer.index.find(hashed)
            if found is None:
                continue
            begin, end, _ = found
            for number, flags in layer.index.postings(begin, min(end, begin + MAX_ENTRIES)):
                owner = self._owner(position, number)
                if owner in seen:
                    continue
                seen.add(owner)
                place = self._place(*owner)
                holder = self._layers[owner[0]]
                by_hand = place.origin == "curated"
                entries.append(
                    Entry(
                        place,
                        bool(flags & MAIN),
                        bool(flags & CODE),
                        bool(flags & WEAK),
                        holder.index.importance(owner[1]),
                        "curated" if by_hand else holder.name,
                    )
                )
        if not any(entry.main and entry.importance >= _CITY for entry in entries):
            # What the list made by hand calls a town, newspapers call it; but no city yields its name: Islamabad was
            # one of Chittagong's, too.
            entries = [entry._replace(main=entry.main or _is_town_by_hand(entry)) for entry in entries]
        if len(self._layers) > 1:
            entries = _without_twins(entries)
        entries.sort(key=lambda entry: (-entry.importance, entry.place.place_id))
        return tuple(entries[:MAX_ENTRIES])

    def _owner(self, position: int, number: int) -> tuple[int, int]:
        """The layer and row that stand for a row: those of an earlier layer which has the same id, or its own."""
        if position:
            place_id = self._layers[position].index.place_id(number)
            for earlier, layer in enumerate(self._layers[:position]):
                other = layer.index.row_of_id(place_id)
                if other is not None:
                    return earlier, other
        return position, number

    def _read_place(self, position: int, number: int) -> Place:
        return _as_place(self._layers[position].index.row(number))

    def _find_country(self, code: str) -> Place | None:
        found = self._entries(country_key(code))
        return found[0].place if found else None

    def _find_division(self, country: str, name: str) -> Place | None:
        for key in (name_key(name), core_name(name)):
            for entry in self._entries(key):
                if entry.place.kind == "admin1" and entry.place.country == country.upper():
                    return entry.place
        return None


def _without_twins(entries: list[Entry]) -> list[Entry]:
    """Leave out places that a layer before already has: the same group of kinds, in the same spot."""
    kept: list[Entry] = []
    for entry in entries:
        place = entry.place
        if not any(other.layer != entry.layer and _same_place(other.place, place) for other in kept):
            kept.append(entry)
    return kept


def _same_place(one: Place, other: Place, within_km: float = 25.0) -> bool:
    kinds = load_kinds()
    first, second = kinds.get(one.kind), kinds.get(other.kind)
    if (first.group if first else None) != (second.group if second else None):
        return False
    if one.country != other.country and one.country and other.country:
        return False
    if one.kind == other.kind and one.kind in (*COUNTRY_KINDS, "admin1"):
        return one.country == other.country
    reach = max(within_km, min(one.radius_km, other.radius_km))
    return sphere_km(one.latitude, one.longitude, other.latitude, other.longitude) <= reach


def open_gazetteer(
    paths: Sequence[str | Path] = (),
    *,
    blocked_names: Iterable[str] = (),
    preferred_country: str | None = None,
    cache_dir: Path | None = None,
    data_dir: Path | None = None,
    tell: Callable[[str], object] | None = None,
) -> Gazetteer:
    """The shipped places, those that the user added for good, and those of the files given here.

    Indexes are built when they are missing, when an input changed, or when they are damaged; that takes seconds, once.
    Afterwards opening takes milliseconds.

    Args:
        paths: gazetteer files (CSV, GeoJSON, GeoNames dumps); later ones win over earlier ones, all win over the rest.
        blocked_names: names that never match, besides those the user blocked for good.
        preferred_country: ISO alpha-2 of the country that ambiguous names lean to.
        cache_dir: where the indexes are kept; the user's cache folder (or $GEOMAP_CACHE_DIR) when ``None``.
        data_dir: where the user's added sets are kept; the user's data folder (or $GEOMAP_DATA_DIR) when ``None``.
        tell: called with a line of text before an index is built, which takes seconds.

    Raises:
        GazetteerError: a file cannot be used; the message names it, the line, what was found and what to do.
    """
    opened = open_layers([Path(path) for path in paths], cache_dir=cache_dir, data_dir=data_dir, tell=tell)
    return Gazetteer(
        opened.layers,
        blocked_names=(*_ALLIANCES, *opened.blocked_names, *blocked_names),
        preferred_country=preferred_country or opened.preferred_country,
    )


def _reopen(
    recipe: tuple[tuple[str, Path, str, tuple[str, ...]], ...], blocked: tuple[str, ...], country: str | None
) -> Gazetteer:
    layers = [Layer(name, IndexFile(path), fingerprint, warnings) for name, path, fingerprint, warnings in recipe]
    return Gazetteer(layers, blocked_names=blocked, preferred_country=country)


def _as_place(row: Row) -> Place:
    return Place(
        row.place_id,
        row.name,
        row.kind,
        row.latitude,
        row.longitude,
        row.radius_km,
        row.country,
        row.admin1,
        row.population,
        row.other_names + row.weak_names,
        row.note,
        row.origin,
    )
