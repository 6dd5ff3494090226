"""Who looks at which alert: said by a browser every few seconds, told to others, kept nowhere."""

import json
import logging
import time
from collections.abc import Sequence
from typing import Any

import redis
from channels.db import database_sync_to_async

from command_center.alerts.announcements import GROUP, PLACES, as_told
from command_center.outage import surviving_outages
from command_center.people.places import places_of
from command_center.people.reach import Place

LONGEST = 100
"""Characters of what a browser says."""

SAID_EVERY_S = 1.0
"""More often nobody looks from one alert to another; the rest is not heard."""

KNOWN_FOR_S = 600.0
MOST_KNOWN = 4096

logger = logging.getLogger(__name__)

_places: dict[int, tuple[float, Sequence[Place]]] = {}


def looked_at(text: str | None) -> int | None:
    """The number of the alert, of `{"type": "looking", "alert": N}`; None of anything else."""
    if text is None or len(text) > LONGEST:
        return None
    try:
        said = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(said, dict) or said.get("type") != "looking":
        return None
    number = said.get("alert")
    is_one = isinstance(number, int) and not isinstance(number, bool) and 0 < number < 2**63
    return number if is_one else None


async def places_of_alert(number: int) -> Sequence[Place]:
    """None where there is no such alert, or while the database is away; asked once for all who
    look at it."""
    known_at_s, known = _places.get(number, (float("-inf"), ()))
    if time.monotonic() - known_at_s < KNOWN_FOR_S:
        return known
    found = await _ask(number)
    if len(_places) >= MOST_KNOWN:
        _places.clear()
    if found:
        _places[number] = (time.monotonic(), found)
    return found


async def tell_looking(layer: Any, number: int, agent: str, places: Sequence[Place]) -> None:
    """To every open page; those that see one of the places pass it on."""
    told = {"type": "desk.presence", "alert": number, "agent": agent, PLACES: as_told(places)}
    try:
        await layer.group_send(GROUP, told)
    except (redis.RedisError, OSError) as error:
        logger.warning("Who looks at alert %s could not be told: %s", number, error)


class Pace:
    """Of one socket."""

    def __init__(self) -> None:
        self._heard_at_s = float("-inf")

    def is_time(self) -> bool:
        now_s = time.monotonic()
        if now_s - self._heard_at_s < SAID_EVERY_S:
            return False
        self._heard_at_s = now_s
        return True


@database_sync_to_async
def _ask(number: int) -> Sequence[Place]:
    with surviving_outages("Place of an alert"):
        return places_of({"alert_id": number}) or ()
    return ()
