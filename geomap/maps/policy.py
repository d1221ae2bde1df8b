"""What a page may fetch and run: its Content-Security-Policy, and the links to elsewhere that it still holds."""

from __future__ import annotations

import base64
import hashlib
import re
from urllib.parse import urlsplit

_SCRIPT = re.compile(r"<script([^>]*)>(.*?)</script>", re.DOTALL)
_STYLE = re.compile(r"<style[^>]*>(.*?)</style>", re.DOTALL)
_SOURCE = re.compile(r"""<(script|link|img|iframe)\b[^>]*?\b(?:src|href)\s*=\s*["'](https?:[^"']+)["']""")
_TILES = re.compile(r"""\btileLayer(?:\.\w+)?\(\s*["'`](https?:[^"'`]+)["'`]""")
_HOST = re.compile(r"^[a-z0-9*.-]+(:\d+)?$")


def find_outside_links(html: str) -> list[str]:
    """Every address that the page would fetch something from, in the order of the page, each once.

    Only elements that load (script, link, img, iframe) and Leaflet tile layers count; a link that a reader may follow
    does not.
    """
    return list(dict.fromkeys([match[2] for match in _SOURCE.finditer(html)] + _TILES.findall(html)))


def content_security_policy(html: str, *, image_hosts: tuple[str, ...] = (), others: bool = False) -> str:
    """The policy of a page, as the content of its meta element.

    Scripts and styles are named by their SHA-256, nothing may be fetched but images from ``image_hosts``. With
    ``others``, elements that are not ours are on the page: the hosts that they load from are named too, and styles in
    attributes are allowed, since folium's own elements use them.
    """
    links = find_outside_links(html) if others else []
    origins = sorted({origin for origin in map(_origin, links) if origin})
    scripts = [f"'{_digest(body)}'" for attributes, body in _SCRIPT.findall(html) if _runs(attributes)]
    styles = ["'unsafe-inline'"] if others else [f"'{_digest(body)}'" for body in _STYLE.findall(html)]
    images = ["data:", "blob:", *image_hosts, *origins]
    rules = {
        "default-src": ["'none'"],
        "script-src": [*dict.fromkeys(scripts), *origins],
        "style-src": [*dict.fromkeys(styles), *origins],
        "img-src": list(dict.fromkeys(images)),
        "base-uri": ["'none'"],
        "form-action": ["'none'"],
    }
    if origins:
        rules |= {"font-src": ["data:", *origins], "connect-src": origins}
    return "; ".join(f"{name} {' '.join(values)}" for name, values in rules.items())


def _runs(attributes: str) -> bool:
    return "src=" not in attributes and ("type=" not in attributes or "text/javascript" in attributes)


def _digest(body: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()


def _origin(link: str) -> str | None:
    """Scheme and host, with Leaflet's ``{s}`` for subdomains as a wildcard; ``None`` for what is no plain host."""
    parts = urlsplit(link.replace("{s}", "*"))
    return f"{parts.scheme}://{parts.netloc}" if _HOST.match(parts.netloc.lower()) else None
