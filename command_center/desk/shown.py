"""What the queue showed, as the journal is told: what is new to this session, and all now and then.

A page asks again up to four times a second. Each time it shows what it showed before, and little
else: an entry each time would say nothing more, and fill the journal.
"""

import time
from collections.abc import Iterator
from functools import partial

from django.db import transaction
from django.http import HttpRequest

from command_center.alerts.shown import shown
from command_center.desk.queue import Queue
from command_center.journal.noting import Thing

TOLD_AGAIN_AFTER_S = 600.0
FORGOTTEN_AFTER_S = 3600.0

_told: dict[str, dict[int, float]] = {}
"""By session: the number of each alert it was shown → when the journal was told, by this process's
clock. Lost with the process, which tells once more then."""

Shown = tuple[int, int, int]
"""Alert, camera, venue."""


def shown_situations(request: HttpRequest, queue: Queue) -> list[Thing]:
    """One for each camera, as of every list of alerts (`alerts.shown`)."""
    session = request.session.session_key or ""
    told = _told.get(session, {})
    now_s = time.monotonic()
    before_s = now_s - TOLD_AGAIN_AFTER_S
    new = [one for one in _shown(queue) if told.get(one[0], before_s) <= before_s]
    if session and new:
        transaction.on_commit(partial(_remember, session, [one[0] for one in new], now_s))
    return shown((camera, venue, [number]) for number, camera, venue in new)


def _shown(queue: Queue) -> Iterator[Shown]:
    for one in (*queue.situations, *queue.put_aside):
        for number in one.alerts:
            yield number, one.camera_id, one.venue_id
    for row in queue.settled:
        yield row.id, row.camera_id, row.venue_id


def _remember(session: str, alerts: list[int], now_s: float) -> None:
    for one, told in list(_told.items()):
        if max(told.values()) < now_s - FORGOTTEN_AFTER_S:
            del _told[one]
    mine = _told.setdefault(session, {})
    for alert, told_s in list(mine.items()):
        if told_s < now_s - FORGOTTEN_AFTER_S:
            del mine[alert]
    mine.update(dict.fromkeys(alerts, now_s))
