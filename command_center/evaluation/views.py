"""The page of the evaluation, its report in three formats, and the decision to sample."""

from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from command_center.documents import csv_text, sha256_of
from command_center.evaluation import rows
from command_center.evaluation.content import content
from command_center.evaluation.figures import Figures, figures
from command_center.evaluation.forms import SamplingForm, SelectionForm
from command_center.evaluation.models import Sampling
from command_center.evaluation.report import report_json, report_pdf
from command_center.evaluation.reviewing import waiting
from command_center.evaluation.tables import tables
from command_center.evaluation.words import LIMITS, METHOD
from command_center.people.door import right
from command_center.people.models import Agent
from command_center.people.reach import Reach
from command_center.people.reached import reach_of

VIEW, SAMPLING = "evaluation.view_evaluation", "evaluation.add_sampling"
WRITTEN = {"pdf": (report_pdf, "application/pdf"), "json": (report_json, "application/json")}


@right("evaluation.view_evaluation", filtered=True)
@require_GET
@never_cache
def evaluation(request: HttpRequest) -> HttpResponse:
    return _page(request, SamplingForm(reach_of(request, SAMPLING)), 200)


@right("evaluation.view_evaluation", hands_over=True, filtered=True)
@require_GET
@never_cache
def evaluation_report(request: HttpRequest, form: str) -> HttpResponse:
    """`form`: pdf or json."""
    if form not in WRITTEN:
        raise Http404
    write, content_type = WRITTEN[form]
    return _file(write(_figures(request)), content_type, f"vigie-evaluation.{form}")


@right("evaluation.view_evaluation", hands_over=True, filtered=True)
@require_GET
@never_cache
def evaluation_table(request: HttpRequest, table: str) -> HttpResponse:
    """One table for a spreadsheet."""
    found = tables(_figures(request))
    if table not in found:
        raise Http404
    text = csv_text(found[table]).encode()
    return _file(text, "text/csv; charset=utf-8", f"vigie-evaluation-{table}.csv")


@right("evaluation.view_evaluation", "evaluation.add_sampling", filtered=True)
@require_POST
def evaluation_sampling(request: HttpRequest) -> HttpResponse:
    new = Sampling(decided_by=cast(Agent, request.user))
    form = SamplingForm(reach_of(request, SAMPLING), request.POST, instance=new)
    if not form.is_valid():
        return _page(request, form, 400)
    form.save()
    messages.info(request, _("Decided, with your name and reason. Moments are drawn from now on."))
    return redirect("evaluation")


def _page(request: HttpRequest, sampling: SamplingForm, status: int) -> HttpResponse:
    reach = reach_of(request, VIEW)
    form = SelectionForm(reach, request.GET or None)
    found = figures(form.selection())
    context: dict[str, Any] = {
        "form": form,
        "figures": found,
        "query": request.GET.urlencode(),
        "digest": sha256_of(content(found)),
        "whole": rows.whole_row(found),
        "kinds": rows.kind_rows(found),
        "places": rows.place_rows(found),
        "slices": rows.slice_rows(found),
        "causes": rows.cause_rows(found),
        "tuning": rows.tuning_rows(found),
        "misses": rows.miss_rows(found),
        "apart": rows.apart_rows(found),
        "waiting": waiting(reach).count(),
        "samplings": _decided(reach),
        "sampling": sampling,
        "tables": tables(found).items(),
        "method": METHOD,
        "limits": LIMITS,
    }
    return render(request, "pages/evaluation/evaluation.html", context, status=status)


def _decided(reach: Reach) -> list[Sampling]:
    """The decision that holds of each order; the newest first."""
    latest = Sampling.objects.order_by("order_id", "-id").distinct("order_id")
    found = Sampling.objects.filter(reach.of("order__venue_id"), pk__in=latest.values("pk"))
    return list(found.select_related("order", "decided_by"))


def _figures(request: HttpRequest) -> Figures:
    return figures(SelectionForm(reach_of(request, VIEW), request.GET or None).selection())


def _file(content: bytes, content_type: str, name: str) -> HttpResponse:
    disposition = {"content-disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=content_type, headers=disposition)
