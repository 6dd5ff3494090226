"""Where whoever asks for a page has a right: what its lists are filtered by."""

from django.http import HttpRequest

from command_center.people.agent import Agent
from command_center.people.reach import NOWHERE, Reach


def reach_of(request: HttpRequest, perm: str) -> Reach:
    """Nowhere for a visitor."""
    agent = getattr(request, "user", None)
    return agent.reach(perm) if isinstance(agent, Agent) else NOWHERE
