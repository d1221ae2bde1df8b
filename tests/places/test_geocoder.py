"""The geocoder, against a server on this machine that answers as Nominatim does."""

from __future__ import annotations

import json
import urllib.parse
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

import geomap
from geomap.errors import GeocoderError, OptionError
from geomap.options import Options
from geomap.places.geocoder import Geocoder
from geomap.places.online import find_unknown_names, open_geocoder, place_unknown_links
from geomap.records import Link, Place
from tests.places.gazetteer_files import cache_with_shipped_index
from tests.places.local_server import send, serving

AGENT = "tests of a map, nobody@example.org"
FOUND = {
    "place_id": 1, "licence": "Data © OpenStreetMap contributors", "osm_type": "node", "osm_id": 27565056,
    "boundingbox": ["36.30", "36.40", "43.05", "43.15"], "lat": "36.35", "lon": "43.10",
    "class": "place", "type": "village",
    "addresstype": "village", "name": "Tell Amber", "display_name": "Tell Amber, Nineveh Governorate, Iraq",
    "address": {"village": "Tell Amber", "state": "Nineveh Governorate", "country": "Iraq", "country_code": "iq"},
}  # fmt: skip


class Service:
    def __init__(self, answers: dict[str, object], status: int = 200, **headers: str) -> None:
        self.answers = answers
        self.status = status
        self.headers = headers
        self.asked: list[dict[str, str]] = []
        self.agents: list[str | None] = []

    def __call__(self, handler: BaseHTTPRequestHandler) -> None:
        query = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(handler.path).query))
        self.asked.append(query)
        self.agents.append(handler.headers.get("User-Agent"))
        body = self.answers.get(query["q"], [])
        text = body if isinstance(body, bytes) else json.dumps(body).encode()
        send(handler, self.status, text, Content_Type="application/json", **self.headers)


class Clock:
    """A clock that only sleeping moves."""

    def __init__(self) -> None:
        self.now = 1_000_000.0
        self.slept: list[float] = []

    def time(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(round(seconds, 6))
        self.now += seconds


def geocoder(
    address: str, folder: Path, clock: Clock | None = None, **options: object
) -> AbstractContextManager[Geocoder]:
    clock = clock or Clock()
    domain = urllib.parse.urlsplit(address).netloc
    asking = Geocoder(
        AGENT, domain=domain, scheme="http", cache_dir=folder, clock=clock.time, sleep=clock.sleep, **options,  # type: ignore[arg-type]
    )  # fmt: skip
    return nullcontext(asking)


def test_an_answer_becomes_a_place(tmp_path: Path):
    service = Service({"Tell Amber": [FOUND]})
    with serving(service) as address, geocoder(address, tmp_path) as asking:
        assert asking.find("Tell Amber", country="IQ") == Place(
            "osm:node/27565056", "Tell Amber", "village", 36.35, 43.1, 7.1, "IQ", "Nineveh Governorate",
            note="Tell Amber, Nineveh Governorate, Iraq (© OpenStreetMap contributors, ODbL)", origin="Nominatim",
        )  # fmt: skip
    assert service.agents == [AGENT]
    assert {key: service.asked[0][key] for key in ("q", "format", "countrycodes")} == {
        "q": "Tell Amber",
        "format": "json",
        "countrycodes": "iq",
    }


def test_no_name_is_asked_twice_not_even_by_the_next_run_or_when_unknown(tmp_path: Path):
    service = Service({"Tell Amber": [FOUND]})
    with serving(service) as address:
        for _ in range(2):
            with geocoder(address, tmp_path) as asking:
                assert [asking.find(name) is None for name in ("Tell Amber", "TELL-AMBER", "Nowhere")] == [
                    False,
                    False,
                    True,
                ]
    assert [query["q"] for query in service.asked] == ["Tell Amber", "Nowhere"]


def test_old_answers_are_asked_for_again(tmp_path: Path):
    service = Service({})
    clock = Clock()
    with serving(service) as address, geocoder(address, tmp_path, clock) as asking:
        asking.find("Nowhere")
        clock.now += 100 * 86400
        asking.find("Nowhere")
    assert len(service.asked) == 2


def test_requests_wait_for_each_other_across_processes(tmp_path: Path):
    service = Service({})
    clock = Clock()
    with (
        serving(service) as address,
        geocoder(address, tmp_path, clock) as one,
        geocoder(address, tmp_path, clock) as two,
    ):
        one.find("A1")
        two.find("B2")
        one.find("C3")
        clock.now += 10
        two.find("D4")
    assert clock.slept == [1.0, 1.0]


@pytest.mark.parametrize(
    ("service", "message", "retry_after"),
    [
        (Service({}, 429, Retry_After="30"), "asked too often", 30),
        (Service({}, 403), "refuses to answer", None),
        (Service({}, 500), "cannot be reached", None),
        (Service({}, 503), "overloaded", None),
        (Service({"X1": b"<html>not json"}), "cannot be read", None),
        (Service({"X1": [{"display_name": "X", "lat": "1", "lon": "nan"}]}), "cannot be read", None),
    ],
)
def test_the_services_failures_have_names(tmp_path: Path, service: Service, message: str, retry_after: float | None):
    with serving(service) as address, geocoder(address, tmp_path) as asking:
        with pytest.raises(GeocoderError, match=message) as caught:
            asking.find("X1")
        assert caught.value.retry_after == retry_after
        # A failure is no answer: nothing is kept of it.
        with pytest.raises(GeocoderError):
            asking.find("X1")


def test_nobody_at_the_address_is_told(tmp_path: Path):
    with serving(Service({})) as address:
        pass
    with geocoder(address, tmp_path) as asking, pytest.raises(GeocoderError, match="cannot be reached"):
        asking.find("X1")


@pytest.mark.parametrize("agent", ["", "  ", "geopy", "Python"])
def test_an_agent_that_says_nothing_is_refused(tmp_path: Path, agent: str):
    with pytest.raises(OptionError, match="who asks"):
        Geocoder(agent, cache_dir=tmp_path)


@pytest.mark.parametrize(
    "text", [{"lat": "36", "lon": "44", "name": "A\u202eB\x00", "address": [], "boundingbox": ["x"]}]
)
def test_odd_answers_are_cleaned(tmp_path: Path, text: dict[str, object]):
    with serving(Service({"A": [{**FOUND, **text}]})) as address, geocoder(address, tmp_path) as asking:
        place = asking.find("A")
    assert place is not None
    assert (place.name, place.country, place.admin1, place.radius_km) == ("AB", None, None, 1.0)


def test_what_cannot_be_a_name_is_not_asked_for(tmp_path: Path):
    service = Service({})
    with serving(service) as address, geocoder(address, tmp_path) as asking:
        assert [asking.find(name) for name in ("", "...", "x" * 5000)] == [None, None, None]
    assert service.asked == []


def link(text: str, latitude: float | None = None, country: str | None = None, **fields: object) -> Link:
    known = latitude is not None
    place = (text, "city", country, None, latitude, 44.0, 5.0, "id") if known else (None,) * 8
    return Link(0, len(text), text, *place, 0.9 if known else 0.0, **{"literal": True, **fields})  # type: ignore[arg-type]


def test_only_literal_links_without_a_point_are_asked_for(tmp_path: Path):
    service = Service({"Tell Amber": [FOUND]})
    given = [
        link("Mosul", 36.3, "IQ"),
        link("Tell Amber"),
        link("Nowhere"),
        link("Amber Brigade", literal=False, role="organisation"),
        link("Tell Amber"),
    ]
    with serving(service) as address, geocoder(address, tmp_path) as asking:
        filled = place_unknown_links("", given, asking)
    assert [query["q"] for query in service.asked] == ["Tell Amber", "Nowhere"]
    assert {query["countrycodes"] for query in service.asked} == {"iq"}
    assert [filled[position] for position in (0, 2, 3)] == [given[position] for position in (0, 2, 3)]
    assert [(item.name, item.kind, item.latitude, item.basis, item.score) for item in (filled[1], filled[4])] == [
        ("Tell Amber", "village", 36.35, "named", 0.5)
    ] * 2
    assert "OpenStreetMap" in filled[1].reasons[-1]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("A bomb went off in Tell Qomrush, near Qarabolag.", ["Tell Qomrush", "Qarabolag"]),
        ("They fled the village of Green Qomrush for al-Qomrushiya.", ["Green Qomrush"]),
        ("Shells fell on a road outside Tell al-Qomrush’s market.", ["Tell al-Qomrush"]),
        ("He was born in March, at First Qomrush Bank, in Robert Qomrush, in Iraqi waters.", []),
        ("The minister met Qomrush and Amberly.", []),
    ],
)
def test_names_that_stand_where_a_place_would_are_found(text: str, names: list[str]):
    found = find_unknown_names(text, [])
    assert [text[item.start : item.end] for item in found] == names
    assert all(item.text == text[item.start : item.end] for item in found)


def test_names_that_are_links_already_are_not_found_again():
    text = "A bomb went off in Mosul."
    known = replace(link("Mosul", 36.3, "IQ"), start=19, end=24)
    assert find_unknown_names(text, [known]) == []


def test_an_article_is_mapped_at_a_place_that_only_the_service_knows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("GEOMAP_CACHE_DIR", str(cache_with_shipped_index(tmp_path)))
    text = "A car bomb exploded in Tell Qomrush on Monday, killing five people."
    service = Service({"Tell Qomrush": [FOUND]})
    with serving(service) as address:
        options = Options(geocoder="nominatim", user_agent=AGENT, geocoder_url=address)
        result = geomap.map_incidents([geomap.Article(text, published="2020-01-08")], options)
        without = geomap.map_incidents([geomap.Article(text, published="2020-01-08")])
    assert result.incidents[["kind", "place", "latitude", "country"]].to_numpy().tolist() == [
        ["bombing", "Tell Amber", 36.35, "IQ"]
    ]
    assert without.incidents.empty or "Tell Amber" not in set(without.incidents["place"])
    assert len(service.asked) == 1


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (Options(geocoder="nominatim"), "who asks"),
        (Options(geocoder="elsewhere", user_agent=AGENT), "no geocoder called 'elsewhere'"),
        (Options(geocoder="nominatim", user_agent=AGENT, geocoder_url="file:///x"), "not the address of a server"),
    ],
)
def test_settings_of_no_sense_are_refused(options: Options, message: str):
    with pytest.raises(OptionError, match=message):
        open_geocoder(options)


def test_without_the_option_nothing_is_opened():
    assert open_geocoder(Options()) is None


def test_damaged_answers_are_told(tmp_path: Path):
    (tmp_path / "geocoder.sqlite").write_bytes(b"not a database at all" * 100)
    with pytest.raises(GeocoderError, match="delete the file"):
        Geocoder(AGENT, cache_dir=tmp_path).find("Mosul")
