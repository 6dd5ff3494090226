import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from command_center.people.models import Agent
from command_center.streams.redis_client import client as redis_client


@pytest.fixture(autouse=True)
def _empty_redis() -> None:
    redis_client().flushdb()


@pytest.fixture
def technician(operator: Agent, client: Client) -> Agent:
    """May see how the system does, and is signed in."""
    right = Permission.objects.get(codename="view_health", content_type__app_label="health")
    operator.user_permissions.add(right)
    client.force_login(operator)
    return operator
