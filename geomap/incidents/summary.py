"""One line that says what happened, built from the fields and never from an article's sentence."""

from __future__ import annotations

import re

# Names of relative places that bring their own preposition: "near Kirkuk", "80 km north of Baghdad".
_SAYS_WHERE = re.compile(r"(?:near|outside|off|between|at|around|on)\s|\d", re.IGNORECASE)


def summarise(
    kind_name: str,
    *,
    status: str,
    place: str | None,
    actor: str | None,
    target: str | None,
    killed: tuple[int | None, int | None],
    injured: tuple[int | None, int | None],
    troops: int | None,
    series: bool,
    targeted: bool,
) -> str:
    """A line such as "Rocket attack in Kirkuk: 1 killed"; the parts that are unknown are left out.

    >>> summarise("Bombing", status="occurred", place="Kabul", actor=None, target=None, killed=(12, None),
    ...           injured=(30, 30), troops=None, series=False, targeted=False)
    'Bombing in Kabul: at least 12 killed, 30 injured'
    """
    words = kind_name
    if series:
        words = f"Series: {words[0].lower()}{words[1:]}"
    if targeted:
        words += ", targeted killing"
    if status not in ("occurred", "ongoing"):
        words += f" ({status})"
    if place:
        words += f" {place}" if _SAYS_WHERE.match(place) else f" in {place}"
    if actor:
        words += f", by {actor}"
    if target:
        words += f", against {target}"
    numbers = [part for part in (_count(killed, "killed"), _count(injured, "injured")) if part]
    if troops is not None:
        numbers.append(f"{troops:,} troops")
    return f"{words}: {', '.join(numbers)}" if numbers else words


def _count(bounds: tuple[int | None, int | None], unit: str) -> str | None:
    low, high = bounds
    if low is None and high is None:
        return None
    if low == high:
        return f"none {unit}" if low == 0 else f"{low:,} {unit}"
    if high is None:
        return f"at least {low:,} {unit}"
    if low is None:
        return f"up to {high:,} {unit}"
    return f"{low:,} to {high:,} {unit}"
