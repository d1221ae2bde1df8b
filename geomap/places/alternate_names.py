"""Other names of places from GeoNames' alternateNames file, by place.

The file (alternateNamesV2.txt: id, place, language, name, preferred, short, colloquial, historic, from, to) is ordered
by its own ids. Here its useful lines go to a temporary file with one sorted array of where each place's lines are, so
that the 16 million names of the whole world need little memory.
"""

from __future__ import annotations

import io
import mmap
import tempfile
import zipfile
from array import array
from bisect import bisect_left
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import IO

from geomap.errors import GazetteerError
from geomap.places.archives import ARCHIVE_ERRORS
from geomap.places.rows import clean

# Entries that are no names but links and codes of other registers.
_NOT_NAMES = frozenset(("link", "wkdt", "post", "unlc", "phon", "piny", "tcid", "faac"))
_CODES = frozenset(("iata", "icao"))


class AlternateNames:
    """The other names of places, to be used in a ``with`` statement.

    Args:
        path: alternateNamesV2.txt or alternateNames.txt, or a zip archive of one.

    Raises:
        GazetteerError: a line has not at least four columns, or the archive is damaged.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> AlternateNames:
        import numpy

        places = array("Q")
        starts = array("Q")
        self._file = tempfile.TemporaryFile()
        length = 0
        with _open(self._path) as lines:
            for number, line in enumerate(lines, 1):
                cells = line.rstrip("\r\n").split("\t")
                if len(cells) < 4 or not cells[1].isdigit():
                    raise GazetteerError(
                        f"{self._path}:{number}: not a line of a GeoNames alternateNames file: found {line[:60]!r}",
                        str(self._path),
                        number,
                    )
                language = cells[2]
                if language in _NOT_NAMES:
                    continue
                old = len(cells) > 7 and (cells[6] == "1" or cells[7] == "1")
                mark = "c" if language in _CODES else "e" if language in ("en", "abbr", "") and not old else "o"
                written = f"{mark}{cells[3]}\n".encode()
                places.append(int(cells[1]))
                starts.append(length)
                self._file.write(written)
                length += len(written)
        self._file.write(b"\n")
        self._file.flush()
        self._map = mmap.mmap(self._file.fileno(), 0, access=mmap.ACCESS_READ)
        # Plain arrays: bisect on them is quicker than on numpy's, whose single numbers are objects of its own.
        order = numpy.argsort(numpy.frombuffer(places, dtype="u8"), kind="stable")
        self._places = array("Q", numpy.frombuffer(places, dtype="u8")[order].tobytes())
        self._starts = array("Q", numpy.frombuffer(starts, dtype="u8")[order].tobytes())
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._map.close()
        self._file.close()

    def of(self, geonames_id: int, name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """(good names, weak names) of a place, in the order of the file.

        Good are English ones and those without a language; weak are those of other languages, codes, and historical
        or colloquial ones.
        """
        good: list[str] = []
        weak: list[str] = []
        position = bisect_left(self._places, geonames_id)
        while position < len(self._places) and self._places[position] == geonames_id:
            start = self._starts[position]
            text = self._map[start : self._map.find(b"\n", start)].decode("utf-8", "replace")
            other = clean(text[1:])
            if other and other != name:
                (good if text[0] == "e" else weak).append(other)
            position += 1
        return tuple(dict.fromkeys(good)), tuple(dict.fromkeys(other for other in weak if other not in good))


@contextmanager
def _open(path: Path) -> Iterator[IO[str]]:
    if path.suffix.lower() != ".zip":
        with path.open(encoding="utf-8-sig", errors="replace", newline="\n") as file:
            yield file
        return
    try:
        with zipfile.ZipFile(path) as archive:
            names = [name for name in archive.namelist() if Path(name).name.lower().startswith("alternatenames")]
            if len(names) != 1:
                raise GazetteerError(f"{path}: no alternateNames table in the archive", str(path))
            with archive.open(names[0]) as raw, io.TextIOWrapper(raw, "utf-8-sig", "replace", newline="\n") as file:
                yield file
    except ARCHIVE_ERRORS as error:
        raise GazetteerError(f"{path}: the archive is damaged ({error}); get it again", str(path)) from error
