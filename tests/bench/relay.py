"""What a viewer of a live picture costs the web process, and what those who hang do to its memory.

    python -m tests.bench.relay [--viewers 1 10 20] [--seconds 20]
    python -m tests.bench.relay --stalled 10 [--minutes 10]

A camera of 720p at 25 pictures and 4 Mbit a second; a real Daphne; PostgreSQL and Redis of its own.
The baseline is one viewer, in the same run. Stalled viewers never read; as browsers do, they come
back when they are sent away.
"""

import argparse
import os
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import django

sys.path.insert(0, "scripts")  # the launcher's servers

ACKNOWLEDGED_EVERY_S = 0.5
SETTLES_S = 3.0
LOOKED_EVERY_S = 15.0
COME_BACK_EVERY_S = 40.0


def main() -> None:
    given = _arguments()
    with _servers(), _camera_and_agent() as (camera_id, cookie):
        from tests.daphne import daphne
        from tests.streams.playing import Playing

        with Playing(camera_id), daphne() as web:
            scene = Scene(web, cookie, camera_id)
            if given.stalled:
                scene.measure_memory(given.stalled, given.minutes)
            else:
                scene.measure_viewers(given.viewers, given.seconds)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--viewers", type=int, nargs="+", default=[1, 10, 20])
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--stalled", type=int, default=0)
    parser.add_argument("--minutes", type=float, default=10)
    return parser.parse_args()


@contextmanager
def _servers() -> Iterator[None]:
    from launcher import servers

    state = Path(tempfile.mkdtemp(prefix="vigie-bench-"))
    state.chmod(0o755)  # the embedded PostgreSQL runs as a user of its own under root
    with servers.database(state) as database, servers.redis(state) as redis:
        os.environ.update(DATABASE_URL=database, REDIS_URL=redis, STATE_DIR=str(state))
        os.environ["DJANGO_SETTINGS_MODULE"] = "command_center.settings"
        django.setup()
        yield


@contextmanager
def _camera_and_agent() -> Iterator[tuple[int, str]]:
    from django.core.management import call_command
    from django.db import connections

    from command_center.people.models import Agent
    from command_center.venues.models import Camera, Venue
    from tests.people.trained import trained
    from tests.raw_viewer import cookie_of

    call_command("migrate", verbosity=0)
    venue = Venue.objects.create(name="Bench")
    camera = Camera.objects.create(venue=venue, name="One", url="rtsp://192.0.2.1/one")
    agent = Agent.objects.create_superuser("bench", password="correct horse battery")
    yield camera.pk, cookie_of(trained(agent))
    connections.close_all()


class Reading(threading.Thread):
    """A viewer that reads and acknowledges; `first_s` after how long it had a picture."""

    def __init__(self, scene: "Scene") -> None:
        super().__init__(daemon=True)
        self._scene = scene
        self.first_s = 0.0
        self.has_picture = threading.Event()
        self.stop = threading.Event()

    def run(self) -> None:
        from tests.streams.playing import KEYFRAME_BYTES

        began_s = acknowledged_s = time.monotonic()
        viewer = self._scene.open()
        while not self.stop.is_set():
            size = len(viewer.message())
            now_s = time.monotonic()
            if size >= KEYFRAME_BYTES and not self.has_picture.is_set():
                self.first_s = now_s - began_s
                self.has_picture.set()
            if now_s - acknowledged_s > ACKNOWLEDGED_EVERY_S:
                viewer.acknowledge()
                acknowledged_s = now_s
        viewer.close()


class Scene:
    """One camera, one web process, and those who look."""

    def __init__(self, web: object, cookie: str, camera_id: int) -> None:
        self.web, self._cookie, self._camera_id = web, cookie, camera_id

    def open(self, buffer_bytes: int = 0):
        from tests.raw_viewer import RawViewer, live

        return RawViewer(self.web.port, self._cookie, live(self._camera_id), buffer_bytes)

    def measure_viewers(self, counts: list[int], seconds: float) -> None:
        print(f"{'viewers':>8} {'Daphne, % of a core':>20} {'× one':>7} {'% each more':>12}")
        idle = self._cpu_percent(seconds)
        print(f"{0:8} {idle:20.2f}")
        one = 0.0
        for count in counts:
            readings = self._readings(count)
            percent = self._cpu_percent(seconds)
            one = one or percent
            each = f"{(percent - one) / (count - counts[0]):12.2f}" if count > counts[0] else ""
            print(f"{count:8} {percent:20.2f} {percent / one:7.2f} {each}")
            first_ms = [1000 * reading.first_s for reading in readings]
            print(
                f"{'':8} first picture: after {first_ms[0]:.0f} ms for the first, "
                f"{statistics.median(first_ms):.0f} ms in the middle, "
                f"{max(first_ms):.0f} ms at worst",
                flush=True,
            )
            for reading in readings:
                reading.stop.set()
            for reading in readings:
                reading.join()
            time.sleep(5)  # until nobody wants the picture any more

    def _readings(self, count: int) -> list[Reading]:
        """The first alone: nobody watches before it comes."""
        readings = [Reading(self) for _ in range(count)]
        for reading in readings:
            reading.start()
            reading.has_picture.wait(20)
        return readings

    def _cpu_percent(self, seconds: float) -> float:
        time.sleep(SETTLES_S)
        began_s, used_s = time.monotonic(), self.web.cpu_s()
        time.sleep(seconds)
        return 100 * (self.web.cpu_s() - used_s) / (time.monotonic() - began_s)

    def measure_memory(self, stalled: int, minutes: float) -> None:
        from tests.raw_viewer import SMALL_BUFFER_BYTES

        honest = self._readings(1)[0]
        began_s, comes_back_s, told = time.monotonic(), 0.0, []
        print(f"one viewer: {self.web.memory_mb():.1f} MB; and {stalled} that hang:")
        with ExitStack() as opened:
            while (passed_s := time.monotonic() - began_s) < 60 * minutes:
                if passed_s >= comes_back_s:
                    opened.pop_all().close()
                    for _ in range(stalled):
                        opened.callback(self.open(SMALL_BUFFER_BYTES).close)
                    comes_back_s = passed_s + COME_BACK_EVERY_S
                time.sleep(LOOKED_EVERY_S)
                told.append((passed_s / 60, self.web.memory_mb()))
                print(f"{told[-1][0]:6.1f} min {told[-1][1]:8.1f} MB", flush=True)
        honest.stop.set()
        honest.join()
        later = told[len(told) // 4 :]
        slope = statistics.linear_regression(*zip(*later, strict=True)).slope
        print(f"slope after the first quarter: {slope:+.2f} MB a minute")


if __name__ == "__main__":
    main()
