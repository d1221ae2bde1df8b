"""What is told as background: events years before the article, long rows of them, the toll of a war."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from itertools import pairwise

from geomap.events.cues import Cues
from geomap.events.grammar import Clauses, VerbGroup
from geomap.events.lexicon import PREPOSITION
from geomap.events.position import Position
from geomap.records import DateMention

# Older than this, an event is told as history. Two years keep "last year's attack" among the news.
HISTORY_DAYS = 730
_FIRST_YEAR = 1000
# "Twenty years since the bombings", "a decade after the coup".
_LONG_AGO = frozenset("years decade decades century centuries".split())
# What figures do, and who is honoured for what they once did.
_CHANGING = frozenset(
    """rise fall increase decrease drop double triple quadruple treble decline soar climb jump surge plummet halve dip
    outnumber average exceed total cost shrink grow""".split()
)
# Shells and bombs fall.
_FALLING, _FALLS = frozenset(("rocket_attack", "air_strike")), frozenset(("fall", "drop"))
_COUNTING = frozenset("record register log tally count document".split())
_MAKING = frozenset("carry conduct make mount stage".split())
_SURVEYS = frozenset("survey surveys poll study census".split())
_TRYING = frozenset("sentence convict jail imprison try acquit indict".split())
_REMEMBERING = frozenset("recall remember reminisce recount relive retell".split())
_HELPING = frozenset("treat help house shelter support represent counsel care employ train teach honour honor".split())
_SPANS = frozenset("year years month months quarter decade annually monthly".split())
_HONOURING = frozenset(
    """honour honor commemorate remember decorate celebrate knight award memorialise memorialize immortalise immortalize
    portray revere venerate pray""".split()
)
_MEMORIALS = frozenset(
    {("named", "after"), ("memory", "of"), ("honour", "of"), ("honor", "of"), ("statue", "of"), ("monument", "to")}
    | {("memorial", "to"), ("memorial", "for"), ("plaque", "to"), ("commemoration", "of"), ("renamed", "after")}
)
_MEMORIAL_REACH = 9
# As many dead at once are told with a day; without one they are a war's.
_TOLL = 1000


def find_background(
    clauses: Clauses, position: Position, cues: Cues, dated: bool, *, attack: bool = False
) -> tuple[str, str] | None:
    """Whether this tells of a long row of happenings and not of one: "the latest in a series of attacks".

    Args:
        attack: whether it is one on people or things, which may be somebody's habit; towns are taken once.
    """
    tokens = clauses.tokens
    words = cues.background
    group = clauses.groups[position.group] if position.group >= 0 else None
    if position.role == "verb":
        doer = group.subject if group and not group.passive else None
        if doer and group and group.lemma in ("kill", "leave", "claim", "wound", "displace", "cost"):
            last = next((i for i in range(*doer) if clauses.tags[i] == PREPOSITION), doer[1]) - 1
            if tokens[last].lower in words["subjects"]:
                return "historical", f"the toll of a {tokens[last].lower}"
        if group and group.lemma in ("kill", "die", "displace", "perish") and group.perfect and not dated:
            counted = group.subject if group.passive or group.lemma in ("die", "perish") else group.object
            if counted and any(_thousands(tokens[index].lower) for index in range(*counted)):
                return "historical", "a toll of thousands"
        if attack and group and group.object and _tells_a_habit(clauses, group, group.object, dated):
            return "historical", "done again and again"
        above = clauses.groups[group.parent] if group and group.parent >= 0 else None
        if group and above and not dated:
            if above.lemma in _REMEMBERING and (group.link or group.first == group.head):
                return "historical", f"what somebody {above.lemma}s"
            if group.form == "participle" and _is_usual(above):
                return "historical", f"whom somebody {above.lemma}s"
        if group and group.perfect and not dated and not _SURVEYS.isdisjoint(clauses.words):
            return "historical", "a survey"
        if group and not dated and _is_kept_alive(clauses, position):
            return "historical", "what is remembered"
        if group and group.link == "who" and not dated and any(one.lemma in _HONOURING for one in clauses.groups):
            return "historical", "what somebody is honoured for"
        return None
    tried = attack and group is not None and group.lemma in _TRYING and position.preposition in ("for", "of", "over")
    if tried and not dated and tokens[position.start].lower in ("a", "an"):
        return "historical", "what somebody is tried for"
    told = (position.start, position.head + 1)
    if attack and group and position.role == "object" and _tells_a_habit(clauses, group, told, dated):
        return "historical", "done again and again"
    if _told_before(clauses, position, dated):
        return "historical", "earlier ones"
    if (
        position.governor >= 0
        and position.preposition in ("of", "in")
        and tokens[position.governor].lower in words["nouns"]
    ):
        start = clauses.noun_phrase_start(position.governor)
        lead = {tokens[index].lower for index in range(max(start - 4, 0), position.governor)}
        # "carried out a number of raids" tells of them
        made = group is not None and group.lemma in _MAKING and group.tense == "past" and not group.perfect
        if (
            not (dated or made)
            or lead & {"latest", "part", "one", "amid"}
            or tokens[position.governor].lower in words["kinds"]
        ):
            return "historical", f"a {tokens[position.governor].lower} of them"
    there = group is not None and group.subject is not None and tokens[group.subject[0]].lower == "there"
    several = there and group is not None and group.lemma == "be" and group.perfect and not dated
    if several and tokens[position.head].lower.endswith("s"):
        return "historical", "there have been several"
    if group is not None:
        after_verb = position.role in ("object", "prepositional") and position.governor < 0
        if group.lemma in words["verbs"] and (after_verb or position.role == "subject"):
            return "historical", tokens[group.head].lower
        if position.role == "subject" and group.lemma == "be":
            for index in range(group.head + 1, min(group.head + 4, len(tokens))):
                if tokens[index].lower in words["common"]:
                    return "hypothetical", tokens[index].lower
    return None


_HAVE = frozenset(("has", "have", "'ve", "’ve"))
# Words before a plural that count nothing.
_UNCOUNTED = frozenset(("several", "many", "various", "numerous", "other", "some", "countless", "more"))
# "Rebels have killed policemen": so many tokens behind the verb its object ends.
_LONGEST_OBJECT = 6


def _tells_a_habit(clauses: Clauses, group: VerbGroup, what: tuple[int, int], dated: bool) -> bool:
    """Whether somebody has done what nobody counts, on no day and in no town: "they have murdered judges"."""
    if dated or not group.perfect or group.passive or clauses.places:
        return False
    if _HAVE.isdisjoint(clauses.lowers[group.first : group.head]):
        return False
    start, end = what
    if end - start > _LONGEST_OBJECT or clauses.lowers[start] in ("the", "its", "their", "his", "her", "our"):
        return False
    counted = any(
        clauses.tags[index] in "up" and clauses.lowers[index] not in _UNCOUNTED for index in range(start, end)
    )
    return not counted and (clauses.lowers[end - 1].endswith("s") or clauses.lowers[end - 1] in _CROWDS)


_CROWDS = frozenset(("people", "women", "men", "children", "policemen", "clergymen", "civilians"))


def _told_before(clauses: Clauses, position: Position, dated: bool) -> bool:
    """Whether a plural tells of what was before, on no day: "who have killed soldiers in previous attacks"."""
    if dated or not clauses.lowers[position.head].endswith("s"):
        return False
    return any(
        clauses.lowers[index] in ("previous", "earlier", "past") for index in range(position.start, position.head)
    )


def _is_usual(group: VerbGroup) -> bool:
    """Whether a verb tells what somebody does for a living: "treats women raped by soldiers"."""
    usual = group.form == "finite" and group.tense == "present" and not (group.perfect or group.progressive)
    return usual and not group.modal and group.lemma in _HELPING


def _is_kept_alive(clauses: Clauses, position: Position) -> bool:
    """Whether the verb only says what a place or a person is known for: "pilgrims still visit the church where he was
    murdered", "a street named after a girl killed in the war"."""
    group = clauses.groups[position.group]
    if group.link == "where" and group.tense == "past" and "still" in clauses.words:
        return any(one.form == "finite" and one.tense == "present" for one in clauses.groups)
    if not (group.link == "who" or group.passive or group.form == "participle"):
        return False
    before = clauses.lowers[max(0, group.first - _MEMORIAL_REACH) : group.first]
    return any(pair in _MEMORIALS for pair in pairwise(before))


def find_figures(clauses: Clauses, position: Position, kind: str) -> tuple[str, str] | None:
    """Whether the noun is counted for statistics: "knife attacks rose by a tenth", "recorded 132 murders last year"."""
    if position.role == "verb":
        return None
    group = clauses.groups[position.group] if position.group >= 0 else None
    lowers = clauses.lowers
    # "1,200 murders", no year and no hour before the noun
    number = next(
        (index for index in range(position.head - 1, position.start - 1, -1) if clauses.tags[index] == "u"), -1
    )
    if number >= 0 and _thousands(lowers[number]) and not (len(lowers[number]) == 4 and lowers[number].isdigit()):
        return "historical", "thousands of them"
    if group is None or not lowers[position.head].endswith("s"):
        return None
    if position.role == "subject" and group.lemma in _CHANGING and not (kind in _FALLING and group.lemma in _FALLS):
        return "historical", f"figures that {group.lemma}"
    counted = position.role == "object" and group.lemma in _COUNTING
    if counted and not _SPANS.isdisjoint(clauses.words):
        return "historical", f"figures that somebody {group.lemma}s"
    return None


def _thousands(word: str) -> bool:
    digits = word.replace(",", "")
    return word in ("thousands", "thousand", "million", "millions") or (digits.isdigit() and int(digits) >= _TOLL)


def _may_be_past(clauses: Clauses, cues: Cues) -> bool:
    """Whether a word of the sentence may put an event years back; asked once however many events it tells."""
    if clauses.may_be_past is None:
        decades = any(word[-2:] == "0s" for word in clauses.words)
        clauses.may_be_past = decades or not clauses.words.isdisjoint(cues.pasts)
    return clauses.may_be_past


def find_history(
    clauses: Clauses,
    position: Position,
    dates: Sequence[DateMention],
    published: datetime.date | None,
    cues: Cues,
) -> str | None:
    """The words that put the event years before the article, ``None`` where nothing does."""
    tokens = clauses.tokens
    group_number = clauses.group_at[position.head] if clauses.group_at else -1
    group = clauses.groups[group_number] if group_number >= 0 else None
    first, last = (group.start, group.end) if group else (0, len(tokens))
    if group and group.form in ("ing", "to", "participle") and group.parent >= 0:
        # "was jailed in 1999 for bombing a club"
        first = min(first, clauses.groups[group.parent].start)
    if position.role != "verb":
        first = min(first, position.start)
    span = (tokens[first].start, tokens[last - 1].end)
    if published is not None:
        limit = published - datetime.timedelta(days=HISTORY_DAYS)
        in_clause = [mention for mention in dates if span[0] <= mention.start and mention.end <= span[1]]
        resolved = [mention for mention in in_clause if mention.date_end is not None]
        if resolved and all(mention.date_end < limit for mention in resolved if mention.date_end):
            return resolved[0].text
        if not dates:
            for index in range(first, last):
                lower = tokens[index].lower
                if len(lower) == 4 and lower.isdigit() and _FIRST_YEAR <= int(lower) < limit.year:
                    return lower
    if group and group.link == "since" and not _LONG_AGO.isdisjoint(clauses.lowers[: group.start + 1]):
        return "long since"
    if position.role != "verb" and position.start > 1 and clauses.lowers[position.start - 1] in ("since", "after"):
        ago = clauses.lowers[position.start - 2]
        if ago in _LONG_AGO:
            return f"{ago} {clauses.lowers[position.start - 1]}"
    for index in range(first, last) if _may_be_past(clauses, cues) else ():
        lower = tokens[index].lower
        if lower == "during" and any(token.lower in ("war", "dictatorship") for token in tokens[index + 1 : index + 5]):
            return "during a war"
        if published and lower[-2:] == "0s" and lower[:-1].isdigit() and int(lower[:-1]) + 10 < published.year:
            return lower
        if lower in cues.history and (lower.endswith("0s") or (index + 1 < last and tokens[index + 1].lower == "ago")):
            return lower
        if lower in cues.wars:
            return lower
        if lower in cues.war_openers and tokens[index].word[0].isupper():
            for size in (2, 3, 4):
                joined = "-".join(token.lower for token in tokens[index : min(index + size, last)])
                if joined in cues.wars:
                    return joined.replace("-", " ")
    return None
