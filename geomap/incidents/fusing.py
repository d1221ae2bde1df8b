"""One incident out of the reports of it: the better-dated and better-placed report wins each field."""

from __future__ import annotations

import dataclasses
import datetime
import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz

from geomap.records import Incident, Report

_DATE_BASIS_RANK = {"explicit": 0, "weekday": 1, "relative": 2, "order": 3, "publication": 4, "none": 5}
_PLACE_BASIS_RANK = {"facility": 0, "named": 1, "near": 2, "offset": 2, "admin": 3, "country": 4, "none": 5}
# What a person reads first: that it happened outranks that it was announced or alleged.
_STATUS_RANK = (
    "occurred",
    "failed",
    "ongoing",
    "planned",
    "alleged",
    "historical",
    "threatened",
    "hypothetical",
    "denied",
)
# Kinds that say who died rather than with what weapon; a report that names the weapon knows more.
_WEAPONLESS = frozenset({"killing", "armed_clash"})
# Quotes at least this alike (0 to 100) are copies of one wire text.
_SAME_COPY = 90.0


def fuse(reports: Sequence[Report], why: Sequence[tuple[str, ...]] = ()) -> Incident:
    """The incident that the reports tell of; ``incident_id`` is still empty (see :func:`name_members`).

    ``killed_low`` is the lowest and ``killed_high`` the highest figure any report gives, so disagreement stays visible.
    """
    best = min(reports, key=_date_quality)
    placed = min(reports, key=_place_quality)
    told = min(reports, key=lambda report: (_kind_quality(report, reports), -report.confidence, _date_quality(report)))
    ordered = [told, *(report for report in reports if report is not told)]
    kind_report = told
    return Incident(
        incident_id="",
        layer=kind_report.layer,
        kind=kind_report.kind,
        status=min((report.status for report in reports), key=_STATUS_RANK.index),
        date_start=best.date_start,
        date_end=best.date_end,
        date=best.date,
        date_precision=best.date_precision,
        date_basis=best.date_basis,
        place=placed.place,
        place_text=placed.place_text,
        place_basis=placed.place_basis,
        latitude=placed.latitude,
        longitude=placed.longitude,
        radius_km=placed.radius_km,
        country=placed.country,
        admin1=placed.admin1,
        place_id=placed.place_id,
        actor=_most_common(ordered, "actor"),
        target=_most_common(ordered, "target"),
        weapon=_most_common(ordered, "weapon"),
        facility=_most_common(ordered, "facility"),
        targeted_killing=any(report.targeted_killing for report in reports),
        killed_low=_lowest(reports, "killed"),
        killed_high=_highest(reports, "killed"),
        injured_low=_lowest(reports, "injured"),
        injured_high=_highest(reports, "injured"),
        troops=next((report.troops for report in ordered if report.troops is not None), None),
        summary=told.summary,
        quote=told.quote,
        report_count=len(reports),
        source_count=count_sources(reports),
        sources=_unique(report.source for report in reports),
        urls=_unique(report.url for report in reports),
        confidence=_joint_confidence(reports),
        series=told.series,
        merge_reason="; ".join(sorted({", ".join(reasons) for reasons in why})),
        reports=tuple(ordered),
    )


def _date_quality(report: Report) -> tuple[object, ...]:
    days = 10**6
    if report.date_start and report.date_end:
        days = (report.date_end - report.date_start).days
    weak = report.date_basis in ("publication", "none")
    return (weak, days, _DATE_BASIS_RANK.get(report.date_basis, 5), -report.confidence, _tie(report))


def _place_quality(report: Report) -> tuple[object, ...]:
    if report.latitude is None:
        return (10**6, 9, 0.0, _tie(report))
    reach = 3 if (report.radius_km or 0) > 150 else 2 if (report.radius_km or 0) > 30 else 0
    return (
        reach,
        _PLACE_BASIS_RANK.get(report.place_basis, 5),
        report.radius_km or 0.0,
        -report.confidence,
        _tie(report),
    )


def _kind_quality(report: Report, reports: Sequence[Report]) -> tuple[object, ...]:
    same = sum(other.kind == report.kind for other in reports)
    return (report.kind in _WEAPONLESS, -same)


def _tie(report: Report) -> tuple[str, int]:
    return (report.article_id, report.event_start)


def _most_common(reports: Sequence[Report], name: str) -> str | None:
    values: list[str] = [getattr(report, name) for report in reports if getattr(report, name)]
    if not values:
        return None
    counts = Counter(values)
    return min(values, key=lambda value: (-counts[value], values.index(value)))


def _lowest(reports: Sequence[Report], name: str) -> int | None:
    values = [v for report in reports if (v := getattr(report, f"{name}_low")) is not None]
    return min(values, default=None)


def _highest(reports: Sequence[Report], name: str) -> int | None:
    values = [v for report in reports if (v := getattr(report, f"{name}_high")) is not None]
    lows = [v for report in reports if (v := getattr(report, f"{name}_low")) is not None]
    return max([*values, *lows]) if values else None


def _joint_confidence(reports: Sequence[Report]) -> float:
    """The chance that at least one of the independent reports is right, taken as half independent of each other."""
    best = max(report.confidence for report in reports)
    others = count_sources(reports) - 1
    return round(1 - (1 - best) * 0.8**others, 3)


def count_sources(reports: Sequence[Report]) -> int:
    """How many independent sources tell of it: one outlet, or copies of one wire text, count once."""
    outlets: list[Report] = []
    for report in reports:
        if not any(_same_source(report, other) for other in outlets):
            outlets.append(report)
    return len(outlets)


def _same_source(a: Report, b: Report) -> bool:
    if a.article_id == b.article_id or (a.source and a.source == b.source):
        return True
    return fuzz.token_sort_ratio(a.quote, b.quote, score_cutoff=_SAME_COPY) > 0


def _unique(values: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))


def name_members(incidents: Sequence[Incident]) -> list[Incident]:
    """The incidents with their ids, sorted; a series also lists the single incidents that fall into it.

    An id is made from what happened, where and when, so that it stays when rows are added or reordered; happenings that
    share all of these are numbered in a fixed order.
    """
    by_key: defaultdict[str, list[Incident]] = defaultdict(list)
    for incident in incidents:
        by_key[_key(incident)].append(incident)
    named = []
    for key, same in by_key.items():
        same.sort(key=_tie_break)
        for number, incident in enumerate(same, start=1):
            suffix = "" if number == 1 else f"-{number}"
            named.append(dataclasses.replace(incident, incident_id=key + suffix))
    named.sort(key=lambda incident: (incident.date or datetime.date.max, incident.place or "", incident.incident_id))
    return [_with_members(incident, named) if incident.series else incident for incident in named]


def _key(incident: Incident) -> str:
    day = incident.date.strftime("%Y%m%d") if incident.date else "undated"
    point = "" if incident.latitude is None else f"{incident.latitude:.2f},{incident.longitude:.2f}"
    facts = "|".join((incident.kind, str(incident.date_start), point or incident.place or "", incident.facility or ""))
    return f"i{day}-{hashlib.sha256(facts.encode()).hexdigest()[:6]}"


def _tie_break(incident: Incident) -> tuple[str, ...]:
    return (incident.target or "", incident.actor or "", str(incident.killed_low), str(incident.troops), incident.quote)


def _with_members(series: Incident, incidents: Sequence[Incident]) -> Incident:
    if series.date_start is None or series.date_end is None:
        return series
    members = tuple(
        other.incident_id
        for other in incidents
        if not other.series
        and other.kind == series.kind
        and other.country == series.country
        and other.date is not None
        and series.date_start <= other.date <= series.date_end
    )
    return dataclasses.replace(series, members=members)
