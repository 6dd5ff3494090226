"""What administrators enter of an agent: designations, trainings, and their revocation."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from command_center.people.door import right
from command_center.people.forms import DesignationForm, RevocationForm, TrainingForm
from command_center.people.models import Agent, Designation, Training


@right("people.add_designation")
@require_http_methods(["GET", "POST"])
@never_cache
def designate(request: HttpRequest, agent_id: int) -> HttpResponse:
    return _entered(request, agent_id, DesignationForm, "pages/people/designation_form.html")


@right("people.add_training")
@require_http_methods(["GET", "POST"])
@never_cache
def train(request: HttpRequest, agent_id: int) -> HttpResponse:
    return _entered(request, agent_id, TrainingForm, "pages/people/training_form.html")


@right("people.change_designation", looks=True)
@require_http_methods(["GET", "POST"])
@never_cache
def designation_revoke(request: HttpRequest, designation_id: int) -> HttpResponse:
    return _revoked(request, get_object_or_404(Designation, pk=designation_id))


@right("people.change_training", looks=True)
@require_http_methods(["GET", "POST"])
@never_cache
def training_revoke(request: HttpRequest, training_id: int) -> HttpResponse:
    return _revoked(request, get_object_or_404(Training, pk=training_id))


def _entered(
    request: HttpRequest,
    agent_id: int,
    kind: type[DesignationForm] | type[TrainingForm],
    page: str,
) -> HttpResponse:
    agent = get_object_or_404(Agent, pk=agent_id)
    form = kind(agent, cast(Agent, request.user), request.POST or None)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("It is entered, and counts for %(agent)s.") % {"agent": agent})
        return redirect("person", agent.pk)
    return render(request, page, {"form": form, "agent": agent})


def _revoked(request: HttpRequest, entered: Designation | Training) -> HttpResponse:
    form = RevocationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        _revoke(request, entered, form.cleaned_data["reason"])
        return redirect("person", entered.agent_id)
    context: dict[str, object] = {"form": form, "entered": entered, "agent": entered.agent}
    context |= {"is_designation": isinstance(entered, Designation)}
    return render(request, "pages/people/revoke.html", context)


def _revoke(request: HttpRequest, entered: Designation | Training, reason: str) -> None:
    if entered.revoke(cast(Agent, request.user), reason):
        messages.success(request, _("It is revoked. Open pictures and alerts have been closed."))
    else:
        messages.error(request, _("It was revoked already."))
