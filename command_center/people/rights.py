"""What an agent may do, asked from a socket."""

from channels.db import database_sync_to_async
from django.contrib.auth.models import AnonymousUser

from command_center.people.models import Agent

FORBIDDEN = 4403
"""Close code of a socket: the right to it is missing or has ended; do not try again."""


@database_sync_to_async
def may(user: Agent | AnonymousUser, permission: str) -> bool:
    """Read afresh: the session may be older than a change of rights."""
    agent = Agent.objects.filter(pk=user.pk or 0, is_active=True).first()
    return agent is not None and agent.has_perm(permission)
