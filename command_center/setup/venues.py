"""Venues: entered, changed, and their floor plans."""

from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from command_center.people.door import right
from command_center.people.reached import reach_of
from command_center.setup.venue_form import VenueForm, offered_time_zones
from command_center.venues.models import FloorPlan, Venue


@right("venues.view_venue", filtered=True)
@require_GET
def venues(request: HttpRequest) -> HttpResponse:
    within = reach_of(request, "venues.view_venue").of("pk")
    found = (
        Venue.objects.filter(within)
        .annotate(
            camera_count=Count("cameras", distinct=True), plan_count=Count("plans", distinct=True)
        )
        .order_by("name")
    )
    plans = FloorPlan.objects.defer("picture").order_by("-name")
    first_plans = {plan.venue_id: plan for plan in plans}
    rows = [(venue, first_plans.get(venue.pk)) for venue in found]
    return render(request, "pages/venues/venues.html", {"rows": rows})


@right("venues.add_venue")
@require_http_methods(["GET", "POST"])
def venue_new(request: HttpRequest) -> HttpResponse:
    form = VenueForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        venue = form.save()
        messages.success(request, _("Venue “%(venue)s” is entered.") % {"venue": venue})
        return redirect("venue", venue.pk)
    return _page(request, {"form": form, "title": _("Add a venue")})


@right("venues.view_venue")
@require_GET
@never_cache
def venue(request: HttpRequest, venue_id: int) -> HttpResponse:
    found = get_object_or_404(Venue, pk=venue_id)
    return _of(request, found, VenueForm(instance=found))


@right("venues.change_venue")
@require_http_methods(["POST"])
def venue_change(request: HttpRequest, venue_id: int) -> HttpResponse:
    found = get_object_or_404(Venue, pk=venue_id)
    form = VenueForm(request.POST, instance=found)
    if not form.is_valid():
        return _of(request, Venue.objects.get(pk=venue_id), form)
    form.save()
    messages.success(request, _("Venue “%(venue)s” is changed.") % {"venue": found})
    return redirect("venue", venue_id)


def _of(request: HttpRequest, found: Venue, form: VenueForm) -> HttpResponse:
    plans = found.plans.defer("picture").annotate(camera_count=Count("placements")).order_by("name")
    context = {"venue": found, "plans": plans, "title": found.name, "form": form}
    return _page(request, {**context, "camera_count": found.cameras.count()})


def _page(request: HttpRequest, context: dict[str, object]) -> HttpResponse:
    context = {**context, "time_zones": offered_time_zones()}
    return render(request, "pages/venues/venue.html", context)
