"""Finds what happened: the events that an article's sentences tell, with their kind and status."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field

from geomap.events.choosing import UNDECIDED, Choice, Parties, choose_kind, kind_by_target, passive_agent
from geomap.events.clauses import read_clauses
from geomap.events.figurative import domain_of, idiom_tokens, is_lethal
from geomap.events.grammar import Clauses
from geomap.events.happening import is_happening
from geomap.events.lexicon import load_lexicon
from geomap.events.matching import Match, find_matches
from geomap.events.metaphor import is_abstract, is_natural_death
from geomap.events.position import is_definite, locate
from geomap.events.signals import GAP, Entry, compile_signals
from geomap.events.status import Status, find_status
from geomap.events.taxonomy import Taxonomy, load_taxonomy
from geomap.events.verb_groups import DAYS
from geomap.language import Token, split_tokens
from geomap.records import DateMention, Event, Link, Sentence

Span = tuple[int, int]

_SERIES = frozenset(
    """repeated series string spate wave surge several multiple numerous frequent regular daily weekly continued
    constant sporadic dozens scores hundreds ongoing barrage rash flurry succession""".split()
)
_TARGETED = frozenset("assassinate assassination assassinated".split())
_LIGHT_VERBS = frozenset(
    """carry launch conduct mount stage make commit perpetrate execute wage undertake begin initiate unleash
    start hold do""".split()
)
# Words that take the kind of what the article told before ("the attack"), where their own sentence does not say.
_BORROWING = frozenset(("attack", "explosion", "mention"))
_EFFECT_ROLE = "effect"
_AIMING = frozenset(("on", "at", "with", "against", "into", "toward", "towards"))
# What a police raid is named by, where it led to it.
_CATCHING = frozenset(("arrest", "weapons_seized"))
_EFFECT_ROLE = "effect"
_AIMING = frozenset(("on", "at", "with", "against", "into", "toward", "towards"))
# What a police raid is named by, where it led to it.
_CATCHING = frozenset(("arrest", "weapons_seized"))
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
    lowers = {token.lower for token in tokens}
    found = [entry for entry in map(table.get, lowers) if entry is not None]
    if not any(entry.alone or not lowers.isdisjoint(entry.company) for entry in found):
        return []
    clauses = read_clauses(tokens, load_lexicon(), before)
    matches = find_matches(clauses, table)
    if not matches:
        return []
    lethal = is_lethal(clauses)
    idioms = idiom_tokens(clauses, lethal)
    domain, certain = domain_of(clauses, lethal)
    drafts: list[Draft] = []
    effects: list[Match] = []
    for match in matches:
        if idioms.intersection(_own_words(match)) or _in_a_name(clauses, match) or is_abstract(clauses, match, lethal):
            continue
        if not is_happening(clauses, match, taxonomy):
            continue
        if domain and (certain or match.need < 0) and (domain != "business" or match.signal.role != "kind"):
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
            if cause.choice == Choice("armed_clash", UNDECIDED) and match.is_verb:
                victims = _victims(clauses, match)
                cause.choice = (
                    Choice(kind_by_target(clauses, victims, taxonomy), "victims") if victims else cause.choice
                )
        elif match.is_verb and not is_natural_death(clauses, match):
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
    else:
        target = _verb_target(clauses, match) or target
    definite = is_definite(clauses, position)
    parties = Parties(clause, subject, target, agent)
    choice = choose_kind(clauses, match, parties, taxonomy, definite=definite)
    if choice is None:
        return None
    status = find_status(clauses, position, choice.kind, taxonomy.kinds[choice.kind].layer, dates, published)
    return Draft(
        match=match,
        choice=choice,
        status=status,
        definite=definite,
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


def _verb_target(clauses: Clauses, match: Match) -> Span | None:
    """What follows the preposition that ends a verb phrase: "opened fire on a bus", "clashed with police"."""
    tokens = clauses.tokens
    position = match.end - 1
    if tokens[position].lower not in _AIMING and position + 1 < len(tokens):
        position += 1
    if position == match.head or tokens[position].lower not in _AIMING:
        return None
    end = clauses.noun_phrase_end(position + 1)
    return (position + 1, end) if end > position + 1 else None


def _possessor(clauses: Clauses, start: int, end: int) -> Span | None:
    """Names before the word that say whose it is: "Israel's", "Israeli", "Taliban"."""
    names = [
        index
        for index in range(start, end)
        if clauses.tags[index] == "p" and clauses.tokens[index].lower.removesuffix("'s").removesuffix("’s") not in DAYS
    ]
    return (names[0], names[-1] + 1) if names else None


def _own_words(match: Match) -> range:
    return range(match.start, match.end) if GAP not in match.signal.words else range(match.start, match.start + 1)


def _in_a_name(clauses: Clauses, match: Match) -> bool:
    """Whether the word is part of a proper name: "Popular Mobilization Forces"."""
    tokens, tags = clauses.tokens, clauses.tags
    if match.is_verb or match.start == 0 or not tokens[match.head].word[0].isupper() or clauses.title_case:
        return False
    after = match.head + 1
    return tags[match.start - 1] == "p" or (
        after < len(tags) and tags[after] == "p" and tokens[after].lower not in DAYS
    )


def _victims(clauses: Clauses, match: Match) -> Span | None:
    if not match.is_verb:
        return None
    group = clauses.groups[match.group]
    return group.subject if group.passive or group.lemma in ("die", "perish") else group.object


def _cause(clauses: Clauses, match: Match, drafts: Sequence[Draft]) -> Draft | None:
    """The event whose consequence this is: the nearest violent one, unless the clause has its own doer."""
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
    """vote agreement statement threat deployment withdrawal exercise diplomacy decree base_established arrest
    force_change release weapons_seized territory_transferred""".split()
)


def _join(clauses: Clauses, drafts: list[Draft], taxonomy: Taxonomy) -> list[Draft]:
    """One event where several words signal one: a verb with the noun it carries, the same kind twice in a clause."""
    kept: list[Draft] = []
    for draft in sorted(drafts, key=lambda draft: draft.match.head):
        for other in kept:
            better = _better(clauses, other, draft, taxonomy)
            if better is None:
                continue
            worse = draft if better is other else other
            better.effects.extend(worse.effects)
            if better is draft:
                kept[kept.index(other)] = draft
            break
        else:
            kept.append(draft)
    return kept


def _better(clauses: Clauses, first: Draft, second: Draft, taxonomy: Taxonomy) -> Draft | None:
    """Which of two drafts names the happening that both are words of; ``None`` where they are two happenings."""
    same_kind = first.choice.kind == second.choice.kind
    if same_kind and second.subject and second.subject[0] <= first.match.head < second.subject[1]:
        return first
    both_verbs = first.match.is_verb and second.match.is_verb
    if same_kind and both_verbs and first.subject and first.subject == second.subject:
        # "blew up a car, killing ten", "landed and exploded", but not "attacked a village ... and attacked a base"
        other_word = second.match.signal.target != first.match.signal.target
        if other_word or clauses.groups[second.match.group].form != "finite":
            return first
    if not clauses.group_at or clauses.group_at[first.match.head] != clauses.group_at[second.match.head]:
        return None
    for verb, noun in ((first, second), (second, first)):
        if not verb.match.is_verb or noun.match.is_verb:
            continue
        violent = noun.choice.kind not in _PEACEFUL
        if violent and verb.subject and verb.subject[0] <= noun.match.head < verb.subject[1]:
            # "an airstrike struck the camp"
            return noun
        if (
            verb.choice.kind in _CATCHING
            and noun.choice.kind in ("armed_clash", "arrest")
            and noun.match.head > verb.match.head
        ):
            # "detained twelve men in overnight raids"
            return verb
    carried = second.object and second.object[0] <= first.match.head < second.object[1]
    carries = first.object and first.match.is_verb and first.object[0] <= second.match.head < first.object[1]
    if same_kind or carried or carries:
        return min(
            (first, second), key=lambda one: (one.match.signal.role != "kind", taxonomy.kinds[one.choice.kind].rank)
        )
    return None


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
