"""The columns of the incidents and reports tables: order, type and meaning.

One place says it; the checks, the exports and docs/columns.md follow.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

from geomap.records import Report

TEXT, INTEGER, NUMBER, DAY, BOOLEAN, LIST = "text", "integer", "number", "day", "boolean", "list"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, its type (text, integer, number, day, boolean, list of texts) and what a cell means.

    ``choices`` are the only values a text may take, where there are such; ``lowest`` and ``highest`` bound a number.
    ``required`` cells may not be empty.
    """

    name: str
    type: str
    meaning: str
    required: bool = False
    choices: tuple[str, ...] = ()
    lowest: float | None = None
    highest: float | None = None


STATUSES = (
    "occurred",
    "ongoing",
    "planned",
    "threatened",
    "alleged",
    "denied",
    "failed",
    "historical",
    "hypothetical",
)
DATE_PRECISIONS = ("day", "days", "week", "month", "year", "unknown")
DATE_BASES = ("explicit", "weekday", "relative", "publication", "order", "none")
PLACE_BASES = ("named", "facility", "near", "offset", "admin", "country", "none")

INCIDENT_COLUMNS: tuple[Column, ...] = (
    Column("incident_id", TEXT, "stable across runs: made from what happened, where and when", required=True),
    Column("layer", TEXT, "the group of kinds it is shown with", required=True),
    Column("kind", TEXT, "what happened, a code of the taxonomy", required=True),
    Column("status", TEXT, "whether it happened", required=True, choices=STATUSES),
    Column("date_start", DAY, "first day it may have happened on"),
    Column("date_end", DAY, "last day it may have happened on, inclusive"),
    Column("date", DAY, "the most likely day inside the interval"),
    Column("date_precision", TEXT, "how wide the interval is", choices=DATE_PRECISIONS),
    Column("date_basis", TEXT, "what the date rests on", choices=DATE_BASES),
    Column("place", TEXT, "the place's name in the gazetteer, or the relation to one"),
    Column("place_text", TEXT, "the words of the article that name the place"),
    Column("place_basis", TEXT, "what the point rests on", choices=PLACE_BASES),
    Column("latitude", NUMBER, "WGS84 degrees north", lowest=-90, highest=90),
    Column("longitude", NUMBER, "WGS84 degrees east", lowest=-180, highest=180),
    Column("radius_km", NUMBER, "how far from the point it may have been, in km", lowest=0, highest=20_040),
    Column("country", TEXT, "ISO 3166 alpha-2"),
    Column("admin1", TEXT, "first-level division"),
    Column("place_id", TEXT, "id of the place in the gazetteer"),
    Column("actor", TEXT, "who did it, as the article calls them"),
    Column("target", TEXT, "to whom or what it was done"),
    Column("weapon", TEXT, "with what"),
    Column("facility", TEXT, "type of facility it hit or happened at: airport, base, embassy, ..."),
    Column("targeted_killing", BOOLEAN, "whether a person was killed by name or office"),
    Column("killed_low", INTEGER, "fewest killed that any report gives; 0 when a report says nobody was", lowest=0),
    Column(
        "killed_high", INTEGER, "most killed that any report gives; empty when only a lower bound is known", lowest=0
    ),
    Column("injured_low", INTEGER, "fewest injured that any report gives", lowest=0),
    Column("injured_high", INTEGER, "most injured that any report gives", lowest=0),
    Column("troops", INTEGER, "soldiers sent, stationed or leaving", lowest=0),
    Column("summary", TEXT, "one line in our words"),
    Column("quote", TEXT, "the sentence of the best report"),
    Column("report_count", INTEGER, "articles that report it", lowest=0),
    Column("source_count", INTEGER, "independent sources; copies of one wire text count once", lowest=0),
    Column("sources", LIST, "the outlets"),
    Column("urls", LIST, "where the reports were published"),
    Column("confidence", NUMBER, "0 to 1; of incidents with 0.8 about 80 % are right", lowest=0, highest=1),
    Column("series", BOOLEAN, "whether several happenings are told as one"),
    Column("members", LIST, "of a series: ids of the single incidents that fall into it"),
    Column("corrected", LIST, "names of the fields that a person set"),
    Column("merge_reason", TEXT, "why the reports were read as one happening"),
)

_REPORT_MEANINGS = {
    "article_id": "the article",
    "quote_start": "first character of the quote in the article's text",
    "quote_end": "one past the last character of the quote",
    "event_start": "first character of the words that signal the event",
    "event_end": "one past the last character of those words",
    "kind_reason": "why this kind",
    "status_reason": "why this status",
    "place_reason": "why this place",
    "date_reason": "why this date",
    "numbers_reason": "why these numbers",
    "place_start": "first character of the words that name the place",
    "place_end": "one past the last character of those words",
    "date_text_start": "first character of the words that name the date",
    "date_text_end": "one past the last character of those words",
    "attribution": "who says so",
    "published": "day of publication",
    "source": "the outlet",
    "title": "the headline",
    "url": "where it was published",
    "place_shape": "the area as WKT (longitude latitude), where it is not a circle",
}
_REPORT_TYPES = {
    **dict.fromkeys(("quote_start", "quote_end", "event_start", "event_end", "place_start", "place_end"), INTEGER),
    **dict.fromkeys(("date_text_start", "date_text_end"), INTEGER),
    "published": DAY,
}
_BY_NAME = {column.name: column for column in INCIDENT_COLUMNS}

REPORT_COLUMNS: tuple[Column, ...] = (
    Column("incident_id", TEXT, "the incident it was merged into; empty when it became none"),
    *(
        _BY_NAME[field.name]
        if field.name in _BY_NAME
        else Column(field.name, _REPORT_TYPES.get(field.name, TEXT), _REPORT_MEANINGS[field.name])
        for field in dataclasses.fields(Report)
        if field.name != "mentions"
    ),
)

SKIPPED_COLUMNS: tuple[Column, ...] = (
    Column("stage", TEXT, "where it was left out: articles, events, places, incidents or corrections"),
    Column("reason", TEXT, "why"),
    Column("article_id", TEXT, "the article"),
    Column("path", TEXT, "the file"),
    Column("text", TEXT, "the words"),
    Column("start", INTEGER, "first character of the words in the article's text"),
    Column("end", INTEGER, "one past the last character"),
)
