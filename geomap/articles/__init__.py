"""Articles from files, folders, manifests, web pages, tables and standard input."""

from __future__ import annotations

from geomap.articles.cleaning import clean_address, clean_line, clean_text, printable_name
from geomap.articles.fields import parse_columns
from geomap.articles.publication import read_publication_day
from geomap.articles.reading import Articles, read_articles

__all__ = [
    "Articles",
    "clean_address",
    "clean_line",
    "clean_text",
    "parse_columns",
    "printable_name",
    "read_articles",
    "read_publication_day",
]
