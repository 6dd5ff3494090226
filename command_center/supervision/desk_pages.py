"""What the desk's page says and asks every minute: somebody is there; what was escalated."""

from datetime import timedelta

import redis
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from command_center.law.warnings import warnings
from command_center.people.agent import Agent
from command_center.people.door import right
from command_center.people.reach import Place
from command_center.supervision.awake import awake, tell_awake
from command_center.supervision.desk_checking import (
    ACTS,
    ANSWERED_WITHIN,
    at_venue,
    checks_in_force,
    operators,
)
from command_center.supervision.escalated_lines import escalated_lines


@right(ACTS, filtered=True)
@require_POST
def desk_awake(request: HttpRequest) -> HttpResponse:
    """`input`: 1 where something was done since the page told last. Answers after how many seconds
    the page asks whether anybody is there; null where no venue of this agent's asks for it."""
    assert isinstance(request.user, Agent)
    try:
        tell_awake(request.user.pk, has_input=request.POST.get("input") == "1")
        asks = _asks_in(request.user)
    except redis.RedisError:  # nobody can tell, and nothing is concluded
        asks = None
    asks_in_s = None if asks is None else max(0.0, asks.total_seconds())
    return JsonResponse(
        {"asks_in_s": asks_in_s, "answered_within_s": ANSWERED_WITHIN.total_seconds()}
    )


@right("alerts.view_alert", filtered=True)
@require_safe
@never_cache
def desk_escalations(request: HttpRequest) -> HttpResponse:
    """Numbers and priorities only; what an alert shows is looked at elsewhere."""
    assert isinstance(request.user, Agent)
    lines = escalated_lines(request.user)
    return render(request, "pages/escalations/lines.html", {"lines": lines})


def _asks_in(agent: Agent) -> timedelta | None:
    """The soonest of the venues that the agent acts at, and where an order is in force."""
    reach, now = agent.reach(ACTS), timezone.now()
    asking = [(one.venue, one.every_min) for one in checks_in_force()]
    asking = [(venue, every) for venue, every in asking if venue and reach.covers(Place(venue))]
    if not asking:
        return None
    in_force = {one.venue_id for one in warnings(now).in_force}
    at_desk = operators(awake(), now)
    found = []
    for venue, every_min in asking:
        if venue in in_force and every_min:
            last = max((one.input_at for one in at_venue(at_desk, venue)), default=now)
            found.append(last + timedelta(minutes=every_min) - now)
    return min(found, default=None)
