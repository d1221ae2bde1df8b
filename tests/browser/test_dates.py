"""The date filter as a reader works it: handles, keys, brush, fields, presets, play."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.conftest import Maker, Opener
from tests.browser.incidents import make_table, on
from tests.maps.made_incidents import make_incidents

WHOLE = ("2019-12-01", "2020-01-21")


def test_at_first_everything_is_chosen_and_the_fields_say_so(designed: Path, open_page: Opener) -> None:
    page = open_page(designed)
    assert page.dates() == WHOLE
    assert page.sentence.inner_text() == "10 of 15 incidents, 1 Dec 2019 – 21 Jan 2020, from 2 articles."


def test_handles_are_dragged_by_the_mouse(designed: Path, open_page: Opener) -> None:
    page = open_page(designed)
    middle = page.plot_y()
    start, end, wanted = page.x_of("2019-12-01"), page.x_of("2020-01-22"), page.x_of("2020-01-03")
    last = page.x_of("2020-01-06")
    page.drag((start, middle), (wanted, middle))
    assert page.dates() == ("2020-01-03", "2020-01-21")
    page.drag((end, middle), (last, middle))
    assert page.dates() == ("2020-01-03", "2020-01-05")
    # The undated one stays; what may have been inside counts.
    assert page.shown() == 3


def test_a_handle_is_dragged_by_a_finger(designed: Path, open_page: Opener) -> None:
    page = open_page(designed, has_touch=True, viewport={"width": 390, "height": 844})
    box = page.handle("from").bounding_box()
    assert box is not None
    assert box["width"] >= 24
    assert box["height"] >= 40
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    wanted = page.x_of("2020-01-03") - page.x_of("2019-12-01") + x
    session = page.page.context.new_cdp_session(page.page)
    for kind, at in (("touchStart", x), ("touchMove", x + 30), ("touchMove", wanted), ("touchEnd", None)):
        points = [] if at is None else [{"x": at, "y": y}]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    page.settle()
    assert page.dates()[0] == "2020-01-03"


def test_handles_answer_the_keys_of_a_slider(designed: Path, open_page: Opener) -> None:
    page = open_page(designed)
    handle = page.handle("from")
    handle.focus()
    seen = []
    for key in ("ArrowRight", "ArrowUp", "ArrowLeft", "PageUp", "PageDown", "End", "Home"):
        page.page.keyboard.press(key)
        page.settle()
        seen.append(page.dates()[0])
    assert seen == [
        "2019-12-02",
        "2019-12-03",
        "2019-12-02",
        "2019-12-09",
        "2019-12-02",
        "2020-01-21",
        "2019-12-01",
    ]
    assert handle.get_attribute("aria-valuetext") == "1 December 2019"
    page.handle("to").focus()
    page.page.keyboard.press("Home")
    page.settle()
    assert page.dates() == ("2019-12-01", "2019-12-01")


def test_a_brush_on_the_histogram_chooses_days_and_the_chosen_days_can_be_dragged(
    designed: Path, open_page: Opener
) -> None:
    page = open_page(designed)
    x = {day: page.x_of(f"2020-01-{day:02}") + 2 for day in (1, 2, 4, 9)}
    y = page.plot_y()
    page.drag((x[4], y), (x[1], y))
    assert page.dates() == ("2020-01-01", "2020-01-04")
    page.drag((x[2], y), (x[9], y))
    assert page.dates() == ("2020-01-08", "2020-01-11")


def test_a_click_on_a_bar_takes_its_days_and_a_double_click_takes_all(designed: Path, open_page: Opener) -> None:
    page = open_page(designed)
    x = page.x_of("2020-01-03") + 4
    page.page.mouse.click(x, page.plot_y())
    page.settle()
    assert page.dates() == ("2020-01-03", "2020-01-03")
    page.page.mouse.dblclick(x + 200, page.plot_y())
    page.settle()
    assert page.dates() == WHOLE


def test_date_fields_are_typed_into(designed: Path, open_page: Opener) -> None:
    page = open_page(designed)
    page.choose_dates("2019-12-27", "2019-12-31")
    assert page.rows() == [
        "Crowd storms the gate of an embassy",
        "Rockets land on a base near Kirkuk",
        "Fighting around Idlib",
        "Two engineers are taken from a road",
    ]
    assert re.sub(r"\s", " ", page.sentence.inner_text()) == "4 of 15 incidents, 27 – 31 Dec 2019, from 2 articles."


def test_presets_are_the_last_days_of_the_data_and_the_months_that_matter(designed: Path, open_page: Opener) -> None:
    page = open_page(designed)
    chips = page.group("Dates").get_by_role("button")
    assert chips.all_inner_texts() == ["All", "Last 7 days", "December 2019", "January 2020"]
    chips.nth(1).click()
    assert page.dates() == ("2020-01-15", "2020-01-21")
    chips.nth(2).click()
    assert page.dates() == ("2019-12-01", "2019-12-31")
    expect(chips.nth(2)).to_have_attribute("aria-pressed", "true")
    chips.nth(0).click()
    assert page.dates() == WHOLE


def test_a_month_with_next_to_nothing_in_it_is_no_preset(make_page: Maker, open_page: Opener) -> None:
    days = ["2019-04-03", *(["2019-12-17"] * 12), *(["2020-01-14"] * 15)]
    table = make_table(*(on(day) for day in days))
    table["incident_id"] = [f"i-{at:03}" for at in range(len(table))]
    page = open_page(make_page(table))
    chips = page.group("Dates").get_by_role("button")
    assert chips.all_inner_texts() == ["All", "Last 7 days", "December 2019", "January 2020"]


def test_play_moves_the_days_in_steps_for_who_asked_for_less_motion(designed: Path, open_page: Opener) -> None:
    page = open_page(designed)
    page.page.get_by_label("Speed").select_option("4")
    page.page.get_by_role("button", name="Play").click()
    page.settle()
    width = _days_between(*page.dates())
    assert page.dates()[0] == "2019-12-01"
    page.page.wait_for_timeout(600)
    first, last = page.dates()
    assert first > "2019-12-01"
    assert _days_between(first, last) == width
    page.page.get_by_role("button", name="Pause").click()
    stopped = page.dates()
    page.page.wait_for_timeout(400)
    assert page.dates() == stopped


def test_play_runs_to_the_end_and_stops_or_begins_again_when_asked_to_repeat(designed: Path, open_page: Opener) -> None:
    page = open_page(designed, reduced_motion="no-preference")
    page.page.get_by_label("Speed").select_option("4")
    page.choose_dates("2020-01-15", "2020-01-18")
    page.page.get_by_role("button", name="Play").click()
    expect(page.page.get_by_role("button", name="Play")).to_be_visible(timeout=5000)
    assert page.dates() == ("2020-01-18", "2020-01-21")
    page.page.get_by_role("button", name="Repeat").click()
    page.choose_dates("2020-01-15", "2020-01-18")
    page.page.get_by_role("button", name="Play").click()
    page.page.locator(".gm-sentence").filter(has_text="Dec 2019").wait_for(timeout=5000)
    page.page.get_by_role("button", name="Pause").click()


def test_vague_incidents_count_when_they_may_fall_inside_and_look_it(designed: Path, open_page: Opener) -> None:
    page = open_page(designed)
    page.choose_dates("2019-12-20", "2019-12-31")
    assert "Fighting around Idlib" in page.rows()
    assert page.row("Fighting around Idlib").locator("svg path").last.get_attribute("fill") in (
        None,
        "none",
        "transparent",
    )
    assert page.row("Rockets land").locator("svg path").last.get_attribute("fill") not in (None, "none", "transparent")
    page.page.get_by_role("button", name="Surely inside").click()
    assert "Fighting around Idlib" not in page.rows()
    assert "Rockets land on a base near Kirkuk" in page.rows()


def test_undated_incidents_are_a_group_of_their_own(designed: Path, open_page: Opener) -> None:
    page = open_page(designed)
    chip = page.page.get_by_role("button", name="1 undated")
    expect(chip).to_have_attribute("aria-pressed", "true")
    assert "Two engineers are taken from a road" in page.rows()
    chip.click()
    assert "Two engineers are taken from a road" not in page.rows()
    assert page.shown() == 9
    expect(chip).to_have_attribute("aria-pressed", "false")


def test_bins_fit_the_span(make_page: Maker, open_page: Opener) -> None:
    bars = {
        ("2020-03-01", "2020-02-03"): ("2020-02-03", "2020-02-03"),
        ("2021-12-31", "2021-03-03"): ("2021-03-01", "2021-03-07"),
        ("2029-12-31", "2024-05-15"): ("2024-05-01", "2024-05-31"),
        ("2045-12-31", "2031-05-15"): ("2031-04-01", "2031-06-30"),
        ("2099-12-31", "2040-06-30"): ("2040-01-01", "2040-12-31"),
    }
    found = {}
    for last, day in bars:
        page = open_page(make_page(make_table(on("2020-01-01"), on(last))))
        page.page.mouse.click(page.x_of(f"{day}T12:00Z"), page.plot_y())
        page.settle()
        found[last, day] = page.dates()
    assert found == bars


def test_dates_from_december_to_january_hide_the_bombings_of_1983(designed: Path, open_page: Opener) -> None:
    page = open_page(designed)
    page.open_filters()
    page.option("Status", "Historical").check()
    assert page.shown() == 12
    assert page.dates() == ("1983-04-18", "2020-01-21")
    page.choose_dates("2019-12-20", "2020-01-31")
    assert page.shown() == 10
    assert page.layer_counts()["Bombings"] == 0
    assert not [row for row in page.rows() if "Beirut" in row]


def test_every_count_and_list_is_the_same_as_the_table_filtered_by_hand(make_page: Maker, open_page: Opener) -> None:
    incidents = make_incidents(600)
    page = open_page(make_page(incidents))
    page.choose_dates("2019-11-01", "2019-11-30")
    shown = incidents[
        incidents["status"].isin(["occurred", "ongoing", "failed"])
        | (incidents["status"].eq("planned") & incidents["layer"].eq("deployments"))
    ]
    inside = shown[
        (shown["date_start"] <= "2019-11-30") & (shown["date_end"] >= "2019-11-01") | shown["date_start"].isna()
    ]
    assert page.shown() == len(inside)
    names = {"rocket_attacks": "Rocket attacks"}
    expected = {names.get(layer, layer.capitalize()): count for layer, count in inside["layer"].value_counts().items()}
    assert page.layer_counts() == expected


def _days_between(first: str, last: str) -> int:
    from datetime import date

    return (date.fromisoformat(last) - date.fromisoformat(first)).days
