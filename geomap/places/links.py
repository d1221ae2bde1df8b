"""From a text to its place mentions, each with the place that was chosen for it."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from geomap.places.choosing import Floats, Group, NameBook, Table, choose
from geomap.places.context import make_groups
from geomap.places.echoes import collect_echoes
from geomap.places.features import kind_group
from geomap.places.lexicon import load_lexicon
from geomap.places.literal import read_role
from geomap.places.mentions import Candidate as Span
from geomap.places.mentions import Words, find_candidates, split_words
from geomap.places.model import Model, load_model
from geomap.places.names import Description, describe, keep_best
from geomap.places.relative import add_relations
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
def book_of(gazetteer: Gazetteer) -> NameBook:
    """The looked-up names of a gazetteer, kept between texts."""
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
    return add_relations(text, link_names(text, gazetteer, source_country=source_country), gazetteer)


def link_names(text: str, gazetteer: Gazetteer, *, source_country: str | None = None) -> list[Link]:
    """The place names of a text, each with the place chosen for it, without reading what relates to them."""
    lexicon, model, book = load_lexicon(), load_model(), book_of(gazetteer)
    words = split_words(text, lexicon)
    spans = find_candidates(words, gazetteer.find_spans(text), lexicon)
    described = [describe(words, span, book, lexicon) for span in spans]
    first = [model.names.logit(description.facts) for description in described]
    country = book.number(source_country) if source_country else 0

    reading = read_names(words, spans, first, model.threshold, book)
    table, share, _ = choose(reading.groups, model.rounds[:1], country)
    classes = [description.coarse for description in described]
    echoes = collect_echoes(words, spans, first, classes, reading.kept, reading.groups, table, share, book, lexicon)
    logits = [
        model.names_again.logit((*description.facts, echo)) for description, echo in zip(described, echoes, strict=True)
    ]
    reading = read_names(words, spans, logits, model.threshold, book)
    table, share, none = choose(reading.groups, model.rounds, country)

    links = []
    for index, of in zip(reading.kept, reading.of, strict=True):
        choice = _Choice.of(table, share, none, of)
        links.append(_link(words, spans[index], described[index], reading.groups[of], choice, model))
    return links


@dataclass(slots=True)
class Reading:
    """The spans that are names (``kept``), grouped; ``of`` is the group of each."""

    kept: list[int]
    groups: list[Group]
    of: list[int]


def read_names(
    words: Words, spans: Sequence[Span], logits: Sequence[float], threshold: float, book: NameBook
) -> Reading:
    """The spans that stay as names, and which of them go together."""
    kept = keep_best(spans, logits, threshold)
    listed = {span.first: span for span in reversed(spans) if span.listed}
    groups, of = make_groups(words, [(spans[index], logits[index]) for index in kept], listed, book)
    return Reading(kept, groups, of)


@dataclass(slots=True)
class _Choice:
    """The best candidates of one group, rows of its name with their shares, and the share of "none"."""

    ranked: list[tuple[int, float]]
    none: float

    @classmethod
    def of(cls, table: Table, share: Floats, none: Floats, group: int) -> _Choice:
        part = share[table.starts[group] : table.starts[group + 1]]
        best = np.argsort(-part, kind="stable")[: _RUNNERS_UP + 1]
        return cls([(int(row), float(part[row])) for row in best], float(none[group]))


def _link(words: Words, span: Span, described: Description, group: Group, choice: _Choice, model: Model) -> Link:
    role, literal, _ = read_role(words, span, described.kind, described.status, model.literal, load_lexicon())
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
