"""Fixed phrases found in a sentence by their first word: one look per word instead of one per pattern."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

_WORD = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*")


@dataclass(slots=True)
class Phrase:
    """A phrase as found: its span, the group of the table it is from and what it stands for."""

    start: int
    end: int
    group: str
    name: str


class PhraseTable:
    """Phrases by group and name, ready to be found; plurals in -s and -es of the last word are understood.

    >>> table = PhraseTable({"weapons": {"car bomb": ["car bomb"], "drone": ["drone"]}})
    >>> [(phrase.start, phrase.name) for phrase in table.find("Drones and a car-bomb.", 0, 22)]
    [(0, 'drone'), (13, 'car bomb')]
    """

    __slots__ = ("_by_first",)

    def __init__(self, groups: Mapping[str, Mapping[str, Iterable[str]]]) -> None:
        grouped: dict[str, dict[tuple[str, ...], dict[tuple[str, str], None]]] = {}
        for group, phrases in groups.items():
            for name, written in phrases.items():
                for phrase in written:
                    words = tuple(phrase.lower().replace("-", " ").split())
                    for last in _with_plural(words[-1]):
                        form = (*words[:-1], last)
                        grouped.setdefault(form[0], {}).setdefault(form[1:], {})[group, name] = None
        self._by_first: dict[str, list[tuple[tuple[str, ...], tuple[tuple[str, str], ...]]]] = {
            first: sorted(((rest, tuple(names)) for rest, names in forms.items()), key=lambda form: -len(form[0]))
            for first, forms in grouped.items()
        }

    def find(self, text: str, start: int, end: int) -> list[Phrase]:
        """The phrases in ``text[start:end]``, in order, the longest at each spot; one of two names comes twice."""
        written = _WORD.findall(text, start, end)
        lowered = list(map(str.lower, written))
        by_first = self._by_first
        if by_first.keys().isdisjoint(lowered):
            return []
        spans: list[tuple[int, int]] = []
        position = start
        for word in written:
            # Nothing between two words could begin one: the next occurrence is the word.
            first = text.find(word, position)
            position = first + len(word)
            spans.append((first, position))
        found: list[Phrase] = []
        index, count = 0, len(written)
        while index < count:
            step = 1
            forms = by_first.get(lowered[index])
            if forms is not None:
                for rest, names in forms:
                    last = index + len(rest)
                    if last < count and (not rest or tuple(lowered[index + 1 : last + 1]) == rest):
                        if rest and any(
                            text[spans[at][1] : spans[at + 1][0]] not in (" ", "-", "\n") for at in range(index, last)
                        ):
                            continue
                        span = (spans[index][0], spans[last][1])
                        found.extend(Phrase(*span, group, name) for group, name in names)
                        step = len(rest) + 1
                        break
            index += step
        return found


def _with_plural(word: str) -> tuple[str, ...]:
    if word.endswith(("s", "ed", "ing")) and not word.endswith("ss"):
        return (word,)
    if word.endswith("y") and word[-2:-1] not in tuple("aeiou"):
        return word, word[:-1] + "ies"
    if word.endswith(("ch", "sh", "ss", "x")):
        return word, word + "es"
    if word.endswith("man"):
        return word, word[:-3] + "men"
    return word, word + "s"
