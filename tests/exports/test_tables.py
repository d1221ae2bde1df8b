"""Tables written and read back, in every format."""

from __future__ import annotations

import csv
import datetime
import io
import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from geomap.errors import OptionError, TableError
from geomap.exports import check_ending, comma_separated, geojson, kml, parquet, read_table, write_table
from geomap.incidents.columns import (
    BOOLEAN,
    DAY,
    INCIDENT_COLUMNS,
    INTEGER,
    NUMBER,
    REPORT_COLUMNS,
    SKIPPED_COLUMNS,
    Column,
)
from geomap.incidents.table import make_frame

FORMULAS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "'=1",
    "''=1",
    " =1",
    "＝1",
    "-5",
    "'quoted'",
    "+964 770",
]
HOSTILE = [
    "{{ 7*7 }}",
    "{% raw %}",
    "</script>",
    "a\u2028b",
    "]]>",
    "null",
    "NA",
    "nan",
    "true",
    "007",
    "1e5",
    '"',
    "\\",
    ";",
]

ROW: dict[str, Any] = {
    "incident_id": "i20200103-1a2b3c",
    "layer": "strikes",
    "kind": "air_strike",
    "status": "occurred",
    "date_start": datetime.date(2020, 1, 2),
    "date_end": datetime.date(2020, 1, 3),
    "date": datetime.date(2020, 1, 3),
    "place": "Baghdad International Airport",
    "latitude": 33.2625,
    "longitude": 44.2346,
    "radius_km": 2.5,
    "targeted_killing": True,
    "killed_low": 0,
    "summary": "Air strike at Baghdad International Airport",
    "quote": "A drone struck two cars, officials said.",
}


def cell_of(column: Column) -> st.SearchStrategy[Any]:
    """Any value that a cell of the column may hold."""
    values: dict[str, st.SearchStrategy[Any]] = {
        INTEGER: st.integers(0, 2**53),
        NUMBER: st.floats(-180, 180).map(lambda value: value + 0.0),
        DAY: st.dates(),
        BOOLEAN: st.booleans(),
    }
    text = st.one_of(st.sampled_from(FORMULAS + HOSTILE), st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
    cell = values.get(column.type, text)
    return cell if column.type == BOOLEAN else st.none() | cell


def tables(columns: tuple[Column, ...]) -> st.SearchStrategy[pd.DataFrame]:
    """Tables of these columns, with any number of rows."""
    row = st.fixed_dictionaries({column.name: cell_of(column) for column in columns})
    return st.lists(row, max_size=4).map(lambda rows: make_frame(rows, columns))


def table_of(*rows: dict[str, Any]) -> pd.DataFrame:
    """An incidents table of the example row, changed as given."""
    return make_frame([{**ROW, **row} for row in rows], INCIDENT_COLUMNS)


@pytest.mark.parametrize("format_", [comma_separated, geojson, parquet], ids=lambda module: module.__name__[15:])
@pytest.mark.parametrize("columns", [INCIDENT_COLUMNS, SKIPPED_COLUMNS], ids=["incidents", "skipped"])
def test_a_table_written_and_read_is_the_same_table(format_: Any, columns: tuple[Column, ...]) -> None:
    @settings(max_examples=15, deadline=None)
    @given(tables(columns))
    def check(table: pd.DataFrame) -> None:
        assert_frame_equal(format_.read(format_.write(table)), table)

    check()


@pytest.mark.parametrize("ending", [".csv", ".geojson", ".parquet"])
def test_a_reports_table_comes_back_from_its_file(ending: str, tmp_path: Path) -> None:
    row = {**ROW, "article_id": "a-1", "published": datetime.date(2020, 1, 5), "quote_start": 0, "quote_end": 40}
    table = make_frame([row, {**row, "article_id": "a-2", "latitude": None, "longitude": None}], REPORT_COLUMNS)
    write_table(table, tmp_path / f"reports{ending}")
    assert_frame_equal(read_table(tmp_path / f"reports{ending}"), table)


@pytest.mark.parametrize("ending", [".csv", ".geojson", ".parquet", ".kml"])
def test_the_same_table_gives_the_same_bytes(ending: str, tmp_path: Path) -> None:
    table = table_of({}, {"incident_id": "i2", "latitude": None, "longitude": None})
    for name in ("one", "two"):
        write_table(table, tmp_path / f"{name}{ending}")
    assert (tmp_path / f"one{ending}").read_bytes() == (tmp_path / f"two{ending}").read_bytes()


def test_pandas_reads_the_columns_and_missing_counts_of_a_csv_cleanly(tmp_path: Path) -> None:
    write_table(table_of({}), tmp_path / "incidents.csv")
    read = pd.read_csv(tmp_path / "incidents.csv")
    assert list(read.columns) == [column.name for column in INCIDENT_COLUMNS]
    assert read.loc[0, ["latitude", "killed_low", "date", "targeted_killing"]].tolist() == [
        33.2625,
        0,
        "2020-01-03",
        True,
    ]
    assert read["killed_high"].isna().all()


def test_a_csv_begins_with_the_mark_by_which_excel_knows_utf_8() -> None:
    assert comma_separated.write(table_of({"place": "Ḩalab"})).startswith(b"\xef\xbb\xbfincident_id,layer,")


@pytest.mark.parametrize("text", FORMULAS[:-3])
def test_no_text_cell_of_a_csv_begins_as_a_formula(text: str) -> None:
    data = comma_separated.write(table_of({"quote": text, "actor": text}))
    row = next(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert (row["quote"][0], row["actor"][0]) == ("'", "'")


def test_a_negative_coordinate_is_a_number_and_not_guarded() -> None:
    data = comma_separated.write(table_of({"longitude": -98.5}))
    assert b",-98.5," in data


def test_a_csv_that_a_spreadsheet_saved_with_semicolons_and_decimal_commas_reads_the_same() -> None:
    text = "incident_id;layer;latitude;longitude;killed_low;date\r\ni1;strikes;33,3;-44;5.0;2020-01-03\r\n"
    read = comma_separated.read(text.encode("cp1252"))
    assert read.to_dict("records") == [
        {
            "incident_id": "i1",
            "layer": "strikes",
            "latitude": 33.3,
            "longitude": -44.0,
            "killed_low": 5,
            "date": datetime.date(2020, 1, 3),
        }
    ]


def test_a_cell_that_does_not_fit_its_column_stays_as_written_for_the_check_to_name() -> None:
    read = comma_separated.read(b"incident_id,latitude,killed_low\ni1,north,five\ni2,33.5,3\n")
    assert read["latitude"].tolist() == ["north", 33.5]
    assert read["killed_low"].tolist() == ["five", 3]


@pytest.mark.parametrize(
    ("name", "data", "complaint"),
    [
        ("a.csv", b"", "is empty"),
        ("a.csv", b"layer,layer\na,b\n", "more than one column named 'layer'"),
        ("a.csv", b"layer,kind\na,b,c\n", "row 2 has 3 cells where the header has 2"),
        ("a.csv", b'layer,kind\n"a,b\n', "not comma-separated"),
        ("a.csv", b"PK\x03\x04", "zip archive"),
        ("a.geojson", b"{", "is not GeoJSON"),
        ("a.geojson", b"[" * 100_000, "is not GeoJSON"),
        ("a.geojson", b'{"type": "Topology"}', "not a GeoJSON feature collection"),
        ("a.parquet", b"PAR1 or not", "is not Parquet"),
    ],
)
def test_a_file_that_is_not_what_its_ending_says_is_named(
    name: str, data: bytes, complaint: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(TableError, match=complaint) as error:
        read_table(tmp_path / name)
    assert name in str(error.value)


def test_an_ending_without_a_format_is_refused_before_any_work() -> None:
    with pytest.raises(OptionError, match=r"map\.xlsx: tables are \.csv, \.geojson, \.kml, \.parquet, not \.xlsx"):
        check_ending("map.xlsx")


def test_geojson_puts_longitude_first_and_gives_a_placeless_row_no_geometry() -> None:
    data = geojson.write(table_of({}, {"incident_id": "i2", "latitude": None, "longitude": None}))
    collection = json.loads(data)
    assert [feature["geometry"] for feature in collection["features"]] == [
        {"type": "Point", "coordinates": [44.2346, 33.2625]},
        None,
    ]
    assert list(collection["features"][0]["properties"]) == [column.name for column in INCIDENT_COLUMNS]
    assert "crs" not in collection


def test_a_point_moved_in_a_map_editor_moves_the_row() -> None:
    collection = json.loads(geojson.write(table_of({})))
    collection["features"][0]["geometry"]["coordinates"] = [44, 33.5]
    read = geojson.read(json.dumps(collection).encode())
    assert read[["latitude", "longitude"]].values.tolist() == [[33.5, 44.0]]


def test_a_number_that_json_lacks_is_null() -> None:
    written = geojson.write(pd.DataFrame({"radius_km": [float("inf"), float("nan")]}))
    assert [feature["properties"] for feature in json.loads(written)["features"]] == [{"radius_km": None}] * 2


def test_half_a_surrogate_pair_is_written_as_a_replacement_character_in_every_format() -> None:
    table = table_of({"quote": "Five \ud800 killed"})
    for format_ in (comma_separated, geojson, parquet):
        assert format_.read(format_.write(table))["quote"].tolist() == ["Five \ufffd killed"]
    assert "Five \ufffd killed" in kml.write(table).decode()


@pytest.mark.parametrize("text", ["]]> <![CDATA[", "<b>&amp;", "\x00\x0b\ufffe\uffffend", "{{ 7*7 }}"])
def test_kml_stays_well_formed_with_hostile_text(text: str) -> None:
    root = ElementTree.fromstring(kml.write(table_of({"quote": text, "layer": text, "summary": text})))
    kept = "".join(character for character in text if character not in "\x00\x0b\ufffe\uffff")
    assert root.findtext(".//{*}Placemark/{*}description") == kept


def test_kml_has_a_folder_per_layer_a_span_of_days_and_longitude_first() -> None:
    table = table_of({}, {"incident_id": "i2", "layer": "rocket_attacks", "date_start": None, "date_end": None})
    root = ElementTree.fromstring(kml.write(table))
    assert [folder.findtext("{*}name") for folder in root.iter("{http://www.opengis.net/kml/2.2}Folder")] == [
        "strikes",
        "rocket attacks",
    ]
    assert [span.findtext("{*}begin") for span in root.iter("{http://www.opengis.net/kml/2.2}TimeSpan")] == [
        "2020-01-02"
    ]
    assert root.findtext(".//{*}Point/{*}coordinates") == "44.2346,33.2625"
