"""What stands beside a player: whether people are plain in it, and the way to see them plain."""

from collections.abc import Mapping
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from command_center.blur.asked_cameras import Asked, asked_of
from command_center.blur.in_force import covering, waiting
from command_center.blur.models import Ending, Unmasking
from command_center.blur.unmask_form import UnmaskForm, milliseconds
from command_center.blur.venue_blur import blur_of
from command_center.journal.models import Operation
from command_center.journal.noting import Thing, note_all
from command_center.journal.origin import origin_of
from command_center.people.door import for_reason, right
from command_center.people.models import Agent

PANEL = "pages/blur/unmask_panel.html"


@require_GET
@never_cache
@right("blur.add_unmasking", filtered=True)
def unmask_panel(request: HttpRequest) -> HttpResponse:
    """For these cameras and this stretch: a part of a page, which `<unmask-button>` fetches."""
    asked = asked_of(request, request.GET)
    agent = cast(Agent, request.user)
    return _panel(request, asked, UnmaskForm(agent, blur_of(asked.venue_id)))


@right("blur.add_unmasking", filtered=True)
@require_POST
@never_cache
def unmask(request: HttpRequest) -> HttpResponse:
    """Answers with the part as it is then, or with its form and what is wrong in it."""
    asked = asked_of(request, request.POST)
    agent = cast(Agent, request.user)
    form = UnmaskForm(agent, blur_of(asked.venue_id), request.POST)
    if not form.is_valid():
        return _panel(request, asked, form)
    _unmask(request, asked, agent, form)
    return _panel(request, asked, form)


@right("blur.add_unmasking")
@require_POST
@never_cache
def unmask_end(request: HttpRequest, unmasking_id: int) -> HttpResponse:
    """By who unmasked; 204, also where it has ended already."""
    unmasking = get_object_or_404(Unmasking, pk=unmasking_id, agent=request.user)
    agent = cast(Agent, request.user)
    Ending.objects.get_or_create(unmasking=unmasking, defaults={"agent": agent})
    return HttpResponse(status=204)


def _unmask(request: HttpRequest, asked: Asked, agent: Agent, form: UnmaskForm) -> None:
    """Each camera's own entry says it: it is found where one looks for what became of a camera."""
    unmasking = Unmasking.objects.create(
        agent=agent,
        venue_id=asked.venue_id,
        cameras=asked.numbers,
        covers_from=asked.since,
        covers_until=asked.until,
        reason=form.said,
        lasts_min=form.cleaned_data["minutes"],
    )
    for_reason(request, form.said)
    detail = {"minutes": unmasking.lasts_min, "cameras": asked.numbers}
    things = [_thing(unmasking, number, detail) for number in asked.numbers]
    note_all(Operation.MODIFICATION, things, origin_of(request), reason=form.said)


def _thing(unmasking: Unmasking, camera: int, detail: Mapping[str, object]) -> Thing:
    return Thing(
        "unmasking",
        unmasking.pk,
        camera=camera,
        venue=unmasking.venue_id,
        seen_from=unmasking.covers_from,
        seen_to=unmasking.covers_until,
        detail=detail,
    )


def _panel(request: HttpRequest, asked: Asked, form: UnmaskForm) -> HttpResponse:
    agent = cast(Agent, request.user)
    stretch = (asked.numbers, asked.since, asked.until)
    context = {
        "said": blur_of(asked.venue_id),
        "in_force": covering(agent, *stretch),
        "waits": waiting(agent, *stretch),
        "form": form,
        "cameras": asked.cameras,
        "from": milliseconds(asked.since),
        "until": milliseconds(asked.until),
    }
    return render(request, PANEL, context)
