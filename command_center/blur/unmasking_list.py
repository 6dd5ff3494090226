"""Who saw people plain, why and until when; and who waits for leave to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import cast

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from command_center.blur.models import Approval, Ending, Unmasking
from command_center.people.door import right
from command_center.people.models import Agent
from command_center.people.reach import Place
from command_center.people.reached import reach_of
from command_center.venues.models import Camera

MOST_PAST = 50


@dataclass(frozen=True, slots=True)
class UnmaskingRow:
    """`is_own`: nobody approves their own."""

    unmasking: Unmasking
    cameras: Sequence[str]
    is_own: bool


@require_safe
@never_cache
@right("blur.view_unmasking", looks=True, filtered=True)
def unmaskings(request: HttpRequest) -> HttpResponse:
    """Those of which whoever asks reaches every camera."""
    reach = reach_of(request, "blur.view_unmasking")
    rows = Unmasking.objects.select_related("agent", "venue", "approval__agent", "ending__agent")
    rows = rows.filter(reach.of("venue_id"))
    waits, holds = list(rows.waiting()), list(rows.in_force())
    past = rows.exclude(pk__in=[one.pk for one in (*waits, *holds)])[:MOST_PAST]
    context = {
        "waits": _rows(request, waits),
        "holds": _rows(request, holds),
        "past": _rows(request, past),
    }
    return render(request, "pages/blur/unmaskings.html", context)


@right("blur.add_approval")
@require_POST
def unmask_approve(request: HttpRequest, unmasking_id: int) -> HttpResponse:
    """PostgreSQL refuses one's own, and one that waits no more."""
    unmasking = get_object_or_404(Unmasking, pk=unmasking_id)
    if unmasking.agent_id == request.user.pk:
        messages.warning(request, _("It is your own: somebody else has to approve it."))
        return redirect("unmaskings")
    try:
        with transaction.atomic():
            Approval.objects.create(unmasking=unmasking, agent=cast(Agent, request.user))
    except IntegrityError:
        messages.warning(request, _("It waits for no approval any more."))
    else:
        messages.success(request, _("Approved: people are plain to who asked, from now on."))
    return redirect("unmaskings")


@right("blur.add_approval")
@require_POST
def unmask_stop(request: HttpRequest, unmasking_id: int) -> HttpResponse:
    """Somebody else's: refused while it waits, ended while it holds."""
    unmasking = get_object_or_404(Unmasking, pk=unmasking_id)
    agent = cast(Agent, request.user)
    Ending.objects.get_or_create(unmasking=unmasking, defaults={"agent": agent})
    messages.success(request, _("Ended: people are blurred again."))
    return redirect("unmaskings")


def _rows(request: HttpRequest, found: Iterable[Unmasking]) -> list[UnmaskingRow]:
    reach = reach_of(request, "blur.view_unmasking")
    found = [
        one
        for one in found
        if all(reach.covers(Place(one.venue_id, camera)) for camera in one.cameras)
    ]
    numbers = {number for one in found for number in one.cameras}
    names = dict(Camera.objects.filter(pk__in=numbers).values_list("pk", "name"))
    return [
        UnmaskingRow(
            one, [names.get(n, str(n)) for n in one.cameras], one.agent_id == request.user.pk
        )
        for one in found
    ]
