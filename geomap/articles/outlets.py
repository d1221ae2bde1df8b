"""What an article's address says of where its source is at home."""

from __future__ import annotations

from urllib.parse import urlsplit

# Two-letter endings that the world registers for their sound (television, me, input/output), not for the country.
_SOLD = frozenset("ai am cc cd co fm gg io la ly me nu st su to tv vc ws".split())
# Endings whose letters are not the country's ISO 3166 code.
_OTHER_CODE = {"uk": "GB", "ac": "GB", "tp": "TL"}


def country_of_address(url: str | None) -> str | None:
    """ISO alpha-2 of the country that an address ends in; ``None`` for .com and the like, and without an address.

    >>> country_of_address("https://news.example.co.uk/a"), country_of_address("https://example.com")
    ('GB', None)
    """
    host = urlsplit(url).hostname if url else None
    ending = (host or "").rpartition(".")[2]
    if len(ending) != 2 or not ending.isalpha() or not ending.isascii() or ending in _SOLD or ending == "eu":
        return None
    return _OTHER_CODE.get(ending, ending.upper())
