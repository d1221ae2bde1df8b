"""What is installed holds what it needs."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The names in a freshly built wheel."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--outdir", str(folder), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True)
    (path,) = folder.glob("geomap-*.whl")
    with zipfile.ZipFile(path) as archive:
        return set(archive.namelist())


@pytest.mark.slow
@pytest.mark.parametrize(
    "name",
    [
        "geomap/places/gazetteer.csv",
        "geomap/events/taxonomy.toml",
        "geomap/language/abbreviations.txt",
        "geomap/maps/assets/THIRD_PARTY_LICENSES.txt",
        "geomap/maps/assets/app.js",
        "geomap/maps/assets/app.css",
        "geomap/maps/assets/leaflet.js",
        "geomap/maps/assets/world-110m.bin",
        "geomap/maps/assets/world-50m.bin",
        "geomap/py.typed",
    ],
)
def test_the_wheel_holds(wheel, name):
    assert name in wheel


@pytest.mark.slow
def test_the_wheel_holds_neither_tests_nor_web_sources(wheel):
    assert {name.split("/")[0] for name in wheel if ".dist-info" not in name} == {"geomap"}


def test_built_assets_are_not_committed():
    listed = subprocess.run(["git", "ls-files", "geomap/maps/assets"], cwd=ROOT, capture_output=True, text=True)
    assert listed.stdout == ""


def test_no_lock_file_names_a_registry():
    assert "resolved" not in (ROOT / "web" / "package-lock.json").read_text(encoding="utf-8")
