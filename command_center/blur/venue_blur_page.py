"""What a venue shows blurred: its page."""

from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from command_center.blur.venue_blur import VenueBlur, blur_of
from command_center.people.door import right
from command_center.venues.models import Venue

if TYPE_CHECKING:
    VenueBlurModelForm = forms.ModelForm[VenueBlur]
else:
    VenueBlurModelForm = forms.ModelForm


class VenueBlurForm(VenueBlurModelForm):
    class Meta:
        model = VenueBlur
        fields = (
            "review_is_blurred",
            "clips_are_blurred",
            "live_is_blurred",
            "unmasking_needs_second",
            "longest_unmasking_min",
        )


@require_http_methods(["GET", "POST"])
@never_cache
@right("blur.change_venueblur")
def venue_blur(request: HttpRequest, venue_id: int) -> HttpResponse:
    venue = get_object_or_404(Venue, pk=venue_id)
    form = VenueBlurForm(request.POST or None, instance=blur_of(venue_id))
    if form.is_valid():
        form.save()
        messages.success(request, _("Saved: it holds from now on."))
        return redirect("venue_blur", venue_id)
    status = 400 if form.is_bound else 200
    context = {"form": form, "venue": venue}
    return render(request, "pages/blur/venue_blur.html", context, status=status)
