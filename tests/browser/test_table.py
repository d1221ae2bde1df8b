from geomap.maps import draw_map
from tests.browser.pages import settle, shown_at_first
from tests.maps.made_incidents import make_incidents


def open_table(page):
    page.get_by_role("button", name="Show the table").click()
    page.locator(".gm-table-row[data-index='0']").wait_for()


def cells(page, column, count=12):
    return [
        page.locator(f".gm-table-row[data-index='{at}'] [data-column={column}]").inner_text() for at in range(count)
    ]


def test_the_table_has_a_row_for_every_shown_incident(open_page, map_file, incidents):
    page = open_page(map_file)
    open_table(page)
    assert page.get_by_role("grid").get_attribute("aria-rowcount") == str(len(shown_at_first(incidents)) + 1)
    page.get_by_role("switch", name="Protests").click()
    left = (shown_at_first(incidents)["layer"] != "protests").sum()
    assert page.get_by_role("grid").get_attribute("aria-rowcount") == str(left + 1)


def test_columns_sort_both_ways_with_the_missing_last(open_page, map_file, incidents):
    page = open_page(map_file)
    open_table(page)
    killed = shown_at_first(incidents)["killed_low"].dropna().astype(int)
    head = page.get_by_role("button", name="Sort by Killed")
    head.click()
    settle(page)
    tops = [int(text.split(" ")[0].replace("nobody", "0")) for text in cells(page, "killed")]
    assert tops == sorted(killed, reverse=True)[:12]
    assert page.locator("[role=columnheader][data-column=killed]").get_attribute("aria-sort") == "descending"
    head.click()
    settle(page)
    assert [text.split(" ")[0].replace("nobody", "0") for text in cells(page, "killed")] == [
        str(number) for number in sorted(killed)[:12]
    ]


def test_the_whole_table_is_reached_with_the_keyboard(open_page, map_file, incidents):
    page = open_page(map_file)
    open_table(page)
    last = len(shown_at_first(incidents)) - 1
    assert page.evaluate("() => document.activeElement.dataset.index") == "0"
    page.keyboard.press("ArrowDown")
    assert page.evaluate("() => document.activeElement.dataset.index") == "1"
    page.keyboard.press("End")
    settle(page)
    assert page.evaluate("() => document.activeElement.dataset.index") == str(last)
    page.keyboard.press("Enter")
    page.locator(".gm-card h2").wait_for()
    text = page.locator(f".gm-table-row[data-index='{last}'] [data-column=summary]").inner_text()
    assert page.locator(".gm-card h2").inner_text() == text


def test_many_rows_scroll_without_being_there(open_page):
    page = open_page(draw_map(make_incidents(5000).assign(status="occurred")))
    open_table(page)
    page.keyboard.press("End")
    settle(page)
    assert page.evaluate("() => document.activeElement.getAttribute('aria-rowindex')") == "5001"
    assert page.locator(".gm-table-row").count() < 80
