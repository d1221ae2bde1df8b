"""Hostile and odd input: never an exception, spans that slice back, time that grows with the text and no faster."""

from __future__ import annotations

import datetime
import random
import statistics
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from geomap.dates import explain_dates, find_date_mentions, find_dates
from geomap.dates.vocabulary import WORDS
from geomap.errors import GeomapError, OptionError

PIECES = [
    *sorted(WORDS),
    "2019", "27", "3rd", "12:45 a.m.", "1800 GMT", "2019-12-27", "3/4/2020", "1980s", "'90s", "Q3", "May", "March",
    "Dec.", "Friday", "Eid al-Fitr", "Easter", "Ashura", "Hanukkah", "Nowruz",
    "twenty-one", "nineteen ninety-six", "9/11",
    "000", "9999", "0001", "31", "30", "29", "BC", "said", "will", "\n\n", "…", "İ", "٢٠١٩", "²", "\x00", "🚀",
]  # fmt: skip
DAYS = st.sampled_from(
    [None, datetime.date(1, 1, 1), datetime.date(9999, 12, 31), datetime.date(2020, 2, 29), datetime.date(2020, 1, 3)]
)


def check(text: str, published: datetime.date | None) -> None:
    end = 0
    for one in find_date_mentions(text, published):
        assert end <= one.start < one.end <= len(text)
        assert text[one.start : one.end] == one.text
        assert (one.date_start is None) == (one.date_end is None)
        assert one.date_start is None or one.date_end is None or one.date_start <= one.date_end
        assert (one.basis == "none") == (one.date_start is None)
        assert (one.precision == "unknown") == (one.date_start is None)
        assert one.reasons
        end = one.end


@given(st.lists(st.sampled_from(PIECES), max_size=14), DAYS, st.sampled_from([" ", "", "-", ", "]))
@example(["following", "ninety", "days"], datetime.date(9999, 12, 31), " ")
@settings(max_examples=250, deadline=None)
def test_words_of_the_calendar_in_any_order_never_raise(
    pieces: list[str], published: datetime.date | None, glue: str
) -> None:
    check(glue.join(pieces), published)


@given(st.text(max_size=60), DAYS | st.dates())
@settings(max_examples=200, deadline=None)
def test_any_text_is_read_without_an_exception(text: str, published: datetime.date | None) -> None:
    check(text, published)


@given(st.dates(), st.sampled_from(["%d %B %Y", "%B %d, %Y", "%Y-%m-%d", "%d %b %Y", "%A, %B %d, %Y"]))
@settings(max_examples=150, deadline=None)
def test_a_full_date_is_read_back(date: datetime.date, form: str) -> None:
    if date.year < 1000:
        return
    text = f"It was signed on {date.strftime(form)} in the capital."
    mentions = find_date_mentions(text, None)
    assert [(one.date_start, one.date_end, one.precision) for one in mentions] == [(date, date, "day")]


@given(st.dates(min_value=datetime.date(1, 1, 8)), st.sampled_from(range(7)))
@settings(max_examples=100, deadline=None)
def test_a_weekday_is_the_latest_one_on_or_before_publication(published: datetime.date, weekday: int) -> None:
    name = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")[weekday]
    (one,) = find_date_mentions(f"The depot burned on {name}.", published)
    assert one.date_start is not None
    assert one.date_start.weekday() == weekday
    assert 0 <= (published - one.date_start).days <= 6


@pytest.mark.parametrize("published", [20200103, "yesterday", "2020-13-01", 1.5, ["2020-01-03"]])
def test_a_publication_day_of_the_wrong_kind_is_a_clear_error(published: object) -> None:
    with pytest.raises(OptionError, match=r"published is .* not a date; write YYYY-MM-DD"):
        find_dates("On Friday.", published)  # type: ignore[arg-type]


@pytest.mark.parametrize("text", [None, b"On Friday.", 3])
def test_a_text_of_the_wrong_kind_is_a_clear_error(text: object) -> None:
    with pytest.raises(GeomapError, match=r"text is .* not a string"):
        find_date_mentions(text, "2020-01-03")  # type: ignore[arg-type]


def test_a_date_time_counts_as_its_day() -> None:
    (one,) = find_date_mentions("It burned today.", datetime.datetime(2020, 1, 3, 23, 59))
    assert one.date_start == datetime.date(2020, 1, 3)


def test_the_same_text_gives_the_same_explanation() -> None:
    text = "On Friday, two days after Dec. 27, it burned again early last year."
    assert explain_dates(text, "2020-01-10") == explain_dates(text, "2020-01-10")


HARD = [
    "2" * 4000, "12/" * 1500, "1-2-" * 1200, "Dec. " * 1000, "Dec. 27 " * 600, "from " * 1000, "between 3 and " * 400,
    "two days after " * 400, "the eve of " * 500, "first half of " * 400, "early " * 1000, "two thousand and " * 400,
    "twenty-" * 900, "'90s " * 900, "(((" * 1500, "\n" * 4000, "\n " * 2000, "2019-" * 900, ", " * 2000,
    "Friday " * 700,
    "a week later " * 350, "3rd of " * 700, "the " * 1200, "between now and " * 300, "9/11 " * 900, "eid al-" * 700,
    "may march " * 500, "12:45 a.m. " * 400, "on the eve of the day after " * 170, "last " * 1000,
]  # fmt: skip


def seconds_per_character(text: str, repeats: int = 3) -> float:
    best = float("inf")
    for _ in range(repeats):
        begin = time.process_time()
        find_date_mentions(text, "2020-01-03", sentences=[])
        best = min(best, time.process_time() - begin)
    return best / len(text)


def random_text(seed: int) -> str:
    source = random.Random(seed)
    words = ("19", "20", "27", "3", "1980s", "Dec", "May ", "Friday ", "of ", "to ", "the ", "and ")
    marks = (*" ,.-/:'()\n", *words)
    return "".join(source.choice(marks) + source.choice(("", " ")) for _ in range(1200))


def test_no_text_takes_ten_times_the_median_per_character() -> None:
    costs = {text: seconds_per_character(text) for text in [random_text(seed) for seed in range(40)]}
    median = statistics.median(costs.values())
    # a busy machine gets a second look
    suspects = [text for text in [*costs, *HARD] if seconds_per_character(text) > 10 * median]
    slow = [text[:40] for text in suspects if seconds_per_character(text, repeats=15) > 10 * median]
    assert slow == []


def test_time_grows_with_the_text_and_no_faster() -> None:
    text = "On Friday, two days after Dec. 27, a convoy left; last week and in recent months others had. "
    short, long = seconds_per_character(text * 40, 9), seconds_per_character(text * 400)
    assert long < 3 * short
