"""Certificates of erasure: list, one of them, files that are readable without us, verification."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from command_center.people.door import right
from command_center.people.reached import reach_of
from command_center.retention.certificate_files import FILES, register_csv
from command_center.retention.certifying import verify
from command_center.retention.models import ErasureCertificate
from command_center.retention.places import reached_certificates

A_PAGE = 50
MOST_LISTED = 200


@right("retention.view_erasurecertificate", filtered=True)
@require_safe
@never_cache
def erasure_certificates(request: HttpRequest) -> HttpResponse:
    """All of them are verified where `verify` asks it, by who reaches all."""
    reach = reach_of(request, "retention.view_erasurecertificate")
    found = reached_certificates(reach)
    context: dict[str, Any] = {
        "is_everywhere": reach.is_everywhere,
        "page": Paginator(found, A_PAGE).get_page(request.GET.get("page")),
        "verified": verify() if reach.is_everywhere and "verify" in request.GET else None,
    }
    return render(request, "pages/retention/certificates.html", context)


@right("retention.view_erasurecertificate", looks=True)
@require_safe
@never_cache
def erasure_certificate(request: HttpRequest, certificate_number: int) -> HttpResponse:
    certificate = get_object_or_404(ErasureCertificate, number=certificate_number)
    context = {
        "certificate": certificate,
        "is_whole": certificate.is_whole(),
        "forms": list(FILES),
        "items": certificate.items[:MOST_LISTED],
        "more": max(0, certificate.count - MOST_LISTED),
    }
    return render(request, "pages/retention/certificate.html", context)


@right("retention.view_erasurecertificate", hands_over=True)
@require_safe
@never_cache
def erasure_certificate_file(
    request: HttpRequest,  # noqa: ARG001
    certificate_number: int,
    form: str,
) -> HttpResponse:
    """Its PDF, CSV or JSON."""
    if form not in FILES:
        raise Http404
    certificate = get_object_or_404(ErasureCertificate, number=certificate_number)
    kind, written = FILES[form]
    return _attached(written(certificate), kind, f"erasure-{certificate_number}.{form}")


@right("retention.view_erasurecertificate", hands_over=True)
@require_safe
@never_cache
def erasure_register(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """All of them, without their lists, as CSV."""
    return _attached(register_csv(), "text/csv; charset=utf-8", "erasures.csv")


def _attached(content: bytes, kind: str, name: str) -> HttpResponse:
    disposition = f'attachment; filename="{name}"'
    headers = {"Content-Disposition": disposition}
    return HttpResponse(content, content_type=kind, headers=headers)
