"""What the text says around and between its names: which mentions go together, and what lies in what."""

from __future__ import annotations

from collections.abc import Sequence

from geomap.places.choosing import Group
from geomap.places.mentions import Candidate, Words
from geomap.places.namebook import Name, NameBook

_BEFORE_OF = {
    "city": "city",
    "town": "city",
    "village": "city",
    "province": "province",
    "governorate": "province",
    "state": "state",
    "county": "county",
}
_AFTER = {
    "county": "county", "counties": "county", "co": "county", "parish": "county", "province": "province",
    "provinces": "province",
    "governorate": "province", "governorates": "province", "oblast": "province",
    "oblasts": "province",
    "prefectures": "province",
 "prefecture": "province", "state": "state",
    "city": "city", "town": "city", "village": "city",
}  # fmt: skip
_PLURALS = frozenset(("counties", "provinces", "governorates", "oblasts", "prefectures"))
# What a town has within it: "the Karrada district of Baghdad".
_PARTS = frozenset(("district", "neighbourhood", "neighborhood", "quarter", "suburb", "area", "section"))
# What an apposition says a place is: "Altamira, an upscale part of eastern Caracas", "Qaa, a village in the Bekaa".
_APPOSED = _PARTS | {"part", "slum", "town", "village", "city", "settlement", "enclave", "municipality", "township"}
_SMALL = frozenset(("village", "hamlet", "district", "neighbourhood", "neighborhood", "suburb", "quarter", "slum"))
_LONGEST_APPOSITION = 6
_DIRECTIONS = frozenset(("the", "northern", "southern", "eastern", "western", "central", "downtown"))
# Names that many towns have for a part of theirs.
_COMMON_PARTS = frozenset(("old city", "old town", "old quarter", "old market", "city centre", "city center"))
# What stands between a name and what it lies in: "Rizal town, Cagayan", "the Bara tehsil of Khyber".
_TYPES = frozenset(
    """town township village city municipality community settlement hamlet borough commune subdivision
    sub-division division tehsil tehsils taluka upazila thana taluk mandal block ward locality lga county sub-county
    province governorate""".split()
)
_LONG_TYPES = (("local", "government", "area"), ("local", "government"), ("council", "area"))
_LIST_MARKS = frozenset((",", "and", "or", "-", "–"))
_WIDE = frozenset(("country", "region", "admin1"))
# No text says of one place more often than this that it lies in yet another.
_MAX_SOFT = 12


def make_groups(
    words: Words, mentions: Sequence[tuple[Candidate, float]], listed: dict[int, Candidate], book: NameBook
) -> tuple[list[Group], list[int]]:
    """The mentions grouped by name and container, and for each mention the index of its group.

    ``mentions`` are the names found, each with how sure that is (a logit); ``listed`` are gazetteer names by first
    token, found or not, which may serve as the container in "X, Y".
    """
    groups: dict[tuple[str, str | None], Group] = {}
    homes: list[tuple[str, str | None]] = []
    by_first = {candidate.first: candidate for candidate, _ in mentions}
    town: Name | None = None
    for order, (candidate, logit) in enumerate(mentions):
        name = _name(candidate, book)
        outer, soft, whole = _container(words, candidate, by_first, listed, book)
        if outer is None and soft is None and town is not None and candidate.key in _COMMON_PARTS:
            # "Homs ... in the Old City": that of the town named before
            soft, whole = town, True
        small = town is not name and _is_called_small(words, candidate)
        mark = (name.key, outer.key if outer else None)
        group = groups.get(mark)
        if group is None:
            group = groups[mark] = Group(name, logit, 0, order, demonym=candidate.demonym is not None)
            if outer:
                group.inside.append(outer)
        group.count += 1
        group.logit = max(group.logit, logit)
        if (
            soft is not None
            and soft.key != name.key
            and len(group.soft_inside) < _MAX_SOFT
            and all(soft is not other for other in group.soft_inside)
        ):
            group.soft_inside.append(soft)
        group.type_word = group.type_word or _type_word(words, candidate)
        if whole and soft is not name:
            group.part_of = group.part_of or soft
        if small:
            group.beside = group.beside or town
        if candidate.listed and not candidate.demonym and not small and name.kind not in ("country", "region"):
            town = name
        homes.append(mark)
    # A bare mention means what the only full one says: "Paris, Texas ... Paris".
    full: dict[str, list[tuple[str, str | None]]] = {}
    for mark in groups:
        if mark[1] is not None:
            full.setdefault(mark[0], []).append(mark)
    moved: dict[tuple[str, str | None], tuple[str, str | None]] = {}
    for key, marks in full.items():
        if len(marks) == 1 and (key, None) in groups:
            moved[key, None] = marks[0]
    for bare, mark in moved.items():
        source, target = groups.pop(bare), groups[mark]
        target.count += source.count
        target.logit = max(target.logit, source.logit)
        target.order = min(target.order, source.order)
        target.soft_inside += source.soft_inside
        target.type_word = target.type_word or source.type_word
        target.part_of = target.part_of or source.part_of
    order_of = {mark: index for index, mark in enumerate(groups)}
    result = list(groups.values())
    by_name = groups_by_name(result)
    for group in result:
        for outer in group.inside:
            for index in by_name.get(id(outer), ()):
                result[index].holds.append(group.name)
    return result, [order_of[moved.get(mark, mark)] for mark in homes]


def groups_by_name(groups: Sequence[Group]) -> dict[int, list[int]]:
    """The indexes of the groups of each name, by the name's identity."""
    found: dict[int, list[int]] = {}
    for index, group in enumerate(groups):
        found.setdefault(id(group.name), []).append(index)
    return found


def _name(candidate: Candidate, book: NameBook) -> Name:
    if candidate.demonym:
        return book.demonym(candidate.demonym)
    if candidate.spelling:
        return book.spelling(candidate.key)
    return book.name(candidate.key if candidate.listed else "")


def _container(
    words: Words, candidate: Candidate, found: dict[int, Candidate], listed: dict[int, Candidate], book: NameBook
) -> tuple[Name | None, Name | None, bool]:
    """The name that follows after a comma or in brackets, the one that follows more loosely, and whether the words say
    that the first is a part of the latter ("X of Y", "the X district in Y").
    """
    after = candidate.last + 1
    total = len(words.word)
    part = after < total and words.lower[after] in _PARTS
    typed = _after_type(words, after)
    if typed < total and words.word[typed] in ",(" and words.lower[after] != "area":
        after = typed
    if after < total and words.word[after] in ",(" and after + 1 < total:
        outer = found.get(after + 1) or listed.get(after + 1)
        if outer is not None and not outer.demonym and outer.listed:
            name = book.name(outer.key)
            if name.kind in _WIDE or name.kind == "admin2":
                return name, None, False
            return None, name, False
    if after < total and words.word[after] == ",":
        outer, whole = _apposed(words, after + 1, found)
        if outer is not None:
            return None, book.name(outer.key), whole
    after = typed
    if after + 1 < total and words.lower[after] in ("in", "of"):
        step = (
            after + 2
            if words.lower[after + 1] in ("the", "northern", "southern", "eastern", "western", "central")
            else after + 1
        )
        outer = found.get(step)
        if outer is not None and not outer.demonym and outer.listed:
            whole = part or (after == candidate.last + 1 and words.lower[after] == "of")
            return None, book.name(outer.key), whole
    return None, None, False


def _is_called_small(words: Words, candidate: Candidate) -> bool:
    """Whether the words before a name say that it is no large town's: "the village of X", "the district of X"."""
    first = candidate.first
    return first >= 2 and words.lower[first - 1] == "of" and words.lower[first - 2] in _SMALL


def _apposed(words: Words, index: int, found: dict[int, Candidate]) -> tuple[Candidate | None, bool]:
    """The name that an apposition says the place before it lies in, and whether it says that it is a part of it."""
    lower, total = words.lower, len(words.lower)
    if index >= total or lower[index] not in ("a", "an", "the", "another"):
        return None, False
    for at in range(index + 1, min(index + _LONGEST_APPOSITION, total - 2)):
        if lower[at] in _APPOSED and lower[at + 1] in ("of", "in"):
            step = at + 2 + (lower[at + 2] in _DIRECTIONS)
            outer = found.get(step)
            if outer is None or outer.demonym or not outer.listed:
                return None, False
            return outer, lower[at] in _PARTS or lower[at] == "part"
        if words.capital[at] or not lower[at][0].isalpha():
            return None, False
    return None, False


def _after_type(words: Words, index: int) -> int:
    """The token after a word for the sort of place, where one stands at the index; else the index."""
    if index >= len(words.word) or words.capital[index]:
        return index
    for phrase in _LONG_TYPES:
        if tuple(words.lower[index : index + len(phrase)]) == phrase:
            return index + len(phrase)
    return index + (words.lower[index] in _TYPES or words.lower[index] in _PARTS)


def _type_word(words: Words, candidate: Candidate) -> str | None:
    """The kind of place that the words beside a name say it is: "X province", "X, Y and Z counties", "town of X"."""
    first, last = candidate.first, candidate.last
    total = len(words.word)
    if last + 1 < total and words.lower[last + 1] in _AFTER:
        return _AFTER[words.lower[last + 1]]
    index = last + 1
    while index < total and index < last + 12 and (words.capital[index] or words.lower[index] in _LIST_MARKS):
        index += 1
    if last + 1 < index < total and words.lower[last + 1] in _LIST_MARKS and words.lower[index] in _PLURALS:
        return _AFTER[words.lower[index]]
    if first >= 2 and words.lower[first - 1] == "of" and words.lower[first - 2] in _BEFORE_OF:
        return _BEFORE_OF[words.lower[first - 2]]
    return None
