"""How well the incidents of a run agree with a list of what really happened."""

from __future__ import annotations

import csv
import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from geomap.errors import TableError
from geomap.geometry import sphere_km
from geomap.incidents.statuses import is_on_map
from geomap.records import Article, Incident

# Our interval may be this much wider than the gold one and still count as the same date.
_WIDER_DAYS = 3
_NEEDED = ("id", "layer", "date_start", "date_end", "latitude", "longitude", "tolerance_km")
_NUMBERS = ("killed", "injured", "troops")


@dataclass(frozen=True, slots=True)
class GoldIncident:
    """One thing that happened: its layer, days, point with tolerance in km, the numbers that are given, articles."""

    gold_id: str
    layer: str
    what: str
    date_start: datetime.date
    date_end: datetime.date
    place: str
    latitude: float
    longitude: float
    tolerance_km: float
    numbers: Mapping[str, int]
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ScoredRow:
    """A gold row with the incident that was found for it; ``wrong`` says in words what differs, empty when right."""

    gold: GoldIncident
    incident: Incident | None
    wrong: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """Every gold row with its judgement, the incidents on the map that no gold row accounts for, forbidden phrases."""

    rows: tuple[ScoredRow, ...]
    extra: tuple[Incident, ...]
    forbidden: tuple[tuple[str, Incident], ...]
    articles: int

    @property
    def right(self) -> int:
        """How many gold rows are right in every field that they give."""
        return sum(row.incident is not None and not row.wrong for row in self.rows)


def read_gold(path: Path) -> list[GoldIncident]:
    """The rows of a gold file (CSV; the columns are listed in docs/scoring.md).

    Raises:
        TableError: columns are missing or cells are bad; names every one of them.
    """
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        missing = [name for name in _NEEDED if name not in (reader.fieldnames or ())]
        if missing:
            raise TableError(f"{path}:1: the gold file lacks the columns {', '.join(missing)}")
        rows, problems = [], []
        for row in reader:
            try:
                rows.append(_gold_row(row))
            except ValueError as error:
                problems.append(f"{path}:{reader.line_num}: {error}")
    if problems:
        raise TableError("\n".join(problems), tuple(problems))
    return rows


def _gold_row(row: Mapping[str, str]) -> GoldIncident:
    return GoldIncident(
        gold_id=row["id"],
        layer=row["layer"],
        what=row.get("what") or "",
        date_start=datetime.date.fromisoformat(row["date_start"]),
        date_end=datetime.date.fromisoformat(row["date_end"] or row["date_start"]),
        place=row.get("place") or "",
        latitude=float(row["latitude"]),
        longitude=float(row["longitude"]),
        tolerance_km=float(row["tolerance_km"]),
        numbers={name: int(row[name]) for name in _NUMBERS if row.get(name)},
        articles=tuple(name for name in (row.get("articles") or "").split("|") if name),
    )


def read_phrases(path: Path) -> list[str]:
    """The phrases of a must-not-map file (CSV with a column ``phrase``)."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        if "phrase" not in (reader.fieldnames or ()):
            raise TableError(f"{path}:1: there is no column 'phrase'")
        return [row["phrase"] for row in reader if row["phrase"]]


def score_incidents(
    gold: Sequence[GoldIncident],
    incidents: Sequence[Incident],
    articles: Sequence[Article],
    phrases: Sequence[str] = (),
) -> Score:
    """Aligns gold rows and incidents one to one, best agreement first, and judges each pair.

    Right means: same layer, days that meet with ours at most three days wider, our point within the row's tolerance,
    and every number that the row gives between our low and high. Incidents on the map without a gold row are ``extra``.
    """
    names = {article.id: _names(article) for article in articles}
    pairs = []
    for i, row in enumerate(gold):
        for j, incident in enumerate(incidents):
            wrong = _differences(row, incident, names)
            if row.layer == incident.layer and not {"date", "place"} <= {reason.split(":")[0] for reason in wrong}:
                pairs.append((_weight(row, incident, wrong, names), i, j, wrong))
    found: dict[int, tuple[int, tuple[str, ...]]] = {}
    taken: set[int] = set()
    for _, i, j, wrong in sorted(pairs, key=lambda pair: (pair[0], pair[1], pair[2])):
        if i not in found and j not in taken:
            found[i] = (j, wrong)
            taken.add(j)
    rows = tuple(
        ScoredRow(row, incidents[found[i][0]], found[i][1]) if i in found else ScoredRow(row, None, ("not found",))
        for i, row in enumerate(gold)
    )
    extra = tuple(x for j, x in enumerate(incidents) if j not in taken and is_on_map(x.status, x.layer))
    forbidden = tuple(
        (phrase, incident)
        for phrase in phrases
        for j, incident in enumerate(incidents)
        if j not in taken and is_on_map(incident.status, incident.layer) and _holds(incident, phrase)
    )
    return Score(rows, extra, forbidden, len(articles))


def _names(article: Article) -> set[str]:
    stem = {Path(article.path).stem} if article.path else set()
    return {article.id, *stem}


def _differences(row: GoldIncident, incident: Incident, names: Mapping[str, set[str]]) -> tuple[str, ...]:
    wrong = []
    start, end = incident.date_start, incident.date_end
    if start is None or end is None:
        wrong.append("date: none")
    elif start > row.date_end or end < row.date_start:
        wrong.append(f"date: {start} to {end} instead of {row.date_start} to {row.date_end}")
    elif (end - start) - (row.date_end - row.date_start) > datetime.timedelta(_WIDER_DAYS):
        wrong.append(f"date: {start} to {end} is too wide for {row.date_start} to {row.date_end}")
    if incident.latitude is None or incident.longitude is None:
        wrong.append("place: none")
    else:
        apart = sphere_km(row.latitude, row.longitude, incident.latitude, incident.longitude)
        if apart > row.tolerance_km:
            wrong.append(f"place: {incident.place}, {apart:.0f} km from {row.place}")
    for name, value in row.numbers.items():
        if name == "troops":
            low = high = incident.troops
        else:
            low, high = getattr(incident, f"{name}_low"), getattr(incident, f"{name}_high")
        if (low is None and high is None) or value < (low or 0) or (high is not None and value > high):
            wrong.append(f"{name}: {low} to {high} instead of {value}")
    told = {name for report in incident.reports for name in names.get(report.article_id, ())}
    unjoined = [name for name in row.articles if name not in told]
    if unjoined and len(row.articles) > 1 and len(unjoined) == len(row.articles):
        wrong.append(f"articles: none of {', '.join(row.articles)}")
    return tuple(wrong)


def _weight(
    row: GoldIncident, incident: Incident, wrong: Sequence[str], names: Mapping[str, set[str]]
) -> tuple[float, ...]:
    told = {name for report in incident.reports for name in names.get(report.article_id, ())}
    apart = 0.0
    if incident.latitude is not None and incident.longitude is not None:
        apart = sphere_km(row.latitude, row.longitude, incident.latitude, incident.longitude)
    days = (incident.date_end - incident.date_start).days if incident.date_start and incident.date_end else 10_000
    return (len(wrong), -len(told & set(row.articles)), apart, days)


def _holds(incident: Incident, phrase: str) -> bool:
    wanted = " ".join(phrase.split()).casefold()
    return any(wanted in " ".join(report.quote.split()).casefold() for report in incident.reports)


def format_score(score: Score) -> str:
    """The score as lines of text: one per gold row, then what is extra or forbidden, then the sums."""
    lines = []
    for row in score.rows:
        verdict = "right" if row.incident and not row.wrong else "wrong" if row.incident else "missed"
        why = "; ".join(row.wrong) if row.incident else ""
        told = f"{row.incident.report_count} of {len(row.gold.articles)} reports" if row.incident else ""
        lines.append(
            f"{row.gold.gold_id:<6} {verdict:<7} {row.gold.what[:70]:<70}  {'; '.join(filter(None, (told, why)))}"
        )
    for incident in score.extra:
        lines.append(
            f"extra  {incident.incident_id}  {incident.kind}  {incident.date}  {incident.place}: {incident.quote[:90]}"
        )
    for phrase, incident in score.forbidden:
        lines.append(f"on the map, but never happened: {phrase!r} as {incident.kind} ({incident.incident_id})")
    found = sum(row.incident is not None for row in score.rows)
    lines.append(
        f"{score.right} of {len(score.rows)} right, {found} found, {len(score.extra)} not in the gold "
        f"({len(score.extra) / max(1, score.articles):.2f} per article), {len(score.forbidden)} that never happened"
    )
    return "\n".join(lines)
