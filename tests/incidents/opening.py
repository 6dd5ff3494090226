"""Incidents, for tests."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from command_center.incidents.acting import open_incident
from command_center.incidents.models import Incident
from command_center.people.models import Agent
from command_center.venues.models import Venue


def unsaved(venue: Venue, **given: Any) -> Incident:
    """It began a minute ago."""
    usual: dict[str, Any] = {
        "title": "Fence open at the north gate",
        "what": "other",
        "severity": "medium",
        "since": (timezone.now() - timedelta(minutes=1)).replace(microsecond=0),
    }
    return Incident(venue=venue, **usual | given)


def opened(venue: Venue, by: Agent, **given: Any) -> Incident:
    return open_incident(unsaved(venue, **given), by)
