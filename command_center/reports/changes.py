"""What people do with weekly reports: freeze one, add an annex, correct the deadline."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from command_center.people.door import right
from command_center.people.models import Agent
from command_center.reports.deadline import deadline
from command_center.reports.forms import AnnexForm, DeadlineForm, ReviewForm
from command_center.reports.freezing import NotAsRead, freeze
from command_center.reports.models import Deadline
from command_center.reports.views import found_report, report_page


@right("reports.change_weeklyreport", looks=True)
@require_POST
@never_cache
def report_freeze(request: HttpRequest, report_id: int) -> HttpResponse:
    """As it was read: what was composed anew meanwhile is read first."""
    found, form = found_report(report_id), ReviewForm(request.POST)
    is_over = found.told_week.until <= found.composed_at
    if not form.is_valid() or not is_over:
        return report_page(request, found, form, AnnexForm(), status=400)
    said = form.cleaned_data
    try:
        freeze(found, cast(Agent, request.user), said["remarks"], said["sha256"])
    except NotAsRead:
        found = found_report(report_id)
        return report_page(request, found, form, AnnexForm(), is_outdated=True, status=409)
    messages.success(request, _("The report is frozen. Nothing changes it any more."))
    return redirect("report", report_id)


@right("reports.add_annex", looks=True)
@require_POST
@never_cache
def report_annex(request: HttpRequest, report_id: int) -> HttpResponse:
    found, form = found_report(report_id), AnnexForm(request.POST)
    if found.frozen_at is None or not form.is_valid():
        return report_page(request, found, ReviewForm(), form, status=400)
    form.instance.report, form.instance.by = found, cast(Agent, request.user)
    form.save()
    messages.success(request, _("The annex is added, with your name and the time."))
    return redirect("report", report_id)


@right("reports.add_deadline")
@require_http_methods(["GET", "POST"])
@never_cache
def report_deadline(request: HttpRequest) -> HttpResponse:
    present = deadline()
    known = {"days": present.days, "source": present.source, "confirmation": present.confirmation}
    form = DeadlineForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        form.instance.entered_by = cast(Agent, request.user)
        form.save()
        messages.success(request, _("The deadline is corrected."))
        return redirect("reports")
    context = {"form": form, "history": Deadline.objects.select_related("entered_by")}
    return render(request, "pages/reports/deadline.html", context)
