"""The number of the newest alert, asked once a second by a web process for all its pages."""

import time

from channels.db import database_sync_to_async

from command_center.alerts.models import Alert
from command_center.outage import surviving_outages

ASKED_EVERY_S = 1.0

_known: tuple[float, int | None] = (float("-inf"), None)


async def newest_alert() -> int | None:
    """None where there is none, or while the database is away."""
    global _known
    if time.monotonic() - _known[0] >= ASKED_EVERY_S:
        _known = (time.monotonic(), _known[1])  # before the answer: nobody else need ask
        _known = (time.monotonic(), await _ask())
    return _known[1]


@database_sync_to_async
def _ask() -> int | None:
    with surviving_outages("Newest alert"):
        return Alert.objects.order_by("-pk").values_list("pk", flat=True).first()
    return None
