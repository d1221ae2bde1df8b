"""What is known of a name's sentence, as facts in words, for the judge of whether the name is literal."""

from __future__ import annotations

import functools

from geomap.places.features import word_kind
from geomap.places.lexicon import Lexicon, load_lexicon
from geomap.places.mentions import Candidate, Words
from geomap.places.names import Description

_PREPOSITIONS = frozenset(
    """in at near from to into around outside inside across throughout toward towards through via within beyond off
    between along against with by of for on over about under among behind like than as since upon after before during
    without beside besides below above past amid opposite alongside despite until till""".split()
)
FUNCTION_WORDS = _PREPOSITIONS | frozenset(
    """and or but the a an that which who is are was were has have had will would said says to not it its their his her
    this these when where while if be been""".split()
)
_KINDS = (
    "people",
    "ground",
    "organisation",
    "said",
    "government",
    "title",
    "street",
    "settlement",
    "division",
    "facility",
    "motion",
    "dealing",
    "campus",
    "body",
    "acting",
    "happening",
    "figure",
    "premises",
    "undergoing",
)
_ENDINGS = ("ing", "ed", "ers", "er", "ians", "ists", "ment", "tion", "ity", "s", "al", "ly")
_SKIPPED = frozenset(
    """, and or the - city town state a an nearby downtown capital 's ’s rural urban suburban mainland neighbouring
    neighboring coastal modern ancient remote besieged annexed occupied""".split()
)
# A list of so many names is one of places. What may stand in it beside names and commas.
_LONG_LIST, _LIST_REACH = 4, 20
_IN_LISTS = frozenset(("and", "or", "of", "the", "."))
_CLAUSE_STARTS = frozenset(
    ("that", ",", "and", "but", "“", '"', "when", "while", "if", "as", "because", "says", "said")
)
# How far the clause around a name is read for what it is about, and which kinds of cue words say so.
_CLAUSE_BEFORE, _CLAUSE_AFTER, _NEAR_WORDS = 9, 7, 5
_CLAUSE_ENDS = frozenset('.!?;\n"“”')
_THEMES = frozenset(("motion", "ground", "dealing", "government", "said"))
_SETTLEMENTS = frozenset(("huge", "big", "mid", "tiny"))
# A text may be one run of capitalised words from end to end; no name needs more of it.
_RUN_REACH = 40
_NO_CUES: frozenset[str] = frozenset()


def near_run(words: Words, first: int, last: int) -> tuple[int, int]:
    """The run of capitalised words around a name, cut where it goes on without end."""
    run = words.run[first] or (first, last + 1)
    return max(run[0], first - _RUN_REACH), min(run[1], last + 1 + _RUN_REACH)


@functools.lru_cache(maxsize=32768)
def _kinds_of(word: str) -> tuple[str, ...]:
    """The cue kinds of a word that matter here, or what its ending says."""
    lexicon = load_lexicon()
    cues = lexicon.cues.get(word, _NO_CUES) | lexicon.clause_words.get(word, _NO_CUES)
    found = tuple(kind for kind in _KINDS if kind in cues)
    if found:
        return found
    return (next((f"-{end}" for end in _ENDINGS if word.endswith(end) and len(word) > len(end) + 2), "-"),)


def literal_facts(words: Words, candidate: Candidate, described: Description, role: str, lexicon: Lexicon) -> list[str]:
    """The facts of a name's role and sentence; the judge of literalness weighs them beside ``described.before``."""
    first, last = candidate.first, candidate.last
    kind, status = described.kind, described.status
    kind = "city" if kind in _SETTLEMENTS else kind
    facts = [f"k={kind}", f"role={role}", f"st={status}", f"opens={words.opens[first]}|{kind}"]
    after, possessive = skip_possessive(words, last + 1)
    facts.append(f"poss={possessive}|{kind}")
    hyphen = _follow(words, after, kind, possessive, facts)
    _around(words, first, last, facts)
    governor = _before(words, first, after, kind, f"{possessive}{hyphen}", lexicon, facts)
    _clause(words, first, after, kind, governor, lexicon, facts)
    commas = min(_LONG_LIST, _commas(words, first - 1, -1) + _commas(words, last + 1, 1))
    facts += [f"list={commas}|{governor}", f"list={commas}|{kind}"]
    return facts


def _commas(words: Words, index: int, step: int) -> int:
    """How many commas of a list of capitalised words stand on one side of a name, up to four."""
    count = 0
    for at in range(index, index + step * _LIST_REACH, step):
        mark = word_at(words, at)
        if mark == ",":
            count += 1
        elif mark in "<>" or not (words.capital[at] or mark in _IN_LISTS):
            break
    return min(count, _LONG_LIST)


def word_at(words: Words, index: int) -> str:
    return words.lower[index] if 0 <= index < len(words.lower) else "<" if index < 0 else ">"


def skip_possessive(words: Words, index: int) -> tuple[int, bool]:
    mark = word_at(words, index)
    if mark in ("'s", "’s"):
        return index + 1, True
    if mark in ("'", "’") and words.word[index - 1].endswith("s"):
        return index + 1, True
    return index, False


def _follow(words: Words, after: int, kind: str, possessive: bool, facts: list[str]) -> bool:
    """Facts of what follows: a joined word, the nouns up to the next function word."""
    lower = words.lower
    total = len(lower)
    hyphen = after < total and lower[after] in "-–" and words.start[after] == words.end(after - 1)
    if hyphen:
        joined = word_at(words, after + 1)
        facts += ["hy", f"hy={joined}", *(f"hyk={cue}" for cue in _kinds_of(joined))]
    nouns: list[str] = []
    index = after
    while index < total and len(nouns) < 4 and words.word[index][0].isalpha() and lower[index] not in FUNCTION_WORDS:
        nouns.append(lower[index])
        index += 1
    kinds = [_kinds_of(noun) for noun in nouns]
    if not nouns:
        facts += [f"h0|{kind}", f"nx={word_at(words, after)}", f"nx={word_at(words, after)}|{kind}"]
    else:
        near = nouns[0]
        facts += [f"h1={near}", f"h1c={words.capital[after]}|{kind}"]
        for cue in kinds[0]:
            facts += [f"h1k={cue}|{kind}", f"h1k={cue}|poss={possessive}"]
        facts += [f"hk={cue}" for cues in kinds[:3] for cue in cues]
        facts += [f"hd={nouns[-1]}", *[f"hdk={cue}|{len(nouns)}" for cue in kinds[-1]]]
        lexicon = load_lexicon()
        if lexicon.is_cue(near, "said") or (near in lexicon.words and near.endswith("s")):
            facts.append(f"verb|{kind}")
    if index < total:
        facts.append(f"stop={lower[index]}|{len(nouns)}")
    facts.append(f"comma={word_at(words, after) == ','}")
    return hyphen


def _around(words: Words, first: int, last: int, facts: list[str]) -> None:
    """Facts of the run of capitalised words that the name stands in."""
    run = near_run(words, first, last)
    lower = words.lower
    for index in range(last + 1, run[1]):
        facts += [f"tail={cue}" for cue in _kinds_of(lower[index]) if cue[0] != "-"]
    if run[1] > last + 1:
        facts += ["tail", f"tl={lower[run[1] - 1]}"]
    for index in range(run[0], first):
        facts += [f"head={cue}" for cue in _kinds_of(lower[index]) if cue[0] != "-"]
    if run[0] < first:
        facts += ["head", f"hl={lower[first - 1]}"]
    loud = words.word[first].isupper() and len(words.word[first]) > 2
    facts.append(f"shout={loud}|{words.opens[first]}")


def governor_of(words: Words, first: int, lexicon: Lexicon) -> tuple[str | None, int]:
    """The preposition that a name hangs on, across the names and list marks between, and where the search ended."""
    index = first - 1
    while index >= 0 and first - index < 8:
        word = words.lower[index]
        if word in _PREPOSITIONS:
            return word, index
        if word == "," and _ends_opening(words, index, lexicon):
            break
        if not (words.capital[index] or word in _SKIPPED or lexicon.is_cue(word, "direction")):
            break
        index -= 1
    return None, index


def _ends_opening(words: Words, comma: int, lexicon: Lexicon) -> bool:
    """Whether a comma parts a clause from what opened it: "On Sunday, Iran", "in western Iraq, the Pentagon"."""
    before = word_at(words, comma - 1)
    return before.isdigit() or lexicon.is_cue(before, "month") or word_at(words, comma + 1) == "the"


def _before(
    words: Words, first: int, after: int, kind: str, form: str, lexicon: Lexicon, facts: list[str]
) -> str | None:
    """Facts of the preposition that governs the name, which is returned, or of what it is the subject of."""
    lower = words.lower
    governor, index = governor_of(words, first, lexicon)
    facts += [f"gov={governor}|{kind}", f"gov={governor}", f"gov={governor}|{form}", f"p1={word_at(words, first - 1)}"]
    if governor is not None:
        head = word_at(words, index - 1)
        facts += [
            f"gp={head}",
            f"gpk={word_kind(head)}|{governor}",
            *(f"gpk={cue}|{governor}" for cue in _kinds_of(head)),
        ]
        facts.append(f"dir={lower[first - 1]}" if index != first - 1 else "adj")
        return governor
    before = word_at(words, first - 1)
    subject = words.opens[first] or before in _CLAUSE_STARTS
    facts += [f"pv={before}|{kind}", f"subj={subject}|{kind}|{_kinds_of(word_at(words, after))[0]}"]
    if index >= 0:
        facts += [f"b={lower[index]}", *(f"bk={cue}" for cue in _kinds_of(lower[index]))]
    return None


def _clause(
    words: Words,
    first: int,
    after: int,
    kind: str,
    governor: str | None,
    lexicon: Lexicon,
    facts: list[str],
) -> None:
    """Facts of what the clause around a name is about: movement, ground, dealings, governments, speech; its words."""
    before: set[str] = set()
    for index in range(first - 1, max(-1, first - 1 - _CLAUSE_BEFORE), -1):
        if words.word[index] in _CLAUSE_ENDS:
            break
        lower = words.lower[index]
        before |= _THEMES.intersection(lexicon.cues.get(lower, ()))
        if (
            index >= first - _NEAR_WORDS
            and lower.isalpha()
            and not words.capital[index]
            and lower not in FUNCTION_WORDS
        ):
            facts.append(f"cw={lower}")
    for theme in sorted(before):
        facts += [f"lw={theme}|{governor}", f"lw={theme}|{kind}"]
    behind: set[str] = set()
    for index in range(after, min(len(words.word), after + _CLAUSE_AFTER)):
        if words.word[index] in _CLAUSE_ENDS:
            break
        behind |= _THEMES.intersection(lexicon.cues.get(words.lower[index], ()))
    facts += [f"rw={theme}|{governor is None}" for theme in sorted(behind)]
    facts += [f"p1k={cue}|{governor}" for cue in _kinds_of(word_at(words, first - 1)) if cue[0] != "-"]
    mark = word_at(words, after)
    if mark[0].isalpha():
        mark = "function" if mark in FUNCTION_WORDS else "word"
    facts.append(f"end={mark}|{governor}")
