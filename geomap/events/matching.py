"""Finds the signal words of one sentence that stand in the right place: noun or verb, with the object they need."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from geomap.events.grammar import Clauses
from geomap.events.lexicon import MARK, PREPOSITION, RELATIVE, SUBORDINATOR, TO
from geomap.events.signals import GAP, LONGEST_GAP, PLACE, PRONOUNS, Entry, Signal, plural

# How far an object reaches from its verb, in tokens.
_LONGEST_OBJECT = 9
# Kinds named by a weapon; "warplanes hit militants" is an air strike before it is a clash.
_WEAPON_RANKS = range(30, 40)
_PARTICLE_REACH = 5
_HYPHEN = re.compile("-")
# "took a priest and a dozen of his parishioners hostage": these close a phrase whose object may be long.
_CLOSING = frozenset(("hostage", "captive", "prisoner"))
_LONGEST_CAPTIVES = 14

Span = tuple[int, int]


# Nouns after which a signal still names the happening: "the bombing campaign", "a protest march".
_HAPPENINGS = frozenset(
    """attack attacks campaign campaigns operation operations raid raids wave incident incidents spree march rally
    mission attempt attempts case cases crisis today yesterday victims scene site movement drama""".split()
)
# What a standing force does where it is.
_MORE = frozenset(("more", "others", "another"))
_SERVING = frozenset("""serve train advise operate guard patrol remain stay assist work support""".split())
_TIME = frozenset(
    """today yesterday tomorrow overnight week month year night morning afternoon evening days weeks months
    hours""".split()
)


@dataclass(slots=True)
class Match:
    """A signal in a sentence. Token indices; ``group`` is the verb group of a verb, -1 for a noun.

    ``need`` is the token that a deed or a doing needed (the rocket of "fired a rocket"), -1 where nothing was needed.
    """

    start: int
    end: int
    head: int
    signal: Signal
    group: int
    need: int = -1
    is_verb: bool = field(init=False)

    def __post_init__(self) -> None:
        self.is_verb = self.group >= 0


def find_matches(clauses: Clauses, table: dict[str, Entry]) -> list[Match]:
    """The best match at every place, in order, none inside another."""
    found: list[Match] = []
    for index, entry in enumerate(map(table.get, clauses.lowers)):
        if entry is None:
            continue
        group = clauses.group_of_head.get(index)
        if group is not None:
            _match_verb(clauses, entry, index, group, found)
        elif clauses.tags[index] in "npgvju":
            _match_noun(clauses, entry, index, found)
            if entry.presence and _is_present(clauses, index):
                found.append(Match(index, index + 1, index, entry.presence[0], -1, index))
    return _best(found)


def _match_noun(clauses: Clauses, entry: Entry, index: int, found: list[Match]) -> None:
    tokens, tags, lowers = clauses.tokens, clauses.tags, clauses.lowers
    count = len(tokens)
    for signal in entry.nouns:
        end = index + 1
        for word in signal.words:
            if end >= count or lowers[end] != word:
                if word == "of" or end >= count:
                    break
                if tokens[end - 1].lower == "of":
                    # "dispatch of 560 additional soldiers": anything may stand before the noun
                    inside = [p for p in range(end, clauses.noun_phrase_end(end)) if tokens[p].lower == word]
                    if inside:
                        end = inside[-1] + 1
                        continue
                    break
                # "release of the hostages": the article is not part of the pattern
                if tags[end] == "d" and end + 1 < count and tokens[end + 1].lower == word:
                    end += 2
                    continue
                break
            end += 1
        else:
            head = end - 1
            if head in clauses.group_of_head and head != index:
                continue
            if "of" in signal.words:
                head = index + signal.words.index("of")
            elif (
                end < count and tags[end] == "n" and end not in clauses.group_of_head and tokens[end].lower not in _TIME
            ):
                # "attack helicopter", "protest leader": the word only says what kind of thing the next one is
                if signal.role != "kind" or tokens[end].lower not in _HAPPENINGS:
                    continue
            elif tokens[index].word == "March":
                continue
            found.append(Match(index, end, head, signal, -1))
            return


def _is_present(clauses: Clauses, index: int) -> bool:
    """Whether a counted force is said to be somewhere: "there are 5,000 troops", "has 200 soldiers in"."""
    start = clauses.noun_phrase_start(index)
    if not any(clauses.tags[position] == "u" for position in range(start, index)):
        return False
    for group in clauses.groups:
        if group.subject and group.subject[0] <= index < group.subject[1]:
            serving = group.lemma in _SERVING and group.tense == "present"
            if serving or (
                group.lemma == "be" and group.tense == "present" and clauses.tags[group.head + 1] in ("P", "r")
            ):
                return True
        if group.object and group.object[0] <= index < group.object[1] and group.tense in ("present", "past"):
            there = group.subject and clauses.tokens[group.subject[0]].lower == "there"
            if group.lemma == "have" or (group.lemma == "be" and there):
                return True
    return False


def _match_verb(clauses: Clauses, entry: Entry, index: int, number: int, found: list[Match]) -> None:
    group = clauses.groups[number]
    if group.lemma == "leave" and index + 1 < len(clauses.tokens) and clauses.lowers[index + 1] == "behind":
        # "a mine left behind by the rebels": nobody withdraws in these words
        return
    if group.lemma == "close" and index + 1 < len(clauses.tokens) and clauses.lowers[index + 1] == "to":
        # "hit a lorry close to the border": nothing is closed
        return
    for signals, is_deed in ((entry.deeds, True), (entry.doings, False)):
        for signal in signals:
            end = _particles(clauses, signal, index, group.end)
            if end < 0:
                continue
            need = _object_of(clauses, number, signal.fillers) if is_deed else _doer_of(clauses, number, signal.fillers)
            if need >= 0 and (not signal.doers or _doer_of(clauses, number, signal.doers) >= 0):
                found.append(Match(index, end, index, signal, number, need))
                break
    for signal in entry.verbs:
        if group.passive and signal.words[:1] == ("with",):
            continue
        end = _rest(clauses, signal.words, index + 1, min(len(clauses.tokens), max(group.end, index + 1)))
        if end >= 0:
            found.append(Match(index, end, index, signal, number))
            break


def _particles(clauses: Clauses, signal: Signal, index: int, limit: int) -> int:
    """One past the last particle of the verb ("down" of "shot the drone down"), -1 where one is missing."""
    end = index + 1
    if not signal.words:
        return end
    for particle in signal.words:
        for position in range(end, min(end + _PARTICLE_REACH, max(limit, index + 2), len(clauses.tokens))):
            if clauses.tokens[position].lower == particle:
                if position == end:
                    end += 1
                break
        else:
            return -1
    return end


def _rest(clauses: Clauses, words: tuple[str, ...], start: int, limit: int) -> int:
    if not words:
        return start
    lowers, tags = clauses.lowers, clauses.tags
    limit = len(lowers)
    position, gap = start, 0
    for word in words:
        if word == GAP:
            gap = _LONGEST_CAPTIVES if words[-1] in _CLOSING else LONGEST_GAP
            continue
        reach = min(position + gap, limit - 1)
        while position <= reach:
            lower = lowers[position]
            if lower == word or lower == plural(word):
                break
            if gap and (
                (tags[position] == MARK and lower in (";", ":", ".", "—"))
                or (tags[position] in (RELATIVE, SUBORDINATOR) and not (position == start and lower == "that"))
            ):
                return -1
            position += 1
        else:
            return -1
        position += 1
        gap = 0
    return position


def has_filler(clauses: Clauses, position: int, fillers: frozenset[str]) -> bool:
    """Whether the token, alone or with the one after it, is one of the words."""
    lower = clauses.lowers[position]
    if lower in fillers:
        return True
    if position in clauses.places and PLACE in fillers:
        # "seized Ramadi", but not "seized Ramadi airport"
        return position + 1 >= len(clauses.tags) or clauses.tags[position + 1] not in "npg"
    if lower not in openings_of(fillers) or position + 1 == len(clauses.lowers):
        return False
    return f"{lower}-{clauses.lowers[position + 1]}" in fillers


def any_filler(clauses: Clauses, span: Span, fillers: frozenset[str]) -> bool:
    """Whether :func:`has_filler` is true of any token of the span."""
    words = clauses.lowers[span[0] : span[1]]
    if not fillers.isdisjoint(words):
        return True
    named = bool(clauses.places) and PLACE in fillers
    return (named or not openings_of(fillers).isdisjoint(words)) and any(
        has_filler(clauses, span[0] + index, fillers) for index in range(len(words))
    )


@cache
def openings_of(fillers: frozenset[str]) -> frozenset[str]:
    """What stands before a hyphen in the words."""
    return frozenset(word[: hyphen.start()] for word in fillers for hyphen in _HYPHEN.finditer(word))


# "captured him in the capital": the place is not what was captured.
_OBJECTS = frozenset("him her them me us".split())


def _object_of(clauses: Clauses, number: int, fillers: frozenset[str]) -> int:
    group = clauses.groups[number]
    if group.passive:
        return _in_subject(clauses, group.subject, fillers)
    tags, tokens = clauses.tags, clauses.tokens
    limit = min(group.head + 1 + _LONGEST_OBJECT, len(tokens))
    named = False
    for position in range(group.head + 1, limit):
        tag = tags[position]
        if tag == PREPOSITION and named and tokens[position].lower in ("in", "over"):
            # "took refuge in a town": the town is not what was taken
            return -1
        if tag == TO and named:
            # "sent a fax to the army"
            return -1
        named = named or tag in "np" or tokens[position].lower in _OBJECTS
        if has_filler(clauses, position, fillers):
            return position
        if tag in (RELATIVE, SUBORDINATOR) or (
            tag == MARK and tokens[position].lower not in (",", '"', "“", "”", "'", "‘", "’", "-", "&")
        ):
            return -1
        if tag == PREPOSITION and tokens[position].lower not in (
            "of",
            "off",
            "out",
            "down",
            "up",
            "back",
            "in",
            "about",
            "around",
            "over",
        ):
            return -1
        if position in clauses.group_of_head:
            return -1
    return -1


def _doer_of(clauses: Clauses, number: int, fillers: frozenset[str]) -> int:
    group = clauses.groups[number]
    if group.passive:
        agent = agent_of(clauses, number)
        return _in_subject(clauses, agent, fillers) if agent else -1
    return _in_subject(clauses, group.subject, fillers)


_TELLING = frozenset("say tell report add state confirm claim announce believe think know fear see".split())


def _in_subject(clauses: Clauses, span: Span | None, fillers: frozenset[str]) -> int:
    """The filler in a noun phrase, with what follows "of" in it; other prepositional phrases do not count."""
    if span is None:
        return -1
    position, (start, end) = span[0], span
    if clauses.tokens[end - 1].lower in _MORE and all(clauses.tags[index] in "dujnr" for index in range(start, end)):
        # "two rockets hit the port and two more hit the airfield"
        return start if any(has_filler(clauses, index, fillers) for index in range(start)) else -1
    if end - start == 1 and clauses.tokens[start].lower in PRONOUNS and clauses.before & fillers:
        return -1 if _meant_here(clauses, start, fillers) else start
    while position < end:
        if clauses.tags[position] == PREPOSITION and position > start and clauses.tokens[position].lower != "of":
            return -1
        if has_filler(clauses, position, fillers):
            return position
        position += 1
    return -1


def _meant_here(clauses: Clauses, pronoun: int, fillers: frozenset[str]) -> bool:
    """Whether "they" takes up who acts before in the same sentence, and that is none of the fillers."""
    if clauses.tokens[pronoun].lower != "they":
        return False
    for group in clauses.groups:
        who = group.subject
        if who is None or who[0] >= pronoun or clauses.tokens[who[0]].lower in PRONOUNS or group.lemma in _TELLING:
            continue
        if clauses.tokens[who[1] - 1].lower.endswith("s"):
            return not any(has_filler(clauses, index, fillers) for index in range(*who))
    return False


def agent_of(clauses: Clauses, number: int) -> Span | None:
    """The noun phrase after "by" of a passive verb group; ``None`` where there is none."""
    group = clauses.groups[number]
    tokens = clauses.tokens
    for position in range(group.head + 1, min(group.head + 14, len(tokens))):
        if tokens[position].lower == "by":
            end = clauses.noun_phrase_end(position + 1)
            if end > position + 1 and clauses.tags[position + 1] != "g":
                return position + 1, end
            return None
        if position in clauses.group_of_head or tokens[position].lower in (";", ",", ":"):
            return None
    return None


def _best(found: list[Match]) -> list[Match]:
    """Drops what lies inside something better: longer first, then a kind before a generic word, then the rank."""

    if len(found) < 2:
        return found

    def order(match: Match) -> tuple[bool, int, bool, int, int]:
        length = match.end - match.start
        certain = 0 if match.need >= 0 else 1
        by_weapon = match.need >= 0 and match.signal.rank in _WEAPON_RANKS
        armed = match.signal.rank in _WEAPON_RANKS and (by_weapon or bool(match.signal.words))
        return (not armed, -length, match.signal.role != "kind", certain, match.signal.rank)

    kept: list[Match] = []
    taken: set[int] = set()
    for match in sorted(found, key=order):
        span = range(match.start, match.end)
        if match.head in taken or any(position in taken for position in span):
            continue
        kept.append(match)
        taken.update(span if match.group < 0 else (match.head,))
        if match.group >= 0:
            taken.update(position for position in span if _own_word(position, match))
    return sorted(kept, key=lambda match: match.head)


def _own_word(position: int, match: Match) -> bool:
    """Whether a token belongs to the phrase itself; the words in a gap stay free for other signals."""
    return GAP not in match.signal.words or position == match.head
