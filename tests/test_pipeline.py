"""From articles in memory to tables."""

import datetime

import pytest

import geomap
from geomap.options import Options
from geomap.pipeline import Extractor

BOMB = "A car bomb killed four people in Kirkuk on Friday, police said."
ROCKETS = "Two rockets landed near the airport of Erbil on Saturday. Nobody was hurt."


def article(text=BOMB, published="2020-01-05", **more):
    return geomap.Article(text, published=published, **more)


def test_what_an_article_says_becomes_a_row():
    (row,) = geomap.map_incidents([article()]).incidents.to_dict("records")
    day = datetime.date(2020, 1, 3)
    expected = ("bombing", "occurred", "Kirkuk", "IQ", day, day, 4, 4)
    names = ("kind", "status", "place", "country", "date_start", "date_end", "killed_low", "killed_high")
    assert tuple(row[name] for name in names) == expected


def test_no_article_gives_empty_tables_with_their_columns():
    result = geomap.map_incidents([])
    assert (len(result.incidents), "kind" in result.incidents, len(result.skipped)) == (0, True, 0)


def test_the_order_of_the_articles_changes_nothing():
    articles = [
        article(source="A"),
        article("Four died when a car blew up in Kirkuk on Friday.", source="B"),
        article(ROCKETS),
    ]
    one, other = (geomap.map_incidents(given).incidents for given in (articles, articles[::-1]))
    assert one.to_csv() == other.to_csv()


def test_an_article_without_a_day_keeps_its_absolute_dates_only():
    dated = article("A car bomb killed four people in Kirkuk on 3 January 2020.", published=None)
    relative = article("A car bomb killed four people in Mosul on Friday.", published=None)
    table = geomap.map_incidents([dated, relative]).incidents.set_index("place")
    assert table["date"].to_dict() == {"Kirkuk": datetime.date(2020, 1, 3), "Mosul": None}


@pytest.mark.parametrize(
    ("options", "kept"),
    [
        (Options(since=datetime.date(2020, 1, 4)), ["rocket_attack"]),
        (Options(until=datetime.date(2020, 1, 3)), ["bombing"]),
        (Options(layers=("bombings",)), ["bombing"]),
    ],
)
def test_days_and_layers_filter_the_table(options, kept):
    table = geomap.map_incidents([article(), article(ROCKETS)], options).incidents
    assert table["kind"].tolist() == kept


def test_a_record_of_another_kind_is_refused():
    with pytest.raises(geomap.ArticleError, match=r"wants geomap\.Article records, not str"):
        geomap.map_incidents(["a text"])


def test_two_processes_give_the_same_tables():
    articles = [article(BOMB.replace("four", str(number)), id=f"a{number}") for number in range(2, 130)]
    one, two = (geomap.map_incidents(articles, Options(jobs=jobs)) for jobs in (1, 2))
    assert one.reports.to_csv() == two.reports.to_csv()


def test_an_article_that_sets_off_an_error_costs_only_itself(monkeypatch):
    extract = Extractor.__call__

    def fail_on_bad(self, given):
        if given.id == "bad":
            raise ValueError("boom")
        return extract(self, given)

    monkeypatch.setattr(Extractor, "__call__", fail_on_bad)
    result = geomap.map_incidents([article(id="bad"), article(ROCKETS, id="good")])
    assert result.incidents["kind"].tolist() == ["rocket_attack"]
    left_out = result.skipped.set_index("article_id")["reason"]
    assert left_out["bad"] == "an error inside geomap: ValueError: boom"
    assert result.notes == ("1 article set off an error inside geomap; the skipped table names it",)
