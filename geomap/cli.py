"""The command line: arguments, progress, exit codes. What is done is done by the functions it calls.

Exit codes: 0 fine, 1 bad input, 2 bad usage.
"""

from __future__ import annotations

import datetime
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from geomap import __version__
from geomap.cli_errors import with_plain_errors
from geomap.cli_gazetteer import gazetteer

if TYPE_CHECKING:
    import pandas as pd

    from geomap.articles import Articles
    from geomap.options import Options
    from geomap.pipeline import Result

F = TypeVar("F", bound=Callable[..., Any])


class Day(click.ParamType[datetime.date]):
    """A calendar day, YYYY-MM-DD."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime.date:
        if isinstance(value, datetime.date):
            return value
        try:
            return datetime.date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not a day; write YYYY-MM-DD", param, ctx)


DAY = Day()
FILE = click.Path(path_type=Path)
EXISTING_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


def reading_options(command: F) -> F:
    """The options of every command that reads articles."""
    for option in reversed(
        [
            click.argument("articles", nargs=-1, required=True),
            click.option("--since", type=DAY, help="Keep incidents that may have happened on or after this day."),
            click.option("--until", type=DAY, help="Keep incidents that may have happened on or before this day."),
            click.option("--layer", "layers", multiple=True, help="Keep this layer only; may be repeated."),
            click.option("--published", type=DAY, help="Publication day of articles that have none of their own."),
            click.option(
                "--gazetteer", "gazetteers", multiple=True, type=EXISTING_FILE, help="More places; may be repeated."
            ),
            click.option("--block", "blocked_names", multiple=True, help="A name that is never a place."),
            click.option("--country", "preferred_country", help="Two-letter country that ambiguous names lean to."),
            click.option("--columns", help="How columns are named: text=body,published=day,title=..."),
            click.option(
                "--day-first/--month-first",
                "day_first",
                default=None,
                help="How 3/4/2020 reads; else told by the text.",
            ),
            click.option("--corrections", type=EXISTING_FILE, help="Decisions of a person, replayed over the result."),
            click.option(
                "--geocoder", type=click.Choice(["nominatim"]), help="Ask online for names nothing else knows."
            ),
            click.option(
                "--user-agent",
                envvar="GEOMAP_USER_AGENT",
                help="Who asks the geocoder: a name and an address of yours.",
            ),
            click.option("--geocoder-url", help="Another Nominatim server than the public one."),
            click.option("--jobs", type=click.IntRange(1), default=1, show_default=True, help="Worker processes."),
            click.option("--quiet", is_flag=True, help="No progress and no summary."),
        ]
    ):
        command = option(command)
    return command


def page_options(command: F) -> F:
    """The options of every command that draws a map."""
    for option in reversed(
        [
            click.option("--title", help="The map's title."),
            click.option("--subtitle", help="A line below the title."),
            click.option("--note", help="A note of yours at the foot of the page."),
            click.option("--language", default="en", show_default=True, help="Language of the page: en, ar, fr, uk."),
            click.option("--basemap", type=EXISTING_FILE, help="A GeoJSON file to draw instead of the built-in world."),
            click.option("--tiles", help="Online tiles (osm, a provider's name, or a URL); off unless asked for."),
        ]
    ):
        command = option(command)
    return command


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__)
def main() -> None:
    """News articles in, a map of incidents out."""


@main.command("map")
@reading_options
@page_options
@click.option(
    "-o", "--output", type=FILE, default=Path("outputs/map.html"), show_default=True, help="The map to write."
)
@with_plain_errors
def map_command(output: Path, quiet: bool, **settings: Any) -> None:
    """Draw the incidents that ARTICLES tell of: one HTML file, and tables beside it.

    ARTICLES are files, folders and - for standard input, in any mix. Beside the map lie incidents.csv, reports.csv and
    skipped.csv.
    """
    from geomap.exports import write_table
    from geomap.incidents import format_incidents
    from geomap.maps import draw_map

    page = {name: settings.pop(name) for name in ("title", "subtitle", "note", "language", "basemap", "tiles")}
    result = _run(quiet=quiet, **settings)
    output.parent.mkdir(parents=True, exist_ok=True)
    for name in ("incidents", "reports", "skipped"):
        write_table(getattr(result, name), output.parent / f"{name}.csv")
    draw_map(result.incidents, result.reports, **page).save(output)
    if not quiet:
        click.echo(format_incidents(result.incidents))
        if len(result.skipped):
            count = len(result.skipped)
            what = "1 thing was" if count == 1 else f"{count} things were"
            click.echo(f"{what} left out; {output.parent / 'skipped.csv'} says why.")
        click.echo(f"Map: {output}")


@main.command()
@reading_options
@click.option("-o", "--output", type=FILE, required=True, help="The table to write: .csv, .geojson, .parquet or .kml.")
@with_plain_errors
def extract(output: Path, quiet: bool, **settings: Any) -> None:
    """Write the incidents that ARTICLES tell of as a table; the format follows the file's ending."""
    from geomap.exports import check_ending, write_table

    check_ending(output)
    result = _run(quiet=quiet, **settings)
    output.parent.mkdir(parents=True, exist_ok=True)
    write_table(result.incidents, output)
    if not quiet:
        click.echo(f"{len(result.incidents)} incidents: {output}")


@main.command()
@click.argument("table", type=EXISTING_FILE)
@click.option("--reports", type=EXISTING_FILE, help="The reports table; else reports.csv beside TABLE, if there.")
@click.option(
    "-o", "--output", type=FILE, default=Path("outputs/map.html"), show_default=True, help="The map to write."
)
@click.option("--since", type=DAY, help="Keep incidents that may have happened on or after this day.")
@click.option("--until", type=DAY, help="Keep incidents that may have happened on or before this day.")
@click.option("--layer", "layers", multiple=True, help="Keep this layer only; may be repeated.")
@page_options
@with_plain_errors
def draw(
    table: Path,
    reports: Path | None,
    output: Path,
    since: datetime.date | None,
    until: datetime.date | None,
    layers: tuple[str, ...],
    **page: Any,
) -> None:
    """Draw a table of incidents, perhaps edited by hand, after checking every cell."""
    from geomap.incidents import keep_wanted_rows, read_incidents, read_reports
    from geomap.maps import draw_map

    incidents = keep_wanted_rows(read_incidents(table), since=since, until=until, layers=layers)
    beside = reports or table.parent / "reports.csv"
    output.parent.mkdir(parents=True, exist_ok=True)
    draw_map(incidents, read_reports(beside) if beside.exists() else None, **page).save(output)
    click.echo(f"{len(incidents)} incidents. Map: {output}")


@main.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False, allow_dash=True))
@click.option("--explain", is_flag=True, help="Say why each place was chosen, and what else it might have been.")
@click.option("--gazetteer", "gazetteers", multiple=True, type=EXISTING_FILE, help="More places; may be repeated.")
@click.option("--country", "preferred_country", help="Two-letter country that ambiguous names lean to.")
@with_plain_errors
def places(file: Path, explain: bool, gazetteers: tuple[Path, ...], preferred_country: str | None) -> None:
    """Show the places that are found in FILE (- for standard input)."""
    from geomap.places import explain_places, find_places, open_gazetteer

    gazetteer = open_gazetteer(gazetteers, preferred_country=preferred_country)
    for article in _articles_of(file):
        if explain:
            click.echo(explain_places(article.text, gazetteer))
        else:
            click.echo(_format_table(find_places(article.text, gazetteer=gazetteer)))


@main.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False, allow_dash=True))
@click.option("--explain", is_flag=True, help="Say what each date rests on.")
@click.option("--published", type=DAY, help="Publication day, where the file does not give one.")
@with_plain_errors
def dates(file: Path, explain: bool, published: datetime.date | None) -> None:
    """Show the dates that are found in FILE (- for standard input)."""
    from geomap.dates import explain_dates, find_dates

    for article in _articles_of(file, published):
        if explain:
            click.echo(explain_dates(article.text, article.published))
        else:
            click.echo(_format_table(find_dates(article.text, article.published)))


@main.command()
@click.argument("gold", type=EXISTING_FILE)
@click.argument("articles", nargs=-1, required=True)
@click.option("--must-not-map", "phrases", type=EXISTING_FILE, help="CSV with a column phrase: what never happened.")
@click.option("--gazetteer", "gazetteers", multiple=True, type=EXISTING_FILE, help="More places; may be repeated.")
@with_plain_errors
def score(gold: Path, articles: tuple[str, ...], phrases: Path | None, gazetteers: tuple[Path, ...]) -> None:
    """Compare what ARTICLES are read as with GOLD, a table of what really happened; docs/scoring.md has its columns."""
    from geomap.articles import read_articles
    from geomap.incidents import format_score, read_gold, read_phrases, score_incidents
    from geomap.options import Options
    from geomap.pipeline import find_incidents

    wanted = read_gold(gold)
    found = read_articles(articles)
    incidents, _ = find_incidents(found, Options(gazetteers=gazetteers))
    click.echo(format_score(score_incidents(wanted, incidents, found, read_phrases(phrases) if phrases else ())))


@main.command()
@click.argument("incident_id")
@click.option(
    "--tables",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    default=Path("outputs"),
    show_default=True,
    help="The folder with incidents.csv and reports.csv.",
)
@with_plain_errors
def explain(incident_id: str, tables: Path) -> None:
    """Say in plain words why INCIDENT_ID has its kind, status, place, date and numbers."""
    from geomap.incidents import explain_incident, read_incidents, read_reports

    click.echo(
        explain_incident(read_incidents(tables / "incidents.csv"), read_reports(tables / "reports.csv"), incident_id)
    )


@main.command()
@click.option(
    "--tables",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    default=Path("outputs"),
    show_default=True,
    help="The folder with incidents.csv and reports.csv.",
)
@click.option("--corrections", type=FILE, help="Where decisions go; else corrections.csv in the same folder.")
@click.option("--most", type=click.IntRange(1), default=20, show_default=True, help="How many to look at.")
@with_plain_errors
def review(tables: Path, corrections: Path | None, most: int) -> None:
    """Look at the incidents most in doubt, and write down what you decide."""
    from geomap.incidents import add_corrections, explain_incident, rank_for_review, read_incidents, read_reports
    from geomap.incidents.reviewing import ask_for_decision

    incidents, reports = read_incidents(tables / "incidents.csv"), read_reports(tables / "reports.csv")
    path = corrections or tables / "corrections.csv"
    doubtful = rank_for_review(incidents, most=most)
    for number, (incident_id, doubts) in enumerate(doubtful, start=1):
        click.echo(f"\n[{number} of {len(doubtful)}] {'; '.join(doubts)}\n")
        click.echo(explain_incident(incidents, reports, incident_id))
        decision = ask_for_decision(incidents, incident_id, ask=click.prompt, tell=click.echo)
        if decision is None:
            break
        add_corrections(path, decision)
    click.echo(f"Decisions: {path}" if path.exists() else "Nothing was decided.")


main.add_command(gazetteer)


def _articles_of(file: Path, published: datetime.date | None = None) -> Articles:
    from geomap.articles import read_articles
    from geomap.errors import ArticleError

    found = read_articles([file], published=published)
    if not found:
        raise ArticleError(found.skipped[0].reason if found.skipped else f"{file}: there is nothing to read in it")
    return found


def _format_table(table: pd.DataFrame) -> str:
    return table.to_string(index=False, max_colwidth=40) if len(table) else "Nothing found."


def _run(quiet: bool, columns: str | None, articles: tuple[str, ...], **settings: Any) -> Result:
    from geomap.articles import parse_columns, read_articles
    from geomap.options import Options
    from geomap.pipeline import map_incidents
    from geomap.places import open_gazetteer

    options = Options(**settings)
    _check_layers(options)
    # A bad gazetteer shows before the first article is read.
    open_gazetteer(options.gazetteers, tell=_tell if sys.stderr.isatty() and not quiet else None).close()
    with _progress(None, "files read", quiet) as step:
        found = read_articles(
            articles,
            columns=parse_columns(columns) if columns else None,
            published=options.published,
            day_first=options.day_first,
            progress=step,
        )
    with _progress(len(found), "articles", quiet) as step:
        result = map_incidents(found, options, progress=step)
    if not quiet:
        for note in result.notes:
            _tell(note)
    return result


def _tell(line: str) -> None:
    click.echo(f"geomap: {line}", err=True)


def _check_layers(options: Options) -> None:
    from geomap.events import load_taxonomy

    known = load_taxonomy().layers
    for layer in options.layers:
        if layer not in known:
            raise click.BadParameter(
                f"{layer!r} is not a layer; the layers are {', '.join(known)}", param_hint="--layer"
            )


@contextmanager
def _progress(total: int | None, unit: str, quiet: bool) -> Iterator[Callable[[int], None]]:
    """A bar on a terminal, nothing in a pipe."""
    if quiet or not sys.stderr.isatty():
        yield lambda _: None
        return
    from tqdm import tqdm

    with tqdm(total=total, unit=f" {unit}", leave=False) as bar:

        def step(count: int) -> None:
            bar.update(count)

        yield step
