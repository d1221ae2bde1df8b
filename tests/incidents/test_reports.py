"""What one article says happened, through the real stages, on texts written for these tests."""

from __future__ import annotations

import datetime
import tomllib
from importlib import resources

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geomap.incidents.confidence import calibrate
from geomap.options import Options
from geomap.pipeline import Extractor
from geomap.records import Article, Report, Skipped

D = datetime.date
PUBLISHED = D(2021, 3, 14)  # a Sunday


@pytest.fixture(scope="module")
def read():
    extract = Extractor(Options())

    def run(text: str, published: datetime.date | None = PUBLISHED) -> tuple[list[Report], list[Skipped]]:
        reports, skipped = extract(Article(text=text, published=published, id="a"))
        return list(reports), list(skipped)

    return run


def test_a_list_of_places_gives_one_report_each_with_its_own_number(read) -> None:
    reports, _ = read("Bombings in Baghdad, Kirkuk and Mosul killed 12, 3 and 5 people on Friday, police said.")
    assert [(r.place_text, r.killed_low, r.date) for r in reports] == [
        ("Baghdad", 12, D(2021, 3, 12)),
        ("Kirkuk", 3, D(2021, 3, 12)),
        ("Mosul", 5, D(2021, 3, 12)),
    ]


def test_a_total_for_a_list_of_places_belongs_to_none_of_them(read) -> None:
    reports, _ = read("Bombings in Baghdad and Kirkuk killed 12 people on Friday, police said.")
    assert [(r.place_text, r.killed_low) for r in reports] == [("Baghdad", None), ("Kirkuk", None)]


def test_headline_lead_and_retelling_are_one_report(read) -> None:
    reports, _ = read(
        "Car bomb kills nine in Kabul\n\n"
        "KABUL (Example) - A car bomb killed nine people in Kabul on Saturday, officials said.\n\n"
        "The explosion shattered windows across the street. The attack was the first of its kind in weeks.\n"
    )
    (report,) = reports
    assert (report.kind, report.place, report.date, report.killed_low) == ("bombing", "Kabul", D(2021, 3, 13), 9)
    assert len(report.mentions) >= 3
    assert report.quote.startswith("KABUL (Example) - A car bomb") or report.quote.startswith("A car bomb")


def test_two_attacks_on_two_days_are_two_reports(read) -> None:
    reports, _ = read(
        "Gunmen shot dead two traders in Mosul on Thursday, police said.\n\n"
        "On Saturday, gunmen shot dead a teacher in Mosul, police said.\n"
    )
    assert sorted((r.date, r.killed_low) for r in reports) == [(D(2021, 3, 11), 2), (D(2021, 3, 13), 1)]


def test_another_attack_is_not_the_one_told_before(read) -> None:
    reports, _ = read(
        "A roadside bomb killed four soldiers near Herat on Friday, officials said.\n\n"
        "In another attack, a bomb wounded six policemen in Kandahar on Friday.\n"
    )
    assert [(r.place_text.split()[-1], r.killed_low, r.injured_low) for r in reports] == [
        ("Herat", 4, None),
        ("Kandahar", None, 6),
    ]


def test_the_place_is_chosen_by_how_the_sentence_is_built(read) -> None:
    reports, _ = read("Speaking in Geneva, an envoy said rockets struck Aleppo on Friday and wounded three children.")
    assert [r.place for r in reports] == ["Aleppo"]


def test_a_finer_place_told_with_a_wider_one_wins(read) -> None:
    reports, _ = read("A suicide bomber killed six people in Basra, Iraq, on Friday.")
    assert [(r.place_text, r.country) for r in reports] == [("Basra", "IQ")]


def test_a_later_sentence_takes_up_the_city(read) -> None:
    reports, _ = read(
        "Soldiers have surrounded Tripoli for days.\n\nA rocket hit a market in the city on Friday and killed two.\n"
    )
    assert [(r.kind, r.place) for r in reports if r.kind == "rocket_attack"] == [("rocket_attack", "Tripoli")]


def test_a_government_is_no_place(read) -> None:
    reports, _ = read("Washington said that a drone strike killed two militants in Somalia on Friday.")
    assert [r.country for r in reports] == ["SO"]


def test_a_date_of_speech_is_not_the_day_of_the_event(read) -> None:
    reports, _ = read(
        "Militants attacked an army post near Gao on Wednesday and killed eight soldiers, the army said on Friday."
    )
    assert [r.date for r in reports] == [D(2021, 3, 10)]


def test_publication_alone_is_never_a_day(read) -> None:
    reports, _ = read("Gunmen killed five farmers in a village near Maiduguri, residents said.")
    (report,) = reports
    assert (report.date_basis, report.date_precision) == ("publication", "days")
    assert report.date_start is not None and report.date_end == PUBLISHED and report.date_start < PUBLISHED


def test_without_a_day_of_publication_relative_days_stay_unknown(read) -> None:
    reports, _ = read("Gunmen killed five farmers near Maiduguri yesterday, residents said.", None)
    assert [(r.date_start, r.date, r.date_basis) for r in reports] in ([], [(None, None, "none")])


def test_what_was_prompted_lies_after_what_prompted_it(read) -> None:
    reports, _ = read(
        "On March 9, rockets hit a base near Kirkuk and killed a contractor. The attack prompted air strikes in "
        "Syria that killed ten fighters."
    )
    strikes = [r for r in reports if r.kind == "air_strike"]
    assert [(r.date_start, r.date_end, r.date_basis, r.killed_low) for r in strikes] == [
        (D(2021, 3, 9), PUBLISHED, "order", 10)
    ]


def test_no_casualties_is_a_zero(read) -> None:
    reports, _ = read("Two rockets landed near the airport in Erbil on Saturday. There were no casualties.")
    assert [(r.killed_low, r.killed_high, r.injured_low) for r in reports] == [(0, 0, 0)]


def test_what_did_not_happen_is_skipped_with_the_reason(read) -> None:
    reports, skipped = read(
        "The rebels threatened to attack the port of Hodeidah. The army denied that it had shelled Taiz."
    )
    assert [r for r in reports if r.status in ("threatened", "denied", "hypothetical")] == []
    assert all(row.reason for row in skipped)


def test_an_event_without_any_place_is_skipped_with_the_reason(read) -> None:
    reports, skipped = read("Gunmen killed five people on Friday.")
    assert reports == []
    assert ["no place" in row.reason for row in skipped] == [True]


def test_a_report_says_why_with_spans_of_the_text(read) -> None:
    text = "Two suicide bombers killed at least 20 people in Lahore on Friday, police said."
    (report,) = read(text)[0]
    assert text[report.quote_start : report.quote_end] == report.quote
    assert text[report.event_start : report.event_end].strip()
    assert report.place_start is not None and text[report.place_start : report.place_end] == "Lahore"
    assert report.date_text_start is not None and "Friday" in text[report.date_text_start : report.date_text_end]
    reasons = (report.kind_reason, report.status_reason, report.place_reason, report.date_reason, report.numbers_reason)
    assert all(reasons)
    assert (report.killed_low, report.killed_high) == (20, None)
    assert report.summary == "Suicide bombing in Lahore, by suicide bombers: at least 20 killed"


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from(
            """Rockets hit Kabul . On Friday , troops killed 12 people in Mosul and Basra while the attack wounded
            dozens after protesters stormed an embassy ( near Erbil ) " no one was hurt " — said police ; 2014 another
            blast . \n\n Iraqi forces withdrew from Syria""".split(" ")
        ),
        max_size=60,
    )
)
def test_any_order_of_words_gives_reports_whose_spans_lie_in_the_text(read, words: list[str]) -> None:
    text = " ".join(words)
    reports, _ = read(text)
    for report in reports:
        assert text[report.quote_start : report.quote_end] == report.quote
        assert 0 <= report.confidence <= 1
        assert report.latitude is not None and -90 <= report.latitude <= 90
        assert report.date_start is None or report.date_end is None or report.date_start <= report.date_end
        assert (report.event_start, report.event_end) == report.mentions[0]


def test_the_same_article_gives_the_same_reports(read) -> None:
    text = "A bomb killed three people in Quetta on Friday. Later, gunmen attacked a convoy near Karachi."
    assert read(text) == read(text)


@pytest.mark.parametrize(
    "text",
    [
        "The number of people killed when a bomb hit a bus in Kabul rose to 52 on Sunday, doctors said.",
        "The death toll of a bombing in Kabul climbed to 20 late on Sunday.",
        "The toll from a bomb attack in Kabul grew further on Sunday.",
    ],
)
def test_the_day_on_which_a_toll_rose_is_not_the_day_of_the_attack(read, text: str) -> None:
    reports, _ = read(text)
    assert [report.date_start for report in reports] == [PUBLISHED - datetime.timedelta(days=3)]


def test_a_record_dates_what_is_told_of_it_next(read) -> None:
    reports, _ = read("It was the worst attack in Kabul since May 2017, when a bomb killed 90 people in Kabul.")
    assert [(r.date_start, r.killed_low) for r in reports if r.killed_low] == [(D(2017, 5, 1), 90)]


@pytest.mark.parametrize(
    ("sentence", "start", "end"),
    [
        (
            "Rebels, who have fought since 1996, declared a ceasefire in Kathmandu on March 3.",
            D(2021, 3, 3),
            D(2021, 3, 3),
        ),
        ("It was the worst blow yet to a truce signed in Minsk in January.", D(2021, 1, 1), D(2021, 1, 31)),
        ("On May 3, in the holy month of Ramadan, a truck bomb killed 30 in Baghdad.", D(2020, 5, 3), D(2020, 5, 3)),
    ],
)
def test_the_day_that_says_most_of_an_event_is_its_own(read, sentence: str, start, end) -> None:
    reports, _ = read(sentence)
    assert [(r.date_start, r.date_end) for r in reports][-1:] == [(start, end)]


def test_a_parliament_votes_where_it_sits_and_not_where_it_sends_soldiers(read) -> None:
    reports, _ = read(
        "The Turkish parliament voted on Friday to allow the government to send troops into northern Iraq."
    )
    assert [(r.kind, r.country) for r in reports] == [("vote", "TR")]


def test_two_attacks_in_neighbouring_towns_are_two_reports(read) -> None:
    reports, _ = read(
        "Fighting broke out in Falluja on Friday, residents said.\n\n"
        "Insurgents attacked a fuel convoy near Abu Ghraib on Friday, killing two drivers."
    )
    assert [(r.place, r.killed_low) for r in reports] == [("Fallujah", None), ("near Abū Ghurayb", 2)]


def test_what_a_protest_is_against_did_not_happen_where_it_was_held(read) -> None:
    reports, _ = read("Protests against the air strikes were held in Amman on Friday.")
    assert [(r.kind, r.place) for r in reports] == [("protest", "Amman")]


def test_soldiers_are_not_where_they_were_sent_from(read) -> None:
    reports, _ = read(
        "Gunmen killed three people in Mosul on Friday. Two battalions were flown in from Baghdad on Saturday."
    )
    assert {report.kind: report.place for report in reports} == {"killing": "Mosul", "deployment": "Mosul"}


def test_where_the_wounded_are_brought_is_not_where_the_next_thing_happens(read) -> None:
    reports, _ = read(
        "Gunmen killed four guards in Gao on Friday. Two of them were flown on to Dakar. "
        "A driver was shot dead on the same road in January."
    )
    assert [report.place for report in reports] == ["Gao", "Gao"]


def test_the_capital_is_a_capital_city(read) -> None:
    reports, _ = read(
        "Police shot dead a baker in Lima on Friday. A bomb wounded two guards in Cusco on Saturday. "
        "In the capital, students protested on Saturday."
    )
    assert {report.kind: report.place for report in reports}["protest"] == "Lima"


def test_the_capital_is_that_of_the_country_that_the_article_is_about(read) -> None:
    reports, _ = read(
        "A bomb killed two guards in Cusco on Friday. Talks were held in Havana. Police in Lima were on alert. "
        "The envoys met in Havana again. In the capital, students protested on Saturday."
    )
    assert {report.kind: report.place for report in reports}["protest"] == "Lima"


def test_where_somebody_spoke_is_not_where_the_next_thing_happens(read) -> None:
    reports, _ = read(
        "Gunmen killed four guards at a base in Mosul on Friday. “This is a war crime,” said the envoy, in Geneva. "
        "A driver was shot dead on the same road in January."
    )
    assert {report.place_text for report in reports if report.kind == "killing"} != {"Geneva"}
    assert not any(report.place == "Geneva" for report in reports)


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        (
            "Israel bombed Gaza City on Friday in response to a rocket attack on Sderot that killed two women.",
            [("Gaza City", D(2021, 3, 12), D(2021, 3, 12), None), ("Sderot", D(2021, 3, 5), D(2021, 3, 12), 2)],
        ),
        (
            "In retaliation for the killing of a guard in Sderot on Friday, Israel bombed Gaza City on Saturday.",
            [("Sderot", D(2021, 3, 12), D(2021, 3, 12), 1), ("Gaza City", D(2021, 3, 13), D(2021, 3, 13), None)],
        ),
        (
            "A bomb killed nine people in Baghdad on Friday, a day after three died in a blast in Mosul.",
            [("Baghdad", D(2021, 3, 12), D(2021, 3, 12), 9), ("Mosul", D(2021, 3, 11), D(2021, 3, 11), 3)],
        ),
        (
            "Mourners buried the dead in Kabul on Friday, two days after a bomb killed nine people in Herat.",
            [("Herat", D(2021, 3, 10), D(2021, 3, 10), 9)],
        ),
        (
            "The shooting in Dayton on Friday came 48 hours after a gunman killed three in El Paso, Texas.",
            [("Dayton", D(2021, 3, 12), D(2021, 3, 12), None), ("El Paso", D(2021, 3, 10), D(2021, 3, 10), 3)],
        ),
        (
            "The protest in Abuja came a day after police shot dead a man in Lagos on Wednesday.",
            [("Abuja", D(2021, 3, 11), D(2021, 3, 11), None), ("Lagos", D(2021, 3, 10), D(2021, 3, 10), 1)],
        ),
        (
            "Gunmen killed three policemen in Quetta on Friday in revenge for the killing of two militant leaders.",
            [("Quetta", D(2021, 3, 12), D(2021, 3, 12), 3), ("Quetta", D(2021, 3, 5), D(2021, 3, 12), 2)],
        ),
        (
            "Nine people were laid to rest in Quetta on Friday, a day after a bomb went off at a polling station.",
            [("Quetta", D(2021, 3, 11), D(2021, 3, 11), None)],
        ),
        (
            "A driver was hacked to death in Sargodha on charges of blasphemy on Friday.",
            [("Sargodha", D(2021, 3, 12), D(2021, 3, 12), 1)],
        ),
        (
            "Militants torched six lorries after setting up a roadblock near Birnin Gwari on Friday and fled.",
            [("near Birnin Gwari", D(2021, 3, 12), D(2021, 3, 12), None)],
        ),
    ],
)
def test_what_explains_or_dates_an_event_is_another_event(read, sentence: str, told: list[tuple[object, ...]]) -> None:
    reports, _ = read(sentence)
    assert [(r.place, r.date_start, r.date_end, r.killed_low) for r in reports] == told


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Rebels captured Tikrit on Friday.", [("territory_taken", "Tikrit")]),
        ("Islamic State fighters seized Ramadi on Friday.", [("territory_taken", "Ramadi")]),
        ("The rebels took Bukavu on Friday.", [("territory_taken", "Bukavu")]),
        ("Goma fell to rebels on Friday.", [("territory_taken", "Goma")]),
        ("Thousands fled after rebels captured Konna, a gateway to Mopti.", [("territory_taken", "Konna")]),
        ("Rebels entered Ramadi on Friday.", [("territory_taken", "Ramadi")]),
        ("Kenyan troops entered Kismayo on Friday.", [("deployment", "Kismayo")]),
        ("The singer took Paris by storm on Friday.", []),
        ("Police captured Omar Nasser in Tikrit on Friday.", []),
    ],
)
def test_a_town_is_taken_under_its_own_name(read, sentence: str, told: list[tuple[str, str]]) -> None:
    reports, _ = read(sentence)
    assert [(r.kind, r.place) for r in reports] == told


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Suspected Islamist militants killed 12 villagers near Beni on Friday.", [("occurred", 12)]),
        ("A suspected US drone strike killed four men in Mosul on Friday.", [("occurred", 4)]),
        ("The suspected attack on the base in Mosul on Friday is being looked into.", [("alleged", None)]),
    ],
)
def test_who_is_suspected_is_in_doubt_and_not_what_killed(read, sentence: str, told: list[tuple[str, int]]) -> None:
    reports, _ = read(sentence)
    assert [(r.status, r.killed_low) for r in reports] == told


def test_confidence_rises_with_the_chances_it_is_made_of() -> None:
    data = tomllib.loads(resources.files("geomap.incidents").joinpath("confidence.toml").read_text("utf-8"))
    knots = data["calibration"]["knots"]
    values = [calibrate(step / 100, knots) for step in range(101)]
    assert values == sorted(values)
    assert (values[0] < 0.2, values[-1] > 0.9) == (True, True)


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        (
            "Two rockets hit the Green Zone on Friday and two more hit Balad air base.",
            [("rocket_attack", "occurred", "Green Zone"), ("rocket_attack", "occurred", "Balad Air Base")],
        ),
        (
            "The Pentagon announced an air strike on a convoy near Mosul on Friday.",
            [("air_strike", "occurred", "near Mosul")],
        ),
        ("Britain's 400 troops halted training in Iraq on Friday.", [("withdrawal", "occurred", "Iraq")]),
    ],
)
def test_what_is_told_in_few_words_is_told_all_the_same(read, sentence: str, told: list[tuple[str, str, str]]) -> None:
    reports, _ = read(sentence)
    assert [(r.kind, r.status, r.place) for r in reports] == told


def test_the_day_and_the_town_at_the_head_of_an_entry_are_those_of_what_it_tells(read) -> None:
    reports, _ = read(
        "Clinics in the war: our notes\n\n"
        "12 January 2021. A clinic in Taiz. Four nurses were killed by a mortar shell.\n\n"
        "3 February 2021. A hospital in Hodeidah. Six patients were killed in an air strike.\n\n"
        "Mosul: A car bomb killed five guards on 2 March.\n"
    )
    assert [(r.place_text.split()[-1], r.date_start, r.date_end, r.killed_low) for r in reports] == [
        ("Taiz", D(2021, 1, 12), D(2021, 1, 12), 4),
        ("Hodeidah", D(2021, 2, 3), D(2021, 2, 3), 6),
        ("Mosul", D(2021, 3, 2), D(2021, 3, 2), 5),
    ]


def test_a_title_that_is_only_a_day_dates_what_follows(read) -> None:
    reports, _ = read("Daily report: Syria, Thursday 11 March 2021\n\nA car bomb killed five soldiers in Homs.\n")
    assert [(r.place, r.date_start, r.date_end) for r in reports] == [("Homs", D(2021, 3, 11), D(2021, 3, 11))]


def test_a_vague_part_of_a_month_narrows_the_days(read) -> None:
    (report,), _ = read("A car bomb killed five soldiers in Homs in early February.")
    assert (report.date_start, report.date_end) == (D(2021, 2, 1), D(2021, 2, 10))


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        (
            "Families in Aden wept on Friday after the attack on a school, in which nine pupils died on 2 March.",
            D(2021, 3, 2),
        ),
        (
            "People in Kabul mourned on Thursday the victims of the blast at a bank that killed 12 people on 1 March.",
            D(2021, 3, 1),
        ),
        ("The attack in Kabul on Monday, in which nine died, was claimed by the Taliban on Tuesday.", D(2021, 3, 8)),
    ],
)
def test_the_day_in_a_clause_on_the_attack_alone_is_the_attacks(read, sentence: str, day: datetime.date) -> None:
    reports, _ = read(sentence)
    assert [(r.date_start, r.date_end) for r in reports if r.killed_low] == [(day, day)]


@pytest.mark.parametrize(
    ("sentence", "targeted"),
    [
        ("An air strike in Gaza killed Omar Haddad, the head of a rocket unit, on Friday.", True),
        ("A car bomb killed the reporter Ada Stone in Valletta on Monday.", True),
        ("An air strike killed four Kataib Hezbollah fighters near Mosul on Friday.", False),
        ("Three shepherds were killed in a strike on Raqqa on Friday.", False),
    ],
)
def test_a_killing_by_name_is_told_as_one(read, sentence: str, targeted: bool) -> None:
    reports, _ = read(sentence)
    assert [r.targeted_killing for r in reports] == [targeted]


@pytest.mark.parametrize(
    "sentence",
    ["A truce in Idlib was meant to begin on Sunday.", "A ceasefire was supposed to start in Idlib on Sunday."],
)
def test_what_was_meant_to_be_has_not_happened(read, sentence: str) -> None:
    reports, _ = read(sentence)
    assert [r.status for r in reports] == ["planned"]


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        (
            "Two men were arrested in Bogota on Monday in connection with the killing of a judge in Cali on 3 March.",
            [("arrest", "Bogotá", D(2021, 3, 8)), ("killing", "Cali", D(2021, 3, 3))],
        ),
        (
            "Police in Lahore have charged a man with planting the bomb that killed four people in Multan on Friday.",
            [("bombing", "Multan", D(2021, 3, 12))],
        ),
        (
            "A court in Nairobi sentenced two men on Thursday for their part in an attack on a mall in Mombasa in May.",
            [("killing", "Mombasa", D(2020, 5, 16))],
        ),
    ],
)
def test_the_day_of_an_arrest_or_trial_is_not_that_of_the_deed(read, sentence: str, told) -> None:
    assert [(report.kind, report.place, report.date) for report in read(sentence)[0]] == told


def test_since_a_year_when_something_happened_dates_it_to_that_year(read) -> None:
    (report,) = read("Gangs have taken over the port since 2017, when the mayor of Jacmel was murdered in Haiti.")[0]
    assert (report.date_start, report.date_end) == (D(2017, 1, 1), D(2017, 12, 31))


@pytest.mark.parametrize(
    "article",
    [
        "Leicester storm past Bath\n\nLeicester launched an early assault in Bath on Saturday. Their scrum bombarded "
        "the visitors until the fly-half shot through for two tries. The captain laid siege to the line by then.\n",
        "Lender retreats as bid battle ends\n\nThe takeover bid collapsed in Madrid on Tuesday after shareholders "
        "fought off the raid. Analysts said the merger had been under attack in London. The stock was hammered.\n",
    ],
)
def test_articles_of_sport_and_business_tell_no_violence(read, article: str) -> None:
    assert read(article)[0] == []


def test_an_attack_that_moves_the_oil_price_is_told(read) -> None:
    (report,) = read(
        "Oil jumps after attack\n\nCrude rose 4 percent on Monday after gunmen attacked a pipeline near Basra and shot "
        "two guards dead. Traders said a barrel could cost more. Shares in Europe fell and bond markets were calm.\n"
    )[0]
    assert (report.kind, report.killed_low) == ("killing", 2)


def test_they_are_those_of_the_same_sentence(read) -> None:
    (report,) = read(
        "Activists told of a bad week. Fighters killed nine people when they stormed a village near Aleppo on Friday."
    )[0]
    assert (report.kind, report.killed_low) == ("killing", 9)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (
            "KARACHI, Pakistan — A bomb killed nine people in a market here on Thursday. Lahore was spared.",
            "Karachi",
        ),
        ("OAXACA, Mexico — Thousands marched in this colonial city on Thursday, far from Monterrey.", "Oaxaca"),
        ("CAIRO — Few people are here who marched in Alexandria on Thursday.", "Alexandria"),
    ],
)
def test_here_is_where_the_article_was_written(read, text: str, place: str) -> None:
    reports, _ = read(f"Crowds and blasts\n\n{text}\n")
    assert [report.place for report in reports] == [place]


def test_an_hour_of_the_day_opens_no_clause(read) -> None:
    (report,) = read(
        "Some 15 people were killed when a gang went from house to house in the town of Saint-Marc before dawn last "
        "Thursday, the mayor said on Saturday."
    )[0]
    assert (report.date_start, report.date_end) == (D(2021, 3, 11), D(2021, 3, 11))


@pytest.mark.parametrize(
    ("text", "place", "day", "killed", "actor"),
    [
        ("The Pulwama attack of 14 February 2019 killed 40 soldiers.", "Pulwama", D(2019, 2, 14), 40, None),
        ("The Tehran protests entered a third day on Friday.", "Tehran", D(2021, 3, 12), None, None),
        ("KABUL: Six men were killed near Bagram airfield on Friday.", "near Bagram Airfield", D(2021, 3, 12), 6, None),
        ("Kohat: A blast killed nine in Bannu on Friday.", "Bannu", D(2021, 3, 12), 9, None),
        ("QUETTA: Two guards were shot dead on Friday.", "Quetta", D(2021, 3, 12), 2, None),
        (
            "Rebels ambushed a convoy in the Bastar district of Chhattisgarh on Friday.",
            "Bastar", D(2021, 3, 12), None, "rebels",
        ),
        (
            "Gunmen attacked a convoy on the Gusau-Magami road on Friday, killing four.",
            "Gusau", D(2021, 3, 12), 4, "gunmen",
        ),
        (
            "Gunmen attacked a checkpoint on Wilberforce Island, Bayelsa State, on Friday and killed two of them.",
            "Wilberforce Island", D(2021, 3, 12), 2, "gunmen",
        ),
    ],
)  # fmt: skip
def test_local_papers_say_where_in_their_own_ways(
    read, text: str, place: str, day: datetime.date, killed: int | None, actor: str | None
) -> None:
    reports, _ = read(text)
    assert [(r.place, r.date_start, r.killed_low, r.actor) for r in reports] == [(place, day, killed, actor)]


def test_a_link_to_another_story_puts_nothing_on_the_map(read) -> None:
    reports, skipped = read("A bomb killed two men in Kohat on Friday.\nAlso read: Five killed in Kabul mosque blast")
    assert [r.place for r in reports] == ["Kohat"]
    assert [one.reason for one in skipped] == [
        "told only in a link to another story or under a picture from the archive"
    ]


def test_one_of_two_bombs_dates_both(read) -> None:
    reports, _ = read("Two bombs exploded in Jos, killing 118 people. The first went off on Tuesday inside a lorry.")
    assert [(r.place, r.date_start, r.killed_low) for r in reports] == [("Jos", D(2021, 3, 9), 118)]


def test_a_state_behind_a_town_is_no_second_place(read) -> None:
    reports, _ = read("Thirteen people were shot dead at a party in Minatitlán, Veracruz, on Friday.")
    assert [(r.place, r.killed_low) for r in reports] == [("Minatitlán", 13)]


def test_what_began_where_the_record_began_is_another_thing(read) -> None:
    reports, _ = read(
        "Rebels killed eleven soldiers near Cali on Friday. The attack is the deadliest since talks started in Havana."
    )
    assert [(r.place, r.killed_low) for r in reports] == [("near Cali", 11)]


def test_the_dead_of_both_sides_are_of_one_fight(read) -> None:
    reports, _ = read(
        "Gunmen stormed a camp in Uri on Friday and killed 17 soldiers. All four gunmen were killed by commandos."
    )
    assert [(r.place, r.killed_low) for r in reports] == [("Uri base", 17)]


def test_what_the_same_men_do_next_is_one_attack(read) -> None:
    reports, _ = read(
        "Six attackers detonated a car bomb at a prison in Ghazni on Friday before clashing with the guards."
    )
    assert len(reports) == 1


def test_a_headline_may_name_the_province_of_what_the_lead_names_the_town(read) -> None:
    reports, _ = read(
        "15 rebels killed in Batangas clash\n\n"
        "Fifteen rebels were killed in a clash with troops in Nasugbu town, Batangas on Friday."
    )
    assert [(r.date_start, r.killed_low) for r in reports] == [(D(2021, 3, 12), 15)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "A car bomb killed four soldiers in Tal Afar on Saturday. One of the wounded, a boy of six, died in "
            "hospital in Mosul on Sunday.",
            [("Tal Afar", datetime.date(2012, 6, 16), 4)],
        ),
        (
            "A policeman wounded in Tuesday's raid in Hawija died in Kirkuk hospital on Wednesday night.",
            [("Hawija", datetime.date(2012, 6, 19), 1)],
        ),
        (
            "A bomb went off in Homs on Monday, injuring six. One of them has since died.",
            [("Homs", datetime.date(2012, 6, 18), 1)],
        ),
    ],
)
def test_who_dies_later_dies_of_what_was_told_before(read, text: str, told: list[tuple[object, ...]]) -> None:
    reports = read(text, "2012-06-21")[0]
    assert [(report.place, report.date_start, report.killed_low) for report in reports] == told


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (
            "A hospital in the northern city of Kunduz was bombed on Saturday. Officials in Kabul were told of it. "
            "The Taliban had captured the city on Monday.",
            "Kunduz",
        ),
        (
            "Troops entered Tikrit on Monday, sent from Samarra and Baghdad. Militants blew up a bridge in the city on "
            "Tuesday.",
            "Tikrit",
        ),
        ("Rockets hit Kirkuk on Monday. In Dibis, a mine killed two. Gunmen seized the town on Tuesday.", "Dibis"),
    ],
)
def test_the_city_is_the_one_of_which_was_told_and_not_one_named_by_the_way(read, text: str, place: str) -> None:
    assert read(text, "2012-06-21")[0][-1].place == place


@pytest.mark.parametrize(
    ("text", "days"),
    [
        # what came after it is dated, and what it came after was that day or the one before
        ("Villagers buried their dead on Saturday after a warplane bombed two tankers near Kunduz.", (15, 16)),
        ("Police hunted the killers on Tuesday after a judge was shot dead in Basra.", (18, 19)),
        ("Twelve people died on Monday after a bomb went off in Lahore.", (18, 18)),
        ("Rebels entered Aleppo on Friday after blowing up a car bomb.", (15, 15)),
        # a clause on what was before
        ("A strike was reported at the Anad air base in Yemen, which rebels had taken on Wednesday.", (18, 21)),
        ("An attack on a base in Sangin, where nine had died on 4 June, failed on Monday.", (18, 18)),
        # a sentence about a day
        ("Tuesday was the bloodiest day for months. Suicide bombers killed 36 people in Zaranj.", (19, 19)),
        ("It was on Friday that the city was hit hardest. Shells killed 14 people in Misrata.", (15, 15)),
    ],
)
def test_a_day_is_that_of_its_own_clause(read, text: str, days: tuple[int, int]) -> None:
    report = read(text, D(2012, 6, 21))[0][-1]
    assert (report.date_start, report.date_end) == (D(2012, 6, days[0]), D(2012, 6, days[1]))


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (
            "Two soldiers were killed by a mine near Gereshk on Wednesday, the defence ministry in London said.",
            "near Gereshk",
        ),
        ("Three guards were arrested in Baghdad last week as the minister was about to fly to Beirut.", "Baghdad"),
        ("A policeman wounded in Tuesday's raid in Hawija died in Kirkuk hospital.", "Hawija"),
    ],
)
def test_where_it_was_announced_or_somebody_went_or_died_is_not_where_it_happened(read, text: str, place: str) -> None:
    assert [report.place for report in read(text, D(2012, 6, 21))[0]] == [place]


def test_what_a_vote_decides_is_not_where_it_was_taken(read) -> None:
    text = "Lawmakers in Ankara met on Tuesday. They voted by 397 to 223 to extend the air strikes from Iraq to Syria."
    assert "Ankara" in [report.place for report in read(text, D(2012, 6, 21))[0] if report.kind == "vote"]


def test_the_capital_may_be_named_in_the_dateline_alone(read) -> None:
    text = (
        "SANAA, March 26 - Jets bombed Houthi rebels in Yemen on Thursday, Riyadh said. The president fled from Aden "
        "to Riyadh.\n\nRebels marched in Taiz, in Ibb and in the capital on Wednesday."
    )
    places = [report.place for report in read(text, D(2015, 3, 27))[0] if report.kind == "protest"]
    assert "Riyadh" not in places


def test_a_killing_is_named_by_the_weapon_that_its_own_sentence_tells(read) -> None:
    text = (
        "A car bomb killed 90 people in Karrada in Baghdad on Sunday.\n\nMany were burned to death inside.\n\nA second "
        "bomb, in Kadhimiya in the north, killed five people later on Sunday."
    )
    assert [report.kind for report in read(text, D(2016, 7, 5))[0]] == ["bombing", "bombing"]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Arab leaders meet at Sharm el-Sheikh on Saturday.", "planned"),
        ("Arab leaders met at Sharm el-Sheikh on Saturday.", "occurred"),
    ],
)
def test_a_meeting_told_in_the_present_with_its_day_is_to_come(read, text: str, status: str) -> None:
    assert [report.status for report in read(text, D(2015, 3, 27))[0]] == [status]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Homs saw heavy shelling on Friday.", "Homs"),
        ("Aleppo was hit by shells on Friday, killing nine.", "Aleppo"),
        ("Kandahar witnessed two bombings on Friday.", "Kandahar"),
        ("Mosul came under mortar fire on Friday.", "Mosul"),
    ],
)
def test_a_town_to_which_something_is_done_is_the_place(read, text: str, place: str) -> None:
    assert [report.place for report in read(text)[0]] == [place]


def test_the_entries_of_a_log_are_apart(read) -> None:
    text = (
        "Rockets and raids: as it happened\n\n14:20 Five soldiers have been injured by a rocket in Sderot.\n\n"
        "12:02 A rocket has hit a flat in Ashkelon, killing three people."
    )
    assert [(report.place, report.killed_low) for report in read(text)[0]] == [("Sderot", None), ("Ashkelon", 3)]


def test_strikes_that_were_also_reported_are_others(read) -> None:
    text = (
        "Warplanes hit Sanaa airport on Friday, killing 18. Strikes were also reported at Anad air "
        "base near Aden on Friday."
    )
    assert len({report.place for report in read(text)[0]}) == 2


def test_a_number_rounded_down_gives_way_to_the_exact_one(read) -> None:
    text = "Over 130 killed in Karachi blasts\n\nAt least 136 people were killed by bombs in Karachi on Friday."
    assert [report.killed_low for report in read(text)[0]] == [136]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (
            "Coffins were carried through Peshawar on Wednesday, a day after gunmen killed 141 people in a school.",
            D(2021, 3, 9),
        ),
        ("The president flew home on Monday, two days after a bomb killed nine in Lahore.", D(2021, 3, 6)),
        ("A soldier was killed near Gao on Monday, a day after he arrived.", D(2021, 3, 8)),
    ],
)
def test_what_dates_another_thing_is_so_many_days_before_it(read, text: str, day: datetime.date) -> None:
    assert [(report.date_start, report.date_end) for report in read(text)[0]] == [(day, day)]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("A gunman in El-Arish, in Sinai, killed two soldiers on Friday.", ["El Arish"]),
        (
            "Jets hit Tripoli airport on Thursday. Fighters from Misrata attacked the airport on Friday.",
            ["Tripoli International Airport"] * 2,
        ),
        ("A ceasefire between the Syrian government and rebels took effect on Friday.", ["Syria"]),
        ("Protesters rallied on Capitol Hill on Friday. Four were arrested.", ["United States Capitol"] * 2),
    ],
)
def test_the_place_is_where_it_was_done(read, text: str, places: list[str]) -> None:
    assert [report.place for report in read(text)[0]] == places


def told(reports):
    """Place and day of each report."""
    return [(report.place, report.date) for report in reports]


def test_what_followed_hours_later_is_another_happening_of_that_day(read) -> None:
    reports, _ = read("A missile hit Odesa port on Monday. Two hours later a second strike hit a school in Mykolaiv.")
    assert told(reports) == [("Port of Odesa", D(2021, 3, 8)), ("Mykolaiv", D(2021, 3, 8))]


def test_hours_later_takes_the_day_of_a_sentence_without_an_event(read) -> None:
    reports, _ = read(
        "Police searched a flat in Colombo on Friday. Later a van exploded in Kandy and killed two people."
    )
    assert told(reports)[-1] == ("Kandy", D(2021, 3, 12))


@pytest.mark.parametrize(
    "text",
    [
        "Strike near Deir ez-Zor\n\nAn air strike hit a lorry near the town of Boukamal on Friday, a monitor said.",
        "Drone strike near Deir al-Zor\n\nA drone destroyed a truck close to the border town of Al-Bukamal on Friday.",
    ],
)
def test_headline_and_lead_with_two_towns_of_one_province_are_one_happening(read, text: str) -> None:
    reports, _ = read(text)
    assert told(reports) == [("near Albu Kamal", D(2021, 3, 12))]


@pytest.mark.parametrize(
    "text",
    [
        "A car bomb exploded beside a bus near Balad, north of Baghdad, on Friday.",
        "Two bombs exploded in Sadr City, eastern Baghdad, on Friday.",
    ],
)
def test_where_a_place_lies_is_no_second_place(read, text: str) -> None:
    reports, _ = read(text)
    assert len(reports) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Thousands attended funerals in Karbala on Saturday for victims of the suicide bombing.",
        "Rescuers were still digging in Karbala on Saturday as the toll of the bombing rose to 125.",
    ],
)
def test_the_day_of_mourning_or_of_the_search_is_not_that_of_the_attack(read, text: str) -> None:
    reports, _ = read(text)
    assert [report.date_basis for report in reports] == ["publication"]


def test_where_soldiers_come_from_is_not_where_they_were_hit(read) -> None:
    reports, _ = read("A man in uniform opened fire on American soldiers at a base on Friday, killing two.")
    assert reports == []


def test_a_truce_of_others_holds_where_the_sentence_is(read) -> None:
    reports, _ = read("Jets hit Idlib on Friday, five days after a truce between Russia and Turkey was agreed.")
    assert [r.country for r in reports if r.kind == "agreement"] == ["SY"]
