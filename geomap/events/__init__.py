"""What happened: the taxonomy of incidents, and the events that sentences tell, with kind, status and details."""

from geomap.events.finding import find_events
from geomap.events.taxonomy import Kind, Taxonomy, load_taxonomy, read_taxonomy

__all__ = ["Kind", "Taxonomy", "find_events", "load_taxonomy", "read_taxonomy"]
