"""Which unmaskings let somebody see what plain."""

from collections.abc import Collection
from datetime import datetime, timedelta

from command_center.blur.unmasking import Unmasking, UnmaskingQuerySet
from command_center.people.agent import Agent

KEYFRAME_BEFORE = timedelta(seconds=15)
"""A player begins with the keyframe before what was asked for, and ends with a whole picture."""


def sees_plain(agent: Agent, camera_id: int, since: datetime, until: datetime) -> bool:
    """Whether one of the agent's covers all of the stretch, now."""
    return covering(agent, {camera_id}, since, until) is not None


def covering(
    agent: Agent, cameras: Collection[int], since: datetime, until: datetime
) -> Unmasking | None:
    """The one that holds longest."""
    found = _of(agent, cameras, since, until).in_force()
    return max(found, key=lambda one: one.holds_until or one.asked_at, default=None)


def waiting(
    agent: Agent, cameras: Collection[int], since: datetime, until: datetime
) -> Unmasking | None:
    return _of(agent, cameras, since, until).waiting().first()


def _of(
    agent: Agent, cameras: Collection[int], since: datetime, until: datetime
) -> UnmaskingQuerySet:
    return Unmasking.objects.select_related("approval").filter(
        agent=agent,
        cameras__contains=sorted(cameras),
        covers_from__lte=since + KEYFRAME_BEFORE,
        covers_until__gte=until - KEYFRAME_BEFORE,
    )
