"""An hour of a control room: what its browsers did is compared with the journal.

    python -m tests.bench.control_room [--minutes 60] [--operators 3] [--cameras 6]

Operators at real browsers open the wall, enlarge, leave, open alerts, judge and export, in an order
drawn beforehand; a real web process; PostgreSQL and Redis of its own. Ends with a line for each
difference, and with status 1 where there is one.
"""

import argparse
import sys
import time
from collections import Counter
from datetime import timedelta
from typing import Any

sys.path.insert(0, "scripts")  # the launcher's browser
from launcher.browser import find_browser

from tests.bench.own_servers import own_servers

LOOKED_EVERY_S = 20.0
RIGHTS = ["view_camera", "view_alert", "add_verdict", "view_order", "view_evaluation"]


def main() -> None:
    given = _arguments()
    # Playwright's loop runs in this thread.
    with own_servers("control-room", DJANGO_ALLOW_ASYNC_UNSAFE="1"):
        found = _worked(given)
    for difference in found:
        print(difference)
    sys.exit(1 if found else 0)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--operators", type=int, default=3)
    parser.add_argument("--cameras", type=int, default=6)
    parser.add_argument("--seed", type=int, default=7)
    return parser.parse_args()


def _worked(given: argparse.Namespace) -> list[str]:
    from playwright.sync_api import sync_playwright

    from tests.browser.operators import ControlRoom, Web, playing

    agents, cameras, leases = _prepared(given.operators, given.cameras)
    web = Web()
    web.start()
    try:
        room = ControlRoom(web, cameras, leases, given.seed)
        with playing(cameras), sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=find_browser())
            for agent in agents:
                room.enter(browser, agent)
            _work(room, given.minutes)
            found = _compared(room)
            room.close()
            return found
    finally:
        web.kill()


def _work(room: Any, minutes: float) -> None:
    from command_center.journal.sequencing import sequence
    from command_center.journal.tasks import end_lost

    until_s = time.monotonic() + 60 * minutes
    while (left_s := until_s - time.monotonic()) > 0:
        room.work(min(left_s, LOOKED_EVERY_S))
        end_lost()
        sequence()
    room.go_home()


def _compared(room: Any) -> list[str]:
    from command_center.journal.models import Entry, OpenConsultation
    from tests.browser.operators import differences, watched_s
    from tests.waiting import wait_until

    wait_until(lambda: not OpenConsultation.objects.exists(), 30)
    found: list[str] = []
    for operator in room.operators:
        found += differences(operator)
        shown_s, told_s = watched_s(operator)
        ended = Counter(one.ended_by for one in operator.shown if one.messages)
        print(
            f"{operator.agent}: {sum(operator.got.values())} answers, "
            f"{len(operator.shown)} pictures "
            f"({ended[None]} closed by nobody, {ended['web']} by the web process), "
            f"{shown_s:.0f} s shown, {told_s:.0f} s in the journal"
        )
    lost = Entry.objects.filter(detail__lost=True).count()
    print(f"{Entry.objects.count()} entries, {lost} of them lost, {len(found)} differences")
    return found


def _prepared(operators: int, count: int) -> tuple[list[Any], list[Any], list[Any]]:
    from django.contrib.auth.models import Permission
    from django.core.management import call_command
    from django.utils import timezone

    from command_center.leases.lease import take
    from command_center.people.models import Agent
    from command_center.venues.models import Camera, Venue
    from tests.law.ordering import ordered
    from tests.people.trained import trained

    call_command("migrate", verbosity=0)
    venue = Venue.objects.create(name="Stadium")
    cameras = [
        Camera.objects.create(
            venue=venue, name=f"Gate {n}", sub_url=f"rtsp://192.0.2.{n}/small" if n % 2 else ""
        )
        for n in range(1, count + 1)
    ]
    ordered(cameras, ends_at=timezone.now() + timedelta(days=1))
    leases = [take(camera.pk, "worker@here", 0.1) for camera in cameras]
    rights = Permission.objects.filter(codename__in=RIGHTS)
    agents = []
    for number in range(operators):
        agent = Agent.objects.create_user(f"operator{number}", password="correct horse battery")
        agent.user_permissions.set(rights)
        agents.append(trained(agent))
    return agents, cameras, leases


if __name__ == "__main__":
    main()
