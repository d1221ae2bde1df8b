"""Reports of one happening are joined, reports of different ones are not, on the project's own groups."""

import tomllib
from pathlib import Path

import pytest

from benchmarks.merging import read_groups, score

FLOORS = tomllib.loads((Path(__file__).parent / "floors.toml").read_text(encoding="utf-8"))["merging"]


@pytest.mark.slow
def test_merging_is_at_least_as_good_as_its_floors():
    precision, _, f1, wrong = score()
    assert precision >= FLOORS["precision"] and f1 >= FLOORS["f1"], "\n".join(wrong)


def test_there_are_more_than_a_hundred_groups():
    assert len(read_groups()) >= 130
