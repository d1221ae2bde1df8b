"""The word lists that tell a place's name from other words: common words, persons' names, demonyms, cue words.

Each list is a data file beside this module that says where it comes from.
"""

from __future__ import annotations

import functools
import importlib.resources
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Word lists, all keys in lower case.

    ``words`` maps a common English word to its class, 1 the most common to 4; ``given`` and ``surnames`` are persons'
    names, surnames with their rank; ``demonyms`` maps a demonym in lower case to the name of its place; ``cues`` maps a
    cue word to the classes it belongs to, ``clause_words`` one that tells whether a name means the place.
    """

    words: dict[str, int]
    given: frozenset[str]
    surnames: dict[str, int]
    demonyms: dict[str, str]
    cues: dict[str, frozenset[str]]
    clause_words: dict[str, frozenset[str]]

    def is_cue(self, word: str, kind: str) -> bool:
        """Whether the word (in lower case) is a cue of this kind."""
        return kind in self.cues.get(word, ())


def _lines(name: str) -> list[str]:
    text = (importlib.resources.files("geomap") / "places" / name).read_text("utf-8")
    return [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]


def _sections(name: str) -> dict[str, list[str]]:
    """The words of each [section] of a file."""
    found: dict[str, list[str]] = {}
    words: list[str] = []
    for line in _lines(name):
        if line.startswith("["):
            words = found.setdefault(line.strip("[]"), [])
        else:
            words.extend(line.split())
    return found


def _kinds_of_words(name: str) -> dict[str, frozenset[str]]:
    """The sections that each word of a file stands in."""
    found: dict[str, set[str]] = {}
    for kind, section in _sections(name).items():
        for word in section:
            found.setdefault(word, set()).add(kind)
    return {word: frozenset(kinds) for word, kinds in found.items()}


def _plurals(word: str) -> tuple[str, ...]:
    """A demonym as it stands and its plural, where English makes one with -s."""
    if word.endswith(("ese", "ish", "ch", "sh", "s", "men", "x")):
        return (word,)
    return (word, word + "s")


@functools.lru_cache(maxsize=1)
def load_lexicon() -> Lexicon:
    """The shipped word lists, read once."""
    words = {word: rank for rank, section in enumerate(_sections("words.txt").values(), 1) for word in section}
    people = _sections("person_names.txt")
    demonyms: dict[str, str] = {}
    for line in _lines("demonyms.csv")[1:]:
        place, _, forms = line.partition(",")
        for form in forms.split("|"):
            for written in _plurals(form.lower()):
                demonyms.setdefault(written, place)
    return Lexicon(
        words=words,
        given=frozenset(people["given"]),
        surnames={name: rank for rank, name in enumerate(people["surname"], 1)},
        demonyms=demonyms,
        cues=_kinds_of_words("cues.txt"),
        clause_words=_kinds_of_words("clause_words.txt"),
    )
