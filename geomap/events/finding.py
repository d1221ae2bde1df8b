"""Finds what happened: the events that an article's sentences tell, with their kind and status."""

from __future__ import annotations

import datetime
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from geomap.events.choosing import AS_TOLD_BEFORE, BY_VICTIMS, UNDECIDED, Choice
from geomap.events.clauses import read_clauses
from geomap.events.company import is_violent, lacks_company
from geomap.events.drafting import Draft, draft_event
from geomap.events.figurative import (
    domain_of,
    idiom_tokens,
    is_lethal,
    is_played,
    is_tale,
    load_figurative,
    theme_of,
)
from geomap.events.grammar import Clauses
from geomap.events.happening import is_happening
from geomap.events.harmless import is_harmless
from geomap.events.joining import absorb_effect, find_cause, join_drafts
from geomap.events.lexicon import load_lexicon
from geomap.events.likely import is_unlikely
from geomap.events.matching import Match, find_matches
from geomap.events.metaphor import is_abstract, is_likeness, is_natural_death
from geomap.events.references import Reference, find_references, reference_at
from geomap.events.signals import GAP, PLACE, Entry, compile_signals
from geomap.events.taxonomy import Taxonomy, load_taxonomy
from geomap.events.verb_groups import DAYS
from geomap.language import place_words, split_words
from geomap.records import DateMention, Event, Link, Sentence

Span = tuple[int, int]

_SERIES = frozenset(
    """repeated series string spate wave surge several multiple numerous frequent regular daily weekly continued
    constant sporadic dozens scores hundreds ongoing barrage rash flurry succession""".split()
)
_TARGETED = frozenset("assassinate assassination assassinated".split())
# Words that take the kind of what the article told before ("the attack"), where their own sentence does not say.
_BORROWING = frozenset(("attack", "explosion", "mention"))
# Kinds that guns and knives make, too general to be borrowed, and what is done to an attack rather than one.
_NEVER_BORROWED = frozenset(("armed_clash", "killing", "interception"))
# Statuses of what happened, or may have; a death that happened was not caused by what did not.
_REAL = frozenset(("occurred", "ongoing", "failed", "alleged", "historical"))
_EFFECT_ROLE = "effect"
_TOWN_BASES = frozenset(("named", "admin"))
_DISASTERS = frozenset(("natural_disaster", "accident"))


@dataclass(slots=True)
class Scene:
    """What is known around a sentence.

    Whether violence was told before it, whether the article speaks of war or of protests, what harmless theme it has,
    and where the names of places smaller than a country end in the sentence.
    """

    violent: bool
    of_war: bool
    theme: str | None
    towns: frozenset[int] = frozenset()


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
    known_dates: Sequence[DateMention] = ()
    told_violence = told_disaster = False
    place_links = [link for link in links if link.literal]
    place_starts = [link.start for link in place_links]
    date_starts = [mention.start for mention in dates]
    theme = theme_of(text)
    labour = _is_about_labour(text)
    written_of = [split_words(text, sentence.start, sentence.end) for sentence in sentences]
    words_of = [frozenset(map(str.lower, written)) for written in written_of]
    of_war = is_violent(words_of)
    for index, (sentence, written, words) in enumerate(zip(sentences, written_of, words_of, strict=True)):
        first, last = bisect_left(date_starts, sentence.start), bisect_left(date_starts, sentence.end)
        inside = [mention for mention in dates[first:last] if mention.end <= sentence.end]
        low, high = bisect_left(place_starts, sentence.start), bisect_left(place_starts, sentence.end)
        towns = frozenset(link.end for link in place_links[low:high] if link.basis in _TOWN_BASES)
        scene = Scene(told_violence, of_war, theme, towns)
        for draft, clauses in _read_sentence(
            text, sentence.start, written, words, before, table, taxonomy, inside, published, scene
        ):
            if (
                draft.definite
                and known
                and draft.match.signal.role in _BORROWING
                and draft.choice.reason in (UNDECIDED, BY_VICTIMS)
                and not _is_of_another_day(draft, clauses, inside, known_dates)
            ):
                draft.choice = Choice(known, AS_TOLD_BEFORE)
            if told_violence and _is_consequence(draft, clauses):
                draft.definite = draft.definite or not (high > low or inside)
            if told_disaster and not told_violence and _may_be_its(draft):
                continue
            if labour and draft.match.signal.target == "strike" and draft.choice.reason == UNDECIDED:
                continue
            event = _event(text, index, draft, clauses, taxonomy)
            told_disaster = told_disaster or event.kind in _DISASTERS
            told_violence = told_violence or event.kind in taxonomy.weapons
            if event.kind in taxonomy.weapons and event.kind not in _NEVER_BORROWED:
                known, known_dates = event.kind, inside
            if unmapped or taxonomy.kinds[event.kind].mapped:
                events.append(event)
        before = words
    return events


def _read_sentence(
    text: str,
    start: int,
    written: Sequence[str],
    words: frozenset[str],
    before: frozenset[str],
    table: dict[str, Entry],
    taxonomy: Taxonomy,
    dates: Sequence[DateMention],
    published: datetime.date | None,
    scene: Scene,
) -> list[tuple[Draft, Clauses]]:
    known = words | {PLACE} if scene.towns else words
    found = [table[word] for word in table.keys() & known]
    if not any(entry.alone or not known.isdisjoint(entry.company) for entry in found):
        return []
    tokens = place_words(text, written, start)
    clauses = read_clauses(tokens, load_lexicon(), before)
    if scene.towns:
        clauses.places = frozenset(index for index, token in enumerate(tokens) if token.end in scene.towns)
    matches = find_matches(clauses, table)
    if not matches or is_tale(clauses):
        return []
    lethal = is_lethal(clauses) and not is_played(clauses, scene.theme)
    idioms = idiom_tokens(clauses, lethal)
    domain, certain = domain_of(clauses, lethal)
    themed = domain in (None, scene.theme) and scene.theme is not None and not lethal
    if themed:
        domain, certain = scene.theme, True
    drafts: list[Draft] = []
    effects: list[Match] = []
    for match in matches:
        if (
            match.need in idioms
            or idioms.intersection(_own_words(match))
            or _in_a_name(clauses, match)
            or is_abstract(clauses, match, lethal)
        ):
            continue
        if is_likeness(clauses, match) or not is_happening(clauses, match, taxonomy):
            continue
        if is_harmless(clauses, match, taxonomy) or (not scene.of_war and lacks_company(clauses, match, idioms)):
            continue
        if not scene.of_war and is_unlikely(clauses, match, taxonomy):
            continue
        if domain and (certain or match.need < 0) and (themed or domain != "business" or match.signal.role != "kind"):
            continue
        if match.signal.role == _EFFECT_ROLE:
            effects.append(match)
            continue
        draft = draft_event(clauses, match, taxonomy, dates, published)
        if draft:
            drafts.append(draft)
    several = drafts and len(drafts) + len(effects) > 1
    references = find_references(text, tokens[0].start, tokens[-1].end) if several else []

    def side(match: Match) -> Reference | None:
        return reference_at(references, tokens[match.head].start)

    for match in effects:
        own = None
        quiet = match.is_verb and is_natural_death(clauses, match)
        if match.is_verb and (not quiet or (scene.violent and _are_counted(clauses, match))):
            own = draft_event(clauses, match, taxonomy, dates, published)
        cause = find_cause(clauses, match, [draft for draft in drafts if side(draft.match) == side(match)])
        if cause is not None and not (own and own.status.status in _REAL and cause.status.status not in _REAL):
            absorb_effect(clauses, cause, match, taxonomy)
        elif own:
            drafts.append(own)
    if references:
        # what explains or dates an event is not that event told twice
        sides = {side(draft.match) for draft in drafts}
        parts = ([draft for draft in drafts if side(draft.match) == one] for one in sides)
        drafts = [draft for part in parts for draft in join_drafts(clauses, part, taxonomy)]
    else:
        drafts = join_drafts(clauses, drafts, taxonomy)
    drafts.sort(key=lambda draft: draft.match.head)
    return [(draft, clauses) for draft in drafts]


def _is_about_labour(text: str) -> bool:
    """Whether the strikes that an article names without more are those of people who stop work."""
    lowered = text.lower()
    if not any(
        word in lowered for word in ("general strike", "hartal", "went on strike", "strike call", "called a strike")
    ):
        return False
    return not any(
        word in lowered for word in ("airstrike", "air strike", "missile strike", "drone strike", "strikes on")
    )


def _are_counted(clauses: Clauses, match: Match) -> bool:
    """Whether several people died of nothing that is told here: "11 shoppers died", the dead of what came before."""
    group = clauses.groups[match.group]
    if group.lemma not in ("die", "perish") or group.subject is None:
        return False
    counted = any(clauses.tags[index] == "u" for index in range(*group.subject))
    return counted and clauses.words.isdisjoint(load_figurative().harmless_killers)


def _is_of_another_day(
    draft: Draft, clauses: Clauses, dates: Sequence[DateMention], others: Sequence[DateMention]
) -> bool:
    """Whether the words before the noun give it a day ("the December 31 attack") that none of the other dates meets."""
    tokens = clauses.tokens
    start, end = tokens[draft.start].start, tokens[draft.match.head].start
    own = [mention for mention in dates if start <= mention.start and mention.end <= end and mention.date_start]
    known = [mention for mention in others if mention.date_start]
    return bool(own and known) and not any(_meet(one, other) for one in own for other in known)


def _meet(one: DateMention, other: DateMention) -> bool:
    assert one.date_start and one.date_end and other.date_start and other.date_end
    return one.date_start <= other.date_end and other.date_start <= one.date_end


def _may_be_its(draft: Draft) -> bool:
    """Whether a disaster that was told before may have done it: hurt people, or a blast that no weapon made."""
    return draft.match.signal.role in (_EFFECT_ROLE, "explosion") and draft.choice.reason in (UNDECIDED, BY_VICTIMS)


def _is_consequence(draft: Draft, clauses: Clauses) -> bool:
    """Whether only the dead or the damage are told, in the passive: "nine people were injured"."""
    match = draft.match
    return match.signal.role == _EFFECT_ROLE and match.is_verb and clauses.groups[match.group].passive


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


def _event(text: str, sentence: int, draft: Draft, clauses: Clauses, taxonomy: Taxonomy) -> Event:
    tokens = clauses.tokens
    match = draft.match

    def span(part: Span | None) -> tuple[int, int] | None:
        return (tokens[part[0]].start, tokens[part[1] - 1].end) if part and part[1] > part[0] else None

    start, end = tokens[match.start].start, tokens[match.end - 1].end
    group = clauses.groups[draft.group] if draft.group >= 0 else None
    attribution = span(draft.status.attribution)
    series = not match.is_verb and not _SERIES.isdisjoint(clauses.lowers[draft.start : match.head])
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
        series=series,
        targeted_killing=not clauses.words.isdisjoint(_TARGETED),
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
