"""Digests of files' contents, remembered for large files that have not changed."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import time
from pathlib import Path

from geomap.errors import GazetteerError

_SMALL_BYTES = 4_000_000


def content_digest(path: Path, cache: Path) -> str:
    """The SHA-256 of a file's bytes, in hex.

    That of a large file is remembered in the cache folder under the file's size and time of change, unless it changed
    in the last seconds, when a second change might leave the same time.

    Raises:
        GazetteerError: the file cannot be read.
    """
    try:
        state = path.stat()
        if state.st_size <= _SMALL_BYTES:
            return hashlib.sha256(path.read_bytes()).hexdigest()
        memory = cache / "digests.json"
        known: dict[str, list[object]] = {}
        with contextlib.suppress(OSError, ValueError):
            known = json.loads(memory.read_text(encoding="utf-8"))
        key = hashlib.sha256(os.fsencode(path.resolve())).hexdigest()
        stamp = [state.st_size, state.st_mtime_ns, state.st_ino]
        settled = time.time_ns() - state.st_mtime_ns > 3_000_000_000
        if settled and isinstance(known, dict) and known.get(key, [None])[:3] == stamp:
            return str(known[key][3])
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise GazetteerError(f"{path}: cannot be read ({error.strerror})", str(path)) from error
    if settled:
        known = known if isinstance(known, dict) else {}
        known[key] = [*stamp, digest]
        part = cache / f".digests.{os.getpid()}"
        with contextlib.suppress(OSError):
            part.write_text(json.dumps(dict(list(known.items())[-200:])), encoding="utf-8")
            part.replace(memory)
    return digest
