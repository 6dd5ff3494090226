"""What a person does with a situation.

A script says `Accept: text/plain`: it gets 204, or 400, 409 or 410 with a sentence. A plain form
is led back (`next`, else the wall) with the sentence as a message.
"""

from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import wraps
from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from command_center.alerts.verdict_form import VerdictForm
from command_center.desk import acting, settling
from command_center.desk.putting_aside import shelve
from command_center.desk.refusal import Refused
from command_center.people.door import right
from command_center.people.models import Agent

View = Callable[[HttpRequest, int], None]
SEES, ACTS = "alerts.view_alert", "desk.add_act"
JUDGES, SHELVES = "alerts.add_verdict", "desk.add_suppression"


def told(view: View) -> Callable[[HttpRequest, int], HttpResponse]:
    """Answers as the module says, whether it was done or `Refused`."""

    @wraps(view)
    def answering(request: HttpRequest, alert_id: int) -> HttpResponse:
        try:
            view(request, alert_id)
        except Refused as refusal:
            return _answer(request, str(refusal), refusal.status)
        return _answer(request, "", 204)

    return answering


@right(SEES, ACTS)
@require_POST
@told
def situation_acknowledge(request: HttpRequest, alert_id: int) -> None:
    """`owner`: the name of who has it in hand, where it is knowingly taken over from them."""
    acting.acknowledge(alert_id, _agent(request), request.POST.get("owner", ""))


@right(SEES, ACTS)
@require_POST
@told
def situation_give(request: HttpRequest, alert_id: int) -> None:
    """`to`: the number of a colleague."""
    to = Agent.objects.filter(pk=_number(request.POST.get("to", "")), is_active=True).first()
    if to is None:
        raise Refused(_("Choose to whom."))
    acting.give(alert_id, _agent(request), to)


@right(SEES, ACTS)
@require_POST
@told
def situation_release(request: HttpRequest, alert_id: int) -> None:
    acting.release(alert_id, _agent(request))


@right(SEES, JUDGES)
@require_POST
@told
def situation_verdict(request: HttpRequest, alert_id: int) -> None:
    """The fields of `VerdictForm`; `alerts`: the numbers that the page showed, with spaces."""
    form = VerdictForm(request.POST)
    if not form.is_valid():
        raise Refused(" ".join(str(text) for texts in form.errors.values() for text in texts))
    settling.settle(alert_id, _seen(request), _agent(request), form.said())


@right(SEES, JUDGES)
@require_POST
@told
def situation_undo(request: HttpRequest, alert_id: int) -> None:
    settling.undo(alert_id, _agent(request))


@right(SEES, SHELVES)
@require_POST
@told
def situation_shelve(request: HttpRequest, alert_id: int) -> None:
    """`minutes`, and `reason`: of all alerts of that camera and kind."""
    minutes = _number(request.POST.get("minutes", ""))
    shelve(alert_id, _agent(request), timedelta(minutes=minutes), request.POST.get("reason", ""))


def _answer(request: HttpRequest, text: str, status: int) -> HttpResponse:
    if not request.accepts("text/html"):
        return HttpResponse(text, status=status, content_type="text/plain; charset=utf-8")
    if text:
        messages.warning(request, text)
    onward = request.POST.get("next", "")
    is_here = url_has_allowed_host_and_scheme(onward, {request.get_host()})
    return redirect(onward if onward and is_here else reverse("wall"))


def _agent(request: HttpRequest) -> Agent:
    return cast(Agent, request.user)


def _seen(request: HttpRequest) -> Sequence[int]:
    """Raises `Http404` for what no page of ours sends."""
    texts = " ".join(request.POST.getlist("alerts")).split()
    if not all(_number(text) for text in texts):
        raise Http404
    return sorted({int(text) for text in texts})


def _number(text: str) -> int:
    """0 for what is none."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 18 else 0
