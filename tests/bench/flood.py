"""Whether the desk stays usable while 500 alerts come within a minute, in a real Chromium.

    python -m tests.bench.flood [--alerts 500] [--minutes 1] [--cameras 20] [--zones 2]

The whole wall, on a real web process, PostgreSQL and Redis of its own. Alerts are stored by
`raise_alert` in a thread, at an even pace; meanwhile somebody goes down the list, and judges one
now and then. Told are the tasks that blocked the page's main thread (Long Tasks API, from 50 ms
on), how long a key took to the next paint (Event Timing API), for each alert the time from stored
to painted, and the main thread's own time, which a busy machine does not lengthen. Less `--zones`
means fewer situations, and more repeats in each.
"""

import argparse
import math
import os
import random
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

sys.path.insert(0, "scripts")  # the launcher's browser
from launcher.browser import find_browser

from detection.kinds import EventKind
from tests.bench.own_servers import own_servers

REASONS = {
    EventKind.INTRUSION: {"objects": 1.0, "for_s": 1.0},
    EventKind.DENSITY: dict.fromkeys(("people", "low", "high", "limit", "for_s"), 9.0),
}
"""The kinds that come, and what each has to say for itself."""

MOST_BLOCKED_MS, MOST_LATE_MS = 100.0, 1000.0
RENEWED_EVERY_S = 2.0
STEPS_EVERY_MS, JUDGES_EVERY = 700, 8
SETTLES_MS = 6000

OBSERVE = """() => {
  window.paintedAt = {};
  window.tasks = [];
  window.keys = [];
  new PerformanceObserver((list) => {
    for (const one of list.getEntries()) window.tasks.push(one.duration);
  }).observe({ type: "longtask" });
  new PerformanceObserver((list) => {
    for (const one of list.getEntries()) if (one.name === "keydown") window.keys.push(one.duration);
  }).observe({ type: "event", durationThreshold: 16 });
  const queue = document.querySelector("alert-queue [data-rows]");
  const seen = new Set();
  new MutationObserver((changes) => {
    const rows = new Set();
    for (const { target, addedNodes } of changes)
      for (const one of [target, ...addedNodes]) if (one.dataset?.alerts) rows.add(one);
    const shown = [...rows].flatMap((row) => row.dataset.alerts.split(" "));
    const fresh = shown.filter((one) => !seen.has(one));
    for (const one of fresh) seen.add(one);
    const painted = () => { for (const one of fresh) window.paintedAt[one] = Date.now(); };
    requestAnimationFrame(() => requestAnimationFrame(painted));
  }).observe(queue, { childList: true, subtree: true, attributeFilter: ["data-alerts"] });
}"""
"""The second frame begins once the first, with the row, has been painted."""


@dataclass
class Raising(threading.Thread):
    """Alerts at an even pace. `stored_s`: when each was, by number; seconds since 1970."""

    leases: Sequence[Any]
    count: int
    lasts_s: float
    zones: int
    stored_s: dict[int, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        super().__init__(daemon=True)

    def __hash__(self) -> int:
        return id(self)

    def run(self) -> None:
        from django.db import connection

        from command_center.leases.lease import renew

        chosen = random.Random(7)
        begun_s, renewed_s = time.monotonic(), 0.0
        for number in range(self.count):
            wait_s = begun_s + number * self.lasts_s / self.count - time.monotonic()
            time.sleep(max(0.0, wait_s))
            if time.monotonic() - renewed_s > RENEWED_EVERY_S:
                renew(self.leases, [0.1] * len(self.leases))
                renewed_s = time.monotonic()
            self._raise(chosen)
        connection.close()

    def _raise(self, chosen: random.Random) -> None:
        from django.utils import timezone

        from command_center.alerts.door import raise_alert
        from command_center.alerts.found import Found
        from detection.boxes import Box

        lease = chosen.choice(self.leases)
        kind = chosen.choice(list(REASONS))
        zone = f"Zone {chosen.randrange(self.zones) + 1}"
        given = (lease.camera_id, lease.fence, kind, zone, timezone.now())
        found = Found(*given, Box(0.1, 0.2, 0.3, 0.6), 0.9, 7, REASONS[kind])
        self.stored_s[raise_alert(found).pk] = time.time()


def main() -> None:
    given = _arguments()
    with own_servers("flood", SECOND_FACTOR_FORCED="0"):
        leases = _prepared(given.cameras)
        raising = Raising(leases, given.alerts, 60 * given.minutes, given.zones)
        _tell(_flooded(raising), raising)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--alerts", type=int, default=500)
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--cameras", type=int, default=20)
    parser.add_argument("--zones", type=int, default=2)
    return parser.parse_args()


def _prepared(count: int) -> Sequence[Any]:
    from django.contrib.auth.models import Permission
    from django.core.management import call_command
    from django.utils import timezone

    from command_center.leases.lease import take
    from command_center.people.models import Agent
    from command_center.retention.cap import enter_known
    from command_center.venues.models import Camera, Venue
    from tests.law.ordering import ordered
    from tests.people.trained import trained

    call_command("migrate", verbosity=0)
    enter_known()
    venue = Venue.objects.create(name="Stadium")
    cameras = [Camera.objects.create(venue=venue, name=f"Gate {n}") for n in range(1, count + 1)]
    ordered(cameras, ends_at=timezone.now() + timedelta(days=2))
    agent = Agent.objects.create_user("anne", password="correct horse battery")
    codes = ["view_camera", "view_alert", "add_verdict", "view_segment", "add_act"]
    agent.user_permissions.set(Permission.objects.filter(codename__in=codes))
    trained(agent)
    return [take(camera.pk, "worker@here", 0.1) for camera in cameras]


def _flooded(raising: Raising) -> dict[str, Any]:
    from playwright.sync_api import sync_playwright

    from tests.browser.signing_in import sign_in
    from tests.daphne import daphne

    with daphne() as web, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser())
        page = browser.new_page(viewport={"width": 1440, "height": 900}, locale="en-GB")
        page.set_default_timeout(120_000)
        sign_in(page, f"http://127.0.0.1:{web.port}/", "anne")
        page.wait_for_selector("alert-queue:focus")
        page.evaluate(OBSERVE)
        metrics = page.context.new_cdp_session(page)
        metrics.send("Performance.enable", {"timeDomain": "threadTicks"})
        before = _own_s(metrics)
        raising.start()
        _work(page, raising)
        page.wait_for_timeout(SETTLES_MS)
        names = ("paintedAt", "tasks", "keys")
        found = {name: page.evaluate(f"window.{name}") for name in names}
        found["rows"] = page.locator("alert-queue [data-rows] [data-alert]").count()
        found["web_cpu_s"] = web.cpu_s()
        found["own_s"] = {name: s - before[name] for name, s in _own_s(metrics).items()}
        browser.close()
        return found


def _own_s(metrics: Any) -> dict[str, float]:
    told = metrics.send("Performance.getMetrics")["metrics"]
    names = ("TaskDuration", "ScriptDuration", "LayoutDuration", "RecalcStyleDuration")
    return {one["name"]: one["value"] for one in told if one["name"] in names}


def _work(page: Any, raising: Raising) -> None:
    """Somebody goes down the list with its panel open, and judges one now and then."""
    step = 0
    while raising.is_alive():
        step += 1
        page.keyboard.press("ArrowDown")
        if step == JUDGES_EVERY:
            page.keyboard.press("Enter")
        if step > JUDGES_EVERY and step % JUDGES_EVERY == 0:
            page.keyboard.press("i")
            page.keyboard.press("5")
        page.wait_for_timeout(STEPS_EVERY_MS)


def _tell(found: dict[str, Any], raising: Raising) -> None:
    painted = {int(number): at_ms for number, at_ms in found["paintedAt"].items()}
    late_ms = [
        painted[one] - 1000 * at_s for one, at_s in raising.stored_s.items() if one in painted
    ]
    lasted_s = max(raising.stored_s.values()) - min(raising.stored_s.values())
    print(
        f"{len(raising.stored_s)} alerts within {lasted_s:.0f} s, {found['rows']} situations at "
        f"the end; load {os.getloadavg()[0]:.1f}; the web process took {found['web_cpu_s']:.0f} s"
    )
    print(f"painted: {len(late_ms)}; {'ms':>3} {'p50':>8} {'p95':>8} {'worst':>8}")
    _print_row("stored → painted", late_ms, MOST_LATE_MS)
    _print_row("tasks from 50 ms on", found["tasks"], MOST_BLOCKED_MS)
    _print_row("a key → next paint", found["keys"], MOST_BLOCKED_MS)
    own = ", ".join(f"{name[:-8].lower()} {s:.1f}" for name, s in found["own_s"].items())
    print(f"the main thread's own time, s: {own}")
    print(
        f"{len(found['tasks'])} such tasks, {sum(one - 50 for one in found['tasks']):.0f} ms over"
    )


def _print_row(name: str, values: Sequence[float], most: float) -> None:
    if not values:
        print(f"{name:24} none")
        return
    p50, p95 = (sorted(values)[math.ceil(share * len(values)) - 1] for share in (0.5, 0.95))
    mark = "" if max(values) <= most else f"  more than {most:.0f}"
    print(f"{name:24} {p50:8.0f} {p95:8.0f} {max(values):8.0f}{mark}")


if __name__ == "__main__":
    main()
