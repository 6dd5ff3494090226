"""How smoothly so many live pictures with boxes play on one wall, in a real Chromium without a GPU.

    python -m tests.bench.tiles [--tiles 4 9 16] [--seconds 20]

The web process, PostgreSQL and Redis are real; the cameras are written into the live feed by a
process of its own (`numbered_feed`), 320 × 180 at 25 pictures a second, each with its number burnt
in and a box that carries it: no analysis takes the browser's cores, and what is measured is the
way from the feed to the screen. The baseline, in the same run: the first number of tiles.

`played` is what the browser has shown of the pictures that were due. `late` is how old a picture
is when it is shown, by one clock; the player keeps half a second. Of each fifth picture the pixels
are read: `box` is the share that lay under a box of its own number, `time` of those whose number is
that of their presentation time.
"""

import argparse
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import psutil

sys.path.insert(0, "scripts")  # the launcher's browser
from launcher.browser import find_browser

from tests.bench.own_servers import own_servers

if TYPE_CHECKING:
    from playwright.sync_api import Page

FPS = 25
PLAYS_WITHIN_MS = 120_000
PIXELS_OF_EACH = 5

PLAYED = """() => [...document.querySelectorAll("live-tile")].map((tile) => {
  const { totalVideoFrames, droppedVideoFrames } = tile.streams.video.getVideoPlaybackQuality();
  return { shown: totalVideoFrames - droppedVideoFrames, dropped: droppedVideoFrames };
})"""
ALL_PLAY = """() => [...document.querySelectorAll("live-tile")].every(
  (tile) => tile.drawn?.boxes.length && tile.delayS() !== null)"""

READ = """(each) => {
  window.late = []; window.read = { box: 0, time: 0, all: 0, unlike: [] };
  const canvas = Object.assign(document.createElement("canvas"), { width: 10, height: 1 });
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  const burnt = (video) => {
    pen.drawImage(video, 0, 12, 320, 24, 0, 0, 10, 1);
    const { data } = pen.getImageData(0, 0, 10, 1);
    const bits = [...Array(10).keys()].filter((bit) => data[4 * bit] > 128);
    return bits.reduce((sum, bit) => sum + (1 << bit), 0);
  };
  for (const tile of document.querySelectorAll("live-tile")) {
    const video = tile.streams.video;
    let count = 0;
    const look = (_, { mediaTime }) => {
      video.requestVideoFrameCallback(look);
      if (tile.pts !== Math.round(mediaTime * 90000)) return; // no frame of its present picture
      window.late.push(tile.delayS());
      if (count++ % each) return;
      const number = burnt(video);
      const boxes = tile.drawn.boxes;
      const isOwn = boxes.length === 1 && boxes[0].track === number;
      const isDue = Math.round(mediaTime * 25) % 1000 === number;
      window.read.all += 1; window.read.box += isOwn; window.read.time += isDue;
      if (!isOwn) window.read.unlike.push([number, boxes[0]?.track ?? null, tile.drawn.exact]);
    };
    video.requestVideoFrameCallback(look);
  }
}"""


@dataclass(frozen=True, slots=True)
class Measured:
    """Cores of the browser, of the web process, and of what plays the cameras."""

    played: Sequence[float]
    dropped: int
    late_s: Sequence[float]
    read: dict[str, Any]
    cores: tuple[float, float, float]


def main() -> None:
    given = _arguments()
    # Playwright's loop runs in this thread.
    with own_servers("tiles", DJANGO_ALLOW_ASYNC_UNSAFE="1"):
        cameras = prepared(max(given.tiles))
        print(" tiles  played  worst  dropped  late p50 / p95  pictures read    box    time  cores")
        for count in given.tiles:
            _enable(cameras[:count])
            with playing(cameras[:count]) as feeder, on_the_wall() as (web, page):
                page.wait_for_function(ALL_PLAY, timeout=PLAYS_WITHIN_MS)
                _print(count, _measure(page, web, feeder, given.seconds))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--tiles", type=int, nargs="+", default=[4, 9, 16])
    parser.add_argument("--seconds", type=float, default=20)
    return parser.parse_args()


def prepared(count: int) -> list[int]:
    """Cameras of one venue, and somebody who may see them and judge their alerts."""
    from django.contrib.auth.models import Permission
    from django.core.management import call_command
    from django.utils import timezone

    from command_center.people.models import Agent
    from command_center.venues.models import Camera, Venue
    from tests.law.ordering import ordered
    from tests.people.trained import trained

    call_command("migrate", verbosity=0)
    venue = Venue.objects.create(name="Stadium")
    cameras = [Camera.objects.create(venue=venue, name=f"Gate {n + 1:02}") for n in range(count)]
    ordered(cameras, ends_at=timezone.now() + timedelta(days=1))
    agent = Agent.objects.create_user("watcher", password="correct horse battery")
    rights = ["view_camera", "view_alert", "add_verdict", "view_order"]
    agent.user_permissions.set(Permission.objects.filter(codename__in=rights))
    trained(agent)
    return [camera.pk for camera in cameras]


def _enable(cameras: Sequence[int]) -> None:
    from command_center.venues.models import Camera

    Camera.objects.update(is_enabled=False)
    Camera.objects.filter(pk__in=cameras).update(is_enabled=True)


@contextmanager
def playing(cameras: Sequence[int]) -> Iterator[psutil.Process]:
    words = [sys.executable, "-m", "tests.bench.numbered_feed", *map(str, cameras)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            assert "plays" in process.stdout.readline()
            yield psutil.Process(process.pid)
        finally:
            process.kill()


@contextmanager
def on_the_wall() -> Iterator[tuple[psutil.Process, "Page"]]:
    """The web process, and a page on which somebody has signed in."""
    from playwright.sync_api import sync_playwright

    from tests.browser.operators import Web
    from tests.browser.signing_in import sign_in

    before = set(psutil.Process().children())
    web = Web()
    web.start()
    (process,) = set(psutil.Process().children()) - before
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=find_browser())
            page = browser.new_page(viewport={"width": 1920, "height": 1080}, locale="en-GB")
            sign_in(page, web.address + "/", "watcher")
            yield process, page
            browser.close()
    finally:
        web.kill()


def _measure(page: "Page", web: psutil.Process, feeder: psutil.Process, seconds: float) -> Measured:
    page.evaluate(READ, PIXELS_OF_EACH)
    parts = (_browser(), [web], [feeder])
    began_s, before, spent_s = time.monotonic(), page.evaluate(PLAYED), [*map(_spent_s, parts)]
    page.wait_for_timeout(1000 * seconds)
    after, took_s = page.evaluate(PLAYED), time.monotonic() - began_s
    cores = [(_spent_s(part) - was) / took_s for part, was in zip(parts, spent_s, strict=True)]
    pairs = list(zip(before, after, strict=True))
    return Measured(
        played=[(late["shown"] - early["shown"]) / (took_s * FPS) for early, late in pairs],
        dropped=sum(late["dropped"] - early["dropped"] for early, late in pairs),
        late_s=page.evaluate("window.late"),
        read=page.evaluate("window.read"),
        cores=(cores[0], cores[1], cores[2]),
    )


def _print(count: int, found: Measured) -> None:
    late = statistics.quantiles(found.late_s, n=100)
    read = found.read
    print(
        f"{count:6} {statistics.fmean(found.played):7.1%} {min(found.played):6.1%} "
        f"{found.dropped:8} {late[49]:8.2f} / {late[94]:.2f} {read['all']:14} "
        f"{read['box'] / read['all']:7.2%} {read['time'] / read['all']:7.2%}  "
        "browser {:.2f}, web {:.2f}, cameras {:.2f}".format(*found.cores),
        flush=True,
    )
    if read["unlike"]:
        print(f"       burnt, box, found in it: {read['unlike'][:8]}")


def _browser() -> list[psutil.Process]:
    return [one for one in psutil.Process().children(recursive=True) if "chrom" in one.name()]


def _spent_s(processes: Sequence[psutil.Process]) -> float:
    times = [process.cpu_times() for process in processes if process.is_running()]
    return sum(one.user + one.system for one in times)


if __name__ == "__main__":
    main()
