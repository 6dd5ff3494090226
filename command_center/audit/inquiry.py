"""Why somebody reads the journal: asked once, and kept for the searches of the same inquiry."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from command_center.people.door import for_reason, right
from command_center.people.models import Agent
from command_center.people.reason import Use
from command_center.people.shift import ReasonChoiceForm

INQUIRY = "journal_inquiry"
"""In the session."""

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def inquiring(view: View[P]) -> View[P]:
    """Behind the door of a page over the journal: its reason is the inquiry's."""

    @wraps(view)
    def asked(request: HttpRequest, *args: P.args, **given: P.kwargs) -> HttpResponse:
        if not inquiry_of(request):
            onward = request.get_full_path() if request.method == "GET" else reverse("journal")
            return redirect(f"{reverse('journal_inquiry')}?{urlencode({'next': onward})}")
        for_reason(request, inquiry_of(request))
        return view(request, *args, **given)

    return cast("View[P]", asked)


def inquiry_of(request: HttpRequest) -> str:
    """As it was said; a known reason in English, as the journal keeps it."""
    return str(request.session.get(INQUIRY, ""))


def inquiry_words(request: HttpRequest) -> str:
    """In the reader's language."""
    said = inquiry_of(request)
    return _(said) if said else ""


@right("journal.view_entry", filtered=True)
@require_http_methods(["GET", "POST"])
@never_cache
def journal_inquiry(request: HttpRequest) -> HttpResponse:
    assert isinstance(request.user, Agent)
    form = ReasonChoiceForm(request.user, Use.LOOK, request.POST or None)
    onward = request.POST.get("next") or request.GET.get("next") or reverse("journal")
    if form.is_valid():
        request.session[INQUIRY] = form.said
        messages.success(
            request, _("The inquiry is begun: its reason goes with all you read here.")
        )
        is_here = url_has_allowed_host_and_scheme(onward, {request.get_host()})
        return redirect(onward if is_here else "journal")
    context = {"form": form, "next": onward, "inquiry": inquiry_of(request)}
    status = 400 if form.is_bound else 200
    return render(request, "pages/audit/inquiry.html", context, status=status)
