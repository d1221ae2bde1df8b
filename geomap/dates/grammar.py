"""The pattern language of the rules: words of the vocabulary's classes, matched on a text's code string.

A pattern such as ``"m:month dot? d:day_number (comma? y:year)?"`` is a regular expression over token classes. A label
before a class names the token it matched. Every class is one character, so patterns are small and cannot run away.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geomap.dates.vocabulary import CODES, OTHER

if TYPE_CHECKING:
    from geomap.dates.reader import Reader, Reading

_UNIONS = {
    "day_number": "small ordinal ordinal_word",
    "day_digits": "small ordinal",
    "nth": "ordinal ordinal_word last",
    "count": "cardinal small number two_digit year a",
    "plain_count": "cardinal small number two_digit year",
    "separator": "comma of in dash slash dot",
    "through": "dash to until",
    "joint": "dash to until and or",
    "period": "unit season",
    "back": "last previous past recent",
    "ahead": "next coming following",
    "pointer": "last previous past recent next coming following this current that same",
    "hinge": "before after from of following",
    "sequel": "later earlier before after",
}
_NAME = re.compile(r"(?:([a-z]\w*):)?([a-z_]+)")


def compile_pattern(pattern: str) -> re.Pattern[str]:
    """The regular expression over codes for a pattern of class names."""

    def replace(match: re.Match[str]) -> str:
        label, name = match.groups()
        names = _UNIONS.get(name, name).split()
        characters = "".join(OTHER if one == "other" else CODES[one] for one in names)
        piece = characters if len(names) == 1 else f"[{characters}]"
        return f"(?P<{label}>{piece})" if label else piece

    return re.compile(_NAME.sub(replace, pattern).replace(" ", ""))


Tokens = dict[str, int]


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern and what it means. ``read`` gets the tokens by label and says None when the words are no date here."""

    name: str
    pattern: re.Pattern[str]
    read: Callable[[Reader, Tokens, int, int], Reading | None]


def rule(name: str, pattern: str, read: Callable[[Reader, Tokens, int, int], Reading | None]) -> Rule:
    """A rule from its written pattern."""
    return Rule(name, compile_pattern(pattern), read)


@dataclass(frozen=True, slots=True)
class Grammar:
    """Rules in order of preference by the code they begin with.

    ``starters`` finds a code that some rule begins with, before one that may come second; ``fits`` says in one match
    whether any of them fits there.
    """

    by_code: dict[str, tuple[Rule, ...]]
    fits: dict[str, re.Pattern[str]]
    starters: re.Pattern[str]

    def find(self, codes: str, position: int) -> int:
        """The first token from ``position`` on where a rule fits, -1 when there is none."""
        start = self.starters.search(codes, position)
        while start is not None:
            token = start.start()
            if self.fits[codes[token]].match(codes, token):
                return token
            start = self.starters.search(codes, token + 1)
        return -1


def build_grammar(rules: tuple[Rule, ...]) -> Grammar:
    """The rules, looked up by the code of their first token."""
    openings = [(one, _openings(_LABEL.sub("(", one.pattern.pattern).replace("(?:", "("))) for one in rules]
    by_code: dict[str, tuple[Rule, ...]] = {}
    follows: dict[frozenset[str], list[str]] = {}
    for code in CODES.values():
        begun = [(one, {opening for opening in found if opening.startswith(code)}) for one, found in openings]
        by_code[code] = tuple(one for one, found in begun if found)
        # The codes that may come second; the empty one says that a match may end before it.
        follows.setdefault(frozenset(opening[1:] for _, found in begun for opening in found), []).append(code)
    by_code = {code: found for code, found in by_code.items() if found}
    fits = {
        code: re.compile("|".join(_LABEL.sub("(?:", one.pattern.pattern) for one in found))
        for code, found in by_code.items()
    }
    checks = [
        f"(?<=[{''.join(codes)}])" + ("" if "" in seconds else f"(?=[{''.join(sorted(seconds))}])")
        for seconds, codes in follows.items()
        if seconds
    ]
    return Grammar(by_code, fits, re.compile(f"[{''.join(by_code)}](?:{'|'.join(checks)})"))


_LABEL = re.compile(r"\(\?P<\w+>")


def _openings(source: str) -> set[str]:
    """The first two codes of all that an expression matches, lookaheads left out; fewer where a match may end."""
    branches, depth, start = [], 0, 0
    for position, character in enumerate(source):
        depth += (character in "([") - (character in ")]")
        if character == "|" and depth == 0:
            branches.append(source[start:position])
            start = position + 1
    branches.append(source[start:])
    found: set[str] = set()
    for branch in branches:
        position, openings = 0, {""}
        while position < len(branch):
            character = branch[position]
            if character == "(":
                close = _closing(branch, position)
                inner = branch[position + 1 : close]
                piece = {""} if inner.startswith("?!") else _openings(inner)
            elif character == "[":
                close = branch.index("]", position)
                piece = set(branch[position + 1 : close])
            else:
                close, piece = position, {character}
            position = close + 1
            if position < len(branch) and branch[position] in "?*+":
                if branch[position] != "?":
                    piece |= {one + another for one in piece for another in piece}
                if branch[position] != "+":
                    piece |= {""}
                position += 1
            openings = {(one + another)[:2] for one in openings for another in piece}
        found |= openings
    return found


def _closing(source: str, opening: int) -> int:
    depth = 0
    for position in range(opening, len(source)):
        depth += (source[position] == "(") - (source[position] == ")")
        if depth == 0:
            return position
    raise ValueError(f"unbalanced pattern {source!r}")
