"""Whether the words around a date look back or ahead: the tense of the verb that governs it."""

from __future__ import annotations

import re
from typing import Final

PAST: Final = -1
FUTURE: Final = 1
UNKNOWN: Final = 0
LEANS_AHEAD: Final = 2
_FOLLOWED_BY: Final = frozenset({"set"})

_REACH = 160

_AHEAD: Final = frozenset(
    """will shall 'll ll won upcoming forthcoming scheduled slated due expected expects expect planned plans plan
    planning would may might could should must can going gonna hopes hope aims intends intend seeks wants vows vowed
    pledges postponed delayed rescheduled adjourned deadline tentatively let please remind effective payable expires
    expire schedule book starts begins opens takes meets leaves resumes ends closes votes arrives departs travels
    visits holds hosts returns faces heads kicks until ahead soon early""".split()
) - {"early", "ends", "holds", "faces", "can", "may"} | {"may"}
_BACK: Final = frozenset(
    """was were had did been ago has have said told came went took gave got made left met saw fell rose began broke
    brought built bought caught chose drew drove ate fought flew found forgot froze grew heard held hid hurt kept
    knew laid led lent lost meant paid put quit ran rang read sold sent shook shot shut sang sank sat slept slid
    spoke spent spread sprang stood stole stuck struck swore swam taught tore thought threw understood woke wore won
    wrote shot blew bore bound dug dealt fed fled flung hung hit lay lit rode sought slew stung swept swung withdrew
    became beat overthrew arose wound since earlier recently says saying according""".split()
)
_NOT_PAST: Final = frozenset(
    """united hundred red bed need indeed speed feed seed breed shed armed wounded unmanned based proposed wed sacred
    naked aforementioned so-called advanced alleged suspected limited related led""".split()
) - {"led"}
_VERBS: Final = frozenset(
    """meet vote resume hold begin start leave arrive return visit travel speak testify announce release publish decide
    discuss sign launch open close reopen end finish attend address appear present hear deliver move join take make
    give go come stay fly land sail deploy withdraw pull send bring host march protest rally strike demonstrate
    gather debate consider consult convene reconvene review approve reject respond rule report unveil introduce
    inaugurate play face expire quit retire resign continue see be have play race run be sell buy pay issue submit
    present transfer hand extend lift impose implement enter exit reach conclude""".split()
)
_TOKEN = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*|['’]ll|[;.!?]")
_MODALS: Final = frozenset("will shall won would may might could should must ll 'll ’ll".split())


_NOUNS: Final = frozenset("plan plans schedule book votes visits returns travels hopes closes due set".split())
_DETERMINERS: Final = frozenset(
    "a an the its his her their our this that these those new of by in final no 's s peace original two three".split()
)


# "failed to reach a deal on Friday", "appeared to be far apart": the infinitive happened then, or did not.
_DONE_BEFORE_TO: Final = frozenset(
    """appeared seemed managed failed happened helped tried continued began started used came went refused able unable
    forced rushed fled gathered met returned declined proved""".split()
)


def find_direction(text: str, start: int, end: int, low: int, high: int) -> tuple[int, str]:
    """PAST, FUTURE, LEANS_AHEAD or UNKNOWN for the date at ``text[start:end]``, with the word that says so.

    ``low`` and ``high`` bound its sentence. The nearest verb before the date decides; without one, the first after it.
    An infinitive ("to resume") only leans ahead.
    """
    before = _TOKEN.findall(text[max(low, start - _REACH) : start])
    named = text[end : end + 2] in ("'s", "’s")
    for position in range(len(before) - 1, -1, -1):
        word = before[position]
        if word == ";":
            break
        if named and word.lower() == "until":
            # "until Friday's attack": the attack has happened.
            continue
        verdict = _verdict(before, position)
        if verdict:
            return verdict, word.lower()
    after = _TOKEN.findall(text[end : min(high, end + _REACH)])
    for position, word in enumerate(after):
        if word == ";":
            break
        verdict = _verdict(after, position)
        if verdict:
            return verdict, word.lower()
    return UNKNOWN, ""


def _verdict(words: list[str], position: int) -> int:
    shown = words[position]
    word = shown.lower()
    previous = words[position - 1].lower() if position else ""
    if shown != word and position and shown != shown.upper():
        return UNKNOWN
    if word in _MODALS:
        return UNKNOWN if word == "may" and shown != word else FUTURE
    if previous in _FOLLOWED_BY and word in (
        "to",
        "for",
        "on",
        "by",
        "at",
        "with",
        "without",
        "away",
        "off",
        "up",
        "out",
    ):
        return UNKNOWN
    if word in _FOLLOWED_BY:
        following = words[position + 1].lower() if position + 1 < len(words) else ""
        return FUTURE if following in ("to", "for") and previous not in ("had", "a", "record") else UNKNOWN
    if word in ("have", "has") and not _is_perfect(words, position):
        return UNKNOWN
    past = word in _BACK or (len(word) > 3 and word.endswith("ed") and word not in _NOT_PAST)
    if past and previous in ("be", "is", "are", "being") and word not in _AHEAD:
        # "will be held", "is held": the auxiliary before it decides.
        return UNKNOWN
    if word in _AHEAD:
        # "the plan", "his visits": a noun says nothing of the time.
        return UNKNOWN if word in _NOUNS and previous in _DETERMINERS else FUTURE
    if past:
        return PAST
    if word in _VERBS and previous == "to":
        return PAST if position > 1 and words[position - 2].lower() in _DONE_BEFORE_TO else LEANS_AHEAD
    return UNKNOWN


def _is_perfect(words: list[str], position: int) -> bool:
    """Whether "have" or "has" helps a participle, as in "has been closed"."""
    for word in words[position + 1 : position + 4]:
        word = word.lower()
        if (
            word in _BACK
            or word.endswith(("ed", "en", "own"))
            or word in ("become", "come", "run", "put", "set", "hit", "gone")
        ):
            return True
    return position + 1 >= len(words)
