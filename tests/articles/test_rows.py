"""Tables of articles: comma-separated text and JSON lines."""

from __future__ import annotations

import csv
import json

import pytest

from geomap.articles.rows import read_csv_rows, read_json_rows
from geomap.errors import ArticleError

ROW = {"text": "Two rockets fell.", "published": "2020-01-05"}


@pytest.mark.parametrize(
    "text",
    [
        "text,date\nTwo rockets fell.,2020-01-05\n",
        "Date;BODY\n2020-01-05;Two rockets fell.",
        "\n\nfull text\tpub-date\nTwo rockets fell.\t2020-01-05\r\n\r\n\t\n",
        "sep=|\nContent|Published At\nTwo rockets fell.|2020-01-05",
        'text,date\r"Two rockets fell.",2020-01-05\r',
        "text,date\nTwo roc\0kets fell.,2020-01-05\n",
    ],
    ids=["comma", "semicolon", "tab", "separator line", "carriage returns", "zero bytes"],
)
def test_the_usual_shapes_of_a_table_are_recognised(text: str) -> None:
    assert [row for _, row in read_csv_rows(text, {})[1]] == [ROW]


def test_rows_know_the_line_they_begin_on() -> None:
    text = 'text,id\n"one\n\nmore",1\n\ntwo,2\n'
    _, rows, problems = read_csv_rows(text, {})
    assert rows == [(2, {"text": "one\n\nmore", "id": "1"}), (6, {"text": "two", "id": "2"})]
    assert problems == []


def test_a_bad_row_is_named_by_its_line_and_costs_no_other() -> None:
    text = 'text,id\ngood,1\n"bad \\"quote\\" here",2\ngood,3\nmany,4,5,6\ngood,7\nx,"never closed\ngood,8\n'
    _, rows, problems = read_csv_rows(text, {})
    assert [(line, row["id"]) for line, row in rows] == [(2, "1"), (4, "3"), (6, "7")]
    assert [line for line, _ in problems] == [3, 5, 7]
    assert "never closed" in problems[2][1]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "is empty"),
        ("id,title\n1,x\n", r"no text column \(such as text, body, content, article\); its columns are 'id', 'title'"),
        ("id,Text,text\n", "two columns named 'text'"),
        ("<!doctype html><html>", "holds a web page"),
        ('[{"text": "x"}]', "holds JSON"),
    ],
)
def test_a_table_that_cannot_be_used_is_refused_by_what_is_wrong(text: str, complaint: str) -> None:
    with pytest.raises(ArticleError, match=complaint):
        read_csv_rows(text, {})


def test_columns_named_by_the_user_win_and_must_be_there() -> None:
    text = "text,lead\nmenu,Two rockets fell.\n"
    assert read_csv_rows(text, {"text": "Lead"})[1] == [(2, {"text": "Two rockets fell."})]
    with pytest.raises(ArticleError, match="no column 'body'; its columns are 'text', 'lead'"):
        read_csv_rows(text, {"text": "body"})


def test_reading_leaves_the_limit_of_the_csv_module_as_it_was() -> None:
    before = csv.field_size_limit()
    assert len(read_csv_rows("text\n" + "x" * 200_000, {})[1][0][1]["text"] or "") == 200_000
    assert csv.field_size_limit() == before


def test_json_lines_give_what_they_hold_and_name_what_they_do_not() -> None:
    lines = [
        json.dumps({"text": "one\u2028still one", "source": {"id": None, "name": "Daily Example"}, "id": 7}),
        "",
        "{broken",
        "[" * 100_000,
        json.dumps({"text": ["a", "list"]}),
        json.dumps({"title": "no text"}),
        json.dumps("a string"),
        json.dumps({"Body": "two", "url": ["not one"], "date": 20200105}),
    ]
    rows, problems = read_json_rows("\n".join(lines), {})
    assert rows == [
        (1, {"text": "one\u2028still one", "source": "Daily Example", "id": "7"}),
        (8, {"text": "two", "url": None, "published": "20200105"}),
    ]
    assert [line for line, _ in problems] == [3, 4, 5, 6, 7]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ('[{"text": "x"}, {"text": "y"}]', "holds a JSON array"),
        (json.dumps({"text": "x"}, indent=1), "one JSON object over several lines"),
        ("1\n2\n", "no line that can be read; line 1 is not an object but a number"),
        ("{'text': 'x'}", "line 1 is not JSON"),
        ("<html>", "holds a web page"),
    ],
)
def test_a_file_without_one_object_per_line_is_refused_by_what_it_is(text: str, complaint: str) -> None:
    with pytest.raises(ArticleError, match=complaint):
        read_json_rows(text, {})
