"""Whether a name stands for its place or for something else: people, a government, an organisation, a dateline.

Rules read the clear cases and name the role; a linear judge over facts in words (fitted on texts whose names are
marked, see benchmarks/fit_places.py) decides the rest.
"""

from __future__ import annotations

import functools
from collections import Counter, defaultdict
from collections.abc import Sequence

from geomap.places.datelines import is_dateline
from geomap.places.features import word_kind
from geomap.places.lexicon import Lexicon, load_lexicon
from geomap.places.mentions import Candidate, Words
from geomap.places.model import Judge
from geomap.places.names import Description

_JOINED = frozenset(
    """based backed born led run sponsored controlled funded trained made bound held occupied registered flagged style
    wide area""".split()
)
# Names joined to these still say where: "Houthi-held", "London-wide".
_STILL_A_PLACE = frozenset(("held", "wide", "area", "occupied", "controlled", "bound"))
_PREPOSITIONS = frozenset(
    """in at near from to into around outside inside across throughout toward towards through via within beyond off
    between along against with by of for on over about under among behind like than as since upon after before during
    without beside besides below above past amid opposite alongside despite until till""".split()
)
_FUNCTION = _PREPOSITIONS | frozenset(
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
_AUXILIARIES = frozenset(("is", "was", "has", "had", "have", "will", "would", "could", "should", "may", "must", "can"))
_CLAUSE_STARTS = frozenset(
    ("that", ",", "and", "but", "“", '"', "when", "while", "if", "as", "because", "says", "said")
)
# What is done to ground, as verbs before its name and as participles after it.
_TAKEN = frozenset(
    """taken retaken seized captured recaptured overrun liberated besieged encircled surrounded stormed bombed bombarded
    shelled pounded occupied evacuated razed attacked looted cleared""".split()
)
_TAKING = (_TAKEN - {"taken", "retaken", "overrun", "cleared", "surrounded"}) | frozenset(
    """took retook overran entered seizing capturing besieging shelling bombing storming seize capture recapture retake
    storm besiege shell bomb enter overrun""".split()
)
# What befalls a town, after "has been".
_STRUCK = frozenset(
    """hit rocked shaken gripped paralysed paralyzed targeted flooded battered pounded tense calm quiet on under
    peaceful free deserted""".split()
)
_FALLING = frozenset(
    tuple(words.split()) for words in (
        "fell to", "fell into", "fell under", "fell in", "fell on", "fell without", "falls to", "fallen to",
        "came under", "comes under", "changed hands",
    )
)  # fmt: skip
# Land that lies where its country does. A state is also a government, and a country's bases and schools may be abroad.
_LAND = frozenset(
    """city cities town towns village villages capital border borders frontier coast coastline shore province provinces
    region regions county counties district districts territory territories enclave soil mountains mountain desert
    valley valleys river rivers lake waters airspace island islands peninsula countryside streets street highway suburb
    suburbs neighbourhood neighborhood neighbourhoods neighborhoods outskirts jungle forest forests beach
    beaches""".split()
)
# What makes people of a land word before it: "border guards", "city council".
_HEADS = frozenset(("people", "organisation", "body", "government", "title"))
_DEEDS = frozenset(
    """killing assassination murder bombing shelling bombardment invasion occupation annexation blockade siege seizure
    attack attacks assault assaults strike strikes airstrike airstrikes raid raids war offensive crackdown arrest
    detention expulsion recognition support pressure sanctions treatment use""".split()
)
_NO_CUES: frozenset[str] = frozenset()
# After these a name is a person's: "his daughter Chelsea", "her baby, Paris".
_KIN = frozenset(
    """son sons daughter daughters baby wife husband sister brother girlfriend boyfriend fiancee nephew niece""".split()
)
_DEALING = frozenset(("between", "with", "from"))
# How far the clause around a name is read for what it is about, and which kinds of cue words say so.
_CLAUSE_BEFORE, _CLAUSE_AFTER, _NEAR_WORDS = 9, 7, 5
_CLAUSE_ENDS = frozenset('.!?;\n"“”')
_THEMES = frozenset(("motion", "ground", "dealing", "government", "said"))
_SETTLEMENTS = frozenset(("huge", "big", "mid", "tiny"))
# A text may be one run of capitalised words from end to end; no name needs more of it.
_RUN_REACH = 40


def read_roles(
    words: Words,
    mentions: Sequence[tuple[Candidate, Description]],
    first: Judge,
    again: Judge,
    lexicon: Lexicon,
) -> list[tuple[str, bool]]:
    """What each of a text's names stands for: its role, and whether it is the place itself.

    Roles: place, dateline, demonym, person, organisation, modifier, metonym. ``first`` judges each mention by its
    sentence, ``again`` knows what that said of the other mentions of the same name.
    """
    roles = [clear_role(words, candidate, lexicon) for candidate, _ in mentions]
    facts = [
        literal_facts(words, candidate, described, role, lexicon)
        for (candidate, described), role in zip(mentions, roles, strict=True)
    ]
    logits = [first.logit(described.before, some) for (_, described), some in zip(mentions, facts, strict=True)]
    written = [words.text[candidate.start : candidate.end] for candidate, _ in mentions]
    return [
        decide_role(words, candidate, role, again.logit(described.before, [*some, other]), lexicon, described.kind)
        for (candidate, described), role, some, other in zip(
            mentions, roles, facts, other_facts(written, logits), strict=True
        )
    ]


def other_facts(names: Sequence[str], logits: Sequence[float]) -> list[str]:
    """For each mention a fact of what the first judgement says of the other mentions of its name."""
    total: dict[str, float] = defaultdict(float)
    count = Counter(names)
    for name, logit in zip(names, logits, strict=True):
        total[name] += logit
    found: list[str] = []
    for name, logit in zip(names, logits, strict=True):
        others = count[name] - 1
        if not others:
            found.append("others=none")
        else:
            mean = (total[name] - logit) / others
            found.append(f"others={max(-3, min(3, round(mean)))}")
    return found


def decide_role(
    words: Words, candidate: Candidate, role: str, logit: float, lexicon: Lexicon, kind: str = "country"
) -> tuple[str, bool]:
    """The role and whether the name is literal, from the clear role and the judges' logit, above 0 for literal.

    ``kind`` is the description's: what befalls a country is no happening at one place.
    """
    if role == "demonym":
        ground = _ground_after(words, candidate.last, lexicon)
        return role, ground == "land" or (ground == "site" and logit > 0)
    if role != "place":
        return role, False
    if logit > 0 or _is_fought_over(words, candidate.first, candidate.last):
        return "place", True
    if kind not in ("country", "region", "admin1") and _is_stricken(words.lower, candidate.last + 1):
        return "place", True
    after = candidate.last + 1
    noun = after < len(words.word) and words.word[after][0].isalpha() and words.lower[after] not in _FUNCTION
    return ("modifier" if noun else "metonym"), False


def _is_fought_over(words: Words, first: int, last: int) -> bool:
    """Whether the words beside a name make it ground that troops take or guns hit: "took Goma", "Goma fell to them"."""
    lower = words.lower
    after, then = (lower[at] if at < len(lower) else "" for at in (last + 1, last + 2))
    if first and lower[first - 1] in _TAKING and not (after == "by" and then in ("storm", "surprise")):
        return True
    if (after, then) in _FALLING:
        return True
    if after in ("has", "had", "have") and then == "been":
        return last + 3 < len(lower) and lower[last + 3] in _TAKEN
    return after in ("was", "were", "is", "are", "being") and then in _TAKEN


def _is_stricken(lower: Sequence[str], after: int) -> bool:
    """Whether the words behind a town tell what befell it: "Kabul has been on edge since May"."""
    words = tuple(lower[after : after + 3])
    return len(words) == 3 and words[0] in ("has", "had") and words[1] == "been" and words[2] in _STRUCK


def _ground_after(words: Words, last: int, lexicon: Lexicon) -> str:
    """What a demonym says of land or a building after it: "land" in "a British city", "site" in "a British prison"."""
    index = last + 1
    while index < len(words.word) and index < last + 5:
        word = words.lower[index]
        if lexicon.is_cue(word, "ground") and not words.capital[index]:
            then = words.lower[index + 1] if index + 1 < len(words.lower) else ""
            return "land" if word in _LAND and lexicon.cues.get(then, _NO_CUES).isdisjoint(_HEADS) else "site"
        if word in _FUNCTION or lexicon.is_cue(word, "people"):
            return ""
        joined = words.lower[index - 1] in "-–"
        if (
            word not in "-–"
            and not joined
            and word not in lexicon.demonyms
            and (words.capital[index] or word not in lexicon.words)
        ):
            return ""
        index += 1
    return ""


def clear_role(words: Words, candidate: Candidate, lexicon: Lexicon) -> str:
    first, last = candidate.first, candidate.last
    if candidate.demonym:
        return "demonym"
    if is_dateline(words, first, last):
        return "dateline"
    if first == last and _word(words, first - 1 - (_word(words, first - 1) == ",")) in _KIN:
        return "person"
    run = _near_run(words, first, last)
    if last + 1 < run[1] and any(lexicon.is_cue(word, "organisation") for word in words.lower[last + 1 : run[1]]):
        return "organisation"
    if first > run[0]:
        before = words.lower[first - 1]
        if lexicon.is_cue(before, "title") or before in lexicon.given:
            return "person"
        if before == "of" and any(
            # Football clubs are called City, and so are cities.
            lexicon.is_cue(word, "organisation") and not lexicon.is_cue(word, "settlement")
            for word in words.lower[run[0] : first]
        ):
            return "organisation"
    after = words.lower[last + 1] if last + 1 < len(words.word) else ""
    if after in ("-", "‑", "‐") and last + 2 < len(words.word):
        joined = words.lower[last + 2]
        if joined in _JOINED and joined not in _STILL_A_PLACE:
            return "modifier"
    if after not in _AUXILIARIES and lexicon.is_cue(after, "said") and _governor(words, first, lexicon)[0] is None:
        return "metonym"
    if _between_governments(words, first, lexicon) or _does_a_deed(words, last + 1):
        return "metonym"
    return "place"


def _near_run(words: Words, first: int, last: int) -> tuple[int, int]:
    """The run of capitalised words around a name, cut where it goes on without end."""
    run = words.run[first] or (first, last + 1)
    return max(run[0], first - _RUN_REACH), min(run[1], last + 1 + _RUN_REACH)


def _does_a_deed(words: Words, index: int) -> bool:
    """In "Iran's attack on B", "the United States' killing of B": whoever does it is no place."""
    after, possessive = _skip_possessive(words, index)
    if not possessive:
        return False
    noun = after if _word(words, after) in _DEEDS else after + 1
    return _word(words, noun) in _DEEDS and _word(words, noun + 1) in ("of", "on", "against")


def _between_governments(words: Words, first: int, lexicon: Lexicon) -> bool:
    """In "talks between A and B", "tensions with A"."""
    if _DEALING.isdisjoint(words.lower[max(0, first - 4) : first]):
        return False
    return any(lexicon.is_cue(word, "government") for word in words.lower[max(0, first - 6) : first])


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
    after, possessive = _skip_possessive(words, last + 1)
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
        mark = _word(words, at)
        if mark == ",":
            count += 1
        elif mark in "<>" or not (words.capital[at] or mark in _IN_LISTS):
            break
    return min(count, _LONG_LIST)


def _word(words: Words, index: int) -> str:
    return words.lower[index] if 0 <= index < len(words.lower) else "<" if index < 0 else ">"


def _skip_possessive(words: Words, index: int) -> tuple[int, bool]:
    mark = _word(words, index)
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
        joined = _word(words, after + 1)
        facts += ["hy", f"hy={joined}", *(f"hyk={cue}" for cue in _kinds_of(joined))]
    nouns: list[str] = []
    index = after
    while index < total and len(nouns) < 4 and words.word[index][0].isalpha() and lower[index] not in _FUNCTION:
        nouns.append(lower[index])
        index += 1
    kinds = [_kinds_of(noun) for noun in nouns]
    if not nouns:
        facts += [f"h0|{kind}", f"nx={_word(words, after)}", f"nx={_word(words, after)}|{kind}"]
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
    facts.append(f"comma={_word(words, after) == ','}")
    return hyphen


def _around(words: Words, first: int, last: int, facts: list[str]) -> None:
    """Facts of the run of capitalised words that the name stands in."""
    run = _near_run(words, first, last)
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


def _governor(words: Words, first: int, lexicon: Lexicon) -> tuple[str | None, int]:
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
    before = _word(words, comma - 1)
    return before.isdigit() or lexicon.is_cue(before, "month") or _word(words, comma + 1) == "the"


def _before(
    words: Words, first: int, after: int, kind: str, form: str, lexicon: Lexicon, facts: list[str]
) -> str | None:
    """Facts of the preposition that governs the name, which is returned, or of what it is the subject of."""
    lower = words.lower
    governor, index = _governor(words, first, lexicon)
    facts += [f"gov={governor}|{kind}", f"gov={governor}", f"gov={governor}|{form}", f"p1={_word(words, first - 1)}"]
    if governor is not None:
        head = _word(words, index - 1)
        facts += [
            f"gp={head}",
            f"gpk={word_kind(head)}|{governor}",
            *(f"gpk={cue}|{governor}" for cue in _kinds_of(head)),
        ]
        facts.append(f"dir={lower[first - 1]}" if index != first - 1 else "adj")
        return governor
    before = _word(words, first - 1)
    subject = words.opens[first] or before in _CLAUSE_STARTS
    facts += [f"pv={before}|{kind}", f"subj={subject}|{kind}|{_kinds_of(_word(words, after))[0]}"]
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
        if index >= first - _NEAR_WORDS and lower.isalpha() and not words.capital[index] and lower not in _FUNCTION:
            facts.append(f"cw={lower}")
    for theme in sorted(before):
        facts += [f"lw={theme}|{governor}", f"lw={theme}|{kind}"]
    behind: set[str] = set()
    for index in range(after, min(len(words.word), after + _CLAUSE_AFTER)):
        if words.word[index] in _CLAUSE_ENDS:
            break
        behind |= _THEMES.intersection(lexicon.cues.get(words.lower[index], ()))
    facts += [f"rw={theme}|{governor is None}" for theme in sorted(behind)]
    facts += [f"p1k={cue}|{governor}" for cue in _kinds_of(_word(words, first - 1)) if cue[0] != "-"]
    mark = _word(words, after)
    if mark[0].isalpha():
        mark = "function" if mark in _FUNCTION else "word"
    facts.append(f"end={mark}|{governor}")
