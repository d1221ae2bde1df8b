"""Reports of one happening become one incident, whatever their order."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.incidents.merging import merge_reports
from tests.incidents.builders import report


def merged(*reports):
    """Article ids of each incident, sorted."""
    return sorted(sorted(r.article_id for r in incident.reports) for incident in merge_reports(reports))


def test_two_articles_on_one_attack_are_one_incident():
    assert merged(report("a1", killed=4), report("a2", killed=4)) == [["a1", "a2"]]


def test_two_attacks_on_one_place_on_two_days_are_two_incidents():
    assert merged(report("a1", day="2020-01-03"), report("a2", day="2020-01-05")) == [["a1"], ["a2"]]


def test_two_facilities_hit_on_one_day_are_two_incidents():
    embassy = report("a1", facility="embassy", place_id="e", latitude=33.3, longitude=44.4, radius_km=1.0)
    base = report("a2", facility="air_base", place_id="b", latitude=33.94, longitude=44.36, radius_km=5.0)
    assert merged(embassy, base) == [["a1"], ["a2"]]


def test_one_article_never_tells_one_incident_twice():
    first, second = report("a1", event_start=2), report("a1", event_start=200, quote="Another bomb went off in Kirkuk.")
    assert merged(first, second) == [["a1"], ["a1"]]


def test_a_precise_report_pulls_in_a_vague_one():
    vague = report(
        "a2",
        date_start=datetime.date(2019, 12, 1),
        date_end=datetime.date(2020, 1, 4),
        date_basis="relative",
        killed=12,
        target="Hassan Ali",
    )
    assert merged(report("a1", killed=12, target="Hassan Ali"), vague) == [["a1", "a2"]]


def test_the_death_of_one_person_by_name_is_one_incident_however_vaguely_it_is_told_again():
    week = {"date_start": datetime.date(2019, 12, 30), "date_end": datetime.date(2020, 1, 5)}
    country = {"place_id": "iq", "place_basis": "country", "radius_km": 600.0, "latitude": 33.0}
    strike = {"kind": "air_strike", "layer": "strikes", "facility": "airport", "killed": 2}
    again = {"kind": "killing", "layer": "clashes", "facility": "base", "killed": 1, **week, **country}
    first, second = report("a1", target="Omar Haddad", **strike), report("a2", target="General Omar Haddad", **again)
    assert merged(first, second) == [["a1", "a2"]]


def test_a_vague_report_that_fits_two_incidents_alike_joins_neither():
    vague = report("a3", date_start=datetime.date(2019, 12, 1), date_end=datetime.date(2020, 1, 9))
    found = merged(report("a1", day="2020-01-02"), report("a2", day="2020-01-05"), vague)
    assert found == [["a1"], ["a2"], ["a3"]]


def test_a_series_keeps_its_members_apart_and_lists_them():
    series = report(
        "a2",
        series=True,
        date_start=datetime.date(2019, 11, 4),
        date_end=datetime.date(2020, 1, 4),
        latitude=33.0,
        longitude=44.0,
        radius_km=370.0,
    )
    told = merge_reports([report("a1"), series])
    members = {incident.series: incident.members for incident in told}
    single = next(incident.incident_id for incident in told if not incident.series)
    assert members == {False: (), True: (single,)}


def test_different_counts_of_the_dead_stay_visible():
    (incident,) = merge_reports([report("a1", killed=30), report("a2", killed=32)])
    assert (incident.killed_low, incident.killed_high) == (30, 32)


def test_a_lower_bound_without_an_upper_one_stays_open():
    (incident,) = merge_reports([report("a1", killed_low=12, killed_high=None)])
    assert (incident.killed_low, incident.killed_high) == (12, None)


def test_copies_of_one_wire_text_are_one_source():
    copies = [report(f"a{i}", source=f"Paper {i}") for i in range(3)]
    other = report("a9", source="Daily Two", quote="Police in Kirkuk said an explosive device killed nobody.")
    (incident,) = merge_reports([*copies, other])
    assert (incident.report_count, incident.source_count) == (4, 2)


def test_the_best_placed_report_gives_the_place():
    facility = report("a2", place="Kirkuk airport", place_basis="facility", radius_km=3.0, place_id="f", latitude=35.47)
    (incident,) = merge_reports([report("a1"), facility])
    assert incident.place == "Kirkuk airport"


def test_reports_merge_to_nothing_when_there_are_none():
    assert merge_reports([]) == []


PLACES = {"g1": 35.4, "g2": 36.4}
MANY = [
    report(f"a{article}", day=f"2020-01-{day:02d}", killed=killed, place_id=place, latitude=PLACES[place])
    for article, (day, killed, place) in enumerate(
        [(3, 4, "g1"), (3, 4, "g1"), (3, 5, "g1"), (4, 4, "g1"), (3, 4, "g2"), (4, 9, "g2")]
    )
]


@given(st.permutations(MANY))
def test_the_order_of_the_reports_changes_nothing(shuffled):
    assert merge_reports(shuffled) == merge_reports(MANY)


def test_merging_what_was_merged_changes_nothing():
    once = merge_reports(MANY)
    assert merge_reports([r for incident in once for r in incident.reports]) == once


@pytest.mark.parametrize("copies", [2, 3])
def test_the_same_report_given_twice_counts_once(copies):
    (incident,) = merge_reports([report("a1")] * copies)
    assert incident.report_count == 1


def test_ids_do_not_depend_on_the_other_rows():
    alone = merge_reports([report("a1")])[0].incident_id
    beside = merge_reports([report("a1"), report("a2", day="2020-02-01")])
    assert alone in {incident.incident_id for incident in beside}


def test_a_night_that_two_reports_date_by_its_two_days_is_one():
    late = report("a1", day="2020-01-03", killed=9, quote="A bomb killed nine people in Kirkuk late on Friday.")
    early = report("a2", day="2020-01-04", killed=9, quote="Nine people died in a blast in Kirkuk early on Saturday.")
    plain = report("a3", day="2020-01-05", killed=9, quote="Nine people died in a blast in Kirkuk on Sunday.")
    assert merged(late, early, plain) == [["a1", "a2"], ["a3"]]


def test_reports_of_one_country_join_where_all_of_them_may_be_one():
    country = {"place_id": "iq", "place_basis": "country", "radius_km": 373.0, "latitude": 33.0, "longitude": 44.0}
    part = {**country, "place_id": None, "latitude": 35.0, "radius_km": 200.0}
    told = {"killed": 3, "weapon": "drone", "kind": "air_strike", "layer": "strikes"}
    assert merged(report("a1", **told), report("a2", **told, **part), report("a3", **told, **country)) == [
        ["a1", "a2", "a3"]
    ]


def test_a_guess_does_not_take_what_a_better_report_would():
    country = {"place_id": "iq", "place_basis": "country", "radius_km": 373.0, "latitude": 33.0}
    days = {"date_start": datetime.date(2019, 12, 27), "date_end": datetime.date(2020, 1, 3), "date_basis": "order"}
    guess = report("a3", place_id="g2", latitude=32.0, longitude=45.0, radius_km=40.0, **days)
    assert merged(report("a1", killed=41), report("a2", killed=41, **country), guess) == [["a1", "a2"], ["a3"]]


def test_an_embassy_and_a_consulate_may_be_one_site_but_no_church_is_a_base():
    embassy = report("a1", facility="embassy", killed=7, place_id="e", radius_km=1.0)
    consulate = report("a2", facility="consulate", killed=7, radius_km=15.0)
    church = report("a3", facility="church", killed=7, radius_km=15.0)
    assert merged(embassy, consulate, church) == [["a1", "a2"], ["a3"]]


def test_two_quarters_of_one_city_on_one_day_are_two_attacks():
    first = report("a1", killed=12, quote="A bomb killed 12 people in the Karrada district of Baghdad.")
    second = report("a2", killed=5, quote="Five died when a bomb went off in the Shaab district of Baghdad.")
    assert merged(first, second) == [["a1"], ["a2"]]


def test_a_toll_that_rises_is_one_attack_but_not_two_tolls_of_one_day():
    day = {"published": datetime.date(2020, 1, 4)}
    later = {"published": datetime.date(2020, 1, 9)}
    assert merged(report("a1", killed=20, **day), report("a2", killed=90, **later)) == [["a1", "a2"]]
    few = report("a1", killed=2, quote="Two guards died when a mine blew up their car.", **day)
    assert merged(few, report("a2", killed=90, **day)) == [["a1"], ["a2"]]


def test_who_counts_the_hurt_alone_tells_of_another_attack_than_who_counts_dead():
    hurt = report("a1", weapon="firearm", quote="Shots at a car hurt one.", injured_low=1, injured_high=1)
    dead = report("a2", weapon="explosives", quote="Two died in a blast.", killed=2)
    assert merged(hurt, dead) == [["a1"], ["a2"]]


def test_a_blast_is_no_other_for_being_called_a_car_bomb():
    assert merged(report("a1", weapon="explosives", killed=4), report("a2", weapon="car bomb", killed=4)) == [
        ["a1", "a2"]
    ]


def test_one_named_among_the_dead_is_told_of_the_same_attack():
    envoy = report("a1", target="Sergio Lima", killed=1, quote="The envoy Sergio Lima died in a blast in Kirkuk.")
    assert merged(envoy, report("a2", killed=20)) == [["a1", "a2"]]
