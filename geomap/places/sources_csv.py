"""Reading gazetteers that are tables: CSV with a header, in any of the usual separators and encodings."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from geomap.errors import ArticleError, GazetteerError
from geomap.places.index import Row
from geomap.places.rows import COLUMNS, RowChecker

_REQUIRED = ("name", "latitude", "longitude")
_LARGEST_CELL = 10_000_000


def read_rows(path: Path, warnings: list[str], *, own: bool = False) -> list[Row]:
    """The rows of a table of places, in the order of the file.

    Columns ``name``, ``latitude`` and ``longitude`` are needed; ``place_id``, ``other_names`` (with ``|`` between
    them), ``kind``, ``radius_km``, ``country``, ``admin1``, ``population`` and ``note`` may be there; others are left
    alone. The separator is a comma, semicolon or tab. Lines that begin with # before the header are comments.

    Args:
        path: the file.
        warnings: gets a sentence for everything odd that is no reason to refuse the file.
        own: the file is one of geomap's own (see ``RowChecker``).

    Raises:
        GazetteerError: the file cannot be used.
    """
    text = read_text(path)
    return parse_rows(text, str(path), warnings, own=own)


def read_text(path: Path) -> str:
    """The text of a file in any usual encoding.

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
    from geomap.articles.decoding import decode as decode_text

    if not data.strip():
        raise GazetteerError(f"{path}: the file is empty; it needs a header and at least one place", path, 1)
    if b"\x00" in data[:1000] and data[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        raise GazetteerError(f"{path}: it is binary data, not a table; save it as CSV in UTF-8", path, 1)
    try:
        return decode_text(data).text
    except ArticleError as error:
        raise GazetteerError(f"{path}: it {error}; give a table, GeoJSON or a GeoNames dump", path, 1) from error


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
        self._checker = RowChecker(path, warnings, own=own)
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
        csv.field_size_limit(max(csv.field_size_limit(), _LARGEST_CELL))
        self._reader = csv.reader(lines, delimiter=self._separator, strict=True)
        self._read_header()

    def _read_header(self) -> None:
        _, header = next(self._records(), (self.header_line, []))
        names = [cell.strip().strip("\ufeff").lower() for cell in header]
        repeated = sorted({name for name in names if name and names.count(name) > 1})
        if repeated:
            self._checker.refuse(
                self.header_line, "a column is there twice", ", ".join(repeated), "rename or remove one of them"
            )
        self._columns = {}
        for column, synonyms in COLUMNS.items():
            found = [name for name in synonyms if name in names]
            if found:
                self._columns[column] = names.index(found[0])
        missing = [column for column in _REQUIRED if column not in self._columns]
        if missing:
            self._checker.refuse(
                self.header_line,
                "no column " + ", no column ".join(missing),
                ", ".join(names),
                "the first line must name the columns, at least name, latitude and longitude, with commas between them",
            )
        self._width = len(header)
        identifier = self._columns.get("place_id")
        self._from_geonames = identifier is not None and names[identifier].startswith("geon")

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
                self._checker.refuse(
                    line,
                    f"{len(record)} cells where the header has {self._width}",
                    self._separator.join(record),
                    "quote cells that contain the separator" if len(record) > self._width else "fill the row",
                )
            cells = {column: record[position] for column, position in self._columns.items()}
            row = self._checker.row(line, cells, from_geonames=self._from_geonames)
            if row is not None:
                yield row
