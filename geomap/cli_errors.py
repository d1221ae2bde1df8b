"""What the command line says when something is wrong: one line, and exit code 1."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable
from typing import ParamSpec, TypeVar

import click

from geomap.errors import GeomapError

P = ParamSpec("P")
R = TypeVar("R")


def with_plain_errors(command: Callable[P, R]) -> Callable[P, R]:
    """The command, with what geomap raises on purpose and what the system refuses told in one line."""

    @functools.wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except GeomapError as error:
            click.echo(f"geomap: {error}", err=True)
        except OSError as error:
            name = f"{error.filename}: " if error.filename else ""
            click.echo(f"geomap: {name}{error.strerror or error}", err=True)
        sys.exit(1)

    return run
