"""Alerts with their verdicts, as many as a figure needs."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from command_center.alerts.judging import judge
from command_center.alerts.models import Alert
from command_center.evaluation.selection import Selection
from command_center.law.models import Order
from command_center.leases.lease import Lease
from command_center.people.models import Agent
from detection.kinds import EventKind

MODEL_A, MODEL_B = "a" * 64, "b" * 64
REASONS = {
    "intrusion": {"objects": 1, "for_s": 1.0},
    "density": {"people": 90, "low": 80, "high": 100, "limit": 60, "for_s": 5.0},
    "abandoned_object": {"things": 1, "alone_s": 70.0},
}


def raised(order: Order, lease: Lease, **given: Any) -> Alert:
    """An intrusion before the order's only camera, five minutes ago, for one minute."""
    began = given.pop("started_at", timezone.now() - timedelta(minutes=5))
    kind = given.pop("kind", EventKind.INTRUSION.value)
    usual: dict[str, Any] = {
        "kind": kind,
        "zone_name": "lawn",
        "ended_at": began + timedelta(minutes=1),
        "box": [0.1, 0.1, 0.2, 0.2],
        "confidence": 0.8,
        "reason": REASONS[kind],
        "models": [MODEL_A],
        "luminance": 0.5,
    }
    return Alert.objects.create(
        order=order,
        camera_id=lease.camera_id,
        fence=lease.fence,
        started_at=began,
        found_at=timezone.now(),
        **usual | given,
    )


def confirmed(agent: Agent, order: Order, lease: Lease, **given: Any) -> Alert:
    alert = raised(order, lease, **given)
    judge(alert, agent, "confirmed", follow_up="none")
    return alert


def invalidated(agent: Agent, cause: str, order: Order, lease: Lease, **given: Any) -> Alert:
    alert = raised(order, lease, **given)
    judge(alert, agent, "invalidated", cause=cause)
    return alert


def today(**given: Any) -> Selection:
    now = timezone.now()
    return Selection(since=now - timedelta(days=1), until=now + timedelta(days=1), **given)
