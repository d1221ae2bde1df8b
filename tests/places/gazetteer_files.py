"""Gazetteers of the tests: small indexes of their own, and the shipped one without a second build."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from geomap.places.gazetteer import Gazetteer, open_gazetteer
from geomap.places.index import IndexFile, Row
from geomap.places.index_build import IndexBuilder
from geomap.places.layers import Layer


def build_index(path: Path, rows: Iterable[Row], bonus: float = 0.0) -> Path:
    """An index file of rows."""
    with IndexBuilder(path) as builder:
        for row in rows:
            builder.add(row, bonus=bonus)
        return builder.finish()


def small_gazetteer(folder: Path, rows: Iterable[Row], **settings: object) -> Gazetteer:
    """A gazetteer of these rows and no others."""
    path = build_index(folder / "small.index", rows)
    return Gazetteer([Layer("shipped", IndexFile(path), "small")], **settings)  # type: ignore[arg-type]


def cache_with_shipped_index(folder: Path) -> Path:
    """A cache folder of its own that has the shipped places' index already."""
    folder.mkdir(parents=True, exist_ok=True)
    with open_gazetteer(data_dir=folder / "nothing") as gazetteer:
        for layer in gazetteer.layers:
            target = folder / layer.index.path.name
            with contextlib.suppress(FileExistsError):
                try:
                    os.link(layer.index.path, target)
                except OSError:
                    shutil.copyfile(layer.index.path, target)
    return folder
