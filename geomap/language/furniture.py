"""Lines of a page that belong to no article: links to other stories, their headings, captions from the archive."""

from __future__ import annotations

import re

# One of these is in every line of furniture, in small letters.
_HINTS = (
    *("read", "related", "see also", "watch:", "watch |", "trending", "recommended", "you may", "you might", "more on"),
    *("more from", "more stories", "top stories", "latest news", "latest stories", "don't miss", "don’t miss"),
    *("editor", "file photo", "file picture", "file image", "file pic", "file -", "file –", "file —", "representati"),
    *("popular", "must see", "click here"),
)
_LEAD = r"(?:[\[(*•►»>\-–—]\s*)*"
# "Also read: Blast kills two in Karachi", "RELATED | ...", "File photo: Soldiers patrol ..."
_LINK = re.compile(
    rf"""{_LEAD}(?:
        (?:(?:also|please)\s+)?(?:read|watch|see)\s*(?:also|more|next|this|full\s+story)?\s*(?:here)?\s*[:|»>–—]
      | (?:related|recommended|trending|more|most\s+read|must\s+read|don['’]t\s+miss|click\s+here)\b
        \s*(?:stor(?:y|ies)|news|articles?|posts?|links?|topics?|reading|coverage|to\s+read)?\s*(?:here)?\s*[:|»>–—]
      | \(?file(?:\s+(?:photo|picture|image|pic|footage))?\)?\s*[:.|–—-]\s | \(?file\s+(?:photo|picture|image|pic)\b
      | representati(?:onal|ve)\s+(?:image|photo|picture|pic)
    )""",
    re.VERBOSE | re.IGNORECASE,
)
# A line that heads links to other stories until the page ends.
_HEADING = re.compile(
    rf"""{_LEAD}(?:
        related(?:\s+(?:stories|news|articles?|posts?|topics|links|coverage|items|content))? | (?:read|up)\s+next
      | read\s+(?:more|also)(?:\s+(?:news|stories|articles))? | also\s+read
      | most\s+(?:read|popular|viewed|shared)(?:\s+\w+)?
      | (?:trending|popular|recommended|featured)(?:\s+(?:now|stories|news|articles|posts|for\s+you|videos|topics))?
      | more\s+(?:on|from|in|stories|news|about)\b[^.:]{{0,60}}
      | you\s+(?:may|might)\s+(?:also\s+|be\s+)?(?:like|interested\s+in)
      | (?:top|latest|other|more)\s+(?:stories|news|headlines|articles) | see\s+also
      | editor['’]?s['’]?\s+(?:picks?|choice)
      | don['’]t\s+miss | must\s+(?:read|see)
    )\s*[:>»]*""",
    re.VERBOSE | re.IGNORECASE,
)
_LONGEST_LINE = 300
_LONGEST_TITLE = 160


def find_furniture(text: str) -> list[tuple[int, int]]:
    """The spans of the lines that belong to no article, in order, without overlaps.

    >>> page = "A bomb killed two in Kohat.\\nAlso read: Rockets hit Kabul"
    >>> [page[start:end] for start, end in find_furniture(page)]
    ['Also read: Rockets hit Kabul']
    """
    lowered = text.lower()
    if not any(hint in lowered for hint in _HINTS):
        return []
    found: list[tuple[int, int]] = []
    start, heading = 0, False
    for line in text.split("\n"):
        end = start + len(line)
        stripped = line.strip()
        if stripped:
            if heading:
                # titles of other stories have no full stop; the article goes on with what has one
                heading = len(stripped) <= _LONGEST_TITLE and stripped[-1] not in '.!”"'
                if heading:
                    found.append((start, end))
            elif len(stripped) <= _LONGEST_LINE and start > 0 and _HEADING.fullmatch(stripped):
                heading = True
                found.append((start, end))
            elif len(stripped) <= _LONGEST_LINE and _LINK.match(stripped):
                found.append((start, end))
        start = end + 1
    return found
