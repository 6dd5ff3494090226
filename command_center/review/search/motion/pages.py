"""The pages of a search for movement: which camera, between which times, where, and what came."""

from datetime import timedelta
from typing import Any, cast
from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.db.models import Max, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from command_center.footage.models import Segment
from command_center.journal.models import Operation
from command_center.journal.noting import Thing, note
from command_center.journal.origin import origin_of
from command_center.people.door import right
from command_center.people.forms import AT_LOCAL
from command_center.people.models import Agent
from command_center.people.reached import reach_of
from command_center.review.asked_stretch import instant
from command_center.review.look_reason import look_reason
from command_center.review.search.motion.begin import begin, is_busy
from command_center.review.search.motion.cost import cost_of
from command_center.review.search.motion.movement_form import (
    MovementForm,
    TimesForm,
    usual_times,
)
from command_center.review.search.motion.movement_search import LONGEST, MovementSearch, State
from command_center.review.search.motion.progress import progress_of
from command_center.review.search.search_page import for_a_look
from command_center.venues.models import Camera


@right("footage.view_segment", filtered=True)
@require_GET
@never_cache
@for_a_look
def movement_cameras(request: HttpRequest) -> HttpResponse:
    """Those that have recordings, with the time of the latest. With `camera`, `from` and `until`
    (milliseconds since 1970) it leads to that camera's page at once, as from the timeline."""
    reach = reach_of(request, "footage.view_segment")
    found = Camera.objects.filter(reach.of("venue_id", "pk")).select_related("venue")
    if "camera" in request.GET:
        return _handed_on(request, found)
    latest = Segment.objects.filter(camera__in=found).order_by().values_list("camera_id")
    ends = dict(latest.annotate(Max("ended_at")))
    cameras = [(one, ends[one.pk]) for one in found if one.pk in ends]
    context = {"cameras": cameras, "reason": _(look_reason(request))}
    return render(request, "pages/search/movement_cameras.html", context)


@right("footage.view_segment")
@require_http_methods(["GET", "POST"])
@never_cache
@for_a_look
def movement(request: HttpRequest, camera_id: int) -> HttpResponse:
    camera = get_object_or_404(Camera.objects.select_related("venue"), pk=camera_id)
    with timezone.override(ZoneInfo(camera.venue.time_zone)):
        if request.method == "POST":
            return _begin(request, camera)
        return _page(request, camera, TimesForm(usual_times(request.GET)))


@right("footage.view_segment")
@require_GET
@never_cache
@for_a_look
def movement_found(request: HttpRequest, camera_id: int, key: str) -> HttpResponse:
    search = _own(request, camera_id, key)
    with timezone.override(ZoneInfo(search.camera.venue.time_zone)):
        context = {
            "search": search,
            "camera": search.camera,
            "progress": progress_of(search),
            "reason": _(look_reason(request)),
        }
        return render(request, "pages/search/movement_found.html", context)


@right("footage.view_segment")
@require_GET
@never_cache
def movement_progress(request: HttpRequest, camera_id: int, key: str) -> JsonResponse:
    return JsonResponse(progress_of(_own(request, camera_id, key)))


@right("footage.view_segment")
@require_POST
def movement_stop(request: HttpRequest, camera_id: int, key: str) -> HttpResponse:
    search = _own(request, camera_id, key)
    going_on = MovementSearch.objects.filter(pk=search.pk, state__in=[State.WAITING, State.RUNNING])
    going_on.update(state=State.STOPPED)
    return redirect("movement_found", camera_id, key)


def _handed_on(request: HttpRequest, cameras: QuerySet[Camera]) -> HttpResponse:
    number = request.GET["camera"]
    if not (number.isascii() and number.isdigit() and len(number) < 18):
        raise Http404
    camera = get_object_or_404(cameras, pk=int(number))
    zone, since = ZoneInfo(camera.venue.time_zone), instant(request, "from")
    until = min(instant(request, "until"), since + LONGEST)
    # Forms know whole minutes: the last one is searched too.
    until = min(until + timedelta(seconds=59), since + LONGEST)
    times = {"since": since, "until": until}
    said = {name: f"{at.astimezone(zone):{AT_LOCAL}}" for name, at in times.items()}
    return redirect(f"{reverse('movement', args=[camera.pk])}?{urlencode(said)}")


def _begin(request: HttpRequest, camera: Camera) -> HttpResponse:
    form = MovementForm(request.POST)
    if not form.is_valid():
        return _page(request, camera, form, 400)
    agent = cast(Agent, request.user)
    if is_busy(agent):
        messages.warning(request, _("You have searches that still go on: wait, or stop one."))
        return _page(request, camera, form, 409)
    given = form.cleaned_data
    search = begin(agent, camera, given["since"], given["until"], given["area"])
    _note(request, search)
    return redirect("movement_found", camera.pk, search.key)


def _note(request: HttpRequest, search: MovementSearch) -> None:
    """One consultation for the whole search: all of the stretch was looked at."""
    camera = search.camera
    thing = Thing(
        "movement",
        search.key,
        camera=camera.pk,
        venue=camera.venue_id,
        seen_from=search.since,
        seen_to=search.until,
        detail={"area": search.area},
    )
    note(Operation.CONSULTATION, thing, origin_of(request), reason=look_reason(request))


def _page(request: HttpRequest, camera: Camera, form: TimesForm, status: int = 200) -> HttpResponse:
    context: dict[str, Any] = {
        "camera": camera,
        "form": form,
        "reason": _(look_reason(request)),
        "area": form.data.get("area", ""),
    }
    if not form.is_valid():
        status = 400
    given = form.cleaned_data
    if "since" in given and "until" in given:
        context["cost"] = cost_of(camera, given["since"], given["until"])
    return render(request, "pages/search/movement.html", context, status=status)


def _own(request: HttpRequest, camera_id: int, key: str) -> MovementSearch:
    """Raises `Http404`, also for somebody else's: what moved where was searched for one reason."""
    try:
        number = UUID(key)
    except ValueError as error:
        raise Http404 from error
    found = MovementSearch.objects.select_related("camera__venue")
    return get_object_or_404(found, key=number, camera_id=camera_id, agent=request.user)
