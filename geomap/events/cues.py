"""The words that tell what happened from what did not, read once from ``status.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Cues:
    """The contents of ``status.toml``: word to status for each place where a cue may stand.

    ``pasts`` are all the words that history may be told by.
    """

    verbs: dict[str, str]
    objects: dict[str, str]
    background: dict[str, frozenset[str]]
    real: frozenset[str]
    nouns: dict[str, str]
    adjectives: dict[str, str]
    adverbs: dict[str, str]
    if_links: frozenset[str]
    future_links: frozenset[str]
    existence: frozenset[str]
    happening: frozenset[str]
    tales: frozenset[str]
    phrasal: dict[str, str]
    drill: frozenset[str]
    prepositions: frozenset[str]
    history: frozenset[str]
    wars: frozenset[str]
    war_openers: frozenset[str]
    pasts: frozenset[str]


@cache
def load_cues() -> Cues:
    """The status cues; read once per process."""
    with resources.files(__package__).joinpath("status.toml").open("rb") as stream:
        data = tomllib.load(stream)

    def by_word(table: dict[str, str]) -> dict[str, str]:
        return {word: status for status, words in table.items() for word in words.split()}

    history = frozenset(data["history"]["words"].split())
    wars = frozenset(data["history"]["wars"].split())
    war_openers = frozenset(war.split("-")[0] for war in wars)
    return Cues(
        verbs=by_word(data["verbs"]),
        objects=by_word(data["objects"]),
        background={key: frozenset(words.split()) for key, words in data["background"].items()},
        real=frozenset(data["real"]["verbs"].split()),
        nouns=by_word(data["nouns"]),
        adjectives=by_word(data["adjectives"]),
        adverbs=by_word(data["adverbs"]),
        if_links=frozenset(data["links"]["hypothetical"].split()),
        future_links=frozenset(data["links"]["future"].split()),
        existence=frozenset(data["existence"]["verbs"].split()),
        happening=frozenset(data["existence"]["happening"].split()),
        tales=frozenset(data["tales"]["words"].split()),
        phrasal={phrase.strip(): status for status, text in data["phrasal"].items() for phrase in text.split(";")},
        drill=frozenset(data["drill"]["words"].split()),
        prepositions=frozenset(data["prepositions"]["hypothetical"].split()),
        history=history,
        wars=wars,
        war_openers=war_openers,
        pasts=history | wars | war_openers | {"during"},
    )
