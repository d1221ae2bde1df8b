"""Drives a Firefox from a distribution by Marionette, the protocol that it has built in: no geckodriver is needed.

A message is its length in bytes, a colon, and JSON: ``[0, number, command, parameters]``, answered by
``[1, number, error, result]``.
"""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import time
from pathlib import Path
from typing import Any

_PREFERENCES = {
    "marionette.port": 0,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.homepage_override.mstone": "ignore",
    "datareporting.policy.dataSubmissionEnabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "app.update.disabledForTesting": True,
    "ui.prefersReducedMotion": 1,
}
_START = 30
_ANSWER = 60


def find_firefox() -> str | None:
    return shutil.which("firefox-esr") or shutil.which("firefox")


class Firefox:
    """A headless Firefox with a profile of its own."""

    def __init__(self, program: str, folder: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        lines = (f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in _PREFERENCES.items())
        text = "\n".join(lines).replace('"marionette.port", 0', f'"marionette.port", {port}')
        (folder / "user.js").write_text(text, encoding="utf-8")
        self._process = subprocess.Popen(
            [program, "--headless", "--no-remote", "--marionette", "--profile", str(folder)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._number = 0
        self._socket = self._connect(port)
        self._read()
        self.call("WebDriver:NewSession")

    def _connect(self, port: int) -> socket.socket:
        until = time.monotonic() + _START
        while True:
            try:
                return socket.create_connection(("127.0.0.1", port), timeout=_ANSWER)
            except OSError:
                if time.monotonic() > until:
                    self._process.kill()
                    self._process.wait()
                    raise
                time.sleep(0.2)

    def call(self, command: str, **parameters: Any) -> Any:
        """The result of a command.

        Raises:
            RuntimeError: Firefox answers with an error.
        """
        self._number += 1
        data = json.dumps([0, self._number, command, parameters]).encode()
        self._socket.sendall(str(len(data)).encode() + b":" + data)
        _, _, error, result = self._read()
        if error:
            raise RuntimeError(f"{command}: {error}")
        return result

    def _read(self) -> Any:
        length = b""
        while not length.endswith(b":"):
            length += self._receive(1)
        return json.loads(self._receive(int(length[:-1])))

    def _receive(self, count: int) -> bytes:
        data = b""
        while len(data) < count:
            part = self._socket.recv(count - len(data))
            if not part:
                raise ConnectionError("Firefox closed the connection")
            data += part
        return data

    def open(self, address: str, width: int = 1440, height: int = 900) -> None:
        """Open a page of geomap and wait until it answers."""
        self.call("WebDriver:SetWindowRect", width=width, height=height)
        self.call("WebDriver:Navigate", url=address)
        until = time.monotonic() + _START
        while self.run("return document.documentElement.dataset.ready") != "1":
            assert time.monotonic() < until, "the page does not answer"
            time.sleep(0.1)
        time.sleep(0.2)

    def run(self, script: str, *arguments: Any) -> Any:
        """What the body of a function returns, run in the page."""
        return self.call("WebDriver:ExecuteScript", script=script, args=list(arguments))["value"]

    def click(self, selector: str) -> None:
        (reference,) = self.find(selector).values()
        self.call("WebDriver:ElementClick", id=reference)

    def type(self, selector: str, text: str) -> None:
        (reference,) = self.find(selector).values()
        self.call("WebDriver:ElementSendKeys", id=reference, text=text)

    def drag(self, selector: str, by: int) -> None:
        """Drag an element sideways, from its middle."""
        x, y = self.run(
            "const box = document.querySelector(arguments[0]).getBoundingClientRect();"
            "return [box.left + box.width / 2, box.top + box.height / 2]",
            selector,
        )
        x, y = round(x), round(y)
        steps = [
            {"type": "pointerMove", "x": x, "y": y},
            {"type": "pointerDown", "button": 0},
            {"type": "pointerMove", "x": x + by // 2, "y": y, "duration": 50},
            {"type": "pointerMove", "x": x + by, "y": y, "duration": 50},
            {"type": "pointerUp", "button": 0},
        ]
        self.call("WebDriver:PerformActions", actions=[{"type": "pointer", "id": "mouse", "actions": steps}])
        time.sleep(0.2)

    def text(self, selector: str) -> str:
        found: str = self.run("return document.querySelector(arguments[0])?.innerText ?? ''", selector)
        return found

    def find(self, selector: str) -> dict[str, str]:
        """The first element that fits; it may be given to a script."""
        found: dict[str, str] = self.call("WebDriver:FindElement", using="css selector", value=selector)["value"]
        return found

    def close(self) -> None:
        try:
            self.call("Marionette:Quit", flags=["eForceQuit"])
        except (OSError, RuntimeError):
            self._process.kill()
        self._socket.close()
        self._process.wait(timeout=_START)
