"""Writing index files: rows in, one file out, in memory that does not grow with the letters of the names.

Strings go to a temporary file as they come. Of every name only its hash, its row and its flags are kept, spread over
partitions by the hash's top bits, so that sorting works on one partition at a time.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import tempfile
from array import array
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Any

from geomap.places.index import (
    CODE,
    FIELD_MARK,
    FORMAT_VERSION,
    HEAD,
    HEAD_BYTES,
    LOOSE,
    MAGIC,
    MAIN,
    NAME_MARK,
    WEAK,
    Row,
    country_key,
    hash_key,
    sample_checksum,
)
from geomap.places.kinds import COUNTRY_KINDS, importance
from geomap.places.normalise import is_code, loose_key, name_key
from geomap.places.other_names import MIXED_ORIGINS

_PARTITION_BITS = 4
_PARTITIONS = 1 << _PARTITION_BITS
_SPILL = 1 << 20
_MAX_OTHER_NAMES = 400
_CELLS = 180 * 360


class IndexBuilder:
    """Collects rows and writes them as an index file that ``IndexFile`` reads.

    The file appears at ``path`` when ``finish`` has written all of it, never before: another process that builds the
    same file at the same time does no harm, and one that reads it sees a whole file.

    Args:
        path: where the file goes; its folder must exist.
        loose_countries: countries (ISO alpha-2) whose better known places get loose keys as well; ``None`` for all.
    """

    def __init__(self, path: Path, *, loose_countries: Iterable[str] | None = None) -> None:
        self._path = path
        self._loose = None if loose_countries is None else frozenset(loose_countries)
        self._folder = Path(tempfile.mkdtemp(prefix=f".{path.name}.", dir=path.parent))
        self._texts = (self._folder / "texts").open("wb")
        self._text_length = 0
        self._points: array[float] = array("d")
        self._reals: array[float] = array("f")
        self._longs: array[int] = array("q")
        self._text_sizes: array[int] = array("I")
        self._kinds: array[int] = array("H")
        self._origins: array[int] = array("H")
        self._ids: array[int] = array("Q")
        self._kind_numbers: dict[str, int] = {}
        self._origin_numbers: dict[str, int] = {}
        self._hashes: array[int] = array("Q")
        self._owners: array[int] = array("I")
        self._marks: array[int] = array("B")
        self._prefixes: set[int] = set()
        self.row_count = 0

    def __enter__(self) -> IndexBuilder:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.discard()

    def discard(self) -> None:
        """Remove the temporary files. Harmless after ``finish``."""
        self._texts.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def add(self, row: Row, *, bonus: float = 0.0) -> None:
        """Take one row; ``bonus`` is added to its importance."""
        number = self.row_count
        self.row_count += 1
        text = FIELD_MARK.join(
            (
                row.place_id,
                row.name,
                row.country or "",
                row.admin1 or "",
                NAME_MARK.join(row.other_names),
                NAME_MARK.join(row.weak_names),
                row.note or "",
            )
        ).encode("utf-8", "surrogatepass")
        self._texts.write(text)
        self._longs.append(-1 if row.population is None else row.population)
        self._longs.append(self._text_length)
        self._text_sizes.append(len(text))
        self._text_length += len(text)
        self._points.append(row.latitude)
        self._points.append(row.longitude)
        self._reals.append(row.radius_km)
        self._reals.append(min(1.0, importance(row.kind, row.population) + bonus))
        self._kinds.append(self._kind_numbers.setdefault(row.kind, len(self._kind_numbers)))
        self._origins.append(self._origin_numbers.setdefault(row.origin, len(self._origin_numbers)))
        self._ids.append(hash_key(row.place_id))
        self._add_names(row, number)
        if len(self._hashes) >= _SPILL:
            self._spill()

    def _add_names(self, row: Row, number: int) -> None:
        loose = self._reals[-1] >= _LOOSE_IMPORTANCE and (self._loose is None or row.country in self._loose)
        loose_flags = _LOOSE_MAIN if row.origin in MIXED_ORIGINS else _LOOSE_ALL
        seen: dict[str, int] = {}
        key = name_key(row.name)
        if key:
            seen[key] = MAIN
        for names, mark in ((row.other_names, 0), (row.weak_names, WEAK)):
            for name in names[:_MAX_OTHER_NAMES]:
                key = name_key(name)
                if key and key not in seen:
                    seen[key] = mark | (CODE if is_code(name) else 0)
                if "(" in name and (key := name_key(name.split("(", 1)[0])) and key not in seen:
                    seen[key] = mark
        if "(" in row.name and (key := name_key(row.name.split("(", 1)[0])) and key not in seen:
            seen[key] = 0
        if row.kind in COUNTRY_KINDS and row.country:
            self._post(hash_key(country_key(row.country)), number, MAIN)
        roughs: set[str] = set()
        for key, mark in seen.items():
            self._post(hash_key(key), number, mark)
            if " " in key:
                words = key.split(" ")
                beginning = words[0]
                for word in words[1:]:
                    self._begin(hash_key(beginning), number)
                    beginning += " " + word
            if loose and mark in loose_flags and (rough := loose_key(key)) and rough not in roughs:
                roughs.add(rough)
                self._post(hash_key("~" + rough), number, LOOSE | mark)

    def _post(self, hashed: int, number: int, mark: int) -> None:
        self._hashes.append(hashed)
        self._owners.append(number)
        self._marks.append(mark)

    def _begin(self, hashed: int, number: int) -> None:
        # Common beginnings ("san", "al") would come millions of times.
        if hashed in self._prefixes:
            return
        if len(self._prefixes) < _SPILL:
            self._prefixes.add(hashed)
        self._post(hashed, number, _BEGINNING)

    def _spill(self) -> None:
        import numpy

        hashes = numpy.frombuffer(self._hashes, dtype="<u8")
        owners = numpy.frombuffer(self._owners, dtype="<u4")
        marks = numpy.frombuffer(self._marks, dtype="u1")
        partitions = hashes >> numpy.uint64(64 - _PARTITION_BITS)
        for partition in range(_PARTITIONS):
            chosen = partitions == partition
            for name, numbers in (("h", hashes), ("o", owners), ("m", marks)):
                with (self._folder / f"{name}{partition}").open("ab") as file:
                    numbers[chosen].tofile(file)
        self._hashes, self._owners, self._marks = array("Q"), array("I"), array("B")

    def finish(self, about: dict[str, Any] | None = None) -> Path:
        """Write the file and put it in its place. ``about`` goes into its head: strings, numbers, lists of them.

        Raises:
            OSError: the disk is full or the folder cannot be written.
        """
        import numpy

        self._spill()
        self._texts.close()
        importances = numpy.frombuffer(self._reals, dtype="<f4")[1::2]
        ids = numpy.frombuffer(self._ids, dtype="<u8")
        # Ties are broken by the id, so that the order of the sources leaves no trace.
        order = numpy.lexsort((ids, -importances)).astype("<u4")
        rank = numpy.empty(self.row_count, dtype="<u4")
        rank[order] = numpy.arange(self.row_count, dtype="<u4")

        unfinished = self._folder / "index"
        sections: dict[str, tuple[int, int]] = {}
        with unfinished.open("w+b") as out:
            out.write(bytes(HEAD_BYTES))
            writer = _SectionWriter(out, sections)
            key_count, name_count, bits = self._write_keys(writer, rank)
            self._write_rows(writer, order, ids)
            texts_start = writer.align()
            with (self._folder / "texts").open("rb") as texts:
                shutil.copyfileobj(texts, out, 1 << 20)
            sections["texts"] = (texts_start, self._text_length)
            self._write_head(
                out, about or {}, sections, key_count=key_count, name_count=name_count, directory_bits=bits
            )
        unfinished.replace(self._path)
        self.discard()
        return self._path

    def _write_keys(self, writer: _SectionWriter, rank: Any) -> tuple[int, int, int]:
        import numpy

        pieces: dict[str, list[Any]] = {name: [] for name in ("hashes", "counts", "longer", "rows", "flags")}
        for partition in range(_PARTITIONS):
            hashes = numpy.fromfile(self._folder / f"h{partition}", dtype="<u8")
            owners = rank[numpy.fromfile(self._folder / f"o{partition}", dtype="<u4")]
            marks = numpy.fromfile(self._folder / f"m{partition}", dtype="u1")
            by_key = numpy.lexsort((owners, hashes))
            hashes, owners, marks = hashes[by_key], owners[by_key], marks[by_key]
            beginning = (marks & _BEGINNING) != 0
            unique, starts = numpy.unique(hashes, return_index=True)
            names = numpy.add.reduceat((~beginning).astype("u4"), starts) if len(starts) else numpy.zeros(0, "u4")
            longer = numpy.maximum.reduceat(beginning.astype("u1"), starts) if len(starts) else numpy.zeros(0, "u1")
            pieces["hashes"].append(unique)
            pieces["counts"].append(names.astype("<u4"))
            pieces["longer"].append(longer)
            pieces["rows"].append(owners[~beginning])
            pieces["flags"].append(marks[~beginning])
        hashes = numpy.concatenate(pieces["hashes"])
        counts = numpy.concatenate(pieces["counts"])
        first = numpy.zeros(len(hashes) + 1, dtype="<u8")
        numpy.cumsum(counts, out=first[1:])
        bits = max(8, min(26, len(hashes).bit_length() - 2))
        edges = numpy.arange(1 << bits, dtype="<u8") << numpy.uint64(64 - bits)
        directory = numpy.append(numpy.searchsorted(hashes, edges), len(hashes))
        writer.write("directory", directory.astype("<u4"))
        writer.write("hashes", hashes)
        writer.write("first", first.astype("<u4"))
        writer.write("longer", numpy.concatenate(pieces["longer"]))
        writer.write("rows", numpy.concatenate(pieces["rows"]).astype("<u4"))
        writer.write("flags", numpy.concatenate(pieces["flags"]))
        return len(hashes), int(first[-1]), bits

    def _write_rows(self, writer: _SectionWriter, order: Any, ids: Any) -> None:
        import numpy

        points = numpy.frombuffer(self._points, dtype="<f8").reshape(-1, 2)[order]
        reals = numpy.frombuffer(self._reals, dtype="<f4").reshape(-1, 2)[order]
        longs = numpy.frombuffer(self._longs, dtype="<i8").reshape(-1, 2)[order]
        record = [
            ("latitude", "<f8"),
            ("longitude", "<f8"),
            ("radius_km", "<f4"),
            ("importance", "<f4"),
            ("population", "<i8"),
            ("offset", "<u8"),
            ("length", "<u4"),
            ("kind", "<u2"),
            ("origin", "<u2"),
        ]
        columns = numpy.zeros(self.row_count, dtype=record)
        columns["latitude"], columns["longitude"] = points[:, 0], points[:, 1]
        columns["radius_km"], columns["importance"] = reals[:, 0], reals[:, 1]
        columns["population"], columns["offset"] = longs[:, 0], longs[:, 1]
        columns["length"] = numpy.frombuffer(self._text_sizes, dtype="<u4")[order]
        columns["kind"] = numpy.frombuffer(self._kinds, dtype="<u2")[order]
        columns["origin"] = numpy.frombuffer(self._origins, dtype="<u2")[order]
        writer.write("columns", columns)

        cells = numpy.minimum((points[:, 0] + 90).astype("i8"), 179) * 360 + (points[:, 1] + 180).astype("i8") % 360
        by_cell = numpy.argsort(cells, kind="stable")
        writer.write("cells", by_cell.astype("<u4"))
        writer.write("cell_first", numpy.searchsorted(cells[by_cell], numpy.arange(_CELLS + 1)).astype("<u4"))
        hashed = ids[order]
        by_id = numpy.argsort(hashed, kind="stable")
        writer.write("ids", hashed[by_id])
        writer.write("id_rows", by_id.astype("<u4"))

    def _write_head(self, out: Any, about: dict[str, Any], sections: dict[str, tuple[int, int]], **counts: int) -> None:
        # Dicts keep the order in which the numbers were given.
        names = {"kinds": list(self._kind_numbers), "origins": list(self._origin_numbers)}
        head = {**about, **counts, **names, "row_count": self.row_count, "sections": sections}
        packed = json.dumps(head, ensure_ascii=True, sort_keys=True).encode()
        if HEAD.size + len(packed) > HEAD_BYTES:
            raise ValueError("the head of the index does not fit")
        length = out.seek(0, os.SEEK_END)
        out.seek(HEAD.size)
        out.write(packed)
        checksum = sample_checksum(out, HEAD.size, length)
        out.seek(0)
        out.write(HEAD.pack(MAGIC, FORMAT_VERSION, len(packed), length, checksum, 0))
        out.flush()
        with contextlib.suppress(OSError):
            os.fsync(out.fileno())


class _SectionWriter:
    def __init__(self, out: Any, sections: dict[str, tuple[int, int]]) -> None:
        self._out = out
        self._sections = sections

    def align(self) -> int:
        position = int(self._out.tell())
        self._out.write(bytes(-position % 8))
        return position + -position % 8

    def write(self, name: str, numbers: Any) -> None:
        start = self.align()
        numbers.tofile(self._out)
        self._sections[name] = (start, numbers.nbytes)


_BEGINNING = 128
# The rough keys of villages, and of the spellings of all the world's languages, meet too many words that are no place.
_LOOSE_IMPORTANCE = 0.45
_LOOSE_MAIN, _LOOSE_ALL = frozenset((MAIN,)), frozenset((MAIN, 0))
