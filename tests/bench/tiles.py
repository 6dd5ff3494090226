"""How smoothly so many live pictures play on one wall, in a real Chromium without a GPU.

    python -m tests.bench.tiles [--tiles 4 9 16 36] [--seconds 20]

A whole site and the browser on one machine; the cameras are films of 320 × 180 at 25 pictures a
second, as sub-streams are; once all play, no order permits an analysis any more. The baseline, in
the same run: the first number of tiles. `played` is what the browser has shown of the pictures that
were due.
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import av
import psutil
from playwright.sync_api import Page

from tests.allowances import allow
from tests.bench.latency import on_the_wall
from tests.films import KEYFRAME_A_SECOND, walk_picture
from tests.outages.site import Site, site

FPS = 25
LASTS_S = 20
PLAYS_WITHIN_MS = 60_000
A_WORKER = 6

PLAYED = """() => [...document.querySelectorAll("live-tile video")].map((video) => {
  const { totalVideoFrames: total, droppedVideoFrames: dropped } = video.getVideoPlaybackQuality();
  return { shown: total - dropped, dropped, at: video.currentTime };
})"""

ALL_PLAY = """() => [...document.querySelectorAll("live-tile")].every(
  (tile) => tile.querySelector("video").currentTime > 0)"""


def main() -> None:
    allow()
    given = _arguments()
    print(" tiles  played  worst  dropped  browser   site (cores)")
    for count in given.tiles:
        with (
            tempfile.TemporaryDirectory(prefix="vigie-tiles-") as folder,
            _wall(folder, count) as (
                running,
                page,
            ),
        ):
            _print(count, *_measure(running, page, given.seconds))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--tiles", type=int, nargs="+", default=[4, 9, 16, 36])
    parser.add_argument("--seconds", type=float, default=20)
    return parser.parse_args()


@contextmanager
def _wall(folder: str, count: int) -> Iterator[tuple[Site, Page]]:
    film = Path(folder) / "camera.mp4"
    _write(film)
    workers = [f"w{number}" for number in range(-(-count // A_WORKER))]
    with (
        site(Path(folder), [str(film)] * count, workers=workers) as running,
        on_the_wall(running) as page,
    ):
        page.wait_for_function(ALL_PLAY, timeout=PLAYS_WITHIN_MS)
        running.database.rows("UPDATE law_order SET withdrawn_at = now() RETURNING id")
        yield running, page


def _write(film: Path) -> None:
    with av.open(str(film), "w") as container:
        stream = container.add_stream("libx264", rate=FPS, options=KEYFRAME_A_SECOND)
        stream.width, stream.height, stream.pix_fmt = 320, 180, "yuv420p"
        for number in range(FPS * LASTS_S):
            picture = av.VideoFrame.from_ndarray(walk_picture(number % 400, number), format="bgr24")
            container.mux(stream.encode(picture.reformat(320, 180)))
        container.mux(stream.encode(None))


def _measure(
    running: Site, page: Page, seconds: float
) -> tuple[list[dict[str, Any]], float, float, float]:
    browser, parts = _browser(), _parts(running)
    began_s, before = time.monotonic(), page.evaluate(PLAYED)
    spent_s = _spent_s(browser), _spent_s(parts)
    page.wait_for_timeout(1000 * seconds)
    after, took_s = page.evaluate(PLAYED), time.monotonic() - began_s
    played = [
        {key: late[key] - early[key] for key in early}
        for early, late in zip(before, after, strict=True)
    ]
    return (
        played,
        took_s,
        (_spent_s(browser) - spent_s[0]) / took_s,
        (_spent_s(parts) - spent_s[1]) / took_s,
    )


def _print(
    count: int, played: Sequence[dict[str, Any]], took_s: float, browser: float, parts: float
) -> None:
    shares = [one["shown"] / (took_s * FPS) for one in played]
    dropped = sum(one["dropped"] for one in played)
    print(
        f"{count:6} {statistics.fmean(shares):7.1%} {min(shares):6.1%} {dropped:8} "
        f"{browser:8.2f} {parts:6.2f}",
        flush=True,
    )


def _browser() -> list[psutil.Process]:
    return [one for one in psutil.Process().children(recursive=True) if "chrom" in one.name()]


def _parts(running: Site) -> list[psutil.Process]:
    running_parts = [part.process for part in running.parts.values() if part.process]
    return [psutil.Process(process.pid) for process in running_parts]


def _spent_s(processes: Sequence[psutil.Process]) -> float:
    times = [process.cpu_times() for process in processes if process.is_running()]
    return sum(one.user + one.system for one in times)


if __name__ == "__main__":
    main()
