"""Channels, one of them, and the log of what was sent."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from command_center.journal.models import Operation
from command_center.journal.noting import Thing, note
from command_center.journal.origin import origin_of
from command_center.notifications.channel import Channel, Form
from command_center.notifications.channel_form import ChannelForm
from command_center.notifications.channel_rows import channel_rows
from command_center.notifications.delivery import Delivery, DeliveryState
from command_center.notifications.mail_server import mail_server
from command_center.notifications.storing import store
from command_center.notifications.trying import try_channel
from command_center.notifications.what import What
from command_center.people.door import right

VIEW, CHANGE = "notifications.view_channel", "notifications.change_channel"
A_PAGE = 50
RECENT = 10


@right(VIEW)
@require_safe
@never_cache
def channels(request: HttpRequest) -> HttpResponse:
    context = {"rows": channel_rows(), "forms": Form.choices, "has_mail": mail_server() is not None}
    return render(request, "pages/notifications/channels.html", context)


@right(VIEW)
@require_safe
@never_cache
def channel(request: HttpRequest, channel_id: int) -> HttpResponse:
    row = next((one for one in channel_rows() if one.channel.pk == channel_id), None)
    if row is None:
        raise Http404
    recent = Delivery.objects.filter(channel=channel_id).prefetch_related("tries")[:RECENT]
    return render(
        request,
        "pages/notifications/channel.html",
        {"row": row, "deliveries": recent, "trial": request.session.pop("trial", None)},
    )


@right(CHANGE)
@require_http_methods(["GET", "POST"])
@never_cache
def channel_new(request: HttpRequest) -> HttpResponse:
    """`form` in the address: which kind of channel."""
    wanted = request.GET.get("form")
    if wanted not in Form.values:
        raise Http404
    return _entered(request, Channel(form=wanted))


@right(CHANGE)
@require_http_methods(["GET", "POST"])
@never_cache
def channel_change(request: HttpRequest, channel_id: int) -> HttpResponse:
    return _entered(request, get_object_or_404(Channel, pk=channel_id))


@right(CHANGE)
@require_POST
def channel_test(request: HttpRequest, channel_id: int) -> HttpResponse:
    """Sends it while the page waits; the answer is shown once."""
    answer = try_channel(get_object_or_404(Channel, pk=channel_id))
    request.session["trial"] = {"is_success": answer.is_success, "told": answer.told}
    return redirect("channel", channel_id)


@right(VIEW)
@require_safe
@never_cache
def deliveries(request: HttpRequest) -> HttpResponse:
    """`channel`, `state`, `what`: which; all without."""
    found = Delivery.objects.select_related("channel").prefetch_related("tries")
    sieve = {
        name: value
        for name, known in (
            ("channel", {str(one) for one in Channel.objects.values_list("pk", flat=True)}),
            ("state", set(DeliveryState.values)),
            ("what", set(What.values)),
        )
        if (value := request.GET.get(name, "")) in known
    }
    page = Paginator(found.filter(**sieve), A_PAGE).get_page(request.GET.get("page"))
    context: dict[str, Any] = {
        "page": page,
        "sieve": sieve,
        "channels": Channel.objects.order_by("name"),
        "states": DeliveryState.choices,
        "whats": What.choices,
    }
    return render(request, "pages/notifications/deliveries.html", context)


def _entered(request: HttpRequest, known: Channel) -> HttpResponse:
    is_new = known.pk is None
    form = ChannelForm(known, request.POST or None)
    if request.method == "POST" and form.is_valid():
        changed = store(form)
        _note(request, form.instance, changed, is_new=is_new)
        told = _("The channel is entered. Test it now.") if is_new else _("The channel is changed.")
        messages.success(request, told)
        return redirect("channel", form.instance.pk)
    context = {"form": form, "channel": known, "form_label": Form(known.form).label}
    status = 400 if form.is_bound else 200
    return render(request, "pages/notifications/channel_form.html", context, status=status)


def _note(request: HttpRequest, known: Channel, changed: dict[str, Any], *, is_new: bool) -> None:
    """Beside the entry of the request: what it was, and what it is; of secrets only that."""
    detail = {"name": known.name, "form": known.form, "is_new": is_new, **changed}
    note(Operation.MODIFICATION, Thing("channel_set", known.pk, detail=detail), origin_of(request))
