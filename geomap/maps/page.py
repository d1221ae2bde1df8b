"""The map as one HTML file that needs no network."""

from __future__ import annotations

import json
import os
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import folium
from branca.element import Figure

from geomap.errors import OptionError
from geomap.maps.built import read_asset, read_strings
from geomap.maps.layer import IncidentLayer
from geomap.maps.overview import draw_overview
from geomap.maps.policy import content_security_policy, find_outside_links
from geomap.maps.tiles import find_tiles
from geomap.maps.verbatim import Verbatim

if TYPE_CHECKING:
    import pandas as pd

# Deep enough to tell the parts of a town apart; the offline world itself is coarser.
DEEPEST_ZOOM = 14
_GEOJSON_TYPES = (
    "FeatureCollection",
    "Feature",
    "GeometryCollection",
    "Polygon",
    "MultiPolygon",
    "LineString",
    "MultiLineString",
)


class OfflineFigure(Figure):
    """A figure that writes its own title and policy into the finished page, where no template sees them."""

    def __init__(self, title: str, language: str) -> None:
        super().__init__()
        self.page_title = title
        self.language = language
        self.image_hosts: tuple[str, ...] = ()
        self.overview = ""

    def has_others(self) -> bool:
        """Whether elements that are not ours were added."""
        return any(_is_foreign(child) for child in self._children.values())

    def render(self, **kwargs: Any) -> str:
        """The whole page."""
        self.header.add_child(Verbatim(_FIGURE_STYLE), name="geomap_figure")
        page: str = super().render(**kwargs)
        direction = "rtl" if self.language == "ar" else "ltr"
        # folium forbids to zoom the page itself, which people with weak eyes need.
        page = page.replace("maximum-scale=1.0, user-scalable=no", "maximum-scale=5.0", 1)
        page = page.replace("<html>", f'<html lang="{self.language}" dir="{direction}">', 1)
        policy = content_security_policy(page, image_hosts=self.image_hosts, others=self.has_others())
        head = (
            '<meta charset="utf-8">\n'
            f'<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">\n'
            f"<title>{escape(self.page_title)}</title>\n"
        )
        page = page.replace("<head>\n", f"<head>\n{head}", 1)
        return page.replace("<body>\n", f"<body>\n{self.overview}", 1)


_FIGURE_STYLE = (
    "<style>.geomap-overview{font:16px/1.5 system-ui,sans-serif;max-width:960px;margin:24px auto;padding:0 16px}"
    ".geomap-overview svg{width:100%;height:auto}.geomap-overview table{border-collapse:collapse;width:100%}"
    ".geomap-overview td,.geomap-overview th{border-top:1px solid #c9c3b8;padding:4px 8px;text-align:left;"
    "vertical-align:top}.geomap-scripted .geomap-overview{display:none}</style>\n"
)


class OfflineMap(folium.Map):
    """A folium map that carries everything it needs; folium's own elements may be added to it."""

    default_js: list[tuple[str, str]] = []  # noqa: RUF012  # folium reads them from the class
    default_css: list[tuple[str, str]] = []  # noqa: RUF012

    def __init__(self, layer: IncidentLayer, *, title: str, language: str, **options: Any) -> None:
        super().__init__(
            tiles=None,
            zoom_control=False,
            attribution_control=False,
            max_zoom=DEEPEST_ZOOM,
            min_zoom=1,
            zoom_snap=0.5,
            zoom_delta=1,
            world_copy_jump=True,
            **options,
        )
        # folium made a figure of its own; ours takes its place.
        self.figure = OfflineFigure(title, language)
        self.figure.add_child(self)
        self._id = layer._id
        self.add_child(layer)

    def render(self, **kwargs: Any) -> None:  # type: ignore[override]  # folium's own elements render to nothing too
        """Put Leaflet into the figure, then the map."""
        header = self.figure.header
        header.add_child(Verbatim(f"<style>{read_asset('leaflet.css').decode()}</style>\n"), name="leaflet_style")
        header.add_child(Verbatim(f"<script>{read_asset('leaflet.js').decode()}</script>\n"), name="leaflet_script")
        if self.figure.has_others():
            header.add_child(Verbatim(f"<script>{read_asset('folium.js').decode()}</script>\n"), name="folium_script")
        super().render(**kwargs)  # type: ignore[no-untyped-call]

    def save(
        self,
        outfile: str | bytes | Path | BinaryIO,
        close_file: bool = True,
        *,
        offline: bool = False,
        **kwargs: Any,
    ) -> None:
        """Write the page.

        Args:
            outfile: a path, whose folder must exist, or a binary file.
            close_file: whether to close the file.
            offline: refuse to write a page that would fetch anything.

        Raises:
            OptionError: ``offline`` was asked for, and tiles or elements that others added bring links; all are named.
        """
        page = self.figure.render(**kwargs)
        if offline and (links := find_outside_links(_without_ours(page)) + list(self.figure.image_hosts)):
            raise OptionError("the map would fetch from elsewhere: " + ", ".join(links))
        # A title from the command line may hold bytes that are no text.
        data = page.encode("utf-8", "replace")
        if isinstance(outfile, (str, bytes, Path)):
            Path(os.fsdecode(outfile)).write_bytes(data)
            return
        outfile.write(data)
        if close_file:
            outfile.close()


def _is_foreign(element: Any) -> bool:
    """Whether something that is not ours is on the map."""
    ours = isinstance(element, (OfflineMap, IncidentLayer, folium.folium.GlobalSwitches))
    return not ours or any(_is_foreign(child) for child in element._children.values())


def _without_ours(page: str) -> str:
    """The page without our own scripts, whose comments and texts name addresses that nothing is fetched from."""
    for name in ("leaflet.js", "folium.js", "app.js"):
        page = page.replace(read_asset(name).decode(), "")
    return page


def draw_map(
    incidents: pd.DataFrame,
    reports: pd.DataFrame | None = None,
    *,
    title: str | None = None,
    subtitle: str | None = None,
    note: str | None = None,
    language: str = "en",
    basemap: str | Path | dict[str, Any] | None = None,
    tiles: str | None = None,
    **options: Any,
) -> OfflineMap:
    """The incidents on a map that is one HTML file and needs no network.

    Args:
        incidents: one row per incident, with the columns of ``geomap.map_incidents(...).incidents``.
        reports: the reports they were merged from; taken from ``incidents.attrs["reports"]`` where that is there.
            Without them a card shows the incident's own quote, sources and urls.
        title, subtitle, note: the page's heading, the line under it, and a remark at the foot; plain text.
        language: en, ar, fr or uk.
        basemap: a GeoJSON file or object to draw in place of Natural Earth's countries.
        tiles: online tiles over the base map: "osm", a name of xyzservices, or an address with {z}, {x}, {y}. The
            page's policy then names that host, the only one it may fetch from.
        options: for ``folium.Map``: location and zoom_start to open there instead of at the incidents, ...

    Returns:
        A ``folium.Map``: it shows in notebooks, ``.save("map.html")`` writes it, folium's elements can be added.

    Raises:
        TableError: a needed column is missing, or a date is none.
        OptionError: unknown language or tiles, or a base map that is no GeoJSON.
    """
    service = find_tiles(tiles) if tiles else None
    ground = _read_basemap(basemap)
    layer = IncidentLayer(
        incidents,
        reports,
        title=title,
        subtitle=subtitle,
        note=note,
        language=language,
        basemap=ground or True,
        tiles=service,
        fit="location" not in options,
    )
    strings = read_strings(language)
    page = OfflineMap(layer, title=title or strings["page.title"], language=language, **options)
    page.figure.overview = draw_overview(layer.rows, title or strings["page.title"], strings, basemap=ground is None)
    if service:
        page.figure.image_hosts = (service["host"],)
    return page


def _read_basemap(basemap: str | Path | dict[str, Any] | None) -> dict[str, Any] | None:
    if basemap is None or isinstance(basemap, dict):
        found = basemap
    else:
        try:
            found = json.loads(Path(basemap).read_text(encoding="utf-8-sig"))
        except (OSError, ValueError) as error:
            raise OptionError(f"the base map {basemap} cannot be read: {error}") from error
    if found is not None and (not isinstance(found, dict) or found.get("type") not in _GEOJSON_TYPES):
        raise OptionError("the base map is no GeoJSON: it wants an object with a type such as FeatureCollection")
    return found
