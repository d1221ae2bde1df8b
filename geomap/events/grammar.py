"""What is known of one sentence's grammar: its tokens with word classes, its verb groups and its clauses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from geomap.events.lexicon import ADVERB, DETERMINER, PREPOSITION
from geomap.language import Token


@dataclass(slots=True)
class VerbGroup:
    """A main verb with its auxiliaries. Indices count tokens of the sentence; spans of tokens are half open.

    ``form`` is finite, to, ing or participle (a participle with no auxiliary: "the man killed in the blast").
    ``link`` is the word that opens the clause ("if", "that", "and", ","; empty where nothing does) and ``parent`` the
    group that the clause hangs on, -1 for none.
    """

    first: int
    head: int
    lemma: str
    form: str
    tense: str = "none"
    modal: str = ""
    negated: bool = False
    passive: bool = False
    perfect: bool = False
    progressive: bool = False
    start: int = 0
    end: int = 0
    link: str = ""
    parent: int = -1
    subject: tuple[int, int] | None = None
    object: tuple[int, int] | None = None


@dataclass(slots=True)
class Clauses:
    """The reading of one sentence.

    ``lowers`` are the tokens in lower case, ``words`` the same as a set.
    ``group_at[i]`` is the verb group whose clause holds token ``i``, -1 for none; ``before`` the words of the sentence
    before, which pronouns may stand for; ``title_case`` whether the words have capitals as in a headline;
    ``weapons`` the kinds of the weapons named, by token, and ``may_be_past`` whether a word puts an event years back,
    once somebody has looked; ``places`` the last tokens of the
    names of places smaller than a country.
    """

    tokens: Sequence[Token]
    tags: list[str]
    lowers: list[str] = field(init=False)
    words: frozenset[str] = field(init=False)
    transitive: frozenset[str] = frozenset()
    title_case: bool = False
    before: frozenset[str] = frozenset()
    groups: list[VerbGroup] = field(default_factory=list)
    group_at: list[int] = field(default_factory=list)
    group_of_head: dict[int, int] = field(default_factory=dict)
    weapons: dict[int, str] | None = None
    may_be_past: bool | None = None
    places: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        self.lowers = [token.lower for token in self.tokens]
        self.words = frozenset(self.lowers)

    def head(self, span: tuple[int, int]) -> int:
        """The token of the head noun of a noun phrase that is not empty: its last before a preposition."""
        for index in range(span[0] + 1, span[1]):
            if self.tags[index] == PREPOSITION:
                return index - 1
        return span[1] - 1

    def noun_phrase_start(self, index: int) -> int:
        """The first token of the noun phrase whose head is at ``index``."""
        tags, tokens = self.tags, self.tokens
        left = index
        while left > 0:
            tag = tags[left - 1]
            if tag == DETERMINER:
                left -= 1
                # "all the", "both the", "such a"; and a possessive goes on: "the army's"
                if left > 0 and tags[left - 1] == DETERMINER:
                    left -= 1
                break
            if tag == "v" and left - 1 not in self.group_of_head:
                left -= 1
                continue
            if tag == ADVERB and tags[left] == "u":
                left -= 1
                continue
            if tag not in "njpug" or (tag == "g" and left - 1 in self.group_of_head):
                break
            if (
                tag == "u"
                and left - 2 >= 0
                and tags[left - 2] in "pn"
                and tokens[left - 2].end == tokens[left - 1].start
            ):
                break
            left -= 1
        return left

    def noun_phrase_end(self, index: int) -> int:
        """One past the head of the noun phrase that starts at or after ``index``; ``index`` itself for none."""
        tags = self.tags
        right, count = index, len(tags)
        while right < count and (tags[right] in "djpun" or (tags[right] in "gv" and right not in self.group_of_head)):
            if tags[right] == DETERMINER and right > index and tags[right - 1] in "np":
                break
            right += 1
        return right
