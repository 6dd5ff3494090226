"""How fast over-age alerts and files go, and what the wall notices of it.

    python -m tests.bench.erasure [--rows 1000000] [--files 10000] [--seconds 20]

Real PostgreSQL, Redis and Daphne; the erasing process is one of its own, as fast as the product
lets it. Over-age rows are planted by SQL, with the rules switched off for that alone. One client
asks for the wall's list of alerts ten times a second: first for `--seconds` while nothing is
erased (the baseline, in the same run), then until everything is gone.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import django

sys.path.insert(0, "scripts")
from launcher import servers

from tests.outages.site import Database, Part
from tests.ports import free_port
from tests.waiting import wait_until

CAMERAS = 50
YOUNG = 20_000
A_FILE_BYTES = 16_384
ASKED_EVERY_S = 0.1
ERASE = """
import os, django
os.environ["DJANGO_SETTINGS_MODULE"] = "command_center.settings"
django.setup()
from command_center.retention.erasing.run import erase
print(erase())
"""
ALERTS = """
    INSERT INTO alerts_alert (camera_id, order_id, zone_name, kind, started_at, ended_at, box,
        confidence, reason, track, uid, fence, found_at, software, models, raised_at)
    SELECT %s + n %% %s, %s, 'lawn', 'intrusion', start, start + interval '20 seconds',
        '{0.1,0.2,0.3,0.6}', 0.8, '{"objects": 1, "for_s": 1.0}', n, gen_random_uuid(), 1, start,
        repeat('a', 64), ARRAY[repeat('b', 64)], start
    FROM (
        SELECT n, now() - make_interval(months => %s) - n * interval '10 seconds' AS start
        FROM generate_series(1, %s) AS n
    ) AS planted
"""
FILES = """
    INSERT INTO retention_storedfile (what, venue_id, camera_id, path, captured_from,
        captured_until, size_bytes, sha256, stored_at)
    SELECT 'clips', %s, %s + n %% %s, 'clips/' || n / 1000 || '/' || n || '.mp4', start,
        start + interval '20 seconds', %s, repeat('c', 64), start
    FROM (
        SELECT n, now() - interval '40 days' - n * interval '10 seconds' AS start
        FROM generate_series(1, %s) AS n
    ) AS planted
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--seconds", type=float, default=20)
    given = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="vigie-erasure-"))
    folder.chmod(0o755)  # the embedded PostgreSQL runs as a user of its own under root
    with _site(folder) as address:
        cookie = _plant(folder / "footage", given.rows, given.files)
        before = _asked_while(address, cookie, lambda: time.sleep(given.seconds))
        during = _asked_while(address, cookie, _erase)
        _tell(before, during)


def _erase() -> None:
    began_s = time.monotonic()
    done = subprocess.run([sys.executable, "-c", ERASE], capture_output=True, text=True, check=True)
    print(f"{time.monotonic() - began_s:.0f} s: {done.stdout.strip()}", flush=True)


def _asked_while(address: str, cookie: str, work: Callable[[], None]) -> list[float]:
    """The milliseconds that each list took, while the work is done."""
    took_ms: list[float] = []
    end = threading.Event()

    def ask() -> None:
        while not end.wait(ASKED_EVERY_S):
            request = urllib.request.Request(address, headers={"Cookie": cookie})
            began_s = time.perf_counter()
            with urllib.request.urlopen(request, timeout=60) as answer:
                assert answer.status == 200
                assert b"North 1" in answer.read()
            took_ms.append(1000 * (time.perf_counter() - began_s))

    asking = threading.Thread(target=ask)
    asking.start()
    try:
        work()
    finally:
        end.set()
        asking.join()
    return took_ms


def _tell(before: Sequence[float], during: Sequence[float]) -> None:
    from django.db.models import Max, Min, Sum

    from command_center.retention.models import ErasureCertificate

    for name, took in ("before", before), ("while erasing", during):
        p50, p95, most = (sorted(took)[int(len(took) * share)] for share in (0.5, 0.95, 0.9999))
        print(
            f"list {name:14} {len(took):6} asked  p50 {p50:.1f} ms  p95 {p95:.1f}  max {most:.0f}"
        )
    for what in ("alerts", "clips"):
        found = ErasureCertificate.objects.filter(what=what)
        told = found.aggregate(gone=Sum("count"), since=Min("at"), until=Max("at"))
        if told["gone"]:
            took_s = max(0.001, (told["until"] - told["since"]).total_seconds())
            batches = f"{found.count()} certificates, {told['gone'] / took_s:.0f}/s"
            print(f"{what:8} {told['gone']:8} in {took_s:.1f} s: {batches}")


@contextmanager
def _site(folder: Path) -> Iterator[str]:
    """The address of the wall's list."""
    database, port = Database(folder / "postgresql"), free_port()
    redis_url = f"unix://{folder}/redis.sock?db=0"
    os.environ.update(DATABASE_URL=database.url, REDIS_URL=redis_url, STATE_DIR=str(folder))
    os.environ["DJANGO_SETTINGS_MODULE"] = "command_center.settings"
    redis = [servers.redis_server(), "--port", "0", "--unixsocket", f"{folder}/redis.sock"]
    daphne = [sys.executable, "-m", "daphne", "-p", str(port), "-v", "0"]
    commands = {
        "redis": [*redis, "--save", "", "--dir", str(folder)],
        "web": [*daphne, "command_center.asgi:application"],
    }
    parts = {
        name: Part(name, command, dict(os.environ), folder / f"{name}.log")
        for name, command in commands.items()
    }
    try:
        parts["redis"].start()
        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        parts["web"].start()
        wait_until(lambda: _answers(port), 120)
        yield f"http://127.0.0.1:{port}/alerts/rows"
    finally:
        for part in parts.values():
            if part.is_running():
                part.kill()
        database.stop()


def _answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5):
            return True
    except OSError:
        return False


def _plant(folder: Path, rows: int, files: int) -> str:
    """Over-age alerts and files, and young alerts for the wall; the cookie of one who looks."""
    from django.db import connection

    from command_center.people.models import Agent
    from command_center.venues.models import Camera, Venue
    from tests.law.ordering import ordered
    from tests.people.trained import trained
    from tests.raw_viewer import cookie_of

    venue = Venue.objects.create(name="Bench")
    cameras = Camera.objects.bulk_create(
        Camera(venue=venue, name=f"North {n}", url="rtsp://192.0.2.1/", is_enabled=False)
        for n in range(CAMERAS)
    )
    order, first = ordered(cameras), cameras[0].pk
    for n in range(1, files + 1):
        place = folder / "clips" / str(n // 1000) / f"{n}.mp4"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(bytes(A_FILE_BYTES))
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(ALERTS, [first, CAMERAS, order.pk, 0, YOUNG])
        cursor.execute(ALERTS, [first, CAMERAS, order.pk, 13, rows])
        cursor.execute(FILES, [venue.pk, first, CAMERAS, A_FILE_BYTES, files])
        cursor.execute("SET session_replication_role = DEFAULT")
        cursor.execute("ANALYZE")
    agent = Agent.objects.create_superuser("bench", password="correct horse battery")
    return cookie_of(trained(agent))


if __name__ == "__main__":
    main()
