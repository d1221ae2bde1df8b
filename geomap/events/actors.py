"""Who did it and to whom: names of armed groups, forces and roles, found in a text and chosen for an event.

The list of names is ``actors.csv``; a file with the same columns adds to it. What no list can hold is read from the
words: a role ("gunmen", "protesters", "an Iran-backed militia", "Turkish warplanes") with what describes it.
"""

from __future__ import annotations

import csv
import functools
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

from geomap.errors import TableError
from geomap.events.naming import dateline_length, without_lead
from geomap.events.phrases import Phrase

_COLUMNS = ("name", "other_names", "kind", "country")
_KINDS = ("state", "group", "alliance", "agency")


@dataclass(frozen=True, slots=True)
class Actor:
    """A row of the actor list. ``country`` is ISO 3166 alpha-2 or ``None``."""

    name: str
    other_names: tuple[str, ...]
    kind: str
    country: str | None = None


@dataclass(slots=True)
class ActorMention:
    """Words that name somebody who acts. ``name`` is the list's name, or the words themselves for a role.

    ``listed`` is true for a name of the list, ``acts`` false for people that only ever suffer ("worshippers").
    """

    start: int
    end: int
    name: str
    listed: bool
    acts: bool = True


_PLAIN = r"""armed|masked|suspected|government|security|army|police|opposition|rebel|militia|tribal|local|foreign|riot
    |suicide|militant|separatist|border|coalition|allied|special|naval|air|angry
    |unidentified|military|leftist|right-wing|left-wing|far-right|elite|paramilitary|peacekeeping|student|civilian
    |service|counter-terrorism|drug|civil|union|aid|health|religious|tribal|pro-democracy|anti-government"""
_MODIFIER = re.compile(
    rf"""(?:[A-Z][\w’'.]*(?:-\w+)*|\w+-(?:backed|led|linked|aligned|held|allied|affiliated|supported|funded)|(?:pro
    |anti|ex)-[\w-]+|\w{{2,}}(?:ist|ish|ian|ese|ni|qi|ti|ic)
    |{_PLAIN})""",
    re.VERBOSE,
)
_PLAIN_WORD = re.compile(_PLAIN, re.VERBOSE | re.IGNORECASE)
_WORD_END = re.compile(r"[\w’'.-]+$")
# "an Iraqi military base": whose site it is, not who was hit.
_SITE = re.compile(
    r"['’]?s?\s+(?:bases?|camps?|compounds?|barracks|headquarters|positions?|outposts?|checkpoints?|stations?|buildings?"
    r"|convoys?|vehicles?|hospitals?|schools?|posts?|academ(?:y|ies)|recruitment\s+cent(?:re|er)s?|cent(?:re|er)s?"
    r"|neighbou?rhoods?|districts?|homes?|houses?|targets|facilit(?:y|ies)|installations?|parades?|transport|trucks?)\b"
)
_BY = re.compile(
    r"\b(?:carried\s+out|launched|fired|staged|conducted|claimed|perpetrated|committed|mounted"
    r"|planted)?\s*by\s+(?!\w+ing\b|(?:at\s+)?\d)",
    re.IGNORECASE,
)
_CLAIM = re.compile(r"\b(?:claimed|claims|claiming|took)\s+(?:\w+\s+)?responsibility", re.IGNORECASE)
_AGAINST = re.compile(
    r"\s+(?:on|against|targeting|of|at)\s+(?:(?:the|an?|its|their|his|some|several|two|three)\s+)?", re.IGNORECASE
)


def load_actors(paths: Sequence[Path] = ()) -> tuple[Actor, ...]:
    """The shipped actors with those of the files added; a name that comes twice keeps the last row.

    Raises:
        TableError: a file lacks a column, or a row has no name or an unknown kind; file and line are named.
    """
    rows: dict[str, Actor] = {}
    shipped = resources.files("geomap.events").joinpath("actors.csv").read_text("utf-8")
    for source, text in [("actors.csv", shipped), *((str(path), path.read_text("utf-8-sig")) for path in paths)]:
        for actor in _read_actors(source, text):
            rows[actor.name] = actor
    return tuple(rows.values())


def _read_actors(source: str, text: str) -> list[Actor]:
    lines = [
        (number, line)
        for number, line in enumerate(text.splitlines(), start=1)
        if line.strip() and not line.startswith("#")
    ]
    reader = csv.DictReader(line for _, line in lines)
    missing = [column for column in _COLUMNS if column not in (reader.fieldnames or ())]
    if missing:
        raise TableError(
            f"{source}:1: an actor list needs the columns {', '.join(_COLUMNS)}; missing {', '.join(missing)}"
        )
    actors = []
    for (number, _), row in zip(lines[1:], reader, strict=False):
        name, kind = (row["name"] or "").strip(), (row["kind"] or "").strip()
        if not name or kind not in _KINDS:
            found = "no name" if not name else f"kind {kind!r}"
            raise TableError(f"{source}:{number}: {found}; write a name and one of {', '.join(_KINDS)}")
        others = tuple(other.strip() for other in (row["other_names"] or "").split("|") if other.strip())
        actors.append(Actor(name, others, kind, (row["country"] or "").strip() or None))
    return actors


class ActorIndex:
    """The names of an actor list, ready to be found in texts."""

    def __init__(self, actors: Sequence[Actor]) -> None:
        import ahocorasick_rs

        self._names = [(name, actor.name) for actor in actors for name in (actor.name, *actor.other_names)]
        self._automaton: Any = ahocorasick_rs.AhoCorasick(
            [name for name, _ in self._names], matchkind=ahocorasick_rs.MatchKind.LeftmostLongest
        )

    def find(self, text: str) -> list[ActorMention]:
        """The listed names in a text, in order; case counts, and a name inside a word does not."""
        found = []
        for index, start, end in self._automaton.find_matches_as_indexes(text):
            if (start and _in_word(text[start - 1])) or (end < len(text) and _in_word(text[end])):
                continue
            found.append(ActorMention(start, end, self._names[index][1], True))
        return found


def _in_word(character: str) -> bool:
    return character.isalnum() or character == "_"


@functools.lru_cache(maxsize=1)
def default_index() -> ActorIndex:
    """The index of the shipped list."""
    return ActorIndex(load_actors())


def find_roles(
    text: str, start: int, phrases: Sequence[Phrase], listed: Sequence[ActorMention] = ()
) -> list[ActorMention]:
    """Everybody who may act in a sentence that begins at ``start``: listed names and roles, in order, without overlaps.

    Args:
        phrases: what a table that holds the roles found in the sentence.
        listed: the names of the list in the sentence.
    """
    found = list(listed)
    for phrase in phrases:
        if phrase.group != "roles":
            continue
        first = _widen(text, start, phrase.start)
        first += dateline_length(text, first)
        first += without_lead(text[first : phrase.end])
        inside = [mention for mention in listed if mention.start < phrase.end and first < mention.end]
        if inside or (found and found[-1].start <= first and phrase.end <= found[-1].end):
            continue
        acts = phrase.name == "role"
        if found and not found[-1].listed and (first < found[-1].end or text[found[-1].end : first].isspace()):
            # "US civilian" and "contractor" are one
            acts = acts and found[-1].acts
            first = min(first, found.pop().start)
        found.append(ActorMention(first, phrase.end, _plain_case(text, start, first, phrase.end), False, acts))
    return sorted(found, key=lambda mention: mention.start)


def _plain_case(text: str, sentence_start: int, first: int, last: int) -> str:
    """The words of a role, without the capital that only opens the sentence."""
    words = " ".join(text[first:last].split())
    opens = not text[sentence_start:first].strip("“”\"'‘’( ") or without_lead(text[sentence_start:last]) >= (
        first - sentence_start
    )
    head, _, rest = words.partition(" ")
    if opens and head[:1].isupper() and head[1:].islower() and (not rest or _PLAIN_WORD.fullmatch(head)):
        return head.lower() + words[len(head) :]
    return words


def _widen(text: str, start: int, first: int) -> int:
    """Where the words begin that describe the role at ``first``: "masked Syrian |gunmen"."""
    for _ in range(4):
        before = text[max(start, first - 40) : first]
        words = before.split()
        if not words or not before[-1].isspace():
            break
        word = _WORD_END.search(words[-1])
        if word is None or not _MODIFIER.fullmatch(word.group()):
            break
        first -= len(before) - len(before.rstrip()) + len(word.group())
    return first


def choose_in(span: tuple[int, int] | None, text: str, mentions: Sequence[ActorMention]) -> ActorMention | None:
    """The actor that a noun phrase names: a listed name before a role; ``None`` where it names none."""
    if span is None:
        return None
    inside = [
        mention
        for mention in mentions
        if span[0] <= mention.start and mention.end <= span[1] + 1 and not _SITE.match(text, mention.end)
    ]
    return min(inside, key=lambda mention: (not mention.listed, mention.start)) if inside else None


def agent_after(
    text: str,
    start: int,
    end: int,
    mentions: Sequence[ActorMention],
    choose: Callable[[tuple[int, int]], ActorMention | None],
) -> ActorMention | None:
    """Who "by ..." names between two positions, or who claimed responsibility; ``None`` for nobody.

    Args:
        choose: picks the actor of a span.
    """
    words = text[start:end].lower()
    for match in _BY.finditer(text, start, end) if "by" in words else ():
        found = choose((match.end(), min(end, match.end() + 60)))
        if found and found.start <= match.end() + 30:
            return found
    if "responsibility" in words and (claim := _CLAIM.search(text, start, end)):
        before = [mention for mention in mentions if start <= mention.start and mention.end <= claim.start()]
        if before:
            return before[-1]
    return None


def victim_after(text: str, start: int, end: int, mentions: Sequence[ActorMention]) -> ActorMention | None:
    """Whom "on ...", "against ..." or "of ..." right after an event's words names; ``None`` for nobody."""
    match = _AGAINST.match(text, start, end)
    if not match:
        return None
    first = [
        mention
        for mention in mentions
        if match.start() <= mention.start <= match.end() + 20 and not _SITE.match(text, mention.end)
    ]
    return first[0] if first else None
