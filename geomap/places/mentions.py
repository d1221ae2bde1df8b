"""Where names may stand in a text: its words, the runs of capitalised words, and the spans worth judging.

A span is worth judging when a gazetteer has it, when it is a demonym, or when it is a run of capitalised words that no
gazetteer has. Whether it is a place is decided later, in geomap.places.names.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from geomap.places.lexicon import Lexicon

_WORD = r"[^\W\d_]+(?:['’ʼ`](?![sS]\b)[^\W\d_]+)*"
# A name with the Arabic article is one word: "al-Qaim", "ash-Shaddadi".
_WITH_ARTICLE = rf"(?:[AaEe][LlNn]|[Aa][DdRrSsTtZz]|[AaEe][Ss][Hh])[-‐‑](?=[A-Z]|[^\x00-\x7f]){_WORD}"
_TOKEN = re.compile(rf"((?:[^\W\d_]\.){{2,}}|{_WITH_ARTICLE}|{_WORD}|['’]s\b|\d+(?:[.,]\d+)*|[^\w\s]|\n)")
_CONNECTORS = frozenset(
    ("of", "de", "du", "des", "del", "der", "den", "di", "da", "do", "van", "von", "bin", "ibn", "&")
)
_ARTICLES = frozenset(
    ("al", "el", "ad", "ar", "as", "ash", "at", "an", "az", "ez", "es", "la", "le", "las", "los", "on")
)
# Articles that are English words too: only a hyphen tells ("Ain at-Tin", "shot in Split on Monday").
_ENGLISH = frozenset(("an", "as", "at", "on"))
_MAX_TOKENS = 7
# Five words of capitals in a row; only a text that has them is looked at for lines of capitals.
_SHOUT = re.compile(r"(?:[A-Z][A-Z'’.]+[^\w]{1,4}(?:[A-Z][^\w]{1,3}|\d+[^\w]{1,3})?){5}")
_TYPES = frozenset(("street", "water", "land", "division", "settlement", "facility"))
_SENTENCE_END = frozenset(".!?\n")
_OPENING = frozenset("\"“”‘'«([•—–-:;")


class SpanLike(Protocol):
    """What the gazetteer says of a name in the text."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def key(self) -> str: ...


@dataclass(slots=True)
class Words:
    """The tokens of a text as parallel lists, and for each token the run of capitalised words it belongs to.

    ``run[i]`` is the (first, last + 1) token of its run, or ``None``; ``runs`` are all of them in order. ``opens[i]``
    is true where a sentence begins.
    """

    text: str
    word: list[str]
    lower: list[str]
    start: list[int]
    capital: list[bool]
    opens: list[bool]
    shouted: list[bool]
    run: list[tuple[int, int] | None] = field(default_factory=list)
    runs: list[tuple[int, int]] = field(default_factory=list)

    def end(self, index: int) -> int:
        return self.start[index] + len(self.word[index])


# The longest code of a state or country that a weapon's name may begin with.
_LONGEST_CODE = 3


@dataclass(slots=True)
class Candidate:
    """A span worth judging: tokens ``first`` to ``last`` (inclusive); ``key`` is its normalised name.

    ``spelling`` is true where only another spelling of the name is in the gazetteer.
    """

    start: int
    end: int
    first: int
    last: int
    key: str
    listed: bool
    demonym: str | None = None
    spelling: bool = False


def split_words(text: str, lexicon: Lexicon) -> Words:
    """The tokens of a text with their runs of capitalised words."""
    pieces = _TOKEN.split(text)
    word = pieces[1::2]
    start = list(itertools.accumulate(map(len, pieces), initial=0))[1:-1:2]
    lower = [piece.lower() for piece in word]
    capital = [piece[0].isupper() or (len(piece) > 2 and with_article(piece)) for piece in word]
    opens = [False] * len(word)
    shouted = _shouted(word) if _SHOUT.search(text) else [False] * len(word)
    words = Words(text, word, lower, start, capital, opens, shouted)
    common, cues = lexicon.words, lexicon.cues
    for index in [index for index, big in enumerate(capital) if big]:
        # The capital of a sentence's first word says nothing: "In Paris" is no name of two words, "New York" is. In a
        # line of capitals case says nothing of any word: common ones count as small there.
        opens[index] = begins = _opens_sentence(word, index)
        if begins or shouted[index]:
            rank = common.get(lower[index], 9)
            if begins and rank == 1:
                capital[index] = "before-place" in cues.get(lower[index], ())
            elif shouted[index] and rank <= 2:
                capital[index] = False
    _small_designations(words)
    words.runs = _runs(words)
    words.run = [None] * len(word)
    for run in words.runs:
        words.run[run[0] : run[1]] = [run] * (run[1] - run[0])
    return words


# "Dikwa Local Government Area of Borno State": what Nigeria calls a district, which is part of no name.
_DESIGNATIONS = (
    ("local", "government", "areas"),
    ("local", "government", "area"),
    ("local", "government"),
    ("lga",),
    ("lgas",),
)


def _small_designations(words: Words) -> None:
    """Counts the capitals of a designation behind a name as small: the name ends before it."""
    lower, capital = words.lower, words.capital
    for designation in _DESIGNATIONS:
        if designation[0] not in lower:
            continue
        for index in range(1, len(lower) - len(designation) + 1):
            stop = index + len(designation)
            if capital[index] and capital[index - 1] and tuple(lower[index:stop]) == designation:
                capital[index:stop] = [False] * len(designation)


# "Kanbalu Township", "Bara Tehsil": a name of its own only where a gazetteer has it so.
_SORTS = {
    "township": "MM", "townships": "MM", "tehsil": "PK IN", "taluka": "PK IN", "taluk": "IN", "upazila": "BD",
}  # fmt: skip


def settle_sorts(words: Words, spans: Sequence[SpanLike], countries_of: Callable[[str], frozenset[str | None]]) -> None:
    """Counts the capital of a word for a sort of place as small behind a name that is listed without it.

    ``countries_of`` gives the countries of the places of a name; one must have places of that sort.
    """
    if _SORTS.keys().isdisjoint(words.lower):
        return
    ends = {span.end: span.key for span in spans}
    changed = False
    for index in range(1, len(words.lower)):
        sort = words.lower[index] in _SORTS and words.capital[index] and words.end(index - 1) in ends
        goes_on = index + 1 < len(words.capital) and words.capital[index + 1]
        if not sort or goes_on or words.end(index) in ends:
            continue
        if not countries_of(ends[words.end(index - 1)]).isdisjoint(_SORTS[words.lower[index]].split()):
            words.capital[index] = False
            changed = True
    if changed:
        words.runs = _runs(words)
        words.run = [None] * len(words.word)
        for run in words.runs:
            words.run[run[0] : run[1]] = [run] * (run[1] - run[0])


def with_article(word: str) -> bool:
    """Whether a token is a name with the Arabic article, which may be small."""
    return "-" in word or "‐" in word or "‑" in word


def _opens_sentence(word: list[str], index: int) -> bool:
    """Whether a sentence begins with a capitalised word: what stands before it, quotation marks aside, ends one."""
    index -= 1
    if index >= 0 and word[index] == "]":
        # "[FMLN] In San Miguel": what an editor put in brackets parts the words like a full stop
        return True
    while index >= 0 and word[index] in _OPENING:
        if word[index] in '"“:•':
            return True
        index -= 1
    if index < 0 or word[index] == "\n":
        return True
    # A stop after a single capital is that of an initial: the name goes on.
    return word[index] in _SENTENCE_END and not (word[index] == "." and index and len(word[index - 1]) == 1)


def _shouted(word: list[str]) -> list[bool]:
    """Which tokens stand in a stretch of at least five words that is written in capitals."""
    loud = [False] * len(word)
    begin = 0
    count = 0
    for index in range(len(word) + 1):
        piece = word[index] if index < len(word) else "x"
        if piece[0].isalpha() and not piece.isupper():
            if count >= 5:
                loud[begin:index] = [True] * (index - begin)
            begin, count = index + 1, 0
        elif piece[0].isalpha() and len(piece) > 1:
            count += 1
    return loud


def _runs(words: Words) -> list[tuple[int, int]]:
    """The runs of capitalised words, each as its first token and the one after its last."""
    word, lower, start, capital = words.word, words.lower, words.start, words.capital
    runs = []
    done = 0
    for index in [index for index, big in enumerate(capital) if big]:
        if index < done:
            continue
        last = index
        while last + 1 < len(word):
            if capital[last + 1]:
                last += 1
                continue
            follow = _bridge(word, lower, start, capital, last, last + 1)
            if follow is None:
                break
            last = follow
        done = last + 1
        runs.append((index, done))
    return runs


def _bridge(
    word: list[str], lower: list[str], start: list[int], capital: list[bool], last: int, gap: int
) -> int | None:
    """The next capitalised token of the same name, when only connectors lie between; ``None`` where the name ends."""
    total = len(word)
    piece = word[gap]
    if (
        piece == "."
        and gap + 1 < total
        and capital[gap + 1]
        and len(word[last]) <= 3
        and start[gap] == start[last] + len(word[last])
    ):
        short = lower[last]
        if len(short) == 1 or short in (
            "st",
            "ste",
            "mt",
            "ft",
            "dr",
            "mr",
            "ms",
            "gen",
            "lt",
            "sgt",
            "col",
            "jr",
            "sr",
        ):
            return gap + 1
        return None
    if piece in "-‐‑" and start[gap] == start[last] + len(word[last]):
        after = gap + 1
        if after < total and start[after] == start[gap] + 1:
            if capital[after]:
                return after
            if after + 2 < total and word[after + 1] in "-‐‑" and capital[after + 2] and len(word[after]) <= 4:
                return after + 2
        return None
    after = gap
    seen = 0
    while after < total and seen < 2 and (lower[after] in _CONNECTORS or lower[after] in _ARTICLES):
        after += 1
        seen += 1
    if seen and after < total and word[after] in "-‐‑" and lower[after - 1] in _ARTICLES:
        after += 1
    elif seen and lower[after - 1] in _ENGLISH:
        return None
    if seen and after < total and capital[after]:
        return after
    return None


# Peoples and believers whose name is a village's somewhere.
_PEOPLES = frozenset(
    """arab arabs kurd kurds jew jews muslim muslims shia shiite shiites sunni sunnis druze christian christians hindu
    hindus sikh sikhs tamil tamils hutu hutus tutsi tutsis pashtun pashtuns baloch tuareg fulani hausa yazidi yazidis
    tatar tatars rohingya roma bedouin islamist islamists jihadist""".split()
)


# News agencies that are written like places.
_AGENCIES = frozenset(("SANA", "PETRA", "WAM", "BELTA", "MENA"))


def find_candidates(words: Words, spans: Sequence[SpanLike], lexicon: Lexicon) -> list[Candidate]:
    """The spans worth judging, by start, longest first: gazetteer names, demonyms, and capitalised runs."""
    start, word, lower = words.start, words.word, words.lower
    found: dict[tuple[int, int], Candidate] = {}
    # where capitals were given by a machine, or are all that there is, "US" is "us" beside "U.S."
    spells_out = "U.s." in words.text or ("U.S." in words.text and words.text.isupper())
    for span in spans:
        first = bisect_left(start, span.start)
        # A name that the gazetteer has without its article is the word with it.
        if first and with_article(word[first - 1]) and start[first - 1] + len(word[first - 1]) > span.start:
            first -= 1
        last = bisect_left(start, span.end, first) - 1
        if first > last or start[last] + len(word[last]) != span.end or (first, last) in found:
            continue
        if first == last and len(word[first]) == 1 and word[first].isascii():
            # "A" is Å without its ring, and an article far more often.
            continue
        if first == last and (
            word[first] in _AGENCIES or _is_model(word, start, first) or (spells_out and word[first] == "US")
        ):
            continue
        if first == last and lower[first] in _PEOPLES and lower[first + 1 : first + 2] != [","]:
            # Arab, Alabama, is seldom meant
            continue
        if start[first] == span.start or with_article(word[first]):
            found[first, last] = Candidate(start[first], span.end, first, last, span.key, True)
    demonyms = lexicon.demonyms
    for run in words.runs:
        stop = run[1]
        for index in range(run[0], stop):
            if not words.capital[index]:
                continue
            name = demonyms.get(lower[index])
            if name is not None:
                _note(found, words, index, index, name)
            if index + 1 < stop:
                pair = demonyms.get(lower[index] + " " + lower[index + 1])
                if pair is not None:
                    _note(found, words, index, index + 1, pair)
                elif index + 2 < stop and word[index + 1] == "-":
                    pair = demonyms.get(lower[index] + "-" + lower[index + 2])
                    if pair is not None:
                        _note(found, words, index, index + 2, pair)
        for first, last in _unlisted(words, run, lexicon):
            if (first, last) not in found:
                begin, end = start[first], words.end(last)
                found[first, last] = Candidate(begin, end, first, last, words.text[begin:end].casefold(), False)
    return sorted(found.values(), key=lambda candidate: (candidate.start, -candidate.end))


def _is_model(word: list[str], start: list[int], index: int) -> bool:
    """Whether a few letters with a number name a weapon or an aircraft: "AK-47", "Mi-8"."""
    piece = word[index]
    if len(piece) > _LONGEST_CODE or not piece[0].isupper() or index + 2 >= len(word):
        return False
    joined = word[index + 1] in "-–" and start[index + 1] == start[index] + len(piece)
    return joined and word[index + 2][0].isdigit() and start[index + 2] == start[index + 1] + 1


def _note(found: dict[tuple[int, int], Candidate], words: Words, first: int, last: int, place: str) -> None:
    known = found.get((first, last))
    if known is not None:
        known.demonym = place
        return
    begin, end = words.start[first], words.end(last)
    found[first, last] = Candidate(begin, end, first, last, words.text[begin:end].casefold(), False, place)


def _unlisted(words: Words, run: tuple[int, int], lexicon: Lexicon) -> list[tuple[int, int]]:
    """Spans of a run that could be a name no gazetteer has: the run, its parts round "of", what ends in a type word."""
    first, stop = run
    lower = words.lower
    if stop - first == 1:
        return [(first, first)] if words.capital[first] else []
    while first < stop and words.opens[first] and lexicon.words.get(lower[first], 9) <= 2 and first + 1 < stop:
        first += 1
    spans = set()
    part = first
    for index in range(first, stop + 1):
        if index == stop or lower[index] in _CONNECTORS:
            if index > part:
                spans.add((part, index - 1))
            part = index + 1
    spans.add((first, stop - 1))
    for index in range(first, stop):
        kinds = lexicon.cues.get(lower[index])
        if not kinds:
            continue
        if index > first and not kinds.isdisjoint(_TYPES):
            spans.add((first, index))
            spans.add((index - 1, index))
        if index + 1 < stop and "before-place" in kinds:
            spans.add((index, min(stop - 1, index + 2)))
            spans.add((index, index + 1))
    return [(a, b) for a, b in spans if 0 <= b - a < _MAX_TOKENS and words.capital[a] and words.capital[b]]
