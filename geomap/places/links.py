"""From a text to its place mentions, each with the place that was chosen for it."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from geomap.geometry import sphere_km
from geomap.places.appositions import read_appositions
from geomap.places.choosing import Chosen, Group, choose
from geomap.places.context import groups_by_name, make_groups
from geomap.places.echoes import collect_echoes
from geomap.places.explain import give_reasons
from geomap.places.features import kind_group
from geomap.places.lexicon import load_lexicon
from geomap.places.literal import read_roles
from geomap.places.mentions import Candidate as Span
from geomap.places.mentions import Words, find_candidates, settle_sorts, split_words
from geomap.places.model import Model, load_model
from geomap.places.namebook import NameBook
from geomap.places.names import Description, describe, keep_best, part_joined
from geomap.places.quarters import add_quarters
from geomap.places.recase import add_capitals
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
# Further than this from a country a place is not one that two states claim.
FAR_KM = 300.0
# How far beyond its edge a town's suburbs may lie.
PART_KM = 40.0
# A name judged so surely to be a place's, and known as a large one's, is not held to mean none of those known.
SURE_NAME = 2.0
# So sure a name must be where the best known place of that name is on a list made by hand, under this name.
LISTED_NAME = 1.0
_WELL_KNOWN = frozenset(("huge", "big", "admin1"))
# How sure a division must be for a name that is told to lie in it to lie nowhere else.
SURE_SHARE = 0.6
_SMALL = frozenset(("mid", "tiny", "site", "admin2"))
# For a name of several words that a list made by hand has for one place only.
CERTAIN_SCORE = 0.85


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
    words = _read_words(text, gazetteer)
    links = _link_words(words, text, gazetteer, source_country, home)
    links = add_relations(text, links, gazetteer, zip(words.lower, words.start, strict=True))
    return add_quarters(text, read_appositions(text, links))


def link_names(
    text: str, gazetteer: Gazetteer, *, source_country: str | None = None, home: str | None = None
) -> list[Link]:
    """The place names of a text, each with the place chosen for it, without reading what relates to them."""
    return _link_words(_read_words(text, gazetteer), text, gazetteer, source_country, home)


def _read_words(text: str, gazetteer: Gazetteer) -> Words:
    lexicon = load_lexicon()
    words = split_words(text, lexicon)
    if text.islower():
        spans = gazetteer.find_spans(text, any_case=True)
        words = split_words(add_capitals(words, spans, book_of(gazetteer), lexicon), lexicon)
    return words


def _link_words(
    words: Words, text: str, gazetteer: Gazetteer, source_country: str | None, home: str | None
) -> list[Link]:
    lexicon, model, book = load_lexicon(), load_model(), book_of(gazetteer)
    listed = gazetteer.find_spans(words.text)
    settle_sorts(words, listed, book.countries)
    spans = find_candidates(words, listed, lexicon)
    part_joined(words, spans, book, lexicon)
    described = [describe(words, span, book, lexicon) for span in spans]
    first = [model.names.logit(description.facts) + description.prior for description in described]
    around = _home(home, gazetteer, book)
    country = book.number(source_country) if source_country else 0
    preferred = book.number(gazetteer.preferred_country) if gazetteer.preferred_country else 0

    reading = read_names(words, spans, first, model.threshold, book)
    chosen = choose([*reading.groups, *around], model.rounds[:1], country, preferred)
    groups = [*reading.groups, *around]
    classes = [description.coarse for description in described]
    echoes = collect_echoes(words, spans, first, classes, reading.kept, groups, chosen, book, lexicon)
    logits = [
        model.names_again.logit((*description.facts, echo)) + description.prior
        for description, echo in zip(described, echoes, strict=True)
    ]
    reading = read_names(words, spans, logits, model.threshold, book)
    groups = [*reading.groups, *around]
    chosen = choose(groups, model.rounds, country, preferred)
    choices = [_choose_best(chosen, group, index, model) for index, group in enumerate(groups)]
    by_name = groups_by_name(groups)
    for index, group in enumerate(groups):
        if group.part_of is not None:
            choices[index] = _choose_part(choices[index], _container(groups, by_name, index, choices))
        elif group.beside is not None and not group.inside:
            choices[index] = _choose_beside(choices[index], group, by_name, choices)
        elif group.inside or (group.soft_inside and group.type_word):
            choices[index] = _choose_inside(choices[index], group, _wider(groups, by_name, index, choices))
    mentions = [(spans[index], described[index]) for index in reading.kept]
    roles = read_roles(words, mentions, model.literal, model.literal_again, lexicon)
    return [
        _link(text[span.start : span.end], span, description, role, groups, by_name, of, choices, model)
        for (span, description), role, of in zip(mentions, roles, reading.of, strict=True)
    ]


def _home(home: str | None, gazetteer: Gazetteer, book: NameBook) -> list[Group]:
    """The place that the source writes for, as one more name of the text that is sure and already chosen."""
    if not home:
        return []
    links = [link for link in link_names(f"The paper is printed in {home}.", gazetteer) if link.place_id]
    if not links:
        return []
    place = links[0].place_id
    entries = [entry for entry in gazetteer.lookup(links[0].text) if entry.place.place_id == place]
    return [Group(book.single(entries[0]), 3.0, 2, -1)] if entries else []


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
    """The best places of a group with their shares, best first; whether "none of these" won; the reasons."""

    ranked: list[tuple[Any, float]]
    none: bool
    reasons: tuple[str, ...]


def _choose_best(chosen: Chosen, group: Group, index: int, model: Model) -> _Choice:
    part = chosen.share[chosen.table.starts[index] : chosen.table.starts[index + 1]]
    if not len(part):
        return _Choice([], True, ("not in the gazetteer",))
    rows = [int(row) for row in np.argsort(-part, kind="stable")[: _RUNNERS_UP + 1]]
    ranked = [(group.name.entries[row].place, float(part[row])) for row in rows]
    if chosen.none[index] > max(0.5, ranked[0][1]) and not _must_be_known(group, group.name.entries[rows[0]]):
        return _Choice(ranked, True, ("no place of this name fits the text",))
    if group.inside and _lies_elsewhere(ranked[0][0], group, chosen.table.links[rows[0]]):
        return _Choice(ranked, True, ("no place of this name lies where the text says",))
    return _Choice(ranked, False, give_reasons(chosen, group, index, rows, model.rounds[-1]))


def _lies_elsewhere(place: Any, group: Group, links: Any) -> bool:
    """Whether a place is far from what the text says it lies in: "Bara, Pakistan" is not the Bara in Nigeria."""
    if not links[1] or links[0]:
        return False
    outers = [entry.place for name in group.inside for entry in name.entries[:1]]
    return bool(outers) and all(
        sphere_km(place.latitude, place.longitude, outer.latitude, outer.longitude) > 2 * outer.radius_km + FAR_KM
        for outer in outers
    )


def _must_be_known(group: Group, best: Any) -> bool:
    """Whether a name cannot mean a place that the gazetteer lacks: a large place's, or one listed as used in news."""
    if group.logit > SURE_NAME and group.name.kind in _WELL_KNOWN:
        return True
    return group.logit > LISTED_NAME and best.layer != "shipped" and not best.weak


def _choose_part(choice: _Choice, whole: tuple[Any, float] | None) -> _Choice:
    """The choice for what the words make a part of a town: none, where it lies elsewhere."""
    if choice.none or whole is None or kind_group(whole[0].kind) != "city":
        return choice
    place, town = choice.ranked[0][0], whole[0]
    apart = sphere_km(place.latitude, place.longitude, town.latitude, town.longitude)
    if apart <= PART_KM + town.radius_km:
        return choice
    return _Choice([], True, (f"{place.name} is {apart:.0f} km away",))


def _choose_beside(choice: _Choice, group: Group, by_name: dict[int, list[int]], choices: Sequence[_Choice]) -> _Choice:
    """The choice for what the words call a village or a quarter: none, where it lies in another part of the world."""
    if choice.none:
        return choice
    place = choice.ranked[0][0]
    for index in by_name.get(id(group.beside), ()):
        if choices[index].none:
            continue
        town = choices[index].ranked[0][0]
        apart = sphere_km(place.latitude, place.longitude, town.latitude, town.longitude)
        if place.country != town.country and apart > FAR_KM:
            return _Choice([], True, (f"{place.name} is {apart:.0f} km away",))
    return choice


def _choose_inside(choice: _Choice, group: Group, outer: Any | None) -> _Choice:
    """The choice for what the text says lies in a country or a division: none, where no place of that name does.

    "Matta, Pakistan" is none in Israel. Large towns are, whatever stands behind them: "in Kyiv, Poland said".
    """
    if choice.none or outer is None or (group.name.kind not in _SMALL and group.name.main):
        return choice
    if any(_lies_in(place, outer) for place, _ in choice.ranked):
        return choice
    return _Choice([], True, (f"no {choice.ranked[0][0].name} of the gazetteer lies in {outer.name}",))


def _lies_in(place: Any, outer: Any) -> bool:
    if place.country is None or outer.country is None or place.country == outer.country:
        return True
    apart = sphere_km(place.latitude, place.longitude, outer.latitude, outer.longitude)
    return bool(apart < 2 * outer.radius_km + PART_KM)


def _wider(groups: Sequence[Group], by_name: dict[int, list[int]], of: int, choices: Sequence[_Choice]) -> Any | None:
    """The country or division that the text names as what a name lies in."""
    for outer in (*groups[of].inside, *groups[of].soft_inside):
        for index in by_name.get(id(outer), ()):
            if index != of and not choices[index].none:
                place, share = choices[index].ranked[0]
                wide = kind_group(place.kind) in ("country", "admin1", "admin2")
                return place if wide and share >= SURE_SHARE else None
    return None


def _link(
    text: str,
    span: Span,
    described: Description,
    stands_for: tuple[str, bool],
    groups: Sequence[Group],
    by_name: dict[int, list[int]],
    of: int,
    choices: Sequence[_Choice],
    model: Model,
) -> Link:
    role, literal = stands_for
    choice = choices[of]
    runners = tuple(Candidate(place, round(share, 3)) for place, share in choice.ranked)
    certain = described.prior > 0 and len(choice.ranked) == 1
    if choice.none and not certain:
        outer = _container(groups, by_name, of, choices)
        if outer is None or not literal:
            return Link(
                span.start, span.end, text, None, None, None, None, None, None, None, None, 0.0, literal, role, "none",
                reasons=choice.reasons, runners_up=runners,
            )  # fmt: skip
        place, share = outer
        reason = f"{choice.reasons[0]}; the text says it lies in {place.name}"
        score = round(0.8 * model.calibrated(share), 3)
        return Link(
            span.start, span.end, text, text, groups[of].type_word, place.country, place.admin1, place.latitude,
            place.longitude, place.radius_km, None, score, literal, role, "admin", reasons=(reason,),
        )  # fmt: skip
    place, share = choice.ranked[0]
    reasons, score = choice.reasons, model.calibrated(share)
    if choice.none:
        reasons, score = ("the only place of that name in the gazetteer",), max(score, CERTAIN_SCORE)
    basis = _BASIS[kind_group(place.kind)]
    return Link(
        span.start, span.end, text, place.name, place.kind, place.country, place.admin1, place.latitude,
        place.longitude, place.radius_km, place.place_id, round(score, 3), literal, role, basis,
        reasons=reasons, runners_up=runners[1:],
    )  # fmt: skip


def _container(
    groups: Sequence[Group], by_name: dict[int, list[int]], of: int, choices: Sequence[_Choice]
) -> tuple[Any, float] | None:
    """The place chosen for what a name lies in, where the words say that it is a place ("the village of X in Y")."""
    group = groups[of]
    whole = () if group.part_of is None else (group.part_of,)
    for outer in (*whole, *group.inside, *(group.soft_inside if group.type_word else ())):
        for index in by_name.get(id(outer), ()):
            if index != of and not choices[index].none:
                return choices[index].ranked[0]
    return None
