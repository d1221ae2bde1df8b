"""Fitting of linear models by L-BFGS, in numpy: logistic judges over strings, and choosers over rows of numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Objective = Callable[[Floats], tuple[float, Floats]]


def minimise(objective: Objective, start: Floats, rounds: int = 200, memory: int = 8) -> Floats:
    """The minimum of a smooth convex function that returns its value and its gradient (L-BFGS, backtracking)."""
    point = start
    value, gradient = objective(point)
    steps: list[Floats] = []
    changes: list[Floats] = []
    for _ in range(rounds):
        direction = gradient.copy()
        kept = []
        for step, change in zip(reversed(steps), reversed(changes), strict=True):
            part = (step @ direction) / (step @ change)
            kept.append(part)
            direction -= part * change
        direction *= (
            (steps[-1] @ changes[-1]) / (changes[-1] @ changes[-1]) if steps else 1 / max(1.0, np.abs(gradient).sum())
        )
        for step, change, part in zip(steps, changes, reversed(kept), strict=True):
            direction += (part - (change @ direction) / (step @ change)) * step
        direction = -direction
        slope = direction @ gradient
        if slope >= 0:
            direction, slope, steps, changes = -gradient, -(gradient @ gradient), [], []
        length = 1.0
        for _ in range(30):
            following = point + length * direction
            new_value, new_gradient = objective(following)
            if new_value <= value + 1e-4 * length * slope:
                break
            length /= 2
        step, change = following - point, new_gradient - gradient
        if step @ change > 1e-10:
            steps.append(step)
            changes.append(change)
            del steps[:-memory], changes[:-memory]
        done = abs(value - new_value) < 1e-7 * max(1.0, abs(value))
        point, value, gradient = following, new_value, new_gradient
        if done:
            break
    return point


def fit_judge(
    rows: Sequence[Sequence[str]], answers: Sequence[int], weights: Sequence[float], penalty: float, fewest: int = 3
) -> tuple[float, dict[str, float]]:
    """Bias and weights of a logistic model over strings that occur in at least ``fewest`` rows, with an L2 penalty."""
    counts = Counter(fact for row in rows for fact in set(row))
    column = {
        fact: number for number, fact in enumerate(sorted(fact for fact, count in counts.items() if count >= fewest))
    }
    lists = [[column[fact] for fact in sorted(set(row)) if fact in column] for row in rows]
    index = np.array([number for found in lists for number in found])
    of = np.repeat(np.arange(len(rows)), [len(found) for found in lists])
    wanted, weight = np.asarray(answers, float), np.asarray(weights, float)
    width = len(column)

    def objective(values: Floats) -> tuple[float, Floats]:
        logit = np.bincount(of, weights=values[index], minlength=len(rows)) + values[-1]
        loss = float(
            (weight * (np.logaddexp(0, logit) - wanted * logit)).sum() + penalty / 2 * (values[:-1] @ values[:-1])
        )
        rest = weight * (1 / (1 + np.exp(-np.clip(logit, -30, 30))) - wanted)
        gradient = np.empty_like(values)
        gradient[:-1] = np.bincount(index, weights=rest[of], minlength=width) + penalty * values[:-1]
        gradient[-1] = rest.sum()
        return loss, gradient

    values = minimise(objective, np.zeros(width + 1))
    return float(values[-1]), {fact: float(values[number]) for fact, number in column.items()}


def fit_chooser(
    facts: Floats,
    of: NDArray[np.int64],
    right: Floats,
    none_facts: Floats,
    none_right: Floats,
    weights: Floats,
    penalty: float,
) -> tuple[Floats, Floats]:
    """Weights of a softmax over the rows of each group and "none", several rows of a group may be right."""
    groups, width = len(none_facts), facts.shape[1]

    def objective(values: Floats) -> tuple[float, Floats]:
        score, none = facts @ values[:width], none_facts @ values[width:]
        top = none.copy()
        np.maximum.at(top, of, score)
        raised, nothing = np.exp(score - top[of]), np.exp(none - top)
        whole = np.bincount(of, raised, groups) + nothing
        hit = np.maximum(np.bincount(of, raised * right, groups) + nothing * none_right, 1e-300)
        loss = float((weights * (np.log(whole) - np.log(hit))).sum() + penalty / 2 * (values @ values))
        rest = weights[of] * (raised / whole[of] - raised * right / hit[of])
        none_rest = weights * (nothing / whole - nothing * none_right / hit)
        return loss, np.concatenate([facts.T @ rest, none_facts.T @ none_rest]) + penalty * values

    values = minimise(objective, np.zeros(width + none_facts.shape[1]))
    return values[:width], values[width:]


def rising_steps(shares: Floats, right: Floats, fewest: int) -> list[tuple[float, float]]:
    """Isotonic regression (pool adjacent violators): knots of mean share and part right, of at least ``fewest``."""
    order = np.argsort(shares, kind="stable")
    blocks: list[list[float]] = []
    for share, answer in zip(shares[order], right[order], strict=True):
        blocks.append([float(share), float(answer), 1.0])
        while len(blocks) > 1 and (
            blocks[-2][1] / blocks[-2][2] >= blocks[-1][1] / blocks[-1][2] or blocks[-2][2] < fewest
        ):
            last = blocks.pop()
            blocks[-1] = [one + other for one, other in zip(blocks[-1], last, strict=True)]
    return [(round(share / count, 3), round(answer / count, 3)) for share, answer, count in blocks]
