"""What the clause analysis knows of English words, read once from ``english.toml``.

No tagger is used: a good one costs more time than the rest of the pipeline, and status and arguments need only
verb groups, their subjects and objects, and a handful of closed classes.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

BASE, SINGULAR, PAST, PARTICIPLE, ING = 1, 2, 4, 8, 16

# One letter per word class; open classes are noun "n", proper name "p", adjective "j", number "u".
DETERMINER, PREPOSITION, MODAL, BE, HAVE, DO, TO = "d", "P", "M", "B", "H", "O", "t"
NEGATION, ADVERB, RELATIVE, SUBORDINATOR, COORDINATOR, PRONOUN = "!", "r", "W", "S", "C", "x"
MARK = "."


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Closed classes by word, and verb forms by word.

    ``tags`` gives the class of a closed-class word; ``forms`` the lemma and the form bits (``BASE`` to ``ING``) of a
    verb form; ``nouns_too`` the forms that are nouns unless the sentence says otherwise; ``transitive`` the verbs whose
    bare past form with no object is a participle.
    """

    tags: dict[str, str]
    forms: dict[str, tuple[str, int]]
    nouns_too: frozenset[str]
    transitive: frozenset[str]
    irregular: dict[str, tuple[tuple[str, ...], tuple[str, ...]]]

    def inflect(self, lemma: str) -> dict[str, int]:
        """The forms of a verb with their bits.

        >>> sorted(load_lexicon().inflect("strike"))
        ['stricken', 'strike', 'strikes', 'striking', 'struck']
        """
        bits: dict[str, int] = {}
        past, participle = self.irregular.get(lemma, ((_past(lemma),), (_past(lemma),)))
        for word, bit in [
            (lemma, BASE),
            (_singular(lemma), SINGULAR),
            (_ing(lemma), ING),
            *((word, PAST) for word in past),
            *((word, PARTICIPLE) for word in participle),
        ]:
            bits[word] = bits.get(word, 0) | bit
        return bits


# British doubling ("travelled") and the verbs of two syllables stressed on the second ("deferred").
_DOUBLING = frozenset(
    """overrun lob stop ban bar plan drop grab rob ram stab rip slam slap plot snap strip trap tap tip pin pop rub
    shred slip step stun swap whip wrap zap gun jam kidnap refer defer regret commit admit permit submit
    expel compel propel repel occur patrol control label level cancel travel shell-l quarrel signal snip dig
    win run cut hit set sit shut spin split swim get let put begin forget shoot-t chat drag drug hug jog mob
    net nod plug rig sag scan scrap scrub skip slim snag spot star stem trim tug wed worship equip infer
    incur concur deter abet acquit allot rebut transfer prefer handicap gas dam fan pen""".split()
)
_DOUBLED_IN_BRITISH_ONLY = frozenset("label level cancel travel quarrel signal worship".split())


def _doubles(verb: str) -> bool:
    return verb in _DOUBLING


def _past(verb: str) -> str:
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb[:-1] + "ied"
    return verb + (verb[-1] if _doubles(verb) else "") + "ed"


def _singular(verb: str) -> str:
    if verb.endswith(("s", "sh", "ch", "x", "z", "o")):
        return verb + "es"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb[:-1] + "ies"
    return verb + "s"


def _ing(verb: str) -> str:
    if verb.endswith("ie"):
        return verb[:-2] + "ying"
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")) and verb != "be":
        return verb[:-1] + "ing"
    return verb + (verb[-1] if _doubles(verb) else "") + "ing"


@cache
def load_lexicon() -> Lexicon:
    """The lexicon of ``english.toml``; read once per process."""
    with resources.files(__package__).joinpath("english.toml").open("rb") as stream:
        data = tomllib.load(stream)
    tags: dict[str, str] = {}
    # Later classes win where a word is in two: "that" is a relative, "no" a negation, "since" a subordinator.
    for key, tag in [
        ("adjectives", "j"),
        ("numbers", "u"),
        ("adverbs", ADVERB),
        ("prepositions", PREPOSITION),
        ("determiners", DETERMINER),
        ("pronouns", PRONOUN),
        ("subordinators", SUBORDINATOR),
        ("coordinators", COORDINATOR),
        ("relatives", RELATIVE),
        ("do", DO),
        ("have", HAVE),
        ("be", BE),
        ("modals", MODAL),
        ("negations", NEGATION),
    ]:
        for word in data[key].split():
            tags[word] = tag
    tags["to"] = TO
    for word in ("isn't", "aren't", "wasn't", "weren't", "hasn't", "haven't", "hadn't", "doesn't", "don't", "didn't"):
        tags[word] = {"i": BE, "a": BE, "w": BE, "h": HAVE, "d": DO}[word[0]]
    for word in ("won't", "wouldn't", "can't", "couldn't", "shouldn't", "mightn't", "mustn't"):
        tags[word] = MODAL
    for word in [word for word in tags if "'" in word]:
        tags[word.replace("'", "’")] = tags[word]

    irregular: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {}
    for entry in data["irregular"].replace("\n", " ").split(";"):
        base, past, participle = entry.split()
        irregular[base] = (tuple(past.split("/")), tuple(participle.split("/")))
    lexicon = Lexicon({}, {}, frozenset(), frozenset(), irregular)
    forms: dict[str, tuple[str, int]] = {}
    for verb in [*data["verbs"].split(), *irregular]:
        for word, bit in lexicon.inflect(verb).items():
            lemma, bits = forms.get(word, (verb, 0))
            forms[word] = (verb if bit & BASE else lemma, bits | bit)
    for verb in _DOUBLED_IN_BRITISH_ONLY:
        forms.setdefault(verb + "ed", (verb, PAST | PARTICIPLE))
        forms.setdefault(verb + "ing", (verb, ING))
    # Words whose verb reading is rarer in news than the reading below.
    forms["left"] = ("leave", PAST | PARTICIPLE)
    forms["found"] = ("find", PAST | PARTICIPLE)
    forms["fell"] = ("fall", PAST)
    forms["saw"] = ("see", PAST)
    forms["wound"] = ("wound", BASE)
    return Lexicon(tags, forms, frozenset(data["nouns_too"].split()), frozenset(data["transitive"].split()), irregular)
