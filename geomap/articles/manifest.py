"""``articles.csv`` in a folder: what is known of the files beside it, a row for each."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from geomap.articles.decoding import decode
from geomap.articles.fields import Draft, Problem
from geomap.articles.files import describe, read_bytes
from geomap.articles.rows import read_csv_rows

MANIFEST = "articles.csv"


@dataclass(frozen=True, slots=True)
class Entry:
    """A row: the line it stands on, the file it speaks of, and the fields it gives."""

    line: int
    path: Path
    fields: Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class Manifest:
    """The rows of a manifest by the real path of their file, and what is wrong with it."""

    name: str
    entries: Mapping[str, Entry]
    problems: tuple[Problem, ...]


def read_manifest(path: Path, columns: Mapping[str, str]) -> Manifest | None:
    """The manifest in a file; ``None`` when the table has no ``file`` column or has the articles' text itself.

    A row may name files in the manifest's folder and below it, nowhere else.

    Raises:
        ArticleError: the file is not a table. The message has no file name.
    """
    found = describe(path)
    given, rows, left_out = read_csv_rows(decode(read_bytes(found)).text, columns)
    if "file" not in given or "text" in given:
        return None
    folder = os.path.realpath(path.parent)
    entries: dict[str, Entry] = {}
    problems = [Problem(f"{found.name}:{line}", reason) for line, reason in left_out]
    for line, fields in rows:
        where = f"{found.name}:{line}"
        name = (fields.get("file") or "").strip()
        if not name or "\0" in name:
            problems.append(Problem(where, "names no file"))
            continue
        real = os.path.realpath(Path(folder, name))
        if not real.startswith(folder + os.sep):
            problems.append(Problem(where, f"names {name!r}, which is not in the manifest's folder"))
        elif not os.path.lexists(real):
            problems.append(Problem(where, f"names {name!r}, which is not there"))
        elif real in entries:
            problems.append(Problem(where, f"names {name!r} again, after line {entries[real].line}"))
        else:
            entries[real] = Entry(line, path.parent / name, fields)
    return Manifest(found.name, entries, tuple(problems))


def complete(draft: Draft, entry: Entry | None) -> Draft:
    """The draft with what the manifest says of its file; the manifest wins over the file's own head."""
    if entry is None:
        return draft
    given = {
        field: value
        for field in ("title", "source", "published", "url", "id")
        if (value := entry.fields.get(field)) and value.strip()
    }
    return replace(draft, **given)
