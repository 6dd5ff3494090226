"""How many cameras one machine carries: films at their own pace, all kinds, one worker's threads.

    MODELS_DIR=… python -m tests.bench.cameras FILM… [--cameras 8 12 16] [--seconds 30]

Each camera receives 25 pictures a second of 720p H.264, decodes them and analyses 5, as a worker
does; films are made from those given. A camera keeps up when it is never further behind than a
second. The baseline, in the same run: the loop of Ultralytics' documentation, which tracks every
picture of one film, as fast as it goes; divided by 25 it is the cameras that it would carry.
"""

import argparse
import multiprocessing
import os
import resource
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path

import av
import cv2

from detection.attention import Attention
from detection.frame import PTS_PER_S, Frame
from detection.kinds import EventKind
from detection.model_set import ModelSet
from detection.models import find
from detection.pipeline import Pipeline
from detection.register import load_set
from detection.sharing import SharedDetector
from detection.source.reading import Damage, decode, prepare_decoder, to_image
from detection.zones import WHOLE_PICTURE, Zone
from tests.allowances import allow
from tests.bench.pipeline import BASELINE, track_pass

WIDTH_PX, HEIGHT_PX, FPS, ANALYSED_PER_S = 1280, 720, 25, 5
LATEST_S = 1.0

ZONES = [
    Zone("square", EventKind.DENSITY, WHOLE_PICTURE, {"limit_people": 200}),
    Zone("lawn", EventKind.INTRUSION, WHOLE_PICTURE),
    Zone("street", EventKind.WRONG_WAY, WHOLE_PICTURE, {"direction": [1, 0]}),
]


@dataclass
class Tally:
    """Of one camera."""

    analysed: int = 0
    late_s: list[float] = field(default_factory=list)


def main() -> None:
    allow()
    given = _arguments()
    models = _models()
    with tempfile.TemporaryDirectory() as folder:
        films = [_as_camera(film, Path(folder)) for film in given.films]
        _watch(
            len(films), films, models, 10
        )  # a worker's networks are compiled in its first minute
        baseline = _baseline(films[0])
        print(f"{BASELINE}: {baseline:.0f} pictures/s, {baseline / FPS:.1f} cameras", flush=True)
        for count in given.cameras:
            used_s = time.process_time()
            tallies = _watch(count, films, models, given.seconds)
            used_s = time.process_time() - used_s
            _report(count, tallies, given.seconds, baseline, used_s)
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory: {peak_mb:.0f} MB")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("films", type=Path, nargs="+")
    parser.add_argument("--cameras", type=int, nargs="+", default=[8, 12, 16])
    parser.add_argument("--seconds", type=float, default=30)
    return parser.parse_args()


def _models() -> ModelSet:
    loaded = load_set("yolo11n", Path(os.environ.get("MODELS_DIR", "var/models"))).models
    if loaded.general.input_px is None:
        sys.exit("No export of yolo11n: name its folder in MODELS_DIR.")
    shared = SharedDetector(loaded.general)
    shared.prepare()  # as a worker does when it starts
    return ModelSet(shared, loaded.pose, loaded.special)


def _as_camera(film: Path, folder: Path) -> Path:
    """The same pictures as 720p at 25 a second, one keyframe every two seconds."""
    made = folder / f"{film.stem}.mp4"
    with av.open(str(film)) as source, av.open(str(made), "w") as target:
        stream = target.add_stream("libx264", rate=FPS)
        stream.width, stream.height, stream.pix_fmt = WIDTH_PX, HEIGHT_PX, "yuv420p"
        stream.options = {"preset": "veryfast", "g": str(2 * FPS), "bf": "0", "crf": "23"}
        for number, picture in enumerate(source.decode(video=0)):
            if number >= 20 * FPS:
                break
            image = cv2.resize(picture.to_ndarray(format="bgr24"), (WIDTH_PX, HEIGHT_PX))
            frame = av.VideoFrame.from_ndarray(image, format="bgr24")
            frame.pts, frame.time_base = number, Fraction(1, FPS)
            target.mux(stream.encode(frame))
        target.mux(stream.encode(None))
    return made


def _baseline(film: Path) -> float:
    """Pictures a second of `YOLO.track`, in a process of its own: torch is not our memory."""
    with multiprocessing.get_context("spawn").Pool(1) as processes:
        return processes.apply(track_rate, (film,))


def track_rate(film: Path) -> float:
    model = find("yolo11n", Path(os.environ["MODELS_DIR"]))
    track = track_pass(film, model) if model else None
    if track is None:
        sys.exit("The baseline cannot run: install torch and ultralytics.")
    track()
    start_s = time.perf_counter()
    return track() / (time.perf_counter() - start_s)


def _watch(count: int, films: Sequence[Path], models: ModelSet, seconds: float) -> list[Tally]:
    begins_s = time.monotonic() + 0.5
    with ThreadPoolExecutor(count) as threads:
        cameras = [
            threads.submit(_camera, films[n % len(films)], models, begins_s + n / 25, seconds)
            for n in range(count)
        ]
        return [camera.result() for camera in cameras]


def _camera(film: Path, models: ModelSet, begins_s: float, seconds: float) -> Tally:
    """Every packet at its time; one picture in five is analysed."""
    pipeline, tally, number = Pipeline(models, ZONES), Tally(), 0
    attention = Attention(ANALYSED_PER_S)
    while True:
        with av.open(str(film)) as container:
            stream = container.streams.video[0]
            prepare_decoder(stream)
            for packet in container.demux(stream):
                for picture in decode(stream, packet, Damage()):
                    due_s = begins_s + number / FPS
                    if due_s > begins_s + seconds:
                        return tally
                    time.sleep(max(0.0, due_s - time.monotonic()))
                    pts = number * PTS_PER_S // FPS
                    if attention.is_due(pts):
                        at = datetime.now(UTC)
                        frame = Frame(to_image(picture), pts, at)
                        analysis = pipeline.analyse(frame, frozenset(EventKind))
                        attention.note(frame, bool(analysis.tracks))
                        tally.analysed += 1
                        tally.late_s.append(time.monotonic() - due_s)
                    number += 1


def _report(
    count: int, tallies: list[Tally], seconds: float, baseline: float, used_s: float
) -> None:
    late_s = sorted(late for tally in tallies for late in tally.late_s)
    worst = max(late_s)
    verdict = "keep up" if worst <= LATEST_S else "fall behind"
    rate = sum(tally.analysed for tally in tallies) / max(seconds, seconds + worst)
    median_s = late_s[len(late_s) // 2]
    print(
        f"{count} cameras {verdict}: {rate:.0f} analysed/s, late by {median_s:.2f} s (median), "
        f"{worst:.2f} s at worst; {count / (baseline / FPS):.1f} × {BASELINE}; "
        f"{used_s / max(seconds, seconds + worst):.2f} cores",
        flush=True,
    )


if __name__ == "__main__":
    main()
