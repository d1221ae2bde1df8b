"""What a reader does on the page, and what the page gives away about itself while it is done."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

_RECORD_VIOLATIONS = """
window.policyViolations = [];
document.addEventListener("securitypolicyviolation", (event) => {
  window.policyViolations.push(`${event.violatedDirective} ${event.blockedURI}`);
});
"""


class Watch:
    """Collects requests, console messages, errors and violations of the policy from the moment the page is made."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.requests: list[str] = []
        self.messages: list[str] = []
        self.errors: list[str] = []
        self.dialogs: list[str] = []
        self.expected_violations = 0
        page.add_init_script(_RECORD_VIOLATIONS)
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("console", lambda message: self.messages.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("dialog", self._dialog)

    def _dialog(self, dialog: Any) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    def outside_requests(self) -> list[str]:
        """Requests that leave the file; pictures made in the page and the page itself do not."""
        own = self.page.url.split("#")[0]
        return [url for url in self.requests if not url.startswith(("data:", "blob:")) and url.split("#")[0] != own]

    def violations(self) -> list[str]:
        found: list[str] = self.page.evaluate("() => window.policyViolations ?? []")
        return found

    def problems(self) -> list[str]:
        return self.outside_requests() + self.messages + self.errors + self.dialogs + self.violations()


class MapPage:
    """A page with a map of incidents, in the reader's words."""

    def __init__(self, page: Page, watch: Watch) -> None:
        self.page = page
        self.watch = watch

    def wait_until_ready(self) -> None:
        self.page.locator("html[data-ready='1']").wait_for(state="attached")
        # The words follow once the page answers.
        self.page.wait_for_timeout(120)

    # --- what is shown

    @property
    def sentence(self) -> Locator:
        return self.page.locator(".gm-sentence")

    def shown(self) -> int:
        """How many incidents the page says it shows."""
        text = self.sentence.inner_text()
        match = re.match(r"([\d,]+)(?: of [\d,]+)? incident", text)
        return int(match[1].replace(",", "")) if match else 0

    def rows(self) -> list[str]:
        """The summaries of the list, as far as they are in sight once the reader scrolls to it."""
        self._scroll_to_list()
        return self.page.locator(".gm-list .gm-row-summary").all_inner_texts()

    def _scroll_to_list(self) -> None:
        self.page.locator(".gm-list-head").evaluate("(head) => head.scrollIntoView({ block: 'start' })")
        self.settle()

    def row(self, summary: str) -> Locator:
        self._scroll_to_list()
        return self.page.locator(".gm-list .gm-row").filter(has_text=summary)

    def layer(self, name: str) -> Locator:
        return self.page.get_by_role("switch", name=re.compile(rf"^{re.escape(name)}"))

    def layer_counts(self) -> dict[str, int]:
        rows = self.page.locator(".gm-layer")
        names = rows.locator(".gm-name").all_inner_texts()
        counts = rows.locator(".gm-count").all_inner_texts()
        return {name: int(count.replace(",", "")) for name, count in zip(names, counts, strict=True)}

    def open_filters(self) -> None:
        self.page.get_by_role("button", name="Filters", exact=True).click()

    def group(self, name: str) -> Locator:
        return self.page.get_by_role("group", name=name, exact=True)

    def option(self, group: str, name: str) -> Locator:
        return self.group(group).get_by_role("checkbox", name=re.compile(rf"^{re.escape(name)}"))

    def option_counts(self, group: str) -> dict[str, int]:
        rows = self.group(group).locator("label")
        names = rows.locator(".gm-name").all_inner_texts()
        counts = rows.locator(".gm-count").all_inner_texts()
        return {name: int(count.replace(",", "")) for name, count in zip(names, counts, strict=True)}

    # --- dates

    def handle(self, which: str) -> Locator:
        return self.page.get_by_role("slider", name={"from": "First day", "to": "Last day"}[which])

    def dates(self) -> tuple[str, str]:
        return self.page.get_by_label("From", exact=True).input_value(), self.page.get_by_label(
            "To", exact=True
        ).input_value()

    def choose_dates(self, first: str, last: str) -> None:
        self.page.get_by_label("From", exact=True).fill(first)
        self.page.get_by_label("To", exact=True).fill(last)
        self.settle()

    def x_of(self, day: str) -> float:
        """Where a day begins on the histogram, in pixels of the window; read off the handles' values."""
        value: float = self.page.evaluate(
            """(day) => {
                const [from, to] = ["from", "to"].map((name) => document.querySelector(`.gm-handle-${name}`));
                const at = (handle) => Number(handle.getAttribute("aria-valuenow"));
                const left = parseFloat(from.style.left), right = parseFloat(to.style.left);
                const box = document.querySelector(".gm-plot").getBoundingClientRect();
                const wanted = Date.parse(day) / 86400000;
                return box.left + left + ((wanted - at(from)) / (at(to) + 1 - at(from))) * (right - left);
            }""",
            day,
        )
        return value

    def plot_y(self) -> float:
        box = self.page.locator(".gm-plot").bounding_box()
        assert box is not None
        return box["y"] + box["height"] * 0.35

    def drag(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        mouse = self.page.mouse
        mouse.move(*start)
        mouse.down()
        mouse.move(*end, steps=6)
        mouse.up()
        self.settle()

    # --- the map

    def settle(self) -> None:
        """Two frames: the page draws and filters at the next one."""
        self.page.evaluate(
            """() => new Promise((done) => {
                requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 20)));
            })"""
        )

    def on_map(self, latitude: float, longitude: float) -> tuple[float, float]:
        """Where a point lies in the window."""
        x, y = self.page.evaluate(
            """([latitude, longitude]) => {
                const map = window[Object.keys(window).find((name) => name.startsWith("map_"))];
                const point = map.latLngToContainerPoint([latitude, longitude]);
                const box = map.getContainer().getBoundingClientRect();
                return [point.x + box.left, point.y + box.top];
            }""",
            [latitude, longitude],
        )
        return x, y

    def view(self) -> tuple[float, float, float]:
        """Zoom, and latitude and longitude of the middle."""
        zoom, latitude, longitude = self.page.evaluate(
            """() => {
                const map = window[Object.keys(window).find((name) => name.startsWith("map_"))];
                return [map.getZoom(), map.getCenter().lat, map.getCenter().lng];
            }"""
        )
        return zoom, latitude, longitude

    def click_map(self, latitude: float, longitude: float) -> None:
        self.page.mouse.click(*self.on_map(latitude, longitude))
        self.settle()

    def colours_around(
        self, latitude: float, longitude: float, radius: float, *, pane: str = "gm-marks"
    ) -> list[tuple[int, int, int, int]]:
        """The pixels of a canvas on a circle around a point, a step per degree: red, green, blue, opacity."""
        found = self.page.evaluate(
            """([latitude, longitude, radius, pane]) => {
                const map = window[Object.keys(window).find((name) => name.startsWith("map_"))];
                const canvas = document.querySelector(`.leaflet-${pane}-pane canvas`);
                const at = map.latLngToContainerPoint([latitude, longitude]);
                const box = canvas.getBoundingClientRect(), whole = map.getContainer().getBoundingClientRect();
                const density = canvas.width / canvas.clientWidth;
                const reach = Math.ceil(radius * density) + 2;
                const left = Math.round((at.x + whole.left - box.left) * density) - reach;
                const top = Math.round((at.y + whole.top - box.top) * density) - reach;
                const copy = new OffscreenCanvas(2 * reach + 1, 2 * reach + 1);
                const context = copy.getContext("2d", { willReadFrequently: true });
                context.drawImage(canvas, -left, -top);
                const { data } = context.getImageData(0, 0, copy.width, copy.height);
                return Array.from({ length: 360 }, (_, degree) => {
                    const angle = (degree * Math.PI) / 180;
                    const x = reach + Math.round(radius * density * Math.cos(angle));
                    const y = reach + Math.round(radius * density * Math.sin(angle));
                    const first = 4 * (y * copy.width + x);
                    return [...data.slice(first, first + 4)];
                });
            }""",
            [latitude, longitude, radius, pane],
        )
        return [tuple(pixel) for pixel in found]

    # --- card

    @property
    def card(self) -> Locator:
        return self.page.locator(".gm-card")

    def facts(self) -> dict[str, str]:
        """The card's facts, each with its remark."""
        labels = self.card.locator(".gm-facts dt").all_inner_texts()
        values = self.card.locator(".gm-facts dd").all_inner_texts()
        return {label: re.sub(r"\s+", " ", value) for label, value in zip(labels, values, strict=True)}
