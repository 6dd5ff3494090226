"""A week as it may have been: planted states, leases and alerts, of an order in March 2026."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connection

from command_center.alerts.door import raise_alert
from command_center.alerts.found import Found, Origin
from command_center.alerts.models import Alert
from command_center.law.models import Order
from command_center.law.running import Running
from command_center.leases.models import Lease
from command_center.reports.weeks import Week
from command_center.streams.models import CameraState
from command_center.venues.models import Camera
from detection.boxes import Box
from detection.kinds import EventKind
from tests.law.ordering import ordered

PARIS = ZoneInfo("Europe/Paris")
WEEK = Week(date(2026, 3, 23), PARIS)
"""On its Sunday, the 29th, the clocks go forward."""

STARTS_AT = datetime(2026, 3, 25, 10, tzinfo=PARIS)
ENDS_AT = datetime(2026, 3, 31, 18, tzinfo=PARIS)
SOFTWARE = "5" * 64
USUAL: dict[str, Any] = {
    "reference": "2026-03-0007",
    "starts_at": STARTS_AT,
    "ends_at": ENDS_AT,
}


def of_march(camera: Camera, **given: Any) -> Order:
    return ordered([camera], **USUAL | given)


def at(day: int, hour: int, minute: int = 0, second: int = 0) -> datetime:
    """In March 2026, by the clock of Paris."""
    local = datetime(2026, 3, day, hour, minute, second, tzinfo=PARIS)
    return local.astimezone(UTC)


def watched(camera: Camera, since: datetime, until: datetime, fence: int = 1) -> Lease:
    return Lease.objects.create(
        camera=camera,
        fence=fence,
        worker="worker@here",
        taken_at=since,
        renewed_at=until - timedelta(seconds=1),
        given_up_at=until,
    )


def was(
    camera: Camera, state: str, since: datetime, until: datetime | None, reason: str = ""
) -> CameraState:
    return CameraState.objects.create(
        camera=camera, state=state, reason=reason, since=since, until=until
    )


def alerted(
    camera: Camera,
    started_at: datetime,
    kind: EventKind = EventKind.INTRUSION,
    software: str = SOFTWARE,
) -> Alert:
    """Under the latest lease of the camera."""
    latest = Lease.objects.filter(camera=camera).order_by("-fence").first()
    assert latest is not None
    return raise_alert(
        Found(
            camera_id=camera.pk,
            fence=latest.fence,
            kind=kind,
            zone="lawn",
            started_at=started_at,
            box=Box(0.1, 0.2, 0.3, 0.6),
            confidence=0.8,
            track=7,
            reason={"objects": 1, "for_s": 1.0},
            origin=Origin(running=Running(software, frozenset({"d" * 64}))),
        )
    )


def now() -> datetime:
    """By the clock of PostgreSQL, which dates what is stored."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        instant: datetime = cursor.fetchone()[0]
        return instant


def the_match(camera: Camera) -> Order:
    """Six days of March, watched with two interruptions, and three alerts."""
    order = of_march(camera)
    watched(camera, at(25, 9), at(28, 12))
    watched(camera, at(28, 12, 30), at(31, 18), fence=2)
    was(camera, "starting", at(25, 9), at(25, 10, 5))
    was(camera, "live", at(25, 10, 5), at(27, 20))
    was(camera, "frozen", at(27, 20), at(27, 20, 0, 42))
    was(camera, "live", at(27, 20, 0, 42), at(29, 6))
    was(camera, "offline", at(29, 6), at(29, 7, 15), "unreachable")
    was(camera, "live", at(29, 7, 15), None)
    alerted(camera, at(26, 21))
    alerted(camera, at(29, 1, 59, 59))  # a second before the hour that is leapt over
    alerted(camera, at(30, 0))  # Monday: the week after
    return order
