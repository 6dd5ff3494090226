"""Somebody who looks at recordings, and the rows that a timeline is made of."""

import secrets
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.utils import timezone

from command_center.footage.models import Segment
from command_center.people.models import Agent
from command_center.retention.classes import RetentionClass
from command_center.retention.models import StoredFile
from command_center.venues.models import Camera
from tests.people.trained import trained

REASON = "Removing the doubt about an alert"


@pytest.fixture
def investigator(client: Client) -> Agent:
    """Signed in, has said why; sees recordings and alerts everywhere."""
    agent = Agent.objects.create_user("investigator", password="correct horse battery")
    rights = Permission.objects.filter(codename__in=["view_segment", "view_alert"])
    agent.user_permissions.set(rights)
    client.force_login(trained(agent))
    client.post("/review/reason", {"reason": REASON})
    return agent


@pytest.fixture
def began_at() -> datetime:
    """An hour ago, at a whole second."""
    return (timezone.now() - timedelta(hours=1)).replace(microsecond=0)


@pytest.fixture
def segment() -> Callable[[Camera, datetime, datetime], Segment]:
    """A row of the index, with the row of its file and without the file."""
    return planted_segment


def planted_segment(camera: Camera, since: datetime, until: datetime) -> Segment:
    file = StoredFile.objects.create(
        what=RetentionClass.RECORDINGS,
        venue=camera.venue,
        camera=camera,
        path=f"recordings/{camera.pk}/{secrets.token_hex(8)}.mp4",
        captured_from=since,
        captured_until=until,
        size_bytes=1,
        sha256="c" * 64,
    )
    return Segment.objects.create(
        file=file,
        camera=camera,
        began_at=since,
        ended_at=until,
        pts=0,
        pictures=1,
        codec="h264",
        width=192,
        height=108,
        fence=1,
        mode="continuous",
    )


def ms(at: datetime) -> int:
    return round(at.timestamp() * 1000)
