"""The pages of the registers: all of them, one, and one as a file."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from command_center.people.door import right
from command_center.people.reached import reach_of
from command_center.reports.exports import as_file
from command_center.reports.forms import ScopeForm, usual_days
from command_center.reports.registers.every import REGISTERS
from command_center.reports.registers.files import (
    FILES,
    MOST_PDF_ROWS,
    TYPES,
    TooLongForPdf,
    period,
    table,
)
from command_center.reports.registers.register import MOST_ROWS, Register, Scope, TooManyRows
from command_center.reports.shown import moment
from command_center.reports.shown_blocks import shown_table
from command_center.reports.words import REGISTER_TITLES

OF_A_VENUE = frozenset({"acts", "follow_up"})
ROWS_A_PAGE = 100


@right("reports.view_registers", looks=True, filtered=True)
@require_GET
@never_cache
def registers(request: HttpRequest) -> HttpResponse:
    form = _form(request)
    titles = [(name, *said) for name, said in REGISTER_TITLES.items() if _is_shown(name, form)]
    context = {"form": form, "titles": titles, "asked": _asked(request, form)}
    return render(request, "pages/reports/registers.html", context)


@right("reports.view_registers", looks=True, filtered=True)
@require_GET
@never_cache
def register(request: HttpRequest, name: str) -> HttpResponse:
    form = _form(request)
    if not _is_shown(name, form):
        raise Http404
    if not form.is_valid():
        return _page(request, name, form, status=400)
    scope = form.scope()
    try:
        found = REGISTERS[name](scope)
    except TooManyRows as refusal:
        return _page(request, name, form, too_many=refusal.found, status=413)
    return _page(request, name, form, **_shown(request, found, scope))


@right("reports.view_registers", hands_over=True, filtered=True)
@require_GET
@never_cache
def register_file(request: HttpRequest, name: str, ending: str) -> HttpResponse:
    form = _form(request)
    if not _is_shown(name, form) or ending not in FILES:
        raise Http404
    if not form.is_valid():
        return _page(request, name, form, status=400)
    scope = form.scope()
    try:
        written = FILES[ending](REGISTERS[name](scope), scope)
    except TooManyRows as refusal:
        return _page(request, name, form, too_many=refusal.found, status=413)
    except TooLongForPdf as refusal:
        return _page(request, name, form, too_long=refusal.found, status=413)
    days = f"{form.cleaned_data['since']}-{form.cleaned_data['until']}"
    return as_file(written, TYPES[ending], f"vigie-{name}-{days}.{ending}")


def _form(request: HttpRequest) -> ScopeForm:
    """What is not said is usual."""
    given = {key: value for key, value in request.GET.items() if value}
    return ScopeForm(reach_of(request, "reports.view_registers"), usual_days() | given)


def _is_shown(name: str, form: ScopeForm) -> bool:
    """The others are of the whole installation, whatever venue is asked for."""
    return name in REGISTERS and (form.is_of_all or name in OF_A_VENUE)


def _asked(request: HttpRequest, form: ScopeForm) -> str:
    """As an address says it; without the page."""
    names = [name for name in form.fields if request.GET.get(name)]
    query = request.GET.copy()
    for name in list(query):
        if name not in names:
            del query[name]
    return query.urlencode()


def _shown(request: HttpRequest, found: Register, scope: Scope) -> dict[str, Any]:
    page = Paginator(found.rows, ROWS_A_PAGE).get_page(request.GET.get("page"))
    told = table(found, list(page.object_list), lambda at: moment(at, scope.zone))
    columns, rows = shown_table(told)
    fits_on_paper = len(found.rows) <= MOST_PDF_ROWS
    return {
        "register": found,
        "page": page,
        "columns": columns,
        "rows": rows,
        "period": period(scope),
        "sha256": found.sha256(scope) if fits_on_paper else "",
        "fits_on_paper": fits_on_paper,
    }


def _page(
    request: HttpRequest, name: str, form: ScopeForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    title, what = REGISTER_TITLES[name]
    context = {
        "name": name,
        "title": title,
        "what": what,
        "form": form,
        "asked": _asked(request, form),
        "most_rows": MOST_ROWS,
        "most_pdf_rows": MOST_PDF_ROWS,
        **more,
    }
    return render(request, "pages/reports/register.html", context, status=status)
