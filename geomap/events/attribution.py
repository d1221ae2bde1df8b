"""Who says that something happened: the subject of a reporting verb, or what follows "according to"."""

from __future__ import annotations

from geomap.events.grammar import Clauses
from geomap.events.position import Position

REPORTING = frozenset(
    """say tell report announce claim confirm add state declare insist note explain admit acknowledge reiterate
    reveal disclose write tweet testify allege assert affirm maintain contend quote cite accuse""".split()
)


def find_attribution(clauses: Clauses, position: Position) -> tuple[tuple[int, int] | None, tuple[str, str] | None]:
    """Who says so, and the status that this alone would give ("alleged" for a claim), if any."""
    tokens, groups = clauses.tokens, clauses.groups
    number = position.group
    seen = 0
    while number >= 0 and seen < 8:
        seen += 1
        group = groups[number]
        if group.lemma in REPORTING and number != position.group and group.subject:
            return group.subject, None
        number = group.parent
    for group in groups:
        if (
            group.lemma in REPORTING
            and group.subject
            and group.form == "finite"
            and not group.modal
            and group.start > position.head
            and tokens[group.start].lower in (",", '"', "”", "’")
        ):
            return group.subject, None
    for index in range(len(tokens) - 2) if "according" in clauses.words else ():
        if tokens[index].lower == "according" and tokens[index + 1].lower == "to":
            end = clauses.noun_phrase_end(index + 2)
            if end > index + 2:
                return (index + 2, end), None
    return None, None
