"""The pages of the rights desk: what is to be answered, intake, one request."""

from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from command_center.people.door import right
from command_center.people.models import Agent
from command_center.rights_desk.deadline import due_on, extended_due_on
from command_center.rights_desk.desk import NotTaken, possible_steps, take_in, take_step
from command_center.rights_desk.exports import TRACE_FORMS
from command_center.rights_desk.images_kept import images_erased_by
from command_center.rights_desk.intake_form import IntakeForm
from command_center.rights_desk.models import RightsRequest
from command_center.rights_desk.right import Right, StepKind
from command_center.rights_desk.rows import request_row, request_rows, today
from command_center.rights_desk.step_forms import FORMS, AnsweredForm, StepForm
from command_center.rights_desk.words import actions


@right("rights_desk.view_rightsrequest", looks=True)
@require_safe
@never_cache
def requests(request: HttpRequest) -> HttpResponse:
    waiting, done = request_rows()
    context = {"waiting": waiting, "done": done}
    return render(request, "pages/rights_desk/requests.html", context)


@right("rights_desk.add_rightsrequest")
@require_http_methods(["GET", "POST"])
@never_cache
def request_new(request: HttpRequest) -> HttpResponse:
    form = IntakeForm(request.POST or None, initial={"received_on": today()})
    if request.method == "POST" and form.is_valid():
        agent = cast(Agent, request.user)
        taken = take_in(form.save(commit=False), agent, form.cleaned_data["identity"])
        messages.success(request, _("Request no. %(number)s is entered.") % {"number": taken})
        return redirect("rights_request", taken.pk)
    context = {"form": form, "due_on": due_on(today())}
    return render(request, "pages/rights_desk/intake.html", context)


@right("rights_desk.view_rightsrequest", looks=True)
@require_safe
@never_cache
def rights_request(request: HttpRequest, request_id: int) -> HttpResponse:
    return request_page(request, request_id)


@right("rights_desk.add_rightsstep", looks=True)
@require_POST
def step(request: HttpRequest, request_id: int, kind: str) -> HttpResponse:
    found = get_object_or_404(RightsRequest, pk=request_id)
    form = _form(_kind(kind), found, request)
    if form.is_valid():
        try:
            take_step(found, form.kind, cast(Agent, request.user), **form.given())
        except NotTaken as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Kept, with your name and the time."))
        return redirect("rights_request", request_id)
    return request_page(request, request_id, form)


def request_page(
    request: HttpRequest, request_id: int, faulty: StepForm | None = None
) -> HttpResponse:
    """`faulty`: a form as it was sent, where it had faults."""
    found = get_object_or_404(
        RightsRequest.objects.select_related("venue", "entered_by"), pk=request_id
    )
    steps = list(found.steps.select_related("by", "ground"))
    possible = possible_steps(steps)
    said = actions()
    forms = [
        (said[kind], faulty if faulty and faulty.kind == kind else _form(kind, found))
        for kind in possible
    ]
    context = {
        "row": request_row(found),
        "steps": steps,
        "answer": next((one for one in steps if one.kind == StepKind.ANSWERED), None),
        "forms": forms,
        "faulty": faulty.kind if faulty else "",
        "extended_due_on": extended_due_on(found.received_on),
        "erased_by": images_erased_by(found),
        "is_objection": found.right == Right.OBJECTION,
        "trace_files": [(form, form.upper()) for form in TRACE_FORMS],
    }
    return render(request, "pages/rights_desk/request.html", context)


def _form(kind: StepKind, found: RightsRequest, request: HttpRequest | None = None) -> StepForm:
    data = request.POST if request else None
    if kind == StepKind.ANSWERED:
        return AnsweredForm(data, right=found.right)
    return FORMS[kind](data)


def _kind(kind: str) -> StepKind:
    if kind not in StepKind.values:
        raise Http404
    return StepKind(kind)
