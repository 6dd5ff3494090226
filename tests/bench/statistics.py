"""How long a page of figures counts, at ten thousand, a hundred thousand and a million alerts.

    python -m tests.bench.statistics [--sizes 10000 100000 1000000] [--cameras 50] [--times 5]

Alerts of a year are planted by SQL, with the rules switched off for that alone: nine of ten with a
verdict, one of fifty corrected. The figures of a day, a week and a month are counted, with those of
the period before, as the page does; then of a month in which all of the alerts lie. Told are the
medians, and how they grow from size to size: of the time that passed, and of the processor's time
that this process and its PostgreSQL backend took, which says as much on a machine that has other
things to do (`load`). The load meter of a day is counted too.
"""

import argparse
import os
import statistics
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tests.bench.own_servers import own_servers

if TYPE_CHECKING:
    from command_center.law.models import Order
    from command_center.people.models import Agent

YEAR_S, MONTH_S = 364 * 86_400, 30 * 86_400
SIZES = (10_000, 100_000, 1_000_000)
ALERTS = """
    INSERT INTO alerts_alert (camera_id, order_id, zone_name, kind, started_at, ended_at, box,
        confidence, reason, track, uid, fence, found_at, software, models, raised_at{waits})
    SELECT %(camera)s + n %% %(cameras)s, %(order)s, (ARRAY['lawn', 'gate', 'stand'])[1 + n %% 3],
        (ARRAY['intrusion', 'density', 'abandoned_object'])[1 + n / 3 %% 3], start,
        start + interval '20 seconds', '{{0.1,0.2,0.3,0.6}}', 0.8, '{{"objects": 1, "for_s": 1.0}}',
        n, gen_random_uuid(), 1, start, repeat('a', 64), ARRAY[repeat('b', 64)], start{waiting}
    FROM (
        SELECT n, now() - (%(alerts)s - n) * make_interval(secs => %(apart_s)s) AS start
        FROM generate_series(1, %(alerts)s) AS n
    ) AS planted
"""
VERDICTS = """
    INSERT INTO alerts_verdict (alert_id, agent_id, at, outcome, cause, follow_up, note)
    SELECT id, %s, started_at + (20 + id %% 300) * interval '1 second',
        CASE WHEN id %% 3 = 0 THEN 'confirmed' ELSE 'invalidated' END,
        CASE WHEN id %% 3 = 0 THEN '' ELSE (ARRAY['reflection', 'shadow'])[id %% 3] END,
        CASE WHEN id %% 3 = 0 THEN 'patrol' ELSE '' END, ''
    FROM alerts_alert WHERE id %% %s < %s ORDER BY id
"""


class Took(NamedTuple):
    passed_s: float
    cpu_s: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--cameras", type=int, default=50)
    parser.add_argument("--times", type=int, default=5)
    given = parser.parse_args()
    with own_servers("statistics"):
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        _measure(given.sizes, given.cameras, given.times)


def _measure(sizes: list[int], cameras: int, times: int) -> None:
    order, agent = _site(cameras)
    before: dict[str, Took] = {}
    for alerts in sizes:
        _plant(order, agent, cameras, alerts, YEAR_S / alerts)
        took = {name: _median(work, times) for name, work in _works().items()}
        _plant(order, agent, cameras, alerts, MONTH_S / alerts)
        took["month that holds all"] = _median(_works()["month of a year"], max(1, times // 2))
        print(f"{alerts} alerts, load {os.getloadavg()[0]:.1f}", flush=True)
        for name, one in took.items():
            ratio = f"  × {one.cpu_s / before[name].cpu_s:.1f}" if name in before else ""
            told = f"{1000 * one.passed_s:8.0f} ms, processor {1000 * one.cpu_s:8.0f} ms"
            print(f"  {name:22} {told}{ratio}", flush=True)
        before = took


def _site(cameras: int) -> "tuple[Order, Agent]":
    from command_center.people.models import Agent
    from command_center.venues.models import Camera, Venue
    from tests.law.ordering import ordered

    venue = Venue.objects.create(name="Bench")
    made = Camera.objects.bulk_create(
        Camera(venue=venue, name=f"North {n}", url="rtsp://192.0.2.1/", is_enabled=False)
        for n in range(cameras)
    )
    return ordered(made, reference="2026-11-9999"), Agent.objects.create_user(
        "bench", password="correct horse battery"
    )


def _plant(order: "Order", agent: "Agent", cameras: int, alerts: int, apart_s: float) -> None:
    """Instead of what was there."""
    from django.db import connection

    from command_center.alerts.models import Alert

    waits = any(field.name == "waits" for field in Alert._meta.get_fields())
    question = ALERTS.format(
        waits=", waits" if waits else "", waiting=", n % 10 = 9" if waits else ""
    )
    first = order.cameras.order_by("pk").first()
    assert first is not None
    given = {
        "camera": first.pk,
        "cameras": cameras,
        "order": order.pk,
        "alerts": alerts,
        "apart_s": apart_s,
    }
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("TRUNCATE alerts_alert, alerts_verdict RESTART IDENTITY CASCADE")
        cursor.execute(question.replace("n % 10 = 9", "n %% 10 = 9"), given)
        cursor.execute(VERDICTS, [agent.pk, 10, 9])
        cursor.execute(VERDICTS, [agent.pk, 50, 1])
        cursor.execute("SET session_replication_role = DEFAULT")
        cursor.execute("VACUUM ANALYZE alerts_alert, alerts_verdict")


def _works() -> dict[str, Callable[[], object]]:
    from django.utils import timezone

    from command_center.people.reach import EVERYWHERE
    from command_center.statistics.asked import Asked
    from command_center.statistics.figures import figures
    from command_center.statistics.period import between
    from command_center.statistics.tables import tables
    from command_center.supervision.load_contributors import contributors
    from command_center.supervision.load_desk import Time, desk_loads
    from command_center.supervision.load_handled import handled

    now, clock = timezone.now(), timezone.get_current_timezone()

    def of(days: int) -> Callable[[], object]:
        last = timezone.localtime(now).date()
        period = between(last - timedelta(days=days - 1), last, clock)  # type: ignore[arg-type]
        return lambda: tables(figures(Asked(EVERYWHERE, period)))

    def load() -> None:
        since: datetime = now - timedelta(days=1)
        found = handled(EVERYWHERE, since)
        desk_loads(found, EVERYWHERE, {}, Time(since, now))
        contributors(found, EVERYWHERE, since)

    return {"day": of(1), "week": of(7), "month of a year": of(30), "load of a day": load}


def _median(work: Callable[[], object], times: int) -> Took:
    took = []
    for _ in range(times):
        began_s, cpu_s = time.perf_counter(), _cpu_s()
        work()
        took.append(Took(time.perf_counter() - began_s, _cpu_s() - cpu_s))
    middle = statistics.median
    return Took(middle(one.passed_s for one in took), middle(one.cpu_s for one in took))


def _cpu_s() -> float:
    """Of this process and of its backend; parallel workers would be left out, and are off."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SET max_parallel_workers_per_gather = 0")
        cursor.execute("SELECT pg_backend_pid()")
        (backend,) = cursor.fetchone()
    after_name = Path(f"/proc/{backend}/stat").read_text().rpartition(")")[2].split()
    ticks = int(after_name[11]) + int(after_name[12])
    return time.process_time() + ticks / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    main()
