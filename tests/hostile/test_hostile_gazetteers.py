"""Every hostile gazetteer is used or refused with one line that names it, within its time."""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path

import pytest

from geomap.errors import GazetteerError
from geomap.places import open_gazetteer


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache folder that holds the index of the shipped places and nothing of the hostile ones."""
    folder = tmp_path_factory.mktemp("cache")
    with open_gazetteer() as gazetteer:
        for layer in gazetteer.layers:
            shutil.copy(layer.index.path, folder)
    return folder


def test_every_gazetteer_is_used_or_refused_with_one_line_as_the_manifest_says(hostile_tree, cache: Path) -> None:
    with open_gazetteer(cache_dir=cache) as gazetteer:
        shipped = gazetteer.row_count
    wrong = []
    for entry in hostile_tree.of("gazetteer"):
        start = time.perf_counter()
        try:
            with open_gazetteer([entry.file], cache_dir=cache) as gazetteer:
                rows = gazetteer.row_count - shipped
        except GazetteerError as error:
            if entry.accept or entry.file.name not in str(error) or "\n" in str(error):
                wrong.append((entry.path, str(error)))
        else:
            if not entry.accept or entry.rows not in (None, rows):
                wrong.append((entry.path, rows))
        if time.perf_counter() - start > entry.budget_s:
            wrong.append((entry.path, "too slow"))
    assert wrong == []


def test_what_is_not_a_gazetteer_file_at_all_is_refused_with_one_line(tmp_path: Path, cache: Path) -> None:
    (tmp_path / "folder.csv").mkdir()
    (tmp_path / "picture.csv").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    os.mkfifo(tmp_path / "pipe.csv")
    for name in ("folder.csv", "picture.csv", "pipe.csv", "nowhere.csv"):
        with pytest.raises((GazetteerError, OSError), match=name) as error:
            open_gazetteer([tmp_path / name], cache_dir=cache)
        assert "\n" not in str(error.value)
