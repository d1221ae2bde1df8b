"""From what articles report to what happened: reports, merging, corrections, the tables and their checks."""

from geomap.incidents.corrections import apply_corrections, blocked_names, move_names, read_corrections
from geomap.incidents.explaining import explain_incident
from geomap.incidents.listing import format_incidents
from geomap.incidents.merging import merge_reports
from geomap.incidents.reports import build_reports
from geomap.incidents.reviewing import add_corrections, rank_for_review
from geomap.incidents.scoring import format_score, read_gold, read_phrases, score_incidents
from geomap.incidents.statuses import is_incident, is_on_map
from geomap.incidents.table import (
    build_tables,
    check_incidents,
    keep_wanted,
    keep_wanted_rows,
    read_incidents,
    read_reports,
)

__all__ = [
    "add_corrections",
    "apply_corrections",
    "blocked_names",
    "build_reports",
    "build_tables",
    "check_incidents",
    "explain_incident",
    "format_incidents",
    "format_score",
    "is_incident",
    "is_on_map",
    "keep_wanted",
    "keep_wanted_rows",
    "merge_reports",
    "move_names",
    "rank_for_review",
    "read_corrections",
    "read_gold",
    "read_incidents",
    "read_phrases",
    "read_reports",
    "score_incidents",
]
