import csv
import io

import pandas as pd

from geomap.maps import draw_map
from tests.browser.pages import open_card
from tests.maps.made_incidents import make_incidents, make_reports


def one(**columns):
    known = {"status": "occurred", "killed_low": 9, "killed_high": 12, "report_count": 2}
    return make_incidents(1).assign(**{**known, **columns})


def fact(card, label):
    return card.locator("dt", has_text=label).locator("xpath=following-sibling::dd[1]").inner_text()


def test_the_card_says_date_and_place_in_words_with_their_precision(open_page):
    row = one(
        date_start="2019-12-27",
        date_end="2020-01-03",
        date_precision="week",
        date_basis="relative",
        place="Kirkuk",
        country="IQ",
        place_basis="near",
        radius_km=20.0,
    )
    card = open_card(open_page(draw_map(row)))
    assert fact(card, "Date").split("\n") == [
        "between 27 December 2019 and 3 January 2020",
        "within a week; counted from the day of publication",
    ]
    assert fact(card, "Place").split("\n") == ["Kirkuk, Iraq", "near the place named; within 20 km"]


def test_numbers_that_differ_stand_side_by_side_with_their_sources(open_page):
    row = one()
    reports = pd.concat([make_reports(row)] * 2, ignore_index=True).iloc[:2]
    reports = reports.assign(source=["Harbour Post", "Wire Desk"], killed_low=[12, 9], killed_high=[12, None])
    card = open_card(open_page(draw_map(row, reports)))
    assert fact(card, "Killed") == "12 (Harbour Post), at least 9 (Wire Desk)"


def test_numbers_that_agree_stand_once(open_page):
    assert fact(open_card(open_page(draw_map(one()))), "Killed") == "9 to 12"
    assert fact(open_card(open_page(draw_map(one(killed_low=0, killed_high=0)))), "Killed") == "nobody"


def test_each_report_shows_its_quote_with_trigger_and_place_marked(open_page, map_file, reports):
    page = open_page(map_file)
    card = open_card(page)
    report = card.locator(".gm-report").first
    place = report.locator(".gm-mark-place").inner_text()
    row = reports[reports["quote"] == report.locator("blockquote").inner_text()].iloc[0]
    begin = row["quote_start"]
    assert place == row["place"]
    assert (
        report.locator(".gm-mark-event").inner_text()
        == row["quote"][row["event_start"] - begin : row["event_end"] - begin]
    )
    link = report.get_by_role("link")
    assert (link.get_attribute("href"), link.get_attribute("rel")) == (row["url"], "noopener noreferrer")


def test_marks_lie_right_behind_characters_of_two_units(open_page):
    row = one()
    reports = make_reports(row).head(1)
    reports = reports.assign(
        quote="🚀🚀 fell on Basra", quote_start=10, event_start=13, event_end=17, place_start=21, place_end=26
    )
    card = open_card(open_page(draw_map(row, reports)))
    assert [mark.inner_text() for mark in card.locator("blockquote mark").all()] == ["fell", "Basra"]


def test_fields_that_a_person_set_are_marked(open_page):
    card = open_card(open_page(draw_map(one(corrected="killed_low | latitude"))))
    marked = card.locator("dd", has_text="set by hand")
    assert marked.count() == 2


def test_next_and_previous_go_through_the_list(open_page, map_file):
    page = open_page(map_file)
    card = open_card(page)
    first = card.locator("h2").inner_text()
    second = page.locator(".gm-row-summary").nth(1).inner_text()
    card.get_by_role("button", name="Next incident").click()
    card.get_by_text("2 / 103").wait_for()
    assert card.locator("h2").inner_text() == second
    page.keyboard.press("Enter")
    card.get_by_text("3 / 103").wait_for()
    card.get_by_role("button", name="Previous incident").click()
    card.get_by_role("button", name="Previous incident").click()
    card.get_by_text("1 / 103").wait_for()
    assert card.locator("h2").inner_text() == first
    assert card.get_by_role("button", name="Previous incident").is_disabled()


def test_escape_closes_the_card_and_gives_the_focus_back(open_page, map_file):
    page = open_page(map_file)
    open_card(page)
    page.keyboard.press("Escape")
    assert page.locator(".gm-card").is_hidden()
    assert page.evaluate("() => document.activeElement.className") == "gm-row"


def test_report_a_mistake_copies_a_row_for_corrections(open_page, map_file, incidents):
    page = open_page(map_file, permissions=["clipboard-read", "clipboard-write"])
    card = open_card(page)
    card.get_by_role("button", name="Report a mistake").click()
    card.get_by_text("A row for corrections.csv was copied").wait_for()
    rows = list(csv.DictReader(io.StringIO(page.evaluate("() => navigator.clipboard.readText()"))))
    quoted = incidents.set_index("incident_id").loc[rows[0]["incident_id"], "quote"]
    assert rows == [
        {
            "action": "set",
            "incident_id": rows[0]["incident_id"],
            "field": "",
            "value": "",
            "other": "",
            "quote": quoted,
            "note": "",
        }
    ]


def test_a_long_quote_is_folded_and_opens(open_page):
    long = " ".join(["The convoy went on for a long way and nobody counted it."] * 55)
    assert len(long) > 3000
    card = open_card(open_page(draw_map(one(quote=long))))
    folded = card.locator("blockquote").bounding_box()["height"]
    card.get_by_role("button", name="Show all of it").click()
    assert card.locator("blockquote").bounding_box()["height"] > 3 * folded
    assert card.locator("blockquote").inner_text() == long


def test_without_sources_and_quote_the_card_says_so(open_page):
    card = open_card(open_page(draw_map(one(sources=None, urls=None, quote=None))))
    assert card.get_by_text("source not named").is_visible()
    assert card.get_by_text("No quote is in this file.").is_visible()


def test_only_web_addresses_become_links(open_page):
    for address in ("javascript:alert(1)", "data:text/html,x", "//host.example/x", "https://", "ftp://host.example"):
        card = open_card(open_page(draw_map(one(urls=address, sources="Wire Desk"))))
        assert (address, card.get_by_role("link").count()) == (address, 0)


def test_the_card_does_not_cover_its_mark(open_page, map_file):
    for width, height in ((1440, 900), (1024, 768)):
        page = open_page(map_file, width=width, height=height)
        for at in range(6):
            page.locator(".gm-row").nth(at).click()
            page.wait_for_timeout(500)
            ring = page.evaluate("() => document.querySelector('.gm-card').getBoundingClientRect().toJSON()")
            mark = page.evaluate(MARK_POSITION)
            assert not (ring["left"] < mark["x"] < ring["right"] and ring["top"] < mark["y"] < ring["bottom"])


# The selected mark stands in a ring of the ink's colour: the middle of its box on the canvas of the marks.
MARK_POSITION = """() => {
    const canvas = document.querySelector('.gm-marks');
    const box = canvas.getBoundingClientRect();
    const ink = getComputedStyle(document.querySelector('.geomap')).getPropertyValue('--gm-ink').trim();
    const [r, g, b] = [1, 3, 5].map((i) => parseInt(ink.slice(i, i + 2), 16));
    const { width, height } = canvas;
    const { data } = canvas.getContext('2d').getImageData(0, 0, width, height);
    let [left, right, top, bottom] = [Infinity, -1, Infinity, -1];
    const isInk = (i) => data[i] === r && data[i + 1] === g && data[i + 2] === b && data[i + 3] === 255;
    for (let y = 1; y < height; y += 1) for (let x = 1; x + 9 < width; x += 1) {
        // The ring's top is a run of ink; the digits in clusters are not that wide.
        let run = 0;
        while (run < 9 && isInk(4 * (y * width + x + run))) run += 1;
        if (run < 9) continue;
        left = Math.min(left, x); right = Math.max(right, x + 9); top = Math.min(top, y); bottom = Math.max(bottom, y);
    }
    return { x: box.left + (left + right) / 2, y: box.top + (top + bottom) / 2 };
}"""
