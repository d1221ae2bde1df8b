"""Hostile text in every field: it runs nothing, fetches nothing, breaks nothing, and shows as it was written."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from playwright.sync_api import expect

from geomap.exports import read_table
from tests.browser.conftest import Maker, Opener
from tests.browser.driver import MapPage
from tests.browser.incidents import make_table

SHARED = Path(__file__).parents[3] / "shared" / "hostile"
# A canary that a payload may call, and every way to draw attention that payloads like to take.
_HOOKS = """
window.canary = [];
for (const name of ["alert", "prompt", "confirm", "print", "open", "eval0", "sing"]) {
  window[name] = (...given) => { window.canary.push(`${name} ${given.join(" ")}`); };
}
"""
OWN = [
    "<script>sing(1)</script>",
    "</script><script>sing(2)</script>",
    "<!--<script>",
    "--><img src=x onerror=sing(3)>",
    "<img src=https://evil.example/pixel.png>",
    '"><img src=x onerror="sing(4)">',
    "' onmouseover='sing(5)' x='",
    "<svg/onload=sing(6)>",
    "<svg><style>@import 'https://evil.example/a.css'</style></svg>",
    "<iframe srcdoc='<script>parent.sing(7)</script>'></iframe>",
    "<object data='data:text/html,<script>parent.sing(8)</script>'></object>",
    "<math><mi//xlink:href='data:x,<script>sing(9)</script>'>",
    "<details open ontoggle=sing(10)>",
    "<base href='https://evil.example/'>",
    "<meta http-equiv=refresh content='0;url=https://evil.example/'>",
    "<link rel=stylesheet href=https://evil.example/a.css>",
    "<form action=https://evil.example/><input name=q autofocus onfocus=sing(11)>",
    "<body onload=sing(12)>",
    "javascript:sing(13)",
    "JaVaScRiPt:sing(14)",
    "data:text/html,<script>sing(15)</script>",
    "//evil.example/x",
    'https://evil.example/" onclick="sing(16)',
    "`${sing(17)}`",
    "${sing(18)}",
    "{{ 1000003*7 }}",
    "{{ cycler.__init__.__globals__ }}",
    "{% for i in range(9) %}sing{% endfor %}",
    "{% raw %}",
    "{# nothing #}",
    "{{{ }}} }} %} #}",
    "\\u003cimg src=x onerror=sing(19)\\u003e",
    "&lt;img src=x onerror=sing(20)&gt;",
    "&#60;img src=x onerror=sing(21)&#62;",
    "]]><script>sing(22)</script>",
    "</title><script>sing(23)</script>",
    "</style><script>sing(24)</script>",
    "</textarea><script>sing(25)</script>",
    "\u202ereversed\u202c and \u2066isolated\u2069",
    "null\x00byte, bell\x07 and escape\x1b[31m",
    "line\u2028separator\u2029paragraph",
    "\ud800 alone, \ufffe and \uffff",
    '=HYPERLINK("https://evil.example")',
    "a|b | c\ttab\nline",
    "__proto__",
    "constructor",
    "toString",
    "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘!͖̬̰̙̗̿̋ͥͥ̂ͣ̐́́͜͞",
]
TEXT_FIELDS = (
    "place",
    "place_text",
    "admin1",
    "place_id",
    "actor",
    "target",
    "weapon",
    "summary",
    "quote",
    "sources",
    "urls",
    "members",
    "corrected",
    "merge_reason",
)
REPORT_FIELDS = (
    "article_id",
    "quote",
    "source",
    "title",
    "url",
    "attribution",
    "kind_reason",
    "status_reason",
    "place_reason",
    "date_reason",
    "numbers_reason",
    "place_shape",
)


# So many payloads share an incident, one in each of its reports.
TOGETHER = 12


def _tables(payloads: list[str], **fields: list[str]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """An incident for each payload, which stands in all its fields of text, and a report for each likewise.

    The reports belong to every twelfth incident, twelve to each, and only those incidents count somebody killed; the
    last has no report.
    """
    rows = [
        {
            **dict.fromkeys(TEXT_FIELDS, payload),
            "incident_id": f"i-{at:05}",
            "killed_low": 1 if at % TOGETHER == 0 or at == len(payloads) - 1 else None,
            **{name: some[at] for name, some in fields.items()},
        }
        for at, payload in enumerate(payloads)
    ]
    reports = [
        {
            **dict.fromkeys(REPORT_FIELDS, payload),
            "incident_id": f"i-{at - at % TOGETHER:05}",
            "quote_start": 0,
            "event_start": 0,
            "event_end": 2,
        }
        for at, payload in enumerate(payloads)
    ]
    return make_table(*rows), pd.DataFrame(reports)


def _open(open_page: Opener, path: Path) -> MapPage:
    return open_page(path, script=_HOOKS, viewport={"width": 900, "height": 2600})


def _walk_cards(page: MapPage) -> list[str]:
    """Opens every card in turn with all that unfolds in it; the texts of all quotes."""
    quotes: list[str] = page.page.evaluate(
        """async () => {
            const quotes = [];
            const task = () => new Promise((done) => {
                const { port1, port2 } = new MessageChannel();
                port2.onmessage = done;
                port1.postMessage(0);
            });
            document.querySelector(".gm-list .gm-list-head").scrollIntoView();
            await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
            document.querySelector(".gm-list [data-row]").click();
            for (;;) {
                await task();
                for (const one of document.querySelectorAll(".gm-card blockquote")) quotes.push(one.textContent);
                document.querySelectorAll(".gm-card details").forEach((one) => { one.open = true; });
                const next = document.querySelector(".gm-card [data-step=next]");
                if (next.disabled) return quotes;
                next.click();
            }
        }"""
    )
    return quotes


def _walk_rows(page: MapPage, scroller: str, cell: str) -> set[str]:
    """Scrolls through a long list; the texts of all its rows."""
    texts: list[str] = page.page.evaluate(
        """async ([scroller, cell]) => {
            const found = new Set(), box = document.querySelector(scroller);
            for (let top = 0; ; top += box.clientHeight) {
                box.scrollTop = top;
                await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
                for (const one of document.querySelectorAll(cell)) found.add(one.textContent);
                if (top > box.scrollHeight) return [...found];
            }
        }""",
        [scroller, cell],
    )
    return set(texts)


def _assert_harmless(page: MapPage) -> None:
    assert page.page.evaluate("() => window.canary") == []
    assert page.watch.problems() == []
    foreign = (
        "script:not(head script):not(body > script), iframe, object, embed, form, base, video, audio, math, .geomap img"
    )
    assert page.page.locator(foreign).count() == 0


def _assert_nothing_runs(page: MapPage, payloads: list[str]) -> None:
    wanted = set(payloads)
    page.open_filters()
    page.page.get_by_label("Killed, at least").fill("1")
    assert set(_walk_cards(page)) == wanted
    page.page.keyboard.press("Escape")
    page.page.get_by_role("button", name="Clear all").click()
    assert _walk_rows(page, ".gm-panel-body", ".gm-list .gm-row-summary") == wanted
    page.page.get_by_role("button", name="Show the table").click()
    assert _walk_rows(page, ".gm-table-scroll", ".gm-table [data-index] [data-column=summary]") == wanted
    _assert_harmless(page)


def test_own_payloads_in_every_field_run_nothing_and_show_as_written(
    make_page: Maker, open_page: Opener, tmp_path: Path
) -> None:
    payloads = [payload for payload in OWN if "\ud800" not in payload and "\0" not in payload]
    codes = ("layer", "kind", "facility", "country", "date_basis", "place_basis", "date_precision")
    incidents, reports = _tables(payloads, **dict.fromkeys(codes, payloads))
    everything = "".join(payloads)
    path = make_page(incidents, reports, title=everything, subtitle=everything, note=everything)
    assert "7000021" not in path.read_text("utf-8")
    page = _open(open_page, path)
    assert "<script>sing(1)</script>" in page.page.title()
    assert page.page.locator(".geomap h1").evaluate("(head) => head.textContent") == everything
    assert page.page.locator(".gm-subtitle").evaluate("(one) => one.textContent") == everything
    assert everything in page.page.locator(".gm-bottom .gm-foot").evaluate("(one) => one.textContent")
    _assert_nothing_runs(page, payloads)
    page.page.get_by_role("button", name="Back to the map").click()
    for query in payloads[:8]:
        page.page.get_by_role("searchbox").fill(query)
        page.page.wait_for_timeout(200)
        assert page.shown() >= 1, query
    page.page.get_by_role("button", name="Clear all").click()
    for name, ending in (("CSV", "csv"), ("GeoJSON", "geojson"), ("KML", "kml"), ("PNG", "png")):
        page.page.get_by_role("button", name="Share and save").click()
        with page.page.expect_download() as saved:
            page.page.get_by_role("button", name=name).click()
        page.page.get_by_role("button", name="Share and save").click()
        file = tmp_path / f"saved.{ending}"
        saved.value.save_as(file)
        if ending in ("csv", "geojson"):
            table = read_table(file).set_index("incident_id")
            assert dict(table["quote"]) == dict(incidents.set_index("incident_id")["quote"])
    page.page.pdf()
    assert page.page.locator(".gm-print tbody tr").count() == len(payloads)
    _assert_harmless(page)


def test_payloads_without_scripts_are_words_of_the_overview(make_page: Maker, open_page: Opener) -> None:
    payloads = [payload for payload in OWN if payload.isprintable()]
    path = make_page(*_tables(payloads), title="".join(payloads))
    page = open_page(path, wait=False, java_script_enabled=False)
    cells = page.page.locator(".geomap-overview td:nth-child(4)")
    assert set(cells.all_text_contents()) == set(payloads)
    assert page.page.locator(".geomap-overview :is(img, script, iframe, form, base, style)").count() == 0


def test_an_address_with_payloads_runs_nothing(designed: Path, open_page: Opener) -> None:
    from urllib.parse import quote

    for payload in (OWN[0], OWN[5], OWN[25]):
        text = quote(payload)
        page = open_page(
            designed, f"q={text}&incident={text}&actor={text}&dates={text}..{text}&status=+{text}&size={text}"
        )
        assert page.page.get_by_role("searchbox").input_value() == payload
        assert page.shown() == 0


def _shared_payloads() -> list[str]:
    if not SHARED.exists():
        pytest.skip(f"the payloads are not there: {SHARED}")
    lines = (SHARED / "xss_payloads.txt").read_text("utf-8").splitlines()
    naughty = json.loads((SHARED / "blns.json").read_text("utf-8"))
    return sorted({text for text in [*lines, *naughty] if text.strip() and "\0" not in text})


@pytest.mark.parametrize("part", range(3))
def test_known_payloads_in_every_field_run_nothing_and_show_as_written(
    part: int, make_page: Maker, open_page: Opener
) -> None:
    payloads = _shared_payloads()[part::3]
    page = _open(open_page, make_page(*_tables(payloads), title=payloads[7], subtitle=payloads[8], note=payloads[9]))
    _assert_nothing_runs(page, payloads)


_CONTROL = """<!doctype html><meta charset=utf-8>{policy}<body><div id=box></div><script id=data type=x>{data}</script>
<script>for (const text of JSON.parse(document.getElementById("data").textContent.replaceAll("<\\\\/", "</"))) {{
  const one = document.createElement("p"); one.innerHTML = text; document.getElementById("box").append(one);
}}</script>"""


@pytest.mark.parametrize(
    "policy",
    ["", "<meta http-equiv=Content-Security-Policy content=\"default-src 'none'; script-src 'sha256-{hash}'\">"],
)
def test_the_same_payloads_through_inner_html_are_seen(policy: str, open_page: Opener, tmp_path: Path) -> None:
    """The control: what watches the map does see what runs, or tries to."""
    import base64
    import hashlib

    data = json.dumps([payload for payload in OWN[:20] if "http-equiv" not in payload]).replace("</", "<\\/")
    body = _CONTROL.format(policy="", data=data).rsplit("<script>", 1)[1].rsplit("</script>", 1)[0]
    digest = base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
    path = tmp_path / "control.html"
    path.write_text(_CONTROL.format(policy=policy.format(hash=digest), data=data), encoding="utf-8")
    page = open_page(path, wait=False, script=_HOOKS)
    page.page.wait_for_timeout(300)
    ran: list[Any] = page.page.evaluate("() => window.canary")
    problems = page.watch.problems()
    assert page.page.locator("#box img").count() >= 3
    assert ran if not policy else not ran
    assert problems
    if policy:
        assert any("script-src" in problem for problem in problems)
        assert any("img-src" in problem or "default-src" in problem for problem in problems)
    # All of it is expected here.
    page.page.goto("about:blank")
    for record in (page.watch.requests, page.watch.messages, page.watch.errors):
        record.clear()


def test_a_null_in_a_cell_or_half_a_character_in_the_title_costs_no_page(make_page: Maker, open_page: Opener) -> None:
    rows = [{"summary": "before"}, {"summary": "a\x00bc", "quote": "x\x00y"}, {"summary": "after", "quote": "fine"}]
    page = open_page(make_page(make_table(*rows), title="Half \udcff of it"))
    assert page.rows() == ["after", "abc", "before"]
    page.row("after").click()
    expect(page.card.locator("blockquote")).to_have_text("fine")
    assert page.page.title() == "Half ? of it"
