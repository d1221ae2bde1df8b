"""News articles in, a map of incidents out.

>>> import geomap
>>> article = geomap.Article("A car bomb killed four people in Kirkuk on Friday.", published="2020-01-05")
>>> geomap.map_incidents([article]).incidents[["kind", "place", "date"]].values.tolist()
[['bombing', 'Kirkuk', datetime.date(2020, 1, 3)]]
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from geomap.errors import (
    ArticleError,
    GazetteerError,
    GeocoderError,
    GeomapError,
    OptionError,
    TableError,
)
from geomap.records import Article

if TYPE_CHECKING:
    from geomap.articles import read_articles
    from geomap.dates import find_dates
    from geomap.maps import IncidentLayer, draw_map
    from geomap.pipeline import Result, map_incidents
    from geomap.places import find_places

__version__ = "0.1.0"

__all__ = [
    "Article",
    "ArticleError",
    "GazetteerError",
    "GeocoderError",
    "GeomapError",
    "IncidentLayer",
    "OptionError",
    "Result",
    "TableError",
    "draw_map",
    "find_dates",
    "find_places",
    "map_incidents",
    "read_articles",
]

# Resolved at first use, so that "geomap --help" does not wait for pandas and folium.
_LAZY = {
    "read_articles": "geomap.articles",
    "find_dates": "geomap.dates",
    "find_places": "geomap.places",
    "IncidentLayer": "geomap.maps",
    "draw_map": "geomap.maps",
    "Result": "geomap.pipeline",
    "map_incidents": "geomap.pipeline",
}


def __getattr__(name: str) -> Any:
    if name in _LAZY:
        return getattr(importlib.import_module(_LAZY[name]), name)
    raise AttributeError(f"module 'geomap' has no attribute {name!r}")
