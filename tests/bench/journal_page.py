"""What the journal costs a page: asked with its entries written, and with none.

    python -m tests.bench.journal_page [--rounds 40] [--cameras 36] [--alerts 200]

A page is a request through all of Django to the end of its transaction, in one process, on a
PostgreSQL of its own. Requests with and without entries alternate one by one, since the machine may
be busier at one time than at another; the medians are compared. The entry-writing is switched off
here only: no setting does that.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

import django

sys.path.insert(0, "scripts")  # the launcher's servers
from launcher import servers

UNTOLD = "command_center.people.door.note_all"
MOST_PERCENT = 10.0


def main() -> None:
    given = _arguments()
    folder = Path(tempfile.mkdtemp(prefix="vigie-journal-page-"))
    folder.chmod(0o755)  # the embedded PostgreSQL runs as a user of its own under root
    with servers.database(folder) as database, servers.redis(folder) as redis:
        os.environ.update(
            DATABASE_URL=database,
            REDIS_URL=redis,
            STATE_DIR=str(folder),
            DJANGO_SETTINGS_MODULE="command_center.settings",
        )
        django.setup()
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
        percent = 100 * (statistics.median(told) / statistics.median(untold) - 1)
        mark = "" if percent <= MOST_PERCENT else f"  more than {MOST_PERCENT:.0f} %"
        print(
            f"{name:<12} {1000 * statistics.median(told):7.1f} ms with, "
            f"{1000 * statistics.median(untold):7.1f} ms without: {percent:+5.1f} %{mark}"
        )


def _paired(ask: Callable[[], float], rounds: int) -> tuple[list[float], list[float]]:
    told: list[float] = []
    untold: list[float] = []
    for number in range(rounds + 3):
        for is_told in (True, False) if number % 2 else (False, True):
            with _told(is_told):
                spent_s = ask()
            if number >= 3:  # warm
                (told if is_told else untold).append(spent_s)
    return told, untold


@contextmanager
def _told(is_told: bool) -> Iterator[None]:
    if is_told:
        yield
        return
    with patch(UNTOLD):
        yield


def _asked(client: Any, address: str) -> float:
    began_s = time.perf_counter()
    answer = client.get(address)
    spent_s = time.perf_counter() - began_s
    assert answer.status_code == 200, answer
    return spent_s


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
    box, kind, reason = Box(0, 0, 1, 1), EventKind.INTRUSION, {"objects": 1.0}
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
