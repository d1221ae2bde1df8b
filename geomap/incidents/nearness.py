"""How far two spots of a sentence are from each other in its build, not only in characters."""

from __future__ import annotations

import re
from bisect import bisect_left

# The first character comes before the groups, so that the others are passed over at once.
_WALL = re.compile(
    r"""
    [(\[)\];—:"“”,\s]
    (?: (?<=[(\[])(?P<open>)
      | (?<=[)\]])(?P<close>)
      | (?<=["“”])(?P<quote>)
      | (?P<hard>(?<=[;—])|(?<=:)\s|(?<=\s)[–-]{1,2}\s)
      | (?P<relative>(?<=,)\s{1,4}(?:who|whom|whose|which|where|in\s{1,4}which|including|among)\b)
      | (?P<clause>(?:(?<=,)\s{1,4}|(?<=\s)\s{0,3})(?:when|while
          |(?:after|before)(?!\s{1,4}(?:dawn|noon|midnight|midday|sunrise|sunset|daybreak|dusk|dark|nightfall)\b)
          |but|although|though|because|since|until
          |as\s{1,4}well\s{1,4}as|whereas|amid|despite|following)\b|(?<=,)\s{1,4}(?:and|as|with|saying|said)\b)
      | (?P<soft>(?<=\s)(?:who|which|that|where|and|as)\s)
      | (?P<comma>(?<=,)(?!\d))
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_WEIGHTS = {
    "open": 1.5,
    "close": 1.5,
    "hard": 3.0,
    "quote": 1.5,
    "relative": 1.5,
    "clause": 2.0,
    "soft": 0.7,
    "comma": 0.5,
}
# What an aside costs that is stepped over whole, "(...)" or ", who ..., ".
_ASIDE = 0.6
# What it costs to leave an aside for what follows it.
_OUT = 1.5


class Walls:
    """The marks and words that part a sentence ``text[start:end]``, measured once and asked often."""

    __slots__ = ("_asides", "_kinds", "_positions", "_weights")

    def __init__(self, text: str, start: int, end: int) -> None:
        self._positions: list[int] = []
        self._weights: list[float] = []
        self._kinds: list[str] = []
        self._asides: list[tuple[int, int]] = []
        opened: list[tuple[int, str]] = []
        for match in _WALL.finditer(text, start, end):
            kind = match.lastgroup or "comma"
            index = len(self._positions)
            self._positions.append(match.start())
            self._weights.append(_WEIGHTS[kind])
            if opened and (
                (kind == "close" and opened[-1][1] == "open")
                or (kind in ("comma", "clause") and opened[-1][1] == "relative")
            ):
                self._asides.append((opened.pop()[0], index))
            elif kind in ("open", "relative"):
                opened.append((index, kind))
            self._kinds.append(kind)

    def between(self, left: int, right: int) -> float:
        """The walls between two positions, added up; 0 inside one clause. The order of the two does not matter."""
        if left > right:
            left, right = right, left
        first, last = bisect_left(self._positions, left), bisect_left(self._positions, right)
        total = sum(self._weights[first:last])
        for opening, closing in self._asides:
            if first <= opening and closing < last:
                total -= sum(self._weights[opening : closing + 1]) - _ASIDE
            elif opening < first <= closing < last:
                # out of "who have fought since 1996" into what its subject did
                total += _OUT
        return total


# For sentences that name neither a place nor a date, where nobody asks.
NO_WALLS = Walls("", 0, 0)
