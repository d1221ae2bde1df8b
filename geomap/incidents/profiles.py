"""What the comparison of two reports needs of each, worked out once: days, words, names, and how well it is placed."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from anyascii import anyascii

from geomap.records import Report

# Layers whose kinds sources mix up when they tell of one happening.
FAMILIES: Mapping[str, str] = MappingProxyType(
    {
        "strikes": "violence",
        "rocket_attacks": "violence",
        "bombings": "violence",
        "clashes": "violence",
        "abductions": "violence",
        "protests": "civic",
        "political": "political",
        "deployments": "movement",
    }
)

# A point is well placed when its radius is at most that of a large city with its outskirts.
WELL_PLACED_KM = 30.0
# A date is well known when the interval is at most a night that spans two days.
WELL_DATED_DAYS = 2
# A night has two dates: "late on Saturday" and "early on Sunday" are told of one; a weekend begins on Friday evening.
_NIGHT = re.compile(
    r"\b(?:night|overnight|midnight|nightfall|evening|dawn|pre-dawn|daybreak|late|early|weekend|small\s+hours)\b",
    re.IGNORECASE,
)

_WORD = re.compile(r"[a-z0-9]+")
# "in the Karrada district", "near Sadriya market": what parts two attacks on one town.
_SPOT = re.compile(
    r"\b([A-Z][\w’'-]+)\s+(district|neighbou?rhood|quarter|suburb|market|square|street|mosque|church|hotel|hospital|school"
    r"|university|bridge|station|checkpoint|junction|camp)\b"
)
_CAPITALISED = re.compile(r"\b[A-Z][\w’'-]+")
_STOP = frozenset(
    """a about after all also an and any are as at be been before being but by could did for from had has have he her
    him his if in into is it its more no not of off on one only or other our out over said say says she so
    some than that the their them then there these they this those to two under up was we were what when which
    while who will with would you people killed wounded injured dead attack attacks attacked force forces
    official officials monday tuesday wednesday thursday friday saturday sunday least""".split()
)
_GENERIC_ACTOR = frozenset(
    """gunman gunmen militant militants attacker attackers assailant assailants unknown unidentified armed men man
    fighter fighters insurgent insurgents rebel rebels terrorist terrorists suspected group groups the bomber
    suicide people""".split()
)
_GENERIC_TARGET = frozenset(
    """people person civilian civilians man men woman women child children soldier soldiers troops police officer
    officers policemen the member members others several security personnel force forces least victim victims""".split()
)


@dataclass(frozen=True, slots=True)
class Profile:
    """What the comparison needs of a report, worked out once."""

    report: Report
    family: str
    first_day: int | None
    last_day: int | None
    well_dated: bool
    well_placed: bool
    actor: frozenset[str]
    target: frozenset[str]
    words: frozenset[str]
    published: int | None
    night: bool
    names: frozenset[str]
    spots: Mapping[str, str]


def make_profile(report: Report) -> Profile:
    """The profile of one report."""
    first = report.date_start.toordinal() if report.date_start else None
    last = report.date_end.toordinal() if report.date_end else first
    if first is None:
        first = last
    days = last - first + 1 if first is not None and last is not None else None
    return Profile(
        report=report,
        family=FAMILIES.get(report.layer, report.layer),
        first_day=first,
        last_day=last,
        well_dated=days is not None and days <= WELL_DATED_DAYS and report.date_basis not in ("publication", "none"),
        well_placed=report.latitude is not None and (report.radius_km or 0) <= WELL_PLACED_KM,
        actor=_name_words(report.actor) - _GENERIC_ACTOR,
        target=_name_words(report.target) - _GENERIC_TARGET,
        words=frozenset(word[:6] for word in _name_words(report.quote) - _STOP if len(word) > 2),
        published=report.published.toordinal() if report.published else None,
        night=bool(_NIGHT.search(report.quote)),
        spots={match[2].lower(): match[1].lower() for match in _SPOT.finditer(report.quote)},
        names=_name_words(" ".join(_CAPITALISED.findall(report.quote))),
    )


@functools.lru_cache(maxsize=65_536)
def _name_words(text: str | None) -> frozenset[str]:
    return frozenset(_WORD.findall(anyascii(text).lower())) if text else frozenset()
