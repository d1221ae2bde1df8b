"""Plain text and Markdown: an optional head with title, source, day and address, then the words."""

from __future__ import annotations

import re
from dataclasses import replace

from geomap.articles.fields import COLUMN_NAMES, Draft, plain_name

_HEAD_LINE = re.compile(r"([A-Za-z][A-Za-z _-]{1,30}):[ \t]*(.*)")
# Lines that a head may hold beside those geomap keeps.
_OTHER_HEADS = frozenset(
    "author authors byline by section language lang tags keywords category country updated".split()
)
_FRONT_MATTER = re.compile(r"---[ \t]*\n(.*?\n)?(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_FRONT_MATTER_MAX = 65536

_HEADING = re.compile(r"(?m)^[ ]{0,3}#{1,6}[ \t]+(.*)$")
# Every repetition is bounded, so that no line takes more than linear time.
_MARKDOWN = (
    (re.compile(r"!\[[^\]\n]{0,500}\]\([^)\n]{0,2000}\)"), ""),
    (re.compile(r"\[([^\[\]\n]{1,500})\]\([^()\n]{0,2000}(?:\([^()\n]{0,200}\)[^()\n]{0,200})?\)"), r"\1"),
    (re.compile(r"<(https?://[^<>\s]{1,2000})>"), r"\1"),
    (re.compile(r"(?m)^[ ]{0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$"), ""),
    (re.compile(r"(?m)^[ ]{0,3}>[ \t]?"), ""),
    (re.compile(r"(?<![\w*])(\*{1,3})(?=\S)([^*\n]{1,1000}?)(?<=\S)\1(?![\w*])"), r"\2"),
    (re.compile(r"(?<![\w_])(_{1,3})(?=\S)([^_\n]{1,1000}?)(?<=\S)\1(?![\w_])"), r"\2"),
)


def read_plain(text: str, path: str) -> Draft:
    """A text with its head taken off: YAML front matter, or lines such as ``Title:``, ``Source:``, ``Published:``.

    A head is read only when its first line is one of those geomap knows; it ends at the first line that is none.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff \t\n")
    fields, body = _front_matter(text)
    if fields is None:
        fields, body = _head_lines(text)
    return Draft(path, body, **{field: fields.get(field) for field in ("title", "source", "published", "url", "id")})


def read_markdown(text: str, path: str) -> Draft:
    """The same for Markdown, with its signs taken out of the words; a heading at the top is the title."""
    draft = read_plain(text, path)
    body = draft.text.lstrip()
    for pattern, words in _MARKDOWN:
        body = pattern.sub(words, body)
    heading = _HEADING.match(body)
    body = _HEADING.sub(_heading_words, body)
    return replace(draft, text=body, title=draft.title or (_heading_words(heading) if heading else None))


def _heading_words(heading: re.Match[str]) -> str:
    return heading.group(1).strip().rstrip("#").rstrip()


def _field_of(name: str) -> str | None:
    plain = plain_name(name)
    for field in ("title", "source", "published", "url", "id"):
        if plain in COLUMN_NAMES[field]:
            return field
    return None


def _head_lines(text: str) -> tuple[dict[str, str], str]:
    fields: dict[str, str] = {}
    position = 0
    while line := _HEAD_LINE.match(text, position):
        field = _field_of(line.group(1))
        if not field and (not fields or plain_name(line.group(1)) not in _OTHER_HEADS):
            break
        if field and line.group(2).strip():
            fields.setdefault(field, line.group(2).strip())
        position = min(line.end() + 1, len(text))
        if position == len(text):
            break
    return fields, text[position:]


def _front_matter(text: str) -> tuple[dict[str, str] | None, str]:
    found = _FRONT_MATTER.match(text, 0, _FRONT_MATTER_MAX)
    if not found:
        return None, text
    import yaml

    try:
        # The base loader makes nothing but strings, lists and dicts, and leaves a day as it is written.
        given = yaml.BaseLoader(found.group(1) or "").get_single_data()
    except (yaml.YAMLError, ValueError, RecursionError):
        return None, text
    if given is None:
        given = {}
    if not isinstance(given, dict):
        return None, text
    fields: dict[str, str] = {}
    for name, value in given.items():
        field = _field_of(name) if isinstance(name, str) else None
        if field and isinstance(value, str) and value.strip():
            fields.setdefault(field, value)
    return fields, text[found.end() :]
