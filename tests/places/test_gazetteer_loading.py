"""Gazetteer files of users: what is read, what is refused and in which words, and who wins."""

from __future__ import annotations

import json
import multiprocessing
import pickle
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from geomap.errors import GazetteerError
from geomap.places.digests import content_digest
from geomap.places.gazetteer import open_gazetteer
from geomap.places.index import Row
from geomap.places.layers import Source, cache_folder, open_layer
from geomap.places.sources import check_file, read_file
from tests.places.gazetteer_files import cache_with_shipped_index

SHARED = Path(__file__).parents[3] / "shared" / "hostile" / "make_hostile.py"
HEADER = "place_id,name,latitude,longitude,country\n"


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return cache_with_shipped_index(tmp_path_factory.mktemp("cache"))


def written(folder: Path, text: str | bytes, name: str = "places.csv") -> Path:
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def dump_line(
    number: int, name: str, *, feature: str = "P.PPL", people: int = 0, others: str = "", admin1: str = ""
) -> str:
    kind, code = feature.split(".")
    cells = [str(number), name, name, others, "36.3", "43.1", kind, code, "IQ", "", admin1, "", "", "", str(people)]
    return "\t".join([*cells, "", "", "", "2026-01-01"]) + "\n"


def test_all_columns_of_a_table_are_read(tmp_path: Path):
    path = written(
        tmp_path,
        "place_id,name,other_names,kind,latitude,longitude,radius_km,country,admin1,population,note\n"
        'hq,Camp Amber,"Amber Base|Amber",air base,33.5,44.25,2.5,iq,Anbar,1200,"made up, for a test"\n',
    )
    assert list(read_file(path, [])) == [
        Row(
            "hq", "Camp Amber", "air_base", 33.5, 44.25, 2.5, "IQ", "Anbar", 1200, ("Amber Base", "Amber"), (),
            "made up, for a test", "places.csv",
        )
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "line", "parts"),
    [
        ("", 1, ["empty"]),
        (HEADER, 1, ["no places"]),
        ("place_id,name,longitude\na,Mosul,43\n", 1, ["no column latitude", "place_id, name, longitude"]),
        ("name latitude longitude\nMosul 36 43\n", 1, ["no column name", "commas"]),
        ("name,lat,lat,lon\nMosul,1,1,2\n", 1, ["a column is there twice", "'lat'"]),
        (HEADER + "a,Mosul,148,43,IQ\n", 2, ["latitude is out of range", "'148'", "-90 to 90", "swapped"]),
        (HEADER + "a,Mosul,36,181,IQ\n", 2, ["longitude is out of range", "'181'"]),
        (HEADER + "a,Mosul,nan,43,IQ\n", 2, ["latitude is not a number", "'nan'"]),
        (HEADER + "a,Mosul,36,,IQ\n", 2, ["longitude is empty"]),
        (HEADER + "a,Mosul,٣٦,43,IQ\n", 2, ["latitude is not a number"]),
        (HEADER + "a,Mosul,1_0,43,IQ\n", 2, ["latitude is not a number", "'1_0'"]),
        (HEADER + "a,Mosul,43.119,36.335,UA\nb,Kyiv,30.52,50.45,UA\n", 3, ["look swapped", "swap the columns"]),
        (HEADER + "\n# no comment\n", 3, ["1 cells where the header has 5"]),
        (HEADER + "a,Mosul,36,43,IQ\n\na,Erbil,36,44,IQ\n", 4, ["same place_id as in line 2", "'a'"]),
        (HEADER + ",Mosul,36,43,IQ\n,Mosul,36,43,IQ\n", 3, ["same place as in line 2"]),
        (HEADER + "a,,36,43,IQ\n", 2, ["the name is empty"]),
        (HEADER + "a,Mosul,36\n", 2, ["3 cells where the header has 5"]),
        (HEADER + 'a,"Mosul,36,43,IQ\nb,Erbil,36,44,IQ\n', 2, ["quotation mark", "never closed"]),
        ("name;latitude;longitude\nMosul;36,335;43,1\n", 2, ["latitude is not a number", "decimal point"]),
        ("name,latitude,longitude,radius\nMosul,36,43,-4\n", 2, ["radius_km is not a distance", "'-4'"]),
        ('{"type": "FeatureCollection", "features": []}', 1, ["JSON", ".geojson"]),
        (b"\x00\x01\x02\x03 name", 1, ["binary"]),
        (b"%PDF-1.7 name,latitude", 1, ["PDF"]),
    ],
)
def test_a_bad_table_is_refused_by_file_line_and_reason(tmp_path: Path, text, line: int, parts: list[str]):
    path = written(tmp_path, text)
    with pytest.raises(GazetteerError) as caught:
        check_file(path)
    assert (caught.value.path, caught.value.line) == (str(path), line)
    assert str(caught.value).startswith(str(path))
    assert "\n" not in str(caught.value)
    for part in parts:
        assert part in str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        (HEADER + "a,São Tomé,0.3,6.7,ST\n").encode("latin-1"),
        (HEADER + "a,São Tomé,0.3,6.7,ST\n").encode("utf-8-sig"),
        (HEADER + "a,São Tomé,0.3,6.7,ST\n").encode("utf-16"),
        (HEADER + "a,São Tomé,0.3,6.7,ST\n").replace(",", ";"),
        (HEADER + "a,São Tomé,0.3,6.7,ST\n").replace(",", "\t"),
        (HEADER + "a,São Tomé,0.3,6.7,ST\n").replace("\n", "\r\n"),
        "# two lines of comment,\n# before the header\n" + HEADER + "a,São\u200b  Tomé,0.3,6.7,ST",
        "ID,Name,LAT,Lng,Country Code,country\na,São Tomé,0.3,6.7,x,São Tomé and Príncipe\n".replace("São T", "São T"),
    ],
)
def test_encodings_separators_and_line_ends_make_no_difference(tmp_path: Path, text):
    (row,) = read_file(written(tmp_path, text), [])
    assert (row.place_id, row.name, row.latitude, row.longitude, row.country) == ("a", "São Tomé", 0.3, 6.7, "ST")


def test_odd_rows_are_taken_with_a_warning(tmp_path: Path):
    path = written(
        tmp_path,
        "name,latitude,longitude,country,population,kind\n"
        "Null,0,0,IQ,,\nX,33,44,IQ,,\nAmber,33,44,Ruritania,-5,castle\nFar Away,10,10,IQ,1e3,city\n \u200b,1,1,,,\n",
    )
    warnings: list[str] = []
    rows = list(read_file(path, warnings))
    assert [row.name for row in rows] == ["Null", "X", "Amber", "Far Away"]
    assert [(row.country, row.population, row.kind) for row in rows[2:]] == [
        (None, None, "settlement"),
        ("IQ", 1000, "city"),
    ]
    assert [warning.split(": ", 1)[0] for warning in warnings] == [f"places.csv:{n}" for n in (2, 3, 4, 4, 4, 5, 6)]


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path):
    for path in (tmp_path / "nothing.csv", tmp_path):
        with pytest.raises(GazetteerError, match=str(path)):
            open_gazetteer([path])


def test_bare_numbers_as_ids_belong_to_their_file(tmp_path: Path):
    first = written(tmp_path, "id,name,lat,lon\n1,Amber,36,43\n", "one.csv")
    second = written(tmp_path, "geonameid,name,lat,lon\n98182,Baghdad,33.3,44.4\n", "two.csv")
    assert [row.place_id for path in (first, second) for row in read_file(path, [])] == ["one:1", "geonames:98182"]


def test_a_dump_is_read_with_kinds_other_names_and_divisions(tmp_path: Path):
    lines = [
        dump_line(1, 'Quote"s', people=60_000, others="Other One,kuot,QQQ"),
        dump_line(2, "Sather Field", feature="S.AIRB", admin1="07"),
        dump_line(3, "Old Division", feature="A.ADM1H"),
        "\n",
    ]
    path = written(tmp_path, "".join(lines), "IQ.txt")
    with zipfile.ZipFile(tmp_path / "IQ.zip", "w") as archive:
        archive.writestr("readme.txt", "about")
        archive.write(path, "IQ.txt")
    rows = list(read_file(path, []))
    assert [(row.place_id, row.name, row.kind, row.other_names, row.weak_names) for row in rows] == [
        ("geonames:1", 'Quote"s', "city", ("Other One",), ("QQQ",)),
        ("geonames:2", "Sather Field", "air_base", (), ()),
    ]
    assert rows[1].admin1 == "Baghdad Governorate"
    assert list(read_file(tmp_path / "IQ.zip", [])) == rows


def test_other_names_come_from_the_alternate_names_file_when_there_is_one(tmp_path: Path):
    path = written(tmp_path, dump_line(7, "Amber", others="Soup") + dump_line(8, "Birch"), "IQ.txt")
    names = written(
        tmp_path,
        "1\t7\ten\tAmber Town\t\t\t\t\n2\t8\tlink\thttps://example.org\n3\t7\tde\tBernstein\t\t\t\t\n"
        "4\t9\ten\tNobody\n5\t7\t\tAmbra\n6\t7\ten\tOld Amber\t\t\t\t1\n",
        "alternateNames.txt",
    )
    rows = list(read_file(path, [], names))
    assert [(row.other_names, row.weak_names) for row in rows] == [
        (("Amber Town", "Ambra"), ("Bernstein", "Old Amber")),
        ((), ()),
    ]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (dump_line(2, "B").replace("36.3", "north"), "not on the globe"),
        (dump_line(2, "B").replace("36.3", "nan"), "not on the globe"),
        ("2\tB\tB\t\t36\n", "5 columns where a GeoNames dump has 19"),
        (dump_line(1, "B"), "the same id as in line 1"),
    ],
)
def test_a_bad_dump_is_refused_by_line(tmp_path: Path, line: str, reason: str):
    path = written(tmp_path, dump_line(1, "A") + line, "IQ.txt")
    with pytest.raises(GazetteerError, match=reason) as caught:
        check_file(path)
    assert caught.value.line == 2


def test_a_damaged_archive_is_refused(tmp_path: Path):
    with zipfile.ZipFile(tmp_path / "IQ.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("IQ.txt", "".join(dump_line(n, f"Name {n * n}") for n in range(2000)))
    whole = (tmp_path / "IQ.zip").read_bytes()
    with pytest.raises(GazetteerError, match="the archive is damaged"):
        check_file(written(tmp_path, whole[: len(whole) // 2], "cut.zip"))
    with pytest.raises(GazetteerError, match=r"wiped\.zip"):
        check_file(written(tmp_path, whole[:2000] + bytes(500) + whole[2500:], "wiped.zip"))
    with zipfile.ZipFile(tmp_path / "two.zip", "w") as archive:
        archive.writestr("IQ.txt", dump_line(1, "A"))
        archive.writestr("IR.txt", dump_line(2, "B"))
    with pytest.raises(GazetteerError, match="2 tables in the archive"):
        check_file(tmp_path / "two.zip")


def test_geojson_features_become_places(tmp_path: Path):
    ring = [[44.0, 33.0], [44.2, 33.0], [44.2, 33.2], [44.0, 33.2], [44.0, 33.0]]
    features = [
        {"type": "Feature", "geometry": {"type": "Point", "coordinates": [43.1, 36.3]},
         "properties": {"name": "Amber", "kind": "dam", "other_names": ["Ambra"], "population": None}, "id": "x"},
        {"type": "Feature", "geometry": {"type": "Polygon", "coordinates": [ring]}, "properties": {"Name": "Field"}},
    ]  # fmt: skip
    path = written(tmp_path, json.dumps({"type": "FeatureCollection", "features": features}), "a.geojson")
    first, second = read_file(path, [])
    assert (first.place_id, first.name, first.kind, first.latitude, first.longitude) == (
        "x",
        "Amber",
        "dam",
        36.3,
        43.1,
    )
    assert first.other_names == ("Ambra",)
    assert (second.latitude, second.longitude) == (33.1, 44.1)
    assert second.radius_km == pytest.approx(14.5, abs=0.2)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ("{", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ('{"type": "Topology"}', "not a FeatureCollection"),
        ('{"type": "FeatureCollection", "features": []}', "no places"),
        ('{"type": "Feature", "properties": {"name": "A"}, "geometry": null}', "feature 1: no geometry"),
        (
            '{"type": "Feature", "properties": {}, "geometry": {"type": "Point", "coordinates": [1, 2]}}',
            "feature 1: no name",
        ),
        (
            '{"type": "Feature", "properties": {"name": "A"}, "geometry": {"type": "Point", "coordinates": [36, 148]}}',
            "feature 1: a position is not on the globe",
        ),
    ],
)
def test_bad_geojson_is_refused_by_feature(tmp_path: Path, data: str, reason: str):
    with pytest.raises(GazetteerError, match=reason):
        check_file(written(tmp_path, data, "a.geojson"))


def test_the_users_rows_win_over_shipped_ones_and_later_files_over_earlier_ones(tmp_path: Path, cache: Path):
    first = written(tmp_path, HEADER + "m,Mosul,36.30,43.10,IQ\n", "first.csv")
    second = written(tmp_path, HEADER + "m,Mosul,36.31,43.11,IQ\nb,Brand New Place,1,2,\n", "second.csv")
    with open_gazetteer([first, second], cache_dir=cache, data_dir=tmp_path) as gazetteer:
        near = [entry for entry in gazetteer.lookup("mosul") if entry.place.country == "IQ"]
        assert [(entry.layer, entry.place.latitude, entry.place.origin) for entry in near] == [
            ("user", 36.31, "second.csv")
        ]
        assert gazetteer.full_place("m").latitude == 36.31
        assert [entry.place.place_id for entry in gazetteer.lookup("Brand New Place")] == ["b"]
        assert gazetteer.lookup("Basra")[0].layer != "user"


def test_a_dump_adds_places_and_names_and_leaves_the_shipped_ones_as_they_are(tmp_path: Path, cache: Path):
    path = written(
        tmp_path,
        dump_line(98182, "Baghdad", feature="P.PPLC", people=7_000_000, others="Bagdad City of Tests")
        + dump_line(990000001, "Tell Amber Hamlet"),
        "IQ.txt",
    )
    with open_gazetteer(cache_dir=cache, data_dir=tmp_path) as gazetteer:
        before = gazetteer.lookup("Baghdad")[0].place
    with open_gazetteer([path], cache_dir=cache, data_dir=tmp_path) as gazetteer:
        assert [entry.place for entry in gazetteer.lookup("Baghdad") if entry.place.place_id == before.place_id] == [
            before
        ]
        assert [entry.place for entry in gazetteer.lookup("Bagdad City of Tests")] == [before]
        assert [(entry.place.kind, entry.layer) for entry in gazetteer.lookup("Tell Amber Hamlet")] == [
            ("settlement", "dump")
        ]


def test_a_changed_file_is_read_again_and_an_unchanged_one_is_not(tmp_path: Path, cache: Path):
    path = written(tmp_path, HEADER + "a,Amberville,36,43,IQ\n")
    with open_gazetteer([path], cache_dir=cache, data_dir=tmp_path) as gazetteer:
        first = gazetteer.fingerprint
        index = gazetteer.layers[0].index.path
    stamp = index.stat().st_mtime_ns
    with open_gazetteer([path], cache_dir=cache, data_dir=tmp_path) as gazetteer:
        assert gazetteer.fingerprint == first
    assert index.stat().st_mtime_ns == stamp
    path.write_text(HEADER + "a,Amberqvist,36,43,IQ\n")
    with open_gazetteer([path], cache_dir=cache, data_dir=tmp_path) as gazetteer:
        assert gazetteer.fingerprint != first
        assert gazetteer.lookup("Amberville") == ()
        assert [entry.place.name for entry in gazetteer.lookup("Amberqvist")] == ["Amberqvist"]


def test_a_damaged_index_is_built_again(tmp_path: Path, cache: Path):
    path = written(tmp_path, HEADER + "a,Amberford,36,43,IQ\n")
    with open_gazetteer([path], cache_dir=cache, data_dir=tmp_path) as gazetteer:
        index = gazetteer.layers[0].index.path
    whole = index.read_bytes()
    for damaged in (b"", whole[:1000], bytes(len(whole)), whole[:-5], b"garbage" * 1000):
        index.write_bytes(damaged)
        with open_gazetteer([path], cache_dir=cache, data_dir=tmp_path) as gazetteer:
            assert [entry.place.name for entry in gazetteer.lookup("Amberford")] == ["Amberford"]
        assert index.read_bytes() == whole


def test_the_digest_of_a_large_file_follows_its_content(tmp_path: Path):
    path = written(tmp_path, b"x" * 5_000_000, "large.txt")
    first = content_digest(path, tmp_path)
    assert content_digest(path, tmp_path) == first
    path.write_bytes(b"x" * 4_999_999 + b"y")
    assert content_digest(path, tmp_path) != first


def build_slowly(folder: str) -> str:
    def rows(warnings: list[str]):
        for number in range(300):
            time.sleep(0.001)
            yield Row(f"p{number}", f"Place {number}", "town", 1.0, 2.0, 1.0)

    layer = open_layer(Source("user", "slow rows", "the same", rows), Path(folder))
    return f"{layer.fingerprint} {layer.index.row_count}"


def test_two_runs_that_start_at_once_do_each_other_no_harm(tmp_path: Path):
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        results = pool.map(build_slowly, [str(tmp_path)] * 2)
    assert results[0] == results[1]
    assert results[0].endswith(" 300")
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".index", ".lock"]


def test_a_gazetteer_travels_to_another_process_and_finds_the_same(tmp_path: Path, cache: Path):
    path = written(tmp_path, HEADER + "a,Amberton,36,43,IQ\n")
    gazetteer = open_gazetteer([path], cache_dir=cache, data_dir=tmp_path, blocked_names=["Basra"])
    with gazetteer, pickle.loads(pickle.dumps(gazetteer)) as twin:
        assert twin.lookup("Amberton") == gazetteer.lookup("Amberton")
        assert (twin.blocked, twin.fingerprint) == (gazetteer.blocked, gazetteer.fingerprint)


def test_opening_reads_next_to_nothing(cache: Path):
    program = (
        "import sys, resource\n"
        "from pathlib import Path\n"
        "from geomap.places.gazetteer import open_gazetteer\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "gazetteer = open_gazetteer(cache_dir=Path(sys.argv[1]), data_dir=Path(sys.argv[1]) / 'none')\n"
        "gazetteer.find_spans('A blast hit Mosul and Deir ez-Zor near Paris, Texas.')\n"
        "print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024)\n"
    )
    done = subprocess.run([sys.executable, "-c", program, str(cache)], capture_output=True, text=True, check=True)
    assert float(done.stdout) < 50


def test_a_cache_folder_that_cannot_be_written_is_refused(tmp_path: Path):
    file = written(tmp_path, "not a folder")
    with pytest.raises(GazetteerError, match="cannot write to this cache folder"):
        cache_folder(file / "inside")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if not SHARED.is_file():
        pytest.skip("the hostile files of ../shared are not here")
    folder = tmp_path_factory.mktemp("hostile")
    subprocess.run([sys.executable, str(SHARED), str(folder), "--small"], check=True, capture_output=True)
    return folder


def test_every_hostile_gazetteer_ends_as_its_label_says(hostile: Path, cache: Path):
    entries = [json.loads(line) for line in (hostile / "manifest.jsonl").read_text().splitlines()]
    surprises = []
    for entry in entries:
        if entry["role"] != "gazetteer":
            continue
        path = hostile / entry["path"]
        started = time.monotonic()
        try:
            with open_gazetteer([path], cache_dir=cache, data_dir=hostile) as gazetteer:
                (layer,) = [layer for layer in gazetteer.layers if layer.name != "shipped"]
                outcome, rows, message = "accept", layer.index.row_count, ""
        except GazetteerError as error:
            outcome, rows, message = "clear-error", None, str(error)
        expected = entry["rows"] if entry["expect"] == "accept" else None
        if outcome != entry["expect"] or (expected is not None and rows != expected):
            surprises.append((entry["path"], outcome, rows, message))
        if message and (path.name not in message or "\n" in message):
            surprises.append((entry["path"], "unclear", None, message))
        if time.monotonic() - started > entry["budget_s"]:
            surprises.append((entry["path"], "slow", None, ""))
    assert surprises == []
