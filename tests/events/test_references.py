"""Clauses that tell of an earlier event only to explain or to date another."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.events.references import find_references


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Rockets hit Alpha on Sunday, two days after a raid on Beta.", [("two days after a raid on Beta.", 2)]),
        ("A week after the coup, troops fired on a crowd.", [("A week after the coup", 7)]),
        ("Jets struck Alpha hours after a bomb went off in Beta.", [("hours after a bomb went off in Beta.", 0)]),
        ("They burned tyres in anger at the arrest of a priest.", [("in anger at the arrest of a priest.", None)]),
        ("Rebels shelled Alpha, avenging the deaths of six men.", [("avenging the deaths of six men.", None)]),
        ("It was triggered by the arrest of a monk, but calm returned.", [("triggered by the arrest of a monk", None)]),
        ("It fell a year to the day after a raid on Beta.", [("a year to the day after a raid on Beta.", None)]),
        ("Two men were held on suspicion of planting a bomb.", [("on suspicion of planting a bomb.", None)]),
        ("A jury found him guilty on Monday of the murder.", [("of the murder.", None)]),
        ("The court sentenced three men for an attack.", [("for an attack.", None)]),
        ("The court sentenced three men for 20 years.", []),
        ("Sporadic fire was heard hours after the attack.", []),
        ("Soldiers fired after rebels threw a grenade.", []),
        ("The army took over the port.", []),
    ],
)
def test_a_reference_is_found_with_its_distance_in_days(sentence: str, found: list[tuple[str, int | None]]) -> None:
    references = find_references(sentence, 0, len(sentence))
    assert [(sentence[one.start : one.end], one.days) for one in references] == found


@given(st.text(max_size=200))
def test_references_of_any_text_lie_in_it_in_order(text: str) -> None:
    references = find_references(text, 0, len(text))
    edges = [edge for one in references for edge in (one.start, one.end)]
    assert edges == sorted(edges)
    assert all(0 <= edge <= len(text) for edge in edges)
