"""Agents who may see recordings, and unmaskings of theirs."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import Permission

from command_center.blur.models import Unmasking
from command_center.people.models import Agent
from command_center.venues.models import Camera
from tests.people.trained import trained


def agent_with(name: str, *rights: str) -> Agent:
    """`rights`: app.codename. May see: designated and trained."""
    agent = Agent.objects.create_user(name, password="correct horse battery")
    for right in rights:
        app, codename = right.split(".")
        agent.user_permissions.add(
            Permission.objects.get(content_type__app_label=app, codename=codename)
        )
    return trained(agent)


def unmasked(agent: Agent, camera: Camera, since: datetime, **given: Any) -> Unmasking:
    """Ten seconds of one camera, for five minutes."""
    usual: dict[str, Any] = {
        "venue": camera.venue,
        "cameras": [camera.pk],
        "covers_from": since,
        "covers_until": since + timedelta(seconds=10),
        "reason": "Whose bag it is",
        "lasts_min": 5,
    }
    unmasking = Unmasking.objects.create(agent=agent, **usual | given)
    unmasking.refresh_from_db()
    return unmasking
