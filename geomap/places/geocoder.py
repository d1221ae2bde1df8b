"""Asking Nominatim where a name is, for names that no gazetteer has. Only when the user asks for it.

The public service's rules (https://operations.osmfoundation.org/policies/nominatim/): one request a second at most, a
user agent that says who asks, answers kept and not asked for again, OpenStreetMap named as the source.
"""

from __future__ import annotations

import contextlib
import json
import math
import sqlite3
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from geomap.errors import GeocoderError, OptionError
from geomap.geometry import sphere_km
from geomap.places.kinds import usual_radius_km
from geomap.places.layers import cache_folder
from geomap.places.normalise import name_key
from geomap.places.rows import clean
from geomap.records import Place

DOMAIN = "nominatim.openstreetmap.org"
ATTRIBUTION = "© OpenStreetMap contributors, ODbL"
_KEEP_DAYS = 90
_GENERIC_AGENTS = ("", "geopy", "python", "my-application", "geomap")

# What Nominatim calls things (addresstype, type, class), as our kinds; the first that is here decides.
_KINDS = {
    "country": "country", "state": "admin1", "province": "admin1", "region": "region", "county": "admin2",
    "state_district": "admin2", "district": "district", "municipality": "admin3", "city": "city", "town": "town",
    "village": "village", "hamlet": "village", "suburb": "neighbourhood", "quarter": "neighbourhood",
    "neighbourhood": "neighbourhood", "city_district": "district", "island": "island", "archipelago": "island",
    "aerodrome": "airport", "airfield": "air_base", "military": "military_base", "base": "military_base",
    "barracks": "military_base", "embassy": "embassy", "prison": "prison", "hospital": "hospital", "dam": "dam",
    "university": "university", "refugee_site": "camp", "border_control": "border_crossing", "bridge": "bridge",
    "river": "river", "stream": "stream", "water": "lake", "bay": "bay", "strait": "strait", "sea": "sea",
    "peak": "mountain", "mountain_range": "mountains", "valley": "valley", "desert": "desert", "road": "road",
    "place_of_worship": "religious", "station": "station", "school": "school", "harbour": "port",
    "building": "building",
}  # fmt: skip


class Geocoder:
    """Nominatim, asked once a second at most and never twice for the same name.

    Args:
        user_agent: who asks: the name of your project and a way to reach you. The service wants it.
        domain, scheme: the server; the public one when not given.
        cache_dir: where answers are kept; the user's cache folder when ``None``.
        seconds_between: how long to wait between two requests, of all processes that share the cache folder.
        timeout_seconds: how long the server may take.

    Raises:
        OptionError: the user agent says nothing.
    """

    def __init__(
        self,
        user_agent: str,
        *,
        domain: str = DOMAIN,
        scheme: str = "https",
        cache_dir: Path | None = None,
        seconds_between: float = 1.0,
        timeout_seconds: float = 10.0,
        clock: Callable[[], float] = time.time,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        if user_agent.strip().lower() in _GENERIC_AGENTS:
            raise OptionError(
                "the geocoder needs a user agent that says who asks, like 'our-newsroom-map you@example.org'; "
                f"found {user_agent!r}"
            )
        self._user_agent = user_agent.strip()
        self._domain = domain
        self._scheme = scheme
        self._seconds_between = seconds_between
        self._timeout_seconds = timeout_seconds
        self._clock = clock
        self._sleep = sleep
        self._path = cache_folder(cache_dir) / "geocoder.sqlite"

    @contextlib.contextmanager
    def _answers(self) -> Iterator[sqlite3.Connection]:
        try:
            # Every statement commits by itself: nothing is lost when a run is stopped.
            with contextlib.closing(sqlite3.connect(self._path, timeout=30, isolation_level=None)) as answers:
                answers.execute("CREATE TABLE IF NOT EXISTS answers (key TEXT PRIMARY KEY, asked REAL, answer TEXT)")
                answers.execute("CREATE TABLE IF NOT EXISTS requests (server TEXT PRIMARY KEY, next REAL)")
                yield answers
        except sqlite3.Error as error:
            raise GeocoderError(f"{self._path}: the kept answers cannot be used ({error}); delete the file") from error

    def find(self, name: str, *, country: str | None = None) -> Place | None:
        """The place that the service gives first for a name, or ``None`` when it knows none.

        What has no letters, or too many for a name, is not asked for.

        Args:
            name: as written in the text.
            country: ISO alpha-2; only places in it.

        Raises:
            GeocoderError: the service did not answer as it should; ``retry_after`` when it said how long to wait.
        """
        asked = name_key(name)
        if not asked:
            return None
        key = json.dumps([self._domain, asked, (country or "").upper()], ensure_ascii=False)
        with self._answers() as answers:
            kept = answers.execute("SELECT asked, answer FROM answers WHERE key = ?", (key,)).fetchone()
        if kept is not None and self._clock() - kept[0] < _KEEP_DAYS * 86400:
            return _place(json.loads(kept[1]))
        self._wait()
        answer = self._ask(name, country)
        with self._answers() as answers:
            answers.execute("INSERT OR REPLACE INTO answers VALUES (?, ?, ?)", (key, self._clock(), json.dumps(answer)))
        return _place(answer)

    def _wait(self) -> None:
        """Wait for this request's turn, which is taken in the file that all processes share."""
        server = f"{self._scheme}://{self._domain}"
        with self._answers() as answers:
            answers.execute("BEGIN IMMEDIATE")
            found = answers.execute("SELECT next FROM requests WHERE server = ?", (server,)).fetchone()
            now = self._clock()
            turn = now
            # A turn far ahead comes from a clock that was set back.
            if found is not None and now < found[0] < now + 3600:
                turn = found[0]
            answers.execute("INSERT OR REPLACE INTO requests VALUES (?, ?)", (server, turn + self._seconds_between))
            answers.execute("COMMIT")
        if turn > now:
            self._sleep(turn - now)

    def _ask(self, name: str, country: str | None) -> dict[str, Any] | None:
        from geopy import exc
        from geopy.adapters import URLLibAdapter
        from geopy.geocoders import Nominatim

        service = Nominatim(
            user_agent=self._user_agent,
            domain=self._domain,
            scheme=self._scheme,
            timeout=self._timeout_seconds,
            adapter_factory=URLLibAdapter,
        )
        try:
            found = service.geocode(
                name, addressdetails=True, language="en", country_codes=country.lower() if country else None
            )
        except exc.GeocoderRateLimited as error:
            raise self._error("it was asked too often", "wait and start again", error.retry_after) from error
        except exc.GeocoderTimedOut as error:
            raise self._error("it is overloaded or did not answer in time", "try again later") from error
        except (exc.GeocoderAuthenticationFailure, exc.GeocoderInsufficientPrivileges) as error:
            raise self._error(
                "it refuses to answer", "is the user agent yours and the server the right one?"
            ) from error
        except exc.GeocoderQuotaExceeded as error:
            raise self._error("no more answers for now", "wait and start again") from error
        except (exc.GeocoderParseError, ValueError, TypeError, KeyError, AttributeError) as error:
            # geopy lets the errors of odd answers through.
            raise self._error("its answer cannot be read", "is it a Nominatim server?") from error
        except (exc.GeocoderUnavailable, exc.GeocoderServiceError) as error:
            raise self._error(f"it cannot be reached ({error})", "check the connection, or run without it") from error
        return None if found is None else dict(found.raw)

    def _error(self, problem: str, advice: str, retry_after: float | None = None) -> GeocoderError:
        return GeocoderError(f"{self._scheme}://{self._domain}: {problem}; {advice}", retry_after)


def _numbers(raw: dict[str, Any], *names: str) -> tuple[float, ...] | None:
    try:
        numbers = tuple(float(raw[name]) for name in names)
    except (KeyError, TypeError, ValueError):
        return None
    return numbers if all(map(math.isfinite, numbers)) else None


def _place(raw: dict[str, Any] | None) -> Place | None:
    if raw is None:
        return None
    point = _numbers(raw, "lat", "lon")
    if point is None or not (-90 <= point[0] <= 90 and -180 <= point[1] <= 180):
        return None
    latitude, longitude = point
    kind = next(
        (_KINDS[str(raw.get(f))] for f in ("addresstype", "type", "class") if str(raw.get(f)) in _KINDS), "district"
    )
    address = raw["address"] if isinstance(raw.get("address"), dict) else {}
    country = str(address.get("country_code") or "").upper()
    shown = clean(str(raw.get("display_name") or ""))
    return Place(
        place_id=clean(f"osm:{raw.get('osm_type', 'place')}/{raw.get('osm_id', raw.get('place_id', 0))}"),
        name=clean(str(raw.get("name") or "")) or shown.split(",")[0],
        kind=kind,
        latitude=latitude,
        longitude=longitude,
        radius_km=_radius(raw.get("boundingbox")) or usual_radius_km(kind),
        country=country or None,
        admin1=clean(str(address.get("state") or "")) or None,
        note=f"{shown} ({ATTRIBUTION})",
        origin="Nominatim",
    )


def _radius(box: Any) -> float | None:
    """Half the diagonal of a bounding box (south, north, west, east), at least 0.1 km."""
    try:
        south, north, west, east = map(float, box)
    except (TypeError, ValueError):
        return None
    if not all(map(math.isfinite, (south, north, west, east))):
        return None
    return max(0.1, round(sphere_km(south, west, north, east) / 2, 1))
