from geomap.maps import draw_map
from tests.browser.pages import settle, shown_at_first, shown_count
from tests.maps.made_incidents import make_incidents


def counts(page):
    return {
        row.locator(".gm-name").inner_text(): int(row.locator(".gm-count").inner_text())
        for row in page.locator(".gm-layer").all()
    }


def test_every_layer_has_its_count_in_reading_order(open_page, map_file, incidents):
    page = open_page(map_file)
    first = shown_at_first(incidents)["layer"].value_counts()
    assert list(counts(page).items()) == [
        (name, first[code])
        for name, code in (
            ("Strikes", "strikes"),
            ("Rocket attacks", "rocket_attacks"),
            ("Bombings", "bombings"),
            ("Clashes", "clashes"),
            ("Abductions", "abductions"),
            ("Protests", "protests"),
            ("Deployments", "deployments"),
            ("Political", "political"),
        )
    ]


def test_a_layer_goes_off_and_its_own_count_stays(open_page, map_file, incidents):
    page = open_page(map_file)
    first = shown_at_first(incidents)
    before = counts(page)
    page.get_by_role("switch", name="Protests").click()
    assert shown_count(page) == (first["layer"] != "protests").sum()
    assert counts(page) == before
    page.get_by_role("button", name="Clear all").click()
    assert shown_count(page) == len(first)


def test_counts_of_one_filter_follow_the_others(open_page, map_file, incidents):
    page = open_page(map_file)
    page.get_by_role("button", name="Filters").click()
    page.get_by_role("group", name="Country").get_by_label("Syria").check()
    syria = shown_at_first(incidents).query("country == 'SY'")
    assert shown_count(page) == len(syria)
    assert counts(page)["Protests"] == (syria["layer"] == "protests").sum()


def test_a_kind_goes_off_alone(open_page, map_file, incidents):
    page = open_page(map_file)
    page.get_by_role("button", name="Kinds of Bombings").click()
    page.get_by_label("Suicide bombing").uncheck()
    first = shown_at_first(incidents)
    assert shown_count(page) == (first["kind"] != "suicide_bombing").sum()


def test_alleged_ones_come_when_asked_for_and_denied_ones_never(open_page, map_file, incidents):
    page = open_page(map_file)
    page.get_by_role("button", name="Filters").click()
    page.get_by_label("Alleged").check()
    assert shown_count(page) == len(shown_at_first(incidents)) + (incidents["status"] == "alleged").sum()
    page.get_by_label("Announced").check()
    page.get_by_label("Historical").check()
    assert shown_count(page) == (incidents["status"] != "denied").sum()
    assert page.get_by_label("Denied").count() == 0


def test_the_least_killed_reports_and_confidence_are_asked_for(open_page, map_file, incidents):
    page = open_page(map_file)
    first = shown_at_first(incidents)
    page.get_by_role("button", name="Filters").click()
    page.get_by_label("Killed, at least").fill("5")
    assert shown_count(page) == (first["killed_low"] >= 5).sum()
    page.get_by_label("Killed, at least").fill("")
    page.get_by_label("Reports, at least").fill("2")
    assert shown_count(page) == (first["report_count"] >= 2).sum()
    page.get_by_label("Reports, at least").fill("")
    page.get_by_label("Confidence, at least").fill("80")
    assert shown_count(page) == (first["confidence"] >= 0.8).sum()


def test_search_finds_all_words_in_any_field_without_case_or_accents(open_page):
    incidents = make_incidents(3).assign(
        status="occurred", summary=["Şanʿāʾ shelled", "Market hit", "Market hit"], actor=[None, "Nusra", "Taliban"]
    )
    page = open_page(draw_map(incidents))
    field = page.get_by_role("searchbox")
    for query, found in (("sanʿaʾ", 1), ("MARKET", 2), ("market nusra", 1), ("market  zzz", 0), ("", 3)):
        field.fill(query)
        page.wait_for_timeout(250)
        settle(page)
        assert (query, shown_count(page)) == (query, found)


def test_search_marks_what_it_found(open_page, map_file):
    page = open_page(map_file)
    page.get_by_role("searchbox").fill("baghdad")
    page.locator(".gm-row mark").first.wait_for()
    assert {mark.inner_text() for mark in page.locator(".gm-row mark").all()} == {"Baghdad"}


def test_changes_are_told_to_screen_readers_once_they_settle(open_page, map_file):
    page = open_page(map_file)
    page.get_by_role("switch", name="Protests").click()
    page.wait_for_timeout(700)
    assert page.locator(".gm-panel [role=status]").inner_text() == f"{shown_count(page)} incidents shown"


def test_nothing_left_says_so(open_page, map_file):
    page = open_page(map_file)
    page.get_by_role("searchbox").fill("nobody wrote this")
    page.get_by_text("No incident fits these filters.").wait_for()
    assert page.get_by_text("Nothing to list.").is_visible()
