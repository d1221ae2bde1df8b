"""Reports of one happening, from many articles, become one incident.

The order of the work makes the result independent of the order of the reports: pairs are scored once, sorted by score,
and joined from the strongest down as long as nothing in either group rules the other out. Well-dated and well-placed
reports come first, so that they pull in vague ones and are never joined by them.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from geomap.incidents.fusing import fuse, name_members
from geomap.incidents.possibility import can_be_one
from geomap.incidents.profiles import Profile, make_profile
from geomap.incidents.similarity import THRESHOLD, compare
from geomap.records import Incident, Report

# A vague report that fits two groups joins the better one only when it fits it better by this much.
_MARGIN = 0.4
_MAX_MONTHS = 30
# A vague report is compared with this many of those it shares most with; bounds the work in a crowded month.
_MAX_CANDIDATES = 60
_CELL_DEGREES = 0.5
# What copies of one text share.
_TELLING = (
    "quote",
    "event_start",
    "kind",
    "status",
    "series",
    "date_start",
    "date_end",
    "latitude",
    "longitude",
    "radius_km",
    "facility",
    "killed_low",
    "killed_high",
    "injured_low",
    "injured_high",
    "troops",
)


def merge_reports(reports: Sequence[Report]) -> list[Incident]:
    """The incidents that the reports tell of, sorted by date, then place, then id.

    Near-linear in the number of reports (benchmarks/merging.py); the order of the reports changes nothing, and reports
    that are merged again give the same incidents.
    """
    copies = _gather_copies(sorted(set(reports), key=_order))
    profiles = [make_profile(same[0]) for same in copies]
    groups = _Groups(profiles)
    sharp = [i for i, profile in enumerate(profiles) if profile.well_dated and profile.well_placed]
    for _, i, j, reasons in sorted(_scored(profiles, _sharp_pairs(profiles, sharp)), key=lambda pair: pair[:3]):
        groups.join(i, j, reasons)
    well = frozenset(sharp)
    blurred = sorted(set(range(len(profiles))) - well, key=lambda i: (_vagueness(profiles[i]), i))
    index = _Index(profiles)
    vagueness = [_vagueness(profile) for profile in profiles]
    for i in blurred:
        # The vaguer one of two looks for the sharper, so that a guess never takes what a better report would.
        sharper = [j for j in index.candidates(i) if (vagueness[j], j) < (vagueness[i], i) or j in well]
        best = _best_group(i, sharper, profiles, groups)
        if best is not None:
            groups.join(i, best[0], best[1])
    incidents = [
        fuse([report for i in members for report in copies[i]], why + _why_copies(copies, members))
        for members, why in groups.members()
    ]
    return name_members(incidents)


def _gather_copies(ordered: Sequence[Report]) -> list[list[Report]]:
    """The reports, those that tell the same in the same words together: wire copy is compared once, however often run.

    One article's own reports are never copies of each other.
    """
    gathered: dict[tuple[object, ...], list[Report]] = {}
    told: Counter[tuple[object, ...]] = Counter()
    for report in ordered:
        key = tuple(getattr(report, name) for name in _TELLING)
        told[report.article_id, key] += 1
        gathered.setdefault((told[report.article_id, key], *key), []).append(report)
    return list(gathered.values())


def _why_copies(copies: Sequence[Sequence[Report]], members: Sequence[int]) -> list[tuple[str, ...]]:
    return [("the same words",)] if any(len(copies[i]) > 1 for i in members) else []


def _order(report: Report) -> tuple[str, ...]:
    return (
        report.published.isoformat() if report.published else "",
        report.article_id,
        f"{report.event_start:09d}",
        report.kind,
        f"{report.latitude} {report.longitude} {report.date_start} {report.place}",
    )


def _vagueness(profile: Profile) -> float:
    """Larger for what is less well placed and dated."""
    first, last = profile.first_day, profile.last_day
    days = 4000 if first is None or last is None else last - first + 1
    reach = 5000.0 if profile.report.latitude is None else profile.report.radius_km or 1.0
    return math.sqrt(days) + math.sqrt(reach)


def _scored(
    profiles: Sequence[Profile], pairs: Iterable[tuple[int, int]]
) -> Iterator[tuple[float, int, int, tuple[str, ...]]]:
    for i, j in pairs:
        found = compare(profiles[i], profiles[j])
        if found is not None and found[0] >= THRESHOLD:
            yield -found[0], i, j, found[1]


def _sharp_pairs(profiles: Sequence[Profile], sharp: Sequence[int]) -> set[tuple[int, int]]:
    """Pairs of well-dated, well-placed reports that are near each other in time and space."""
    cells: defaultdict[tuple[str, int, int, int], list[int]] = defaultdict(list)
    for i in sharp:
        profile = profiles[i]
        report = profile.report
        assert profile.first_day is not None and profile.last_day is not None
        assert report.latitude is not None and report.longitude is not None
        row, column = int(report.latitude // _CELL_DEGREES), int(report.longitude // _CELL_DEGREES)
        # The day after too: a night has two dates, and which day a person died is told wrong at times.
        for day in range(profile.first_day, profile.last_day + 2):
            cells[profile.family, day, row, column].append(i)
    pairs: set[tuple[int, int]] = set()
    for (family, day, row, column), here in cells.items():
        for down, right in ((0, 0), (0, 1), (1, -1), (1, 0), (1, 1)):
            there = here if (down, right) == (0, 0) else cells.get((family, day, row + down, column + right), ())
            pairs.update((min(i, j), max(i, j)) for i in here for j in there if i != j)
    return pairs


def _best_group(
    i: int, candidates: Iterable[int], profiles: Sequence[Profile], groups: _Groups
) -> tuple[int, tuple[str, ...]] | None:
    """The candidate whose group a vague report belongs to, or ``None`` when none or two fit alike."""
    best: dict[int, tuple[float, int, tuple[str, ...]]] = {}
    for j in candidates:
        found = compare(profiles[i], profiles[j])
        if found is None or found[0] < THRESHOLD or not groups.can_join(i, j):
            continue
        group = groups.find(j)
        if group not in best or found[0] > best[group][0]:
            best[group] = (found[0], j, found[1])
    ranked = sorted(best.values(), key=lambda item: (-item[0], item[1]))
    if not ranked:
        return None
    score, chosen, reasons = ranked[0]
    rivals = [j for other, j, _ in ranked[1:] if score - other < _MARGIN]
    if not all(_may_be_one(chosen, j, profiles, groups) for j in rivals):
        return None
    return chosen, reasons


def _may_be_one(i: int, j: int, profiles: Sequence[Profile], groups: _Groups) -> bool:
    """Whether two groups that a report fits alike are no choice: one happening still in two, or parts of one tale."""
    one, other = profiles[i].report, profiles[j].report
    if one.article_id == other.article_id and one.event_start == other.event_start:
        return True
    found = compare(profiles[i], profiles[j])
    return found is not None and found[0] >= THRESHOLD and groups.can_join(i, j)


class _Index:
    """Finds the reports that share a time, an area and something else with a vague one."""

    def __init__(self, profiles: Sequence[Profile]) -> None:
        self._profiles = profiles
        self._entries: defaultdict[tuple[object, ...], list[int]] = defaultdict(list)
        self._keys = [tuple(self._make_keys(profile)) for profile in profiles]
        for i, keys in enumerate(self._keys):
            for key in keys:
                self._entries[key].append(i)

    def candidates(self, i: int) -> list[int]:
        """Those that share most with report ``i``, at most ``_MAX_CANDIDATES``, in a fixed order."""
        shared: defaultdict[int, int] = defaultdict(int)
        for key in self._keys[i]:
            entries = self._entries[key]
            # What half the month shares tells nothing apart; reading it all would make the work quadratic.
            for j in entries[: 4 * _MAX_CANDIDATES]:
                if j != i:
                    shared[j] += 1
        return sorted(shared, key=lambda j: (-shared[j], j))[:_MAX_CANDIDATES]

    def _make_keys(self, profile: Profile) -> Iterator[tuple[object, ...]]:
        report = profile.report
        facts: list[object] = [word for word in sorted(profile.target | profile.actor) if len(word) > 3]
        facts += [word[:3] for word in sorted(profile.target) if len(word) > 4]
        facts += [("killed", report.killed_low)] if report.killed_low else []
        facts += [("troops", report.troops)] if report.troops else []
        facts += [("place", report.place_id)] if report.place_id else []
        facts += [("kind", report.kind, report.country), ("layer", report.layer, report.country)]
        if report.latitude is not None and report.longitude is not None and profile.well_placed:
            # Two grids, one moved by half a cell, so that neighbours share a cell of one of them.
            for shift in (0.0, _CELL_DEGREES):
                row = int((report.latitude + shift) // (2 * _CELL_DEGREES))
                column = int((report.longitude + shift) // (2 * _CELL_DEGREES))
                facts.append(("area", shift, row, column))
        for month in self._months(profile):
            for fact in facts:
                yield profile.family, month, fact

    @staticmethod
    def _months(profile: Profile) -> list[int]:
        first, last = profile.first_day, profile.last_day
        if first is None or last is None:
            if profile.published is None:
                return [-1]
            return [profile.published // 30 - 1, profile.published // 30]
        months = list(range(first // 30, last // 30 + 1))
        return months[-_MAX_MONTHS:]


class _Groups:
    """Disjoint groups of reports, each with what rules out a further member."""

    def __init__(self, profiles: Sequence[Profile]) -> None:
        self._profiles = profiles
        self._parent = list(range(len(profiles)))
        self._members: dict[int, list[int]] = {i: [i] for i in range(len(profiles))}
        self._why: dict[int, list[tuple[str, ...]]] = {i: [] for i in range(len(profiles))}

    def find(self, i: int) -> int:
        while self._parent[i] != i:
            self._parent[i] = self._parent[self._parent[i]]
            i = self._parent[i]
        return i

    def can_join(self, i: int, j: int) -> bool:
        a, b = self.find(i), self.find(j)
        if a == b:
            return False
        left, right = self._telling(a), self._telling(b)
        return all(can_be_one(self._profiles[x], self._profiles[y]) for x in left for y in right)

    def join(self, i: int, j: int, reasons: tuple[str, ...]) -> None:
        if not self.can_join(i, j):
            return
        a, b = sorted((self.find(i), self.find(j)))
        self._parent[b] = a
        self._members[a] += self._members.pop(b)
        self._why[a] += [reasons, *self._why.pop(b)]

    def members(self) -> list[tuple[list[int], list[tuple[str, ...]]]]:
        """Each group with its members and why they were joined."""
        return [(sorted(self._members[root]), self._why[root]) for root in sorted(self._members)]

    def _telling(self, root: int) -> list[int]:
        """The members that can rule something out: all of a small group, the sharpest of a large one."""
        members = self._members[root]
        if len(members) <= 12:
            return members
        return sorted(members, key=lambda i: (_vagueness(self._profiles[i]), i))[:12]
