"""What the map shows of the project's own articles, against what happened in them."""

import tomllib
from pathlib import Path

import pytest

from benchmarks.own_news import ARTICLES, FAMILIES, LATER, WARS, read_gold, score_all

FLOORS = tomllib.loads((Path(__file__).parent / "floors.toml").read_text(encoding="utf-8"))
FOLDERS = {folder.name: folder for folder in (ARTICLES, LATER, WARS)}


def measures(side: str) -> list[tuple[str, str]]:
    """The folders with each measure that has a floor (at_least) or a ceiling (at_most)."""
    return [(name, measure) for name in FOLDERS for measure in sorted(FLOORS[name][side])]


@pytest.fixture(scope="module")
def scores():
    return {name: score_all(folder=folder) for name, folder in FOLDERS.items()}


@pytest.mark.slow
@pytest.mark.parametrize(("name", "measure"), measures("at_least"))
def test_our_news_stays_above_its_floor(scores, name, measure):
    assert scores[name].figures()[measure] >= FLOORS[name]["at_least"][measure], "\n".join(scores[name].mistakes)


@pytest.mark.slow
@pytest.mark.parametrize(("name", "measure"), measures("at_most"))
def test_our_news_stays_below_its_ceiling(scores, name, measure):
    assert scores[name].figures()[measure] <= FLOORS[name]["at_most"][measure], "\n".join(scores[name].mistakes)


@pytest.mark.parametrize("folder", FOLDERS.values(), ids=FOLDERS)
def test_every_article_has_its_gold_and_every_cue_is_found_once(folder):
    rows = read_gold(folder)
    assert {row["id"] for row in rows} == {path.stem for path in folder.glob("*.txt")}
    cues = [(row["text"], cue["cue"]) for row in rows for cue in (*row["incidents"], *row["must_not_map"])]
    assert [cue for text, cue in cues if text.count(cue) != 1] == []


@pytest.mark.parametrize("folder", FOLDERS.values(), ids=FOLDERS)
def test_the_gold_has_known_types_roles_and_days(folder):
    incidents = [incident for row in read_gold(folder) for incident in row["incidents"]]
    assert {kind for incident in incidents for kind in incident["types"]} <= set(FAMILIES)
    assert {incident["role"] for incident in incidents} == {"main", "background", "optional"}
    assert [one for one in incidents if one["date_start"] > one["date_end"]] == []
