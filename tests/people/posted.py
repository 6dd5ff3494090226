"""An agent with a post, designated and trained, for tests."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.utils import timezone

from command_center.people.models import Agent, Post
from command_center.people.roles import Role
from command_center.venues.models import Venue
from tests.people.trained import trained


def posted(
    agent: Agent, role: Role, venue: Venue | None, cameras: Sequence[int] = (), **given: Any
) -> Agent:
    """From an hour ago for a day, unless `given` says otherwise; everywhere without a venue."""
    now = timezone.now()
    usual: dict[str, Any] = {
        "starts_at": now - timedelta(hours=1),
        "ends_at": now + timedelta(days=1),
    }
    place = {"venue": venue.pk if venue else None, "cameras": list(cameras)}
    Post.objects.create(agent=agent, role=role, **place, **usual | given)
    if not agent.designations.exists():
        trained(agent)
    return Agent.objects.get(pk=agent.pk)
