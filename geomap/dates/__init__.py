"""Finding date expressions and resolving them to inclusive intervals of days."""

from geomap.dates.mentions import find_date_mentions
from geomap.dates.table import explain_dates, find_dates

__all__ = ["explain_dates", "find_date_mentions", "find_dates"]
