"""The one door that article text comes through: what is not text is dropped here, so that no later stage meets it."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import urlsplit

# Terminal colours, cursor moves and window titles; without their escape character the rest would read as words.
_TERMINAL_SEQUENCE = re.compile(r"\x1b\[[0-?]{0,32}[ -/]{0,8}[@-~]|\x1b\][^\x07\x1b\n]{0,256}(?:\x07|\x1b\\)")
_LINE_END = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_LONG_UNBROKEN = re.compile(r"[^\x00-\u02ff\s]{31,}")

# The longest run of combining marks that normalises in linear time: the Stream-Safe Text Format of UAX #15.
_MARKS_MAX = 30


def _translation() -> dict[int, str | None]:
    table: dict[int, str | None] = dict.fromkeys([*range(0x20), *range(0x7F, 0xA0)])
    for code in (0x09, 0x0A):
        del table[code]
    for code in range(0x80, 0xA0):
        # Windows quotes and dashes that were read as Latin-1 somewhere on the way.
        meant = bytes([code]).decode("cp1252", "ignore")
        table[code] = meant or None
    for space in (0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000):
        table[space] = " "
    # Invisible: soft hyphen, zero-width space, word joiner, byte order mark, and the marks that only steer direction.
    table.update(dict.fromkeys([0xAD, 0x61C, 0x200B, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2060, 0x2070)]))
    table.update(dict.fromkeys([0xFEFF, *range(0xFFF9, 0xFFFC), *range(0xE0000, 0xE0080)]))
    table.update(dict.fromkeys(range(0xD800, 0xE000)))
    table.update(dict.fromkeys(range(0xFDD0, 0xFDF0)))
    for plane in range(17):
        table.update(dict.fromkeys([plane << 16 | 0xFFFE, plane << 16 | 0xFFFF]))
    return table


_TRANSLATION = _translation()


def clean_text(text: str) -> str:
    """The text without what is not text, in NFC, with ``\\n`` as its only line end.

    Dropped: control characters but tab and line end, NUL, terminal escape sequences, lone surrogates, noncharacters,
    bidirectional controls, soft hyphens and other characters without a width. Turned into a plain space: every other
    width of space. White space at the ends goes; nothing left is the empty string. Cleaning twice changes nothing.

    >>> clean_text("Blast in Mo\\u00adsul\\x00,\\r\\nfive\\u00a0killed ")
    'Blast in Mosul,\\nfive killed'
    """
    if not text.isascii():
        text = _LONG_UNBROKEN.sub(_shorten_marks, text)
    text = _LINE_END.sub("\n", _TERMINAL_SEQUENCE.sub("", text))
    # Characters dropped here may leave two short runs of marks side by side, hence the second look.
    text = text.translate(_TRANSLATION)
    if not text.isascii():
        text = unicodedata.normalize("NFC", _LONG_UNBROKEN.sub(_shorten_marks, text))
    return text.strip()


def _shorten_marks(run: re.Match[str]) -> str:
    kept, marks = [], 0
    for character in run.group():
        marks = marks + 1 if unicodedata.combining(character) else 0
        if marks <= _MARKS_MAX:
            kept.append(character)
    return "".join(kept)


def clean_line(text: str | None) -> str | None:
    """The same as one line: white space becomes single spaces; ``None`` when nothing is left.

    >>> clean_line("  Rockets\\n hit base ")
    'Rockets hit base'
    """
    return " ".join(clean_text(text).split()) or None if text else None


def clean_address(text: str | None) -> str | None:
    """A web address that is safe to link to; ``None`` for anything else, such as ``javascript:`` or a bare word.

    >>> clean_address(" https://example.org/a "), clean_address("javascript:alert(1)")
    ('https://example.org/a', None)
    """
    address = clean_line(text)
    if not address or " " in address:
        return None
    try:
        parts = urlsplit(address)
        if parts.scheme in {"http", "https"} and parts.hostname:
            return address
    except ValueError:
        pass
    return None


def printable_name(name: str) -> str:
    """A file's name as it can be shown and written anywhere: what cannot is escaped, so that two names stay two.

    >>> printable_name("new\\nline.txt"), printable_name("bad-\\udcff.txt")
    ('new\\\\nline.txt', 'bad-\\\\xff.txt')
    """
    return "".join(map(_printable, name))


def _printable(character: str) -> str:
    code = ord(character)
    if 0xDC80 <= code <= 0xDCFF:
        # How Python carries a byte of a file name that is not UTF-8.
        return f"\\x{code - 0xDC00:02x}"
    if (code in _TRANSLATION and _TRANSLATION[code] is None) or code in {0x09, 0x0A, 0x85}:
        return character.encode("unicode_escape", "backslashreplace").decode("ascii")
    return character
