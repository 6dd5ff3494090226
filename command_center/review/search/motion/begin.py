"""Putting a search for movement into the row of those that wait."""

import logging
from datetime import datetime

from django.db import transaction
from kombu.exceptions import OperationalError

from command_center.people.models import Agent
from command_center.review.search.motion.movement_search import MovementSearch, State
from command_center.review.tasks import search_movement
from command_center.venues.models import Camera

MOST_AT_ONCE = 2
"""Of one agent: the row is for all."""

logger = logging.getLogger(__name__)


def begin(
    agent: Agent, camera: Camera, since: datetime, until: datetime, area: list[list[float]]
) -> MovementSearch:
    search = MovementSearch.objects.create(
        agent=agent, camera=camera, since=since, until=until, area=area
    )
    transaction.on_commit(_call_worker)
    return search


def is_busy(agent: Agent) -> bool:
    going_on = MovementSearch.objects.filter(agent=agent, state__in=[State.WAITING, State.RUNNING])
    return going_on.count() >= MOST_AT_ONCE


def _call_worker() -> None:
    """Where none can be called, the beat calls one soon."""
    try:
        search_movement.apply_async(retry=False)
    except OperationalError as error:
        logger.warning("No worker could be called to search for movement: %s", error)
