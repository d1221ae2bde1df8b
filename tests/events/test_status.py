"""Whether what a sentence tells took place."""

from __future__ import annotations

import datetime

import pytest

from geomap.events import find_events
from geomap.language import split_sentences
from geomap.records import DateMention

PUBLISHED = datetime.date(2020, 1, 5)


def status_of(text: str, kind: str | None = None, dates: tuple[DateMention, ...] = ()) -> str:
    events = find_events(text, split_sentences(text), [], list(dates), published=PUBLISHED, unmapped=True)
    statuses = [event.status for event in events if kind in (None, event.kind)]
    return statuses[0]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Rebels attacked the base.", "occurred"),
        ("Rebels have attacked the base.", "occurred"),
        ("Rebels are attacking the base.", "ongoing"),
        ("Rebels will attack the base.", "planned"),
        ("We will attack the base.", "threatened"),
        ("Rebels could attack the base.", "hypothetical"),
        ("Rebels may have attacked the base.", "alleged"),
        ("Rebels did not attack the base.", "denied"),
        ("Rebels never attacked the base.", "denied"),
        ("Rebels plan to attack the base.", "planned"),
        ("Rebels threatened to attack the base.", "threatened"),
        ("Rebels tried to attack the base.", "failed"),
        ("Rebels managed to attack the base.", "occurred"),
        ("Rebels refused to attack the base.", "denied"),
        ("Rebels want to attack the base.", "hypothetical"),
        ("Rebels have yet to attack the base.", "denied"),
        ("Rebels had to attack the base.", "occurred"),
        ("Rebels allegedly attacked the base.", "alleged"),
        ("Rebels often attack the base.", "hypothetical"),
        ("If rebels attack the base, it will fall.", "hypothetical"),
        ("Unless rebels attack the base, it will hold.", "hypothetical"),
        ("The army denied that rebels attacked the base.", "denied"),
        ("There is no evidence that rebels attacked the base.", "denied"),
        ("Few believe that rebels will attack the base.", "hypothetical"),
        ("The army said that rebels attacked the base.", "occurred"),
        ("The army fears that rebels will attack the base.", "hypothetical"),
        ("The army rejected claims that rebels had attacked the base.", "denied"),
        ("Did rebels attack the base?", "hypothetical"),
        ("Rebels are accused of attacking the base.", "alleged"),
        ("Rebels are capable of attacking the base.", "hypothetical"),
        ("Rebels had not, as of Sunday, attacked the base.", "denied"),
    ],
)
def test_the_verb_and_what_it_hangs_on_decide(text: str, status: str) -> None:
    assert status_of(text, "armed_clash") == status


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("An attack on the base killed two.", "occurred"),
        ("A planned attack on the base was filmed.", "planned"),
        ("A foiled attack on the base was filmed.", "failed"),
        ("An attack on the base was foiled.", "failed"),
        ("An attack on the base is feared.", "hypothetical"),
        ("Any attack on the base would fail.", "hypothetical"),
        ("There was no attack on the base.", "denied"),
        ("No attack on the base took place.", "denied"),
        ("The threat of an attack on the base grew.", "threatened"),
        ("Officers warned of an attack on the base.", "hypothetical"),
        ("Officers called off an attack on the base.", "denied"),
        ("Officers condemned an attack on the base.", "occurred"),
        ("Officers drew up plans for an attack on the base.", "planned"),
        ("Officers dismissed reports of an attack on the base.", "denied"),
        ("Walls protect the base against attacks.", "hypothetical"),
        ("It was the latest in a series of attacks on the base.", "historical"),
        ("The base is plagued by attacks.", "historical"),
        ("Attacks on the base are rare.", "hypothetical"),
        ("In a simulated attack, cadets stormed the base.", "hypothetical"),
    ],
)
def test_the_words_round_a_noun_decide(text: str, status: str) -> None:
    assert status_of(text, "armed_clash") == status


def test_a_definite_attack_has_happened_whatever_it_may_lead_to() -> None:
    assert status_of("Gunmen shelled a port. The attack could lead to war, and they condemn the attack.") == "occurred"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The ministry said it will deploy 500 more troops.", "planned"),
        ("The president announced that troops would leave the valley.", "planned"),
        ("Troops would leave the valley if the rebels disarmed.", "hypothetical"),
        ("There were plans to send more troops.", "hypothetical"),
        ("An estimated 6,000 troops are based in the country.", "ongoing"),
        ("The alliance is suspending its training mission.", "ongoing"),
    ],
)
def test_announced_moves_are_planned_and_mere_plans_are_not(text: str, status: str) -> None:
    assert status_of(text) == status


def mention(text: str, words: str, start: datetime.date, end: datetime.date) -> DateMention:
    at = text.index(words)
    return DateMention(at, at + len(words), words, start, end, "year", "explicit")


def test_years_before_the_article_are_history() -> None:
    text = "In 1983 two embassies were bombed."
    date = mention(text, "1983", datetime.date(1983, 1, 1), datetime.date(1983, 12, 31))
    assert status_of(text, dates=(date,)) == "historical"


def test_last_year_is_not_history_yet() -> None:
    text = "Late last year two embassies were bombed."
    date = mention(text, "Late last year", datetime.date(2019, 10, 1), datetime.date(2019, 12, 31))
    assert status_of(text, dates=(date,)) == "occurred"


def test_a_year_is_history_without_date_mentions_too() -> None:
    assert status_of("In 1983 two embassies were bombed.") == "historical"


def test_an_allegation_keeps_its_source() -> None:
    text = "According to the opposition, police killed two protesters."
    (event,) = find_events(text, split_sentences(text), [], [], published=PUBLISHED)
    assert (event.status, event.attribution) == ("occurred", "the opposition")
