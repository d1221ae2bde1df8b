"""Downloads, against a server on this machine that behaves as GeoNames' does, and as it should not."""

from __future__ import annotations

import base64
import hashlib
import io
import zipfile
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from geomap.errors import GazetteerError
from geomap.places.download import download_country
from tests.places.local_server import send, serving

ETAG = '"5f3c-1"'


def archive(name: str = "IQ.txt", text: str = "", size: int = 200_000) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as file:
        file.writestr("readme.txt", "about")
        file.writestr(name, text or "\n" * size)
    return held.getvalue()


class Server:
    """Answers with ranges; ``cuts`` are the lengths after which it hangs up, one per request."""

    def __init__(
        self, body: bytes, *, cuts: tuple[int, ...] = (), etag: str | None = ETAG, ranges: bool = True
    ) -> None:
        self.body = body
        self.cuts = list(cuts)
        self.etag = etag
        self.ranges = ranges
        self.requests: list[tuple[str, str | None]] = []
        self.headers: dict[str, str] = {}

    def __call__(self, handler: BaseHTTPRequestHandler) -> None:
        wanted = handler.headers.get("Range")
        self.requests.append((handler.path, wanted))
        start = 0
        if wanted and self.ranges and handler.headers.get("If-Range") == self.etag:
            start = int(wanted.removeprefix("bytes=").removesuffix("-"))
            if start >= len(self.body):
                send(handler, 416, b"")
                return
        part = self.body[start:]
        handler.send_response(206 if start else 200)
        handler.send_header("Content-Length", str(len(part)))
        if start:
            handler.send_header("Content-Range", f"bytes {start}-{len(self.body) - 1}/{len(self.body)}")
        if self.etag:
            handler.send_header("ETag", self.etag)
        for name, value in self.headers.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(part[: self.cuts.pop(0)] if self.cuts else part)


def fetch(address: str, folder: Path, **options: object) -> Path:
    return download_country("iq", folder, base_url=address, pause_seconds=0.0, **options)  # type: ignore[arg-type]


def test_a_dump_arrives_whole_and_nothing_else_is_left(tmp_path: Path):
    server = Server(archive())
    seen: list[tuple[int, int | None]] = []
    with serving(server) as address:
        path = fetch(address, tmp_path / "new", progress=lambda done, total: seen.append((done, total)))
    assert path == tmp_path / "new" / "IQ.zip"
    assert path.read_bytes() == server.body
    assert list(path.parent.iterdir()) == [path]
    assert seen[-1] == (len(server.body), len(server.body))
    assert server.requests == [("/IQ.zip", None)]


def test_a_download_that_breaks_off_goes_on_where_it_stopped(tmp_path: Path):
    server = Server(archive(), cuts=(50_000, 70_000))
    with serving(server) as address:
        assert fetch(address, tmp_path).read_bytes() == server.body
    assert server.requests == [("/IQ.zip", None), ("/IQ.zip", "bytes=50000-"), ("/IQ.zip", "bytes=120000-")]


def test_what_an_earlier_run_left_is_used(tmp_path: Path):
    server = Server(archive(), cuts=(10_000, 0, 0, 0))
    with serving(server) as address:
        with pytest.raises(GazetteerError, match=r"broke off after 10,000 of .* try again later"):
            fetch(address, tmp_path)
        server.requests.clear()
        assert fetch(address, tmp_path).read_bytes() == server.body
    assert server.requests == [("/IQ.zip", "bytes=10000-")]


def test_a_file_that_changed_meanwhile_is_fetched_from_its_beginning(tmp_path: Path):
    server = Server(archive(), cuts=(10_000, 0, 0, 0))
    with serving(server) as address:
        with pytest.raises(GazetteerError):
            fetch(address, tmp_path)
        server.body, server.etag = archive(size=150_000), '"5f3c-2"'
        assert fetch(address, tmp_path).read_bytes() == server.body


@pytest.mark.parametrize(("etag", "ranges"), [(None, True), ('W/"1"', True), (ETAG, False)])
def test_without_a_sure_way_to_go_on_it_begins_anew(tmp_path: Path, etag: str | None, ranges: bool):
    server = Server(archive(), cuts=(10_000,), etag=etag, ranges=ranges)
    with serving(server) as address:
        assert fetch(address, tmp_path).read_bytes() == server.body


def test_damaged_bytes_are_noticed_and_fetched_again(tmp_path: Path):
    whole = archive()
    middle = len(whole) // 2
    server = Server(whole[:middle] + b"damage" + whole[middle + 6 :])

    def answer(handler: BaseHTTPRequestHandler) -> None:
        server(handler)
        server.body = whole

    with serving(answer) as address:
        assert fetch(address, tmp_path).read_bytes() == whole
    assert len(server.requests) == 2


def test_a_digest_that_the_server_sends_is_compared(tmp_path: Path):
    server = Server(archive())
    server.headers["Content-MD5"] = base64.b64encode(hashlib.md5(b"other bytes").digest()).decode()
    with serving(server) as address:
        with pytest.raises(GazetteerError, match="do not have the digest"):
            fetch(address, tmp_path)
        server.headers["Content-MD5"] = base64.b64encode(hashlib.md5(server.body).digest()).decode()
        assert fetch(address, tmp_path).read_bytes() == server.body


def test_a_page_in_place_of_an_archive_is_refused(tmp_path: Path):
    server = Server(b"<html>please log in</html>")
    with serving(server) as address, pytest.raises(GazetteerError, match="not a zip archive"):
        fetch(address, tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("status", "tries", "message"), [(404, 1, "answered 404 .* is the address right"), (503, 4, "answered 503")]
)
def test_the_servers_refusals_are_told(tmp_path: Path, status: int, tries: int, message: str):
    paths: list[str] = []

    def answer(handler: BaseHTTPRequestHandler) -> None:
        paths.append(handler.path)
        send(handler, status, b"no")

    with serving(answer) as address, pytest.raises(GazetteerError, match=message):
        fetch(address, tmp_path)
    assert len(paths) == tries


def test_nobody_at_the_address_is_told(tmp_path: Path):
    with serving(Server(b"")) as address:
        pass
    with pytest.raises(GazetteerError, match=r"no connection .* are you online"):
        fetch(address, tmp_path)


@pytest.mark.parametrize("address", ["file:///etc/", "ftp://127.0.0.1/", "/tmp/"])
def test_only_web_addresses_are_asked(tmp_path: Path, address: str):
    with pytest.raises(GazetteerError, match="not a web address"):
        fetch(address, tmp_path)


@pytest.mark.parametrize("code", ["XX", "", "../IQ", "IRQ", "IQ.zip"])
def test_only_countries_are_asked_for(tmp_path: Path, code: str):
    with pytest.raises(GazetteerError, match="not the code of a country"):
        download_country(code, tmp_path)
