"""Tells the words of violence from their other uses: idioms, sport, films, business, disease.

The phrases and words are in ``figurative.toml``. A sentence of sport or fiction does not rule out a shooting at a
stadium, so a domain only rules out words that are at home in it, and only where nothing in the sentence is lethal.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import islice

from geomap.events.grammar import Clauses
from geomap.events.lexicon import load_lexicon

_LETHAL = frozenset(
    """killed kills killing wounded injured dead died bomb bombs bomber bombing explosion gunman gunmen rocket
    rockets missile missiles militants militant soldiers troops insurgents rebels airstrike airstrikes
    casualties hostage hostages shelling mortar grenade police army gunfire warplanes drone drones
    explosives shot artillery mortars grenades gunship warplane militia houthi houthis hamas hezbollah taliban
    jihadists ammunition isis isil al-shabaab al-shabab al-qaeda""".split()
)
_HURT = frozenset(
    """killed wounded injured dead died deaths gunman gunmen militants insurgents soldiers troops police casualties
    hostages hostage bombing bomb rebels airstrike airstrikes shelling""".split()
)
# One such word proves nothing ("team", "match", "goal"); two do where nothing is lethal.
_OVERRIDES_DOMAIN = 2
# An article has a domain for its theme with so many different words of it, and at most so many of people hurt; with
# one word less where nobody is hurt at all.
_THEME_WORDS = 6
_FEW_HURT = 1
# Within so many words "in the second film" opens a sentence.
_OPENING = 4
# What the drama of a siege does as well as one on a stage, when told in the past.
_RUNNING = frozenset("begin end open start follow feature".split())
_PLOTTED = (["when"], ["with"])
_PLAYED_BY = frozenset("hero heroine protagonist character villain narrator star plot".split())
# What players shoot, throw and are called.
_PLAYED = frozenset("shot bomb bombs bomber rocket rockets missile missiles army explosion".split())
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")
# The same by word, which most articles of violence are through with after a few.
_HURT_WORDS = {word: re.compile(rf"{word}(?<![a-z]{word})(?<![a-z]-{word})(?![a-z]|-[a-z])") for word in sorted(_HURT)}
_NO_WORDS: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Figurative:
    """The contents of ``figurative.toml``: idioms by their first word, and the word lists.

    ``following`` are the second words by the first, without those that are idioms alone; ``harmless`` the words of all
    the domains; ``telling_now`` what a work does in the present tense.
    """

    idioms: dict[str, tuple[tuple[str, ...], ...]]
    weak_idioms: dict[str, tuple[tuple[str, ...], ...]]
    openers: frozenset[str]
    following: dict[str, frozenset[str]]
    abstract: frozenset[str]
    abstract_with: frozenset[str]
    peaceful_doers: frozenset[str]
    speakers: frozenset[str]
    abstract_from: frozenset[str]
    harmless_killers: frozenset[str]
    labour: frozenset[str]
    strong_domains: dict[str, frozenset[str]]
    domains: dict[str, frozenset[str]]
    harmless: frozenset[str]
    works: frozenset[str]
    telling: frozenset[str]
    telling_now: frozenset[str]


@cache
def load_figurative() -> Figurative:
    """The figurative uses known; read once per process."""
    with resources.files(__package__).joinpath("figurative.toml").open("rb") as stream:
        data = tomllib.load(stream)

    def words(key: str) -> frozenset[str]:
        return frozenset(data[key]["words"].split())

    def domains(key: str) -> dict[str, frozenset[str]]:
        return {name: frozenset(text.split()) for name, text in data[key].items()}

    idioms, weak_idioms = _by_first_word(data["phrases"]), _by_first_word(data["weak_phrases"])
    return Figurative(
        idioms=idioms,
        weak_idioms=weak_idioms,
        openers=frozenset(idioms) | frozenset(weak_idioms),
        following={
            word: frozenset(form for rest in rests for form in (rest[0], rest[0] + "s"))
            for word in idioms.keys() | weak_idioms.keys()
            if all(rests := idioms.get(word, ()) + weak_idioms.get(word, ()))
        },
        abstract=words("abstract"),
        abstract_with=words("abstract_with"),
        abstract_from=words("abstract_from"),
        speakers=words("speakers"),
        peaceful_doers=words("peaceful_doers"),
        harmless_killers=words("harmless_killers"),
        labour=words("labour"),
        strong_domains=domains("strong_domains"),
        domains=domains("domains"),
        harmless=frozenset().union(*domains("strong_domains").values(), *domains("domains").values()),
        works=frozenset(data["tales"]["works"].split()),
        telling=frozenset(data["tales"]["telling"].split()),
        telling_now=frozenset(data["tales"]["now"].split()),
    )


def _by_first_word(entries: list[dict[str, str]]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Phrases by every form of their first word, each as the words that follow it."""
    lexicon = load_lexicon()
    found: dict[str, list[tuple[str, ...]]] = {}
    for entry in entries:
        for phrase in entry["words"].split(";"):
            words = tuple(phrase.split())
            if not words:
                continue
            known = lexicon.forms.get(words[0])
            forms = lexicon.inflect(known[0]) if known and len(words) > 1 else {}
            for form in {words[0], words[0] + "s", *forms}:
                found.setdefault(form, []).append(words[1:])
    return {word: tuple(sorted(set(rests))) for word, rests in found.items()}


def is_lethal(clauses: Clauses, besides: range = range(0)) -> bool:
    """Whether the sentence, ``besides`` left out, speaks of weapons, soldiers, dead or wounded."""
    if clauses.words.isdisjoint(_LETHAL):
        return False
    lowers = clauses.lowers
    return not besides or not _LETHAL.isdisjoint(lowers[: besides.start] + lowers[besides.stop :])


def is_played(clauses: Clauses, theme: str | None) -> bool:
    """Whether, in an article of sport, all that is lethal in the sentence is at home there: "shot", "rocket"."""
    return theme == "sport" and (clauses.words & _LETHAL) <= _PLAYED


def idiom_tokens(clauses: Clauses, lethal: bool) -> set[int]:
    """The tokens of the sentence that are part of an idiom; the weaker ones count only where nothing is lethal."""
    figurative = load_figurative()
    lowers = clauses.lowers
    count = len(lowers)
    found: set[int] = set()
    openers = clauses.words & figurative.openers
    for index, opener in enumerate(lowers):
        if opener not in openers:
            continue
        following = figurative.following.get(opener)
        if following is not None and (index + 1 == count or lowers[index + 1] not in following):
            continue
        rests = figurative.idioms.get(opener, ())
        if not lethal:
            rests += figurative.weak_idioms.get(opener, ())
        for rest in rests:
            end = index + 1
            for word in rest:
                if end < count and (lowers[end] == word or lowers[end] == word + "s"):
                    end += 1
                else:
                    break
            else:
                found.update(range(index, end))
    return found


def theme_of(text: str) -> str | None:
    """The harmless domain of a whole article: full of its words, with hardly anybody hurt; ``None`` for all others.

    In such an article a sentence that says nothing of its own is of the same domain: a "late strike" is a goal.
    """
    figurative = load_figurative()
    lowered = text.lower()
    hurt = (word for word, pattern in _HURT_WORDS.items() if word in lowered and pattern.search(lowered))
    hurt_words = sum(1 for _ in islice(hurt, _FEW_HURT + 1))
    if hurt_words > _FEW_HURT:
        return None
    words = set(_WORD.findall(lowered))
    found = {
        name: len(words & (domain | figurative.strong_domains.get(name, _NO_WORDS)))
        for name, domain in figurative.domains.items()
    }
    best = max(found, key=lambda name: (found[name], name))
    return best if found[best] >= _THEME_WORDS - (hurt_words == 0) else None


def is_tale(clauses: Clauses) -> bool:
    """Whether the sentence tells what a film, a play or a book tells: "in chapter two", "the novel opens with"."""
    figurative = load_figurative()
    if clauses.words.isdisjoint(figurative.works):
        return False
    lowers = clauses.lowers
    if lowers[0] == "in" and not figurative.works.isdisjoint(lowers[1:_OPENING]):
        return True
    if not _PLAYED_BY.isdisjoint(lowers) and any(
        lower in _PLAYED_BY
        and lowers[index + 1 : index + 2] == ["of"]
        and not figurative.works.isdisjoint(lowers[index + 2 : index + 2 + _OPENING])
        for index, lower in enumerate(lowers)
    ):
        return True
    for index, lower in enumerate(lowers):
        if lower not in figurative.telling_now or not index:
            continue
        if lowers[index - 1] in figurative.works or lowers[index + 1 : index + 2] in _PLOTTED:
            return True
    return any(
        group.lemma in figurative.telling
        and (group.tense != "past" or group.lemma not in _RUNNING)
        and group.subject is not None
        and lowers[clauses.head(group.subject)] in figurative.works
        for group in clauses.groups
    )


_BOMBS = frozenset("bomb bombs bomber bombers gunman gunmen grenade grenades explosion explosions".split())
# What satellites give to those who look at wars.
_SEEN_BY = frozenset(
    "image images imagery photo photos photograph photographs picture pictures data phone phones dish dishes".split()
)


def domain_of(clauses: Clauses, lethal: bool) -> tuple[str | None, bool]:
    """The harmless domain that the sentence speaks of (sport, fiction, space, business), and whether beyond doubt."""
    figurative = load_figurative()
    words = clauses.words | {lower[:-2] for lower in clauses.words if lower[-2:] in ("'s", "’s")}
    if "satellite" in words and not words.isdisjoint(_SEEN_BY):
        # "satellite images show the crater" is no news of space
        words = words - {"satellite"}
    if words.isdisjoint(figurative.harmless):
        return None, False
    if not words & _HURT:
        for name, domain in figurative.strong_domains.items():
            if words & domain:
                return name, True
    needed = _OVERRIDES_DOMAIN + 1 if lethal else _OVERRIDES_DOMAIN
    for name, domain in figurative.domains.items():
        if lethal and name == "sport" and not words.isdisjoint(_BOMBS):
            # "bombs killed 64 people watching the final": no match is played with these
            continue
        if len(words & domain) >= needed:
            return name, False
    return None, False
