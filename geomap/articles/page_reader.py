"""Reads web pages in a process of its own, so that a page that stalls or kills its parser costs only itself."""

from __future__ import annotations

import contextlib
import json
import os
import queue
import struct
import subprocess
import sys
import threading
from dataclasses import asdict
from typing import IO, Any

from geomap.articles.pages import Page, read_page, read_page_simply
from geomap.errors import ArticleError

_LENGTH = struct.Struct("!Q")
_MEMORY_MAX = 2 << 30
# Starting the process and importing the parsers is not the page's fault and gets time of its own.
_START_SECONDS = 60.0

# -P keeps the current folder, which may hold anything, off the import path; the path is the parent's instead.
_COMMAND = "import sys; sys.path[:] = sys.argv[1:]; from geomap.articles.page_reader import serve; serve()"


class PageReader:
    """Turns pages into articles' texts, one at a time. The process starts with the first page and is kept.

    Use it as a context manager, so that the process ends with the work.
    """

    def __init__(self, time_limit_s: float) -> None:
        self._time_limit_s = time_limit_s
        self._process: subprocess.Popen[bytes] | None = None
        self._answers: queue.SimpleQueue[dict[str, Any] | None] = queue.SimpleQueue()

    def __enter__(self) -> PageReader:
        return self

    def __exit__(self, *_: object) -> None:
        self._stop()

    def read(self, html: str) -> Page:
        """The page's article; its visible text when the careful way fails or takes too long.

        Raises:
            ArticleError: the page stalled or killed its reader both ways. The message has no file name.
        """
        try:
            return self._ask(html, "careful")
        except ArticleError:
            return self._ask(html, "simple")

    def _ask(self, html: str, way: str) -> Page:
        self._start()
        assert self._process is not None and self._process.stdin is not None
        message = json.dumps({"way": way, "html": html}).encode("ascii")
        try:
            self._process.stdin.write(_LENGTH.pack(len(message)))
            self._process.stdin.write(message)
            self._process.stdin.flush()
            answer = self._answers.get(timeout=self._time_limit_s)
        except OSError:
            answer = None
        except queue.Empty:
            self._stop()
            raise ArticleError(f"took its reader longer than {self._time_limit_s:g} s") from None
        if answer is None:
            self._stop()
            raise ArticleError("ended the process that read it")
        if "error" in answer:
            raise ArticleError(f"cannot be read as a web page: {answer['error']}")
        return Page(**answer)

    def _start(self) -> None:
        if self._process is not None:
            return
        path = [entry or os.getcwd() for entry in sys.path]  # noqa: PTH109 - what an empty entry stands for
        self._process = subprocess.Popen(  # noqa: S603 - this interpreter, running this module
            [sys.executable, "-P", "-c", _COMMAND, *path],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        assert self._process.stdout is not None
        self._answers = queue.SimpleQueue()
        threading.Thread(target=_pass_on, args=(self._process.stdout, self._answers), daemon=True).start()
        try:
            ready = self._answers.get(timeout=_START_SECONDS)
        except queue.Empty:
            ready = None
        if ready is None:
            self._stop()
            raise ArticleError("cannot be read: the process that reads web pages did not start")

    def _stop(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            for stream in (self._process.stdin, self._process.stdout):
                if stream:
                    with contextlib.suppress(OSError):
                        stream.close()
            self._process = None


def _pass_on(stream: IO[bytes], answers: queue.SimpleQueue[dict[str, Any] | None]) -> None:
    """Moves answers from the pipe to the queue, ``None`` last. A thread, since not every system can wait on a pipe."""
    with contextlib.suppress(OSError, ValueError):
        while (message := _receive(stream)) is not None:
            answers.put(message)
    answers.put(None)


def _receive(stream: IO[bytes]) -> dict[str, Any] | None:
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    body = stream.read(length)
    if len(body) < length:
        return None
    message: dict[str, Any] = json.loads(body)
    return message


def serve() -> None:
    """What the process does: a page in, an article out, until its standard input ends."""
    source, target = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    # Whatever a parser prints must not mix with the answers.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    _limit_memory()
    import trafilatura  # noqa: F401 - imported before the first page, so that its time is not counted to a page

    _send(target, {})
    while (question := _receive(source)) is not None:
        way = read_page if question["way"] == "careful" else read_page_simply
        try:
            answer = asdict(way(question["html"]))
        except Exception as error:  # noqa: BLE001 - reported for this page, and the next one is read
            answer = {"error": f"{type(error).__name__}: {error}"[:200]}
        _send(target, answer)


def _send(stream: IO[bytes], message: dict[str, Any]) -> None:
    body = json.dumps(message).encode("ascii")
    stream.write(_LENGTH.pack(len(body)))
    stream.write(body)
    stream.flush()


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_MAX, _MEMORY_MAX))
