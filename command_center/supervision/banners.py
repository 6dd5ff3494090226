"""Said on every page: what was escalated to whoever looks, and channels that are silent."""

from collections.abc import Iterator

from django.db import OperationalError
from django.http import HttpRequest

from command_center.notifications.banners import silent_banners
from command_center.people.agent import Agent
from command_center.streams.banners import Banner
from command_center.supervision.escalated_lines import escalated_lines


def banners(request: HttpRequest) -> dict[str, list[Banner]]:
    """Context processor."""
    agent = getattr(request, "user", None)
    if not isinstance(agent, Agent):
        return {"supervision_banners": []}
    try:
        return {"supervision_banners": [*_escalated(agent), *silent_banners(agent)]}
    except OperationalError:  # the page itself says that the database is away
        return {"supervision_banners": []}


def _escalated(agent: Agent) -> Iterator[Banner]:
    for line in escalated_lines(agent):
        if line.is_mine:
            yield Banner("high", line.text)
