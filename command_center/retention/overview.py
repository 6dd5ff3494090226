"""The page that says what is over age, what goes when, and whether erasure runs."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from command_center.people.door import right
from command_center.people.reached import reach_of
from command_center.retention.banners import is_late
from command_center.retention.last_erasure import last_erasure
from command_center.retention.models import Hold
from command_center.retention.places import reached_certificates, reached_holds
from command_center.retention.preview import days, going

LATEST = 8


@right("retention.view_rule", filtered=True)
@require_safe
@never_cache
def retention(request: HttpRequest) -> HttpResponse:
    last = last_erasure()
    reach = reach_of(request, "retention.view_rule")
    rows = going(reach)
    context = {
        "last": last,
        "is_late": is_late(last),
        "days": days(),
        "rows": rows,
        "totals": [sum(column) for column in zip(*(row.days for row in rows), strict=True)],
        "held": sum(row.held for row in rows),
        "holds": len(reached_holds(Hold.objects.active(), reach)),
        "latest": reached_certificates(reach)[:LATEST],
    }
    return render(request, "pages/retention/overview.html", context)
