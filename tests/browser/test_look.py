"""Languages, themes, widths, and the states that a map can be in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Maker, Opener
from tests.browser.driver import MapPage
from tests.browser.incidents import at, make_designed_incidents, make_designed_reports, make_table, on

# The language's code, and how it says "Filters", "Rocket attacks" and "10 of 15 incidents".
LANGUAGES = {
    "ar": ("rtl", "هجمات صاروخية"),
    "fr": ("ltr", "Tirs de roquettes"),
    "uk": ("ltr", "Обстріли"),
}
SIZES = ((1440, 900), (1024, 768), (390, 844))


def _boxes(page: MapPage, *selectors: str) -> list[dict[str, float]]:
    found = [page.page.locator(selector).first.bounding_box() for selector in selectors]
    assert all(found), selectors
    return found  # type: ignore[return-value]


def _overflowing(page: MapPage) -> list[str]:
    """Controls and words that stick out of the window, but for those of parts that scroll sideways."""
    found: list[str] = page.page.evaluate(
        """() => [...document.querySelectorAll(".geomap :is(button, input, h1, h2, p)")]
            .filter((one) => one.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true }))
            .filter((one) => !one.closest(".gm-timebar, .gm-table, .gm-panel-body, .gm-card-body"))
            .filter((one) => !one.matches(".gm-hidden, .gm-skip"))
            .filter((one) => {
                const box = one.getBoundingClientRect();
                return box.left < -1 || box.right > innerWidth + 1;
            })
            .map((one) => one.className || one.tagName)"""
    )
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_speaks_the_language_that_was_asked_for(language: str, make_page: Maker, open_page: Opener) -> None:
    direction, words = LANGUAGES[language]
    path = make_page(make_designed_incidents(), make_designed_reports(), language=language)
    page = open_page(path)
    root = page.page.locator(".geomap")
    assert page.page.locator("html").get_attribute("lang") == language
    assert page.page.locator("html").get_attribute("dir") == direction
    assert root.evaluate("(root) => getComputedStyle(root).direction") == direction
    names = page.page.locator(".gm-layer .gm-name").all_inner_texts()
    assert not {"Strikes", "Rocket attacks", "Bombings"} & set(names)
    assert any(words in name for name in names), names
    # The panel stands where reading begins, the card where it ends, and neither covers the other.
    page.page.locator(".gm-row").filter(has_text="Missiles hit").click()
    panel, card = _boxes(page, ".gm-panel", ".gm-card")
    if direction == "rtl":
        assert panel["x"] + panel["width"] == pytest.approx(1440, abs=2)
        assert card["x"] + card["width"] < panel["x"]
    else:
        assert panel["x"] == pytest.approx(0, abs=2)
        assert card["x"] > panel["x"] + panel["width"]
    # No English word of the page itself is left; the articles' own texts stay as they are.
    text = page.page.locator(".gm-facts").inner_text() + page.page.locator(".gm-timebar").inner_text()
    for word in ("Killed", "Injured", "to the day", "within", "Surely inside", "undated"):
        assert word not in text
    assert _overflowing(page) == []
    # The axis of time runs from left to right in every language, and so do the keys.
    handle = page.page.locator(".gm-handle-from")
    before = int(handle.get_attribute("aria-valuenow") or 0)
    handle.focus()
    page.page.keyboard.press("ArrowRight")
    page.settle()
    assert int(handle.get_attribute("aria-valuenow") or 0) == before + 1


def test_names_and_quotes_in_other_scripts_stand_in_their_own_direction(make_page: Maker, open_page: Opener) -> None:
    table = make_table(
        {"summary": "قصف قرب المطار", "quote": "وقع القصف فجر الجمعة قرب المطار.", "place": "بغداد"},
        {"summary": "Обстріл міста", "quote": "Уночі місто обстріляли.", "place": "Донецьк", **on("2020-01-02")},
    )
    page = open_page(make_page(table, title="خريطة"))
    assert page.page.locator(".geomap h1").evaluate("(head) => getComputedStyle(head).direction") == "rtl"
    page.row("قصف").click()
    quote = page.card.locator("blockquote")
    assert quote.inner_text() == "وقع القصف فجر الجمعة قرب المطار."
    assert quote.evaluate("(one) => getComputedStyle(one).direction") == "rtl"
    page.row("Обстріл").click()
    expect(page.card.locator("blockquote")).to_have_text("Уночі місто обстріляли.")
    assert page.card.locator("blockquote").evaluate("(one) => getComputedStyle(one).direction") == "ltr"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_light_and_dark_follow_the_system_and_the_button(scheme: Any, designed: Path, open_page: Opener) -> None:
    page = open_page(designed, color_scheme=scheme)
    root = page.page.locator(".geomap")
    assert root.get_attribute("data-theme") == scheme
    before = root.evaluate("(root) => getComputedStyle(root.querySelector('.gm-panel')).color")
    page.page.get_by_role("button", name="Light or dark").click()
    assert root.get_attribute("data-theme") == {"light": "dark", "dark": "light"}[scheme]
    assert root.evaluate("(root) => getComputedStyle(root.querySelector('.gm-panel')).color") != before


@pytest.mark.parametrize("size", SIZES, ids=lambda size: str(size[0]))
def test_nothing_sticks_out_or_overlaps_at_any_width(size: tuple[int, int], designed: Path, open_page: Opener) -> None:
    page = open_page(designed, viewport={"width": size[0], "height": size[1]})
    assert _overflowing(page) == []
    assert page.page.evaluate("() => document.documentElement.scrollWidth") <= size[0]
    timeline, tools = _boxes(page, ".gm-timeline", ".gm-tools")
    assert tools["y"] + tools["height"] < timeline["y"]
    if size[0] == 390:
        grip, panel = _boxes(page, ".gm-grip", ".gm-sheet")
        assert grip["height"] >= 24
        assert panel["width"] == pytest.approx(390, abs=1)
        page.page.get_by_role("button", name="List and filters").click()
        page.settle()
    page.row("Missiles hit").first.click()
    page.settle()
    expect(page.card).to_be_visible()
    assert _overflowing(page) == []
    box = page.card.bounding_box()
    assert box is not None
    assert box["x"] >= -1
    assert box["x"] + box["width"] <= size[0] + 1
    assert box["y"] + box["height"] <= size[1] + 1


def test_the_sheet_of_a_phone_is_opened_step_by_step_by_tap_and_by_drag(designed: Path, open_page: Opener) -> None:
    page = open_page(designed, viewport={"width": 390, "height": 844}, has_touch=True)
    grip = page.page.get_by_role("button", name="List and filters")
    heights = []
    for _ in range(3):
        page.page.wait_for_timeout(350)
        box = page.page.locator(".gm-sheet").bounding_box()
        assert box is not None
        heights.append(box["height"])
        grip.tap()
    assert heights[0] < heights[1] < heights[2]
    page.page.wait_for_timeout(350)
    expect(grip).to_have_attribute("aria-expanded", "false")
    box = grip.bounding_box()
    assert box is not None
    page.drag((195, box["y"] + 8), (195, box["y"] - 200))
    expect(grip).to_have_attribute("aria-expanded", "true")


# --- states


def test_no_incidents_is_said(make_page: Maker, open_page: Opener) -> None:
    page = open_page(make_page(make_table()))
    assert page.sentence.inner_text() == "There are no incidents in this file."
    assert page.page.locator(".gm-row").count() == 0
    page.page.get_by_role("button", name="Show the table").click()
    expect(page.page.get_by_role("grid", name="Table")).to_have_attribute("aria-rowcount", "1")


def test_one_incident_is_in_sight_and_may_be_opened(make_page: Maker, open_page: Opener) -> None:
    page = open_page(make_page(make_table({"summary": "The only one"})))
    assert page.sentence.inner_text() == "1 incident, 1 Jan 2020."
    assert 4 <= page.view()[0] <= 8
    page.click_map(33.3406, 44.4009)
    expect(page.card.get_by_role("heading", level=2)).to_have_text("The only one")
    assert page.dates() == ("2020-01-01", "2020-01-01")


def test_all_on_one_day_can_be_filtered_by_day(make_page: Maker, open_page: Opener) -> None:
    page = open_page(make_page(make_table(*({"latitude": 30.0 + k, "summary": f"No. {k}"} for k in range(5)))))
    assert page.dates() == ("2020-01-01", "2020-01-01")
    page.page.mouse.click(page.x_of("2020-01-01T12:00Z"), page.plot_y())
    page.settle()
    assert page.shown() == 5
    page.choose_dates("2020-01-02", "2020-01-03")
    assert page.shown() == 0


def test_all_in_one_place_opens_as_a_list_at_the_first_click(make_page: Maker, open_page: Opener) -> None:
    page = open_page(make_page(make_table(*({"summary": f"No. {k}", **on(f"2020-01-{k + 1:02}")} for k in range(30)))))
    page.click_map(33.3406, 44.4009)
    expect(page.page.locator(".gm-list-head h2")).to_have_text("30 incidents here")


def test_a_span_of_forty_years_has_presets_by_year(make_page: Maker, open_page: Opener) -> None:
    table = make_table(
        *({**on(f"{1980 + k}-06-15"), "summary": f"In {1980 + k}"} for k in range(41) for _ in range(1 + k % 3))
    )
    table["incident_id"] = [f"i-{at:03}" for at in range(len(table))]
    page = open_page(make_page(table))
    assert page.dates() == ("1980-06-15", "2020-06-15")
    chips = page.group("Dates").get_by_role("button").all_inner_texts()
    assert all(text.isdigit() and len(text) == 4 for text in chips[2:])
    page.group("Dates").get_by_role("button").nth(2).click()
    year = chips[2]
    assert page.dates() == (f"{year}-01-01", f"{year}-12-31")


def test_incidents_on_both_sides_of_the_date_line_are_shown_together(make_page: Maker, open_page: Opener) -> None:
    west = {**at("Suva", "FJ", -18.14, 178.44), "summary": "West of the line"}
    east = {**at("Apia", "WS", -13.83, -171.77), "summary": "East of the line", **on("2020-01-02")}
    page = open_page(make_page(make_table(west, east)))
    zoom, _, longitude = page.view()
    assert zoom >= 4
    assert abs(abs((longitude + 180) % 360 - 180) - 176) < 6
    # Both lie in the window, each in the copy of the world that is in sight.
    page.click_map(-13.83, -171.77 + 360 * round((longitude + 171.77) / 360))
    expect(page.card.get_by_role("heading", level=2)).to_have_text("East of the line")
    page.page.keyboard.press("Escape")
    page.page.get_by_role("button", name="Show all that is shown").click()
    page.settle()
    page.click_map(-18.14, 178.44 + 360 * round((longitude - 178.44) / 360))
    expect(page.card.get_by_role("heading", level=2)).to_have_text("West of the line")


def test_the_poles_are_drawn_at_the_edge_of_the_map(make_page: Maker, open_page: Opener) -> None:
    table = make_table(
        {**at("North", "", 90.0, 0.0), "summary": "At the pole", "country": None},
        {**at("South", "", -90.0, 0.0), "summary": "At the other pole", "country": None, **on("2020-01-02")},
        {**at("Ship", "", 84.9, 20.0), "summary": "Near the pole", "country": None, **on("2020-01-03")},
    )
    page = open_page(make_page(table))
    assert page.shown() == 3
    for summary in ("At the pole", "At the other pole", "Near the pole"):
        page.row(summary).click()
        expect(page.card.get_by_role("heading", level=2)).to_have_text(summary)


def test_an_incident_without_a_point_is_in_list_and_table(make_page: Maker, open_page: Opener) -> None:
    page = open_page(make_page(make_table({"latitude": None, "longitude": None, "summary": "Somewhere"})))
    page.row("Somewhere").click()
    expect(page.card.get_by_role("heading", level=2)).to_have_text("Somewhere")


def test_a_quote_of_three_thousand_characters_is_folded_and_opens(make_page: Maker, open_page: Opener) -> None:
    long = ("Long words follow. " * 170)[:3000].strip()
    page = open_page(make_page(make_table({"quote": long, "summary": "Long"})))
    page.row("Long").click()
    quote = page.card.locator("blockquote")
    folded = quote.bounding_box()
    page.card.get_by_role("button", name="Show all of it").click()
    opened = quote.bounding_box()
    assert folded is not None
    assert opened is not None
    assert folded["height"] < 200 < opened["height"]
    assert quote.inner_text() == long
    box = page.card.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] < 900
    actions = page.card.get_by_role("button", name="Report a mistake")
    actions.scroll_into_view_if_needed()
    expect(actions).to_be_in_viewport()


def test_marks_in_quotes_lie_right_behind_characters_of_two_units(make_page: Maker, open_page: Opener) -> None:
    import pandas as pd

    quote = "\U0001f525\U0001f525 Shells fell on Basra."
    reports = pd.DataFrame(
        [{"incident_id": "i-0", "article_id": "a", "quote": quote, "quote_start": 10, "quote_end": 10 + len(quote),
          "event_start": 13, "event_end": 24, "place_start": 28, "place_end": 33}]
    )  # fmt: skip
    page = open_page(make_page(make_table({"summary": "Shells"}), reports))
    page.row("Shells").click()
    assert page.card.locator("mark").all_inner_texts() == ["Shells fell", "Basra"]


def test_dates_between_two_months_are_said_in_words(make_page: Maker, open_page: Opener) -> None:
    vague = {**on("2019-12-27", "2020-01-03"), "date_precision": "days", "summary": "Vague"}
    page = open_page(make_page(make_table(vague)))
    page.row("Vague").click()
    assert page.facts()["Date"].startswith("between 27 December 2019 and 3 January 2020 within a few days")


def test_search_finds_names_without_their_accents(make_page: Maker, open_page: Opener) -> None:
    page = open_page(make_page(make_table({"summary": "Clash near Şanʿāʾ"}, {"summary": "Elsewhere"})))
    page.page.get_by_role("searchbox").fill("sanʿaʾ")
    page.page.wait_for_timeout(250)
    assert page.rows() == ["Clash near Şanʿāʾ"]
    assert page.page.locator(".gm-list mark").all_inner_texts() == ["Şanʿāʾ"]
