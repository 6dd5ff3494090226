"""The page of the figures, the same for the committee's paper, and its tables."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from command_center.documents import csv_text
from command_center.people.door import right
from command_center.people.reached import reach_of
from command_center.statistics import rows
from command_center.statistics.changes import changes
from command_center.statistics.charts import course_chart
from command_center.statistics.chooser import ChooserForm
from command_center.statistics.figures import Figures, figures
from command_center.statistics.links import links, period_words
from command_center.statistics.tables import TABLES, tables
from command_center.supervision.load_delays import duration

VIEW = "statistics.view_statistics"


@right("statistics.view_statistics", filtered=True)
@require_GET
@never_cache
def statistics(request: HttpRequest) -> HttpResponse:
    form = _form(request)
    context = _context(request, form, figures(form.asked()))
    return render(request, "pages/statistics/statistics.html", context)


@right("statistics.view_statistics", filtered=True)
@require_GET
@never_cache
def statistics_committee(request: HttpRequest) -> HttpResponse:
    """For paper: a browser prints it on A4, or saves it as PDF."""
    form = _form(request)
    context = _context(request, form, figures(form.asked()))
    return render(request, "pages/statistics/committee.html", context)


@right("statistics.view_statistics", hands_over=True, filtered=True)
@require_GET
@never_cache
def statistics_table(request: HttpRequest, table: str) -> HttpResponse:
    """One table for a spreadsheet."""
    if table not in TABLES:
        raise Http404
    text = csv_text(TABLES[table](figures(_form(request).asked()))).encode()
    disposition = {"content-disposition": f'attachment; filename="vigie-statistics-{table}.csv"'}
    return HttpResponse(text, content_type="text/csv; charset=utf-8", headers=disposition)


def _form(request: HttpRequest) -> ChooserForm:
    given = request.GET.copy()
    if given and "period" not in given:
        given["period"] = "week"
    return ChooserForm(reach_of(request, VIEW), given or None)


def _context(request: HttpRequest, form: ChooserForm, found: Figures) -> dict[str, Any]:
    now = timezone.now()
    today = now.astimezone(found.period.zone).date()
    return {
        "form": form,
        "figures": found,
        "asked": found.asked,
        "period": found.asked.period,
        "period_words": period_words(found.asked.period),
        "earlier_words": period_words(found.earlier),
        "is_going_on": found.asked.period.until > now,
        "links": links(request.GET, found.asked.period, today),
        "query": request.GET.urlencode(),
        "now": now,
        "whole": found.whole,
        "changes": changes(found),
        "course": found.course,
        "course_chart": course_chart(found.course),
        "heat": found.heat,
        "kinds": rows.kind_rows(found),
        "cameras": rows.camera_rows(found),
        "shown": rows.SHOWN,
        "zones": rows.zone_rows(found),
        "delays": rows.delay_rows(found),
        "half_within": duration(found.delays.p50_s),
        "most_within": duration(found.delays.p95_s),
        "causes": rows.cause_rows(found),
        "follow_ups": rows.follow_up_rows(found),
        "rhythms": rows.rhythm_rows(found),
        "tables": tables(found),
        "gone": found.gone,
    }
