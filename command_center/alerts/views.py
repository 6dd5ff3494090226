"""The list of alerts, and one row of it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from command_center.alerts.models import Alert
from command_center.alerts.rows import alert_row, newest_rows
from command_center.alerts.shown import shown_alerts
from command_center.people.door import looked_at, right
from command_center.people.reached import reach_of


@require_GET
@never_cache
@right("alerts.view_alert", looks=True)
def row(request: HttpRequest, alert_id: int) -> HttpResponse:
    alert = get_object_or_404(Alert.objects.select_related("camera", "order"), pk=alert_id)
    return render(request, "pages/wall/alert_row.html", {"alert": alert_row(alert)})


@require_GET
@never_cache
@right("alerts.view_alert", looks=True, filtered=True)
def rows(request: HttpRequest) -> HttpResponse:
    found = newest_rows(reach_of(request, "alerts.view_alert"))
    looked_at(request, shown_alerts(found))
    return render(request, "pages/wall/alert_rows.html", {"alerts": found})
