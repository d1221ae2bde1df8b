"""The words by which news counts people: what befell them, where their phrase ends, what a number does not count."""

from __future__ import annotations

import re

_UNITS = {
    "killed": r"""
        (?:shot|shoots?|shooting|stabbed|beaten|hacked|burned|burnt|crushed)\s+(?:dead|to\s+death|and\s+kill(?:s|ed
        |ing)?)
        | fatally\s+(?:shot|shoots?|shooting|wounded|injured|stabbed|wounding|injuring)
        | kill(?:s|ed|ing)? | murder(?:s|ed|ing)? | assassinat(?:es?|ed|ing) | slaughter(?:ed|ing|s) | massacr(?:es
        |ed|ing)
        | (?:cut(?:s|ting)?|slit(?:s|ting)?)\s+(?:the\s+)?throats? | execut(?:es|ed|ing) | behead(?:s|ed|ing) | slain
        | slay(?:s|ing)? | gun(?:s|ned|ning)\s+down | martyred
        | lynched
        | succumb(?:s|ed|ing)?\s+to\s+(?:(?:his|her|their|the|serious|severe|critical|bullet|gunshot|burn)\s+){0,3}
        (?:injury|injuries|wounds?) | breath(?:ed|es)\s+(?:his|her|their)\s+last | (?:done|put)\s+to\s+death
        | neutrali[sz](?:ed|es|ing) | eliminat(?:ed|es|ing)
        | dead | died? | dies | perish(?:ed|es)? | los[te]s?\s+(?:his|her|their)\s+li(?:fe|ves)
        | deaths? | fatalit(?:y|ies) | (?:death\s+)?toll | (?:claim(?:s|ed|ing)?|cost(?:s|ing)?|took
        |taking)\s+(?:the\s+lives\s+of|(?=(?:\S+\s+){1,4}lives))
        | martyrdom | killings? | bodies | corpses """,
    "injured": r"""
        wound(?:s|ed|ing) | injur(?:es?|ed|ing) | hurt(?:s|ing)? | maim(?:s|ed|ing)?
        | injury(?=\s+of\b) | injuries | hospitali[sz]ed""",
    "missing": r"missing | unaccounted\s+for",
    "arrested": r"""
        arrest(?:s|ed|ing)? | detain(?:s|ed|ing)? | (?:taken|took|taking)\s+into\s+custody | apprehend(?:s|ed|ing)
        | round(?:s|ed|ing)\s+up""",
    "abducted": r"kidnap(?:s|ped|ping|ed|ing)? | abduct(?:s|ed|ing)? | (?:taken|took|taking|held|holding)\s+hostage"
    r" | (?:taken|took|taking)(?=\s+(?:[\w-]+\s+){1,5}(?:hostage|captive|prisoner)s?\b)",
}
CUE = re.compile(
    r"\b(?:" + "|".join(f"(?P<{unit}>{words})" for unit, words in _UNITS.items()) + r")\b(?!-|['’]s\b)",
    re.VERBOSE | re.IGNORECASE,
)
NONE = re.compile(
    r"""
    \b(?:
        no\s+(?:reports?\s+of\s+|reported\s+|known\s+|human\s+|military\s+|civilian\s+|US\s+|U\.S\.\s+|American\s+
        |coalition\s+)*
        (?P<things>casualt(?:y|ies)|causalit(?:y|ies)|injur(?:y|ies)|deaths?|fatalit(?:y|ies)|victims?|loss\s+of\s+life)
            (?P<more>(?:,?\s+(?:or|nor|and)\s+(?:\w+\s+)?(?:casualties|causalities|injuries|deaths|fatalities|damage))*)
      | without\s+(?:causing\s+|any\s+|inflicting\s+)*(?P<without>casualties|injuries|victims|loss\s+of\s+life)
      | (?:no\s+one|nobody|no\s+(?:\w+\s+){0,3}?(?:people|person|personnel|troops|soldiers?|civilians?)
      |none(?:\s+of\s+\w+(?:\s+\w+){0,3}?)?)\s+
        (?:was|were|has\s+been|have\s+been|is|are)\s+(?:\w+ly\s+)?
        (?P<verb>killed|wounded|injured|hurt|harmed)(?:\s+(?:or|and)\s+(?P<verb_more>killed|wounded|injured|hurt))?
      | (?:did|does)\s+not\s+(?:cause|claim|result\s+in|leave)\s+(?:any\s+)?(?P<caused>casualties|injuries|deaths
      |victims)
      | (?:caused?|causing)\s+no\s+(?P<causing>casualties|injuries|deaths|victims)
    )\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
# Every cue above begins with one of these, and every "nobody" holds one.
STEMS = """kill murder succumb breath done put neutrali eliminat
assassin slaughter massacr execut behead slain slay gun martyr lynch dead die perish los
death fatal claim cost took tak wound injur hurt maim hospital missing unaccount arrest detain
apprehend round kidnap abduct hostage casualt causalit victim harm shot shoot stab life beaten
hacked burned burnt crushed held holding cut slit bodies corpse toll""".split()

BREAK = re.compile(r"[,;:()]|\b(?:was|were|had|have|has|that|who|by|in)\b|\b(?:and|or)\s*$", re.IGNORECASE)
_ADVERBS = (
    r"(?:\w+ly|also|both|all|either|since|later|then|still|now|confirmed|believed|feared|found"
    r"|left|lying|shot|stabbed|and|or|wounded|injured|be|been|being|to\s+have)"
)
# The words that may end what PASSIVE matches.
PASSIVE_ENDS = tuple(
    """was were been be being is are get gets got n't n’t ly also both all either since later then still now confirmed
    believed feared found left lying shot stabbed and or wounded injured have""".split()
)
PASSIVE = re.compile(
    rf"\b(?P<verb>was|were|been|be|being|is|are|get|gets|got)(?:n['’]t)?\s+(?:{_ADVERBS}\s+)*$",
    re.IGNORECASE,
)
PERFECT = re.compile(r"\b(?:has|have|had|having)\s+(?:\w+ly\s+|now\s+|also\s+|reportedly\s+)?$", re.IGNORECASE)
NO_OBJECT = re.compile(
    r"""\s*(?:$|[.;:!?)\]”"—–]|,|-\s
        |\s(?:in|by|when|and|at(?!\s+least|\s+most)|on|during|after|as(?!\s+many)|while|near|or|from|since|outside
        |inside|along|across|before|so|if|who
            |overnight|today|yesterday|early|late|this|last|every|per|there|here|with|within|for|because|where|amid
            |among|following|under|around\s+the|
            (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|to|is|was|are|were|has|have|had|and/or|toll|of\s+them)\b)""",
    re.VERBOSE | re.IGNORECASE,
)
PHRASE_END = re.compile(
    r"""
    [;:()\[\]“”"—]|\s[–-]\s
    | ,(?!\s*(?:(?:and|or)\s+)?(?:at\s+least\s+|another\s+|about\s+|some\s+|an?\s|one\b|\d|(?:two|three|four|five
    |six|seven|eight|nine|ten|eleven|twelve|several|dozens)\b)
      |\s+(?-i:[A-Z])[\w’'.-]+(?:\s+(?-i:[A-Z]|al-|bin\b)[\w’'.-]*){1,3},\s+and\s+(?:at\s+least\s+|about\s+|another\s+)?(?:an?\s
      |\d|(?:his|her|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|dozens)\b))
    | (?<!many)\sas\b(?!\s+many|\s+well)
    | \s(?:in(?!\s+excess)|at(?!\s+least|\s+most)|on|near|when|after|before|during|by|from|since
    |while|who|whom|which|that|with|for|outside
         |inside|along|across|through|where|because|amid|following|under|if|including|among|against|aboard|until
         |into|and\s+(?:left|destroy\w*|damag\w*|caus\w*|forc\w*))\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
LEFT_WALL = re.compile(
    r"""[;:()\[\]“”"—]|\s[–-]\s
    |\b(?:after|when|while|that|but|where|which|who|whom|because|before|as(?!\s+many|\s+well)|said|says|saying|told
    |reported|left|leaving|killing|wounding|injuring)\s""",
    re.VERBOSE | re.IGNORECASE,
)
SUBSET = re.compile(
    r",?\s+(?:including|among\s+(?:them|whom)|mostly|mainly|some\s+of|most\s+of|of\s+(?:whom|them|which))\b",
    re.IGNORECASE,
)
OTHERS = re.compile(
    r"(?<=\band\s)(?:at\s+least\s+|about\s+|more\s+than\s+)?[\w,-]+\s+(?:others?|more)\b", re.IGNORECASE
)
MORE = re.compile(r"\s+(?:others?|more)\b", re.IGNORECASE)
PART_OF = re.compile(
    r"\s+(?:\w+\s+)?of\s+(?:them|whom|those|these|which|the\s+(?:dead|victims|wounded|injured|\w+est"
    r"|most|first|latest))\b",
    re.IGNORECASE,
)
# "killed more than 50 of them", but not "killed nine, five of them children", "wounded two of them badly"
HARMED_RIGHT_BEFORE = re.compile(
    r"\b(?:kill|wound|injur|hurt|arrest|detain|abduct|kidnap)\w*\s+"
    r"(?:(?:at|least|more|than|about|around|some|up|to|over|nearly|almost)\s+){0,3}$",
    re.IGNORECASE,
)
ALL_TOLD = re.compile(r"\s+of\s+(?:them|those|these)\s*(?:[.;,)]|and\b|on\b|in\b|at\b|$)", re.IGNORECASE)
# "and 32 of them died", "12 of those were shot dead": those counted are told of right away
THEY_WERE = re.compile(
    r"\s+of\s+(?:them|those|these|the\s+(?:wounded|injured|hostages|captives))\s+(?:(?:were|are|have|had|later|been|also|then)\s+){0,3}"
    r"(?:killed|died|dead|die|perished|shot\s+dead|wounded|injured|hurt|arrested|detained|abducted|kidnapped|executed)\b",
    re.IGNORECASE,
)
# "a boy of |six|", "a father of |five|": an age, or children who are not meant
AGED = re.compile(
    r"\b(?:boy|girl|child|baby|infant|toddler|son|daughter|man|woman|youth|pupil|teenager|schoolboy|schoolgirl|grandmother"
    r"|grandfather|widow|father|mother|parent)\s+of\s+(?:about\s+|just\s+|only\s+)?$",
    re.IGNORECASE,
)
# "a mine-clearer of |40|,", not "a group of 40,"
TRADE_OF = re.compile(
    r"\ban?\s+(?:[\w’'-]+\s+){0,2}?(?!group|crowd|team|family|household|total|party|band|force|patrol|column|unit|crew|gang"
    r"|squad|class|convoy|delegation|garrison|platoon|company|number|maximum|minimum|congregation|audience|contingent)"
    r"[\w’'-]+\s+of\s+$",
    re.IGNORECASE,
)
AGE_ENDS = re.compile(r"[,.;)]|\s+(?:who|was|died|from)\b")
# "was murdered |together with 22 other people|", "died |along with his driver|"
TOGETHER = re.compile(
    r"(?:\s+(?:in|on|at|near|outside)(?:\s+[\w’'-]+){1,4}?)?,?\s+(?:together|along|alongside)(?:\s+with)?\s+"
    r"(?:(?:his|her|their)\s+(?=\d|two|three|four|five|six|seven|eight|nine|ten)|at\s+least\s+|about\s+|some\s+|nearly\s+)*",
    re.IGNORECASE,
)
# "18:30 At least ten people"
CLOCK = re.compile(r"\d{0,2}[:.]?\d{1,2}:\d\d\b|\d:\d\d\b|:\d\d\b")
# "guilty of murder", "charged with the killing of 12 people": those named before did it
CHARGED = re.compile(
    r"\b(?:guilty|convicted|charges?|charged)\s+(?:(?:of|with|over|for)\s+)(?:[\w’'-]+\s+){0,3}$", re.IGNORECASE
)
# "at least five people, a cameraman among them"
AMONG_THEM_AFTER = re.compile(
    r"[^,;:.]{0,80}?\s+among\s+(?:them|those|the\s+(?:dead|victims|wounded|injured))\b", re.IGNORECASE
)
# "seven officers, two generals among them, were killed"
ASIDE_AMONG_THEM = re.compile(r"\s+(?:[\w’'-]+\s+){1,3}?among\s+(?:them|those)\s*(?:[,.;:)—–]|$)", re.IGNORECASE)
# "put the dead at 70 and the wounded at 42", "gave the number of dead as 12"
COUNT_PUT = re.compile(
    r"\s+(?:(?:was|were|is|are|now|then|put|given|stood|stands)\s+){0,3}(?:at|as|to)"
    r"(?:\s+(?:least|more|than|at|about|around|some|over|nearly|almost)){0,3}\s+$",
    re.IGNORECASE,
)
COUNTED_NOUN = re.compile(r"\b(?:the|of)\s+$", re.IGNORECASE)
# "three pupils and the headmaster", "the mayor and two guards"
ONE_OF_OFFICE = re.compile(
    r"""\b(?:the|his|her|their|its)\s+(?:[\w’'-]+\s+){0,3}?
    (?:mayor|governor|head(?:master|mistress|teacher)|principal|teacher|driver|pilot|captain|cameraman|translator
    |interpreter|bodyguard|guard|wife|husband|son|daughter|mother|father|brother|sister|baby|priest|imam|bishop|pastor|nun
    |ambassador|consul|minister|president|general|commander|colonel|judge|prosecutor|lawyer|chief|leader|doctor|nurse
    |owner|manager|director|chairman|head|deputy|king|prince|bride|groom|nephew|niece|cousin|uncle|aunt|grandmother
    |grandfather|secretary|spokesman|candidate|senator|councillor|councilman|deputy|cook|gardener|farmer|farmhand)
    (?=\s*(?:$|[,.;:)]|\s(?:and|of|in|at|on|near|by|when|while|were|was|had|who|for|with|dead|outside|inside)\b))""",
    re.VERBOSE | re.IGNORECASE,
)
# "three soldiers were among the wounded": a part of those counted elsewhere.
AMONG_THE = re.compile(r"\bamong\s+(?:the|those)\s+(?:\d+\s+)?$", re.IGNORECASE)
AMONG_THEM = re.compile(r"(?:including|among\s+(?:them|whom)|one\s+of)\W+(?:[\w'’-]+\W+){0,4}$", re.IGNORECASE)
THINGS = re.compile(
    r"""\b(?:vehicles?|cars?|trucks?|tanks?|houses?|homes|buildings?|rockets?|missiles?|bombs?|bombers?|blasts?
    |explosions?|attacks?|strikes|airstrikes|raids|shells
    |seconds|minutes?|hours?|days?|weeks?|months?|years?(?![\s-]+old)|decades?|kilomet(?:er|re)s?|km|kms|miles?|met(?:er|re)s?
    |yards|feet|percent|per\s+cent|dollars|euros|rounds
    |bullets|shots|times|countries|cities|towns|villages|provinces|districts|states|hospitals?|ships?|boats?|aircraft
    |planes?|helicopters?|drones?|jets?|warplanes
    |incidents?|locations?|sites?|positions|bases|posts|stations?|checkpoints?|weapons?|rifles?|guns?|grenades?
    |mines|kilos?|kilograms?|tons?|tonnes?|pounds
    |a\.?m|p\.?m|o['’]clock|mortars?|buses|shops|churches|mosques|schools|homes|offices|cases|charges|operations
    |threats?|devices?|explosives?|ieds?|targets?
    |markets?|hotels?|restaurants?|mosque|school|church|bus|shop|clinics?|airports?|bridges?|roads?|streets?|convoys?
    |bars?|pubs?|alleys?|caf[eé]s?|clubs?|nightclubs?|cinemas?|theat(?:re|er)s?|stadiums?|malls?|banks?
    |shoot-?outs?|(?:gun|fire)-?fights?|(?:gun[\s-]?)?battles?|gun\s+(?:duels?|fights?)|ambush(?:es)?|encounters?|sieges?
    |bombings?|protests?|rall(?:y|ies)|processions?|ceremon(?:y|ies)|funerals?|weddings?|riots?
    |clashes|gunmen\s+(?:on|who)|suspects?\s+in|cartridges?|ammunition|(?:sub)?machine-?guns?|pylons?|towers?|poles?|pesos)\b""",
    re.VERBOSE | re.IGNORECASE,
)
# "22 bus passengers", "nine market traders": a thing that only says which people.
PEOPLE_NEXT = re.compile(
    r"""(?<!seconds)(?<!minutes)(?<!hours)(?<!days)(?<!weeks)(?<!months)(?<!years)\s+(?:[\w’'-]+\s+)?(?:passengers?|commuters?|travell?ers?|guests?|patrons?|customers?|shoppers?|worshippers?|pilgrims?
    |parishioners?|pupils?|child(?:ren)?|boys?|girls?|kids|students?|teachers?|head(?:master|mistress|teacher)s?|principals?
    |drivers?|conductors?|crew(?:m[ae]n)?|guards?|workers?|staff|employees?|owners?|keepers?|(?:shop|stall)(?:keeper|holder)s?
    |vendors?|traders?|sellers?|merchants?|porters?|cleaners?|cooks?|managers?|officials?|officers?|police(?:m[ae]n|wom[ae]n)?
    |soldiers?|troops|personnel|m[ae]n|wom[ae]n|people|civilians?|residents?|dwellers?|villagers?|farmers?|labou?rers?
    |builders?|engineers?|technicians?|mechanics?|operators?|pilots?|victims?|survivors?|mourners?|goers|chiefs?
    |commanders?|members?|fighters?|nurses?|doctors?|medics?|patients?|clerks?|attendants?|elders?|volunteers?|makers?
    |inspectors?|observers?|sweepers?|pickers?|hands?|conductors?|captains?|sailors?|inmates?|families)\b""",
    re.VERBOSE | re.IGNORECASE,
)
AGE = re.compile(
    r"[\s-]*years?[\s-]+old|-year|,?\s*(?:a\.m|p\.m|am\b|pm\b)|:\d|-(?:\w+-)?(?:day|hour|month|week"
    r"|mile|km|strong|member|man|storey|story|seat|metre|meter)",
    re.IGNORECASE,
)
ORDINAL_DATE = re.compile(
    r"\b(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\.?\s+$|\b(?:No\.|number|aged?|Section|Article|Route|Highway|in)\s+$",
    re.IGNORECASE,
)
SINGLE = re.compile(
    r"\b(?:an?|another|one)\s+(?!(?:estimated|additional|unknown|unidentified\s+number|undetermined"
    r"|average|group|number|series|total|crowd|dozen|couple|handful|record|few|little|lot|day|week|month"
    r"|year|half|of)\b)(?=[\w“\"'])",
    re.IGNORECASE,
)
SIDE_BY_SIDE = re.compile(
    r"(?:\s+[\w.'’-]+){0,6}?(?:,\s+(?-i:[A-Z])[\w’'.-]*(?:\s+(?-i:[A-Z]|al-|bin\b|bint\b)[\w’'.-]*){1,3}(?=,))?\s*(?:,|,?\s+and|,?\s+plus|,?\s+as\s+well\s+as)\s+(?:at\s+least\s+"
    r"|about\s+|another\s+|some\s+|an?\s+further\s+|his\s+|her\s+|their\s+)*$",
    re.IGNORECASE,
)
BARE_LIST = re.compile(r"\s*(?:,|,?\s+and)\s+$", re.IGNORECASE)
SINCE = re.compile(
    r"""\b(?:since\s+(?:\d{4}|\d{1,2}\s+(?=January|February|March|April|May|June|July|August|September|October|November
    |December|Jan\b|Feb\b|Aug\b|Sept?\b|Oct\b|Nov\b|Dec\b)|(?:Jan|Feb|Aug|Sept?|Oct|Nov|Dec)\.?\s+\d|early|mid|late|the\s+(?:start|beginning|war|invasion|outbreak|fall|uprising|revolution
    |coup|end|conflict|campaign|operation|offensive|\d{4}s)|last|then|January|February|March|April|May|June|July
    |August|September|October|November|December|\w+\s+\d{4})
    |(?<!earlier\s)(?<!late\s)(?<!later\s)(?<!ago\s)(?:so\s+far\s+)?this\s+(?:year|month|decade|century)|so\s+far\s+in|to\s+date
    |(?:over|in|during|within|for)\s+(?:the\s+)?(?:past|last|recent|previous|more\s+than|nearly|almost
    |about)?\s*(?:\w+\s+)?(?:weeks|months|years|decades)
    |last(?:ed|ing)\s+(?:[\w-]+\s+){1,4}?(?:weeks|months|years|decades)
    |(?:every|each|per|a)\s+(?:day|week|month|year)\b(?!\s+(?:after|before|earlier|later|ago))|years?[\s-]+(?:old
    |long)?[\s-]*(?:war|conflict|insurgency|campaign|rebellion|uprising)
    |[Uu]p\s+to\s+now|annually|historically|during\s+the\s+(?:war|conflict|campaign|uprising))\b""",
    re.VERBOSE | re.IGNORECASE,
)
SUPERLATIVE = re.compile(r"\b(?:\w{3,}est|most|worst|first|second|third|latest|biggest)\b", re.IGNORECASE)
BRINGING = re.compile(
    r"\b(?:bring(?:ing|s)|brought|rais(?:ing|es|ed)|tak(?:ing|es)|push(?:ing|es"
    r"|ed))\b(?P<middle>[^.;]{0,80}?)\bto\s+(?:at\s+least\s+|more\s+than\s+|over\s+|about\s+|nearly\s+"
    r"|almost\s+|around\s+|some\s+)*$",
    re.IGNORECASE,
)
TOTAL_WORDS = re.compile(r"\b(?:total|number|overall|tally|count)\b", re.IGNORECASE)
