"""Four times the text takes each stage about four times as long, also where a text is not made of sentences."""

from __future__ import annotations

import csv
import datetime
import gc
import statistics
import time
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from geomap.dates import find_date_mentions
from geomap.events import find_details, find_events
from geomap.incidents import build_reports
from geomap.language import split_sentences
from geomap.options import Options
from geomap.pipeline import Extractor
from geomap.places import link_places
from geomap.records import Article

pytestmark = pytest.mark.slow

_DAY = datetime.date(2020, 1, 5)
_STAGES = ("sentences", "places", "dates", "events", "details", "reports")
_TEXTS = {
    "short sentences": ("Gunmen raided Mosul on Monday. ", 400),
    "sentences without a date or a verb": ("Basra three wounded. ", 500),
    "one line without a full stop": (
        "the raid killed ten villagers near Basra and then troops left for Paris, Texas while ",
        100,
    ),
    "wrapped lines of one sentence": (
        "fighters who stormed a village outside Mosul and the farms\naround it held the roads on\n",
        100,
    ),
    "names alone": ("Abu Omar Paris Aleppo Boston ", 300),
    "paragraphs of news": (
        "A car bomb killed 12 people in Baghdad on 3 January.\n\nPolice in Basra arrested two men on Friday. "
        "Thousands marched in Cairo. Shells fell 20 km south of Aleppo.\n\n",
        80,
    ),
    "one name in two places again and again": ("Shells fell on Paris in Iraq. Paris in Peru was calm. ", 150),
    "names joined by hyphens": ("Berlin-Paris-Tokyo-Cairo-Mumbai-", 80),
    "names in one run of capitals": ("Mosul Basra Erbil Kirkuk ", 250),
    "distances from what is never named": ("A tank burned 3 miles north of the base. It was in Paris. ", 100),
    "no capital letter": ("shells fell on homs and hama while the army left salt lake city. ", 150),
    "a border with one side unsaid": ("In Paris he spoke of the border with Mongolia. ", 100),
}
# A text of places each of which comes once, in its own sentence.
_EACH_ONCE = "names that never come twice"
# Twice what linear growth takes: the machine may be busy, and a square would take 16 times.
_MOST = 8.0


@lru_cache(maxsize=1)
def _names() -> list[str]:
    """Names of curated places, each once, in an order that has nothing to do with where they lie."""
    with (Path(__file__).parents[1] / "gazetteer.csv").open(encoding="utf-8") as lines:
        return sorted({row["name"] for row in csv.DictReader(lines)}, key=lambda name: name[::-1])


def _text(name: str, times: int) -> str:
    if name == _EACH_ONCE:
        return "".join(f"The old road goes by {place} to the sea. " for place in _names()[: 300 * times])
    piece, count = _TEXTS[name]
    return piece * count * times


@lru_cache(maxsize=1)
def _extractor() -> Extractor:
    return Extractor(Options())


def _seconds(text: str) -> dict[str, float]:
    """The CPU seconds of each stage on a text."""
    spent: dict[str, float] = {}

    def timed(stage: str, function: Callable[..., Any], *given: Any, **named: Any) -> Any:
        # A sweep of the garbage collector falls to whichever stage is running, and is longer than the short ones.
        gc.disable()
        start = time.process_time()
        found = function(*given, **named)
        spent[stage] = time.process_time() - start
        gc.enable()
        return found

    article = Article(id="long", text=text, published=_DAY)
    sentences = timed("sentences", split_sentences, text)
    links = timed("places", link_places, text, _extractor().gazetteer, sentences=sentences)
    dates = timed("dates", find_date_mentions, text, _DAY, sentences=sentences)
    events = timed("events", find_events, text, sentences, links, dates, published=_DAY)
    details = timed("details", find_details, text, sentences, events, links, dates)
    timed("reports", build_reports, article, sentences, links, dates, events, details)
    return spent


@lru_cache(maxsize=len(_TEXTS) + 1)
def _growth(name: str) -> dict[str, float]:
    """For each stage how many times as long it takes for four times the text; the middle one of three tries."""
    short, long = _text(name, 1), _text(name, 4)
    # What is kept of names once looked up should not tell between the two.
    _seconds(long)
    tries = [(_seconds(short), _seconds(long)) for _ in range(3)]
    # What takes less than a millisecond is told by the clock's own grain.
    return {
        stage: statistics.median(more[stage] / max(0.001, less[stage]) for less, more in tries) for stage in _STAGES
    }


@pytest.mark.parametrize("stage", _STAGES)
@pytest.mark.parametrize("name", [*_TEXTS, _EACH_ONCE])
def test_four_times_the_text_takes_less_than_eight_times_as_long(name: str, stage: str) -> None:
    growth = _growth(name)[stage]
    assert growth < _MOST, f"{stage} of {name}: {growth:.1f} times as long"


def test_a_sentence_without_end_is_parted_at_white_space() -> None:
    text = "and the raid went on " * 500
    spans = [(sentence.start, sentence.end) for sentence in split_sentences(text)]
    assert max(end - start for start, end in spans) <= 1000
    assert "".join(text[start:end] for start, end in spans).replace(" ", "") == text.replace(" ", "")
