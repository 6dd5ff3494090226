"""Each part is killed in turn: every camera is analysed again, and each event is one alert."""

import signal
import tempfile
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import redis

from command_center.leases.lease import LEASE_S
from tests.films import write_walk
from tests.outages.site import WORKERS, Site, site
from tests.rtsp import RtspServer, skip_without_gstreamer
from tests.waiting import wait_until

pytestmark = [pytest.mark.slow, pytest.mark.alone]

PERIOD_S = 12.0
"""Somebody walks through once in it, and is gone for longer than an intrusion takes to end."""

AGAIN_WITHIN_S = 10.0


@pytest.fixture(scope="module")
def rtsp(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RtspServer]:
    skip_without_gstreamer()
    film = write_walk(tmp_path_factory.mktemp("films") / "long.mp4", PERIOD_S, times=25)
    with RtspServer(film) as server:
        yield server


@pytest.fixture(scope="module")
def built(rtsp: RtspServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    film = write_walk(tmp_path_factory.mktemp("films") / "walk.mp4", PERIOD_S)
    other = film.with_name("walk2.mp4")
    other.write_bytes(film.read_bytes())
    with (
        tempfile.TemporaryDirectory(prefix="vigie-outage-") as folder,
        site(Path(folder), [str(film), str(other), rtsp.url]) as built,
    ):
        wait_until(lambda: all_watched(built), 60, built.said)
        wait_until(lambda: alerts_since(built, 0) == 3, 60, built.said)
        yield built


def all_watched(built: Site) -> bool:
    """Every camera leased and its picture live."""
    held = built.database.rows(
        "SELECT DISTINCT camera_id FROM leases_lease WHERE given_up_at IS NULL AND renewed_at > "
        f"now() - make_interval(secs => {LEASE_S})"
    )
    return len(held) == 3 and states(built) == ["live"] * 3


def states(built: Site) -> list[str]:
    server = redis.Redis(unix_socket_path=str(built.state / "redis.sock"))
    try:
        told = [server.get(f"camera:{n}:state") for n in (1, 2, 3)]
    except redis.RedisError:
        return []
    return [str(one).split('"state":"')[1].split('"')[0] for one in told if one]


def alerts_since(built: Site, number: int) -> int:
    """How many cameras have raised one with a greater number."""
    (row,) = built.database.rows(
        f"SELECT count(DISTINCT camera_id) AS cameras FROM alerts_alert WHERE id > {number}"
    )
    return int(row["cameras"])


def newest(built: Site) -> int:
    (row,) = built.database.rows("SELECT coalesce(max(id), 0) AS newest FROM alerts_alert")
    return int(row["newest"])


def alerts(built: Site) -> list[dict[str, Any]]:
    return built.database.rows(
        "SELECT camera_id, fence, started_at, ended_at, "
        "lag(ended_at) OVER mine AS last_ended_at, started_at - lag(started_at) OVER mine AS gap, "
        "lag(fence) OVER mine AS last_fence FROM alerts_alert "
        "WINDOW mine AS (PARTITION BY camera_id ORDER BY started_at)"
    )


@pytest.mark.parametrize("name", ["web", "redis", "postgresql", "beat", "w1", "w2"])
def test_killed_part_is_back_and_so_is_every_camera(built: Site, name: str) -> None:
    built.kill(name)
    down_s = time.monotonic()
    wait_until(lambda: time.monotonic() - down_s > 2, 5)  # it is away for a while
    built.start(name)
    wait_until(lambda: all_watched(built), AGAIN_WITHIN_S, built.said)
    before = newest(built)
    wait_until(lambda: alerts_since(built, before) == 3, 2 * PERIOD_S, built.said)
    wait_until(built.answers, AGAIN_WITHIN_S)


def test_killed_camera_is_back(built: Site, rtsp: RtspServer) -> None:
    rtsp.kill()
    wait_until(lambda: "offline" in states(built), 10, built.said)
    rtsp.start()
    wait_until(lambda: all_watched(built), AGAIN_WITHIN_S, built.said)


def test_paused_worker_raises_nothing_stale(built: Site) -> None:
    """Its cameras go to others while it sleeps; awake, it finds itself refused."""
    watched = [row["worker"] for row in built.database.rows("SELECT worker FROM leases_lease")]
    name = next(name for name in WORKERS if any(w.startswith(name) for w in watched[-3:]))
    before = newest(built)
    built.parts[name].send(signal.SIGSTOP)
    try:
        began_s = time.monotonic()
        wait_until(lambda: time.monotonic() - began_s > 30, 35)
        # A busy machine may be late for a moment.
        wait_until(lambda: all_watched(built), 10, built.said)
    finally:
        built.parts[name].send(signal.SIGCONT)
    wait_until(lambda: alerts_since(built, before) == 3, 2 * PERIOD_S, built.said)
    paused = built.database.rows(
        "SELECT a.id FROM alerts_alert a JOIN leases_lease l USING (camera_id, fence) "
        "JOIN leases_lease later ON later.camera_id = a.camera_id AND later.fence > a.fence "
        f"WHERE a.id > {before} AND a.raised_at > later.taken_at"
    )
    assert paused == []


def test_no_event_was_told_twice_and_none_was_lost(built: Site) -> None:
    """After all of the above. A film in a camera's place begins anew with each worker."""
    told = [alert for alert in alerts(built) if alert["gap"] is not None]
    for alert in told:
        assert alert["last_ended_at"] is not None, told
        assert alert["started_at"] >= alert["last_ended_at"], told
    watched_on = [one for one in told if one["fence"] == one["last_fence"]]
    missed = [one for one in watched_on if one["gap"] > timedelta(seconds=1.25 * PERIOD_S)]
    assert len(missed) <= 3, missed  # nothing may be analysed while the database is away
    spool = built.state / "spool"
    wait_until(lambda: not list(spool.glob("*")), 5, lambda: list(spool.glob("*")))
