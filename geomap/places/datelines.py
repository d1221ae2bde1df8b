"""The place that a paragraph opens with, where the report was written: "BAGHDAD (Reuters) -", "KOHAT:"."""

from __future__ import annotations

from geomap.places.mentions import Words


def is_dateline(words: Words, first: int, last: int) -> bool:
    """Whether the name of tokens ``first`` to ``last`` is the place of a dateline, or what that place lies in."""
    if not _opens_paragraph(words, first):
        return False
    bracket = False
    for index in range(last + 1, min(len(words.word), last + 16)):
        mark = words.word[index]
        if mark == ":" and (bracket or index == last + 1 or words.word[last + 1] == ","):
            return bracket or _heads_alone(words, first)
        if mark in "—–�" or (mark == "-" and words.start[index] > words.end(index - 1)):
            return bracket or words.word[first].isupper() or index <= last + 6
        if mark == "(":
            bracket = True
        elif not bracket and (mark[0].islower() or mark in "!?;\n" or (mark == "." and len(words.word[index - 1]) > 5)):
            return False
    return False


def _opens_paragraph(words: Words, first: int) -> bool:
    if first == 0 or words.word[first - 1] == "\n":
        return True
    # The second name of "PARIS, Texas (AP)" and of "MADRID (Spain)".
    index = first - 1
    if words.word[index] not in (",", "("):
        return False
    while index > 0 and index > first - 5:
        index -= 1
        if not words.capital[index]:
            return False
        if index == 0 or words.word[index - 1] == "\n":
            return True
    return False


# A place before a colon is that of a dateline in the first paragraphs of a text only.
_FIRST_PARAGRAPHS = 4
_LONGEST_HEAD = 5


def _heads_alone(words: Words, first: int) -> bool:
    """Whether "QUETTA: Two men ..." is a dateline and no entry of a list, of which there would be others."""
    lines = words.word[:first].count("\n")
    if lines >= _FIRST_PARAGRAPHS:
        return False
    word = words.word
    starts = [0, *(index + 1 for index, piece in enumerate(word) if piece == "\n")]
    for start in starts:
        head = word[start : start + _LONGEST_HEAD]
        if start != first and ":" in head and "\n" not in head[: head.index(":")] and words.capital[start]:
            return False
    return True
