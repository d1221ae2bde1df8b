"""Reading GeoNames dumps: IQ.txt, allCountries.zip and the like, with or without an alternateNames file.

The layout (https://download.geonames.org/export/dump/readme.txt): 19 columns with tabs between them, no header, UTF-8,
quotation marks are letters like others. A dump may have 12 million rows, so it is read as a stream.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib import resources
from pathlib import Path
from typing import IO

from geomap.errors import GazetteerError
from geomap.places.alternate_names import AlternateNames
from geomap.places.archives import ARCHIVE_ERRORS
from geomap.places.divisions import DivisionNames, load_divisions
from geomap.places.index import Row
from geomap.places.kinds import settlement_kind, usual_radius_km
from geomap.places.other_names import split_other_names
from geomap.places.rows import clean

COLUMNS = 19
ORIGIN = "GeoNames"
LICENCE = "CC BY 4.0"
_MOST_WARNINGS = 50


@cache
def load_feature_codes() -> dict[str, str]:
    """Kinds by "class.code" or by class alone (feature_codes.csv); "-" means to leave the row out."""
    text = resources.files("geomap.places").joinpath("feature_codes.csv").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return {row["code"]: row["kind"] for row in csv.DictReader(lines)}


def kind_of(feature_class: str, feature_code: str, population: int | None) -> str | None:
    """The kind of a GeoNames feature, or ``None`` when such rows are left out (historical or abandoned ones).

    >>> kind_of("S", "AIRB", None), kind_of("P", "PPL", 60_000), kind_of("A", "ADM1H", None), kind_of("S", "XYZ", None)
    ('air_base', 'city', None, 'building')
    """
    codes = load_feature_codes()
    kind = codes.get(f"{feature_class}.{feature_code}")
    if kind is None:
        kind = settlement_kind(population) if feature_class == "P" else codes.get(feature_class, "land")
    return None if kind == "-" else kind


@cache
def division_names() -> DivisionNames:
    """What the first-level divisions are called, the same names as in the shipped places."""
    from geomap.places.sources_shipped import curated_rows

    return DivisionNames(curated_rows([]), load_divisions())


def looks_like_dump(first_line: str) -> bool:
    """Whether a file that begins with this line has the layout of a GeoNames dump."""
    cells = first_line.rstrip("\r\n").split("\t")
    return len(cells) == COLUMNS and cells[0].strip().isdigit()


@contextmanager
def open_dump(path: Path) -> Iterator[IO[str]]:
    """The lines of a dump, plain or zipped.

    Raises:
        GazetteerError: the archive is damaged or has no dump in it.
    """
    if path.suffix.lower() != ".zip":
        with path.open(encoding="utf-8-sig", errors="replace", newline="\n") as file:
            yield file
        return
    try:
        with (
            zipfile.ZipFile(path) as archive,
            archive.open(_member(archive, path)) as raw,
            io.TextIOWrapper(raw, encoding="utf-8-sig", errors="replace", newline="\n") as file,
        ):
            yield file
    except ARCHIVE_ERRORS as error:
        raise GazetteerError(f"{path}: the archive is damaged ({error}); get it again", str(path)) from error


def _member(archive: zipfile.ZipFile, path: Path) -> str:
    names = [info.filename for info in archive.infolist() if info.filename.lower().endswith(".txt")]
    names = [name for name in names if Path(name).name.lower() != "readme.txt"]
    if len(names) != 1:
        raise GazetteerError(
            f"{path}: {len(names)} tables in the archive; a GeoNames archive has one .txt besides its readme", str(path)
        )
    return names[0]


def read_dump(path: Path, warnings: list[str], alternate_names: Path | None = None) -> Iterator[Row]:
    """The rows of a dump in the order of the file.

    With ``alternate_names`` (alternateNamesV2.txt or .zip) a place's other names are those with their languages from
    there instead of the dump's own column, which mixes all languages.

    Raises:
        GazetteerError: a line has not 19 columns, or a number that is none.
    """
    divisions = division_names()
    if alternate_names is None:
        yield from _read(path, warnings, divisions, None)
        return
    with AlternateNames(alternate_names) as names:
        yield from _read(path, warnings, divisions, names)


def _read(
    path: Path, warnings: list[str], divisions: DivisionNames, alternate_names: AlternateNames | None
) -> Iterator[Row]:
    lines_of_ids: dict[str, int] = {}
    count = 0
    with open_dump(path) as file:
        for number, line in enumerate(file, 1):
            if not line.strip():
                continue
            count += 1
            row = _row(path, number, line, warnings, divisions, alternate_names)
            if row is None:
                continue
            # The ids of a whole-world dump are GeoNames' own business; in a small file a repeated one is a mistake.
            if count <= 200_000 and (before := lines_of_ids.setdefault(row.place_id, number)) != number:
                raise GazetteerError(
                    f"{path}:{number}: the same id as in line {before}: found {row.place_id[9:]!r}; remove one",
                    str(path),
                    number,
                )
            yield row
    if not count:
        raise GazetteerError(f"{path}: no places: the dump has no rows", str(path), 1)


def _row(
    path: Path,
    number: int,
    line: str,
    warnings: list[str],
    divisions: DivisionNames,
    alternate_names: AlternateNames | None,
) -> Row | None:
    cells = line.rstrip("\r\n").split("\t")
    if len(cells) != COLUMNS:
        raise GazetteerError(
            f"{path}:{number}: {len(cells)} columns where a GeoNames dump has 19; is the file complete?",
            str(path),
            number,
        )
    try:
        latitude, longitude = float(cells[4]), float(cells[5])
    except ValueError as error:
        raise _bad_point(path, number, cells) from error
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise _bad_point(path, number, cells)
    geonames_id = cells[0].strip()
    if not (geonames_id.isascii() and geonames_id.isdigit()):
        raise GazetteerError(f"{path}:{number}: the id is not a number: found {cells[0][:40]!r}", str(path), number)
    population = int(cells[14]) if cells[14].isdigit() and len(cells[14]) < 12 else 0
    kind = kind_of(cells[6], cells[7], population or None)
    name = clean(cells[1])
    if kind is None:
        return None
    if not name:
        if len(warnings) < _MOST_WARNINGS:
            warnings.append(f"{path.name}:{number}: the name is blank; the row is left out")
        return None
    country = cells[8].upper() or None
    if alternate_names is None:
        good, weak = split_other_names(name, [clean(other) for other in cells[3].split(",")] if cells[3] else [])
    else:
        good, weak = alternate_names.of(int(geonames_id), name)
    if cells[2] and cells[2] != name:
        good = tuple(dict.fromkeys((clean(cells[2]), *good)))
    admin1 = divisions.of_code(country, cells[10]) if country else None
    return Row(
        f"geonames:{geonames_id}",
        name,
        kind,
        latitude,
        longitude,
        usual_radius_km(kind, population or None),
        country,
        name if kind == "admin1" else admin1,
        population or None,
        good,
        weak,
        None,
        ORIGIN,
    )


def _bad_point(path: Path, number: int, cells: list[str]) -> GazetteerError:
    found = f"latitude {cells[4][:20]!r}, longitude {cells[5][:20]!r}"
    return GazetteerError(
        f"{path}:{number}: the point is not on the globe: found {found}; columns 5 and 6 must be decimal degrees",
        str(path),
        number,
    )
