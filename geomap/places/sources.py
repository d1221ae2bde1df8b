"""From a gazetteer file of any kind to rows for an index."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from geomap.errors import GazetteerError
from geomap.places.digests import content_digest
from geomap.places.index import Row
from geomap.places.layers import Source

TABLE, GEOJSON, DUMP = "table", "GeoJSON", "GeoNames dump"

# The user's own few rows are there to be found; dumps of millions are not.
_TABLE_BONUS = 0.25
_READERS = (
    "rows.py", "sources_csv.py", "sources_geojson.py", "sources_geonames.py", "alternate_names.py", "other_names.py",
    "divisions.py", "admin1.csv", "feature_codes.csv",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """What a gazetteer file holds: its format, the number of rows, and a sentence for everything odd."""

    path: Path
    format: str
    row_count: int
    warnings: tuple[str, ...]


def format_of(path: Path) -> str:
    """Which kind of gazetteer a file is: a table, GeoJSON or a GeoNames dump.

    Raises:
        GazetteerError: it is missing, or not a regular file, or cannot be read.
    """
    from geomap.places.sources_geonames import looks_like_dump

    if not path.exists():
        raise GazetteerError(f"{path}: no such file; give the path of a gazetteer file", str(path))
    if not path.is_file():
        raise GazetteerError(f"{path}: not a regular file; give a CSV, GeoJSON or GeoNames file", str(path))
    suffix = path.suffix.lower()
    if suffix == ".zip":
        return DUMP
    if suffix in (".geojson", ".json"):
        return GEOJSON
    try:
        with path.open("rb") as file:
            first = file.readline(1_000_000)
    except OSError as error:
        raise GazetteerError(f"{path}: cannot be read ({error.strerror})", str(path)) from error
    return DUMP if looks_like_dump(first.decode("utf-8-sig", "replace")) else TABLE


def read_file(path: Path, warnings: list[str], alternate_names: Path | None = None) -> Iterable[Row]:
    """The rows of a gazetteer file of any format.

    Raises:
        GazetteerError: the file cannot be used; the message says where, what was found and what to do.
    """
    from geomap.places import sources_csv, sources_geojson, sources_geonames

    kind = format_of(path)
    if kind == DUMP:
        return sources_geonames.read_dump(path, warnings, alternate_names)
    read = sources_geojson.read_geojson if kind == GEOJSON else sources_csv.read_rows
    return [row._replace(origin=path.name) for row in read(path, warnings)]


def check_file(path: str | Path, alternate_names: str | Path | None = None) -> CheckedFile:
    """Read a gazetteer file to its end and tell what is in it.

    Raises:
        GazetteerError: the file cannot be used; the message says where, what was found and what to do.
    """
    path = Path(path)
    warnings: list[str] = []
    count = sum(1 for _ in read_file(path, warnings, Path(alternate_names) if alternate_names else None))
    return CheckedFile(path, format_of(path), count, tuple(warnings))


def file_source(path: Path, layer: str, cache: Path, alternate_names: Path | None = None) -> Source:
    """A gazetteer file as a source of the stack; ``layer`` is user or added, and becomes dump for GeoNames dumps.

    Raises:
        GazetteerError: the file is missing or not a regular one.
    """
    from geomap.places.sources_shipped import curated_path

    kind = format_of(path)
    digest = hashlib.sha256(kind.encode())
    for file in (path, alternate_names):
        if file is not None:
            digest.update(content_digest(file, cache).encode())
    # Origins are named after the file.
    digest.update(path.name.encode("utf-8", "surrogateescape"))
    digest.update(_readers_digest())
    bulk = kind == DUMP
    if bulk:
        # Its divisions are called as the curated list calls them.
        digest.update(curated_path().read_bytes())
    return Source(
        "dump" if bulk else layer,
        str(path),
        digest.hexdigest(),
        lambda warnings: read_file(path, warnings, alternate_names),
        0.0 if bulk else _TABLE_BONUS,
    )


def _readers_digest() -> bytes:
    digest = hashlib.sha256()
    package = resources.files("geomap.places")
    for name in _READERS:
        digest.update(package.joinpath(name).read_bytes())
    return digest.digest()
