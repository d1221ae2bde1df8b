"""Sentences and paragraphs of a news text.

Rules with a list of abbreviations: the splitters one can install either miss news habits ("Gen. Qassem", "in the U.S.
He said") or are many times slower.
"""

from __future__ import annotations

import functools
import importlib.resources
import re
from collections.abc import Iterator

from geomap.records import Sentence

_PARAGRAPH_BREAK = re.compile(r"\n[ \t]*\n\s*")
_BULLET = re.compile(r"\s*(?:[•▪◦‣*\-–—]\s|\d{1,2}[.)]\s)")
_END = re.compile(
    r"""
    [.!?…]
    (?: (?P<more>[.!?…]*)(?P<close>["'”’»)\]]*)(?P<space>\s+)(?=["'“‘«(\[]*[A-Z0-9À-ÖØ-ÞА-ЯЀ-Џ\u0590-\u06FF])
      | (?<=[a-z]{2}[.!?])(?P<tight>["”’]?)(?=["“‘]?[A-Z][a-z]) )
    """,
    re.VERBOSE,
)
_WORD_BEFORE = re.compile(r"[^\W_](?:[\w.'’&-]*[^\W_])?$")
_NEXT_WORD = re.compile(r"[\"'“‘«(\[]*([^\W\d_]+|\d+)")

# A line that is shorter than this may be a hard wrap of a longer sentence; typewriter and mail columns end before it.
_WRAP_COLUMN = 100
_HEADLINE_MAX = 200
# Twice the longest sentence of news; what goes on without a full stop is parted, since what stands in one sentence is
# compared with everything else in it.
_SENTENCE_MAX = 1000
# Longer than a line that tells whether it is wrapped.
_LINE_END = 300

# Words that open a sentence and are not the second half of a name.
_OPENERS = frozenset(
    """a about after all also although among an and another any are as at because before both but by can did do
    does during each earlier every few for four from had has have he her here his how however i if in is
    it its last later many meanwhile more most much my nearly neither no none nor not nothing now of
    officials on one only or other our over people police residents several she since so some still such
    that the their them then there these they this those though three through thus to two under until was
    we were what when where whether which while who why will with witnesses would yet you your""".split()
)


@functools.lru_cache(maxsize=1)
def _abbreviations() -> dict[str, str]:
    """Abbreviation to its section: title, before-number or either."""
    lines = importlib.resources.files("geomap.language").joinpath("abbreviations.txt").read_text("utf-8").splitlines()
    section, found = "", {}
    for line in lines:
        if line.startswith("["):
            section = line.strip("[]")
        elif line and not line.startswith("#"):
            found[line] = section
    return found


def split_sentences(text: str) -> list[Sentence]:
    """The sentences of a text, in order; an empty list for a text without words.

    Blank lines end paragraphs. A single line break does too, unless the text looks hard-wrapped and the line stops in
    mid-sentence. A first paragraph without a closing full stop that is followed by more text is a headline. What goes
    on for more than 1,000 characters is parted at white space.

    >>> [s.start for s in split_sentences("Gen. Ali spoke in the U.S. on Jan. 3. He left.")]
    [0, 38]
    """
    paragraphs = [span for span in _split_paragraphs(text) if any(map(str.isalnum, text[span[0] : span[1]]))]
    sentences: list[Sentence] = []
    for index, (start, end) in enumerate(paragraphs):
        spans = _split_paragraph(text, start, end)
        headline = index == 0 and len(paragraphs) > 1 and _looks_like_headline(text[start:end], spans)
        sentences.extend(Sentence(first, last, index, headline) for first, last in spans)
    return sentences


def _looks_like_headline(paragraph: str, spans: list[tuple[int, int]]) -> bool:
    return len(spans) == 1 and len(paragraph) <= _HEADLINE_MAX and paragraph[-1] not in '.!…"”'


def _split_paragraphs(text: str) -> list[tuple[int, int]]:
    wrapped = _is_hard_wrapped(text)
    spans, start = [], 0
    for block_end, next_start in [(m.start(), m.end()) for m in _PARAGRAPH_BREAK.finditer(text)] + [(len(text),) * 2]:
        line_start = start
        while (newline := text.find("\n", line_start, block_end)) >= 0:
            if not (wrapped and _continues(text, start, newline)):
                spans.append((start, newline))
                start = newline + 1
            line_start = newline + 1
        spans.append((start, block_end))
        start = next_start
    stripped = []
    for first, last in spans:
        while first < last and text[first].isspace():
            first += 1
        while last > first and text[last - 1].isspace():
            last -= 1
        if first < last:
            stripped.append((first, last))
    return stripped


def _is_hard_wrapped(text: str) -> bool:
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) < 2:
        return True
    long_lines = sum(len(line) > _WRAP_COLUMN for line in lines)
    return long_lines * 10 < len(lines)


def _continues(text: str, start: int, newline: int) -> bool:
    """Whether the sentence before a single line break goes on after it."""
    before = text[max(start, newline - _LINE_END) : newline].rstrip()
    after = text[newline + 1 : newline + 80].lstrip(" \t")
    if not before or not after or before[-1] in '.!?:…"”' or _BULLET.match(after):
        return False
    last_line = before.rsplit("\n", 1)[-1]
    return after[0].islower() or len(last_line) >= 45 or before[-1] in ",;-–—"


def _split_paragraph(text: str, start: int, end: int) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    first = start
    for match in _END.finditer(text, start, end):
        if match["tight"] is None and not _ends_sentence(text, first, match):
            continue
        last = match.end() - len(match["space"] or "")
        spans += _part_long(text, first, last)
        first = match.end()
    if first < end:
        spans += _part_long(text, first, end)
    return spans


def _part_long(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > _SENTENCE_MAX:
        limit = start + _SENTENCE_MAX
        blank = max(text.rfind(" ", start + 1, limit), text.rfind("\n", start + 1, limit))
        yield (start, blank) if blank > 0 else (start, limit)
        start = blank + 1 if blank > 0 else limit
        while start < end and text[start].isspace():
            start += 1
    if start < end:
        yield start, end


def _ends_sentence(text: str, first: int, match: re.Match[str]) -> bool:
    if text[match.start()] != "." or match["more"] or match["close"]:
        return True
    word = _WORD_BEFORE.search(text, max(first, match.start() - 24), match.start())
    if word is None:
        return True
    before = word.group().lower()
    following = _NEXT_WORD.match(text, match.end())
    opener = following[1].lower() if following else ""
    section = _abbreviations().get(before)
    if section == "title":
        return False
    if section == "before-number":
        return not opener.isdigit()
    if section == "either" or _is_dotted(before):
        return opener in _OPENERS
    if len(before) == 1 and before.isalpha() and word.group().isupper():
        return opener in _OPENERS and opener != "i"
    return True


def _is_dotted(word: str) -> bool:
    """Letters with full stops between them, as in u.s or e.t.a."""
    return "." in word and all(len(part) == 1 for part in word.split("."))
