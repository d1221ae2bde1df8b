"""Every expression of time in a text, as date mentions."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from geomap.dates.compose import apply_edge, attach_time, join_clocks, join_range, same_day
from geomap.dates.numeric_order import decide_day_first
from geomap.dates.reader import Reader, Reading
from geomap.dates.rules import GRAMMAR
from geomap.dates.scan import scan_text
from geomap.dates.vocabulary import CODES
from geomap.errors import OptionError
from geomap.language import split_sentences
from geomap.records import DateMention, Sentence

_EACH = CODES["each"]


def find_date_mentions(
    text: str,
    published: datetime.date | str | None,
    *,
    sentences: Sequence[Sentence] | None = None,
    source_country: str | None = None,
    day_first: bool | None = None,
) -> list[DateMention]:
    """The date expressions of ``text``, sorted by start and never overlapping; an empty list when it has none.

    Args:
        text: an article's text.
        published: its publication day, a date or an ISO string; ``None`` leaves relative dates unresolved.
        sentences: the text's sentences, split here when not given.
        source_country: ISO alpha-2 country of the source; it decides how 3/4/2020 reads when nothing else does.
        day_first: how 3/4/2020 reads: True 3 April, False March 4, ``None`` decided from the text and the source.

    Raises:
        OptionError: ``text`` is no string, ``published`` no date, or ``day_first`` no bool.

    >>> [(one.text, str(one.date_start)) for one in find_date_mentions("It closed on Friday.", "2020-01-03")]
    [('Friday', '2020-01-03')]
    """
    if not isinstance(text, str):
        raise OptionError(f"text is {type(text).__name__}, not a string; give the article's words")
    if day_first is not None and not isinstance(day_first, bool):
        raise OptionError(f"day_first is {day_first!r}; write True, False or None")
    day = as_published(published)
    scan = scan_text(text)
    if GRAMMAR.find(scan.codes, 0) < 0:
        return []
    if sentences is None:
        sentences = split_sentences(text)
    order, reason = decide_day_first(scan, day_first, source_country)
    reader = Reader(scan, day, order, reason, source_country, GRAMMAR, [one.start for one in sentences], sentences)
    _read_all(reader)
    return [_mention(reader, reading) for reading in reader.readings]


def as_published(value: Any) -> datetime.date | None:
    """The publication day from a date, an ISO string or None; OptionError for anything else."""
    if value is None:
        return None
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, datetime.date):
        return value
    if isinstance(value, str):
        try:
            return datetime.date.fromisoformat(value.strip()[:10])
        except ValueError:
            pass
    raise OptionError(f"published is {value!r}, not a date; write YYYY-MM-DD or None")


def _read_all(reader: Reader) -> None:
    codes = reader.scan.codes
    position = 0
    while True:
        token = GRAMMAR.find(codes, position)
        if token < 0:
            return
        reading = reader.read_at(token)
        if reading is None or (token and codes[token - 1] == _EACH):
            position = token + 1 if reading is None else reading.last
            continue
        apply_edge(reader, reading)
        attach_time(reader, reading)
        before = reader.readings[-1] if reader.readings else None
        if before is not None:
            if reading.first < before.last:
                reading.first = max(token, before.last)
            if join_clocks(reader, before, reading):
                position = max(before.last, token + 1)
                continue
            if same_day(reader, before, reading):
                joined: Reading | None = before
                before.last = reading.last
                before.time, before.zone = before.time or reading.time, before.zone or reading.zone
            else:
                joined = join_range(reader, before, reading)
            if joined is not None:
                reader.readings.pop()
                reading = joined
        reader.readings.append(reading)
        position = max(reading.last, token + 1)


def _mention(reader: Reader, reading: Reading) -> DateMention:
    start, end = reader.span(reading.first, reading.last)
    first, last = reading.interval or (None, None)
    return DateMention(
        start,
        end,
        reader.scan.text[start:end],
        first,
        last,
        _precision(first, last, reading.unit),
        reading.basis if first else "none",
        None if first else reading.known,
        reading.time,
        reading.zone,
        reading.anchor,
        tuple(reason for reason in reading.reasons if reason),
        *(reading.part or (None, None)),
    )


def _precision(first: datetime.date | None, last: datetime.date | None, unit: str) -> str:
    """day, days (up to 13 but for a week), week, month (up to 31), year (longer); unknown without an interval."""
    if first is None or last is None:
        return "unknown"
    length = (last - first).days + 1
    if length == 1:
        return "day"
    if unit == "week" and length == 7:
        return "week"
    if length < 14:
        return "days"
    return "month" if length <= 31 else "year"
