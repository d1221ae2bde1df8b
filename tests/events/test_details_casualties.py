"""Numbers of people hurt, taken or killed, one sentence at a time."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.events.casualties import find_counts


def read(text: str) -> dict[str, tuple[int | None, int | None]]:
    """Unit to bounds of the counts that belong to one happening."""
    return {c.unit: (c.quantity.low, c.quantity.high) for c in find_counts(text, 0, len(text)) if not c.running}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "A blast tore through the square, killing 14 and wounding more than 40.",
            {"killed": (14, 14), "injured": (40, None)},
        ),
        ("The raid killed 9 villagers and injured 20 others.", {"killed": (9, 9), "injured": (20, 20)}),
        ("Gunmen shot dead two traders and a driver on the ring road.", {"killed": (3, 3)}),
        ("Shells slammed into the clinic and left five dead.", {"killed": (5, 5)}),
        ("The bomb claimed the lives of eleven shoppers.", {"killed": (11, 11)}),
        ("Rebels kidnapped three engineers at dawn.", {"abducted": (3, 3)}),
        ("Police arrested 18 students after the march.", {"arrested": (18, 18)}),
        ("The bodies of at least nine men were found in a ditch.", {"killed": (9, None)}),
        ("Farmers dug 14 bodies from a well.", {"killed": (14, 14)}),
        ("They attacked at dawn, slaughtering 42 villagers.", {"killed": (42, 42)}),
        ("A mine killed a father and his two sons.", {"killed": (3, 3)}),
        ("The raid cost at least 14 lives.", {"killed": (14, None)}),
        ("It caused the death of a woman and the injury of six men.", {"killed": (1, 1), "injured": (6, 6)}),
        ("Armed men cut the throats of six herders.", {"killed": (6, 6)}),
    ],
)
def test_an_active_verb_counts_the_people_after_it(sentence: str, expected: dict[str, tuple[int, int]]) -> None:
    assert read(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Six farmers were killed and two were wounded near the well.", {"killed": (6, 6), "injured": (2, 2)}),
        ("Seven people, including four children, were killed in the raid.", {"killed": (7, 7)}),
        ("At least eight sailors died.", {"killed": (8, None)}),
        ("Three dead, nine hurt in market blast", {"killed": (3, 3), "injured": (9, 9)}),
        ("Twenty nurses have been abducted by militants.", {"abducted": (20, 20)}),
        ("A policeman was killed and his partner was injured.", {"killed": (1, 1), "injured": (1, 1)}),
        ("Two guards and a cook were gunned down.", {"killed": (3, 3)}),
        ("A man and his wife were shot dead.", {"killed": (2, 2)}),
        ("Six of them died.", {"killed": (6, 6)}),
        ("Earlier this month, 13 soldiers were killed in an ambush.", {"killed": (13, 13)}),
        ("Five people were killed and 12 injured among the crowd.", {"killed": (5, 5), "injured": (12, 12)}),
    ],
)
def test_a_passive_or_a_participle_counts_the_people_before_it(
    sentence: str, expected: dict[str, tuple[int, int]]
) -> None:
    assert read(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "killed"),
    [
        ("A suicide bomber killed 22 bus passengers near the bridge.", 22),
        ("Raiders shot nine market traders dead at dawn.", 9),
        ("A mine left 17 school children dead.", 17),
        ("The blast killed a bus driver and 8 hotel guests.", 9),
        ("The mortar shells killed three clinic nurses.", 3),
    ],
)
def test_a_thing_before_the_people_says_only_which_people(sentence: str, killed: int) -> None:
    assert read(sentence) == {"killed": (killed, killed)}


@pytest.mark.parametrize(
    ("sentence", "killed"),
    [
        ("Amir Saleh, 24, Basim Haddad, 31, and Omar Nasser, 19, were shot dead by troops.", 3),
        ("Gunmen killed Amir Saleh, 24, and Omar Nasser, 19, on the ring road.", 2),
        ("Maria Gomes, Luis Prado and Jorge Diniz were gunned down.", 3),
        ("Sgt. Dan Moss, 23, of Ohio, and Cpl. Tim Hale, 21, of Texas, died when a mine exploded.", 2),
        ("Peter Moss (31) and Ada Stone (29), both of Leeds, were killed.", 2),
        ("On Monday, Ada Stone, a nurse, and Dan Moss were killed.", 2),
        ("The strike killed Qasim Haddad and four others.", 5),
        ("The rebel commander Omar Nasser and two of his guards were killed.", 3),
        ("Militants killed aid worker Dan Moss and his translator.", 2),
        ("The bomb killed the provincial governor and 12 others.", 13),
        ("The raid killed three pupils and the deputy headmaster.", 4),
    ],
)
def test_people_named_or_told_by_their_office_count_one_each(sentence: str, killed: int) -> None:
    assert read(sentence) == {"killed": (killed, killed)}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("In an attack on the governor, 12 guards were killed.", {"killed": (12, 12)}),
        ("Gunmen killed relatives of the mayor.", {}),
        ("Blue Nile villagers were killed.", {}),
        ("The shelling killed at least five people, a cameraman among them.", {"killed": (5, None)}),
    ],
)
def test_who_only_tells_of_others_is_not_counted(sentence: str, expected: dict[str, tuple[int, int]]) -> None:
    assert read(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("An ambulance driver put the dead at 70 and the wounded at 42.", {"killed": (70, 70), "injured": (42, 42)}),
        ("The ministry gave the number of dead as 85 and of injured as 67.", {"killed": (85, 85), "injured": (67, 67)}),
    ],
)
def test_a_number_put_after_its_noun_is_that_noun_s(sentence: str, expected: dict[str, tuple[int, int]]) -> None:
    assert read(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Between 10 and 15 recruits were killed.", {"killed": (10, 15)}),
        ("Dozens of worshippers were wounded.", {"injured": (12, None)}),
        ("Several guards were hurt.", {"injured": (3, None)}),
        ("Up to 30 people died.", {"killed": (None, 30)}),
        ("Raiders struck at dawn, killing as many as 20.", {"killed": (None, 20)}),
        ("An estimated 25 fighters were killed.", {"killed": (25, 25)}),
    ],
)
def test_hedges_and_ranges_become_bounds(sentence: str, expected: dict[str, tuple[int | None, int | None]]) -> None:
    assert read(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("There were no casualties.", {"killed": (0, 0), "injured": (0, 0)}),
        ("Nobody was hurt.", {"injured": (0, 0)}),
        ("The rocket fell in a field without causing any injuries.", {"injured": (0, 0)}),
        ("No one was killed or wounded.", {"killed": (0, 0), "injured": (0, 0)}),
    ],
)
def test_nobody_is_a_zero_and_not_a_blank(sentence: str, expected: dict[str, tuple[int, int]]) -> None:
    assert read(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Two more died on Sunday, bringing to 40 the number of miners killed this year.",
        "The war has killed thousands since 2014.",
        "They fought a war over the valley in which some 30,000 people died.",
        "So far this year 60 journalists have been killed.",
    ],
)
def test_a_running_total_is_marked(sentence: str) -> None:
    largest = max(find_counts(sentence, 0, len(sentence)), key=lambda count: count.quantity.low or 0)
    assert largest.running


@pytest.mark.parametrize(
    "sentence",
    [
        "Storms destroyed 40 houses and damaged three bridges.",
        "The shell hit 12 vehicles.",
        "The dead man was 34 years old.",
        "The minister died of a stroke at 71.",
        "The offensive was killed off by lawmakers.",
        "I counted a dozen bodies in the street.",
        "Thirty seconds later officers had shot the man dead.",
    ],
)
def test_things_ages_and_figures_of_speech_are_no_victims(sentence: str) -> None:
    assert all((count.quantity.low or 0) <= 1 for count in find_counts(sentence, 0, len(sentence)))


def test_the_numbers_of_a_bare_list_are_kept_apart() -> None:
    sentence = "Raids in Alpha, Beta and Gamma killed 12, 3 and 5."
    (count,) = find_counts(sentence, 0, len(sentence))
    assert [part.low for part in count.shares] == [12, 3, 5]


def test_a_number_inside_a_date_counts_nobody() -> None:
    sentence = "On 12 May soldiers killed rebels."
    assert [count.quantity.low for count in find_counts(sentence, 0, len(sentence), [(3, 9)])] in ([], [1])


@given(st.text(max_size=200))
def test_any_text_gives_counts_whose_spans_lie_in_it(text: str) -> None:
    for count in find_counts(text, 0, len(text)):
        assert 0 <= count.quantity.start <= count.quantity.end <= len(text)
        assert 0 <= count.cue_start < count.cue_end <= len(text)


@given(st.integers(min_value=2, max_value=999), st.integers(min_value=2, max_value=999))
def test_no_number_is_used_for_two_units(killed: int, injured: int) -> None:
    sentence = f"The explosion killed {killed} people and wounded {injured}."
    assert read(sentence) == {"killed": (killed, killed), "injured": (injured, injured)}


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("The death toll from Monday's blast in the old market of the port has risen above 60, doctors said.", 60),
        ("The death toll from the fire at the camp near the border had climbed past 40.", 40),
        ("The number of people killed when a bomb hit a bus near the port rose to 52 on Sunday, doctors said.", 52),
        ("The number of those killed in the raid reached 17.", 17),
        ("A man and his four sons killed nine people at the well.", 9),
        ("Inmates killed three guards during a 20-hour siege.", 3),
        ("The bombs fell on a market and a clinic instead, and 18 people died.", 18),
    ],
)
def test_a_count_is_read_past_numbers_that_count_something_else(text: str, killed: int) -> None:
    assert [c.quantity.low for c in find_counts(text, 0, len(text)) if c.unit == "killed"] == [killed]


@pytest.mark.parametrize(
    "text",
    [
        "More than 60 people who had sought shelter in a chapel died when a shell hit it.",
        "At least 60 villagers who had gathered for a wedding were killed.",
        "Some 60 farmers who were sleeping in a barn died in the fire.",
    ],
)
def test_a_clause_after_the_people_does_not_hide_their_number(text: str) -> None:
    assert [count.quantity.low for count in find_counts(text, 0, len(text))] == [60]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("A raid killed nine villagers, four women among them, on Monday.", {"killed": (9, 9)}),
        ("The blast killed more than 50 of them; each side accused the other.", {"killed": (50, None)}),
        ("They killed nine herders, five of them children.", {"killed": (9, 9)}),
        ("18:30 In Lviv at least 10 people were killed and 41 injured.", {"killed": (10, None), "injured": (41, 41)}),
        ("A jury found six men guilty of murder.", {}),
        ("The man who shot 18 people to death at a bar was caught.", {"killed": (18, 18)}),
        ("Two men were convicted of the murder of nine pupils.", {"killed": (9, 9)}),
    ],
)
def test_some_of_those_counted_and_clocks_and_the_convicted_are_not_added(
    sentence: str, expected: dict[str, tuple[int, int | None]]
) -> None:
    assert read(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "killed"),
    [
        ("The mayor, a doctor, was shot dead on Monday.", 1),
        ("The president's brother, an army general, was gunned down.", 1),
        ("Two men, a Briton and a Turk, were killed by a mine.", 2),
        ("Four people, a teacher and three pupils, were shot dead.", 4),
        ("His nephew, a lawyer, and a guard were killed.", 2),
        ("A bomb killed the deputy governor, Omar Nasser, and three guards.", 4),
        ("A mine killed a lieutenant, a sergeant and four conscripts.", 6),
    ],
)
def test_another_name_for_those_who_were_told_counts_nobody_twice(sentence: str, killed: int) -> None:
    assert read(sentence) == {"killed": (killed, killed)}


@pytest.mark.parametrize(
    ("sentence", "killed"),
    [
        ("A boy of six was killed by a shell.", 1),
        ("The mayor, a father of four, was shot dead.", 1),
        ("A Dane, a mine-clearer of 40, was killed.", 1),
        ("Gunmen killed a family of five.", 5),
    ],
)
def test_an_age_or_the_children_of_the_dead_are_no_count(sentence: str, killed: int) -> None:
    assert read(sentence) == {"killed": (killed, killed)}


@pytest.mark.parametrize(
    ("sentence", "killed"),
    [
        ("The judge was murdered together with 22 other people.", 23),
        ("The mayor was killed along with his two bodyguards.", 3),
        ("He was shot dead near his house along with his driver.", 2),
        ("A bomber ran into the crowd, and 32 of them died.", 32),
        ("Ten soldiers were captured and four of them executed.", 4),
        ("Nine were killed, five of them children.", 9),
        ("The number of people known to have died in the blast has risen to 213.", 213),
    ],
)
def test_the_dead_are_counted_with_those_who_died_beside_them_and_no_others(sentence: str, killed: int) -> None:
    assert read(sentence) == {"killed": (killed, killed)}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Police found ten bodies with bullet wounds.", {"killed": (10, 10)}),
        ("Blast wounds at least 12 shoppers.", {"injured": (12, None)}),
    ],
)
def test_wounds_hurt_somebody_as_a_verb_alone(
    sentence: str, expected: dict[str, tuple[int | None, int | None]]
) -> None:
    assert read(sentence) == expected
