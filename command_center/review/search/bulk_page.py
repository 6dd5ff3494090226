"""The page that says on how many alerts the same verdict falls, and gives it."""

from collections.abc import Sequence
from typing import Any, cast

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from command_center.alerts.models import Alert
from command_center.alerts.shown import shown_alerts
from command_center.alerts.verdict_form import VerdictForm, confirmations, invalidations
from command_center.journal.models import Log, Operation
from command_center.journal.noting import Thing, note_all
from command_center.journal.origin import origin_of
from command_center.people.door import looked_at, right
from command_center.people.models import Agent
from command_center.people.reach import AT_CAMERA
from command_center.people.reached import reach_of
from command_center.review.look_reason import look_reason
from command_center.review.search.bulk import (
    MOST_AT_ONCE,
    Judged,
    OfSeveralKinds,
    Unknown,
    chosen,
    judge_all,
)
from command_center.review.search.result_rows import result_rows
from command_center.review.search.search_page import for_a_look
from detection.kinds import EventKind


@right("alerts.view_alert", "alerts.add_verdict", "footage.view_segment", looks=True, filtered=True)
@require_http_methods(["GET", "POST"])
@never_cache
@for_a_look
def review_verdicts(request: HttpRequest) -> HttpResponse:
    given = request.POST if request.method == "POST" else request.GET
    numbers = _numbers(given.getlist("alert"))
    if not 0 < len(numbers) <= MOST_AT_ONCE:
        return _refused(request, _told_number(len(numbers)))
    try:
        if request.method == "POST":
            return _judge(request, numbers)
        return _page(request, _waiting(request, numbers), VerdictForm())
    except Unknown as error:
        raise Http404 from error
    except OfSeveralKinds:
        return _refused(request, _("Choose alerts of one kind: nothing was judged."))


def _judge(request: HttpRequest, numbers: Sequence[int]) -> HttpResponse:
    form = VerdictForm(request.POST)
    if not form.is_valid():
        return _page(request, _waiting(request, numbers), form, 400)
    agent = cast(Agent, request.user)
    judged = judge_all(numbers, _within(request), agent, form.said())
    _note(request, judged.given)
    _tell(request, judged)
    return redirect(_onward(request))


def _waiting(request: HttpRequest, numbers: Sequence[int]) -> list[Alert]:
    """Without those that somebody judged since they were chosen."""
    return [one for one in chosen(numbers, _within(request)) if not one.verdicts.all()]


def _page(
    request: HttpRequest, alerts: Sequence[Alert], form: VerdictForm, status: int = 200
) -> HttpResponse:
    if not alerts:
        return _refused(request, _("All of these have been judged meanwhile."))
    rows = result_rows(alerts)
    looked_at(request, shown_alerts([row.alert for row in rows]))
    context: dict[str, Any] = {
        "rows": rows,
        "kind": rows[0].alert,
        "form": form,
        "confirmations": confirmations(),
        "invalidations": invalidations(EventKind(alerts[0].kind)),
        "next": _onward(request),
    }
    return render(request, "pages/search/verdicts.html", context, status=status)


def _refused(request: HttpRequest, why: str) -> HttpResponse:
    messages.warning(request, why)
    return redirect(_onward(request))


def _note(request: HttpRequest, alerts: Sequence[Alert]) -> None:
    """One entry for each, besides that of the step as a whole."""
    things = [
        Thing(
            "alert_verdict",
            one.pk,
            one.camera_id,
            one.camera.venue_id,
            log=Log.ALGORITHMIC,
            detail={"verdict": request.POST["verdict"], "together": len(alerts)},
        )
        for one in alerts
    ]
    note_all(Operation.MODIFICATION, things, origin_of(request), reason=look_reason(request))


def _tell(request: HttpRequest, judged: Judged) -> None:
    given, left = len(judged.given), len(judged.left)
    if given:
        told = ngettext(
            "%(count)s alert has its verdict, with your name and the time.",
            "%(count)s alerts have their verdicts, with your name and the time.",
            given,
        )
        messages.success(request, told % {"count": given})
    if left:
        told = ngettext(
            "%(count)s had been judged meanwhile and was left as it is: %(which)s.",
            "%(count)s had been judged meanwhile and were left as they are: %(which)s.",
            left,
        )
        which = ", ".join(f"{one.pk}" for one in judged.left)
        messages.warning(request, told % {"count": left, "which": which})


def _told_number(count: int) -> str:
    if not count:
        return _("Choose some alerts first.")
    return _("Choose at most %(most)s alerts at once.") % {"most": MOST_AT_ONCE}


def _within(request: HttpRequest) -> Q:
    """Where both rights reach."""
    reaches = [reach_of(request, one) for one in ("alerts.view_alert", "alerts.add_verdict")]
    return reaches[0].of(*AT_CAMERA) & reaches[1].of(*AT_CAMERA)


def _onward(request: HttpRequest) -> str:
    onward = request.POST.get("next") or request.GET.get("next") or ""
    is_here = url_has_allowed_host_and_scheme(onward, {request.get_host()})
    return onward if onward and is_here else reverse("review_search")


def _numbers(texts: Sequence[str]) -> list[int]:
    """Raises `Http404` for what no page of ours asks."""
    if not all(one.isascii() and one.isdigit() and len(one) < 18 for one in texts):
        raise Http404
    return sorted({int(one) for one in texts})
