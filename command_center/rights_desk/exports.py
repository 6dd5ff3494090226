"""What leaves the desk: the letter, and the trace of one request."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from command_center.documents import canonical_json, csv_text, pdf
from command_center.people.door import right
from command_center.rights_desk.answer import answer_letter
from command_center.rights_desk.models import RightsRequest
from command_center.rights_desk.right import StepKind
from command_center.rights_desk.trace import trace, trace_document, trace_table

LANGUAGES = "fr", "en"
TRACE_FORMS = "pdf", "csv", "json"


@right("rights_desk.view_rightsrequest", hands_over=True)
@require_safe
@never_cache
def letter(request: HttpRequest, request_id: int, language: str) -> HttpResponse:  # noqa: ARG001
    found = get_object_or_404(RightsRequest.objects.select_related("venue"), pk=request_id)
    answer = found.steps.filter(kind=StepKind.ANSWERED).select_related("ground").first()
    if answer is None or language not in LANGUAGES:
        raise Http404
    written = pdf(answer_letter(found, answer, language))
    return _file(written, "application/pdf", f"{found.number}-{language}.pdf", "inline")


@right("rights_desk.view_rightsrequest", hands_over=True)
@require_safe
@never_cache
def trace_file(request: HttpRequest, request_id: int, form: str) -> HttpResponse:  # noqa: ARG001
    found = get_object_or_404(RightsRequest.objects.select_related("entered_by"), pk=request_id)
    name = f"trace-{found.number}.{form}"
    if form == "json":
        return _file(canonical_json(trace(found)), "application/json", name)
    if form == "csv":
        return _file(csv_text(trace_table(found)).encode(), "text/csv; charset=utf-8", name)
    if form == "pdf":
        return _file(pdf(trace_document(found)), "application/pdf", name)
    raise Http404


def _file(content: bytes, kind: str, name: str, how: str = "attachment") -> HttpResponse:
    headers = {"Content-Disposition": f'{how}; filename="{name}"'}
    return HttpResponse(content, kind, headers=headers)
