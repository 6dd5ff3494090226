"""How long the queue of the desk takes, with few and with thousands of alerts that wait.

    python -m tests.bench.desk [--kept 100000] [--rounds 15]

Real PostgreSQL. Alerts that were judged are planted first, as many as a month of a busy site keeps;
then 10, 500 and 5000 that wait: once in a few places, one after the other, as in a flood (they
join), and once each apart (nothing joins: the worst there is). Rows are planted by SQL with the
rules switched off for that alone. Each figure is the least over rounds (the machine may be
busy) of the questions to PostgreSQL with what is made of them (“queue”), and of the whole answer
over HTTP without the network (“page”). The ratio is to ten alerts: 1 is flat.
"""

import argparse
import time
from collections.abc import Callable
from typing import Any

from tests.bench.own_servers import own_servers

CAMERAS = 40
WAITING = (10, 500, 5000)
COLUMNS = """
    INSERT INTO alerts_alert (camera_id, order_id, zone_name, kind, started_at, ended_at, box,
        confidence, reason, uid, fence, found_at, software, models, raised_at, waits)
"""
AS_FOUND = """
    '{0.1,0.2,0.3,0.6}', 0.8, '{"objects": 1, "for_s": 1.0}', gen_random_uuid(), 1, start,
    repeat('a', 64), ARRAY[repeat('b', 64)], start
"""
JUDGED = f"""
    {COLUMNS} SELECT %(camera)s + n %% {CAMERAS}, %(order)s, 'lawn', 'intrusion', start,
        start + interval '20 seconds', {AS_FOUND}, false
    FROM (
        SELECT n, now() - interval '1 day' - n * interval '20 seconds' AS start
        FROM generate_series(1, %(count)s) AS n
    ) AS planted
"""
VERDICTS = """
    INSERT INTO alerts_verdict (alert_id, agent_id, at, outcome, cause, follow_up, note)
    SELECT id, %(agent)s, started_at, 'invalidated', 'shadow', '', '' FROM alerts_alert
"""
JOINED = f"""
    {COLUMNS} SELECT %(camera)s + n %% 20, %(order)s, 'lawn', 'intrusion', start,
        start + interval '5 seconds', {AS_FOUND}, true
    FROM (
        SELECT n, now() - n * interval '0.5 seconds' AS start
        FROM generate_series(1, %(count)s) AS n
    ) AS planted
"""
APART = f"""
    {COLUMNS} SELECT %(camera)s + n %% {CAMERAS}, %(order)s, 'zone ' || n, 'intrusion', start,
        start + interval '5 seconds', {AS_FOUND}, true
    FROM (
        SELECT n, now() - n * interval '0.5 seconds' AS start
        FROM generate_series(1, %(count)s) AS n
    ) AS planted
"""


def main() -> None:
    given = _arguments()
    with own_servers("desk", SECOND_FACTOR_FORCED="0"):
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        _measure(given)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kept", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=15)
    return parser.parse_args()


def _measure(given: argparse.Namespace) -> None:
    from django.conf import settings
    from django.test import Client

    from command_center.desk.queue import queue
    from command_center.journal.origin import SHIFT_REASON
    from command_center.people.models import Agent
    from command_center.people.reach import EVERYWHERE
    from tests.people.trained import trained

    settings.ALLOWED_HOSTS = ["testserver"]
    agent = trained(Agent.objects.create_superuser("anne", password="correct horse battery"))
    site = _site() | {"agent": agent.pk}
    _plant([JUDGED, VERDICTS], {**site, "count": given.kept})
    client = Client()
    client.force_login(agent)
    session = client.session
    session[SHIFT_REASON] = "bench"
    session.save()

    def page() -> None:
        assert client.get("/desk/queue").status_code == 200

    print(f"{given.kept} judged alerts kept; least of {given.rounds}, ms")
    for name, statement in (("joined", JOINED), ("apart", APART)):
        first: dict[str, float] = {}
        for count in WAITING:
            _plant(["DELETE FROM alerts_alert WHERE waits", statement], {**site, "count": count})
            found = queue(EVERYWHERE)
            situations = len(found.situations) + found.more
            told = f"{name:7}{count:6} alerts {situations:5} situations"
            for what, ask in (("queue", lambda: queue(EVERYWHERE)), ("page", page)):
                took_ms = _least_ms(ask, given.rounds)
                ratio = took_ms / first.setdefault(what, took_ms)
                told += f"   {what} {took_ms:8.1f} (x {ratio:.2f})"
            print(told, flush=True)


def _site() -> dict[str, int]:
    from command_center.venues.models import Camera, Venue
    from tests.law.ordering import ordered

    venue = Venue.objects.create(name="Stadium")
    cameras = [
        Camera.objects.create(venue=venue, name=f"camera {number}", url="rtsp://192.0.2.1/gate")
        for number in range(CAMERAS)
    ]
    return {"camera": cameras[0].pk, "order": ordered(cameras).pk}


def _plant(statements: list[str], given: dict[str, int]) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        for statement in statements:
            cursor.execute(statement, given)
        cursor.execute("SET session_replication_role = DEFAULT")
        cursor.execute("ANALYZE")


def _least_ms(ask: Callable[[], Any], rounds: int) -> float:
    ask()
    took = []
    for _ in range(rounds):
        began_s = time.perf_counter()
        ask()
        took.append((time.perf_counter() - began_s) * 1000)
    return min(took)


if __name__ == "__main__":
    main()
