"""Links by which a person sets their own password: made, looked up, used."""

import hashlib
import secrets
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from command_center.people.models import Agent
from command_center.signing_in import sessions
from command_center.signing_in.invitation import Invitation

VALID_FOR = timedelta(hours=72)


@transaction.atomic
def new_link(agent: Agent, made_by: Agent) -> str:
    """The token, which is shown once; links made before count no more."""
    token = secrets.token_urlsafe(32)
    now = timezone.now()
    agent.invitations.filter(used_at=None, ends_at__gt=now).update(ends_at=now)
    Invitation.objects.create(
        agent=agent,
        token_digest=_digest(token),
        made_by=made_by,
        made_at=now,
        ends_at=now + VALID_FOR,
    )
    return token


def open_invitation(token: str) -> Invitation | None:
    """None where it is unknown, used, over, or its agent has left."""
    found = Invitation.objects.filter(
        token_digest=_digest(token),
        used_at=None,
        ends_at__gt=timezone.now(),
        agent__is_active=True,
    )
    return found.select_related("agent").first()


@transaction.atomic
def use(invitation: Invitation, password: str) -> bool:
    """False where somebody used it in the meantime. Sessions of before end."""
    unused = Invitation.objects.filter(pk=invitation.pk, used_at=None)
    if not unused.update(used_at=timezone.now()):
        return False
    agent = invitation.agent
    agent.set_password(password)
    agent.save(update_fields=["password"])
    sessions.end_all(agent)
    return True


def _digest(token: str) -> str:
    """Of 256 random bits: nothing to guess, so nothing to slow down."""
    return hashlib.sha256(token.encode()).hexdigest()
