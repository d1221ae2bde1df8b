"""What a page shows where no script runs (mail previews, printers of old, a locked-down browser): a picture, a table.

Plain HTML and SVG with everything from the data escaped; it never passes a template.
"""

from __future__ import annotations

import math
from functools import cache
from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from geomap.maps.basemap import read_countries

if TYPE_CHECKING:
    import pandas as pd

WIDTH, HEIGHT = 960, 480
MOST_ROWS = 50
MOST_DOTS = 500
# Pixels between two points of a coast: the picture is a sketch.
FINEST = 6
# The colours of the page's layers; web/src/layers.ts has the same ones.
COLOURS = {
    "strikes": "#D55E00",
    "rocket_attacks": "#E69F00",
    "bombings": "#CC79A7",
    "clashes": "#7B4FA3",
    "abductions": "#56B4E9",
    "protests": "#009E73",
    "deployments": "#0072B2",
    "political": "#5F6B7A",
}
OTHER_COLOUR = "#5F6B7A"
SHOWN = ("occurred", "ongoing", "failed")
_COLUMNS = (
    ("date_start", "date.from"),
    ("date_end", "date.to"),
    ("place", "table.place"),
    ("summary", "table.summary"),
    ("killed_low", "table.killed"),
)


def draw_overview(incidents: pd.DataFrame, title: str, strings: dict[str, str], *, basemap: bool = True) -> str:
    """The static page: title, picture of the world with a dot per incident, and the main incidents as a table.

    ``strings`` are the words of the page's language. Main are those with the most killed, then the most reports; at
    most 50, in the order of their days.
    """
    shown = incidents[incidents["status"].isin(SHOWN)]
    left, top, width, height = _frame(shown)
    dots = "".join(_dot(row, left, top, width) for row in shown.head(MOST_DOTS).to_dict("records"))
    coast = _land(left, top, width, height) if basemap else ""
    land = f'<path d="{coast}" fill="#f2efe9" stroke="#a8b9c3" stroke-width="0.5"/>'
    picture = (
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{escape(title)}">'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#d8e3ea"/>{land}{dots}</svg>'
    )
    head = "".join(f"<th scope='col'>{escape(strings[key])}</th>" for _, key in _COLUMNS)
    body = "".join(_row(row) for row in _main(shown).to_dict("records"))
    listed = f"{MOST_ROWS} / {len(shown)}" if len(shown) > MOST_ROWS else str(len(shown))
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    return (
        f'<div class="geomap-overview"><h1>{escape(title)}</h1>{picture}'
        f"<h2>{escape(strings['table.title'])} ({listed})</h2>{table}</div>\n"
    )


def _main(shown: pd.DataFrame) -> pd.DataFrame:
    import pandas as pd

    size = pd.DataFrame(
        {
            name: pd.to_numeric(shown[name], errors="coerce").fillna(-1) if name in shown else -1
            for name in ("killed_low", "report_count")
        },
        index=shown.index,
    )
    keep = size.sort_values(["killed_low", "report_count"], ascending=False, kind="stable").index[:MOST_ROWS]
    return shown.loc[shown.index.isin(keep)]


def _row(row: dict[Any, Any]) -> str:
    return "<tr>" + "".join(f"<td>{escape(_text(row.get(name)))}</td>" for name, _ in _COLUMNS) + "</tr>"


def _text(value: Any) -> str:
    if value is None or value != value or str(value) in ("NaT", "<NA>"):
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _frame(shown: pd.DataFrame) -> tuple[float, float, float, float]:
    """Left, top, width and height in projected units (0 to 1) of the picture: all points with air around them."""
    points = [
        _project(row["longitude"], row["latitude"])
        for row in shown[["longitude", "latitude"]].dropna().to_dict("records")
    ]
    if not points:
        points = [(0.02, 0.2), (0.98, 0.75)]
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    top, bottom = min(y for _, y in points), max(y for _, y in points)
    width = max((right - left) * 1.3, (bottom - top) * 1.3 * WIDTH / HEIGHT, 0.04)
    width = min(width, 1.0)
    height = width * HEIGHT / WIDTH
    return (left + right - width) / 2, (top + bottom - height) / 2, width, height


def _project(longitude: float, latitude: float) -> tuple[float, float]:
    """Spherical Mercator with the whole world as 0 to 1, clamped where Leaflet clamps it."""
    limited = max(-85.0511, min(85.0511, latitude))
    y = 0.5 - math.log(math.tan(math.pi / 4 + math.radians(limited) / 2)) / (2 * math.pi)
    return longitude / 360 + 0.5, y


def _dot(row: dict[Any, Any], left: float, top: float, width: float) -> str:
    latitude, longitude = row["latitude"], row["longitude"]
    if latitude is None or latitude != latitude or longitude is None or longitude != longitude:
        return ""
    x, y = _project(longitude, latitude)
    colour = COLOURS.get(row["layer"], OTHER_COLOUR)
    scale = WIDTH / width
    at = f'cx="{(x - left) * scale:.1f}" cy="{(y - top) * scale:.1f}"'
    return f'<circle {at} r="5" fill="{colour}" stroke="#fff" stroke-width="1.5"/>'


def _land(left: float, top: float, width: float, height: float) -> str:
    scale = WIDTH / width
    parts = []
    for ring in _rings():
        xs, ys = [x for x, _ in ring], [y for _, y in ring]
        if max(xs) < left or min(xs) > left + width or max(ys) < top or min(ys) > top + height:
            continue
        points: list[tuple[int, int]] = []
        for x, y in ring:
            point = round((x - left) * scale), round((y - top) * scale)
            if not points or abs(point[0] - points[-1][0]) + abs(point[1] - points[-1][1]) > FINEST:
                points.append(point)
        if len(points) > 3:
            steps = (f"{b[0] - a[0]} {b[1] - a[1]}" for a, b in pairwise(points))
            parts.append(f"M{points[0][0]} {points[0][1]}l" + " ".join(steps) + "z")
    return "".join(parts)


@cache
def _rings() -> tuple[tuple[tuple[float, float], ...], ...]:
    return tuple(
        tuple(_project(x, y) for x, y in polygon[0])
        for country in read_countries("110m")
        for polygon in country["geometry"]["coordinates"]
    )
