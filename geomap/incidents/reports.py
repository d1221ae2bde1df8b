"""From the events of one article to its reports: what this article says happened, each happening once.

Every event gets the place and the date that its own sentence gives it, mentions of one happening are joined, and what a
happening still lacks comes from the order of events, the paragraph, the article, with a low score and the reason.
"""

from __future__ import annotations

import datetime
import re
from bisect import bisect_left
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import TypeVar

from geomap.events.references import Reference, find_references, reference_at
from geomap.events.taxonomy import Taxonomy, load_taxonomy
from geomap.incidents.confidence import is_told, told_enough
from geomap.incidents.coreference import group_sightings
from geomap.incidents.dating import (
    DateChoice,
    choose_date,
    date_from_publication,
    from_mention,
    in_dateline,
    opens_later,
)
from geomap.incidents.fields import make_report
from geomap.incidents.focus import (
    article_focus,
    country_of_site,
    dateline_place,
    here_links,
    literal_links,
    place_before,
    pointed_place,
    pointed_town,
)
from geomap.incidents.happening import Happening, choose_among
from geomap.incidents.headings import days_by_paragraph, days_going_on
from geomap.incidents.nearness import NO_WALLS, Walls
from geomap.incidents.ordering import ParagraphDates, date_told_before, order_dates
from geomap.incidents.placing import PlaceChoice, choose_places, place_in_name
from geomap.incidents.sightings import Sighting, make_sighting
from geomap.incidents.statuses import is_on_map
from geomap.language import find_furniture
from geomap.records import Article, DateMention, Details, Event, Link, Report, Sentence, Skipped

# How sure the day is that heads an entry of a list.
_HEADED = 0.75
# From which score a place is told with its event, and not only named in its sentence.
_OWN_PLACE = 0.45
# Below this a place behind "from" is where somebody comes from: "the airport" says better where it was.
_HARDLY_OWN = 0.43
_FROM = re.compile(r"\bfrom\s+(?:the\s+)?$")
# How sure the day is that a sentence with "two hours later" goes on with.
_GOES_ON = 0.6
_Mention = TypeVar("_Mention", DateMention, Link)
# "the coalition fighting the militants"
_DESCRIBES = re.compile(r"fighting|battling|combating|combatting", re.IGNORECASE)
# "The fighting since Saturday has killed 31" tells of it all the same.
_OPENING_WORDS = 10
# Nothing of the kind happened: told in the skipped table, never on a map.
_NOT_HAPPENED = frozenset(("threatened", "denied", "hypothetical"))


def build_reports(
    article: Article,
    sentences: Sequence[Sentence],
    links: Sequence[Link],
    dates: Sequence[DateMention],
    events: Sequence[Event],
    details: Sequence[Details],
    *,
    taxonomy: Taxonomy | None = None,
) -> tuple[list[Report], list[Skipped]]:
    """The reports of one article in the order of their first mention, and the events that became none, with the reason.

    Args:
        details: parallel to ``events``.

    Returns:
        Reports, one per happening, each with its place, its interval of days and its reasons; and one skipped row per
        event that did not happen (threatened, denied, hypothetical), is of a kind that is not mapped, or has no place.
    """
    taxonomy = taxonomy or load_taxonomy()
    literal = literal_links(article.text, links)
    if here := here_links(article.text, links):
        literal = sorted([*literal, *here], key=lambda link: link.start)
    sightings, skipped = _find_sightings(article, sentences, links, literal, dates, events, details, taxonomy)
    happenings = group_sightings(article.text, sightings, article.published)
    reports = []
    dated = _date_all(article, sentences, happenings)
    focus: PlaceChoice | None = None
    focus_known = False
    furniture = find_furniture(article.text)
    scenes = _own_places(happenings)
    for happening, date in zip(happenings, dated, strict=True):
        if furniture and all(_stands_in(furniture, sighting.event) for sighting in happening.sightings):
            reason = "told only in a link to another story or under a picture from the archive"
            skipped.append(_skip(article, happening.sightings[0].event, reason, stage="incidents"))
            continue
        place = _place(article.text, sentences, links, literal, happening, scenes)
        if place is None:
            if not focus_known:
                focus, focus_known = article_focus(article.text, sentences, links) or dateline_place(links), True
            place = focus
        if place is None:
            main = happening.sightings[0].event
            reason = "no place: the text names none that a gazetteer knows"
            skipped.append(_skip(article, main, reason, stage="places"))
            continue
        if date.basis == "order" and date.precision == "unknown":
            reason = f"background: {date.reason}, and gives it no day of its own"
            skipped.append(_skip(article, happening.sightings[0].event, reason, stage="incidents"))
            continue
        if _is_news(happening) and _only_said(article.text, happening, place, date):
            reason = "told only in somebody's own words, with neither a day nor a place"
            skipped.append(_skip(article, happening.sightings[0].event, reason, stage="incidents"))
            continue
        if _is_news(happening) and is_told(happening, place, date) < told_enough(happening):
            skipped.append(
                _skip(article, happening.sightings[0].event, _too_little(happening, place, date), stage="incidents")
            )
            continue
        reports.append(make_report(article, sentences, happening, place, date, taxonomy))
    return reports, skipped


def _stands_in(spans: Sequence[tuple[int, int]], event: Event) -> bool:
    return any(start <= event.start < end for start, end in spans)


def _is_news(happening: Happening) -> bool:
    """Whether it would be drawn when the map opens; history, plans and claims are off at first, and may be thin."""
    if happening.date is None and happening.place is None:
        return True
    return any(is_on_map(sighting.event.status, sighting.event.layer) for sighting in happening.sightings)


# Who speaks of himself, or calls out, tells what he thinks of things.
_OWN_WORDS = re.compile(r"\b(?:we|our|ours|us|my|I|you|your)\b(?!\.)|!")


def _only_said(text: str, happening: Happening, place: PlaceChoice, date: DateChoice) -> bool:
    """Whether every mention is of a speaker's own sentence, and no day and no place is told with it."""
    if place.how in ("own", "listed") or date.mention is not None or happening.numbers:
        return False
    return all(
        _OWN_WORDS.search(text, sighting.sentence.start, sighting.sentence.end) for sighting in happening.sightings
    )


def _too_little(happening: Happening, place: PlaceChoice, date: DateChoice) -> str:
    missing = [
        words
        for words, lacking in (
            ("no place of its own", place.how not in ("own", "listed")),
            ("no day of its own", date.mention is None),
            ("nobody counted", not happening.numbers),
            ("one passing mention", len(happening.sightings) == 1),
        )
        if lacking
    ]
    return f"too little is told to call it an incident: {', '.join(missing) or 'told as background'}"


def _skip(article: Article, event: Event, reason: str, *, stage: str = "events") -> Skipped:
    return Skipped(stage, reason, article.id, article.path, event.text, event.start, event.end)


def _find_sightings(
    article: Article,
    sentences: Sequence[Sentence],
    links: Sequence[Link],
    literal: Sequence[Link],
    dates: Sequence[DateMention],
    events: Sequence[Event],
    details: Sequence[Details],
    taxonomy: Taxonomy,
) -> tuple[list[Sighting], list[Skipped]]:
    text = article.text
    link_starts = [link.start for link in literal]
    date_starts = [mention.start for mention in dates]
    by_sentence: dict[int, list[int]] = {}
    for index, event in enumerate(events):
        by_sentence.setdefault(event.sentence, []).append(index)
    sightings: list[Sighting] = []
    skipped: list[Skipped] = []
    headed = days_by_paragraph(text, sentences, dates, by_sentence.keys(), article.published)
    scenes: set[int] = set()
    going_on = days_going_on(text, sentences, dates, by_sentence.keys())
    for number, indices in by_sentence.items():
        sentence = sentences[number]
        here = literal[bisect_left(link_starts, sentence.start) : bisect_left(link_starts, sentence.end)]
        when = dates[bisect_left(date_starts, sentence.start) : bisect_left(date_starts, sentence.end)]
        references = told_after = find_references(text, sentence.start, sentence.end)
        if len(indices) == 1:
            references = _of_one_event(references, events[indices[0]], when)
        walls = Walls(text, sentence.start, sentence.end) if here or when else NO_WALLS
        for index in indices:
            event, detail = events[index], details[index]
            if event.status in _NOT_HAPPENED:
                skipped.append(
                    _skip(article, event, f"{event.status}: {'; '.join(event.reasons) or 'it did not happen'}")
                )
                continue
            if not taxonomy.kinds[event.kind].mapped:
                skipped.append(_skip(article, event, f"{event.kind} is not a kind that is mapped"))
                continue
            if detail.running and not event.series:
                skipped.append(_skip(article, event, "counts the dead of a longer time, not of one happening"))
                continue
            opens = event.start - sentence.start <= _OPENING_WORDS and detail.numbers
            if event.definite and not opens and _DESCRIBES.fullmatch(event.text):
                skipped.append(_skip(article, event, "says who somebody is, not what happened"))
                continue
            if any(mention.start <= event.start and event.end <= mention.end for mention in when):
                continue
            siblings = [events[other] for other in indices if other != index]
            own = reference_at(references, event.start)
            days = _on_its_side([one for one in references if one.days != 0], event, when)
            date = choose_date(text, sentence, event, days, siblings, walls, article.published)
            if earlier := date_told_before(text, sentence, event, told_after, when, article.published):
                date = earlier
            if date is None and event.status != "historical" and opens_later(text, sentence):
                date = _same_day(text, sentences, number, event, dates, date_starts, article.published)
            over = headed.get(sentence.paragraph) if date is None and event.status != "historical" else None
            if over is None and date is None and event.status != "historical" and not event.series:
                over = going_on.get(number)
            if over is not None:
                reason = f"“{over.text}” stands over it"
                date = from_mention(over, _HEADED, reason, event, article.published, text, sentence)
            near = _on_its_side(references, event, here) if siblings else here
            places = choose_places(text, sentence, event, near, siblings, walls)
            if not places and (date is not None or detail.numbers):
                called = place_in_name(text, event, _of_sentence(links, sentence))
                places = [called] if called else []
            scenes.update(one.link.start for one in places if one.score >= _OWN_PLACE)
            if len(places) < 2:
                place = places[0] if places else pointed_town(text, sentence, event, literal, scenes)
                sightings.append(make_sighting(text, event, detail, sentence, place, date, reference=own))
                continue
            for part, place in enumerate(places):
                told = _part_of_list(text, event, detail, sentence, place, date, part, len(places))
                sightings.append(replace(told, reference=own))
    return sightings, skipped


def _of_sentence(links: Sequence[Link], sentence: Sentence) -> Sequence[Link]:
    first = bisect_left(links, sentence.start, key=lambda link: link.start)
    return links[first : bisect_left(links, sentence.end, key=lambda link: link.start)]


def _of_one_event(references: Sequence[Reference], event: Event, when: Sequence[DateMention]) -> list[Reference]:
    """The references of a sentence that tells one event only which part it from the other days of the sentence.

    The day of a trial is not that of the deed, even where nothing else is told, nor is that of the burial "a day after
    a bomb went off"; but "lynched on charges of theft on Monday" has its day behind the charge.
    """
    kept = []
    for one in references:
        holds_event = one.start <= event.start < one.end
        day_outside = any(not one.start <= mention.start < one.end for mention in when)
        if (one.charge and (holds_event or day_outside)) or (one.days and holds_event):
            kept.append(one)
    return kept


def _same_day(
    text: str,
    sentences: Sequence[Sentence],
    number: int,
    event: Event,
    dates: Sequence[DateMention],
    date_starts: Sequence[int],
    published: datetime.date | None,
) -> DateChoice | None:
    """The day that the sentence before tells of, for one that opens with "hours later"; ``None`` without one."""
    if not number or sentences[number - 1].headline:
        return None
    before = sentences[number - 1]
    told = dates[bisect_left(date_starts, before.start) : bisect_left(date_starts, before.end)]
    days = [mention for mention in told if mention.date_start is not None and mention.precision == "day"]
    if not days or in_dateline(text, before, days[-1]):
        return None
    reason = f"goes on from “{days[-1].text}”"
    return from_mention(days[-1], _GOES_ON, reason, event, published, text, before)


def _on_its_side(references: Sequence[Reference], event: Event, mentions: Sequence[_Mention]) -> Sequence[_Mention]:
    """The mentions that stand with an event inside the clause of a reference, or with it outside of all."""
    if not references:
        return mentions
    own = reference_at(references, event.start)
    return [mention for mention in mentions if reference_at(references, mention.start) == own]


def _part_of_list(
    text: str,
    event: Event,
    detail: Details,
    sentence: Sentence,
    place: PlaceChoice,
    date: DateChoice | None,
    part: int,
    count: int,
) -> Sighting:
    """One place of a list with its share of the numbers; a number told for the whole list belongs to no part."""
    numbers = {
        unit: detail.shares[unit][part] if len(detail.shares.get(unit, ())) == count else quantity
        for unit, quantity in detail.numbers.items()
        if len(detail.shares.get(unit, ())) == count or quantity.low == 0
    }
    return make_sighting(text, event, detail, sentence, place, date, numbers=numbers, part=part)


def _date_all(article: Article, sentences: Sequence[Sentence], happenings: Sequence[Happening]) -> list[DateChoice]:
    """A date for every happening: its own, by the order of events, its paragraph's, else publication's."""
    dated: list[DateChoice | None] = [happening.date for happening in happenings]
    ordered = order_dates(article.text, sentences, happenings, dated, article.published)
    result = []
    told = ParagraphDates(happenings, article.published)
    for index, (happening, own) in enumerate(zip(happenings, ordered, strict=True)):
        date = own or told.before(index, happening)
        result.append(date or date_from_publication(happening.sightings[0].event, article.published))
    return result


def _own_places(happenings: Sequence[Happening]) -> frozenset[int]:
    """Where the names start that are the own place of an event, told with it and not only named near it."""
    own = (sighting.place for happening in happenings for sighting in happening.sightings)
    return frozenset(place.link.start for place in own if place is not None and place.score >= _OWN_PLACE)


def _place(
    text: str,
    sentences: Sequence[Sentence],
    links: Sequence[Link],
    literal: Sequence[Link],
    happening: Happening,
    scenes: Collection[int],
) -> PlaceChoice | None:
    """The place of a happening from its sightings, what they point to, or the paragraph; ``None`` for none."""
    own = choose_among(happening)
    wide = own is not None and own.link.basis == "country"
    origin = own is not None and own.score < _HARDLY_OWN and bool(_FROM.search(text, 0, own.link.start))
    if own is not None and not wide and not origin:
        return own
    guesses = []
    for sighting in happening.sightings:
        event, sentence = sighting.event, sighting.sentence
        pointed = pointed_place(text, sentence, event, literal, scenes, links)
        if pointed:
            guesses.append(pointed)
    if own is not None and not wide:
        # "fighters from Misrata attacked the airport"
        return max([own, *guesses], key=lambda place: place.score)
    if own is not None:
        finer = [guess for guess in guesses if guess.link.country == own.link.country and guess.score >= 0.4]
        return finer[0] if finer else own
    for sighting in happening.sightings:
        site = country_of_site(text, sighting.sentence, sighting.event, links)
        if site:
            guesses.append(site)
        before = place_before(text, sentences, sighting.event, literal) if not sighting.headline else None
        if before:
            guesses.append(before)
    return max(guesses, key=lambda guess: guess.score) if guesses else None
