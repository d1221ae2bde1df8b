"""Which spans of a text are names of places: each span worth judging is judged, the best that do not overlap stay."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from geomap.places.features import coarse_class, span_features, word_status
from geomap.places.lexicon import Lexicon
from geomap.places.mentions import Candidate, Words
from geomap.places.model import Facts
from geomap.places.namebook import Name, NameBook

# Names of several words in a list made by hand are there because news uses them. The annotated texts, which hardly have
# any, do not teach that.
CHOSEN_NAME = 2.0
# "in Split", "at Nice": a common word is none where a capital is its only reason. The texts have too few such towns.
WORD_AFTER_WHERE = 2.5
# "a NATO tanker" is not of Nato in the Philippines.
ACRONYM = -8.0


@dataclass(slots=True)
class Description:
    """A candidate's class, what else its word is, the class in short, its facts, and what is added to its judgement."""

    kind: str
    status: str
    coarse: str
    facts: list[Facts]
    prior: float

    @property
    def before(self) -> list[Facts]:
        """The facts of the two words before."""
        return self.facts[1:2]


def describe(words: Words, candidate: Candidate, book: NameBook, lexicon: Lexicon) -> Description:
    """What is known of a candidate from its name and the words beside it."""
    status = word_status(words.lower[candidate.first]) if candidate.first == candidate.last else ""
    kind, places, main = "unlisted", 0, False
    if candidate.listed:
        name = book.name(candidate.key)
        kind, places, main = name.kind, len(name.entries), name.main
    elif not candidate.demonym and not words.word[candidate.first].isupper() and book.spelling(candidate.key).entries:
        # Letters of agencies and parties (SANA) are left out: they sound like many a town.
        kind, candidate.spelling = "spelling", True
    prior = 0.0
    if candidate.listed and _is_acronym(words, candidate, name):
        prior = ACRONYM
    elif candidate.demonym:
        kind = "demonym"
    elif candidate.listed and candidate.last > candidate.first and name.by_hand:
        prior = CHOSEN_NAME
    elif kind in _LARGE and status.startswith(("w1", "w2")) and _stands_as_name(words, candidate, status, lexicon):
        prior = WORD_AFTER_WHERE
    coarse = coarse_class(kind, status)
    return Description(kind, status, coarse, span_features(words, candidate, kind, status, coarse, places, main), prior)


def _is_acronym(words: Words, candidate: Candidate, name: Name) -> bool:
    """Whether a word is three or four capitals amid words that are not, and opens no line as a dateline does.

    Not where a place of that name is written so: "FATA", "KPK".
    """
    word = words.word[candidate.first]
    if not (3 <= len(word) <= 4 and word.isascii() and word.isupper()) or words.shouted[candidate.first]:
        return False
    if candidate.first == 0 or words.word[candidate.first - 1] == "\n":
        return False
    places = (entry.place for entry in name.entries)
    return not any(entry.code for entry in name.entries) and not any(
        word == place.name or word in place.other_names for place in places
    )


def _stands_as_name(words: Words, candidate: Candidate, status: str, lexicon: Lexicon) -> bool:
    """Whether a word alone in capitals follows "in", "near" or the like."""
    first = candidate.first
    if first == 0 or words.shouted[first] or status.endswith("m") or words.run[first] != (first, first + 1):
        return False
    return not words.capital[first - 1] and lexicon.is_cue(words.lower[first - 1], "where")


_LARGE = frozenset(("huge", "big"))
_KNOWN = frozenset(("country", "region", "admin1", "huge", "big", "mid"))


_WAYS = frozenset(("road", "highway", "expressway", "axis", "route", "motorway"))


def part_joined(words: Words, candidates: Sequence[Candidate], book: NameBook, lexicon: Lexicon) -> None:
    """Parts runs like "Baghdad-Mosul" and "Syrian-Turkish", two names with a hyphen, so that each is judged by itself.

    Both must be demonyms or places of some size and no surnames; a joined name that is listed as a whole stays one.
    """
    ends: dict[int, Candidate] = {}
    starts: dict[int, Candidate] = {}
    whole = {(candidate.first, candidate.last) for candidate in candidates if candidate.listed}
    for candidate in candidates:
        if _stands_alone(words, candidate, book, lexicon):
            ends.setdefault(candidate.last, candidate)
            starts.setdefault(candidate.first, candidate)
    cuts: set[int] = set()
    for last, left in ends.items():
        if last + 2 >= len(words.word) or words.word[last + 1] not in "-–":
            continue
        run = words.run[left.first]
        if last + 2 not in starts:
            if run is not None and run[1] < len(words.word) and words.lower[run[1]] in _WAYS:
                # "the Gusau-Magami road": the one town is known, the other is not
                cuts.add(last + 1)
            continue
        right = starts[last + 2]
        if (left.first, right.last) in whole or run is None or run != words.run[right.first]:
            continue
        if cuts.isdisjoint(range(left.first, last + 1)):
            cuts.add(last + 1)
    _cut_runs(words, cuts)


def _cut_runs(words: Words, cuts: set[int]) -> None:
    """Parts each run at the cuts in it, which then belong to no run."""
    of_run: dict[tuple[int, int], list[int]] = {}
    for cut in sorted(cuts):
        run = words.run[cut]
        assert run is not None
        of_run.setdefault(run, []).append(cut)
    for (first, stop), inside in of_run.items():
        begin = first
        for cut in inside:
            words.run[begin:cut] = [(begin, cut)] * (cut - begin)
            words.run[cut] = None
            begin = cut + 1
        words.run[begin:stop] = [(begin, stop)] * (stop - begin)


def _stands_alone(words: Words, candidate: Candidate, book: NameBook, lexicon: Lexicon) -> bool:
    if candidate.demonym:
        return True
    if not candidate.listed or book.name(candidate.key).kind not in _KNOWN:
        return False
    return candidate.last > candidate.first or words.lower[candidate.first] not in lexicon.surnames


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
