"""Tables as compact data blocks for a page: columns of numbers as bytes, columns of text joined, all of it gzip.

A block is gzip over: the length of a JSON header (4 bytes, little endian), the header, then one section per column.
The header is ``{"meta": ..., "tables": {name: {"rows": n, "columns": [{"name", "type", "start", "bytes", ...}]}}}``;
``start`` counts from the end of the header, which is padded to a multiple of 8 so that numbers lie aligned. Types:

    i8 i16 i32           whole numbers, little endian; with "delta" each is the difference to the one before
    u8 u16 u32           the same without a sign
    f32                  numbers
    text                 UTF-8, the cells separated by NUL; an empty cell is a missing one
    dictionary           the same, but each different text once: "words" of them, and after them, padded, the index of
                         every row, of the type "indexes"
"""

from __future__ import annotations

import base64
import gzip
import json
import struct
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import numpy

_TYPES = {"i8": "i1", "i16": "<i2", "i32": "<i4", "u8": "u1", "u16": "<u2", "u32": "<u4", "f32": "<f4"}
# Bytes are the same on every machine and in every run: no file name, no time.
_GZIP_TIME = 0
_GZIP_LEVEL = 5


@dataclass
class Block:
    """Tables and a ``meta`` value on their way into one block."""

    meta: Any = None
    _tables: dict[str, dict[str, Any]] = field(default_factory=dict)
    _sections: list[bytes] = field(default_factory=list)
    _at: int = 0

    def add_table(self, name: str, rows: int) -> None:
        """Start a table; columns added under its name have ``rows`` cells."""
        self._tables[name] = {"rows": rows, "columns": []}

    def add_numbers(self, table: str, name: str, values: Any, type_: str, *, delta: bool = False) -> None:
        """Add a column of numbers of a type. Neighbours alike pack well as delta."""
        numbers = numpy.asarray(values)
        if delta:
            wide = numbers.astype("int64")
            # Differences of 32-bit numbers may need 33 bits; they wrap around, and adding them up wraps back.
            numbers = numpy.diff(wide, prepend=0).astype("<i4" if type_ == "i32" else "<u4")
        column = {"type": type_, "delta": True} if delta else {"type": type_}
        self._add(table, name, numbers.astype(_TYPES[type_]).tobytes(), column)

    def add_integers(self, table: str, name: str, values: Any) -> None:
        """Add a column of whole numbers of 32 bits, with as few bytes for each as the largest needs."""
        numbers = numpy.asarray(values)
        self.add_numbers(table, name, numbers, _narrowest(numbers, ("i8", "i16", "i32")))

    def add_codes(self, table: str, name: str, values: Any) -> None:
        """Add a column of indexes, from 0 on, with as few bytes for each as the largest needs."""
        numbers = numpy.asarray(values)
        self.add_numbers(table, name, numbers, _narrowest(numbers, ("u8", "u16", "u32")))

    def add_texts(self, table: str, name: str, values: Iterable[str | None]) -> None:
        """Add a column of text. A column with many repetitions is stored with each of its texts once."""
        cells = [value or "" for value in values]
        words = dict.fromkeys(cells)
        if "\0" in "".join(words):
            cells = [cell.replace("\0", "") for cell in cells]
            words = dict.fromkeys(cells)
        if len(words) * 2 > len(cells) and len(cells) > 8:
            self._add(table, name, "\0".join(cells).encode("utf-8", "replace"), {"type": "text"})
            return
        index = {word: at for at, word in enumerate(words)}
        data = _pad("\0".join(words).encode("utf-8", "replace"))
        indexes = numpy.fromiter((index[cell] for cell in cells), dtype="u4", count=len(cells))
        type_ = _narrowest(indexes, ("u8", "u16", "u32"))
        column = {"type": "dictionary", "words": len(words), "split": len(data), "indexes": type_}
        self._add(table, name, data + indexes.astype(_TYPES[type_]).tobytes(), column)

    def _add(self, table: str, name: str, data: bytes, column: dict[str, Any]) -> None:
        self._tables[table]["columns"].append({"name": name, "start": self._at, "bytes": len(data), **column})
        padded = _pad(data)
        self._sections.append(padded)
        self._at += len(padded)

    def pack(self) -> bytes:
        """The block's bytes, gzip and all."""
        head = json.dumps({"meta": self.meta, "tables": self._tables}, separators=(",", ":")).encode()
        head += b" " * (-(len(head) + 4) % 8)
        data = b"".join((struct.pack("<I", len(head)), head, *self._sections))
        return gzip.compress(data, compresslevel=_GZIP_LEVEL, mtime=_GZIP_TIME)


def _narrowest(numbers: numpy.ndarray[Any, Any], types: tuple[str, ...]) -> str:
    """The first of the types, the last one at worst, that holds all the numbers."""
    low, high = (int(numbers.min()), int(numbers.max())) if numbers.size else (0, 0)
    limits = ((type_, numpy.iinfo(_TYPES[type_])) for type_ in types)
    return next((type_ for type_, limit in limits if limit.min <= low and high <= limit.max), types[-1])


def _pad(data: bytes) -> bytes:
    return data + b"\0" * (-len(data) % 8)


def as_element(identifier: str, packed: bytes) -> str:
    """The block as an element that no browser runs; the alphabet of base64 means nothing to Jinja, HTML or scripts."""
    text = base64.b64encode(packed).decode("ascii")
    return f'<script type="application/octet-stream" id="{identifier}">{text}</script>\n'
