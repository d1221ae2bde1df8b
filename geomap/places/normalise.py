"""Names as keys: what is left of a name when case, accents and punctuation no longer count.

``name_key`` is the exact form, the same for "Deir ez-Zor" and "DEIR EZ ZOR". ``loose_key`` is a second, rougher form
that is also the same for "Dayr az Zawr": transliterations from Arabic, Persian, Cyrillic and Turkic letters vary in
their vowels, in the article and in doubled letters, and that is what it leaves out.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import fuzz

# Everything that is not a blank or a mark of punctuation. A list of what to leave out, because combining vowel signs
# belong to the words of many scripts and are no letters to `re`.
LETTER = (
    r"[^\s!-/:-@\[-`{-~\u0080-\u00a9\u00ab-\u00b4\u00b6-\u00b9\u00bb-\u00bf\u00d7\u00f7"
    r"\u060c\u061b\u061f\u06d4\u2000-\u206f\u3000-\u3004\u3008-\u303f\ufeff\uff00-\uff0f]"
)
_APOSTROPHES = "'\u2018\u2019`\u00b4\u02b9\u02ba\u02bb\u02bc\u02bd\u02be\u02bf\u02c8\u02ca\u02cb"
# An abbreviation with its dots (U.S., W.Va., N. C.), or letters with apostrophes between them.
WORD = (
    rf"(?:[A-Za-z]\.)+[A-Za-z](?!{LETTER})\.?|[A-Z]\.(?: ?[A-Z][a-z]{{0,2}}\.)+"
    rf"|{LETTER}+(?:['\u2018\u2019`\u00b4]{LETTER}+)*"
)
_PARTS = re.compile(rf"{WORD}|[,(/&]|\.(?=\s)")
_POSSESSIVE = re.compile(r"['\u2018\u2019`\u00b4][sS]$")
# Apostrophes, dots, the blanks between initials, and the marks that Latin, Greek, Cyrillic, Hebrew and Arabic letters
# carry.
_DROPPED = re.compile(
    rf"[. {_APOSTROPHES}\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed]"
)
_LATIN = re.compile(r"[A-Za-z]")

# Words that are written in two ways inside names, on both sides of every comparison.
_SAME_WORD = {
    "&": "and",
    "el": "al",
    "st": "saint",
    "ste": "sainte",
    "ft": "fort",
    "mt": "mount",
    "mts": "mountains",
}
# Words before whose full stop a name goes on.
ABBREVIATED = frozenset({"st", "ste", "ft", "mt", "mts", "pt", "no", "gen", "dr"})

# Marks over which a name runs only when it is written with them.
MARKS = frozenset(",(/.")

# Longer names are kept as rows, but nobody writes them in a sentence.
MAX_WORDS = 16
MAX_LETTERS = 200


@lru_cache(maxsize=65536)
def word_key(word: str) -> str:
    """The key of one word of a name; "" when nothing but punctuation is in it.

    >>> word_key("Sana'a"), word_key("Łódź"), word_key("U.A.E."), word_key("St"), word_key("Киев")
    ('sanaa', 'lodz', 'uae', 'saint', 'киев')
    """
    key = _DROPPED.sub("", word.lower()) if word.isascii() else _fold(word)
    return _SAME_WORD.get(key, key)


def _fold(word: str) -> str:
    letters = _DROPPED.sub("", unicodedata.normalize("NFKD", word))
    if not letters.isascii() and _LATIN.search(letters):
        # Latin writing with letters that do not decompose (ł, ø, ß, ə). Other scripts stay as they are: what a
        # transliteration makes of them would meet English words that they have nothing to do with.
        from anyascii import anyascii

        letters = "".join(c for c in anyascii(letters) if c.isalnum())
    return letters.casefold()


def split_name(name: str) -> list[str]:
    """The keys of a name's words in order.

    A comma, an opening bracket, a slash and a full stop inside count as words: a name runs across one only if it is
    written with it.

    >>> split_name("Washington, D.C."), split_name("Ayn al-Asad"), split_name("- * -"), split_name("St. Clair")
    (['washington', ',', 'dc'], ['ayn', 'al', 'asad'], [], ['saint', 'clair'])
    """
    words: list[str] = []
    abbreviated = False
    for part in _PARTS.findall(name):
        if part in MARKS:
            if words and words[-1] not in MARKS and not (part == "." and abbreviated):
                words.append(part)
        elif word := word_key(part):
            words.append(word)
            abbreviated = part.lower() in ABBREVIATED
    while words and words[-1] in MARKS:
        words.pop()
    return words


def name_key(name: str) -> str:
    """The exact key of a name: its words' keys with one blank between them; "" when it has none, or far too many.

    >>> name_key("DEIR EZ-ZOR") == name_key("Deir ez Zor") == "deir ez zor"
    True
    """
    if name.isalpha() and len(name) <= MAX_LETTERS:
        return word_key(name)
    words = split_name(name[:1000])
    key = " ".join(words)
    return key if len(words) <= MAX_WORDS and len(key) <= MAX_LETTERS else ""


def is_code(name: str) -> bool:
    """Whether a name is a short form: a few capitals, or a few letters before a full stop.

    >>> [is_code(name) for name in ("US", "U.A.E.", "Calif.", "Iraq", "Ur")]
    [True, True, True, False, False]
    """
    if len(name) > 10:
        return False
    letters = name.replace(".", "")
    if len(letters) > 5 or not letters.isascii() or not letters.isalpha():
        return False
    return letters.isupper() or name.endswith(".")


def without_possessive(word: str) -> str | None:
    """The word without its possessive 's, or ``None`` when it has none.

    >>> without_possessive("Mosul's"), without_possessive("Sana'a")
    ('Mosul', None)
    """
    found = _POSSESSIVE.search(word)
    return word[: found.start()] if found else None


# The Arabic article in the forms that transliterations give it; before sun letters it takes on their sound.
_ARTICLES = frozenset("al an ad ar as ash at az ez es esh ed er et en ul il".split())
_GLUED_ARTICLE = re.compile(r"^[ae](?=(dd|nn|rr|ss|tt|zz|sh?sh).)")
# Of a hundred; "Fallujah" and "Falluja" are alike whatever is done about their vowels.
_ALIKE = 80.0
_VOWELS = re.compile("[aiu]+")
# Words of many names, in the vowels that the roughest form would keep apart.
_SAME_ROUGH = {
    "tel": "tal", "tell": "tal", "beni": "bani", "jebel": "jabal", "djebel": "jabal", "gebel": "jabal", "kfar": "kafr",
    "kefar": "kafr", "kafar": "kafr",
}  # fmt: skip
_DIGRAPHS = {
    "tch": "x", "tsch": "x", "ch": "x", "sh": "x", "sch": "x", "kh": "h", "zh": "j", "dzh": "j", "dj": "j",
    "gh": "g", "dh": "d", "th": "t", "bh": "b", "ph": "f",
}  # fmt: skip
_DIGRAPH = re.compile("|".join(sorted(_DIGRAPHS, key=len, reverse=True)))
# In order: consonants that transliterations swap, doubled letters, then vowels down to a, i and u.
_ROUGH = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"[qc]", "k"),
        (r"w", "v"),
        (r"(.)\1+", r"\1"),
        (r"(?<=[aeiouy])h$", ""),
        (r"ou|oo|au|av(?=[^aeiouy]|$)|o", "u"),
        (r"[ey]", "i"),
        (r"[aeiu]*a$", "a"),
        (r"^[aiu]+", "a"),
        (r"ai|ia|ii", "i"),
        (r"([aiu])[aiu]+", r"\1"),
        (r"(?<=[^aiu])[ai]$", ""),
    )
)


def sounds_alike(key: str, name: str) -> bool:
    """Whether a key is another spelling of a longer or equal one: its article, its vowels, its transliteration aside.

    >>> sounds_alike("raqqa", "ar raqqah"), sounds_alike("daraa", "dara"), sounds_alike("hama", "hama governorate")
    (True, True, True)
    >>> sounds_alike("homs", "hims"), sounds_alike("stalingrad", "volgograd")
    (True, False)
    """
    words, wanted = ([rough for rough in map(_rough_word, one.split()) if rough] for one in (key, name))
    if not words or not wanted:
        return False
    one, other = "".join(words), "".join(wanted[: len(words)])
    if one in (other, "".join(wanted)) or fuzz.ratio(one, other) >= _ALIKE:
        return True
    skeleton = _VOWELS.sub("", one)
    return len(skeleton) >= 3 and skeleton == _VOWELS.sub("", other)


def loose_key(key: str) -> str:
    """The rough form of an exact key, without blanks; "" when too little of it is left to mean anything.

    >>> loose_key("deir ez zor") == loose_key("dayr az zawr") == loose_key("deir ezzor")
    True
    >>> loose_key("irbil") == loose_key("arbil") == loose_key("erbil")
    True
    >>> loose_key("iraq")
    ''
    """
    joined = "".join(map(_rough_word, key.split()))
    consonants = sum(1 for letter in joined if letter not in "aiu")
    return joined if consonants >= 3 else ""


@lru_cache(maxsize=65536)
def _rough_word(word: str) -> str:
    if word in _ARTICLES or word in MARKS:
        return ""
    word = _GLUED_ARTICLE.sub("", _SAME_ROUGH.get(word, word))
    word = _DIGRAPH.sub(lambda found: _DIGRAPHS[found.group()], word)
    for pattern, replacement in _ROUGH:
        word = pattern.sub(replacement, word)
    return word


class Span(NamedTuple):
    """A name found in a text: ``text[start:end]`` is its words, ``key`` their exact key."""

    start: int
    end: int
    key: str
