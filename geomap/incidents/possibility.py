"""What rules out that two reports tell of one happening: days that cannot meet, places far apart, two facilities."""

from __future__ import annotations

from geomap.geometry import sphere_km
from geomap.incidents.profiles import Profile
from geomap.records import Report

# Sources place the death of one person by the town or by the nearest city; so far apart at most.
_VICTIM_KM = 100.0
# Reports of so many days that count so many dead alike are of one happening even where one is placed a little off.
_TELLING_TOLL, _TOLL_KM, _TOLL_DAYS = 10, 30.0, 14
# Facilities that sources mix up, or that share a site.
_ALIKE = (
    frozenset(("embassy", "consulate")),
    frozenset(("airport", "air base", "base")),
    frozenset(("base", "checkpoint", "convoy", "police station")),
    frozenset(("mosque", "church")),
    frozenset(("hotel", "restaurant", "market")),
    frozenset(("port", "ship")),
    frozenset(("parliament", "government building")),
)


def can_be_one(a: Profile, b: Profile) -> bool:
    """Whether nothing rules out that two reports tell of one happening."""
    one, other = a.report, b.report
    if a.family != b.family or one.series != other.series:
        return False
    if one.article_id == other.article_id:
        return False  # its stage has already joined what one article tells twice
    if not _days_meet(a, b) or not _areas_meet(a, b):
        return False
    if facilities_differ(one, other) and not same_place(a, b) and (a.well_dated and b.well_dated):
        return False
    if a.family == "movement":
        if (one.kind == "withdrawal") != (other.kind == "withdrawal"):
            return False
        if one.troops and other.troops and not close(one.troops, other.troops, 0.1):
            return False
    return True


def _days_meet(a: Profile, b: Profile) -> bool:
    if a.first_day is None or b.first_day is None or a.last_day is None or b.last_day is None:
        return True
    apart = max(a.first_day - b.last_day, b.first_day - a.last_day)
    return apart <= 0 or (apart == 1 and ((a.night and b.night) or same_victim(a, b)))


def facilities_differ(one: Report, other: Report) -> bool:
    if not one.facility or not other.facility or one.facility == other.facility:
        return False
    return not any(one.facility in alike and other.facility in alike for alike in _ALIKE)


def _areas_meet(a: Profile, b: Profile) -> bool:
    apart = _distance_km(a.report, b.report)
    if apart is None:
        return True
    reach = max(a.report.radius_km or 0.0, 2.0) + max(b.report.radius_km or 0.0, 2.0)
    if a.well_dated and b.well_dated and same_victim(a, b):
        reach = max(reach, _VICTIM_KM)
    elif _same_toll(a, b):
        reach += _TOLL_KM
    if apart <= reach:
        return True
    return bool(
        a.report.country
        and a.report.country == b.report.country
        and "country" in (a.report.place_basis, b.report.place_basis)
    )


def _same_toll(a: Profile, b: Profile) -> bool:
    """Whether both, told within days of each other, count so many dead alike that it is hardly chance."""
    if a.published is None or b.published is None or abs(a.published - b.published) > _TOLL_DAYS:
        return False
    return a.report.killed_low == b.report.killed_low and (a.report.killed_low or 0) >= _TELLING_TOLL


def same_victim(a: Profile, b: Profile) -> bool:
    """Whether both tell of the death of one person by name, who dies only once."""
    if max(len(a.target & b.target), len(a.target & b.names), len(b.target & a.names)) < 2:
        return False
    # One report may count who died beside him, or only say that he was shot.
    killed = (a.report.killed_low, b.report.killed_low)
    return 1 in killed or (None in killed and (a.report.targeted_killing or b.report.targeted_killing))


def same_place(a: Profile, b: Profile) -> bool:
    return bool(a.report.place_id) and a.report.place_id == b.report.place_id


def _distance_km(a: Report, b: Report) -> float | None:
    """Great-circle distance (haversine); ``None`` when one has no point."""
    if a.latitude is None or b.latitude is None or a.longitude is None or b.longitude is None:
        return None
    return sphere_km(a.latitude, a.longitude, b.latitude, b.longitude)


def close(a: float, b: float, share: float) -> bool:
    """Whether two numbers differ by at most a share of the larger."""
    return abs(a - b) <= share * max(a, b)
