"""Names that no gazetteer has, looked up online when the user asks for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from geomap.errors import OptionError
from geomap.options import Options
from geomap.places.geocoder import DOMAIN, Geocoder
from geomap.places.kinds import COUNTRY_KINDS
from geomap.records import Link

# The service answers once a second, and an article has its time limit.
MOST_NAMES = 5
# Its first answer for a bare name is right about as often as not, and no context has spoken for it.
SCORE = 0.5


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


def place_unknown_links(links: Sequence[Link], geocoder: Geocoder) -> list[Link]:
    """The links of an article, those to literal places without a point filled from the geocoder's answers.

    The search is narrowed to the country that all placed links of the article share, if they do. At most five
    different names are asked for; links whose name the service does not know stay as they are.

    Raises:
        GeocoderError: the service did not answer as it should.
    """
    countries = {link.country for link in links if link.country is not None}
    country = countries.pop() if len(countries) == 1 else None
    unknown = [link for link in links if link.literal and link.role == "place" and link.latitude is None]
    asked = list(dict.fromkeys(link.text for link in unknown))[:MOST_NAMES]
    places = {name: geocoder.find(name, country=country) for name in asked}
    filled = []
    for link in links:
        place = places.get(link.text) if link in unknown else None
        if place is None:
            filled.append(link)
            continue
        basis = "country" if place.kind in COUNTRY_KINDS else "admin" if place.kind.startswith("admin") else "named"
        filled.append(
            replace(
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
        )
    return filled
