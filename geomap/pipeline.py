"""The whole story on one page: articles in, incidents out.

    articles -> sentences -> mentions of places, dates, events -> reports -> incidents -> tables

Each arrow is one function of one folder. What is left out on the way is a row of ``skipped`` with its reason.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geomap.articles.outlets import country_of_address
from geomap.dates import find_date_mentions
from geomap.errors import ArticleError
from geomap.events import Taxonomy, find_details, find_events, load_taxonomy
from geomap.incidents import (
    apply_corrections,
    blocked_names,
    build_reports,
    build_tables,
    keep_wanted,
    merge_reports,
    move_names,
    read_corrections,
)
from geomap.language import split_sentences
from geomap.options import Options
from geomap.parallel import note_errors, run_on_articles
from geomap.places import link_places, open_gazetteer
from geomap.places.online import OnlinePlaces
from geomap.records import Article, Incident, Report, Skipped

if TYPE_CHECKING:
    import pandas as pd

    from geomap.places import Gazetteer


@dataclass(frozen=True, slots=True)
class Result:
    """What a run found, as three tables, and what it has to say once.

    ``incidents`` has one row per happening, ``reports`` one per article and happening before merging, ``skipped`` one
    per thing that was left out, with the reason. All three may be empty; their columns are always there.
    """

    incidents: pd.DataFrame
    reports: pd.DataFrame
    skipped: pd.DataFrame
    notes: tuple[str, ...] = field(default=())


def map_incidents(
    articles: Iterable[Article],
    options: Options | None = None,
    *,
    progress: Callable[[int], None] | None = None,
) -> Result:
    """What the articles say happened, each happening once.

    Args:
        articles: records from :func:`geomap.read_articles` or made in memory; a list that carries ``skipped`` and
            ``notes`` of its own passes them on.
        options: the settings; the defaults ask no network and read no file but the shipped ones.
        progress: called with 1 after each article.

    Returns:
        Three tables and notes. The same articles in any order give the same rows.

    Raises:
        GazetteerError: a gazetteer file is bad; nothing has been read by then.
        TableError: the corrections file has bad cells.
    """
    incidents, skipped = find_incidents(articles, options, progress=progress)
    notes = (*getattr(articles, "notes", ()), *note_errors(skipped))
    return Result(*build_tables(incidents, skipped), notes=notes)


def find_incidents(
    articles: Iterable[Article],
    options: Options | None = None,
    *,
    progress: Callable[[int], None] | None = None,
) -> tuple[list[Incident], list[Skipped]]:
    """The same as records: the incidents, and what was left out."""
    options = options or Options()
    given = list(articles)
    for item in given:
        if not isinstance(item, Article):
            raise ArticleError(f"map_incidents wants geomap.Article records, not {type(item).__name__}")
    corrections = read_corrections(options.corrections) if options.corrections else ()
    blocked = (*options.blocked_names, *blocked_names(corrections))
    extract = Extractor(dataclasses.replace(options, blocked_names=blocked))
    reports: list[Report] = []
    skipped: list[Skipped] = list(getattr(articles, "skipped", ()))
    for found, left_out in run_on_articles(extract, given, jobs=options.jobs, progress=progress):
        reports.extend(found)
        skipped.extend(left_out)
    reports, unplaced = move_names(reports, corrections, extract.gazetteer.full_place)
    incidents, no_longer = apply_corrections(merge_reports(reports), corrections)
    return keep_wanted(incidents, options), [*skipped, *unplaced, *no_longer]


class Extractor:
    """Reads one article at a time; made once per process, since it opens the gazetteer and the taxonomy."""

    def __init__(self, options: Options) -> None:
        self.options = options
        self.gazetteer: Gazetteer = open_gazetteer(
            options.gazetteers,
            blocked_names=options.blocked_names,
            preferred_country=options.preferred_country,
        )
        self.taxonomy: Taxonomy = load_taxonomy()
        self.online = OnlinePlaces(options)

    def __reduce__(self) -> tuple[type[Extractor], tuple[Options]]:
        """A worker process opens its own gazetteer from the same settings."""
        return (Extractor, (self.options,))

    def __call__(self, article: Article) -> tuple[Sequence[Report], Sequence[Skipped]]:
        """The reports of one article, and what it names that became none."""
        text = article.text
        country = country_of_address(article.url)
        sentences = split_sentences(text)
        links = link_places(text, self.gazetteer, sentences=sentences, source_country=country)
        links, trouble = self.online.fill(text, links)
        dates = find_date_mentions(
            text, article.published, sentences=sentences, source_country=country, day_first=self.options.day_first
        )
        events = find_events(text, sentences, links, dates, published=article.published, taxonomy=self.taxonomy)
        details = find_details(text, sentences, events, links, dates)
        reports, skipped = build_reports(article, sentences, links, dates, events, details, taxonomy=self.taxonomy)
        if trouble:
            skipped = [*skipped, Skipped("places", trouble, article.id, article.path)]
        return reports, skipped
