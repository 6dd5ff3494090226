"""Looking at quiet moments, one picture after the other."""

from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from command_center.evaluation.forms import GlimpseForm
from command_center.evaluation.reviewing import Gone, review, waiting
from command_center.journal.models import Log
from command_center.journal.noting import Thing
from command_center.people.door import looked_at, right
from command_center.people.models import Agent
from command_center.people.reached import reach_of
from command_center.streams.models import Glimpse

RIGHTS = ["evaluation.add_glimpsereview", "venues.view_camera"]
"""The second is of those that need a designation and both trainings: it is a camera's picture."""


@right(*RIGHTS, filtered=True)
@require_GET
@never_cache
def quiet_moments(request: HttpRequest) -> HttpResponse:
    return _page(request, None, 200)


@right(*RIGHTS, looks=True)
@require_GET
@never_cache
def quiet_moment_picture(request: HttpRequest, glimpse_id: int) -> HttpResponse:
    found = waiting(reach_of(request, RIGHTS[0])).defer(None).filter(pk=glimpse_id).first()
    if found is None or found.jpeg is None:
        raise Http404
    looked_at(request, [_shown(found)])
    return HttpResponse(bytes(found.jpeg), content_type="image/jpeg")


@right(*RIGHTS, looks=True)
@require_POST
def quiet_moment_review(request: HttpRequest, glimpse_id: int) -> HttpResponse:
    glimpse = get_object_or_404(Glimpse.objects.defer("jpeg"), pk=glimpse_id)
    form = GlimpseForm(glimpse.kinds, request.POST)
    if not form.is_valid():
        return _page(request, form, 400)
    try:
        review(glimpse, cast(Agent, request.user), form.cleaned_data["seen"])
    except Gone:
        messages.warning(request, _("Somebody else reviewed it, or its picture was erased."))
    return redirect("quiet_moments")


def _shown(found: Glimpse) -> Thing:
    """One instant of one camera."""
    camera, at = found.camera, found.taken_at
    return Thing("quiet_moment", found.pk, camera.pk, camera.venue_id, at, at, log=Log.ALGORITHMIC)


def _page(request: HttpRequest, form: GlimpseForm | None, status: int) -> HttpResponse:
    found = waiting(reach_of(request, RIGHTS[0]))
    glimpse = found.first()
    if glimpse is not None:
        form = form or GlimpseForm(glimpse.kinds)
    context = {"glimpse": glimpse, "form": form, "waiting": found.count()}
    return render(request, "pages/evaluation/quiet_moments.html", context, status=status)
