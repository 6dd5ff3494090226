"""Handing over between shifts: what is open goes from one agent to another."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from command_center.incidents.acting import NotDone, follow
from command_center.incidents.models import HandOver, Incident
from command_center.incidents.state import ActKind
from command_center.people.models import Agent


@transaction.atomic
def hand_over(given: HandOver, incidents: Iterable[Incident]) -> HandOver:
    """Stores it; each incident says so. Nothing changes hands before somebody takes it."""
    given.save(force_insert=True)
    for one in sorted(incidents, key=lambda incident: incident.pk):
        follow(one.pk, ActKind.HANDED_OVER, given.by, hand_over=given, to=given.to)
    return given


@transaction.atomic
def take_over(number: int, by: Agent) -> HandOver:
    """Its incidents that are not closed are the taker's now. Raises `NotDone`."""
    if not HandOver.objects.take(number, by):
        raise NotDone(_("This hand-over does not wait for you: somebody took it, or withdrew it."))
    taken = HandOver.objects.get(pk=number)
    for incident in sorted(set(taken.acts.values_list("incident_id", flat=True))):
        follow(incident, ActKind.TAKEN_OVER, by, hand_over=taken, to=by, assigned_to=by)
    return taken
