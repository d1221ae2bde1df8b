"""What an event was done with, and what kind of site it hit, from the words round it."""

from __future__ import annotations

import re

_WEAPONS = {
    "drone": r"drones?|unmanned\s+aerial\s+vehicles?|UAVs?|quadcopters?",
    "car bomb": r"(?:car|truck|vehicle|van|lorry|motorcycle|bicycle|minibus|taxi)[\s-]bomb(?:s|ing|ings)?|bomb[\s-]laden\s+\w+|explosives?[\s-](?:laden|packed|rigged)\s+(?:car|truck|vehicle|van|lorry|motorcycle)"
    r"|(?:car|truck|vehicle|van|lorry|pickup(?:\s+truck)?|motorcycle)s?\s+(?:packed|laden|rigged|filled|loaded)\s+with\s+explosives",
    "suicide bomb": r"suicide[\s-](?:\w+[\s-])?(?:bomb(?:er|ers|s|ing|ings)?|vests?|attackers?|attacks?|blasts?)|explosives?\s+(?:vests?|belts?)",
    "roadside bomb": r"roadside\s+(?:bomb|explosive|device)s?(?:ing|ings)?|improvised\s+explosive\s+devices?|IEDs?",
    "mine": r"land\s?mines?|mines?(?=\s+(?:exploded|blast|went))|anti-(?:personnel|tank)\s+mines?",
    "ballistic missile": r"ballistic\s+missiles?",
    "missile": r"missiles?",
    "rocket": r"rockets?(?!-propelled)|Katyushas?|Grads?\b",
    "rocket-propelled grenade": r"rocket[\s-]propelled\s+grenades?|RPGs?",
    "mortar": r"mortars?",
    "artillery": r"artillery|howitzers?|shells|shelling|shelled|tank\s+(?:fire|shells?|rounds?)",
    "chemical weapon": r"chlorine|sarin|nerve\s+(?:agent|gas)|mustard\s+gas|chemical\s+(?:weapons?|agents?)|poison\s+gas",
    "grenade": r"(?:hand\s+)?grenades?",
    "aircraft": r"war\s?planes?|fighter\s+(?:jets?|planes?)|jets?|helicopters?|gunships?|bombers(?=\s+(?:struck|hit|flew))|barrel\s+bombs?|air\s?strikes?|air[\s-]raids?",
    "explosives": r"explosives?|dynamite|TNT|bombs?|explosive\s+devices?|bombings?|explosive\s+charges?",
    "petrol bomb": r"petrol\s+bombs?|Molotov\s+cocktails?|firebombs?|gasoline\s+bombs?|incendiary\s+(?:bombs?|devices?)",
    "firearm": r"gunfire|guns?|rifles?|machine[\s-]guns?|pistols?|firearms?|automatic\s+weapons?|bullets?|small[\s-]arms(?:\s+fire)?|gunm[ae]n|gunned\s+down|shot(?:\s+dead)?|shootings?|live\s+(?:rounds?|ammunition|fire)|opened\s+fire|snipers?",
    "knife": r"kni(?:fe|ves)|machetes?|stabb(?:ed|ing)s?|axes?|swords?|hatchets?|beheaded|meat\s+cleavers?",
    "vehicle": r"(?:car|truck|vehicle)[\s-]ramm(?:ing|ed)s?|ramm(?:ed|ing)|ploughed\s+into|plowed\s+into|ran\s+over",
    "tear gas": r"tear\s?gas|rubber\s+bullets?|water\s+cannons?",
    "fire": r"set\s+(?:fire\s+to|ablaze|on\s+fire)|torched|arson",
}
_WEAPON = re.compile(
    r"\b(?:" + "|".join(f"(?P<w{index}>{words})" for index, words in enumerate(_WEAPONS.values())) + r")\b", re.IGNORECASE
)
_WEAPON_NAMES = tuple(_WEAPONS)
# The first name that stands in the words wins over the general ones it is told with.
_GENERAL = frozenset(("explosives", "firearm", "aircraft", "artillery", "fire"))

_FACILITIES = {
    "embassy": r"embass(?:y|ies)",
    "consulate": r"consulates?",
    "airport": r"airports?|airfields?|airstrips?",
    "air base": r"air\s?bases?|air\s+force\s+bases?",
    "base": r"(?:military|army|naval|marine|training|militia|coalition|police|peacekeeping|UN|U\.N\.)\s+(?:bases?|camps?|outposts?|compounds?)|bases?|barracks|garrisons?|outposts?|army\s+posts?|military\s+(?:posts?|sites?|facilit(?:y|ies)|installations?|headquarters)",
    "checkpoint": r"check\s?-?points?|roadblocks?",
    "police station": r"police\s+(?:stations?|posts?|headquarters|academ(?:y|ies)|barracks)",
    "hospital": r"hospitals?|clinics?|medical\s+cent(?:er|re)s?",
    "school": r"schools?|universit(?:y|ies)|colleges?|madrass?as?",
    "mosque": r"mosques?|shrines?|husseiniyas?",
    "church": r"church(?:es)?|cathedrals?|synagogues?|temples?|monaster(?:y|ies)",
    "market": r"markets?|bazaars?|shopping\s+(?:malls?|cent(?:er|re)s?)|supermarkets?",
    "hotel": r"hotels?|resorts?",
    "restaurant": r"restaurants?|caf[eé]s?|nightclubs?|bars(?=\s)",
    "oil facility": r"oil\s?fields?|refiner(?:y|ies)|(?:oil|gas)\s+(?:facilit(?:y|ies)|pipelines?|plants?|installations?|terminals?|processing\s+plants?)|pipelines?",
    "power plant": r"power\s+(?:plants?|stations?|lines?|pylons?|grid)|nuclear\s+(?:plants?|facilit(?:y|ies))|electricity\s+(?:towers?|pylons?|substations?)",
    "port": r"sea\s?ports?|(?:naval\s+)?ports?|harbou?rs?",
    "dam": r"dams?(?=[\s,.;])",
    "bridge": r"bridges?",
    "border crossing": r"border\s+(?:crossings?|posts?|checkpoints?)",
    "parliament": r"parliament(?:\s+building)?|national\s+assembly|congress\s+building",
    "government building": r"ministr(?:y|ies)|government\s+(?:buildings?|compounds?|offices?)|city\s+halls?|court\s?houses?|presidential\s+(?:palaces?|compounds?)|palaces?",
    "prison": r"prisons?|jails?|detention\s+(?:cent(?:er|re)s?|facilit(?:y|ies))",
    "station": r"(?:train|railway|metro|subway|bus)\s+stations?|bus\s+(?:stops?|terminals?)",
    "refugee camp": r"refugee\s+camps?|displacement\s+camps?|camps?\s+for\s+(?:displaced|refugees)",
    "convoy": r"convoys?|motorcades?",
    "ship": r"(?:oil\s+)?tankers?|warships?|ships?|vessels?|frigates?|destroyers?",
    "bank": r"banks?(?!\s+of\s+the)(?<!West\sbank)(?<!west\sbank)",
    "power station": r"substations?",
}
_FACILITY = re.compile(
    r"\b(?:" + "|".join(f"(?P<f{index}>{words})" for index, words in enumerate(_FACILITIES.values())) + r")\b", re.IGNORECASE
)
_FACILITY_NAMES = tuple(_FACILITIES)
_SITE_BEFORE = re.compile(
    r"(?:\b(?:at|in|on|into|near|outside|inside|against|targeting|targeted|hit|hits|hitting|struck|strike|strikes|stormed|storm|attacked|attack|attacking|bombed|shelled|of|from|entering|entered|leaving|leave|left|towards?|through|around|over|by|seized|captured|overran|retook|took|recaptured|destroyed|damaged|to)"
    r"\s+(?:(?:the|an?|its|their|his|two|three|several|another|one|some)\s+)?(?:[\w.'’-]+\s+){0,5}?)$",
    re.IGNORECASE,
)


def find_weapon(text: str, start: int, end: int, near: tuple[int, int]) -> str | None:
    """The weapon named in ``text[start:end]``, the one in or closest to the span ``near``; ``None`` for none.

    >>> find_weapon("A car bomb went off near the army base.", 0, 39, (2, 19))
    'car bomb'
    """
    best: tuple[int, int, str] | None = None
    for match in _WEAPON.finditer(text, start, end):
        name = _WEAPON_NAMES[int((match.lastgroup or "w0")[1:])]
        distance = max(match.start() - near[1], near[0] - match.end(), 0)
        rank = (distance + (30 if name in _GENERAL else 0), match.start(), name)
        if best is None or rank < best:
            best = rank
    return best[2] if best else None


def find_facility(text: str, start: int, end: int, near: tuple[int, int]) -> str | None:
    """The kind of site that ``text[start:end]`` says was hit or entered, closest to the span ``near``; ``None`` for none.

    >>> find_facility("Rockets landed at the embassy on Sunday.", 0, 40, (0, 14))
    'embassy'
    """
    best: tuple[int, int, str] | None = None
    for match in _FACILITY.finditer(text, start, end):
        inside = near[0] <= match.start() < near[1]
        if not inside and not _SITE_BEFORE.search(text, max(start, match.start() - 60), match.start()):
            continue
        distance = max(match.start() - near[1], near[0] - match.end(), 0)
        rank = (distance, match.start(), _FACILITY_NAMES[int((match.lastgroup or "f0")[1:])])
        if best is None or rank < best:
            best = rank
    return best[2] if best else None
