"""What a form of an order sends, and who may send it."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import Permission
from django.utils import timezone

from command_center.law.local_time import MINUTE
from command_center.law.regime import enter_known
from command_center.people.models import Agent
from command_center.venues.models import Camera


def lawyer(agent: Agent) -> Agent:
    """With every right in this room."""
    agent.user_permissions.add(*Permission.objects.filter(content_type__app_label="law"))
    return agent


def typed(camera: Camera, **changes: Any) -> dict[str, Any]:
    """From now for two hours, by the clock of Paris; `step` is `enter`: it was checked."""
    enter_known()
    now = timezone.localtime()
    return {
        "reference": "2026-11-0099",
        "authority": "Prefect of Rhône",
        "service": "police_nationale",
        "event": "Olympique – Racing",
        "reasons": "Forty thousand spectators",
        "perimeter": "The stadium",
        "venue": camera.venue.pk,
        "cameras": [camera.pk],
        "kinds": ["intrusion"],
        "starts_at": minute(now),
        "ends_at": minute(now + timedelta(hours=2)),
        "step": "enter",
        **changes,
    }


def minute(at: datetime) -> str:
    return at.strftime(MINUTE)
