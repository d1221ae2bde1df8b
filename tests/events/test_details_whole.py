"""Actor, target and numbers of whole sentences, from the table beside this file."""

from __future__ import annotations

import csv
import datetime
from pathlib import Path

import pytest

from geomap.dates import find_date_mentions
from geomap.events import find_details, find_events
from geomap.language import split_sentences
from geomap.places import link_places, open_gazetteer
from geomap.records import Quantity

ROWS = list(csv.DictReader(Path(__file__).with_name("details.csv").read_text("utf-8").splitlines()))
PUBLISHED = datetime.date(2020, 1, 10)


def written(quantity: Quantity | None) -> str:
    if quantity is None:
        return ""
    if quantity.high is None:
        return f"{quantity.low}+"
    return str(quantity.low) if quantity.low == quantity.high else f"{quantity.low}-{quantity.high}"


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["sentence"][:40])
def test_the_first_happening_of_a_sentence_has_its_actor_target_and_numbers(row: dict[str, str]) -> None:
    text = row["sentence"]
    sentences = split_sentences(text)
    links = link_places(text, open_gazetteer(), sentences=sentences)
    dates = find_date_mentions(text, PUBLISHED, sentences=sentences)
    events = find_events(text, sentences, links, dates, published=PUBLISHED)
    details = find_details(text, sentences, events, links, dates)[0]
    found = {"sentence": text, "actor": details.actor or "", "target": details.target or ""}
    found |= {unit: written(details.numbers.get(unit)) for unit in ("killed", "injured", "troops")}
    assert found == row
