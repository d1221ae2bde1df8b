"""How many units an expression counts: "three", "a", "several", "two and a half"."""

from __future__ import annotations

from geomap.dates.reader import Reader
from geomap.dates.vocabulary import CODES, UNITS, VAGUE


def count_at(reader: Reader, token: int) -> tuple[int, int]:
    """The least and the most that the counting word at ``token`` stands for."""
    word = reader.word(token)
    if word in VAGUE:
        return VAGUE[word]
    if reader.code(token) == CODES["a"]:
        return 1, 1
    return reader.scan.values[token], reader.scan.values[token]


def unit_at(reader: Reader, token: int) -> str:
    """The unit that the word at ``token`` names."""
    return UNITS[reader.word(token)]
