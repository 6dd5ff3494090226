"""Alerts of the autumn of 2026, with the verdicts of one whose name is looked for afterwards."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.test import Client

from command_center.alerts.models import Alert
from command_center.law.models import Order
from command_center.leases.lease import take
from command_center.leases.models import Lease
from command_center.venues.models import Camera, Venue
from tests.evaluation_kit.judged import raised
from tests.law.ordering import ordered

PARIS = ZoneInfo("Europe/Paris")
ENGLISH = {"accept-language": "en"}


def in_paris(month: int, day: int, hour: int, minute: int = 0, *, fold: int = 0) -> datetime:
    """In 2026, by the clock there; `fold`: the second time that the hour comes."""
    local = datetime(2026, month, day, hour, minute, tzinfo=PARIS, fold=fold)
    return local.astimezone(UTC)


def of_autumn(camera: Camera, **given: Any) -> Order:
    """From 20 October to 15 November."""
    usual: dict[str, Any] = {
        "reference": "2026-10-0025",
        "starts_at": in_paris(10, 20, 8),
        "ends_at": in_paris(11, 15, 8),
    }
    return ordered([camera], **usual | given)


def camera_elsewhere() -> Camera:
    """Of another venue."""
    venue = Venue.objects.create(name="Zulu park")
    return Camera.objects.create(venue=venue, name="Zulu gate", url="rtsp://192.0.2.7/gate")


def watched(camera: Camera) -> Any:
    """A worker's watch over it, whichever it is."""
    latest = Lease.objects.filter(camera=camera).order_by("-fence").first()
    return latest or take(camera.pk, "worker@here", 0.1)


def alerted(order: Order, camera: Camera, at: datetime, **given: Any) -> Alert:
    return raised(order, watched(camera), started_at=at, **given)


def alerted_every(
    order: Order, camera: Camera, at: datetime, count: int, apart: timedelta, **given: Any
) -> list[Alert]:
    return [alerted(order, camera, at + n * apart, **given) for n in range(count)]


def asked(client: Client, address: str = "/statistics/", **query: Any) -> str:
    answer = client.get(address, query, headers=ENGLISH)
    assert answer.status_code == 200, answer.status_code
    return answer.text
