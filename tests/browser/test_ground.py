"""The base map: the world in the file, one's own, or tiles; and folium's own elements beside the incidents."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from geomap.errors import OptionError
from tests.browser.conftest import Maker, Opener
from tests.browser.incidents import make_designed_incidents, make_table

TILE = Path(__file__).parent / "references" / "opened.png"
LAND = [[[40.0, 30.0], [48.0, 30.0], [48.0, 36.0], [40.0, 36.0], [40.0, 30.0]]]


def _policy(path: Path) -> dict[str, list[str]]:
    match = re.search(r'Content-Security-Policy" content="([^"]+)"', path.read_text("utf-8"))
    assert match is not None
    rules = (rule.split() for rule in match[1].replace("&#x27;", "'").split("; "))
    return {name: values for name, *values in rules}


def test_the_world_is_drawn_far_out_and_near_with_labels_and_a_scale(designed: Path, open_page: Opener) -> None:
    page = open_page(designed, "map=2/25/20")
    sea, land = ((0.0, -30.0), (22.0, 20.0))
    for zoom in ("2", "6"):
        page = open_page(designed, f"map={zoom}/22/20")
        assert page.colours_around(*land, radius=0, pane="gm-ground")[0] != (0, 0, 0, 0)
    page = open_page(designed, "map=3/10/0")
    colours = [page.colours_around(*point, radius=0, pane="gm-ground")[0][:3] for point in (sea, land)]
    assert colours[0] != colours[1]
    expect(page.page.locator(".leaflet-control-scale-line")).to_contain_text("km")
    foot = page.page.locator(".gm-bottom .gm-foot").inner_text()
    for words in (
        "Ask the desk for more.",
        "Natural Earth",
        "borders as they are",
        "GeoNames (CC BY 4.0)",
        "geomap 0.",
    ):
        assert words in foot
    assert _policy(designed)["img-src"] == ["data:", "blob:"]
    assert _policy(designed)["default-src"] == ["'none'"]


def test_ones_own_base_map_takes_the_place_of_the_world(make_page: Maker, open_page: Opener, tmp_path: Path) -> None:
    own = tmp_path / "own.geojson"
    feature = {"type": "Feature", "properties": {}, "geometry": {"type": "Polygon", "coordinates": LAND}}
    own.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), encoding="utf-8")
    path = make_page(make_designed_incidents(), basemap=own)
    page = open_page(path, "map=5/33/44")
    inside, outside = (
        page.colours_around(*point, radius=0, pane="gm-ground")[0] for point in ((33.0, 42.0), (38.0, 44.0))
    )
    assert inside != outside
    assert "Base map given by the maker of this map." in page.page.locator(".gm-bottom .gm-foot").inner_text()
    assert "world-50m" not in path.read_text("utf-8").split("createLayer(")[-1]


def test_tiles_name_their_host_in_the_policy_and_the_map_works_without_a_network(
    make_page: Maker, open_page: Opener
) -> None:
    path = make_page(make_designed_incidents(), tiles="osm")
    host = "https://tile.openstreetmap.org"
    assert _policy(path)["img-src"] == ["data:", "blob:", host]
    assert _policy(path)["default-src"] == ["'none'"]
    page = open_page(path)
    page.page.wait_for_timeout(300)
    # Tiles were asked for, of that host alone; none came, and everything else works on the world that is in the file.
    asked = page.watch.outside_requests()
    assert asked
    assert all(url.startswith(host + "/") for url in asked)
    assert "OpenStreetMap" in page.page.locator(".gm-bottom .gm-foot").inner_text()
    page.layer("Strikes").click()
    assert page.shown() == 7
    page.row("Rockets land").click()
    expect(page.card).to_be_visible()
    land = page.colours_around(33.0, 42.0, radius=0, pane="gm-ground")[0]
    assert land[3] == 255
    page.watch.requests.clear()
    page.watch.messages[:] = [message for message in page.watch.messages if "ERR_INTERNET_DISCONNECTED" not in message]


def test_tiles_that_come_are_drawn_under_the_incidents(make_page: Maker, open_page: Opener, tmp_path: Path) -> None:
    path = make_page(make_designed_incidents(), tiles="https://tiles.example/{z}/{x}/{y}.png")
    page = open_page(path, wait=False, offline=False)
    page.page.context.route("https://tiles.example/**", lambda route: route.fulfill(path=TILE))
    page.page.reload()
    page.wait_until_ready()
    page.page.wait_for_timeout(300)
    loaded = page.page.locator("img.leaflet-tile").evaluate_all(
        "(tiles) => tiles.filter((one) => one.naturalWidth > 0).length"
    )
    assert loaded > 4
    assert _policy(path)["img-src"] == ["data:", "blob:", "https://tiles.example"]
    page.watch.requests.clear()
    page.watch.messages.clear()


def test_folium_elements_stand_beside_the_incidents(open_page: Opener, tmp_path: Path) -> None:
    import folium

    from geomap import draw_map

    drawn = draw_map(make_designed_incidents(), title="Beside")
    square = {"type": "Polygon", "coordinates": LAND}
    folium.GeoJson(square, name="Square").add_to(drawn)
    folium.Circle([33.0, 42.0], radius=50_000).add_to(drawn)
    path = tmp_path / "beside.html"
    drawn.save(path, offline=True)
    page = open_page(path)
    expect(page.page.locator("svg path.leaflet-interactive").first).to_be_attached()
    assert page.shown() == 10
    page.row("Rockets land").click()
    expect(page.card).to_be_visible()


def test_a_layer_works_on_any_folium_map_with_its_control(open_page: Opener, tmp_path: Path) -> None:
    """folium's own scripts are left out here: no network is there to bring them, the page brings Leaflet."""
    import folium

    from geomap import IncidentLayer
    from geomap.maps.built import read_asset

    plain = folium.Map(tiles=None, location=[33, 44], zoom_start=6)
    IncidentLayer(make_designed_incidents(), title="On a plain map").add_to(plain)
    folium.LayerControl(collapsed=False).add_to(plain)
    path = tmp_path / "plain.html"
    plain.save(str(path))
    html = path.read_text("utf-8")
    # What folium would fetch: Leaflet is put in its place, the rest is only style.
    html = re.sub(
        r'<script src="https://[^"]*leaflet[^"]*"></script>',
        lambda _: f"<script>{read_asset('leaflet.js').decode()}</script>",
        html,
        count=1,
    )
    html = re.sub(r'<script src="https://[^"]*"></script>|<link rel="stylesheet" href="https://[^"]*"/>', "", html)
    path.write_text(html, encoding="utf-8")
    page = open_page(path)
    assert page.shown() == 10
    assert page.page.locator(".geomap h1").inner_text() == "On a plain map"
    # Under its control the layer goes, with all that belongs to it, and comes back.
    control = page.page.locator(".leaflet-control-layers-overlays input")
    control.dispatch_event("click")
    expect(page.page.locator(".gm-panel")).to_be_hidden()
    control.dispatch_event("click")
    expect(page.page.locator(".gm-panel")).to_be_visible()
    page.layer("Strikes").click()
    assert page.shown() == 7


def test_a_notebook_shows_the_page_in_a_frame(open_page: Opener, tmp_path: Path) -> None:
    from geomap import draw_map

    path = tmp_path / "notebook.html"
    shown = draw_map(make_designed_incidents(), title="In a notebook")._repr_html_()
    path.write_text(f"<!doctype html><meta charset=utf-8><body>{shown}", encoding="utf-8")
    page = open_page(path, wait=False)
    frame = page.page.frame_locator("iframe")
    expect(frame.locator("html[data-ready='1']")).to_be_attached()
    expect(frame.locator(".geomap h1")).to_have_text("In a notebook")
    frame.get_by_role("switch", name=re.compile("^Strikes")).click()
    expect(frame.locator(".gm-sentence")).to_have_text("7 of 15 incidents, 1 Dec 2019 – 14 Jan 2020.")
    page.watch.requests[:] = [url for url in page.watch.requests if not url.startswith("about:")]


def test_offline_names_every_link_that_others_brought_in(tmp_path: Path) -> None:
    import folium

    from geomap import draw_map

    drawn = draw_map(make_table({}))
    folium.TileLayer("OpenStreetMap").add_to(drawn)
    with pytest.raises(OptionError, match=r"tile\.openstreetmap\.org"):
        drawn.save(tmp_path / "no.html", offline=True)
    assert not (tmp_path / "no.html").exists()
