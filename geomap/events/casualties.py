"""People killed, hurt, missing, arrested or abducted, as one sentence counts them.

Every count hangs on a cue, the words that say what befell them ("killed", "were wounded", "dead"). The cue's grammar says
on which side its people stand: after an active verb ("killing 12"), before a passive or a participle ("12 were killed",
"12 dead"), after a noun's "of" ("the deaths of 12"). A number is used once.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from geomap.language import find_numbers
from geomap.records import Quantity


@dataclass(frozen=True, slots=True)
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


_UNITS = {
    "killed": r"""
        (?:shot|shoots?|shooting|stabbed|beaten|hacked|burned|burnt|crushed)\s+(?:dead|to\s+death|and\s+kill(?:s|ed|ing)?)
        | fatally\s+(?:shot|shoots?|shooting|wounded|injured|stabbed|wounding|injuring)
        | kill(?:s|ed|ing)? | murder(?:s|ed|ing)? | assassinat(?:es?|ed|ing) | slaughter(?:ed|ing|s) | massacr(?:es|ed|ing)
        | execut(?:es|ed|ing) | behead(?:s|ed|ing) | slain | slay(?:s|ing)? | gun(?:s|ned|ning)\s+down | martyred | lynched
        | dead | died? | dies | perish(?:ed|es)? | los[te]s?\s+(?:his|her|their)\s+li(?:fe|ves)
        | deaths? | fatalit(?:y|ies) | death\s+toll | (?:claim(?:s|ed|ing)?|cost(?:s|ing)?|took|taking)\s+(?:the\s+lives\s+of|(?=\S+\s+(?:\S+\s+)?lives))
        | killings? """,
    "injured": r"""
        wound(?:s|ed|ing) | injur(?:es?|ed|ing) | hurt(?:s|ing)? | maim(?:s|ed|ing)? | injuries | hospitali[sz]ed""",
    "missing": r"missing | unaccounted\s+for",
    "arrested": r"arrest(?:s|ed|ing)? | detain(?:s|ed|ing)? | (?:taken|took|taking)\s+into\s+custody | apprehend(?:s|ed|ing) | round(?:s|ed|ing)\s+up",
    "abducted": r"kidnap(?:s|ped|ping|ed|ing)? | abduct(?:s|ed|ing)? | (?:taken|took|taking|held|holding)\s+hostage",
}
_CUE = re.compile(
    r"\b(?:" + "|".join(f"(?P<{unit}>{words})" for unit, words in _UNITS.items()) + r")\b(?!-|['’]s\b)",
    re.VERBOSE | re.IGNORECASE,
)
_NONE = re.compile(
    r"""
    \b(?:
        no\s+(?:reports?\s+of\s+|reported\s+|known\s+|human\s+|military\s+|civilian\s+|US\s+|U\.S\.\s+|American\s+|coalition\s+)*
        (?P<things>casualt(?:y|ies)|causalit(?:y|ies)|injur(?:y|ies)|deaths?|fatalit(?:y|ies)|victims?|loss\s+of\s+life)
            (?P<more>(?:,?\s+(?:or|nor|and)\s+(?:\w+\s+)?(?:casualties|causalities|injuries|deaths|fatalities|damage))*)
      | without\s+(?:causing\s+|any\s+|inflicting\s+)*(?P<without>casualties|injuries|victims|loss\s+of\s+life)
      | (?:no\s+one|nobody|no\s+(?:\w+\s+){0,3}?(?:people|person|personnel|troops|soldiers?|civilians?)|none(?:\s+of\s+\w+(?:\s+\w+){0,3}?)?)\s+
        (?:was|were|has\s+been|have\s+been|is|are)\s+(?:\w+ly\s+)?
        (?P<verb>killed|wounded|injured|hurt|harmed)(?:\s+(?:or|and)\s+(?P<verb_more>killed|wounded|injured|hurt))?
      | (?:did|does)\s+not\s+(?:cause|claim|result\s+in|leave)\s+(?:any\s+)?(?P<caused>casualties|injuries|deaths|victims)
      | (?:caused?|causing)\s+no\s+(?P<causing>casualties|injuries|deaths|victims)
    )\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
# Every cue and every "nobody" above holds one of these letters in a row.
_STEMS = """kill murder assassin slaughter massacr execut behead slain slay gun martyr lynch dead die perish los death fatal claim
cost took tak wound injur hurt maim hospital missing unaccount arrest detain apprehend round kidnap abduct hostage casualt
causalit victim harm shot shoot stab life""".split()

_BREAK = re.compile(r"[,;:()]|\b(?:was|were|had|have|has|that|who|by|in)\b|\b(?:and|or)\s*$", re.IGNORECASE)
_ADVERBS = r"(?:\w+ly|also|both|all|either|since|later|then|still|now|confirmed|believed|feared|found|left|lying|shot|stabbed|and|or|wounded|injured|be|been|being|to\s+have)"
_PASSIVE = re.compile(
    rf"\b(?P<verb>was|were|been|be|being|is|are|get|gets|got)(?:n['’]t)?\s+(?:{_ADVERBS}\s+)*$",
    re.IGNORECASE,
)
_PERFECT = re.compile(r"\b(?:has|have|had|having)\s+(?:\w+ly\s+|now\s+|also\s+|reportedly\s+)?$", re.IGNORECASE)
_NO_OBJECT = re.compile(
    r"""\s*(?:$|[.;:!?)\]”"—–]|,|-\s
        |\s(?:in|by|when|and|at(?!\s+least|\s+most)|on|during|after|as(?!\s+many)|while|near|or|from|since|outside|inside|along|across|before|so|if|who
            |overnight|today|yesterday|early|late|this|last|every|per|there|here|with|within|for|because|where|amid|among|following|under|around\s+the|
            (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|to|is|was|are|were|has|have|had|and/or|toll|of\s+them)\b)""",
    re.VERBOSE | re.IGNORECASE,
)
_PHRASE_END = re.compile(
    r"""
    [;:()\[\]“”"—]|\s[–-]\s
    | ,(?!\s*(?:(?:and|or)\s+)?(?:at\s+least\s+|another\s+|about\s+|some\s+|an?\s|one\b|\d|(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|dozens)\b))
    | \s(?:in(?!\s+excess)|at(?!\s+least|\s+most)|on|near|when|after|before|during|by|from|since|while|as(?!\s+many|\s+well)|who|whom|which|that|with|for|outside
         |inside|along|across|through|where|because|amid|following|under|if|including|among|against|aboard|until|into|and\s+(?:left|destroy\w*|damag\w*|caus\w*|forc\w*))\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
_LEFT_WALL = re.compile(
    r"""[;:()\[\]“”"—]|\s[–-]\s
    |\b(?:after|when|while|that|but|where|which|who|whom|because|before|as(?!\s+many|\s+well)|said|says|saying|told|reported|left|leaving|killing|wounding|injuring)\s""",
    re.VERBOSE | re.IGNORECASE,
)
_SUBSET = re.compile(
    r",?\s+(?:including|among\s+(?:them|whom)|mostly|mainly|some\s+of|most\s+of|of\s+(?:whom|them|which))\b",
    re.IGNORECASE,
)
_OTHERS = re.compile(r"(?<=\band\s)(?:at\s+least\s+|about\s+|more\s+than\s+)?[\w,-]+\s+(?:others?|more)\b", re.IGNORECASE)
_MORE = re.compile(r"\s+(?:others?|more)\b", re.IGNORECASE)
_PART_OF = re.compile(
    r"\s+(?:\w+\s+)?of\s+(?:them|whom|those|these|which|the\s+(?:dead|victims|wounded|injured|\w+est|most|first|latest))\b",
    re.IGNORECASE,
)
_AMONG_THEM = re.compile(r"(?:including|among\s+(?:them|whom)|one\s+of)\W+(?:[\w'’-]+\W+){0,4}$", re.IGNORECASE)
_THINGS = re.compile(
    r"""\b(?:vehicles?|cars?|trucks?|tanks?|houses?|homes|buildings?|rockets?|missiles?|bombs?|bombers?|blasts?|explosions?|attacks?|strikes|airstrikes|raids|shells
    |seconds|minutes?|hours?|days?|weeks?|months?|years?|decades?|kilomet(?:er|re)s?|km|kms|miles?|met(?:er|re)s?|yards|feet|percent|per\s+cent|dollars|euros|rounds
    |bullets|shots|times|countries|cities|towns|villages|provinces|districts|states|hospitals|ships?|boats?|aircraft|planes?|helicopters?|drones?|jets?|warplanes
    |incidents?|locations?|sites?|positions|bases|posts|stations?|checkpoints?|weapons?|rifles?|guns?|grenades?|mines|kilos?|kilograms?|tons?|tonnes?|pounds
    |a\.?m|p\.?m|o['’]clock|mortars?|buses|shops|churches|mosques|schools|homes|offices|cases|charges|operations|clashes|gunmen\s+(?:on|who)|suspects?\s+in)\b""",
    re.VERBOSE | re.IGNORECASE,
)
_AGE = re.compile(
    r"[\s-]*years?[\s-]+old|-year|,?\s*(?:a\.m|p\.m|am\b|pm\b)|:\d|-(?:\w+-)?(?:day|hour|month|week|mile|km|strong|member|man|storey|story|seat|metre|meter)",
    re.IGNORECASE,
)
_ORDINAL_DATE = re.compile(
    r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?\s+$|(?:No\.|number|aged?|Section|Article|Route|Highway|in)\s+$",
    re.IGNORECASE,
)
_SINGLE = re.compile(
    r"\b(?:an?|another|one)\s+(?!(?:estimated|additional|unknown|unidentified\s+number|undetermined|average|group|number|series|total|crowd|dozen|couple|handful|record|few|little|lot|day|week|month|year|half|of)\b)(?=[\w“\"'])",
    re.IGNORECASE,
)
_SIDE_BY_SIDE = re.compile(
    r"(?:\s+[\w.'’-]+){0,6}?\s*(?:,|,?\s+and|,?\s+plus|,?\s+as\s+well\s+as)\s+(?:at\s+least\s+|about\s+|another\s+|some\s+|an?\s+further\s+)*$",
    re.IGNORECASE,
)
_BARE_LIST = re.compile(r"\s*(?:,|,?\s+and)\s+$", re.IGNORECASE)
_SINCE = re.compile(
    r"""\b(?:since\s+(?:\d{4}|early|mid|late|the\s+(?:start|beginning|war|invasion|outbreak|fall|uprising|revolution|coup|end|conflict|campaign|operation|offensive|\d{4}s)|last|then|January|February|March|April|May|June|July|August|September|October|November|December|\w+\s+\d{4})
    |(?:so\s+far\s+)?this\s+(?:year|month|decade|century)|so\s+far\s+in|to\s+date
    |(?:over|in|during|within|for)\s+(?:the\s+)?(?:past|last|recent|previous|more\s+than|nearly|almost|about)?\s*(?:\w+\s+)?(?:weeks|months|years|decades)
    |(?:every|each|per|a)\s+(?:day|week|month|year)\b(?!\s+(?:after|before|earlier|later|ago))|years?[\s-]+(?:old|long)?[\s-]*(?:war|conflict|insurgency|campaign|rebellion|uprising)
    |[Uu]p\s+to\s+now|annually|historically|during\s+the\s+(?:war|conflict|campaign|uprising))\b""",
    re.VERBOSE,
)
_SUPERLATIVE = re.compile(r"\b(?:\w{3,}est|most|worst|first|second|third|latest|biggest)\b", re.IGNORECASE)
_BRINGING = re.compile(
    r"\b(?:bring(?:ing|s)|brought|rais(?:ing|es|ed)|tak(?:ing|es)|push(?:ing|es|ed))\b(?P<middle>[^.;]{0,80}?)\bto\s+(?:at\s+least\s+|more\s+than\s+|over\s+|about\s+|nearly\s+|almost\s+|around\s+|some\s+)*$",
    re.IGNORECASE,
)
_TOTAL_WORDS = re.compile(r"\b(?:total|number|overall|tally|count)\b", re.IGNORECASE)
_TOLL = re.compile(
    r"\bdeath\s+toll(?:\s+\S+){0,8}?\s+(?:to|at|of|reached|was|is|stands\s+at|stood\s+at|hit|passed|topped)\s+(?:at\s+least\s+|more\s+than\s+|about\s+|over\s+|nearly\s+)*$",
    re.IGNORECASE,
)


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

    return ahocorasick_rs.AhoCorasick(_STEMS)


def find_counts(text: str, start: int, end: int, taken: Sequence[tuple[int, int]] = ()) -> list[Count]:
    """The people counted in the sentence ``text[start:end]``, in order; an empty list when it counts none.

    Args:
        taken: spans whose numbers mean something else (dates).

    >>> [(c.unit, c.quantity.low, c.quantity.high) for c in find_counts(t := "It killed at least 12 and hurt a boy.", 0, 37)]
    [('killed', 12, None), ('injured', 1, 1)]
    """
    cues = [match for match in _CUE.finditer(text, start, end) if match.lastgroup]
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
    # Passives and participles first: their people stand right before them and would else look like the object of the verb before.
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


def _counts_people(text: str, number: Quantity, start: int, end: int) -> bool:
    after = text[number.end : min(end, number.end + 48)]
    if _AGE.match(after) or _PART_OF.match(after):
        return False
    before = text[max(start, number.start - 24) : number.start]
    if _AMONG_THEM.search(text[max(start, number.start - 48) : number.start]):
        return False
    if number.text.isdigit() and (_ORDINAL_DATE.search(before) or before.endswith(("$", "£", "€", "#", "-", "/"))):
        return False
    words = re.split(
        r"[,;:.()]\s|\s(?:in|at|on|were|was|and|by|when|of|killed|wounded|injured|people|others|who)\b",
        after,
        maxsplit=1,
    )[0]
    return not _THINGS.search(words)


def _zeros(text: str, start: int, end: int) -> tuple[list[Count], list[tuple[int, int]]]:
    """Counts of nobody ("no casualties"), and the spans that are thereby read."""
    counts: list[Count] = []
    spans: list[tuple[int, int]] = []
    for match in _NONE.finditer(text, start, end):
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
    before, after = text[start : cue.start()], text[cue.end() : min(end, cue.end() + 60)]
    if (
        word.startswith(("death", "fatalit", "killing", "injuries"))
        and word != "killing"
        or word == "killing"
        and re.match(r"\s+of\b", after)
    ):
        if re.match(r"\s+(?:of|toll|to|at|rose|has|had|are|were|include|included)\b", after) or word == "death toll":
            return "right"
        return "left" if _number_before(cue.start(), numbers, text) else None
    if word in ("dead", "missing", "unaccounted for", "died", "die", "dies") or word.startswith(("perish", "los")):
        return "left"
    if word.startswith(("claim", "cost", "took", "tak")) and "hostage" not in word and "custody" not in word:
        return "right"
    if _PASSIVE.search(before):
        return "left"
    if word.endswith("ing") or word.split()[0].endswith("ing"):
        return "right" if not re.match(r"\s+of\s+(?!\d|at\s|an?\s)", after) else "right"
    if _NO_OBJECT.match(after):
        if re.match(r"\s+(?:and|or)\s+(?:wound|injur|hurt|kill)", after, re.IGNORECASE) and not _number_before(
            cue.start(), numbers, text
        ):
            return None
        return "left"
    if _number_before(cue.start(), numbers, text) and re.match(r"\s+(?:\d|others|more)", after):
        return "left"
    return "right"


def _number_before(position: int, numbers: list[Quantity], text: str) -> Quantity | None:
    """The number whose phrase ends right before a position ("12 people |killed"), or ``None``."""
    for number in reversed(numbers):
        if number.end <= position:
            between = text[number.end : position]
            near = len(between.split()) <= 5 and not _BREAK.search(between)
            return number if near else None
    return None


def _read_left(
    text: str, cue: re.Match[str], wall: int, numbers: list[Quantity], used: set[int]
) -> tuple[Quantity, tuple[int, int], tuple[Quantity, ...]] | None:
    stop = cue.start()
    passive = _PASSIVE.search(text, wall, stop)
    if passive:
        stop = passive.start()
    elif perfect := _PERFECT.search(text, wall, stop):
        stop = perfect.start()
    first = wall
    for match in _LEFT_WALL.finditer(text, wall, stop):
        first = match.end() if match.end() < stop else first
    phrase_end = stop
    subset = _SUBSET.search(text, first, stop)
    if subset:
        others = _OTHERS.search(text, subset.end(), stop)
        first, phrase_end = (others.start(), stop) if others else (first, subset.start())
    found = _sum_up(text, first, phrase_end, numbers, used, nearest_last=True)
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
    if opening := re.compile(r"\s+(?:of|toll\s+of|toll|to|in|are|were|include|included)\b").match(text, first, stop):
        first = opening.end()
    if cue.group().lower() in ("death toll", "deaths", "death"):
        later = re.compile(
            r"(?:\s+\S+){0,8}?\s+(?:to|at|of|reached|was|is|hit|passed|topped)\b(?=\s+(?:at\s+least\s+|more\s+than\s+|about\s+|over\s+|nearly\s+)*[\da-z])",
            re.IGNORECASE,
        )
        near = [number for number in numbers if first <= number.start < min(stop, first + 60)]
        if near and (gap := later.match(text, first, near[0].start + 1)):
            first = gap.end()
    ending = _PHRASE_END.search(text, first, stop)
    last = ending.start() if ending else stop
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


def _sum_up(
    text: str, first: int, last: int, numbers: list[Quantity], used: set[int], *, nearest_last: bool
) -> tuple[Quantity, tuple[int, int], tuple[Quantity, ...]] | None:
    """The people in ``text[first:last]``: numbers told side by side are added, "a soldier" is one; ``None`` for no number."""
    parts = [number for number in numbers if first <= number.start and number.end <= last and number.start not in used]
    for match in _SINGLE.finditer(text, first, last):
        overlaps = any(part.start - 12 <= match.start() < part.end for part in parts)
        words = text[match.end() : min(last, match.end() + 40)]
        if (
            not overlaps
            and not _THINGS.match(words.split(",")[0])
            and not _AMONG_THEM.search(text[max(first, match.start() - 30) : match.start()])
        ):
            head = re.match(r"[^,]*?(?=\s+(?:and|or)\b|,|$)", words)
            if head and not _THINGS.search(head.group()):
                parts.append(Quantity(match.start(), match.end() - 1, text[match.start() : match.end()].strip(), 1, 1))
    if not parts:
        return None
    parts.sort(key=lambda part: part.start)
    chain = [parts[-1]] if nearest_last else [parts[0]]
    rest = reversed(parts[:-1]) if nearest_last else iter(parts[1:])
    for part in rest:
        left, right = (part, chain[0]) if nearest_last else (chain[-1], part)
        if not _SIDE_BY_SIDE.fullmatch(text[left.end : right.start]):
            break
        chain.insert(0, part) if nearest_last else chain.append(part)
    used.update(part.start for part in chain)
    if len(chain) == 1:
        part = chain[0]
        if more := _MORE.match(text, part.end, last):
            part = Quantity(part.start, more.end(), text[part.start : more.end()], part.low, part.high)
        return part, (part.start, last), ()
    low = sum(part.low or 0 for part in chain)
    high = None if any(part.high is None for part in chain) else sum(part.high or 0 for part in chain)
    bare = all(_BARE_LIST.fullmatch(text[a.end : b.start]) for a, b in zip(chain, chain[1:], strict=False))
    total = Quantity(chain[0].start, chain[-1].end, text[chain[0].start : chain[-1].end], low, high)
    return total, (chain[0].start, last), tuple(chain) if bare else ()


_WAR_LEFT = re.compile(
    r"\b(?:war|conflict|insurgency|uprising|rebellion)\b(?:\W+[\w’'-]+){0,4}\W+(?:left|killing|leaving|claimed)\b(?:\W+[\w’',-]+){0,5}\W*$",
    re.IGNORECASE,
)
_WAR = re.compile(
    r"\b(?:war|conflict|insurgency|uprising|rebellion|unrest|crisis|violence|fighting|offensive|campaign|dispute)\b(?:\W+[\w’'-]+){0,6}\W+(?:has|have|had)\s+(?:\w+\s+){0,3}$",
    re.IGNORECASE,
)


def _counts_a_war(text: str, cue: re.Match[str], start: int) -> bool:
    """Whether a war is what killed: "the conflict, which has left 30,000 dead"."""
    return bool(_WAR.search(text, start, cue.start()) or _WAR_LEFT.search(text, start, cue.start()))


def _is_running(text: str, quantity: Quantity, start: int, end: int) -> bool:
    """Whether a number counts over longer than one happening."""
    before = text[start : quantity.start]
    if bringing := _BRINGING.search(before):
        return bool(_TOTAL_WORDS.search(bringing["middle"]) or _SINCE.search(text, start, end))
    clause_end = re.compile(r"[;:,]").search(text, quantity.end, end)
    clause_start = (
        max((match.end() for match in re.finditer(r"[;:]|,\s+(?:and|but|while|when|with)\b", before)), default=0) + start
    )
    long = _SINCE.search(text, clause_start, clause_end.start() if clause_end else end)
    return bool(long and not _SUPERLATIVE.search(text, max(start, long.start() - 60), long.start()))
