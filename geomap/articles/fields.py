"""What is known of an article while it is read, and the names under which files keep it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from geomap.errors import ArticleError, OptionError

# The usual names of a column, the plainest first: where a table has several of them, the first one counts.
COLUMN_NAMES: dict[str, tuple[str, ...]] = {
    "text": tuple(
        """text body content article article_text full_text fulltext article_body articlebody body_text bodytext
        main_text maintext plain_text content_text story""".split()
    ),
    "title": tuple("title headline heading article_title head hed".split()),
    "published": tuple(
        """published date published_at published_on publishedat publication_date publicationdate date_published
        datepublished date_publish publish_date pub_date pubdate published_date first_published web_publication_date
        webpublicationdate datetime timestamp posted created_at""".split()
    ),
    "source": tuple(
        """source outlet publisher publication newspaper source_name sitename site_name site media source_domain
        domain""".split()
    ),
    "url": tuple("url link web_url weburl article_url source_url canonical_url permalink href uri".split()),
    "id": tuple("id article_id doc_id document_id uid uuid guid".split()),
    "file": tuple("file filename file_name path".split()),
}

_SEPARATORS = re.compile(r"[\s_\-./]+")


@dataclass(frozen=True, slots=True)
class Draft:
    """An article as its file gives it, before cleaning. ``path`` is printable: the file, and the line for a table."""

    path: str
    text: str
    title: str | None = None
    source: str | None = None
    published: str | None = None
    url: str | None = None
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """Why something was left out. ``path`` is printable and holds the line where there is one."""

    path: str
    reason: str
    empty: bool = False


def plain_name(column: str) -> str:
    """A column's name in the spelling of :data:`COLUMN_NAMES`.

    >>> plain_name(" Published-At ")
    'published_at'
    """
    return _SEPARATORS.sub("_", column.strip().strip("\ufeff").casefold()).strip("_")


def parse_columns(text: str) -> dict[str, str]:
    """The mapping in ``text=body,published=day``: geomap's field to the name of the file's column.

    Raises:
        OptionError: a part without ``=``, or a field that articles do not have.
    """
    columns: dict[str, str] = {}
    for part in filter(None, (part.strip() for part in text.split(","))):
        field, sign, column = (piece.strip() for piece in part.partition("="))
        if not sign or not column:
            raise OptionError(f"columns: {part!r} is not field=column; write for example text=body,published=day")
        columns[field] = column
    check_columns(columns)
    return columns


def check_columns(columns: Mapping[str, str]) -> None:
    """Raises OptionError for a field that articles do not have."""
    for field in columns:
        if field not in COLUMN_NAMES:
            raise OptionError(f"columns: {field!r} is not a field of an article; they are {', '.join(COLUMN_NAMES)}")


def find_columns(names: Sequence[str], columns: Mapping[str, str]) -> dict[str, int]:
    """Which column holds which field: field to position.

    Args:
        names: the columns as the file spells them.
        columns: the user's mapping, which wins over the usual names.

    Raises:
        ArticleError: a name is there twice, or a column that the user named is not there.
    """
    plain = [plain_name(name) for name in names]
    for index, name in enumerate(plain):
        if name and plain.index(name) != index:
            raise ArticleError(f"has two columns named {names[index].strip()!r}; rename one")
    found: dict[str, int] = {}
    for field, usual in COLUMN_NAMES.items():
        if field in columns:
            wanted = plain_name(columns[field])
            if wanted not in plain:
                raise ArticleError(f"has no column {columns[field]!r}; its columns are {_listed(names)}")
            found[field] = plain.index(wanted)
        else:
            present = [name for name in usual if name in plain]
            if present:
                found[field] = plain.index(present[0])
    return found


def missing_text(names: Sequence[str]) -> str:
    """What to say of a table without a text column."""
    usual = ", ".join(COLUMN_NAMES["text"][:4])
    return f"has no text column (such as {usual}); its columns are {_listed(names)}; name it with --columns text=NAME"


def _listed(names: Sequence[str]) -> str:
    shown = [name.strip()[:40] or "(no name)" for name in names[:12]]
    more = f" and {len(names) - len(shown)} more" if len(names) > len(shown) else ""
    return ", ".join(map(repr, shown)) + more


def text_of(value: Any) -> str | None:
    """A cell as text; ``None`` for a missing one and for what is not a scalar."""
    if isinstance(value, str):
        return value
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(value)
    return None
