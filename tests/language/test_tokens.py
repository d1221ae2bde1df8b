"""Words and marks of a text, with their spans."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from geomap.language import place_words, split_tokens, split_words

_PIECES = ["U.S.", "car-bomb", "3,500", "12th", "_", "a", "aa", "«", "’s", " ", "\n", ".", "Ä", "İ", "2x", "\u0301"]


@given(st.lists(st.sampled_from(_PIECES), max_size=12))
def test_every_token_stands_where_its_span_says(pieces: list[str]) -> None:
    text = "".join(pieces)
    tokens = split_tokens(text)
    assert [text[token.start : token.end] for token in tokens] == split_words(text)
    assert [token.lower for token in tokens] == [token.word.lower() for token in tokens]
    gaps = zip([0, *(token.end for token in tokens)], [*(token.start for token in tokens), len(text)], strict=True)
    assert not "".join(text[end:start] for end, start in gaps).replace("_", "").strip()


def test_words_are_placed_from_where_their_sentence_begins() -> None:
    assert [tuple(token) for token in place_words("He led. He led.", ["He", "led", "."], 8)] == [
        ("He", "he", 8, 10),
        ("led", "led", 11, 14),
        (".", ".", 14, 15),
    ]
