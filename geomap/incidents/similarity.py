"""How strongly two reports speak of one happening.

Evidence is added up in the manner of log-odds: what agrees speaks for one happening, what differs against it; what
rules it out is asked first (possibility.py). The weights were set by hand on the project's own groups of short reports
(benchmarks/merging.py), most of which had been scored unseen before.
"""

from __future__ import annotations

import math

from rapidfuzz import fuzz

from geomap.incidents.possibility import can_be_one, close, facilities_differ, same_place, same_victim
from geomap.incidents.profiles import WELL_DATED_DAYS, Profile
from geomap.records import Report

# Fewer words in common say little, however large a share they are.
_WORDS_THAT_TELL = 5
# Score from which two reports are one happening.
THRESHOLD = 2.2

# Weapons that one source names more closely than another, or takes for each other.
_WEAPONS_ALIKE = (
    frozenset(("explosives", "car bomb", "roadside bomb", "suicide bomb", "mine", "grenade", "vehicle")),
    frozenset(("ballistic missile", "missile", "rocket", "drone", "aircraft", "artillery", "mortar")),
    frozenset(("explosives", "ballistic missile", "missile", "rocket", "aircraft", "drone")),
    frozenset(("rocket-propelled grenade", "grenade", "rocket")),
    frozenset(("firearm", "tear gas")),
)
# Kinds of one family that one happening seldom is.
_BY_WEAPON = frozenset(
    ("air_strike", "rocket_attack", "interception", "bombing", "suicide_bombing", "grenade", "chemical_attack")
)
# What one source calls a strike is another's missiles.
_FROM_AFAR = {"strikes", "rocket_attacks"}
_APART = (
    (frozenset(("abduction", "territory_taken")), _BY_WEAPON),
    (frozenset(("abduction",)), frozenset(("territory_taken",))),
    (frozenset(("chemical_attack",)), frozenset(("armed_clash", "killing"))),
)
# Who is told of though others died too.
_SINGLED_OUT = frozenset(
    """along alongside including leader head chief commander envoy ambassador consul consul-general minister
    president general governor mayor bishop reporter journalist correspondent photographer cameraman""".split()
)


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


Evidence = list[tuple[float, str]]


def _kind_evidence(a: Profile, b: Profile) -> Evidence:
    one, other = a.report, b.report
    found: Evidence = []
    if one.kind == other.kind:
        found.append((1.0, "same kind"))
    elif one.layer == other.layer:
        found.append((0.4, "kinds of one layer"))
    elif {one.layer, other.layer} == _FROM_AFAR:
        found.append((0.2, "struck from afar"))
    else:
        together = frozenset((one.kind, other.kind))
        apart = any(together & these and together & those for these, those in _APART)
        found.append((-1.0, "kinds that go ill together") if apart else (-0.3, "kinds of different layers"))
    if (one.kind == "arrest") != (other.kind == "arrest"):
        found.append((-1.0, "one is an arrest"))
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
    if a.first_day > b.last_day or b.first_day > a.last_day:
        return [(0.5, "one night")]
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
    if same_place(a, b):
        return [(1.8, "same place"), *_spot_evidence(a, b)] if a.well_placed else [(0.5, "same wide area")]
    if a.report.latitude is None or b.report.latitude is None:
        return [(-0.3, "one has no place")]
    if a.well_placed and b.well_placed:
        return [(1.4, "their places meet"), *_spot_evidence(a, b)]
    widest = max(a.report.radius_km or 0.0, b.report.radius_km or 0.0)
    return [(0.5, "one area holds the other")] if widest <= 150 else [(0.0, "one area holds the other")]


def _spot_evidence(a: Profile, b: Profile) -> Evidence:
    """Evidence from the part of a town, the market, the street that both name."""
    shared = a.spots.keys() & b.spots.keys()
    if not shared:
        return []
    same = any(fuzz.ratio(a.spots[spot], b.spots[spot]) >= 75 for spot in shared)
    return [(0.5, "same part of it")] if same else [(-2.0, "different parts of it")]


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
            # "at least 141" and "141" are one count; the larger and the less round, the less by chance
            exact = low == low_b
            big = exact and (low or 0) >= 5
            rare = exact and (low or 0) >= 20 and (low or 0) % 10 != 0
            found.append((scale * (2.0 if rare else 1.5 if big else 1.0 if exact else 0.4), f"same number {name}"))
        elif bottom >= 10 and close(bottom, top, 0.15):
            found.append((0.7 * scale, f"nearly the same number {name}"))
        elif close(bottom, top, 0.35) or bottom - top <= 2:
            found.append((-0.2 * scale, f"numbers {name} differ a little"))
        elif _is_part(one if _or_infinite(high) < bottom else other, top):
            found.append((-0.2 * scale, f"some of those {name}"))
        elif bottom >= 4 * top and bottom - top >= 10 and not _rises(a, b, f"{name}_low"):
            found.append((-3.0 * scale, f"numbers {name} differ much"))
        else:
            found.append((-1.4 * scale, f"numbers {name} differ"))
    if sum(weight > 0.5 and reason.startswith("same") for weight, reason in found) == 2 and one.injured_low:
        found.append((0.5, "the whole toll agrees"))
    if _only_hurt(one, other) or _only_hurt(other, one):
        found.append((-1.2, "one killed nobody"))
    if one.troops and other.troops:
        found.append((2.0, "same number of troops"))
    return found


def _rises(a: Profile, b: Profile, name: str) -> bool:
    """Whether the larger number was published later, as tolls rise."""
    if a.published is None or b.published is None or a.published == b.published:
        return False
    earlier, later = (a, b) if a.published < b.published else (b, a)
    return (getattr(later.report, name) or 0) > (getattr(earlier.report, name) or 0)


def _is_part(report: Report, count: float) -> bool:
    """Whether a report may count only some of the dead: "among those killed", or one, of rank or by name."""
    if "among" in report.quote:
        return True
    if count != 1:
        return False
    words = report.quote.split()
    named = sum(word[:1].isupper() for word in (report.target or "").split()) >= 2
    return named or not _SINGLED_OUT.isdisjoint(word.strip(",.;’'").lower() for word in words)


def _only_hurt(one: Report, other: Report) -> bool:
    """Whether the one counts the hurt and no dead, where the other counts dead: who counts both puts the dead first."""
    return bool(one.injured_low) and one.killed_low is None and one.killed_high is None and bool(other.killed_low)


def _or_infinite(value: int | None) -> float:
    return math.inf if value is None else value


def _party_evidence(a: Profile, b: Profile) -> Evidence:
    found: Evidence = []
    if a.actor and b.actor:
        found.append((0.6, "same actor") if _share_name(a.actor, b.actor) else (-0.8, "different actors"))
    if same_victim(a, b):
        found.append((2.3, "a person dies only once"))
    elif a.target and b.target:
        found.append((1.3, "same target") if _share_name(a.target, b.target) else (-0.4, "different targets"))
    one, other = a.report, b.report
    if one.weapon and other.weapon:
        if one.weapon == other.weapon:
            found.append((0.4, "same weapon"))
        elif not any(one.weapon in names and other.weapon in names for names in _WEAPONS_ALIKE):
            found.append((-0.7, "different weapons"))
    if one.facility and other.facility:
        if one.facility == other.facility:
            found.append((0.5, "same facility"))
        elif facilities_differ(one, other):
            found.append((-1.2, "different facilities"))
    return found


def _share_name(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether two sets of name words share one, allowing for spellings (Soleimani, Suleimani)."""
    if a & b:
        return True
    return any(len(x) > 4 and len(y) > 4 and x[0] == y[0] and fuzz.ratio(x, y) >= 75 for x in a for y in b)


def _wording_evidence(a: Profile, b: Profile) -> Evidence:
    if not a.words or not b.words:
        return []
    fewest = min(len(a.words), len(b.words))
    shared = len(a.words & b.words) / fewest
    if shared >= 0.75 and fewest >= _WORDS_THAT_TELL:
        return [(1.5, "nearly the same words")]
    if shared >= 0.4:
        return [(0.7, "many words in common")]
    return [(0.3, "some words in common")] if shared >= 0.2 else [(-0.3, "few words in common")]
