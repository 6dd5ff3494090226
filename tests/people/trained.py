"""An agent who may see pictures and alerts, for tests."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from command_center.people.models import Agent, Designation, Subject, Training
from command_center.people.service import Service

LASTS = timedelta(days=200)


def trained(agent: Agent) -> Agent:
    """Designated and trained in both subjects, from now on for 200 days."""
    designated(agent)
    for subject in Subject:
        taught(agent, subject)
    return agent


def designated(agent: Agent, **given: Any) -> Designation:
    now = timezone.now()
    usual: dict[str, Any] = {
        "authority": "Prefect of Rhône",
        "service": Service.POLICE_NATIONALE,
        "scope": "The stadium",
        "starts_at": now - timedelta(days=1),
        "ends_at": now + LASTS,
    }
    return Designation.objects.create(agent=agent, **usual | given)


def taught(agent: Agent, subject: Subject, **given: Any) -> Training:
    now = timezone.now()
    usual: dict[str, Any] = {
        "given_on": (now - timedelta(days=2)).date(),
        "ends_at": now + LASTS,
        "provider": "National academy",
        "evidence": "Certificate 17",
    }
    return Training.objects.create(agent=agent, subject=subject, **usual | given)
