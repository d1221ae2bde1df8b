"""Tables to files and back; the format follows the file's ending.

A format is a module with ``write(table) -> bytes`` and, where it can be read back, ``read(bytes) -> table``. A new one
is a module here and a line in :data:`_FORMATS`.
"""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geomap.articles.cleaning import printable_name
from geomap.errors import OptionError, TableError
from geomap.exports.files import write_whole

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["check_ending", "read_table", "write_table", "write_whole"]

_FORMATS = {".csv": "comma_separated", ".geojson": "geojson", ".parquet": "parquet", ".kml": "kml"}
_READABLE = frozenset({".csv", ".geojson", ".parquet"})


def check_ending(path: str | Path) -> None:
    """Raises OptionError for a file whose ending names no format that tables are written in."""
    _format_of(Path(path))


def write_table(table: pd.DataFrame, path: str | Path) -> None:
    """Writes a table to a file, whole or not at all (:func:`write_whole`).

    ``.csv``, ``.geojson``, ``.parquet`` or ``.kml``; see the modules of this folder for what each holds. The index is
    not written. The same table gives the same bytes.

    Raises:
        OptionError: the file's ending names no format.
        OSError: the file cannot be written.
    """
    data: bytes = _format_of(Path(path)).write(table)
    write_whole(Path(path), data)


def read_table(path: str | Path) -> pd.DataFrame:
    """The table in a ``.csv``, ``.geojson`` or ``.parquet`` file: what was written, with the same types.

    Columns that geomap's tables have get their type (integers nullable, days as ``datetime.date``), cells that do not
    fit stay as they are, for a check to name them. Text that a guard against formulas marked is as it was.

    Raises:
        OptionError: the file's ending names no format that is read.
        TableError: the file is not what its ending says; the message names it.
        OSError: the file cannot be read.
    """
    path = Path(path)
    module = _format_of(path, _READABLE)
    try:
        table: pd.DataFrame = module.read(path.read_bytes())
    except TableError as error:
        raise TableError(f"{printable_name(str(path))}: {error}", error.problems) from None
    return table


def _format_of(path: Path, endings: frozenset[str] = frozenset(_FORMATS)) -> Any:
    ending = path.suffix.lower()
    if ending not in endings:
        known = ", ".join(sorted(endings))
        raise OptionError(
            f"{printable_name(str(path))}: tables are {known}, not {ending or 'a file without an ending'}"
        )
    return importlib.import_module(f"geomap.exports.{_FORMATS[ending]}")
