"""Every hostile article ends as the manifest says: read, or left out with one line that names it."""

from __future__ import annotations

import itertools
import json
import os
import re
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from geomap.articles import Articles, printable_name, read_articles
from geomap.errors import ArticleError

# The walk through these links is tested with the tree as a whole.
LINKS_TO_FOLDERS = {"articles/fs/dir_loop", "articles/fs/root_link"}
GOOD = "Two rockets fell near the airport on Friday."


def left_out_with_one_line(articles: Articles, name: str) -> bool:
    reasons = [skip.reason for skip in articles.skipped if (skip.path or "").startswith(name)]
    return bool(reasons) and all(name in reason and "\n" not in reason for reason in reasons)


def test_every_article_is_read_or_refused_as_the_manifest_says_and_costs_no_other(hostile_tree, tmp_path: Path) -> None:
    good = tmp_path / "good.txt"
    good.write_text(GOOD)
    entries = [entry for entry in hostile_tree.of("article") if entry.path not in LINKS_TO_FOLDERS]
    if os.geteuid() == 0:
        # For root there is no file without permission.
        entries = [entry for entry in entries if not entry.path.endswith("unreadable.txt")]
    times = [time.perf_counter()]
    articles = read_articles(
        [*(entry.file for entry in entries), good],
        progress=lambda _: times.append(time.perf_counter()),
    )
    rows: dict[str, int] = {}
    for article in articles:
        name = re.sub(r":\d+$", "", article.path or "")
        rows[name] = rows.get(name, 0) + 1
    wrong = []
    for entry, took in zip(entries, (end - start for start, end in itertools.pairwise(times)), strict=False):
        name = printable_name(str(entry.file))
        read = rows.get(name, 0)
        if entry.accept:
            right = entry.rows in (None, read) and (read > 0 or left_out_with_one_line(articles, name))
        else:
            right = read == 0 and left_out_with_one_line(articles, name)
        # A file that another one links to is read once, under the name that came first.
        if not right and not (entry.file.is_symlink() or entry.path == "articles/fs/target.txt"):
            wrong.append((entry.path, read))
        if took > entry.budget_s:
            wrong.append((entry.path, took))
    assert wrong == []
    assert articles[-1].text == GOOD


def test_no_text_of_a_hostile_article_holds_what_no_writer_can_write(hostile_tree) -> None:
    articles = read_articles(hostile_tree.root / "articles")
    banned = {*map(chr, range(0x20)), *map(chr, range(0x7F, 0xA0)), "\u202e", "\u2066", "\ufffe", "\uffff"} - {
        "\n",
        "\t",
    }
    for article in articles:
        for text in (article.text, article.title or "", article.source or "", article.url or "", article.id):
            text.encode("utf-8")
            assert not banned & set(text), article.path
        assert article.url is None or article.url.startswith(("http://", "https://"))
        assert "root:x:0:0" not in article.text
    assert len({article.id for article in articles}) == len(articles)


def test_a_walk_ends_reads_each_file_once_and_does_not_leave_the_folder(hostile_tree) -> None:
    articles = read_articles(hostile_tree.root / "articles" / "fs")
    names = [Path(article.path or "").name for article in articles]
    expected = ["target.txt", "unreadable.txt", "x.txt"] if os.geteuid() == 0 else ["target.txt", "x.txt"]
    assert sorted(names) == expected


def test_an_empty_folder_is_an_error_that_names_it(hostile_tree) -> None:
    for entry in hostile_tree.of("dir"):
        with pytest.raises(ArticleError, match=entry.file.name):
            read_articles(entry.file)


def test_no_address_is_ever_fetched(hostile_tree, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    lines = (hostile_tree.root / "urls.jsonl").read_text("utf-8").splitlines()
    for address in (json.loads(line)["url"] for line in lines):
        with pytest.raises(ArticleError, match=r"is not a file|is not there|no articles to read"):
            read_articles(address)


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the high-water mark is read from /proc")
def test_reading_them_all_stays_within_the_smallest_memory_budget(hostile_tree) -> None:
    program = (
        "import pathlib, re, resource, sys; from geomap.articles import read_articles; read_articles(sys.argv[1]);"
        # A process's own ru_maxrss also counts the process that started it; the high-water mark does not.
        "own = re.search(r'VmHWM:\\s+(\\d+)', pathlib.Path('/proc/self/status').read_text())[1];"
        "print(max(int(own), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss))"
    )
    command = [sys.executable, "-c", program, hostile_tree.root / "articles"]
    kilobytes = int(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    assert kilobytes / 1024 < min(entry.rss_mb for entry in hostile_tree.of("article"))
