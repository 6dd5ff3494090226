"""Who must prove twice who they are, and whether they can."""

from allauth.mfa.models import Authenticator
from django.conf import settings

from command_center.people.models import Agent
from command_center.people.roles import SECOND_FACTOR

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
"""Recovery codes replace one; they are none themselves."""


def lacks_second_factor(agent: Agent) -> bool:
    """One is forced on this agent, who has none yet."""
    return must_have_second_factor(agent) and not has_second_factor(agent)


def must_have_second_factor(agent: Agent) -> bool:
    if not settings.SECOND_FACTOR_FORCED:
        return False
    return agent.is_superuser or any(post.role in SECOND_FACTOR for post in agent.posts_in_force)


def has_second_factor(agent: Agent) -> bool:
    found: bool = Authenticator.objects.filter(user=agent, type__in=FACTORS).exists()
    return found
