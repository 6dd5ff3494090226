"""A second venue, people with a post at one of the two, and what they see."""

from collections.abc import Callable

import pytest
from django.test import Client

from command_center.people.models import Agent
from command_center.people.roles import Role
from command_center.venues.models import Camera, Venue
from tests.people.posted import posted

Visits = Callable[[Agent], Client]


@pytest.fixture(autouse=True)
def _without_second_factor(settings: object) -> None:
    settings.SECOND_FACTOR_FORCED = False  # type: ignore[attr-defined]


@pytest.fixture
def elsewhere(db: None) -> Camera:
    park = Venue.objects.create(name="Park")
    return Camera.objects.create(venue=park, name="Lake", url="rtsp://192.0.2.9/lake")


@pytest.fixture
def watcher(camera: Camera) -> Agent:
    """An operator at the stadium."""
    return posted(Agent.objects.create_user("watcher"), Role.OPERATOR, camera.venue)


@pytest.fixture
def leader(camera: Camera) -> Agent:
    """A supervisor at the stadium."""
    return posted(Agent.objects.create_user("leader"), Role.SUPERVISOR, camera.venue)


@pytest.fixture
def visits() -> Visits:
    def visit(agent: Agent) -> Client:
        client = Client(headers={"accept-language": "en"})
        client.force_login(agent)
        return client

    return visit
