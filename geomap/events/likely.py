"""Whether those who do violence, and those whom it is done to, are likely to: where no other word speaks of any.

"The drug attacks the cells", "the band stormed the charts": neither is somebody, and nothing else is of war. People,
names, pronouns, bodies that have people in them, buildings, vehicles and arms are likely; all other nouns are not.
"""

from __future__ import annotations

import re
from functools import cache

from geomap.events.choosing import likely_targets
from geomap.events.company import load_company
from geomap.events.grammar import Clauses
from geomap.events.lexicon import PRONOUN
from geomap.events.matching import Match, agent_of
from geomap.events.signals import plural
from geomap.events.taxonomy import Taxonomy

Span = tuple[int, int]

# What has a doer, and what has a victim or a target that cannot be just any thing.
_DONE = frozenset(
    """armed_clash killing rocket_attack air_strike bombing property_destruction abduction territory_taken attack hit
    mob_violence riot""".split()
)
_CHECKED = _DONE | {"effect", "explosion"}
_DONE_TO = frozenset("armed_clash killing rocket_attack abduction attack hit".split())
_KILLING = frozenset("kill shoot wound injure hurt".split())
# "Somebody who does it", by the ending of the word.
_PERSON = re.compile(r"[a-z-]{2,}(?:ers?|ors?|ists?|ians?|m[ae]n|wom[ae]n|ees?|ants?|herds?|folk|mates?|kin|eers?|ess)")


def is_unlikely(clauses: Clauses, match: Match, taxonomy: Taxonomy) -> bool:
    """Whether a verb of violence has a doer or a target that is nobody and nothing of the kind, in a sentence without
    any other word of war or harm."""
    target = match.signal.target
    if not match.is_verb or match.need >= 0 or target not in _CHECKED:
        return False
    group = clauses.groups[match.group]
    if group.form != "finite" or group.lemma == "fall" or clauses.lowers[group.first] in ("having", "been"):
        # what stands before a participle need not be its subject
        return False
    doer = agent_of(clauses, match.group) if group.passive else group.subject
    if match.signal.role == "explosion":
        # "the cake exploded"
        what = group.subject if group.lemma == "explode" else None
        unlikely = what is not None and not (_may_do(clauses, what) or _may_suffer(clauses, what, taxonomy))
    elif target == "effect":
        # "cheap flights killed the night train"
        killed = group.object if group.lemma in _KILLING and not group.passive else None
        unlikely = killed is not None and clauses.tags[clauses.head(killed)] == "n" and not _is_hurt(clauses, killed)
    else:
        unlikely = doer is not None and not _may_do(clauses, doer)
    if not unlikely and target in _DONE_TO and len(match.signal.words) == 0:
        # without an auxiliary what stands before need not be its subject
        bare = group.passive and group.first == group.head
        what = None if bare else group.subject if group.passive else group.object
        unlikely = what is not None and not _may_suffer(clauses, what, taxonomy)
    if not unlikely:
        return False
    own = range(match.start, match.end)
    arms = load_company().arms
    return not any(lower in arms for index, lower in enumerate(clauses.lowers) if index not in own)


def _is_hurt(clauses: Clauses, span: Span) -> bool:
    return _is_somebody(clauses, span) or not load_company().arms.isdisjoint(clauses.lowers[span[0] : span[1]])


@cache
def _is_person(word: str) -> bool:
    word = word.removesuffix("'s").removesuffix("’s")
    return word in load_company().people or _PERSON.fullmatch(word) is not None


def _is_somebody(clauses: Clauses, span: Span) -> bool:
    """Whether a name, a number, a pronoun or a person is in the phrase."""
    tags, lowers = clauses.tags, clauses.lowers
    return any(tags[index] in _NAMING or _is_person(lowers[index]) for index in range(*span))


_NAMING = frozenset(("p", "u", PRONOUN))


def _may_do(clauses: Clauses, span: Span) -> bool:
    if load_company().arms.intersection(clauses.lowers[span[0] : span[1]]):
        return True
    return _is_somebody(clauses, span) or clauses.tags[clauses.head(span)] not in "ng"


def _may_suffer(clauses: Clauses, span: Span, taxonomy: Taxonomy) -> bool:
    head = clauses.head(span)
    if clauses.tags[head] != "n" or _is_somebody(clauses, span):
        return True
    return not (likely_targets(taxonomy) | _things()).isdisjoint(clauses.lowers[span[0] : span[1]])


@cache
def _things() -> frozenset[str]:
    things = load_company().things
    return things | frozenset(map(plural, things))
