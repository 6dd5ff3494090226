"""Who must prove twice who they are, and whether they can."""

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db.models import Q
from django.db.models.functions import Now

from command_center.people.models import Agent, Post
from command_center.people.roles import SECOND_FACTOR

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
"""Recovery codes replace one; they are none themselves."""


def lacks_second_factor(agent: Agent) -> bool:
    """One is forced on this agent, who has none yet."""
    return must_have_second_factor(agent) and not has_second_factor(agent)


def must_have_second_factor(agent: Agent) -> bool:
    if not settings.SECOND_FACTOR_FORCED:
        return False
    return agent.is_superuser or _holds_post(agent)


def has_second_factor(agent: Agent) -> bool:
    return Authenticator.objects.filter(user=agent, type__in=FACTORS).exists()


def _holds_post(agent: Agent) -> bool:
    in_force = Q(ends_at=None) | Q(ends_at__gt=Now())
    posts = Post.objects.filter(in_force, agent=agent, revoked_at=None, starts_at__lte=Now())
    return posts.filter(role__in=SECOND_FACTOR).exists()
