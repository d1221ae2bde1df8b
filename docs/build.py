"""Writes the pages of docs/ that are made from the code: ``python -m docs.build``.

``python -m docs.build --check`` writes nothing and fails when a page is out of date.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from geomap.cli import main as geomap_command
from geomap.incidents.columns import INCIDENT_COLUMNS, REPORT_COLUMNS, SKIPPED_COLUMNS, Column

DOCS = Path(__file__).parent
_WIDTH = 100


def columns_page() -> str:
    """docs/columns.md: the three tables, column by column."""
    parts = [
        "# The tables' columns",
        "",
        "`geomap map` writes three tables beside the map: `incidents.csv`, one row per happening; `reports.csv`, one",
        "row per article and happening, before merging; `skipped.csv`, one row per thing that was left out. An empty",
        "cell is missing, never zero. Days are YYYY-MM-DD and intervals inclusive; lists are joined by ` | `; spans",
        "are half-open character offsets into the article's text.",
    ]
    tables = (("incidents", INCIDENT_COLUMNS), ("reports", REPORT_COLUMNS), ("skipped", SKIPPED_COLUMNS))
    for name, columns in tables:
        parts += ["", f"## {name}", "", "| column | type | means |", "|---|---|---|"]
        parts += [f"| `{column.name}` | {column.type} | {_meaning(column)} |" for column in columns]
    return "\n".join(parts) + "\n"


def _meaning(column: Column) -> str:
    choices = f" ({', '.join(column.choices)})" if column.choices else ""
    return f"{column.meaning}{choices}"


def commands_page() -> str:
    """docs/commands.md: what every command's --help says."""
    parts = ["# The commands", "", "What `geomap COMMAND --help` says."]
    for context in _contexts(geomap_command, "geomap", None):
        parts += ["", f"## {context.command_path}", "", "```", context.command.get_help(context), "```"]
    return "\n".join(parts) + "\n"


def _contexts(command: click.Command, name: str, parent: click.Context | None) -> Iterator[click.Context]:
    """The context of a command as the command line makes it, and those of the commands below it."""
    settings = {"max_content_width": _WIDTH, "terminal_width": _WIDTH}
    context = click.Context(command, parent, name, **{**command.context_settings, **settings})
    yield context
    if isinstance(command, click.Group):
        for child in sorted(command.commands):
            yield from _contexts(command.commands[child], child, context)


PAGES = {"columns.md": columns_page, "commands.md": commands_page}


def main() -> None:
    """Writes the pages, or checks them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="fail when a page is out of date")
    check = parser.parse_args().check
    stale = []
    for name, make in PAGES.items():
        path = DOCS / name
        if check:
            if not path.exists() or path.read_text(encoding="utf-8") != make():
                stale.append(name)
        else:
            path.write_text(make(), encoding="utf-8")
    if stale:
        sys.exit(f"out of date: {', '.join(stale)}; run make docs")


if __name__ == "__main__":
    main()
