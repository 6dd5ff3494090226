"""The reasons that people choose from: an administrator adds them, and takes them out of use."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from command_center.people.door import right
from command_center.people.models import Reason
from command_center.people.reason import Use
from command_center.people.reason_form import ReasonForm
from command_center.people.roles import Role


@right("people.add_reason")
@require_http_methods(["GET", "POST"])
@never_cache
def reasons(request: HttpRequest) -> HttpResponse:
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("The reason is offered from now on."))
        return redirect("reasons")
    status = 400 if form.is_bound else 200
    context = {"form": form, "uses": _uses()}
    return render(request, "pages/people/reasons.html", context, status=status)


@right("people.add_reason")
@require_POST
def reason_offer(request: HttpRequest, reason_id: int) -> HttpResponse:
    """`offered`: 1, or 0 to take it out of use. Entries that quote it keep their words."""
    found = get_object_or_404(Reason, pk=reason_id)
    found.is_offered = request.POST.get("offered") == "1"
    found.save(update_fields=["is_offered"])
    told = _("It is offered again.") if found.is_offered else _("It is not offered any more.")
    messages.success(request, told)
    return redirect("reasons")


def _uses() -> list[tuple[str, list[tuple[Reason, str]]]]:
    """Of each use its reasons, those that are offered first, each with its roles."""
    found = list(Reason.objects.order_by("-is_offered", "id"))
    return [
        (str(use.label), [(one, _roles(one)) for one in found if one.use == use]) for use in Use
    ]


def _roles(reason: Reason) -> str:
    named = [str(role.label) for role in Role if role in reason.roles]
    return ", ".join(named) or _("everybody")
