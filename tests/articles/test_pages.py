"""Web pages, and the process that reads them."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from geomap.articles import page_reader
from geomap.articles.page_reader import PageReader
from geomap.articles.pages import Page, read_page, read_page_simply
from geomap.errors import ArticleError

WORDS = "".join(
    f"<p>Part {number}: trucks with soldiers moved north along the river while people watched from their roofs.</p>"
    for number in range(5)
)


def page(head: str = "", body: str = "") -> str:
    return (
        f"<html><head><title>Convoy moves | Daily Example</title>{head}</head><body><nav><a href=/>Home</a> Sport</nav>"
        f"<article><h1>Convoy moves</h1>{body}{WORDS}</article><footer>Copyright 2026 Daily Example</footer>"
    )


def test_main_text_and_metadata_are_taken_and_menus_left() -> None:
    head = (
        '<meta property="og:site_name" content="Daily Example"><meta property="og:url" content="https://example.org/a">'
        '<meta property="article:published_time" content="2020-01-05T23:30:00-05:00">'
    )
    read = read_page(page(head))
    assert (read.title, read.source, read.published, read.url, read.simple) == (
        "Convoy moves",
        "Daily Example",
        "2020-01-05",
        "https://example.org/a",
        False,
    )
    assert "Part 0: trucks" in read.text and "Part 4: trucks" in read.text
    assert "Sport" not in read.text and "Copyright" not in read.text


@pytest.mark.parametrize(
    ("head", "body", "day"),
    [
        (
            '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2020-01-05"}</script>',
            "",
            "2020-01-05",
        ),
        ("", '<time datetime="2020-01-05T08:00">Sunday</time>', "2020-01-05"),
        ("", "<p class=date>Published 5 January 2020</p>", "2020-01-05"),
        ("", "<p>The war began on 24 February 2022.</p>", None),
        ("", "<p>Nothing is said of the day.</p>", None),
        ('<meta property="article:published_time" content="+275760-09-13T00:00:00Z">', "", None),
        ('<script type="application/ld+json">{"datePublished":"9999-99-99",</script>', "", None),
    ],
)
def test_the_day_comes_from_what_says_it_is_the_publication_and_never_from_the_story(
    head: str, body: str, day: str | None
) -> None:
    assert read_page(page(head, body)).published == day


def test_a_page_nested_too_deeply_for_the_extractor_gives_all_its_visible_text() -> None:
    html = "<title>Deep</title>" + "<div>" * 3000 + "Two rockets fell." + "</div>" * 3000
    assert read_page(html) == Page("Two rockets fell.", title="Deep", simple=True)


def test_visible_text_has_lines_for_blocks_and_no_script_style_or_head() -> None:
    html = (
        "<head><title>A\n title</title><style>p{}</style><body><h1>Head</h1><p>One &amp; two<br>three <b>bold</b></p>"
        "<script>var x = '<p>no</p>'</script><ul><li>four<li>five</ul><!-- six -->"
    )
    assert read_page_simply(html) == Page(
        "Head\n\nOne & two\n\nthree bold\n\nfour\n\nfive", title="A title", simple=True
    )


@pytest.fixture
def hostile_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader whose parsers obey a page that says what to do to them, as some pages do to real parsers."""
    obey = (
        "import os, time\n"
        "def obey(html):\n"
        "    if 'die' in html: os.kill(os.getpid(), 9)\n"
        "    if 'stall' in html: time.sleep(60)\n"
        "    if 'fail' in html: raise MemoryError('too much')\n"
        "    return simple(html)\n"
        "import geomap.articles.page_reader as page_reader\n"
        "simple = page_reader.read_page_simply\n"
        "page_reader.read_page = page_reader.read_page_simply = obey\n"
        "page_reader.serve()"
    )
    command = "import sys; sys.path[:] = sys.argv[1:]; exec(" + repr(obey) + ")"
    monkeypatch.setattr(page_reader, "_COMMAND", command)


@pytest.mark.parametrize(
    ("word", "complaint"),
    [("die", "ended the process"), ("stall", r"longer than 0\.8 s"), ("fail", "MemoryError: too much")],
)
def test_a_page_that_stalls_or_kills_its_reader_costs_only_itself(
    hostile_reader: None, word: str, complaint: str
) -> None:
    with PageReader(0.8) as reader:
        assert reader.read("<p>one").text == "one"
        with pytest.raises(ArticleError, match=complaint):
            reader.read(f"<p>{word}")
        assert reader.read("<p>two").text == "two"


def test_the_reader_starts_with_the_first_page_is_kept_and_ends_with_the_work(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[subprocess.Popen[bytes]] = []

    class Counted(subprocess.Popen):  # type: ignore[type-arg]
        def __init__(self, *arguments: object, **options: object) -> None:
            super().__init__(*arguments, **options)  # type: ignore[call-overload]
            started.append(self)

    monkeypatch.setattr(subprocess, "Popen", Counted)
    with PageReader(10) as reader:
        assert started == []
        texts = [reader.read(f"<p>{word}").text for word in ("one", "two", "three")]
    assert (texts, len(started), started[0].poll() is not None) == (["one", "two", "three"], 1, True)


def test_a_module_in_the_current_folder_is_not_run_by_the_reader(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "json.py").write_text(f"open({str(tmp_path / 'ran')!r}, 'w')")
    monkeypatch.chdir(tmp_path)
    with PageReader(10) as reader:
        assert reader.read("<p>one").text == "one"
    assert [entry.name for entry in tmp_path.iterdir()] == ["json.py"]
