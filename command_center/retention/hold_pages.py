"""Holds: what is held for whom and until when; placing and releasing."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from command_center.people.door import right
from command_center.people.models import Agent
from command_center.people.reached import reach_of
from command_center.retention.asked_hold import asked_hold
from command_center.retention.forms import LONGEST_REASON, HoldForm
from command_center.retention.models import Hold
from command_center.retention.places import reached_holds
from command_center.venues.models import Camera

MOST_PAST = 50


@dataclass(frozen=True, slots=True)
class HoldRow:
    hold: Hold
    cameras: list[str]
    state: str


@right("retention.view_hold", looks=True, filtered=True)
@require_safe
@never_cache
def holds(request: HttpRequest) -> HttpResponse:
    found = Hold.objects.select_related("placed_by", "released_by")
    reach = reach_of(request, "retention.view_hold")
    active = list(found.active())
    past = found.exclude(pk__in=[hold.pk for hold in active])[:MOST_PAST]
    context = {
        "active": _rows(reached_holds(active, reach)),
        "past": _rows(reached_holds(past, reach)),
    }
    return render(request, "pages/retention/holds.html", context)


@right("retention.add_hold", filtered=True)
@require_http_methods(["GET", "POST"])
@never_cache
def hold_new(request: HttpRequest) -> HttpResponse:
    reach, asked = reach_of(request, "retention.add_hold"), asked_hold(request.GET)
    form = HoldForm(reach, request.POST or None, initial=asked)
    form.instance.placed_by = request.user
    if request.method == "POST" and form.is_valid():
        if form.instance.ends_at > timezone.now():
            hold = form.save()
            messages.success(request, _("Hold %(hold)s is placed.") % {"hold": hold})
            return redirect("holds")
        form.add_error("ends_at", _("The end has passed: nothing would be held."))
    return render(request, "pages/retention/hold_form.html", {"form": form})


@right("retention.change_hold")
@require_http_methods(["GET", "POST"])
@never_cache
def hold_release(request: HttpRequest, hold_id: int) -> HttpResponse:
    hold = get_object_or_404(Hold.objects.select_related("placed_by"), pk=hold_id)
    fault = _released(request, hold) if request.method == "POST" else ""
    if request.method == "POST" and not fault:
        messages.success(request, _("Hold %(hold)s is released.") % {"hold": hold})
        return redirect("holds")
    context = {"row": _rows([hold])[0], "fault": fault, "longest_reason": LONGEST_REASON}
    return render(request, "pages/retention/hold_release.html", context)


def _released(request: HttpRequest, hold: Hold) -> str:
    """Why not; empty where it is done."""
    reason = request.POST.get("reason", "").strip()[:LONGEST_REASON]
    extract = request.POST.get("extract_reference", "").strip()[:120]
    if not reason:
        return _("Say in a few words why: it is kept with the change.")
    if not hold.release(cast(Agent, request.user), reason, extract):
        return _("It has ended, or somebody has released it already.")
    return ""


def _rows(found: Iterable[Hold]) -> list[HoldRow]:
    found = list(found)
    numbers = {number for hold in found for number in hold.cameras}
    names = dict(Camera.objects.filter(pk__in=numbers).values_list("pk", "name"))
    return [HoldRow(hold, [names[one] for one in hold.cameras], hold.state) for hold in found]
