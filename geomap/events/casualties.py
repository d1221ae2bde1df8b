"""People killed, hurt, missing, arrested or abducted, as one sentence counts them.

Every count hangs on a cue, the words that say what befell them ("killed", "were wounded", "dead"). The cue's
grammar says
on which side its people stand: after an active verb ("killing 12"), before a passive or a participle ("12 were killed",
"12 dead"), after a noun's "of" ("the deaths of 12"). A number is used once.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from geomap.events.casualty_phrases import (
    NUMBER_OF,
    REACH,
    TALLIES,
    add_company,
    is_of_things,
    is_put_at,
    number_before,
    read_left,
    read_right,
)
from geomap.events.casualty_words import (
    AGE,
    AGE_ENDS,
    AGED,
    ALL_TOLD,
    AMONG_THE,
    AMONG_THEM,
    ASIDE_AMONG_THEM,
    BRINGING,
    CHARGED,
    CLOCK,
    CUE,
    HARMED_RIGHT_BEFORE,
    NO_OBJECT,
    NONE,
    ORDINAL_DATE,
    PART_OF,
    PASSIVE,
    PASSIVE_ENDS,
    SINCE,
    STEMS,
    SUPERLATIVE,
    THEY_WERE,
    TOTAL_WORDS,
    TRADE_OF,
)
from geomap.events.named_people import is_age_of_named
from geomap.language import find_numbers
from geomap.records import Quantity


@dataclass(slots=True)
class Count:
    """How many people something befell.

    ``unit`` is killed, injured, missing, arrested or abducted. ``cue_start``, ``cue_end`` span the words that say so.
    ``victims`` spans the words for the people. ``running`` marks a total over a longer time than one happening ("since
    2011", "this year"). ``shares`` holds the single numbers of a bare list ("killed 12, 3 and 5"), else it is empty.
    """

    unit: str
    quantity: Quantity
    cue_start: int
    cue_end: int
    victims: tuple[int, int]
    running: bool = False
    shares: tuple[Quantity, ...] = ()


def counting_spots(text: str) -> list[int] | None:
    """Where words stand that a count may hang on, in order; sentences without one count nobody.

    ``None`` where the text changes its length in lower case, so that the spots would be off.
    """
    lowered = text.lower()
    if len(lowered) != len(text):
        return None
    # overlapping: "bodies" holds the stem "die"
    return sorted({start for _, start, _ in _stem_automaton().find_matches_as_indexes(lowered, overlapping=True)})


@functools.lru_cache(maxsize=1)
def _stem_automaton() -> Any:
    import ahocorasick_rs

    return ahocorasick_rs.AhoCorasick(STEMS)


def find_counts(
    text: str,
    start: int,
    end: int,
    taken: Sequence[tuple[int, int]] = (),
    spots: Sequence[int] | None = None,
) -> list[Count]:
    """The people counted in the sentence ``text[start:end]``, in order; an empty list when it counts none.

    Args:
        taken: spans whose numbers mean something else (dates).
        spots: the :func:`counting_spots` of this sentence, where they are known.

    >>> text = "It killed at least 12 and hurt a boy."
    >>> [(count.unit, count.quantity.low, count.quantity.high) for count in find_counts(text, 0, len(text))]
    [('killed', 12, None), ('injured', 1, 1)]
    """
    cues = list(CUE.finditer(text, start, end)) if spots is None else _cues_at(text, spots, end)
    counts, blocked = _zeros(text, start, end)
    cues = [cue for cue in cues if not any(first <= cue.start() < last for first, last in blocked)]
    if not cues:
        return counts
    numbers = [
        number
        for number in find_numbers(text, start, end)
        if not any(first < number.end and number.start < last for first, last in taken)
        and _counts_people(text, number, start, end)
    ]
    used: set[int] = set()
    # Passives and participles first: their people stand right before them, where they look like the object of the
    # verb before.
    for leftward in (True, False):
        for index, cue in enumerate(cues):
            side = _side(text, cue, start, end, numbers)
            if side is None or (side == "left") is not leftward:
                continue
            wall = cues[index - 1].end() if index else start
            stop = cues[index + 1].start() if index + 1 < len(cues) else end
            read = read_left(text, cue, wall, numbers, used) if leftward else read_right(text, cue, stop, numbers, used)
            if read is not None:
                quantity, victims, shares = read
                quantity = add_company(text, quantity, cue.end(), end, numbers, used)
                running = _is_running(text, quantity, start, end) or _counts_a_war(text, cue, start)
                counts.append(Count(cue.lastgroup or "", quantity, cue.start(), cue.end(), victims, running, shares))
    return sorted(counts, key=lambda count: (count.cue_start, count.unit))


def _cues_at(text: str, spots: Sequence[int], end: int) -> list[re.Match[str]]:
    """The cues that begin at one of the spots, in order, without overlaps."""
    cues: list[re.Match[str]] = []
    last = -1
    for spot in spots:
        if spot >= last and (match := CUE.match(text, spot, end)):
            cues.append(match)
            last = match.end()
    return cues


def _counts_people(text: str, number: Quantity, start: int, end: int) -> bool:
    after = text[number.end : min(end, number.end + 48)]
    before = text[max(start, number.start - 24) : number.start]
    whole = THEY_WERE.match(after) or (HARMED_RIGHT_BEFORE.search(before) and ALL_TOLD.match(after))
    part = PART_OF.match(after) and not whole
    if part and number.start == start and _OF_THEM.match(after):
        # "It blew up a bus with workers. Six of them died."
        part = False
    if AGE.match(after) or part or is_age_of_named(text, start, number.start, number.end, end):
        return False
    if " of " in before and _is_age(text[max(start, number.start - 60) : number.start], number, after):
        return False
    if ASIDE_AMONG_THEM.match(after) or CLOCK.match(text, max(start, number.start - 3), end):
        return False
    if AMONG_THEM.search(text[max(start, number.start - 48) : number.start]):
        return False
    if number.text.isdigit() and (ORDINAL_DATE.search(before) or before.endswith(("$", "£", "€", "#", "-", "/"))):
        return False
    if number.text[0] == "0" and number.text[1:2].isdigit():
        # "between 0200 and 0300"
        return False
    words = _COUNTED_END.split(after, maxsplit=1)[0]
    return not is_of_things(words)


def _is_age(before: str, number: Quantity, after: str) -> bool:
    """Whether a number after "of" is somebody's age or children: "a boy of six", "a mother of two"."""
    if AGED.search(before):
        return True
    return len(number.text) == 2 and number.text.isdigit() and bool(TRADE_OF.search(before) and AGE_ENDS.match(after))


def _zeros(text: str, start: int, end: int) -> tuple[list[Count], list[tuple[int, int]]]:
    """Counts of nobody ("no casualties"), and the spans that are thereby read."""
    counts: list[Count] = []
    spans: list[tuple[int, int]] = []
    lowered = text[start:end].lower()
    for match in NONE.finditer(text, start, end) if "no" in lowered or "without" in lowered else ():
        words = " ".join(
            filter(None, match.group("things", "more", "without", "verb", "verb_more", "caused", "causing"))
        ).lower()
        spans.append(match.span())
        units = []
        if any(word in words for word in ("casualt", "causalit", "death", "fatalit", "victim", "life", "killed")):
            units.append("killed")
        if any(word in words for word in ("casualt", "causalit", "injur", "victim", "wounded", "hurt", "harmed")):
            units.append("injured")
        zero = Quantity(*match.span(), match.group(), 0, 0)
        counts.extend(Count(unit, zero, match.start(), match.end(), match.span()) for unit in units)
    return counts, spans


def _side(text: str, cue: re.Match[str], start: int, end: int, numbers: list[Quantity]) -> str | None:
    """Where the people of a cue stand: left, right, or ``None`` when it names none."""
    word = cue.group().lower()
    start = max(start, cue.start() - REACH)
    before, after = text[start : cue.start()], text[cue.end() : min(end, cue.end() + 60)]
    lowered = before.lower()
    if ("guilty" in lowered or "charge" in lowered or "convict" in lowered) and CHARGED.search(before):
        # "found six men guilty of murder": those who did it
        return "right"
    if word == "wounds" and not _WOUNDS_THEM.match(after):
        # "bodies with bullet wounds", "died of wounds"
        return None
    if "among" in lowered and AMONG_THE.search(text, start, cue.start()):
        return None
    if (any(noun in lowered for noun in TALLIES) and NUMBER_OF.search(before)) or is_put_at(text, cue, numbers):
        return "right"
    if (word.startswith(("death", "fatalit", "killings", "injury", "injuries", "martyrdom"))) or (
        word == "killing" and re.match(r"\s+of\b", after)
    ):
        if word == "death" and lowered.endswith(" to "):
            # "shot 18 people to death at a bar"
            return _left_if_counted(text, cue, numbers)
        if (
            re.match(r"\s+(?:of|toll|to|at|on|upon|rose|has|had|are|were|include|included)\b", after)
            or word == "death toll"
        ):
            return "right"
        return _left_if_counted(text, cue, numbers)
    if word == "toll":
        return "right" if text[cue.start() - 1 : cue.start()] == " " else None
    if word in ("bodies", "corpses"):
        if _SEEN.search(before):
            # "I counted a dozen bodies": what somebody saw, not how many died
            return None
        # "the bodies of 12 men", "12 bodies"
        return "right" if re.match(r"\s+of\b", after) else _left_if_counted(text, cue, numbers)
    if word in ("dead", "missing", "unaccounted for", "died", "die", "dies") or word.startswith(
        ("perish", "los", "succumb", "breath")
    ):
        return "left"
    if word.startswith(("claim", "cost", "took", "tak")) and "hostage" not in word and "custody" not in word:
        return "right"
    if lowered.rstrip().endswith(PASSIVE_ENDS) and PASSIVE.search(before):
        return "left"
    if word.endswith("ing") or word.split()[0].endswith("ing"):
        return "right"
    if NO_OBJECT.match(after):
        if re.match(r"\s+(?:and|or)\s+(?:wound|injur|hurt|kill)", after, re.IGNORECASE) and not number_before(
            cue.start(), numbers, text
        ):
            return None
        return "left"
    if number_before(cue.start(), numbers, text) and _COUNTED_NEXT.match(after):
        return "left"
    return "right"


def _left_if_counted(text: str, cue: re.Match[str], numbers: list[Quantity]) -> str | None:
    return "left" if number_before(cue.start(), numbers, text) else None


# "10 killed, 20 wounded" without its comma, "two killed others": the number before the cue is that of its people.
_COUNTED_NEXT = re.compile(
    r"\s+(?:\d[\d,]*\s+(?:\w+\s+)?(?:wounded|injured|hurt|missing)|others|more)\b", re.IGNORECASE
)
_OF_THEM = re.compile(
    r"\s+of\s+(?:them|those)\s+(?:(?:was|were|have|had|later|then|also)\s+)*"
    r"(?:died|killed|perished|wounded|injured|hurt)\b"
)
_SEEN = re.compile(r"\b(?:counted|saw|seen|see|count|seeing|counting)\s+(?:[\w’'-]+\s+){0,5}$", re.IGNORECASE)
_WOUNDS_THEM = re.compile(
    r"\s+(?:(?:at|least|more|than|about|around|some|over|nearly|almost|up|to|as|many)\s+){0,4}"
    r"(?:\d|an?\s|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens|scores|hundreds|several|many)\b)",
    re.IGNORECASE,
)
_MARK = re.compile(r"[;:,]")
_CLAUSE_OPENS = re.compile(
    r"[;:]|,\s+(?:and|but|while|when|with)\b|\b(?:after|before)\s+(?=(?:[a-z]+\s+){1,3}[a-z]+ed\b)"
)
_COUNTED_END = re.compile(
    r"[,;:.()]\s|\s(?:in|at|on|were|was|and|by|when|of|killed|wounded|injured|people|others|who"
    r"|during|as|after|before|near|outside|inside|since|while|with|within|for|from)\b"
)
_WARS = (
    *("war", "conflict", "insurgency", "uprising", "rebellion", "unrest", "crisis", "violence", "fighting"),
    *("offensive", "campaign", "dispute"),
)
_WAR_LEFT = re.compile(
    r"\b(?:war|conflict|insurgency|uprising|rebellion)\b(?:\W+[\w’'-]+){0,4}?\W+(?:left|killing|leaving"
    r"|claimed)\b(?:\W+[\w’',-]+){0,5}\W*$"
    r"|\b(?:war|conflict)\b(?:\W+[\w’'-]+){0,8}\W+in\W+which\b(?:\W+[\w’',-]+){0,5}\W*$",
    re.IGNORECASE,
)
_WAR = re.compile(
    r"\b(?:war|conflict|insurgency|uprising|rebellion|unrest|crisis|violence|fighting|offensive"
    r"|campaign|dispute)\b(?:\W+[\w’'-]+){0,6}\W+(?:has|have|had)\s+(?:\w+\s+){0,3}$",
    re.IGNORECASE,
)


def _counts_a_war(text: str, cue: re.Match[str], start: int) -> bool:
    """Whether a war is what killed: "the conflict, which has left 30,000 dead"."""
    start = max(start, cue.start() - REACH)
    before = text[start : cue.start()].lower()
    if not any(war in before for war in _WARS):
        return False
    return bool(_WAR.search(text, start, cue.start()) or _WAR_LEFT.search(text, start, cue.start()))


def _is_running(text: str, quantity: Quantity, start: int, end: int) -> bool:
    """Whether a number counts over longer than one happening."""
    start, end = max(start, quantity.start - REACH), min(end, quantity.end + REACH)
    before = text[start : quantity.start]
    if bringing := BRINGING.search(before):
        return bool(TOTAL_WORDS.search(bringing["middle"]) or SINCE.search(text, start, end))
    clause_end = _MARK.search(text, quantity.end, end)
    clause_start = max((match.end() for match in _CLAUSE_OPENS.finditer(before)), default=0) + start
    long = SINCE.search(text, clause_start, clause_end.start() if clause_end else end)
    return bool(long and not SUPERLATIVE.search(text, max(start, long.start() - 60), long.start()))
