"""What the map shows of the project's own articles, against what happened in them."""

import tomllib
from pathlib import Path

import pytest

from benchmarks.own_news import ARTICLES, FAMILIES, read_gold, score_all

FLOORS = tomllib.loads((Path(__file__).parent / "floors.toml").read_text(encoding="utf-8"))["own_news"]


@pytest.fixture(scope="module")
def score():
    return score_all()


@pytest.mark.slow
@pytest.mark.parametrize("measure", sorted(FLOORS["at_least"]))
def test_our_news_stays_above_its_floor(score, measure):
    assert score.figures()[measure] >= FLOORS["at_least"][measure], "\n".join(score.mistakes)


@pytest.mark.slow
@pytest.mark.parametrize("measure", sorted(FLOORS["at_most"]))
def test_our_news_stays_below_its_ceiling(score, measure):
    assert score.figures()[measure] <= FLOORS["at_most"][measure], "\n".join(score.mistakes)


def test_every_article_has_its_gold_and_every_cue_is_found_once():
    rows = read_gold()
    assert {row["id"] for row in rows} == {path.stem for path in ARTICLES.glob("*.txt")}
    cues = [(row["text"], cue["cue"]) for row in rows for cue in (*row["incidents"], *row["must_not_map"])]
    assert [cue for text, cue in cues if text.count(cue) != 1] == []


def test_the_gold_has_known_types_roles_and_days():
    incidents = [incident for row in read_gold() for incident in row["incidents"]]
    assert {kind for incident in incidents for kind in incident["types"]} <= set(FAMILIES)
    assert {incident["role"] for incident in incidents} == {"main", "background", "optional"}
    assert [one for one in incidents if one["date_start"] > one["date_end"]] == []
