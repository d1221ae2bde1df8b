"""Finding the files that were meant, and reading their bytes without being led astray."""

from __future__ import annotations

import errno
import gzip
import io
import os
import stat
import sys
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from geomap.articles.cleaning import printable_name
from geomap.errors import ArticleError

TEXT_ENDINGS = frozenset({".txt", ".text", ".md", ".markdown"})
PAGE_ENDINGS = frozenset({".html", ".htm"})
TABLE_ENDINGS = frozenset({".csv", ".tsv", ".jsonl", ".ndjson"})
ENDINGS = TEXT_ENDINGS | PAGE_ENDINGS | TABLE_ENDINGS
ENDINGS_IN_WORDS = ".txt, .md, .html, .csv, .tsv, .jsonl, each also as .gz"

# A news article has some thousand characters; a file of one article above this is something else.
ARTICLE_BYTES_MAX = 16 << 20
TABLE_BYTES_MAX = 256 << 20
# Text seldom shrinks to a tenth; a file that unpacks to this many times its size is made to fill the memory.
_GZIP_RATIO_MAX = 200
_GZIP_RATIO_FROM = 4 << 20
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read: where it is, how it is called in messages, its ending in lower case without ``.gz``."""

    path: Path
    name: str
    ending: str
    packed: bool


@dataclass(frozen=True, slots=True)
class Refused:
    """Something in a folder that is not read, and why."""

    name: str
    reason: str


def describe(path: Path) -> Found:
    """The file's printable name, its ending, and whether it is packed."""
    suffixes = [suffix.lower() for suffix in path.suffixes]
    packed = suffixes[-1:] == [".gz"]
    if packed:
        suffixes.pop()
    return Found(path, printable_name(str(path)), suffixes[-1] if suffixes else "", packed)


def check_ending(found: Found) -> None:
    """Raises ArticleError for a file whose ending says nothing geomap can read."""
    if found.ending not in ENDINGS:
        has = f"ends in {found.ending}" if found.ending else "has no ending"
        raise ArticleError(f"{has}; geomap reads {ENDINGS_IN_WORDS}")


def walk(folder: Path) -> Iterator[Found | Refused]:
    """The files below a folder in a fixed order, each once.

    Names that begin with a dot are passed over without a word. Symbolic links are never followed: inside the folder
    they would repeat what is read anyway, and outside it they lead where nobody pointed.
    """
    pending = [folder]
    while pending:
        current = pending.pop()
        try:
            with os.scandir(current) as entries:
                children = sorted(entries, key=lambda entry: os.fsencode(entry.name))
        except OSError as error:
            yield Refused(printable_name(str(current)), reason_of(error))
            continue
        folders = []
        for entry in children:
            path = current / entry.name
            if entry.name.startswith("."):
                continue
            if entry.is_symlink():
                yield Refused(printable_name(str(path)), "is a symbolic link; name it itself to have it read")
            elif entry.is_dir(follow_symlinks=False):
                folders.append(path)
            else:
                yield describe(path)
        pending.extend(reversed(folders))


def read_bytes(found: Found) -> bytes:
    """The bytes of a file, unpacked.

    Raises:
        ArticleError: not a regular file, not readable, too large, or not gzip data. The message has no name.
    """
    limit = TABLE_BYTES_MAX if found.ending in TABLE_ENDINGS else ARTICLE_BYTES_MAX
    try:
        # Not blocking, so that a pipe that took the file's place since it was listed cannot stop the run.
        handle = os.open(found.path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(handle, "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise ArticleError("is not a regular file; to read from a pipe, give - and pipe it in")
            raw = _read_at_most(file, limit)
    except (OSError, ValueError) as error:
        if isinstance(error, ArticleError):
            raise
        raise ArticleError(reason_of(error)) from None
    return _unpack(raw, limit) if found.packed else raw


def read_stdin() -> bytes:
    """The bytes of standard input, up to the limit for tables."""
    if sys.stdin is None or sys.stdin.closed:
        raise ArticleError("standard input is closed")
    stream = getattr(sys.stdin, "buffer", None)
    if stream is None:
        return sys.stdin.read().encode("utf-8", "surrogatepass")
    return _read_at_most(stream, TABLE_BYTES_MAX)


def _read_at_most(stream: object, limit: int) -> bytes:
    held = bytearray()
    while chunk := stream.read(_CHUNK):  # type: ignore[attr-defined]  # any binary stream
        held += chunk
        if len(held) > limit:
            raise ArticleError(f"is larger than {limit >> 20} MB, the most geomap reads from one file; split it")
    return bytes(held)


def _unpack(raw: bytes, limit: int) -> bytes:
    if not raw.startswith(b"\x1f\x8b"):
        raise ArticleError("is not gzip data, although its name ends in .gz")
    held = bytearray()
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(raw)) as file:
            while chunk := file.read(_CHUNK):
                held += chunk
                if len(held) > min(limit, max(_GZIP_RATIO_FROM, _GZIP_RATIO_MAX * len(raw))):
                    raise ArticleError(f"unpacks to more than {len(held) >> 20} MB, which is more than geomap reads")
    except EOFError:
        raise ArticleError("is cut off: the gzip data end too early") from None
    except (OSError, zlib.error) as error:
        raise ArticleError(f"is damaged gzip data ({error})") from None
    return bytes(held)


def reason_of(error: OSError | ValueError) -> str:
    """A system error in words that need no file name."""
    if isinstance(error, OSError):
        if error.errno == errno.ELOOP:
            return "is a symbolic link that leads in a circle"
        if error.errno == errno.ENOENT:
            return "is not there"
        return f"cannot be read: {error.strerror or type(error).__name__}"
    return f"cannot be read: {error}"
