"""The light grammar below events: verb groups, their auxiliaries, subjects and objects."""

from __future__ import annotations

import pytest

from geomap.events.clauses import read_clauses
from geomap.events.lexicon import load_lexicon
from geomap.language import split_tokens


def verbs_of(text: str) -> list[tuple[str, str | None, str | None]]:
    """(verb group, subject, object) of every verb of the sentence."""
    clauses = read_clauses(split_tokens(text), load_lexicon())

    def words(span: tuple[int, int] | None) -> str | None:
        return " ".join(token.word for token in clauses.tokens[span[0] : span[1]]) if span else None

    return [
        (words((group.first, group.head + 1)) or "", words(group.subject), words(group.object))
        for group in clauses.groups
    ]


@pytest.mark.parametrize(
    ("text", "verbs"),
    [
        ("Rebels attacked the base.", [("attacked", "Rebels", "the base")]),
        ("The base was attacked by rebels.", [("was attacked", "The base", None)]),
        (
            "The general, who led the guard, was killed.",
            [("led", "The general", "the guard"), ("was killed", "The general", None)],
        ),
        (
            "Rockets fired at the base landed in a field.",
            [("fired", "Rockets", None), ("landed", "Rockets", None)],
        ),
        (
            "Police said gunmen attacked a bank.",
            [("said", "Police", None), ("attacked", "gunmen", "a bank")],
        ),
        (
            "The army had not, as of Sunday, entered the town.",
            [("had not , as of Sunday , entered", "The army", "the town")],
        ),
        ("Jets strike targets in the hills", [("strike", "Jets", "targets")]),
        ("An attack on the base killed two.", [("killed", "An attack on the base", "two")]),
        (
            "A bomb went off, killing four.",
            [("went", "A bomb", None), ("killing", "A bomb", "four")],
        ),
    ],
)
def test_verbs_come_with_their_subjects_and_objects(text: str, verbs: list[tuple[str, str | None, str | None]]) -> None:
    assert verbs_of(text) == verbs


@pytest.mark.parametrize(
    "text",
    [
        "A car bombing closed the street.",
        "The wounded soldiers were flown out.",
        "Heavy fighting raged.",
        "An armed raid",
    ],
)
def test_nouns_and_adjectives_are_not_taken_for_verbs(text: str) -> None:
    assert [verb for verb, _, _ in verbs_of(text)] == [
        verb for verb in ("closed", "were flown", "raged") if verb in text
    ]


@pytest.mark.parametrize(
    "lemma, forms", [("stop", "stopped stopping"), ("carry", "carried carrying"), ("lob", "lobbed")]
)
def test_regular_verbs_are_inflected_by_rule(lemma: str, forms: str) -> None:
    assert set(forms.split()) <= set(load_lexicon().inflect(lemma))
