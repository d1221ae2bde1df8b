"""One line that says what happened, built from the fields and never from an article's sentence."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from geomap.incidents.whereabouts import moved, where
from geomap.places.lexicon import load_lexicon

Bounds = tuple[int | None, int | None]

LONGEST = 110
"""How many characters a line has at most, unless its kind and place alone have more."""

# What a kind is called by its weapon; under None without one. Kinds that are not here go by their name in the taxonomy.
_NOUNS: Mapping[str, Mapping[str | None, str]] = MappingProxyType(
    {
        "air_strike": {None: "Air strike", "drone": "Drone strike"},
        "rocket_attack": {
            "rocket": "Rocket attack",
            "missile": "Missile attack",
            "ballistic missile": "Missile attack",
            "mortar": "Mortar attack",
            "artillery": "Shelling",
        },
        "bombing": {"car bomb": "Car bombing", "roadside bomb": "Roadside bombing"},
        "killing": {None: "Killing", "firearm": "Shooting", "knife": "Stabbing"},
        "riot": {None: "Riot"},
        "property_destruction": {None: "Destruction of property", "fire": "Arson"},
        "territory_taken": {None: "Territory taken"},
        "vote": {None: "Vote"},
        "accident": {None: "Accident"},
    }
)
_OF_SOMEBODY = MappingProxyType({"killing": "Killing", "arrest": "Arrest", "abduction": "Abduction"})
_STATUS = MappingProxyType(
    {
        "planned": "Planned",
        "alleged": "Alleged",
        "historical": "Earlier",
        "failed": "Failed",
        "threatened": "Threatened",
        "denied": "Denied",
        "hypothetical": "Possible",
    }
)
_MOVES = frozenset(("deployment", "withdrawal"))
_UNCOUNTED = frozenset(("Shelling", "Arson", "Sexual violence", "Diplomacy", "Territory taken", "Crime"))
_ASSEMBLY = re.compile(r"\b(?:parliament|congress|senate|assembly|knesset|council)\b", re.IGNORECASE)
_FORCES = re.compile(r"\s+(?:forces|troops|army|military|soldiers|armed forces|peacekeepers|paratroopers)$")
_WITH_THE = re.compile(
    r"(?:United\s\w+(?:\s\w+)?|US|UK|UN|EU|Taliban|Philippines|Netherlands|.*\b(?:army|military|navy|parliament"
    r"|government|coalition|congress|senate|air\sforce|opposition|alliance|crowd|authorities))$",
    re.IGNORECASE,
)
_ONE_PERSON = re.compile(r"(?:er|or|man|ant|ist|ian|rebel|mob|gang|cartel|boy|girl)$")


def summarise(
    kind: str,
    name: str,
    *,
    status: str,
    place: str | None,
    place_kind: str | None = None,
    actor: str | None,
    target: str | None,
    weapon: str | None = None,
    killed: Bounds,
    injured: Bounds,
    troops: int | None,
    series: bool,
    targeted: bool,
) -> str:
    """A line such as "Rocket attack in Kirkuk: 1 killed"; the parts that are unknown are left out.

    Args:
        kind: the code of the kind in the taxonomy.
        name: its name there.
        place_kind: the gazetteer's kind of the place, which decides between "in" and "at".

    Of a line over :data:`LONGEST` characters first the target goes, then the actor.

    >>> summarise("bombing", "Bombing", status="occurred", place="Kabul", actor=None, target=None, killed=(12, None),
    ...           injured=(30, 30), troops=None, series=False, targeted=False)
    'Bombing in Kabul: at least 12 killed, 30 injured'
    """
    if kind in _MOVES:
        return _move(kind, name, status, place, place_kind, actor, troops, series)
    numbers = _numbers(killed, injured)
    line = ""
    for by, against in ((actor, target), (actor, None), (None, None)):
        line = _head(kind, name, status, by, against, weapon, series, targeted, where(place, place_kind)) + numbers
        if len(line) <= LONGEST:
            break
    return line


def _head(
    kind: str,
    name: str,
    status: str,
    actor: str | None,
    target: str | None,
    weapon: str | None,
    series: bool,
    targeted: bool,
    place: str,
) -> str:
    """The line up to its numbers."""
    nouns = _NOUNS.get(kind, {})
    noun = nouns.get(weapon) or nouns.get(None) or name
    if kind == "vote" and actor and _ASSEMBLY.search(actor):
        return f"{_with_status(noun, status, series)} in {_called(actor)}"
    tail = f", by {_called(actor)}" if actor else ""
    if targeted:
        means = f" ({noun[0].lower()}{noun[1:]})" if kind != "killing" else ""
        whom = f" of {_called(target)}" if target else ""
        return f"{_with_status('Targeted killing', status, series)}{whom}{place}{tail}{means}"
    if target and kind in _OF_SOMEBODY:
        return f"{_with_status(_OF_SOMEBODY[kind], status, series)} of {_called(target)}{place}{tail}"
    if target:
        tail += f", against {_called(target)}"
    return f"{_with_status(noun, status, series)}{place}{tail}"


def _move(
    kind: str,
    name: str,
    status: str,
    place: str | None,
    place_kind: str | None,
    actor: str | None,
    troops: int | None,
    series: bool,
) -> str:
    """The line of troops that come, are stationed or go; those that others only announced are marked so."""
    stationed = status == "ongoing"
    direction = where(place, place_kind) if stationed else moved(place, "from" if kind == "withdrawal" else "to")
    whose = _adjective(actor)
    marked = " (announced)" if status == "planned" else ""
    by = f", by {_called(actor)}" if actor and whose is None else ""
    if troops is None:
        noun = _with_status(name, "occurred" if marked else status, series)
        return f"{noun}{direction}{by or (f', by {_called(actor)}' if actor else '')}{marked}"
    counted = f"{troops:,} {whose} troops" if whose else f"{troops:,} troops"
    if kind == "deployment" and status in ("occurred", "ongoing", "planned"):
        return f"{counted}{direction}{by}{marked}"
    return f"{_with_status(name, 'occurred' if marked else status, series)} of {counted}{direction}{by}{marked}"


def _with_status(noun: str, status: str, series: bool) -> str:
    """The noun with what makes it less or more than one happening: "Alleged air strike", "Repeated bombings"."""
    if series and noun not in _UNCOUNTED:
        noun += "" if noun.endswith("s") else "es" if noun.endswith(("sh", "ch", "x")) else "s"
    lead = [word for word in (_STATUS.get(status), "repeated" if series else None) if word]
    if not lead:
        return noun
    words = f"{' '.join(lead)} {noun[0].lower()}{noun[1:]}"
    return words[0].upper() + words[1:]


def _called(name: str) -> str:
    """A name as it stands in running text: "the United States", "a sniper", "gunmen"."""
    if name.startswith(("the ", "The ")):
        return f"the {name[4:]}"
    if _WITH_THE.match(name):
        return f"the {name}"
    if name.islower() and _ONE_PERSON.search(name):
        return f"{'an' if name[0] in 'aeiou' else 'a'} {name}"
    return name


def _adjective(actor: str | None) -> str | None:
    """What goes before "troops": "US" for "US forces", "French" for "France"; ``None`` where nothing does."""
    if actor is None:
        return None
    bare = re.sub(r"^[Tt]he\s+", "", actor)
    if bare in ("United States", "United States of America"):
        return "US"
    if bare in ("United Nations",):
        return "UN"
    forces = _FORCES.search(bare)
    if forces:
        return bare[: forces.start()]
    if bare.isupper():
        return bare
    return next(
        (form.title() for form, country in load_lexicon().demonyms.items() if country == bare and form[-1:] != "s"),
        None,
    )


def _numbers(killed: Bounds, injured: Bounds) -> str:
    if killed == injured == (0, 0):
        return ": nobody killed or injured"
    told = [part for part in (_count(killed, "killed"), _count(injured, "injured")) if part]
    return f": {', '.join(told)}" if told else ""


def _count(bounds: Bounds, unit: str) -> str | None:
    low, high = bounds
    if low is None and high is None:
        return None
    if low == high:
        return f"nobody {unit}" if low == 0 else f"{low:,} {unit}"
    if high is None:
        return f"at least {low:,} {unit}"
    if low is None:
        return f"up to {high:,} {unit}"
    return f"{low:,} to {high:,} {unit}"
