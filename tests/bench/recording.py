"""What recording costs: eight cameras at 4 Mbit/s, read and cut into fragments as when watched.

    python -m tests.bench.recording [--cameras 8] [--seconds 65]

The same cameras with and without it, in the same run and process: reading, fragments, roll, files,
hashes and rows are real, into a PostgreSQL of its own. Told is the CPU time of the process.
"""

import argparse
import os
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import av
import django
import numpy as np
from django.core.management import call_command

sys.path.insert(0, "scripts")  # the launcher's servers
from detection.fragments.fragmenter import Fragmenter, fragmenter_for
from detection.source.live import LiveSource
from tests.allowances import allow
from tests.outages.site import Database

if TYPE_CHECKING:
    from command_center.footage.recorder import Recorder

WIDTH_PX, HEIGHT_PX, FPS, KEYFRAME_EVERY = 1280, 720, 25, 50
BIT_PER_S = 4_000_000
FILM_S = 20
WARM_UP_S = 5.0


def main() -> None:
    allow()
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cameras", type=int, default=8)
    parser.add_argument("--seconds", type=float, default=65)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="vigie-recording-") as name, _set_up(Path(name)):
        film = _write_film(Path(name) / "film.mp4")
        print(f"film: {8 * film.stat().st_size / FILM_S / 1e6:.2f} Mbit/s")
        _measure(film, given.cameras, given.seconds)


@contextmanager
def _set_up(folder: Path) -> Iterator[None]:
    folder.chmod(0o755)
    database = Database(folder / "postgresql")
    os.environ |= {
        "DATABASE_URL": database.url,
        "STATE_DIR": str(folder),
        "MODELS_DIR": str(folder),
        "DJANGO_SETTINGS_MODULE": "command_center.settings",
    }
    try:
        django.setup()
        call_command("migrate", verbosity=0)
        yield
    finally:
        database.stop()


def _measure(film: Path, cameras: int, seconds: float) -> None:
    from command_center.footage.models import Segment
    from command_center.retention.folder import footage_folder

    plain = [_cores(film, _numbers(cameras), seconds / 2, recorded=False)]
    recorded = _cores(film, _numbers(cameras), seconds, recorded=True)
    plain.append(_cores(film, _numbers(cameras), seconds / 2, recorded=False))
    without = sum(plain) / 2
    files = [one.stat().st_size for one in footage_folder().rglob("*.mp4")]
    print(
        f"without recording  {100 * without:6.2f} % of one core  ({plain[0]:.4f}, {plain[1]:.4f})"
    )
    print(f"with it            {100 * recorded:6.2f} %")
    print(f"recording          {100 * (recorded - without):6.2f} %")
    print(
        f"written: {sum(files) / 1e6:.1f} MB in {len(files)} files, rows: {Segment.objects.count()}"
    )


def _numbers(count: int) -> list[int]:
    """New cameras, which are recorded all the time."""
    from command_center.footage.models import CameraRecording, Mode
    from command_center.venues.models import Camera, Venue

    venue, _ = Venue.objects.get_or_create(name="Stadium")
    url = "rtsp://192.0.2.1/gate"
    names = [f"{Camera.objects.count() + n}" for n in range(count)]
    cameras = [Camera.objects.create(venue=venue, name=name, url=url) for name in names]
    for camera in cameras:
        CameraRecording.objects.create(camera=camera, mode=Mode.CONTINUOUS)
    return [camera.pk for camera in cameras]


def _cores(film: Path, cameras: list[int], seconds: float, *, recorded: bool) -> float:
    """Without the first seconds, in which files are opened."""
    stop = threading.Event()
    with ExitStack() as stack:
        stack.callback(_await_the_scribe)
        for number in cameras:
            watch = _Watch(film, number, stop, recorded)
            thread = threading.Thread(target=watch.run)
            stack.callback(thread.join)
            thread.start()
        stack.callback(stop.set)
        time.sleep(WARM_UP_S)
        began_s, spent_s = time.monotonic(), time.process_time()
        time.sleep(seconds)
        return (time.process_time() - spent_s) / (time.monotonic() - began_s)


def _await_the_scribe() -> None:
    from command_center.footage.recording import scribe

    while not scribe().is_idle:
        time.sleep(0.1)


@dataclass
class _Watch:
    """As a watch reads one camera, without Redis and without analysis."""

    film: Path
    camera_id: int
    stop: threading.Event
    is_recorded: bool

    def run(self) -> None:
        source = LiveSource(str(self.film), self.stop, lambda cause: None)
        recorder = self._recorder() if self.is_recorded else None
        fragmenter: Fragmenter | None = None
        for arrival in source.arrivals():
            if fragmenter is None:
                fragmenter = fragmenter_for(source.stream_info)
                if recorder:
                    shape = _shape(fragmenter)
                    recorder.begin(shape, fragmenter.init_segment)
            if recorder:
                recorder.note_time(arrival.pts, arrival.captured_at)
            for fragment in fragmenter.feed(arrival):
                if recorder:
                    recorder.take(fragment)
            if recorder:
                recorder.follow(None, None)
        if recorder:
            recorder.close()

    def _recorder(self) -> "Recorder":
        from command_center.brief_connection import brief_connection
        from command_center.footage.recording import open_recorder
        from command_center.leases.lease import take
        from command_center.venues.models import Camera

        with brief_connection():
            lease = take(self.camera_id, "bench@here", 0.1)
            camera = Camera.objects.get(pk=self.camera_id)
        assert lease is not None
        return open_recorder(camera, lease)


def _shape(fragmenter: Fragmenter) -> Any:
    from command_center.streams.picture_feed import Shape

    return Shape(fragmenter.codec, WIDTH_PX, HEIGHT_PX)


def _write_film(path: Path) -> Path:
    """A still place with as much grain as fills the rate."""
    drawn = np.random.default_rng(1)
    grain = [drawn.integers(0, 90, (HEIGHT_PX, WIDTH_PX, 3), np.uint8) for _ in range(8)]
    options = {"preset": "ultrafast", "bf": "0", "x264-params": "nal-hrd=cbr"}
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=FPS, options=options)
        stream.width, stream.height, stream.pix_fmt = WIDTH_PX, HEIGHT_PX, "yuv420p"
        stream.bit_rate, stream.codec_context.gop_size = BIT_PER_S, KEYFRAME_EVERY
        stream.codec_context.options |= {"maxrate": str(BIT_PER_S), "bufsize": str(BIT_PER_S)}
        for number in range(FILM_S * FPS):
            frame = av.VideoFrame.from_ndarray(grain[number % len(grain)], "rgb24")
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


if __name__ == "__main__":
    main()
