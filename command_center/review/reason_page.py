"""Where somebody says why they look at recordings."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from command_center.people.door import right
from command_center.people.models import Agent
from command_center.people.reason import Use
from command_center.people.shift import ReasonChoiceForm
from command_center.review.look_reason import give_look_reason


@require_http_methods(["GET", "POST"])
@never_cache
@right("footage.view_segment", filtered=True)
def look_reason_page(request: HttpRequest) -> HttpResponse:
    """Asked before the first look at recordings; leads back to `next`."""
    form = ReasonChoiceForm(cast(Agent, request.user), Use.LOOK, request.POST or None)
    onward = request.POST.get("next") or request.GET.get("next") or "/review/"
    if form.is_valid():
        give_look_reason(request, form.said)
        is_here = url_has_allowed_host_and_scheme(onward, {request.get_host()})
        return redirect(onward if is_here else "/review/")
    status = 400 if form.is_bound else 200
    context = {"form": form, "next": onward}
    return render(request, "pages/review/reason.html", context, status=status)
