"""The pages of the orders: list, enter, withdraw."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from command_center.law.forms import OrderForm
from command_center.law.models import Order
from command_center.people.models import Agent
from command_center.venues.models import KIND_LABELS
from detection.kinds import EventKind


@require_GET
@permission_required("law.view_order", raise_exception=True)
def orders(request: HttpRequest) -> HttpResponse:
    found = Order.objects.select_related("venue").prefetch_related("cameras")
    return render(request, "pages/orders/orders.html", {"orders": [_row(o) for o in found]})


@require_http_methods(["GET", "POST"])
@permission_required("law.add_order", raise_exception=True)
def order_new(request: HttpRequest) -> HttpResponse:
    form = OrderForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            form.instance.entered_by = cast(Agent, request.user)
            order = form.save()
        messages.success(request, _("Order %(order)s is entered.") % {"order": order})
        return redirect("orders")
    return render(request, "pages/orders/order_form.html", {"form": form})


@require_http_methods(["GET", "POST"])
@permission_required("law.delete_order", raise_exception=True)
def order_withdraw(request: HttpRequest, order_id: int) -> HttpResponse:
    order = get_object_or_404(Order, pk=order_id)
    if request.method == "POST":
        order.withdraw(cast(Agent, request.user), request.POST.get("reason", "")[:300])
        messages.success(
            request, _("Order %(order)s is withdrawn: analysis has stopped.") % {"order": order}
        )
        return redirect("orders")
    return render(request, "pages/orders/order_withdraw.html", {"order": _row(order)})


def _row(order: Order) -> dict[str, object]:
    return {
        "id": order.pk,
        "reference": order.reference,
        "authority": order.authority,
        "venue_name": order.venue.name,
        "kinds_labels": [KIND_LABELS[EventKind(kind)] for kind in order.kinds],
        "camera_names": [camera.name for camera in order.cameras.all()],
        "starts_at": order.starts_at,
        "ends_at": order.ends_at,
        "withdrawn_at": order.withdrawn_at,
        "state": order.state(),
        "is_demonstration": order.is_demonstration,
    }
