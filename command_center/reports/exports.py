"""Weekly reports as files: the content as it is hashed, and on paper."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from command_center.documents import Document, Table, pdf
from command_center.people.door import right
from command_center.reports.models import WeeklyReport
from command_center.reports.shown import moment
from command_center.reports.telling.document import document
from command_center.reports.views import found_report

LANGUAGES = "fr", "en"


@right("reports.view_weeklyreport", hands_over=True)
@require_GET
@never_cache
def report_json(request: HttpRequest, report_id: int) -> HttpResponse:  # noqa: ARG001
    """Byte for byte what the digest was taken of: `sha256sum` of the file gives it."""
    found = found_report(report_id)
    return as_file(found.content.encode(), "application/json", f"{file_name(found)}.json")


@right("reports.view_weeklyreport", hands_over=True)
@require_GET
@never_cache
def report_pdf(request: HttpRequest, report_id: int, language: str) -> HttpResponse:  # noqa: ARG001
    found = found_report(report_id)
    with translation.override(_known(language)):
        written = pdf(document(found.told, found.sha256))
    return as_file(written, "application/pdf", f"{file_name(found)}-{language}.pdf")


@right("reports.view_weeklyreport", hands_over=True)
@require_GET
@never_cache
def annexes_pdf(request: HttpRequest, report_id: int, language: str) -> HttpResponse:  # noqa: ARG001
    found = found_report(report_id)
    with translation.override(_known(language)):
        written = pdf(_annexes(found, language))
    return as_file(written, "application/pdf", f"{file_name(found)}-annexes-{language}.pdf")


def _annexes(found: WeeklyReport, language: str) -> Document:
    told = document(found.told, found.sha256)
    zone = found.told_week.zone
    rows = [
        [moment(one.at, zone), one.by.get_username(), one.text]
        for one in found.annexes.select_related("by")
    ]
    table = Table([_("Instant"), _("Agent"), _("Text")], rows, shares=[0.28, 0.17, 0.55])
    return Document(_("Annexes"), told.title, [table], told.foot, language)


def file_name(found: WeeklyReport) -> str:
    return f"vigie-{slugify(found.order.reference)}-{found.told_week.label}"


def as_file(content: bytes, media_type: str, name: str) -> HttpResponse:
    disposition = f'attachment; filename="{name}"'
    return HttpResponse(content, media_type, headers={"Content-Disposition": disposition})


def _known(language: str) -> str:
    if language not in LANGUAGES:
        raise Http404
    return language
