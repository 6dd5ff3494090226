"""An investigator who asks, a second person who releases, and ten minutes of a camera recorded."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone

from command_center.footage.recording import scribe
from command_center.people.models import Agent
from command_center.retention.cap import enter_known
from command_center.venues.models import Camera
from tests.films import write_film
from tests.footage.recorded_film import record_film
from tests.people.trained import trained
from tests.waiting import wait_until

PICTURES = 1000
"""Forty seconds: two segments."""


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Path, db: None) -> Iterator[None]:
    settings.STATE_DIR = tmp_path
    settings.MODELS_DIR = tmp_path
    enter_known()
    yield
    wait_until(lambda: scribe().is_idle, 10)


def with_rights(name: str, *codenames: str) -> Agent:
    agent = Agent.objects.create_user(name, password="correct horse battery")
    agent.user_permissions.set(Permission.objects.filter(codename__in=codenames))
    return trained(agent)


@pytest.fixture
def asker(db: None) -> Agent:
    """May do all, and still not release what they asked for."""
    return with_rights("asker", "view_extract", "add_extract", "release_extract")


@pytest.fixture
def second(db: None) -> Agent:
    return with_rights("second", "view_extract", "add_extract", "release_extract")


@pytest.fixture(scope="session")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_film(tmp_path_factory.mktemp("films") / "film.mp4", PICTURES)


@pytest.fixture
def began_at() -> datetime:
    return (timezone.now() - timedelta(hours=1)).replace(microsecond=0)


@pytest.fixture
def recorded(camera: Camera, film: Path, began_at: datetime) -> Camera:
    record_film(camera, film, began_at)
    return camera
