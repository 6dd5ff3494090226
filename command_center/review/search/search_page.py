"""The page that searches alerts: reading the results is a consultation, for a reason of its own."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from command_center.alerts.shown import shown_alerts
from command_center.journal.asked import asked
from command_center.journal.models import Log
from command_center.journal.noting import Thing
from command_center.people.door import for_reason, looked_at, right
from command_center.people.reach import Reach
from command_center.people.reached import reach_of
from command_center.review.look_reason import keep_look_reason, look_reason
from command_center.review.search import incident_criterion
from command_center.review.search.alerts_found import COUNTED, Position, count, search
from command_center.review.search.bulk import MOST_AT_ONCE
from command_center.review.search.criteria import Criteria
from command_center.review.search.result_rows import ResultRow, result_rows
from command_center.review.search.search_form import AFTER, SearchForm
from command_center.venues.models import Camera

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def for_a_look(view: View[P]) -> View[P]:
    """Behind the door: whoever has not said why they look again is asked first."""

    @wraps(view)
    def asked_first(request: HttpRequest, *args: P.args, **given: P.kwargs) -> HttpResponse:
        reason = look_reason(request)
        if not reason:
            onward = request.get_full_path() if request.method == "GET" else request.path
            return redirect(f"{reverse('look_reason')}?{urlencode({'next': onward})}")
        for_reason(request, reason)
        keep_look_reason(request)
        return view(request, *args, **given)

    return cast("View[P]", asked_first)


@right("footage.view_segment", "alerts.view_alert", looks=True, filtered=True)
@require_GET
@never_cache
@for_a_look
def review_search(request: HttpRequest) -> HttpResponse:
    reach = reach_of(request, "alerts.view_alert")
    with_incidents = bool(reach_of(request, incident_criterion.RIGHT))
    form = SearchForm(request.GET, reach, with_incidents=with_incidents)
    context: dict[str, Any] = {"form": form, "reason": _(look_reason(request))}
    if not form.is_valid():
        return render(request, "pages/search/search.html", context, status=400)
    context |= _found(request, form.criteria(), reach)
    context |= {"asked": form.asked(), "clock": form.clock, "is_first": AFTER not in request.GET}
    return render(request, "pages/search/search.html", context)


def _found(request: HttpRequest, criteria: Criteria, reach: Reach) -> dict[str, Any]:
    page = search(criteria, reach, _position(request))
    rows = result_rows(page.alerts)
    looked_at(request, [_searched(request, criteria, reach, len(rows)), *_shown(rows)])
    counted = count(criteria, reach)
    return {
        "rows": rows,
        "after": page.after,
        "counted": min(counted, COUNTED),
        "has_more": counted > COUNTED,
        "most": MOST_AT_ONCE,
        "criteria": criteria,
    }


def _shown(rows: list[ResultRow]) -> list[Thing]:
    return shown_alerts([row.alert for row in rows])


def _searched(request: HttpRequest, criteria: Criteria, reach: Reach, shown: int) -> Thing:
    """Found in the journal under the camera that it asks for."""
    venue = criteria.venue
    if criteria.camera:
        of_camera = Camera.objects.filter(reach.of("venue_id", "pk"), pk=criteria.camera)
        venue = of_camera.values_list("venue_id", flat=True).first()
    elif venue is None and len(reach.venues) == 1:
        (venue,) = reach.venues
    detail = {"asked": asked(request), "criteria": criteria.said(), "shown": shown}
    return Thing("review_search", "", criteria.camera, venue, log=Log.ALGORITHMIC, detail=detail)


def _position(request: HttpRequest) -> Position | None:
    """Raises `Http404` for what no page of ours links to."""
    text = request.GET.get(AFTER, "")
    try:
        return Position.parse(text) if text else None
    except ValueError as error:
        raise Http404 from error
