"""Clauses that explain or date one event by another: "in answer to the killing of ...", "two days after a blast"."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

_COUNTS = {
    word: number
    for number, word in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), start=1)
} | {"a": 1, "an": 1, "the": 1}
_DAYS = {"minute": 0, "hour": 0, "night": 1, "day": 1, "morning": 1, "week": 7, "fortnight": 14}
_REFERENCE = re.compile(
    r"""\b(?:(?:in|as|out\s+of)\s+(?:an?\s+|apparent\s+|direct\s+|swift\s+)*
        (?:answer|response|retaliation|revenge|vengeance|reprisals?|reply|anger|protest|outrage|fury|memory|mourning)
        \s+(?:to|for|at|over|against|after|following|of|by)
    |(?:to\s+)?aveng(?:e|ed|es|ing)|retaliat\w+\s+for|(?:revenge|vengeance|reprisals?|retribution)\s+for
    |to\s+(?:protest|mourn|mark|commemorate|punish)(?:\s+(?:against|over|at|for))?\s+(?:the|last|an?|its|their|his|her)\b
    |(?:prompted|triggered|sparked|provoked|angered|enraged|ignited|unleashed|set\s+off)\s+by
    |(?:(?P<count>\d{1,3}|an?|the|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\s+)?
        (?P<unit>(?:minute|hour)(?=s?\s+after\s+(?!(?:the|that|this|these|it|its|their|his)\b))
            |night|day|morning|week|fortnight|month|year)s?\s+(?:to\s+the\s+day\s+)?after(?=\s)
    |anniversary\s+of
    |(?P<charge>on\s+(?:suspicion|charges|a\s+charge|accusations)\s+of
        |(?:guilty|convicted|acquitted|cleared)\s+(?:(?!and\b|but\b)[\w’'-]+\s+){0,5}?(?P<of>of)
        |(?:charged|indicted|sentenced|tried|wanted)\s+(?:(?!and\b|but\b)[\w’'-]+\s+){0,6}?(?P<over>with|over|for)(?!\s+(?:\d|life\b))
        |in\s+connection\s+with|for\s+(?:his|her|their|its|an?|the)\s+(?:[\w’'-]+\s+)?(?:part|role|share|hand)\s+in
        |in\s+the\s+case\s+of)
    |(?:\w{3,}est|worst|first|most\s+\w+)\s+(?:[\w’'-]+\s+){0,12}?(?P<since>since)\s+(?!(?:\d|then\b|(?:early|late|mid)\b))
    |(?:following|over|after)\s+(?:the|last\s+\w+['’]s|\w+day['’]?s|yesterday['’]?s)\s+(?:[\w’'-]+\s+){0,2}
        (?:killing|death|murder|assassination|shooting|arrest|abduction|kidnapping|slaying|beheading|lynching)s?\s+of)\b""",
    re.VERBOSE | re.IGNORECASE,
)
# Every reference holds one of these, whatever letter its sentence begins with, or one of each of the two rows below, or
# a unit of time before "after"; most sentences hold none.
_HINTS = (
    *"veng reply nswer esponse etalia epris etribution utrage fury emory mourn ommemorat unish nnivers".split(),
    *(f"{word}{blank}" for word in ("nger", "rotest", "mark") for blank in " \n"),
    *(f"{cause}ed by" for cause in ("prompt", "trigger", "spark", "provok", "anger", "enrag", "ignit", "unleash")),
    *(f"{cause}ed by" for cause in ("Prompt", "Trigger", "Spark", "Provok", "Anger", "Enrag", "Ignit", "Unleash")),
    "et off by",
    *("uspicion of", "harges of", "harge of", "ccusations of", "uilty ", "onvicted ", "cquitted ", "leared "),
    *("onnection with", " part in", " role in", " share in", " hand in", "case of"),
    *("harged ", "ndicted ", "anted ", "entenced ", "tried "),
)
_RECORDS = ("est ", "orst ", "irst ", "ost ")
_AFTER = ("fter", "ollowing", "over")
_DEATHS = tuple("illing eath urder ssassination hooting rrest bduction idnapping laying eheading ynching".split())
_UNITS = tuple(f"{unit}{ending}" for unit in (*_DAYS, "month", "year") for ending in ("", "s"))
# "hours after the attack" goes on with the story; "hours after a bomb went off" tells of something else.
_END = re.compile(
    r";|\s[–—-]{1,2}\s|,\s+(?:and|but|while|whereas)\s+(?!(?:\d|one|two|three|four|five|six|seven|eight|nine|ten|dozens"
    r"|hundreds|scores|thousands|several|at\s+least|more)\b)"
)
_COMMA = re.compile(r",(?!\d)")
# A clause that opens its sentence so late does not open it.
_OPENS_WITHIN = 12


@dataclass(frozen=True, slots=True)
class Reference:
    """A clause ``text[start:end]`` that tells of an earlier event to explain or to date the one beside it.

    ``days`` is how long before that one it was: 0 for the same day or so ("hours after"), ``None`` when not told.
    ``charge`` is whether somebody is held, tried or looked for because of it: "on suspicion of planting the bomb".
    """

    start: int
    end: int
    days: int | None
    charge: bool = False


def find_references(text: str, start: int, end: int) -> list[Reference]:
    """The clauses of the sentence ``text[start:end]`` that refer to an earlier event, in order, without overlaps.

    >>> text = "Jets bombed Alpha on Sunday, two days after a rocket hit Beta."
    >>> [(text[found.start : found.end], found.days) for found in find_references(text, 0, len(text))]
    [('two days after a rocket hit Beta.', 2)]
    """
    if not _may_refer(text[start:end]):
        return []
    found: list[Reference] = []
    for match in _REFERENCE.finditer(text, start, end):
        if found and match.start() < found[-1].end:
            continue
        first = max(match.start(), match.start("since"), match.start("of"), match.start("over"))
        opens = first - start <= _OPENS_WITHIN
        closing = (_COMMA if opens else _END).search(text, match.end(), end)
        found.append(Reference(first, closing.start() if closing else end, _days(match), bool(match["charge"])))
    return found


def _may_refer(sentence: str) -> bool:
    """Whether a sentence holds the words of a reference at all, before it is searched for one."""
    for hint in _HINTS:
        if hint in sentence:
            return True
    if " since " in sentence and any(record in sentence for record in _RECORDS):
        return True
    if not any(hint in sentence for hint in _AFTER):
        return False
    if any(hint in sentence for hint in _DEATHS):
        return True
    words = sentence.lower().replace(" to the day after", " after").split()
    return any(word == "after" and before.endswith(_UNITS) for before, word in itertools.pairwise(words))


def _days(match: re.Match[str]) -> int | None:
    """How many days the words tell: "two weeks after" is 14, "days after" is ``None``."""
    unit, count = (match["unit"] or "").lower(), (match["count"] or "").lower()
    if unit not in _DAYS:
        return None
    if _DAYS[unit] == 0:
        # "48 hours after"
        return int(count) // 24 if unit == "hour" and count.isdigit() else 0
    if not count:
        return None
    return _DAYS[unit] * (int(count) if count.isdigit() else _COUNTS[count])


def reference_at(references: Sequence[Reference], position: int) -> Reference | None:
    """The reference that holds a position, of those of a sentence in order; ``None`` outside of all."""
    index = bisect_right(references, position, key=lambda one: one.start) - 1
    return references[index] if index >= 0 and position < references[index].end else None
