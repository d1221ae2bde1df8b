"""Places: the gazetteer, the names in a text, the place each one means."""

from geomap.places.areas import Relation, shape_of
from geomap.places.explain import explain_places
from geomap.places.gazetteer import Gazetteer, open_gazetteer
from geomap.places.links import link_places
from geomap.places.relative import find_last_place
from geomap.places.table import find_places

__all__ = [
    "Gazetteer",
    "Relation",
    "explain_places",
    "find_last_place",
    "find_places",
    "link_places",
    "open_gazetteer",
    "shape_of",
]
