"""What a person decided is replayed over every later run."""

import pytest

from geomap.errors import TableError
from geomap.incidents.corrections import apply_corrections, blocked_names, move_names, read_corrections
from geomap.incidents.merging import merge_reports
from geomap.records import Place
from tests.incidents.builders import report

HEADER = "action,incident_id,field,value,other,quote,note\n"


@pytest.fixture
def corrections(tmp_path):
    """Reads rows as a corrections file."""

    def read(*rows):
        path = tmp_path / "corrections.csv"
        path.write_text(HEADER + "\n".join(rows), encoding="utf-8")
        return read_corrections(path)

    return read


@pytest.fixture
def incidents():
    return merge_reports([report("a1", killed=4), report("a2", killed=4), report("a3", day="2020-02-02")])


def test_a_field_is_set_and_marked(corrections, incidents):
    first = incidents[0].incident_id
    corrected, left_out = apply_corrections(incidents, corrections(f"set,{first},killed_high,7,,,"))
    assert (corrected[0].killed_high, corrected[0].corrected, left_out) == (7, ("killed_high",), [])


def test_a_new_kind_brings_its_layer(corrections, incidents):
    first = incidents[0].incident_id
    corrected, _ = apply_corrections(incidents, corrections(f"set,{first},kind,air_strike,,,"))
    assert (corrected[0].kind, corrected[0].layer) == ("air_strike", "strikes")


def test_two_incidents_are_merged(corrections, incidents):
    first, second = (incident.incident_id for incident in incidents)
    corrected, _ = apply_corrections(incidents, corrections(f"merge,{first},,,{second},,"))
    assert [(incident.incident_id, incident.report_count) for incident in corrected] == [(first, 3)]


def test_one_incident_is_split(corrections, incidents):
    first = incidents[0].incident_id
    corrected, _ = apply_corrections(incidents, corrections(f"split,{first},,,a2,,"))
    told = sorted(sorted(r.article_id for r in incident.reports) for incident in corrected)
    assert told == [["a1"], ["a2"], ["a3"]]


def test_one_incident_is_dropped(corrections, incidents):
    corrected, _ = apply_corrections(incidents, corrections(f"drop,{incidents[0].incident_id},,,,,"))
    assert [incident.report_count for incident in corrected] == [1]


def test_one_incident_is_added_and_filled(corrections, incidents):
    rows = ["add,mine-1,,,,A bridge was blown up.,Bridge", "set,mine-1,kind,bombing,,,", "set,mine-1,place,Hit,,,"]
    corrected, _ = apply_corrections(incidents, corrections(*rows))
    (added,) = [incident for incident in corrected if incident.incident_id == "mine-1"]
    assert (added.kind, added.layer, added.place, added.quote) == (
        "bombing",
        "bombings",
        "Hit",
        "A bridge was blown up.",
    )


def test_a_changed_id_is_found_again_by_its_sentence(corrections, incidents):
    row = "set,i20200103-000000,weapon,car bomb,,A bomb went off in Kirkuk on Friday.,"
    corrected, left_out = apply_corrections(incidents[:1], corrections(row))
    assert (corrected[0].weapon, left_out) == ("car bomb", [])


def test_a_correction_that_no_longer_applies_is_reported(corrections, incidents):
    corrected, left_out = apply_corrections(incidents, corrections("drop,i19990101-ffffff,,,,,"))
    assert corrected == incidents
    assert [item.reason.split(": ", 1)[1] for item in left_out] == [
        "the correction 'drop i19990101-ffffff' no longer applies"
    ]


def test_replaying_twice_gives_the_same(corrections, incidents):
    decided = corrections(f"set,{incidents[0].incident_id},killed_high,7,,,")
    once, _ = apply_corrections(incidents, decided)
    assert apply_corrections(once, decided)[0] == once


def test_a_blocked_name_is_passed_on(corrections):
    assert blocked_names(corrections("block_name,,,Paris,,,")) == ("Paris",)


def test_a_name_is_placed_by_its_point(corrections):
    moved, _ = move_names([report("a1")], corrections('place_name,,kirkuk,"35.9, 45.1",,,'), lambda _: None)
    assert (moved[0].latitude, moved[0].longitude) == (35.9, 45.1)


def test_a_name_is_placed_by_an_id(corrections):
    hit = Place("p9", "Hit", "city", 33.64, 42.83, 4.0, country="IQ")
    moved, _ = move_names([report("a1")], corrections("place_name,,Kirkuk,p9,,,"), {"p9": hit}.get)
    assert (moved[0].place, moved[0].latitude, moved[0].place_id) == ("Hit", 33.64, "p9")


def test_a_name_whose_place_is_unknown_is_reported(corrections):
    moved, left_out = move_names([report("a1")], corrections("place_name,,Kirkuk,p9,,,"), lambda _: None)
    assert (moved, left_out[0].reason.split(": ")[1]) == ([report("a1")], "no gazetteer has the place 'p9'")


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("erase,x,,,,,", "action 'erase' is not one of set, merge, split, drop, add, block_name, place_name"),
        ("set,x,colour,red,,,", "field 'colour' is not one of"),
        ("set,x,latitude,148,,,", "148 is out of range; it must be between -90 and 90"),
        ("merge,x,,,,,", "merge needs other"),
    ],
)
def test_a_bad_row_is_named_with_its_line(corrections, row, problem):
    with pytest.raises(TableError) as caught:
        corrections(row)
    assert f"corrections.csv:2: {problem}" in str(caught.value)
