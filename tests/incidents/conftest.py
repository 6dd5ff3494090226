"""An operator with the rights of the room and a colleague; an incident that is open."""

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from command_center.alerts.door import raise_alert
from command_center.alerts.found import Found
from command_center.alerts.models import Alert
from command_center.incidents.models import Incident
from command_center.law.models import Order
from command_center.people.models import Agent
from command_center.retention.cap import enter_known
from command_center.venues.models import Venue, Zone
from tests.incidents.opening import opened
from tests.people.trained import trained


def with_rights(agent: Agent) -> Agent:
    of_room = Permission.objects.filter(content_type__app_label="incidents")
    agent.user_permissions.add(*of_room, *Permission.objects.filter(codename="view_segment"))
    return Agent.objects.get(pk=agent.pk)


@pytest.fixture
def guard(operator: Agent, client: Client) -> Agent:
    """Signed in, in English."""
    enter_known()
    agent = with_rights(operator)
    client.force_login(agent)
    client.cookies["language"] = "en"
    return agent


@pytest.fixture
def colleague(guard: Agent) -> Agent:
    agent = Agent.objects.create_user("colleague", password="correct horse battery")
    agent.user_permissions.set(guard.user_permissions.all())
    return trained(agent)


@pytest.fixture
def incident(venue: Venue, guard: Agent) -> Incident:
    return opened(venue, guard)


@pytest.fixture
def alert(zone: Zone, order: Order, intrusion: Found) -> Alert:
    return raise_alert(intrusion)
