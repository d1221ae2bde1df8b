"""Units that a word points to: "last week", "this month", "the following day", "the end of the year"."""

from __future__ import annotations

from geomap.dates.building import AHEAD, BACK, anchored, neighbour, offset_words
from geomap.dates.counted import continues, read_vague_units, trailing
from geomap.dates.counting import unit_at
from geomap.dates.direction import FUTURE, LEANS_AHEAD, PAST
from geomap.dates.grammar import Tokens
from geomap.dates.intervals import (
    add_days,
    narrow,
    shifted_interval,
    unit_interval,
)
from geomap.dates.reader import Reader, Reading, tense_reason
from geomap.dates.vocabulary import CODES, OTHER


def read_deictic(reader: Reader, at: Tokens, first: int, last: int) -> Reading | None:
    """Read "today", "yesterday", "tomorrow", "tonight"."""
    word = reader.word(at["d"])
    if _is_named(reader, at["d"]):
        return None
    offset = {"today": 0, "tonight": 0, "yesterday": -1}.get(word, 1)
    if reader.published is None:
        return reader.relative(first, last, None, "day", "")
    date = add_days(reader.published, offset)
    name = {0: "the day of publication", -1: "the day before publication", 1: "the day after publication"}[offset]
    return reader.relative(first, last, (date, date) if date else None, "day", name)


_ANAPHORIC = frozenset("that those same very following ensuing subsequent previous preceding prior next".split())


def _is_named(reader: Reader, token: int) -> bool:
    """Whether "Today" ends a name, as in "USA Today": capitals on it and on the word before, inside a sentence."""
    text, starts = reader.scan.text, reader.scan.starts
    if token == 0 or not text[starts[token]].isupper() or text[starts[token] : starts[token] + 2].isupper():
        return False
    return text[starts[token - 1]].isupper() and reader.scan.codes[token - 1] == OTHER


def read_year_end(reader: Reader, at: Tokens, first: int, last: int) -> Reading | None:
    """Read "year-end", "at month's end": the last third of publication's."""
    unit = unit_at(reader, at["u"])
    if unit not in ("year", "month", "week", "quarter") or reader.word(at["e"]) != "end" or reader.published is None:
        return None
    reading = neighbour(reader, first, last, unit, 0)
    if reading and reading.interval:
        reading.interval = narrow(reading.interval, "end")
        reading.reasons.append("its end")
    return reading


def read_pointed_unit(reader: Reader, at: Tokens, first: int, last: int) -> Reading | None:
    """Read "last week", "this month", "the coming year", "that weekend", "the following day"."""
    unit, pointer = unit_at(reader, at["u"]), reader.word(at["p"])
    if reader.word(at["u"]) in ("days", "weeks", "months", "years", "quarters", "decades", "weekends"):
        return read_vague_units(reader, at, first, last)
    if (unit == "decade" and pointer in BACK) or (reader.published is None and pointer not in _ANAPHORIC):
        return (
            trailing(reader, first, last, -10, "year")
            if unit == "decade"
            else reader.relative(first, last, None, unit, "")
        )
    if pointer == "latest" and unit == "quarter":
        found = reader.latest_quarter()
        if found and found.interval:
            return anchored(reader, first, last, found.interval, unit, found, "the quarter the text is about")
    if pointer in ("last", "next") and reader.code(first) == CODES["the"] and unit in ("week", "month", "year"):
        if pointer == "next" and reader.direction(first, last)[0] == PAST:
            return _from_anchor(reader, first, last, unit, 1, "following")
        return trailing(reader, first, last, -1 if pointer == "last" else 1, unit)
    offset = -1 if pointer in BACK else 1 if pointer in AHEAD else 0
    if pointer in ("that", "same", "very", "following", "ensuing", "subsequent", "preceding", "previous", "prior") or (
        pointer == "next" and unit == "day"
    ):
        return _from_anchor(reader, first, last, unit, offset, pointer)
    if unit == "day":
        if pointer not in ("last", "past") or reader.code(last) == CODES["of"]:
            return None
        return trailing(reader, first, last, -1, "day")
    if pointer == "past" and unit != "weekend":
        return trailing(reader, first, last, -1, unit)
    if pointer == "present" and unit != "year":
        return None
    return neighbour(reader, first, last, unit, offset)


def _from_anchor(reader: Reader, first: int, last: int, unit: str, offset: int, pointer: str) -> Reading | None:
    """Read "that day", "the following week": counts from the last date in the text, else from publication."""
    smaller = {"day": frozenset({"day"})}.get(
        unit,
        frozenset(
            {"day", "days", "week", "weekend", "month", "quarter", "year"} - ({"year"} if unit != "year" else set())
        ),
    )
    anchor = reader.anchor(first, smaller)
    if anchor is not None and anchor.interval is not None:
        base = anchor.interval[1] if offset > 0 else anchor.interval[0]
        if unit == "weekend" and offset == 0:
            base = anchor.interval[0]
        interval = shifted_interval(base, offset, unit, unit)
        return anchored(reader, first, last, interval, unit, anchor, f"{offset_words(offset, unit)}")
    if reader.published is None:
        return reader.relative(first, last, None, unit, "")
    if (unit == "day" and pointer in ("that", "very")) or (unit == "day" and pointer == "same"):
        return None
    if (
        unit == "day"
        and pointer in ("next", "following", "ensuing", "subsequent")
        and not _is_ahead(reader, first, last)
    ):
        return None
    return neighbour(reader, first, last, unit, offset)


def _is_ahead(reader: Reader, first: int, last: int) -> bool:
    return reader.direction(first, last)[0] in (FUTURE, LEANS_AHEAD)


def read_day_before(reader: Reader, at: Tokens, first: int, last: int) -> Reading | None:
    """Read "the day before", "the week after": one unit from the last date."""
    word = reader.word(at["w"])
    if continues(reader, last) or unit_at(reader, at["u"]) not in ("day", "week", "month", "year"):
        return None
    offset = -1 if word in ("before", "earlier") else 1
    return _from_anchor(
        reader, first, last, unit_at(reader, at["u"]), offset, "preceding" if offset < 0 else "following"
    )


def read_weekend(reader: Reader, at: Tokens, first: int, last: int) -> Reading | None:
    """Read "over the weekend", "at the weekend"."""
    if unit_at(reader, at["u"]) != "weekend":
        return None
    if reader.published is None:
        return reader.relative(first, last, None, "weekend", "")
    tense, word = reader.direction(first, last)
    here = unit_interval(reader.published, "weekend")
    if here is None:
        return None
    if tense not in (FUTURE, LEANS_AHEAD) and here[0] > reader.published:
        earlier = add_days(reader.published, -7)
        here = unit_interval(earlier, "weekend") if earlier else None
    return reader.relative(first, last, here, "weekend", f"the near one, {tense_reason(tense, word)}")


def read_the_unit(reader: Reader, at: Tokens, first: int, last: int) -> Reading | None:
    """Read "the quarter", "by the end of the year", "earlier in the week": the one the text is about."""
    unit = unit_at(reader, at["u"])
    word = reader.word(at["u"])
    if word.endswith("s") or unit in ("decade", "century", "weekend", "fortnight"):
        return None
    if unit == "quarter":
        found = reader.quarter(first)
        if found is None or not found.interval or reader.code(last) == CODES["dash"] or reader.word(first) != "the":
            return None
        return anchored(reader, first, last, found.interval, unit, found, "the quarter the text is about")
    previous = reader.word(first - 1)
    if reader.word(last) in (
        "of",
        "after",
        "before",
        "that",
        "when",
        "ended",
        "ending",
        "to",
        "which",
    ):
        return None
    edged = reader.code(first - 2) in (CODES["edge"], CODES["earlier"], CODES["later"]) and previous in (
        "of",
        "in",
        "on",
    )
    edged = edged or (
        previous == "of" and reader.code(first) == CODES["the"] and unit != "day" and _ranks(reader, first)
    )
    edged = edged or (reader.code(first - 2) in (CODES["half"], CODES["unit"]) and previous == "of")
    if unit == "day" or not (edged or (previous == "for" and unit in ("week", "month"))):
        return None
    anchor = reader.period(unit) if unit != "year" else None
    if (
        anchor is not None
        and anchor.interval
        and reader.sentence_index(first) - reader.sentence_index(anchor.first) <= 1
    ):
        return anchored(reader, first, last, anchor.interval, unit, anchor, f"the {unit} of")
    return neighbour(reader, first, last, unit, 0)


def _ranks(reader: Reader, first: int) -> bool:
    """Whether "of the year" follows something ranked or counted: "the third strike of the year"."""
    low = max(0, first - 8)
    return any(reader.code(token) in _RANKS for token in range(low, first))


_RANKS = frozenset(CODES[name] for name in "ordinal ordinal_word last".split())


def read_pointed_part(reader: Reader, at: Tokens, first: int, last: int) -> Reading | None:
    """Read "this morning", "last night", "the next morning", "that evening"."""
    pointer = reader.word(at["p"])
    if pointer in ("last", "this"):
        if reader.published is None:
            return reader.relative(first, last, None, "day", "")
        if pointer == "this" and reader.word(first - 1) in ("like", "of"):
            return None
        date = reader.published if pointer == "this" else add_days(reader.published, -1)
        words = "the day of publication" if pointer == "this" else "the day before publication"
        return reader.relative(first, last, (date, date) if date else None, "day", words)
    if pointer not in _ANAPHORIC or pointer in ("those", "very"):
        return None
    offset = -1 if pointer in BACK else 1 if pointer in AHEAD else 0
    anchor = reader.anchor(first)
    if anchor is None or anchor.interval is None:
        return None
    date = add_days(anchor.interval[1], offset)
    return anchored(reader, first, last, (date, date) if date else None, "day", anchor, offset_words(offset, "day"))


def read_since_then(reader: Reader, at: Tokens, first: int, last: int) -> Reading | None:
    """Read "since then": from the last date in the text to publication."""
    if reader.word(last - 1) != "then":
        return None
    anchor = reader.anchor(first, frozenset({"day", "days", "week", "weekend", "month", "year", "season", "quarter"}))
    if anchor is None or anchor.interval is None or reader.published is None or anchor.interval[0] > reader.published:
        return None
    return anchored(
        reader, first, last, (anchor.interval[0], reader.published), "days", anchor, "from then to publication:"
    )
