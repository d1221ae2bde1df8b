"""What a reader sees and does, for the tests: counts, dates, the marks on the canvas."""

from __future__ import annotations

import re
from typing import Any

import pandas as pd

SHOWN_STATUSES = ("occurred", "ongoing", "failed")
NEVER = ("threatened", "denied", "hypothetical")


def shown_at_first(incidents: pd.DataFrame) -> pd.DataFrame:
    """The rows that the page shows before anything is touched."""
    announced = (incidents["status"] == "planned") & incidents["kind"].isin(["deployment", "withdrawal"])
    return incidents[incidents["status"].isin(SHOWN_STATUSES) | announced]


def may_fall_inside(incidents: pd.DataFrame, first: str, last: str) -> pd.Series:
    """Whether each row's interval touches the days; undated rows do."""
    undated = incidents["date_start"].isna()
    return undated | ((incidents["date_start"] <= last) & (incidents["date_end"] >= first))


def shown_count(page: Any) -> int:
    """How many incidents the page says that it shows."""
    text = page.locator(".gm-sentence").inner_text()
    if "No incident" in text or "no incidents" in text:
        return 0
    return int(re.match(r"([\d,]+)", text)[1].replace(",", ""))


def choose_dates(page: Any, first: str, last: str) -> None:
    for label, day in (("From", first), ("To", last)):
        field = page.get_by_label(label, exact=True)
        field.fill(day)
        field.blur()
    settle(page)


def settle(page: Any) -> None:
    """Two frames: what was asked for is done and drawn."""
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())))")


def colours_on_map(page: Any) -> int:
    """How many pixels of the marks' canvas are painted."""
    return page.evaluate(
        """() => {
            const canvas = document.querySelector('.gm-marks');
            const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
            let painted = 0;
            for (let i = 3; i < data.length; i += 4) if (data[i] > 0) painted += 1;
            return painted;
        }"""
    )


def open_card(page: Any, text: str | None = None) -> Any:
    """Select the first incident of the list, or the first with the text, and give its card."""
    rows = page.locator(".gm-row")
    (rows.filter(has_text=text).first if text else rows.first).click()
    card = page.locator(".gm-card")
    card.wait_for()
    card.locator("h2").wait_for()
    return card
