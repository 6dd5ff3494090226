"""What the control of many cameras costs, and how soon all pages know the number of an alert.

    python -m tests.bench.scale [--cameras 10 100 1000] [--listeners 20 100] [--seconds 45]
        [--alert-every 600]

Real Celery (beat, and a worker for every fifty cameras), Redis, PostgreSQL and Daphne; the
detector is a stub and the cameras are small films, some 16 pictures a minute and an alert every
ten minutes each (see `tests.bench.simulated`). The baseline, in the same run: the same site without
a camera. The cost of a camera is what all processes take beyond that, divided by the cameras.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import django
import psutil

sys.path.insert(0, "scripts")
from launcher import servers

from tests.allowances import allow
from tests.bench.simulated import write_films
from tests.outages.site import Database, Part
from tests.ports import free_port

A_WORKER = 50
SETTLES_S = 10.0
STARTS_WITHIN_S = 300.0


def main() -> None:
    allow()
    given = _arguments()
    folder = Path(tempfile.mkdtemp(prefix="vigie-scale-"))
    folder.chmod(0o755)  # the embedded PostgreSQL runs as a user of its own under root
    with _site(folder, max(given.cameras), given.alert_every) as site:
        idle = site.cores(given.seconds)
        print(" cameras  pages   cores  ms/s each  × first  found to page")
        print(f"{0:8} {0:6} {sum(idle.values()):7.3f}", flush=True)
        for count in given.cameras:
            site.watch(count)
            for listeners in given.listeners:
                site.measure(count, listeners, given.seconds, sum(idle.values()))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cameras", type=int, nargs="+", default=[10, 100, 1000])
    parser.add_argument("--listeners", type=int, nargs="+", default=[20, 100])
    parser.add_argument("--seconds", type=float, default=45)
    parser.add_argument("--alert-every", type=int, default=600, help="seconds, for each camera")
    return parser.parse_args()


@dataclass
class Site:
    parts: dict[str, Part]
    database: Database
    port: int
    cookie: str
    first_ms: dict[int, float] = field(default_factory=dict)

    def watch(self, count: int) -> None:
        """So many cameras, by as many workers as they need, until all of them are watched."""
        from django.db import connection

        from command_center.leases.placement import held
        from command_center.venues.models import Camera
        from tests.waiting import wait_until

        for number in range(-(-count // A_WORKER)):
            if not self.parts[f"w{number}"].is_running():
                self.parts[f"w{number}"].start()
        chosen = Camera.objects.order_by("pk").values("pk")[:count]
        Camera.objects.filter(pk__in=chosen).update(is_enabled=True)
        began_s = time.monotonic()
        wait_until(lambda: held().count() == count, STARTS_WITHIN_S)
        print(f"{count:8} all watched after {time.monotonic() - began_s:.1f} s", flush=True)
        connection.close()
        time.sleep(SETTLES_S)

    def cores(self, seconds: float) -> dict[str, float]:
        """What each part takes."""
        before_s = self._used_s()
        time.sleep(seconds)
        return {what: (used - before_s[what]) / seconds for what, used in self._used_s().items()}

    def _used_s(self) -> dict[str, float]:
        """CPU time by now; that of all workers together."""
        used_s = dict.fromkeys(("redis", "web", "beat", "workers"), 0.0)
        for name, part in self.parts.items():
            if part.process is not None:
                what = name if name in used_s else "workers"
                used_s[what] += _cpu_s(psutil.Process(part.process.pid))
        postmaster = psutil.Process(self.database._server.get_pid())
        return used_s | {"postgresql": _cpu_s(postmaster)}

    def measure(self, count: int, listeners: int, seconds: float, idle: float) -> None:
        from tests.bench.listeners import listening

        with listening(self.port, self.cookie, listeners) as found:
            cores = self.cores(seconds)
        each_ms = 1000 * (sum(cores.values()) - idle) / count
        first_ms = self.first_ms.setdefault(listeners, each_ms)
        print(
            f"{count:8} {listeners:6} {sum(cores.values()):7.3f} {each_ms:10.2f} "
            f"{each_ms / first_ms:8.2f}  {_delays(found.heard, listeners)}"
        )
        parts = ", ".join(f"{name} {used:.3f}" for name, used in cores.items())
        print(f"{'':8} {parts}", flush=True)


def _cpu_s(root: psutil.Process) -> float:
    used_s = 0.0
    for process in [root, *root.children(recursive=True)]:
        try:
            times = process.cpu_times()
        except psutil.NoSuchProcess:
            continue
        used_s += times.user + times.system + times.children_user + times.children_system
    return used_s


def _delays(heard: Sequence[tuple[int, float]], listeners: int) -> str:
    from command_center.alerts.models import Alert

    found_at = dict(Alert.objects.values_list("pk", "found_at"))
    late_ms = sorted(1000 * (at_s - found_at[alert].timestamp()) for alert, at_s in heard)
    if not late_ms:
        return "no alert"
    p50, p95 = (late_ms[int(len(late_ms) * share)] for share in (0.5, 0.95))
    alerts = len({alert for alert, _ in heard})
    return (
        f"{alerts} alerts, p50 {p50:.0f} ms, p95 {p95:.0f} ms, {len(heard) / listeners:.0f} heard"
    )


@contextmanager
def _site(folder: Path, most_cameras: int, alert_every_s: int) -> Iterator[Site]:
    database, port = Database(folder / "postgresql"), free_port()
    redis_url = f"unix://{folder}/redis.sock?db=0"
    os.environ.update(DATABASE_URL=database.url, REDIS_URL=redis_url, STATE_DIR=str(folder))
    os.environ["DJANGO_SETTINGS_MODULE"] = "command_center.settings"
    redis = [servers.redis_server(), "--port", "0", "--unixsocket", f"{folder}/redis.sock"]
    celery = [sys.executable, "-m", "celery", "-A", "tests.bench.simulated"]
    workers = -(-most_cameras // A_WORKER)
    worker = [*celery, "worker", "--pool", "threads", "--concurrency", str(A_WORKER + 1)]
    commands = {
        "redis": [*redis, "--save", "", "--dir", str(folder)],
        "web": [
            sys.executable,
            "-m",
            "daphne",
            "-p",
            str(port),
            "-v",
            "0",
            "command_center.asgi:application",
        ],
        "beat": [*celery, "beat", "-s", f"{folder}/beat-schedule", "--pidfile="],
        **{f"w{n}": [*worker, "-n", f"w{n}@%h"] for n in range(workers)},
    }
    parts = {
        name: Part(name, command, dict(os.environ), folder / f"{name}.log")
        for name, command in commands.items()
    }
    try:
        parts["redis"].start()
        django.setup()
        cookie = _enter(write_films(folder, alert_every_s), most_cameras)
        parts["web"].start()
        parts["beat"].start()
        time.sleep(SETTLES_S)
        yield Site(parts, database, port, cookie)
    finally:
        for part in parts.values():
            if part.is_running():
                part.kill()
        database.stop()


def _enter(films: Sequence[Path], count: int) -> str:
    """Cameras, all of them under one order and none switched on; who looks, and his cookie."""
    from django.core.management import call_command
    from django.utils import timezone

    from command_center.people.models import Agent
    from command_center.venues.models import Camera, Venue, Zone
    from tests.law.ordering import ordered
    from tests.people.trained import trained
    from tests.raw_viewer import cookie_of

    call_command("migrate", verbosity=0)
    venue = Venue.objects.create(name="Bench")
    cameras = Camera.objects.bulk_create(
        Camera(venue=venue, name=f"{n}", url=str(films[n % len(films)]), is_enabled=False)
        for n in range(count)
    )
    whole = {"kind": "intrusion", "polygon": [[0, 0], [1, 0], [1, 1], [0, 1]]}
    Zone.objects.bulk_create(Zone(camera=camera, name="all", **whole) for camera in cameras)
    now, day = timezone.now(), timedelta(days=1)
    ordered(cameras, kinds=["intrusion"], starts_at=now - day, ends_at=now + day)
    agent = Agent.objects.create_superuser("bench", password="correct horse battery")
    return cookie_of(trained(agent))


if __name__ == "__main__":
    main()
