"""The taxonomy: complete, consistent, and told by the page that documents it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from geomap.errors import OptionError
from geomap.events import load_taxonomy, read_taxonomy
from geomap.events.signals import compile_signals

# The codes that tables and scorers rely on, with their layers; none may go or be renamed.
LAYERS = {
    "strikes": ["air_strike"],
    "rocket_attacks": ["rocket_attack", "interception"],
    "bombings": ["bombing", "suicide_bombing", "grenade", "chemical_attack"],
    "clashes": ["armed_clash", "territory_taken", "killing"],
    "abductions": ["abduction", "arrest"],
    "protests": ["protest", "riot"],
    "deployments": ["deployment", "withdrawal", "exercise"],
    "political": ["vote", "agreement", "statement", "threat"],
}
ACLED = {
    "Battles": {"Armed clash", "Government regains territory", "Non-state actor overtakes territory"},
    "Protests": {"Peaceful protest", "Protest with intervention", "Excessive force against protesters"},
    "Riots": {"Violent demonstration", "Mob violence"},
    "Explosions/Remote violence": {
        "Chemical weapon",
        "Air/drone strike",
        "Suicide bomb",
        "Shelling/artillery/missile attack",
        "Remote explosive/landmine/IED",
        "Grenade",
    },
    "Violence against civilians": {"Sexual violence", "Attack", "Abduction/forced disappearance"},
    "Strategic developments": {
        "Agreement",
        "Arrests",
        "Change to group/activity",
        "Disrupted weapons use",
        "Headquarters or base established",
        "Looting/property destruction",
        "Non-violent transfer of territory",
        "Other",
    },
}
KINDS_PAGE = Path(__file__).parents[2] / "docs" / "kinds.md"


def test_every_promised_kind_is_in_its_layer() -> None:
    taxonomy = load_taxonomy()
    promised = {code: layer for layer, codes in LAYERS.items() for code in codes}
    assert {code: taxonomy.layer_of(code) for code in promised} == promised


def test_the_layers_keep_their_names_and_order() -> None:
    assert load_taxonomy().layers == tuple(LAYERS)


def test_every_acled_code_is_one_of_the_codebook() -> None:
    kinds = load_taxonomy().kinds.values()
    unknown = [
        kind.code for kind in kinds if kind.acled_type and kind.acled_subtype not in ACLED.get(kind.acled_type, set())
    ]
    assert unknown == []


def test_ranks_follow_acleds_order() -> None:
    kinds = load_taxonomy().kinds
    order = ["armed_clash", "riot", "protest", "chemical_attack", "air_strike", "suicide_bombing", "rocket_attack"]
    order += ["bombing", "grenade", "sexual_violence", "killing", "abduction", "arrest", "deployment"]
    assert sorted(order, key=lambda code: kinds[code].rank) == order


def test_every_kind_has_words_that_signal_it() -> None:
    taxonomy = load_taxonomy()
    table = compile_signals(taxonomy)
    told = {
        signal.target
        for entry in table.values()
        for signals in (entry.nouns, entry.verbs, entry.deeds, entry.doings)
        for signal in signals
    }
    assert set(taxonomy.kinds) - told == set()


def test_the_page_of_kinds_is_the_taxonomy() -> None:
    rows = re.findall(
        r"^\| `(\w+)` \| ([^|]+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", KINDS_PAGE.read_text("utf-8"), re.M
    )
    written = {code: tuple(cell.strip() for cell in cells) for code, *cells in rows}
    real = {
        kind.code: (
            kind.name,
            kind.layer if kind.mapped else "not mapped",
            f"{kind.acled_type} / {kind.acled_subtype}" if kind.acled_type else "none",
            kind.plover or "none",
        )
        for kind in load_taxonomy().kinds.values()
    }
    assert written == real


def test_an_unknown_kind_is_named_with_those_that_exist() -> None:
    with pytest.raises(OptionError, match=r"kind 'volcano' is not in the taxonomy; known are air_strike, "):
        load_taxonomy().layer_of("volcano")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("layers = [", "cannot be read as a taxonomy"),
        ('layers = ["a"]\n[kinds.x]\nname = "X"\nlayer = "a"', "kind 'x' has no acled, plover, rank"),
        (
            'layers = ["a"]\n[kinds.x]\nname = "X"\nlayer = "b"\nacled = ["", ""]\nplover = ""\nrank = 1',
            "kind 'x' is in layer 'b'; layers are a",
        ),
        ('layers = []\n[generic.y]\nrole = "attack"\ndefault = "z"', "generic 'y' falls back to 'z', which is no kind"),
        ('layers = []\n[weapons]\nz = "bow"', "weapons are given for 'z', which is no kind"),
    ],
)
def test_a_bad_taxonomy_file_says_what_is_wrong(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "kinds.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(OptionError, match=re.escape(message)):
        read_taxonomy(path)


def test_a_taxonomy_of_the_users_own_finds_its_words(tmp_path: Path) -> None:
    from geomap.events import find_events
    from geomap.language import split_sentences

    path = tmp_path / "kinds.toml"
    path.write_text(
        'layers = ["nature"]\n[classes]\nbeast = "wolf bear"\n[kinds.sighting]\nname = "Sighting"\nlayer = "nature"\n'
        'acled = ["", ""]\nplover = ""\nrank = 1\nnouns = ["sighting"]\ndeeds = [["see spot", "<beast>"]]',
        encoding="utf-8",
    )
    text = "Hikers spotted two bears near the hut. A deer was seen."
    events = find_events(text, split_sentences(text), [], [], taxonomy=read_taxonomy(path))
    assert [(event.kind, event.layer, event.text) for event in events] == [("sighting", "nature", "spotted")]


def test_a_class_that_does_not_exist_is_named(tmp_path: Path) -> None:
    path = tmp_path / "kinds.toml"
    path.write_text(
        'layers = ["a"]\n[kinds.x]\nname = "X"\nlayer = "a"\nacled = ["", ""]\nplover = ""\nrank = 1\n'
        'deeds = [["see", "<beast>"]]',
        encoding="utf-8",
    )
    with pytest.raises(OptionError, match="class <beast> is used but not defined"):
        compile_signals(read_taxonomy(path))
