"""The incidents of geomap in the form that the scorers of the development corpora want.

The corpora lie beside the project in ../shared, and are for measuring only: nothing of them is shipped.

    python -m benchmarks.news_accuracy
    python -m benchmarks.muc_accuracy
"""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any

from geomap.incidents.statuses import is_on_map
from geomap.options import Options
from geomap.pipeline import Extractor
from geomap.records import Article, Report

CORPORA = Path(__file__).resolve().parents[2] / "shared" / "corpora"

# Our kinds in the coarser types of the news gold; kinds that it does not have are left out.
NEWS_TYPES = {
    "air_strike": "air_strike",
    "rocket_attack": "rocket_attack",
    "interception": "rocket_attack",
    "bombing": "bombing",
    "suicide_bombing": "bombing",
    "grenade": "bombing",
    "chemical_attack": "bombing",
    "armed_clash": "armed_clash",
    "territory_taken": "armed_clash",
    "killing": "armed_clash",
    "sexual_violence": "armed_clash",
    "property_destruction": "armed_clash",
    "abduction": "abduction",
    "protest": "protest",
    "protest_intervention": "protest",
    "protest_force": "protest",
    "riot": "protest",
    "mob_violence": "protest",
    "deployment": "deployment",
    "base_established": "deployment",
    "exercise": "deployment",
    "withdrawal": "withdrawal",
    "territory_transferred": "withdrawal",
    "vote": "political",
    "agreement": "political",
    "decree": "political",
    "coup": "political",
    "diplomacy": "political",
    "arrest": "political",
}
MUC_TYPES = {
    "air_strike": "attack",
    "rocket_attack": "attack",
    "armed_clash": "attack",
    "territory_taken": "attack",
    "killing": "attack",
    "bombing": "bombing",
    "suicide_bombing": "bombing",
    "grenade": "bombing",
    "property_destruction": "arson",
    "abduction": "kidnapping",
}


@functools.lru_cache(maxsize=1)
def extractor() -> Extractor:
    """The pipeline's own reader of one article, opened once."""
    return Extractor(Options())


def reports_of(text: str, published: str | None, identifier: str = "") -> list[Report]:
    """The reports of one text that the map shows when it opens."""
    reports, _ = extractor()(Article(text=text, published=published, id=identifier))
    return [report for report in reports if is_on_map(report.status, report.layer)]


def news_rows(documents: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What score_news.py wants: one row per report of the map's default set."""
    return [
        {
            "article_id": document["id"],
            "type": NEWS_TYPES[report.kind],
            "date_start": report.date_start,
            "date_end": report.date_end,
            "lat": report.latitude,
            "lon": report.longitude,
            "place": report.place,
            "country": report.country,
            "killed": report.killed_low if report.killed_low is not None else report.killed_high,
            "injured": report.injured_low if report.injured_low is not None else report.injured_high,
            "quote": report.quote,
            "confidence": report.confidence,
        }
        for document in documents
        for report in reports_of(document["text"], document["published"], document["id"])
        if report.kind in NEWS_TYPES
    ]


def muc_rows(text: str, published: str | None) -> list[dict[str, Any]]:
    """What score_incidents.py wants, with the most likely day for both ends of the interval."""
    return [
        {
            "type": MUC_TYPES[report.kind],
            "date_start": report.date,
            "date_end": report.date,
            "place": report.place,
            "country": report.country,
            "lat": report.latitude,
            "lon": report.longitude,
        }
        for report in reports_of(text, published)
        if report.kind in MUC_TYPES
    ]
