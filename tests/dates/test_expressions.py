"""The expressions of expressions.txt, each in a sentence of its own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from geomap.dates import find_date_mentions
from geomap.records import DateMention

LINES = (Path(__file__).parent / "expressions.txt").read_text(encoding="utf-8").splitlines()


@dataclass(frozen=True)
class Case:
    line: int
    published: str | None
    answers: tuple[str, ...]
    text: str
    spans: tuple[tuple[int, int], ...]
    known_failure: bool


def parse(number: int, line: str) -> Case:
    published, answers, marked = (part.strip() for part in line.lstrip("x ").split(" ; ", 2))
    text, spans = "", []
    for piece in re.split(r"(\[.*?\])", marked):
        if piece.startswith("["):
            spans.append((len(text), len(text) + len(piece) - 2))
            piece = piece[1:-1]
        text += piece
    wanted = () if answers == "nothing" else tuple(answers.split())
    return Case(number, None if published == "-" else published, wanted, text, tuple(spans), line.startswith("x"))


CASES = [parse(number, line) for number, line in enumerate(LINES, 1) if line and not line.startswith("#")]


def shown(mention: DateMention) -> str:
    if mention.date_start is None or mention.date_end is None:
        return f"?{mention.known or ''}"
    if mention.date_start == mention.date_end:
        return mention.date_start.isoformat()
    return f"{mention.date_start.isoformat()}/{mention.date_end.isoformat()}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"line {case.line}")
def test_an_expression_names_these_days(case: Case) -> None:
    mentions = find_date_mentions(case.text, case.published)
    right = tuple(shown(one) for one in mentions) == case.answers and all(
        one.start < end and start < one.end for one, (start, end) in zip(mentions, case.spans, strict=True)
    )
    found = [(one.text, shown(one)) for one in mentions]
    assert right != case.known_failure, f"{case.text!r}: found {found}, wanted {case.answers}"


def test_at_least_98_in_100_expressions_are_right() -> None:
    expressions = sum(len(case.answers) or 1 for case in CASES)
    failures = sum(case.known_failure for case in CASES)
    assert expressions >= 300
    assert failures <= 0.02 * expressions
