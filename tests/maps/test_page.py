import json
import re
from html import unescape

import folium
import pytest
from folium.plugins import Fullscreen

from geomap.errors import OptionError
from geomap.maps import IncidentLayer, draw_map
from geomap.maps.policy import content_security_policy
from tests.maps.made_incidents import make_incidents, make_reports
from tests.maps.reading import read_blocks, read_tables

TEMPLATES = ["{{ 1000003*7 }}", "{%", "{# x", "{{lipsum.__globals__}}", "${7*7}", "`", "</script><script>x()", "]]>"]


def policy_of(page):
    return unescape(re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)[1])


def without_policy(page):
    return re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page)


@pytest.fixture(scope="module")
def incidents():
    return make_incidents(40)


@pytest.fixture(scope="module")
def page(incidents):
    return draw_map(incidents, make_reports(incidents), title="Forty").get_root().render()


def test_the_same_incidents_make_the_same_bytes(incidents, page):
    shuffled = incidents.sample(frac=1, random_state=1)
    assert draw_map(shuffled, make_reports(incidents), title="Forty").get_root().render() == page


def test_saving_twice_gives_the_same_file(incidents, tmp_path):
    drawn = draw_map(incidents)
    drawn.save(tmp_path / "one.html")
    drawn.save(str(tmp_path / "two.html"))
    assert (tmp_path / "one.html").read_bytes() == (tmp_path / "two.html").read_bytes()


def test_the_policy_allows_what_is_in_the_page_and_no_network(page):
    policy = policy_of(page)
    assert policy == content_security_policy(without_policy(page))
    assert "http" not in policy
    assert "unsafe" not in policy


def test_a_map_without_foreign_elements_is_offline(incidents, tmp_path):
    draw_map(incidents).save(tmp_path / "map.html", offline=True)
    assert (tmp_path / "map.html").stat().st_size > 0


def test_offline_names_every_link_that_others_brought(incidents, tmp_path):
    drawn = draw_map(incidents)
    folium.TileLayer("OpenStreetMap").add_to(drawn)
    Fullscreen().add_to(drawn)
    with pytest.raises(OptionError) as told:
        drawn.save(tmp_path / "map.html", offline=True)
    assert "https://tile.openstreetmap.org/{z}/{x}/{y}.png" in str(told.value)
    assert "Control.FullScreen" in str(told.value)
    assert not (tmp_path / "map.html").exists()


def test_tiles_are_an_outside_link_and_their_host_is_the_only_one_in_the_policy(incidents, tmp_path):
    drawn = draw_map(incidents, tiles="osm")
    assert re.findall(r"https?://\S+?(?=[ ;])", policy_of(drawn.get_root().render())) == [
        "https://tile.openstreetmap.org"
    ]
    with pytest.raises(OptionError, match=r"tile\.openstreetmap\.org"):
        drawn.save(tmp_path / "map.html", offline=True)


@pytest.mark.parametrize("payload", TEMPLATES)
def test_no_text_is_run_as_a_template(payload):
    incidents = make_incidents(3)
    for name in ("incident_id", "kind", "actor", "target", "place", "summary", "quote", "sources", "urls", "facility"):
        incidents[name] = [f"{name} {payload} {at}" for at in range(3)]
    reports = make_reports(incidents).assign(title=payload, source=payload, url=payload, quote=payload)
    drawn = draw_map(incidents, reports, title=payload, subtitle=payload, note=payload)
    page = drawn.get_root().render()
    assert "7000021" not in page
    blocks = read_blocks(page)
    meta, _ = read_tables(blocks["core"])
    assert (meta["title"], meta["subtitle"], meta["note"]) == (payload, payload, payload)
    _, tables = read_tables(blocks["details"])
    assert sorted(tables["incidents"]["summary"]) == sorted(incidents["summary"])
    assert set(tables["reports"]["title"]) == {payload}


def test_markup_in_titles_and_summaries_is_escaped_where_no_script_runs():
    hostile = "<img src=x onerror=alert(1)>"
    incidents = make_incidents(1).assign(summary=hostile, place=hostile, status="occurred")
    page = draw_map(incidents, title=hostile).get_root().render()
    assert hostile not in page
    assert page.count("&lt;img src=x onerror=alert(1)&gt;") == 5


def test_a_notebook_shows_the_page_in_a_frame(incidents):
    shown = draw_map(incidents)._repr_html_()
    frame = unescape(re.search(r'srcdoc="([^"]*)"', shown)[1])
    assert policy_of(frame) == content_security_policy(without_policy(frame))


def test_the_layer_goes_on_any_folium_map_beside_others(incidents):
    plain = folium.Map()
    folium.Marker([33, 44], popup="mine").add_to(plain)
    layer = IncidentLayer(incidents, name="What happened").add_to(plain)
    folium.LayerControl().add_to(plain)
    page = plain.get_root().render()
    assert f"{layer.get_name()}.addTo({plain.get_name()});" in page
    assert json.dumps("What happened") in page
    assert set(read_blocks(page)) == {"core", "details"}


def test_a_name_that_a_template_would_run_is_refused(incidents):
    with pytest.raises(OptionError, match="name"):
        IncidentLayer(incidents, name="{{ 7*7 }}")


def test_an_unknown_language_is_refused(incidents):
    with pytest.raises(OptionError, match="xx"):
        draw_map(incidents, language="xx")


def test_reports_travel_with_the_incidents_of_a_run(incidents):
    carrying = incidents.copy()
    carrying.attrs["reports"] = make_reports(incidents)
    _, tables = read_tables(read_blocks(draw_map(carrying).get_root().render())["details"])
    assert len(tables["reports"]["quote"]) == len(make_reports(incidents))


def test_a_base_map_of_ones_own_takes_the_place_of_the_world(incidents, tmp_path):
    own = {"type": "Polygon", "coordinates": [[[40, 30], [50, 30], [50, 38], [40, 30]]]}
    (tmp_path / "own.geojson").write_text(json.dumps(own))
    blocks = read_blocks(draw_map(incidents, basemap=tmp_path / "own.geojson").get_root().render())
    assert json.loads(blocks["basemap"]) == own
    assert "world-50m" not in blocks


@pytest.mark.parametrize("content", ["no json", "[1]", '{"type": "Topology"}'])
def test_a_base_map_that_is_no_geojson_is_refused(incidents, tmp_path, content):
    (tmp_path / "bad.geojson").write_text(content)
    with pytest.raises(OptionError, match="base map"):
        draw_map(incidents, basemap=tmp_path / "bad.geojson")


def test_the_overview_lists_the_incidents_that_killed_most():
    incidents = make_incidents(200).assign(status="occurred")
    page = draw_map(incidents).get_root().render()
    listed = re.search(r"<tbody>(.*?)</tbody>", page)[1]
    worst = incidents.sort_values("killed_low", ascending=False).iloc[0]
    assert listed.count("<tr>") == 50
    assert f"<td>{worst['summary']}</td><td>{int(worst['killed_low'])}</td>" in listed


def test_files_stay_small(incidents):
    assert len(draw_map(incidents.head(0)).get_root().render()) < 600_000
    thousand = make_incidents(1000)
    assert len(draw_map(thousand, make_reports(thousand)).get_root().render()) < 1_000_000
