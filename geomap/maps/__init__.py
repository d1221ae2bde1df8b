"""The map: a folium map with one layer of its own, and everything the page needs inside the file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from geomap.maps.layer import IncidentLayer
    from geomap.maps.page import OfflineMap, draw_map

__all__ = ["IncidentLayer", "OfflineMap", "draw_map"]

_HOMES = {"IncidentLayer": "geomap.maps.layer", "OfflineMap": "geomap.maps.page", "draw_map": "geomap.maps.page"}


def __getattr__(name: str) -> Any:
    """folium takes a second to import, so that it comes with the first use of a map."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
