"""How fast the timeline of a day opens, and how fast a seek shows its pictures.

    python -m tests.bench.timeline [--rounds 15] [--alerts 5000] [--seeks 20] [--keyframe-s 1]

Real PostgreSQL, Redis, Daphne and Chromium. Sixteen cameras have segments of thirty seconds without
a break for 24 hours, and alerts; sixteen others have nothing: the baseline, asked in turn with the
full ones, since the machine may be busier at one time than at another. Rows are planted by SQL with
the rules switched off for that alone. “Drawn” is the time from the navigation to the canvas with
all that was told. Seeks go from alert to alert, each in another hour, none of them loaded before:
from the key until the picture of then is presented by every tile (`requestVideoFrameCallback`).
A browser decodes from the keyframe before: `--keyframe-s` encodes the film anew with one each so
many seconds, as cameras are set; else it stays as it was filmed, with one in 4.3 s.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import av

sys.path.insert(0, "scripts")
from launcher import browser

from tests.bench.erasure import ALERTS
from tests.bench.own_servers import own_servers
from tests.ports import free_port
from tests.waiting import wait_until

CAMERAS = 16
SEEN = 4
"""Cameras whose pictures are really there, for seeks."""

HOURS = 10
FILM = "videos/towncentre_1080p_10s.mp4"
SEGMENTS = """
    WITH planted AS (
        SELECT %s + camera AS camera,
            date_trunc('second', now()) - interval '24 hours' + n * interval '30 seconds' AS since
        FROM generate_series(0, %s - 1) AS camera, generate_series(0, 2879) AS n
    ), file AS (
        INSERT INTO retention_storedfile (what, venue_id, camera_id, path, captured_from,
            captured_until, size_bytes, sha256, stored_at, goes_early)
        SELECT 'recordings', %s, camera,
            'recordings/' || camera || '/' || to_char(since, 'YYYYMMDD/HH24MISS') || '-1.mp4',
            since, since + interval '30 seconds', 15000000, repeat('c', 64), since, false
        FROM planted RETURNING id, camera_id, captured_from
    )
    INSERT INTO footage_segment (file_id, camera_id, began_at, ended_at, pts, pictures, codec,
        width, height, fence, mode, is_recovered)
    SELECT id, camera_id, captured_from, captured_from + interval '30 seconds', 0, 750, 'h264',
        1920, 1080, 1, 'continuous', false
    FROM file
"""
SPREAD = """
    UPDATE alerts_alert SET started_at = at, ended_at = at + interval '12 seconds', found_at = at
    FROM (
        SELECT id AS number, now() - interval '24 hours' * random() AS at FROM alerts_alert
    ) AS spread
    WHERE id = number
"""
VERDICTS = """
    INSERT INTO alerts_verdict (alert_id, agent_id, at, outcome, cause, follow_up, note)
    SELECT id, %s, now(), 'confirmed', '', 'none', '' FROM alerts_alert WHERE id %% 2 = 0
"""
DRAWN = """() => new Promise((resolve) => {
  const told = () => performance.getEntriesByName("review-facts")[0]?.startTime;
  const look = () => (told() ? resolve(told()) : requestAnimationFrame(look));
  look();
})"""
SOUGHT = """(key) => new Promise((resolve) => {
  const desk = document.querySelector("review-desk");
  const began = performance.now();
  document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
  const wanted = desk.clock.nowMs;
  const shown = (tile) => new Promise((done) => {
    const look = () => tile.video.requestVideoFrameCallback((now, { mediaTime }) => {
      const at = tile.source.mediaOriginMs + mediaTime * 1000;
      if (Math.abs(at - wanted) > 100) look();
      else done();
    });
    look();
  });
  Promise.all([...desk.tiles.values()].map(shown)).then(() => resolve(performance.now() - began));
})"""


@dataclass(frozen=True)
class Planted:
    """Numbers of cameras; `hours`: alerts with pictures around them, milliseconds."""

    full: Sequence[int]
    empty: Sequence[int]
    seen: Sequence[int]
    hours: Sequence[int]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--alerts", type=int, default=5000)
    parser.add_argument("--seeks", type=int, default=20)
    parser.add_argument("--keyframe-s", type=float, default=0)
    given = parser.parse_args()
    with own_servers("timeline", SECOND_FACTOR_FORCED="0"):
        planted = _plant(given.alerts, given.keyframe_s)
        with _web() as address:
            _measure(address, planted, given)


@contextmanager
def _web() -> Iterator[str]:
    port = free_port()
    command = [sys.executable, "-m", "daphne", "-p", str(port), "-v", "0"]
    web = subprocess.Popen([*command, "command_center.asgi:application"])
    try:
        wait_until(lambda: _answers(port), 180)
        yield f"http://127.0.0.1:{port}"
    finally:
        web.kill()
        web.wait()


def _answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5):
            return True
    except OSError:
        return False


def _measure(address: str, planted: Planted, given: argparse.Namespace) -> None:
    from playwright.sync_api import sync_playwright

    until = round(time.time() * 1000)
    day = f"from={until - 86_400_000}&until={until}"
    print(
        f"24 h, {CAMERAS} cameras, {CAMERAS * 2880} segments, {given.alerts} alerts, "
        f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores",
        flush=True,
    )
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser.find_browser())
        context = chromium.new_context(viewport={"width": 1440, "height": 900}, locale="en-GB")
        page = context.new_page()
        page.set_default_timeout(120_000)
        _sign_in(page, address)
        cookie = "; ".join(f"{one['name']}={one['value']}" for one in context.cookies())
        addresses = {
            "empty": f"{address}/review/timeline.json?{_asked(planted.empty)}&{day}",
            "full": f"{address}/review/timeline.json?{_asked(planted.full)}&{day}",
        }
        _tell("answer", _in_turn(addresses, given.rounds, lambda one: _answered_ms(one, cookie)))
        pages = {
            "empty": f"{address}/review/?{_asked(planted.empty)}",
            "full": f"{address}/review/?{_asked(planted.full)}",
        }
        _tell("drawn", _in_turn(pages, given.rounds, lambda one: _drawn_ms(page, one)))
        for count in (1, SEEN):
            _tell_seeks(page, address, planted, count, given.seeks)
        chromium.close()


def _asked(cameras: Sequence[int]) -> str:
    return "&".join(f"camera={one}" for one in cameras)


def _in_turn(addresses: dict[str, str], rounds: int, measure: Any) -> dict[str, list[float]]:
    took: dict[str, list[float]] = {name: [] for name in addresses}
    for number in range(rounds + 2):
        for name, one in addresses.items():
            took_ms = measure(one)
            if number >= 2:  # warm
                took[name].append(took_ms)
    return took


def _tell(what: str, took: dict[str, list[float]]) -> None:
    for name, times in took.items():
        print(f"{what:8} {name:6} {_spread(times)}")
    ratio = statistics.median(took["full"]) / statistics.median(took["empty"])
    print(f"{what:8} full is {ratio:.2f} × empty", flush=True)


def _spread(times: Sequence[float]) -> str:
    p50, p95 = statistics.median(times), sorted(times)[int(0.95 * (len(times) - 1))]
    return f"p50 {p50:6.0f} ms  p95 {p95:6.0f} ms  least {min(times):6.0f} ms"


def _answered_ms(address: str, cookie: str) -> float:
    request = urllib.request.Request(address, headers={"Cookie": cookie})
    began_s = time.perf_counter()
    with urllib.request.urlopen(request, timeout=60) as answer:
        assert answer.status == 200
        answer.read()
    return 1000 * (time.perf_counter() - began_s)


def _drawn_ms(page: Any, address: str) -> float:
    page.goto(address)
    return float(page.evaluate(DRAWN))


def _tell_seeks(page: Any, address: str, planted: Planted, count: int, seeks: int) -> None:
    at = planted.hours[0]
    page.goto(f"{address}/review/?{_asked(planted.seen[:count])}&at={at}&span=172800000")
    page.evaluate(DRAWN)
    page.wait_for_function("() => !document.querySelector('review-desk').clock.isHeld")
    times = []
    for _ in range(seeks // (HOURS - 1) + 1):
        for key in ["n"] * (HOURS - 1) + ["p"] * (HOURS - 1):
            times.append(page.evaluate(SOUGHT, key))
            page.wait_for_function("() => !document.querySelector('review-desk').clock.isHeld")
        page.reload()  # what was loaded is forgotten
        page.evaluate(DRAWN)
        page.wait_for_function("() => !document.querySelector('review-desk').clock.isHeld")
    first = times[: HOURS - 1]
    print(f"seek     {count} camera(s), not loaded: {_spread(first)}")
    print(f"seek     {count} camera(s), all:        {_spread(times)}", flush=True)


def _sign_in(page: Any, address: str) -> None:
    from tests.browser.signing_in import sign_in

    sign_in(page, f"{address}/review/reason", "bench")
    page.locator("main .button-main").click()
    page.wait_for_url(f"{address}/review/")


def _plant(alerts: int, keyframe_s: float) -> Planted:
    from django.contrib.auth.models import Permission
    from django.core.management import call_command
    from django.db import connection

    from command_center.blur.models import VenueBlur
    from command_center.people.models import Agent
    from command_center.venues.models import Camera, Venue
    from tests.law.ordering import ordered
    from tests.people.trained import trained

    call_command("migrate", verbosity=0)
    venue = Venue.objects.create(name="Bench")
    VenueBlur.objects.create(venue=venue, review_is_blurred=False)
    cameras = Camera.objects.bulk_create(
        Camera(venue=venue, name=f"North {n:02}", url="rtsp://192.0.2.1/", is_enabled=False)
        for n in range(2 * CAMERAS + SEEN)
    )
    numbers = [one.pk for one in cameras]
    agent = trained(Agent.objects.create_user("bench", password="correct horse battery"))
    rights = ["view_segment", "view_alert"]
    agent.user_permissions.set(Permission.objects.filter(codename__in=rights))
    order = ordered(cameras)
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(SEGMENTS, [numbers[0], CAMERAS, venue.pk])
        cursor.execute(ALERTS, [numbers[0], CAMERAS, order.pk, 0, alerts])
        cursor.execute(SPREAD)
        cursor.execute(VERDICTS, [agent.pk])
        hours = _plant_seen(cursor, cameras[2 * CAMERAS :], order.pk, keyframe_s)
        cursor.execute("SET session_replication_role = DEFAULT")
        cursor.execute("ANALYZE")
    seen = numbers[2 * CAMERAS :]
    return Planted(numbers[:CAMERAS], numbers[CAMERAS : 2 * CAMERAS], seen, hours)


def _plant_seen(cursor: Any, cameras: Sequence[Any], order: int, keyframe_s: float) -> list[int]:
    """A film at each of some hours, with an alert of the first camera within, as far from its
    keyframe as it can be."""
    from django.utils import timezone

    from tests.films import write_film
    from tests.footage.recorded_film import record_film

    shared = Path(os.environ.get("SHARED_DATA") or "../shared/data") / FILM
    film = shared if shared.exists() else write_film(Path(tempfile.mkdtemp()) / "film.mp4", 250)
    film = _with_keyframes(film, keyframe_s) if keyframe_s else film
    print(f"seeks in {film.name}", flush=True)
    began = (timezone.now() - timedelta(hours=HOURS + 1)).replace(microsecond=0)
    hours = []
    for number in range(HOURS):
        at = began + number * timedelta(hours=1)
        cursor.execute("SET session_replication_role = DEFAULT")
        for one in cameras:
            record_film(one, film, at)
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(ALERTS, [cameras[0].pk, 1, order, 0, 1])
        start = at + timedelta(seconds=3.9)
        cursor.execute(
            "UPDATE alerts_alert SET started_at = %s, ended_at = %s WHERE id IN "
            "(SELECT max(id) FROM alerts_alert)",
            [start, start + timedelta(seconds=3)],
        )
        hours.append(round(start.timestamp() * 1000))
    return hours


def _with_keyframes(film: Path, every_s: float) -> Path:
    made = Path(tempfile.mkdtemp()) / f"{film.stem}_keyframe_each_{every_s:g}_s.mp4"
    with av.open(str(film)) as source, av.open(str(made), "w") as target:
        taken = source.streams.video[0]
        rate = round(taken.average_rate or 25)
        options = {"g": str(round(every_s * rate)), "bf": "0", "preset": "veryfast"}
        stream = target.add_stream("libx264", rate=rate, options=options)
        stream.width, stream.height = taken.width, taken.height
        for picture in source.decode(video=0):
            target.mux(stream.encode(picture.reformat(format="yuv420p")))
        target.mux(stream.encode(None))
    return made


if __name__ == "__main__":
    main()
