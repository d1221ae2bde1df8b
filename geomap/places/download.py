"""Getting GeoNames dumps over the network, only ever when the user asks for one.

A download that breaks off goes on where it stopped. It is taken for whole when its length is what the server said, when
a digest that the server sent agrees, and when every checksum inside the archive does.
"""

from __future__ import annotations

import base64
import contextlib
import hashlib
import http.client
import json
import socket
import time
import urllib.error
import urllib.parse
import urllib.request
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from geomap.errors import GazetteerError
from geomap.places.archives import ARCHIVE_ERRORS

BASE_URL = "https://download.geonames.org/export/dump/"
_TRIES = 4
_BLOCK = 1 << 16
# The whole world's dump is 0.4 GB, the alternateNames 0.2 GB.
_LARGEST_BYTES = 4_000_000_000

Progress = Callable[[int, int | None], None]


def download_country(
    code: str,
    folder: Path,
    *,
    base_url: str = BASE_URL,
    progress: Progress | None = None,
    timeout_seconds: float = 30.0,
    pause_seconds: float = 2.0,
) -> Path:
    """Get the GeoNames dump of a country; the archive's path, ``folder/IQ.zip``.

    What an earlier try left is used when the server still has the same file.

    Args:
        code: ISO alpha-2, or allCountries for the whole world.
        folder: where the archive goes; it is made when it is missing.
        base_url: where the dumps lie; http or https.
        progress: is called with the bytes that are there and the bytes there will be (``None``: unknown).
        timeout_seconds: how long the server may be silent.
        pause_seconds: how long to wait before trying again, doubled every time.

    Raises:
        GazetteerError: no such country, no connection, or what came is not a sound archive.
    """
    from geomap.places.rows import country_codes

    name = "allCountries" if code.lower() == "allcountries" else code.strip().upper()
    if name != "allCountries" and name not in country_codes().values():
        raise GazetteerError(f"{code!r} is not the code of a country; use two letters like IQ, or allCountries")
    if urllib.parse.urlsplit(base_url).scheme not in ("http", "https"):
        raise GazetteerError(f"{base_url!r} is not a web address; give one that begins with https://")
    target = folder / f"{name}.zip"
    download(
        urllib.parse.urljoin(base_url, target.name),
        target,
        progress=progress,
        timeout_seconds=timeout_seconds,
        pause_seconds=pause_seconds,
    )
    return target


def download(
    url: str,
    target: Path,
    *,
    progress: Progress | None = None,
    timeout_seconds: float = 30.0,
    pause_seconds: float = 2.0,
) -> None:
    """Get a zip archive, going on where an earlier try stopped. See ``download_country``."""
    part = target.with_name(target.name + ".part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        problem = ""
        for turn in range(_TRIES):
            if turn:
                time.sleep(pause_seconds * 2 ** (turn - 1))
            try:
                promise = _fetch(url, part, progress, timeout_seconds)
            except (TimeoutError, http.client.HTTPException, urllib.error.URLError, ConnectionError) as error:
                problem = _reason(url, error)
                continue
            problem = _problem(part, promise)
            if not problem:
                part.replace(target)
                _state_path(part).unlink(missing_ok=True)
                return
            # Whole but wrong: nothing of it can be used.
            _forget(part)
        raise GazetteerError(f"{url}: {problem}; try again later, or get the file by hand and add it", url)
    except OSError as error:
        raise GazetteerError(f"{target}: cannot be written ({error}); free some space", str(target)) from error


def _reason(url: str, error: Exception) -> str:
    if isinstance(error, urllib.error.HTTPError):
        if error.code in (400, 401, 403, 404, 410):
            raise GazetteerError(f"{url}: the server answered {error.code} {error.reason}; is the address right?", url)
        return f"the server answered {error.code} {error.reason}"
    if isinstance(getattr(error, "reason", error), ConnectionRefusedError | socket.gaierror):
        # Nobody is there: waiting a few seconds does not help.
        raise GazetteerError(f"{url}: no connection ({getattr(error, 'reason', error)}); are you online?", url)
    return f"the connection failed ({getattr(error, 'reason', error) or type(error).__name__})"


def _state_path(part: Path) -> Path:
    return part.with_name(part.name + ".json")


def _forget(part: Path) -> None:
    part.unlink(missing_ok=True)
    _state_path(part).unlink(missing_ok=True)


def _fetch(url: str, part: Path, progress: Progress | None, timeout_seconds: float) -> dict[str, Any]:
    """Append to ``part`` what is missing; what the server promised: length, digest."""
    state: dict[str, Any] = {}
    with contextlib.suppress(OSError, ValueError):
        state = json.loads(_state_path(part).read_text(encoding="utf-8"))
    have = part.stat().st_size if part.exists() else 0
    validator = state.get("validator")
    headers = {"User-Agent": "geomap (https://pypi.org/project/geomap)", "Accept-Encoding": "identity"}
    if have and validator and state.get("url") == url:
        headers |= {"Range": f"bytes={have}-", "If-Range": validator}
    else:
        have = 0
    request = urllib.request.Request(url, headers=headers)  # noqa: S310 -- http or https, checked by the caller
    try:
        answer = urllib.request.urlopen(request, timeout=timeout_seconds)  # noqa: S310
    except urllib.error.HTTPError as error:
        if error.code == 416 and have and have == state.get("length"):
            return state
        if error.code == 416:
            _forget(part)
            raise ConnectionError("the server has another file now") from error
        raise
    with answer:
        if answer.status != 206:
            have = 0
        state = _promise(url, answer.headers, have)
        if (state["length"] or 0) > _LARGEST_BYTES:
            raise GazetteerError(f"{url}: {state['length']:,} bytes is more than any GeoNames dump has", url)
        _state_path(part).write_text(json.dumps(state), encoding="utf-8")
        with part.open("ab" if have else "wb") as file:
            while block := answer.read(_BLOCK):
                file.write(block)
                have += len(block)
                if have > _LARGEST_BYTES:
                    raise GazetteerError(f"{url}: more bytes than any GeoNames dump has", url)
                if progress is not None:
                    progress(have, state["length"])
    if state["length"] is not None and have < state["length"]:
        raise ConnectionError(f"it broke off after {have:,} of {state['length']:,} bytes")
    return state


def _promise(url: str, headers: Any, have: int) -> dict[str, Any]:
    length = headers.get("Content-Length")
    # A weak ETag does not vouch for the bytes.
    etag = headers.get("ETag")
    validator = etag if etag and not etag.startswith("W/") else headers.get("Last-Modified")
    return {
        "url": url,
        "length": int(length) + have if length and length.isdigit() else None,
        "validator": validator,
        "md5": headers.get("Content-MD5") if not have else None,
    }


def _problem(part: Path, promise: dict[str, Any]) -> str:
    """What is wrong with a download that came to its end; "" for nothing."""
    size = part.stat().st_size
    if promise["length"] is not None and size != promise["length"]:
        return f"{size:,} bytes came where {promise['length']:,} were announced"
    if promise.get("md5"):
        with part.open("rb") as file:
            digest = hashlib.file_digest(file, lambda: hashlib.md5(usedforsecurity=False)).digest()
        if base64.b64encode(digest).decode() != promise["md5"].strip():
            return "the bytes do not have the digest that the server sent"
    try:
        with zipfile.ZipFile(part) as archive:
            bad = archive.testzip()
    except ARCHIVE_ERRORS:
        return "what came is not a zip archive"
    return f"{bad} is damaged inside the archive" if bad else ""
