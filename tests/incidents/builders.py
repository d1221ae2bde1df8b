"""Small reports for tests: only what a test names differs from a plain bombing in Kirkuk."""

import dataclasses
import datetime

from geomap.records import Report

PLAIN = Report(
    article_id="a1",
    layer="bombings",
    kind="bombing",
    status="occurred",
    date_start=datetime.date(2020, 1, 3),
    date_end=datetime.date(2020, 1, 3),
    date=datetime.date(2020, 1, 3),
    date_precision="day",
    date_basis="weekday",
    place="Kirkuk",
    place_text="Kirkuk",
    place_basis="named",
    latitude=35.468,
    longitude=44.392,
    radius_km=10.0,
    country="IQ",
    admin1="Kirkuk",
    place_id="g1",
    actor=None,
    target=None,
    weapon=None,
    facility=None,
    targeted_killing=False,
    series=False,
    killed_low=None,
    killed_high=None,
    injured_low=None,
    injured_high=None,
    troops=None,
    summary="Bombing in Kirkuk",
    quote="A bomb went off in Kirkuk on Friday.",
    quote_start=0,
    quote_end=36,
    event_start=2,
    event_end=6,
    confidence=0.8,
    published=datetime.date(2020, 1, 4),
    source="Wire One",
)


def report(article_id="a1", *, day=None, killed=None, **changes):
    """A plain report with changes; ``day`` sets the whole interval, ``killed`` both bounds."""
    if day is not None:
        date = datetime.date.fromisoformat(day)
        changes |= {"date_start": date, "date_end": date, "date": date}
    if killed is not None:
        changes |= {"killed_low": killed, "killed_high": killed}
    return dataclasses.replace(PLAIN, article_id=article_id, **changes)
