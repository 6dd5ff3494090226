"""What every page should show by now, asked once a second by a web process for all its pages."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from channels.db import database_sync_to_async

from command_center.alerts.judging import unjudged
from command_center.alerts.models import Alert, Verdict
from command_center.alerts.rows import SHOWN
from command_center.outage import surviving_outages
from command_center.people.reach import AT_CAMERA, Reach

ASKED_EVERY_S = 1.0
FORGOTTEN_AFTER_S = 60.0


@dataclass(frozen=True, slots=True)
class Newest:
    """The number of the newest alert, those of the events that go on, the number of the newest
    verdict (0 without any; it may have been taken back), and how many alerts wait for one. `mark`:
    another one than before says that something else of the alerts has changed."""

    alert: int
    lasting: tuple[int, ...]
    verdict: int
    unjudged: int
    mark: int = 0


Marking = Callable[[Reach], int]
_markings: list[Marking] = []


def marked_by(marking: Marking) -> None:
    """Said once by a later room: a number that changes with what it keeps of alerts. Cheap: it is
    asked every second."""
    _markings.append(marking)


Where = frozenset[tuple[int, frozenset[int]]] | None
"""A reach, so that those who reach the same ask once; None for everywhere."""

_known: dict[Where, tuple[float, Newest | None]] = {}


async def newest_alerts(reach: Reach) -> Newest | None:
    """Of what `reach` covers. None where there is no alert, or while the database is away."""
    where = None if reach.is_everywhere else frozenset(reach.venues.items())
    asked_at_s, known = _known.get(where, (float("-inf"), None))
    if time.monotonic() - asked_at_s >= ASKED_EVERY_S:
        _forget_old()
        _known[where] = (time.monotonic(), known)  # before the answer: nobody else need ask
        known = await _ask(reach)
        _known[where] = (time.monotonic(), known)
    return known


def _forget_old() -> None:
    """Reaches that no page has any more."""
    for where, (asked_at_s, _newest) in list(_known.items()):
        if time.monotonic() - asked_at_s > FORGOTTEN_AFTER_S:
            del _known[where]


@database_sync_to_async
def _ask(reach: Reach) -> Newest | None:
    with surviving_outages("Newest alert"):
        alerts = Alert.objects.filter(reach.of(*AT_CAMERA)).order_by("-pk")
        newest = alerts.values_list("pk", flat=True).first()
        if newest is None:
            return None
        lasting = alerts.filter(ended_at=None).values_list("pk", flat=True)[:SHOWN]
        of_alert = reach.of("alert__camera__venue_id", "alert__camera_id")
        verdicts = Verdict.said.filter(of_alert).order_by("-pk")
        verdict = verdicts.values_list("pk", flat=True).first() or 0
        mark = sum(marking(reach) for marking in _markings)
        return Newest(newest, tuple(lasting), verdict, unjudged(reach).count(), mark)
    return None
