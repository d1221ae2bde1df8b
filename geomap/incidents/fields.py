"""The fields of a report, from the sightings of one happening."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from geomap.events.choosing import AS_TOLD_BEFORE
from geomap.events.taxonomy import Taxonomy
from geomap.incidents.confidence import confidence
from geomap.incidents.dating import DateChoice
from geomap.incidents.happening import Happening
from geomap.incidents.placing import PlaceChoice
from geomap.incidents.sightings import Sighting
from geomap.incidents.summary import summarise
from geomap.records import Article, Quantity, Report, Sentence

# What ended longer ago than this, in days before publication, is history.
_YEARS_BACK = 300
# The status a happening takes from its mentions: what is told as fact outweighs what is claimed.
_STATUS_ORDER = ("occurred", "failed", "ongoing", "planned", "alleged", "historical")


def make_report(
    article: Article,
    sentences: Sequence[Sentence],
    happening: Happening,
    place: PlaceChoice,
    date: DateChoice,
    taxonomy: Taxonomy,
) -> Report:
    """One report with every field filled that the text supports, and the reasons in plain words."""
    text = article.text
    sightings = happening.sightings
    status = min((s.event.status for s in sightings), key=_status_rank)
    if happening.series and status == "occurred" and all(s.event.status == "ongoing" for s in sightings):
        status = "ongoing"
    if status == "occurred" and article.published and date.end and (article.published - date.end).days > _YEARS_BACK:
        status = "historical"
    main = max(sightings, key=lambda s: _information(s, place, date))
    kind, kind_reason = _kind(happening, main, taxonomy)
    quote_start, quote_end = main.sentence.start, main.sentence.end
    numbers = happening.numbers
    killed, injured = _bounds(numbers.get("killed")), _bounds(numbers.get("injured"))
    troops = numbers.get("troops")
    troop_count = None if troops is None else troops.low if troops.low is not None else troops.high
    actor = _vote(sightings, lambda s: s.details.actor)
    target = _vote(sightings, lambda s: s.details.target)
    weapon = _vote(sightings, lambda s: s.details.weapon)
    targeted = any(s.event.targeted_killing or s.details.targeted_killing for s in sightings)
    link = place.link
    mention = date.mention
    ordered = [main, *(s for s in sightings if s is not main)]
    return Report(
        article_id=article.id,
        layer=taxonomy.kinds[kind].layer,
        kind=kind,
        status=status,
        date_start=date.start,
        date_end=date.end,
        date=date.day,
        date_precision=date.precision,
        date_basis=date.basis,
        place=link.name or link.text,
        place_text=link.text,
        place_basis=link.basis,
        latitude=link.latitude,
        longitude=link.longitude,
        radius_km=link.radius_km,
        country=link.country,
        admin1=link.admin1,
        place_id=link.place_id,
        actor=actor,
        target=target if target != actor else None,
        weapon=weapon,
        facility=_vote(sightings, lambda s: s.details.facility),
        targeted_killing=targeted,
        series=happening.series,
        killed_low=killed[0],
        killed_high=killed[1],
        injured_low=injured[0],
        injured_high=injured[1],
        troops=troop_count,
        summary=summarise(
            kind,
            taxonomy.kinds[kind].name,
            status=status,
            place=link.name or link.text,
            place_kind=link.kind,
            actor=actor,
            target=target if target != actor else None,
            weapon=weapon,
            killed=killed,
            injured=injured,
            troops=troop_count,
            series=happening.series,
            targeted=targeted,
        ),
        quote=text[quote_start:quote_end],
        quote_start=quote_start,
        quote_end=quote_end,
        event_start=main.event.start,
        event_end=main.event.end,
        confidence=confidence(happening, place, date),
        kind_reason=kind_reason,
        status_reason=_status_reason(main, status),
        place_reason=place.reason,
        date_reason=date.reason,
        numbers_reason="; ".join(dict.fromkeys(reason for s in ordered for reason in s.details.reasons)),
        place_start=link.start,
        place_end=link.end,
        date_text_start=mention.start if mention else None,
        date_text_end=mention.end if mention else None,
        attribution=next((s.event.attribution for s in ordered if s.event.attribution), None),
        published=article.published,
        source=article.source,
        title=article.title,
        url=article.url,
        mentions=tuple((s.event.start, s.event.end) for s in ordered),
    )


def _status_rank(status: str) -> int:
    return _STATUS_ORDER.index(status) if status in _STATUS_ORDER else len(_STATUS_ORDER)


# A killing told with its weapon is named by the weapon.
_BY_WEAPON = frozenset(("strikes", "rocket_attacks", "bombings"))
_PLAIN = frozenset(("killing", "armed_clash"))


def _kind(happening: Happening, main: Sighting, taxonomy: Taxonomy) -> tuple[str, str]:
    """The kind that most of the specific mentions give; ties go to the taxonomy's order.

    A weapon that the ``main`` mention names goes before words for fighting and killing without one.
    """
    votes: Counter[str] = Counter()
    specific = [sighting for sighting in happening.sightings if not sighting.generic]
    for sighting in specific or happening.sightings:
        votes[sighting.event.kind] += 1
    kind = min(votes, key=lambda code: (-votes[code], taxonomy.kinds[code].rank, code))
    if kind in _PLAIN:
        armed = [code for code in votes if taxonomy.kinds[code].layer in _BY_WEAPON] if specific else []
        if armed and max(votes[code] for code in armed) * 2 >= votes[kind]:
            kind = min(armed, key=lambda code: (-votes[code], taxonomy.kinds[code].rank, code))
        elif _names_weapon(main):
            kind = main.event.kind
    words = [" ".join(s.event.text.split()) for s in happening.sightings if s.event.kind == kind]
    told = ", ".join(f"“{word}”" for word in dict.fromkeys(words))
    return kind, f"{taxonomy.kinds[kind].name.lower()} from {told}"


def _names_weapon(sighting: Sighting) -> bool:
    """Whether a word for any violence is told with its weapon: "a car bomb killed two policemen"."""
    return sighting.event.layer in _BY_WEAPON and not any(AS_TOLD_BEFORE in one for one in sighting.event.reasons[:1])


def _status_reason(main: Sighting, status: str) -> str:
    reasons = "; ".join(main.event.reasons)
    return f"{status}: {reasons}" if reasons else f"{status}: told as such"


def _information(sighting: Sighting, place: PlaceChoice, date: DateChoice) -> tuple[float, int]:
    """How much of the report a mention's own sentence tells; earlier mentions win ties."""
    score = 0.0
    if sighting.place is not None:
        score += 1.0 if sighting.place.link.place_id == place.link.place_id else 0.4
    if sighting.date is not None:
        score += 1.0 if sighting.date.mention is date.mention else 0.4
    score += 0.6 * len(sighting.numbers)
    score += 0.2 * bool(sighting.details.actor) + 0.2 * bool(sighting.details.weapon)
    if sighting.headline:
        score -= 0.8
    if not sighting.generic:
        score += 0.3
    return score, -sighting.event.start


def _vote(sightings: Sequence[Sighting], pick: Callable[[Sighting], str | None]) -> str | None:
    """The value most mentions give, the first of them on a tie; ``None`` when none gives one."""
    votes: dict[str, int] = {}
    for value in map(pick, sightings):
        if value:
            votes[value] = votes.get(value, 0) + 1
    return max(votes, key=votes.__getitem__) if votes else None


def _bounds(quantity: Quantity | None) -> tuple[int | None, int | None]:
    return (None, None) if quantity is None else (quantity.low, quantity.high)
