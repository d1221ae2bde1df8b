"""What happened: the taxonomy of incidents, and the events that sentences tell, with kind, status and details."""

from geomap.events.details import find_details
from geomap.events.finding import find_events
from geomap.events.taxonomy import Kind, Taxonomy, load_taxonomy, read_taxonomy

__all__ = ["Kind", "Taxonomy", "find_details", "find_events", "load_taxonomy", "read_taxonomy"]
