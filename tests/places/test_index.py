"""The index file: what goes in comes out, and what is damaged is noticed."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geomap.errors import GazetteerError
from geomap.geometry import sphere_km
from geomap.places.gazetteer import open_gazetteer
from geomap.places.index import HEAD, IndexFile, Row, hash_key
from geomap.places.normalise import name_key, split_name
from tests.places.gazetteer_files import build_index, small_gazetteer

MOSUL = Row(
    "q-mosul", "Mosul", "city", 36.335, 43.119, 9.0, "IQ", "Nineveh", 1_739_800, ("Al Mawsil",), ("OSM",), "a note"
)
DEIR = Row("q-deir", "Deir ez-Zor", "city", 35.336, 40.141, 5.0, "SY", None, 271_800)
SAN_JOSE = Row("q-sj-cr", "San José", "city", 9.93, -84.08, 6.0, "CR", None, 340_000)
SAN_JOSE_US = Row("q-sj-us", "San Jose", "city", 37.34, -121.89, 10.0, "US", "California", 1_013_000)

names = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cf")), min_size=1, max_size=20).map(
    lambda text: " ".join(text.replace("\x1f", "").replace("\x1e", "").split()) or "Xy"
)


def rows_of(written: list[str]) -> list[Row]:
    return [Row(f"p{n}", name, "village", n % 90, n % 180, 1.0, "IQ") for n, name in enumerate(written)]


@settings(max_examples=40, deadline=None)
@given(st.lists(names, min_size=1, max_size=30))
def test_every_row_is_found_by_its_own_name_and_comes_back_whole(tmp_path_factory, written):
    rows = rows_of(written)
    with IndexFile(build_index(tmp_path_factory.mktemp("index") / "i.index", rows)) as index:
        for row in rows:
            number = index.row_of_id(row.place_id)
            assert number is not None and index.row(number, names=True) == row
            if key := name_key(row.name):
                begin, end, _ = index.find(hash_key(key)) or (0, 0, False)
                assert number in [found for found, _ in index.postings(begin, end)]


@settings(max_examples=40, deadline=None)
@given(st.lists(names, min_size=1, max_size=12), st.lists(names, max_size=6), st.booleans())
def test_the_span_finder_agrees_with_a_slow_twin(tmp_path_factory, written, others, any_case):
    text = " and ".join(written[:4] + others)
    with small_gazetteer(tmp_path_factory.mktemp("spans"), rows_of(written)) as gazetteer:
        known = {name_key(name) for name in written} | {name_key(name.split("(")[0]) for name in written if "(" in name}
        spans = gazetteer.find_spans(text, any_case=any_case)
        for span in spans:
            words = text[span.start : span.end]
            assert span.key in known
            assert name_key(words).replace(" ,", "") == span.key.replace(" ,", "")
        if any_case:
            found = {(span.start, span.key) for span in spans}
            for name in written[:4]:
                key = name_key(name)
                # The twin: a name that is one plain word, at a place where it stands between blanks.
                if key and name.isalpha() and len(split_name(name)) == 1 and f" {name} " in f" {text} ":
                    assert (f" {text} ".index(f" {name} "), key) in found


def test_postings_come_in_the_order_of_importance(tmp_path: Path):
    with small_gazetteer(tmp_path, [SAN_JOSE, SAN_JOSE_US]) as gazetteer:
        assert [entry.place.place_id for entry in gazetteer.lookup("SAN JOSÉ")] == ["q-sj-us", "q-sj-cr"]


def test_flags_tell_own_names_from_other_names_and_codes(tmp_path: Path):
    with small_gazetteer(tmp_path, [MOSUL]) as gazetteer:
        flags = {
            name: [(entry.main, entry.code, entry.weak) for entry in gazetteer.lookup(name)]
            for name in ("Mosul", "al-Mawsil", "OSM", "Basra")
        }
    assert flags == {
        "Mosul": [(True, False, False)],
        "al-Mawsil": [(False, False, False)],
        "OSM": [(False, True, True)],
        "Basra": [],
    }


def test_loose_names_are_found_in_the_second_tier_only(tmp_path: Path):
    with small_gazetteer(tmp_path, [DEIR]) as gazetteer:
        assert gazetteer.lookup("Dayr az Zawr") == ()
        assert [entry.place.name for entry in gazetteer.lookup_loose("Dayr az Zawr")] == ["Deir ez-Zor"]
        assert gazetteer.lookup_loose("Damascus") == ()


def test_spans_stop_at_sentence_ends_commas_brackets_and_empty_lines(tmp_path: Path):
    rows = [DEIR, MOSUL, Row("x", "Mosul Dam", "dam", 36.6, 42.8, 2.0, "IQ")]
    with small_gazetteer(tmp_path, rows) as gazetteer:
        for text in ("Mosul. Dam", "Mosul, Dam", "Mosul (Dam", "Mosul\n\nDam", "Mosul - Dam", "Mosul; Dam"):
            assert [span.key for span in gazetteer.find_spans(text)] == ["mosul"], text
        for text in ("Mosul Dam", "Mosul-Dam", "Mosul\nDam", "Mosul  Dam", "MOSUL DAM", "Mosul\r\n  Dam"):
            assert [span.key for span in gazetteer.find_spans(text)] == ["mosul dam", "mosul"], text


def test_a_possessive_is_no_part_of_the_name(tmp_path: Path):
    rows = [MOSUL, Row("m", "Martha's Vineyard", "island", 41.4, -70.6, 15.0, "US")]
    text = "Mosul's old town and Martha's Vineyard, in Mosul’s east"
    with small_gazetteer(tmp_path, rows) as gazetteer:
        found = [text[span.start : span.end] for span in gazetteer.find_spans(text)]
    assert found == ["Mosul", "Martha's Vineyard", "Mosul"]


def test_a_name_with_a_comma_is_found_across_the_comma(tmp_path: Path):
    rows = [Row("dc", "Washington, D.C.", "capital", 38.9, -77.0, 9.0, "US")]
    with small_gazetteer(tmp_path, rows) as gazetteer:
        assert [span.key for span in gazetteer.find_spans("In Washington, D.C., it")] == ["washington , dc"]
        assert gazetteer.find_spans("In Washington D.C. it") == []
    with small_gazetteer(tmp_path, [Row("dc", "Washington DC", "capital", 38.9, -77.0, 9.0, "US")]) as gazetteer:
        assert [span[:2] for span in gazetteer.find_spans("In Washington, D.C., it")] == [(3, 19)]
        assert [span[:2] for span in gazetteer.find_spans("In Washington, Dc it")] == []
        assert [entry.place.place_id for entry in gazetteer.lookup("Washington, D.C.")] == ["dc"]


def test_abbreviations_go_on_after_their_full_stop(tmp_path: Path):
    rows = [
        Row("l", "Saint Louis", "city", 38.6, -90.2, 6.0, "US"),
        Row("us", "USA", "country", 39.8, -98.5, 1700.0, "US"),
    ]
    with small_gazetteer(tmp_path, rows) as gazetteer:
        assert [span[:2] for span in gazetteer.find_spans("St. Louis, U.S.A. Then")] == [(0, 9), (11, 17)]


def test_small_letters_begin_names_only_on_request(tmp_path: Path):
    with small_gazetteer(tmp_path, [MOSUL, Row("q", "Al-Qaim", "town", 34.4, 41.0, 3.0, "IQ")]) as gazetteer:
        assert [span.key for span in gazetteer.find_spans("in mosul and al-Qaim")] == ["al qaim"]
        assert [span.key for span in gazetteer.find_spans("in mosul", any_case=True)] == ["mosul"]


def test_blocked_names_never_match(tmp_path: Path):
    with small_gazetteer(tmp_path, [MOSUL], blocked_names=["MOSUL"]) as gazetteer:
        assert gazetteer.find_spans("Mosul") == []
        assert gazetteer.lookup("Mosul") == ()
        assert [entry.place.name for entry in gazetteer.lookup("Al Mawsil")] == ["Mosul"]
        assert gazetteer.lookup_loose("Mosul") == ()
        assert [entry.place.name for entry in gazetteer.lookup_loose("Mossoul")] == ["Mosul"]


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.tuples(st.floats(-90, 90), st.floats(-180, 180)), min_size=1, max_size=30),
    st.floats(-90, 90),
    st.floats(-180, 180),
    st.floats(1, 3000),
)
def test_nearby_agrees_with_measuring_every_row(tmp_path_factory, points, latitude, longitude, radius_km):
    rows = [Row(f"p{n}", f"Place {n}", "dam", *point, 1.0) for n, point in enumerate(points)]
    expected = {
        row.place_id for row in rows if sphere_km(latitude, longitude, row.latitude, row.longitude) <= radius_km
    }
    with small_gazetteer(tmp_path_factory.mktemp("near"), rows) as gazetteer:
        found = gazetteer.nearby(latitude, longitude, radius_km, kinds=("dam",))
        assert {place.place_id for _, place in found} == expected
        assert [distance for distance, _ in found] == sorted(distance for distance, _ in found)
        assert gazetteer.nearby(latitude, longitude, radius_km, kinds=("airport",)) == []


def test_the_same_rows_give_the_same_bytes_whatever_their_order(tmp_path: Path):
    rows = [MOSUL, DEIR, SAN_JOSE, SAN_JOSE_US]
    texts = []
    for turn, order in enumerate((rows, rows)):
        texts.append(build_index(tmp_path / f"{turn}.index", order).read_bytes())
    assert texts[0] == texts[1]
    with (
        IndexFile(build_index(tmp_path / "r.index", rows[::-1])) as backwards,
        IndexFile(tmp_path / "0.index") as forwards,
    ):
        assert [backwards.row(n, names=True) for n in range(4)] == [forwards.row(n, names=True) for n in range(4)]


@pytest.mark.parametrize("share", [0.0, 0.3, 0.6, 0.99])
def test_a_file_that_was_cut_short_or_wiped_is_refused(tmp_path: Path, share: float):
    path = build_index(tmp_path / "i.index", rows_of([f"Name {n}" for n in range(3000)]))
    whole = path.read_bytes()
    at = int(len(whole) * share)
    for damaged in (whole[:at], whole[:at] + bytes(max(0, min(60_000, len(whole) - at))) + whole[at + 60_000 :]):
        if damaged == whole:
            continue
        path.write_bytes(damaged)
        with pytest.raises(GazetteerError, match="delete the file to have it built anew"):
            IndexFile(path)


def test_a_file_of_another_version_is_refused(tmp_path: Path):
    path = build_index(tmp_path / "i.index", [MOSUL])
    data = bytearray(path.read_bytes())
    magic, version, *others = HEAD.unpack_from(data)
    HEAD.pack_into(data, 0, magic, version + 1, *others)
    path.write_bytes(data)
    with pytest.raises(GazetteerError, match="not an index of this version"):
        IndexFile(path)


def test_a_failed_build_leaves_nothing_behind(tmp_path: Path):
    def rows():
        yield MOSUL
        raise GazetteerError("the second row is bad")

    with pytest.raises(GazetteerError, match="second row"):
        build_index(tmp_path / "i.index", rows())
    assert list(tmp_path.iterdir()) == []


def test_one_in_a_hundred_of_the_shipped_places_is_found_by_its_own_name_in_a_sentence():
    with open_gazetteer() as gazetteer:
        (layer,) = [layer for layer in gazetteer.layers if layer.name == "shipped"]
        chosen = random.Random(20260101).sample(range(layer.index.row_count), layer.index.row_count // 100)
        found = 0
        missed = []
        for number in chosen:
            row = layer.index.row(number)
            text = f"Officials met in {row.name} on that day."
            bearers = {
                entry.place.place_id
                for span in gazetteer.find_spans(text, any_case=True)
                if text[span.start : span.end] == row.name.strip("'\u2018\u2019")
                for entry in gazetteer.lookup_key(span.key)
            }
            found += row.place_id in bearers
            if row.place_id not in bearers:
                missed.append(row.name)
    assert found / len(chosen) >= 0.99, json.dumps(missed[:40], ensure_ascii=False)
