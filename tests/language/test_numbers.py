"""Counts in digits and words become bounds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.language import find_numbers


def numbers(text):
    return [(q.text, q.low, q.high) for q in find_numbers(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3,500 troops", [("3,500", 3500, 3500)]),
        ("twelve people", [("twelve", 12, 12)]),
        ("twenty-five men", [("twenty-five", 25, 25)]),
        ("two hundred and five houses", [("two hundred and five", 205, 205)]),
        ("a hundred men", [("hundred", 100, 100)]),
        ("1.5 million people", [("1.5 million", 1_500_000, 1_500_000)]),
        ("at least 12 people", [("12", 12, None)]),
        ("more than a dozen men", [("dozen", 12, None)]),
        ("no fewer than six", [("six", 6, None)]),
        ("up to 40 fighters", [("40", None, 40)]),
        ("30 or more", [("30", 30, None)]),
        ("between 10 and 15 men", [("10 and 15", 10, 15)]),
        ("10 to 15 men", [("10 to 15", 10, 15)]),
        ("five or six men", [("five or six", 5, 6)]),
        ("dozens fled", [("dozens", 12, None)]),
        ("hundreds of families", [("hundreds", 100, None)]),
        ("tens of thousands marched", [("tens of thousands", 10_000, None)]),
        ("several people", [("several", 3, None)]),
        ("two dozen shells", [("two dozen", 24, 24)]),
        ("killed 12, 3 and 5", [("12", 12, 12), ("3", 3, 3), ("5", 5, 5)]),
        ("a 40% fall of $50 on the 3rd at 2.5", []),
        ("little was done", []),
    ],
)
def test_a_count_becomes_its_bounds(text, expected):
    assert numbers(text) == expected


@given(st.text(alphabet="0123456789 ,.-andtoweyhuri", max_size=80))
def test_a_number_slices_back_to_its_words(text):
    assert all(text[q.start : q.end] == q.text for q in find_numbers(text))
