"""What comes through the one door that text has."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.articles import clean_address, clean_line, clean_text, printable_name

BANNED = {"Cc", "Cs"}
BIDI = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
anything = st.text(st.characters())


@given(anything)
def test_what_comes_out_is_text_in_nfc_and_cleaning_twice_changes_nothing(text: str) -> None:
    cleaned = clean_text(text)
    assert not [c for c in cleaned if (unicodedata.category(c) in BANNED and c not in "\t\n") or c in BIDI]
    assert not [c for c in cleaned if ord(c) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(c) <= 0xFDEF]
    assert unicodedata.is_normalized("NFC", cleaned)
    assert clean_text(cleaned) == cleaned
    cleaned.encode("utf-8")


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("one\r\ntwo\rthree\u2028four\u0085five\x0bsix", "one\ntwo\nthree\nfour\nfive\nsix"),
        ("Mo\u00adsul and Er\u200bbil", "Mosul and Erbil"),
        ("\u202elusoM\u202c \ufeffMosul", "lusoM Mosul"),
        ("five\u00a0killed\u3000here", "five killed here"),
        ("It\x92s \x93over\x94", "It’s “over”"),
        ("Alenc\u0327on", "Alençon"),
        ("\x1b]0;owned\x07\x1b[2J\x1b[31mred\x1b[0m", "red"),
        ("a\x00b\x07c\ud800d\ufffee\U0010ffff", "abcde"),
        ("hid\U000e0069\U000e0067den", "hidden"),
        ("👨‍👩‍👧 م‌ی", "👨‍👩‍👧 م‌ی"),
        ("  \t\n ", ""),
    ],
)
def test_what_is_not_text_goes_and_what_is_text_stays(raw: str, clean: str) -> None:
    assert clean_text(raw) == clean


def test_a_pile_of_accents_takes_no_more_than_its_share_of_time() -> None:
    def seconds(count: int) -> float:
        start = time.process_time()
        clean_text("a" + "\u0301\u0316" * count)
        return time.process_time() - start

    # Normalising such a run takes quadratic time; eight times the length would take 64 times as long.
    assert seconds(80_000) < 24 * min(seconds(10_000) for _ in range(3))


def test_a_line_has_single_spaces_and_nothing_is_none() -> None:
    assert [clean_line(text) for text in ("  Rockets\n hit \tbase ", " \n ", "", None)] == [
        "Rockets hit base",
        *[None] * 3,
    ]


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "news",
        "http://",
        "http://[::1",
        "https://a b",
        "",
    ],
)
def test_what_is_not_a_web_address_is_no_address(address: str) -> None:
    assert clean_address(address) is None


def test_a_web_address_stays_as_written() -> None:
    assert clean_address(" https://example.org/a?b=c#d ") == "https://example.org/a?b=c#d"


def test_two_file_names_stay_two_and_can_be_printed() -> None:
    names = ["bad-\udcff.txt", "bad-\udcfe.txt", "new\nline.txt", "\x1b[31mred.txt", "\u202egnp.txt", "موصل.txt"]
    assert [printable_name(name) for name in names] == [
        "bad-\\xff.txt",
        "bad-\\xfe.txt",
        "new\\nline.txt",
        "\\x1b[31mred.txt",
        "\\u202egnp.txt",
        "موصل.txt",
    ]
