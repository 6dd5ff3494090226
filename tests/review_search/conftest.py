"""Two venues with alerts and recordings; somebody who searches one of them."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.contrib.auth.models import Permission
from django.test import Client
from django.utils import timezone

from command_center.footage.recording import scribe
from command_center.law.models import Order
from command_center.leases.lease import take
from command_center.people.models import Agent
from command_center.people.roles import Role
from command_center.venues.models import Camera, Venue
from tests.law.ordering import ordered
from tests.people.posted import posted
from tests.people.trained import trained
from tests.waiting import wait_until

REASON = "Incident or complaint"


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Path) -> Iterator[None]:
    """What is still written when the test ends goes there too."""
    settings.STATE_DIR = tmp_path
    settings.MODELS_DIR = tmp_path
    yield
    wait_until(lambda: scribe().is_idle, 10)


@pytest.fixture
def order(camera: Camera) -> Order:
    """Of the last ten days: alerts of all of them."""
    take(camera.pk, "worker@here", 0.1)
    return ordered_long([camera])


def ordered_long(cameras: list[Camera], **given: Any) -> Order:
    now = timezone.now()
    times = {"starts_at": now - timedelta(days=10), "ends_at": now + timedelta(hours=2)}
    return ordered(cameras, **times | given)


@pytest.fixture
def elsewhere(db: None) -> Camera:
    """A camera of another venue."""
    venue = Venue.objects.create(name="Zulu park")
    camera = Camera.objects.create(venue=venue, name="Zulu gate", url="rtsp://192.0.2.7/gate")
    take(camera.pk, "worker@here", 0.1)
    return camera


@pytest.fixture
def searcher(camera: Camera) -> Agent:
    """Has a post at the venue, and none elsewhere."""
    agent = Agent.objects.create_user("searcher", password="correct horse battery")
    return posted(agent, Role.OPERATOR, camera.venue)


@pytest.fixture
def investigator(db: None) -> Agent:
    """May search everywhere."""
    agent = Agent.objects.create_user("investigator", password="correct horse battery")
    rights = ["view_segment", "view_alert", "add_verdict", "view_camera"]
    agent.user_permissions.set(Permission.objects.filter(codename__in=rights))
    return trained(agent)


def signed_in(client: Client, agent: Agent) -> Client:
    """And has said why they look again."""
    client.force_login(agent)
    client.cookies[django_settings.LANGUAGE_COOKIE_NAME] = "en"
    client.post("/review/reason", {"reason": "other", "own": REASON})
    return client
