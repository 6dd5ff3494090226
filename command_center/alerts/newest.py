"""What every page should show by now, asked once a second by a web process for all its pages."""

import time
from dataclasses import dataclass

from channels.db import database_sync_to_async

from command_center.alerts.judging import unjudged
from command_center.alerts.models import Alert, Verdict
from command_center.alerts.rows import SHOWN
from command_center.outage import surviving_outages

ASKED_EVERY_S = 1.0


@dataclass(frozen=True, slots=True)
class Newest:
    """The number of the newest alert, those of the events that go on, the number of the newest
    verdict (0 without any), and how many alerts have none."""

    alert: int
    lasting: tuple[int, ...]
    verdict: int
    unjudged: int


_known: tuple[float, Newest | None] = (float("-inf"), None)


async def newest_alerts() -> Newest | None:
    """None where there is no alert, or while the database is away."""
    global _known
    if time.monotonic() - _known[0] >= ASKED_EVERY_S:
        _known = (time.monotonic(), _known[1])  # before the answer: nobody else need ask
        _known = (time.monotonic(), await _ask())
    return _known[1]


@database_sync_to_async
def _ask() -> Newest | None:
    with surviving_outages("Newest alert"):
        newest = Alert.objects.order_by("-pk").values_list("pk", flat=True).first()
        lasting = Alert.objects.filter(ended_at=None).order_by("-pk").values_list("pk", flat=True)
        if newest is None:
            return None
        verdict = Verdict.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        return Newest(newest, tuple(lasting[:SHOWN]), verdict, unjudged().count())
    return None
