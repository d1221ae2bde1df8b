"""The settings of a run, as one frozen value that travels through the stages."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Options:
    """What the user asked for. Every field has a default that needs no network and no file.

    Attributes:
        since, until: keep incidents whose interval may fall inside these days, inclusive; ``None`` is open.
        layers: keep these layers only; empty keeps all.
        published: the publication day of articles that have none of their own.
        gazetteers: more gazetteer files, later ones win.
        blocked_names: names that never become places.
        preferred_country: ISO alpha-2 of the country that ambiguous names lean to.
        corrections: the corrections file to replay, or ``None``.
        geocoder: "nominatim" to ask online for names nothing else knows; ``None`` never asks.
        jobs: worker processes; 1 works in this process.
        day_first: how 3/4/2020 reads: True 3 April, False March 4, ``None`` decided from the text.
        user_agent: who asks the geocoder, and how to reach them; needed with ``geocoder``.
        geocoder_url: another Nominatim server than the public one, like ``http://localhost:8080``.
    """

    since: datetime.date | None = None
    until: datetime.date | None = None
    layers: tuple[str, ...] = ()
    published: datetime.date | None = None
    gazetteers: tuple[Path, ...] = ()
    blocked_names: tuple[str, ...] = ()
    preferred_country: str | None = None
    corrections: Path | None = None
    geocoder: str | None = None
    jobs: int = 1
    day_first: bool | None = None
    user_agent: str | None = None
    geocoder_url: str | None = None
