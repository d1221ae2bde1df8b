"""Lines of a page that belong to no article."""

from __future__ import annotations

import pytest

from geomap.language import find_furniture


@pytest.mark.parametrize(
    ("line", "furniture"),
    [
        ("Also read: Blast kills two in Karachi", True),
        ("READ MORE | Gunmen attack a bus", True),
        ("Related: Car bomb kills ten", True),
        ("Watch: Missile hits a tower", True),
        ("File photo: Soldiers patrol a street in Gao", True),
        ("FILE - In this 2013 photo, soldiers stand guard in Gao.", True),
        ("Representational image of a drone", True),
        ("More than twenty people were killed: a family of six among them.", False),
        ("Related clashes killed three men.", False),
        ("Read out in court, the letter spoke of a bomb.", False),
        ("See the bridge that the rebels blew up, he said.", False),
        ("More soldiers – 300 of them – were sent.", False),
    ],
)
def test_links_and_old_pictures_are_furniture_and_sentences_are_not(line: str, furniture: bool) -> None:
    text = f"A bomb killed two in Kohat.\n{line}"
    assert [text[start:end] for start, end in find_furniture(text)] == ([line] if furniture else [])


def test_titles_under_a_heading_of_links_are_furniture_until_a_sentence_ends() -> None:
    text = "A bomb killed two.\nRelated Stories\nRockets hit Kabul\nBus attacked\nThe army denied it.\nNobody was hurt."
    assert [text[start:end] for start, end in find_furniture(text)] == [
        "Related Stories",
        "Rockets hit Kabul",
        "Bus attacked",
    ]
