"""Tables as comma-separated text that spreadsheets, pandas and QGIS open as it is.

UTF-8 with a byte order mark (without it Excel reads another encoding; pandas and GDAL pass over it), CRLF line ends as
in RFC 4180, ISO days, ``true`` and ``false``, nothing for a missing cell.

A text that a spreadsheet would run as a formula has an apostrophe before it, as OWASP's "CSV injection" page advises.
Reading takes it off again, and only there: a text that itself begins with apostrophes and a formula sign gets one more.
"""

from __future__ import annotations

import csv
import datetime
import io
import re
from typing import TYPE_CHECKING

from geomap.articles.decoding import decode
from geomap.errors import ArticleError, TableError
from geomap.exports.cells import Cell, cell_from_text, column_types, plain_columns, typed_table

if TYPE_CHECKING:
    import pandas as pd

# Their full-width forms count too, since some spreadsheets fold them.
_FORMULA = re.compile(r"['\s]*[=+\-@＝＋－＠]|'*[\t\r\n]")
_DECIMAL_COMMA = re.compile(r"-?\d+,\d+")
_CELL_MAX = 1 << 30


def write(table: pd.DataFrame) -> bytes:
    """The table as the bytes of a file."""
    columns = plain_columns(table)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([_guarded(name) for name in columns])
    writer.writerows([_written(cell) for cell in row] for row in zip(*columns.values(), strict=True))
    return text.getvalue().encode("utf-8-sig")


def _written(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, str):
        return _guarded(cell)
    return cell.isoformat() if isinstance(cell, datetime.date) else repr(cell)


def _guarded(text: str) -> str:
    return f"'{text}" if _FORMULA.match(text) else text


def _unguarded(text: str) -> str:
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


def read(data: bytes) -> pd.DataFrame:
    """The table in the bytes of a file, also after a spreadsheet saved it with semicolons or tabs.

    Cells get the type of their column; cells that do not fit stay text, columns that geomap does not know are text.

    Raises:
        TableError: no header, a column twice, or rows with more cells than the header. Rows count from 1, the header.
    """
    try:
        text = decode(data).text
    except ArticleError as error:
        raise TableError(str(error)) from None
    header = text.partition("\n")[0].replace('"', "").strip()
    delimiter = max(",;\t", key=lambda sign: len(column_types().keys() & set(header.split(sign))))
    rows = _rows(text, delimiter)
    if not rows:
        raise TableError("is empty; a table begins with a line of column names")
    names = [_unguarded(name) for name in rows[0]]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise TableError(f"has more than one column named {twice[0]!r}")
    columns: dict[str, list[Cell]] = {name: [] for name in names}
    problems = []
    for number, row in enumerate(rows[1:], start=2):
        if len(row) > len(names) and any(row[len(names) :]):
            problems.append(f"row {number} has {len(row)} cells where the header has {len(names)}")
        cells = [*row, *[""] * (len(names) - len(row))]
        for name, cell in zip(names, cells, strict=False):
            columns[name].append(cell_from_text(_with_point(_unguarded(cell), name, delimiter), name))
    if problems:
        raise TableError("; ".join(problems[:10]), tuple(problems))
    return typed_table(columns)


def _with_point(cell: str, column: str, delimiter: str) -> str:
    """Spreadsheets that part cells with semicolons write 33,3 for 33.3."""
    if delimiter == ";" and column_types().get(column) == "number" and _DECIMAL_COMMA.fullmatch(cell):
        return cell.replace(",", ".")
    return cell


def _rows(text: str, delimiter: str) -> list[list[str]]:
    limit = csv.field_size_limit(_CELL_MAX)
    try:
        return [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True) if row]
    except csv.Error as error:
        raise TableError(f"is not comma-separated text: {error}") from None
    finally:
        csv.field_size_limit(limit)
