"""Which of the dates around an event is its own, and what is left when none is.

In order: the expression that governs the event in its sentence ("Friday's attack", "on Dec. 27"), the one that the
paragraph goes on from, the order of events ("which prompted"), the publication date with a precision that says so.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass

from geomap.incidents.nearness import Walls
from geomap.incidents.placing import tells
from geomap.records import DateMention, Event, Sentence

# How long before publication news tells of what it does not date.
_NEWS_DAYS = 3
_RECORD = re.compile(
    r"\b(?:\w{3,}est|worst|first|second|third|fourth|fifth|latest|most\s+\w+)\b(?:\s+[\w’'-]+){0,8}?\s+(?:in\s+|since\s+|for\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)
# "a truce |signed in May|"
_MADE = re.compile(
    r"\s+(?:(?:that|which)\s+(?:was|were)\s+)?(?:signed|agreed|reached|brokered|declared|made)\b", re.IGNORECASE
)
# A time as long as this is no answer where a day inside it is told as well.
_LONG_DAYS = 20
_PERFECT = re.compile(r"\b(?:has|have)\s+(?:\w+ly\s+|also\s+)?(?:been\s+)?\w+(?:ed|en|led)\b", re.IGNORECASE)
_RIGHT_BEFORE = re.compile(r"['’]?s?\s+(?:[\w-]+\s+){0,4}")
_PARTS = re.compile(r"\b(?:a|an|the|that|said|in|on|at|to|was|were|after)\b")
_WHEN = re.compile(r",?\s+when\b", re.IGNORECASE)
_DATELINE_REST = re.compile(r"(?:\s+\d{2,4})?\s*,?\s*(?:\([^)]{0,40}\)\s*)?(?:--|—|–|-\s|:\s)")
_SPEAKING = (
    *("said", "says", "told", "tells", "announc", "stat", "report", "confirm", "added", "declared", "tweet", "wrote"),
    *("accord", "spokes", "warn", "denied", "claim", "blam", "condemn", "posted", "quoted", "interview", "testif"),
    *("acknowledg", "reveal"),
)
_SPEECH = re.compile(
    r"\b(?:said|says|told|tells|announced?|announces|(?-i:stated|states)|reported|reports|confirmed|confirms|added|declared|tweeted|wrote|statement|according\s+to|spokes\w+|warned|denied|claimed|blamed|condemned|posted|quoted|interview|testified|acknowledged|revealed)\b"
    r"(?:\s+(?:reporters|the\s+\w+|a\s+\w+(?:\s+\w+)?|\w+|in\s+a\s+\w+(?:\s+\w+)?|by\s+\w+)){0,3}?\s*,?\s*(?:(?:late|early)\s+)?(?:on\s+|in\s+|earlier\s+|late\s+)?$",
    re.IGNORECASE,
)
# "claimed the attack on Monday", "condemned Friday's raid on Sunday": the day on which it was spoken of.
_SPOKEN_OF = re.compile(
    r"\b(?:claim(?:ed|s|ing)|condemn(?:ed|s|ing)|denounc(?:ed|es|ing)|deplor(?:ed|es|ing)|prais(?:ed|es|ing)|hail(?:ed|s|ing)"
    r"|mourn(?:ed|s|ing)|deni(?:ed|es)|regrett(?:ed|ing)|discuss(?:ed|es|ing)|investigat(?:ed|es|ing))\s+"
    r"(?:(?:responsibility|credit)\s+for\s+)?(?:the|that|this|both|its|their|\w+day['’]s)\s+(?:[\w’'-]+\s+){0,3}$",
    re.IGNORECASE,
)
_SPEECH_AFTER = re.compile(
    r"^\s*(?:that\s|put\s+(?:the\s+[\w\s]{1,40})?at\s|,?\s*(?:\w+\s+){0,3}?(?:said|told|announced|stated|confirmed|reported)\b)",
    re.IGNORECASE,
)
# "The number of people killed in the blast rose to 52 on Saturday": the day of the count, not of the blast.
_TOLL = re.compile(r"\b(?:toll|number|count|tally|total)\b", re.IGNORECASE)
_TOLL_ROSE = re.compile(
    r"\b(?:rose|risen|rises|rising|climb(?:ed|s|ing)|grew|grown|grows|jump(?:ed|s|ing)|increased|increases|passed|reached"
    r"|topped|revised)\b(?:\s+(?!and\b|but\b|when\b|after\b|as\b|in\b|from\b)[\w,-]+){0,8}?\s+(?:(?:late|early)\s+)?(?:(?:on|by)\s+)?$",
    re.IGNORECASE,
)
# "the attack on a base in which nine died on", "a blast that killed": a clause on what was named just before.
_IN_WHICH = re.compile(
    r"(?:\s+(?:on|at|in|against|of|near)(?:\s+[\w’'-]+){1,6}?)?,?\s+(?:(?:in|during|by)\s+which|that|which)\s+[^;:,]{0,60}?"
    r"\b(?:died|kill(?:ed|s)|dead|(?:wound|injur)ed|hurt|perished|happened|occurred|took\s+place|left)\b[^;:,]{0,60}$"
)
# "were buried on Saturday after a jet bombed", not "hours after" and not "after dawn": the jet came before.
_CAME_AFTER = re.compile(
    r"(?:\s+(?:morning|night|evening|afternoon))?(?:,?\s+(?!(?:hours|minutes|moments|shortly|soon|just|immediately|days|weeks|months"
    r"|years|day|week|month|year|only|said|says)\b)[\w’'-]+){0,6}?,?\s+after\s+(?!(?:[a-z]+ing|noon|midnight|dawn|dark|sunset|sunrise|midday|daybreak"
    r"|nightfall|\d|(?:his|her|their|its|the|an?)\s+(?:own\s+)?(?:news|press|meeting|visit|talks|summit|speech|vote|trial)\b))[^;]*$",
    re.IGNORECASE,
)
# "which the rebels had taken on", "where troops had been attacked on": the day of something that was before.
_HAD_BEEN = re.compile(r",\s+(?:which|who|whom|whose|where)\s[^;:,]*?\bhad\s[^;:,]*$", re.IGNORECASE)
# "On Sunday rescuers searched the rubble of the blast", "mourned the victims of the attack": the day of what followed.
_AFTERMATH = re.compile(
    r"\b(?:mourn\w*|funerals?|bur(?:y|ied|ials?)|vigils?|rescuers?|rubble|wreckage|survivors?|victims|tributes?"
    r"|condolences|toll|memorial|prayers|relatives|families)\b",
    re.IGNORECASE,
)
_OF_IT = re.compile(
    r"\b(?:of|in|from|by|after|for|to|following)\s+(?:the|that|this)\s+(?:[\w’'-]+\s+){0,3}$", re.IGNORECASE
)
_DIED = re.compile(r"\b(?:died|killed|wounded|injured|dead)\b", re.IGNORECASE)
_LATER = re.compile(
    r"""[“"]?(?:(?:(?:about|around|some|just|only|barely|less\s+than|more\s+than)\s+)?(?:(?:an?|one|two|three|four|five|six
    |seven|eight|nine|ten|several|a\s+few|half\s+an|\d{1,2})\s+)?(?:hours?|minutes?|moments)\s+(?:later|after(?:wards?)?)
    |later|(?:shortly|soon)\s+(?:later|after(?:wards?)?)|at\s+(?:about\s+|around\s+)?the\s+same\s+time|simultaneously)\b""",
    re.VERBOSE | re.IGNORECASE,
)
_BOUND = re.compile(
    r"\b(since|until|till|by|before|after|from|as\s+of)\s+(?:(?:the|early|late|mid|at\s+least)\s+)*$", re.IGNORECASE
)
_TOLD_AT_LEAST = 0.35
# What is said and done about a killing that is over: "today demanded that the president investigate the murder".
_ABOUT = re.compile(
    r"\b(?:condemn|denounc|deplor|repudiat|reject|regret|lament|demand|urg|asked|called|offer|order|refer|investigat|express"
    r"|denied|denies|deny|protest|comment|mourn|clarif|charged|linked|admitted|claimed|critici|blam|accus|issued|delivered"
    r"|made\b.{0,40}\bstatements?|discuss|said|says|announc|stated|reaffirm|pledg|promis)\w*\b",
    re.IGNORECASE,
)
STATEMENT = "dates the statement"
_CAME_LATER = "dates what came after it"


@dataclass(slots=True)
class DateChoice:
    """The days of an event: inclusive interval, the most likely day, precision and basis as in the table, how sure.

    ``mention`` is the expression used, ``None`` when there was none.
    """

    start: datetime.date | None
    end: datetime.date | None
    day: datetime.date | None
    precision: str
    basis: str
    score: float
    reason: str
    mention: DateMention | None = None


def choose_date(
    text: str,
    sentence: Sentence,
    event: Event,
    dates: Sequence[DateMention],
    siblings: Sequence[Event],
    walls: Walls,
    published: datetime.date | None,
) -> DateChoice | None:
    """The date expression that governs the event in its sentence; ``None`` when none does.

    Args:
        dates: the sentence's date mentions, in order, resolved or not.
        siblings: the other events of the sentence.
    """
    best: tuple[float, DateMention, str] | None = None
    for mention in dates:
        if (mention.date_start is None and mention.date_end is None) or in_dateline(text, sentence, mention):
            continue
        if _is_record(text, sentence, event, mention):
            continue
        score, reason = _score(text, sentence, event, mention, siblings, walls)
        if (
            published is not None
            and mention.date_start is not None
            and mention.date_start > published
            and _has_happened(event)
        ):
            if mention.basis == "explicit":
                continue
            score -= 0.3
        if score > 0.25 and (best is None or _goes_before(score, mention, best)):
            best = (score, mention, reason)
    if best is None:
        return None
    return from_mention(best[1], min(best[0], 1.0), best[2], event, published, text, sentence)


def _goes_before(score: float, mention: DateMention, best: tuple[float, DateMention, str]) -> bool:
    """Whether a mention dates better than the best so far; a day inside a long time says more than the time.

    "On July 3 ... in the holy month of Ramadan".
    """
    other = best[1]
    if _holds_day(other, mention):
        return True
    return score > best[0] and not _holds_day(mention, other)


def _holds_day(long: DateMention, short: DateMention) -> bool:
    if None in (long.date_start, long.date_end, short.date_start, short.date_end):
        return False
    assert long.date_start and long.date_end and short.date_start and short.date_end
    if (long.date_end - long.date_start).days < _LONG_DAYS or (short.date_end - short.date_start).days > 1:
        return False
    return long.date_start <= short.date_start and short.date_end <= long.date_end


def _is_record(text: str, sentence: Sentence, event: Event, mention: DateMention) -> bool:
    """Whether a long time is what a record is measured by: "the deadliest attack this year"."""
    if mention.date_start is None or mention.date_end is None or (mention.date_end - mention.date_start).days < 8:
        return False
    if _WHEN.match(text, mention.end, sentence.end):
        # "the worst since 2004, when a bomb killed 90": the date of what is told next
        return False
    record = _RECORD.search(text, max(sentence.start, mention.start - 90), mention.start)
    if record is None:
        return False
    # "the deadliest since an assault in August", "the worst blow to a truce signed in May": the month is the event's
    if not record.start() < event.start < mention.start:
        return True
    since = "since" in text[record.start() : event.start].lower()
    return not (since or _MADE.match(text, event.end, mention.start))


def _has_happened(event: Event) -> bool:
    return event.status not in ("planned", "threatened", "hypothetical")


def in_dateline(text: str, sentence: Sentence, mention: DateMention) -> bool:
    """Whether a date belongs to the line that says where and when the article was written: "BOGOTA, 3 May (AFP) --"."""
    return mention.start - sentence.start < 60 and bool(_DATELINE_REST.match(text, mention.end, mention.end + 60))


def _score(
    text: str, sentence: Sentence, event: Event, mention: DateMention, siblings: Sequence[Event], walls: Walls
) -> tuple[float, str]:
    if event.start <= mention.start < event.end:
        return 1.0, f"“{mention.text}” is part of the event's words"
    before = mention.end <= event.start
    left, right = (mention.end, event.start) if before else (event.end, mention.start)
    gap = text[left:right]
    if before and _RIGHT_BEFORE.fullmatch(gap) and not _PARTS.search(gap):
        return 1.0, f"“{mention.text}” stands right before the event's words"
    base = 0.9
    reason = f"“{mention.text}” is in its clause"
    lead = text[max(sentence.start, mention.start - 60) : mention.start]
    trail = text[mention.end : min(sentence.end, mention.end + 40)]
    told = (
        before and event.clause_span and mention.end <= event.clause_span[0] and tells(text, mention.end, event.start)
    )
    spoken_of = not before and bool(_SPOKEN_OF.search(text, max(sentence.start, event.start - 60), event.start))
    about = (
        before
        and event.definite
        and event.voice == "nominal"
        and event.layer not in ("deployments", "political", "protests")
        and _ABOUT.search(text, mention.end, event.start)
    )
    if event.kind not in ("statement", "threat") and (
        told or spoken_of or about or _is_speech_date(lead, trail, event, mention.start, before)
    ):
        announced = event.layer in ("deployments", "political")
        base = 0.75 if announced else 0.5
        reason = f"“{mention.text}” {'dates the announcement' if announced else STATEMENT}"
    if not before and _TOLL_ROSE.search(lead) and _TOLL.search(text, sentence.start, event.start):
        return 0.0, f"“{mention.text}” dates the count"
    if not before and " had " in gap and _HAD_BEEN.search(gap) and not _IN_WHICH.match(gap):
        return 0.0, f"“{mention.text}” dates what was before it"
    if before and event.status != "planned" and " after " in gap and _came_before(text, event, mention):
        base, reason = 0.8, f"“{mention.text}” {_CAME_LATER}"
    if before and event.voice == "nominal" and _is_aftermath(text, sentence, event):
        return 0.0, f"“{mention.text}” dates what followed"
    cost = walls.between(left, right)
    if before and _WHEN.match(text, mention.end, right):
        # "on May 3, when ...": the date is that of the clause it opens
        cost = max(0.0, cost - 2.0)
    opens = before and len(text[sentence.start : mention.start].split()) <= 3
    if opens:
        cost = max(0.0, cost - 1.0)
        reason = reason if about else f"“{mention.text}” opens the sentence"
    blockers = sum(1 for other in siblings if left <= other.start < right and not _is_effect(event, other))
    if not before and not blockers and _IN_WHICH.match(gap):
        # "mourned on Monday after the attack in which nine died on 4 January": the clause tells of the attack alone
        return 1.2, f"“{mention.text}” is in the clause that tells of it"
    score = base - 0.13 * cost - 0.0016 * len(gap) - (0.08 if opens else 0.15) * blockers
    if event.clause_span and event.clause_span[0] <= mention.start < event.clause_span[1]:
        score += 0.08
    if opens and told:
        # "On Monday the ministry said ...": however long its words, they are of these days
        score = max(score, _TOLD_AT_LEAST - 0.15 * blockers)
    return score, reason


def _came_before(text: str, event: Event, mention: DateMention) -> bool:
    """Whether the words of a date before an event tell of what came after it, and not of those it killed."""
    effects = [start for start, end in event.effect_spans if text[start:end].lower() != "dead"]
    if any(start < mention.start for start in effects):
        return False
    return bool(_CAME_AFTER.match(text, mention.end, event.end))


def _is_aftermath(text: str, sentence: Sentence, event: Event) -> bool:
    """Whether the sentence tells of the mourning, the search or the count that followed an event already known."""
    return (
        bool(_AFTERMATH.search(text, sentence.start, event.start))
        and bool(_OF_IT.search(text, max(sentence.start, event.start - 60), event.start))
        and not _DIED.search(text, sentence.start, event.start)
    )


def opens_later(text: str, sentence: Sentence) -> bool:
    """Whether a sentence goes on with the day of the one before: "Two hours later", "Shortly afterwards"."""
    return bool(_LATER.match(text, sentence.start, sentence.end))


def _is_effect(event: Event, other: Event) -> bool:
    return any(start <= other.start < end for start, end in event.effect_spans)


def _is_speech_date(lead: str, trail: str, event: Event, at: int, before: bool) -> bool:
    words = lead.lower()
    if any(stem in words for stem in _SPEAKING) and (speech := _SPEECH.search(lead)):
        # "|declared a ceasefire| on Monday": declaring it is the event
        said = at - len(lead) + speech.start()
        return not event.start <= said < event.end
    return before and bool(_SPEECH_AFTER.match(trail))


def from_mention(
    mention: DateMention,
    score: float,
    reason: str,
    event: Event,
    published: datetime.date | None,
    text: str,
    sentence: Sentence,
) -> DateChoice:
    """The interval of an expression, cut at publication for what has happened, and its most likely day."""
    start, end = mention.date_start, mention.date_end
    precision = mention.precision
    if mention.part_start is not None and mention.part_end is not None:
        # "earlier this month", "early March": the part that is meant
        start, end = mention.part_start, mention.part_end
    bound = _BOUND.search(text, max(sentence.start, mention.start - 20), mention.start)
    word = bound.group(1).lower() if bound else ""
    going_on = event.series or event.status == "ongoing" or bool(_PERFECT.search(text, sentence.start, event.end))
    if word == "since" and start is not None and published is not None:
        if going_on and not _WHEN.match(text, mention.end, sentence.end):
            end, precision = published, "days"
        else:
            end = max(end or start, start)
    happened = _has_happened(event)
    if (
        happened
        and published is not None
        and start is not None
        and end is not None
        and start > published
        and (end - start).days < 7
    ):
        # what has happened was before publication: a weekday read forward is the one before
        back = datetime.timedelta(days=7 * (((end - published).days + 6) // 7))
        if back.days <= 14:
            start, end = start - back, end - back
    if happened and published is not None:
        if end is not None and end > published and (start is None or start <= published):
            end = published
        if start is None and end is not None:
            start = end
    if end is None:
        end = start
    if start is None:
        start = end
    day = likely_day(start, end, published, event)
    if STATEMENT in reason and happened and start is not None and start == end:
        start, precision = start - datetime.timedelta(days=1), "days"
    if reason.endswith(_CAME_LATER) and start is not None and start == end:
        start, precision = start - datetime.timedelta(days=1), "days"
    return DateChoice(start, end, day, precision, mention.basis, score, reason, mention)


def likely_day(
    start: datetime.date | None, end: datetime.date | None, published: datetime.date | None, event: Event
) -> datetime.date | None:
    """The most likely day of an interval: itself, its end for something going on at publication, else its middle."""
    if start is None or end is None:
        return start or end
    if start == end:
        return start
    if (end - start).days <= 2:
        return start
    if published is not None and end == published and event.status == "ongoing":
        return end
    return start + (end - start) // 2


def date_from_publication(event: Event, published: datetime.date | None) -> DateChoice:
    """What is left without any expression: some days up to publication, never one day; unknown without publication."""
    if published is None:
        return DateChoice(
            None, None, None, "unknown", "none", 0.1, "the text gives no date and the article no day of publication"
        )
    if event.status == "historical":
        return DateChoice(None, published, None, "unknown", "none", 0.1, "told as history, with no date")
    day = published
    reason = "no date is told with it; news of what it does not date is at most a few days old"
    return DateChoice(
        published - datetime.timedelta(days=_NEWS_DAYS), published, day, "days", "publication", 0.5, reason
    )


def after(earlier: DateChoice, published: datetime.date | None, reason: str) -> DateChoice | None:
    """The interval that opens with an earlier event's first day and closes at publication; ``None`` without both."""
    if earlier.start is None or published is None or earlier.start > published:
        return None
    if (published - earlier.start).days > 60:
        return None
    start = earlier.start
    return DateChoice(start, published, start + (published - start) // 2, "days", "order", 0.5, reason)
