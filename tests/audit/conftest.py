"""Legal people: of all venues, and of one; an inspector."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from command_center.audit.inquiry import INQUIRY
from command_center.people.models import Agent, Post
from command_center.people.roles import Role
from command_center.venues.models import Camera, Venue


def posted(name: str, role: Role, venue: Venue | None = None) -> Agent:
    agent = Agent.objects.create_user(name, password="correct horse battery")
    now = timezone.now()
    Post.objects.create(
        agent=agent,
        role=role,
        venue=venue.pk if venue else None,
        starts_at=now - timedelta(days=60),
        ends_at=now + timedelta(days=30),
    )
    return agent


def inquiring(client: Client, agent: Agent) -> Client:
    """Signed in, and the reason of the inquiry said."""
    client.force_login(agent)
    session = client.session
    session[INQUIRY] = "complaint 17"
    session.save()
    return client


@pytest.fixture(autouse=True)
def journal_folder(settings: Any, tmp_path: Path) -> None:
    """Each test has a log of its own, and so heads of its own outside the database."""
    settings.STATE_DIR = tmp_path


@pytest.fixture
def elsewhere(db: None) -> Camera:
    other = Venue.objects.create(name="Other stadium")
    return Camera.objects.create(venue=other, name="South gate", url="rtsp://192.0.2.2/gate")


@pytest.fixture
def lawyer(db: None) -> Agent:
    return posted("lawyer", Role.LEGAL)


@pytest.fixture
def local_lawyer(camera: Camera) -> Agent:
    return posted("local", Role.LEGAL, camera.venue)


@pytest.fixture
def inspector(db: None) -> Agent:
    return posted("inspector", Role.INSPECTOR)
