"""One bad article costs only itself, in one process and in several."""

import os
import re
import time

import pytest

import geomap.parallel
from geomap.parallel import note_errors, run_on_articles
from geomap.records import Article, Skipped
from geomap.time_limit import time_limit

RUNAWAY = re.compile(r"(?:a|aa)+$")


class Extract:
    """Stands in for the pipeline: some words in a text make trouble."""

    def __call__(self, article):
        if article.text == "fail":
            raise ValueError("boom")
        if article.text == "die":
            os._exit(1)
        return (), [Skipped("events", article.text)]


def reasons(*texts, jobs=1):
    articles = [Article(text, id=str(number)) for number, text in enumerate(texts)]
    return [skipped[0].reason for _, skipped in run_on_articles(Extract(), articles, jobs=jobs)]


def test_an_article_that_fails_is_named_and_the_others_are_read():
    assert reasons("a", "fail", "b") == ["a", "an error inside geomap: ValueError: boom", "b"]


@pytest.fixture
def small_chunks(monkeypatch):
    """Chunks of two articles, and no folder too small for several processes."""
    monkeypatch.setattr(geomap.parallel, "_CHUNK", 2)
    monkeypatch.setattr(geomap.parallel, "_FEW", 0)


@pytest.mark.usefixtures("small_chunks")
def test_an_article_that_kills_its_worker_is_named_and_the_others_are_read():
    assert reasons("a", "b", "c", "die", "e", jobs=2) == ["a", "b", "c", "its text ended the process that read it", "e"]


@pytest.mark.usefixtures("small_chunks")
def test_the_order_is_that_of_the_articles():
    assert reasons(*"abcdef", jobs=2) == list("abcdef")


def test_progress_counts_every_article():
    told = []
    articles = [Article(text) for text in ("a", "fail", "b")]
    list(run_on_articles(Extract(), articles, progress=told.append))
    assert sum(told) == 3


def test_a_pattern_that_runs_away_is_stopped():
    start = time.monotonic()
    with pytest.raises(TimeoutError), time_limit(0.2):
        RUNAWAY.match("a" * 60 + "b")
    assert time.monotonic() - start < 20


def test_work_within_its_limit_is_left_alone():
    with time_limit(60):
        assert RUNAWAY.match("aaa")


@pytest.mark.parametrize(
    ("count", "notes"),
    [
        (0, []),
        (1, ["1 article set off an error inside geomap; the skipped table names it"]),
        (2, ["2 articles set off an error inside geomap; the skipped table names them"]),
    ],
)
def test_errors_inside_are_told_once(count, notes):
    assert note_errors([Skipped("articles", "an error inside geomap: X")] * count) == notes
