"""The page that says what is over age, what goes when, and whether erasure runs."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from command_center.people.door import right
from command_center.retention.banners import is_late
from command_center.retention.last_erasure import last_erasure
from command_center.retention.models import ErasureCertificate, Hold
from command_center.retention.preview import days, going

LATEST = 8


@right("retention.view_rule")
@require_safe
@never_cache
def retention(request: HttpRequest) -> HttpResponse:
    last = last_erasure()
    rows = going()
    context = {
        "last": last,
        "is_late": is_late(last),
        "days": days(),
        "rows": rows,
        "totals": [sum(column) for column in zip(*(row.days for row in rows), strict=True)],
        "held": sum(row.held for row in rows),
        "holds": Hold.objects.active().count(),
        "latest": ErasureCertificate.objects.defer("items")[:LATEST],
    }
    return render(request, "pages/retention/overview.html", context)
