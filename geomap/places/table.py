"""The place mentions of a text as a table."""

from __future__ import annotations

import functools
from operator import attrgetter
from typing import TYPE_CHECKING

from geomap.places.gazetteer import Gazetteer, open_gazetteer
from geomap.places.links import link_names

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = (
    "start", "end", "text", "name", "kind", "country", "latitude", "longitude", "radius_km", "place_id", "score",
    "literal", "role", "basis",
)  # fmt: skip


_TYPES = {
    "start": int,
    "end": int,
    "latitude": float,
    "longitude": float,
    "radius_km": float,
    "score": float,
    "literal": bool,
}
_ROW = attrgetter(*COLUMNS)


@functools.lru_cache(maxsize=1)
def shipped_gazetteer() -> Gazetteer:
    """The gazetteer that is opened when none is given."""
    return open_gazetteer()


def find_places(text: str, gazetteer: Gazetteer | None = None, **more: str | None) -> pd.DataFrame:
    """The place names of a text, one row each, by start.

    Args:
        text: the article.
        gazetteer: from :func:`open_gazetteer`; the shipped one when not given.
        more: ``source_country`` and ``home``, as for :func:`link_places`.

    Returns:
        Columns start, end, text, name, kind, country, latitude, longitude, radius_km, place_id, score, literal, role,
        basis. Degrees WGS84; NaN where no place was chosen. No rows for a text without place names.
    """
    import numpy as np
    import pandas as pd

    links = link_names(text, gazetteer or shipped_gazetteer(), **more)
    if not links:
        return pd.DataFrame({name: np.array([], dtype=_TYPES.get(name, object)) for name in COLUMNS})
    values = zip(*map(_ROW, links), strict=True)
    return pd.DataFrame(
        {name: np.array(column, dtype=_TYPES.get(name, object)) for name, column in zip(COLUMNS, values, strict=True)},
        copy=False,
    )
