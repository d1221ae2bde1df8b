"""Which spans of a text are names of places: each span worth judging is judged, the best that do not overlap stay."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from geomap.places.choosing import NameBook
from geomap.places.features import coarse_class, span_features, word_status
from geomap.places.lexicon import Lexicon
from geomap.places.mentions import Candidate, Words

Facts = list[tuple[str, ...]]


@dataclass(slots=True)
class Description:
    """A candidate's class, what else its word is, the class in short, and its facts."""

    kind: str
    status: str
    coarse: str
    facts: Facts


def describe(words: Words, candidate: Candidate, book: NameBook, lexicon: Lexicon) -> Description:
    """What is known of a candidate from its name and the words beside it."""
    status = word_status(words.lower[candidate.first], lexicon) if candidate.first == candidate.last else ""
    kind, places, main = "unlisted", 0, False
    if candidate.listed:
        name = book.name(candidate.key)
        kind, places = name.kind, len(name.entries)
        main = any(entry.main for entry in name.entries[:3])
    if candidate.demonym:
        kind = "demonym"
    return Description(
        kind, status, coarse_class(kind, status), span_features(words, candidate, kind, status, places, main)
    )


def keep_best(candidates: Sequence[Candidate], logits: Sequence[float], threshold: float) -> list[int]:
    """The indexes of the spans that stay, in order: above the threshold, no two overlapping, with the largest sum."""
    worth = [index for index, logit in enumerate(logits) if logit > threshold]
    worth.sort(key=lambda index: (candidates[index].end, candidates[index].start))
    ends = [candidates[index].end for index in worth]
    best = [0.0]
    for place, index in enumerate(worth):
        before = bisect_right(ends, candidates[index].start, 0, place)
        best.append(max(best[-1], best[before] + logits[index] - threshold))
    kept = []
    place = len(worth)
    while place:
        if best[place] == best[place - 1]:
            place -= 1
            continue
        index = worth[place - 1]
        kept.append(index)
        place = bisect_right(ends, candidates[index].start, 0, place - 1)
    return kept[::-1]
