"""The commands of ``geomap gazetteer``."""

from __future__ import annotations

from pathlib import Path

import click

from geomap.cli_errors import with_plain_errors

FILE = click.Path(path_type=Path)


@click.group()
def gazetteer() -> None:
    """Look up a name, check a file of places, add places of your own."""


@gazetteer.command()
@click.argument("name")
@click.option("--gazetteer", "gazetteers", multiple=True, type=FILE, help="More places; may be repeated.")
@with_plain_errors
def find(name: str, gazetteers: tuple[Path, ...]) -> None:
    """Show the places called NAME, the most important first; sound-alikes when there is none."""
    from geomap.errors import GazetteerError
    from geomap.places import open_gazetteer
    from geomap.places.store import find_name

    found = find_name(open_gazetteer(gazetteers), name)
    if not found:
        raise GazetteerError(f"no place is called {name!r}, nor anything that sounds like it")
    for entry in found:
        place = entry.place
        where = ", ".join(part for part in (place.admin1, place.country) if part)
        click.echo(
            f"{place.name} ({place.kind}{', ' + where if where else ''})  {place.latitude:.4f}, {place.longitude:.4f}"
            f"  within {place.radius_km:g} km  [{place.place_id}, {entry.layer}]"
        )
        if place.other_names:
            click.echo(f"    also {', '.join(place.other_names[:12])}")


@gazetteer.command()
@click.argument("file", type=FILE)
@click.option("--alternate-names", type=FILE, help="GeoNames' alternateNames file, for a GeoNames dump.")
@with_plain_errors
def check(file: Path, alternate_names: Path | None) -> None:
    """Read FILE as a gazetteer and say what is in it, or what is wrong with it."""
    from geomap.places.sources import check_file

    checked = check_file(file, alternate_names)
    for warning in checked.warnings:
        click.echo(f"geomap: {warning}", err=True)
    click.echo(f"{file}: {checked.row_count} places ({checked.format})")


@gazetteer.command()
@click.argument("file", type=FILE, required=False)
@click.option("--country", help="Download this country's dump from GeoNames, by its two letters.")
@click.option("--base-url", help="Another server that has GeoNames' dumps, with --country.")
@click.option("--name", help="What the set is called; else the file's name.")
@click.option("--alternate-names", type=FILE, help="GeoNames' alternateNames file, for a GeoNames dump.")
@click.option("--origin", help="Whose facts these are.")
@click.option("--licence", help="Under which terms.")
@with_plain_errors
def add(
    file: Path | None,
    country: str | None,
    base_url: str | None,
    name: str | None,
    alternate_names: Path | None,
    origin: str | None,
    licence: str | None,
) -> None:
    """Keep the places of FILE for good: a CSV, GeoJSON, or a GeoNames dump (IQ.txt, IQ.zip, allCountries.zip).

    With --country the dump is downloaded from GeoNames; nothing else goes over the network.
    """
    from tqdm import tqdm

    from geomap.places.store import add_country, add_source

    if file is not None and country is None:
        added = add_source(file, name=name, alternate_names=alternate_names, origin=origin, licence=licence)
    elif country is not None and file is None:
        with tqdm(desc=country, unit="B", unit_scale=True, disable=None, leave=False) as bar:

            def show(done: int, total: int | None) -> None:
                bar.total = total
                bar.update(done - bar.n)

            added = add_country(country, base_url=base_url, progress=show)
    else:
        raise click.UsageError("give either FILE or --country")
    click.echo(f"{added.name}: {added.row_count} places ({added.format}; {added.origin}, {added.licence})")


@gazetteer.command("list")
@with_plain_errors
def list_command() -> None:
    """Show where places come from, and under which terms."""
    from geomap.places.store import list_sources, read_settings, shipped_origins

    for what, origin, licence in shipped_origins():
        click.echo(f"shipped  {what}: {origin} ({licence})")
    for item in list_sources():
        click.echo(f"added    {item.name}: {item.row_count} places, {item.added}: {item.origin} ({item.licence})")
    settings = read_settings()
    if settings.blocked_names:
        click.echo(f"blocked  {', '.join(settings.blocked_names)}")
    if settings.preferred_country:
        click.echo(f"country  {settings.preferred_country}")


@gazetteer.command()
@click.argument("name")
@with_plain_errors
def remove(name: str) -> None:
    """Remove the set NAME that was added, and its files."""
    from geomap.places.store import remove_source

    click.echo(f"removed {remove_source(name).name}")


@gazetteer.command()
@click.argument("name")
@click.option("--undo", is_flag=True, help="Take the name for a place again.")
@with_plain_errors
def block(name: str, undo: bool) -> None:
    """Never take NAME for a place any more."""
    from geomap.places.store import block_name, unblock_name

    names = unblock_name(name) if undo else block_name(name)
    click.echo(f"blocked: {', '.join(names) or 'none'}")


@gazetteer.command()
@click.argument("country")
@with_plain_errors
def prefer(country: str) -> None:
    """Let ambiguous names lean to COUNTRY (two letters; none for no country)."""
    from geomap.places.store import set_preferred_country

    chosen = set_preferred_country(None if country.lower() == "none" else country)
    click.echo(f"ambiguous names lean to {chosen or 'no country'}")
