import csv
import io
import json
import struct
import xml.etree.ElementTree as ElementTree

import pandas as pd

from geomap.maps import draw_map
from tests.browser.pages import (
    choose_dates,
    incidents,
    map_file,
    may_fall_inside,
    open_card,
    settle,
    show,
    shown_at_first,
    shown_count,
)
from tests.maps.made_incidents import make_incidents


def download(page, name):
    page.get_by_role("button", name="Share and save").click()
    with page.expect_download() as saved:
        page.get_by_role("button", name=name).click()
    return saved.value


def address(page):
    page.wait_for_timeout(450)
    return "#" + page.evaluate("() => location.hash").removeprefix("#")


def test_the_address_brings_back_filter_view_and_selection(show, map_file):
    page = show(map_file)
    choose_dates(page, "2019-12-01", "2020-01-31")
    page.get_by_role("switch", name="Protests").click()
    page.get_by_role("searchbox").fill("kirkuk")
    page.wait_for_timeout(300)
    title = open_card(page).locator("h2").inner_text()
    page.get_by_role("button", name="Zoom in").click()
    page.wait_for_timeout(500)
    again = show(map_file, address=address(page))
    again.locator(".gm-card h2").wait_for()
    assert shown_count(again) == shown_count(page)
    assert again.locator(".gm-card h2").inner_text() == title
    assert again.get_by_role("switch", name="Protests").get_attribute("aria-checked") == "false"
    assert again.get_by_role("searchbox").input_value() == "kirkuk"
    assert address(again) == address(page)


def test_an_address_that_means_nothing_is_passed_over(show, map_file, incidents):
    for hash_ in ("#map=a/b/c&dates=x..y&incident=none&size=huge", "#%E0%A4%A", "#nolayer=%3Cscript%3E", "#=&&="):
        page = show(map_file, address=hash_)
        assert shown_count(page) == len(shown_at_first(incidents))


def test_words_with_commas_and_marks_survive_the_address(show):
    odd = "A, B & C = D/100% #1"
    drawn = draw_map(make_incidents(4).assign(actor=[odd, "B", "C", "D"], status="occurred"))
    page = show(drawn)
    page.get_by_role("button", name="Filters").click()
    page.get_by_role("group", name="Actor").get_by_label(odd).check()
    again = show(drawn, address=address(page))
    assert shown_count(again) == 1


def test_csv_holds_what_is_shown_with_the_columns_of_the_table(show, map_file, incidents):
    page = show(map_file)
    choose_dates(page, "2019-12-01", "2019-12-31")
    saved = download(page, "CSV")
    assert saved.suggested_filename == "incidents_2019-12-01_2019-12-31.csv"
    table = pd.read_csv(saved.path(), encoding="utf-8-sig").set_index("incident_id")
    first = shown_at_first(incidents)
    wanted = first[may_fall_inside(first, "2019-12-01", "2019-12-31")].set_index("incident_id")
    assert table.columns.tolist() == wanted.columns.tolist()
    assert set(table.index) == set(wanted.index)
    for name in ("latitude", "longitude", "quote", "killed_low", "date_start", "status", "urls", "confidence"):
        pd.testing.assert_series_equal(table[name], wanted.loc[table.index, name], check_dtype=False)


def test_no_cell_of_the_csv_runs_in_a_spreadsheet(show):
    row = make_incidents(1).assign(status="occurred", actor="=1+1", quote='@x, "y"\nz', target="-2")
    saved = download(show(draw_map(row)), "CSV")
    (read,) = csv.DictReader(io.StringIO(saved.path().read_text("utf-8-sig"), newline=""))
    assert (read["actor"], read["quote"], read["target"]) == ("'=1+1", '\'@x, "y"\nz', "'-2")


def test_geojson_holds_what_is_shown(show, map_file, incidents):
    saved = json.loads(download(show(map_file), "GeoJSON").path().read_text("utf-8"))
    found = {one["id"]: one for one in saved["features"]}
    wanted = shown_at_first(incidents).set_index("incident_id")
    assert set(found) == set(wanted.index)
    for identifier, one in found.items():
        row = wanted.loc[identifier]
        assert one["geometry"] == {"type": "Point", "coordinates": [row["longitude"], row["latitude"]]}
        assert one["properties"]["quote"] == row["quote"]


def test_kml_is_well_formed_whatever_the_words(show):
    rows = make_incidents(2).assign(status="occurred", summary=["]]> & <b>", "a\u0001b\ufffec"])
    root = ElementTree.parse(download(show(draw_map(rows)), "KML").path()).getroot()
    names = {name.text for name in root.iter("{http://www.opengis.net/kml/2.2}name")}
    assert names == {"]]> & <b>", "abc"}


def test_the_picture_is_the_map_with_title_and_legend(show, map_file):
    saved = download(show(map_file), "PNG")
    width, height = struct.unpack(">II", saved.path().read_bytes()[16:24])
    assert saved.suggested_filename == "incidents.png"
    assert (width, height) == (1440, 900 + 64 + 54)


def test_print_shows_one_report(show, map_file, incidents):
    page = show(map_file)
    page.evaluate("() => { window.print = () => { document.documentElement.dataset.printed = '1'; }; }")
    page.get_by_role("button", name="Share and save").click()
    page.get_by_role("button", name="Print a report").click()
    page.wait_for_selector("html[data-printed='1']", state="attached")
    page.emulate_media(media="print")
    report = page.locator(".gm-print")
    assert report.locator("tbody tr").count() == len(shown_at_first(incidents))
    assert report.locator("img").count() == 2
    assert page.locator(".gm-panel").is_hidden()
    settle(page)


def test_copying_a_link_gives_the_address_of_this_view(show, map_file):
    page = show(map_file, permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("switch", name="Protests").click()
    page.get_by_role("button", name="Share and save").click()
    page.get_by_role("button", name="Copy a link").click()
    page.get_by_text("Copied").wait_for()
    assert page.evaluate("() => navigator.clipboard.readText()").endswith(address(page).removeprefix("#"))
