"""What an event was done with, and what kind of site it hit, from the words round it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from geomap.events.phrases import Phrase

WEAPONS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "drone": ("drone", "unmanned aerial vehicle", "uav", "quadcopter", "drone strike", "drone attack"),
        "car bomb": (
            *(f"{carrier} {word}" for carrier in ("car", "truck", "vehicle", "van", "lorry", "motorcycle", "bicycle", "minibus", "taxi") for word in ("bomb", "bombing", "bombings", "packed with explosives", "laden with explosives", "loaded with explosives", "rigged with explosives", "filled with explosives")),
            "explosives laden car", "explosives laden truck", "explosives laden vehicle", "explosive laden vehicle", "bomb laden vehicle", "vbied",
        ),
        "suicide bomb": ("suicide bomb", "suicide bomber", "suicide bombing", "suicide bombings", "suicide vest", "suicide attack", "suicide attacker", "suicide blast", "suicide car bomb", "suicide truck bomb", "suicide car bomber", "suicide car bombing", "explosive vest", "explosives vest", "explosive belt", "explosives belt"),
        "roadside bomb": ("roadside bomb", "roadside bombing", "roadside explosive", "improvised explosive device", "ied"),
        "mine": ("land mine", "landmine", "anti personnel mine", "anti tank mine", "mine exploded", "mine blast", "mine explosion"),
        "ballistic missile": ("ballistic missile",),
        "missile": ("missile", "missile strike", "missile attack"),
        "rocket": ("rocket", "rocket attack", "katyusha", "grad rocket"),
        "rocket-propelled grenade": ("rocket propelled grenade", "rpg"),
        "mortar": ("mortar", "mortar round", "mortar shell"),
        "artillery": ("artillery", "howitzer", "shell", "shelling", "shelled", "tank fire", "tank shell", "tank round", "artillery fire"),
        "chemical weapon": ("chlorine", "sarin", "nerve agent", "nerve gas", "mustard gas", "chemical weapon", "chemical agent", "poison gas", "toxic gas"),
        "grenade": ("grenade", "hand grenade"),
        "aircraft": ("warplane", "war plane", "fighter jet", "fighter plane", "jet", "helicopter", "helicopter gunship", "gunship", "barrel bomb", "airstrike", "air strike", "air raid", "warplanes"),
        "explosives": ("explosive", "dynamite", "tnt", "bomb", "bombing", "bombings", "explosive device", "explosive charge"),
        "petrol bomb": ("petrol bomb", "molotov cocktail", "firebomb", "fire bomb", "gasoline bomb", "incendiary bomb", "incendiary device"),
        "firearm": ("gunfire", "gun", "rifle", "machine gun", "machinegun", "pistol", "firearm", "automatic weapon", "bullet", "small arms", "gunman", "gunned down", "shot dead", "shot", "shooting", "shootings", "live round", "live ammunition", "live fire", "opened fire", "sniper"),
        "knife": ("knife", "knives", "machete", "stabbed", "stabbing", "stabbings", "axe", "sword", "hatchet", "beheaded", "meat cleaver"),
        "vehicle": ("car ramming", "truck ramming", "vehicle ramming", "ramming", "rammed", "ploughed into", "plowed into", "ran over"),
        "tear gas": ("tear gas", "teargas", "rubber bullet", "water cannon"),
        "fire": ("set fire to", "set ablaze", "set on fire", "torched", "arson"),
    }
)  # fmt: skip
# The first name that stands in the words wins over the general ones it is told with.
_GENERAL = frozenset(("explosives", "firearm", "aircraft", "artillery", "fire"))

FACILITIES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "embassy": ("embassy",),
        "consulate": ("consulate",),
        "airport": ("airport", "airfield", "airstrip"),
        "air base": ("airbase", "air base", "air force base"),
        "base": (
            *(f"{owner} {word}" for owner in ("military", "army", "naval", "marine", "training", "militia", "coalition", "peacekeeping", "un") for word in ("base", "camp", "outpost", "compound")),
            "base", "barracks", "garrison", "outpost", "army post", "military post", "military site", "military facility", "military installation", "military headquarters",
        ),
        "checkpoint": ("checkpoint", "check point", "roadblock"),
        "police station": ("police station", "police post", "police headquarters", "police academy", "police barracks"),
        "hospital": ("hospital", "clinic", "medical center", "medical centre"),
        "school": ("school", "university", "college", "madrasa", "madrassa"),
        "mosque": ("mosque", "shrine", "husseiniya"),
        "church": ("church", "cathedral", "synagogue", "temple", "monastery"),
        "market": ("market", "bazaar", "shopping mall", "shopping center", "shopping centre", "supermarket"),
        "hotel": ("hotel", "resort"),
        "restaurant": ("restaurant", "cafe", "café", "nightclub"),
        "oil facility": ("oil field", "oilfield", "refinery", "pipeline", *(f"{what} {word}" for what in ("oil", "gas") for word in ("facility", "pipeline", "plant", "installation", "terminal", "processing plant"))),
        "power plant": ("power plant", "power station", "power line", "power pylon", "power grid", "nuclear plant", "nuclear facility", "electricity tower", "electricity pylon", "substation"),
        "port": ("port", "seaport", "naval port", "harbor", "harbour"),
        "dam": ("dam",),
        "bridge": ("bridge",),
        "border crossing": ("border crossing", "border post", "border checkpoint"),
        "parliament": ("parliament", "parliament building", "national assembly", "congress building"),
        "government building": ("ministry", "government building", "government compound", "government office", "city hall", "courthouse", "court house", "presidential palace", "presidential compound", "palace"),
        "prison": ("prison", "jail", "detention center", "detention centre", "detention facility"),
        "station": ("train station", "railway station", "metro station", "subway station", "bus station", "bus stop", "bus terminal"),
        "refugee camp": ("refugee camp", "displacement camp", "camp for displaced"),
        "convoy": ("convoy", "motorcade"),
        "ship": ("tanker", "oil tanker", "warship", "ship", "vessel", "frigate", "destroyer"),
        "bank": ("bank",),
    }
)  # fmt: skip
_NOT_A_SITE = re.compile(r"\b(?:west|left|right|east)\s+$", re.IGNORECASE)
_SITE_BEFORE = re.compile(
    r"""(?:\b(?:at|in|on|into|near|outside|inside|against|targeting|targeted|hits?|hitting|struck|strikes?|storm(?:ed|ing|s)?|attack(?:ed|ing|s)?|bombed|shelled|of|from|enter(?:ed|ing)
    |left|leaving|towards?|through|around|over|by|seized|captured|overran|retook|took|recaptured|destroyed|damaged|to)
    \s+(?:(?:the|an?|its|their|his|two|three|several|another|one|some)\s+)?(?:[\w.'’-]+\s+){0,5})$""",
    re.VERBOSE | re.IGNORECASE,
)


def choose_weapon(phrases: Sequence[Phrase], start: int, end: int, near: tuple[int, int]) -> str | None:
    """The weapon named between two positions, the one in or closest to the span ``near``; ``None`` for none.

    Args:
        phrases: what a table that holds :data:`WEAPONS` found in the sentence.
    """
    best: tuple[int, int, str] | None = None
    for phrase in phrases:
        if phrase.name not in WEAPONS or not (start <= phrase.start and phrase.end <= end):
            continue
        distance = max(phrase.start - near[1], near[0] - phrase.end, 0)
        rank = (distance + (30 if phrase.name in _GENERAL else 0), phrase.start, phrase.name)
        if best is None or rank < best:
            best = rank
    return best[2] if best else None


def choose_facility(
    text: str, phrases: Sequence[Phrase], start: int, end: int, near: tuple[int, int]
) -> str | None:
    """The kind of site that the words between two positions say was hit or entered, closest to ``near``; ``None`` for none."""
    best: tuple[int, int, str] | None = None
    for phrase in phrases:
        if phrase.name not in FACILITIES or not (start <= phrase.start and phrase.end <= end):
            continue
        inside = near[0] <= phrase.start < near[1]
        lead = text[max(start, phrase.start - 60) : phrase.start]
        if (phrase.name == "bank" and _NOT_A_SITE.search(lead)) or (not inside and not _SITE_BEFORE.search(lead)):
            continue
        rank = (max(phrase.start - near[1], near[0] - phrase.end, 0), phrase.start, phrase.name)
        if best is None or rank < best:
            best = rank
    return best[2] if best else None
