"""Finding events: kinds, what must not become an incident, and the spans that later stages rely on."""

from __future__ import annotations

import csv
import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geomap.events import find_events
from geomap.language import split_sentences
from geomap.records import Event

HERE = Path(__file__).parent
PUBLISHED = datetime.date(2024, 5, 16)
KINDS = list(csv.DictReader((HERE / "kinds.csv").read_text(encoding="utf-8").splitlines()))
NOT_INCIDENTS = [
    line.split(" | ", 1)
    for line in (HERE / "not_incidents.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]
MAPPED = frozenset(("occurred", "ongoing", "failed"))


def events_of(text: str, *, unmapped: bool = False) -> list[Event]:
    return find_events(text, split_sentences(text), [], [], published=PUBLISHED, unmapped=unmapped)


def on_map(event: Event) -> bool:
    announced = event.status == "planned" and event.kind in ("deployment", "withdrawal")
    return event.status in MAPPED or announced


@pytest.mark.parametrize("row", KINDS, ids=[row["sentence"][:40] for row in KINDS])
def test_a_sentence_tells_its_kind_and_status(row: dict[str, str]) -> None:
    told = {(event.kind, event.status) for event in events_of(row["sentence"], unmapped=True)}
    assert (row["kind"], row["status"]) in told


def test_sentences_that_tell_no_incident_are_kept_off_the_map() -> None:
    drawn = [sentence for _, sentence in NOT_INCIDENTS if any(on_map(event) for event in events_of(sentence))]
    assert 1 - len(drawn) / len(NOT_INCIDENTS) >= 0.97, drawn


def test_the_sets_are_as_large_as_promised() -> None:
    assert (len(KINDS) >= 150, len(NOT_INCIDENTS) >= 150) == (True, True)


def test_grammar_round_an_event_comes_as_spans() -> None:
    text = "On Sunday, gunmen killed two guards in a rocket attack on the base, police said."
    (event,) = events_of(text)

    def words(span: tuple[int, int] | None) -> str | None:
        return text[slice(*span)] if span else None

    assert (event.text, event.kind, event.voice, event.tense) == ("rocket attack", "rocket_attack", "nominal", "past")
    assert words(event.object_span) == "the base"
    assert words(event.verb_span) == "killed"
    assert [words(span) for span in event.effect_spans] == ["killed"]
    assert event.attribution == "police"


@pytest.mark.parametrize(
    ("text", "agent"),
    [
        ("Rebels shelled the airport.", "Rebels"),
        ("The airport was shelled by rebels.", "rebels"),
        ("An attack by rebels emptied the airport.", "rebels"),
        ("Gunmen carried out an attack on the airport.", "Gunmen"),
        ("Israeli airstrikes emptied the airport.", "Israeli"),
        ("Friday's attack emptied the airport.", None),
    ],
)
def test_who_did_it_is_read_from_the_grammar(text: str, agent: str | None) -> None:
    (event,) = events_of(text)
    assert (text[slice(*event.agent_span)] if event.agent_span else None) == agent


def test_consequences_belong_to_the_event_that_caused_them() -> None:
    text = "A car bomb exploded near a bank, killing four people and wounding nine."
    assert [(event.text, event.kind) for event in events_of(text)] == [("exploded", "bombing")]


def test_two_doings_of_one_sentence_are_two_events() -> None:
    text = "Two rockets landed at the embassy, and another two hit an air base."
    assert [(event.text, event.kind) for event in events_of(text)] == [
        ("landed", "rocket_attack"),
        ("hit", "rocket_attack"),
    ]


def test_a_general_word_takes_the_kind_that_the_article_told_before() -> None:
    text = "Three rockets struck the port on Monday. The attack damaged a crane."
    assert [event.kind for event in events_of(text)] == ["rocket_attack", "rocket_attack"]


def test_a_definite_mention_is_marked_as_one() -> None:
    text = "Gunmen attacked a farm. The assault lasted an hour. An attack on a mill followed."
    assert [(event.text, event.definite) for event in events_of(text)] == [
        ("attacked", False),
        ("assault", True),
        ("attack", False),
    ]


def test_several_happenings_told_as_one_are_a_series() -> None:
    assert [event.series for event in events_of("Repeated rocket attacks hit the base in the past two months.")] == [
        True
    ]


def test_a_pronoun_stands_for_the_troops_of_the_sentence_before() -> None:
    text = "It will send 900 more troops to the Gulf. They are due to be stationed near the port."
    assert [(event.text, event.kind, event.status) for event in events_of(text)] == [
        ("send", "deployment", "planned"),
        ("stationed", "deployment", "planned"),
    ]


def test_kinds_that_are_not_mapped_come_only_when_asked_for() -> None:
    text = "A gas explosion in a bakery killed two people."
    assert events_of(text) == []
    assert [event.kind for event in events_of(text, unmapped=True)] == ["accident"]


def test_nothing_told_is_an_empty_list() -> None:
    assert events_of("The weather was mild and the shops were full.") == []
    assert find_events("", [], [], []) == []


@settings(deadline=None)  # the first call reads the word lists
@given(st.text(alphabet=st.sampled_from("Rockets hit fired by, the .\"'if not attack killed\n12-")))
def test_spans_slice_back_to_their_text_whatever_the_text(text: str) -> None:
    for event in events_of(text, unmapped=True):
        assert text[event.start : event.end] == event.text


@settings(deadline=None)  # the first call reads the word lists
@given(st.lists(st.sampled_from([row["sentence"] for row in KINDS]), max_size=4))
def test_the_same_text_gives_the_same_events_in_the_order_of_the_text(sentences: list[str]) -> None:
    text = " ".join(sentences)
    once, twice = events_of(text), events_of(text)
    assert once == twice
    assert [event.sentence for event in once] == sorted(event.sentence for event in once)


def test_in_an_article_about_sport_a_strike_is_a_goal() -> None:
    text = (
        "United beaten at last. The league season opened with a goal for the visitors. A late strike by the captain "
        "ended the match. The manager praised his players, and the coach of the other team spoke of luck."
    )
    assert events_of(text) == []


def test_deaths_after_an_attack_are_its_dead_though_their_sentence_does_not_say_so() -> None:
    told = "Bombs went off in three chapels on Sunday. At Saint Rita's, 40 worshippers died."
    assert [event.text for event in events_of(told)] == ["went off", "died"]
    assert events_of("The festival opened on Sunday. In the old town, 40 worshippers died.") == []


@pytest.mark.parametrize(
    "text",
    [
        "An earthquake struck the valley on Monday. Some 900 people were injured.",
        "A flood washed through the town. Late at night an explosion was heard near the mill.",
        "A train crash blocked the line. Six people were hurt.",
        "A typhoon hit the coast on Friday. At least 40 villagers were killed.",
        "The blaze began in a kitchen. Two cooks were injured, the owner said.",
    ],
)
def test_a_disaster_has_its_own_dead(text: str) -> None:
    assert events_of(text) == []


def test_after_a_disaster_violence_is_still_violence() -> None:
    text = "A train crash blocked the line. Later, gunmen attacked the station, and two guards were killed."
    assert [event.kind for event in events_of(text)] == ["armed_clash"]
