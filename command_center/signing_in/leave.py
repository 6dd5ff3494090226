"""A person leaves: nothing opens to them any more, and what they had and did stays known."""

from allauth.mfa.models import Authenticator
from django.db import transaction

from command_center.people.models import Agent
from command_center.signing_in import sessions
from command_center.signing_in.leaving import Leaving


@transaction.atomic
def leave(agent: Agent, by: Agent, reason: str) -> None:
    """Designations stay as they are: they are history, and open nothing to a closed account."""
    Leaving.objects.create(agent=agent, entered_by=by, reason=reason)
    for post in agent.posts.filter(revoked_at=None):
        post.revoke(by, reason)
    agent.invitations.filter(used_at=None).delete()
    agent.identities.all().delete()
    Authenticator.objects.filter(user=agent).delete()
    agent.is_active = False
    agent.set_unusable_password()
    agent.save(update_fields=["is_active", "password"])
    sessions.end_all(agent)
