"""Fixed phrases found in a sentence by their first word: one look per word instead of one per pattern."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

_WORD = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase as found: its span and what it stands for."""

    start: int
    end: int
    name: str


class PhraseTable:
    """Phrases by name, ready to be found; plurals in -s and -es of the last word are understood.

    >>> PhraseTable({"car bomb": ["car bomb"], "drone": ["drone"]}).find("Drones and a car-bomb.", 0, 22)
    [Phrase(start=0, end=6, name='drone'), Phrase(start=13, end=21, name='car bomb')]
    """

    __slots__ = ("_by_first",)

    def __init__(self, phrases: Mapping[str, Iterable[str]]) -> None:
        grouped: dict[str, dict[tuple[str, ...], dict[str, None]]] = {}
        for name, written in phrases.items():
            for phrase in written:
                words = tuple(phrase.lower().replace("-", " ").split())
                for last in _with_plural(words[-1]):
                    form = (*words[:-1], last)
                    grouped.setdefault(form[0], {}).setdefault(form[1:], {})[name] = None
        self._by_first: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = {
            first: sorted(((rest, tuple(names)) for rest, names in forms.items()), key=lambda form: -len(form[0]))
            for first, forms in grouped.items()
        }

    def find(self, text: str, start: int, end: int) -> list[Phrase]:
        """The phrases in ``text[start:end]``, in order, the longest at each spot; one of two names comes twice."""
        words = list(_WORD.finditer(text, start, end))
        lowered = [word.group().lower() for word in words]
        found: list[Phrase] = []
        index, count = 0, len(words)
        by_first = self._by_first
        while index < count:
            step = 1
            forms = by_first.get(lowered[index])
            if forms is not None:
                for rest, names in forms:
                    last = index + len(rest)
                    if last < count and (not rest or tuple(lowered[index + 1 : last + 1]) == rest):
                        if rest and any(
                            text[words[at].end() : words[at + 1].start()] not in (" ", "-", "\n") for at in range(index, last)
                        ):
                            continue
                        span = (words[index].start(), words[last].end())
                        found.extend(Phrase(*span, name) for name in names)
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
