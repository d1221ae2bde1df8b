import pytest

from geomap.errors import OptionError
from geomap.maps.tiles import find_tiles


def test_osm_is_openstreetmap():
    found = find_tiles("osm")
    assert (found["url"], found["host"]) == (
        "https://tile.openstreetmap.org/{z}/{x}/{y}.png",
        "https://tile.openstreetmap.org",
    )
    assert "OpenStreetMap" in found["attribution"]


def test_an_address_names_its_host_with_a_wildcard_for_subdomains():
    assert find_tiles("https://{s}.tiles.example/{z}/{x}/{y}.png")["host"] == "https://*.tiles.example"


@pytest.mark.parametrize(
    "wanted",
    [
        "no such map",
        "https://tiles.example/none.png",
        "javascript://x/{z}/{x}/{y}",
        "https://a.example; script-src */{z}/{x}/{y}",
        "https:///{z}/{x}/{y}",
    ],
)
def test_what_is_no_tile_service_is_refused(wanted):
    with pytest.raises(OptionError):
        find_tiles(wanted)
