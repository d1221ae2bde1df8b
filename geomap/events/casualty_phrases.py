"""Whom the words beside a cue count: numbers side by side, single people, people named, on the left or on the right."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left

from geomap.events.casualty_words import (
    AMONG_THEM,
    AMONG_THEM_AFTER,
    BARE_LIST,
    BREAK,
    COUNT_PUT,
    COUNTED_NOUN,
    LEFT_WALL,
    MORE,
    ONE_OF_OFFICE,
    OTHERS,
    PASSIVE,
    PEOPLE_NEXT,
    PERFECT,
    PHRASE_END,
    SIDE_BY_SIDE,
    SINGLE,
    SUBSET,
    THEY_WERE,
    THINGS,
    TOGETHER,
)
from geomap.events.named_people import read_names
from geomap.records import Quantity

# How far from a cue its words are looked for, in characters; sentences of hostile texts have no end.
REACH = 400

# How far after the words for one person it is told that they are among those counted.
_NEAR = 100


def is_of_things(words: str) -> bool:
    """Whether what is counted, by the words after the number, are things; "bus passengers" are none."""
    return any(not PEOPLE_NEXT.match(words, thing.end()) for thing in THINGS.finditer(words))


def is_put_at(text: str, cue: re.Match[str], numbers: list[Quantity]) -> bool:
    """Whether the number of a noun follows it: "put the dead |at 70"."""
    if not COUNTED_NOUN.search(text, max(0, cue.start() - 8), cue.start()):
        return False
    position = bisect_left(numbers, cue.end(), key=lambda number: number.start)
    following = numbers[position] if position < len(numbers) else None
    return following is not None and bool(COUNT_PUT.fullmatch(text, cue.end(), min(following.start, cue.end() + 60)))


def number_before(position: int, numbers: list[Quantity], text: str) -> Quantity | None:
    """The number whose phrase ends right before a position ("12 people |killed"), or ``None``."""
    for number in reversed(numbers):
        if number.end <= position:
            between = text[number.end : position]
            near = len(between.split()) <= 5 and not BREAK.search(between)
            return number if near else None
    return None


def read_left(
    text: str, cue: re.Match[str], wall: int, numbers: list[Quantity], used: set[int]
) -> tuple[Quantity, tuple[int, int], tuple[Quantity, ...]] | None:
    """The people counted before a cue: their quantity, the span of their words, and the shares of a bare list.

    ``None`` when nobody is; ``numbers`` that are taken go into ``used`` by their start.
    """
    stop = cue.start()
    wall = max(wall, stop - REACH)
    passive = PASSIVE.search(text, wall, stop)
    if passive:
        stop = passive.start()
    elif perfect := PERFECT.search(text, wall, stop):
        stop = perfect.start()
    first = head = wall
    for match in LEFT_WALL.finditer(text, wall, stop):
        first = match.end() if match.end() < stop else first
        # "Peter Moss (31) and Ada Stone (29) were": an age in brackets is no wall for names
        head = first if match.group() not in "()" else head
    phrase_end = stop
    subset = SUBSET.search(text, first, stop)
    if subset:
        others = OTHERS.search(text, subset.end(), stop)
        first, phrase_end = (others.start(), stop) if others else (first, subset.start())
    opening = _OPENING.match(text, head, stop)
    named = _read_named(text, opening.end() if opening else head, stop, numbers, used)
    if named is not None and not text[named.end : stop].strip(" ,"):
        return named, (named.start, named.end), ()
    found = _sum_up(text, first, phrase_end, numbers, used, nearest_last=True)
    if found is not None and not _SOME.match(found[0].text):
        return found
    who = _WHO.search(text, wall, stop)
    if who and (number := number_before(who.start(), [one for one in numbers if one.start not in used], text)):
        used.add(number.start)
        return number, (number.start, who.start()), ()
    if found is not None:
        return found
    verb = passive["verb"].lower() if passive else ""
    singular = verb in ("was", "is") or (not passive and cue.group().lower().startswith(("died", "dies", "succumb")))
    lead = text[first:phrase_end].strip(" ,")
    if not lead or not singular:
        return None
    if re.search(r"\b(?:who|whom|which|that|he|she|it|and)\s*$", lead, re.IGNORECASE) is None and not re.search(
        r"[A-Z]|\b(?:an?|another|one|the|his|her|he|she)(?:\s|$)", lead
    ):
        return None
    start = first + len(text[first:phrase_end]) - len(text[first:phrase_end].lstrip(" ,"))
    return Quantity(start, phrase_end, text[start:phrase_end], 1, 1), (start, phrase_end), ()


def read_right(
    text: str, cue: re.Match[str], stop: int, numbers: list[Quantity], used: set[int]
) -> tuple[Quantity, tuple[int, int], tuple[Quantity, ...]] | None:
    """The people counted after a cue, in the same form as :func:`read_left`."""
    first = cue.end()
    stop = min(stop, first + REACH)
    if opening := _AFTER_CUE.match(text, first, stop):
        first = opening.end()
    if cue.group().lower() in ("death toll", "toll", "deaths", "death") or NUMBER_OF.search(
        text, max(0, first - REACH), cue.start()
    ):
        near = [number for number in numbers if first <= number.start < min(stop, first + 110)]
        if near and _TOLL_REACHED.fullmatch(text, first, near[0].start):
            first = near[0].start
        elif cue.group().lower() == "toll":
            # "took a toll", "toll roads"
            return None
    if is_put_at(text, cue, numbers):
        first = next(number.start for number in numbers if number.start >= cue.end())
    ending = PHRASE_END.search(text, first, stop)
    last = ending.start() if ending else stop
    if named := _read_named(text, first, stop, numbers, used):
        return named, (named.start, named.end), ()
    found = _sum_up(text, first, last, numbers, used, nearest_last=False)
    if found is not None:
        return found
    phrase = text[first:last].strip(" ,.")
    names = re.search(r"(?:^|\s)[A-Z][\w’'-]+(?:\s+(?:[A-Z][\w’'.-]+|al|bin|ibn|de|el|abu)\b)+", phrase)
    if not names or re.search(
        r"\b(?:people|civilians|soldiers|members|militants|fighters|others|troops|rebels|police|officers|terrorists|gunmen"
        r"|insurgents|numbers|many|dozens|tens|scores|leaders|commanders|supporters)\b",
        phrase,
    ):
        return None
    begin = text.index(phrase, first)
    return Quantity(begin, begin + len(phrase), phrase, 1, 1), (begin, begin + len(phrase)), ()


def _read_named(text: str, first: int, stop: int, numbers: list[Quantity], used: set[int]) -> Quantity | None:
    """The people named at the head of ``text[first:stop]``, with the others that are counted after them.

    ``None`` where nobody is named, or one alone, who may be told with more words than a name.
    """
    while first < stop and text[first] in " ,\n":
        first += 1
    named, end = read_names(text, first, stop)
    if not named:
        return None
    joined = _AND_OTHERS.match(text, end, stop)
    others = joined and next((one for one in numbers if one.start == joined.end() and one.start not in used), None)
    if joined and others and (more := _THE_OTHERS.match(text, others.end, stop)):
        used.add(others.start)
        low = None if others.low is None else others.low + named
        high = None if others.high is None else others.high + named
        return Quantity(first, more.end(), text[first : more.end()], low, high)
    if joined and (one := _AND_ONE.match(text, joined.end(), stop)):
        named, end = named + 1, one.end()
    return Quantity(first, end, text[first:end], named, named) if named > 1 else None


def add_company(text: str, told: Quantity, cue_end: int, end: int, numbers: list[Quantity], used: set[int]) -> Quantity:
    """The number with those who shared the fate: "was murdered together with 22 other people" tells of 23."""
    at = max(cue_end, told.end)
    if told.low is None or not (match := TOGETHER.match(text, at, min(end, at + REACH))):
        return told
    number = next((one for one in numbers if one.start == match.end() and one.start not in used), None)
    if number is not None:
        used.add(number.start)
        low, high, last = number.low, number.high, number.end
    elif one := _AND_ONE.match(text, match.end(), end):
        low = high = 1
        last = one.end()
    else:
        return told
    low = told.low if low is None else told.low + low
    high = None if told.high is None or high is None else told.high + high
    return Quantity(told.start, last, text[told.start : last], low, high)


def _sum_up(
    text: str, first: int, last: int, numbers: list[Quantity], used: set[int], *, nearest_last: bool
) -> tuple[Quantity, tuple[int, int], tuple[Quantity, ...]] | None:
    """The people in ``text[first:last]``: numbers side by side are added, "a soldier" is one; ``None`` for none."""
    parts = [number for number in numbers if first <= number.start and number.end <= last and number.start not in used]
    for match in SINGLE.finditer(text, first, last):
        overlaps = any(part.start - 12 <= match.start() < part.end for part in parts)
        words = text[match.end() : min(last, match.end() + 40)]
        if (
            not overlaps
            and not _SPEAKS.match(text, match.end(), match.end() + _NEAR)
            and not (match.start() > first and _INSIDE.search(text, max(first, match.start() - 6), match.start()))
            and not AMONG_THEM_AFTER.match(text, match.end(), match.end() + _NEAR)
            and not AMONG_THEM.search(text[max(first, match.start() - 30) : match.start()])
        ):
            head = re.match(r"[^,]*?(?=\s+(?:and|or)\b|,|$)", words)
            if head and not is_of_things(head.group()):
                parts.append(Quantity(match.start(), match.end() - 1, text[match.start() : match.end()].strip(), 1, 1))
    for match in ONE_OF_OFFICE.finditer(text, first, last):
        lead = text[first : match.start()].rstrip()
        kin = bool(_KIN.match(match.group()))
        heads = not lead or ((kin or not nearest_last) and lead.endswith((",", " and")))
        if heads and not any(part.start <= match.end() and match.start() <= part.end for part in parts):
            parts.append(Quantity(*match.span(), match.group(), 1, 1))
    if not parts:
        return None
    parts.sort(key=lambda part: part.start)
    parts = _drop_other_names(text, parts, last)
    chain = [parts[-1]] if nearest_last else [parts[0]]
    rest = reversed(parts[:-1]) if nearest_last else iter(parts[1:])
    for part in rest:
        left, right = (part, chain[0]) if nearest_last else (chain[-1], part)
        if nearest_last and THEY_WERE.match(text, right.end):
            break
        if not SIDE_BY_SIDE.fullmatch(text[left.end : right.start]):
            break
        chain.insert(0, part) if nearest_last else chain.append(part)
    used.update(part.start for part in chain)
    if len(chain) == 1:
        part = chain[0]
        if more := MORE.match(text, part.end, last):
            part = Quantity(part.start, more.end(), text[part.start : more.end()], part.low, part.high)
        return part, (part.start, last), ()
    low = sum(part.low or 0 for part in chain)
    high = None if any(part.high is None for part in chain) else sum(part.high or 0 for part in chain)
    bare = all(BARE_LIST.fullmatch(text[a.end : b.start]) for a, b in itertools.pairwise(chain))
    total = Quantity(chain[0].start, chain[-1].end, text[chain[0].start : chain[-1].end], low, high)
    return total, (chain[0].start, last), tuple(chain) if bare else ()


# "wounding 97, a |medic at the hospital said|"
_SPEAKS = re.compile(r"[^,;:.]{1,80}?\b(?:said|says|told|reported|added|estimated)\b(?=[^\w]|$)", re.IGNORECASE)

# "a man and |his wife| were killed"
_KIN = re.compile(r"(?:his|her|their)\s", re.IGNORECASE)

# "two reporters |of |a local channel", "a guard |from |a private firm": no one more.
_INSIDE = re.compile(r"\b(?:of|in|at|from|near)\s$", re.IGNORECASE)


def _drop_other_names(text: str, parts: list[Quantity], last: int) -> list[Quantity]:
    """The parts with nobody counted twice: "the mayor, a doctor," is one, "two men, a Turk and a Kurd," are two."""
    for index, part in enumerate(parts):
        following = parts[index + 1 :]
        if not following or not _APPOSED.fullmatch(text, part.end, following[0].start):
            continue
        several = part.low is not None and part.low == part.high and part.low > 1
        if several and _CLOSED.match(text, following[-1].end, last):
            if sum(one.low or 0 for one in following) == part.low and all(one.low == one.high for one in following):
                return parts[: index + 1]
        elif (
            part.low == 1
            and part.text[:2].lower() not in ("a ", "an", "on")
            and _CLOSED.match(text, following[0].end, following[1].start if len(following) > 1 else last)
        ):
            again = following[0]
            parts[index + 1] = Quantity(again.start, again.end, again.text, 0, 0)
    return parts


# "The number of people killed in the blast rose to 12."
TALLIES = ("number", "toll", "tally", "count")

NUMBER_OF = re.compile(
    r"\b(?:number|toll|tally|count)\s+of\s+(?:(?:people|those|civilians|victims|soldiers|women|children|the)\s+)?"
    r"(?:(?:now\s+)?(?:(?:who\s+(?:have|had|were|are)|confirmed|known|thought|believed|reported|feared)\s+){1,2}"
    r"(?:(?:to\s+have|to\s+be|to\s+have\s+been|been|as)\s+)?)?$",
    re.IGNORECASE,
)

# From "death toll" to its number: "from the blast in the port rose to at least ".
_TOLL_REACHED = re.compile(
    r"(?:\s+\S+){0,14}?\s+(?:to|at|of|reached|was|is|hit|passed|topped|above|past|beyond|exceeded)"
    r"(?:\s+(?:at\s+least|more\s+than|about|around|over|nearly|almost|some))*\s+",
    re.IGNORECASE,
)

# "In Hebron on Monday, |Ahmed Ali, 24, and Omar Hadi were shot dead"
_OPENING = re.compile(r"\s*(?:In|On|At|Near|Outside)\s[^,]{1,60},\s", re.IGNORECASE)

# From somebody to another name for him: "the mayor of the town|, |a doctor".
_APPOSED = re.compile(r"(?:\s+(?!and\b|or\b)[\w.'’-]+){0,6}?,\s+(?:all\s+|both\s+)?$", re.IGNORECASE)
# To the end of the other name: "a doctor| of 40,".
_CLOSED = re.compile(r"(?:\s+(?!and\b|or\b)[\w.'’-]+){0,8}?\s*(?:,|$)", re.IGNORECASE)

_AND_OTHERS = re.compile(r"\s*,?\s+and\s+(?:at\s+least\s+|about\s+|some\s+|another\s+)?", re.IGNORECASE)

_AND_ONE = re.compile(
    r"(?:an?|another|his|her|the|their)\s+(?!group|number|dozen|few|couple|hundred|thousand)(?:[\w’'-]+\s+){0,3}?[\w’'-]*[^\Ws]"
    r"(?=\s*(?:$|[,.;:)]|\s(?:were|was|in|on|at|near|when|while|after|by|died|had)\b))",
    re.IGNORECASE,
)

_THE_OTHERS = re.compile(
    r"(?:\s+(?:other|more|of\s+(?:his|her|their))(?:\s+[\w’'-]+){0,3}?|\s+(?:[\w’'-]+\s+){0,2}?"
    r"(?:others|guards|bodyguards|people|companions|relatives|soldiers|civilians|children|fighters|colleagues))"
    r"(?=\s*(?:$|[,.;:)]|\s(?:were|was|in|on|at|near|when|while|after|by|died|had)\b))",
    re.IGNORECASE,
)

_AFTER_CUE = re.compile(r"\s+(?:of|toll\s+of|toll|to|on|upon|in|are|were|include|included)\b")

# "More than 60 people who had sought shelter there": the clause after those who are counted.
_SOME = re.compile(r"an?\b", re.IGNORECASE)

_WHO = re.compile(r"\s+who\s+(?!said|say|told)", re.IGNORECASE)
