"""What the journal costs a page: asked with its entries written, and with none.

    python -m tests.bench.journal_page [--rounds 40] [--cameras 36] [--alerts 200]

A page is a request through all of Django to the end of its transaction, in one process, on a
PostgreSQL of its own. Requests with and without entries alternate one by one, since the machine may
be busier at one time than at another; the lower quartiles are compared. The time of a core, which
PostgreSQL counts in hundredths, is told besides. The entry-writing is switched off here only: no
setting does that.
"""

import argparse
import os
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from unittest.mock import patch

import psutil

from tests.bench.own_servers import own_servers

UNTOLD = "command_center.people.door.note_all"
MOST_PERCENT = 10.0


def main() -> None:
    given = _arguments()
    with own_servers("journal-page"):
        _compare(given)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--cameras", type=int, default=36)
    parser.add_argument("--alerts", type=int, default=200)
    return parser.parse_args()


def _compare(given: argparse.Namespace) -> None:
    client, addresses = _prepared(given.cameras, given.alerts)
    print(f"{given.cameras} cameras, {given.alerts} alerts, load {os.getloadavg()[0]:.1f}")
    for name, address in addresses.items():
        told, untold = _paired(lambda: _asked(client, address), given.rounds)  # noqa: B023
        percent = 100 * (told.quick_ms / untold.quick_ms - 1)
        mark = "" if percent <= MOST_PERCENT else f"  more than {MOST_PERCENT:.0f} %"
        print(
            f"{name:<12} {told.quick_ms:7.1f} ms with, {untold.quick_ms:7.1f} ms without: "
            f"{percent:+5.1f} %{mark} (of a core {told.cpu_ms:.0f} and {untold.cpu_ms:.0f} ms)",
            flush=True,
        )
    _compare_walls(given.cameras)


def _compare_walls(cameras: int) -> None:
    """A wall that opens: the starts of its pictures in one transaction, or in one each."""
    from command_center.journal.consultation import begin_all
    from command_center.journal.noting import Thing
    from command_center.journal.origin import Origin

    looks = [(Thing("live", n, n, 1, detail={"stream": "sub"}), Origin(1)) for n in range(cameras)]

    def at_once() -> None:
        begin_all(looks)

    def one_by_one() -> None:
        for look in looks:
            begin_all([look])

    for name, begin in (("at once", at_once), ("one by one", one_by_one)):
        spent = [_spent_s(begin) for _ in range(8)]
        print(f"{cameras} pictures begun {name}: {1000 * statistics.median(spent):.1f} ms")


@dataclass
class Spent:
    """Of one way to ask: seconds by the clock, and seconds of a core in Django and PostgreSQL."""

    clock_s: list[float] = field(default_factory=list)
    cpu_s: float = 0.0

    @property
    def cpu_ms(self) -> float:
        return 1000 * self.cpu_s / len(self.clock_s)

    @property
    def quick_ms(self) -> float:
        """The lower quartile: what others do on the machine disturbs it least."""
        return 1000 * statistics.quantiles(self.clock_s, n=4)[0]


def _spent_s(done: Callable[[], None]) -> float:
    began_s = time.perf_counter()
    done()
    return time.perf_counter() - began_s


def _paired(ask: Callable[[], object], rounds: int) -> tuple[Spent, Spent]:
    told, untold = Spent(), Spent()
    for number in range(rounds + 3):
        for is_told in (True, False) if number % 2 else (False, True):
            with _told(is_told):
                cpu_s, clock_s = _cpu_s(), time.perf_counter()
                ask()
                cpu_s, clock_s = _cpu_s() - cpu_s, time.perf_counter() - clock_s
            if number >= 3:  # warm
                one = told if is_told else untold
                one.clock_s.append(clock_s)
                one.cpu_s += cpu_s
    return told, untold


def _cpu_s() -> float:
    """Of this process and of the server process that answers it, which counts hundredths."""
    from django.db import connection

    connection.ensure_connection()
    times = psutil.Process(connection.connection.info.backend_pid).cpu_times()
    return time.process_time() + times.user + times.system


@contextmanager
def _told(is_told: bool) -> Iterator[None]:
    if is_told:
        yield
        return
    with patch(UNTOLD):
        yield


def _asked(client: Any, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 200, answer


def _prepared(cameras: int, alerts: int) -> tuple[Any, dict[str, str]]:
    from django.contrib.auth.models import Permission
    from django.core.management import call_command
    from django.test import Client
    from django.utils import timezone

    from command_center.alerts.door import raise_alert
    from command_center.alerts.found import Found
    from command_center.journal.origin import SHIFT_REASON
    from command_center.leases.lease import take
    from command_center.people.models import Agent
    from command_center.venues.models import Camera, Venue
    from detection.boxes import Box
    from detection.kinds import EventKind
    from tests.law.ordering import ordered
    from tests.people.trained import trained

    call_command("migrate", verbosity=0)
    venue = Venue.objects.create(name="Bench")
    watched = [Camera.objects.create(venue=venue, name=f"{n}") for n in range(cameras)]
    ordered(watched)
    box, kind, reason = Box(0, 0, 1, 1), EventKind.INTRUSION, {"objects": 1.0, "for_s": 1.0}
    leases = [take(camera.pk, "bench", 0.1) for camera in watched]
    last = 0
    for number in range(alerts):
        lease = leases[number % cameras]
        assert lease is not None
        found = Found(
            lease.camera_id, lease.fence, kind, "lawn", timezone.now(), box, 0.9, 7, reason
        )
        last = raise_alert(found).pk
    agent = trained(Agent.objects.create_user("bench", password="correct horse battery"))
    rights = Permission.objects.filter(codename__in=["view_camera", "view_alert"])
    agent.user_permissions.set(rights)
    client = Client(headers={"host": "localhost"})
    client.force_login(agent)
    session = client.session
    session[SHIFT_REASON] = "bench"
    session.save()
    pages = {"alert page": f"/alerts/{last}", "alert row": f"/alerts/{last}/row"}
    return client, {**pages, "alert rows": "/alerts/rows", "wall": "/"}


if __name__ == "__main__":
    main()
