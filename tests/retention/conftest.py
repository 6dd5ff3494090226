from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.utils import timezone

from command_center.law.models import Order
from command_center.leases.lease import Lease
from command_center.people.models import Agent
from command_center.retention.cap import enter_known
from command_center.venues.models import Camera
from tests.law.ordering import ordered


@pytest.fixture(autouse=True)
def _caps(db: None) -> None:
    """As after migrating; a test with transactions of its own has emptied the tables."""
    enter_known()


@pytest.fixture
def footage(settings: Any, tmp_path: Path) -> Path:
    settings.STATE_DIR = tmp_path
    folder = tmp_path / "footage"
    folder.mkdir()
    return folder


@pytest.fixture
def day_order(camera: Camera, lease: Lease) -> Order:
    """In force for the last day: alerts of its hours can be stored; the lease is held too."""
    now = timezone.now()
    return ordered([camera], starts_at=now - timedelta(days=1), ends_at=now + timedelta(hours=1))


@pytest.fixture
def archivist(operator: Agent, client: Client) -> Agent:
    """Sees to retention, and is signed in."""
    of_retention = Permission.objects.filter(content_type__app_label="retention")
    operator.user_permissions.add(*of_retention)
    client.force_login(operator)
    return operator


@pytest.fixture
def second(db: None) -> Agent:
    """Another administrator."""
    agent = Agent.objects.create_user("second", password="correct horse battery")
    agent.user_permissions.set(Permission.objects.filter(content_type__app_label="retention"))
    return agent
