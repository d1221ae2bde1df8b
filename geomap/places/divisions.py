"""First-level divisions of countries under one name each, whatever the sources call them."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from importlib import resources
from typing import NamedTuple

from geomap.places.index import Row
from geomap.places.normalise import MARKS, loose_key, name_key, split_name

# Words that say what a division is and not which one it is.
_DESIGNATIONS = frozenset(
    "governorate province region oblast state department district prefecture county municipality republic krai kray "
    "okrug raion autonomous wilaya wilayat emirate muhafazah territory canton parish division community voivodeship "
    "of the and al as ar an ad ash az".split()
)


class Division(NamedTuple):
    """A first-level division as GeoNames codes it (admin1.csv)."""

    country: str
    code: str
    name: str
    geonames_id: str


def load_divisions() -> list[Division]:
    """The first-level divisions of all countries by GeoNames' codes, sorted by country and code."""
    text = resources.files("geomap.places").joinpath("admin1.csv").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return [Division(row["country"], row["code"], row["name"], row["geonames_id"]) for row in csv.DictReader(lines)]


def core_name(name: str) -> str:
    """A division's name without the words that only say what it is.

    >>> core_name("Al-Anbar Governorate") == core_name("Anbar")
    True
    >>> core_name("Free State")
    'free'
    """
    words = [word for word in split_name(name) if word not in MARKS]
    return " ".join(word for word in words if word not in _DESIGNATIONS) or " ".join(words)


# "Free State" is not "Free", nor "Northern Province" "Northern".
_NO_NAME_ALONE = frozenset(
    "free capital central centre center north south east west northern southern eastern western northeastern "
    "northwestern southeastern southwestern north-eastern upper lower middle inner outer new old great greater river "
    "rivers lake lakes coast coastal delta plateau bay island islands highland highlands valley mountain national "
    "federal district maritime littoral savannah forest desert".split()
)


def short_names(name: str) -> tuple[str, ...]:
    """What else a division is called: its name without a last word like State or Province, where that stands alone.

    >>> short_names("Borno State"), short_names("Free State"), short_names("Moscow Oblast"), short_names("Bavaria")
    (('Borno',), (), ('Moscow',), ())
    """
    words = name.split()
    if len(words) < 2 or name_key(words[-1]) not in _DESIGNATIONS:
        return ()
    short = words[:-1]
    return () if all(word in _NO_NAME_ALONE for word in split_name(" ".join(short))) else (" ".join(short),)


class DivisionNames:
    """What the first-level divisions are called in this gazetteer.

    A curated row of kind admin1 names its division; for all others the name is GeoNames' own.

    Args:
        curated: rows; those of kind admin1 are taken as names.
        divisions: the divisions by GeoNames' codes.
    """

    def __init__(self, curated: Iterable[Row], divisions: Iterable[Division]) -> None:
        names: dict[tuple[str | None, str], str] = {}
        for row in curated:
            if row.kind == "admin1":
                for written in (row.name, *row.other_names):
                    for key in _keys(written):
                        names.setdefault((row.country, key), row.name)
        self._curated = names
        self._names = dict(names)
        self._by_code: dict[tuple[str, str], str] = {}
        self.missing: list[Division] = []
        for division in divisions:
            known = self._find(names, division.country, division.name)
            if known is None:
                self.missing.append(division)
            name = known or division.name
            self._by_code[(division.country, division.code)] = name
            for key in _keys(name):
                self._names.setdefault((division.country, key), name)

    @staticmethod
    def _find(names: dict[tuple[str | None, str], str], country: str | None, written: str) -> str | None:
        for key in _keys(written):
            if (country, key) in names:
                return names[(country, key)]
        return None

    def of_code(self, country: str, code: str) -> str | None:
        """The name of the division with GeoNames' code, or ``None``."""
        return self._by_code.get((country, code))

    def of_name(self, country: str | None, written: str | None) -> str | None:
        """The name of the division that somebody wrote as ``written``; unchanged when it is none that is known."""
        if not written or country is None:
            return written
        return self._find(self._names, country, written) or written

    def is_curated(self, country: str | None, written: str) -> bool:
        """Whether a curated row names this division."""
        return self._find(self._curated, country, written) is not None


def _keys(written: str) -> list[str]:
    core = core_name(written)
    rough = loose_key(core)
    return [core, "~" + rough] if rough else [core]
