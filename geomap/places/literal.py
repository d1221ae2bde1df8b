"""Whether a name stands for its place or for something else: people, a government, an organisation, a dateline.

Rules read the clear cases and name the role; a linear judge over facts in words (fitted on texts whose names are
marked, see benchmarks/fit_places.py) decides the rest.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from geomap.places.datelines import is_dateline
from geomap.places.lexicon import Lexicon
from geomap.places.literal_facts import FUNCTION_WORDS, governor_of, literal_facts, near_run, skip_possessive, word_at
from geomap.places.mentions import Candidate, Words
from geomap.places.model import Judge
from geomap.places.names import Description

_JOINED = frozenset(
    """based backed born led run sponsored controlled funded trained made bound held occupied registered flagged style
    wide area""".split()
)
# Names joined to these still say where: "Houthi-held", "London-wide".
_STILL_A_PLACE = frozenset(("held", "wide", "area", "occupied", "controlled", "bound"))
_AUXILIARIES = frozenset(("is", "was", "has", "had", "have", "will", "would", "could", "should", "may", "must", "can"))
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
    noun = after < len(words.word) and words.word[after][0].isalpha() and words.lower[after] not in FUNCTION_WORDS
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
        if word in FUNCTION_WORDS or lexicon.is_cue(word, "people"):
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
    if first == last and word_at(words, first - 1 - (word_at(words, first - 1) == ",")) in _KIN:
        return "person"
    run = near_run(words, first, last)
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
    if after not in _AUXILIARIES and lexicon.is_cue(after, "said") and governor_of(words, first, lexicon)[0] is None:
        return "metonym"
    if _between_governments(words, first, lexicon) or _does_a_deed(words, last + 1):
        return "metonym"
    return "place"


def _does_a_deed(words: Words, index: int) -> bool:
    """In "Iran's attack on B", "the United States' killing of B": whoever does it is no place."""
    after, possessive = skip_possessive(words, index)
    if not possessive:
        return False
    noun = after if word_at(words, after) in _DEEDS else after + 1
    return word_at(words, noun) in _DEEDS and word_at(words, noun + 1) in ("of", "on", "against")


def _between_governments(words: Words, first: int, lexicon: Lexicon) -> bool:
    """In "talks between A and B", "tensions with A"."""
    if _DEALING.isdisjoint(words.lower[max(0, first - 4) : first]):
        return False
    return any(lexicon.is_cue(word, "government") for word in words.lower[max(0, first - 6) : first])
