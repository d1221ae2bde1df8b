"""Sentences end where a reader would end them."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.language import split_sentences


def sentences(text):
    return [text[s.start : s.end] for s in split_sentences(text)]


@pytest.mark.parametrize(
    "expected",
    [
        ["Gen. Ali Hassan spoke.", "He left."],
        ["It happened on Jan. 3 in the town.", "Nobody was hurt."],
        ["It happened in Sept.", "Nobody was hurt."],
        ["He lives in St. Louis.", "She does not."],
        ["They left the U.S.", "He stayed."],
        ["The blast came at 9 a.m.", "Police arrived at once."],
        ["Mr. J. Smith of the U.N. Security Council spoke.", "Others listened."],
        ["He paid 3.5 million.", "It was late."],
        ["Will it hold?", "Nobody knows!", "We wait..."],
        ["The shop of Smith & Co. Ltd. burned.", "It was empty."],
    ],
)
def test_a_full_stop_ends_a_sentence_only_where_one_ends(expected):
    assert sentences(" ".join(expected)) == expected


def test_a_missing_space_after_a_full_stop_still_ends_the_sentence():
    assert sentences("He said so.Twelve men left.") == ["He said so.", "Twelve men left."]


def test_a_quotation_mark_belongs_to_the_sentence_it_closes():
    assert sentences("“We are ready.” They left.") == ["“We are ready.”", "They left."]


def test_a_hard_wrapped_line_goes_on():
    text = "A convoy of army trucks was seen on the road to the\nborder crossing on Monday.\nIt carried fuel.\n"
    assert sentences(text) == [
        "A convoy of army trucks was seen on the road to the\nborder crossing on Monday.",
        "It carried fuel.",
    ]


def test_a_first_line_without_a_full_stop_is_a_headline():
    found = split_sentences("Blast shakes the port\n\nA blast shook the port on Monday.")
    assert [(s.paragraph, s.headline) for s in found] == [(0, True), (1, False)]


@pytest.mark.parametrize("text", ["", "   ", "\n\n \n", "...", "—"])
def test_a_text_without_words_has_no_sentences(text):
    assert split_sentences(text) == []


@given(st.text(alphabet="ab.?! \n\"“”A1,;'U.S", max_size=200))
def test_sentences_are_in_order_apart_and_hold_every_word(text):
    found = split_sentences(text)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    assert "".join(filter(str.isalnum, "".join(sentences(text)))) == "".join(filter(str.isalnum, text))
