"""Elements that folium passes through as they are.

branca compiles the text of an ordinary element as a Jinja2 template, once more even after it was rendered, so that
``{{ ... }}`` in an article would run Python here. An element of this kind is never compiled.
"""

from __future__ import annotations

from typing import Any

from branca.element import Element


class Verbatim(Element):
    """An element whose text reaches the page byte for byte."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._name = "Verbatim"
        self.text = text

    def render(self, **kwargs: Any) -> str:
        """The text."""
        return self.text
