"""An agent of the desk, and a request that came in."""

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from command_center.people.models import Agent
from command_center.rights_desk.ground import enter_known
from command_center.rights_desk.models import RefusalGround, RightsRequest
from command_center.venues.models import Venue
from tests.rights_desk.receiving import received


@pytest.fixture
def clerk(operator: Agent, client: Client) -> Agent:
    """Signed in, in English."""
    enter_known()
    rights = Permission.objects.filter(content_type__app_label="rights_desk")
    operator.user_permissions.add(*rights)
    client.force_login(operator)
    client.cookies["language"] = "en"
    return operator


@pytest.fixture
def ground(clerk: Agent) -> RefusalGround:
    return RefusalGround.objects.standing().get(code="proceedings")


@pytest.fixture
def request_in(venue: Venue, clerk: Agent) -> RightsRequest:
    return received(venue, clerk)
