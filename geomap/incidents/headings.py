"""Days that head what follows: the entries of a list ("13 August 2016. ..."), or a whole report by its title."""

from __future__ import annotations

import datetime
import re
from bisect import bisect_left
from collections.abc import Collection, Sequence

from geomap.records import DateMention, Sentence

_BULLETS = ' \t\r\n-–—•*·>"“('
_CLOSED = re.compile(r"\)?\s*(?:[.:;—–]|-\s|\n|$)")
# "Tuesday |was the bloodiest day|"
_TOLD_NEXT = re.compile(
    r"(?:\s+(?:itself|alone))?\s+(?:was|saw|brought|proved|became|turned|had\s+(?:been|seen)|witnessed|began|started|opened)\b",
    re.IGNORECASE,
)
# "It was on |Friday| that ...", "The worst day was |Friday|"
_TOLD_LAST = re.compile(
    r"(?:(?:it|that)\s+(?:was|happened)|the\s+(?:[\w’'-]+\s+){1,6}(?:was|came))(?:\s+on|\s+late|\s+early)*"
)
# A day so near to publication that opens a text says when it was written.
_WRITTEN_DAYS = 1
# How many paragraphs a day on a line of its own heads, until another does.
_LONGEST_ENTRY = 8


def days_by_paragraph(
    text: str,
    sentences: Sequence[Sentence],
    dates: Sequence[DateMention],
    told: Collection[int],
    published: datetime.date | None,
) -> dict[int, DateMention]:
    """Paragraph to the date that heads it; paragraphs under no such date are not in it.

    Args:
        told: the numbers of the sentences that tell of an event themselves; a title among them heads nothing.
    """
    headed: dict[int, DateMention] = {}
    starts = [mention.start for mention in dates]
    title = carried = None
    last = -1
    since = 0
    for number, sentence in enumerate(sentences):
        opens = sentence.paragraph != last
        last = sentence.paragraph
        here = dates[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
        if sentence.headline:
            days = [mention for mention in here if mention.precision == "day" and mention.basis == "explicit"]
            title = days[0] if len(days) == 1 and number not in told else title
            continue
        if not opens:
            continue
        first = here[0] if here else None
        if first is not None and _heads(text, sentence, first) and not _is_dateline(sentence, first, published):
            headed[sentence.paragraph] = first
            alone = not text[first.end : sentence.end].strip(_BULLETS + ".:;)")
            only = number + 1 == len(sentences) or sentences[number + 1].paragraph != sentence.paragraph
            carried, since = (first if alone and only else None), sentence.paragraph
        elif carried is not None and sentence.paragraph - since <= _LONGEST_ENTRY:
            headed[sentence.paragraph] = carried
        elif title is not None:
            headed[sentence.paragraph] = title
    return headed


def days_going_on(
    text: str, sentences: Sequence[Sentence], dates: Sequence[DateMention], told: Collection[int]
) -> dict[int, DateMention]:
    """Sentence to the day that a sentence before it in the paragraph tells of: "Tuesday was the bloodiest day. ...".

    Args:
        told: the numbers of the sentences that tell of an event, the only ones that are asked for.
    """
    found: dict[int, DateMention] = {}
    starts = [mention.start for mention in dates]
    day: DateMention | None = None
    paragraph = -1
    for number, sentence in enumerate(sentences):
        if sentence.paragraph != paragraph:
            paragraph, day = sentence.paragraph, None
        first = bisect_left(starts, sentence.start)
        if number in told and day is not None:
            found[number] = day
        if first < len(dates) and dates[first].start < sentence.end and _is_told_of(text, sentence, dates[first]):
            day = dates[first]
        elif first < len(dates) and dates[first].start < sentence.end:
            day = None
    return found


def _is_told_of(text: str, sentence: Sentence, mention: DateMention) -> bool:
    """Whether a sentence is about a day: "Monday saw ...", "The worst day was Friday.", "It was on Friday that ..."."""
    if mention.date_start is None or mention.precision not in ("day", "days"):
        return False
    lead = text[sentence.start : mention.start].strip(_BULLETS).lower()
    if not lead:
        return bool(_TOLD_NEXT.match(text, mention.end, sentence.end))
    return bool(_TOLD_LAST.fullmatch(lead))


def _heads(text: str, sentence: Sentence, mention: DateMention) -> bool:
    return (
        mention.date_start is not None
        and mention.precision in ("day", "days")
        and not text[sentence.start : mention.start].strip(_BULLETS)
        and bool(_CLOSED.match(text, mention.end))
    )


def _is_dateline(sentence: Sentence, mention: DateMention, published: datetime.date | None) -> bool:
    """Whether a date at the head of a text is the day of writing: "June 14 - Fighters on motorcycles ..."."""
    if sentence.paragraph > 1 or published is None or mention.date_start is None:
        return False
    return abs((published - mention.date_start).days) <= _WRITTEN_DAYS
