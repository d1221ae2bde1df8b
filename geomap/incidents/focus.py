"""Where a happening was when its own sentences do not say: what "there" means, the paragraph, the whole article."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from geomap.incidents.placing import PlaceChoice, says_whose
from geomap.incidents.side_by_side import holds
from geomap.records import Event, Link, Sentence

_POINTING = re.compile(
    r"\b(?:there(?!\s+(?:is|are|was|were|has|have|had|will|would|may|might|could|can|should|remains?|seems?|appears?|being|been|exists?))|(?:the|that|this|same)\s+(?:(?:northern|southern|eastern|western|central|coastal|border|besieged|Syrian|Iraqi|same|whole|capital)\s+)?"
    r"(?P<thing>city|town|village|capital|province|region|area|district|neighbou?rhood|base|airbase|airport|embassy|camp|country|island|road|highway|street|square|spot|stretch|building|site))\b",
    re.IGNORECASE,
)
# Where the article was written, as American papers call it; not "here is", "here's".
_HERE = re.compile(
    r"(?<=[a-z,] )here(?=[,.;]|\s(?!is\b|are\b|comes?\b))|\bin this (?:\w+ ){0,2}?(?:city|town|village)\b"
)
_SAME_TOWN = re.compile(r"\b(?:the|that|this)\s+(?:same\s+)?(?:city|town|village)\b", re.IGNORECASE)
# What is done to a town and not by a government that is called like it.
_VERDICT = 110
_WAS_HIT = re.compile(
    r"""(?:,\s[^,.;]{1,40},)?\s+(?:itself\s+)?(?:
    (?:was|has\s+been|had\s+been|is\s+being|was\s+being)\s+(?:[a-z]+ly\s+|also\s+|again\s+|still\s+|hard\s+){0,2}
        (?:hit|rocked|shaken|jolted|shelled|bombed|bombarded|struck|captured|retaken|recaptured|overrun|besieged|pounded|raided|seized
        |stormed|liberated|encircled|surrounded|looted|evacuated|occupied|sealed\s+off|cut\s+off|locked\s+down|attacked\s+(?:by|with|on)
        |under\s+(?:(?:an?|the|heavy|constant|night|fierce)\s+){0,2}(?:curfew|siege|attack|fire|shelling|bombardment|lockdown)
        |(?:quiet|calm|tense)\b)
    |(?:remained|remains)\s+(?:under|tense|calm|quiet|sealed|cut\s+off|closed|besieged)
    |(?:came|comes|has\s+come|had\s+come)\s+under\s+(?:[a-z]+\s+){0,2}(?:fire|attack|shelling|bombardment|siege)
    |(?:woke|awoke|wakes)(?:\s+up)?\s+to
    |(?:saw|has\s+seen|witnessed|suffered|endured)\s+(?:(?!as\b|that\b)[\w’'-]+\s+){0,6}?(?:shelling|fighting|clash\w*|attacks?|strikes?
        |airstrikes?|protests?|bomb\w*|blasts?|violence|raids?|explosions?|demonstrations?|march\w*|riots?|gunfire|assaults?)
    |fell\s+(?:to|into|on|in|after|without|during)|changed\s+hands|burned)\b""",
    re.VERBOSE,
)
_TOWNS = frozenset(("named", "admin", "facility"))
_FITTING = {
    "country": ("country",),
    "province": ("admin",),
    "region": ("admin", "region"),
    "city": ("named",),
    "town": ("named",),
    "village": ("named",),
    "capital": ("named",),
}
_BARE_NUMBER = re.compile(
    r"(?:(?:at\s+least|about|another|some)\s+)?(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|dozens|many)",
    re.IGNORECASE,
)
_ACTING = frozenset(("demonym", "metonym"))
_BETWEEN = re.compile(r"\bbetween\s+(?:the\s+)?$")
# "The airport" is the one that was named as such, if one was.
_SITES = frozenset("base airbase airport embassy camp island road highway street square".split())
_CITIES = frozenset(("city", "town", "village"))
# "The city" is one of so many places named before it.
_LAST_LINKS = 6
_DOMESTIC = frozenset(
    ("vote", "decree", "coup", "arrest", "protest", "riot", "protest_intervention", "protest_force", "release")
)
_SITE_AFTER = re.compile(
    r"^(?:['’]s)?\s+(?:[\w-]+\s+){0,3}?(?:bases?|airbases?|soil|territory|towns?|villages?|cit(?:y|ies)|capital|border|province|parliament|lawmakers|embassy|airport|camps?|coast|ports?|prisons?|hospitals?|mosques?|schools?|checkpoints?|airspace|positions|region|side|waters|police\s+stations?|barracks|market)\b"
)
# "..., said the secretary-general, in New York"
_SPOKE = re.compile(r"[”\"’']\s*(?:said|says|added|wrote)\b[^.;“”\"]{0,80},\s+in\s+$", re.IGNORECASE)
_BROUGHT = re.compile(
    r"\b(?:(?:took|carried|flew|brought|airlifted|evacuated|transferred|rushed|sent)\s+(?:[\w’'-]+\s+){0,3}?(?:wounded|injured|dead|bodies|body"
    r"|victims|casualties|survivors|patients|remains)|(?:was|were|been|being)\s+(?:later\s+|then\s+)?(?:flown|taken|airlifted|evacuated|transferred"
    r"|rushed|moved|brought|driven|carried))\b[^.;]{0,40}?\b(?:to|in)\s+(?:\w+\s+){0,3}$",
    re.IGNORECASE,
)
# So many places say what country an article is about.
_LEAD_LINKS = 40
# The widest place that "the area" or "the base" takes up.
_SITE_KM = 60.0


def literal_links(text: str, links: Sequence[Link]) -> list[Link]:
    """The links that may become markers: literal names with a point, in order."""
    scenes = (replace(link, literal=True, role="place") if _is_scene(text, link) else link for link in links)
    return [
        link
        for link in scenes
        if link.literal and link.latitude is not None and link.role == "place" and not says_whose(text, link)
    ]


def _is_scene(text: str, link: Link) -> bool:
    """Whether a town that looks like one that acts is where something was done: "Homs saw heavy shelling"."""
    if link.literal or link.role not in ("metonym", "modifier") or link.latitude is None or link.basis == "country":
        return False
    return bool(_WAS_HIT.match(text, link.end, link.end + _VERDICT))


def here_links(text: str, links: Sequence[Link]) -> list[Link]:
    """A link to the dateline's place for every "here" and "this city" of the article, in order; empty without one.

    >>> here_links("He was shot here.", [])
    []
    """
    home = next((link for link in links if link.role == "dateline" and link.latitude is not None), None)
    if home is None or home.basis not in _TOWNS:
        return []
    return [
        replace(home, start=match.start(), end=match.end(), text=match.group(), literal=True, role="place")
        for match in _HERE.finditer(text, home.end)
    ]


def pointed_place(
    text: str,
    sentence: Sentence,
    event: Event,
    literal: Sequence[Link],
    told: Collection[int] = (),
    links: Sequence[Link] = (),
) -> PlaceChoice | None:
    """The place that "there", "the city", "the base" in the event's sentence takes up; ``None`` without such words.

    Args:
        told: where the names start that are an event's own place; of several towns before, "the city" is such a one.
        links: all links of the article; "the capital" may be named in its dateline or as a government alone.
    """
    match = None
    for found in _POINTING.finditer(text, sentence.start, sentence.end):
        match = found
        if abs(found.start() - event.start) < 120:
            break
    if match is None:
        return None
    thing = (match["thing"] or "").lower()
    fitting = _FITTING.get(thing)
    if thing == "capital":
        return _capital(match.group(), match.start(), literal, links)
    before = [*islice((one for one in _backwards(literal, match.start()) if not _in_passing(text, one)), _LAST_LINKS)]
    if thing in _CITIES and before and before[0].start < sentence.start:
        scenes = (one for one in before if one.start in told and (one.radius_km or _SITE_KM) < _SITE_KM)
        if (scene := next(scenes, None)) is not None and scene.basis in ("named", "facility", "near"):
            if scene.basis == "near" and (scene.name or "").endswith(")"):
                # "the city" of "a hospital in Kunduz" is Kunduz
                scene = replace(scene, name=(scene.name or "").partition(" (")[0], basis="named")
            reason = f"“{match.group()}” takes up “{scene.text}”, of which was told"
            return PlaceChoice(scene, 0.6 * max(0.4, scene.score) ** 0.5, "before", reason)
    named = next((one for one in before if thing in _SITES and thing in one.text.lower()), None)
    for link in [named] if named is not None else before:
        if fitting and link.basis not in fitting and not (thing == "country" and link.kind == "country"):
            continue
        if not fitting and (link.radius_km is None or link.radius_km > _SITE_KM):
            continue
        return PlaceChoice(
            link, 0.6 * max(0.4, link.score) ** 0.5, "before", f"“{match.group()}” takes up “{link.text}”"
        )
    return None


def pointed_town(
    text: str, sentence: Sentence, event: Event, literal: Sequence[Link], told: Collection[int]
) -> PlaceChoice | None:
    """What :func:`pointed_place` finds where the words say "the same town" and the like, which is as good as a name."""
    if not _SAME_TOWN.search(text, sentence.start, sentence.end):
        return None
    return pointed_place(text, sentence, event, literal, told)


def _capital(words: str, position: int, literal: Sequence[Link], links: Sequence[Link]) -> PlaceChoice | None:
    """The capital city that "the capital" means: the last one named before, else the only one of the article.

    The capital of the country that the article begins with goes before all others.
    """
    lead = literal[:_LEAD_LINKS]
    home = Counter(link.country for link in lead if link.country).most_common(1)
    near = [*islice(_backwards(literal, position), _LEAD_LINKS), *lead]
    own = (link for link in near if home and link.kind == "capital" and link.country == home[0][0])
    elsewhere = (link for link in links[:_LEAD_LINKS] if home and link.kind == "capital" and link.country == home[0][0])
    link = next(own, None) or next((link for link in elsewhere if link.latitude is not None), None)
    link = link or next((link for link in _backwards(literal, position) if link.kind == "capital"), None)
    if link is None:
        capitals = [link for link in literal if link.kind == "capital"]
        if len({link.place_id for link in capitals}) != 1:
            return None
        link = capitals[0]
    return PlaceChoice(link, 0.6 * max(0.4, link.score) ** 0.5, "before", f"“{words}” takes up “{link.text}”")


def _start(link: Link) -> int:
    return link.start


def _end(link: Link) -> int:
    return link.end


def _backwards(links: Sequence[Link], position: int) -> Iterator[Link]:
    """The links that end before a position, from the last one on."""
    return (links[index] for index in range(bisect_right(links, position, key=_end) - 1, -1, -1))


def _in_passing(text: str, link: Link) -> bool:
    """Whether a place is only where the wounded were brought or somebody spoke: "were flown on to South Africa"."""
    start = max(0, link.start - 100)
    return bool(_BROUGHT.search(text, start, link.start) or _SPOKE.search(text, start, link.start))


def place_before(text: str, sentences: Sequence[Sentence], event: Event, literal: Sequence[Link]) -> PlaceChoice | None:
    """The nearest literal place before the event in its paragraph, else right after it there; ``None`` for none."""
    paragraph = sentences[event.sentence].paragraph
    first = bisect_left(sentences, paragraph, key=lambda sentence: sentence.paragraph)
    last = bisect_right(sentences, paragraph, key=lambda sentence: sentence.paragraph) - 1
    low = bisect_left(literal, sentences[first].start, key=_start)
    here = bisect_left(literal, event.start, key=_start)
    high = bisect_left(literal, sentences[last].end, key=_start)
    own = sentences[event.sentence].start
    if event.sentence > first and event.subject_span and _BARE_NUMBER.fullmatch(text[slice(*event.subject_span)]):
        # "Four were arrested." of those told of right before
        own = sentences[event.sentence - 1].start
    # a site of another sentence is where another thing happened
    nearest = (
        link
        for link in (literal[index] for index in range(here - 1, low - 1, -1))
        if (link.basis != "facility" or link.start >= own) and not _in_passing(text, link)
    )
    before = list(islice(nearest, 3))
    moving = event.layer == "deployments" and event.kind != "withdrawal"
    following = (
        link
        for link in (literal[index] for index in range(here, high))
        if link.basis not in ("facility", "near", "offset")
        and not (moving and text[max(0, link.start - 5) : link.start] == "from ")
    )
    if before:
        link = before[0]
        finer = [other for other in before if holds(link, other) and (other.radius_km or 0) < (link.radius_km or 0)]
        link = finer[0] if finer else link
        return PlaceChoice(
            link, 0.42 * max(0.4, link.score) ** 0.5, "before", f"the paragraph speaks of “{link.text}” before it"
        )
    behind = next(following, None)
    if behind is not None:
        return PlaceChoice(
            behind, 0.36 * max(0.4, behind.score) ** 0.5, "before", f"the paragraph speaks of “{behind.text}” after it"
        )
    return None


def country_of_site(text: str, sentence: Sentence, event: Event, links: Sequence[Link]) -> PlaceChoice | None:
    """The country that an adjective gives to what was hit or to who acted at home ("an Iraqi base"), else ``None``."""
    first = bisect_left(links, sentence.start, key=_start)
    for link in links[first : bisect_left(links, sentence.end, key=_start)]:
        if link.latitude is None or link.literal:
            continue
        if link.role not in ("demonym", "metonym", "modifier", "organisation") or _is_hit_abroad(text, link):
            continue
        if _SITE_AFTER.match(text[link.end : link.end + 60]):
            return PlaceChoice(link, 0.5, "site", f"“{link.text}” says whose place it was")
    if event.kind == "agreement":
        here = links[first : bisect_left(links, sentence.end, key=_start)]
        told = {link.country for link in here if link.literal and link.country}
        for link in here:
            if link.latitude is not None and not link.literal and _BETWEEN.search(text, sentence.start, link.start):
                # "in Idlib, days after a truce between Russia and Turkey": it holds where others fight
                elsewhere = told and link.country not in told
                return None if elsewhere else PlaceChoice(link, 0.45, "site", f"“{link.text}” is a side of it")
    if event.kind in _DOMESTIC:
        roles = _ACTING if event.kind != "vote" else _ACTING | {"modifier", "organisation"}
        before = links[first : bisect_left(links, event.end, key=_start)]
        for link in reversed(before) if event.kind == "vote" else before:
            acting = link.role in roles or (link.role == "modifier" and link.kind == "government")
            if link.latitude is not None and acting and not link.literal:
                return PlaceChoice(link, 0.4, "site", f"“{link.text}” acted, most likely at home")
    return None


# People who are as likely abroad as at home, and words before them that hit them there.
_ABROAD = re.compile(
    r"\s+(?:[a-z-]+\s+)?(?:troops|soldiers|servicem[ae]n|service\s+members?|marines|sailors|airmen|peacekeepers|tourists?"
    r"|nationals?|citizens?|journalists?|reporters?|contractors?|engineers?|hostages?|diplomats?|aid\s+workers?)\b",
    re.IGNORECASE,
)
_HIT = re.compile(
    r"\b(?:on|against|at|kill\w*|wound\w*|injur\w*|target\w*|hit|struck|abduct\w+|kidnap\w*|seiz\w+|shot|shoot\w*|dead)"
    r"\s+(?:[\w-]+\s+){0,3}$",
    re.IGNORECASE,
)


def _is_hit_abroad(text: str, link: Link) -> bool:
    """Whether a link only says whose people were hit, who may be anywhere: "opened fire on British troops"."""
    return (
        link.role == "demonym"
        and bool(_ABROAD.match(text, link.end))
        and bool(_HIT.search(text, max(0, link.start - 50), link.start))
    )


def article_focus(text: str, sentences: Sequence[Sentence], links: Sequence[Link]) -> PlaceChoice | None:
    """Where the article as a whole takes place: its most named literal place, the headline and the lead counting more.

    A country that more names lie in than in any other stands in for scattered places. ``None`` for an article without
    any placed name. Low scores: this is a guess and says so.
    """
    weights: dict[str, float] = {}
    countries: dict[str, float] = {}
    named: dict[str, Link] = {}
    country_links: dict[str, Link] = {}
    for link in links:
        if link.latitude is None or link.place_id is None or _is_hit_abroad(text, link):
            continue
        early = 1.0 / (1.0 + link.start / 900)
        weight = (1.0 if link.literal and link.role == "place" else 0.25) * (0.4 + early)
        if link.role == "dateline":
            weight = 0.7
        if link.country:
            countries[link.country] = countries.get(link.country, 0.0) + weight
            if link.basis == "country" or link.kind == "country":
                country_links.setdefault(link.country, link)
        if link.literal and link.role == "place" and link.basis in ("named", "admin", "near"):
            # "a station in Quetta" speaks of Quetta too
            weights[link.place_id] = weights.get(link.place_id, 0.0) + weight
            if link.basis != "near":
                named.setdefault(link.place_id, link)
    if not countries and not weights:
        return None
    top_country = max(countries, key=lambda code: (countries[code], code)) if countries else None
    inside = {
        place: weight
        for place, weight in weights.items()
        if place in named and (named[place].country == top_country or top_country is None)
    }
    if inside:
        best = max(inside, key=lambda place: (inside[place], -named[place].start))
        if inside[best] >= 0.45 * sum(inside.values()) or top_country not in country_links:
            return PlaceChoice(
                named[best],
                0.25,
                "focus",
                f"no place is told with it; the article is mostly about “{named[best].text}”",
            )
    if top_country in country_links:
        link = country_links[top_country]
        return PlaceChoice(
            link, 0.25, "focus", f"no place is told with it; the article is mostly about “{link.name or link.text}”"
        )
    weights = {place: weight for place, weight in weights.items() if place in named}
    if weights:
        best = max(weights, key=lambda place: (weights[place], -named[place].start))
        return PlaceChoice(
            named[best], 0.2, "focus", f"no place is told with it; the article names “{named[best].text}” most"
        )
    return None


def dateline_place(links: Sequence[Link]) -> PlaceChoice | None:
    """The place of the dateline, the last resort, since articles are often written near what they tell, or ``None``."""
    for link in links:
        if link.role == "dateline" and link.latitude is not None:
            return PlaceChoice(
                link, 0.15, "dateline", f"no place is told anywhere; the article was written in “{link.text}”"
            )
    return None
