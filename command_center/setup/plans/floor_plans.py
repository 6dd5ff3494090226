"""The floor plans of a venue: uploaded, shown, and taken away while nothing refers to them."""

from django.contrib import messages
from django.db.models import F, Func, TextField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import condition, require_GET, require_http_methods, require_POST

from command_center.people.door import right
from command_center.setup.plans.form import PlanForm
from command_center.setup.plans.upload import LARGEST_BYTES
from command_center.venues.models import Camera, CameraVersion, FloorPlan, Venue


@right("venues.add_floorplan")
@require_http_methods(["GET", "POST"])
def plan_new(request: HttpRequest, venue_id: int) -> HttpResponse:
    venue = get_object_or_404(Venue, pk=venue_id)
    form = PlanForm(venue, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        plan = form.save()
        messages.success(request, _("Plan “%(plan)s” is entered.") % {"plan": plan})
        return redirect("plan", plan.pk)
    context = {"venue": venue, "form": form, "largest_bytes": LARGEST_BYTES}
    return render(request, "pages/venues/plan_form.html", context)


def _print_of(request: HttpRequest, plan_id: int) -> str | None:  # noqa: ARG001
    """Of its picture, which PostgreSQL reads without sending it."""
    md5 = Func(F("picture"), function="md5", output_field=TextField())
    found = FloorPlan.objects.filter(pk=plan_id).values_list(md5, flat=True).first()
    return f'"{found}"' if found else None


@right("venues.view_venue")
@require_GET
@cache_control(private=True, no_cache=True)
@condition(etag_func=_print_of)
def plan_picture(request: HttpRequest, plan_id: int) -> HttpResponse:  # noqa: ARG001
    """A drawing, no picture of a camera. Asked for again each time: the right may have ended."""
    plan = get_object_or_404(FloorPlan, pk=plan_id)
    return HttpResponse(bytes(plan.picture), content_type=plan.media_type)


@right("venues.delete_floorplan")
@require_POST
def plan_remove(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Not one on which a camera stood: a version that names it could not be gone back to."""
    plan = get_object_or_404(FloorPlan.objects.defer("picture"), pk=plan_id)
    placed = ", ".join(Camera.objects.filter(placement__plan=plan).values_list("name", flat=True))
    if placed:
        text = _("Plan “%(plan)s” is kept: cameras stand on it (%(cameras)s).")
        messages.error(request, text % {"plan": plan, "cameras": placed})
    elif CameraVersion.objects.filter(setup__placement__plan=plan.pk).exists():
        text = _("Plan “%(plan)s” is kept: versions of cameras refer to it.")
        messages.error(request, text % {"plan": plan})
    else:
        plan.delete()
        messages.success(request, _("Plan “%(plan)s” is deleted.") % {"plan": plan})
    return redirect("venue", plan.venue_id)
