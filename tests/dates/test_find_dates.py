"""The table, the explanation, and what settings change."""

from __future__ import annotations

import datetime

import pytest

from geomap.dates import explain_dates, find_date_mentions, find_dates
from geomap.records import DateMention

DAY = datetime.date


def test_the_table_begins_with_the_columns_that_users_rely_on() -> None:
    table = find_dates("Rockets fell on Dec. 27, 2019.", "2020-01-03")
    assert list(table.columns[:7]) == ["start", "end", "text", "date_start", "date_end", "precision", "basis"]
    assert table.iloc[0, :7].tolist() == [
        16,
        29,
        "Dec. 27, 2019",
        DAY(2019, 12, 27),
        DAY(2019, 12, 27),
        "day",
        "explicit",
    ]


def test_a_text_without_dates_gives_a_table_without_rows() -> None:
    table = find_dates("The convoy left.", None)
    assert (len(table), list(table.columns[:2])) == (0, ["start", "end"])


def test_a_mention_keeps_its_time_its_zone_and_why() -> None:
    (one,) = find_date_mentions("The alert came at 1 p.m. EST (1800 GMT) on Thursday.", DAY(2020, 1, 3))
    assert one == DateMention(
        start=15,
        end=51,
        text="at 1 p.m. EST (1800 GMT) on Thursday",
        date_start=DAY(2020, 1, 2),
        date_end=DAY(2020, 1, 2),
        precision="day",
        basis="weekday",
        time="13:00",
        time_zone="EST",
        reasons=('the latest one up to publication, "came" looks back', "time of day 13:00 EST"),
    )


def test_an_anchored_date_points_at_the_date_it_counts_from() -> None:
    text = "He died on Jan. 3. Two days later, they voted."
    later = find_date_mentions(text, "2020-01-20")[1]
    assert later.anchor == (11, 17)
    assert text[11:17] == "Jan. 3"


def test_early_and_earlier_keep_the_part_they_point_to() -> None:
    early, earlier = find_date_mentions("Raids began in early March; more came earlier this month.", "2020-04-20")
    assert (early.date_start, early.date_end) == (DAY(2020, 3, 1), DAY(2020, 3, 31))
    assert (early.part_start, early.part_end) == (DAY(2020, 3, 1), DAY(2020, 3, 10))
    assert (earlier.date_start, earlier.date_end) == (DAY(2020, 4, 1), DAY(2020, 4, 30))
    assert (earlier.part_start, earlier.part_end) == (DAY(2020, 4, 1), DAY(2020, 4, 19))


@pytest.mark.parametrize(
    ("settings", "text", "expected", "reason"),
    [
        ({"day_first": True}, "on 3/4/2020", DAY(2020, 4, 3), "by the setting"),
        ({"day_first": False}, "on 3/4/2020", DAY(2020, 3, 4), "by the setting"),
        ({"source_country": "GB"}, "on 3/4/2020", DAY(2020, 4, 3), "as written in GB"),
        ({"source_country": "us"}, "on 3/4/2020", DAY(2020, 3, 4), "as written in US"),
        ({}, "on 3/4/2020 and on 25/3/2020", DAY(2020, 4, 3), "as the text's other dates"),
        ({}, "on 3/4/2020 and on 3/25/2020", DAY(2020, 3, 4), "as the text's other dates"),
        ({}, "on 3/4/2020", DAY(2020, 3, 4), "undecidable: day first it would be 2020-04-03"),
    ],
)
def test_the_order_of_day_and_month_is_decided_with_a_reason(
    settings: dict[str, bool | str], text: str, expected: DAY, reason: str
) -> None:
    one = find_date_mentions(text, "2020-06-01", **settings)[0]  # type: ignore[arg-type]
    assert one.date_start == one.date_end == expected
    assert reason in "; ".join(one.reasons)


def test_a_small_hour_far_east_of_the_source_counts_as_both_days() -> None:
    text = "The drone struck at 00:45 local time Thursday."
    at_home = find_date_mentions(text, "2020-01-03", source_country="IQ")[0]
    abroad = find_date_mentions(text, "2020-01-03", source_country="US")[0]
    assert (at_home.date_start, at_home.date_end) == (DAY(2020, 1, 2), DAY(2020, 1, 2))
    assert (abroad.date_start, abroad.date_end) == (DAY(2020, 1, 2), DAY(2020, 1, 3))


def test_9_11_says_that_it_is_the_name_of_a_day() -> None:
    (one,) = find_date_mentions("He served before 9/11 and after.", "2020-01-03")
    assert one.reasons == ("9/11 is the name of 11 September 2001",)


def test_the_explanation_names_line_days_and_reasons() -> None:
    assert explain_dates("Rockets fell.\nOn Friday they stopped.", "2020-01-03") == (
        "line 2, 17-23  'Friday'  2020-01-03  (day, weekday)\n"
        '    the latest one up to publication, "stopped" looks back'
    )
    assert explain_dates("Rockets fell.", "2020-01-03") == "No date expressions found."
    assert "unresolved, known --12-27  (unknown, none)" in explain_dates("On Dec. 27 it burned.")


@pytest.mark.parametrize("sentence", ["It burned on Friday.", "It burned two days ago.", "It burned last week."])
def test_without_publication_relative_dates_stay_open(sentence: str) -> None:
    (one,) = find_date_mentions(sentence, None)
    assert (one.date_start, one.date_end, one.precision, one.basis) == (None, None, "unknown", "none")
