import datetime

import pytest

from geomap.maps import draw_map
from tests.browser.pages import choose_dates, colours_on_map, may_fall_inside, settle, shown_at_first, shown_count
from tests.maps.made_incidents import make_incidents


def slider(page, which):
    return page.get_by_role("slider", name=which)


def day_of(handle):
    days = int(handle.get_attribute("aria-valuenow"))
    return (datetime.date(1970, 1, 1) + datetime.timedelta(days=days)).isoformat()


def test_days_in_the_fields_leave_what_may_fall_inside(open_page, map_file, incidents):
    page = open_page(map_file)
    first = shown_at_first(incidents)
    assert shown_count(page) == len(first)
    choose_dates(page, "2019-12-20", "2020-01-31")
    assert shown_count(page) == may_fall_inside(first, "2019-12-20", "2020-01-31").sum()


def test_history_is_off_at_first_and_outside_the_days_when_it_is_on(open_page):
    old = make_incidents(1).assign(
        status="historical", date_start="1983-10-23", date_end="1983-10-23", date="1983-10-23", incident_id="old"
    )
    new = make_incidents(1).assign(date_start="2020-01-03", date_end="2020-01-03", date="2020-01-03", status="occurred")
    import pandas as pd

    page = open_page(draw_map(pd.concat([old, new])))
    assert shown_count(page) == 1
    page.get_by_role("button", name="Filters").click()
    page.get_by_label("Historical").check()
    assert shown_count(page) == 2
    choose_dates(page, "2019-12-20", "2020-01-31")
    assert shown_count(page) == 1
    assert "1983" not in page.locator(".gm-list").inner_text()


def test_a_switch_asks_for_what_surely_falls_inside(open_page, map_file, incidents):
    page = open_page(map_file)
    choose_dates(page, "2019-11-01", "2019-11-30")
    page.get_by_role("button", name="Surely inside").click()
    first = shown_at_first(incidents)
    inside = (first["date_start"] >= "2019-11-01") & (first["date_end"] <= "2019-11-30")
    assert shown_count(page) == inside.sum() + first["date_start"].isna().sum()


def test_undated_incidents_are_counted_and_can_be_put_away(open_page, map_file, incidents):
    page = open_page(map_file)
    undated = shown_at_first(incidents)["date_start"].isna().sum()
    button = page.get_by_role("button", name=f"{undated} undated")
    button.click()
    assert shown_count(page) == len(shown_at_first(incidents)) - undated


def test_the_handles_move_with_the_keyboard(open_page, map_file):
    page = open_page(map_file)
    handle = slider(page, "First day")
    before = day_of(handle)
    handle.press("ArrowRight")
    settle(page)
    assert day_of(handle) == (datetime.date.fromisoformat(before) + datetime.timedelta(days=1)).isoformat()
    handle.press("Home")
    settle(page)
    assert day_of(handle) == before
    assert handle.get_attribute("aria-valuetext").endswith("2019")


def test_the_handles_move_with_the_mouse_and_never_cross(open_page, map_file):
    page = open_page(map_file)
    handle = slider(page, "First day")
    box, plot = handle.bounding_box(), page.locator(".gm-plot").bounding_box()
    page.mouse.move(box["x"] + 12, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(plot["x"] + plot["width"] / 2, box["y"] + 20, steps=5)
    settle(page)
    middle = day_of(handle)
    page.mouse.move(plot["x"] + plot["width"] + 200, box["y"] + 20, steps=3)
    page.mouse.up()
    settle(page)
    assert "2019-12-01" < middle < "2020-02-28"
    assert day_of(handle) == day_of(slider(page, "Last day"))


def test_a_drag_on_the_histogram_chooses_days_and_a_drag_inside_moves_them(open_page, map_file):
    page = open_page(map_file)
    plot = page.locator(".gm-plot").bounding_box()

    def drag(start, end):
        page.mouse.move(plot["x"] + plot["width"] * start, plot["y"] + 30)
        page.mouse.down()
        page.mouse.move(plot["x"] + plot["width"] * end, plot["y"] + 30, steps=6)
        page.mouse.up()
        settle(page)
        return day_of(slider(page, "First day")), day_of(slider(page, "Last day"))

    def width(days):
        first, last = map(datetime.date.fromisoformat, days)
        return (last - first).days

    chosen = drag(0.3, 0.5)
    moved = drag(0.4, 0.6)
    assert 0 < width(chosen) < 90
    assert width(moved) == width(chosen)
    assert moved[0] > chosen[0]


def test_a_click_on_a_bar_takes_its_days_and_a_double_click_takes_all(open_page, map_file, incidents):
    page = open_page(map_file)
    plot = page.locator(".gm-plot")
    box = plot.bounding_box()
    plot.click(position={"x": box["width"] * 0.4, "y": 40})
    settle(page)
    first, last = (datetime.date.fromisoformat(day_of(slider(page, name))) for name in ("First day", "Last day"))
    assert (last - first).days == 6
    plot.dblclick(position={"x": box["width"] * 0.8, "y": 40})
    settle(page)
    assert shown_count(page) == len(shown_at_first(incidents))


def test_presets_name_the_busy_months(open_page, map_file):
    page = open_page(map_file)
    page.get_by_role("button", name="January 2020", exact=True).click()
    settle(page)
    assert (day_of(slider(page, "First day")), day_of(slider(page, "Last day"))) == ("2020-01-01", "2020-01-31")
    page.get_by_role("button", name="Last 7 days").click()
    settle(page)
    first, last = (datetime.date.fromisoformat(day_of(slider(page, name))) for name in ("First day", "Last day"))
    assert (last - first).days == 6


def test_play_moves_the_days_and_stops_at_the_end(open_page, map_file):
    page = open_page(map_file)
    page.get_by_label("Speed").select_option("4")
    page.get_by_role("button", name="Play").click()
    page.wait_for_timeout(400)
    first = day_of(slider(page, "First day"))
    page.wait_for_timeout(400)
    assert day_of(slider(page, "First day")) > first
    page.get_by_role("button", name="Pause").click()
    settle(page)
    stopped = day_of(slider(page, "First day"))
    page.wait_for_timeout(200)
    assert day_of(slider(page, "First day")) == stopped


def test_play_steps_slowly_for_who_asks_for_less_motion(open_page, map_file):
    page = open_page(map_file, reduced_motion="reduce")
    page.get_by_role("button", name="Play").click()
    page.wait_for_timeout(500)
    assert day_of(slider(page, "First day")) == "2019-10-02"


def test_the_marks_follow_the_days(open_page, map_file):
    page = open_page(map_file)
    before = colours_on_map(page)
    choose_dates(page, "2019-10-02", "2019-10-04")
    page.get_by_role("button", name="undated").click()
    settle(page)
    assert 0 < colours_on_map(page) < before


@pytest.mark.parametrize(("days", "start"), [(1, "2020-01-03"), (14_600, "1983-01-01"), (3, "2020-02-27")])
def test_bins_fit_any_span(open_page, days, start):
    page = open_page(draw_map(make_incidents(60, start=start, days=days)))
    assert page.locator(".gm-plot canvas").evaluate(
        "(c) => c.getContext('2d').getImageData(0, 0, c.width, c.height).data.some((v) => v > 0)"
    )
    assert slider(page, "First day").get_attribute("aria-valuetext")
