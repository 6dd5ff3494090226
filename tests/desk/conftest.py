"""Alerts as workers store them, at whatever instants, and people who work at a desk."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.db.models import Q
from django.utils import timezone, translation

from command_center.alerts.measures import MEASURES
from command_center.alerts.models import Alert
from command_center.law.models import Order
from command_center.leases.lease import Lease
from command_center.people.models import Agent
from command_center.venues.models import Camera
from detection.kinds import EventKind
from tests.law.ordering import ordered
from tests.people.trained import trained
from tests.retention.keeping import unsaved_alert

AlertOf = Callable[..., Alert]
AgentOf = Callable[..., Agent]

AT_THE_DESK = (
    *("alerts.view_alert", "alerts.add_verdict", "venues.view_camera"),
    *("desk.add_act", "desk.add_suppression"),
)


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def order(camera: Camera) -> Order:
    """Of all kinds."""
    return ordered([camera], kinds=[kind.value for kind in EventKind])


@pytest.fixture
def alert_of(camera: Camera, order: Order, lease: Lease) -> AlertOf:
    """`ago_s`: how long ago it began, `lasted_s`: None where it goes on."""

    def made(
        ago_s: float = 30,
        lasted_s: float | None = None,
        kind: EventKind = EventKind.INTRUSION,
        **given: Any,
    ) -> Alert:
        started_at = timezone.now() - timedelta(seconds=ago_s)
        usual: dict[str, Any] = {
            "kind": kind.value,
            "ended_at": None if lasted_s is None else started_at + timedelta(seconds=lasted_s),
            "box": [0.1, 0.2, 0.5, 0.6],
            "reason": dict.fromkeys(MEASURES, 2.0),
        }
        alert = unsaved_alert(camera, order, started_at, **usual | given)
        alert.save()
        return alert

    return made


@pytest.fixture
def agent_of(db: None) -> AgentOf:
    """Trained, with these rights everywhere."""

    def made(name: str, *rights: str) -> Agent:
        agent = Agent.objects.create_user(name, password="correct horse battery")
        wanted = Q()
        for right in rights or AT_THE_DESK:
            app, codename = right.split(".")
            wanted |= Q(content_type__app_label=app, codename=codename)
        agent.user_permissions.set(Permission.objects.filter(wanted))
        return trained(agent)

    return made


@pytest.fixture
def anne(agent_of: AgentOf) -> Agent:
    return agent_of("anne")


@pytest.fixture
def bruno(agent_of: AgentOf) -> Agent:
    return agent_of("bruno")
