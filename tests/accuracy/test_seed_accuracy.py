"""The three articles that the project began with, against what they contain."""

import tomllib
from pathlib import Path

import pytest

import geomap
from geomap.incidents import read_gold, read_phrases, score_incidents
from geomap.pipeline import find_incidents

FLOORS = tomllib.loads((Path(__file__).parent / "floors.toml").read_text(encoding="utf-8"))["seed"]
SHARED = Path(__file__).parents[3] / "shared"


@pytest.fixture(scope="module")
def seed():
    """The score of the seed articles."""
    if not (SHARED / "gold").exists():
        pytest.skip("the development data is not beside the project (../shared/gold)")
    articles = geomap.read_articles([SHARED / "articles"])
    phrases = read_phrases(SHARED / "gold" / "seed_must_not_map.csv")
    gold = read_gold(SHARED / "gold" / "seed_incidents.csv")
    return score_incidents(gold, find_incidents(articles)[0], articles, phrases)


def test_the_rows_are_right(seed):
    assert seed.right >= FLOORS["right"], [(row.gold.gold_id, row.wrong) for row in seed.rows if row.wrong]


def test_few_incidents_are_not_in_the_gold(seed):
    assert len(seed.extra) <= FLOORS["extra"], [incident.quote for incident in seed.extra]


def test_nothing_that_never_happened_is_on_the_map(seed):
    assert seed.forbidden == ()


def test_one_killing_told_by_three_articles_is_one_incident(seed):
    (row,) = [row for row in seed.rows if row.gold.gold_id == "S01"]
    assert row.incident.report_count == 3


def test_one_attack_told_by_two_articles_is_one_incident(seed):
    (row,) = [row for row in seed.rows if row.gold.gold_id == "S02"]
    assert row.incident.report_count == 2
