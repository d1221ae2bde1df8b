"""Bytes to text: byte order mark, strict UTF-8, what the page declares, detection. Binary files are refused by name."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from geomap.errors import ArticleError

# The first bytes of what is often found where text was expected.
_SIGNATURES = (
    (b"%PDF", "a PDF file; save it as text first"),
    (b"PK\x03\x04", "a zip archive or an office document; unpack it or save it as text first"),
    (b"\xd0\xcf\x11\xe0", "an office document; save it as text first"),
    (b"{\\rtf", "a rich text file; save it as plain text first"),
    (b"\x1f\x8b", "gzip data; its name should end in .gz"),
    (b"BZh", "bzip2 data; unpack it first"),
    (b"\xfd7zXZ", "xz data; unpack it first"),
    (b"7z\xbc\xaf", "a 7z archive; unpack it first"),
    (b"\x7fELF", "a program"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"SQLite format 3", "a database"),
)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# What the web uses (WHATWG Encoding), as Python names it. UTF-7 is left out on purpose: it hides markup.
_WEB_ENCODINGS = (
    "cp1252 cp1250 cp1251 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 cp874 cp866 koi8_r koi8_u iso8859_2 iso8859_4 "
    "iso8859_5 iso8859_6 iso8859_7 iso8859_8 iso8859_10 iso8859_13 iso8859_14 iso8859_15 iso8859_16 mac_roman "
    "mac_cyrillic gb18030 big5 big5hkscs shift_jis cp932 euc_jp euc_kr cp949"
).split()
# Labels that pages use for encodings whose Windows superset is what they mean.
_SUPERSETS = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030"}
_DECLARED = re.compile(
    rb"""<meta[^>]{0,300}?charset\s{0,20}=\s{0,20}["']?\s{0,20}([\w.:-]{1,40})|<\?xml[^>]{0,200}?encoding=["']([\w.:-]{1,40})""",
    re.IGNORECASE,
)
_DECLARED_WITHIN = 4096
_DETECT_WITHIN = 65536

# Up to this share of bytes above 127 a text is in Latin script, with accents and typographic quotes.
_LATIN_SHARE = 0.3
# Windows-1252 is not among them: it is tried before, by a rule that is stricter than statistics.
_LATIN_ENCODINGS = frozenset("cp1250 cp1254 cp1257 iso8859_2 iso8859_4 iso8859_10 iso8859_13 iso8859_16".split())
# Statistics on fewer bytes above 127 than this are guesses.
_DETECT_FROM = 8
_WESTERN_SIGNS = frozenset("‘’‚“”„–—…•·€§©®°«»ªº™\xa0")
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_CONTROL_SHARE = 0.05
_NUL_SHARE = 0.3


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the encoding it was read with, and how many bytes could not be read (they became U+FFFD)."""

    text: str
    encoding: str
    replaced: int = 0


def decode(data: bytes) -> Decoded:
    """The text in some bytes.

    Tried in order: byte order mark, UTF-16 by its zero bytes, strict UTF-8, the encoding a page declares in its first
    4 KB, Windows-1252 for texts of Latin letters, charset-normalizer on the first 64 KB. What nothing reads whole is
    UTF-8 with replacement characters.

    Raises:
        ArticleError: the bytes are not text; the message says what they are, without a file name.
    """
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            raise ArticleError(f"is {what}")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _with_replacement(data[len(mark) :], encoding)
    wide = _wide_encoding(data)
    if wide:
        return _with_replacement(data, wide)
    try:
        return Decoded(_not_binary(data.decode("utf-8"), data, _NUL_SHARE), "utf-8")
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data":
            return _with_replacement(data, "utf-8")
    if len(_CONTROL.findall(data)) > _CONTROL_SHARE * len(data):
        raise ArticleError("is binary data, not text")
    return _decode_legacy(data)


def _not_binary(text: str, data: bytes, share: float) -> str:
    if data.count(0) > share * len(data):
        raise ArticleError("is binary data, not text")
    return text


def _wide_encoding(data: bytes) -> str | None:
    """UTF-16 without a byte order mark: in Latin script every other byte is zero."""
    head = data[:_DETECT_WITHIN]
    half = len(head) // 2
    if half < 2:
        return None
    zeros_even, zeros_odd = head[0::2].count(0) / half, head[1::2].count(0) / half
    if zeros_odd > 0.7 and zeros_even < 0.05:
        return "utf-16-le"
    if zeros_even > 0.7 and zeros_odd < 0.05:
        return "utf-16-be"
    return None


def _decode_legacy(data: bytes) -> Decoded:
    declared = _declared_encoding(data)
    if declared:
        try:
            return Decoded(data.decode(declared), declared)
        except UnicodeDecodeError:
            pass
    utf8 = _with_replacement(data, "utf-8")
    if _mostly_utf8(utf8):
        return utf8
    head = data[:_DETECT_WITHIN]
    high = sum(1 for byte in head if byte > 127)
    latin = high <= _LATIN_SHARE * len(head)
    western = _western(data) if latin else None
    if western or high < _DETECT_FROM:
        return western or utf8
    return _detected(data, _LATIN_ENCODINGS if latin else frozenset(_WEB_ENCODINGS)) or utf8


def _declared_encoding(data: bytes) -> str | None:
    found = _DECLARED.search(data[:_DECLARED_WITHIN])
    if not found:
        return None
    try:
        name = codecs.lookup((found.group(1) or found.group(2)).decode("ascii")).name
    except (LookupError, UnicodeDecodeError, ValueError):
        return None
    name = _SUPERSETS.get(name, name)
    return name if name.replace("-", "_") in {known.replace("-", "_") for known in _WEB_ENCODINGS} else None


def _mostly_utf8(utf8: Decoded) -> bool:
    """More letters that only UTF-8 explains than bytes that it does not."""
    explained = sum(1 for character in utf8.text[:_DETECT_WITHIN] if ord(character) > 127) - utf8.replaced
    return explained > utf8.replaced


def _western(data: bytes) -> Decoded | None:
    """Windows-1252, when what its upper half gives are letters inside words and typographic signs."""
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return None
    odd = upper = 0
    for index, character in enumerate(text[:_DETECT_WITHIN]):
        if ord(character) > 127:
            upper += 1
            odd += not _is_western(character, text[index - 1 : index], text[index + 1 : index + 2])
    return Decoded(text, "cp1252") if odd <= 0.2 * upper else None


def _is_western(character: str, before: str, after: str) -> bool:
    """Whether the character stands where it stands in western European text."""
    letter_before, letter_after = (side.isascii() and side.isalpha() for side in (before, after))
    if character.isalpha() and character not in "ªº":
        return letter_before or letter_after
    if character == "£":
        return not letter_after
    if character in "¡¿":
        return letter_after and not letter_before
    return character in _WESTERN_SIGNS


def _detected(data: bytes, allowed: frozenset[str]) -> Decoded | None:
    from charset_normalizer import from_bytes

    for guess in from_bytes(data[:_DETECT_WITHIN]):
        if guess.encoding in allowed:
            decoded = _with_replacement(data, guess.encoding)
            return decoded if decoded.replaced * 100 <= len(decoded.text) else None
    return None


def _with_replacement(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, "replace")
    return Decoded(_not_binary_text(text), encoding, text.count("\ufffd"))


def _not_binary_text(text: str) -> str:
    if text.count("\0") > _NUL_SHARE * len(text):
        raise ArticleError("is binary data, not text")
    return text
