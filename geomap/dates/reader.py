"""What is known while a text is read from left to right, and what the rules make of each expression."""

from __future__ import annotations

import datetime
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from geomap.dates.direction import FUTURE, LEANS_AHEAD, PAST, find_direction
from geomap.dates.grammar import Grammar
from geomap.dates.intervals import Interval, add_days, day, month_interval, unit_interval
from geomap.dates.scan import Scan
from geomap.dates.vocabulary import CODES
from geomap.records import Sentence

# A date without its year is the near one: one that goes against the tense must be this many times nearer.
_AGAINST_TENSE = 8.0
_AHEAD_WITHOUT_TENSE = 1.3
# "two days after the eve of the week of May 3" is as deep as anybody goes.
_DEEPEST = 4


@dataclass(slots=True)
class Reading:
    """An expression that was understood: tokens ``[first, last)``, its days, and how they were found."""

    first: int
    last: int
    interval: Interval | None
    unit: str
    basis: str
    reasons: list[str] = field(default_factory=list)
    known: str | None = None
    month: int | None = None
    number: int | None = None
    year: int | None = None
    time: str | None = None
    zone: str | None = None
    anchor: tuple[int, int] | None = None
    part: Interval | None = None


@dataclass(slots=True)
class Reader:
    """The state of reading one text. ``readings`` holds what was found so far, in order."""

    scan: Scan
    published: datetime.date | None
    day_first: bool | None
    day_first_reason: str
    source_country: str | None
    grammar: Grammar
    sentence_starts: Sequence[int] = ()
    sentences: Sequence[Sentence] = ()
    readings: list[Reading] = field(default_factory=list)
    depth: int = 0

    def read_at(self, token: int) -> Reading | None:
        """What the first rule that fits makes of the words from ``token`` on."""
        codes = self.scan.codes
        if token >= len(codes) or self.depth == _DEEPEST:
            return None
        self.depth += 1
        reading = None
        for rule in self.grammar.by_code.get(codes[token], ()):
            match = rule.pattern.match(codes, token)
            if match is None:
                continue
            at = {label: match.start(label) for label in rule.pattern.groupindex if match.start(label) >= 0}
            reading = rule.read(self, at, token, match.end())
            if reading is not None:
                break
        self.depth -= 1
        return reading

    def span(self, first: int, last: int) -> tuple[int, int]:
        """The characters of tokens ``[first, last)``."""
        return self.scan.starts[first], self.scan.ends[last - 1]

    def word(self, token: int) -> str:
        """The token in lower case, empty beyond either end."""
        return self.scan.words[token] if 0 <= token < len(self.scan.words) else ""

    def code(self, token: int) -> str:
        """The token's code, empty beyond either end."""
        return self.scan.codes[token] if 0 <= token < len(self.scan.codes) else ""

    def sentence_bounds(self, position: int) -> tuple[int, int]:
        """Where the sentence around a character begins and ends."""
        index = bisect_right(self.sentence_starts, position) - 1
        if index < 0:
            return 0, len(self.scan.text)
        return self.sentences[index].start, max(self.sentences[index].end, position)

    def sentence_index(self, token: int) -> int:
        """The number of the sentence that holds the token, -1 before the first."""
        return bisect_right(self.sentence_starts, self.scan.starts[token]) - 1

    def paragraph(self, token: int) -> int:
        """The number of the paragraph that holds the token."""
        index = self.sentence_index(token)
        return self.sentences[index].paragraph if index >= 0 else 0

    def direction(self, first: int, last: int) -> tuple[int, str]:
        """PAST, FUTURE or UNKNOWN for tokens ``[first, last)`` and the word that decided."""
        start, end = self.span(first, last)
        low, high = self.sentence_bounds(start)
        return find_direction(self.scan.text, start, end, low, high)

    def relative(self, first: int, last: int, interval: Interval | None, unit: str, reason: str) -> Reading:
        """A reading that counts from publication; unresolved when that day is unknown."""
        if self.published is None:
            return Reading(first, last, None, unit, "none", ["needs the publication date, which is unknown"])
        if interval is None:
            return Reading(first, last, None, unit, "none", [reason or "reaches beyond the calendar"])
        return Reading(first, last, interval, unit, "relative", [reason])

    def nearest(self, candidates: Sequence[Interval], first: int, last: int) -> tuple[Interval | None, str]:
        """The candidate that is nearest to publication, one against the verb's tense having to be much nearer."""
        published = self.published
        if published is None or not candidates:
            return None, ""
        tense, word = self.direction(first, last)

        def cost(one: Interval) -> float:
            if one[0] <= published <= one[1]:
                return 0.0
            if one[1] < published:
                return (published - one[1]).days * (_AGAINST_TENSE if tense == FUTURE else 1.0)
            weight = {PAST: _AGAINST_TENSE, FUTURE: 1.0}.get(tense, _AHEAD_WITHOUT_TENSE)
            return (one[0] - published).days * weight

        chosen = min(candidates, key=cost)
        return chosen, tense_reason(tense, word)

    def yearless_day(self, first: int, last: int, month: int, number: int, weekday: int | None = None) -> Reading:
        """A month and a day of it: the year comes from publication and tense, or from a weekday given."""
        known = f"--{month:02d}-{number:02d}"
        reading = Reading(first, last, None, "day", "none", [], known, month, number)
        if day(2000, month, number) is None:
            return reading
        year = self._year_beside(first)
        date = day(year, month, number) if year else None
        if date is not None:
            reading.interval, reading.basis = (date, date), "explicit"
            reading.reasons.append("in the year just named")
            return reading
        if self.published is None:
            reading.reasons.append("no year is given and the publication date is unknown")
            return reading
        candidates = []
        reach = range(-8, 9) if number == 29 and month == 2 else range(-1, 2)
        for year in (self.published.year + offset for offset in (reach if weekday is None else range(-6, 7))):
            date = day(year, month, number)
            if date is not None and (weekday is None or date.weekday() == weekday):
                candidates.append((date, date))
        if not candidates and weekday is not None:
            return self.yearless_day(first, last, month, number)
        chosen, reason = self.nearest(candidates, first, last)
        reading.interval, reading.basis = chosen, "explicit" if chosen else "none"
        reading.reasons.append(f"year taken from publication, {reason}")
        return reading

    def yearless_month(self, first: int, last: int, month: int) -> Reading:
        """A month alone: the near one that the tense allows."""
        reading = Reading(first, last, None, "month", "none", [], f"--{month:02d}", month)
        year = self._year_beside(first)
        if year is not None:
            reading.interval, reading.basis = month_interval(year, month), "explicit"
            reading.reasons.append("in the year just named")
            return reading
        if self.published is None:
            reading.reasons.append("no year is given and the publication date is unknown")
            return reading
        found = [month_interval(self.published.year + offset, month) for offset in (-1, 0, 1)]
        chosen, reason = self.nearest([one for one in found if one], first, last)
        reading.interval, reading.basis = chosen, "explicit" if chosen else "none"
        reading.reasons.append(f"year taken from publication, {reason}")
        return reading

    def _year_beside(self, first: int) -> int | None:
        """The year of "two years ago, on March 15" and "in 2011, in March": one named right before."""
        before = self.readings[-1] if self.readings else None
        if before is None or before.unit != "year" or before.interval is None or not 1 <= first - before.last <= 3:
            return None
        between = {self.code(token) for token in range(before.last, first)}
        if (
            not between <= _BESIDE
            or CODES["comma"] not in between
            or before.interval[0].year != before.interval[1].year
        ):
            return None
        return before.interval[0].year

    def weekday(self, first: int, last: int, number: int) -> Reading:
        """A bare weekday: the latest one up to publication, that day included, or the coming one."""
        if self.published is None:
            return Reading(first, last, None, "day", "none", ["a weekday needs the publication date, which is unknown"])
        tense, word = self.direction(first, last)
        if tense in (FUTURE, LEANS_AHEAD):
            date = add_days(self.published, (number - self.published.weekday()) % 7)
            reason = f"the first one from publication on, {tense_reason(tense, word)}"
        else:
            date = add_days(self.published, -((self.published.weekday() - number) % 7))
            reason = f"the latest one up to publication, {tense_reason(tense, word)}"
        interval = (date, date) if date else None
        return Reading(first, last, interval, "day", "weekday" if date else "none", [reason])

    def anchor(self, token: int, units: frozenset[str] = frozenset({"day"})) -> Reading | None:
        """The date that "two days later" at ``token`` counts from: the last one of these units shortly before.

        Dates of statements ("said on Monday") step back behind dates of what happened.
        """
        paragraph = self.paragraph(token)
        sentence = self.sentence_index(token)
        spoken = None
        for reading in reversed(self.readings[-8:]):
            if sentence - self.sentence_index(reading.first) > 3 or paragraph - self.paragraph(reading.first) > 1:
                break
            if reading.interval is None or reading.unit not in units:
                continue
            if not self.is_statement(reading):
                return reading
            spoken = spoken or reading
        return spoken

    def is_statement(self, reading: Reading) -> bool:
        """Whether the date is when somebody said something: "said Monday", "told reporters on Friday"."""
        token = reading.first - 1
        while token >= 0 and self.code(token) in _SPEECH_SKIP and reading.first - token < 4:
            token -= 1
        if self.word(token) in _SPEECH:
            return True
        return (
            self.word(token) in ("reporters", "cabinet", "parliament", "journalists") and self.word(token - 1) == "told"
        )

    def period(self, unit: str) -> Reading | None:
        """The last reading of that unit, not far back."""
        for reading in reversed(self.readings[-12:]):
            if reading.interval is not None and reading.unit == unit:
                return reading
        return None

    def quarter(self, token: int) -> Reading | None:
        """The quarter that the text is about at ``token``: the one named most often (or first) of the last year.

        None where the sentence, or the one before, speaks of a longer part of the year ("the first nine months").
        """
        counts: dict[Interval, int] = {}
        named: dict[Interval, Reading] = {}
        sentence = self.sentence_index(token)
        for reading in self.readings[-40:]:
            if reading.interval is None or reading.anchor is not None:
                continue
            if reading.unit == "months" and sentence - self.sentence_index(reading.first) <= 1:
                return None
            if reading.unit == "quarter" and self._just_over(reading.interval):
                counts[reading.interval] = counts.get(reading.interval, 0) + 1
                named.setdefault(reading.interval, reading)
        if not counts:
            return None
        return named[max(counts, key=lambda interval: (counts[interval], -named[interval].first))]

    def latest_quarter(self) -> Reading | None:
        """The quarter that was named last, of those that were over at publication."""
        for reading in reversed(self.readings[-40:]):
            if (
                reading.unit == "quarter"
                and reading.interval
                and not reading.anchor
                and self._just_over(reading.interval)
            ):
                return reading
        return None

    def _just_over(self, interval: Interval) -> bool:
        return self.published is None or 0 < (self.published - interval[1]).days < 366

    def unit_of_publication(self, unit: str) -> Interval | None:
        """The week, month, year ... of publication."""
        return unit_interval(self.published, unit) if self.published else None


_SPEECH = frozenset(
    """said says say told announced reported declared stated added confirmed warned claimed denied acknowledged
    insisted vowed tweeted wrote testified""".split()
)
_BESIDE = frozenset(CODES[name] for name in "comma on in the".split())
_SPEECH_SKIP = frozenset(CODES[name] for name in "on the edge earlier later comma".split())


def tense_reason(tense: int, word: str) -> str:
    """The tense in words, for the reasons."""
    if tense in (FUTURE, LEANS_AHEAD):
        return f'"{word}" looks ahead'
    if tense == PAST:
        return f'"{word}" looks back'
    return "no verb decides"
