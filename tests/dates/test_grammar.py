"""The grammar's first look at a text, which decides where its rules are tried at all."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from geomap.dates.rules import GRAMMAR
from geomap.dates.vocabulary import CODES, OTHER


@given(st.lists(st.sampled_from([*CODES.values(), OTHER]), max_size=30).map("".join))
@settings(max_examples=500)
def test_the_first_look_passes_over_no_place_where_a_rule_fits(codes: str) -> None:
    fitting = [
        token
        for token, code in enumerate(codes)
        if any(rule.pattern.match(codes, token) for rule in GRAMMAR.by_code.get(code, ()))
    ]
    found, position = [], GRAMMAR.find(codes, 0)
    while position >= 0:
        found.append(position)
        position = GRAMMAR.find(codes, position + 1)
    assert found == fitting


@given(st.lists(st.sampled_from([*CODES.values(), OTHER]), min_size=1, max_size=6).map("".join))
@settings(max_examples=500)
def test_every_rule_that_fits_is_listed_under_its_first_code(codes: str) -> None:
    rules = {rule.name: rule for listed in GRAMMAR.by_code.values() for rule in listed}
    fitting = {name for name, rule in rules.items() if rule.pattern.match(codes)}
    assert fitting <= {rule.name for rule in GRAMMAR.by_code.get(codes[0], ())}
