"""How a page opens: what is there at once, what comes later, and what shows when it cannot open."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Maker, Opener
from tests.maps.made_incidents import make_incidents

# So many that the page answers before it has read its words.
MANY = 20_001


@pytest.fixture(scope="module")
def large(make_page: Maker) -> Path:
    incidents = make_incidents(MANY)
    return make_page(incidents.assign(summary=[f"Summary of {name}" for name in incidents["incident_id"]]))


def test_the_list_of_a_large_page_begins_with_its_words(large: Path, open_page: Opener) -> None:
    page = open_page(
        large,
        script="""new MutationObserver((_, seen) => {
            if (!document.documentElement.dataset.ready) return;
            window.listedAtFirst = [...document.querySelectorAll(".gm-row-summary")].map((one) => one.textContent);
            seen.disconnect();
        }).observe(document, { subtree: true, attributes: true, attributeFilter: ["data-ready"] });""",
    )
    listed = page.page.evaluate("() => window.listedAtFirst")
    assert len(listed) > 5
    assert [text for text in listed if not text.startswith("Summary of i-")] == []


def test_rows_that_a_filter_brings_get_their_words(large: Path, open_page: Opener) -> None:
    page = open_page(large)
    page.choose_dates("2019-11-01", "2019-11-05")
    expect(page.page.locator(".gm-list .gm-row-summary").first).to_have_text(re.compile("^Summary of i-"))
    assert [text for text in page.rows() if not text.startswith("Summary of i-")] == []


def test_focus_stays_on_a_row_whose_words_arrive(large: Path, open_page: Opener) -> None:
    page = open_page(large)
    page.choose_dates("2019-11-01", "2019-11-05")
    page.page.evaluate("() => document.querySelector('.gm-list .gm-row').focus()")
    expect(page.page.locator(".gm-list .gm-row-summary").first).to_have_text(re.compile("^Summary of i-"))
    expect(page.page.locator(".gm-list .gm-row").first).to_be_focused()


def test_a_search_of_a_large_page_finds_at_once(large: Path, open_page: Opener) -> None:
    incidents = make_incidents(MANY)
    page = open_page(large)
    page.page.locator(".gm-search").fill(incidents.loc[incidents["status"] == "occurred", "incident_id"].iloc[777])
    expect(page.sentence).to_have_text(re.compile("^1 of 20,001 incidents"))


def test_what_is_for_readers_without_scripts_never_shows_beside_the_map(designed: Path, open_page: Opener) -> None:
    page = open_page(
        designed,
        script="""window.overviewWasSeen = false;
            const look = () => {
                window.overviewWasSeen ||= (document.querySelector(".geomap-overview")?.offsetHeight ?? 0) > 0;
                if (!document.documentElement.dataset.ready) requestAnimationFrame(look);
            };
            requestAnimationFrame(look);""",
    )
    assert page.page.evaluate("() => window.overviewWasSeen") is False


def test_a_page_that_cannot_be_read_says_so_and_shows_its_still_picture(
    designed: Path, open_page: Opener, tmp_path: Path
) -> None:
    spoiled = tmp_path / "spoiled.html"
    text = designed.read_text()
    spoiled.write_text(re.sub(r'(id="geomap-\w+-core">)[^<]+', r"\1AAAA", text))
    page = open_page(spoiled, wait=False)
    page.page.locator("html[data-ready='broken']").wait_for(state="attached")
    expect(page.page.get_by_role("alert")).to_be_visible()
    expect(page.page.locator(".geomap-overview")).to_be_visible()
