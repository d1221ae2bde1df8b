"""Cells between a DataFrame and a file: plain Python values going out, the column's type coming in."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from geomap.incidents.columns import (
    BOOLEAN,
    DAY,
    INCIDENT_COLUMNS,
    INTEGER,
    NUMBER,
    REPORT_COLUMNS,
    SKIPPED_COLUMNS,
    TEXT,
)

if TYPE_CHECKING:
    import pandas as pd

Cell = str | int | float | bool | datetime.date | None


@functools.cache
def column_types() -> Mapping[str, str]:
    """The type of every column that geomap's tables have, by its name."""
    return {column.name: column.type for column in (*SKIPPED_COLUMNS, *REPORT_COLUMNS, *INCIDENT_COLUMNS)}


def plain_columns(table: pd.DataFrame) -> dict[str, list[Cell]]:
    """The table's columns in order as plain Python values, ``None`` for every kind of missing.

    A cell of a known column has that column's type where it fits; what no file can hold (half of a surrogate pair) is
    U+FFFD. The index is not part of a table.
    """
    types = column_types()
    return {
        str(name): [_fitted(_plain(value), types.get(str(name))) for value in table[name].tolist()]
        for name in table.columns
    }


def _plain(value: Any) -> Cell:
    if value is None:
        return None
    if isinstance(value, str):
        return value if value.isascii() else value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, (bool, int)):
        return value
    if isinstance(value, float):
        return None if value != value else value
    if str(value) in ("NaT", "<NA>"):
        return None
    if isinstance(value, datetime.datetime):
        return value.date() if value.time() == datetime.time() else value.isoformat()
    if isinstance(value, datetime.date):
        return value
    item = getattr(value, "item", None)
    return _plain(item()) if item else str(value)


def _fitted(value: Cell, wanted: str | None) -> Cell:
    if wanted == INTEGER and isinstance(value, float) and value.is_integer():
        return int(value)
    if wanted == NUMBER and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    return value


def typed_table(columns: Mapping[str, Sequence[Cell]]) -> pd.DataFrame:
    """A DataFrame of these columns in order.

    Known columns get their type: nullable integers, floats, booleans, ``datetime.date`` in an object column, text. A
    column in which some cell does not fit stays as it was read, so that a check of the table can name the cell.
    """
    import pandas as pd

    types = column_types()
    data = {name: _series(list(values), types.get(name)) for name, values in columns.items()}
    return pd.DataFrame(data, columns=list(columns))


def _series(values: list[Any], wanted: str | None) -> Any:
    import pandas as pd

    present = [value for value in values if value is not None]
    kinds = {type(value) for value in present}
    if wanted is None and len(kinds) == 1 and len(present) == len(values):
        wanted = {int: INTEGER, float: NUMBER, bool: BOOLEAN}.get(kinds.pop())
    if wanted == INTEGER and kinds <= {int}:
        return pd.array(values, dtype="Int64")
    if wanted == NUMBER and kinds <= {float, int}:
        return pd.Series(values, dtype="float64")
    if wanted == BOOLEAN and kinds <= {bool} and len(present) == len(values):
        return pd.Series(values, dtype="bool")
    return pd.Series(values, dtype="object")


def cell_from_text(text: str, column: str) -> Cell:
    """What a cell that was written as text holds, by its column; the text itself where it does not fit.

    >>> cell_from_text("5", "killed_low"), cell_from_text("2020-01-03", "date"), cell_from_text("", "quote")
    (5, datetime.date(2020, 1, 3), None)
    """
    if text == "":
        return None
    wanted = column_types().get(column, TEXT)
    try:
        if wanted == INTEGER:
            return _whole(text)
        if wanted == NUMBER:
            return float(text)
        if wanted == DAY:
            return datetime.date.fromisoformat(text)
    except (ValueError, OverflowError):
        return text
    if wanted == BOOLEAN:
        return {"true": True, "false": False}.get(text.strip().lower(), text)
    return text


def _whole(text: str) -> Cell:
    try:
        number = int(text)
    except ValueError:
        # Spreadsheets turn 5 into 5.0 when a column has empty cells.
        as_float = float(text)
        if not as_float.is_integer():
            return text
        number = int(as_float)
    return number if abs(number) < 2**63 else text
