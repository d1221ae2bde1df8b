"""Layers, kinds, statuses, facets, search and clear all, with counts that follow."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import expect

from tests.browser.conftest import Opener

AT_FIRST = {
    "Strikes": 3,
    "Rocket attacks": 2,
    "Bombings": 0,
    "Clashes": 1,
    "Abductions": 1,
    "Protests": 1,
    "Deployments": 1,
    "Political": 1,
}


def test_layers_are_switches_with_counts(designed: Path, open_page: Opener) -> None:
    page = open_page(designed)
    assert page.layer_counts() == AT_FIRST
    strikes = page.layer("Strikes")
    expect(strikes).to_have_attribute("aria-checked", "true")
    strikes.click()
    expect(strikes).to_have_attribute("aria-checked", "false")
    assert page.shown() == 7
    assert not [row for row in page.rows() if "Jets" in row]
    # A layer that is off still says how many it would bring.
    assert page.layer_counts() == AT_FIRST
    strikes.focus()
    page.page.keyboard.press("Enter")
    assert page.shown() == 10


def test_kinds_are_switched_under_their_layer(designed: Path, open_page: Opener) -> None:
    page = open_page(designed)
    fold = page.page.get_by_role("button", name="Kinds of Rocket attacks")
    interception = page.page.get_by_role("checkbox", name="Interception")
    expect(interception).to_be_hidden()
    fold.click()
    expect(fold).to_have_attribute("aria-expanded", "true")
    interception.uncheck()
    assert page.shown() == 9
    assert page.layer_counts()["Rocket attacks"] == 1
    assert "Rocket shot down over Taji" not in page.rows()


def test_statuses_that_are_not_plain_news_are_off_at_first_and_the_denied_are_never_shown(
    designed: Path, open_page: Opener
) -> None:
    page = open_page(designed)
    page.open_filters()
    counts = {"Alleged": 1, "Failed or intercepted": 1, "Historical": 2, "Occurred": 8, "Announced": 2}
    assert page.option_counts("Status") == counts
    assert page.option("Status", "Alleged").is_checked() is False
    assert page.option("Status", "Historical").is_checked() is False
    assert page.option("Status", "Occurred").is_checked() is True
    # Announced deployments are shown, other plans are not.
    assert page.option("Status", "Announced").evaluate("(box) => box.indeterminate") is True
    assert "Troops to be sent to Kuwait" in page.rows()
    assert "March called for in Najaf" not in page.rows()
    page.option("Status", "Announced").check()
    page.option("Status", "Alleged").check()
    page.option("Status", "Historical").check()
    assert page.shown() == 14
    assert "A strike that was denied" not in page.rows()


def test_facets_choose_and_their_counts_follow_the_other_filters(designed: Path, open_page: Opener) -> None:
    page = open_page(designed)
    page.open_filters()
    assert page.option_counts("Country") == {"Iraq": 6, "Syria": 3, "Kuwait": 1}
    page.layer("Strikes").click()
    assert page.option_counts("Country") == {"Iraq": 5, "Syria": 1, "Kuwait": 1}
    page.layer("Strikes").click()
    page.option("Country", "Iraq").check()
    assert page.shown() == 6
    assert page.layer_counts()["Strikes"] == 1
    page.option("Actor", "United States").check()
    assert page.rows() == ["Missiles hit a convoy at the airport"]
    page.option("Country", "Iraq").uncheck()
    assert page.rows() == ["Missiles hit a convoy at the airport", "Troops to be sent to Kuwait"]
    page.option("Facility", "Airport").check()
    assert page.shown() == 1


def test_the_least_that_an_incident_must_have(designed: Path, open_page: Opener) -> None:
    page = open_page(designed)
    page.open_filters()
    found = {}
    for label, value in (("Killed, at least", "4"), ("Reports, at least", "2"), ("Confidence, at least", "90")):
        page.page.get_by_label(label).fill(value)
        found[label] = page.rows()
        page.page.get_by_label(label).fill("")
    assert found == {
        "Killed, at least": ["Jets strike the west of Aleppo", "Missiles hit a convoy at the airport"],
        "Reports, at least": ["Missiles hit a convoy at the airport"],
        "Confidence, at least": ["Missiles hit a convoy at the airport", "Rockets land on a base near Kirkuk"],
    }
    assert page.shown() == 10


def test_search_looks_into_summary_place_actor_and_quotes_and_marks_what_it_found(
    designed: Path, open_page: Opener
) -> None:
    page = open_page(designed)
    field = page.page.get_by_role("searchbox")
    found = {}
    for query in ("rocket", "kirkuk rocket", "KATAIB", "lawmakers", "a doctor said", "Idlib", "nothing of the kind"):
        field.fill(query)
        page.page.wait_for_timeout(220)
        found[query] = page.rows()
    assert found == {
        "rocket": ["Rocket shot down over Taji", "Rockets land on a base near Kirkuk"],
        "kirkuk rocket": ["Rockets land on a base near Kirkuk"],
        "KATAIB": ["Rockets land on a base near Kirkuk"],
        "lawmakers": ["Parliament votes on foreign troops"],
        "a doctor said": ["Missiles hit a convoy at the airport"],
        "Idlib": ["Fighting around Idlib"],
        "nothing of the kind": [],
    }
    assert page.sentence.inner_text() == "No incident fits these filters."
    field.fill("rocket")
    page.page.wait_for_timeout(220)
    assert page.row("Taji").locator("mark").all_inner_texts() == ["Rocket"]
    assert page.layer_counts()["Rocket attacks"] == 2
    assert page.layer_counts()["Strikes"] == 0


def test_clear_all_brings_everything_back(designed: Path, open_page: Opener) -> None:
    page = open_page(designed)
    clear = page.page.get_by_role("button", name="Clear all")
    expect(clear).to_be_disabled()
    page.open_filters()
    page.layer("Clashes").click()
    page.option("Country", "Iraq").check()
    page.option("Status", "Alleged").check()
    page.page.get_by_label("Killed, at least").fill("1")
    page.choose_dates("2020-01-01", "2020-01-05")
    page.page.get_by_role("searchbox").fill("missiles")
    page.page.wait_for_timeout(220)
    assert page.shown() == 1
    clear.click()
    page.settle()
    assert page.layer_counts() == AT_FIRST
    assert page.dates() == ("2019-12-01", "2020-01-21")
    assert page.page.get_by_role("searchbox").input_value() == ""
    assert page.page.get_by_label("Killed, at least").input_value() == ""
    assert page.option("Country", "Iraq").is_checked() is False
    assert page.option("Status", "Alleged").is_checked() is False
    expect(clear).to_be_disabled()


def test_screen_readers_are_told_how_many_are_shown(designed: Path, open_page: Opener) -> None:
    page = open_page(designed)
    live = page.page.locator("[aria-live=polite]").first
    page.layer("Strikes").click()
    expect(live).to_have_text("7 incidents shown")
    page.page.get_by_role("searchbox").fill("Idlib")
    expect(live).to_have_text("1 incident shown")
