"""The tables of incidents and reports as the page reads them: what every filter needs first, the words later."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geomap.errors import TableError
from geomap.maps.blocks import Block

if TYPE_CHECKING:
    import numpy
    import pandas as pd

MISSING_DAY = -(2**31)
MISSING_NUMBER = -1
MISSING_CONFIDENCE = 255
# A metre and a bit: finer than any point that comes out of an article.
COORDINATE_STEPS = 100_000
_LAST = "\uffff"
# The list shows some twenty at first, of those whose status is shown.
_FIRST_ROWS = 60

_NEEDED = ("incident_id", "layer", "kind", "status", "date_start", "date_end", "latitude", "longitude")
# Small sets of words that filters count by: a byte or two per incident.
_CODES = ("layer", "kind", "status", "date_precision", "date_basis", "place_basis", "country", "facility", "actor")
_COUNTS = ("killed_low", "killed_high", "injured_low", "injured_high", "troops", "report_count", "source_count")
_WORDS = (
    "incident_id",
    "place",
    "place_text",
    "admin1",
    "place_id",
    "target",
    "weapon",
    "summary",
    "quote",
    "sources",
    "urls",
    "members",
    "corrected",
    "merge_reason",
)
_REPORT_WORDS = (
    "article_id",
    "status",
    "place",
    "place_text",
    "quote",
    "source",
    "title",
    "url",
    "attribution",
    "kind_reason",
    "status_reason",
    "place_reason",
    "date_reason",
    "numbers_reason",
    "place_shape",
)
_REPORT_DAYS = ("date_start", "date_end", "published")
_REPORT_COUNTS = ("killed_low", "killed_high", "injured_low", "injured_high", "troops")
_REPORT_OFFSETS = ("event_start", "event_end", "place_start", "place_end", "date_text_start", "date_text_end")


def prepare_incidents(incidents: pd.DataFrame) -> pd.DataFrame:
    """The rows in the order of the page, oldest first and the undated last; the order they came in does not matter.

    Raises:
        TableError: a column that every map needs is missing.
    """
    absent = [name for name in _NEEDED if name not in incidents.columns]
    if absent:
        raise TableError(f"the table of incidents lacks {', '.join(absent)}; geomap.map_incidents writes these columns")
    columns = (_sort_keys(incidents, name) for name in ("date_start", "date_end", "incident_id"))
    keys = list(zip(*columns, strict=True))
    return incidents.iloc[sorted(range(len(incidents)), key=keys.__getitem__)]


def _sort_keys(incidents: pd.DataFrame, name: str) -> list[str]:
    """Texts that sort as the days or words do, the missing ones last."""
    return [_LAST if cell is None else str(cell) for cell in _column(incidents, name)]


def first_words(incidents: pd.DataFrame) -> dict[str, Any]:
    """The words of the rows that the page's list begins with, so that it has them before it has read all words.

    ``row`` is the first of them; they are the latest dated ones among the prepared rows.
    """
    dated = len(incidents) - incidents["date_start"].isna().sum()
    first = max(0, int(dated) - _FIRST_ROWS)
    rows = incidents.iloc[first : first + _FIRST_ROWS]
    return {"row": first, **{name: [text or "" for text in _texts(rows, name)] for name in ("summary", "place")}}


def pack_core(incidents: pd.DataFrame, meta: dict[str, Any]) -> bytes:
    """What drawing, filtering and counting need. ``incidents`` are prepared rows, ``meta`` goes with them."""
    import numpy

    block = Block()
    rows = len(incidents)
    block.add_table("incidents", rows)
    for name in ("latitude", "longitude"):
        degrees = _numbers(incidents, name)
        steps = numpy.where(numpy.isnan(degrees), MISSING_DAY, numpy.rint(degrees * COORDINATE_STEPS))
        block.add_numbers("incidents", name, steps.astype("int64"), "i32")
    for name in ("date_start", "date_end", "date"):
        block.add_numbers("incidents", name, _days(incidents, name), "i32", delta=True)
    dictionaries: dict[str, list[str]] = {}
    for name in _CODES:
        words, indexes = _dictionary(incidents, name)
        dictionaries[name] = words
        block.add_codes("incidents", name, indexes)
    for name in _COUNTS:
        block.add_integers("incidents", name, _counts(incidents, name))
    radius = numpy.nan_to_num(_numbers(incidents, "radius_km"), nan=MISSING_NUMBER)
    block.add_numbers("incidents", "radius_km", radius, "f32")
    confidence = _numbers(incidents, "confidence")
    percent = numpy.where(numpy.isnan(confidence), MISSING_CONFIDENCE, numpy.rint(confidence * 100))
    block.add_numbers("incidents", "confidence", percent, "u8")
    for name in ("targeted_killing", "series"):
        block.add_numbers("incidents", name, _flags(incidents, name), "u8")
    block.meta = {**meta, "dictionaries": dictionaries, "first": first_words(incidents)}
    return block.pack()


def pack_details(incidents: pd.DataFrame, reports: pd.DataFrame | None) -> bytes:
    """What cards, the table and search need: the words of the incidents, and their reports."""
    block = Block()
    block.add_table("incidents", len(incidents))
    for name in _WORDS:
        block.add_texts("incidents", name, _texts(incidents, name))
    if reports is not None:
        _add_reports(block, incidents, reports)
    return block.pack()


def _add_reports(block: Block, incidents: pd.DataFrame, reports: pd.DataFrame) -> None:
    import numpy

    rows = {identifier: at for at, identifier in enumerate(_texts(incidents, "incident_id"))}
    owner = numpy.array([rows.get(identifier, -1) for identifier in _texts(reports, "incident_id")], dtype="int64")
    # In the order of their incidents, so that the reports of one are neighbours.
    order = numpy.argsort(owner, kind="stable")
    order = order[owner[order] >= 0]
    reports = reports.iloc[order]
    block.add_table("reports", len(reports))
    block.add_numbers("reports", "incident", owner[order], "u32", delta=True)
    for name in _REPORT_WORDS:
        block.add_texts("reports", name, _texts(reports, name))
    for name in _REPORT_DAYS:
        block.add_numbers("reports", name, _days(reports, name), "i32")
    for name in _REPORT_COUNTS:
        block.add_integers("reports", name, _counts(reports, name))
    begin = _counts(reports, "quote_start")
    for name in _REPORT_OFFSETS:
        at = _counts(reports, name)
        # Offsets into the quote; what lies outside it cannot be marked in it.
        block.add_integers("reports", name, numpy.where((at < 0) | (begin < 0), -1, at - begin))


def _column(table: pd.DataFrame, name: str) -> list[Any]:
    """The cells with ``None`` for every missing one; a column that is not there is missing throughout."""
    if name not in table.columns:
        return [None] * len(table)
    column = table[name]
    cells = column.tolist()
    missing = column.isna().to_numpy()
    return [None if gone else cell for cell, gone in zip(cells, missing, strict=True)] if missing.any() else cells


def _texts(table: pd.DataFrame, name: str) -> list[str | None]:
    # Nearly all cells are texts already, and there are millions.
    return [cell if cell is None or type(cell) is str else _as_text(cell) for cell in _column(table, name)]


def _as_text(cell: Any) -> str:
    if isinstance(cell, (list, tuple)):
        return " | ".join(map(str, cell))
    return str(cell)


def _numbers(table: pd.DataFrame, name: str) -> numpy.ndarray[Any, Any]:
    import numpy

    return numpy.array([numpy.nan if cell is None else float(cell) for cell in _column(table, name)], dtype="float64")


def _counts(table: pd.DataFrame, name: str) -> numpy.ndarray[Any, Any]:
    import numpy

    values = numpy.nan_to_num(_numbers(table, name), nan=MISSING_NUMBER)
    limited: numpy.ndarray[Any, Any] = numpy.minimum(values, 2**31 - 1).astype("int64")
    return limited


def _flags(table: pd.DataFrame, name: str) -> list[int]:
    return [int(cell is not None and str(cell).lower() in ("true", "1", "1.0")) for cell in _column(table, name)]


def _days(table: pd.DataFrame, name: str) -> numpy.ndarray[Any, Any]:
    """Days since 1970-01-01.

    Raises:
        TableError: a cell is not a date.
    """
    import numpy

    cells = [None if cell is None else str(cell)[:10] for cell in _column(table, name)]
    try:
        days = numpy.array(cells, dtype="datetime64[D]")
    except ValueError as error:
        raise TableError(f"the column {name} holds something that is not a day written YYYY-MM-DD: {error}") from error
    return numpy.where(numpy.isnat(days), MISSING_DAY, days.astype("int64"))


def _dictionary(table: pd.DataFrame, name: str) -> tuple[list[str], list[int]]:
    """The different words, the missing one first, and the index of each row's."""
    cells = [cell or "" for cell in _texts(table, name)]
    words = ["", *sorted(set(cells) - {""})]
    index = {word: at for at, word in enumerate(words)}
    return words, [index[cell] for cell in cells]
