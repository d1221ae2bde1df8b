"""Whether 3/4/2020 is 3 April or March 4: by the setting, the text's other dates, or the source's country."""

from __future__ import annotations

import re

from geomap.dates.scan import Scan
from geomap.dates.vocabulary import CODES

_PARTS = re.compile(r"(\d{1,2})[-/.](\d{1,2})(?:[-/.]\d{2,4})?")
# CLDR: the countries whose short dates begin with the month.
_MONTH_FIRST = frozenset({"US", "PH", "FM", "MH", "PW", "GU", "PR", "AS", "VI", "UM", "MP"})


def decide_day_first(scan: Scan, setting: bool | None, country: str | None) -> tuple[bool | None, str]:
    """True, False, or None when nothing decides, with the reason."""
    if setting is not None:
        return setting, "by the setting"
    votes = 0
    position = scan.codes.find(CODES["numeric"])
    while position >= 0:
        match = _PARTS.fullmatch(scan.words[position])
        if match:
            votes += int(match[1]) > 12
            votes -= int(match[2]) > 12
        position = scan.codes.find(CODES["numeric"], position + 1)
    if votes:
        return votes > 0, "as the text's other dates"
    if country:
        return country.upper() not in _MONTH_FIRST, f"as written in {country.upper()}"
    return None, ""
