"""People killed, hurt, missing, arrested or abducted, as one sentence counts them.

Every count hangs on a cue, the words that say what befell them ("killed", "were wounded", "dead"). The cue's
grammar says
on which side its people stand: after an active verb ("killing 12"), before a passive or a participle ("12 were killed",
"12 dead"), after a noun's "of" ("the deaths of 12"). A number is used once.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from geomap.events.casualty_words import (
    AGE,
    AMONG_THE,
    AMONG_THEM,
    AMONG_THEM_AFTER,
    BARE_LIST,
    BREAK,
    BRINGING,
    COUNT_PUT,
    COUNTED_NOUN,
    CUE,
    LEFT_WALL,
    MORE,
    NO_OBJECT,
    NONE,
    ONE_OF_OFFICE,
    ORDINAL_DATE,
    OTHERS,
    PART_OF,
    PASSIVE,
    PASSIVE_ENDS,
    PEOPLE_NEXT,
    PERFECT,
    PHRASE_END,
    SIDE_BY_SIDE,
    SINCE,
    SINGLE,
    STEMS,
    SUBSET,
    SUPERLATIVE,
    THINGS,
    TOTAL_WORDS,
)
from geomap.events.named_people import is_age_of_named, read_names
from geomap.language import find_numbers
from geomap.records import Quantity

# How far from a cue its words are looked for, in characters; sentences of hostile texts have no end.
_REACH = 400
# How far after the words for one person it is told that they are among those counted.
_NEAR = 100


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
    return [start for _, start, _ in _stem_automaton().find_matches_as_indexes(lowered)]


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
            read = (
                _read_left(text, cue, wall, numbers, used) if leftward else _read_right(text, cue, stop, numbers, used)
            )
            if read is not None:
                quantity, victims, shares = read
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
    if AGE.match(after) or PART_OF.match(after) or is_age_of_named(text, start, number.start, number.end, end):
        return False
    before = text[max(start, number.start - 24) : number.start]
    if AMONG_THEM.search(text[max(start, number.start - 48) : number.start]):
        return False
    if number.text.isdigit() and (ORDINAL_DATE.search(before) or before.endswith(("$", "£", "€", "#", "-", "/"))):
        return False
    words = _COUNTED_END.split(after, maxsplit=1)[0]
    return not _is_of_things(words)


def _is_of_things(words: str) -> bool:
    """Whether what is counted, by the words after the number, are things; "bus passengers" are none."""
    return any(not PEOPLE_NEXT.match(words, thing.end()) for thing in THINGS.finditer(words))


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
    start = max(start, cue.start() - _REACH)
    before, after = text[start : cue.start()], text[cue.end() : min(end, cue.end() + 60)]
    lowered = before.lower()
    if "among" in lowered and AMONG_THE.search(text, start, cue.start()):
        return None
    if (any(noun in lowered for noun in _TALLIES) and _NUMBER_OF.search(before)) or _is_put_at(text, cue, numbers):
        return "right"
    if (word.startswith(("death", "fatalit", "killing", "injuries")) and word != "killing") or (
        word == "killing" and re.match(r"\s+of\b", after)
    ):
        if re.match(r"\s+(?:of|toll|to|at|rose|has|had|are|were|include|included)\b", after) or word == "death toll":
            return "right"
        return _left_if_counted(text, cue, numbers)
    if word == "toll":
        return "right" if text[cue.start() - 1 : cue.start()] == " " else None
    if word in ("bodies", "corpses"):
        # "the bodies of 12 men", "12 bodies"
        return "right" if re.match(r"\s+of\b", after) else _left_if_counted(text, cue, numbers)
    if word in ("dead", "missing", "unaccounted for", "died", "die", "dies") or word.startswith(("perish", "los")):
        return "left"
    if word.startswith(("claim", "cost", "took", "tak")) and "hostage" not in word and "custody" not in word:
        return "right"
    if lowered.rstrip().endswith(PASSIVE_ENDS) and PASSIVE.search(before):
        return "left"
    if word.endswith("ing") or word.split()[0].endswith("ing"):
        return "right"
    if NO_OBJECT.match(after):
        if re.match(r"\s+(?:and|or)\s+(?:wound|injur|hurt|kill)", after, re.IGNORECASE) and not _number_before(
            cue.start(), numbers, text
        ):
            return None
        return "left"
    if _number_before(cue.start(), numbers, text) and _COUNTED_NEXT.match(after):
        return "left"
    return "right"


def _left_if_counted(text: str, cue: re.Match[str], numbers: list[Quantity]) -> str | None:
    return "left" if _number_before(cue.start(), numbers, text) else None


def _is_put_at(text: str, cue: re.Match[str], numbers: list[Quantity]) -> bool:
    """Whether the number of a noun follows it: "put the dead |at 70"."""
    if not COUNTED_NOUN.search(text, max(0, cue.start() - 8), cue.start()):
        return False
    following = next((number for number in numbers if number.start >= cue.end()), None)
    return following is not None and bool(COUNT_PUT.fullmatch(text, cue.end(), min(following.start, cue.end() + 60)))


def _number_before(position: int, numbers: list[Quantity], text: str) -> Quantity | None:
    """The number whose phrase ends right before a position ("12 people |killed"), or ``None``."""
    for number in reversed(numbers):
        if number.end <= position:
            between = text[number.end : position]
            near = len(between.split()) <= 5 and not BREAK.search(between)
            return number if near else None
    return None


def _read_left(
    text: str, cue: re.Match[str], wall: int, numbers: list[Quantity], used: set[int]
) -> tuple[Quantity, tuple[int, int], tuple[Quantity, ...]] | None:
    stop = cue.start()
    wall = max(wall, stop - _REACH)
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
    if who and (number := _number_before(who.start(), [one for one in numbers if one.start not in used], text)):
        used.add(number.start)
        return number, (number.start, who.start()), ()
    if found is not None:
        return found
    verb = passive["verb"].lower() if passive else ""
    singular = verb in ("was", "is") or (not passive and cue.group().lower() in ("died", "dies"))
    lead = text[first:phrase_end].strip(" ,")
    if not lead or not singular:
        return None
    if re.search(r"\b(?:who|whom|which|that|he|she|it|and)\s*$", lead, re.IGNORECASE) is None and not re.search(
        r"[A-Z]|\b(?:an?|another|one|the|his|her|he|she)\s", lead
    ):
        return None
    start = first + len(text[first:phrase_end]) - len(text[first:phrase_end].lstrip(" ,"))
    return Quantity(start, phrase_end, text[start:phrase_end], 1, 1), (start, phrase_end), ()


def _read_right(
    text: str, cue: re.Match[str], stop: int, numbers: list[Quantity], used: set[int]
) -> tuple[Quantity, tuple[int, int], tuple[Quantity, ...]] | None:
    first = cue.end()
    stop = min(stop, first + _REACH)
    if opening := _AFTER_CUE.match(text, first, stop):
        first = opening.end()
    if cue.group().lower() in ("death toll", "toll", "deaths", "death") or _NUMBER_OF.search(
        text, max(0, first - _REACH), cue.start()
    ):
        near = [number for number in numbers if first <= number.start < min(stop, first + 110)]
        if near and _TOLL_REACHED.fullmatch(text, first, near[0].start):
            first = near[0].start
        elif cue.group().lower() == "toll":
            # "took a toll", "toll roads"
            return None
    if _is_put_at(text, cue, numbers):
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
        r"\b(?:people|civilians|soldiers|members|militants|fighters|others|troops|rebels|police|officers)\b", phrase
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
            and not AMONG_THEM_AFTER.match(text, match.end(), match.end() + _NEAR)
            and not AMONG_THEM.search(text[max(first, match.start() - 30) : match.start()])
        ):
            head = re.match(r"[^,]*?(?=\s+(?:and|or)\b|,|$)", words)
            if head and not _is_of_things(head.group()):
                parts.append(Quantity(match.start(), match.end() - 1, text[match.start() : match.end()].strip(), 1, 1))
    for match in ONE_OF_OFFICE.finditer(text, first, last):
        lead = text[first : match.start()].rstrip()
        heads = not lead or (not nearest_last and lead.endswith((",", " and")))
        if heads and not any(part.start <= match.end() and match.start() <= part.end for part in parts):
            parts.append(Quantity(*match.span(), match.group(), 1, 1))
    if not parts:
        return None
    parts.sort(key=lambda part: part.start)
    chain = [parts[-1]] if nearest_last else [parts[0]]
    rest = reversed(parts[:-1]) if nearest_last else iter(parts[1:])
    for part in rest:
        left, right = (part, chain[0]) if nearest_last else (chain[-1], part)
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


# "10 killed, 20 wounded" without its comma, "two killed others": the number before the cue is that of its people.
_COUNTED_NEXT = re.compile(
    r"\s+(?:\d[\d,]*\s+(?:\w+\s+)?(?:wounded|injured|hurt|missing)|others|more)\b", re.IGNORECASE
)
# "The number of people killed in the blast rose to 12."
_TALLIES = ("number", "toll", "tally", "count")
_NUMBER_OF = re.compile(
    r"\b(?:number|toll|tally|count)\s+of\s+(?:(?:people|those|civilians|victims|the)\s+)?(?:(?:confirmed|known)\s+)?$",
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
_AFTER_CUE = re.compile(r"\s+(?:of|toll\s+of|toll|to|in|are|were|include|included)\b")
_MARK = re.compile(r"[;:,]")
_CLAUSE_OPENS = re.compile(r"[;:]|,\s+(?:and|but|while|when|with)\b")
_COUNTED_END = re.compile(
    r"[,;:.()]\s|\s(?:in|at|on|were|was|and|by|when|of|killed|wounded|injured|people|others|who"
    r"|during|as|after|before|near|outside|inside|since|while|with|within|for|from)\b"
)
# "More than 60 people who had sought shelter there": the clause after those who are counted.
_SOME = re.compile(r"an?\b", re.IGNORECASE)
_WHO = re.compile(r"\s+who\s+(?:had|have|were|was|are)\b", re.IGNORECASE)
_WARS = (
    *("war", "conflict", "insurgency", "uprising", "rebellion", "unrest", "crisis", "violence", "fighting"),
    *("offensive", "campaign", "dispute"),
)
_WAR_LEFT = re.compile(
    r"\b(?:war|conflict|insurgency|uprising|rebellion)\b(?:\W+[\w’'-]+){0,4}\W+(?:left|killing|leaving"
    r"|claimed)\b(?:\W+[\w’',-]+){0,5}\W*$",
    re.IGNORECASE,
)
_WAR = re.compile(
    r"\b(?:war|conflict|insurgency|uprising|rebellion|unrest|crisis|violence|fighting|offensive"
    r"|campaign|dispute)\b(?:\W+[\w’'-]+){0,6}\W+(?:has|have|had)\s+(?:\w+\s+){0,3}$",
    re.IGNORECASE,
)


def _counts_a_war(text: str, cue: re.Match[str], start: int) -> bool:
    """Whether a war is what killed: "the conflict, which has left 30,000 dead"."""
    start = max(start, cue.start() - _REACH)
    before = text[start : cue.start()].lower()
    if not any(war in before for war in _WARS):
        return False
    return bool(_WAR.search(text, start, cue.start()) or _WAR_LEFT.search(text, start, cue.start()))


def _is_running(text: str, quantity: Quantity, start: int, end: int) -> bool:
    """Whether a number counts over longer than one happening."""
    start, end = max(start, quantity.start - _REACH), min(end, quantity.end + _REACH)
    before = text[start : quantity.start]
    if bringing := BRINGING.search(before):
        return bool(TOTAL_WORDS.search(bringing["middle"]) or SINCE.search(text, start, end))
    clause_end = _MARK.search(text, quantity.end, end)
    clause_start = max((match.end() for match in _CLAUSE_OPENS.finditer(before)), default=0) + start
    long = SINCE.search(text, clause_start, clause_end.start() if clause_end else end)
    return bool(long and not SUPERLATIVE.search(text, max(start, long.start() - 60), long.start()))
