"""The certificates, beside what runs here."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from command_center.law.certificate_form import CertificateForm
from command_center.law.models import Certificate
from command_center.law.running import software
from command_center.people.door import right
from command_center.people.models import Agent
from command_center.register.models import RegisteredModel


@dataclass(frozen=True, slots=True)
class CertificateRow:
    """`lacking`: models of the register that it does not name; `named`: those that it does."""

    certificate: Certificate
    has_this_software: bool
    named: list[RegisteredModel]
    lacking: list[RegisteredModel]

    @property
    def unknown(self) -> list[str]:
        """Digests that it names, and that are not registered here."""
        known = {one.sha256 for one in self.named}
        return [digest for digest in self.certificate.models if digest not in known]


@right("law.view_certificate")
@require_GET
@never_cache
def certificates(request: HttpRequest) -> HttpResponse:
    registered = list(RegisteredModel.objects.in_force())
    found = Certificate.objects.select_related("entered_by").annotate(order_count=Count("orders"))
    context = {
        "rows": [_row(one, registered) for one in found],
        "software": software(),
        "registered": registered,
    }
    return render(request, "pages/certificates/certificates.html", context)


@right("law.add_certificate")
@require_http_methods(["GET", "POST"])
@never_cache
def certificate_new(request: HttpRequest) -> HttpResponse:
    """With `?now` the form begins with what runs here."""
    registered = list(RegisteredModel.objects.in_force())
    running = {"software": software(), "models": [one.sha256 for one in registered]}
    form = CertificateForm(request.POST or None, initial=running if "now" in request.GET else {})
    if request.method == "POST" and form.is_valid():
        entered = form.enter(cast(Agent, request.user))
        if entered:
            told = _("Certificate %(certificate)s is entered.")
            messages.success(request, told % {"certificate": entered})
            return redirect("certificates")
    context = {"form": form, "software": software(), "registered": registered}
    return render(request, "pages/certificates/certificate_form.html", context)


def _row(certificate: Certificate, registered: Sequence[RegisteredModel]) -> CertificateRow:
    return CertificateRow(
        certificate,
        certificate.software == software(),
        [one for one in registered if one.sha256 in certificate.models],
        [one for one in registered if one.sha256 not in certificate.models],
    )
