"""The incident layer: one element of a folium map, whatever the number of incidents."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from branca.element import Figure
from folium.map import Layer

from geomap import __version__
from geomap.errors import OptionError
from geomap.maps.basemap import SCALES
from geomap.maps.blocks import as_element
from geomap.maps.built import read_asset, read_strings
from geomap.maps.labels import choose_labels
from geomap.maps.payload import pack_core, pack_details, prepare_incidents
from geomap.maps.verbatim import Verbatim

if TYPE_CHECKING:
    import pandas as pd


class IncidentLayer(Layer):
    """Incidents with their date filter, layers, list, cards and table, for any folium map.

    Args:
        incidents: one row per incident, with the columns of ``geomap.map_incidents(...).incidents``.
        reports: the reports they were merged from, for the quotes of every source; without them the incidents' own
            quote, sources and urls are shown.
        title, subtitle, note: shown at the head and at the foot of the panel; plain text.
        language: en, ar, fr or uk.
        basemap: whether to draw the offline world under the incidents, or a GeoJSON object to draw instead of it. Off
            unless asked for, since a folium map brings tiles of its own.
        tiles: tiles over the base map, as :func:`geomap.maps.tiles.find_tiles` gives them.
        fit: whether the map opens at the incidents instead of where it was told to.
        name: what folium's LayerControl calls the layer; a text of the programmer, never of an article.

    Nothing of the data passes folium's templates: it travels base64-encoded in blocks of its own.

    Raises:
        TableError: a needed column is missing, or a date is none.
        OptionError: an unknown language, or a name that a template would read as code.
    """

    def __init__(
        self,
        incidents: pd.DataFrame,
        reports: pd.DataFrame | None = None,
        *,
        title: str | None = None,
        subtitle: str | None = None,
        note: str | None = None,
        language: str = "en",
        basemap: bool | dict[str, Any] = False,
        tiles: dict[str, Any] | None = None,
        name: str = "Incidents",
        show: bool = True,
        fit: bool = True,
    ) -> None:
        if any(mark in name for mark in ("{{", "{%", "{#", "<", "`")):
            raise OptionError(f"the layer's name {name!r} holds characters that folium's templates would run")
        strings = read_strings(language)
        super().__init__(name=name, overlay=True, control=True, show=show)
        self._name = "IncidentLayer"
        if reports is None:
            reports = incidents.attrs.get("reports")
        rows = prepare_incidents(incidents)
        meta = {
            "title": title,
            "subtitle": subtitle,
            "note": note,
            "language": language,
            "strings": strings if language != "en" else None,
            "version": __version__,
            "articles": _count_articles(reports),
            "labels": choose_labels(rows) if basemap is True else [],
            "basemap": "own" if isinstance(basemap, dict) else "world" if basemap else None,
            "tiles": tiles,
            "fit": fit,
        }
        self.rows = rows
        self.blocks = {"core": pack_core(rows, meta), "details": pack_details(rows, reports)}
        if isinstance(basemap, dict):
            self.blocks["basemap"] = _pack_json(basemap)
        elif basemap:
            self.blocks |= {f"world-{scale}": read_asset(f"world-{scale}.bin") for scale in SCALES}
        # The same incidents have the same id in every run, so that the same input gives the same bytes.
        self._id = hashlib.sha256(self.blocks["core"] + self.blocks["details"]).hexdigest()[:16]

    def render(self, **kwargs: Any) -> None:  # type: ignore[override]  # folium's own elements render to nothing too
        """Put the assets, the data blocks and one call into the figure."""
        figure = self.get_root()
        assert isinstance(figure, Figure), "an incident layer is drawn on a folium map"
        figure.header.add_child(Verbatim(_style("app.css")), name="geomap_style")
        figure.html.add_child(Verbatim(_script("app.js")), name="geomap_script")
        for name, packed in self.blocks.items():
            identifier = f"geomap-{self._id}-{name}"
            figure.html.add_child(Verbatim(as_element(identifier, packed)), name=identifier)
        call = f"var {self.get_name()} = geomap.createLayer({json.dumps(self._id)});\n"
        if self.show and self._parent is not None:
            call += f"{self.get_name()}.addTo({self._parent.get_name()});\n"
        figure.script.add_child(Verbatim(call), name=self.get_name())
        for child in self._children.values():
            child.render(**kwargs)


def _style(name: str) -> str:
    return f"<style>{read_asset(name).decode()}</style>\n"


def _script(name: str) -> str:
    return f"<script>{read_asset(name).decode()}</script>\n"


def _pack_json(value: Any) -> bytes:
    import gzip

    return gzip.compress(json.dumps(value, separators=(",", ":"), allow_nan=False).encode(), mtime=0)


def _count_articles(reports: pd.DataFrame | None) -> int | None:
    if reports is None or "article_id" not in reports.columns:
        return None
    return int(reports["article_id"].nunique())
