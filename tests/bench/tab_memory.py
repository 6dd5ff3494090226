"""Whether the wall's tab grows: alerts are raised and judged fast, while pictures play.

    python -m tests.bench.tab_memory [--minutes 10] [--tiles 4] [--every 1.0]

A real web process, page and sockets. Every `--every` seconds an alert is raised, ended and judged:
at one alert in ten minutes, which EEMUA 191 calls a steady load, eight hours have 48 of them, and
ten minutes here have some hundreds. After each half minute the garbage of the tab is collected by
Chromium's own tool, and its heap, its DOM nodes and its listeners are counted. The slope is told
with its 95 % interval over the time after the first quarter, which is the baseline.
"""

import argparse
import statistics
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from tests.bench.flood import REASONS
from tests.bench.memory import slope_of
from tests.bench.own_servers import own_servers
from tests.bench.tiles import ALL_PLAY, PLAYS_WITHIN_MS, on_the_wall, playing, prepared

if TYPE_CHECKING:
    from playwright.sync_api import CDPSession

LOOKED_EVERY_S = 30.0
COUNTED = {"JSHeapUsedSize": "heap, kB", "Nodes": "nodes", "JSEventListeners": "listeners"}
FRAMES = (
    """() => [...document.querySelectorAll("live-tile")].reduce((n, one) => n + one.frames, 0)"""
)


def main() -> None:
    given = _arguments()
    # Playwright's loop runs in this thread.
    with own_servers("tab-memory", DJANGO_ALLOW_ASYNC_UNSAFE="1"):
        cameras = prepared(given.tiles)
        with playing(cameras), on_the_wall() as (_, page), _alerts(cameras, given.every) as judged:
            page.wait_for_function(ALL_PLAY, timeout=PLAYS_WITHIN_MS)
            devtools = page.context.new_cdp_session(page)
            found = _watched(devtools, page, judged, 60 * given.minutes)
            shown = page.evaluate(FRAMES)
        _print(found, len(judged), shown)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--tiles", type=int, default=4)
    parser.add_argument("--every", type=float, default=1.0)
    return parser.parse_args()


def _watched(
    devtools: "CDPSession", page: Any, judged: Sequence[int], lasts_s: float
) -> list[dict[str, float]]:
    devtools.send("Performance.enable")
    found: list[dict[str, float]] = []
    began_s = time.monotonic()
    while (at_s := time.monotonic() - began_s) < lasts_s:
        devtools.send("HeapProfiler.collectGarbage")
        told = devtools.send("Performance.getMetrics")["metrics"]
        metrics = {one["name"]: one["value"] for one in told}
        metrics["JSHeapUsedSize"] /= 1000
        found.append({"at_s": at_s, **{name: metrics[name] for name in COUNTED}})
        print(f"{at_s:6.0f} s, {len(judged):5} alerts:", *_told(found[-1]), flush=True)
        page.wait_for_timeout(1000 * LOOKED_EVERY_S)
    return found


def _told(counted: dict[str, float]) -> list[str]:
    return [f"{words} {counted[name]:.0f}" for name, words in COUNTED.items()]


def _print(found: Sequence[dict[str, float]], alerts: int, frames: int) -> None:
    quarter = len(found) // 4
    print(f"{alerts} alerts raised and judged, {frames} pictures shown")
    for name, words in COUNTED.items():
        at_h = [one["at_s"] / 3600 for one in found[quarter:]]
        values = [one[name] for one in found[quarter:]]
        slope, half = slope_of(at_h, values)
        before = statistics.fmean(one[name] for one in found[: max(quarter, 1)])
        print(f"{words:10} {before:9.0f} → {values[-1]:9.0f}, {slope:+9.0f} ± {half:.0f} an hour")


@contextmanager
def _alerts(cameras: Sequence[int], every_s: float) -> Iterator[list[int]]:
    """The numbers of those that are judged, in a thread of its own."""
    stop, judged = threading.Event(), list[int]()
    thread = threading.Thread(target=_raise, args=(cameras, every_s, stop, judged))
    thread.start()
    try:
        yield judged
    finally:
        stop.set()
        thread.join()


def _raise(
    cameras: Sequence[int], every_s: float, stop: threading.Event, judged: list[int]
) -> None:
    from django.db import connections

    from command_center.alerts.judging import judge
    from command_center.alerts.models import Alert
    from command_center.alerts.verdict import Cause
    from command_center.leases.lease import renew, take
    from command_center.people.models import Agent

    leases = [take(camera, "worker@here", 0.1) for camera in cameras]
    agent = Agent.objects.get(username="watcher")
    waiting: list[Alert] = []
    while not stop.wait(every_s):
        renew([lease for lease in leases if lease], [0.1] * len(leases))
        waiting.append(_raised(leases[len(judged) % len(leases)], len(judged)))
        if len(waiting) > 3:
            alert = waiting.pop(0)
            judge(alert, agent, "invalidated", cause=Cause.REFLECTION)
        judged.append(1)
    connections.close_all()


def _raised(lease: Any, number: int) -> Any:
    from django.utils import timezone

    from command_center.alerts.door import end_alert, raise_alert
    from command_center.alerts.found import Found
    from detection.boxes import Box

    kind = list(REASONS)[number % len(REASONS)]
    given = (lease.camera_id, lease.fence, kind, f"zone {number % 7}", timezone.now())
    found = Found(*given, Box(0.1, 0.2, 0.3, 0.6), 0.9, 7, REASONS[kind])
    alert = raise_alert(found)
    end_alert(alert, timezone.now())
    return alert


if __name__ == "__main__":
    main()
