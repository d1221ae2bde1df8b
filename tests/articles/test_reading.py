"""Files, folders, manifests and pipes to articles."""

from __future__ import annotations

import datetime
import gzip
import io
import json
import os
import random
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import geomap
from geomap.articles import parse_columns, read_articles
from geomap.errors import ArticleError, OptionError
from geomap.records import Article, Skipped

TEXT = "Two rockets fell near the airport on Friday."
SUNDAY = datetime.date(2020, 1, 5)


def write(folder: Path, **files: str | bytes) -> Path:
    """Files in a folder; two underscores in a name stand for its dot, three for a slash."""
    for name, content in files.items():
        path = folder / name.replace("___", "/").replace("__", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def seen(articles: list[Article], folder: Path) -> list[tuple[str, str | None]]:
    """Path below the folder and title of each article."""
    return [((article.path or "").removeprefix(f"{folder}{os.sep}"), article.title) for article in articles]


def test_every_format_gives_the_same_article(tmp_path: Path) -> None:
    fields = {
        "title": "Convoy moves",
        "source": "Daily Example",
        "published": "2020-01-05",
        "url": "https://example.org/a",
    }
    head = "".join(f"{name}: {value}\n" for name, value in fields.items())
    table = ",".join([*fields, "text"]) + "\n" + ",".join([*fields.values(), TEXT])
    write(
        tmp_path,
        a__txt=head + TEXT,
        b__md=f"---\n{head}---\n{TEXT}",
        c__csv=table,
        d__tsv=table.replace(",", "\t"),
        e__jsonl=json.dumps({**fields, "text": TEXT}),
        f__txt__gz=gzip.compress((head + TEXT).encode()),
    )
    articles = read_articles(tmp_path)
    expected = Article(TEXT, SUNDAY, "Daily Example", "Convoy moves", "https://example.org/a")
    assert {(a.text, a.published, a.source, a.title, a.url) for a in articles} == {
        (expected.text, expected.published, expected.source, expected.title, expected.url)
    }
    assert [article.id for article in articles] == [expected.id, *[f"{expected.id}-{n}" for n in range(2, 7)]]
    assert (articles.skipped, articles.notes) == ([], [])


def test_a_page_gives_an_article_with_its_metadata(tmp_path: Path) -> None:
    words = "<p>Trucks with soldiers moved north along the river while people watched from their roofs.</p>" * 3
    write(
        tmp_path,
        a__html="<html><head><title>Convoy moves</title><meta property='og:site_name' content='Daily Example'>"
        "<meta property='article:published_time' content='2020-01-05T10:00Z'></head>"
        f"<body><article><h1>Convoy moves</h1>{words}</article></body></html>",
    )
    (article,) = read_articles(tmp_path)
    assert (article.title, article.source, article.published) == ("Convoy moves", "Daily Example", SUNDAY)


def test_folders_are_read_in_the_order_of_their_names_and_each_file_once(tmp_path: Path) -> None:
    write(tmp_path, b__txt="b", a___z__txt="z", a___deep___y__md="y", _hidden__txt="no", a__txt="a")
    (tmp_path / ".hidden.txt").write_text("no")
    (tmp_path / "_hidden.txt").unlink()
    (tmp_path / "loop").symlink_to(".")
    (tmp_path / "out.txt").symlink_to("/etc/passwd")
    articles = read_articles([tmp_path, tmp_path / "b.txt", str(tmp_path / "a")])
    assert [path for path, _ in seen(articles, tmp_path)] == ["a.txt", "b.txt", "a/z.txt", "a/deep/y.md"]
    assert [skip.reason.removeprefix(f"{tmp_path}/") for skip in articles.skipped] == [
        "loop: is a symbolic link; name it itself to have it read",
        "out.txt: is a symbolic link; name it itself to have it read",
    ]


def test_a_manifest_describes_the_files_beside_and_below_it_and_wins_over_their_heads(tmp_path: Path) -> None:
    write(
        tmp_path,
        articles__csv="file,source,title,published,url\na.txt,Daily Example,From the list,2020-01-05,\n"
        "sub/b.txt,,Below,,\nmissing.txt,,,,\n../escape.txt,,,,\na.txt,,,,\n",
        a__txt=f"Title: From the head\nURL: https://example.org/a\n{TEXT}",
        sub___b__txt=TEXT,
        c__txt="Unlisted.",
    )
    articles = read_articles(tmp_path)
    assert seen(articles, tmp_path) == [("a.txt", "From the list"), ("c.txt", None), ("sub/b.txt", "Below")]
    assert (articles[0].published, articles[0].url) == (SUNDAY, "https://example.org/a")
    assert [skip.reason.removeprefix(f"{tmp_path}/") for skip in articles.skipped] == [
        "articles.csv:4: names 'missing.txt', which is not there",
        "articles.csv:5: names '../escape.txt', which is not in the manifest's folder",
        "articles.csv:6: names 'a.txt' again, after line 2",
    ]
    assert read_articles(tmp_path / "articles.csv")[:2] == [articles[0], articles[2]]
    assert read_articles(tmp_path / "a.txt")[:] == [articles[0]]


def test_a_manifest_above_the_folder_that_was_given_has_no_say(tmp_path: Path) -> None:
    write(tmp_path, articles__csv="file,title\nsub/a.txt,From above\n", sub___a__txt=TEXT)
    assert [read_articles(tmp_path / path)[0].title for path in ("sub", "sub/a.txt", "")] == [None, None, "From above"]


def test_a_table_named_like_a_manifest_that_holds_the_texts_is_a_table(tmp_path: Path) -> None:
    write(tmp_path, articles__csv=f"file,text\nnone.txt,{TEXT}\n")
    assert [article.text for article in read_articles(tmp_path)] == [TEXT]


def test_one_bad_article_is_named_and_costs_no_other(tmp_path: Path) -> None:
    write(tmp_path, a__txt=b"%PDF-1.4", b__txt=TEXT, c__jsonl='{"text": "one"}\n{bad\n{"text": "two"}\n', d__docx="x")
    articles = read_articles(tmp_path)
    assert [article.text for article in articles] == [TEXT, "one", "two"]
    reasons = [
        ("a.txt", "is a PDF file; save it as text first"),
        ("c.jsonl:2", "is not JSON (Expecting property name enclosed in double quotes at column 2)"),
        ("d.docx", "ends in .docx; geomap reads .txt, .md, .html, .csv, .tsv, .jsonl, each also as .gz"),
    ]
    assert articles.skipped == [
        Skipped("articles", f"{tmp_path / name}: {reason}", path=str(tmp_path / name)) for name, reason in reasons
    ]


def test_nothing_readable_is_an_error_that_names_the_file_and_the_fix(tmp_path: Path) -> None:
    write(tmp_path, a__pdf="x", b__csv="id\n1\n")
    with pytest.raises(ArticleError, match=r"a\.pdf: ends in \.pdf; geomap reads .*; nor could 1 more"):
        read_articles(tmp_path)
    with pytest.raises(ArticleError, match="no articles to read"):
        read_articles([])
    with pytest.raises(ArticleError, match=r"nowhere\.txt: is not there"):
        read_articles(tmp_path / "nowhere.txt")


@pytest.mark.parametrize(("name", "content"), [("a.txt", ""), ("a.html", " \n"), ("a.csv", "text\n"), ("a.jsonl", "")])
def test_files_without_words_are_no_error_but_are_named(name: str, content: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(content)
    articles = read_articles(tmp_path)
    assert (len(articles), [skip.path for skip in articles.skipped]) == (0, [str(tmp_path / name)])


def test_an_article_without_a_day_has_none_and_the_run_says_so_once(tmp_path: Path) -> None:
    write(tmp_path, a__txt=TEXT, b__txt=TEXT + " More.", c__txt=f"Published: someday\n{TEXT}")
    articles = read_articles(tmp_path)
    assert [article.published for article in articles] == [None, None, None]
    assert [note.split(":")[0].split(";")[0] for note in articles.notes] == [
        "2 articles without a publication date",
        "1 article with a publication date that is not read",
    ]
    given_day = read_articles(tmp_path, published="2020-01-05")
    assert [article.published for article in given_day] == [SUNDAY] * 3
    assert len(given_day.notes) == 1


def test_what_comes_through_a_pipe_is_told_by_its_beginning(monkeypatch: pytest.MonkeyPatch) -> None:
    for data in (f"Title: A\n\n{TEXT}", json.dumps({"title": "A", "text": TEXT}), f"title,text\nA,{TEXT}\n"):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data.encode())))
        (article,) = read_articles("-")
        assert (article.title, article.text) == ("A", TEXT)


def test_a_pipe_in_the_file_system_does_not_stop_the_run(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    write(tmp_path, b__txt=TEXT)
    articles = read_articles(tmp_path)
    assert len(articles) == 1
    assert "a.txt: is not a regular file" in articles.skipped[0].reason


def test_a_gzip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(bytes(20 << 20)))
    with pytest.raises(ArticleError, match="unpacks to more than 5 MB"):
        read_articles(tmp_path)


def test_columns_that_are_not_usual_can_be_named(tmp_path: Path) -> None:
    write(tmp_path, a__csv=f"lead,when\n{TEXT},2020-01-05\n", b__jsonl=json.dumps({"lead": TEXT, "when": "2020-01-05"}))
    articles = read_articles(tmp_path, columns=parse_columns("text=lead, published=when"))
    assert [(article.text, article.published) for article in articles] == [(TEXT, SUNDAY)] * 2
    with pytest.raises(OptionError, match="'words' is not a field of an article; they are text, title"):
        read_articles(tmp_path, columns={"words": "lead"})
    with pytest.raises(OptionError, match="'lead' is not field=column"):
        parse_columns("lead")


def test_shared_ids_become_unique_in_the_same_way_whatever_the_order(tmp_path: Path) -> None:
    rows = [{"id": "a", "text": f"Text {number}."} for number in range(4)] + [{"id": "a-2", "text": "Taken."}]
    found = []
    for seed in range(3):
        random.Random(seed).shuffle(rows)
        write(tmp_path, a__jsonl="\n".join(map(json.dumps, rows)))
        found.append({article.text: article.id for article in read_articles(tmp_path)})
    assert found[0] == found[1] == found[2]
    assert sorted(found[0].values()) == ["a", "a-2", "a-3", "a-4", "a-5"]


def test_an_address_that_is_no_web_address_is_left_out_and_told(tmp_path: Path) -> None:
    write(tmp_path, a__txt=f"URL: javascript:alert(1)\nPublished: 2020-01-05\n{TEXT}")
    articles = read_articles(tmp_path)
    assert articles[0].url is None
    assert articles.notes == [f"1 article with an address that is not http or https, left out ({tmp_path / 'a.txt'})"]


def test_progress_is_told_file_by_file(tmp_path: Path) -> None:
    steps: list[int] = []
    read_articles(write(tmp_path, a__txt="a", b__txt="", c__pdf="c"), progress=steps.append)
    assert steps == [1, 1, 1]


def test_read_articles_is_among_the_public_names() -> None:
    assert geomap.read_articles is read_articles


ENDINGS = [".txt", ".md", ".csv", ".jsonl", ".tsv", ".txt.gz", ""]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(ENDINGS),
    st.binary(max_size=200) | st.text(max_size=100).map(lambda text: text.encode("utf-8", "replace")),
)
def test_any_bytes_under_any_name_are_articles_or_one_clear_line(tmp_path: Path, ending: str, data: bytes) -> None:
    path = tmp_path / f"file{ending}"
    path.write_bytes(data)
    try:
        articles = read_articles(path)
    except ArticleError as error:
        assert str(path) in str(error)
        assert "\n" not in str(error)
    else:
        assert all(article.text for article in articles)
