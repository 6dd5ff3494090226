"""The administrators' pages: is the public informed, of what, and by which poster."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from command_center.documents import canonical_json
from command_center.law.models import Notice, Order
from command_center.notices.address import public_address
from command_center.notices.contact import contact_of
from command_center.notices.content import notice_content
from command_center.notices.forms import INSTANT, ExemptForm, PublishForm
from command_center.notices.poster import PAPERS, DoesNotFit, Poster, poster_pdf
from command_center.notices.rows import history, order_row, venue_rows
from command_center.people.door import right
from command_center.people.reached import reach_of


@right("law.view_notice", filtered=True)
@require_safe
@never_cache
def notices(request: HttpRequest) -> HttpResponse:
    rows = venue_rows(reach_of(request, "law.view_notice"))
    return render(request, "pages/notices/notices.html", {"rows": rows})


@right("law.view_notice")
@require_safe
@never_cache
def order_notice(request: HttpRequest, order_id: int) -> HttpResponse:
    return order_page(request, order_id)


def order_page(
    request: HttpRequest,
    order_id: int,
    publish_form: PublishForm | None = None,
    exempt_form: ExemptForm | None = None,
) -> HttpResponse:
    """A form: as it was sent, where it had faults."""
    order = get_object_or_404(Order.objects.select_related("venue", "renews"), pk=order_id)
    live = notice_content(order, str(translation.get_language()))
    now = f"{timezone.localtime():{INSTANT}}"
    context = {
        "row": order_row(order, live),
        "live": live,
        "contact": contact_of(order.venue),
        "address": public_address(request, order.venue),
        "history": history(order),
        "papers": [(paper, paper.upper()) for paper in PAPERS],
        "publish_form": publish_form or PublishForm(initial={"published_at": now}),
        "exempt_form": exempt_form or ExemptForm(),
    }
    return render(request, "pages/notices/order.html", context)


@right("law.view_notice", hands_over=True)
@require_safe
def poster(request: HttpRequest, order_id: int, paper: str) -> HttpResponse:
    """As PDF, from the configuration as it is now."""
    order = get_object_or_404(Order.objects.select_related("venue"), pk=order_id)
    if paper not in PAPERS:
        return HttpResponse(status=404)
    if contact_of(order.venue) is None:
        messages.error(request, _("A poster names whom to ask: enter the contact first."))
        return redirect("order_notice", order_id)
    french, english = (notice_content(order, code) for code in ("fr", "en"))
    try:
        drawn = poster_pdf(Poster(french, english, public_address(request, order.venue)), paper)
    except DoesNotFit as refusal:
        messages.error(request, str(refusal))
        return redirect("order_notice", order_id)
    name = f'inline; filename="notice-{order.pk}-{paper}.pdf"'
    return HttpResponse(drawn, "application/pdf", headers={"Content-Disposition": name})


@right("law.view_notice", hands_over=True)
@require_safe
def published(request: HttpRequest, notice_id: int) -> HttpResponse:  # noqa: ARG001
    """What was frozen, byte by byte as its SHA-256 was taken."""
    found = get_object_or_404(Notice, pk=notice_id)
    return HttpResponse(
        canonical_json(found.content),
        "application/json",
        headers={"Content-Disposition": f'attachment; filename="notice-{notice_id}.json"'},
    )
