"""Bytes to text."""

from __future__ import annotations

import codecs
import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.articles.decoding import Decoded, decode
from geomap.errors import ArticleError

ENGLISH = "Two rockets fell near the airport on Friday, and nobody was hurt."


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("utf-8", "Der Anschlag in Köln"),
        ("utf-16-le", ENGLISH),
        ("utf-16-be", ENGLISH),
        ("cp1252", "“Nobody was hurt” – it’s over, said a café owner in Besançon."),
        ("cp1250", "W Łodzi policja zatrzymała pięć osób; śledztwo trwa, ludność żąda wyjaśnień."),
        ("cp1251", "Ракета упала возле аэропорта, сообщили местные власти, никто не пострадал."),
        ("koi8_r", "Ракета упала возле аэропорта, сообщили местные власти, никто не пострадал."),
        ("cp1256", "سقط صاروخ قرب المطار يوم الجمعة ولم يصب أحد بأذى بحسب السلطات المحلية"),
        ("gb18030", "一枚火箭弹落在机场附近,当地官员说无人受伤。"),
        ("shift_jis", "ロケット弾が空港の近くに落ちたが、けが人はいなかったと当局は述べた。"),
    ],
)
def test_an_encoding_is_told_from_the_bytes(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding)).text == text


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_byte_order_mark_decides_and_is_not_text(mark: bytes, encoding: str) -> None:
    assert decode(mark + ENGLISH.encode(encoding)) == Decoded(ENGLISH, encoding)


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ('<meta charset="windows-1251">', "cp1251"),
        ("<meta http-equiv=x content='text/html; charset=koi8-r'>", "koi8-r"),
    ],
)
def test_a_page_that_declares_its_encoding_is_believed_when_it_is_not_utf_8(declared: str, encoding: str) -> None:
    data = declared.encode() + "Ракета".encode(encoding)
    assert decode(data) == Decoded(declared + "Ракета", encoding)


@pytest.mark.parametrize("declared", ["utf-7", "no-such-charset", "utf-16", "base64", "rot13", "idna"])
def test_a_declared_encoding_that_no_page_should_have_is_passed_over(declared: str) -> None:
    page = f'<meta charset="{declared}"><p>+ADw-script+AD4- {ENGLISH}</p>'
    assert decode(page.encode()) == Decoded(page, "utf-8")


@pytest.mark.parametrize("tail", [b"\xc3", b"\xf0\x9f\x98"])
def test_a_text_cut_inside_a_letter_loses_that_letter_only(tail: bytes) -> None:
    assert decode(ENGLISH.encode() + tail) == Decoded(ENGLISH + "\ufffd", "utf-8", 1)


@pytest.mark.parametrize("odd", [b"\xff\xfe\xc0\xaf", b"\xc1\x8d\xc1\xaf", b"\xed\xa0\xbd\xed\xb8\x80"])
def test_bytes_that_no_encoding_explains_become_replacement_characters_and_are_counted(odd: bytes) -> None:
    decoded = decode(ENGLISH.encode() + b" " + odd + b" end")
    assert decoded.encoding == "utf-8"
    assert decoded.text.count("\ufffd") == decoded.replaced == len(odd)


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7\n", "PDF"),
        (b"PK\x03\x04" + bytes(50), "zip archive or an office document"),
        (b"{\\rtf1\\ansi", "rich text"),
        (b"\x1f\x8b\x08\x00", "gzip"),
        (b"\x89PNG\r\n", "picture"),
        (bytes(4096), "binary"),
        (bytes(range(256)) * 64, "binary"),
    ],
)
def test_what_is_not_text_is_refused_by_what_it_is(data: bytes, what: str) -> None:
    with pytest.raises(ArticleError, match=what):
        decode(data)


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_an_article_error(data: bytes) -> None:
    with contextlib.suppress(ArticleError):
        assert isinstance(decode(data).text, str)
