"""Documents cannot lie."""

import re
from pathlib import Path

import pytest

from docs.build import DOCS, PAGES
from geomap.cli import main
from geomap.events import load_taxonomy

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize("name", PAGES)
def test_a_page_made_from_the_code_is_up_to_date(name):
    assert (DOCS / name).read_text(encoding="utf-8") == PAGES[name]()


def test_the_readme_names_every_command():
    named = set(re.findall(r"`geomap (\w+)", (ROOT / "README.md").read_text(encoding="utf-8")))
    assert set(main.commands) <= named


@pytest.mark.parametrize("page", sorted(DOCS.glob("*.md")), ids=lambda path: path.name)
def test_links_between_pages_lead_somewhere(page):
    links = re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_the_readme_counts_the_kinds_that_become_markers() -> None:
    mapped = [kind for kind in load_taxonomy().kinds.values() if kind.mapped]
    layers = {kind.layer for kind in mapped}
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert f"events of {len(mapped)} kinds in {len(layers)} layers" in readme
