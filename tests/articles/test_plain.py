"""Heads of text files, and Markdown."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.articles.fields import Draft
from geomap.articles.plain import read_markdown, read_plain

FULL = Draft("a.txt", "Soldiers left.", "Convoy moves", "Daily Example", "2020-01-05", "https://example.org/a")


@pytest.mark.parametrize(
    "text",
    [
        "Title: Convoy moves\nSource: Daily Example\nPublished: 2020-01-05\nURL: https://example.org/a\n\n"
        "Soldiers left.",
        "\ufeff\n\nHEADLINE: Convoy moves\r\nOutlet: Daily Example\r\nDate: 2020-01-05\r\nLink: https://example.org/a\r\n"
        "Soldiers left.",
        "Title: Convoy moves\nAuthor: A. Writer\nTags: army\nSource: Daily Example\nPublished: 2020-01-05\n"
        "URL: https://example.org/a\n\nSoldiers left.",
        "---\ntitle: Convoy moves\nsource: Daily Example\ndate: 2020-01-05\nurl: 'https://example.org/a'\n"
        "tags: [army, {deep: yes}]\n---\nSoldiers left.",
    ],
    ids=["head lines", "other names and line ends", "other heads between", "front matter"],
)
def test_a_head_is_taken_off_the_text(text: str) -> None:
    draft = read_plain(text, "a.txt")
    assert Draft(draft.path, draft.text.strip(), draft.title, draft.source, draft.published, draft.url) == FULL


@pytest.mark.parametrize(
    "text",
    [
        "Baghdad: two rockets fell near the airport.",
        "Author: nobody\nTwo rockets fell.",
        "Officials said: Title: nothing.",
        "---\nnot: [closed\n---\nTwo rockets fell.",
        "---\n- a list\n---\nTwo rockets fell.",
        "---\n" + "[" * 1500 + "\n---\nTwo rockets fell.",
        "--- two rockets fell ---",
    ],
)
def test_what_is_no_head_stays_text(text: str) -> None:
    assert read_plain(text, "a.txt") == Draft("a.txt", text)


def test_a_head_without_words_after_it_is_an_article_without_text() -> None:
    assert read_plain("Title: Convoy moves\nPublished: 2020-01-05", "a.txt").text.strip() == ""


def test_markdown_loses_its_signs_and_gives_its_first_heading_as_title() -> None:
    text = (
        "# Convoy *moves* #\n\n![map](m.png)Two **rockets** fell near "
        "[the airport](https://example.org/a_(b)) on _Friday_.\n"
        "> Nobody was hurt.\n\n---\n\n## Later\nfile_name_one and 2 * 3 * 4 stay, see <https://example.org>."
    )
    draft = read_markdown(text, "a.md")
    assert draft.text == (
        "Convoy moves\n\nTwo rockets fell near the airport on Friday.\n"
        "Nobody was hurt.\n\n\n\nLater\nfile_name_one and 2 * 3 * 4 stay, see https://example.org."
    )
    assert draft.title == "Convoy moves"


@given(st.text())
def test_any_text_can_be_read(text: str) -> None:
    assert read_markdown(text, "a.md").path == read_plain(text, "a.md").path == "a.md"


@pytest.mark.parametrize(
    "piece", ["[", "![", "*a ", "_a ", "# ", "<https://", "a(", "**", "- - ", "Title: x\n", "---\n"]
)
@pytest.mark.parametrize("read", [read_plain, read_markdown])
def test_no_sign_repeated_makes_reading_slow(read: Callable[[str, str], Draft], piece: str) -> None:
    def seconds(count: int) -> float:
        start = time.process_time()
        read(piece * count, "a.md")
        return time.process_time() - start

    # Sixteen times as long a text may take some more than sixteen times as long; quadratic would be 256.
    assert seconds(64_000) < 100 * max(min(seconds(4_000) for _ in range(3)), 0.0005)
