"""The pages of the weekly reports: all of them, one, and one composed again."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from command_center.law.models import Order
from command_center.people.door import right
from command_center.people.reached import reach_of
from command_center.reports.composing import Content
from command_center.reports.deadline import deadline
from command_center.reports.due import compose_anew, compose_due, settled_at
from command_center.reports.forms import AnnexForm, ReviewForm
from command_center.reports.models import WeeklyReport
from command_center.reports.recomputing import recompute
from command_center.reports.rows import order_rows
from command_center.reports.shown import lasting
from command_center.reports.shown_blocks import shown_blocks
from command_center.reports.telling.document import document

ORDERS_A_PAGE = 20


@right("reports.view_weeklyreport", looks=True, filtered=True)
@require_GET
@never_cache
def reports(request: HttpRequest) -> HttpResponse:
    """What is due and was not composed yet is composed now."""
    compose_due()
    now = timezone.now()
    within = reach_of(request, "reports.view_weeklyreport").of("venue_id")
    begun = Order.objects.filter(within, starts_at__lte=now).select_related("venue")
    page = Paginator(begun, ORDERS_A_PAGE).get_page(request.GET.get("page"))
    limit = deadline()
    rows = order_rows(page.object_list, limit, now)
    states = [week.state for row in rows for week in row.weeks]
    context = {
        "rows": [row for row in rows if row.weeks],
        "page": page,
        "deadline": limit,
        "overdue": states.count("overdue"),
        "due": states.count("due"),
    }
    return render(request, "pages/reports/reports.html", context)


@right("reports.view_weeklyreport", looks=True)
@require_GET
@never_cache
def report(request: HttpRequest, report_id: int) -> HttpResponse:
    """A draft is shown as the records are now."""
    found = found_report(report_id)
    if found.frozen_at is None and compose_anew(found, settled_at()):
        found = found_report(report_id)
    return report_page(request, found, ReviewForm(), AnnexForm())


def found_report(report_id: int) -> WeeklyReport:
    known = WeeklyReport.objects.select_related("order__venue", "order__certificate", "reviewed_by")
    return get_object_or_404(known, pk=report_id)


def report_page(
    request: HttpRequest,
    found: WeeklyReport,
    review: ReviewForm,
    annex: AnnexForm,
    *,
    is_outdated: bool = False,
    status: int = 200,
) -> HttpResponse:
    """`is_outdated`: its reader wanted to freeze it, and it is another by now."""
    told = found.told
    shown = document(told, found.sha256)
    context = {
        "report": found,
        "told": told,
        "document": shown,
        "blocks": shown_blocks(shown),
        "hours": _of_all_cameras(told, "analysed_s"),
        "interrupted": _of_all_cameras(told, "interrupted_s"),
        "is_over": found.told_week.until <= found.composed_at,
        "review": review,
        "annex": annex,
        "annexes": found.annexes.select_related("by"),
        "is_outdated": is_outdated,
    }
    return render(request, "pages/reports/report.html", context, status=status)


def _of_all_cameras(told: Content, name: str) -> str:
    return lasting(sum(one[name] for one in told["analysis"]["cameras"]))


@right("reports.view_weeklyreport", looks=True)
@require_GET
@never_cache
def report_recomputed(request: HttpRequest, report_id: int) -> HttpResponse:
    found = found_report(report_id)
    context = {"report": found, "told": found.told, "again": recompute(found)}
    return render(request, "pages/reports/recomputed.html", context)
