"""Incidents made up for tests and benchmarks: the same for the same count, shaped like real ones, all texts our own."""

from __future__ import annotations

import datetime
import random
from typing import Any

import pandas as pd

# name, country, admin1, latitude, longitude: towns and sites, more often named the earlier they stand.
PLACES = [
    ("Baghdad", "IQ", "Baghdad", 33.3406, 44.4009),
    ("Kirkuk", "IQ", "Kirkuk", 35.4681, 44.3922),
    ("Mosul", "IQ", "Nineveh", 36.335, 43.1189),
    ("Basra", "IQ", "Basra", 30.5085, 47.7804),
    ("Idlib", "SY", "Idlib", 35.9306, 36.6339),
    ("Aleppo", "SY", "Aleppo", 36.2021, 37.1343),
    ("Sanaa", "YE", "Sanaa", 15.3694, 44.191),
    ("Kabul", "AF", "Kabul", 34.5553, 69.2075),
    ("Tripoli", "LY", "Tripoli", 32.8872, 13.1913),
    ("Donetsk", "UA", "Donetsk", 48.0159, 37.8028),
    ("Gaza", "PS", "Gaza", 31.5, 34.4667),
    ("Beirut", "LB", "Beirut", 33.8938, 35.5018),
    ("Mogadishu", "SO", "Banaadir", 2.0469, 45.3182),
    ("Maiduguri", "NG", "Borno", 11.8333, 13.15),
    ("Gao", "ML", "Gao", 16.2717, -0.0447),
    ("Suva", "FJ", "Central", -18.1416, 178.4419),
]
COUNTRY_POINTS = {"IQ": (33.0, 44.0), "KW": (29.5, 47.75), "SY": (35.0, 38.0), "IR": (32.0, 53.0)}
# layer, kind, the verb phrase of a summary, weapon
HAPPENINGS = [
    ("strikes", "air_strike", "Air strike on a convoy", "drone"),
    ("rocket_attacks", "rocket_attack", "Rockets fired at a base", "Katyusha rockets"),
    ("rocket_attacks", "interception", "Missile shot down over the town", "missile"),
    ("bombings", "bombing", "Bomb at a checkpoint", "car bomb"),
    ("bombings", "suicide_bombing", "Suicide bombing near a market", "explosive belt"),
    ("clashes", "armed_clash", "Gun battle at the outskirts", "rifles"),
    ("clashes", "killing", "Official shot dead", "pistol"),
    ("abductions", "abduction", "Engineers taken from a road", None),
    ("protests", "protest", "Thousands march to the square", None),
    ("protests", "riot", "Crowd storms a compound", None),
    ("deployments", "deployment", "Battalion arrives", None),
    ("deployments", "withdrawal", "Training suspended", None),
    ("political", "vote", "Parliament votes on foreign forces", None),
]
ACTORS = ["United States", "Kataib Hezbollah", "Islamic State", "Iran", "Taliban", "Houthi forces", "gunmen", None]
STATUSES = ["occurred"] * 14 + ["ongoing", "planned", "alleged", "historical", "failed", "denied"]
PRECISIONS = [("day", 0)] * 12 + [("days", 2), ("week", 6), ("month", 29), ("year", 364), ("unknown", None)]
FACILITIES = [None, None, None, "airport", "base", "embassy", "market", "port"]
OUTLETS = [
    "Harbour Post",
    "The Northern Courier",
    "Wire Desk",
    "Daily Observer of Basra",
    "Lantern News",
    "Radio Delta",
]
WORDS = (
    "soldiers officials said morning near convoy struck villagers reported smoke rising over river bridge "
    "commander witnesses evening patrol attack wounded market district troops hospital provincial "
    "governor police statement fighters rocket compound residents explosion heard several kilometres "
    "north southern road checkpoint vehicles burned security forces"
).split()


def make_incidents(count: int, *, start: str = "2019-10-01", days: int = 180) -> pd.DataFrame:
    """``count`` incidents with unique quotes and urls; some vague, undated, planned, or known by country only."""
    chance = random.Random(20191227)  # made-up data wants repeatable chance, not secrecy
    first = datetime.date.fromisoformat(start)
    rows = [_make_row(at, chance, first, days) for at in range(count)]
    columns = list(_make_row(0, random.Random(0), first, days))
    return pd.DataFrame(rows, columns=columns)


def _make_row(at: int, chance: random.Random, first: datetime.date, days: int) -> dict[str, Any]:
    name, country, admin1, latitude, longitude = PLACES[min(int(chance.expovariate(0.25)), len(PLACES) - 1)]
    layer, kind, words, weapon = chance.choice(HAPPENINGS)
    basis, radius = chance.choice([("named", 8.0), ("named", 8.0), ("facility", 2.0), ("near", 20.0), ("admin", 90.0)])
    if chance.random() < 0.5:
        latitude, longitude = latitude + chance.gauss(0, 0.6), longitude + chance.gauss(0, 0.7)
    if chance.random() < 0.04:
        country = chance.choice(sorted(COUNTRY_POINTS))
        (latitude, longitude), basis, radius, name, admin1 = COUNTRY_POINTS[country], "country", 400.0, country, None
    precision, width = chance.choice(PRECISIONS)
    day = first + datetime.timedelta(days=int(days * chance.random() ** 0.8))
    last = None if width is None else day + datetime.timedelta(days=width)
    status = chance.choice(STATUSES)
    if layer == "deployments" and chance.random() < 0.3:
        status = "planned"
    violent = layer in ("strikes", "rocket_attacks", "bombings", "clashes")
    killed = int(chance.expovariate(0.25)) if violent and chance.random() < 0.7 else None
    quote = " ".join(chance.choice(WORDS) for _ in range(22)).capitalize() + f", dispatch {at}."
    return {
        "incident_id": f"i-{at:06d}",
        "layer": layer,
        "kind": kind,
        "status": status,
        "date_start": day.isoformat() if width is not None else None,
        "date_end": last.isoformat() if last else None,
        "date": day.isoformat() if width is not None else None,
        "date_precision": precision,
        "date_basis": "none" if width is None else chance.choice(["explicit", "weekday", "relative"]),
        "place": name,
        "place_text": name,
        "place_basis": basis,
        "latitude": round(latitude, 4),
        "longitude": round(longitude, 4),
        "radius_km": radius,
        "country": country,
        "admin1": admin1,
        "place_id": f"p-{name.lower()}",
        "actor": chance.choice(ACTORS),
        "target": chance.choice([None, "militia camp", "patrol", "embassy guards"]),
        "weapon": weapon,
        "facility": chance.choice(FACILITIES),
        "targeted_killing": kind == "killing",
        "killed_low": killed,
        "killed_high": None if killed is None else killed + chance.choice([0, 0, 0, 3]),
        "injured_low": None if killed is None else killed * 2,
        "injured_high": None if killed is None else killed * 2,
        "troops": 750 if kind == "deployment" else None,
        "summary": f"{words} in {name}",
        "quote": quote,
        "report_count": 1 + int(chance.expovariate(1.2)),
        "source_count": 1,
        "sources": chance.choice(OUTLETS),
        "urls": f"https://news.example/{day.year}/{at:06d}/{chance.choice(WORDS)}-{chance.choice(WORDS)}",
        "confidence": round(0.3 + 0.7 * chance.random(), 2),
        "series": False,
        "members": None,
        "corrected": "place | date" if at % 50 == 7 else None,
        "merge_reason": None,
    }


def make_reports(incidents: pd.DataFrame) -> pd.DataFrame:
    """One to three reports for each incident, the first one with the incident's own quote."""
    chance = random.Random(3)
    rows = []
    for incident in incidents.to_dict("records"):
        for number in range(min(int(incident["report_count"]), 3)):
            outlet = OUTLETS[(hash_text(incident["incident_id"]) + number) % len(OUTLETS)]
            lead = f"In {incident['place']}, "
            quote = lead + incident["quote"][0].lower() + incident["quote"][1:]
            begin = chance.randrange(0, 400)
            word = incident["quote"].split()[1]
            at = len(lead) + incident["quote"].index(word)
            rows.append(
                {
                    **{name: incident[name] for name in ("incident_id", "layer", "kind", "status", "date_start")},
                    **{
                        name: incident[name]
                        for name in ("date_end", "place", "place_text", "killed_low", "killed_high")
                    },
                    "article_id": f"a-{incident['incident_id']}-{number}",
                    "quote": quote,
                    "quote_start": begin,
                    "quote_end": begin + len(quote),
                    "event_start": begin + at,
                    "event_end": begin + at + len(word),
                    "place_start": begin + 3,
                    "place_end": begin + 3 + len(incident["place"]),
                    "date_text_start": None,
                    "date_text_end": None,
                    "source": outlet,
                    "title": f"{incident['summary']}, {outlet} learns",
                    "url": f"{incident['urls']}?from={number}",
                    "published": "2020-02-01",
                    "attribution": chance.choice([None, "police", "the army"]),
                    "kind_reason": "the words that signal it stand beside the target",
                    "status_reason": "told in the past tense",
                    "place_reason": "the nearest place named before the event",
                    "date_reason": "a weekday, the latest on or before publication",
                    "numbers_reason": "a number beside a word for the dead",
                }
            )
    return pd.DataFrame(rows)


def hash_text(text: str) -> int:
    """A number from a text, the same in every run."""
    return sum(ord(character) for character in text)
