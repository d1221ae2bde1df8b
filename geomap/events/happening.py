"""Whether a signal tells of a happening, or only says who somebody is, what they do for a living, who won a vote."""

from __future__ import annotations

import re

from geomap.events.choosing import Span, holds, is_armed
from geomap.events.grammar import Clauses
from geomap.events.lexicon import BE
from geomap.events.matching import Match
from geomap.events.signals import GAP
from geomap.events.taxonomy import Taxonomy


def is_happening(clauses: Clauses, match: Match, taxonomy: Taxonomy) -> bool:
    """Whether the match may be an event at all, whatever its kind and status."""
    target = match.signal.target
    if not match.is_verb and (_is_no_such_thing(clauses, match) or _is_protested(clauses, match)):
        return False
    if match.signal.role != "kind":
        return True
    whole = (0, len(clauses.tokens))
    if target == "vote" and match.need < 0 and not match.signal.words:
        known = holds(clauses, whole, taxonomy, "lawmakers") or holds(clauses, whole, taxonomy, "measure")
        return known or _people_vote(clauses, match)
    if target == "armed_clash" and _is_search(clauses, match):
        return False
    if target == "decree" and not match.is_verb and _is_in_force(clauses, match):
        return False
    if clauses.tokens[match.head].lower in _ENCOUNTERS:
        return is_armed(clauses, whole, taxonomy) and clauses.tokens[match.head - 1].lower not in _OF_PEOPLE
    if (
        match.is_verb
        and not clauses.groups[match.group].passive
        and clauses.lowers[match.end : match.end + 1] == ["no"]
    ):
        # "deployed no extra men"
        return False
    if not match.is_verb:
        return not _only_tells_how(clauses, match)
    if target == "withdrawal" and match.need < 0 and clauses.groups[match.group].lemma in _LEAVING:
        return _soldiers_move(clauses, match, taxonomy)
    if (
        target == "protest"
        and match.need < 0
        and (match.signal.words[-1:] in _WAYS or match.signal.words[:1] == (GAP,))
    ):
        who = clauses.groups[match.group].subject
        return not is_armed(clauses, who, taxonomy) and not holds(clauses, who, taxonomy, "rebels")
    return not _is_description(clauses, match, target, taxonomy)


_NOT = ("not", "n't", "n’t", "isn't", "isn’t", "wasn't", "wasn’t", "never")


def _is_no_such_thing(clauses: Clauses, match: Match) -> bool:
    """Whether something is said not to be what the word names: "this is not a coup", "it was not martial law"."""
    first = clauses.noun_phrase_start(match.start)
    if first < 2 or clauses.lowers[first - 1] not in _NOT:
        return False
    return clauses.tags[first - 2] == BE or clauses.lowers[first - 1].startswith(("is", "was"))


# What people do "against the strikes", which tells of the people and takes the strikes for known.
_PROTESTING = ("protest", "rall", "demonstrat", "march", "picket", "anger", "outrage")
_PROTESTED = 4


def _is_protested(clauses: Clauses, match: Match) -> bool:
    """Whether a protest is against what the word names: "rallies against the raids were held in Cairo"."""
    first = clauses.noun_phrase_start(match.start)
    if first < 2 or clauses.lowers[first - 1] not in ("against", "over"):
        return False
    return any(word.startswith(_PROTESTING) for word in clauses.lowers[max(0, first - _PROTESTED) : first - 1])


# South Asian and Philippine papers call a gunfight so; elsewhere people meet.
_ENCOUNTERS = frozenset(("encounter", "encounters", "encountered", "engaged", "engage", "engages", "engaging"))
_OF_PEOPLE = frozenset(
    "close brief chance first sexual romantic casual previous personal intimate deer bear shark alien".split()
)

_WILDLY = frozenset("sporadically indiscriminately randomly wildly repeatedly aimlessly".split())


def _only_tells_how(clauses: Clauses, match: Match) -> bool:
    """Whether a word in -ing tells how somebody came or left: ", shooting sporadically"."""
    wild = match.end < len(clauses.lowers) and clauses.lowers[match.end] in _WILDLY
    return wild and clauses.lowers[match.head] in ("shooting", "firing")


# Who goes to the polls, besides peoples by their name ("Ghanaians voted").
_ELECTORATE = frozenset("people citizens residents voters country nation region province islanders".split())

_PEOPLE = re.compile(
    r"""[a-z]+(?:[aeiouchlmrvwy]ans|landers|ese|[a-z]{2}is|eks|ards|inos)|afghans|danes|swedes|finns|poles|scots|serbs|kurds|greeks
    |turks|croats|britons|czechs|slovaks|slovenes|swiss|irish|french|dutch|english|welsh|basques|thais|lao|uzbeks""",
    re.VERBOSE,
)


def _people_vote(clauses: Clauses, match: Match) -> bool:
    """Whether a people votes: "Colombians voted on Sunday to reject the accord"."""
    if not match.is_verb:
        return False
    subject = clauses.groups[match.group].subject
    if subject is None:
        return False
    people = any(clauses.tags[index] == "p" and _PEOPLE.fullmatch(clauses.lowers[index]) for index in range(*subject))
    return people or clauses.lowers[subject[1] - 1] in _ELECTORATE


# What the police do after a deed, and what says that it came to fighting.
_OPERATIONS = frozenset(("operation", "operations"))
_SEARCHING = frozenset(
    """search searches searching find locate arrest arrests detain capture rescue investigate investigation cordoned
    intelligence patrol patrols responsible suspects culprits perpetrators attackers fugitives identify fled""".split()
)
_FOUGHT = frozenset(
    """killed killing kill dead died wounded injured casualties clash clashes clashed fighting fired shot shots against
    rebels militants insurgents guerrillas terrorists""".split()
)


def _is_search(clauses: Clauses, match: Match) -> bool:
    """Whether an operation is only the search for those who did something: "began an operation to find them"."""
    spoken = {clauses.lowers[index] for index in (*range(match.start, match.end), max(match.need, match.start))}
    if spoken.isdisjoint(_OPERATIONS):
        return False
    return not clauses.words.isdisjoint(_SEARCHING) and clauses.words.isdisjoint(_FOUGHT)


# Verbs of leaving that companies, players and cars use as well.
_LEAVING = frozenset("withdraw retreat pull draw vacate scale".split())
# Armies march through, to and in places as well.
_WAYS = frozenset((("through",), ("on",), ("in",), ("to",), ("toward",)))


# What people are charged with, and how far behind the verb it is told.
_CRIMES = (
    "ing",
    "murder",
    "manslaughter",
    "terrorism",
    "treason",
    "crimes",
    "rape",
    "arson",
    "homicide",
    "assault",
    "death",
    "conduct",
    "dui",
    "fraud",
    "theft",
    "possession",
    "robbery",
    "burglary",
    "battery",
    "endangerment",
    "trespass",
)
_NEAR = 9
_CRIME_WORDS = 3


def _is_description(clauses: Clauses, match: Match, target: str, taxonomy: Taxonomy) -> bool:
    """Whether the words only say who somebody is: "a group fighting for autonomy", "the brigades based in the port"."""
    group = clauses.groups[match.group]
    if target == "deployment" and not _AID.isdisjoint(clauses.words) and _SOLDIERS.isdisjoint(clauses.words):
        return True
    if group.lemma in ("fight", "battle"):
        return group.form == "ing" and not group.progressive
    bare = group.form == "participle" or (group.first == group.head and group.lemma == "station")
    if group.lemma in ("base", "station", "deploy") and bare and group.passive and group.subject:
        return not any(clauses.tags[index] == "u" for index in range(*group.subject))
    if group.lemma == "charge":
        # "charged two men with murder"
        return any(
            clauses.lowers[index] in ("with", "over")
            and any(lower.endswith(_CRIMES) for lower in clauses.lowers[index + 1 : index + 1 + _CRIME_WORDS])
            for index in range(match.end, min(match.end + _NEAR, len(clauses.lowers) - 1))
        )
    if group.lemma == "enter":
        return group.form == "ing" or group.object is None or holds(clauses, group.object, taxonomy, "building")
    if group.lemma in ("arrive", "land", "return", "dock") and match.signal.target == "deployment":
        # "forces arrived and were shot at", "landed a punch"
        goes_on = match.end < len(clauses.tags) and clauses.tags[match.end] in ("P", "t", "p", "r")
        return group.object is not None or not goes_on
    if group.lemma in ("gather", "assemble", "congregate", "converge", "throng", "flood"):
        return _for_peace(clauses, match.end)
    if group.lemma == "hold" and target == "arrest":
        # "talks were held for two days"
        return not (group.passive and _are_people(clauses, group.subject, taxonomy))
    if target == "deployment" and not _MERCHANT.isdisjoint(clauses.words):
        return not is_armed(clauses, group.subject, taxonomy)
    if group.lemma == "leave" and target == "withdrawal" and group.object and not group.passive:
        return _is_left(clauses, group.object, taxonomy)
    if group.lemma == "sail":
        # "ships sailing to the port will be searched"
        return group.form == "ing" and not group.progressive
    if group.lemma == "demonstrate":
        # "demonstrates the ability", "demonstrated that": not in the street
        after = group.head + 1
        shown = after < len(clauses.tags) and clauses.tags[after] == "W"
        return group.object is not None or shown
    return False


# What is done against a measure that is in force, and how it is told that it is.
_DEFYING = frozenset("defy break violate flout ignore enforce observe ease breach disobey".split())
_UNDER = frozenset("despite under during amid defying violating flouting breaking beyond".split())


def _is_in_force(clauses: Clauses, match: Match) -> bool:
    """Whether the words speak of a measure taken before: "defied a curfew", "despite the state of emergency"."""
    first = clauses.noun_phrase_start(match.start)
    if first and clauses.lowers[first - 1] in _UNDER:
        # "placed the island under martial law"
        return not any(group.lemma in ("place", "put", "bring") and group.head < first for group in clauses.groups)
    return any(
        group.lemma in _DEFYING and group.object and group.object[0] <= match.head < group.object[1]
        for group in clauses.groups
    )


# Who and what brings help, and is no force.
_AID = frozenset("aid food relief humanitarian icrc unhcr medicine medicines supplies parcels flour".split())
_SOLDIERS = frozenset("soldiers troops army marines police military soldier forces battalion brigade".split())
# Ships with such words beside them carry goods.
_MERCHANT = frozenset(
    "bulk container containers cargo merchant shipping freighter freighters tanker tankers cruise liner liners".split()
)
_GROUND = frozenset("country place scene border valley province zone island peninsula region kingdom republic".split())

# What people come together for besides protesting, after "to" and after "for".
_ERRANDS = frozenset(
    """watch see pray celebrate eat collect receive buy shop worship bury attend play drink break sell vote get listen
    welcome greet hear mark""".split()
)
_OCCASIONS = frozenset(
    """prayers wedding funeral breakfast dinner lunch iftar party concert game match festival service mass ceremony food
    aid water bread lesson class""".split()
)


def _are_people(clauses: Clauses, span: Span | None, taxonomy: Taxonomy) -> bool:
    if span is None:
        return False
    pronoun = clauses.lowers[span[1] - 1] in ("he", "she", "they", "who", "employees", "staff")
    return pronoun or holds(clauses, span, taxonomy, "civilians") or holds(clauses, span, taxonomy, "hostage")


def _is_left(clauses: Clauses, span: Span, taxonomy: Taxonomy) -> bool:
    """Whether what is left is no ground: "left a bomb in the market", "left five dead", but not "left the village"."""
    if any(clauses.tags[index] == "p" or index in clauses.places for index in range(*span)):
        return False
    ground = holds(clauses, span, taxonomy, "territory") or holds(clauses, span, taxonomy, "place_thing")
    return not ground and _GROUND.isdisjoint(clauses.lowers[span[0] : span[1]])


def _for_peace(clauses: Clauses, position: int) -> bool:
    """Whether those who gather come to watch, to pray, to shop: whom news calls so is no protester."""
    lowers = clauses.lowers
    for index in range(position, min(position + _NEAR, len(lowers) - 1)):
        if lowers[index] in (",", ";") or (index in clauses.group_of_head and index > position):
            return False
        if lowers[index] == "to" and lowers[index + 1] in _ERRANDS:
            return True
        if lowers[index] == "for":
            end = clauses.noun_phrase_end(index + 1)
            return end > index + 1 and lowers[end - 1] in _OCCASIONS
    return False


def _soldiers_move(clauses: Clauses, match: Match, taxonomy: Taxonomy) -> bool:
    """Whether those who withdraw are soldiers, or a country from a country."""
    if is_armed(clauses, (0, len(clauses.tokens)), taxonomy):
        return True
    subject: Span | None = clauses.groups[match.group].subject
    where = match.end + (match.end < len(clauses.tokens) and clauses.tokens[match.end].lower in ("from", "of"))
    if subject is None or where >= len(clauses.tokens):
        return False
    return clauses.tags[subject[1] - 1] == "p" and any(tag == "p" for tag in clauses.tags[where : where + 3])
