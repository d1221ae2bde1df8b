"""One pass over a text: its tokens, each with the code that the grammar's patterns run on."""

from __future__ import annotations

import re
from dataclasses import dataclass

from geomap.dates.holidays import HOLIDAY_WORDS, holiday_at
from geomap.dates.vocabulary import AMBIGUOUS, CODES, MONTHS, OTHER, VAGUE, WEEKDAYS, WORD_VALUES, WORDS, ZONES

_GROUP = re.compile(r"\(\?P<\w+>")
# Every quantifier is bounded or runs over one character class, so the scan is linear.
_NUMERIC = r"""
    (?=[\d'’‘`])(?:
      (?P<decade>(?<![\w.,$€£])(?:\d{3}0|['’‘`]?\d0)['’]?s\b)
    | (?P<clock>(?<![\w.,$€£:/-])(?:\d{1,2}:\d{2}(?::\d{2})?(?:\ ?[aApP]\.?[mM]\b\.?)?
        |\d{1,2}(?:\.\d{2})?\ ?[aApP]\.?[mM]\b\.?
        |\d{4}(?=\ ?(?:GMT|UTC|hours\b|local\ time))|\d{2}\.\d{2}(?=\ ?(?:GMT|UTC|local\ time))
        |\d{1,2}\ o['’]clock)(?!\d))
    | (?P<numeric>(?<![\w.,$€£:/])(?<!\w-)
        (?:\d{4}-\d{1,2}-\d{1,2}(?=[T\W_]|$)|\d{4}/\d{1,2}/\d{1,2}\b|\d{4}\.\d{1,2}\.\d{1,2}\b|\d{4}\ \d{1,2}\ \d{1,2}\b
        |\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})\b|\d{1,2}-\d{1,2}-(?:\d{4}|\d{2})\b|\d{1,2}\.\d{1,2}\.(?:\d{4}|\d{2})\b
        |\d{4}[-/]\d{1,2}\b|\d{1,2}[-/]\d{4}\b|\d{1,2}/\d{1,2}\b|(?:19|20)\d{6}\b)
        (?![/%]|\.\d|-\d{1,2}\b(?!-))(?!,\d{3}))
    | (?P<iso>(?<=\w-)(?:19|20)\d\d(?:-\d\d-\d\d|\d{4})(?!\d))
    | (?P<grouped>\d{1,3}(?:,\d{3}){1,6}(?!\d)(?:\.\d+)?|\d+\.\d+)
    | (?P<ordinal>\d{1,2}(?:st|nd|rd|th|ST|ND|RD|TH)\b)
    | (?P<digits>\d+) )
"""
_TOKEN = re.compile(rf"[^\W\d_]+|{_GROUP.sub('(?:', _NUMERIC)}|\n[ \t\r]*\n|\S", re.VERBOSE)
_KIND = re.compile(_NUMERIC, re.VERBOSE)

_SMALL, _NUMBER, _YEAR = CODES["small"], CODES["number"], CODES["year"]
_MONTH, _WEEKDAY, _CARDINAL = CODES["month"], CODES["weekday"], CODES["cardinal"]
_DASH, _ZONE, _HOLIDAY = CODES["dash"], CODES["zone"], CODES["holiday"]
_BREAK = CODES["break"]
_KIND_CODES = {
    "grouped": OTHER,
    "iso": CODES["numeric"],
    "numeric": CODES["numeric"],
    "clock": CODES["clock"],
    "decade": CODES["decade"],
}
# "Tuesdays rocket attacks", in copy that lost its apostrophes; "on Tuesdays", "Fridays are", "Mondays and" are habits.
_LOST_POSSESSIVES = {f"{name}s": name for name in (*WEEKDAYS, "yesterday", "today") if name.endswith("day")}
_PLURAL_WEEKDAYS = frozenset(f"{name}s" for name in WEEKDAYS)
_HABIT_BEFORE = re.compile(
    r"(?:\b(?:on|or|and|to|between|through|until|till|most|some|many|all|every|alternate|these|those|his|her|their|our|my"
    r"|late|early|Mondays|Tuesdays|Wednesdays|Thursdays|Fridays|Saturdays|Sundays|nights|mornings)\s+|[/–-]\s*"
    r"|days,\s+)$",
    re.IGNORECASE,
)
_NOUN_PHRASE_NEXT = re.compile(
    r"\s+(?!(?:are|is|were|was|have|has|had|will|would|can|could|may|might|must|should|do|did|and|or|but|at|in|on|by|to|from"
    r"|for|of|with|when|as|after|before|during|while|until|since|because|if|who|which|that|the|an?|this|these|through"
    r"|than|between|only|always|usually|often|when|where|he|she|they|we|you|i|it|too|alone|off|out|nights?|mornings?"
    r"|afternoons?|evenings?|people|crowds|worshippers)\b)[^\W\d]",
    re.IGNORECASE,
)
_NUMBER_WORDS = frozenset({_CARDINAL, CODES["ordinal_word"]})


def _entry(word: str, code: str) -> tuple[int, str, bool]:
    """A word's value and code, and whether what stands round it may change them."""
    doubtful = word in HOLIDAY_WORDS or word in AMBIGUOUS or word in _LOST_POSSESSIVES
    return WORD_VALUES.get(word, 0), code, doubtful or code in _NUMBER_WORDS or code == _ZONE


_LEXICON = {
    word: _entry(word, code)
    for word, code in {
        **dict.fromkeys((*HOLIDAY_WORDS, *_LOST_POSSESSIVES), OTHER),
        **dict.fromkeys(ZONES, _ZONE),
        **WORDS,
    }.items()
}
_YEAR_WORDS = re.compile(
    f"({_CARDINAL})(?=({_CARDINAL})(?!{CODES['hundred']}|{CODES['thousand']}))"
    f"|({_CARDINAL}){CODES['thousand']}(?:{CODES['and']}?({_CARDINAL}))?"
)


@dataclass(slots=True)
class Scan:
    """Parallel lists, one entry per token: span, lower-case words, value; ``codes`` has one character per token."""

    text: str
    starts: list[int]
    ends: list[int]
    words: list[str]
    values: list[int]
    codes: str

    def touches(self, token: int) -> bool:
        """Whether the token begins where the one before it ends."""
        return token > 0 and self.starts[token] == self.ends[token - 1]


# Start, end, lower-case word, value, code.
_Token = tuple[int, int, str, int, str]


def scan_text(text: str) -> Scan:
    """The tokens of ``text``; white space is dropped, a blank line is a token of its own."""
    tokens: list[_Token] = []
    doubtful: list[int] = []
    number_words = 0
    resume = 0
    position = 0
    find, append = text.find, tokens.append
    written = _TOKEN.findall(text)
    lowered = list(map(str.lower, written))
    for shown, word, entry in zip(written, lowered, map(_LEXICON.get, lowered), strict=True):
        # Between two tokens is white space that is no token: the next occurrence is the token.
        start = find(shown, position)
        end = position = start + len(shown)
        if start < resume:
            continue
        if entry is not None:
            value, code, special = entry
            if not special:
                append((start, end, word, value, code))
                continue
            if word in HOLIDAY_WORDS and (named := holiday_at(text, start, word)):
                end = resume = named
                word = " ".join(text[start:end].lower().replace("’", "'").split())
                code = _HOLIDAY
            elif code in _NUMBER_WORDS:
                number_words += 1
                if 0 < value < 10 and (tens := _tens_before(text, tokens, start)):
                    # "twenty-one": the tens are a token already, perhaps with a dash after them.
                    if tokens[-1][4] == _DASH:
                        tokens.pop()
                    tokens[-1] = (tens[0], end, f"{tens[2]}-{word}", tens[3] + value, code)
                    continue
            elif word in AMBIGUOUS:
                doubtful.append(len(tokens))
            elif code == _ZONE and not shown.isupper():
                code = OTHER
            elif word in _LOST_POSSESSIVES and _is_possessive(text, start, end):
                end, word = end - 1, _LOST_POSSESSIVES[word]
                value, code, _ = _LEXICON[word]
        elif word.isalpha():
            append((start, end, word, 0, OTHER))
            continue
        elif word[0] == "\n":
            word, value, code = "\n", 0, _BREAK
        elif (match := _KIND.match(text, start)) is None:
            value, code = 0, OTHER
        elif match.lastgroup == "digits":
            before = tokens[-1] if tokens and tokens[-1][1] == start else None
            if before and before[2] in ("q", "h") and word in "1234" and not text[end : end + 1].isalnum():
                # "Q3", "H1": the letter is a token already.
                tokens[-1] = (before[0], end, before[2] + word, 0, CODES["quarter_code"])
                continue
            value, code = _read_digits(text, start, word, before)
        elif match.lastgroup == "ordinal":
            value = int(word[:-2])
            code = CODES["ordinal" if 1 <= value <= 31 else "ordinal_word"]
        else:
            value, code = 0, _KIND_CODES[match.lastgroup or ""]
        append((start, end, word, value, code))
    if not tokens:
        return Scan(text, [], [], [], [], "")
    starts, ends, words, values, codes = map(list, zip(*tokens, strict=True))
    scan = Scan(text, starts, ends, words, values, "")
    for token in doubtful:
        if not _is_calendar_word(scan, codes, token):
            codes[token] = OTHER
    scan.codes = "".join(codes)
    if number_words > 1 or CODES["thousand"] in scan.codes:
        _join_year_words(scan)
    return scan


def _is_possessive(text: str, start: int, end: int) -> bool:
    """Whether "Tuesdays" stands for "Tuesday's": capitalised, before a noun, and no habit."""
    weekday = text[start:end].lower() in _PLURAL_WEEKDAYS
    if (weekday and not text[start].isupper()) or text[end - 1] != "s":
        return False
    if weekday and _HABIT_BEFORE.search(text, max(0, start - 16), start):
        return False
    return bool(_NOUN_PHRASE_NEXT.match(text, end))


def _tens_before(text: str, tokens: list[_Token], start: int) -> _Token | None:
    """The token "twenty" when the words so far end in "twenty" or "twenty-", right before ``start``."""
    if not tokens:
        return None
    tens = tokens[-1]
    if tens[4] == _DASH:
        if len(tokens) == 1 or tens[1] != start or tokens[-2][1] != tens[0]:
            return None
        tens = tokens[-2]
    elif text[tens[1] : start] != " ":
        return None
    return tens if tens[4] == _CARDINAL and 20 <= tens[3] <= 90 and tens[3] % 10 == 0 else None


def _read_digits(text: str, start: int, word: str, before: _Token | None) -> tuple[int, str]:
    """The value and code of a whole number; part of a name, an amount or a very long number is no number here."""
    if before and before[2][-1:].isalpha() and before[4] != _MONTH:
        return 0, OTHER
    after = start + len(word)
    if len(word) > 6 or text[after : after + 1] == "%" or text[start - 1 : start] in ("$", "€", "£", "#", "_"):
        return 0, OTHER
    value = int(word)
    if len(word) <= 2 and 1 <= value <= 31:
        return value, _SMALL
    if len(word) == 4 and value >= 1000:
        return value, _YEAR
    return value, CODES["two_digit"] if len(word) == 2 else _NUMBER


_BEFORE_CALENDAR_WORD = frozenset(CODES[name] for name in "small ordinal ordinal_word each slash".split())
_AFTER_CALENDAR_WORD = frozenset(CODES[name] for name in "small ordinal ordinal_word year dash slash".split())
_MONTH_PREPOSITIONS = frozenset(
    "in since of by early late mid last next this until till through from to between during throughout before after"
    " end beginning".split()
)
_DAY_PREPOSITIONS = frozenset(
    "on since by early late last next this until till through from to between before after of today".split()
)


def _is_calendar_word(scan: Scan, codes: list[str], token: int) -> bool:
    """Whether "may", "march", "sun", "Jan" ... is the month or the weekday here."""
    word = scan.words[token]
    shown = scan.text[scan.starts[token] : scan.ends[token]]
    before = codes[token - 1] if token else OTHER
    previous = scan.words[token - 1] if token else ""
    after = codes[token + 1] if token + 1 < len(codes) else OTHER
    following = token + 1
    if after == CODES["dot"] and token + 2 < len(codes):
        following, after = token + 2, codes[token + 2]
    if before in _BEFORE_CALENDAR_WORD or (
        after in _AFTER_CALENDAR_WORD and not (after == CODES["dash"] and shown.islower())
    ):
        return not (shown.islower() and word in ("may", "march") and after == CODES["cardinal"])
    if after == CODES["cardinal"] and shown.istitle() and 20 <= scan.values[following] <= 31:
        return True
    if word in MONTHS:
        prepositions, full = _MONTH_PREPOSITIONS, word in ("may", "march", "august")
    else:
        prepositions, full = _DAY_PREPOSITIONS, False
    if previous in prepositions:
        if shown.islower() and word in ("may", "march", "sun", "sat", "wed", "mar"):
            return word == "may" and previous in ("in", "since", "of", "early", "late", "mid", "last", "next")
        return not (previous in ("of", "to", "by", "from") and _name_follows(scan, following))
    if not shown[:1].isupper():
        return word in ("april", "june")
    named = _name_follows(scan, following)
    if word in ("april", "june"):
        return not named or previous in ("the", "a")
    if full and word != "may":
        if after in _AFTER_CALENDAR_WORD:
            return not named
        sentence_start = token == 0 or scan.words[token - 1] in (".", "!", "?", "\n", "“", '"')
        titled = token > 0 and scan.text[scan.starts[token - 1]].isupper() and previous not in WORDS
        return not (
            named or sentence_start or titled or scan.words[min(following, len(codes) - 1)] in ("on", "for", "of")
        )
    if full:
        return previous in ("and", "or", "the", "a", "-", ",") and not named
    return word in WEEKDAYS and following == token + 2 and not named


def _name_follows(scan: Scan, token: int) -> bool:
    """Whether a capitalised word that is no calendar word comes next, as in a person's name."""
    if token >= len(scan.starts):
        return False
    start = scan.starts[token]
    return scan.text[start].isupper() and scan.words[token] not in WORDS


def _join_year_words(scan: Scan) -> None:
    """Make one year token of "nineteen ninety-six" and of "two thousand and twenty"."""
    position = 0
    pieces: list[str] = []
    removed: set[int] = set()
    for match in _YEAR_WORDS.finditer(scan.codes):
        first = match.start()
        last = first + 1 if match[1] else match.end() - 1
        if first < position or any(scan.words[token] in VAGUE for token in range(first, last + 1)):
            continue
        high, low = scan.values[first], scan.values[last]
        if match[1]:
            if not (13 <= high <= 20 and 10 <= low <= 99):
                continue
            year = 100 * high + low
        else:
            low = low if match[4] else 0
            if high != 2 or low > 99:
                continue
            year = 2000 + low
        scan.words[first] = "year in words"
        scan.values[first], scan.ends[first] = year, scan.ends[last]
        removed.update(range(first + 1, last + 1))
        pieces.append(scan.codes[position:first] + _YEAR)
        position = last + 1
    if not removed:
        return
    pieces.append(scan.codes[position:])
    scan.codes = "".join(pieces)
    keep = [token for token in range(len(scan.starts)) if token not in removed]
    scan.starts[:] = [scan.starts[token] for token in keep]
    scan.ends[:] = [scan.ends[token] for token in keep]
    scan.words[:] = [scan.words[token] for token in keep]
    scan.values[:] = [scan.values[token] for token in keep]
