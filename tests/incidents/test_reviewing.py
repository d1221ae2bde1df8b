"""A person looks first at what is most in doubt, and what was decided is written down."""

from geomap.incidents.corrections import read_corrections
from geomap.incidents.explaining import explain_incident
from geomap.incidents.merging import merge_reports
from geomap.incidents.reviewing import add_corrections, rank_for_review
from geomap.incidents.table import build_tables
from tests.incidents.builders import report


def incidents(*reports):
    return build_tables(merge_reports(reports), [])[0]


def test_an_incident_without_doubt_needs_no_look():
    assert rank_for_review(incidents(report("a1"))) == []


def test_the_most_doubtful_comes_first_with_its_doubts():
    table = incidents(
        report("a1", radius_km=200.0, place_basis="admin"),
        report("a2", day="2020-02-02", confidence=0.2, latitude=None, longitude=None),
    )
    assert [doubts for _, doubts in rank_for_review(table)] == [
        ("confidence is only 0.20", "it has no place"),
        ("it is placed within 200 km only",),
    ]


def test_decisions_are_added_to_the_file(tmp_path):
    path = tmp_path / "corrections.csv"
    add_corrections(path, [{"action": "drop", "incident_id": "i1"}])
    add_corrections(path, [{"action": "set", "incident_id": "i2", "field": "killed_high", "value": "7"}])
    assert [str(correction) for correction in read_corrections(path)] == ["drop i1", "set i2 killed_high 7"]


def test_an_explanation_says_why_in_words():
    tables = build_tables(
        merge_reports([report("a1", kind_reason="a bomb went off", place_reason="named after 'in'", title="Blast")]), []
    )
    identity = tables[0]["incident_id"][0]
    assert explain_incident(tables[0], tables[1], identity).split("\n") == [
        f"{identity}: Bombing in Kirkuk",
        "  bombing (bombings), occurred, confidence 0.80",
        "  date   2020-01-03 (day, weekday)",
        "  place  Kirkuk at 35.4680, 44.3920, within 10 km (named)",
        "",
        "  Wire One - Blast - 2020-01-04",
        "    “A bomb went off in Kirkuk on Friday.” (0-36)",
        "    signalled by “bomb” (2-6)",
        "    kind     a bomb went off",
        "    place    named after 'in'",
    ]
