"""Finds what happened: the events that an article's sentences tell, with their kind and status."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field

from geomap.events.choosing import UNDECIDED, Choice, choose_kind, passive_agent
from geomap.events.clauses import read_clauses
from geomap.events.figurative import domain_of, idiom_tokens, is_lethal, load_figurative
from geomap.events.grammar import Clauses
from geomap.events.lexicon import load_lexicon
from geomap.events.matching import Match, find_matches
from geomap.events.signals import Entry, compile_signals
from geomap.events.status import Status, find_status, is_definite, locate
from geomap.events.taxonomy import Taxonomy, load_taxonomy
from geomap.events.verb_groups import DAYS
from geomap.language import Token, split_tokens
from geomap.records import DateMention, Event, Link, Sentence

Span = tuple[int, int]

_SERIES = frozenset(
    """repeated series string spate wave surge several multiple numerous frequent regular daily weekly continued constant
    sporadic dozens scores hundreds ongoing barrage rash flurry succession""".split()
)
_TARGETED = frozenset("assassinate assassination assassinated".split())
_LIGHT_VERBS = frozenset(
    "carry launch conduct mount stage make commit perpetrate execute wage undertake begin initiate unleash start hold do".split()
)
# Words that take the kind of what the article told before ("the attack"), where their own sentence does not say.
_BORROWING = frozenset(("attack", "explosion", "mention"))
_EFFECT_ROLE = "effect"
# Kinds whose words companies, teams and candidates use too.
_SOLDIERLY = frozenset(
    ("withdrawal", "territory_taken", "armed_clash", "attack", "hit", "strike", "explosion", "deployment")
)


@dataclass(slots=True)
class Draft:
    """An event under way, in tokens of its sentence."""

    match: Match
    choice: Choice
    status: Status
    definite: bool
    clause: Span
    group: int
    subject: Span | None
    object: Span | None
    agent: Span | None
    start: int
    effects: list[Match] = field(default_factory=list)


def find_events(
    text: str,
    sentences: Sequence[Sentence],
    links: Sequence[Link],
    dates: Sequence[DateMention],
    *,
    published: datetime.date | None = None,
    taxonomy: Taxonomy | None = None,
    unmapped: bool = False,
) -> list[Event]:
    """The events of an article in the order of the text; an empty list where nothing is told.

    A word that signals an event is found where it stands as it should ("fired" with rockets as its object), unless it
    is an idiom or a metaphor. Consequences ("killed 12") are part of the event that caused them where the sentence
    tells one. Events that did not happen are in the list, with a status that says so.

    Args:
        sentences: of ``text``, in order. links, dates: its mentions, sorted by start; both may be empty.
        published: the day of publication; without it only dated or worded history is told from news.
        taxonomy: the shipped one where it is not given.
        unmapped: whether kinds that never become markers (accidents, statements) are returned too.
    """
    taxonomy = taxonomy or load_taxonomy()
    table = compile_signals(taxonomy)
    events: list[Event] = []
    before: frozenset[str] = frozenset()
    known: str | None = None
    for index, sentence in enumerate(sentences):
        tokens = split_tokens(text, sentence.start, sentence.end)
        inside = [mention for mention in dates if sentence.start <= mention.start and mention.end <= sentence.end]
        for draft, clauses in _read_sentence(tokens, before, table, taxonomy, inside, published):
            if draft.definite and known and draft.match.signal.role in _BORROWING and draft.choice.reason == UNDECIDED:
                draft.choice = Choice(known, "as told before")
            event = _event(text, index, draft, clauses, taxonomy)
            if event.kind in taxonomy.weapons and draft.choice.reason != UNDECIDED:
                known = event.kind
            if unmapped or taxonomy.kinds[event.kind].mapped:
                events.append(event)
        before = frozenset(token.lower for token in tokens)
    return events


def _read_sentence(
    tokens: Sequence[Token],
    before: frozenset[str],
    table: dict[str, Entry],
    taxonomy: Taxonomy,
    dates: Sequence[DateMention],
    published: datetime.date | None,
) -> list[tuple[Draft, Clauses]]:
    if not any(token.lower in table for token in tokens):
        return []
    clauses = read_clauses(tokens, load_lexicon(), before)
    matches = find_matches(clauses, table)
    if not matches:
        return []
    lethal = is_lethal(clauses)
    idioms = idiom_tokens(clauses, lethal)
    domain = domain_of(clauses, lethal)
    drafts: list[Draft] = []
    effects: list[Match] = []
    for match in matches:
        if (
            match.head in idioms
            or _in_a_name(clauses, match)
            or _abstract(clauses, match)
            or (domain and match.need < 0 and domain != "business")
        ):
            continue
        if match.signal.role == _EFFECT_ROLE:
            effects.append(match)
            continue
        draft = _draft(clauses, match, taxonomy, dates, published)
        if draft:
            drafts.append(draft)
    for match in effects:
        cause = _cause(clauses, match, drafts)
        if cause is not None:
            cause.effects.append(match)
        elif match.is_verb:
            draft = _draft(clauses, match, taxonomy, dates, published)
            if draft:
                drafts.append(draft)
    drafts = _join(clauses, drafts, taxonomy)
    drafts.sort(key=lambda draft: draft.match.head)
    return [(draft, clauses) for draft in drafts]


def _draft(
    clauses: Clauses, match: Match, taxonomy: Taxonomy, dates: Sequence[DateMention], published: datetime.date | None
) -> Draft | None:
    position = locate(clauses, match.head, match.start, match.group)
    number = clauses.group_at[match.head] if clauses.group_at else -1
    group = clauses.groups[position.group] if position.group >= 0 else None
    clause = (clauses.groups[number].start, clauses.groups[number].end) if number >= 0 else (0, len(clauses.tokens))
    clause = (min(clause[0], position.start), max(clause[1], match.end))
    subject = group.subject if group else None
    target = group.object if group else None
    agent = passive_agent(clauses, match)
    if not match.is_verb:
        target = _noun_target(clauses, match)
        if agent is None and group and position.role == "object" and group.lemma in _LIGHT_VERBS and not group.passive:
            agent = group.subject
        if agent is None:
            agent = _possessor(clauses, position.start, match.start)
    elif group and group.passive:
        target = group.subject
    choice = choose_kind(
        clauses, match, clause, subject, target, agent, taxonomy, definite=is_definite(clauses, position)
    )
    if choice is None:
        return None
    status = find_status(clauses, position, choice.kind, taxonomy.kinds[choice.kind].layer, dates, published)
    return Draft(
        match=match,
        choice=choice,
        status=status,
        definite=is_definite(clauses, position),
        clause=clause,
        group=position.group,
        subject=subject,
        object=target if not match.is_verb else (group.object if group else None),
        agent=agent,
        start=position.start,
    )


def _noun_target(clauses: Clauses, match: Match) -> Span | None:
    """What follows "on", "against", "at", "of" after a noun: "an attack on a base"."""
    if match.end < len(clauses.tokens) and clauses.tokens[match.end].lower in (
        "on",
        "against",
        "at",
        "of",
        "targeting",
        "near",
    ):
        end = clauses.noun_phrase_end(match.end + 1)
        if end > match.end + 1:
            return match.end + 1, end
    return None


def _possessor(clauses: Clauses, start: int, end: int) -> Span | None:
    """Names before the word that say whose it is: "Israel's", "Israeli", "Taliban"."""
    names = [
        index
        for index in range(start, end)
        if clauses.tags[index] == "p" and clauses.tokens[index].lower.removesuffix("'s").removesuffix("’s") not in DAYS
    ]
    return (names[0], names[-1] + 1) if names else None


def _in_a_name(clauses: Clauses, match: Match) -> bool:
    """Whether the word is part of a proper name: "Popular Mobilization Forces"."""
    tokens, tags = clauses.tokens, clauses.tags
    if match.is_verb or match.start == 0 or not tokens[match.head].word[0].isupper() or clauses.title_case:
        return False
    after = match.head + 1
    return tags[match.start - 1] == "p" or (
        after < len(tags) and tags[after] == "p" and tokens[after].lower not in DAYS
    )


def _abstract(clauses: Clauses, match: Match) -> bool:
    """Whether what is attacked is no thing and no person: "attacked the policy", "hit by sanctions"."""
    figurative = load_figurative()
    tokens = clauses.tokens
    if match.is_verb:
        group = clauses.groups[match.group]
        doer = None if group.passive else group.subject
        if (
            doer
            and match.signal.target in _SOLDIERLY
            and any(tokens[index].lower in figurative.peaceful_doers for index in range(*doer))
            and not is_lethal(clauses)
        ):
            return True
        if match.need >= 0 or match.signal.words:
            return False
        target = group.subject if group.passive else group.object
        if target and not group.passive and tokens[target[1] - 1].lower in figurative.abstract:
            return True
        for index in range(match.end, min(match.end + 2, len(tokens))):
            if tokens[index].lower in ("with", "by"):
                end = clauses.noun_phrase_end(index + 1)
                return end > index + 1 and tokens[end - 1].lower in figurative.abstract_with
        return False
    if match.signal.role == "kind" and match.signal.target not in _SOLDIERLY:
        return False
    if match.end < len(tokens) and tokens[match.end].lower in ("on", "against", "of", "in"):
        end = clauses.noun_phrase_end(match.end + 1)
        return end > match.end + 1 and tokens[end - 1].lower in figurative.abstract
    return False


def _cause(clauses: Clauses, match: Match, drafts: Sequence[Draft]) -> Draft | None:
    """The event whose consequence this is: the nearest violent one of the sentence, unless the clause has its own doer."""
    violent = [draft for draft in drafts if draft.choice.kind not in _PEACEFUL]
    if not violent:
        return None
    if match.is_verb:
        group = clauses.groups[match.group]
        number = clauses.group_at[match.head]
        inside = [draft for draft in violent if clauses.group_at[draft.match.head] == number]
        if inside:
            return min(inside, key=lambda draft: abs(draft.match.head - match.head))
        own_doer = (
            group.form == "finite"
            and not group.passive
            and group.link in ("and", "but", "while", ";", "—")
            and bool(group.subject and group.subject[0] >= group.start)
        )
        if own_doer and group.lemma not in ("die", "leave"):
            return None
    return min(violent, key=lambda draft: (draft.match.head > match.head, abs(draft.match.head - match.head)))


_PEACEFUL = frozenset(
    """vote agreement statement threat deployment withdrawal exercise diplomacy decree base_established natural_disaster crime
    arrest force_change release weapons_seized territory_transferred""".split()
)


def _join(clauses: Clauses, drafts: list[Draft], taxonomy: Taxonomy) -> list[Draft]:
    """One event where several words of a clause signal one: the same kind, or a verb with the noun it carries."""
    kept: list[Draft] = []
    for draft in sorted(drafts, key=lambda draft: draft.match.head):
        for other in kept:
            same_clause = clauses.group_at and clauses.group_at[other.match.head] == clauses.group_at[draft.match.head]
            carried = draft.object and draft.object[0] <= other.match.head < draft.object[1]
            carries = other.object and other.match.is_verb and other.object[0] <= draft.match.head < other.object[1]
            same_force = (
                other.choice.kind == draft.choice.kind
                and draft.subject is not None
                and draft.subject[0] <= other.match.head < draft.subject[1]
            )
            if same_force or same_clause and (other.choice.kind == draft.choice.kind or carried or carries):
                better = min(
                    (other, draft),
                    key=lambda one: (one.match.signal.role != "kind", taxonomy.kinds[one.choice.kind].rank),
                )
                worse = draft if better is other else other
                better.effects.extend(worse.effects)
                if better is draft:
                    kept[kept.index(other)] = draft
                break
        else:
            kept.append(draft)
    return kept


def _event(text: str, sentence: int, draft: Draft, clauses: Clauses, taxonomy: Taxonomy) -> Event:
    tokens = clauses.tokens
    match = draft.match

    def span(part: Span | None) -> tuple[int, int] | None:
        return (tokens[part[0]].start, tokens[part[1] - 1].end) if part and part[1] > part[0] else None

    start, end = tokens[match.start].start, tokens[match.end - 1].end
    group = clauses.groups[draft.group] if draft.group >= 0 else None
    attribution = span(draft.status.attribution)
    words = {tokens[index].lower for index in range(draft.start, match.head)}
    voice = "nominal"
    if match.is_verb and group:
        voice = "passive" if group.passive else "active"
    return Event(
        start=start,
        end=end,
        text=text[start:end],
        sentence=sentence,
        kind=draft.choice.kind,
        layer=taxonomy.kinds[draft.choice.kind].layer,
        status=draft.status.status,
        score=0.9 if match.signal.role == "kind" else 0.7,
        definite=draft.definite,
        series=bool(words & _SERIES) and not match.is_verb,
        targeted_killing=any(tokens[index].lower in _TARGETED for index in range(len(tokens))),
        attribution=text[attribution[0] : attribution[1]] if attribution else None,
        reasons=(
            f"kind: {draft.choice.kind} ({draft.choice.reason})",
            f"status: {draft.status.status} ({draft.status.reason})",
        ),
        voice=voice,
        tense=group.tense if group else "none",
        negated=draft.status.negated,
        clause_span=span(draft.clause),
        verb_span=span((group.first, group.head + 1)) if group else None,
        subject_span=span(draft.subject),
        object_span=span(draft.object),
        agent_span=span(draft.agent),
        effect_spans=tuple(sorted((tokens[one.start].start, tokens[one.end - 1].end) for one in draft.effects)),
    )
