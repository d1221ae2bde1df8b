"""The card of one incident: what happened, how sure that is, and who says so."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import expect

from geomap.incidents.corrections import read_corrections
from tests.browser.conftest import Opener


def test_a_card_says_date_place_and_numbers_with_their_precision_and_disagreement(
    designed: Path, open_page: Opener
) -> None:
    page = open_page(designed)
    page.row("Missiles hit").click()
    expect(page.card.get_by_role("heading", level=2)).to_have_text("Missiles hit a convoy at the airport")
    assert page.card.locator(".gm-tag").all_inner_texts() == ["Occurred", "Targeted killing"]
    assert page.facts() == {
        "Date": "3 January 2020 to the day; read from a weekday",
        "Place": "Baghdad International Airport, Iraq at a known facility; within 3 km",
        "Killed": "12 (Harbour Post), at least 9 (Wire Desk)",
        "Injured": "2",
        "Actor": "United States",
        "Target": "convoy",
        "Weapon": "drone",
        "Facility": "Airport",
    }
    assert page.card.locator(".gm-confidence").inner_text().split() == ["Confidence", "95", "%"]


def test_intervals_and_unknown_dates_are_said_in_words(designed: Path, open_page: Opener) -> None:
    page = open_page(designed)
    page.row("Fighting around").click()
    assert page.facts()["Date"] == "December 2019 to the month; the article gives the date"
    page.row("Two engineers").click()
    assert page.facts()["Date"] == "date unknown the articles give no date"
    page.row("Rocket shot").click()
    assert page.facts()["Killed"] == "nobody"
    page.row("west of Aleppo").click()
    assert page.facts()["Killed"] == "at least 4"


def test_every_report_has_its_quote_with_what_where_and_when_marked(designed: Path, open_page: Opener) -> None:
    page = open_page(designed)
    page.row("Missiles hit").click()
    reports = page.card.locator(".gm-report")
    expect(reports).to_have_count(2)
    first = reports.first
    marks = {kind: first.locator(f"mark.gm-mark-{kind}").all_inner_texts() for kind in ("event", "place", "date")}
    assert marks == {"event": ["Missiles hit"], "place": ["the airport"], "date": ["Friday"]}
    assert first.locator("blockquote").inner_text() == (
        "Missiles hit two cars near the airport early on Friday, killing 12 people."
    )
    link = first.get_by_role("link", name="Night at the airport")
    assert link.get_attribute("href") == "https://news.example/airport"
    assert link.get_attribute("rel") == "noopener noreferrer"
    assert first.locator(".gm-outlet").inner_text() == "Harbour Post"
    assert "published 4 January 2020 · according to the police" in first.inner_text()
    assert page.card.get_by_role("heading", level=3).inner_text().startswith("2 reports")
    first.get_by_text("Why").click()
    assert "the place named beside it" in first.inner_text()


def test_an_address_that_is_not_of_the_web_is_text_and_no_link(designed: Path, open_page: Opener) -> None:
    page = open_page(designed)
    page.row("Troops to be sent").click()
    expect(page.card.locator(".gm-report")).to_contain_text("Soldiers on the move")
    expect(page.card.get_by_role("link")).to_have_count(0)


def test_a_card_without_reports_shows_the_incidents_own_quote_and_sources(designed: Path, open_page: Opener) -> None:
    page = open_page(designed)
    page.row("Rockets land").click()
    report = page.card.locator(".gm-report")
    expect(report).to_contain_text("More than thirty rockets landed on the base at dusk.")
    assert report.get_by_role("link", name="Harbour Post").get_attribute("href") == "https://news.example/1"
    page.row("Two engineers").click()
    expect(page.card.locator(".gm-report")).to_contain_text("source not named")


def test_fields_set_by_hand_are_marked(designed: Path, open_page: Opener) -> None:
    page = open_page(designed)
    page.row("Rockets land").click()
    by_hand = page.card.locator("dd", has=page.page.locator(".gm-by-hand"))
    expect(by_hand).to_have_count(1)
    assert "K-1 Air Base" in by_hand.inner_text()


def test_previous_and_next_go_through_the_list(designed: Path, open_page: Opener) -> None:
    page = open_page(designed)
    order = page.rows()
    page.row(order[0]).click()
    title = page.card.get_by_role("heading", level=2)
    expect(title).to_have_text(order[0])
    expect(page.card.get_by_role("button", name="Previous incident")).to_be_disabled()
    following = page.card.get_by_role("button", name="Next incident")
    following.click()
    expect(title).to_have_text(order[1])
    # The keyboard stays on the button, so that it can be pressed again.
    expect(following).to_be_focused()
    page.page.keyboard.press("Enter")
    expect(title).to_have_text(order[2])
    page.card.get_by_role("button", name="Previous incident").click()
    expect(title).to_have_text(order[1])
    assert page.card.locator(".gm-steps .gm-count").inner_text() == f"2 / {len(order)}"


def test_escape_closes_the_card_and_gives_the_focus_back(designed: Path, open_page: Opener) -> None:
    page = open_page(designed)
    row = page.row("Rockets land")
    row.focus()
    page.page.keyboard.press("Enter")
    expect(page.card).to_be_focused()
    page.page.keyboard.press("Escape")
    expect(page.card).to_be_hidden()
    expect(row).to_be_focused()


def test_report_a_mistake_copies_a_row_that_the_corrections_file_takes(
    designed: Path, open_page: Opener, tmp_path: Path
) -> None:
    page = open_page(designed)
    page.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.row("Missiles hit").click()
    page.card.get_by_role("button", name="Report a mistake").click()
    expect(page.card.locator(".gm-note")).to_contain_text("A row for corrections.csv was copied")
    copied = page.page.evaluate("() => navigator.clipboard.readText()")
    head, row = copied.splitlines()
    assert head == "action,incident_id,field,value,other,quote,note"
    # The reader fills in the field and its value.
    filled = row.replace("i-airport,,,", "i-airport,killed_high,11,", 1)
    path = tmp_path / "corrections.csv"
    path.write_text(f"{head}\n{filled}\n", encoding="utf-8")
    (correction,) = read_corrections(path)
    assert (correction.action, correction.incident_id, correction.typed) == ("set", "i-airport", 11)
    assert correction.quote.startswith("Missiles hit two cars")


def test_copy_link_gives_an_address_that_opens_the_same_card(designed: Path, open_page: Opener) -> None:
    page = open_page(designed)
    page.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.row("Parliament votes").click()
    page.card.get_by_role("button", name="Copy link").click()
    expect(page.card.locator(".gm-note")).to_have_text("Copied")
    address = page.page.evaluate("() => navigator.clipboard.readText()")
    assert address.startswith(designed.as_uri() + "#")
    other = open_page(address)
    expect(other.card.get_by_role("heading", level=2)).to_have_text("Parliament votes on foreign troops")


def test_the_card_never_covers_the_mark_that_it_belongs_to(designed: Path, open_page: Opener) -> None:
    page = open_page(designed, "map=7/33.4/37")
    page.row("Missiles hit").click()
    page.page.wait_for_timeout(200)
    x, _ = page.on_map(33.2625, 44.2346)
    box, panel = page.card.bounding_box(), page.page.locator(".gm-panel").bounding_box()
    assert box is not None
    assert panel is not None
    assert panel["x"] + panel["width"] < x < box["x"]
