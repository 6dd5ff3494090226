"""Alerts as a search meets them: of any kind and time, judged or not."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from command_center.alerts.models import Alert
from command_center.law.models import Order
from command_center.leases.models import Lease
from command_center.venues.models import Camera


def alert_at(camera: Camera, order: Order, started_at: datetime, **given: Any) -> Alert:
    usual: dict[str, Any] = {
        "zone_name": "lawn",
        "kind": "intrusion",
        "ended_at": started_at + timedelta(seconds=20),
        "box": [0.1, 0.1, 0.2, 0.2],
        "confidence": 0.8,
        "reason": {"objects": 1, "for_s": 1.0},
        "uid": uuid4(),
        "fence": Lease.objects.get(camera=camera).fence,
        "found_at": timezone.now(),
    }
    return Alert.objects.create(camera=camera, order=order, started_at=started_at, **usual | given)


def ago(**given: float) -> datetime:
    return timezone.now() - timedelta(**given)
