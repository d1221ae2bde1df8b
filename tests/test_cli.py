"""The command line: what it writes, what it says, how it exits."""

import json
import subprocess
import sys
import time

import pandas as pd
import pytest
from click.testing import CliRunner

from geomap.cli import main

BOMB = "Title: Blast\nPublished: 2020-01-05\n\nA car bomb killed four people in Kirkuk on Friday, police said.\n"


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Runs a command in an empty folder that holds one article; gives the exit code and what was printed."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "blast.txt").write_text(BOMB, encoding="utf-8")

    def command(*words, **more):
        return CliRunner().invoke(main, list(words), catch_exceptions=False, **more)

    return command


def test_map_writes_the_map_and_three_tables(run, tmp_path):
    assert run("map", "blast.txt").exit_code == 0
    names = {path.name for path in (tmp_path / "outputs").iterdir()}
    assert names == {"map.html", "incidents.csv", "reports.csv", "skipped.csv"}


def test_map_prints_a_short_table_and_the_path(run):
    lines = run("map", "blast.txt").output.splitlines()
    assert lines[1].split() == ["2020-01-03", "bombing", "Kirkuk", "4", "1"]
    assert lines[-1] == "Map: outputs/map.html"


def test_map_is_silent_when_asked(run):
    assert run("map", "blast.txt", "--quiet").output == ""


def test_map_reads_standard_input(run):
    assert "Kirkuk" in run("map", "-", input=BOMB).output


def test_the_same_articles_give_the_same_bytes(run, tmp_path):
    run("map", "blast.txt", "-o", "one/map.html")
    run("map", "blast.txt", "-o", "two/map.html")
    for name in ("map.html", "incidents.csv", "reports.csv"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


@pytest.mark.parametrize("ending", ["csv", "geojson", "parquet", "kml"])
def test_extract_writes_the_format_of_the_ending(run, tmp_path, ending):
    result = run("extract", "blast.txt", "-o", f"table.{ending}")
    assert (result.exit_code, (tmp_path / f"table.{ending}").stat().st_size > 0) == (0, True)


def test_extract_refuses_an_ending_it_does_not_know(run):
    result = run("extract", "blast.txt", "-o", "table.xls")
    assert (result.exit_code, "table.xls" in result.output) == (1, True)


def test_a_table_edited_by_hand_is_drawn(run, tmp_path):
    run("map", "blast.txt")
    path = tmp_path / "outputs" / "incidents.csv"
    table = pd.read_csv(path)
    table["place"] = "Kirkuk, by hand"
    table.to_csv(path, index=False)
    result = run("draw", "outputs/incidents.csv", "-o", "outputs/hand.html")
    assert (result.exit_code, result.output) == (0, "1 incidents. Map: outputs/hand.html\n")


def test_a_bad_cell_of_a_table_is_named(run, tmp_path):
    run("map", "blast.txt")
    path = tmp_path / "outputs" / "incidents.csv"
    table = pd.read_csv(path)
    table["latitude"] = 148
    table.to_csv(path, index=False)
    result = run("draw", "outputs/incidents.csv")
    assert result.exit_code == 1
    assert "incidents.csv, row 2, latitude: 148" in result.output


def test_nothing_readable_is_one_line_and_exit_1(run, tmp_path):
    (tmp_path / "noise.txt").write_bytes(bytes(4096))
    result = run("map", "noise.txt", "missing.txt")
    assert (result.exit_code, len(result.output.splitlines()), "noise.txt" in result.output) == (1, 1, True)


def test_an_empty_article_is_left_out_and_the_map_is_drawn(run, tmp_path):
    (tmp_path / "empty.txt").write_bytes(b"")
    result = run("map", "empty.txt")
    assert (result.exit_code, result.output.splitlines()[0]) == (0, "No incidents.")
    assert "empty.txt" in (tmp_path / "outputs" / "skipped.csv").read_text()


def test_a_bad_gazetteer_stops_the_run_before_any_work(run, tmp_path):
    (tmp_path / "bad.csv").write_text("name,latitude,longitude\nNowhere,148,12\n", encoding="utf-8")
    result = run("map", "blast.txt", "--gazetteer", "bad.csv")
    assert (result.exit_code, "bad.csv:2" in result.output, (tmp_path / "outputs").exists()) == (1, True, False)


@pytest.mark.parametrize(
    "words", [["map"], ["map", "blast.txt", "--since", "soon"], ["map", "blast.txt", "--layer", "x"], ["nonsense"]]
)
def test_bad_usage_is_exit_2(run, words):
    assert run(*words).exit_code == 2


def test_explain_says_why(run):
    output = run("map", "blast.txt", "--quiet")
    table = pd.read_csv("outputs/incidents.csv")
    output = run("explain", table["incident_id"][0]).output
    assert "“A car bomb killed four people in Kirkuk on Friday, police said.”" in output


def test_review_writes_what_was_decided(run, tmp_path):
    (tmp_path / "vague.txt").write_text(
        "Published: 2020-01-05\n\nA bomb killed two people in Iraq.\n", encoding="utf-8"
    )
    run("map", "vague.txt", "--quiet")
    result = run("review", input="d\n")
    assert result.exit_code == 0
    assert (tmp_path / "outputs" / "corrections.csv").read_text().splitlines()[1].startswith("drop,")
    assert "No incidents." in run("map", "vague.txt", "--corrections", "outputs/corrections.csv").output


def test_score_prints_every_gold_row(run, tmp_path):
    gold = "id,layer,what,date_start,date_end,place,latitude,longitude,tolerance_km,killed,articles\n"
    gold += "G1,bombings,car bomb,2020-01-03,2020-01-03,Kirkuk,35.468,44.392,25,4,blast\n"
    (tmp_path / "gold.csv").write_text(gold, encoding="utf-8")
    lines = run("score", "gold.csv", "blast.txt").output.splitlines()
    assert lines[0].split()[:2] == ["G1", "right"]
    assert lines[-1].startswith("1 of 1 right, 1 found, 0 not in the gold")


@pytest.mark.parametrize("command", ["places", "dates"])
def test_what_is_found_in_a_text_is_shown(run, command):
    assert {"places": "Kirkuk", "dates": "Friday"}[command] in run(command, "blast.txt").output
    assert {"places": "Kirkuk", "dates": "Friday"}[command] in run(command, "blast.txt", "--explain").output


def test_help_is_quick_beside_importing_folium():
    def seconds(*words):
        start = time.perf_counter()
        subprocess.run([sys.executable, *words], check=True, capture_output=True)
        return time.perf_counter() - start

    bare = min(seconds("-c", "pass") for _ in range(3))
    helped = min(seconds("-m", "geomap", "--help") for _ in range(3)) - bare
    imported = min(seconds("-c", "import folium") for _ in range(3)) - bare
    assert helped < imported / 3


TEMPLATES = ["{{ 1000003*7 }}", "{% raw", "{#"]


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_template_in_a_text_shows_as_it_was_written(run, tmp_path, template):
    text = BOMB.replace("Blast", f"Blast {template}").replace("Kirkuk on", f"Kirkuk {template} on")
    (tmp_path / "blast.txt").write_text(text, encoding="utf-8")
    assert run("map", "blast.txt", "--title", template, "--note", template).exit_code == 0
    assert template in pd.read_csv("outputs/incidents.csv")["quote"][0]
    assert "7000021" not in (tmp_path / "outputs" / "map.html").read_text(encoding="utf-8")
    run("extract", "blast.txt", "-o", "table.geojson")
    features = json.loads((tmp_path / "table.geojson").read_text(encoding="utf-8"))["features"]
    assert template in features[0]["properties"]["quote"]
