"""The patterns of relative places: distances, directions, borders, roads, coasts, parts and facilities around a name.

They run over a text in which every linked name is covered by marks of the same length (see ``cover_names``), so that
offsets stay and a name is one thing whatever its words.
"""

from __future__ import annotations

import csv
import functools
import importlib.resources
import re
from collections.abc import Sequence

from geomap.records import Link

# Marks of the private use area: a settlement or site, a country or division or region, a demonym, anything else.
LOCAL, WIDE, PEOPLE, OTHER = "\ue000", "\ue001", "\ue002", "\ue003"
_WIDE_KINDS = frozenset(("country", "territory", "region", "continent", "admin1", "ocean", "sea"))

BEARINGS = {
    "north": 0.0, "northeast": 45.0, "east": 90.0, "southeast": 135.0, "south": 180.0, "southwest": 225.0, "west": 270.0,
    "northwest": 315.0,
}  # fmt: skip
KM_OF_UNIT = {
    "mile": 1.609344, "mi": 1.609344, "kilometer": 1.0, "kilometre": 1.0, "km": 1.0, "kms": 1.0, "klick": 1.0, "meter": 0.001,
    "metre": 0.001, "m": 0.001, "yard": 0.0009144, "foot": 0.0003048, "feet": 0.0003048, "nautical mile": 1.852,
}  # fmt: skip
_NUMBER_WORDS = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen twenty".split()
    )
} | {
    "a": 1, "an": 1, "half a": 0.5, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
    "a hundred": 100, "one hundred": 100, "two hundred": 200, "three hundred": 300, "a couple of": 2, "a few": 4,
    "several": 6, "a dozen": 12, "dozens of": 40, "tens of": 40, "hundreds of": 300,
}  # fmt: skip
VAGUE_NUMBERS = frozenset(("a couple of", "a few", "several", "dozens of", "tens of", "hundreds of", "a dozen"))

_S = r"[\s\u00a0]+"
_NAME = f"[{LOCAL}{WIDE}]+"
_DIRECTION = r"(?:north|south)(?:[- ]?(?:east|west))?|east|west"
_SETTLEMENT = (
    r"city|town|village|capital|port|hamlet|suburb|district|neighbou?rhood|province|governorate|region|settlement|enclave|"
    r"stronghold|hub|resort|island|camp|county|state|municipality"
)
# "the northern Iraqi city of Mosul", "the capital, Baghdad", "the town of", "nearby".
_LEAD = rf"(?:(?:the|a|an|its|their){_S})?(?:nearby{_S})?(?:(?:[a-z]+(?:-[a-z]+)?|[{PEOPLE}{WIDE}{LOCAL}]+(?:['’]s)?){_S}){{0,3}}?(?:{_SETTLEMENT})(?:{_S}of|,)?{_S}"
_BACK = rf"(?:the|that|this){_S}(?:[a-z]+{_S})?(?:city|capital|town|village|airport|base|camp|port|border)(?![\w{LOCAL}{WIDE}])|there(?!\w)|here(?!\w)"
_ANCHOR = rf"(?:(?:{_LEAD})?(?:the{_S})?(?P<name>{_NAME})|(?P<back>{_BACK}))"
_NUMBER = r"\d[\d,]*(?:\.\d+)?|" + "|".join(re.escape(word) for word in sorted(_NUMBER_WORDS, key=len, reverse=True))
_UNIT = r"nautical miles?|miles?|mi|kilomet(?:er|re)s?|kms?|klicks?|met(?:er|re)s?|yards?|feet|foot|m"
_QUALITY = (
    rf"(?:about|around|some|roughly|approximately|nearly|almost|just|only|over|under|more{_S}than|less{_S}than|at{_S}least|up{_S}to|"
    rf"within|an{_S}estimated|fewer{_S}than|a{_S}mere|barely|close{_S}to)"
)
_DISTANCE = (
    rf"(?:(?P<quality>{_QUALITY}(?:{_S}{_QUALITY})?){_S})?\b(?P<number>{_NUMBER})(?:(?:{_S}to{_S}|{_S}or{_S}|\s?[-–]\s?)(?P<upper>{_NUMBER}))?[\s-]*"
    rf"(?P<unit>{_UNIT})\b(?:{_S}?\((?P<other>[^()]{{3,40}})\))?,?"
)
_DRIVE = (
    rf"(?:(?P<quality>{_QUALITY}){_S})?\b(?P<number>{_NUMBER}|half)[\s-]+(?P<unit>hours?|minutes?)(?:['’]s?)?"
    rf"(?:{_S}(?:drive|journey|ride|trip|walk|by road|by car|away))*"
)
_TOWARD = rf"(?:(?:to{_S}the{_S}|due{_S}|further{_S})?(?P<direction>{_DIRECTION})(?:wards?|ern)?)"


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)


_AREA = rf"[{WIDE}{PEOPLE}]+"
_ROAD = r"roads?|highways?|motorways?|expressway|railway(?: line)?|rail line|pipeline|route|axis"
_TWO = rf"(?P<name>{_NAME})(?:['’]s)?{_S}(?:and|to|with){_S}(?:the{_S})?(?P<second>{_NAME})"

PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("offset", _pattern(rf"{_DISTANCE}{_S}{_TOWARD}{_S}(?:of|from){_S}{_ANCHOR}")),
    ("offset", _pattern(rf"{_DISTANCE}{_S}{_TOWARD}(?!{_S}(?:of|from)\b|\w|-)(?P<back>)")),
    ("distance", _pattern(rf"{_DISTANCE}{_S}(?:away{_S})?(?:from|of|outside|off|inside){_S}{_ANCHOR}")),
    ("drive", _pattern(rf"{_DRIVE}{_S}(?:{_TOWARD}{_S})?(?:from|of|outside){_S}{_ANCHOR}")),
    ("road", _pattern(rf"(?:the{_S})?(?P<name>{_NAME})(?:\s?[-–—/]\s?|{_S}to{_S})(?P<second>{_NAME}){_S}(?:\w+{_S})?(?:{_ROAD})\b")),
    ("road", _pattern(rf"(?:{_ROAD}){_S}(?:that{_S})?(?:between|linking|links|connecting|connects|joining|from|running from){_S}(?:the{_S})?{_TWO}")),
    ("border", _pattern(rf"(?:border|frontier)s?{_S}(?:between|of|separating){_S}(?:the{_S})?(?P<area>{_AREA}){_S}(?:and|from){_S}(?:the{_S})?(?P<other>{_AREA})")),
    ("border", _pattern(rf"(?P<area>{_AREA})\s?[-–—/]\s?(?P<other>{_AREA}){_S}(?:border|frontier)\b")),
    ("border", _pattern(rf"(?P<area>{_AREA})['’]s{_S}(?:[a-z]+{_S})?(?:border|frontier)s?{_S}with{_S}(?:the{_S})?(?P<other>{_AREA})")),
    ("border", _pattern(rf"(?:border|frontier){_S}with{_S}(?:neighbou?ring{_S})?(?:the{_S})?(?P<other>{_AREA})")),
    ("border", _pattern(rf"(?P<other>{_AREA}){_S}(?:border|frontier)(?!{_S}(?:guard|police|force|patrol|crossing|town|city|village|post|province|region|area|wall|fence|troop|control|agent|checkpoint|official|security|protection|service)|\w)")),
    ("coast", _pattern(rf"off{_S}(?:the{_S})?(?:(?P<direction>{_DIRECTION})(?:ern)?{_S})?(?:(?:coast|shores?|coastline){_S}of{_S}(?:the{_S})?)(?:{_LEAD})?(?P<name>{_NAME})")),
    ("coast", _pattern(rf"off{_S}(?:the{_S})?(?P<name>[{LOCAL}{WIDE}{PEOPLE}]+)(?:['’]s)?{_S}(?:(?P<direction>{_DIRECTION})(?:ern)?{_S})?(?:coast|shores?|coastline)\b")),
    ("between", _pattern(rf"between{_S}(?:{_LEAD})?(?P<name>{LOCAL}+){_S}and{_S}(?:{_LEAD})?(?P<second>{LOCAL}+)")),
    ("part", _pattern(rf"(?:the{_S})?(?:far{_S}|extreme{_S})?(?P<direction>{_DIRECTION}|central)(?:ern)?{_S}(?:parts?|half|tip|edge|corner|side|end|suburbs?|districts?|outskirts){_S}of{_S}(?:the{_S})?(?:{_LEAD})?(?P<name>{_NAME})")),
    ("part", _pattern(rf"(?:in|to|from|across|throughout){_S}the{_S}(?:far{_S})?(?P<direction>{_DIRECTION}|cent(?:er|re)|middle|heart){_S}of{_S}(?:the{_S})?(?P<name>{_NAME})")),
    ("part", _pattern(rf"(?P<name>{_NAME})['’]s{_S}(?:far{_S})?(?P<direction>{_DIRECTION})(?!{_S}(?:coast|bank|korea)|\w|-)")),
    ("part", _pattern(rf"(?P<name>{_NAME})['’]s{_S}(?:far{_S})?(?P<direction>{_DIRECTION}|central)(?:ern)?{_S}(?:suburbs?|districts?|outskirts|neighbou?rhoods?|countryside|provinces?|regions?|areas?|half|quarter)\b")),
    ("part", _pattern(rf"(?:the{_S})?(?:far{_S})?(?P<direction>(?:{_DIRECTION})ern|central|downtown|inner|(?:north|south|east|west)){_S}(?P<name>{_NAME})")),
    ("direction", _pattern(rf"(?:just{_S}|immediately{_S}|to{_S}the{_S}|further{_S}|areas?{_S})?\b(?P<direction>{_DIRECTION}){_S}of{_S}{_ANCHOR}")),
    ("outskirts", _pattern(rf"(?:(?:on|in|at|to|from){_S})?(?:the{_S})?(?:(?P<direction>{_DIRECTION})(?:ern)?{_S})?(?:outskirts|edges?|fringes?|periphery|suburbs){_S}of{_S}{_ANCHOR}")),
    ("outside", _pattern(rf"(?:just{_S}|right{_S})?outside(?:{_S}of)?{_S}{_ANCHOR}")),
    ("near", _pattern(rf"(?:near(?:by)?|close{_S}to|in{_S}the{_S}vicinity{_S}of|in{_S}the{_S}surroundings{_S}of|not{_S}far{_S}from|next{_S}to|adjacent{_S}to|just{_S}off){_S}{_ANCHOR}")),
    ("area", _pattern(rf"(?:the{_S}|rural{_S}|greater{_S})?(?P<name>{LOCAL}+)(?:['’]s)?{_S}(?:area|countryside|metropolitan{_S}area|vicinity|surroundings)\b")),
    ("area", _pattern(rf"(?:rural{_S}|greater{_S}|the{_S}countryside{_S}(?:of|around){_S}|the{_S}area{_S}(?:of|around){_S})(?P<name>{LOCAL}+)")),
)  # fmt: skip


@functools.lru_cache(maxsize=1)
def facility_words() -> dict[str, tuple[str, ...]]:
    """The kinds of places that a facility word may mean, by the word in lower case (relations.csv)."""
    text = (importlib.resources.files("geomap") / "places" / "relations.csv").read_text("utf-8")
    rows = csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))
    return {word: tuple(row["kinds"].split("|")) for row in rows for word in row["words"].split("|")}


@functools.lru_cache(maxsize=1)
def facility_patterns() -> tuple[re.Pattern[str], ...]:
    """A facility before or after the name of its town: "Erbil's airport", "the French embassy in Baghdad"."""
    words = "|".join(word.replace(" ", r"[\s-]+") for word in sorted(facility_words(), key=len, reverse=True))
    stop = r"(?!(?:the|a|an|and|or|of|in|on|at|to|from|by|with|for|near|against|which|that|is|was|were|are|as)\b)"
    adjective = rf"(?:{stop}(?:[A-Za-z]+(?:-[a-z]+)?|[{PEOPLE}{WIDE}{OTHER}]+(?:[-–][a-z]+)?(?:['’]s)?){_S})"
    usual = r"(?:international|main|military|central|old|new|city|civilian|general|air|grand|key|major|nearby)"
    owner = rf"(?:[{PEOPLE}{WIDE}{OTHER}]+(?:[-–][a-z]+)?(?:['’]s)?{_S})"
    before = rf"(?:(?:the|a|an|one|another|two|three|several){_S}(?P<which>{adjective}{{0,3}}?)|(?P<owner>(?:{owner}|{usual}{_S}){{0,2}}))"
    return (
        _pattern(rf"(?:the{_S})?(?P<name>{LOCAL}+)(?:['’]s?)?{_S}(?P<which>(?:{usual}{_S}){{0,2}}?)(?P<facility>{words})\b"),
        _pattern(
            rf"(?<![\w-]){before}(?P<facility>{words})(?P<many>s|es)?\b"
            rf"(?:{_S}(?:complex|compound|site|facility|area|hosting|housing|used)(?:{_S}[a-z]+){{0,4}})?{_S}(?:in|at|near|of|outside|inside){_S}(?:central{_S}|(?:{_DIRECTION})(?:ern)?{_S})?(?:{_LEAD})?(?P<name>{LOCAL}+)"
        ),
    )  # fmt: skip


def cover_names(text: str, links: Sequence[Link]) -> str:
    """The text with every link's span covered by its mark, of the same length as the text."""
    pieces = []
    at = 0
    for link in links:
        pieces.append(text[at : link.start])
        pieces.append(mark_of(link) * (link.end - link.start))
        at = link.end
    pieces.append(text[at:])
    return "".join(pieces)


def mark_of(link: Link) -> str:
    """The mark that stands for a link."""
    if link.role == "demonym":
        return PEOPLE
    if link.latitude is None or link.role in ("person", "dateline"):
        return OTHER
    return WIDE if link.kind in _WIDE_KINDS else LOCAL


def read_number(words: str) -> float:
    """A number in digits or words.

    >>> read_number("1,500"), read_number("Fifty"), read_number("a few")
    (1500.0, 50.0, 4.0)
    """
    plain = " ".join(words.lower().split())
    return float(_NUMBER_WORDS[plain]) if plain in _NUMBER_WORDS else float(plain.replace(",", ""))


def read_bearing(words: str) -> float | None:
    """Degrees clockwise from north of a direction; ``None`` for a middle.

    >>> read_bearing("south-west"), read_bearing("Northern"), read_bearing("central")
    (225.0, 0.0, None)
    """
    plain = re.sub(r"[\s-]|ern$", "", words.lower())
    return BEARINGS.get(plain)


def unit_km(unit: str) -> float:
    """The kilometres of one unit of length."""
    plain = " ".join(unit.lower().split())
    return KM_OF_UNIT[plain] if plain in KM_OF_UNIT else KM_OF_UNIT[plain.removesuffix("s")]
