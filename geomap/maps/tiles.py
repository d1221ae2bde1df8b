"""Online tiles, for who asks for them: a name that xyzservices knows, or an address of one's own."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from geomap.errors import OptionError

_SHORT_NAMES = {"osm": "OpenStreetMap.Mapnik"}


def find_tiles(wanted: str) -> dict[str, Any]:
    """The address, attribution, subdomains, deepest zoom and host of a tile service.

    Args:
        wanted: "osm", a name of xyzservices ("CartoDB.Positron"), or an https address with ``{z}``, ``{x}``, ``{y}``.

    Raises:
        OptionError: there is no such name, the service needs a key, or the address is none.
    """
    if "://" in wanted:
        found: dict[str, Any] = {
            "url": wanted,
            "attribution": urlsplit(wanted).hostname or "",
            "subdomains": "abc",
            "max_zoom": 18,
        }
    else:
        found = _by_name(wanted)
    parts = urlsplit(found["url"].replace("{s}", "*"))
    if (
        parts.scheme not in ("http", "https")
        or not re.fullmatch(r"[A-Za-z0-9*.-]+(:\d+)?", parts.netloc)
        or not all(mark in found["url"] for mark in ("{z}", "{x}", "{y}"))
    ):
        raise OptionError(f"{wanted!r} is no tile address; it reads like https://host/{{z}}/{{x}}/{{y}}.png")
    return {**found, "host": f"{parts.scheme}://{parts.netloc}"}


def _by_name(wanted: str) -> dict[str, Any]:
    from xyzservices import providers

    try:
        provider = providers.query_name(_SHORT_NAMES.get(wanted.lower(), wanted))
    except ValueError:
        raise OptionError(
            f"there are no tiles called {wanted!r}; take osm, a name of xyzservices, or an address"
        ) from None
    if provider.requires_token():
        raise OptionError(f"the tiles {provider.name} need a key; give their address with the key in it")
    return {
        "url": provider.build_url(scale_factor=""),
        "attribution": provider.get("attribution", provider.name),
        "subdomains": provider.get("subdomains", "abc"),
        "max_zoom": int(provider.get("max_zoom", 18)),
    }
