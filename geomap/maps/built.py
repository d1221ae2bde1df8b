"""The files of the page that the package's build made from web/."""

from __future__ import annotations

import json
from functools import cache
from importlib import resources

from geomap.errors import OptionError

LANGUAGES = ("en", "ar", "fr", "uk")


@cache
def read_asset(name: str) -> bytes:
    """The bytes of a built file of the page.

    Raises:
        OptionError: the package was not built; a source tree is built with ``python hatch_build.py``.
    """
    try:
        return resources.files("geomap.maps").joinpath("assets", name).read_bytes()
    except FileNotFoundError:
        raise OptionError(
            f"{name} is missing from geomap/maps/assets: install the package with pip, "
            "or run `python hatch_build.py` in a source tree"
        ) from None


def read_strings(language: str) -> dict[str, str]:
    """What the page says in a language, by the keys of web/src/strings/en.ts.

    Raises:
        OptionError: the page is not translated into it.
    """
    if language not in LANGUAGES:
        raise OptionError(f"there is no page in the language {language!r}; take one of {', '.join(LANGUAGES)}")
    texts: dict[str, str] = json.loads(read_asset(f"strings-{language}.json"))
    return texts
