"""Days of publication as files write them."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.articles import read_publication_day

THIRD = datetime.date(2020, 1, 3)


@pytest.mark.parametrize(
    "text",
    [
        "2020-01-03",
        "2020-1-3",
        "2020/01/03",
        "20200103",
        "20200103T101500Z",
        "2020-01-03T23:30:00-05:00",
        "2020-01-03 10:00:00+00:00",
        "3 January 2020",
        "3rd Jan. 2020",
        "Jan. 3, 2020",
        "January 3rd, 2020 at 10:45 a.m. EST",
        "Fri, 03 Jan 2020 10:00:00 GMT",
        "Friday 3 January 2020 19.45 GMT",
        "Published: 3 JANUARY 2020 • 9:02AM",
        "Updated 6:51 PM ET, Fri January 3, 2020",
        "1578009600",
        "1578009600000",
    ],
)
def test_a_full_day_is_read_however_it_is_written(text: str) -> None:
    assert read_publication_day(text) == THIRD


@pytest.mark.parametrize(
    "text",
    """2020|January 2020|January 3|10:45|tomorrow|Friday|3/4/2020|1/2/20|31/02/2020|0000-00-00|2020-13-45|2020-02-30
    |0001-01-01|9999-12-31|+275760-09-13|NULL|#N/A|Jan 3 Jan 4 2020 x|99999999999999999999999|""".split("|"),
)
def test_what_is_not_certainly_a_day_is_none_and_never_today(text: str) -> None:
    assert read_publication_day(text) is None


def test_numbers_alone_need_to_be_told_which_comes_first_unless_one_cannot_be_a_month() -> None:
    assert [read_publication_day("3/4/2020", day_first=order) for order in (None, True, False)] == [
        None,
        datetime.date(2020, 4, 3),
        datetime.date(2020, 3, 4),
    ]
    assert read_publication_day("13/4/2020") == read_publication_day("4/13/2020") == datetime.date(2020, 4, 13)


@given(st.dates(datetime.date(1600, 1, 1), datetime.date(2500, 12, 31)))
def test_an_iso_day_is_read_as_it_is(day: datetime.date) -> None:
    assert read_publication_day(day.isoformat()) == day


@given(st.text(max_size=40) | st.from_regex(r"[0-9/.:, a-zA-Z+-]{0,40}", fullmatch=True))
def test_any_text_is_a_day_or_none(text: str) -> None:
    assert isinstance(read_publication_day(text), (datetime.date, type(None)))
