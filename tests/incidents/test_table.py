"""Tables say what is in them, and a table edited by hand is checked cell by cell."""

import datetime

import pandas as pd
import pytest

from geomap.errors import TableError
from geomap.incidents.columns import INCIDENT_COLUMNS, REPORT_COLUMNS, SKIPPED_COLUMNS
from geomap.incidents.merging import merge_reports
from geomap.incidents.table import build_tables, check_incidents, keep_wanted_rows
from geomap.records import Skipped
from tests.incidents.builders import report


def table(*reports):
    return build_tables(merge_reports(reports), [])[0]


def problems(frame):
    with pytest.raises(TableError) as caught:
        check_incidents(frame, where="t.csv")
    return list(caught.value.problems)


def test_the_tables_have_their_columns_when_they_are_empty():
    frames = build_tables([], [])
    named = [[column.name for column in columns] for columns in (INCIDENT_COLUMNS, REPORT_COLUMNS, SKIPPED_COLUMNS)]
    assert [list(frame.columns) for frame in frames] == named


def test_every_report_names_its_incident():
    incidents, reports, _ = build_tables(merge_reports([report("a1"), report("a2")]), [])
    assert reports["incident_id"].tolist() == [incidents["incident_id"][0]] * 2


def test_what_was_left_out_is_a_row_with_its_reason():
    _, _, skipped = build_tables([], [Skipped("articles", "empty", path="x.txt")])
    assert skipped[["stage", "reason", "path"]].values.tolist() == [["articles", "empty", "x.txt"]]


def test_a_checked_table_is_the_table():
    frame = table(report("a1", killed=3), report("a2", day="2020-02-02"))
    pd.testing.assert_frame_equal(check_incidents(frame), frame)


@pytest.mark.parametrize(
    ("column", "value", "problem"),
    [
        ("latitude", 148.0, "t.csv, row 2, latitude: 148.0 is out of range; it must be between -90 and 90"),
        ("date_start", "03/01/2020", "t.csv, row 2, date_start: '03/01/2020' is not a day; write YYYY-MM-DD"),
        ("killed_low", "some", "t.csv, row 2, killed_low: 'some' is not a number"),
        ("killed_low", -1, "t.csv, row 2, killed_low: -1 is out of range; it must be at least 0"),
        ("troops", 1.5, "t.csv, row 2, troops: '1.5' is not a whole number"),
        ("targeted_killing", "maybe", "t.csv, row 2, targeted_killing: 'maybe' is neither true nor false"),
        ("longitude", None, "t.csv, row 2, latitude: a point needs both latitude and longitude"),
        ("incident_id", "", "t.csv, row 2, incident_id: is empty; it needs a value"),
        ("date_end", "2019-01-01", "t.csv, row 2, date_end: 2019-01-01 is before date_start 2020-01-03"),
        ("date", "2020-01-09", "t.csv, row 2, date: 2020-01-09 is not between 2020-01-03 and 2020-01-03"),
    ],
)
def test_a_bad_cell_is_named_with_its_row_and_column(column, value, problem):
    frame = table(report("a1")).astype(object)
    frame.loc[0, column] = value
    assert problems(frame) == [problem]


def test_all_bad_cells_are_named_at_once():
    frame = table(report("a1"), report("a2", day="2020-02-02")).astype(object)
    frame.loc[0, "latitude"] = 95
    frame.loc[1, "status"] = "maybe"
    assert [line.split(":")[0] for line in problems(frame)] == ["t.csv, row 3, status", "t.csv, row 2, latitude"]


def test_an_id_used_twice_is_a_problem():
    frame = pd.concat([table(report("a1"))] * 2, ignore_index=True)
    identity = frame["incident_id"][0]
    assert problems(frame) == [f"t.csv, row 3, incident_id: {identity} is already in row 2"]


def test_a_missing_column_is_named():
    frame = table(report("a1")).drop(columns="kind")
    assert problems(frame) == ["kind"]


@pytest.mark.parametrize(
    ("since", "until", "kept"),
    [(None, None, 2), ("2020-01-03", "2020-01-03", 1), ("2020-01-04", None, 1), (None, "2020-01-02", 0)],
)
def test_rows_are_kept_when_they_may_fall_inside_the_days(since, until, kept):
    frame = table(report("a1"), report("a2", day="2020-02-02"))
    days = {
        name: datetime.date.fromisoformat(day) if day else None for name, day in (("since", since), ("until", until))
    }
    assert len(keep_wanted_rows(frame, **days)) == kept


def test_rows_of_other_layers_are_left_out():
    frame = table(report("a1"), report("a2", day="2020-02-02", layer="strikes", kind="air_strike"))
    assert keep_wanted_rows(frame, layers=("strikes",))["layer"].tolist() == ["strikes"]
