"""Words of violence that hurt nobody, because of what they are done to or by whom: pigs are slaughtered, films shot."""

from __future__ import annotations

from geomap.events.choosing import holds, is_armed
from geomap.events.company import load_company
from geomap.events.grammar import Clauses
from geomap.events.matching import Match, agent_of
from geomap.events.taxonomy import Taxonomy

Span = tuple[int, int]

_KILLING = frozenset(
    "kill slaughter shoot execute massacre behead eliminate neutralise neutralize liquidate attack".split()
)
_ELIMINATING = frozenset("eliminate neutralise neutralize liquidate".split())
_FIGHTING_OFF = frozenset("beat fight push battle repel attack contain storm".split())
_TOPPLING = frozenset("topple oust depose overthrow".split())
_DEPLOYING = frozenset("deploy redeploy mobilise mobilize dispatch send station".split())
# What the law calls a deed: "charged with assault", "two counts of murder", but "charged with the murder of a judge".
_CRIMES = frozenset("assault assaults murder manslaughter rape arson kidnapping abduction robbery attack".split())
_GOING_ON = frozenset(("on", "of", "in", "at", "against"))
_LEGAL = frozenset(
    "charge charges charged count counts degree third-degree second-degree first-degree aggravated felony".split()
)
_LEGAL_REACH = 5
_TO_POLICE = frozenset(
    "police authorities officers deputies custody court detectives sheriff prison himself herself".split()
)
# What goes off with a bang, what may stand for it, and what is blasted open.
_EXPLOSIVE = frozenset(
    """bomb bombs blast blasts explosion explosions device devices explosive explosives charge charges grenade grenades
    mine mines landmine landmines ied ieds shell shells rocket rockets gun guns weapon weapons munition munitions
    warhead mortar dynamite detonator vest ammunition shots pager pagers walkie-talkies teargas bullet killing killed
    wounding injuring""".split()
)
# "Shot down" of what does not fly.
_DOWNING, _SHOT = frozenset(("shoot", "bring")), frozenset(("shots", "killing", "killed", "wounding", "injuring"))
# "In a controlled explosion", "pulled soldiers out of the rubble", "shot past a hundred dollars".
_BLASTS = frozenset(("explosion", "bombing"))
_CONTROLLED = frozenset("explosion explosions detonation detonations blast blasts demolition".split())
_RESCUED_FROM = frozenset("rubble wreckage wreck debris burning".split())
_SHOOTING_UP = frozenset("past up to ahead through straight over across from".split())
_HARM = frozenset("killing killed wounding injuring".split())
_BY_CHANCE = frozenset("accidentally mistake accident".split())
_POINTING = frozenset("it they one two three several both another others first second third latter".split())
# What parties do to each other at the polls.
_WON = frozenset(("territory_taken", "armed_clash", "attack", "withdrawal"))
_POLLS = frozenset(
    """by-election by-elections election elections seat seats constituency constituencies candidate candidates ballot
    polls primary primaries landslide swing incumbent""".split()
)
_BLOWING_UP = frozenset("detonate explode blow blast bomb dynamite demolish".split())
# A crowd that gathers for one of these demands nothing.
_GATHERING = frozenset("gather assemble flood fill camp throng converge crowd pack wave return march".split())
_OCCASIONS = frozenset(
    """remember commemorate mark honour honor celebrate watch welcome greet pray cheer anniversary festival parade
    concert carnival wedding pilgrimage funeral mass prayers jubilee coronation fireworks""".split()
)
_DEMANDING = frozenset(
    """protest protests protesters demand demanding demanded against slogans chanting chanted denounce denouncing
    banners placards resign resignation justice anger""".split()
)
_ROCK = frozenset("rock rocks boulder boulders chimney chimneys avalanche avalanches stump stumps quarry".split())
_BREACHED = frozenset("hole holes way gate gates door doors wall walls".split())
_STRUCK = frozenset("hit struck run knocked mown killed".split())
_HURTING = frozenset("kill injure hit strike hurt".split())
_CRASHING = frozenset("hit strike crash collide overturn plunge veer skid roll swerve flip".split())
_ATTACKING = frozenset(
    """attack attacks attacker attackers attacked bomb bomber suicide explosives ramming rammed rams assailant terrorist
    terrorists militant militants deliberately crowd terror protesters demonstrators police army military""".split()
)
# Where the vehicle stands: "by a car".
_AGENT_REACH = 5
# After a noun they make it what is talked of: "gunfire rumours", "a bomb scare".
_ONLY_WORDS = frozenset(
    """rumour rumours rumor rumors fear fears threat threats warning warnings scare scares alert alerts plot plots plan
    plans theory theories insurance memorial museum drill drills survivor survivors""".split()
)
# Nouns that are as good as verbs after "to": "a permit to drill".
_VERBS_TOO = frozenset(
    """drill exercise march rally battle storm raid siege protest picket retreat strike ambush attack vote arrest murder
    assault clash fight blast kidnap loot shell rape""".split()
)


def is_harmless(clauses: Clauses, match: Match, taxonomy: Taxonomy) -> bool:
    """Whether the word is at work on what no incident is made of."""
    lowers = clauses.lowers
    target = match.signal.target
    if target == "vote" and _is_local(clauses):
        return True
    if target in _WON and not clauses.words.isdisjoint(_POLLS) and clauses.words.isdisjoint(load_company().arms):
        return True
    if "controlled" in clauses.words and target in _BLASTS and not clauses.words.isdisjoint(_CONTROLLED):
        return True
    if target == "withdrawal" and not clauses.words.isdisjoint(_RESCUED_FROM):
        return True
    if not match.is_verb:
        after = lowers[match.end] if match.end < len(lowers) else ""
        if after in _ONLY_WORDS or (after == "from" and lowers[match.head] in ("protest", "protests")):
            return True
        before = lowers[match.start - 1] if match.start else ""
        if before == "to" and lowers[match.head] in _VERBS_TOO:
            return True
        if lowers[match.head] in _CRIMES and not _GOING_ON.intersection(lowers[match.end : match.end + 1]):
            return not _LEGAL.isdisjoint(lowers[max(0, match.start - _LEGAL_REACH) : match.start])
        return False
    group = clauses.groups[match.group]
    lemma = group.lemma
    harmless = load_company().harmless
    done_to = group.subject if group.passive else group.object
    doer = agent_of(clauses, match.group) if group.passive else group.subject
    head = _head(clauses, done_to)
    if lemma in _KILLING and (head in harmless["animals"] or _head(clauses, doer) in harmless["animals"]):
        return True
    if lemma == "shoot" and (head in harmless["filmed"] or _is_filmed(clauses, match)):
        return True
    if lemma in _DOWNING and match.signal.words[:1] == ("down",) and match.signal.role == "effect":
        return not holds(clauses, (0, len(lowers)), taxonomy, "aircraft") and clauses.words.isdisjoint(
            _EXPLOSIVE - _SHOT
        )
    if lemma == "shoot" and not match.signal.words and group.first == group.head and group.object is None:
        # with no auxiliary it is no passive either
        return not _SHOOTING_UP.isdisjoint(lowers[match.end : match.end + 1])
    if lemma in _ELIMINATING:
        return not (_is_named(clauses, done_to) or _are_people(clauses, done_to, taxonomy))
    if lemma in _FIGHTING_OFF and (head in harmless["fires"] or _follows(clauses, match.end, harmless["fires"])):
        return True
    if lemma in _TOPPLING:
        return not (_is_named(clauses, done_to) or head in harmless["rulers"])
    if target == "deployment" and lemma in _DEPLOYING and (head in harmless["helpers"]):
        return not is_armed(clauses, done_to, taxonomy)
    if lemma == "surrender" and match.end < len(lowers):
        return not _TO_POLICE.isdisjoint(lowers[match.end : match.end + 2])
    if lemma == "go" and match.signal.words == ("off",):
        by_chance = not _BY_CHANCE.isdisjoint(lowers[match.end : match.end + 2])
        return by_chance or (_head(clauses, doer) not in _POINTING and _EXPLOSIVE.isdisjoint(clauses.words))
    if lemma == "blast" and not group.passive:
        peaceful = clauses.words.isdisjoint(load_company().arms) and clauses.words.isdisjoint(_EXPLOSIVE)
        return peaceful and head not in _BREACHED
    if lemma in _BLOWING_UP and head in _ROCK:
        return True
    if target == "protest" and lemma in _GATHERING and not _OCCASIONS.isdisjoint(clauses.words):
        return clauses.words.isdisjoint(_DEMANDING)
    if lemma == "protest":
        return match.end < len(lowers) and lowers[match.end] == "that"
    return lemma in _HURTING and _is_traffic(clauses)


def _head(clauses: Clauses, span: Span | None) -> str:
    """The head noun of a noun phrase; "" for none."""
    return clauses.lowers[clauses.head(span)] if span is not None and span[1] > span[0] else ""


def _is_named(clauses: Clauses, span: Span | None) -> bool:
    return span is not None and any(clauses.tags[index] == "p" for index in range(*span))


def _are_people(clauses: Clauses, span: Span | None, taxonomy: Taxonomy) -> bool:
    """Whether the phrase is of people, or of a number of something that is not said."""
    if span is None:
        return False
    counted = clauses.tags[span[1] - 1] == "u"
    return counted or any(holds(clauses, span, taxonomy, name) for name in ("fighters", "civilians", "armed", "troops"))


def _follows(clauses: Clauses, position: int, words: frozenset[str]) -> bool:
    end = clauses.noun_phrase_end(position)
    return end > position and clauses.lowers[end - 1] in words


def _is_filmed(clauses: Clauses, match: Match) -> bool:
    """Whether "shot" follows what is filmed: "the series, shot in Belfast"."""
    before = clauses.lowers[max(0, match.head - 3) : match.head]
    return not load_company().harmless["filmed"].isdisjoint(before)


def _is_local(clauses: Clauses) -> bool:
    """Whether a town, a county or a school decides."""
    harmless = load_company().harmless
    local = clauses.words & harmless["local"]
    if not local:
        return False
    lowers = clauses.lowers
    return any(
        lower in local and not harmless["bodies"].isdisjoint(lowers[index + 1 : index + 3])
        for index, lower in enumerate(lowers)
    )


def _is_traffic(clauses: Clauses) -> bool:
    """Whether somebody was hit by a car, or sat in one that crashed, with nothing said of an attack."""
    if not (clauses.words.isdisjoint(_ATTACKING) and clauses.words.isdisjoint(_EXPLOSIVE - _HARM)):
        return False
    lowers = clauses.lowers
    vehicles = load_company().harmless["vehicles"]
    if any(group.lemma in _CRASHING and _head(clauses, group.subject) in vehicles for group in clauses.groups):
        return True
    for index, lower in enumerate(lowers):
        if lower == "by" and index and not _STRUCK.isdisjoint(lowers[max(0, index - 2) : index]):
            end = clauses.noun_phrase_end(index + 1)
            if end > index + 1 and end - index <= _AGENT_REACH and lowers[end - 1] in vehicles:
                return True
    return False
