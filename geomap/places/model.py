"""The fitted weights of the place finder: a readable JSON file and the sums that are made with it.

``places_model.json`` holds, beside its origin, a weight per fact for telling places' names from other words, for
telling literal names from others, and for choosing among places, and the table that turns raw scores into shares
of right answers. ``python -m benchmarks.fit_places`` makes it anew.
"""

from __future__ import annotations

import functools
import importlib.resources
import json
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import repeat
from typing import Any

import numpy as np
from numpy.typing import NDArray


class Facts:
    """Facts that belong together, in words. They remember what each judge makes of them: many names share them."""

    __slots__ = ("sums", "words")

    def __init__(self, words: Iterable[str]) -> None:
        self.words = tuple(words)
        self.sums: dict[Judge, float] = {}

    def __iter__(self) -> Iterator[str]:
        return iter(self.words)


class Judge:
    """A linear judge over facts in words: ``bias`` and a weight per fact; unknown facts weigh nothing."""

    __slots__ = ("bias", "weights")

    def __init__(self, bias: float, weights: dict[str, float]) -> None:
        self.bias = bias
        self.weights = weights

    def logit(self, groups: Iterable[Facts], single: Iterable[str] = ()) -> float:
        """How sure the judge is, as a logit, of groups of facts and of single ones: above 0 for yes."""
        total = self.bias
        for group in groups:
            value = group.sums.get(self)
            if value is None:
                value = group.sums[self] = sum(map(self.weights.get, group.words, repeat(0.0)))
            total += value
        return sum(map(self.weights.get, single, repeat(0.0)), total)


@dataclass(frozen=True, slots=True)
class Chooser:
    """The weights of one round of choosing, in the order of geomap.places.choosing.FEATURES and NONE_FEATURES."""

    facts: NDArray[np.float64]
    none: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Model:
    """Everything that was fitted.

    ``names`` judges names by themselves and the words beside them, ``names_again`` with what the first judgement says
    of the rest of the text; spans above ``threshold`` are names.
    """

    names: Judge
    names_again: Judge
    literal: Judge
    literal_again: Judge
    rounds: tuple[Chooser, ...]
    threshold: float
    calibration: tuple[tuple[float, float], ...]

    def calibrated(self, share: float) -> float:
        """The part of links with about this share that were right in cross-validation (linear between knots)."""
        knots = self.calibration
        at = bisect_right(knots, (share, 2.0))
        if at == 0:
            return knots[0][1]
        if at == len(knots):
            return knots[-1][1]
        (x0, y0), (x1, y1) = knots[at - 1], knots[at]
        return y0 if x1 == x0 else y0 + (y1 - y0) * (share - x0) / (x1 - x0)


def _judge(data: dict[str, Any]) -> Judge:
    return Judge(data["bias"], data["weights"])


@functools.lru_cache(maxsize=1)
def load_model() -> Model:
    """The shipped weights, read once."""
    from geomap.places.choosing import FEATURES, NONE_FEATURES

    text = (importlib.resources.files("geomap") / "places" / "places_model.json").read_text("utf-8")
    data = json.loads(text)
    rounds = tuple(
        Chooser(
            np.array([weights["facts"].get(name, 0.0) for name in FEATURES]),
            np.array([weights["none"].get(name, 0.0) for name in NONE_FEATURES]),
        )
        for weights in data["choosing"]
    )
    calibration = tuple((float(x), float(y)) for x, y in data["calibration"])
    return Model(
        _judge(data["names"]),
        _judge(data["names_again"]),
        _judge(data["literal"]),
        _judge(data["literal_again"]),
        rounds,
        data["threshold"],
        calibration,
    )
