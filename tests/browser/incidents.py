"""Fifteen incidents that between them have everything a page must show, and the reports of some of them."""

from __future__ import annotations

from typing import Any

import pandas as pd

DEFAULTS: dict[str, Any] = {
    "incident_id": "i-0",
    "layer": "strikes",
    "kind": "air_strike",
    "status": "occurred",
    "date_start": "2020-01-01",
    "date_end": "2020-01-01",
    "date": "2020-01-01",
    "date_precision": "day",
    "date_basis": "explicit",
    "place": "Baghdad",
    "place_text": "Baghdad",
    "place_basis": "named",
    "latitude": 33.3406,
    "longitude": 44.4009,
    "radius_km": 8.0,
    "country": "IQ",
    "admin1": None,
    "place_id": None,
    "actor": None,
    "target": None,
    "weapon": None,
    "facility": None,
    "targeted_killing": False,
    "killed_low": None,
    "killed_high": None,
    "injured_low": None,
    "injured_high": None,
    "troops": None,
    "summary": "A strike",
    "quote": "A strike was heard.",
    "report_count": 1,
    "source_count": 1,
    "sources": "Harbour Post",
    "urls": "https://news.example/1",
    "confidence": 0.8,
    "series": False,
    "members": None,
    "corrected": None,
    "merge_reason": None,
}


def make_table(*rows: dict[str, Any]) -> pd.DataFrame:
    """A table of incidents from what is special about each; a row without an id gets one."""
    filled = [{**DEFAULTS, "incident_id": f"i-{at}", **row} for at, row in enumerate(rows)]
    return pd.DataFrame(filled, columns=list(DEFAULTS))


def on(day: str, last: str | None = None) -> dict[str, Any]:
    return {"date_start": day, "date_end": last or day, "date": day}


def at(
    place: str, country: str, latitude: float, longitude: float, basis: str = "named", radius: float = 8.0
) -> dict[str, Any]:
    point = {"latitude": latitude, "longitude": longitude, "radius_km": radius}
    return {"place": place, "place_text": place, "country": country, "place_basis": basis, **point}


def sort(layer: str, kind: str, status: str = "occurred") -> dict[str, Any]:
    return {"layer": layer, "kind": kind, "status": status}


AIRPORT = at("Baghdad International Airport", "IQ", 33.2625, 44.2346, "facility", 3.0)
K1_BASE = at("K-1 Air Base", "IQ", 35.5172, 44.31, "facility", 3.0)
BEIRUT = at("Beirut", "LB", 33.8938, 35.5018)
KUWAIT = at("Kuwait", "KW", 29.5, 47.75, "country", 100.0)
ALEPPO = at("Aleppo", "SY", 36.2021, 37.1343)
AIRPORT_QUOTE = "Missiles hit two cars near the airport early on Friday, killing 12 people."


def make_designed_incidents() -> pd.DataFrame:
    """Ten of the fifteen are shown at first; all texts and ids are made up, the places are real."""
    return make_table(
        {
            **sort("strikes", "air_strike"),
            **on("2020-01-03"),
            **AIRPORT,
            "incident_id": "i-airport",
            "date_basis": "weekday",
            "actor": "United States",
            "target": "convoy",
            "weapon": "drone",
            "facility": "airport",
            "targeted_killing": True,
            "killed_low": 9,
            "killed_high": 12,
            "injured_low": 2,
            "injured_high": 2,
            "summary": "Missiles hit a convoy at the airport",
            "quote": AIRPORT_QUOTE,
            "report_count": 2,
            "source_count": 2,
            "sources": "Harbour Post | Wire Desk",
            "urls": "https://news.example/airport | https://wire.example/airport",
            "confidence": 0.95,
            "merge_reason": "the same day, place and kind",
        },
        {
            **sort("rocket_attacks", "rocket_attack"),
            **on("2019-12-27"),
            **K1_BASE,
            "incident_id": "i-base",
            "actor": "Kataib Hezbollah",
            "facility": "base",
            "weapon": "rockets",
            "killed_low": 1,
            "killed_high": 1,
            "summary": "Rockets land on a base near Kirkuk",
            "quote": "More than thirty rockets landed on the base at dusk.",
            "corrected": "place",
            "confidence": 0.9,
        },
        {
            **sort("bombings", "suicide_bombing", "historical"),
            **on("1983-04-18"),
            **BEIRUT,
            "incident_id": "i-embassy-1983",
            "facility": "embassy",
            "killed_low": 63,
            "killed_high": 63,
            "summary": "Truck bomb at an embassy in Beirut",
            "quote": "The attack brought back the spring of 1983.",
        },
        {
            **sort("bombings", "suicide_bombing", "historical"),
            **on("1983-10-23"),
            **at("Beirut airport", "LB", 33.8209, 35.4884, "facility", 3.0),
            "incident_id": "i-barracks-1983",
            "facility": "base",
            "killed_low": 307,
            "killed_high": 307,
            "summary": "Truck bombs at two barracks in Beirut",
            "quote": "Nothing like it had been seen since the barracks fell.",
        },
        {
            **sort("deployments", "deployment", "planned"),
            **on("2020-01-02"),
            **KUWAIT,
            "incident_id": "i-kuwait",
            "actor": "United States",
            "troops": 750,
            "summary": "Troops to be sent to Kuwait",
            "quote": "About 750 soldiers will leave for Kuwait in the coming days.",
            "sources": "Wire Desk",
        },
        {
            **sort("protests", "riot"),
            **on("2019-12-31"),
            **at("Green Zone", "IQ", 33.3035, 44.3947, "facility", 2.0),
            "incident_id": "i-crowd",
            "facility": "embassy",
            "summary": "Crowd storms the gate of an embassy",
            "quote": "Hundreds broke through the outer gate and burned a guard post.",
        },
        {
            **sort("political", "vote"),
            **on("2020-01-05"),
            **at("Baghdad", "IQ", 33.3406, 44.4009),
            "incident_id": "i-vote",
            "summary": "Parliament votes on foreign troops",
            "quote": "Lawmakers raised their hands on Sunday.",
            "confidence": 0.5,
        },
        {
            **sort("abductions", "abduction"),
            "date_start": None,
            "date_end": None,
            "date": None,
            **at("Basra", "IQ", 30.5085, 47.7804),
            "incident_id": "i-engineers",
            "date_precision": "unknown",
            "date_basis": "none",
            "summary": "Two engineers are taken from a road",
            "quote": "Two engineers are still missing, their families say.",
            "sources": None,
            "urls": None,
        },
        {
            **sort("clashes", "armed_clash"),
            **on("2019-12-01", "2019-12-31"),
            **at("Idlib", "SY", 35.9306, 36.6339, "admin", 90.0),
            "incident_id": "i-idlib",
            "date_precision": "month",
            "summary": "Fighting around Idlib",
            "quote": "Fighting went on all through December.",
        },
        {
            **sort("clashes", "killing", "alleged"),
            **on("2019-12-15"),
            **at("Mosul", "IQ", 36.335, 43.1189),
            "incident_id": "i-mosul",
            "killed_low": 2,
            "summary": "Two said to be shot in Mosul",
            "quote": "Neighbours claimed that two men were shot.",
        },
        {
            **sort("strikes", "air_strike", "denied"),
            **on("2020-01-10"),
            **at("Tehran", "IR", 35.6944, 51.4215),
            "incident_id": "i-tehran",
            "summary": "A strike that was denied",
            "quote": "There was no strike, the ministry said.",
        },
        {
            **sort("rocket_attacks", "interception", "failed"),
            **on("2020-01-14"),
            **at("Taji", "IQ", 33.5221, 44.2567),
            "incident_id": "i-taji",
            "killed_low": 0,
            "killed_high": 0,
            "summary": "Rocket shot down over Taji",
            "quote": "The rocket was shot down and nobody was hurt.",
        },
        {
            **sort("strikes", "air_strike"),
            **on("2020-01-20"),
            **ALEPPO,
            "incident_id": "i-aleppo-1",
            "killed_low": 4,
            "summary": "Jets strike the west of Aleppo",
            "quote": "Jets struck twice before noon.",
        },
        {
            **sort("strikes", "air_strike"),
            **on("2020-01-21"),
            **ALEPPO,
            "incident_id": "i-aleppo-2",
            "summary": "Jets strike a road at Aleppo",
            "quote": "The road was hit a day later.",
        },
        {
            **sort("protests", "protest", "planned"),
            **on("2020-02-01"),
            **at("Najaf", "IQ", 32.0259, 44.3462),
            "incident_id": "i-najaf",
            "summary": "March called for in Najaf",
            "quote": "A march is called for the first of February.",
        },
    )


def _report(incident_id: str, quote: str, marks: tuple[str, str, str], **values: Any) -> dict[str, Any]:
    """A report whose quote begins at character 100 of its article; ``marks`` are what, where and when in it."""
    spans = [(100 + quote.index(word), 100 + quote.index(word) + len(word)) for word in marks]
    names = ("event", "place", "date_text")
    offsets = {
        f"{name}_{end}": at
        for name, span in zip(names, spans, strict=True)
        for end, at in zip(("start", "end"), span, strict=True)
    }
    return {
        "incident_id": incident_id,
        "quote": quote,
        "quote_start": 100,
        "quote_end": 100 + len(quote),
        **offsets,
        "attribution": None,
        "kind_reason": "missiles and cars",
        "place_reason": "the place named beside it",
        "date_reason": "a weekday, the latest on or before publication",
        **values,
    }


def make_designed_reports() -> pd.DataFrame:
    """Two reports of the airport that disagree on the killed, and one of Kuwait."""
    return pd.DataFrame(
        [
            _report(
                "i-airport",
                AIRPORT_QUOTE,
                ("Missiles hit", "the airport", "Friday"),
                article_id="a-1",
                source="Harbour Post",
                title="Night at the airport",
                url="https://news.example/airport",
                published="2020-01-04",
                killed_low=12,
                killed_high=12,
                attribution="the police",
            ),
            _report(
                "i-airport",
                "An explosion at the airport on Friday killed no fewer than nine, a doctor said.",
                ("explosion", "airport", "Friday"),
                article_id="a-2",
                source="Wire Desk",
                title="Blast kills several",
                url="https://wire.example/airport",
                published="2020-01-03",
                killed_low=9,
                killed_high=None,
            ),
            _report(
                "i-kuwait",
                "About 750 soldiers will leave for Kuwait in the coming days.",
                ("will leave", "Kuwait", "coming days"),
                article_id="a-2",
                source="Wire Desk",
                title="Soldiers on the move",
                url="javascript:alert(1)",
                published="2020-01-01",
                killed_low=None,
                killed_high=None,
            ),
        ]
    )
