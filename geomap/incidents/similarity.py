"""How strongly two reports speak of one happening.

Evidence is added up in the manner of log-odds: what agrees speaks for one happening, what differs against it, and a few
things rule it out (days that cannot meet, two places too far apart, two facilities of different type on one day). The
weights were set on the project's own merging set and checked by leaving groups out (benchmarks/merging.py).
"""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from anyascii import anyascii
from rapidfuzz import fuzz

from geomap.geometry import sphere_km
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
# Sources place the death of one person by the town or by the nearest city; so far apart at most.
_VICTIM_KM = 100.0
# Score from which two reports are one happening.
THRESHOLD = 2.2

_WORD = re.compile(r"[a-z0-9]+")
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
    )


@functools.lru_cache(maxsize=65_536)
def _name_words(text: str | None) -> frozenset[str]:
    return frozenset(_WORD.findall(anyascii(text).lower())) if text else frozenset()


def compare(a: Profile, b: Profile) -> tuple[float, tuple[str, ...]] | None:
    """The evidence that two reports tell of one happening, with reasons in words; ``None`` when they cannot."""
    if not can_be_one(a, b):
        return None
    score, reasons = 0.0, []

    def add(weight: float, reason: str) -> None:
        nonlocal score
        score += weight
        reasons.append(reason)

    for weight, reason in (*_kind_evidence(a, b), *_date_evidence(a, b), *_place_evidence(a, b)):
        add(weight, reason)
    for weight, reason in (*_number_evidence(a, b), *_party_evidence(a, b), *_wording_evidence(a, b)):
        add(weight, reason)
    return score, tuple(reasons)


def can_be_one(a: Profile, b: Profile) -> bool:
    """Whether nothing rules out that two reports tell of one happening."""
    one, other = a.report, b.report
    if a.family != b.family or one.series != other.series:
        return False
    if one.article_id == other.article_id:
        return False  # its stage has already joined what one article tells twice
    if not _days_meet(a, b) or not _areas_meet(a, b):
        return False
    if (
        one.facility
        and other.facility
        and one.facility != other.facility
        and not _same_place(a, b)
        and (a.well_dated and b.well_dated)
    ):
        return False
    if a.family == "movement":
        if (one.kind == "withdrawal") != (other.kind == "withdrawal"):
            return False
        if one.troops and other.troops and not _close(one.troops, other.troops, 0.1):
            return False
    return True


def _days_meet(a: Profile, b: Profile) -> bool:
    if a.first_day is None or b.first_day is None or a.last_day is None or b.last_day is None:
        return True
    return a.first_day <= b.last_day and b.first_day <= a.last_day


def _areas_meet(a: Profile, b: Profile) -> bool:
    apart = _distance_km(a.report, b.report)
    if apart is None:
        return True
    reach = max(a.report.radius_km or 0.0, 2.0) + max(b.report.radius_km or 0.0, 2.0)
    if _same_victim(a, b) and a.well_dated and b.well_dated:
        reach = max(reach, _VICTIM_KM)
    if apart <= reach:
        return True
    return bool(
        a.report.country
        and a.report.country == b.report.country
        and "country" in (a.report.place_basis, b.report.place_basis)
    )


def _same_victim(a: Profile, b: Profile) -> bool:
    """Whether both tell of the death of one person by name, who dies only once."""
    # One report may count who died beside him.
    killed = (a.report.killed_low or 0, b.report.killed_low or 0)
    return len(a.target & b.target) >= 2 and min(killed) == 1


def _same_place(a: Profile, b: Profile) -> bool:
    return bool(a.report.place_id) and a.report.place_id == b.report.place_id


def _distance_km(a: Report, b: Report) -> float | None:
    """Great-circle distance (haversine); ``None`` when one has no point."""
    if a.latitude is None or b.latitude is None or a.longitude is None or b.longitude is None:
        return None
    return sphere_km(a.latitude, a.longitude, b.latitude, b.longitude)


Evidence = list[tuple[float, str]]


def _kind_evidence(a: Profile, b: Profile) -> Evidence:
    one, other = a.report, b.report
    found: Evidence = []
    if one.kind == other.kind:
        found.append((1.0, "same kind"))
    elif one.layer == other.layer:
        found.append((0.4, "kinds of one layer"))
    else:
        found.append((-0.3, "kinds of different layers"))
    if one.targeted_killing and other.targeted_killing:
        found.append((1.0, "both a targeted killing"))
    if one.kind == other.kind == "vote" and one.country == other.country and a.well_dated and b.well_dated:
        # Who voted is told as the house, the party or the members; a house seldom makes the news twice in a day.
        found.append((1.0, "votes of one country on one day"))
    if (one.status == "planned") != (other.status == "planned"):
        found.append((-0.4, "one is only planned"))
    if (one.status == "ongoing") != (other.status == "ongoing"):
        found.append((-1.0 if a.family == "movement" else -0.3, "one is a standing state"))
    return found


def _date_evidence(a: Profile, b: Profile) -> Evidence:
    if a.first_day is None or b.first_day is None or a.last_day is None or b.last_day is None:
        return [(-0.5, "one has no date"), *_publication_evidence(a, b)]
    days = max(a.last_day - a.first_day, b.last_day - b.first_day) + 1
    if days <= WELL_DATED_DAYS:
        return [(1.5, "same day")]
    weight = 1.0 if days <= 4 else 0.6 if days <= 9 else 0.2 if days <= 31 else 0.0
    return [(weight, "their days meet"), *_publication_evidence(a, b)]


def _publication_evidence(a: Profile, b: Profile) -> Evidence:
    if a.published is None or b.published is None:
        return []
    apart = abs(a.published - b.published)
    if apart <= 7:
        return [(0.5, "published in one week")]
    return [(-1.0, "published months apart")] if apart > 60 else []


def _place_evidence(a: Profile, b: Profile) -> Evidence:
    if _same_place(a, b):
        return [(1.8, "same place")] if a.well_placed else [(0.5, "same wide area")]
    if a.report.latitude is None or b.report.latitude is None:
        return [(-0.3, "one has no place")]
    if a.well_placed and b.well_placed:
        return [(1.4, "their places meet")]
    widest = max(a.report.radius_km or 0.0, b.report.radius_km or 0.0)
    return [(0.5, "one area holds the other")] if widest <= 150 else [(0.0, "one area holds the other")]


def _number_evidence(a: Profile, b: Profile) -> Evidence:
    one, other = a.report, b.report
    found: Evidence = []
    for name, scale in (("killed", 1.0), ("injured", 0.6)):
        low, high = getattr(one, f"{name}_low"), getattr(one, f"{name}_high")
        low_b, high_b = getattr(other, f"{name}_low"), getattr(other, f"{name}_high")
        if (low is None and high is None) or (low_b is None and high_b is None):
            continue
        bottom = max(low or 0, low_b or 0)
        top = min(_or_infinite(high), _or_infinite(high_b))
        if bottom <= top:
            exact = low == low_b and high == high_b
            big = exact and (low or 0) >= 5
            found.append((scale * (1.5 if big else 1.0 if exact else 0.4), f"same number {name}"))
        elif _close(bottom, top, 0.35) or bottom - top <= 2:
            found.append((-0.2 * scale, f"numbers {name} differ a little"))
        else:
            found.append((-1.4 * scale, f"numbers {name} differ"))
    if sum(weight > 0.5 and reason.startswith("same") for weight, reason in found) == 2 and one.injured_low:
        found.append((0.5, "the whole toll agrees"))
    if one.troops and other.troops:
        found.append((2.0, "same number of troops"))
    return found


def _or_infinite(value: int | None) -> float:
    return math.inf if value is None else value


def _close(a: float, b: float, share: float) -> bool:
    return abs(a - b) <= share * max(a, b)


def _party_evidence(a: Profile, b: Profile) -> Evidence:
    found: Evidence = []
    if a.actor and b.actor:
        found.append((0.6, "same actor") if _share_name(a.actor, b.actor) else (-0.8, "different actors"))
    if _same_victim(a, b):
        found.append((2.3, "a person dies only once"))
    elif a.target and b.target:
        found.append((1.3, "same target") if _share_name(a.target, b.target) else (-0.4, "different targets"))
    one, other = a.report, b.report
    if one.weapon and other.weapon:
        found.append((0.4, "same weapon") if one.weapon == other.weapon else (-0.5, "different weapons"))
    if one.facility and other.facility:
        found.append((0.5, "same facility") if one.facility == other.facility else (-1.2, "different facilities"))
    return found


def _share_name(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether two sets of name words share one, allowing for spellings (Soleimani, Suleimani)."""
    if a & b:
        return True
    return any(len(x) > 4 and len(y) > 4 and x[0] == y[0] and fuzz.ratio(x, y) >= 75 for x in a for y in b)


def _wording_evidence(a: Profile, b: Profile) -> Evidence:
    if not a.words or not b.words:
        return []
    shared = len(a.words & b.words) / min(len(a.words), len(b.words))
    if shared >= 0.75:
        return [(1.5, "nearly the same words")]
    if shared >= 0.4:
        return [(0.7, "many words in common")]
    return [(0.3, "some words in common")] if shared >= 0.2 else [(-0.3, "few words in common")]
