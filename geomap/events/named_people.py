"""People who are named one after another: "Ahmed Ali, 24, Sgt. John Moss, of Ohio, and Omar Hadi" are three."""

from __future__ import annotations

import re

_TITLE = (
    r"(?:(?:Sgt|Cpl|Pte|Lt|Capt|Maj|Col|Gen|Dr|Mr|Mrs|Ms|Rev|Fr|Spc|Pfc|Const)\.?|Staff|Lance|Warrant|Sergeant|Corporal"
    r"|Private|Lieutenant|Captain|Major|Colonel|General|Sheikh|Father|Sister|Officer|Constable|Specialist|Bombardier)"
)
_CAPITAL = r"[^\W\d_a-zà-öø-ÿ]"
_PART = rf"(?:{_CAPITAL}[\w’'-]*[^\W\d_A-Z]|(?:al|el|ul|ar|as|ad|an)-[A-Z][\w’'-]+|[A-Z]\.)"
_LINK = r"(?:(?:bin|ibn|bint|abu|de|da|del|dos|la|le|van|von|der|den|al|el|ul)\s+){0,2}"
_FULL_NAME = re.compile(
    rf"(?:{_TITLE}\s+){{1,3}}{_LINK}{_PART}(?:\s+{_LINK}{_PART}){{0,3}}|{_PART}(?:\s+{_LINK}{_PART}){{1,3}}"
)
# What is said of one of them before the next: an age, a rank or a trade, where from.
_SAID = re.compile(
    r"(?:,\s+(?:who\s+was\s+)?\d{1,2}(?=\s*(?:,|$|\s+and\b))|\s*\(\d{1,2}\)|,?\s+(?:both\s+)?(?:of|from)\s+[A-Z][\w’'.-]+(?:\s+[A-Z][\w’'.-]+)?"
    r"|,\s+(?:an?|the|his|her|their)\s+[\w’'-]+(?:\s+[\w’'-]+){0,5}(?=,|\s+and\b|$)){0,3}"
)
_NEXT = re.compile(r"\s*,\s+(?:and\s+)?|\s+and\s+")
# "rebel commander |Omar Hadi|", "the teacher |Ada Stone|"
_ROLE = re.compile(r"(?:[A-Z][\w-]+\s+){0,2}(?:(?!and\b|or\b)(?:[a-z][a-z-]*|US|UN)\s+){1,5}(?=[A-Z])")
# What may follow the last name; other words make the name a part of something longer ("Blue Nile villagers").
_CLOSED = re.compile(
    r"\s*(?:$|[,.;:()“”\"—]|\s(?:and|in|on|at|near|when|while|after|before|during|by|from|as|who|with|for|outside|inside"
    r"|along|was|were|had|overnight|yesterday|today|early|late|last|dead|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b)"
)
# "Ahmed Ali, |24|, and ...", "John Moss (|31|)": how old somebody is.
_NAMED_BEFORE = re.compile(rf"{_PART}\s+{_PART}(?:,\s+|\s+\()$")
_AGE_CLOSED = re.compile(r"\s*(?:[,;)]|$|\.(?!\d)|\s(?:and|of|from|was|were)\b)")
_MOST = 40


def read_names(text: str, start: int, end: int) -> tuple[int, int]:
    """How many people the list of full names at ``start`` names, and where it ends; 0 and ``start`` for no such list.

    One name is a list of one. Time is linear in the length of the span.

    >>> text = "Ahmed Ali, 24, Sgt. Moss, a medic, and Omar Hadi, 19, and two others"
    >>> read_names(text, 0, len(text)), read_names(text, 4, 9), read_names("Blue Nile rebels", 0, 16)
    ((3, 52), (0, 4), (0, 0))
    """
    count, at, begin = 0, start, start
    while count < _MOST:
        role = _ROLE.match(text, at, end)
        name = _FULL_NAME.match(text, role.end() if role else at, end)
        if name is None:
            break
        said = _SAID.match(text, name.end(), end)
        closing = said.end() if said else name.end()
        if not _CLOSED.match(text, closing, end):
            break
        count, begin = count + 1, closing
        following = _NEXT.match(text, closing, end)
        if following is None:
            break
        at = following.end()
    return count, begin


def is_age_of_named(text: str, start: int, first: int, last: int, end: int) -> bool:
    """Whether the number ``text[first:last]`` tells the age of who is named before it, within ``text[start:end]``.

    >>> text = "Omar Hadi, 19, was shot; in Gaza 19 died"
    >>> is_age_of_named(text, 0, 11, 13, len(text)), is_age_of_named(text, 0, 33, 35, len(text))
    (True, False)
    """
    if last - first > 2 or not text[first:last].isdigit():
        return False
    lead = text[max(start, first - 40) : first]
    return bool(_NAMED_BEFORE.search(lead) and _AGE_CLOSED.match(text, last, end))
