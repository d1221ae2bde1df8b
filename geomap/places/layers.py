"""The stack of index files behind a gazetteer: which there are, and building those that are missing.

An index file is named by a digest of everything that went into it: the sources' bytes and the modules that make keys
and rows of them. A changed input therefore has another name, and an old file is never taken for a new one.
"""

from __future__ import annotations

import contextlib
import gc
import hashlib
import os
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import NamedTuple

from geomap.errors import GazetteerError
from geomap.places.index import FORMAT_VERSION, IndexFile, Row

# Modules whose text decides what an index holds.
_MAKERS = ("normalise.py", "languages.py", "index.py", "index_build.py", "kinds.py", "kinds.csv")
_KEEP_UNUSED_DAYS = 60
_KEEP_SHIPPED = 3


@dataclass(frozen=True, slots=True)
class Layer:
    """One index file of the stack; ``name`` is user, added, shipped or dump."""

    name: str
    index: IndexFile
    fingerprint: str
    warnings: tuple[str, ...] = ()


class OpenedLayers(NamedTuple):
    """The stack, the first to win first, with the settings that the user keeps."""

    layers: tuple[Layer, ...]
    blocked_names: tuple[str, ...]
    preferred_country: str | None


class Source(NamedTuple):
    """Rows that become one index file.

    ``fingerprint`` is a digest of the input; ``rows`` reads it and is only called when an index has to be built. It
    gives the rows and a list that fills with warnings while they are read.
    """

    layer: str
    title: str
    fingerprint: str
    rows: Callable[[list[str]], Iterable[Row]]
    bonus: float = 0.0


def cache_folder(given: Path | None = None) -> Path:
    """The folder for index files and downloads' leftovers; it is made when it is missing.

    ``given``, else $GEOMAP_CACHE_DIR, else the user's cache folder. When that cannot be written (a read-only home), a
    private folder under the system's temporary one.

    Raises:
        GazetteerError: none of them can be written.
    """
    import platformdirs

    wanted = given or os.environ.get("GEOMAP_CACHE_DIR") or platformdirs.user_cache_dir("geomap")
    folder = Path(wanted)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if os.access(folder, os.W_OK):
            return folder
    except OSError:
        pass
    if given is not None:
        raise GazetteerError(f"{folder}: cannot write to this cache folder; give another one", str(folder))
    spare = Path(tempfile.gettempdir()) / f"geomap-{os.getuid() if hasattr(os, 'getuid') else 'user'}"
    try:
        spare.mkdir(mode=0o700, exist_ok=True)
        state = spare.stat()
    except OSError as error:
        raise GazetteerError(f"{folder}: cannot write to the cache folder; set GEOMAP_CACHE_DIR to one") from error
    # Somebody else's folder could hold somebody else's index.
    if hasattr(os, "getuid") and (state.st_uid != os.getuid() or state.st_mode & 0o077):
        raise GazetteerError(f"{folder}: cannot write to the cache folder; set GEOMAP_CACHE_DIR to one")
    return spare


def open_layers(
    paths: Sequence[Path],
    *,
    cache_dir: Path | None,
    data_dir: Path | None,
    tell: Callable[[str], object] | None = None,
) -> OpenedLayers:
    """Open the whole stack, building what is missing. See ``gazetteer.open_gazetteer``."""
    from geomap.places.sources import file_source
    from geomap.places.sources_shipped import shipped_source
    from geomap.places.store import read_settings

    folder = cache_folder(cache_dir)
    settings = read_settings(data_dir)
    own = [file_source(path, "user", folder) for path in reversed(paths)]
    own += [file_source(added.path, "added", folder, added.alternate_names) for added in reversed(settings.sets)]
    # Dumps complement what is shipped; a user's tables come before it.
    sources = [source for source in own if source.layer != "dump"]
    sources.append(shipped_source(folder))
    sources += [source for source in own if source.layer == "dump"]
    layers: list[Layer] = []
    try:
        for source in sources:
            layers.append(open_layer(source, folder, tell))
    except BaseException:
        for layer in layers:
            layer.index.close()
        raise
    return OpenedLayers(tuple(layers), settings.blocked_names, settings.preferred_country)


def open_layer(source: Source, folder: Path, tell: Callable[[str], object] | None = None) -> Layer:
    """Open the index of one source in ``folder``, and build it first when it is missing or damaged.

    Raises:
        GazetteerError: the source cannot be used, or the index cannot be written.
    """
    digest = hashlib.sha256(f"{FORMAT_VERSION}\n{makers_fingerprint()}\n{source.fingerprint}\n{source.bonus}".encode())
    fingerprint = digest.hexdigest()
    path = folder / f"{source.layer}-{fingerprint[:24]}.index"
    index = _open_sound(path)
    if index is None:
        with _one_at_a_time(folder):
            # Another run may have built it meanwhile.
            index = _open_sound(path)
            if index is None:
                if tell:
                    tell(f"preparing {source.title} for look-ups; this is done once")
                build_index(source, path)
                _remove_old(folder, source.layer, path)
                index = IndexFile(path)
    return Layer(source.layer, index, fingerprint, tuple(index.head.get("warnings", ())))


def _open_sound(path: Path) -> IndexFile | None:
    if path.exists():
        with contextlib.suppress(GazetteerError):
            return IndexFile(path)
    return None


@contextlib.contextmanager
def _one_at_a_time(folder: Path) -> Iterator[None]:
    """Let runs that start together build one after the other, where the system can lock files.

    Where it cannot, both build, each to a file of its own; that costs time and does no harm.
    """
    try:
        import fcntl
    except ImportError:
        yield
        return
    with (folder / "building.lock").open("w") as file:
        with contextlib.suppress(OSError):
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def build_index(source: Source, path: Path) -> None:
    """Write the index file of a source at ``path``.

    Raises:
        GazetteerError: the source cannot be used, or the file cannot be written.
    """
    from geomap.places.index_build import IndexBuilder
    from geomap.places.languages import transliterated_countries

    warnings: list[str] = []
    # Millions of small objects live until the end and none of them in a cycle: looking for cycles among them again
    # and again takes a third of the time.
    collecting = gc.isenabled()
    gc.disable()
    try:
        with IndexBuilder(path, loose_countries=transliterated_countries()) as builder:
            for row in source.rows(warnings):
                builder.add(row, bonus=source.bonus)
            builder.finish({"title": source.title, "warnings": warnings[:50]})
    except OSError as error:
        raise GazetteerError(
            f"{path}: cannot write the index of {source.title} ({error}); free some space or set GEOMAP_CACHE_DIR"
        ) from error
    finally:
        if collecting:
            gc.enable()


def makers_fingerprint() -> str:
    """A digest of the modules that decide what an index holds."""
    digest = hashlib.sha256()
    package = resources.files("geomap.places")
    for name in _MAKERS:
        digest.update(package.joinpath(name).read_bytes())
    return digest.hexdigest()


def _remove_old(folder: Path, layer: str, current: Path) -> None:
    # Indexes of inputs that have changed since, and what a killed run left half-written. Of the shipped places a few
    # are kept, for several versions of geomap side by side.
    now = time.time()
    others: list[tuple[float, Path]] = []
    for path in folder.glob(f"{layer}-*.index"):
        with contextlib.suppress(OSError):
            if path != current:
                others.append((max(path.stat().st_atime, path.stat().st_mtime), path))
    others.sort(reverse=True)
    for rank, (used, path) in enumerate(others):
        if now - used > _KEEP_UNUSED_DAYS * 86400 or (layer == "shipped" and rank >= _KEEP_SHIPPED):
            with contextlib.suppress(OSError):
                path.unlink()
    for path in folder.glob(".*.index.*"):
        with contextlib.suppress(OSError):
            if now - path.stat().st_mtime > 86400:
                for part in path.iterdir():
                    part.unlink()
                path.rmdir()
