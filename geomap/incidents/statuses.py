"""Which statuses are drawn."""

from __future__ import annotations

# What happened, or is going on, or was tried.
_SHOWN = frozenset({"occurred", "ongoing", "failed"})
# There in table and map, but switched off until somebody asks.
_OFF_AT_FIRST = frozenset({"planned", "alleged", "historical"})
# Never a marker: nothing of the kind happened.
NEVER_MAPPED = frozenset({"threatened", "denied", "hypothetical"})


def is_on_map(status: str, layer: str) -> bool:
    """Whether an incident is drawn when the map opens; announced deployments and withdrawals are, dashed."""
    return status in _SHOWN or (status == "planned" and layer == "deployments")


def is_incident(status: str) -> bool:
    """Whether something with this status is an incident at all, drawn at first or not."""
    return status in _SHOWN or status in _OFF_AT_FIRST
