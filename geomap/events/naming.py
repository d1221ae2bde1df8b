"""What somebody is called in the table: without numbers and determiners, and never a word that only opens a sentence.

Proper names that no list holds are read with care: a capital at the head of a sentence says nothing, and a name that
is a place is where something happened, unless it stands for a people or a government.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from geomap.places.lexicon import load_lexicon
from geomap.records import Link

_SMALL = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen"
    "|eighteen|nineteen"
)
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_NUMBER = (
    rf"(?:(?:{_TENS})(?:-\w+)?|{_SMALL}|(?:an?\s+)?(?:hundred|thousand|million|dozen|score)|[\d][\d,.]*|(?:the\s+)?first"
    r"|second|third)"
)
_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?:['’]?s)?"
_LEADING = re.compile(
    rf"""(?:(?:
        the|an?|this|that|these|those|its|their|his|her|our|my|your|some|several|many|most|all|both|another|other|more
        |additional|further|extra|fewer|few|less|no|any|each|every|least|nearly|about|around|over|roughly|almost
        |approximately|estimated|than|at|up|to|as|least|only|just|even|also|and|but|in|on|by|after|when|while
        |meanwhile|earlier|later|last|next|today|yesterday|smaller|larger|bigger|new|newly|unspecified|unknown
        |(?:dozens?|hundreds|thousands|tens|scores|millions|numbers?|crowds?|groups?|members|part|both|all
        |some|most|many|one|{_NUMBER})\s+of
        |{_NUMBER}|{_DAY}
    )\s+)+""",
    re.VERBOSE | re.IGNORECASE,
)
# The words that such a lead may begin with, besides digits and days: a look at the first spares most phrases the rest.
_LEADS = frozenset(
    f"""{_SMALL.replace("|", " ")} {_TENS.replace("|", " ")} the a an this that these those its their his her our my
    your some several many most all both another other more additional further extra fewer few less no any each every
    least nearly about around over roughly almost approximately estimated than at up to as only just even also and but
    in on by after when while meanwhile earlier later last next today yesterday smaller larger bigger new newly
    unspecified unknown dozen dozens hundred hundreds thousand thousands million millions score scores tens number
    numbers crowd crowds group groups members part first second third""".split()
)
_LONGEST_LEAD = 40
_NOTHING = frozenset(
    """the a an in on at by it he she they we you i this that these those there here when while after before since as
    but and or if for from with despite although during under over around more most some many several dozens hundreds
    thousands scores tens hours days weeks months years smaller larger nearly almost about another both each every no
    none not now then two three four five six seven eight nine ten eleven twelve twin first last next early late
    monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays fridays saturdays
    sundays january february march april may june july august september october november december updated photo
    video read image breaking mr mrs ms dr general president prime minister car base internet grenade oil""".split()
)
_NAME = re.compile(
    r"\b(?:[A-Z][\w’'-]+|[A-Z]\.)(?:\s+(?:[A-Z][\w’'-]+|[A-Z]\.|al-[A-Z]\w+|bin|ibn|de|da|del|la|el|von|van)\b\.?)*"
)
# A place of reporting in capitals that opens a paragraph without a dash: "BEIRUT Four bombers ...".
_DATELINE = re.compile(r"(?:[A-Z]{5,}|[A-Z]{3,}\s+[A-Z]{4,})\s+(?=[A-Z]?[a-z])")
_POSSESSIVE = re.compile(r"['’]s?$")
_CRAFT = re.compile(
    r"\s*\b(?:[A-Z]+-?\d+\w*\s+)?(?:(?:fighter|helicopter|attack|combat|military|war)[\s-]+)*"
    r"(?:warplanes?|planes?|jets?|aircraft|helicopters?|gunships?|drones?|artillery)$"
)
_FIRED_BY = re.compile(
    r"\s+(?:artillery|shelling|warplanes?|planes?|jets?|aircraft|helicopters?|gunships?|drones?|(?:air\s*)?strikes?"
    r"|bombardment|shells|tanks)\b"
)
_SITE_END = re.compile(
    r"\b(?:Shrine|Square|Street|Road|Avenue|Bridge|Airport|Base|Camp|Hospital|University|School|College|Hotel|Mosque"
    r"|Church|Cathedral|Market|Mall|Tower|Park|Station|Zone|Act|Palace|Embassy|Club|Cafe|Bakery|Stadium|Theatre"
    r"|Theater|Prison|Island|River|Valley|Province|District|City|Week|Day|War)$"
)
_SITE_NEXT = re.compile(
    r"\s+(?:\w+\s+)?(?:clubs?|cafes?|cafés?|baker(?:y|ies)|nightclubs?|restaurants?|hotels?|mosques?|church(?:es)?|shrines?"
    r"|squares?|schools?|hospitals?|markets?|academ(?:y|ies)|neighbou?rhoods?|districts?|towns?|villages?|suburbs?"
    r"|bridges?|buildings?|malls?|theat(?:re|er)s?|stadiums?|airports?|cinemas?|streets?|areas?|regions?|provinces?"
    r"|concert\s+halls?)\b"
)
_NOUN_NEXT = re.compile(r"\s+([a-z]+(?:s|men|people|women))\b")
_NO_NOUNS = frozenset("was is has does as this its his us says warns needs seems plans wants calls".split())


@dataclass(slots=True)
class ProperName:
    """A proper name in a text: its span and what to call it. ``standing`` is true for a people or a government."""

    start: int
    end: int
    name: str
    standing: bool = False


def without_lead(words: str) -> int:
    """How many characters at the beginning of a phrase only count or point: determiners, numbers, days.

    >>> "Twenty-seven worshippers"[without_lead("Twenty-seven worshippers"):]
    'worshippers'
    """
    first = words[:_LONGEST_LEAD].lower().split(None, 1)[0] if words[:1].strip() else ""
    if first.split("-", 1)[0] not in _LEADS and not first[:1].isdigit() and "day" not in first:
        return 0
    lead = _LEADING.match(words)
    return lead.end() if lead and lead.end() < len(words) else 0


def dateline_length(text: str, start: int) -> int:
    """The length of a dateline in capitals that the phrase at ``start`` wrongly begins with; 0 for none."""
    if start and text[start - 1] != "\n":
        return 0
    found = _DATELINE.match(text, start)
    return found.end() - start if found else 0


def flown_by(words: str) -> str | None:
    """Who flew, from "Air force jets" or "American F-15 jets"; an empty text for bare craft, ``None`` for no craft.

    >>> flown_by("coalition warplanes"), flown_by("warplanes"), flown_by("rebels")
    ('coalition', '', None)
    """
    craft = _CRAFT.search(words)
    return words[: craft.start()].strip() if craft else None


def is_weapon_of(text: str, end: int) -> bool:
    """Whether the word that ends at ``end`` says whose weapons fired: "government |artillery"."""
    return _FIRED_BY.match(text, end) is not None


def proper_name(text: str, span: tuple[int, int], sentence_start: int, links: Sequence[Link]) -> ProperName | None:
    """The first proper name in a span that may be somebody, ``None`` for none.

    Args:
        sentence_start: where the sentence begins, for a capital there tells nothing.
        links: the names of places in the sentence. Peoples and governments are named by their country's name.
    """
    for found in _NAME.finditer(text, *span):
        first = found.start() + dateline_length(text, found.start())
        first += without_lead(text[first : found.end()])
        words = _POSSESSIVE.sub("", text[first : found.end()])
        last = first + len(words)
        place = next((link for link in links if link.start < last and first < link.end), None)
        if place is not None and place.role in ("demonym", "metonym", "modifier", "place"):
            standing = place.role != "place" or (place.kind == "country" and place.start <= first and last <= place.end)
            if not standing or _SITE_NEXT.match(text, place.end):
                continue
            return ProperName(place.start, place.end, place.name or place.text, True)
        if country := country_of(words):
            if _SITE_NEXT.match(text, last):
                continue
            return ProperName(
                first,
                last,
                country if words.lower() + "s" in _demonyms() or words.endswith(("ish", "ese", "ch")) else words,
                True,
            )
        if len(words) < 3 or words.lower() in _NOTHING or _SITE_END.search(words) or _SITE_NEXT.match(text, last):
            continue
        if _only_opens(text, first, words, sentence_start):
            continue
        return ProperName(first, last, words)
    return None


def country_of(words: str) -> str | None:
    """The country, or other place, whose people or government a demonym means; ``None`` for other words."""
    return _demonyms().get(words.lower())


def _demonyms() -> dict[str, str]:
    return load_lexicon().demonyms


def _only_opens(text: str, first: int, words: str, sentence_start: int) -> bool:
    """Whether a single word has its capital from the head of the sentence: a common one, or never written so in one."""
    if " " in words or text[sentence_start:first].strip("“”\"'‘’( "):
        return False
    common = words.lower() in load_lexicon().words
    return common or re.search(rf"[a-z,]\s{re.escape(words)}\b", text) is None


def people_named(text: str, name: ProperName) -> str | None:
    """Whom a people's name means where it is hit: "Palestinians", "Libyan sailors"; ``None`` where it is a place's.

    >>> people_named("They hit Libyan sailors.", ProperName(9, 15, "Libya", True))
    'Libyan sailors'
    """
    words = text[name.start : name.end]
    if country_of(words) is None:
        return None
    noun = _NOUN_NEXT.match(text, name.end)
    if noun and noun.group(1) not in _NO_NOUNS and not _SITE_NEXT.match(text, name.end):
        return f"{words} {noun.group(1)}"
    if words == name.name and words.endswith("s"):
        return words
    return None
