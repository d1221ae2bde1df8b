"""Words of war and protest that people at peace use as well: events only in the company of words that bear them out."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Set
from dataclasses import dataclass
from functools import cache
from importlib import resources

from geomap.events.grammar import Clauses
from geomap.events.matching import Match
from geomap.events.signals import plural

# So many different words of war, or of protest, make an article one that speaks of it.
_THEME_WORDS = 2
# "Death toll" is an idiom and yet says that people died.
_EVEN_IN_IDIOMS = frozenset(("toll",))
# A strike "on" one of these is none of workers, whatever else the sentence names.
_STRUCK = frozenset(
    """facility facilities depot depots infrastructure plant plants substation substations base bases airbase camp camps
    convoy convoys building buildings bridge bridges refinery refineries town village villages positions targets
    arsenal warehouse warehouses headquarters compound outpost outposts sites site silo silos bunker bunkers""".split()
)
# Workers do not come back so soon.
_SOON = frozenset(("hour", "hours", "minute", "minutes", "moments"))
# Kinds whose verbs are believed of a subject with a name: "Russia retreated", "Iran executed", "Peru signed".
_TOLD_OF_NAMES = frozenset(("agreement", "killing", "withdrawal"))


@dataclass(frozen=True, slots=True)
class Company:
    """The contents of ``company.toml``.

    ``nouns`` (either number) and ``verbs`` (by the kind they signal and their lemma) say which words must stand beside
    them, one of which is enough. ``themes`` are the words that articles of war and of protest have; ``arms`` are words
    of war and of harm; ``harmless`` are the lists of what the words are done to, by name. ``people`` (either number)
    and ``things`` are those that do violence or suffer it, besides the classes of the taxonomy.
    """

    nouns: dict[str, frozenset[str]]
    verbs: dict[tuple[str, str], frozenset[str]]
    themes: tuple[frozenset[str], frozenset[str]]
    arms: frozenset[str]
    harmless: dict[str, frozenset[str]]
    people: frozenset[str]
    things: frozenset[str]


@cache
def load_company() -> Company:
    """The words and their companies; read once per process."""
    with resources.files(__package__).joinpath("company.toml").open("rb") as stream:
        data = tomllib.load(stream)
    known = {name: frozenset(words.split()) for name, words in data["companies"].items()}
    arms = known["war"] | known["harm"]
    companies = {
        "soldiers": known["soldiers"],
        "arms": arms,
        "crowd": known["protest"] | known["crowd"] | arms,
        "state": known["state"],
    }
    nouns: dict[str, frozenset[str]] = {}
    for name, words in data["nouns"].items():
        for word in words.split():
            nouns[word] = nouns[plural(word)] = companies[name]
    verbs = {
        (target, verb): companies[name]
        for target, lists in data["verbs"].items()
        for name, words in lists.items()
        for verb in words.split()
    }
    harmless = {name: frozenset(words.split()) for name, words in data["harmless"].items()}
    people = frozenset(data["likely"]["people"].split())
    return Company(
        nouns,
        verbs,
        themes=(known["war"], known["protest"]),
        arms=arms,
        harmless=harmless,
        people=people | frozenset(map(plural, people)),
        things=frozenset(data["likely"]["things"].split()),
    )


def names_what_is_struck(clauses: Clauses, match: Match) -> bool:
    """Whether a strike is none of workers: "strikes on a depot", "two hours later a second strike hit a school"."""
    if "later" in clauses.words and not clauses.words.isdisjoint(_SOON):
        return True
    if match.is_verb or match.end >= len(clauses.lowers) or clauses.lowers[match.end] != "on":
        return False
    end = clauses.noun_phrase_end(match.end + 1)
    return end > match.end + 1 and clauses.lowers[end - 1] in _STRUCK


def is_violent(sentences: Iterable[frozenset[str]]) -> bool:
    """Whether an article, given as the lower-case words of its sentences, speaks of war or of protests."""
    words = frozenset().union(*sentences)
    return any(len(words & theme) >= _THEME_WORDS for theme in load_company().themes)


def lacks_company(clauses: Clauses, match: Match, idioms: Set[int] = frozenset()) -> bool:
    """Whether a word that needs company has none in its sentence, the tokens of idioms left out. What somebody with a
    name does needs none, but where the word is as often used of shops and teams."""
    company = load_company()
    if match.is_verb:
        group = clauses.groups[match.group]
        needed = company.verbs.get((match.signal.target, group.lemma))
        named = group.subject is not None and clauses.tags[clauses.head(group.subject)] == "p"
        if named and (match.need in clauses.places or match.signal.target in _TOLD_OF_NAMES):
            return False
    elif match.signal.words:
        # "air strike", "joint exercise": the words bear each other out
        return False
    else:
        needed = company.nouns.get(clauses.lowers[match.head])
        if match.signal.target == "strike" and names_what_is_struck(clauses, match):
            return False
    if needed is None or not clauses.words.isdisjoint(needed & _EVEN_IN_IDIOMS):
        return False
    own = range(match.start, match.end)
    return not any(
        lower in needed for index, lower in enumerate(clauses.lowers) if index not in own and index not in idioms
    )
