"""Names that no gazetteer has, looked up online when the user asks for it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from geomap.errors import GeocoderError, OptionError
from geomap.options import Options
from geomap.places.geocoder import DOMAIN, Geocoder
from geomap.places.kinds import COUNTRY_KINDS
from geomap.places.lexicon import load_lexicon
from geomap.places.normalise import without_possessive
from geomap.records import Link, Place

# The service answers once a second, and an article has its time limit.
MOST_NAMES = 5
# Its first answer for a bare name is right about as often as not, and no context has spoken for it.
SCORE = 0.5

_PLACE_LIKE = re.compile(
    r"\b(?:(?P<settlement>village|town|city|hamlet|suburb) of|[Ii]n|[Nn]ear|[Aa]t|[Oo]utside|[Aa]round|[Tt]owards?)"
    r"\s(?:the\s)?"
    r"(?P<name>(?:[Aa]l-)?[A-Z][\w'\u2019]+(?:[ -](?:[Aa]l-|[Ee]l-)?[A-Z][\w'\u2019]+){0,3})"
)


def open_geocoder(options: Options) -> Geocoder | None:
    """The geocoder that the options ask for, or ``None`` when they ask for none.

    Raises:
        OptionError: there is no such geocoder, no user agent, or the server's address is none.
    """
    if options.geocoder is None:
        return None
    if options.geocoder != "nominatim":
        raise OptionError(f"there is no geocoder called {options.geocoder!r}; write nominatim")
    address = urlsplit(options.geocoder_url or f"https://{DOMAIN}")
    if address.scheme not in ("http", "https") or not address.netloc:
        raise OptionError(f"{options.geocoder_url!r} is not the address of a server; write http://localhost:8080")
    domain = address.netloc + address.path.rstrip("/")
    return Geocoder(options.user_agent or "", domain=domain, scheme=address.scheme)


class OnlinePlaces:
    """Fills in what no gazetteer has, where the options ask for a geocoder; does nothing where they do not."""

    def __init__(self, options: Options) -> None:
        self._geocoder = open_geocoder(options)

    def fill(self, text: str, links: list[Link]) -> tuple[list[Link], str | None]:
        """The links as ``place_unknown_links`` fills them, and the service's trouble in words or ``None``.

        In trouble the links stay as they are: the rest of the article is worth as much without the service, which is
        not asked again when it wants a pause.
        """
        if self._geocoder is None:
            return links, None
        try:
            return place_unknown_links(text, links, self._geocoder), None
        except GeocoderError as error:
            if error.retry_after is not None:
                self._geocoder = None
            return links, str(error)


def find_unknown_names(text: str, links: Sequence[Link]) -> list[Link]:
    """Names that stand where a place would ("in X", "near X", "the village of X") and that no link covers.

    They come as links without a point. Left out are names made of common words, with a person's given name or a
    demonym at their head, or with a word for an organisation, unless the text calls them a town or village.
    """
    lexicon = load_lexicon()
    taken = [(link.start, link.end) for link in links]
    found = []
    for match in _PLACE_LIKE.finditer(text):
        start = match.start("name")
        name = without_possessive(match["name"]) or match["name"]
        end = start + len(name)
        if any(start < other_end and other_start < end for other_start, other_end in taken):
            continue
        words = [word.lower() for word in re.split(r"[ -]", name)]
        named = match["settlement"] is not None
        common = all(word in lexicon.words for word in words)
        organisation = any(lexicon.is_cue(word, "organisation") for word in words)
        if not named and (common or organisation or words[0] in lexicon.given or words[0] in lexicon.demonyms):
            continue
        found.append(
            Link(
                start, end, name, None, None, None, None, None, None, None, None, 0.0, True, "place", "none",
                reasons=("not in the gazetteer",),
            )
        )  # fmt: skip
    return found


def place_unknown_links(text: str, links: Sequence[Link], geocoder: Geocoder) -> list[Link]:
    """The links of an article with the geocoder's answers for names that have no place; sorted by start.

    Asked for are literal links without a point and what ``find_unknown_names`` finds, at most five different names.
    The search is narrowed to the country that all placed links of the article share, if they do. Links whose name the
    service does not know stay as they are; names that were no links and that it does not know are left out.

    Raises:
        GeocoderError: the service did not answer as it should.
    """
    countries = {link.country for link in links if link.country is not None}
    country = countries.pop() if len(countries) == 1 else None
    pending = [link for link in links if link.literal and link.role == "place" and link.latitude is None]
    extra = find_unknown_names(text, links)
    asked = list(dict.fromkeys(link.text for link in sorted([*pending, *extra], key=lambda link: link.start)))
    places = {name: geocoder.find(name, country=country) for name in asked[:MOST_NAMES]}
    filled = []
    for link in [*links, *extra]:
        place = places.get(link.text) if link in pending or link in extra else None
        if place is not None:
            filled.append(_filled(link, place))
        elif link not in extra:
            filled.append(link)
    return sorted(filled, key=lambda link: link.start)


def _filled(link: Link, place: Place) -> Link:
    basis = "country" if place.kind in COUNTRY_KINDS else "admin" if place.kind.startswith("admin") else "named"
    return replace(
        link,
        name=place.name,
        kind=place.kind,
        country=place.country,
        admin1=place.admin1,
        latitude=place.latitude,
        longitude=place.longitude,
        radius_km=place.radius_km,
        place_id=place.place_id,
        score=SCORE,
        basis=basis,
        reasons=(*link.reasons, f"Nominatim: {place.note}"),
    )
