import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.maps.blocks import Block
from tests.maps.reading import read_head, read_tables

DAYS = st.one_of(st.just(-(2**31)), st.integers(-900_000, 3_000_000))
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)


@given(st.lists(DAYS, max_size=40))
def test_numbers_come_back_as_they_were_also_as_differences(days):
    block = Block()
    block.add_table("incidents", len(days))
    block.add_numbers("incidents", "plain", days, "i32")
    block.add_numbers("incidents", "delta", days, "i32", delta=True)
    _, tables = read_tables(gzip.decompress(block.pack()))
    assert tables["incidents"] == {"plain": days, "delta": days}


@given(st.lists(st.integers(-(2**31), 2**31 - 1), max_size=40), st.lists(st.integers(0, 2**32 - 1), max_size=40))
def test_numbers_come_back_whatever_they_need(integers, codes):
    block = Block()
    block.add_table("incidents", len(integers))
    block.add_integers("incidents", "integers", integers)
    block.add_codes("incidents", "codes", codes)
    _, tables = read_tables(gzip.decompress(block.pack()))
    assert tables["incidents"] == {"integers": integers, "codes": codes}


@pytest.mark.parametrize(
    ("largest", "bytes_each"), [(127, 1), (128, 2), (32_767, 2), (32_768, 4), (-128, 1), (-129, 2), (-32_769, 4)]
)
def test_a_number_takes_the_bytes_that_the_largest_needs(largest, bytes_each):
    block = Block()
    block.add_table("incidents", 2)
    block.add_integers("incidents", "killed", [0, largest])
    raw = gzip.decompress(block.pack())
    assert read_head(raw)["tables"]["incidents"]["columns"][0]["bytes"] == 2 * bytes_each


@given(st.lists(TEXTS, max_size=40))
def test_texts_come_back_as_they_were(texts):
    block = Block(meta={"title": "«»"})
    block.add_table("incidents", len(texts))
    block.add_texts("incidents", "text", texts)
    meta, tables = read_tables(gzip.decompress(block.pack()))
    assert (meta, tables["incidents"]["text"]) == ({"title": "«»"}, texts)


def test_a_missing_text_is_an_empty_one_and_nul_cannot_shift_the_cells():
    block = Block()
    block.add_table("incidents", 3)
    block.add_texts("incidents", "text", [None, "a\0b", "c"])
    _, tables = read_tables(gzip.decompress(block.pack()))
    assert tables["incidents"]["text"] == ["", "ab", "c"]


def test_repeated_texts_are_stored_once():
    once, often = Block(), Block()
    for block, texts in ((once, ["harbour"]), (often, ["harbour"] * 1000)):
        block.add_table("incidents", len(texts))
        block.add_texts("incidents", "text", texts)
    assert gzip.decompress(often.pack()).count(b"harbour") == gzip.decompress(once.pack()).count(b"harbour") == 1
