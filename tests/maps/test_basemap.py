from itertools import pairwise

import pytest
from shapely.geometry import Point, box

from geomap.errors import OptionError
from geomap.maps.basemap import SCALES, load_country_polygons, read_countries


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize(
    ("code", "longitude", "latitude"),
    [
        ("IQ", 44.4, 33.3),
        ("US", -98.5, 39.8),
        ("RU", -175.0, 66.5),
        ("RU", 175.0, 66.5),
        ("FJ", 178.0, -17.8),
        ("AQ", 0.0, -89.0),
        ("XK", 21.0, 42.6),
        ("SO", 44.0, 9.5),
        ("CY", 33.3, 35.3),
        ("UA", 34.1, 44.95),
        ("RU", 34.1, 44.95),
    ],
)
def test_a_country_holds_its_land(scale, code, longitude, latitude):
    assert load_country_polygons(scale)[code].contains(Point(longitude, latitude))


@pytest.mark.parametrize("scale", SCALES)
def test_no_edge_crosses_the_antimeridian_but_along_the_pole(scale):
    rings = [
        ring for country in read_countries(scale) for polygon in country["geometry"]["coordinates"] for ring in polygon
    ]
    wide = [(a, b) for ring in rings for a, b in pairwise(ring) if abs(a[0] - b[0]) > 180]
    assert [edge for edge in wide if edge[0][1] > -89.9] == []


@pytest.mark.parametrize("scale", SCALES)
def test_all_polygons_are_valid_and_on_the_globe(scale):
    polygons = load_country_polygons(scale)
    assert [code for code, polygon in polygons.items() if not polygon.is_valid] == []
    globe = box(-180.01, -90.01, 180.01, 90.01)
    assert [code for code, polygon in polygons.items() if not globe.contains(polygon)] == []


def test_an_unknown_scale_is_refused():
    with pytest.raises(OptionError, match="10m"):
        load_country_polygons("10m")
