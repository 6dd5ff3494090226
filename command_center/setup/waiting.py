"""Changes that weaken a guarantee: decided by another administrator."""

from dataclasses import dataclass
from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from command_center.people.door import right
from command_center.people.models import Agent
from command_center.setup.difference_rows import DifferenceRow, difference_rows
from command_center.venues.camera_setup import setup_of
from command_center.venues.models import Camera, PendingChange
from command_center.venues.second_person import (
    AlreadyDecided,
    approve,
    refuse,
)
from command_center.venues.telling import outdated_words
from command_center.venues.versions import Outdated, latest_number


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """`is_outdated`: the camera was changed since, and it can only be refused."""

    change: PendingChange
    differences: list[DifferenceRow]
    is_outdated: bool
    is_own: bool


def waiting_row(camera: Camera, reader: Agent) -> WaitingRow | None:
    change = PendingChange.objects.filter(camera=camera, decided_at=None).first()
    if change is None:
        return None
    changes = difference_rows(setup_of(camera), change.setup)
    is_outdated = change.based_on != latest_number(camera)
    return WaitingRow(change, changes, is_outdated, change.author_id == reader.pk)


@right("venues.change_zone")
@require_POST
def decide(request: HttpRequest, change_id: int, decision: str) -> HttpResponse:
    """Its author may take it back, and not approve of it."""
    change = get_object_or_404(PendingChange, pk=change_id)
    try:
        _decide(request, change, decision == "approve")
    except AlreadyDecided:
        messages.error(request, _("Somebody has decided about this change already."))
    except Outdated:
        messages.error(request, outdated_words())
    return redirect("versions", change.camera_id)


def _decide(request: HttpRequest, change: PendingChange, is_approved: bool) -> None:
    by = cast(Agent, request.user)
    if not is_approved:
        refuse(change, by)
        messages.success(request, _("The change was not approved; nothing is different."))
    elif change.author_id == by.pk:
        messages.error(request, _("Another administrator must approve of your change."))
    else:
        approve(change, by)
        messages.success(request, _("Approved: the change is in force."))
