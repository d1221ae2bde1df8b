"""Tables of articles, a row each: comma-separated text and JSON lines."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from geomap.articles.fields import Draft, Problem, find_columns, missing_text, plain_name, text_of
from geomap.errors import ArticleError

_DELIMITERS = ",;\t|"
_FIELD_MAX = 16 << 20
_SEPARATOR_LINE = re.compile(r"sep=(.)\r?\n?$", re.IGNORECASE)
_MARKUP = re.compile(r"\s*<(?:!doctype|html|\?xml|head|body)\b", re.IGNORECASE)
_FIELDS = ("text", "title", "source", "published", "url", "id", "file")

Row = tuple[int, dict[str, str | None]]


def read_csv_rows(text: str, columns: Mapping[str, str]) -> tuple[frozenset[str], list[Row], list[tuple[int, str]]]:
    """The rows of a comma-separated file (or semicolon, tab, bar), as geomap's fields.

    Returns:
        The fields that have a column; the rows with the line they begin on; the lines left out, each with a reason.

    Raises:
        ArticleError: no header that can be used. The message has no file name.
    """
    if _MARKUP.match(text):
        raise ArticleError("holds a web page, not a table; rename it to .html")
    if text.lstrip()[:1] in {"{", "["} and '":' in text[:1000].replace(" ", ""):
        raise ArticleError("holds JSON, not a table; rename it to .jsonl if every line is one object")
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").split("\n")
    first = next((index for index, line in enumerate(lines) if line.strip()), None)
    if first is None:
        raise ArticleError("is empty; a table of articles begins with a line of column names")
    separator = _SEPARATOR_LINE.match(lines[first])
    if separator:
        first += 1
    header_line = lines[first] if first < len(lines) else ""
    delimiter = separator.group(1) if separator else _delimiter_of(header_line, columns)
    problems: list[tuple[int, str]] = []
    records = _records(lines, first, delimiter, problems)
    header = next(records, (0, []))[1]
    where = find_columns(header, columns)
    if "text" not in where and "file" not in where:
        raise ArticleError(missing_text(header))
    rows: list[Row] = []
    for line, cells in records:
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) > len(header) and any(cell.strip() for cell in cells[len(header) :]):
            problems.append((line, f"has {len(cells)} cells where the header has {len(header)}"))
            continue
        rows.append((line, {field: cells[index] for field, index in where.items() if index < len(cells)}))
    return frozenset(where), rows, problems


def _delimiter_of(header: str, columns: Mapping[str, str]) -> str:
    """The sign that splits the header into the most columns geomap knows."""

    def known(delimiter: str) -> int:
        try:
            return len(find_columns(header.replace('"', "").split(delimiter), columns))
        except ArticleError:
            return 0

    return max(_DELIMITERS, key=lambda delimiter: (known(delimiter), header.count(delimiter) > 0))


def _records(
    lines: Sequence[str], first: int, delimiter: str, problems: list[tuple[int, str]]
) -> Iterator[tuple[int, list[str]]]:
    """Every record with its first line, counted from 1. What cannot be read is named in ``problems``."""
    position = first
    limit = csv.field_size_limit(_FIELD_MAX)
    try:
        while position < len(lines):
            start = position
            reader = csv.reader(_with_ends(lines, start), delimiter=delimiter, strict=True, skipinitialspace=False)
            try:
                for cells in reader:
                    yield position + 1, cells
                    position = start + reader.line_num
                return
            except csv.Error as error:
                if start + reader.line_num >= len(lines) and "unexpected end" in str(error):
                    problems.append(
                        (position + 1, "opens a quotation mark that is never closed; nothing after it is read")
                    )
                    return
                problems.append(
                    (position + 1, f"does not fit the table ({error}); quotation marks in a cell are doubled")
                )
                position = start + reader.line_num
    finally:
        csv.field_size_limit(limit)


def _with_ends(lines: Sequence[str], start: int) -> Iterator[str]:
    for index in range(start, len(lines)):
        yield lines[index] + "\n"


def read_json_rows(text: str, columns: Mapping[str, str]) -> tuple[list[Row], list[tuple[int, str]]]:
    """The objects of a JSON lines file, as geomap's fields, and the lines left out with their reasons.

    Raises:
        ArticleError: no line is an object; the message, without a file name, says what the file is instead.
    """
    rows: list[Row] = []
    problems: list[tuple[int, str]] = []
    # Line separators that are no line ends for JSON stay inside their strings.
    for number, line in enumerate(io.StringIO(text, newline="\n"), start=1):
        if not line.strip():
            continue
        try:
            given = json.loads(line)
        except RecursionError:
            problems.append((number, "is nested too deeply"))
        except ValueError as error:
            problems.append((number, f"is not JSON ({_short(error)})"))
        else:
            if isinstance(given, dict):
                rows.append((number, given))
            else:
                problems.append((number, f"is not an object but {_kind(given)}"))
    if problems and not rows:
        raise ArticleError(_what_instead(text, problems))
    fields: list[Row] = []
    for number, given in rows:
        try:
            fields.append((number, _fields_of(given, columns)))
        except ArticleError as error:
            problems.append((number, str(error)))
    return fields, sorted(problems)


def _fields_of(given: dict[str, Any], columns: Mapping[str, str]) -> dict[str, str | None]:
    names = list({plain_name(name): name for name in given}.values())
    where = find_columns(
        names, {field: name for field, name in columns.items() if plain_name(name) in map(plain_name, names)}
    )
    if "text" not in where:
        raise ArticleError(missing_text(names))
    found: dict[str, str | None] = {}
    for field, index in where.items():
        value = given[names[index]]
        if field == "source" and isinstance(value, dict):
            # News services give {"id": ..., "name": ...}.
            value = value.get("name")
        if field == "text" and not isinstance(value, str):
            raise ArticleError(f"has {_kind(value)} as {names[index]!r}, where the words should be")
        found[field] = text_of(value)
    return found


def _what_instead(text: str, problems: Sequence[tuple[int, str]]) -> str:
    start = text.lstrip()[:1]
    if start == "[":
        return "holds a JSON array, not JSON lines; write each object on a line of its own"
    if start == "{" and _is_one_object(text):
        return "holds one JSON object over several lines; write each object on one line"
    if _MARKUP.match(text):
        return "holds a web page, not JSON lines; rename it to .html"
    line, reason = problems[0]
    return f"has no line that can be read; line {line} {reason}"


def _is_one_object(text: str) -> bool:
    try:
        return isinstance(json.loads(text), dict)
    except (ValueError, RecursionError):
        return False


def _kind(value: Any) -> str:
    if value is None:
        return "null"
    return {bool: "true or false", int: "a number", float: "a number", str: "a string", list: "a list"}.get(
        type(value), "an object"
    )


def _short(error: ValueError) -> str:
    return f"{error.msg} at column {error.colno}" if isinstance(error, json.JSONDecodeError) else str(error)[:80]


def drafts_of(rows: Sequence[Row], path: str) -> Iterator[Draft | Problem]:
    """Articles from rows; a row without words is a problem."""
    for line, fields in rows:
        where = f"{path}:{line}"
        text = fields.get("text")
        if not text or not text.strip():
            yield Problem(where, "has no text")
            continue
        yield Draft(where, text, **{field: fields.get(field) for field in _FIELDS if field not in {"text", "file"}})
