"""One pass over a text: its tokens, each with the code that the grammar's patterns run on."""

from __future__ import annotations

import re
from dataclasses import dataclass

from geomap.dates.holidays import HOLIDAY_WORDS, holiday_at
from geomap.dates.vocabulary import AMBIGUOUS, CODES, MONTHS, OTHER, VAGUE, WEEKDAYS, WORD_VALUES, WORDS, ZONES

# Every quantifier is bounded or runs over one character class, so the scan is linear.
_TOKEN = re.compile(
    r"""
      (?P<word>[^\W\d_]+)
    | (?=[\d'’‘`])(?:
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
    | (?P<brk>\n[ \t\r]*\n)
    | (?P<mark>\S)
    """,
    re.VERBOSE,
)

_SMALL, _NUMBER, _YEAR = CODES["small"], CODES["number"], CODES["year"]
_MONTH, _WEEKDAY, _CARDINAL = CODES["month"], CODES["weekday"], CODES["cardinal"]
_DASH = CODES["dash"]
_NUMBER_WORDS = frozenset({_CARDINAL, CODES["ordinal_word"]})
_YEAR_WORDS = re.compile(
    f"({_CARDINAL})(?=({_CARDINAL})(?!{CODES['hundred']}|{CODES['thousand']}))"
    f"|({_CARDINAL}){CODES['thousand']}(?:{CODES['and']}?({_CARDINAL}))?"
)


def _continues_tens(
    text: str, starts: list[int], ends: list[int], codes: list[str], values: list[int], start: int
) -> bool:
    """Whether the tokens so far end in "twenty" or "twenty-", right before ``start``."""
    tens = len(starts) - 1
    if tens >= 1 and codes[tens] == _DASH and ends[tens] == start and starts[tens] == ends[tens - 1]:
        tens -= 1
    elif tens < 0 or text[ends[tens] : start] != " ":
        return False
    return codes[tens] == _CARDINAL and 20 <= values[tens] <= 90 and values[tens] % 10 == 0


def _completes_quarter(
    text: str, starts: list[int], words: list[str], codes: list[str], start: int, digits: str
) -> bool:
    """Whether the digits complete a "Q3" or "H1" that stands alone."""
    return (
        len(digits) == 1
        and "1" <= digits <= "4"
        and bool(starts)
        and starts[-1] == start - 1
        and words[-1] in ("q", "h")
        and not text[start + 1 : start + 2].isalnum()
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


def scan_text(text: str) -> Scan:
    """The tokens of ``text``; white space is dropped, a blank line is a token of its own."""
    starts: list[int] = []
    ends: list[int] = []
    words: list[str] = []
    values: list[int] = []
    codes: list[str] = []
    doubtful: list[int] = []
    number_words = 0
    resume = 0
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        if start < resume:
            continue
        kind = match.lastgroup
        value = 0
        if kind == "word":
            word = match.group().lower()
            code = WORDS.get(word, OTHER)
            named = holiday_at(text, start, word) if word in HOLIDAY_WORDS else 0
            if named:
                end = resume = named
                word = " ".join(text[start:end].lower().replace("’", "'").split())
                code = CODES["holiday"]
            elif code is not OTHER:
                value = WORD_VALUES.get(word, 0)
                if (
                    code in _NUMBER_WORDS
                    and 0 < value < 10
                    and _continues_tens(text, starts, ends, codes, values, start)
                ):
                    # "twenty-one": the tens are a token already, perhaps with a dash after them.
                    while codes[-1] == _DASH:
                        starts.pop(), ends.pop(), words.pop(), values.pop(), codes.pop()
                    ends[-1] = end
                    words[-1] += "-" + word
                    values[-1] += value
                    codes[-1] = code
                    continue
                if code == _CARDINAL:
                    number_words += 1
                if word in AMBIGUOUS:
                    doubtful.append(len(starts))
            elif word in ZONES and match.group().isupper():
                code = CODES["zone"]
        elif kind == "mark":
            word = match.group()
            code = WORDS.get(word, OTHER)
        elif kind == "digits":
            word = match.group()
            if _completes_quarter(text, starts, words, codes, start, word):
                # "Q3", "H1": the letter is a token already.
                ends[-1], codes[-1] = end, CODES["quarter_code"]
                words[-1] += word
                continue
            glued = starts and ends[-1] == start and text[start - 1].isalpha() and codes[-1] != _MONTH
            if (
                glued
                or len(word) > 6
                or text[end : end + 1] == "%"
                or text[start - 1 : start] in ("$", "€", "£", "#", "_")
            ):
                code = OTHER
            else:
                value = int(word)
                if len(word) <= 2 and 1 <= value <= 31:
                    code = _SMALL
                elif len(word) == 4 and 1000 <= value <= 2199:
                    code = _YEAR
                else:
                    code = CODES["two_digit"] if len(word) == 2 else _NUMBER
        elif kind == "ordinal":
            word, code = match.group().lower(), CODES["ordinal"]
            value = int(word[:-2])
            if not 1 <= value <= 31:
                code = CODES["ordinal_word"]
        elif kind == "brk":
            word, code = "\n", CODES["break"]
        elif kind == "grouped":
            word, code = match.group(), OTHER
        elif kind == "iso":
            word, code = match.group(), CODES["numeric"]
        else:
            word, code = match.group().lower(), CODES[kind or "numeric"]
        starts.append(start)
        ends.append(end)
        words.append(word)
        values.append(value)
        codes.append(code)
    scan = Scan(text, starts, ends, words, values, "")
    for token in doubtful:
        if not _is_calendar_word(scan, codes, token):
            codes[token] = OTHER
    scan.codes = "".join(codes)
    if number_words > 1 or CODES["thousand"] in scan.codes:
        _join_year_words(scan)
    return scan


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
