"""How fast recordings are searched for movement, and how fast alerts are found.

    python -m tests.bench.search FILM [--minutes 30] [--alerts 200000]

The film is encoded again as 1080p with a keyframe a second at about 4 Mbit/s and recorded, again
and again, as segments with their rows. One worker's thread searches the whole picture and a tenth
of it. Then alerts are planted by SQL, with the rules switched off for that alone, and pages of a
search are asked for: newest, deep, rare, and their counts.
"""

import argparse
import os
import resource
import statistics
import threading
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import av
from av.video.frame import VideoFrame

from tests.bench.own_servers import own_servers

if TYPE_CHECKING:
    from command_center.venues.models import Camera

FPS, WIDTH_PX, HEIGHT_PX, BITS_PER_S, LONGEST_S = 25, 1920, 1080, 4_000_000, 30
WHOLE = [[0, 0], [1, 0], [1, 1], [0, 1]]
TENTH = [[0.4, 0.4], [0.7, 0.4], [0.7, 0.73], [0.4, 0.73]]
CAMERAS, ROUNDS = 16, 9
PLANT = """
    INSERT INTO alerts_alert (camera_id, order_id, zone_name, kind, started_at, ended_at, box,
        confidence, reason, track, uid, fence, found_at, software, models, raised_at)
    SELECT %s + n %% %s, %s, 'lawn', CASE WHEN n %% 997 = 0 THEN 'fire' ELSE 'intrusion' END, start,
        start + interval '20 seconds', '{0.1,0.2,0.3,0.6}', 0.8, '{"objects": 1, "for_s": 1.0}', n,
        gen_random_uuid(), 1, start, repeat('a', 64), ARRAY[repeat('b', 64)], start
    FROM (
        SELECT n, now() - n * interval '10 seconds' AS start FROM generate_series(1, %s) AS n
    ) AS planted
"""


def main() -> None:
    given = _arguments()
    with own_servers("search") as folder:
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        _measure(given, folder)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("film", type=Path)
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--alerts", type=int, default=200_000)
    return parser.parse_args()


def _measure(given: argparse.Namespace, folder: Path) -> None:
    from command_center.venues.models import Camera, Venue

    venue = Venue.objects.create(name="Bench")
    cameras = Camera.objects.bulk_create(
        Camera(venue=venue, name=f"North {n}", url="rtsp://192.0.2.1/", is_enabled=False)
        for n in range(CAMERAS)
    )
    print(f"load {os.getloadavg()[0]:.1f}", flush=True)
    film = _as_camera(given.film, folder / "film.mp4")
    _measure_movement(cameras[0], film, given.minutes)
    _measure_alerts(cameras, given.alerts)


def _as_camera(film: Path, to: Path) -> Path:
    """Up to half a minute of it: one segment."""
    options = {"g": str(FPS), "keyint_min": str(FPS), "sc_threshold": "0", "bf": "0"}
    with av.open(str(film)) as source, av.open(str(to), "w") as target:
        stream = target.add_stream("libx264", rate=FPS, options={**options, "preset": "veryfast"})
        stream.width, stream.height, stream.pix_fmt = WIDTH_PX, HEIGHT_PX, "yuv420p"
        stream.bit_rate = BITS_PER_S
        for number, picture in enumerate(source.decode(video=0)):
            if number >= LONGEST_S * FPS:
                break
            large = picture.reformat(WIDTH_PX, HEIGHT_PX, "yuv420p")
            again = VideoFrame.from_ndarray(large.to_ndarray(), "yuv420p")
            again.pts, again.time_base = number, Fraction(1, FPS)
            target.mux(stream.encode(again))
        target.mux(stream.encode(None))
    return to


def _measure_movement(camera: "Camera", film: Path, minutes: float) -> None:
    from django.db.models import Sum
    from django.utils import timezone

    from command_center.footage.models import Segment
    from command_center.retention.models import StoredFile
    from tests.footage.recorded_film import record_film

    since = at = timezone.now() - timedelta(hours=23)
    while (at - since).total_seconds() < minutes * 60:
        at = max(one.ended_at for one in record_film(camera, film, at))
    size = StoredFile.objects.aggregate(Sum("size_bytes"))["size_bytes__sum"]
    mbit_s = 8e-6 * size / (at - since).total_seconds()
    count = Segment.objects.count()
    print(f"{(at - since).total_seconds() / 60:.1f} min, {count} segments, {mbit_s:.1f} Mbit/s")
    for name, area in (("whole picture", WHOLE), ("a tenth", TENTH)):
        _tell_search(name, camera, since, area)


def _tell_search(name: str, camera: "Camera", since: datetime, area: Any) -> None:
    from command_center.people.models import Agent
    from command_center.review.models import MovementSearch
    from command_center.review.search.motion.searcher import search_waiting, step_behind

    agent, _is_new = Agent.objects.get_or_create(username="bench")
    search = MovementSearch.objects.create(
        agent=agent, camera=camera, since=since, until=since + timedelta(hours=23), area=area
    )
    before_mb = _peak_mb()
    cpu = time.process_time()
    began_s = time.monotonic()

    def work() -> None:
        step_behind()
        search_waiting(threading.Event())

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    took_s, core_s = time.monotonic() - began_s, time.process_time() - cpu
    search.refresh_from_db()
    print(
        f"{name:14} {search.pictures} keyframes in {took_s:.1f} s ({core_s:.1f} s of a core): "
        f"{search.recorded_s / took_s:.0f} s of footage a second, "
        f"{search.recorded_s / core_s:.0f} a second of a core; "
        f"an hour costs {3600 * core_s / search.recorded_s:.1f} s of a core; "
        f"peak memory {before_mb:.0f} to {_peak_mb():.0f} MB; {search.state}",
        flush=True,
    )


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _measure_alerts(cameras: "list[Camera]", count: int) -> None:
    from command_center.people.reach import EVERYWHERE, WHOLE, Reach
    from command_center.review.search.alerts_found import count as counted
    from command_center.review.search.alerts_found import search
    from command_center.review.search.criteria import Criteria
    from detection.kinds import EventKind

    _plant(cameras, count)
    here = Reach(venues={cameras[0].venue_id: WHOLE})
    deep = search(Criteria(), EVERYWHERE, size=count // 2).after
    fire = Criteria(kinds=(EventKind.FIRE,))
    looks: dict[str, Callable[[], object]] = {
        "newest page": lambda: search(Criteria(), here),
        "deep page": lambda: search(Criteria(), here, deep),
        "unjudged": lambda: search(Criteria(verdict="unjudged"), here),
        "confirmed: none": lambda: search(Criteria(verdict="confirmed"), here),
        "one in 997": lambda: search(fire, here),
        "one camera": lambda: search(Criteria(camera=cameras[3].pk), here),
        "count": lambda: counted(Criteria(), here),
        "count one in 997": lambda: counted(fire, here),
    }
    print(f"{count} alerts")
    for name, look in looks.items():
        took = sorted(_took_ms(look) for _round in range(ROUNDS))
        print(f"{name:17} {statistics.median(took):7.1f} ms, worst {took[-1]:.1f}", flush=True)


def _took_ms(look: Callable[[], object]) -> float:
    began_s = time.perf_counter()
    look()
    return 1000 * (time.perf_counter() - began_s)


def _plant(cameras: "list[Camera]", count: int) -> None:
    from django.db import connection

    from tests.law.ordering import ordered

    order = ordered(cameras)
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(PLANT, [cameras[0].pk, CAMERAS, order.pk, count])
        cursor.execute("SET session_replication_role = DEFAULT")
        cursor.execute("ANALYZE")


if __name__ == "__main__":
    main()
