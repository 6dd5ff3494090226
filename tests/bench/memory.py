"""Whether any process grows: a whole site with eight cameras that are analysed and looked at.

    MODELS_DIR=… python -m tests.bench.memory FILM… [--cameras 8] [--minutes 60] [--analysed 1]

Each camera is a film in a loop at its own pace, its live picture is read by one viewer, its alerts
are stored and told. Memory is what a process has for itself (USS), every half minute. The slope is
told with its 95 % interval, over the time after the first quarter; the baseline is that quarter,
in which models are compiled and caches filled.
"""

import argparse
import math
import os
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import django
import psutil

sys.path.insert(0, "scripts")  # the launcher's servers
from tests.allowances import allow
from tests.outages.site import Site, site
from tests.waiting import wait_until

LOOKED_EVERY_S, STARTS_WITHIN_S = 30.0, 60.0
ACKNOWLEDGED_EVERY_S = 0.5
T_95 = 1.98
"""Student's t for some hundred degrees of freedom."""


def main() -> None:
    allow()
    given = _arguments()
    folder = Path(tempfile.mkdtemp(prefix="vigie-memory-"))
    films = [str(given.films[n % len(given.films)].resolve()) for n in range(given.cameras)]
    models = Path(os.environ["MODELS_DIR"]) if "MODELS_DIR" in os.environ else None
    with site(folder, films, models) as running:
        wait_until(running.answers, STARTS_WITHIN_S)
        _enter(running, folder, given.analysed)
        with _looked_at(running):
            told = _follow(running, given.minutes)
    _report(told)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("films", type=Path, nargs="+")
    parser.add_argument("--cameras", type=int, default=8)
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--analysed", type=float, default=1.0, help="pictures a second and camera")
    return parser.parse_args()


def _enter(running: Site, folder: Path, analysed_per_s: float) -> None:
    os.environ.update(
        DATABASE_URL=running.database.url,
        REDIS_URL=f"unix://{folder}/redis.sock?db=0",
        STATE_DIR=str(folder),
        DJANGO_SETTINGS_MODULE="command_center.settings",
    )
    django.setup()
    from command_center.venues.models import Camera

    Camera.objects.update(analysed_per_s=analysed_per_s)


@contextmanager
def _looked_at(running: Site) -> Iterator[None]:
    from command_center.people.models import Agent
    from command_center.venues.models import Camera
    from tests.raw_viewer import RawViewer, cookie_of, live

    cookie, port = cookie_of(Agent.objects.get()), int(running.address.split(":")[2].strip("/"))
    for camera_id in Camera.objects.values_list("pk", flat=True):
        viewer = RawViewer(port, cookie, live(camera_id))
        threading.Thread(target=_look, args=[viewer], daemon=True).start()
    yield


def _look(viewer: object) -> None:
    acknowledged_s = 0.0
    while True:
        viewer.message()
        if time.monotonic() - acknowledged_s > ACKNOWLEDGED_EVERY_S:
            acknowledged_s = time.monotonic()
            viewer.acknowledge()


def _follow(running: Site, minutes: float) -> list[tuple[float, dict[str, float]]]:
    """(minutes since the start, megabytes by process), and each as it is taken."""
    began_s, told = time.monotonic(), []
    while (passed_min := (time.monotonic() - began_s) / 60) < minutes:
        told.append((passed_min, _megabytes(running)))
        words = "  ".join(f"{name} {used:.1f}" for name, used in told[-1][1].items())
        print(f"{passed_min:6.1f} min  {words}", flush=True)
        time.sleep(LOOKED_EVERY_S)
    return told


def _megabytes(running: Site) -> dict[str, float]:
    pids = {name: part.process.pid for name, part in running.parts.items() if part.process}
    found = {name: _own_mb(psutil.Process(pid)) for name, pid in sorted(pids.items())}
    postmaster = psutil.Process(running.database._server.get_pid())
    children = postmaster.children(recursive=True)
    return found | {"postgresql": sum(_own_mb(one) for one in [postmaster, *children])}


def _own_mb(process: psutil.Process) -> float:
    try:
        return float(process.memory_full_info().uss) / 1e6
    except psutil.NoSuchProcess:  # one of PostgreSQL's, whose client has gone
        return 0.0


def _report(told: Sequence[tuple[float, dict[str, float]]]) -> None:
    later = told[len(told) // 4 :]
    minutes = [at for at, _ in later]
    print(f"{'':12} {'at first':>9} {'quarter':>9} {'end':>9}   MB an hour")
    for name in told[0][1]:
        used = [megabytes[name] for _, megabytes in later]
        slope, within = slope_of(minutes, used)
        print(
            f"{name:12} {told[0][1][name]:9.1f} {used[0]:9.1f} {used[-1]:9.1f}   "
            f"{60 * slope:+.2f} ± {60 * within:.2f}"
        )


def slope_of(xs: Sequence[float], ys: Sequence[float]) -> tuple[float, float]:
    """Of the straight line through them, and the half of its 95 % interval."""
    slope, start = statistics.linear_regression(xs, ys)
    errors = sum((y - start - slope * x) ** 2 for x, y in zip(xs, ys, strict=True))
    middle = statistics.fmean(xs)
    spread = sum((x - middle) ** 2 for x in xs)
    return slope, T_95 * math.sqrt(errors / (len(xs) - 2) / spread)


if __name__ == "__main__":
    main()
