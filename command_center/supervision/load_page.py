"""The load meter: for supervisors, of what they reach; it renews itself."""

from datetime import timedelta
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from command_center.people.door import right
from command_center.people.models import Agent
from command_center.people.reach import Reach
from command_center.people.reached import reach_of
from command_center.supervision.load_contributors import contributors
from command_center.supervision.load_desk import Time, desk_loads
from command_center.supervision.load_handled import handled
from command_center.supervision.load_operators import leads, operator_loads
from command_center.supervision.load_rows import contributor_rows, desk_row, operator_row
from command_center.venues.models import Venue

DAYS = (1, 7)
RENEWED_EVERY_S = 20


@right("supervision.view_load", filtered=True)
@require_GET
@never_cache
def load(request: HttpRequest) -> HttpResponse:
    days = 7 if request.GET.get("days") == "7" else 1
    reach = reach_of(request, "supervision.view_load")
    context = _context(reach, leads(cast(Agent, request.user)), days)
    return render(request, "pages/load/load.html", context)


def _context(reach: Reach, lead: Reach, days: int) -> dict[str, Any]:
    now = timezone.now()
    time = Time(now - timedelta(days=days), now)
    found = handled(reach, time.since)
    venues = dict(Venue.objects.filter(reach.of("pk")).values_list("pk", "name"))
    sources = contributors(found, reach, time.since)
    return {
        "days": days,
        "choices": DAYS,
        "every": RENEWED_EVERY_S,
        "time": time,
        "desks": [desk_row(one) for one in desk_loads(found, reach, venues, time)],
        "leads": bool(lead),
        "operators": [operator_row(one) for one in operator_loads(found, lead, now)],
        "contributors": contributor_rows(sources),
        "share_of_worst": round(100 * sum(one.share for one in sources)),
    }
