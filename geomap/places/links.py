"""From a text to its place mentions, each with the place that was chosen for it."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from geomap.places.choosing import Group, NameBook, first_guess, make_facts, make_table, softmax
from geomap.places.context import make_groups
from geomap.places.features import kind_group
from geomap.places.lexicon import load_lexicon
from geomap.places.literal import read_role
from geomap.places.mentions import Candidate as Span
from geomap.places.mentions import Words, find_candidates, split_words
from geomap.places.model import Model, load_model
from geomap.places.names import judge_names, keep_best
from geomap.records import Candidate, Link, Sentence

if TYPE_CHECKING:
    from geomap.places.gazetteer import Gazetteer

_BASIS = {
    "country": "country",
    "region": "admin",
    "admin1": "admin",
    "admin2": "admin",
    "city": "named",
    "site": "facility",
}
_RUNNERS_UP = 4


@functools.lru_cache(maxsize=4)
def _book(gazetteer: Gazetteer) -> NameBook:
    return NameBook(gazetteer)


def link_places(
    text: str,
    gazetteer: Gazetteer,
    *,
    sentences: Sequence[Sentence] | None = None,
    source_country: str | None = None,
    home: str | None = None,
) -> list[Link]:
    """The place mentions of a text, each with the place chosen for it.

    Args:
        text: the article.
        gazetteer: from :func:`geomap.places.open_gazetteer`.
        sentences: the text's sentences, when the caller has them; not needed.
        source_country: ISO alpha-2 of the country the source writes from.
        home: name of the place the source writes for ("Alexandria, Louisiana").

    Returns:
        Links by start, never overlapping; an empty list for a text without place names. A name that no place fits has
        ``latitude`` ``None`` and basis "none". See docs/places.md for roles, bases and relations.
    """
    lexicon, model, book = load_lexicon(), load_model(), _book(gazetteer)
    words = split_words(text, lexicon)
    spans = find_candidates(words, gazetteer.find_spans(text), lexicon)
    logits = judge_names(words, spans, book, lexicon, model)
    kept = keep_best(spans, logits, model.threshold)
    mentions = [(spans[index], logits[index]) for index in kept]
    listed = {span.first: span for span in reversed(spans) if span.listed}
    groups, of = make_groups(words, mentions, listed, book)
    chosen = _choose(groups, model, book.number(source_country) if source_country else 0)
    return [
        _link(words, span, groups[group], chosen[group], model) for (span, _), group in zip(mentions, of, strict=True)
    ]


class _Choice:
    """The ranked candidates of one group: rows of its name with their shares, and the share of "none"."""

    __slots__ = ("none", "ranked")

    def __init__(self, ranked: list[tuple[int, float]], none: float) -> None:
        self.ranked = ranked
        self.none = none


def _choose(groups: list[Group], model: Model, home: int) -> list[_Choice]:
    table = make_table(groups)
    share = first_guess(table, groups)
    none = np.zeros(len(groups))
    for index, chooser in enumerate(model.rounds):
        facts, none_facts = make_facts(table, groups, share, index > 0, home)
        share, none = softmax(facts @ chooser.facts, table, none_facts @ chooser.none)
    choices = []
    for index in range(len(groups)):
        part = share[table.starts[index] : table.starts[index + 1]]
        best = np.argsort(-part, kind="stable")[: _RUNNERS_UP + 1]
        choices.append(_Choice([(int(row), float(part[row])) for row in best], float(none[index])))
    return choices


def _link(words: Words, span: Span, group: Group, choice: _Choice, model: Model) -> Link:
    role, literal = read_role(words, span, load_lexicon())
    text = words.text[span.start : span.end]
    entries = group.name.entries
    runners = tuple(Candidate(entries[row].place, round(share, 4)) for row, share in choice.ranked)
    if not choice.ranked or choice.none > max(0.5, choice.ranked[0][1]):
        return Link(
            span.start, span.end, text, None, None, None, None, None, None, None, None, 0.0, literal, role, "none",
            reasons=("no place of this name fits",) if entries else ("not in the gazetteer",), runners_up=runners,
        )  # fmt: skip
    place = entries[choice.ranked[0][0]].place
    score = round(model.calibrated(choice.ranked[0][1]), 3)
    return Link(
        span.start, span.end, text, place.name, place.kind, place.country, place.admin1, place.latitude, place.longitude,
        place.radius_km, place.place_id, score, literal, role, _BASIS[kind_group(place.kind)], runners_up=runners[1:],
    )  # fmt: skip
