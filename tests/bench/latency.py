"""How long it takes from a frame until the alert that it causes is seen in a real Chromium.

    python -m tests.bench.latency [--alerts 100] [--cameras 2]
    MODELS_DIR=… python -m tests.bench.latency FILM [--lines 0.3 0.5 0.7]

A whole site (Daphne, Redis, PostgreSQL, beat, a worker), RTSP cameras and the browser, all on this
machine and so on one clock. Somebody walks across lines: such an alert begins with the very frame
on which the rule fired, so that its `started_at` is when that frame had come from its camera. Not
in it: the way to us (told apart, by the camera's own clock), and up to a fifth of a second between
the step across the line and the next frame that is analysed. `FILM` is looked at by the model;
without it somebody composed walks before the built-in detector. The baseline, in the
same run: a client that asks for the list of alerts every two seconds, and draws nothing.
"""

import argparse
import math
import os
import re
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import av
from playwright.sync_api import Page, sync_playwright

sys.path.insert(0, "scripts")  # the launcher's servers
from launcher.browser import find_browser

from tests.allowances import allow
from tests.browser.running import Vigie
from tests.browser.wall import sign_in
from tests.films import write_walk
from tests.outages.site import LINE, Site, site
from tests.rtsp import RtspServer
from tests.waiting import wait_until

CAMERA = {"bf": "0", "g": "25", "crf": "20", "preset": "veryfast"}
LINES = [0.1, 0.25, 0.4, 0.55, 0.7, 0.85]
WALK_S, WALKS = 8.6, 100  # no multiple of what is asked every two seconds
POLLED_EVERY_S = 2.0
BEGINS_WITHIN_S, LASTS_AT_MOST_S = 120.0, 600.0

OBSERVE = """() => {
  window.paintedAt = {};
  const rows = document.querySelector("alert-queue [data-rows]");
  new MutationObserver(() => {
    const shown = [...rows.querySelectorAll("[data-alerts]")].map((row) => row.dataset.alerts);
    const numbers = shown.flatMap((alerts) => alerts.split(" "));
    const painted = () => { for (const n of numbers) window.paintedAt[n] ??= Date.now(); };
    requestAnimationFrame(() => requestAnimationFrame(painted));
  }).observe(rows, { childList: true, subtree: true, attributeFilter: ["data-alerts"] });
}"""
"""The second frame begins once the first, with the row, has been painted."""

ALERTS = f"""
    SELECT id, camera_id, started_at, found_at, clock_offset_s
    FROM alerts_alert WHERE zone_name LIKE '{LINE}%' ORDER BY id
"""


@dataclass(frozen=True, slots=True)
class Moments:
    """Of one alert, in seconds since 1970. `way_s` is how long its frame took to come to us."""

    frame_s: float
    found_s: float
    painted_s: float
    polled_s: float
    way_s: float | None


@dataclass
class Polling(threading.Thread):
    """A page that is told nothing: it asks. `seen_s` is when it had the answer, by number."""

    address: str
    cookie: str
    seen_s: dict[int, float] = field(default_factory=dict)
    stop: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        super().__init__(daemon=True)

    def __hash__(self) -> int:
        return id(self)

    def run(self) -> None:
        while not self.stop.wait(POLLED_EVERY_S):
            asked = urllib.request.Request(self.address, headers={"Cookie": self.cookie})
            with urllib.request.urlopen(asked) as answer:
                rows = answer.read().decode()
            for number in re.findall(r'data-alert="(\d+)"', rows):
                self.seen_s.setdefault(int(number), time.time())


def main() -> None:
    allow()
    given = _arguments()
    models = Path(os.environ["MODELS_DIR"]) if given.film else None
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="vigie-latency-")))
        film = folder / "camera.mp4"
        _as_camera(given.film, film) if given.film else write_walk(film, WALK_S, WALKS)
        cameras = [stack.enter_context(RtspServer(film)).url for _ in range(given.cameras)]
        running = stack.enter_context(site(folder, cameras, models, workers=["w1"]))
        running.draw_lines(*given.lines)
        page = stack.enter_context(on_the_wall(running))
        _print(_measure(running, page, given.cameras, given.alerts))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("film", type=Path, nargs="?")
    parser.add_argument("--lines", type=float, nargs="+", default=LINES)
    parser.add_argument("--alerts", type=int, default=100)
    parser.add_argument("--cameras", type=int, default=2)
    return parser.parse_args()


def _as_camera(film: Path, made: Path) -> None:
    """The same pictures without B-frames, which a camera could send only late."""
    with av.open(str(film)) as source, av.open(str(made), "w") as target:
        given = source.streams.video[0]
        stream = target.add_stream("libx264", given.average_rate, options=CAMERA)
        stream.width, stream.height, stream.pix_fmt = given.width, given.height, "yuv420p"
        for picture in source.decode(given):
            target.mux(stream.encode(picture.reformat(format="yuv420p")))
        target.mux(stream.encode(None))


@contextmanager
def on_the_wall(running: Site) -> Iterator[Page]:
    wait_until(running.answers, BEGINS_WITHIN_S, running.said)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser())
        page = browser.new_page(viewport={"width": 1440, "height": 900}, locale="en-GB")
        said = f"First sign-in: admin with password {running.password}"
        sign_in(page, Vigie(running.address, [said]))
        yield page
        browser.close()


def _measure(running: Site, page: Page, cameras: int, count: int) -> list[Moments]:
    """Once every camera has raised an alert: what is compiled and learnt first is no latency."""
    _wait(page, lambda: len({row["camera_id"] for row in running.database.rows(ALERTS)}) == cameras)
    page.evaluate(OBSERVE)
    polling = Polling(running.address + "alerts/rows", _cookie(page))
    polling.start()
    before = len(running.database.rows(ALERTS))
    _wait(page, lambda: len(running.database.rows(ALERTS)) >= before + count)
    rows = running.database.rows(ALERTS)[before : before + count]
    _wait(page, lambda: polling.seen_s.keys() >= {row["id"] for row in rows})
    polling.stop.set()
    painted_ms = page.evaluate("window.paintedAt")
    return [_moments(row, painted_ms[str(row["id"])], polling.seen_s[row["id"]]) for row in rows]


def _wait(page: Page, condition: Callable[[], bool]) -> None:
    """Seldom asked: who measures must not be what is measured."""
    end_s = time.monotonic() + LASTS_AT_MOST_S
    while not condition():
        if time.monotonic() > end_s:
            sys.exit("Too few alerts: nobody crosses the lines, or the site does not run.")
        page.wait_for_timeout(1000)


def _cookie(page: Page) -> str:
    return "; ".join(f"{one['name']}={one['value']}" for one in page.context.cookies())


def _moments(row: dict[str, Any], painted_ms: float, polled_s: float) -> Moments:
    """The camera's clock is this machine's: by how much it seems slow, the frame was on its way."""
    offset_s = row["clock_offset_s"]
    return Moments(
        row["started_at"].timestamp(),
        row["found_at"].timestamp(),
        painted_ms / 1000,
        polled_s,
        None if offset_s is None else -offset_s,
    )


def _print(found: Sequence[Moments]) -> None:
    whole = [one.painted_s - one.frame_s for one in found]
    polled = [one.polled_s - one.frame_s for one in found]
    ways = [one.way_s for one in found if one.way_s is not None]
    print(f"{len(found)} alerts; ms {'p50':>30} {'p95':>7} {'worst':>7}")
    _print_row("camera → frame received (its clock)", ways)
    _print_row("frame → found", [one.found_s - one.frame_s for one in found])
    _print_row("found → painted in Chromium", [one.painted_s - one.found_s for one in found])
    _print_row("frame → painted", whole)
    _print_row(f"frame → asked every {POLLED_EVERY_S:.0f} s", polled)
    ratios = (_percentile(polled, share) / _percentile(whole, share) for share in (0.5, 0.95))
    print("asking takes {:.1f} × as long (p50), {:.1f} × (p95)".format(*ratios))


def _print_row(name: str, took_s: Sequence[float]) -> None:
    if took_s:
        p50, p95 = (1000 * _percentile(took_s, share) for share in (0.5, 0.95))
        print(f"{name:36} {p50:7.0f} {p95:7.0f} {1000 * max(took_s):7.0f}")


def _percentile(values: Sequence[float], share: float) -> float:
    """The nearest rank: a value that was measured."""
    return sorted(values)[math.ceil(share * len(values)) - 1]


if __name__ == "__main__":
    main()
