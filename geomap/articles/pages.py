"""Web pages to articles. Runs in the page reader's process: each parser has pages that it never finishes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from trafilatura.settings import Document

_BLOCKS = frozenset(
    """address article aside blockquote br caption dd details div dl dt figcaption figure footer form h1 h2 h3 h4 h5 h6
    header hr li main nav ol p pre section summary table tbody td tfoot th thead tr ul""".split()
)
_UNSEEN = frozenset("script style noscript template head iframe object svg math select textarea button title".split())
_RAW = frozenset({"script", "style"})
_BLANK = re.compile(r"[ \t\r\f\v]+")


@dataclass(frozen=True, slots=True)
class Page:
    """What a page says of its article. ``simple`` tells that the text was taken without telling article from menu."""

    text: str
    title: str | None = None
    source: str | None = None
    published: str | None = None
    url: str | None = None
    simple: bool = False


def read_page(html: str) -> Page:
    """The article of a web page, by trafilatura; all of its visible text where that finds none.

    The day comes from the page's metadata and its marked-up dates only, never from the words of the article.
    """
    document = _extract(html)
    text = document.text or "" if document else ""
    if document is None or not text.strip():
        simple = read_page_simply(html)
        if document is None:
            return simple
        text = simple.text
    return Page(
        text="\n\n".join(line for line in text.split("\n") if line.strip()),
        title=document.title or None,
        source=document.sitename or _host(document.url),
        published=document.date or None,
        url=document.url or None,
        simple=not (document.text or "").strip(),
    )


def _extract(html: str) -> Document | None:
    import trafilatura
    from trafilatura.settings import Document

    try:
        document = trafilatura.bare_extraction(
            html,
            with_metadata=True,
            include_comments=False,
            date_extraction_params={
                "original_date": True,
                "extensive_search": False,
                "min_date": "1800-01-01",
                "max_date": "2200-12-31",
            },
        )
    except Exception:  # noqa: BLE001 - a parser's trouble with one page is answered by the simpler way
        return None
    return document if isinstance(document, Document) else None


def read_page_simply(html: str) -> Page:
    """All the visible text of a page, by the standard library's parser, which neither nests nor backtracks."""
    collector = _VisibleText()
    collector.feed(html)
    collector.close()
    lines = (_BLANK.sub(" ", line).strip() for line in "".join(collector.pieces).split("\n"))
    return Page(
        text="\n\n".join(line for line in lines if line),
        title=_BLANK.sub(" ", "".join(collector.title).replace("\n", " ")).strip() or None,
        simple=True,
    )


def _host(url: str | None) -> str | None:
    return urlsplit(url).hostname if url else None


class _VisibleText(HTMLParser):
    """Collects what a reader would see; block elements begin lines."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.title: list[str] = []
        self.unseen: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.unseen is None and tag in _UNSEEN:
            self.unseen = tag
        elif tag in {"body", "article", "p"} and self.unseen not in _RAW:
            # A head or title that was never closed ends where the body begins, as in browsers.
            self.unseen = None
        if tag in _BLOCKS:
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == self.unseen:
            self.unseen = None
        if tag in _BLOCKS:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        if self.unseen is None:
            self.pieces.append(data.replace("\n", " "))
        elif self.unseen in {"head", "title"} and self.lasttag == "title":
            self.title.append(data)
