"""The command line on hostile articles: files that are valid, one line per trouble, no traceback, nothing executed."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import pandas as pd
import pytest
from click.testing import CliRunner
from pandas.testing import assert_frame_equal

from geomap.cli import main
from geomap.exports import read_table

GOOD = "A car bomb killed four people in Kirkuk on Friday, police said."
# Run as a template, these would show 7000021; or end the run.
TEMPLATES = "{{ 1000003*7 }} {% raw %} {# note #} ${1000003*7} <%= 1000003*7 %>"
FORMULA = "=HYPERLINK(1000003*7)"


@dataclass(frozen=True)
class Run:
    """What one command left behind."""

    code: int
    errors: str
    seconds: float
    megabytes: float


def geomap(*arguments: str | Path) -> Run:
    """Runs the command line in a process of its own."""
    before = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "geomap", *map(os.fspath, arguments)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    assert process.stderr is not None
    errors = process.stderr.read().decode("utf-8", "replace")
    process.stderr.close()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    return Run(process.returncode, errors, time.perf_counter() - before, usage.ru_maxrss / unit)


def ask(runner: subprocess.Popen[str], *arguments: str | Path) -> Run:
    """The same by a runner of tests/hostile/forked_runs.py."""
    assert runner.stdin is not None
    assert runner.stdout is not None
    runner.stdin.write(json.dumps([*map(os.fspath, arguments)]) + "\n")
    runner.stdin.flush()
    return Run(*json.loads(runner.stdout.readline()))


@pytest.fixture(scope="module")
def hostile_run(tmp_path_factory: pytest.TempPathFactory) -> tuple[Run, Path, Path]:
    """One run over our own hostile folder: what it said, the folder, where the results are."""
    folder, out = tmp_path_factory.mktemp("articles"), tmp_path_factory.mktemp("out")
    record = {
        "title": TEMPLATES,
        "source": FORMULA,
        "published": "2020-01-05",
        "url": f"https://example.org/{TEMPLATES}",
    }
    (folder / "a.jsonl").write_text(
        "\n".join(
            [
                json.dumps({**record, "id": "../../../etc/passwd", "text": f"{GOOD} {TEMPLATES}"}),
                "[" * 100_000,
                json.dumps({**record, "id": FORMULA, "text": f"A bomb killed {'9' * 400} people in Mosul on Friday."}),
            ]
        )
    )
    (folder / "{{ 1000003*7 }}{%.txt").write_text(f"Title: {TEMPLATES}\nPublished: 2020-01-05\n\n{GOOD}\n\n{TEMPLATES}")
    (folder / "new\nline\x1b[31m.txt").write_text(f"Published: 2020-01-05\n{GOOD}")
    (folder / "wild.txt").write_bytes(b"Published: 2020-01-05\n" + GOOD.encode() + bytes(range(0x80)))
    (folder / "placeholder.txt").write_text(f"Published: 0001-01-01\n{GOOD}")
    (folder / "deep.html").write_text("<div>" * 5000 + GOOD)
    (folder / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "table.csv").write_text('id,text\n1,"never closed\n')
    os.mkfifo(folder / "pipe.txt")
    (folder / "loop").symlink_to(".")
    return geomap("map", folder, "-o", out / "map.html", "--title", TEMPLATES), folder, out


def test_the_run_ends_well_and_without_a_traceback(hostile_run: tuple[Run, Path, Path]) -> None:
    run, _, out = hostile_run
    assert (run.code, "Traceback" in run.errors, "\x1b" in run.errors) == (0, False, False)
    assert sorted(path.name for path in out.iterdir()) == ["incidents.csv", "map.html", "reports.csv", "skipped.csv"]


def test_the_good_articles_are_on_the_map_and_the_bad_ones_named(hostile_run: tuple[Run, Path, Path]) -> None:
    _, _, out = hostile_run
    incidents = pd.read_csv(out / "incidents.csv")
    bombing = incidents[(incidents["kind"] == "bombing") & (incidents["place"] == "Kirkuk")]
    assert bombing["killed_low"].tolist()[0] == 4
    skipped = read_table(out / "skipped.csv")
    named = {Path(path).name for path in skipped["path"][skipped["stage"] == "articles"]}
    assert named == {"a.jsonl:2", "picture.txt", "empty.txt", "table.csv:2", "pipe.txt", "loop"}


def test_nothing_in_an_article_is_run_while_the_results_are_made(hostile_run: tuple[Run, Path, Path]) -> None:
    run, _, out = hostile_run
    for path in out.iterdir():
        assert b"7000021" not in path.read_bytes(), path.name
    assert "7000021" not in run.errors
    reports = read_table(out / "reports.csv")
    assert TEMPLATES in set(reports["title"])


def test_no_cell_is_a_formula_and_all_come_back_as_written(hostile_run: tuple[Run, Path, Path]) -> None:
    _, _, out = hostile_run
    for name in ("incidents.csv", "reports.csv", "skipped.csv"):
        with (out / name).open(encoding="utf-8-sig", newline="") as file:
            cells = [cell for row in csv.reader(file) for cell in row]
        assert not [cell for cell in cells if cell[:1] in "=+@\t\r\n" and cell]
    assert FORMULA in set(read_table(out / "reports.csv")["source"])


def geomap_here(*arguments: str | Path) -> tuple[int, str]:
    """The exit code and what went to standard error, run in this process to spare its start."""
    result = CliRunner().invoke(main, [os.fspath(argument) for argument in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.stderr


def test_extract_writes_files_that_can_be_read_in_every_format(
    hostile_run: tuple[Run, Path, Path], tmp_path: Path
) -> None:
    for ending in (".csv", ".geojson", ".parquet", ".kml"):
        run = geomap_here("extract", hostile_run[1] / "a.jsonl", "-o", tmp_path / f"table{ending}", "--quiet")
        assert run == (0, "")
    tables = [read_table(tmp_path / f"table{ending}") for ending in (".csv", ".geojson", ".parquet")]
    assert_frame_equal(tables[0], tables[1])
    assert_frame_equal(tables[0], tables[2])
    placemarks = ElementTree.parse(tmp_path / "table.kml").findall(".//{*}Placemark")
    assert len(placemarks) == len(tables[0]) > 0


@pytest.mark.parametrize(
    ("arguments", "code", "complaint"),
    [
        (["map", "{folder}/picture.txt"], 1, "picture.txt: is a picture"),
        (["map", "{folder}/nowhere.txt"], 1, "nowhere.txt: is not there"),
        (["map", "https://example.org/a.html"], 1, "fetches nothing from the network"),
        (["map", "{folder}/a.jsonl", "--columns", "words=text"], 1, "'words' is not a field of an article"),
        (
            ["extract", "{folder}/a.jsonl", "-o", "table.xlsx"],
            1,
            "table.xlsx: tables are .csv, .geojson, .kml, .parquet",
        ),
        (["map"], 2, "Missing argument"),
        (["map", "{folder}/a.jsonl", "--published", "someday"], 2, "'someday' is not a day"),
    ],
)
def test_bad_input_is_exit_1_with_one_line_and_bad_usage_exit_2(
    hostile_run: tuple[Run, Path, Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    code: int,
    complaint: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    run = geomap_here(*(argument.replace("{folder}", str(hostile_run[1])) for argument in arguments))
    assert run[0] == code
    assert complaint in run[1]
    if code == 1:
        assert run[1].count("\n") == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_every_hostile_article_gives_valid_files_or_one_line_within_its_budget(hostile_tree, tmp_path: Path) -> None:
    wrong = []
    program = [sys.executable, "-m", "tests.hostile.forked_runs"]
    root = Path(__file__).parents[2]
    runner = subprocess.Popen(program, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=root)
    for number, entry in enumerate(entry for entry in hostile_tree.of("article") if not entry.file.is_dir()):
        if entry.path.endswith("unreadable.txt") and os.geteuid() == 0:
            continue
        out = tmp_path / str(number)
        run = ask(runner, "map", entry.file, "-o", out / "map.html", "--quiet")
        one_line = run.code == 1 and run.errors.count("\n") == 1 and "Traceback" not in run.errors
        good = run.code == 0 and run.errors == "" and len(list(out.iterdir())) == 4
        if not (good if entry.accept else one_line):
            wrong.append((entry.path, run.code, run.errors[-300:]))
        if run.seconds > entry.budget_s or run.megabytes > entry.rss_mb:
            wrong.append((entry.path, round(run.seconds, 1), round(run.megabytes)))
        if good:
            for table in ("incidents.csv", "reports.csv", "skipped.csv"):
                read_table(out / table)
    runner.communicate()
    assert (wrong, runner.returncode) == ([], 0)
