"""The page in Firefox: it opens, filters, finds, shows cards and keeps its address, and breaks no policy."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.firefox import Firefox, find_firefox


@pytest.fixture(scope="module")
def firefox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    program = find_firefox()
    if program is None:
        pytest.skip("there is no Firefox on the path")
    running = Firefox(program, tmp_path_factory.mktemp("profile"))
    yield running
    running.close()


def test_the_page_works_in_firefox(firefox: Firefox, designed: Path) -> None:
    firefox.open(designed.as_uri())
    assert firefox.text(".gm-sentence") == "10 of 15 incidents, 1 Dec 2019 – 21 Jan 2020, from 2 articles."
    firefox.run(
        "window.broken = []; addEventListener('error', (event) => window.broken.push(event.message));"
        "document.addEventListener('securitypolicyviolation', (event) => window.broken.push(event.violatedDirective));"
    )
    drawn = "return [...arguments[0].getContext('2d').getImageData(0, 0, 900, 600).data].some((value) => value > 0)"
    for pane in ("gm-ground", "gm-marks"):
        canvas = firefox.find(f".leaflet-{pane}-pane canvas")
        assert firefox.run(drawn, canvas), pane
    firefox.click(".gm-layer")
    assert firefox.text(".gm-sentence").startswith("7 of 15 incidents")
    firefox.click(".gm-layer")
    firefox.drag(".gm-handle-from", 500)
    assert (
        firefox.run("return Number(document.querySelector('.gm-handle-from').getAttribute('aria-valuenow'))") > 18_240
    )
    firefox.click(".gm-clear")
    firefox.type(".gm-search", "rocket")
    time.sleep(0.4)
    assert firefox.text(".gm-sentence").startswith("2 of 15 incidents")
    assert firefox.text(".gm-list mark") == "Rocket"
    firefox.click(".gm-clear")
    firefox.click(".gm-list [data-row]")
    time.sleep(0.5)
    assert firefox.text(".gm-card h2") == "Jets strike a road at Aleppo"
    firefox.click(".gm-card [data-step=next]")
    time.sleep(0.5)
    assert firefox.text(".gm-card h2") == "Jets strike the west of Aleppo"
    assert "incident=i-aleppo-1" in firefox.run("return location.hash")
    firefox.click(".gm-card .gm-close")
    firefox.click(".gm-tools [aria-pressed]")
    time.sleep(0.3)
    assert firefox.run("return document.querySelectorAll('.gm-table [data-index]').length") == 10
    assert firefox.run("return window.broken") == []


def test_an_address_opens_in_firefox_as_it_was(firefox: Firefox, designed: Path) -> None:
    firefox.call("WebDriver:Navigate", url="about:blank")
    firefox.open(designed.as_uri() + "#map=8/33.5/44.3&dates=2020-01-01..2020-01-05&undated=0&incident=i-airport")
    assert firefox.text(".gm-card h2") == "Missiles hit a convoy at the airport"
    assert firefox.text(".gm-sentence").startswith("3 of 15 incidents")
