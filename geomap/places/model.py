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
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

_MOST_SUMS = 200_000


@dataclass(frozen=True, slots=True)
class Judge:
    """A linear judge over facts in words: ``bias`` and a weight per fact; unknown facts weigh nothing.

    ``sums`` remembers what groups of facts weigh together: the same words stand beside many names.
    """

    bias: float
    weights: dict[str, float]
    sums: dict[tuple[str, ...], float] = field(default_factory=dict, repr=False, compare=False)

    def logit(self, groups: Iterable[tuple[str, ...]]) -> float:
        """How sure the judge is, as a logit: above 0 for yes."""
        total = self.bias
        sums = self.sums
        for group in groups:
            value = sums.get(group)
            if value is None:
                if len(sums) >= _MOST_SUMS:
                    sums.clear()
                weights = self.weights
                value = sums[group] = sum([weights.get(fact, 0.0) for fact in group])
            total += value
        return total


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
