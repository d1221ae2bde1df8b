"""The patterns of relative places: distances, directions, borders, roads, coasts, parts and facilities around a name.

They run over a text in which every linked name is covered by marks of the same length (see ``cover_names``), so that
offsets stay and a name is one thing whatever its words.
"""

from __future__ import annotations

import csv
import dataclasses
import functools
import importlib.resources
import re
from collections.abc import Iterable, Iterator, Sequence

from geomap.records import Link

# Marks of the private use area: a settlement or site, a country or division or region, a demonym, anything else.
LOCAL, WIDE, PEOPLE, OTHER = "\ue000", "\ue001", "\ue002", "\ue003"
_WIDE_KINDS = frozenset(("country", "territory", "region", "continent", "admin1", "ocean", "sea"))

BEARINGS = {
    "north": 0.0, "northeast": 45.0, "east": 90.0, "southeast": 135.0, "south": 180.0, "southwest": 225.0,
    "west": 270.0,
    "northwest": 315.0,
}  # fmt: skip
KM_OF_UNIT = {
    "mile": 1.609344, "mi": 1.609344, "kilometer": 1.0, "kilometre": 1.0, "km": 1.0, "kms": 1.0, "klick": 1.0,
    "meter": 0.001,
    "metre": 0.001, "m": 0.001, "yard": 0.0009144, "foot": 0.0003048, "feet": 0.0003048, "nautical mile": 1.852,
}  # fmt: skip
_NUMBER_WORDS = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen twenty".split()
    )
} | {
    "a": 1, "an": 1, "half a": 0.5, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
    "ninety": 90,
    "a hundred": 100, "one hundred": 100, "two hundred": 200, "three hundred": 300, "a couple of": 2, "a few": 4,
    "several": 6, "a dozen": 12, "dozens of": 40, "tens of": 40, "hundreds of": 300,
}  # fmt: skip
VAGUE_NUMBERS = frozenset(("a couple of", "a few", "several", "dozens of", "tens of", "hundreds of", "a dozen"))

_NUMBER = r"\d[\d,]*(?:\.\d+)?|" + "|".join(re.escape(word) for word in sorted(_NUMBER_WORDS, key=len, reverse=True))
_QUALITY = (
    r"(?:about|around|some|roughly|approximately|nearly|almost|just|only|over|under|more than|less than|at least|up to|"
    r"within|an estimated|fewer than|a mere|barely|close to)"
)
_UNIT = r"nautical miles?|miles?|mi|kilomet(?:er|re)s?|kms?|klicks?|met(?:er|re)s?|yards?|feet|foot|m"
# Words that cannot stand between an article and the facility: they begin something else.
_NO_ADJECTIVE = r"(?!(?:the|a|an|and|or|of|in|on|at|to|from|by|with|for|near|against|which|that|is|was|were|are|as)\b)"
_MARKED = f"[{WIDE}{PEOPLE}{OTHER}]+(?:[-–][a-z]+)?(?:['’]s)?"

# What the capital words of relation_patterns.txt stand for; later ones may use earlier ones.
_PARTS = {
    "OWNER": (
        r"(?:(?:the|a|an|one|another|two|three|several) "
        rf"(?P<which>(?:{_NO_ADJECTIVE}(?:[A-Za-z]+(?:-[a-z]+)?|{_MARKED}) ){{0,3}}?)"
        rf"|(?P<owner>(?:{_MARKED} |USUAL ){{0,2}}))"
    ),
    "USUAL": r"(?:international|main|military|central|old|new|city|civilian|general|air|grand|key|major|nearby)",
    "DISTANCE": (
        rf"(?:(?P<quality>{_QUALITY}(?: {_QUALITY})?) )?\b(?P<number>{_NUMBER})"
        rf"(?:(?: to | or |\s?[-–]\s?)(?P<upper>{_NUMBER}))?"
        rf"[\s-]*@(?P<unit>{_UNIT})\b(?: ?\((?P<alternative>[^()]{{3,40}})\))?,?"
    ),
    "DRIVE": (
        rf"(?:(?P<quality>{_QUALITY}) )?\b(?P<number>{_NUMBER}|half)[\s-]+@(?P<unit>hours?|minutes?)(?:['’]s?)?"
        r"(?: (?:drive|journey|ride|trip|walk|by road|by car|away))*"
    ),
    "TOWARD": r"(?:(?:to the |due |further )?DIRECTION(?:wards?|ern)?)",
    "ANCHOR": r"(?:(?:LEAD)?(?:the )?NAME|(?P<back>BACK))",
    "BACK": (
        r"(?:the|that|this) (?:[a-z]+ )?(?:city|capital|town|village|airport|base|camp|port|border)"
        rf"(?![\w{LOCAL}{WIDE}])"
        r"|there(?!\w)|here(?!\w)"
    ),
    # "the northern Iraqi city of", "the capital,", "the nearby town of".
    "LEAD": (
        r"(?:(?:the|a|an|its|their) )?(?:nearby )?"
        rf"(?:(?:[a-z]+(?:-[a-z]+)?|[{PEOPLE}{WIDE}{LOCAL}]+(?:['’]s)?) ){{0,3}}?"
        r"(?:city|town|village|capital|port|hamlet|suburb|district|neighbou?rhood|province|governorate|region|settlement|"
        r"enclave|stronghold|hub|resort|island|camp|county|state|municipality)(?: of|,)? "
    ),
    "PART": r"(?P<direction>WINDS|central)",
    "DIRECTION": r"(?P<direction>WINDS)",
    "WINDS": r"(?:north|south)(?:[-\s]?(?:east|west))?|east|west",
    "ROAD": r"roads?|highways?|motorways?|expressway|railway(?: line)?|rail line|pipeline|route|axis",
    "ANYNAME": f"(?P<name>[{LOCAL}{WIDE}{PEOPLE}]+)",
    "NAME": f"(?P<name>[{LOCAL}{WIDE}]+)",
    "SECOND": f"(?P<second>[{LOCAL}{WIDE}]+)",
    "LOCAL": f"(?P<name>{LOCAL}+)",
    "AREA": f"(?P<area>[{WIDE}{PEOPLE}]+)",
    "OTHER": f"(?P<other>[{WIDE}{PEOPLE}]+)",
}  # fmt: skip


# Letters in a word without which a pattern cannot match. Patterns that begin with what is optional are slow to try at
# every character of a text, so that they are tried near these only, which are found much faster.
_CUES: dict[str, tuple[str, ...]] = {
    "road": ("road", "highway", "motorway", "expressway", "rail", "pipeline", "route", "axis"),
    "border": ("border", "frontier"),
    "coast": ("coast", "shore"),
    "between": ("between",),
    "part": ("north", "south", "east", "west", "central", "downtown", "inner", "middle", "heart", "center", "centre"),
    "direction": ("north", "south", "east", "west"),
    "outskirts": ("outskirt", "edge", "fringe", "periphery", "suburb"),
    "outside": ("outside",),
    "near": ("near", "close", "vicinity", "surroundings", "far", "next", "adjacent", "off"),
    "capital": ("capital",),
    "area": ("rural", "greater", "area", "countryside", "vicinity", "surroundings"),
}
# Units that a number must stand before; "foot" and "military" are common, "20 foot" is not.
_UNIT_CUES = {
    "offset": re.compile(_UNIT.replace("nautical miles?", "nautical")),
    "distance": re.compile(_UNIT.replace("nautical miles?", "nautical")),
    "drive": re.compile(r"hours?|minutes?"),
}
_LAST_NUMBER_WORDS = frozenset(word.split()[-1] for word in _NUMBER_WORDS)
_LONGEST_NUMBER_WORD = 20
# Longer than any lead or rest of a phrase around its cue.
_BEFORE_CUE, _AFTER_CUE = 80, 160


@dataclasses.dataclass(frozen=True, slots=True)
class RelationPattern:
    """One way to tell a place by another: its kind, and what it looks like in a text with covered names.

    ``tail`` is its rest from the cue on, ``None`` where the cue may stand anywhere; ``marks`` matches the marks of
    names of which the pattern needs one, ``None`` where it may do without.
    """

    kind: str
    pattern: re.Pattern[str]
    tail: re.Pattern[str] | None
    marks: re.Pattern[str] | None

    def find(self, covered: str, cues: Sequence[int]) -> Iterator[re.Match[str]]:
        """The matches in order, not overlapping; ``cues`` are the offsets of the kind's cues."""
        done = 0
        for at in cues:
            if at < done or (self.tail is not None and not self.tail.match(covered, at)):
                continue
            first, last = max(done, at - _BEFORE_CUE), at + _AFTER_CUE
            if self.marks is None or self.marks.search(covered, first, last):
                for match in self.pattern.finditer(covered, first, last):
                    yield match
                    done = match.end()
            done = max(done, at + 1)


def find_relations(covered: str, words: Iterable[tuple[str, int]]) -> list[tuple[str, re.Match[str]]]:
    """The kinds and matches of everything in a text with covered names that reads like a relation.

    ``words`` are the words of the text in lower case with their offsets, those of names too.
    """
    cues = _find_cues(covered, words)
    found = []
    for pattern in relation_patterns():
        kind = pattern.kind
        if kind in cues:
            found += [(kind, match) for match in pattern.find(covered, cues[kind])]
    return found


def _find_cues(covered: str, words: Iterable[tuple[str, int]]) -> dict[str, list[int]]:
    """By kind the offsets in a text near which its patterns may match, in order."""
    cues: dict[str, list[int]] = {}
    for word, start in words:
        for kind, shift in _word_cues(word):
            if kind in _UNIT_CUES:
                if not _follows_number(covered, start):
                    continue
            elif kind == "facility" and not facility_pattern().match(covered, start):
                continue
            cues.setdefault(kind, []).append(start + shift)
    return cues


@functools.lru_cache(maxsize=65536)
def _word_cues(word: str) -> tuple[tuple[str, int], ...]:
    """The kinds that a word in small letters is or holds a cue of, each with the cue's offset in it."""
    found = [(kind, word.find(cue)) for kind, cues in _CUES.items() for cue in cues if cue in word]
    found += [(kind, 0) for kind, unit in _UNIT_CUES.items() if unit.fullmatch(word)]
    if word in _facility_beginnings():
        found.append(("facility", 0))
    return tuple(sorted(found))


def _follows_number(covered: str, at: int) -> bool:
    words = covered[max(0, at - _LONGEST_NUMBER_WORD) : at].lower().replace("-", " ").split()
    return bool(words) and (words[-1][-1].isdigit() or words[-1][-1] == "," or words[-1] in _LAST_NUMBER_WORDS)


@functools.lru_cache(maxsize=1)
def facility_pattern() -> re.Pattern[str]:
    """A facility word as the group ``facility``, whole or as a plural."""
    return re.compile(rf"(?<![\w-])(?P<facility>{_facility_choice()})(?:s|es)?\b", re.IGNORECASE)


@functools.lru_cache(maxsize=1)
def _facility_beginnings() -> frozenset[str]:
    """The first words of what names facilities, and their plurals."""
    first = {re.split("[^a-z]", word)[0] for word in facility_words()}
    return frozenset(word + ending for word in first for ending in ("", "s", "es"))


def _facility_choice() -> str:
    return "|".join(
        re.escape(word).replace(r"\ ", r"[\s-]+") for word in sorted(facility_words(), key=len, reverse=True)
    )


@functools.lru_cache(maxsize=1)
def relation_patterns() -> tuple[RelationPattern, ...]:
    """The patterns that read relations (relation_patterns.txt)."""
    parts = {**_PARTS, "FACILITY": f"(?P<facility>{_facility_choice()})"}
    any_name, local = re.compile(f"[{LOCAL}{WIDE}{PEOPLE}{OTHER}]"), re.compile(LOCAL)
    found = []
    for line in (
        (importlib.resources.files("geomap") / "places" / "relation_patterns.txt").read_text("utf-8").splitlines()
    ):
        if not line.startswith("#"):
            kind, _, pattern = line.partition("|")
            for name, part in parts.items():
                pattern = re.sub(rf"(?<![A-Za-z]){name}(?![a-z]*[A-Z])", part.replace("\\", r"\\"), pattern)
            blanks = pattern.strip().replace(" ", r"[\s\u00a0]+")
            head, _, tail = blanks.partition("@")
            rest = re.compile(tail, re.IGNORECASE) if tail else None
            marks = None if "(?P<back>" in blanks else local if "LOCAL" in line else any_name
            found.append(RelationPattern(kind.strip(), re.compile(head + tail, re.IGNORECASE), rest, marks))
    return tuple(found)


@functools.lru_cache(maxsize=1)
def facility_words() -> dict[str, tuple[str, ...]]:
    """The kinds of places that a facility word may mean, by the word in lower case (relations.csv)."""
    text = (importlib.resources.files("geomap") / "places" / "relations.csv").read_text("utf-8")
    rows = csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))
    return {word: tuple(row["kinds"].split("|")) for row in rows for word in row["words"].split("|")}


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
