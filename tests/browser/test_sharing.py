"""What a reader takes along: the address, files, a picture, a printed report, and the page without scripts."""

from __future__ import annotations

import base64
import csv
import io
import struct
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pandas as pd
from playwright.sync_api import expect

from geomap.exports import read_table
from tests.browser.conftest import Maker, Opener
from tests.browser.driver import MapPage
from tests.browser.incidents import make_designed_incidents, make_table, on

KML = "{http://www.opengis.net/kml/2.2}"


def _download(page: MapPage, name: str) -> Any:
    page.page.get_by_role("button", name="Share and save").click()
    with page.page.expect_download() as saved:
        page.page.get_by_role("button", name=name).click()
    page.page.get_by_role("button", name="Share and save").click()
    return saved.value


def _address(page: MapPage) -> str:
    page.page.wait_for_timeout(400)
    address: str = page.page.evaluate("() => location.hash.slice(1)")
    return address


def test_the_address_brings_back_filter_view_and_selection(designed: Path, open_page: Opener) -> None:
    page = open_page(designed)
    page.choose_dates("2019-12-20", "2020-01-14")
    page.layer("Protests").click()
    page.open_filters()
    page.option("Status", "Alleged").check()
    page.option("Country", "Iraq").check()
    page.page.get_by_label("Size of marks").select_option(label="By killed")
    page.page.get_by_role("searchbox").fill("the")
    page.page.wait_for_timeout(220)
    page.page.get_by_role("button", name="Surely inside").click()
    page.row("Missiles hit").click()
    page.page.get_by_role("button", name="Zoom in").click()
    page.page.wait_for_timeout(400)
    address = _address(page)
    again = open_page(designed, address)
    expect(again.card.get_by_role("heading", level=2)).to_have_text("Missiles hit a convoy at the airport")
    assert again.sentence.inner_text() == page.sentence.inner_text()
    assert again.dates() == ("2019-12-20", "2020-01-14")
    assert again.view() == page.view()
    expect(again.layer("Protests")).to_have_attribute("aria-checked", "false")
    assert again.page.get_by_role("searchbox").input_value() == "the"
    again.open_filters()
    assert again.option("Country", "Iraq").is_checked()
    assert again.page.get_by_label("Size of marks").input_value() == "killed"
    assert _address(again) == address


def test_an_address_that_is_changed_by_hand_is_followed(designed: Path, open_page: Opener) -> None:
    page = open_page(designed)
    page.page.evaluate("() => { location.hash = 'dates=2020-01-20..2020-01-21&undated=0&incident=i-aleppo-2'; }")
    expect(page.card.get_by_role("heading", level=2)).to_have_text("Jets strike a road at Aleppo")
    assert page.shown() == 2


def test_an_address_that_means_nothing_is_passed_over(designed: Path, open_page: Opener) -> None:
    for fragment in (
        "map=a/b/c&dates=x..y&incident=none&size=huge",
        "%E0%A4%A",
        "nolayer=%3Cscript%3E",
        "=&&=",
        "map=1e9/999/1e9",
    ):
        assert open_page(designed, fragment).shown() == 10


def test_words_with_commas_and_marks_survive_the_address(make_page: Maker, open_page: Opener) -> None:
    odd = "A, B & C = D/100% #1"
    path = make_page(make_table(*({"actor": actor} for actor in (odd, "B", "C", "D"))))
    page = open_page(path)
    page.open_filters()
    page.group("Actor").get_by_label(odd).check()
    again = open_page(path, _address(page))
    assert again.shown() == 1


def test_csv_and_geojson_hold_what_is_shown_and_are_read_back_as_the_table(
    designed: Path, open_page: Opener, tmp_path: Path
) -> None:
    page = open_page(designed)
    page.choose_dates("2019-12-20", "2020-01-05")
    shown = ["i-vote", "i-airport", "i-kuwait", "i-crowd", "i-base", "i-idlib", "i-engineers"]
    whole = make_designed_incidents().set_index("incident_id")
    for name, ending in (("CSV", "csv"), ("GeoJSON", "geojson")):
        saved = _download(page, name)
        assert saved.suggested_filename == f"incidents_2019-12-20_2020-01-05.{ending}"
        path = tmp_path / f"saved.{ending}"
        saved.save_as(path)
        table = read_table(path).set_index("incident_id")
        assert list(table.index) == shown
        assert set(whole.columns) == set(table.columns)
        for column in ("layer", "status", "place", "quote", "summary", "urls", "actor", "date_basis", "corrected"):
            wanted = [None if cell is None or cell != cell else cell for cell in whole.loc[shown, column]]
            assert [None if pd.isna(cell) else cell for cell in table[column]] == wanted, column
        for column in ("latitude", "longitude", "radius_km", "killed_low", "killed_high", "troops", "confidence"):
            wanted = [None if pd.isna(cell) else float(cell) for cell in whole.loc[shown, column]]
            assert [None if pd.isna(cell) else float(cell) for cell in table[column]] == wanted, column
        days = [str(day) if pd.notna(day) else None for day in table["date_start"]]
        assert days == ["2020-01-05", "2020-01-03", "2020-01-02", "2019-12-31", "2019-12-27", "2019-12-01", None]


def test_no_cell_of_the_csv_runs_in_a_spreadsheet(make_page: Maker, open_page: Opener, tmp_path: Path) -> None:
    row = {"actor": "=1+1", "quote": '@x, "y"\nz', "target": "-2", "place": "\tx", "summary": "+49 said 'no'"}
    page = open_page(make_page(make_table(row)))
    path = tmp_path / "saved.csv"
    _download(page, "CSV").save_as(path)
    (read,) = csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline=""))
    assert {name: read[name] for name in row} == {
        name: text if text == "z" else "'" + text for name, text in row.items()
    }
    assert {name: read_table(path).iloc[0][name] for name in row} == row


def test_kml_is_well_formed_whatever_the_words(make_page: Maker, open_page: Opener, tmp_path: Path) -> None:
    page = open_page(
        make_page(make_table({"summary": "]]> & <b>"}, {"summary": "a\u0001b\ufffec", **on("2020-02-01")}))
    )
    path = tmp_path / "saved.kml"
    _download(page, "KML").save_as(path)
    root = ElementTree.parse(path).getroot()
    assert [name.text for name in root.iter(f"{KML}name")] == ["abc", "]]> & <b>"]
    assert [point.text for point in root.iter(f"{KML}coordinates")] == ["44.4009,33.3406"] * 2
    assert [begin.text for begin in root.iter(f"{KML}begin")] == ["2020-02-01", "2020-01-01"]


def test_the_picture_is_the_map_with_title_dates_legend_and_attribution(
    designed: Path, open_page: Opener, tmp_path: Path
) -> None:
    page = open_page(designed)
    saved = _download(page, "PNG")
    assert saved.suggested_filename == "incidents.png"
    path = tmp_path / "saved.png"
    saved.save_as(path)
    data = path.read_bytes()
    width, height = struct.unpack(">II", data[16:24])
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    assert width == 1440
    assert height > 900
    # Words stand above the map and below it: rows of pixels that are not of one colour.
    dark = page.page.evaluate(
        """async (text) => {
            const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
            const picture = await createImageBitmap(new Blob([bytes]));
            const canvas = new OffscreenCanvas(picture.width, picture.height);
            const context = canvas.getContext("2d", { willReadFrequently: true });
            context.drawImage(picture, 0, 0);
            const dark = (top, bottom) => {
                const { data } = context.getImageData(0, top, picture.width, bottom - top);
                let found = 0;
                for (let i = 0; i < data.length; i += 4) if (data[i] + data[i + 1] + data[i + 2] < 330) found += 1;
                return found;
            };
            const low = picture.height;
            return [dark(0, 34), dark(34, 60), dark(low - 50, low - 26), dark(low - 24, low)];
        }""",
        base64.b64encode(data).decode(),
    )
    assert all(count > 50 for count in dark), dark


def test_print_gives_one_report_of_map_histogram_and_table(designed: Path, open_page: Opener) -> None:
    page = open_page(designed)
    # A headless window.print does nothing, not even say that it will.
    page.page.evaluate(
        """() => { window.print = () => {
            window.dispatchEvent(new Event("beforeprint"));
            document.documentElement.dataset.printed = "1";
        }; }"""
    )
    page.layer("Strikes").click()
    page.page.get_by_role("button", name="Share and save").click()
    page.page.get_by_role("button", name="Print a report").click()
    page.page.locator("html[data-printed='1']").wait_for(state="attached")
    page.page.emulate_media(media="print")
    report = page.page.locator(".gm-print")
    assert report.locator("tbody tr").count() == 7
    assert report.get_by_role("img").count() == 2
    assert "Rockets land on a base near Kirkuk" in report.inner_text()
    assert "Natural Earth" in report.inner_text()
    expect(page.page.locator(".gm-panel")).to_be_hidden()
    expect(page.page.locator(".gm-timeline")).to_be_hidden()


def test_who_prints_without_the_menu_gets_the_report_too(designed: Path, open_page: Opener) -> None:
    page = open_page(designed)
    assert page.page.pdf().startswith(b"%PDF")
    page.page.emulate_media(media="print")
    assert page.page.locator(".gm-print tbody tr").count() == 10


_BRIGHTNESS = """(canvas) => {
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    let sum = 0;
    for (let at = 0; at < data.length; at += 4) sum += data[at] + data[at + 1] + data[at + 2];
    return sum / (data.length / 4) / 3;
}"""


def test_a_dark_page_is_printed_light_and_stays_dark(designed: Path, open_page: Opener) -> None:
    page = open_page(designed, color_scheme="dark")
    assert page.page.pdf().startswith(b"%PDF")
    page.settle()
    printed = page.page.locator(".gm-print canvas").first.evaluate(_BRIGHTNESS)
    shown = page.page.locator(".leaflet-gm-ground-pane canvas").evaluate(_BRIGHTNESS)
    assert (printed > 180, shown < 80) == (True, True)
    assert page.page.locator(".geomap").get_attribute("data-theme") == "dark"


def test_a_report_keeps_its_pictures_in_shape(designed: Path, open_page: Opener) -> None:
    page = open_page(designed)
    assert page.page.pdf().startswith(b"%PDF")
    page.page.emulate_media(media="print")
    for canvas in page.page.locator(".gm-print canvas").all():
        size = "(one) => [one.width, one.height, one.offsetWidth, one.offsetHeight]"
        wide, tall, width, height = canvas.evaluate(size)
        assert abs(wide / tall - width / height) < 0.03 * wide / tall


def test_without_scripts_there_is_a_picture_and_a_table(designed: Path, open_page: Opener) -> None:
    page = open_page(designed, wait=False, java_script_enabled=False)
    overview = page.page.locator(".geomap-overview")
    expect(overview).to_be_visible()
    assert overview.get_by_role("heading", level=1).inner_text() == "Winter in the region"
    assert overview.locator("svg circle").count() >= 9
    assert overview.locator("svg path").count() >= 1
    assert "Missiles hit a convoy at the airport" in overview.locator("tbody").inner_text()
    assert "A strike that was denied" not in overview.inner_text()


def test_copying_a_link_gives_the_address_of_this_view(designed: Path, open_page: Opener) -> None:
    page = open_page(designed)
    page.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.layer("Protests").click()
    page.page.get_by_role("button", name="Share and save").click()
    page.page.get_by_role("button", name="Copy a link").click()
    page.page.get_by_text("Copied").wait_for()
    copied = page.page.evaluate("() => navigator.clipboard.readText()")
    assert copied == f"{designed.as_uri()}#{_address(page)}"
