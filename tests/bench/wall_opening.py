"""How soon the wall is there in a real Chromium, and how much it weighs.

    python -m tests.bench.wall_opening [--cameras 16] [--alerts 20] [--rounds 5]

A real web process, PostgreSQL and Redis of its own; nobody watches the cameras, so that what is
measured is the page without video. Cold: nothing is in the browser's cache; warm: the page was
opened once. `painted` is the first contentful paint, `usable` when the last script has run and the
last long task before it is over. `blocked` is what long tasks took beyond 50 ms each. `sent` is
what came over the network, headers included, by Chromium's own count.
"""

import argparse
import statistics
import sys
from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

sys.path.insert(0, "scripts")  # the launcher's browser
from launcher.browser import find_browser

from tests.bench.own_servers import own_servers

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, CDPSession

ELEMENTS = ["wall-stage", "live-tile", "alert-queue", "camera-alarms"]
RIGHTS = ["view_camera", "view_alert", "add_verdict", "view_order", "add_layout", "add_act"]
WATCHING = """(names) => {
  window.longTasks = [];
  new PerformanceObserver((list) => window.longTasks.push(...list.getEntries()))
    .observe({ type: "longtask", buffered: true });
  Promise.all(names.map((name) => customElements.whenDefined(name)))
    .then(() => { window.definedAt = performance.now(); });
}"""
MOMENTS = """() => {
  const paint = performance.getEntriesByName("first-contentful-paint")[0];
  const before = window.longTasks.filter((task) => task.startTime <= window.definedAt);
  return {
    answered: performance.getEntriesByType("navigation")[0].responseStart,
    painted: paint?.startTime ?? null,
    usable: Math.max(window.definedAt, ...before.map((task) => task.startTime + task.duration)),
    blocked: window.longTasks.reduce((sum, { duration }) => sum + Math.max(0, duration - 50), 0),
  };
}"""
COLUMNS = ("answered", "painted", "usable", "blocked")


@dataclass(frozen=True, slots=True)
class Opening:
    """`moments` in milliseconds after the navigation; `sent` in bytes, by what was asked for."""

    moments: dict[str, float]
    sent: dict[str, int]
    requests: int


def main() -> None:
    given = _arguments()
    # Playwright's loop runs in this thread.
    with own_servers("wall-opening", DJANGO_ALLOW_ASYNC_UNSAFE="1"):
        _prepare(given.cameras, given.alerts)
        _print(_measured(given.rounds))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cameras", type=int, default=16)
    parser.add_argument("--alerts", type=int, default=20)
    parser.add_argument("--rounds", type=int, default=5)
    return parser.parse_args()


def _measured(rounds: int) -> dict[str, list[Opening]]:
    from playwright.sync_api import sync_playwright

    from tests.browser.operators import Web
    from tests.browser.signing_in import sign_in

    web = Web()
    web.start()
    found: dict[str, list[Opening]] = {"cold": [], "warm": []}
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=find_browser())
            context = browser.new_context(viewport={"width": 1440, "height": 900})
            page = context.new_page()
            sign_in(page, web.address + "/", "watcher")
            page.close()
            for _ in range(rounds):
                for which in ("cold", "warm"):
                    found[which].append(_opened(context, web.address, is_cold=which == "cold"))
            browser.close()
    finally:
        web.kill()
    return found


def _opened(context: "BrowserContext", address: str, *, is_cold: bool) -> Opening:
    page = context.new_page()
    devtools = context.new_cdp_session(page)
    devtools.send("Network.enable")
    if is_cold:
        devtools.send("Network.clearBrowserCache")
    sent = _listen(devtools)
    page.add_init_script(f"({WATCHING})({ELEMENTS})")
    page.goto(address + "/", wait_until="load")
    page.wait_for_function("window.definedAt > 0")
    page.wait_for_timeout(1500)  # what is asked for after it, and how long the page is busy
    moments = page.evaluate(MOMENTS)
    page.close()
    return Opening(moments, _by_kind(sent), len(sent))


def _listen(devtools: "CDPSession") -> dict[str, dict[str, Any]]:
    """By request: what it asks for, and how many bytes came; the socket's are no page's weight."""
    asked: dict[str, dict[str, Any]] = {}

    def began(event: dict[str, Any]) -> None:
        if event["type"] != "WebSocket" and not event["request"]["url"].startswith("data:"):
            asked[event["requestId"]] = {"kind": event["type"], "bytes": 0}

    def ended(event: dict[str, Any]) -> None:
        if event["requestId"] in asked:
            asked[event["requestId"]]["bytes"] = int(event["encodedDataLength"])

    devtools.on("Network.requestWillBeSent", began)
    devtools.on("Network.loadingFinished", ended)
    return asked


def _by_kind(asked: dict[str, dict[str, Any]]) -> dict[str, int]:
    sent: dict[str, int] = defaultdict(int)
    for one in asked.values():
        sent[one["kind"]] += one["bytes"]
    return sent


def _print(found: dict[str, list[Opening]]) -> None:
    print("       " + " ".join(f"{name:>16}" for name in (*COLUMNS, "sent (kB)", "requests")))
    for which, openings in found.items():
        cells = [_spread([one.moments[name] or 0 for one in openings]) for name in COLUMNS]
        cells.append(_spread([sum(one.sent.values()) / 1000 for one in openings]))
        cells.append(_spread([one.requests for one in openings]))
        print(f"{which:6} " + " ".join(f"{cell:>16}" for cell in cells))
    kinds = found["cold"][-1].sent
    print("cold, kB: " + ", ".join(f"{kind} {size / 1000:.1f}" for kind, size in kinds.items()))


def _spread(values: list[float]) -> str:
    return f"{statistics.median(values):.0f} (≤ {max(values):.0f})"


def _prepare(cameras: int, alerts: int) -> None:
    from django.contrib.auth.models import Permission
    from django.core.management import call_command
    from django.utils import timezone

    from command_center.people.models import Agent
    from command_center.venues.models import Camera, Venue, Zone
    from tests.law.ordering import ordered
    from tests.people.trained import trained

    call_command("migrate", verbosity=0)
    venue = Venue.objects.create(name="Stadium")
    made = [Camera.objects.create(venue=venue, name=f"Gate {n + 1}") for n in range(cameras)]
    square = [[0.1, 0.1], [0.9, 0.1], [0.9, 0.9]]
    for camera in made:
        Zone.objects.create(camera=camera, name="lawn", kind="intrusion", polygon=square)
    ordered(made, ends_at=timezone.now() + timedelta(days=1))
    _raise(made, alerts)
    agent = Agent.objects.create_user("watcher", password="correct horse battery")
    agent.user_permissions.set(Permission.objects.filter(codename__in=RIGHTS))
    trained(agent)


def _raise(cameras: list[Any], count: int) -> None:
    from django.utils import timezone

    from command_center.alerts.door import raise_alert
    from command_center.alerts.found import found
    from command_center.leases.lease import take
    from detection.boxes import Box
    from detection.kinds import EventKind
    from detection.sighting import Sighting

    fences = {}
    for number in range(count):
        camera = cameras[number % len(cameras)]
        if camera.pk not in fences:
            lease = take(camera.pk, "worker@here", 0.1)
            assert lease is not None
            fences[camera.pk] = lease.fence
        sighting = Sighting(
            number=number + 1,
            kind=EventKind.INTRUSION,
            zone="lawn",
            start_s=1.0,
            opened_s=2.0,
            end_s=None,
            box=Box(0.1, 0.2, 0.3, 0.6),
            confidence=0.8,
            track=number,
            reason={"objects": 1, "for_s": 1.0},
        )
        raise_alert(found(camera, fences[camera.pk], sighting, timezone.now()))


if __name__ == "__main__":
    main()
