"""The way "API" into what the law forbids: a program with every scope, of an agent with every
right that there is an operation for. See `tests.law.ways` for the others."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from command_center.api.scope import OPENS
from command_center.law.regime import enter_known
from command_center.people.models import Agent
from command_center.venues.models import Camera
from tests.api.asking import Program, program
from tests.api.giving import given
from tests.people.trained import trained


def integrator(name: str = "integrator") -> Program:
    made = Agent.objects.create_user(name, password="correct horse battery")
    return program(given(trained(made), *sorted(frozenset[str]().union(*OPENS.values()))))


def new_order(camera: Camera, **changes: Any) -> dict[str, Any]:
    """As a program sends it: from now for two hours."""
    enter_known()
    now = to_the_minute(timezone.now())
    return {
        "reference": "2026-API-1",
        "authority": "Prefect of Rhône",
        "service": "police_nationale",
        "event": "Olympique – Racing",
        "reasons": "Forty thousand spectators",
        "perimeter": "The stadium and its forecourt",
        "venue": camera.venue_id,
        "cameras": [camera.pk],
        "kinds": ["intrusion"],
        "starts_at": now.isoformat(),
        "ends_at": (now + timedelta(hours=2)).isoformat(),
        **changes,
    }


def to_the_minute(at: datetime) -> datetime:
    return at.replace(second=0, microsecond=0)


def refused(answer: Any) -> dict[str, str]:
    """What is wrong with which field; the test fails where it was not refused."""
    assert answer.status_code == 422, answer.text
    return {one["field"]: one["message"] for one in answer.json()["errors"]}
