"""Speed beside the library that people use, in the same run."""

from __future__ import annotations

import datetime
import time
from collections.abc import Callable

import pytest

from geomap.dates import find_date_mentions

SENTENCES = [
    "Rockets hit the depot on Dec. 27, and two days later jets answered.",
    "The cabinet will vote on Saturday, three weeks before the end of the year.",
    "Late last year the embassy was stormed by a crowd that had gathered on Tuesday.",
]


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_dates_are_found_fifty_times_faster_than_by_search_dates() -> None:
    search = pytest.importorskip("dateparser.search").search_dates
    base = datetime.datetime(2020, 1, 3)

    def cost(find: Callable[[str], object], repeats: int) -> float:
        best = float("inf")
        for _ in range(repeats):
            begin = time.perf_counter()
            for sentence in SENTENCES:
                find(sentence)
            best = min(best, time.perf_counter() - begin)
        return best

    theirs = cost(lambda text: search(text, settings={"RELATIVE_BASE": base}), 2)
    assert theirs > 50 * cost(lambda text: find_date_mentions(text, base), 20)
