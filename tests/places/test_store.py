"""What the user adds for good: sets, blocked names, a preferred country."""

from __future__ import annotations

import datetime
import io
import zipfile
from pathlib import Path

import pytest

from geomap.errors import GazetteerError
from geomap.places.gazetteer import open_gazetteer
from geomap.places.store import (
    add_country,
    add_source,
    block_name,
    find_name,
    list_sources,
    read_settings,
    remove_source,
    set_preferred_country,
    shipped_origins,
    unblock_name,
)
from tests.places.gazetteer_files import cache_with_shipped_index
from tests.places.local_server import send, serving

TABLE = "place_id,name,other_names,latitude,longitude,country\nx,Camp Amberly,Amber Post,33.5,44.25,IQ\n"
DUMP = "990000001\tTell Amberly\tTell Amberly\t\t36.3\t43.1\tP\tPPL\tIQ\t\t07\t\t\t\t900\t\t\t\t2026-01-01\n"


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return cache_with_shipped_index(tmp_path_factory.mktemp("cache"))


@pytest.fixture
def folders(tmp_path: Path, cache: Path) -> dict[str, Path]:
    return {"data_dir": tmp_path / "data", "cache_dir": cache}


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text)
    return path


def test_an_added_table_is_found_until_it_is_removed(tmp_path: Path, folders: dict[str, Path]):
    path = written(tmp_path, "mine.csv", TABLE)
    added = add_source(path, licence="CC0", **folders)
    path.unlink()
    assert list_sources(folders["data_dir"]) == [added]
    assert (added.name, added.format, added.row_count, added.origin, added.licence) == (
        "mine", "table", 1, "mine.csv", "CC0",
    )  # fmt: skip
    assert added.added == datetime.datetime.now(tz=datetime.UTC).date()
    with open_gazetteer(**folders) as gazetteer:
        (entry,) = find_name(gazetteer, "Amber Post")
        assert (entry.place.name, entry.layer, entry.main) == ("Camp Amberly", "added", False)
        assert entry.place.other_names == ("Amber Post",)
    assert remove_source("mine", data_dir=folders["data_dir"]) == added
    assert not added.path.exists()
    with open_gazetteer(**folders) as gazetteer:
        assert find_name(gazetteer, "Camp Amberly") == []


def test_a_table_given_for_the_run_wins_over_an_added_one(tmp_path: Path, folders: dict[str, Path]):
    add_source(written(tmp_path, "mine.csv", TABLE), **folders)
    given = written(tmp_path, "given.csv", TABLE.replace("33.5", "33.6"))
    with open_gazetteer([given], **folders) as gazetteer:
        (entry,) = gazetteer.lookup("Camp Amberly")
        assert (entry.layer, entry.place.latitude) == ("user", 33.6)


def test_adding_under_the_same_name_replaces_the_set(tmp_path: Path, folders: dict[str, Path]):
    add_source(written(tmp_path, "mine.csv", TABLE), **folders)
    second = add_source(written(tmp_path, "other.txt", DUMP), name="mine", **folders)
    assert list_sources(folders["data_dir"]) == [second]
    assert (second.format, second.licence) == ("GeoNames dump", "CC BY 4.0")
    assert sorted(path.name for path in folders["data_dir"].iterdir()) == ["gazetteers.json", "mine.txt"]


def test_a_bad_file_changes_nothing_and_is_named_as_the_user_knows_it(tmp_path: Path, folders: dict[str, Path]):
    before = add_source(written(tmp_path, "mine.csv", TABLE), **folders)
    bad = written(tmp_path, "bad.csv", TABLE.replace("33.5", "133.5"))
    with pytest.raises(GazetteerError) as caught:
        add_source(bad, name="mine", **folders)
    assert str(caught.value).startswith(f"{bad}:2: latitude is out of range")
    assert list_sources(folders["data_dir"]) == [before]
    assert before.path.read_text() == TABLE


def test_other_names_of_a_dump_come_along(tmp_path: Path, folders: dict[str, Path]):
    names = written(tmp_path, "alternateNamesV2.txt", "1\t990000001\ten\tAmberly Mound\n")
    added = add_source(written(tmp_path, "IQ.txt", DUMP), alternate_names=names, **folders)
    names.unlink()
    assert added.alternate_names is not None
    with open_gazetteer(**folders) as gazetteer:
        assert [entry.place.name for entry in gazetteer.lookup("Amberly Mound")] == ["Tell Amberly"]
    remove_source("IQ", data_dir=folders["data_dir"])
    assert [path.name for path in folders["data_dir"].iterdir()] == ["gazetteers.json"]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"name": "../up"}, "cannot be the name of a set"),
        ({"alternate_names": "mine.csv"}, "go with a GeoNames dump only"),
    ],
)
def test_what_makes_no_sense_is_refused(tmp_path: Path, folders: dict[str, Path], options, message: str):
    with pytest.raises(GazetteerError, match=message):
        add_source(written(tmp_path, "mine.csv", TABLE), **options, **folders)


def test_removing_what_is_not_there_tells_what_is(tmp_path: Path, folders: dict[str, Path]):
    with pytest.raises(GazetteerError, match="none was ever added"):
        remove_source("mine", data_dir=folders["data_dir"])
    add_source(written(tmp_path, "mine.csv", TABLE), **folders)
    with pytest.raises(GazetteerError, match="'your'; there are: mine"):
        remove_source("your", data_dir=folders["data_dir"])


def test_blocked_names_stay_blocked_until_they_are_freed(folders: dict[str, Path]):
    data = folders["data_dir"]
    assert block_name("Mosul", data_dir=data) == ("Mosul",)
    assert block_name("Erbil", data_dir=data) == ("Erbil", "Mosul")
    assert block_name("MOSUL", data_dir=data) == ("Erbil", "MOSUL")
    with open_gazetteer(**folders) as gazetteer:
        assert gazetteer.lookup("Mosul") == ()
    assert unblock_name("mosul", data_dir=data) == ("Erbil",)
    with open_gazetteer(**folders) as gazetteer:
        assert gazetteer.lookup("Mosul")[0].place.country == "IQ"
    for call, name in ((unblock_name, "Mosul"), (block_name, "...")):
        with pytest.raises(GazetteerError):
            call(name, data_dir=data)


def test_the_preferred_country_is_kept(folders: dict[str, Path]):
    assert set_preferred_country("iq", data_dir=folders["data_dir"]) == "IQ"
    with open_gazetteer(**folders) as gazetteer:
        assert gazetteer.preferred_country == "IQ"
    with open_gazetteer(preferred_country="sy", **folders) as gazetteer:
        assert gazetteer.preferred_country == "SY"
    with pytest.raises(GazetteerError, match="'XX' is not the code of a country"):
        set_preferred_country("XX", data_dir=folders["data_dir"])
    assert set_preferred_country(None, data_dir=folders["data_dir"]) is None
    assert read_settings(folders["data_dir"]).preferred_country is None


def test_a_damaged_register_is_told(folders: dict[str, Path]):
    folders["data_dir"].mkdir()
    (folders["data_dir"] / "gazetteers.json").write_text('{"sets": [{}]}')
    with pytest.raises(GazetteerError, match=r"gazetteers\.json: .* is damaged"):
        open_gazetteer(**folders)


def test_a_country_is_downloaded_and_added(folders: dict[str, Path]):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as file:
        file.writestr("IQ.txt", DUMP)
    with serving(lambda handler: send(handler, 200, held.getvalue())) as address:
        added = add_country("iq", base_url=address, **folders)
    assert (added.name, added.row_count, added.licence) == ("IQ", 1, "CC BY 4.0")
    assert "geonames.org" in added.origin
    with open_gazetteer(**folders) as gazetteer:
        assert [entry.place.name for entry in gazetteer.lookup("tell amberly")] == ["Tell Amberly"]


def test_a_name_that_only_sounds_like_a_place_is_found_too(folders: dict[str, Path]):
    with open_gazetteer(**folders) as gazetteer:
        assert gazetteer.lookup("Dayr ez Zawr") == ()
        assert {entry.place.name for entry in find_name(gazetteer, "Dayr ez Zawr")} >= {"Deir ez-Zor"}
        assert find_name(gazetteer, "Qqqqqqqq") == []


def test_every_shipped_origin_has_a_licence():
    assert [licence for _, _, licence in shipped_origins()] == ["MIT", "CC BY 4.0", "public domain (ISC)"]
