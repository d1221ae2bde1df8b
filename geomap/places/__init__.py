"""Places: the gazetteer, the names in a text, the place each one means."""

from geomap.places.gazetteer import Gazetteer, open_gazetteer
from geomap.places.links import link_places
from geomap.places.table import find_places

__all__ = ["Gazetteer", "find_places", "link_places", "open_gazetteer"]
