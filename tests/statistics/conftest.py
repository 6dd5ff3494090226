import pytest
from django.test import Client

from command_center.law.models import Order
from command_center.people.models import Agent
from command_center.people.roles import Role
from command_center.venues.models import Camera
from tests.law.ordering import ordered
from tests.people.posted import posted
from tests.statistics.planting import camera_elsewhere, in_paris, of_autumn


@pytest.fixture
def autumn(camera: Camera) -> Order:
    return of_autumn(camera)


@pytest.fixture
def elsewhere(db: None) -> Camera:
    """A camera of another venue, with an order of its own."""
    return camera_elsewhere()


@pytest.fixture
def order_elsewhere(elsewhere: Camera) -> Order:
    return ordered(
        [elsewhere],
        reference="2026-10-0099",
        starts_at=in_paris(10, 20, 8),
        ends_at=in_paris(11, 15, 8),
    )


@pytest.fixture
def supervisor(camera: Camera) -> Agent:
    """Of the first venue."""
    agent = Agent.objects.create_user("supervisor", password="correct horse battery")
    return posted(agent, Role.SUPERVISOR, camera.venue)


@pytest.fixture
def reader(client: Client, supervisor: Agent) -> Client:
    client.force_login(supervisor)
    return client
