"""What the law and the journal cost an alert: storing with them against storing without.

    DATABASE_URL=… python -m tests.bench.gate [--alerts 2000] [--rounds 5]

By `raise_alert`, as a worker stores them, in a transaction each. The baseline is the same with
the trigger switched off and the order known beforehand, so that nothing asks the law; for the
journal, the same with no entry written. Rounds of all three alternate, since the machine may be
busier in one than in another.
"""

import argparse
import os
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from tests.bench.own_servers import own_servers

VENUE = "SELECT venue_id FROM venues_camera WHERE id = %(camera)s"
ZONE = "SELECT id FROM venues_zone WHERE camera_id = %(camera)s AND name = %(zone)s"


def main() -> None:
    given = _arguments()
    with own_servers("gate"):
        _compare(given.alerts, given.rounds)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--alerts", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=5)
    return parser.parse_args()


def _compare(alerts: int, rounds: int) -> None:
    raised, order = _prepared()
    _timed(raised, alerts // 4)  # warm
    asked: list[float] = []
    unasked: list[float] = []
    untold: list[float] = []
    for _ in range(rounds):
        asked.append(_timed(raised, alerts))
        with _lawless(order):
            unasked.append(_timed(raised, alerts))
        with patch("command_center.alerts.door.note"):
            untold.append(_timed(raised, alerts))
    with_ms, without_ms, untold_ms = (
        1000 * statistics.median(one) / alerts for one in (asked, unasked, untold)
    )
    print(f"asking the law     {with_ms:.3f} ms an alert, {1000 / with_ms:.0f} alerts/s")
    print(f"asking nobody      {without_ms:.3f} ms an alert, {1000 / without_ms:.0f} alerts/s")
    print(f"the law costs {100 * (1 - without_ms / with_ms):.1f} % of the throughput")
    print(f"telling no journal {untold_ms:.3f} ms an alert, {1000 / untold_ms:.0f} alerts/s")
    print(f"the journal costs {100 * (1 - untold_ms / with_ms):.1f} % of the throughput")
    print(f"load: {os.getloadavg()[0]:.1f}")


def _prepared() -> tuple[Callable[[], object], Any]:
    from django.core.management import call_command
    from django.utils import timezone

    from command_center.alerts.door import raise_alert
    from command_center.alerts.found import Found
    from command_center.leases.lease import take
    from command_center.venues.models import Camera, Venue
    from detection.boxes import Box
    from detection.kinds import EventKind
    from tests.law.ordering import ordered

    call_command("migrate", verbosity=0)
    camera = Camera.objects.create(venue=Venue.objects.create(name="Bench"), name="gate")
    order, lease = ordered([camera]), take(camera.pk, "bench", 0.1)
    assert lease is not None
    box, kind, reason = Box(0, 0, 1, 1), EventKind.INTRUSION, {"objects": 1.0}

    def raised() -> object:
        now = timezone.now()
        return raise_alert(Found(camera.pk, lease.fence, kind, "lawn", now, box, 0.9, 7, reason))

    return raised, order


def _timed(raised: Callable[[], object], alerts: int) -> float:
    began_s = time.perf_counter()
    for _ in range(alerts):
        raised()
    return time.perf_counter() - began_s


@contextmanager
def _lawless(order: Any) -> Iterator[None]:
    """For the baseline only: the trigger is off, and the door does not ask."""
    from django.db import connection

    rule = "SELECT tgname FROM pg_trigger WHERE tgname LIKE 'pgtrigger_an_order_covers_it%'"
    with connection.cursor() as cursor:
        cursor.execute(rule)
        name = cursor.fetchone()[0]
        cursor.execute(f"ALTER TABLE alerts_alert DISABLE TRIGGER {name}")
        with patch("command_center.alerts.door.PLACE", f"SELECT ({VENUE}), ({ZONE}), {order.pk}"):
            yield
        cursor.execute(f"ALTER TABLE alerts_alert ENABLE TRIGGER {name}")


if __name__ == "__main__":
    main()
