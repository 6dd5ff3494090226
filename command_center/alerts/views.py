"""The list of alerts, and one row of it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from command_center.alerts.models import Alert
from command_center.alerts.rows import alert_row, newest_rows
from command_center.people.door import right


@require_GET
@never_cache
@right("alerts.view_alert", looks=True)
def row(request: HttpRequest, alert_id: int) -> HttpResponse:
    alert = get_object_or_404(Alert.objects.select_related("camera", "order"), pk=alert_id)
    return render(request, "pages/wall/alert_row.html", {"alert": alert_row(alert)})


@require_GET
@never_cache
@right("alerts.view_alert", looks=True)
def rows(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/wall/alert_rows.html", {"alerts": newest_rows()})
