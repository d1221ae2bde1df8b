"""The taxonomy of incidents: kinds, layers, standard codes, and the words that signal them.

All of it is in ``taxonomy.toml``; this module reads and checks it. Codes follow ACLED's event and sub-event types, with
PLOVER's type and mode as the second code.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from geomap.errors import OptionError


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of incident.

    ``rank`` orders the kinds that one happening could bear, the lowest names it. ``mapped`` is false for kinds that are
    found only so that they are not taken for something else. ``acled_type`` and ``acled_subtype`` are ``None`` where
    ACLED has no such event, ``plover`` is "TYPE/mode" or ``None``.
    """

    code: str
    name: str
    layer: str
    acled_type: str | None
    acled_subtype: str | None
    plover: str | None
    rank: int
    mapped: bool


@dataclass(frozen=True, slots=True)
class Signals:
    """The words of one kind (or of a generic word) as written in the file; ``classes`` are not yet filled in."""

    target: str
    role: str
    nouns: tuple[str, ...]
    verbs: tuple[str, ...]
    deeds: tuple[tuple[str, str, str], ...]
    doings: tuple[tuple[str, str], ...]
    presence: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """Kinds by code in the order of the file, layers in the order of the map, and the signals of the words.

    ``generic`` maps a word family with no kind of its own ("attack", "explosion") to the kind where nothing else
    speaks. ``weapons`` maps a kind to the words of its weapons, first come first served.
    """

    kinds: Mapping[str, Kind]
    layers: tuple[str, ...]
    classes: Mapping[str, frozenset[str]]
    weapons: Mapping[str, frozenset[str]]
    generic: Mapping[str, str]
    signals: tuple[Signals, ...]

    def __hash__(self) -> int:
        return id(self)

    def layer_of(self, code: str) -> str:
        """The layer of a kind.

        Raises:
            OptionError: there is no such kind.

        >>> load_taxonomy().layer_of("air_strike")
        'strikes'
        """
        kind = self.kinds.get(code)
        if kind is None:
            raise OptionError(f"kind {code!r} is not in the taxonomy; known are {', '.join(self.kinds)}")
        return kind.layer


@cache
def load_taxonomy() -> Taxonomy:
    """The taxonomy shipped with the package, read once per process.

    >>> kind = load_taxonomy().kinds["suicide_bombing"]
    >>> kind.layer, kind.acled_subtype
    ('bombings', 'Suicide bomb')
    """
    return read_taxonomy(None)


def read_taxonomy(path: Path | None) -> Taxonomy:
    """A taxonomy from a file of the same form; ``None`` reads the shipped one.

    Raises:
        OptionError: the file cannot be read, or names a layer, a class or a key that does not exist.
    """
    source = str(path) if path else "taxonomy.toml"
    try:
        file = resources.files(__package__).joinpath("taxonomy.toml") if path is None else path
        data = tomllib.loads(file.read_bytes().decode("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise OptionError(f"{source}: cannot be read as a taxonomy: {error}") from error
    layers = tuple(data.get("layers", ()))
    classes = {name: frozenset(words.split()) for name, words in data.get("classes", {}).items()}
    kinds: dict[str, Kind] = {}
    signals: list[Signals] = []
    for code, entry in data.get("kinds", {}).items():
        kinds[code] = _kind(code, entry, layers, source)
        signals.append(_signals(code, "kind", entry))
    generic = {}
    for name, entry in data.get("generic", {}).items():
        if entry["default"] not in kinds:
            raise OptionError(f"{source}: generic {name!r} falls back to {entry['default']!r}, which is no kind")
        generic[name] = entry["default"]
        signals.append(_signals(name, entry["role"], entry))
    weapons = {}
    for code, words in data.get("weapons", {}).items():
        if code not in kinds:
            raise OptionError(f"{source}: weapons are given for {code!r}, which is no kind")
        weapons[code] = frozenset(words.split())
    return Taxonomy(kinds, layers, classes, weapons, generic, tuple(signals))


def _kind(code: str, entry: dict[str, Any], layers: tuple[str, ...], source: str) -> Kind:
    missing = [key for key in ("name", "layer", "acled", "plover", "rank") if key not in entry]
    if missing:
        raise OptionError(f"{source}: kind {code!r} has no {', '.join(missing)}")
    if entry["layer"] not in layers:
        raise OptionError(f"{source}: kind {code!r} is in layer {entry['layer']!r}; layers are {', '.join(layers)}")
    acled_type, acled_subtype = entry["acled"]
    return Kind(
        code=code,
        name=entry["name"],
        layer=entry["layer"],
        acled_type=acled_type or None,
        acled_subtype=acled_subtype or None,
        plover=entry["plover"] or None,
        rank=entry["rank"],
        mapped=entry.get("mapped", True),
    )


def _signals(target: str, role: str, entry: dict[str, Any]) -> Signals:
    return Signals(
        target=target,
        role=role,
        nouns=tuple(entry.get("nouns", ())),
        verbs=tuple(entry.get("verbs", ())),
        deeds=tuple((deed[0], deed[1], deed[2] if len(deed) > 2 else "") for deed in entry.get("deeds", ())),
        doings=tuple((subjects, verbs) for subjects, verbs in entry.get("doings", ())),
        presence=frozenset(entry.get("presence", "").split()),
    )
