"""Reads back what a page carries, in the way that the page's own script does."""

from __future__ import annotations

import base64
import gzip
import json
import re
import struct
from typing import Any

import numpy

TYPES = {"i8": "i1", "i16": "<i2", "i32": "<i4", "u8": "u1", "u16": "<u2", "u32": "<u4", "f32": "<f4"}


def read_blocks(page: str) -> dict[str, bytes]:
    """The unpacked bytes of every data block of a page, by its name."""
    found = re.findall(r'<script type="application/octet-stream" id="geomap-\w+?-([\w-]+)">([^<]*)</script>', page)
    return {name: gzip.decompress(base64.b64decode(text)) for name, text in found}


def read_head(raw: bytes) -> dict[str, Any]:
    """What an unpacked block says of itself."""
    (length,) = struct.unpack_from("<I", raw)
    head: dict[str, Any] = json.loads(raw[4 : 4 + length])
    return head


def read_tables(raw: bytes) -> tuple[Any, dict[str, dict[str, list[Any]]]]:
    """The meta value and the tables of an unpacked block, each a mapping of column to cells."""
    (length,) = struct.unpack_from("<I", raw)
    head = read_head(raw)
    data = raw[4 + length :]
    tables = {
        name: {column["name"]: _cells(column, data, table["rows"]) for column in table["columns"]}
        for name, table in head["tables"].items()
    }
    return head["meta"], tables


def _cells(column: dict[str, Any], data: bytes, rows: int) -> list[Any]:
    section = data[column["start"] : column["start"] + column["bytes"]]
    if column["type"] == "text":
        return section.decode().split("\0") if rows else []
    if column["type"] == "dictionary":
        words = section[: column["split"]].decode().rstrip("\0").split("\0")
        indexes = numpy.frombuffer(section[column["split"] :], TYPES[column["indexes"]])
        return [words[index] if index < len(words) else "" for index in indexes]
    values = numpy.frombuffer(section, TYPES[column["type"]])
    if column.get("delta"):
        values = numpy.cumsum(values.astype("int64")).astype("int32")
    return values.tolist()
