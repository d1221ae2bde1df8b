"""Numbers in digits and words, with the hedges that make them bounds.

Written here because the libraries that read number words give no offsets, and know neither "dozens" nor "at least".
"""

from __future__ import annotations

import re

from geomap.records import Quantity

_UNITS = {
    word: value
    for value, word in enumerate(
        """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
        seventeen eighteen nineteen""".split()
    )
}
_TENS = {
    word: 10 * value
    for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
}
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}

# Vague plurals and the least they can mean; "several", "dozens" and "hundreds" as in ACLED's coding rules.
_VAGUE = {
    "several": 3,
    "few": 3,
    "scores": 40,
    "dozens": 12,
    "hundreds": 100,
    "thousands": 1_000,
    "millions": 1_000_000,
}

_SMALL_WORD = "|".join([*_UNITS, *_TENS])
_TENS_WORD = "|".join(_TENS)
_WORDS = (
    rf"(?:(?:{_TENS_WORD})[\s-](?:one|two|three|four|five|six|seven|eight|nine)|{_SMALL_WORD}"
    r"|(?<=\ba\s)(?:hundred|thousand|million|dozen))"
)
_NUMBER = re.compile(
    rf"""
    (?<![\w.,$€£])
    (?=\d|z|one|t(?:w|e|h[rio])|f[oie]|s(?:i|ev|co)|ei|el|ni|co|hu|mi|do)  # how they all begin; "the" does not
    (?:
        (?P<digits>\d{{1,3}}(?:,\d{{3}})+|\d+)(?P<fraction>\.\d+)?(?:[\s-](?P<digit_scale>hundred|thousand|million|billion|dozen))?
      | (?P<words>{_WORDS}(?:[\s-](?:and\s)?(?:{_WORDS}|hundred|thousand|million|billion|dozen))*)
      | (?P<couple>couple)
      | (?P<vague>several(?:\s(?:dozen|hundred|thousand))?|(?<=\ba\s)few(?:\s(?:dozen|hundred|thousand))?
            |scores|(?:tens|hundreds)\sof\sthousands|dozens|hundreds|thousands|millions)
    )
    (?![\w%]|[.,]\d|st\b|nd\b|rd\b|th\b)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_AT_LEAST = re.compile(
    r"(?:at\s+least|no\s+fewer\s+than|no\s+less\s+than|not\s+less\s+than|more\s+than|over|upwards?\s+of|a\s+minimum\s+of|exceeding)\s+(?:an?\s+)?$",
    re.IGNORECASE,
)
# More than there are people; what is longer is an identifier or nonsense, and would not fit a table's integers.
_COUNT_MAX = 10**12
_OR_MORE = re.compile(r"\s+or\s+more\b|\s*\+", re.IGNORECASE)
_AT_MOST = re.compile(
    r"(?:at\s+most|no\s+more\s+than|not\s+more\s+than|up\s+to|as\s+many\s+as|fewer\s+than|less\s+than|under|a\s+maximum\s+of)\s+(?:an?\s+)?$",
    re.IGNORECASE,
)
_RANGE = re.compile(r"(?:\s+to\s+|\s*[-–—]\s*|\s+or\s+)$", re.IGNORECASE)
_BETWEEN = re.compile(r"(?:between|from)\s+(?:an?\s+)?$", re.IGNORECASE)
_AND = re.compile(r"\s+and\s+$", re.IGNORECASE)


def find_numbers(text: str, start: int = 0, end: int | None = None) -> list[Quantity]:
    """The counts in ``text[start:end]``, in order; percentages, ordinals and money are left out.

    ``low`` and ``high`` are inclusive; a hedge opens one side ("at least 12" is 12 to ``None``, "up to 12" is ``None``
    to 12), a range gives both ("between 10 and 15"). The span covers the number itself, for a range both of them.

    >>> [(q.text, q.low, q.high) for q in find_numbers("At least twelve died, 20 to 30 were hurt, dozens fled.")]
    [('twelve', 12, None), ('20 to 30', 20, 30), ('dozens', 12, None)]
    """
    end = len(text) if end is None else end
    found: list[Quantity] = []
    for match in _NUMBER.finditer(text, start, end):
        value = _value(match)
        if value is None or value > _COUNT_MAX:
            continue
        low: int | None = value
        high: int | None = None if match["vague"] else value
        first = match.start()
        before = text[max(start, first - 24) : first]
        previous = found[-1] if found else None
        if previous is not None and previous.low is not None and previous.low == previous.high:
            between = text[previous.end : first]
            lead = text[max(start, previous.start - 12) : previous.start]
            in_range = _RANGE.fullmatch(between) or (_AND.fullmatch(between) and _BETWEEN.search(lead))
            if in_range and high is not None and previous.low <= value:
                joined = text[previous.start : match.end()]
                found[-1] = Quantity(previous.start, match.end(), joined, previous.low, value)
                continue
        if _AT_LEAST.search(before) or _OR_MORE.match(text, match.end(), end):
            high = None
        elif _AT_MOST.search(before):
            low, high = None, value
        found.append(Quantity(first, match.end(), match.group(), low, high))
    return found


def _value(match: re.Match[str]) -> int | None:
    """The number that was matched; ``None`` for a fraction without a scale."""
    if match["digits"]:
        scale = match["digit_scale"]
        if match["fraction"] and not scale:
            return None
        number = float(match["digits"].replace(",", "") + (match["fraction"] or ""))
        if number > _COUNT_MAX:
            return None
        return round(number * (_scale(scale) if scale else 1))
    if match["words"]:
        return _words_to_number(match["words"])
    if match["couple"]:
        return 2
    words = match["vague"].lower().split()
    if words[0] in ("several", "few"):
        return 3 * (_scale(words[1]) if len(words) > 1 else 1)
    if words[-1] == "thousands" and len(words) > 1:
        return 10_000 if words[0] == "tens" else 100_000
    return _VAGUE[words[0]]


def _scale(word: str) -> int:
    return 12 if word.lower() == "dozen" else _SCALES[word.lower()]


def _words_to_number(words: str) -> int:
    total, current = 0, 0
    for word in re.split(r"[\s-]+", words.lower()):
        if word in _UNITS:
            current += _UNITS[word]
        elif word in _TENS:
            current += _TENS[word]
        elif word == "hundred":
            current = max(current, 1) * 100
        elif word == "dozen":
            current = max(current, 1) * 12
        elif word in _SCALES:
            total += max(current, 1) * _SCALES[word]
            current = 0
    return total + current
