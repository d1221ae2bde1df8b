"""Tables as Parquet, by pyarrow: 64-bit integers, doubles, days as date32, booleans, UTF-8 text."""

from __future__ import annotations

import datetime
import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from geomap.errors import TableError
from geomap.exports.cells import Cell, column_types, plain_columns, typed_table
from geomap.incidents.columns import BOOLEAN, DAY, INTEGER, NUMBER, TEXT

if TYPE_CHECKING:
    import pandas as pd


def write(table: pd.DataFrame) -> bytes:
    """The table as the bytes of a file; the same table gives the same bytes with the same pyarrow."""
    import pyarrow as pa
    from pyarrow import parquet

    types = column_types()
    columns = {name: _array(cells, types.get(name)) for name, cells in plain_columns(table).items()}
    buffer = io.BytesIO()
    parquet.write_table(pa.table(columns), buffer, compression="zstd")
    return buffer.getvalue()


def _array(cells: Sequence[Cell], wanted: str | None) -> Any:
    import pyarrow as pa

    kinds = {type(cell) for cell in cells if cell is not None}
    if wanted is None and len(kinds) == 1:
        wanted = {int: INTEGER, float: NUMBER, bool: BOOLEAN, datetime.date: DAY}.get(next(iter(kinds)), TEXT)
    own, arrow_type = {
        INTEGER: (int, pa.int64()),
        NUMBER: (float, pa.float64()),
        BOOLEAN: (bool, pa.bool_()),
        DAY: (datetime.date, pa.date32()),
    }.get(wanted or TEXT, (str, pa.string()))
    try:
        if kinds <= {own}:
            return pa.array(cells, type=arrow_type)
    except OverflowError:
        pass
    return pa.array([None if cell is None else str(cell) for cell in cells], type=pa.string())


def read(data: bytes) -> pd.DataFrame:
    """The table in the bytes of a file.

    Raises:
        TableError: not Parquet.
    """
    import pyarrow as pa
    from pyarrow import parquet

    try:
        table = parquet.read_table(io.BytesIO(data))
    except (pa.ArrowException, OSError) as error:
        raise TableError(f"is not Parquet: {str(error).splitlines()[0]}") from None
    columns = {name: column.to_pylist() for name, column in zip(table.column_names, table.columns, strict=True)}
    return typed_table({name: [_cell(value) for value in values] for name, values in columns.items()})


def _cell(value: Any) -> Cell:
    if isinstance(value, datetime.datetime):
        return value.date() if value.time() == datetime.time() else value.isoformat()
    if value is None or isinstance(value, (str, bool, int, float, datetime.date)):
        return value
    return str(value)
