"""What can go wrong, as one family of errors.

    GeomapError
    +-- ArticleError      an article, or the way it was given, cannot be read
    +-- GazetteerError    a gazetteer file cannot be used
    +-- TableError        a table of incidents or corrections has bad cells
    +-- OptionError       a setting or an argument has no meaning here
    +-- GeocoderError     an online geocoder did not answer as it should

Each is also a builtin error, so that callers may catch what they know. The text of an
error says what, where (file:line or row), what was found and what to do.
"""

from __future__ import annotations


class GeomapError(Exception):
    """Anything geomap raises on purpose."""


class ArticleError(GeomapError, ValueError):
    """An article cannot be read. ``path`` names the file, ``line`` the line in it where that is known."""

    def __init__(self, message: str, path: str | None = None, line: int | None = None) -> None:
        super().__init__(message)
        self.path = path
        self.line = line


class GazetteerError(GeomapError, ValueError):
    """A gazetteer file cannot be used. ``path`` and ``line`` say where."""

    def __init__(self, message: str, path: str | None = None, line: int | None = None) -> None:
        super().__init__(message)
        self.path = path
        self.line = line


class TableError(GeomapError, ValueError):
    """A table has bad cells. ``problems`` lists every one of them, each with its row and column."""

    def __init__(self, message: str, problems: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.problems = problems


class OptionError(GeomapError, ValueError):
    """A setting or an argument has no meaning here."""


class GeocoderError(GeomapError, RuntimeError):
    """An online geocoder did not answer as it should. ``retry_after`` is seconds, where the service said so."""

    def __init__(self, message: str, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.retry_after = retry_after
