"""What an administrator does: publish, exempt, enter a contact, correct a statement."""

from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from command_center.law.models import Order
from command_center.notices.contact import contact_of
from command_center.notices.forms import ContactForm, ExemptForm, PublishForm, StatementForm
from command_center.notices.known import statements
from command_center.notices.models import Contact, Statement
from command_center.notices.publishing import NotPublished, exempt, publish
from command_center.notices.statement import Stated, StatementKey
from command_center.notices.views import order_page
from command_center.people.door import for_reason, right
from command_center.people.models import Agent
from command_center.venues.models import Venue


@right("law.add_notice")
@require_POST
def notice_publish(request: HttpRequest, order_id: int) -> HttpResponse:
    order, form = _order(order_id), PublishForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        try:
            publish(order, _author(request), given["published_at"], given["places"])
        except NotPublished as refusal:
            form.add_error(None, str(refusal))
        else:
            for_reason(request, "", recipients="the public")
            messages.success(
                request, _("The public is informed of order %(order)s.") % {"order": order}
            )
            return redirect("order_notice", order_id)
    return order_page(request, order_id, publish_form=form)


@right("law.add_notice")
@require_POST
def notice_exempt(request: HttpRequest, order_id: int) -> HttpResponse:
    order, form = _order(order_id), ExemptForm(request.POST)
    if form.is_valid():
        try:
            exempt(order, _author(request), form.cleaned_data["reason"])
        except NotPublished as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request, _("Order %(order)s is exempt; the reason is kept.") % {"order": order}
            )
            return redirect("order_notice", order_id)
    return order_page(request, order_id, exempt_form=form)


@right("notices.change_contact")
@require_http_methods(["GET", "POST"])
def contact(request: HttpRequest, venue_id: int) -> HttpResponse:
    venue = get_object_or_404(Venue, pk=venue_id)
    form = ContactForm(request.POST or None, instance=contact_of(venue) or Contact(venue=venue))
    if request.method == "POST" and form.is_valid():
        form.instance.changed_by = _author(request)
        form.save()
        messages.success(request, _("The contact of %(venue)s is kept.") % {"venue": venue})
        return redirect("notices")
    return render(request, "pages/notices/contact.html", {"venue": venue, "form": form})


@right("law.view_notice", filtered=True)
@require_safe
def statement_list(request: HttpRequest) -> HttpResponse:
    return render(
        request, "pages/notices/statements.html", {"statements": list(statements().values())}
    )


@right("notices.add_statement")
@require_http_methods(["GET", "POST"])
def statement(request: HttpRequest, key: str) -> HttpResponse:
    """Corrected: what stood stays in the record."""
    standing = _standing(key)
    initial = {
        name: getattr(standing, name) for name in ("french", "english", "source", "confirmation")
    }
    form = StatementForm(
        request.POST or None, initial=initial, instance=Statement(key=standing.key.value)
    )
    if request.method == "POST" and form.is_valid():
        form.instance.entered_by = _author(request)
        form.save()
        messages.success(request, _("Corrected; see which notices are to be published anew."))
        return redirect("statements")
    record = Statement.objects.filter(key=key).select_related("entered_by").order_by("-pk")
    context = {"form": form, "statement": standing, "record": record}
    return render(request, "pages/notices/statement.html", context)


def _standing(key: str) -> Stated:
    if key not in StatementKey.values:
        raise Http404
    return statements()[StatementKey(key)]


def _order(order_id: int) -> Order:
    return get_object_or_404(Order.objects.select_related("venue"), pk=order_id)


def _author(request: HttpRequest) -> Agent:
    return cast(Agent, request.user)
