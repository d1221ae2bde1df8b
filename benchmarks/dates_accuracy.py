"""The callable that scorers want: (text, published) -> (start, end, first day, last day), ISO days.

python ../shared/corpora/dates/score_dates.py --path benchmarks --callable dates_accuracy:predict FILE.jsonl
"""

from __future__ import annotations

from geomap.dates import find_date_mentions


def predict(text: str, published: str | None) -> list[tuple[int, int, str, str]]:
    """Resolved mentions only."""
    return [
        (one.start, one.end, one.date_start.isoformat(), one.date_end.isoformat())
        for one in find_date_mentions(text, published)
        if one.date_start is not None and one.date_end is not None
    ]
