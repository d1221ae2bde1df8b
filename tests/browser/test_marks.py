"""What is drawn on the map, and what a click on it opens."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.conftest import Maker, Opener
from tests.browser.incidents import at, make_table, on, sort

AIRPORT = (33.2625, 44.2346)
ALEPPO = (36.2021, 37.1343)
KUWAIT = (29.5, 47.75)
TAJI = (33.5221, 44.2567)
K1_BASE = (35.5172, 44.31)
BLUE, AMBER = (0, 114, 178), (230, 159, 0)

Pixel = tuple[int, int, int, int]


def _is(pixel: Pixel, colour: tuple[int, int, int]) -> bool:
    return pixel[3] > 200 and all(abs(a - b) < 40 for a, b in zip(pixel[:3], colour, strict=True))


def test_a_click_on_a_mark_selects_its_incident(designed: Path, open_page: Opener) -> None:
    page = open_page(designed, "map=10/35.5/44.3")
    page.click_map(*K1_BASE)
    expect(page.card).to_be_visible()
    assert page.card.get_by_role("heading", level=2).inner_text() == "Rockets land on a base near Kirkuk"
    expect(page.row("Rockets land")).to_have_attribute("aria-current", "true")
    page.click_map(35.9, 44.0)
    expect(page.card).to_be_hidden()


def test_a_cluster_opens_on_click_and_panning_moves_nothing_between_clusters(designed: Path, open_page: Opener) -> None:
    page = open_page(designed, "map=5/33.4/44.2")
    before = page.view()
    page.click_map(33.35, 44.33)
    assert page.view()[0] > before[0]
    expect(page.card).to_be_hidden()


def test_several_at_one_point_open_as_a_list(designed: Path, open_page: Opener) -> None:
    page = open_page(designed, "map=9/36.2/37.1")
    page.click_map(*ALEPPO)
    heading = page.page.locator(".gm-list-head h2")
    expect(heading).to_have_text("2 incidents here")
    assert page.rows() == ["Jets strike a road at Aleppo", "Jets strike the west of Aleppo"]
    page.row("the west of Aleppo").click()
    assert page.card.locator(".gm-steps .gm-count").inner_text() == "2 / 2"
    page.page.locator(".gm-list-head").get_by_role("button", name="Close").click()
    expect(heading).to_have_text("List")
    assert len(page.rows()) == 10


def test_an_incident_known_by_its_country_is_a_wide_ring_that_is_dashed_when_announced_and_tints_the_country(
    designed: Path, open_page: Opener
) -> None:
    page = open_page(designed, "map=7/29.5/47.75")
    # The ring is about twice as wide as a mark of a known place.
    ring = page.colours_around(*KUWAIT, radius=14.7)
    drawn = [_is(pixel, BLUE) for pixel in ring]
    assert 0.4 < sum(drawn) / 360 < 0.8
    changes = sum(a != b for a, b in pairwise(drawn))
    assert changes >= 12, "a dashed line is drawn and left out by turns"
    ground = page.colours_around(29.3, 47.5, radius=0, pane="gm-ground")[0]
    page.click_map(*KUWAIT)
    expect(page.card).to_be_visible()
    page.settle()
    assert page.colours_around(29.3, 47.5, radius=0, pane="gm-ground")[0] != ground


def test_what_failed_is_hollow_and_what_occurred_is_filled(designed: Path, open_page: Opener) -> None:
    page = open_page(designed, "map=8/34.5/44.3")
    assert all(_is(pixel, AMBER) for pixel in page.colours_around(*K1_BASE, radius=2))
    assert not any(_is(pixel, AMBER) for pixel in page.colours_around(*TAJI, radius=2))
    assert sum(_is(pixel, AMBER) for pixel in page.colours_around(*TAJI, radius=5)) > 40


def test_size_follows_the_killed_when_asked(make_page: Maker, open_page: Opener) -> None:
    table = make_table(
        {**on("2020-01-01"), **at("Here", "IQ", 33.0, 42.0), "killed_low": 49, "summary": "Many"},
        {**on("2020-01-02"), **at("There", "IQ", 33.0, 44.0), "killed_low": 0, "summary": "None"},
    )
    page = open_page(make_page(table), "map=7/33/43")
    page.open_filters()
    widths = {}
    for choice in ("All the same", "By killed"):
        page.page.get_by_label("Size of marks").select_option(label=choice)
        page.settle()
        widths[choice] = [
            max(r for r in range(1, 30) if any(p[3] > 0 for p in page.colours_around(33.0, longitude, radius=r)))
            for longitude in (42.0, 44.0)
        ]
    assert widths["All the same"][0] == widths["All the same"][1]
    assert widths["By killed"][0] > 1.8 * widths["By killed"][1]


def test_the_true_radius_is_drawn_for_the_selected_incident(make_page: Maker, open_page: Opener) -> None:
    table = make_table({**on("2020-01-01"), **at("Somewhere", "IQ", 33.0, 43.0, "near", 40.0), "summary": "Wide"})
    page = open_page(make_page(table), "map=8/33/43")
    centre, east = page.on_map(33.0, 43.0), page.on_map(33.0, 43.0 + 40 / (111.32 * 0.8387))
    pixels = east[0] - centre[0]
    assert not any(pixel[3] > 0 for pixel in page.colours_around(33.0, 43.0, radius=pixels * 0.9))
    page.row("Wide").click()
    page.settle()
    assert all(pixel[3] > 0 for pixel in page.colours_around(33.0, 43.0, radius=pixels * 0.9))
    assert not any(pixel[3] > 0 for pixel in page.colours_around(33.0, 43.0, radius=pixels * 1.1))


def test_from_near_the_radius_of_whatever_stands_alone_is_drawn(make_page: Maker, open_page: Opener) -> None:
    table = make_table({**on("2020-01-01"), **at("Somewhere", "IQ", 33.0, 43.0, "near", 10.0), "summary": "Wide"})
    path = make_page(table)
    drawn = {}
    for zoom in ("8", "10"):
        page = open_page(path, f"map={zoom}/33/43")
        east = page.on_map(33.0, 43.0 + 10 / (111.32 * 0.8387))
        pixels = east[0] - page.on_map(33.0, 43.0)[0]
        inside = [pixel[3] > 0 for pixel in page.colours_around(33.0, 43.0, radius=pixels * 0.9)]
        drawn[zoom] = all(inside)
    assert drawn == {"8": False, "10": True}


def test_an_area_that_a_report_brings_is_drawn_in_place_of_a_circle(make_page: Maker, open_page: Opener) -> None:
    import pandas as pd

    table = make_table({**on("2020-01-01"), **at("Between", "IQ", 33.0, 43.0, "near", 60.0), "summary": "Area"})
    shape = "POLYGON ((42.5 32.5, 43.5 32.5, 43.5 33.5, 42.5 33.5, 42.5 32.5))"
    reports = pd.DataFrame([{"incident_id": "i-0", "article_id": "a", "quote": "Somewhere.", "place_shape": shape}])
    page = open_page(make_page(table, reports), "map=8/33/43")
    page.row("Area").click()
    page.settle()

    def opacity(latitude: float, longitude: float) -> int:
        return page.colours_around(latitude, longitude, radius=0)[0][3]

    inside = [opacity(*point) > 0 for point in ((33.4, 43.4), (32.6, 42.6), (33.45, 42.55))]
    outside = [opacity(*point) > 0 for point in ((33.53, 43.0), (33.0, 43.53))]
    assert (inside, outside) == ([True, True, True], [False, False])


def test_a_cluster_shows_its_mix_and_number(make_page: Maker, open_page: Opener) -> None:
    spread = [
        {**on("2020-01-01"), **at("Town", "IQ", 33.0 + k / 1000, 43.0), **sort(layer, kind)}
        for k, (layer, kind) in enumerate(
            [("deployments", "deployment")] * 2 + [("rocket_attacks", "rocket_attack")] * 2
        )
    ]
    page = open_page(make_page(make_table(*spread)), "map=6/33/43")
    ring = page.colours_around(33.0015, 43.0, radius=12)
    assert sum(_is(pixel, BLUE) for pixel in ring) > 100
    assert sum(_is(pixel, AMBER) for pixel in ring) > 100
    page.click_map(33.0015, 43.0)
    assert page.view()[0] > 6


def test_pointing_at_a_mark_shows_what_it_is(designed: Path, open_page: Opener) -> None:
    page = open_page(designed, "map=10/35.5/44.3")
    page.page.mouse.move(*page.on_map(*K1_BASE))
    tip = page.page.locator(".gm-tip")
    expect(tip).to_be_visible()
    assert (
        re.sub(r"\s+", " ", tip.inner_text()) == "Rockets land on a base near Kirkuk 27 Dec 2019 · K-1 Air Base, Iraq"
    )
    page.page.mouse.move(*page.on_map(35.9, 43.9))
    expect(tip).to_be_hidden()


def test_a_cluster_of_what_is_known_by_its_country_has_a_wide_ring_too(make_page: Maker, open_page: Opener) -> None:
    somewhere = at("Kuwait", "KW", *KUWAIT, "country", 100.0)
    town = at("Kuwait City", "KW", 29.3697, 47.9783)
    rows = [{**on("2020-01-01"), **place, **sort("deployments", "deployment")} for place in (somewhere, town) * 2]
    page = open_page(make_page(make_table(*rows)), "map=10/29.45/47.85")
    # Around the cluster itself, which is 12.6 pixels wide.
    assert all(_is(pixel, BLUE) for pixel in page.colours_around(*KUWAIT, radius=17.6))
    assert not any(_is(pixel, BLUE) for pixel in page.colours_around(29.3697, 47.9783, radius=17.6))
