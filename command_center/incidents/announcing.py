"""Telling open pages *that* something was done with an incident; HTTP says what."""

from django.db import transaction

from command_center.incidents.models import Incident
from command_center.people.telling import send


def group_of(incident: int) -> str:
    """Channel group of everyone who has it open."""
    return f"incident.{incident}"


def announce(incident: Incident) -> None:
    """After the commit. A page that cannot be told now finds out within seconds by itself."""
    message = {"type": "incident.changed", "version": incident.version}
    untold = f"Version {incident.version} of incident {incident.pk} could not be announced"
    transaction.on_commit(lambda: send(group_of(incident.pk), message, untold), robust=True)
