"""Who acts, found in words and in the list that users can extend."""

from __future__ import annotations

from pathlib import Path

import pytest

from geomap.errors import TableError
from geomap.events.actors import ActorIndex, default_index, find_roles, load_actors
from geomap.events.details import phrase_table


def names(text: str, index: ActorIndex | None = None) -> list[str]:
    listed = (index or default_index()).find(text)
    return [mention.name for mention in find_roles(text, 0, phrase_table().find(text, 0, len(text)), listed)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Daesh claimed the raid.", ["Islamic State"]),
        ("Masked gunmen attacked Afghan soldiers.", ["masked gunmen", "Afghan soldiers"]),
        ("An Iran-backed militia shelled the camp.", ["Iran-backed militia"]),
        ("On Monday Turkish warplanes struck.", ["Turkish warplanes"]),
        ("Angry protesters threw stones at riot police.", ["angry protesters", "riot police"]),
        ("The islands were quiet.", []),
    ],
)
def test_listed_names_and_roles_are_found(text: str, expected: list[str]) -> None:
    assert names(text) == expected


def test_a_name_inside_a_word_is_no_actor() -> None:
    assert names("THISIS and ETAL") == []


def test_a_users_list_adds_its_names(tmp_path: Path) -> None:
    path = tmp_path / "actors.csv"
    path.write_text("name,other_names,kind,country\nRiver Front,RF|Riverines,group,NG\n", encoding="utf-8")
    assert names("The Riverines took the bridge.", ActorIndex(load_actors([path]))) == ["River Front"]


def test_a_bad_row_of_a_users_list_is_named_by_its_line(tmp_path: Path) -> None:
    path = tmp_path / "actors.csv"
    path.write_text("name,other_names,kind,country\n# a comment\nRiver Front,,club,NG\n", encoding="utf-8")
    with pytest.raises(TableError, match=r"actors\.csv:3: kind 'club'"):
        load_actors([path])


def test_a_list_without_a_column_says_which(tmp_path: Path) -> None:
    path = tmp_path / "actors.csv"
    path.write_text("name,kind\nRiver Front,group\n", encoding="utf-8")
    with pytest.raises(TableError, match="missing other_names, country"):
        load_actors([path])


def test_the_shipped_list_has_no_name_twice() -> None:
    written = [name for actor in load_actors() for name in (actor.name, *actor.other_names)]
    assert sorted(written) == sorted(set(written))
