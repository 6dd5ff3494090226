"""Orders as a prefect signs them, for tests."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from command_center.law.models import Notice, Order
from command_center.law.regime import enter_known
from command_center.people.service import Service
from command_center.venues.models import Camera, Venue
from detection.kinds import EventKind


def unsaved(venue: Venue, **given: Any) -> Order:
    """In force from an hour ago for another hour, unless `given` says otherwise."""
    enter_known()
    now = timezone.now()
    usual: dict[str, Any] = {
        "reference": "2026-11-0042",
        "authority": "Prefect of Rhône",
        "service": Service.POLICE_NATIONALE,
        "event": "Olympique – Racing",
        "reasons": "Forty thousand spectators",
        "perimeter": "The stadium and its forecourt",
        "venue": venue,
        "kinds": [EventKind.INTRUSION.value, EventKind.DENSITY.value],
        "starts_at": now - timedelta(hours=1),
        "ends_at": now + timedelta(hours=1),
    }
    return Order(**usual | given)


@transaction.atomic
def ordered(cameras: Sequence[Camera], is_announced: bool = True, **given: Any) -> Order:
    order = unsaved(cameras[0].venue, **given)
    order.save()
    order.cameras.add(*cameras)
    if is_announced:
        Notice.objects.create(order=order, published_at=order.starts_at, places="Gate A")
    return order
