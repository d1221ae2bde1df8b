"""The index file: places by name, read through memory mapping.

A file is a head and sections of numbers, all little-endian and aligned to 8 bytes:

    head        magic, version, file length, checksum of sample pages, where the sections lie (JSON)
    directory   uint32  for the top bits of a key's hash: where its bucket begins in `hashes`
    hashes      uint64  the sorted hashes of all keys and of the words that longer keys begin with
    first       uint32  per hash: where its postings begin in `rows`; equal to the next one for mere beginnings
    longer      uint8   per hash: 1 when longer keys begin with these words
    rows        uint32  postings: row numbers, the most important row first
    flags       uint8   per posting: see MAIN, CODE, WEAK
    columns     records of the rows (see _ROW), sorted by importance
    cells       uint32  row numbers sorted by the one-degree cell of the globe that they lie in
    cell_first  uint32  per cell: where its rows begin in `cells`
    ids         uint64  sorted hashes of the rows' ids, and id_rows uint32 the row of each
    texts       the strings of the rows, UTF-8

Nothing is read when a file is opened but its head; a search touches a handful of pages. Keys are found by 64 bits of
BLAKE2b and their letters are not kept: among 60 million keys the chance that a word which is not one of them is
taken for one is 3 in a million million.
"""

from __future__ import annotations

import json
import mmap
import struct
import zlib
from bisect import bisect_left
from hashlib import blake2b
from pathlib import Path
from typing import Any, BinaryIO, Literal, NamedTuple

from geomap.errors import GazetteerError

MAGIC = b"geomapix"
FORMAT_VERSION = 1
HEAD = struct.Struct("<8sIIQII")  # magic, version, length of the JSON, length of the file, checksum, unused
HEAD_BYTES = 16384
SAMPLE_PAGES = 64
SAMPLE_BYTES = 4096

MAIN, CODE, WEAK, LOOSE = 1, 2, 4, 8

# latitude, longitude, radius_km, importance, population (-1: unknown), text offset, text length, kind, origin
ROW = struct.Struct("<ddffqQIHH")
_KIND, _KIND_AT = struct.Struct("<H"), struct.calcsize("<ddffqQI")

TEXT_FIELDS = ("place_id", "name", "country", "admin1", "other_names", "weak_names", "note")
FIELD_MARK = "\x1f"
NAME_MARK = "\x1e"


class Row(NamedTuple):
    """A place as sources give it and the index keeps it.

    ``weak_names`` are other names of low quality; ``origin`` names its source.
    """

    place_id: str
    name: str
    kind: str
    latitude: float
    longitude: float
    radius_km: float
    country: str | None = None
    admin1: str | None = None
    population: int | None = None
    other_names: tuple[str, ...] = ()
    weak_names: tuple[str, ...] = ()
    note: str | None = None
    origin: str = ""


def hash_key(key: str) -> int:
    """64 bits of BLAKE2b of a key, the same on every machine."""
    return int.from_bytes(blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


def country_key(code: str) -> str:
    """The key under which a country is found by its ISO alpha-2 code; no name has such a key."""
    return "=country " + code.upper()


def sample_checksum(file: BinaryIO, start: int, length: int) -> int:
    """CRC-32 of up to 64 pages spread evenly from ``start`` to ``length``: enough to see a file cut short or wiped.

    The pages are read and not mapped, since a mapped page brings its neighbours with it.
    """
    checksum = 0
    span = max(length - start - SAMPLE_BYTES, 0)
    for page in range(SAMPLE_PAGES):
        file.seek(start + span * page // (SAMPLE_PAGES - 1))
        checksum = zlib.crc32(file.read(SAMPLE_BYTES), checksum)
    return checksum


class IndexFile:
    """An index file that is open for reading; ``close`` it, or use it in a ``with`` statement.

    Args:
        path: the file, as ``IndexBuilder`` wrote it.

    Raises:
        GazetteerError: the file is missing, of another version, or damaged.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            with path.open("rb", buffering=0) as file:
                self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
                checksum = sample_checksum(file, HEAD.size, len(self._map))
        except (OSError, ValueError) as error:
            raise GazetteerError(
                f"{path}: cannot open the index ({error}); delete the file to have it built anew"
            ) from error
        self._view = memoryview(self._map)
        try:
            self.head = self._read_head(checksum)
            sections = self.head["sections"]
            self._hashes = self._numbers(sections["hashes"], "Q")
            self._directory = self._numbers(sections["directory"], "I")
            self._first = self._numbers(sections["first"], "I")
            self._longer = self._numbers(sections["longer"], "B")
            self._rows = self._numbers(sections["rows"], "I")
            self._flags = self._numbers(sections["flags"], "B")
            self._cells = self._numbers(sections["cells"], "I")
            self._cell_first = self._numbers(sections["cell_first"], "I")
            self._ids = self._numbers(sections["ids"], "Q")
            self._id_rows = self._numbers(sections["id_rows"], "I")
            self._columns_start = sections["columns"][0]
            self._texts_start = sections["texts"][0]
        except (struct.error, ValueError, KeyError, TypeError, IndexError) as error:
            self.close()
            raise GazetteerError(
                f"{path}: the index is damaged ({error}); delete the file to have it built anew"
            ) from error
        self._shift = 64 - int(self.head["directory_bits"])
        self.row_count = int(self.head["row_count"])
        self.name_count = int(self.head["name_count"])
        self.kinds: tuple[str, ...] = tuple(self.head["kinds"])
        self.origins: tuple[str, ...] = tuple(self.head["origins"])

    def _read_head(self, found: int) -> dict[str, Any]:
        magic, version, json_length, length, checksum, _ = HEAD.unpack_from(self._view)
        if magic != MAGIC or version != FORMAT_VERSION:
            raise ValueError("it is not an index of this version")
        if length != len(self._view):
            raise ValueError(f"it has {len(self._view)} bytes and should have {length}")
        if found != checksum:
            raise ValueError("its checksum is wrong")
        head: dict[str, Any] = json.loads(bytes(self._view[HEAD.size : HEAD.size + json_length]))
        return head

    def _numbers(self, section: list[int], code: Literal["B", "I", "Q"]) -> memoryview[int]:
        start, length = section
        if start + length > len(self._view):
            raise ValueError("a section lies outside the file")
        return self._view[start : start + length].cast(code)

    def __enter__(self) -> IndexFile:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file. Searching afterwards is an error."""
        for name, value in list(vars(self).items()):
            if isinstance(value, memoryview) and name != "_view":
                value.release()
        self._view.release()
        self._map.close()

    def find(self, hashed: int) -> tuple[int, int, bool] | None:
        """Where the postings of a hashed key are: (begin, end, longer keys begin so), or ``None`` when it has none."""
        bucket = hashed >> self._shift
        low = self._directory[bucket]
        high = self._directory[bucket + 1]
        position = bisect_left(self._hashes, hashed, low, high)
        if position == high or self._hashes[position] != hashed:
            return None
        return self._first[position], self._first[position + 1], bool(self._longer[position])

    def postings(self, begin: int, end: int) -> list[tuple[int, int]]:
        """The (row number, flags) pairs from ``begin`` to ``end``, most important row first."""
        return list(zip(self._rows[begin:end].tolist(), self._flags[begin:end].tolist(), strict=True))

    def importance(self, row: int) -> float:
        """The importance of a row, 0 to 1."""
        return float(self._record(row)[3])

    def _record(self, row: int) -> tuple[Any, ...]:
        if not 0 <= row < self.row_count:
            raise GazetteerError(
                f"{self.path}: the index is damaged (row {row}); delete the file to have it built anew"
            )
        return ROW.unpack_from(self._view, self._columns_start + row * ROW.size)

    def point(self, row: int) -> tuple[float, float, str]:
        """(latitude, longitude, kind) of a row."""
        record = self._record(row)
        return record[0], record[1], self.kinds[record[7]]

    def kind(self, row: int) -> str:
        """The kind of a row."""
        kind: int = _KIND.unpack_from(self._view, self._columns_start + row * ROW.size + _KIND_AT)[0]
        return self.kinds[kind]

    def row(self, row: int, *, names: bool = False) -> Row:
        """The row with that number. Without ``names`` its other names and its note are left out, which is quicker."""
        latitude, longitude, radius_km, _, population, offset, length, kind, origin = self._record(row)
        start = self._texts_start + offset
        text = str(self._view[start : start + length], "utf-8", "surrogatepass")
        if names:
            place_id, name, country, admin1, other, weak, note = text.split(FIELD_MARK)
        else:
            place_id, name, country, admin1, _ = text.split(FIELD_MARK, 4)
            other = weak = note = ""
        return Row(
            place_id,
            name,
            self.kinds[kind],
            latitude,
            longitude,
            round(radius_km, 3),
            country or None,
            admin1 or None,
            None if population < 0 else population,
            tuple(other.split(NAME_MARK)) if other else (),
            tuple(weak.split(NAME_MARK)) if weak else (),
            note or None,
            self.origins[origin],
        )

    def place_id(self, row: int) -> str:
        """The id of a row."""
        offset = self._record(row)[5]
        start = self._texts_start + offset
        return str(self._view[start : start + 200], "utf-8", "replace").split(FIELD_MARK, 1)[0]

    def row_of_id(self, place_id: str) -> int | None:
        """The number of the row with that id, or ``None``."""
        hashed = hash_key(place_id)
        position = bisect_left(self._ids, hashed)
        if position < len(self._ids) and self._ids[position] == hashed:
            return self._id_rows[position]
        return None

    def rows_in_cell(self, latitude_cell: int, longitude_cell: int) -> list[int]:
        """The rows in a cell of one degree: latitude_cell 0 to 179 from the south pole, longitude_cell 0 to 359."""
        cell = latitude_cell * 360 + longitude_cell
        return self._cells[self._cell_first[cell] : self._cell_first[cell + 1]].tolist()


def cell_of(latitude: float, longitude: float) -> int:
    """The one-degree cell of a point, as ``IndexFile.rows_in_cell`` counts them."""
    return min(int(latitude + 90), 179) * 360 + int(longitude + 180) % 360
