"""Whether what a sentence tells took place: status, polarity and attribution of an event.

The cues lie round the event's word, from the inside out: in its noun phrase, in its verb group, in the clause's
opening word, in the verbs and nouns it hangs on. The innermost cue that says anything decides. The words are in
``status.toml``.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from geomap.events.attribution import find_attribution
from geomap.events.cues import Cues, load_cues
from geomap.events.governing import governed_status
from geomap.events.grammar import Clauses
from geomap.events.history import find_background, find_figures, find_history
from geomap.events.position import Position, is_definite
from geomap.records import DateMention

_VIOLENT = frozenset(("strikes", "rocket_attacks", "bombings", "clashes", "abductions"))
_EVERY = frozenset(("every", "each"))
_PERIODS = frozenset(
    """days weeks months years hours minutes day week month year night spring summer autumn winter time morning friday
    sunday saturday""".split()
)
_MERE_PLANS = frozenset(
    """plan plans planned proposal proposals proposed agreement allowed allows allow preparations preparation
    intention intentions bid""".split()
)
# Verbs of dread, which look like nouns behind a name: "people in El Obeid fear an assault".
_FEARING = frozenset("fear fears feared fearing dread".split())
# Who only plays the attacker, in a drill or on a stage.
_PRETENDED = frozenset("fake mock pretend simulated imaginary fictional fictitious make-believe dummy playing".split())
_LASTING = frozenset(
    "rage continue hold besiege occupy fight flare detain surround persist keep go resume injure wound".split()
)
_ONLY_VERBS = frozenset("kill destroy capture seize invade kidnap abduct stab behead execute injure maim".split())
_IN_CAPTIONS, _STOPS = frozenset(("as", "after")), frozenset((".", '"', "”", "!"))
_INVERTED = frozenset(("had", "should", "were"))
_ONLY_IF = frozenset("would could might will may can".split())
_LONGEST_DATE_DAYS = 62
# "failed to take the airport": nothing of the kind happened
_ALL_OR_NOTHING = frozenset(("territory_taken", "vote", "withdrawal", "deployment", "protest", "base_established"))
_MOVES = frozenset(("deployment", "withdrawal", "exercise", "base_established"))


_NOW_AND_THEN = (
    ("now", "and", "then"),
    ("now", "and", "again"),
    ("from", "time", "to", "time"),
    ("every", "so", "often"),
    ("once", "in", "a", "while"),
    ("on", "and", "off"),
)
_AGAIN = frozenset(("then", "again", "time", "often", "while", "off"))
_ON_CALENDAR = frozenset(("meet", "vote", "gather", "convene", "decide"))


@dataclass(slots=True)
class Status:
    """A status with the words that decided, the polarity and who says so (a span of tokens)."""

    status: str
    reason: str
    negated: bool = False
    attribution: tuple[int, int] | None = None


def find_status(
    clauses: Clauses,
    position: Position,
    kind: str,
    layer: str,
    dates: Sequence[DateMention],
    published: datetime.date | None,
) -> Status:
    """The status of the event whose word stands at ``position``; "occurred" where nothing says otherwise."""
    cues = load_cues()
    attribution, doubtful = find_attribution(clauses, position)
    definite = is_definite(clauses, position)
    found = _inner(clauses, position, cues)
    if found is None and _is_inverted(clauses):
        found = "hypothetical", f"{clauses.lowers[0]} at the start"
    if found is None and position.group >= 0:
        found = governed_status(clauses, position, definite)
    if found is None:
        attack = layer in _VIOLENT and kind != "territory_taken"
        found = find_background(clauses, position, cues, _is_dated(clauses, position, dates), attack=attack)
    if found is None and layer == "political" and _is_scheduled(clauses, position, dates):
        found = "planned", "on the calendar"
    if found is None and layer in _VIOLENT:
        found = find_figures(clauses, position, kind)
    if found is None and layer in _VIOLENT and position.role == "verb" and _is_timeless(clauses, position):
        found = "hypothetical", "in the present tense"
    if found is None and clauses.tokens[-1].word == "?":
        found = "hypothetical", "a question"
    if found is None and layer in _VIOLENT and not definite and not clauses.words.isdisjoint(cues.drill):
        found = "hypothetical", f"a drill: {next(lower for lower in clauses.lowers if lower in cues.drill)}"
    status, reason = found or ("occurred", "told as a fact")
    if layer == "political" and kind == "threat" and status in ("occurred", "ongoing", "planned"):
        status = "threatened"
    if status == "hypothetical" and reason == "would" and kind in _MOVES and _announced(clauses, position):
        status, reason = "planned", "announced"
    if status == "planned" and kind == "agreement" and reason.startswith("agree"):
        status = "occurred"
    if status == "occurred" and kind == "agreement" and definite and _is_since(clauses, position):
        status, reason = "historical", "since"
    if status == "failed" and kind == "agreement":
        # an attack that fails is one, a truce that is not reached is none
        status = "denied"
    if status == "failed" and kind in _ALL_OR_NOTHING and reason.startswith("fail"):
        status = "denied"
    if status == "planned" and kind in _MOVES and reason.split()[0] in _MERE_PLANS:
        # announced moves are drawn; what is only on paper is not
        status = "hypothetical"
    if status == "planned" and any(group.link in cues.if_links for group in clauses.groups):
        status, reason = "hypothetical", "on a condition"
    negated = status == "denied"
    if status == "planned" and layer in _VIOLENT and reason == "announced" and position.role == "object":
        # "announced an air strike on a convoy": what is announced of violence has been done
        status, reason = "occurred", "announced as done"
    if status == "planned" and layer in _VIOLENT and _speaks_of_itself(clauses, position):
        status = "threatened"
    if status in ("occurred", "ongoing", "alleged", "failed"):
        past = find_history(clauses, position, dates, published, cues)
        if past:
            status, reason = "historical", past
        elif status == "occurred" and doubtful:
            status, reason = doubtful
    if status == "occurred" and kind == "deployment" and position.role in ("object", "subject"):
        group = clauses.groups[position.group]
        if (group.tense == "present" and group.lemma in ("be", "have")) or (
            group.progressive and group.tense == "present"
        ):
            status, reason = "ongoing", "a standing presence"
    if status == "occurred" and position.role == "verb":
        group = clauses.groups[position.group]
        if group.progressive and group.tense == "present":
            status, reason = "ongoing", "is under way"
        elif group.lemma in ("station", "base") and group.tense != "past":
            status, reason = "ongoing", "a standing presence"
    return Status(status, reason, negated, attribution)


def _is_timeless(clauses: Clauses, position: Position) -> bool:
    """Whether a whole sentence tells a deed in the simple present, as plays, habits and fixtures are told, not news:
    "Brutus stabs Caesar", "the teams clash on Sunday". Headlines and captions are, and states that last."""
    group = clauses.groups[position.group]
    if group.form != "finite" or group.tense != "present" or group.perfect or group.progressive or group.modal:
        return False
    lasts = group.lemma in _LASTING or group.link in _IN_CAPTIONS or "being" in clauses.lowers[group.first : group.head]
    if not group.passive and (
        group.object is None
        or group.object[0] != group.head + 1
        or (clauses.tags[group.object[0]] not in "dpux" and group.lemma not in _ONLY_VERBS)
    ):
        # "killed in Taliban attacks on Tuesday", "a dynamite attack": more likely a noun
        return False
    return not lasts and not clauses.title_case and clauses.lowers[-1] in _STOPS


def _is_since(clauses: Clauses, position: Position) -> bool:
    """Whether the truce only dates something else: "no shots since the truce took hold"."""
    return position.preposition == "since" or (position.start > 0 and clauses.lowers[position.start - 1] == "since")


def _is_dated(clauses: Clauses, position: Position, dates: Sequence[DateMention]) -> bool:
    """Whether a date of the clause is near enough to a day to single a happening out of a row of them."""
    number = clauses.group_at[position.head] if clauses.group_at else -1
    first, last = (
        (clauses.groups[number].start, clauses.groups[number].end) if number >= 0 else (0, len(clauses.tokens))
    )
    start, end = clauses.tokens[first].start, clauses.tokens[last - 1].end
    return any(
        mention.date_start is not None
        and mention.date_end is not None
        and start <= mention.start < end
        and (mention.date_end - mention.date_start).days <= _LONGEST_DATE_DAYS
        for mention in dates
    )


def _announced(clauses: Clauses, position: Position) -> bool:
    """Whether a "would" is what somebody announced: "said it would send 500 soldiers"."""
    number = position.group
    while number >= 0:
        group = clauses.groups[number]
        if group.link in ("if", "unless"):
            return False
        above = clauses.groups[group.parent] if group.parent >= 0 else None
        if (
            above is not None
            and above.tense == "past"
            and above.lemma in ("announce", "say", "confirm", "declare", "state", "promise")
        ):
            return not above.negated
        number = group.parent
    return False


def _inner(clauses: Clauses, position: Position, cues: Cues) -> tuple[str, str] | None:
    """A cue inside the noun phrase or among the adverbs of the verb group."""
    tokens = clauses.tokens
    if position.group >= 0:
        group = clauses.groups[position.group]
        every = -1
        if not clauses.words.isdisjoint(_EVERY):
            every = next((index for index, lower in enumerate(clauses.lowers[:-1]) if lower in _EVERY), -1)
        if every >= 0 and group.tense == "present" and not _PERIODS.isdisjoint(clauses.lowers[every + 1 : every + 3]):
            return "hypothetical", f"{tokens[every].lower} {tokens[every + 1].lower}"
        for index in range(max(group.first - 2, 0), min(group.head + 2, len(tokens))):
            lower = tokens[index].lower
            status = cues.adverbs.get(lower)
            if status == "habitual":
                if not group.progressive and not group.modal and group.lemma not in ("be", "have"):
                    return "hypothetical", f"a habit: {lower}"
            elif status and position.role == "verb":
                return status, lower
        if group.tense == "present" and not group.perfect and (habit := _habit(clauses)):
            return "hypothetical", f"a habit: {habit}"
        generic = group.link in ("who", "that") and group.tense == "present" and not group.perfect
        if generic and position.role == "verb" and group.subject and group.subject[0] < group.start:
            who = tokens[group.subject[0]].lower
            if who in cues.background["whoever"]:
                return "hypothetical", f"{who} {group.link}"
    if position.role == "verb":
        group = clauses.groups[position.group]
        for party in (group.subject, group.object):
            if party and not _PRETENDED.isdisjoint(clauses.lowers[party[0] : party[1]]):
                return "hypothetical", "pretended"
        return None
    before = tokens[position.start - 1].lower if position.start else ""
    if before in ("no", "nor"):
        return "denied", before
    close = tokens[position.head - 1].lower if position.head else ""
    if not _FEARING.isdisjoint((before, close)) and not is_definite(clauses, position):
        return "hypothetical", before if before in _FEARING else close
    for index in range(position.start, position.head):
        lower = tokens[index].lower
        status = cues.adjectives.get(lower)
        if status:
            return status, lower
    return None


def _is_inverted(clauses: Clauses) -> bool:
    """Whether the sentence opens with a condition without "if": "Had the bomb gone off, many would have died"."""
    lowers = clauses.lowers
    if lowers[0] not in _INVERTED or len(lowers) == 1 or clauses.tags[1] not in "dpnxj" or lowers[-1] == "?":
        return False
    return "," in lowers and not _ONLY_IF.isdisjoint(lowers[lowers.index(",") :])


def _habit(clauses: Clauses) -> str | None:
    """The words that make a present a habit: "rockets fall on the embassy now and then"; ``None`` without them."""
    if clauses.words.isdisjoint(_AGAIN):
        return None
    lowers = clauses.lowers
    return next(
        (
            " ".join(idiom)
            for idiom in _NOW_AND_THEN
            for at in range(len(lowers) - len(idiom) + 1)
            if tuple(lowers[at : at + len(idiom)]) == idiom
        ),
        None,
    )


def _is_scheduled(clauses: Clauses, position: Position, dates: Sequence[DateMention]) -> bool:
    """Whether a present tells what stands on the calendar: "ministers meet in Brussels on Tuesday"."""
    if position.role != "verb" or clauses.title_case:
        return False
    group = clauses.groups[position.group]
    if group.tense != "present" or group.perfect or group.progressive or group.modal or group.lemma not in _ON_CALENDAR:
        return False
    ends = clauses.tokens[group.start].start, clauses.tokens[group.end - 1].end
    return any(one.basis == "weekday" and ends[0] <= one.start < ends[1] for one in dates)


def _speaks_of_itself(clauses: Clauses, position: Position) -> bool:
    """Whether the doer is the speaker ("we will strike them"), which makes a plan of violence a threat."""
    subject = clauses.groups[position.group].subject if position.group >= 0 else None
    return subject is not None and any(clauses.tokens[index].lower in ("we", "i", "our") for index in range(*subject))
