"""What a page costs in Chromium, in seconds of CPU: loading it, and what a reader then does.

CPU is that of the page's whole process (all its threads) for loading, and of its main thread for everything after;
waiting for a busy machine is not counted.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SIZE = {"width": 1440, "height": 900}


@contextmanager
def open_browser() -> Iterator[Any]:
    """A Chromium of its own, so that nothing else is in its processes."""
    from playwright.sync_api import sync_playwright

    path = os.environ.get("GEOMAP_CHROMIUM") or shutil.which("chromium")
    if path is None:
        raise SystemExit("this benchmark wants Chromium on the path, or its path in GEOMAP_CHROMIUM")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


def process_seconds(session: Any) -> float:
    """CPU of the page's process since it began, all its threads together.

    Chromium draws parts of its own window, such as the list under its address bar, with pages too; those are other
    processes, busy at the same time, and no cost of ours.
    """
    metrics = session.send("Performance.getMetrics")["metrics"]
    return next(float(one["value"]) for one in metrics if one["name"] == "ProcessTime")


class MeasuredPage:
    """A map of geomap in a browser, and the CPU that its main thread takes.

    ``ready_seconds`` are those of all threads until the page says that it answers, ``load_seconds`` until a first
    filter has worked.
    """

    def __init__(self, browser: Any, path: Path) -> None:
        self.page = browser.new_context(viewport=SIZE, offline=True).new_page()
        self.page.set_default_timeout(120_000)
        self.session = self.page.context.new_cdp_session(self.page)
        self.session.send("Performance.enable")
        self.page.goto(path.as_uri())
        self.page.locator("html[data-ready='1']").wait_for(state="attached")
        self.ready_seconds = process_seconds(self.session)
        sentence = self.page.locator(".gm-sentence")
        shown = sentence.inner_text()
        self.page.locator(".gm-layer").first.click()
        assert sentence.inner_text() != shown, "the first filter does not work"
        # The work of driving the page, to find and hit the layer, is counted in.
        self.load_seconds = process_seconds(self.session)
        self.session.send("Performance.disable")
        self.page.locator(".gm-layer").first.click()
        # The words are read when the page has nothing else to do.
        self.page.wait_for_timeout(1500)
        self.page.locator(".gm-search").fill("warm")
        self.page.wait_for_timeout(1500)
        self.page.locator(".gm-clear").click()
        self.settle()
        self.session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def settle(self) -> None:
        self.page.evaluate(
            """() => new Promise((done) => {
                requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done)));
            })"""
        )

    def cpu(self, act: Callable[[], None]) -> float:
        """Seconds of CPU of the main thread while something is done."""
        before = self._task_seconds()
        act()
        return self._task_seconds() - before

    def _task_seconds(self) -> float:
        metrics = self.session.send("Performance.getMetrics")["metrics"]
        return float(next(one["value"] for one in metrics if one["name"] == "TaskDuration"))

    def filter_step(self, steps: int = 20) -> float:
        """Seconds for one step of a date handle by key, drawn and counted, on average."""
        self.page.locator(".gm-handle-from").focus()

        def act() -> None:
            for _ in range(steps):
                self.page.keyboard.press("ArrowRight")
                self.settle()

        seconds = self.cpu(act) / steps
        self.page.locator(".gm-clear").click()
        self.settle()
        return seconds

    def search(self, words: tuple[str, ...] = ("convoy", "hospital bridge", "dispatch 77", "nowhere")) -> float:
        """Seconds for one text search, on average."""
        field = self.page.locator(".gm-search")

        def act() -> None:
            for word in words:
                field.fill(word)
                # The page waits for the typing to pause.
                self.page.wait_for_timeout(400)

        seconds = self.cpu(act) / len(words)
        self.page.locator(".gm-clear").click()
        self.settle()
        return seconds

    def drag(self, frames: int = 60) -> tuple[float, float]:
        """Seconds of CPU per frame while a handle is dragged, and frames per second that came."""
        box = self.page.locator(".gm-handle-from").bounding_box()
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        self.page.evaluate(
            """() => {
                window.seenFrames = 0;
                const count = () => { window.seenFrames += 1; requestAnimationFrame(count); };
                window.began = performance.now();
                requestAnimationFrame(count);
            }"""
        )
        self.page.mouse.move(x, y)
        self.page.mouse.down()

        def act() -> None:
            for step in range(frames):
                self.page.mouse.move(x + 4 + step * 6, y)

        seconds = self.cpu(act)
        self.page.mouse.up()
        seen, milliseconds = self.page.evaluate("() => [window.seenFrames, performance.now() - window.began]")
        self.page.locator(".gm-clear").click()
        self.settle()
        return seconds / seen, seen / (milliseconds / 1000)
