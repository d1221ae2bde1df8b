"""Whether what a sentence tells took place: status, polarity and attribution of an event.

The cues lie round the event's word, from the inside out: in its noun phrase, in its verb group, in the clause's
opening word, in the verbs and nouns it hangs on. The innermost cue that says anything decides. The words are in
``status.toml``.
"""

from __future__ import annotations

import datetime
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from geomap.events.grammar import Clauses
from geomap.events.lexicon import COORDINATOR, MARK, PREPOSITION, TO
from geomap.records import DateMention

# Older than this, an event is told as history. Two years keep "last year's attack" among the news.
HISTORY_DAYS = 730
_FIRST_YEAR = 1000

_MODAL_STATUS = {
    "will": "planned",
    "shall": "planned",
    "to": "planned",
    "would": "hypothetical",
    "could": "hypothetical",
    "may": "hypothetical",
    "might": "hypothetical",
    "should": "hypothetical",
    "must": "hypothetical",
    "can": "hypothetical",
}
_VIOLENT = frozenset(("strikes", "rocket_attacks", "bombings", "clashes", "abductions"))
_REPORTING = frozenset(
    """say tell report announce claim confirm add state declare insist note explain admit acknowledge reiterate reveal
    disclose write tweet testify allege assert affirm maintain contend quote cite accuse""".split()
)
_SPECULATING = frozenset("believe think suspect fear expect predict doubt know hope".split())
_MOVES = frozenset(("deployment", "withdrawal", "exercise", "base_established"))
_DEFINITE = frozenset(("the", "this", "that", "these", "those", "its", "their", "his", "her", "such", "both"))


@dataclass(frozen=True, slots=True)
class Cues:
    """The contents of ``status.toml``: word to status for each place where a cue may stand."""

    verbs: dict[str, str]
    objects: dict[str, str]
    background: dict[str, frozenset[str]]
    real: frozenset[str]
    nouns: dict[str, str]
    adjectives: dict[str, str]
    adverbs: dict[str, str]
    if_links: frozenset[str]
    future_links: frozenset[str]
    existence: frozenset[str]
    prepositions: frozenset[str]
    history: frozenset[str]
    wars: frozenset[str]


@cache
def load_cues() -> Cues:
    """The status cues; read once per process."""
    with resources.files(__package__).joinpath("status.toml").open("rb") as stream:
        data = tomllib.load(stream)

    def by_word(table: dict[str, str]) -> dict[str, str]:
        return {word: status for status, words in table.items() for word in words.split()}

    return Cues(
        verbs=by_word(data["verbs"]),
        objects=by_word(data["objects"]),
        background={key: frozenset(words.split()) for key, words in data["background"].items()},
        real=frozenset(data["real"]["verbs"].split()),
        nouns=by_word(data["nouns"]),
        adjectives=by_word(data["adjectives"]),
        adverbs=by_word(data["adverbs"]),
        if_links=frozenset(data["links"]["hypothetical"].split()),
        future_links=frozenset(data["links"]["future"].split()),
        existence=frozenset(data["existence"]["verbs"].split()),
        prepositions=frozenset(data["prepositions"]["hypothetical"].split()),
        history=frozenset(data["history"]["words"].split()),
        wars=frozenset(data["history"]["wars"].split()),
    )


@dataclass(frozen=True, slots=True)
class Position:
    """Where an event's word stands. ``group`` is the verb group that it is, is the object of, or hangs on; ``role`` is
    verb, object, subject, prepositional or free. ``governor`` is the noun token that it depends on, -1 for none;
    ``preposition`` the word between them. ``start`` is the first token of the event's noun phrase."""

    role: str
    group: int
    start: int
    head: int
    governor: int = -1
    preposition: str = ""


@dataclass(frozen=True, slots=True)
class Status:
    """A status with the words that decided, the polarity and who says so (a span of tokens)."""

    status: str
    reason: str
    negated: bool = False
    attribution: tuple[int, int] | None = None


def locate(clauses: Clauses, head: int, start: int, group: int) -> Position:
    """Where a word stands: as a verb, or as a noun under a verb or another noun."""
    if group >= 0:
        return Position("verb", group, start, head)
    tokens, tags, groups = clauses.tokens, clauses.tags, clauses.groups
    left = clauses.noun_phrase_start(start)
    before = left - 1
    # "attacks and clashes", "rebels, gangs and violence": what stands before the first of a list governs all of it
    while before > 0 and (tags[before] == COORDINATOR or tokens[before].lower == ","):
        previous = before - 1 if tokens[before - 1].lower != "," else before - 2
        if previous < 0 or tags[previous] not in "npg" or previous in clauses.group_of_head:
            break
        further = clauses.noun_phrase_start(previous)
        opener = tags[further - 1] if further else MARK
        if opener not in (PREPOSITION, COORDINATOR) and further - 1 not in clauses.group_of_head:
            if not (opener == MARK and further and tokens[further - 1].lower == ","):
                break
        left = further
        before = left - 1
    for number, group_here in enumerate(groups):
        if (
            group_here.subject
            and group_here.subject[0] <= head < group_here.subject[1]
            and left <= group_here.subject[0]
        ):
            return Position("subject", number, left, head)
    if before >= 0:
        number = clauses.group_of_head.get(before)
        if number is None and tags[before] == "r" and before:
            number = clauses.group_of_head.get(before - 1)
        if number is not None:
            return Position("object", number, left, head)
        if tags[before] in (PREPOSITION, TO, "S"):
            word = tokens[before].lower
            quantity = before and tags[before - 1] == "d" and word == "of"
            if before and (tags[before - 1] in "npg" or quantity) and before - 1 not in clauses.group_of_head:
                return Position("prepositional", clauses.group_at[head], left, head, before - 1, word)
            number = clauses.group_of_head.get(before - 1)
            if number is not None:
                return Position("prepositional", number, left, head, -1, word)
            return Position("prepositional", clauses.group_at[head], left, head, -1, word)
    for number, group_here in enumerate(groups):
        if group_here.object and group_here.object[0] <= head < group_here.object[1]:
            return Position("object", number, left, head)
    for number, group_here in enumerate(groups):
        if group_here.first > head and group_here.subject and group_here.subject[0] <= head < group_here.subject[1]:
            return Position("subject", number, left, head)
    return Position("free", clauses.group_at[head] if clauses.group_at else -1, left, head)


def is_definite(clauses: Clauses, position: Position) -> bool:
    """Whether the noun phrase points at something already known: "the assault", "that strike", "Friday's raid"."""
    if position.role == "verb":
        return False
    first = clauses.tokens[position.start]
    return first.lower in _DEFINITE or any(
        clauses.tokens[index].lower.endswith(("'s", "’s", "s'", "s’")) for index in range(position.start, position.head)
    )


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
    attribution, doubtful = _attribution(clauses, position)
    definite = is_definite(clauses, position)
    found = _inner(clauses, position, cues)
    if found is None and position.group >= 0:
        found = _outer(clauses, position, cues, definite)
    if found is None:
        found = _background(clauses, position, cues, bool(dates))
    status, reason = found or ("occurred", "told as a fact")
    if layer == "political" and kind == "threat" and status in ("occurred", "ongoing", "planned"):
        status = "threatened"
    if status == "hypothetical" and reason == "would" and kind in _MOVES and _announced(clauses, position):
        status, reason = "planned", "announced"
    negated = status == "denied"
    if status == "planned" and layer in _VIOLENT and _speaks_of_itself(clauses, position):
        status = "threatened"
    if status in ("occurred", "ongoing", "alleged", "failed"):
        past = _history(clauses, position, dates, published, cues)
        if past:
            status, reason = "historical", past
        elif status == "occurred" and doubtful:
            status, reason = doubtful
    if status == "occurred" and kind == "deployment" and position.role in ("object", "subject"):
        group = clauses.groups[position.group]
        if (
            group.tense == "present"
            and group.lemma in ("be", "have")
            or (group.progressive and group.tense == "present")
        ):
            status, reason = "ongoing", "a standing presence"
    if status == "occurred" and position.role == "verb":
        group = clauses.groups[position.group]
        if group.progressive and group.tense == "present":
            status, reason = "ongoing", "is under way"
        elif group.lemma in ("station", "base") and group.tense != "past":
            status, reason = "ongoing", "a standing presence"
    return Status(status, reason, negated, attribution)


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
        for index in range(max(group.first - 2, 0), min(group.head + 2, len(tokens))):
            lower = tokens[index].lower
            status = cues.adverbs.get(lower)
            if status == "habitual":
                if group.tense == "present" and not group.progressive:
                    return "hypothetical", f"a habit: {lower}"
            elif status and position.role == "verb":
                return status, lower
        if group.link in ("who", "that") and group.tense == "present" and not group.perfect and group.subject:
            if tokens[group.subject[0]].lower in cues.background["whoever"] and position.role == "verb":
                return "hypothetical", f"{tokens[group.subject[0]].lower} {group.link}"
    if position.role == "verb":
        return None
    for index in range(position.start, position.head):
        lower = tokens[index].lower
        status = cues.adjectives.get(lower)
        if status:
            return status, lower
    return None


def _background(clauses: Clauses, position: Position, cues: Cues, dated: bool) -> tuple[str, str] | None:
    """Whether this tells of a long row of happenings and not of one: "the latest in a series of attacks"."""
    tokens = clauses.tokens
    words = cues.background
    group = clauses.groups[position.group] if position.group >= 0 else None
    if position.role == "verb":
        doer = group.subject if group and not group.passive else None
        if doer and group and group.lemma in ("kill", "leave", "claim", "wound", "displace", "cost"):
            last = next((i for i in range(*doer) if clauses.tags[i] == PREPOSITION), doer[1]) - 1
            if tokens[last].lower in words["subjects"]:
                return "historical", f"the toll of a {tokens[last].lower}"
        return None
    if (
        position.governor >= 0
        and position.preposition in ("of", "in")
        and tokens[position.governor].lower in words["nouns"]
    ):
        start = clauses.noun_phrase_start(position.governor)
        lead = {tokens[index].lower for index in range(max(start - 4, 0), position.governor)}
        if not dated or lead & {"latest", "part", "one", "amid"} or tokens[position.governor].lower in words["kinds"]:
            return "historical", f"a {tokens[position.governor].lower} of them"
    if group is not None:
        after_verb = position.role in ("object", "prepositional") and position.governor < 0
        if group.lemma in words["verbs"] and (after_verb or position.role == "subject"):
            return "historical", tokens[group.head].lower
        if position.role == "subject" and group.lemma == "be":
            for index in range(group.head + 1, min(group.head + 4, len(tokens))):
                if tokens[index].lower in words["common"]:
                    return "hypothetical", tokens[index].lower
    return None


def _outer(clauses: Clauses, position: Position, cues: Cues, definite: bool) -> tuple[str, str] | None:
    tokens, groups = clauses.tokens, clauses.groups
    if position.role == "prepositional":
        word = position.preposition
        if position.governor >= 0:
            noun = tokens[position.governor].lower
            status = cues.nouns.get(noun)
            if (
                status
                and word in ("of", "to", "for", "on", "about", "against", "over", "in", "from")
                and not (definite and status not in ("historical", "alleged", "threatened"))
            ):
                return status, f"{noun} {word}"
            if _no_before(clauses, position.governor):
                return "denied", f"no {noun} {word}"
        if not definite and word in cues.prepositions:
            return "hypothetical", word
        if word in ("to", "from", "about", "of", "for", "with", "against") and position.governor < 0:
            governed = _governed(clauses, position.group, cues, word)
            if governed and (not definite or governed[0] == "planned"):
                return governed
        if definite:
            return None
        return _chain(clauses, position.group, cues, position)
    if position.role == "subject":
        group = groups[position.group]
        status = cues.verbs.get(group.lemma)
        if status and group.passive and not (definite and status not in ("failed", "planned", "denied")):
            if status != "planned" or not definite or group.tense != "past":
                return status, tokens[group.head].lower
        if group.negated and group.lemma in cues.existence and not definite:
            return "denied", "not " + tokens[group.head].lower
        if group.modal in _MODAL_STATUS and not definite:
            return _MODAL_STATUS[group.modal], group.modal
        if definite:
            return None
        return _link(clauses, position.group, cues)
    if position.role == "object":
        group = groups[position.group]
        status = cues.objects.get(group.lemma) or cues.verbs.get(group.lemma)
        if status and status != "occurred" and group.lemma not in cues.real:
            if status == "failed":
                if group.form == "to" or group.modal:
                    return "hypothetical", f"to {group.lemma}"
                return "failed", tokens[group.head].lower
            if not definite or status == "planned":
                return status, tokens[group.head].lower
        if definite and group.lemma not in cues.real:
            return None
        return _chain(clauses, position.group, cues, position)
    if position.role == "verb":
        return _chain(clauses, position.group, cues, position)
    return None


def _no_before(clauses: Clauses, index: int) -> bool:
    start = clauses.noun_phrase_start(index)
    return any(
        clauses.tokens[position].lower in ("no", "without", "nor") for position in range(max(start - 1, 0), index)
    )


def _governed(clauses: Clauses, number: int, cues: Cues, word: str) -> tuple[str, str] | None:
    """The effect of a verb on what follows its preposition: "warned of attacks", "prepares for an attack"."""
    group = clauses.groups[number] if number >= 0 else None
    if group is None or group.head + 1 >= len(clauses.tokens) or clauses.tokens[group.head + 1].lower != word:
        return None
    status = cues.verbs.get(group.lemma)
    return (status, f"{clauses.tokens[group.head].lower} {word}") if status else None


def _link(clauses: Clauses, number: int, cues: Cues) -> tuple[str, str] | None:
    """The effect of the word that opens the clause."""
    group = clauses.groups[number]
    if group.link in cues.if_links:
        return "hypothetical", group.link
    first = clauses.tokens[group.start].lower
    if first in ("should", "had") and group.first == group.start and group.form == "finite" and group.modal == "should":
        return "hypothetical", "should"
    if group.link in cues.future_links:
        for other in clauses.groups:
            if (
                other is not group
                and other.modal in _MODAL_STATUS
                and group.tense == "present"
                and other.form == "finite"
            ):
                return "hypothetical", f"{group.link}, with {other.modal}"
    return None


def _chain(clauses: Clauses, number: int, cues: Cues, position: Position) -> tuple[str, str] | None:
    """The status that a verb group has of itself and from the groups above it."""
    tokens, tags, groups = clauses.tokens, clauses.tags, clauses.groups
    seen = 0
    while number >= 0 and seen < 8:
        seen += 1
        group = groups[number]
        own = position.role == "verb" and number == position.group
        if group.negated:
            return "denied", "not " + tokens[group.head].lower
        if _negative_subject(clauses, group.subject) and (own or position.role == "object"):
            return "denied", "no " + tokens[group.subject[1] - 1].lower if group.subject else "no"
        if group.modal:
            modal = _MODAL_STATUS.get(group.modal)
            if modal == "hypothetical" and group.perfect and group.modal in ("may", "might", "could", "must"):
                return "alleged", f"{group.modal} have"
            if modal:
                return modal, group.modal
        link = _link(clauses, number, cues)
        if link:
            return link
        if group.form == "to":
            above = group.parent
            noun = group.start - 1
            if noun >= 0 and tags[noun] in "np" and cues.nouns.get(tokens[noun].lower):
                if "any" in (tokens[noun - 1].lower, tokens[noun].lower):
                    return "hypothetical", f"any {tokens[noun].lower} to"
                if _no_before(clauses, noun) or (above >= 0 and groups[above].negated):
                    return "denied", f"no {tokens[noun].lower} to"
                return cues.nouns[tokens[noun].lower], f"{tokens[noun].lower} to"
            if noun >= 0 and tags[noun] == "j":
                lower = tokens[noun].lower
                if lower in ("ready", "set", "due", "poised", "about", "bound", "likely", "prepared", "determined"):
                    return ("hypothetical" if lower == "likely" else "planned"), f"{lower} to"
                return "hypothetical", f"{lower} to"
            if noun >= 0 and tokens[noun].lower == "about":
                return "planned", "about to"
            if above < 0:
                return "hypothetical", "to"
            governor = groups[above]
            status = cues.verbs.get(governor.lemma)
            if status and not (governor.lemma in cues.real and not governor.passive and governor.lemma != "order"):
                if governor.negated and status in ("planned", "threatened"):
                    return "denied", f"not {tokens[governor.head].lower} to"
                if status == "claim":
                    return "alleged", "claim to"
                return status, f"{tokens[governor.head].lower} to"
            if governor.lemma in cues.real or (governor.passive and governor.lemma in ("force", "compel", "oblige")):
                number = above
                continue
            if governor.lemma in ("say", "report", "believe", "know", "think", "understand", "find", "see"):
                number = above
                if governor.passive and governor.lemma in ("believe", "think"):
                    return "alleged", f"{tokens[governor.head].lower} to"
                continue
            return "hypothetical", "to, a purpose"
        if group.form in ("ing", "participle") and number:
            word = group.link
            if word == "without":
                return "denied", "without"
            if word in ("from", "against"):
                return "hypothetical", word
            if word in ("of", "for", "about", "on", "to") and group.start:
                of_governor = _of_governor(clauses, group.start, cues)
                if of_governor:
                    return of_governor
            governor = groups[group.parent] if group.parent >= 0 else None
            if governor is not None and word in ("", "by", ",") and group.form == "ing":
                status = cues.verbs.get(governor.lemma)
                if status and governor.head == group.first - 1:
                    return status, tokens[governor.head].lower
                number = group.parent
                continue
            return None
        above = group.parent
        if above < 0:
            return None
        governor = groups[above]
        status = cues.verbs.get(governor.lemma)
        if status == "planned" and group.tense in ("past",):
            status = None
        if (
            governor.lemma in ("announce", "agree", "decide", "approve", "order", "commit", "expect", "plan")
            and group.form == "finite"
            and not (group.tense == "present" and governor.lemma == "expect")
        ):
            status = None
        if status and governor.lemma in ("claim", "charge"):
            status = "alleged"
        if status == "hypothetical" and governor.lemma in ("warn", "caution") and group.tense == "past":
            status = None
        if status and (group.link in ("that", "", "whether", "to") or status == "denied"):
            return status, tokens[governor.head].lower
        if governor.negated and governor.lemma in _REPORTING | _SPECULATING:
            return "denied", "not " + tokens[governor.head].lower
        number = above
    return None


def _of_governor(clauses: Clauses, start: int, cues: Cues) -> tuple[str, str] | None:
    """The word before "of doing": "accused of bombing", "capable of striking", "a plan for attacking"."""
    tokens = clauses.tokens
    for index in range(start - 1, max(start - 5, -1), -1):
        lower = tokens[index].lower
        if lower in ("capable", "incapable"):
            return "hypothetical", f"{lower} of"
        number = clauses.group_of_head.get(index)
        if number is not None:
            status = cues.verbs.get(clauses.groups[number].lemma)
            return (status, lower) if status else None
        if lower in cues.nouns:
            return cues.nouns[lower], lower
    return None


def _negative_subject(clauses: Clauses, subject: tuple[int, int] | None) -> bool:
    if subject is None:
        return False
    start = max(subject[0] - 1, 0)
    return any(
        clauses.tokens[index].lower in ("no", "nobody", "none", "neither", "few") for index in range(start, subject[1])
    )


def _speaks_of_itself(clauses: Clauses, position: Position) -> bool:
    """Whether the doer is the speaker ("we will strike them"), which makes a plan of violence a threat."""
    subject = clauses.groups[position.group].subject if position.group >= 0 else None
    return subject is not None and any(
        clauses.tokens[index].lower in ("we", "i", "they", "he", "it") for index in range(*subject)
    )


def _attribution(clauses: Clauses, position: Position) -> tuple[tuple[int, int] | None, tuple[str, str] | None]:
    """Who says so, and the status that this alone would give ("alleged" for a claim), if any."""
    tokens, groups = clauses.tokens, clauses.groups
    number = position.group
    seen = 0
    while number >= 0 and seen < 8:
        seen += 1
        group = groups[number]
        if group.lemma in _REPORTING and number != position.group and group.subject:
            return group.subject, None
        number = group.parent
    for group in groups:
        if (
            group.lemma in _REPORTING
            and group.subject
            and group.form == "finite"
            and not group.modal
            and group.start > position.head
            and tokens[group.start].lower in (",", '"', "”", "’")
        ):
            return group.subject, None
    for index in range(len(tokens) - 2):
        if tokens[index].lower == "according" and tokens[index + 1].lower == "to":
            end = clauses.noun_phrase_end(index + 2)
            if end > index + 2:
                return (index + 2, end), None
    return None, None


def _history(
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
    for index in range(first, last):
        lower = tokens[index].lower
        if lower in cues.history and (lower.endswith("0s") or (index + 1 < last and tokens[index + 1].lower == "ago")):
            return lower
        if lower in cues.wars:
            return lower
        for size in (2, 3, 4):
            if tokens[index].word[0].isupper() and index + size <= last:
                joined = "-".join(token.lower for token in tokens[index : index + size])
                if joined in cues.wars:
                    return joined.replace("-", " ")
    return None
