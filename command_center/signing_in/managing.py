"""Whose account an administrator may touch."""

from typing import cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from command_center.people.models import Agent


def managed(request: HttpRequest, agent_id: int) -> Agent:
    """Not one's own, and that of somebody with all rights only by their like: who sets another's
    password could act as them."""
    agent = get_object_or_404(Agent, pk=agent_id)
    author = cast(Agent, request.user)
    if agent == author or (agent.is_superuser and not author.is_superuser):
        raise PermissionDenied
    return agent
