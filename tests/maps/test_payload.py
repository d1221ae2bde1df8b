import datetime
import gzip

import pandas as pd
import pytest

from geomap.errors import TableError
from geomap.maps.payload import MISSING_DAY, pack_core, pack_details, prepare_incidents
from tests.maps.made_incidents import make_incidents, make_reports
from tests.maps.reading import read_tables


def core_of(incidents):
    meta, tables = read_tables(gzip.decompress(pack_core(prepare_incidents(incidents), {"title": "t"})))
    return meta, tables["incidents"]


def test_points_days_and_words_reach_the_page_as_the_table_has_them():
    row = make_incidents(1).assign(
        latitude=-33.86785, longitude=151.20732, date_start="1983-10-23", date_end="1983-10-24"
    )
    meta, core = core_of(row)
    assert (core["latitude"], core["longitude"]) == ([-3386785], [15120732])
    assert (core["date_start"], core["date_end"]) == ([5043], [5044])
    assert [meta["dictionaries"]["kind"][index] for index in core["kind"]] == row["kind"].tolist()


def test_missing_is_told_from_zero():
    row = make_incidents(1).assign(killed_low=0, killed_high=None, date_start=None, date_end=None, latitude=None)
    _, core = core_of(row)
    assert (core["killed_low"], core["killed_high"], core["date_start"]) == ([0], [-1], [MISSING_DAY])
    assert core["latitude"] == [MISSING_DAY]


def test_the_words_that_the_list_begins_with_come_first():
    incidents = make_incidents(100).assign(summary=[f"Summary {at}" for at in range(100)])
    meta, core = core_of(incidents)
    first = meta["first"]
    dated = core["date_start"].index(MISSING_DAY)
    assert first["row"] == dated - 60
    rows = prepare_incidents(incidents).iloc[dated - 60 : dated]
    assert (first["summary"], first["place"]) == (rows["summary"].tolist(), rows["place"].tolist())


@pytest.mark.parametrize(
    "day", ["2020-01-03", datetime.date(2020, 1, 3), datetime.datetime(2020, 1, 3, 4), pd.Timestamp("2020-01-03")]
)
def test_every_way_to_write_a_day_is_the_same_day(day):
    row = make_incidents(1).assign(date_start=[day], date_end=[day])
    assert core_of(row)[1]["date_start"] == [18264]


def test_a_cell_that_is_no_day_is_an_error_that_names_its_column():
    with pytest.raises(TableError, match="date_start"):
        core_of(make_incidents(1).assign(date_start="3 January"))


def test_a_missing_column_is_named():
    with pytest.raises(TableError, match="latitude"):
        prepare_incidents(make_incidents(2).drop(columns="latitude"))


def test_the_order_of_the_rows_changes_nothing():
    incidents = make_incidents(200)
    shuffled = incidents.sample(frac=1, random_state=5)
    assert pack_core(prepare_incidents(incidents), {}) == pack_core(prepare_incidents(shuffled), {})


def test_undated_incidents_come_last():
    starts = prepare_incidents(make_incidents(300))["date_start"].tolist()
    dated = [day for day in starts if isinstance(day, str)]
    assert len(dated) < 300
    assert starts[: len(dated)] == sorted(dated)


def test_reports_lie_in_the_order_of_their_incidents_with_offsets_into_their_quotes():
    incidents = prepare_incidents(make_incidents(30))
    reports = make_reports(incidents).sample(frac=1, random_state=2)
    _, tables = read_tables(gzip.decompress(pack_details(incidents, reports)))
    packed = tables["reports"]
    assert packed["incident"] == sorted(packed["incident"])
    for owner, quote, start, end in zip(
        packed["incident"], packed["quote"], packed["place_start"], packed["place_end"], strict=True
    ):
        assert quote[start:end] == incidents["place"].iloc[owner]


def test_reports_of_incidents_that_are_not_drawn_are_left_out():
    incidents = prepare_incidents(make_incidents(30))
    _, tables = read_tables(gzip.decompress(pack_details(incidents.head(1), make_reports(incidents))))
    assert set(tables["reports"]["incident"]) == {0}
