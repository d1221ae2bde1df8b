"""Why a place was chosen, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from geomap.places.choosing import FEATURES, TYPE_WORD, Chosen, Group
from geomap.records import Candidate, Link

if TYPE_CHECKING:
    from geomap.places.gazetteer import Gazetteer
    from geomap.places.model import Chooser

# What each fact of the choice says when it speaks for the chosen place.
_WORDS = {
    "people": "has more people",
    "importance": "is better known",
    "main": "the name is its own and not another name",
    "weak": "the name is usual for it",
    "code": "the short form is usual for it",
    "top": "is the best known of that name",
    "behind": "the others of that name are less known",
    "people_behind": "the other towns of that name are smaller",
    "capital": "is a capital",
    "country": "is a country",
    "region": "is a region of the news",
    "admin1": "is a state or province",
    "admin2": "is a county",
    "city": "is a town",
    "site": "is a site",
    "huge_city": "is a city of a million",
    "big_city": "is a large city",
    "tiny_city": "is larger than a village",
    "main_city": "is a town of exactly this name",
    "main_admin": "is a division of exactly this name",
    "seat": "is the town that the division is named after",
    "country_share": "other names of the text lie in its country",
    "country_named": "its country is named in the text",
    "admin1_share": "other names of the text lie in its state or province",
    "admin1_named": "its state or province is named in the text",
    "near": "lies near another place of the text",
    "round2_near": "lies near another place of the text",
    "close": "most places of the text lie near it",
    "far": "few places of the text lie far from it",
    "first_country": "lies in the country of the first name of the text",
    "home_country": "lies in the country of the source",
    "holds_other": "contains another place of the text",
    "inside": "the text names what contains it right after",
    "soft_inside": "the text says what it lies in",
    "outside": "the others of that name do not lie in what the text names",
}
# Facts that speak for a place by being smaller than for the other one.
_BY_LACK = frozenset(("weak", "behind", "people_behind", "tiny_city", "far", "outside"))
_MOST_REASONS = 3


def give_reasons(chosen: Chosen, group: Group, index: int, rows: list[int], chooser: Chooser) -> tuple[str, ...]:
    """What spoke for the best candidate of a group against the second, strongest first.

    ``rows`` are the rows of the group's name, best first; ``index`` is the group's number in the text.
    """
    if len(rows) == 1:
        return ("the only place of that name in the gazetteer",)
    base = chosen.table.starts[index]
    best, second = base + rows[0], base + rows[1]
    lead = chosen.facts[best] - chosen.facts[second]
    weight = lead * chooser.facts
    reasons: list[str] = []
    if chosen.table.fixed[best] - chosen.table.fixed[second] >= TYPE_WORD and group.type_word:
        reasons.append(f'the text calls it "{group.type_word}"')
    # What the text itself says comes first: people trust it more than numbers.
    said = np.array([fact in ("inside", "soft_inside") for fact in FEATURES])
    for column in np.argsort(-weight * (1 + 9 * said), kind="stable"):
        if weight[column] < 0.15 or len(reasons) == _MOST_REASONS:
            break
        fact = FEATURES[column].partition(":")[0]
        words = _WORDS.get(fact)
        if words and words not in reasons and (lead[column] < 0) == (fact in _BY_LACK):
            reasons.append(words)
    return tuple(reasons) or ("nothing in the text tells it from the others of that name",)


def explain_places(text: str, gazetteer: Gazetteer | None = None) -> str:
    """What was found in a text and why, for people: a block of lines per name, with what else it might have been.

    A text without place names gives one line that says so.
    """
    from geomap.places.links import link_places
    from geomap.places.table import shipped_gazetteer

    links = link_places(text, gazetteer or shipped_gazetteer())
    if not links:
        return "No place names found."
    return "\n\n".join(_explain(text, link) for link in links)


def _explain(text: str, link: Link) -> str:
    words = " ".join(text[link.start : link.end].split())
    lines = [f"{words}  [{link.start}:{link.end}]"]
    if link.latitude is None or link.longitude is None:
        lines.append("  no place chosen")
    else:
        where = ", ".join(part for part in (link.name, _division(link.admin1, link.name), link.country) if part)
        lines.append(
            f"  = {where} ({link.kind}), {link.latitude:.3f}, {link.longitude:.3f}, within {link.radius_km:g} km"
        )
        lines.append(f"  score {link.score:.2f}")
    if link.relation is not None:
        lines.append(
            f"  read as: {link.relation.kind}, from " + " and ".join(one.text for one in link.relation.anchors)
        )
    if not link.literal:
        lines.append(f"  not itself a place here: {link.role}")
    lines += [f"  because {reason}" for reason in link.reasons]
    if link.runners_up:
        lines.append("  or: " + "; ".join(_runner_up(candidate) for candidate in link.runners_up))
    return "\n".join(lines)


def _division(admin1: str | None, name: str | None) -> str | None:
    return None if admin1 == name else admin1


def _runner_up(candidate: Candidate) -> str:
    place = candidate.place
    parts = (place.name, _division(place.admin1, place.name), place.country)
    return f"{', '.join(part for part in parts if part)} ({place.kind}) {candidate.score:.2f}"
