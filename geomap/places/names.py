"""Which spans of a text are names of places: every span worth judging is judged, and the best ones that do not overlap stay."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from geomap.places.choosing import NameBook
from geomap.places.features import span_features, word_status
from geomap.places.lexicon import Lexicon
from geomap.places.mentions import Candidate, Words
from geomap.places.model import Model


def judge_names(
    words: Words, candidates: Sequence[Candidate], book: NameBook, lexicon: Lexicon, model: Model
) -> list[float]:
    """For each candidate how sure it is that it is a place's name: a logit, above 0 for yes."""
    logits = []
    for candidate in candidates:
        kind, status, places, main = describe(words, candidate, book, lexicon)
        logits.append(model.names.logit(span_features(words, candidate, kind, status, places, main)))
    return logits


def describe(words: Words, candidate: Candidate, book: NameBook, lexicon: Lexicon) -> tuple[str, str, int, bool]:
    """Class of the name, what else the word is, how many places bear it, whether one of the first three has it as main name."""
    status = word_status(words.lower[candidate.first], lexicon) if candidate.first == candidate.last else ""
    if candidate.listed:
        name = book.name(candidate.key)
        kind, places = name.kind, len(name.entries)
        main = any(entry.main for entry in name.entries[:3])
    else:
        kind, places, main = "unlisted", 0, False
    return ("demonym" if candidate.demonym else kind), status, places, main


def keep_best(candidates: Sequence[Candidate], logits: Sequence[float], threshold: float) -> list[int]:
    """The indexes of the spans that stay, in order: those above the threshold, no two overlapping, with the largest sum."""
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
