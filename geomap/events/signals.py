"""The signal words of a taxonomy, compiled into one table that is looked up once per token."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cache

from geomap.errors import OptionError
from geomap.events.lexicon import load_lexicon
from geomap.events.taxonomy import Taxonomy

# Pronouns that may stand for what the sentence before spoke of.
PRONOUNS = frozenset(("they", "it", "both"))
GAP = "~"
# Stands for the name of any place smaller than a country: "seized Ramadi".
PLACE = "<place>"
LONGEST_GAP = 6

_IRREGULAR_PLURALS = {
    "man": "men",
    "woman": "women",
    "child": "children",
    "knife": "knives",
    "body": "bodies",
    "policeman": "policemen",
    "gunman": "gunmen",
    "militiaman": "militiamen",
    "infantryman": "infantrymen",
    "serviceman": "servicemen",
    "crisis": "crises",
    "policewoman": "policewomen",
    "hitman": "hitmen",
    "thief": "thieves",
    "wolf": "wolves",
    "wife": "wives",
    "life": "lives",
}


@dataclass(frozen=True, slots=True)
class Signal:
    """What a word or phrase stands for: ``target`` is a kind (role "kind") or a generic word family.

    ``fillers`` are the words one of which must be the verb's object or its subject; ``doers``, where there are any,
    those one of which must be the subject of a verb that has its object.
    """

    target: str
    role: str
    rank: int
    words: tuple[str, ...] = ()
    fillers: frozenset[str] = frozenset()
    doers: frozenset[str] = frozenset()


@dataclass(slots=True)
class Entry:
    """The signals that a word form may start: ``nouns`` and ``verbs`` by the words that follow it, longest first.

    ``alone`` says that the form may signal something by itself; otherwise one of ``company`` must be in its sentence.
    """

    nouns: list[Signal] = field(default_factory=list)
    verbs: list[Signal] = field(default_factory=list)
    deeds: list[Signal] = field(default_factory=list)
    doings: list[Signal] = field(default_factory=list)
    presence: list[Signal] = field(default_factory=list)
    alone: bool = False
    company: frozenset[str] = frozenset()


def plural(word: str) -> str:
    """The plural of an English noun, by rule and a short list.

    >>> [plural(word) for word in ("strike", "ambush", "body", "gunman", "army", "convoy")]
    ['strikes', 'ambushes', 'bodies', 'gunmen', 'armies', 'convoys']
    """
    if word in _IRREGULAR_PLURALS:
        return _IRREGULAR_PLURALS[word]
    if word.endswith(("s", "sh", "ch", "x", "z")):
        return word + "es"
    if word.endswith("y") and word[-2:-1] not in tuple("aeiou"):
        return word[:-1] + "ies"
    return word + "s"


@cache
def with_plurals(words: frozenset[str]) -> frozenset[str]:
    """The words and their plurals; the last part of a hyphened one takes the ending."""
    found: set[str] = set()
    for word in words:
        found.add(word)
        found.add(plural(word))
        if "-" in word:
            head, tail = word.rsplit("-", 1)
            found.add(f"{head}-{plural(tail)}")
    return frozenset(found)


@cache
def compile_signals(taxonomy: Taxonomy) -> dict[str, Entry]:
    """The table from lower-case word forms to what they may signal.

    Raises:
        OptionError: a signal names a class that does not exist.
    """
    lexicon = load_lexicon()
    table: dict[str, Entry] = {}
    for signals in taxonomy.signals:
        kind = taxonomy.kinds.get(signals.target if signals.role == "kind" else taxonomy.generic[signals.target])
        rank = kind.rank if kind else 99

        def make(words: tuple[str, ...], fillers: frozenset[str], target: str, role: str, rank: int = rank) -> Signal:
            return Signal(target, role, rank, words, fillers)

        for phrase in signals.nouns:
            for words in _noun_phrases(phrase, taxonomy):
                entry = table.setdefault(words[0], Entry())
                entry.nouns.append(make(words[1:], frozenset(), signals.target, signals.role))
        for phrase in signals.verbs:
            lemma, *rest = phrase.split()
            for form in lexicon.inflect(lemma):
                table.setdefault(form, Entry()).verbs.append(
                    make(tuple(rest), frozenset(), signals.target, signals.role)
                )
        for verbs, objects, subjects in signals.deeds:
            fillers, doers = _fill(objects, taxonomy), _fill(subjects, taxonomy)
            for lemma, particles in _with_particles(verbs):
                signal = replace(make(particles, fillers, signals.target, signals.role), doers=doers)
                for form in lexicon.inflect(lemma):
                    table.setdefault(form, Entry()).deeds.append(signal)
        for word in with_plurals(signals.presence):
            table.setdefault(word, Entry()).presence.append(make((), frozenset(), signals.target, signals.role))
        for subjects, verbs in signals.doings:
            fillers = _fill(subjects, taxonomy)
            for lemma, particles in _with_particles(verbs):
                for form in lexicon.inflect(lemma):
                    table.setdefault(form, Entry()).doings.append(
                        make(particles, fillers, signals.target, signals.role)
                    )
    for entry in table.values():
        for signals_of_form in (entry.nouns, entry.verbs, entry.deeds, entry.doings):
            signals_of_form.sort(key=lambda signal: (-len(signal.words), signal.rank, signal.target))
        _note_company(entry)
    return table


def _note_company(entry: Entry) -> None:
    """Notes what else a sentence must hold, so that one without it need not be read."""
    company: set[str] = set()
    for signal in (*entry.nouns, *entry.verbs):
        if signal.words:
            company |= {signal.words[-1], plural(signal.words[-1])}
        else:
            entry.alone = True
    for signal in (*entry.deeds, *entry.doings):
        company |= {filler.split("-")[0] for filler in signal.fillers}
        company |= signal.fillers
    if entry.deeds or entry.doings:
        company |= PRONOUNS
    entry.alone = entry.alone or bool(entry.presence)
    entry.company = frozenset(company)


def _with_particles(verbs: str) -> list[tuple[str, tuple[str, ...]]]:
    found = []
    for verb in verbs.split():
        lemma, *particles = verb.split("-")
        found.append((lemma, tuple(particles)))
    return found


def _fill(words: str, taxonomy: Taxonomy) -> frozenset[str]:
    found: set[str] = set()
    for word in words.split():
        if word == PLACE:
            found.add(PLACE)
            continue
        found |= _class(word, taxonomy) if word.startswith("<") else {word}
    return with_plurals(frozenset(found))


def _class(word: str, taxonomy: Taxonomy) -> frozenset[str]:
    name = word.strip("<>")
    if name not in taxonomy.classes:
        raise OptionError(f"taxonomy: class {word} is used but not defined; known are {', '.join(taxonomy.classes)}")
    return taxonomy.classes[name]


def _noun_phrases(phrase: str, taxonomy: Taxonomy) -> list[tuple[str, ...]]:
    """Every way to write a noun phrase: classes filled in, singular and plural, words joined by hyphens."""
    sequences: list[tuple[str, ...]] = [()]
    for word in phrase.split():
        options = sorted(_class(word, taxonomy)) if word.startswith("<") else [word]
        sequences = [(*sequence, option) for sequence in sequences for option in options]
    found: dict[tuple[str, ...], None] = {}
    for words in sequences:
        for last in (words[-1], plural(words[-1])):
            full = (*words[:-1], last)
            found[full] = None
            if len(full) == 2:
                found[(f"{full[0]}-{full[1]}",)] = None
            elif len(full) == 3 and full[1] != "of":
                found[(f"{full[0]}-{full[1]}", full[2])] = None
        if "of" in words:
            head = words.index("of")
            found[(*words[: head - 1], plural(words[head - 1]), *words[head:-1], plural(words[-1]))] = None
    return list(found)
