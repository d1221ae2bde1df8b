"""The table: the accessible twin of the map."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Locator, expect

from tests.browser.conftest import Maker, Opener
from tests.browser.driver import MapPage
from tests.maps.made_incidents import make_incidents

COLUMNS = [
    "Date",
    "Layer",
    "Kind",
    "What",
    "Place",
    "Country",
    "Status",
    "Killed",
    "Injured",
    "Actor",
    "Target",
    "Reports",
    "Confidence",
    "Sources",
]


def _open(page: MapPage) -> Locator:
    page.page.get_by_role("button", name="Show the table").click()
    grid = page.page.get_by_role("grid", name="Table")
    expect(grid.get_by_role("row").nth(1)).to_be_visible()
    return grid


def _column(grid: Locator, name: str) -> list[str]:
    return grid.locator(f"[data-index] [data-column={name}]").all_inner_texts()


def test_the_table_has_the_columns_that_matter_and_the_rows_that_are_shown(designed: Path, open_page: Opener) -> None:
    page = open_page(designed)
    grid = _open(page)
    assert grid.get_by_role("columnheader").all_inner_texts() == COLUMNS
    assert grid.get_attribute("aria-rowcount") == "11"
    assert grid.get_attribute("aria-colcount") == "14"
    cells = grid.locator("[data-index]").filter(has_text="Missiles hit").get_by_role("gridcell").all_inner_texts()
    assert cells == [
        "3 Jan 2020",
        "Strikes",
        "Air or drone strike",
        "Missiles hit a convoy at the airport",
        "Baghdad International Airport",
        "Iraq",
        "Occurred",
        "9 to 12",
        "2",
        "United States",
        "convoy",
        "2",
        "95 %",
        "Harbour Post | Wire Desk",
    ]


def test_columns_sort_both_ways_with_the_missing_last(designed: Path, open_page: Opener) -> None:
    page = open_page(designed)
    grid = _open(page)
    killed = grid.get_by_role("columnheader", name="Killed")
    killed.get_by_role("button").click()
    expect(killed).to_have_attribute("aria-sort", "descending")
    assert _column(grid, "killed") == ["9 to 12", "at least 4", "1", "nobody", "", "", "", "", "", ""]
    killed.get_by_role("button").click()
    expect(killed).to_have_attribute("aria-sort", "ascending")
    assert _column(grid, "killed") == ["nobody", "1", "at least 4", "9 to 12", "", "", "", "", "", ""]
    grid.get_by_role("columnheader", name="Country").get_by_role("button").click()
    assert _column(grid, "country") == ["Iraq"] * 6 + ["Kuwait"] + ["Syria"] * 3
    assert grid.get_by_role("columnheader", name="Killed").get_attribute("aria-sort") == "none"


def test_the_table_is_worked_by_the_keyboard_alone(designed: Path, open_page: Opener) -> None:
    page = open_page(designed)
    button = page.page.get_by_role("button", name="Show the table")
    button.focus()
    page.page.keyboard.press("Enter")
    grid = page.page.get_by_role("grid", name="Table")
    rows = grid.locator("[data-index]")
    expect(rows.nth(0)).to_be_focused()
    for key, index in (("ArrowDown", 1), ("ArrowDown", 2), ("ArrowUp", 1), ("End", 9), ("Home", 0)):
        page.page.keyboard.press(key)
        expect(grid.locator(f"[data-index='{index}']")).to_be_focused()
    page.page.keyboard.press("Enter")
    expect(rows.nth(0)).to_have_attribute("aria-selected", "true")
    expect(page.card.get_by_role("heading", level=2)).to_have_text(_column(grid, "summary")[0])
    page.page.keyboard.press("Escape")
    expect(rows.nth(0)).to_be_focused()


def test_the_table_follows_the_filters(designed: Path, open_page: Opener) -> None:
    page = open_page(designed)
    grid = _open(page)
    page.layer("Strikes").click()
    expect(grid).to_have_attribute("aria-rowcount", "8")
    page.choose_dates("2020-01-01", "2020-01-05")
    assert _column(grid, "summary") == [
        "Parliament votes on foreign troops",
        "Troops to be sent to Kuwait",
        "Two engineers are taken from a road",
    ]
    page.page.get_by_role("button", name="Back to the map").click()
    expect(grid).to_be_hidden()


def test_thousands_of_rows_scroll_to_the_last_with_few_of_them_made(make_page: Maker, open_page: Opener) -> None:
    incidents = make_incidents(5000)
    page = open_page(make_page(incidents))
    total = page.shown()
    grid = _open(page)
    made = grid.locator("[data-index]").count()
    assert made < 60
    grid.locator("[data-index='0']").focus()
    page.page.keyboard.press("End")
    last = grid.locator(f"[data-index='{total - 1}']")
    expect(last).to_be_focused()
    expect(last).to_be_in_viewport()
    assert last.get_attribute("aria-rowindex") == str(total + 1)
    assert grid.locator("[data-index]").count() < 80
    # Undated incidents stand last.
    assert last.locator("[data-column=date]").inner_text() == "date unknown"
    grid.evaluate("(box) => { box.scrollTop = box.scrollHeight / 2; }")
    page.settle()
    middle = [int(row.get_attribute("data-index") or 0) for row in grid.locator("[data-index]").all()[:-1]]
    assert any(abs(index - total / 2) < 40 for index in middle)


def test_the_list_is_worked_by_the_keyboard_too(designed: Path, open_page: Opener) -> None:
    page = open_page(designed)
    page.page.keyboard.press("Tab")
    page.page.locator(".gm-skip").focus()
    page.page.keyboard.press("Enter")
    rows = page.page.locator(".gm-list .gm-row")
    expect(rows.nth(0)).to_be_focused()
    page.page.keyboard.press("ArrowDown")
    expect(rows.nth(1)).to_be_focused()
    page.page.keyboard.press("End")
    expect(page.row("Two engineers")).to_be_focused()
    page.page.keyboard.press("Enter")
    expect(page.card.get_by_role("heading", level=2)).to_have_text("Two engineers are taken from a road")
